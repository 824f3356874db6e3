"""DOCX to an Article: its paragraphs and tables in order, title and author.

In:  a DOCX file, which is a ZIP archive of XML.   Out: Article.
The parts are looked at before they are unpacked: a part larger than an item may be is refused. python-docx parses XML
without resolving entities, so that an entity bomb stays a word.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from counterclaim.intake.found import Opened, Taken, Terms
from counterclaim.intake.limits import Limits, Refused
from counterclaim.intake.texts import made_by, taken, text_article

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def read_docx(opened: Opened, archive: zipfile.ZipFile, file: IO[bytes], terms: Terms) -> Iterator[Taken]:
    """One DOCX document, as a ZIP archive that is open already."""
    import docx
    from docx.opc.exceptions import OpcError

    _check_parts(archive, terms.limits)
    file.seek(0)
    try:
        document = docx.Document(file)
    except (OpcError, KeyError, ValueError) as err:
        raise Refused("damaged DOCX", f"{err}"[:200]) from err
    title, blocks = _blocks(document)
    core = document.core_properties
    known = opened.found.known
    known = replace(
        known,
        title=core.title or title or known.title,
        author=_person(core.author) or known.author,
    )
    item = text_article("\n\n".join(blocks) + "\n", opened.found.name, known, terms)
    file.seek(0)
    yield taken(opened, item, file.read(), made_by("python-docx"))


def _check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    total = 0
    for part in archive.infolist():
        total += part.file_size
        if total > limits.item_bytes or part.file_size > max(1 << 20, limits.unpack_ratio * part.compress_size):
            raise Refused(
                "decompression bomb" if total <= limits.item_bytes else "too large",
                f"{part.filename} claims {part.file_size:,} bytes out of {part.compress_size:,}",
            )
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(part) as stream:
            if _DOCTYPE.search(stream.read(4096)):
                raise Refused("entity bomb", f"{part.filename} declares entities, which no word processor writes")


def _blocks(document: Any) -> tuple[str | None, list[str]]:
    """The document's title, where a paragraph is styled as one, and its words, block by block."""
    title: str | None = None
    blocks: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = (" | ".join(_cells(row)) for row in block.rows)
            words = "\n".join(row for row in rows if row.strip(" |"))
        else:
            words = block.text.replace("\t", " ").strip()
            style = (block.style.name or "") if block.style is not None else ""
            if style == "Title" and title is None and words:
                title = words
                continue
        if words:
            blocks.append(words)
    return title, blocks


def _cells(row: Any) -> Iterator[str]:
    before = None
    for cell in row.cells:  # a merged cell comes once for each column that it covers
        if cell._tc is not before:
            yield " ".join(cell.text.split())
        before = cell._tc


def _person(name: str | None) -> str | None:
    """An author, where a program did not put its own name there."""
    return None if not name or name.casefold() in {"python-docx", "microsoft office user", "user", "admin"} else name
