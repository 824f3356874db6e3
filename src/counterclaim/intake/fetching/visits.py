"""What was fetched when, kept beside the ledger: validators, what came of it, what a feed's entry looked like then.

In:  a visit, once it is known what came of it.   Out: the last visit to an address, also in the next run.
The file holds one JSON object a line, the last one of an address counts; it is written by appending, so that a run that
is ended in any way loses at most the line that it was writing, and an address of which nothing is known is just fetched
anew. One process at a time has it, which also keeps two runs from fetching into one ledger at once.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import urlsplit

from counterclaim import settings
from counterclaim.errors import LedgerBusy, LedgerError

# Lines that no longer count are cleared away when there are so many, and more of them than of those that do.
_FEWEST_STALE = 1000


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells a server which version is known already (RFC 9110, section 13)."""

    etag: str | None = None
    modified: str | None = None  # the Last-Modified header, as it was sent

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit to one address, or the last look at one file."""

    url: str  # as it was asked for, in its checked form; of a file its path
    at: str  # ISO 8601 UTC
    etag: str | None = None
    modified: str | None = None
    articles: tuple[str, ...] = ()  # ids of what came of it; of a feed, of what its entries led to
    dropped: str | None = None  # the reason, where no article came of it
    first: str | None = None  # when it was visited first, ISO 8601 UTC
    mark: str | None = None  # SHA-256, shortened, of what the feed said of it; of a file its size and time
    feed: bool = False

    @property
    def validators(self) -> Validators:
        """What to ask the server with."""
        return Validators(self.etag, self.modified)


class Visits:
    """All visits; kept in memory and, where there is a file, in it."""

    def __init__(self, path: Path | None = None) -> None:
        """Visits that are kept in a file; None = nothing is kept. The file is opened, or made, when it is needed."""
        self._path = path
        self._visits: dict[str, Visit] = {}
        self._lines = 0
        self._file: IO[bytes] | None = None

    def open(self) -> None:
        """Open the file now, and keep others from it.

        Raises:
            LedgerBusy: another process has it.
            LedgerError: it cannot be written.
        """
        if self._path is None or self._file is not None:
            return
        self._file = _locked(self._path)
        for visit in _read(self._file):
            self._visits[visit.url] = visit
            self._lines += 1
        if self._lines - len(self._visits) > max(_FEWEST_STALE, len(self._visits)):
            self._rewrite(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        self.open()
        return len(self._visits)

    def last(self, url: str) -> Visit | None:
        """The last visit to an address. Raises as `open` does."""
        self.open()
        return self._visits.get(url)

    def all(self) -> tuple[Visit, ...]:
        """Every address's last visit, in the order in which they were visited first."""
        self.open()
        return tuple(self._visits.values())

    def put(self, visit: Visit) -> None:
        """Keep a visit; the same as the last one but for its time costs no line."""
        self.open()
        before = self._visits.get(visit.url)
        visit = replace(visit, first=(before.first or before.at) if before else visit.at)
        self._visits[visit.url] = visit
        if self._file is None or (before is not None and replace(before, at=visit.at) == visit):
            return
        self._file.write(_line(visit))
        self._file.flush()
        self._lines += 1

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def _rewrite(self, path: Path) -> None:
        new = path.with_name(f"{path.name}.new")
        fresh = _locked(new, truncate=True)
        fresh.writelines(_line(visit) for visit in self._visits.values())
        fresh.flush()
        os.fsync(fresh.fileno())
        new.replace(path)
        assert self._file is not None
        self._file.close()
        self._file, self._lines = fresh, len(self._visits)


def visits_path(ledger: str) -> Path:
    """Where the visits of a ledger are kept: beside its file; of a database in the person's own folder for states."""
    if not ledger.startswith(("postgresql://", "postgres://")):
        return Path(f"{ledger}.fetched")
    folder = settings.value_of("state_folder") or "~/.local/state/counterclaim"
    parts = urlsplit(ledger)
    name = re.sub(r"[^\w.-]+", "-", f"{parts.hostname or 'local'}-{parts.path.strip('/') or 'default'}")
    told_apart = hashlib.sha256(f"{parts.hostname}:{parts.port}{parts.path}?{parts.query}".encode()).hexdigest()[:8]
    return settings.expanded(folder) / f"{name}-{told_apart}.fetched"


def _locked(path: Path, *, truncate: bool = False) -> IO[bytes]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w+b" if truncate else "a+b")
    except OSError as err:
        raise LedgerError(f"{path}: cannot be written, and what was fetched is noted there: {err.strerror}") from err
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as err:
        file.close()
        raise LedgerBusy(
            f"{path} is in use: another `counterclaim watch` or `ingest --fetch` is fetching into this ledger. "
            "Let it finish, or stop it first"
        ) from err
    return file


def _read(file: IO[bytes]) -> Iterator[Visit]:
    file.seek(0)
    for line in file:
        # A line that was cut off by a crash, or is damaged, is an address that is fetched anew.
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            fields = json.loads(line)
            visit = Visit(**(fields | {"articles": tuple(fields.get("articles", ()))}))
            if isinstance(visit.url, str) and isinstance(visit.at, str):
                yield visit
    file.seek(0, os.SEEK_END)
    if file.tell():
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")


def _line(visit: Visit) -> bytes:
    fields = {name: value for name, value in asdict(visit).items() if value not in (None, (), False)}
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
