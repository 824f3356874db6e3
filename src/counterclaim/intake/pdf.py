"""PDF with text to an Article: paragraphs rebuilt from lines, what repeats at the head and foot of pages left out.

In:  the bytes of a PDF.   Out: Article; a Drop by name where its pages hold no text (scans), or it has a password.
The file's own date says when the file was made, not when anything was published: it is not taken.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from counterclaim.intake.found import Opened, Take, Taken, Terms
from counterclaim.intake.kinds import Kind
from counterclaim.intake.limits import Refused
from counterclaim.intake.texts import made_by, taken, text_article

_MOST_PAGES = 5000
_EDGE_LINES = 3  # at most so many lines make a running head or foot
_EDGE_GAP = 1.15  # which stands apart from the text by so many times the usual distance of lines
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:][\"”’»)\]]*\Z")
# A gap between lines beyond this many times the usual one parts paragraphs: within one, programs set lines evenly.
_GAP = 1.2
# A line that ends so far before the column's edge, after a full stop, ends a paragraph.
_SHORT = 0.12
_INDENT = 4.0  # points
# First parts of compounds that keep their hyphen, where the document does not show the word in one line.
_COMPOUNDING = frozenset(
    "long short high low mid half self well far cross non anti pro pre ex large small old new heavy light early late "
    "north south east west one two three four five six ten multi semi medium war state time year day so then".split()
)
# PDFium gives a word that a line's end breaks as one, with a sign where its hyphen was.
_BROKEN_WORD = "\ufffe\x02"
_LINE_END = re.compile("(\r\n|[\ufffe\x02])")
_LOCK = threading.Lock()  # PDFium is not made for several threads


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; coordinates in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def read_pdf(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:  # noqa: ARG001 every reader is called alike
    """One PDF."""
    import pypdfium2

    data = opened.whole(terms.limits, what="PDF")
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as err:
            reason = "encrypted" if "assword" in str(err) else "damaged PDF"
            raise Refused(reason, str(err)) from err
        try:
            count = len(document)
            if count > _MOST_PAGES:
                raise Refused("too large", f"{count:,} pages; at most {_MOST_PAGES:,}")
            said = document.get_metadata_dict(skip_empty=True)
            pages = [_lines(document[number], terms.limits.article_chars) for number in range(count)]
        finally:
            document.close()
    if sum(line.text.count(" ") for page in pages for line in page) < 5:
        raise Refused("PDF without text", f"{count} pages hold pictures only (a scan); give it with a text layer (OCR)")
    body, left_out = without_running_heads(pages)
    text = "\n\n".join(paragraphs(body)) + "\n"
    known = opened.found.known
    known = replace(known, title=_named(said.get("Title")) or known.title, author=said.get("Author") or known.author)
    item = text_article(text, opened.found.name, known, terms)
    notes = tuple(f"left out at the head or foot of {n} pages: {words[:60]!r}" for words, n in left_out)
    yield taken(opened, item, data, made_by("pypdfium2"), *notes)


def without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[tuple[str, int]]]:
    """The pages without the lines that stand at the head or foot of most, page numbers aside; and those lines."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for page in pages:
        for line in {_alike(line): line for line in _edges(page)}.values():
            counts[_alike(line)] += 1
            first.setdefault(_alike(line), line.text)
    needed = max(2, (len(pages) + 1) // 2) if len(pages) < 4 else max(3, len(pages) // 3)
    repeated = {alike for alike, n in counts.items() if n >= needed}
    kept = []
    for page in pages:
        edges = {id(line) for line in _edges(page) if _alike(line) in repeated}
        kept.append([line for line in page if id(line) not in edges])
    return kept, [(first[alike], counts[alike]) for alike in sorted(repeated, key=lambda a: first[a])]


def paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """Lines joined to paragraphs; one that goes on over a page or column break is one."""
    whole = " ".join(line.text for page in pages for line in page).casefold()
    words: list[str] = []
    before: Line | None = None
    for page in pages:
        pitch = _pitch(page)
        edge = _right_edges(page)
        for number, line in enumerate(page):
            new_column = number == 0 or (before is not None and line.bottom > before.top)
            if words and before is not None and _begins(line, before, pitch, edge, new_column=new_column):
                yield " ".join(words)
                words = []
            _append(words, line.text, whole)
            before = line
    if words:
        yield " ".join(words)


def _begins(line: Line, before: Line, pitch: float, edge: dict[int, float], *, new_column: bool) -> bool:
    """Whether a line begins a paragraph."""
    ended = _SENTENCE_END.search(before.text) is not None
    height, height_before = line.top - line.bottom, before.top - before.bottom
    if min(height, height_before) > 0 and max(height, height_before) > 1.25 * min(height, height_before):
        return True  # a headline over its text
    if new_column:
        return ended
    if pitch and before.bottom - line.bottom > _GAP * pitch:
        return True
    if line.left > before.left + _INDENT and ended:
        return True
    column = edge.get(_column(before), before.right)
    width = column - before.left
    return ended and width > 0 and column - before.right > _SHORT * width


def _append(words: list[str], text: str, whole: str) -> None:
    """Join a line to its paragraph; a word that was broken at the line's end becomes whole again."""
    last = words[-1] if words else ""
    if len(last) > 1 and last[-1] in "-\u00ad" and last[-2].isalpha() and text[:1].islower():
        broken = re.search(r"[\w-]*\w(?=.\Z)", last)
        following = re.match(r"\w+", text)
        first, rest = (broken[0] if broken else "").casefold(), (following[0] if following else "").casefold()
        hyphened = f"{first}-{rest}" in whole or (first in _COMPOUNDING and f"{first}{rest}" not in whole)
        words[-1] = last[:-1] + ("-" if hyphened else "") + text
    else:
        if last.endswith("\u00ad"):
            words[-1] = last[:-1] + "-"
        words.append(text)


def _lines(page: Any, most: int) -> list[Line]:
    text_page = page.get_textpage()
    try:
        chars = text_page.count_chars()
        if chars > most:
            raise Refused("too long", f"a page of {chars:,} characters")
        text = text_page.get_text_range()
        lines: list[Line] = []
        start = 0
        for part in _LINE_END.split(text):
            if _LINE_END.fullmatch(part):
                if part in _BROKEN_WORD and lines:
                    lines[-1] = replace(lines[-1], text=lines[-1].text + "\u00ad")
            elif words := part.strip():
                box = _box(text_page, start + part.index(words[0]), start + len(part.rstrip()) - 1, chars)
                lines.append(Line(re.sub(r"\s+", " ", words), *box))
            start += len(part)
        return lines
    finally:
        text_page.close()
        page.close()


def _box(text_page: Any, first: int, last: int, chars: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a line, by its first and last character."""
    if last >= chars:
        return (0.0, 0.0, 0.0, 0.0)
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    _, bottom_last, right, top_last = text_page.get_charbox(last, loose=True)
    return (left, right, min(bottom, bottom_last), max(top, top_last))


def _edges(page: list[Line]) -> list[Line]:
    """The lines at the head and the foot that stand apart from the text, in whatever order the file draws them."""
    by_height = sorted(page, key=lambda line: -line.bottom)
    pitch = _pitch(page)
    return [*_apart(by_height, pitch), *_apart(by_height[::-1], pitch)]


def _apart(lines: list[Line], pitch: float) -> list[Line]:
    """The first of `lines` up to a gap; none where no gap comes soon."""
    for count, (line, following) in enumerate(pairwise(lines[: _EDGE_LINES + 1]), 1):
        if abs(line.bottom - following.bottom) > _EDGE_GAP * pitch:
            return lines[:count]
    return lines if len(lines) <= 1 else []


def _alike(line: Line) -> str:
    """A line and its height on the page, without its numbers: "Page 3 of 9" is "Page 4 of 9"."""
    return f"{round(line.bottom)} {_DIGITS.sub('#', line.text.casefold())}"


def _pitch(page: list[Line]) -> float:
    """The usual distance from line to line."""
    steps = [a.bottom - b.bottom for a, b in pairwise(page) if 2 < a.bottom - b.bottom < 100]
    return sorted(steps)[len(steps) // 2] if steps else 0.0


def _column(line: Line) -> int:
    return round(line.left / 40)


def _right_edges(page: list[Line]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for line in page:
        edges[_column(line)] = max(edges.get(_column(line), 0.0), line.right)
    return edges


def _named(title: str | None) -> str | None:
    """A title that is one, not the name of a file or a program's default."""
    if not title or re.search(r"\.(?:docx?|pdf|indd|tex|qxd|txt)\Z|untitled|microsoft word", title, re.I):
        return None
    return title


KINDS = {Kind.PDF: read_pdf}
"""The kinds that this module reads."""
