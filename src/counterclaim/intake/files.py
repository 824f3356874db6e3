"""Plain text files to articles: files, folders, globs and standard input, one by one.

In:  paths as a person gives them.   Out: Article or Drop for each file, in a stable order.
The stored text is the file's text, unchanged: line ends, byte order mark and all, so that offsets index the file.
Reads nothing but what is named; fetches nothing.
"""

import glob
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from counterclaim.errors import InputError
from counterclaim.intake.frontmatter import read_front_matter
from counterclaim.intake.language import language_of
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.when import When

STANDARD_INPUT = "-"
SUFFIXES = (".txt", ".text", ".md")

# A NUL byte among the first 8 kB is how git, too, tells binary from text.
_SNIFFED_BYTES = 8192
_GLOB_SIGNS = frozenset("*?[")


def find_files(paths: Iterable[str]) -> list[str]:
    """The files that `paths` name: files as they are, folders searched whole, globs expanded; each once, in order.

    In folders only text files count (.txt, .text, .md), and hidden files and folders are passed over.

    Raises:
        InputError: a path names nothing. Nothing has been read by then.
    """
    found: dict[str, None] = {}
    for path in paths:
        for file in _expand(path):
            found.setdefault(file)
    return list(found)


def read_files(files: Iterable[str], *, defaults: Article | None = None, max_chars: int) -> Iterator[Article | Drop]:
    """Read files one by one, each as an Article or, where it cannot be one, as a Drop with its reason.

    Args:
        files: paths from `find_files`; "-" is standard input.
        defaults: what is known of all of them (outlet, date, ...); the front matter of a file goes before it.
        max_chars: longest text kept, in code points.
    """
    for file in files:
        try:
            data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
        except OSError as err:
            yield Drop(file, "unreadable file", err.strerror or str(err))
            continue
        yield read_bytes(data, path=file, defaults=defaults, max_chars=max_chars)


def read_bytes(data: bytes, *, path: str, defaults: Article | None = None, max_chars: int) -> Article | Drop:
    """One file's bytes as an Article or, where they are none, as a Drop with its reason."""
    if not data:
        return Drop(path, "empty file", "the file has no bytes")
    if b"\0" in data[:_SNIFFED_BYTES]:
        return Drop(path, "binary file", "a NUL byte stands at its beginning; expected text in UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as err:
        return Drop(
            path,
            "not UTF-8",
            f"byte {data[err.start]:#04x} at {err.start} is no UTF-8; save the file as UTF-8 and give it again",
        )
    if not any(c.isalnum() for c in text):
        return Drop(path, "no text", "no letter or digit in the file")
    if len(text) > max_chars:
        return Drop(path, "too long", f"{len(text):,} characters; at most {max_chars:,} are read")
    return make_article(text, path=path, defaults=defaults)


def make_article(text: str, *, path: str | None = None, defaults: Article | None = None) -> Article | Drop:
    """A text as an Article: front matter read, language found. A Drop when the front matter's date is no date."""
    header = read_front_matter(text)
    known = defaults or Article("")
    published = known.published
    if header.date is not None:
        try:
            published = Published(When.parse(header.date), f"front matter: date: {header.date}")
        except ValueError:
            return Drop(
                path or "text",
                "unreadable date",
                f"the front matter says date: {header.date!r}; expected YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO",
            )
    article = Article(
        text=text,
        path=path,
        title=header.title or known.title,
        outlet=header.outlet or known.outlet,
        author=header.author or known.author,
        url=header.url or known.url,
        published=published,
        header=header.span,
    )
    body = text[header.span.end :] if header.span else text
    return replace(article, language=known.language or language_of(body))


def _expand(path: str) -> Iterator[str]:
    if path == STANDARD_INPUT:
        yield path
        return
    if Path(path).is_dir():
        found = sorted(str(p) for p in Path(path).rglob("*") if _is_article(p, Path(path)))
        if not found:
            raise InputError(path, f"the folder holds no text files ({', '.join(SUFFIXES)})")
        yield from found
    elif Path(path).exists():
        yield path
    elif _GLOB_SIGNS & set(path):
        found = sorted(p for p in glob.glob(path, recursive=True) if Path(p).is_file())
        if not found:
            raise InputError(path, "no file fits this pattern")
        yield from found
    else:
        raise InputError(path, "no such file or folder")


def _is_article(path: Path, root: Path) -> bool:
    inside = path.relative_to(root)
    return path.suffix.lower() in SUFFIXES and path.is_file() and not any(p.startswith(".") for p in inside.parts)
