"""What a person names on the command line: files, folders, globs and standard input, each as a Found, in order.

In:  paths as a person gives them.   Out: Found for each file; `take_files` puts them through the door.
Reads nothing but what is named; fetches nothing.
"""

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.errors import InputError
from counterclaim.intake.door import take
from counterclaim.intake.found import Found, Taken, Terms
from counterclaim.intake.kinds import HEAD_BYTES, NEVER_ARTICLES, Kind, kind_of
from counterclaim.records.article import Drop

STANDARD_INPUT = "-"
_GLOB_SIGNS = frozenset("*?[")


def find_files(paths: Iterable[str], *, needed: bool = True) -> list[str]:
    """The files that `paths` name: files as they are, folders searched whole, globs expanded; each once, in order.

    In folders a file counts whatever its ending, since its kind is found by its content; only hidden files and what
    goes with saved pages and code (pictures, scripts, styles: `NEVER_ARTICLES`; plain text without an ending, such as
    LICENSE) is passed over. Named, they count.

    A path that names nothing stays among those that do, to be dropped by that name when its turn comes.

    Args:
        needed: at least one path must name something.
    Raises:
        InputError: no path names anything, and something is needed. Nothing has been read by then.
    """
    found: dict[str, None] = {}
    nothing: list[str] = []
    for path in paths:
        files = list(_expand(path))
        if not files:
            nothing.append(path)
        found |= dict.fromkeys(files or [path])
    if needed and nothing and len(nothing) == len(found):
        raise InputError(nothing[0], why_nothing(nothing[0]) or "names nothing that can be read")
    return list(found)


def why_nothing(path: str) -> str | None:
    """Why there is nothing to read at a path; None = there is something."""
    if path == STANDARD_INPUT or (Path(path).exists() and not Path(path).is_dir()):
        return None
    if Path(path).is_dir():
        if not os.access(path, os.R_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            return None  # the door says what the system says of it
        return "the folder holds no files that can be articles (hidden ones, pictures, scripts are passed over)"
    return "no file fits this pattern" if _GLOB_SIGNS & set(path) else "no such file or folder"


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
        why = why_nothing(found.name)
        if why is None:
            yield from take(found, terms)
        else:
            yield Taken(Drop(found.name, "nothing there", why), found.name, None, (), found.at)
        terms.meter.before += found.size or 0
        terms.meter.now = 0


def _expand(path: str) -> Iterator[str]:
    if path == STANDARD_INPUT:
        yield path
        return
    if Path(path).is_dir():
        yield from sorted(_within(Path(path)))
    elif Path(path).exists():
        yield path
    elif _GLOB_SIGNS & set(path):
        yield from sorted(p for p in glob.glob(path, recursive=True) if Path(p).is_file())


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
