"""What a person names on the command line: files, folders, globs and standard input, each as a Found, in order.

In:  paths as a person gives them.   Out: Found for each file; `take_files` puts them through the door.
Reads nothing but what is named; fetches nothing.
"""

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.errors import InputError
from counterclaim.intake.door import take
from counterclaim.intake.found import Found, Taken, Terms
from counterclaim.intake.kinds import HEAD_BYTES, NEVER_ARTICLES, Kind, kind_of

STANDARD_INPUT = "-"
_GLOB_SIGNS = frozenset("*?[")


def find_files(paths: Iterable[str]) -> list[str]:
    """The files that `paths` name: files as they are, folders searched whole, globs expanded; each once, in order.

    In folders a file counts whatever its ending, since its kind is found by its content; only hidden files and what
    goes with saved pages and code (pictures, scripts, styles: `NEVER_ARTICLES`; plain text without an ending, such as
    LICENSE) is passed over. Named, they count.

    Raises:
        InputError: a path names nothing. Nothing has been read by then.
    """
    found: dict[str, None] = {}
    for path in paths:
        for file in _expand(path):
            found.setdefault(file)
    return list(found)


def found_at(file: str) -> Found:
    """One file, or standard input, as something to take in."""
    if file == STANDARD_INPUT:
        return Found(file, sys.stdin.buffer)
    try:
        size = Path(file).stat().st_size
    except OSError:
        size = None  # the door says what is wrong with it
    return Found(file, Path(file), size=size)


def take_files(files: Iterable[str], terms: Terms) -> Iterator[Taken]:
    """Everything that the files hold, through the door, in order."""
    things = [found_at(file) for file in files]
    terms.meter.total += sum(found.size or 0 for found in things)
    for found in things:
        yield from take(found, terms)
        terms.meter.before += found.size or 0
        terms.meter.now = 0


def _expand(path: str) -> Iterator[str]:
    if path == STANDARD_INPUT:
        yield path
        return
    if Path(path).is_dir():
        found = sorted(_within(Path(path)))
        if not found:
            raise InputError(
                path,
                "the folder holds no files that can be articles (hidden ones, pictures, scripts are passed over)",
            )
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


def _within(folder: Path) -> Iterator[str]:
    """What counts in a folder; of a folder within it that may not be looked into, its own name."""
    closed: list[OSError] = []
    for root, folders, names in folder.walk(on_error=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (str(root / name) for name in names if _counts(root / name))
    yield from (str(err.filename) for err in closed)


def _counts(path: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() in NEVER_ARTICLES or not path.is_file():
        return False
    return bool(path.suffix) or _is_more_than_text(path)


def _is_more_than_text(path: Path) -> bool:
    """Whether a file without an ending is a page, mail, table or archive: as plain text it would be a README."""
    try:
        with path.open("rb") as file:
            kind = kind_of(file.read(HEAD_BYTES), path.name)
    except OSError:
        return True  # the door names what is wrong with it
    return kind not in {Kind.TEXT, Kind.MARKDOWN, Kind.EMPTY, Kind.BINARY}
