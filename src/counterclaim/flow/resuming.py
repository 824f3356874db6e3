"""Where a run of ingest is in its archives, so that one that was stopped goes on behind the last record that was done.

In:  positions, as items are stored.   Out: a file beside the ledger, removed when the run is done; terms to go on with.
A place is believed only where all of it still fits: the same file by size and time, the same reader and options, a run
of this very ledger that did not finish, and the last article that was stored is there. Otherwise the archive is taken
in from its beginning, which is slower and comes to the same, since what a ledger holds is not read again.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from counterclaim.errors import UnknownId
from counterclaim.intake.fetching.visits import visits_path
from counterclaim.intake.found import Position, Taken, Terms
from counterclaim.ledger.store import Store
from counterclaim.records.reading import Reader

# How many items may be looked at again after a run was killed; writing the place costs a millisecond.
_EVERY = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Up to where one archive is done, and what must still be so for that to hold."""

    archive: str
    mark: str  # the file's size and time
    at: Position
    run: int
    started: str  # when that run began: tells this ledger from another at the same path
    options: str  # the reader and what the person said, hashed
    article: str | None  # the last one that was stored before


class Places:
    """The places of one run in its archives."""

    def __init__(self, store: Store, run: int, terms: Terms, reader: Reader) -> None:
        self._path = _path_of(store)
        self._options = _options(terms, reader)
        self._archives: set[str] = set(terms.behind)
        self._run = run
        self._started = next((r.started for r in store.runs() if r.number == run), "")
        self._last: Taken | None = None
        self._article: str | None = None
        self._place: Place | None = None
        self._since = 0

    def note(self, taken: Taken, article: str | None) -> bool:
        """An item is stored; True when it is time to write the place, once all before it is in the ledger."""
        last, self._last = self._last, taken
        # An item is done when the next one lies beside it, not within it: a mail's attachments follow the mail.
        if last is not None and last.at and taken.at[: len(last.at)] != last.at:
            mark = _mark(last.root)
            if mark is not None:
                self._place = Place(last.root, mark, last.at, self._run, self._started, self._options, self._article)
                self._archives.add(last.root)
                self._since += 1
        self._article = article or self._article
        return self._since >= _EVERY

    def write(self) -> None:
        """Write the place down. Nothing is lost where that cannot be: the run then begins anew."""
        self._since = 0
        if self._place is None:
            return
        self._write([place for place in _read(self._path) if place.archive != self._place.archive] + [self._place])

    def finish(self) -> None:
        """The run is done: nothing of its archives is left to go on with."""
        places = _read(self._path)
        left = [place for place in places if place.archive not in self._archives]
        if len(left) < len(places):
            self._write(left)

    def _write(self, places: list[Place]) -> None:
        new = self._path.with_name(f"{self._path.name}.new")
        with contextlib.suppress(OSError):
            if not places:
                self._path.unlink(missing_ok=True)
                return
            new.write_text("".join(json.dumps(asdict(place)) + "\n" for place in places), encoding="utf-8")
            new.replace(self._path)


def going_on(store: Store, files: Callable[[], Iterable[str]], terms: Terms, reader: Reader) -> Terms:
    """`terms` with where an earlier run that was stopped had come in the archives among `files`."""
    places = {place.archive: place for place in _read(_path_of(store))}
    if not places:
        return terms
    stopped = {(run.number, run.started) for run in store.runs() if run.finished is None}
    options = _options(terms, reader)
    behind: dict[str, Position] = {}
    for file in files():
        place = places.get(file)
        if (
            place is not None
            and place.mark == _mark(file)
            and (place.run, place.started) in stopped
            and place.options == options
            and _holds(store, place.article)
        ):
            behind[file] = place.at
            if terms.tell:
                item = ".".join(map(str, place.at))
                terms.tell(f"{file}: going on behind item {item}, where the run of {place.started[:16]} was stopped")
    return replace(terms, behind=behind) if behind else terms


def _path_of(store: Store) -> Path:
    return Path(str(visits_path(store.path)).removesuffix(".fetched") + ".places")


def _options(terms: Terms, reader: Reader) -> str:
    return hashlib.sha256(f"{reader} {terms.defaults} {terms.columns}".encode()).hexdigest()[:16]


def _holds(store: Store, article: str | None) -> bool:
    if article is None:
        return True
    try:
        store.article(article)
    except UnknownId:
        return False
    return True


def _mark(file: str) -> str | None:
    """A file's size and time; None for what is no file, such as standard input."""
    try:
        stat = Path(file).stat()
    except OSError:
        return None
    return f"{stat.st_size}/{stat.st_mtime_ns}"


def _read(path: Path) -> list[Place]:
    found = []
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for line in path.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError, TypeError, AttributeError):
                fields: Mapping[str, object] = json.loads(line)
                place = Place(**fields)  # type: ignore[arg-type]
                found.append(replace(place, at=tuple(place.at)))
    return found
