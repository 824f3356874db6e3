"""What comes in, before anyone knows what it is, and what becomes of it.

In:  bytes, paths and streams from files, archives and the network.   Out: Found, which `door.take` makes Taken of.
"""

import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO

from counterclaim.intake.kinds import HEAD_BYTES, Kind
from counterclaim.intake.limits import Limits, Refused
from counterclaim.records.article import Article, Drop, Published

Position = tuple[int, ...]
"""Where in an archive something lies: member number, byte offset or row, one for each archive that it lies in."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of something beside its bytes: from a feed, a server's headers, an archive's record, a table's row.

    What a page or text says of itself goes before it; what the person says of all items of a call comes after it.
    """

    url: str | None = None  # where it was got from, after redirects
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: Published | None = None
    language: str | None = None  # ISO 639-1
    collected: dt.datetime | None = None  # aware; when the bytes were got; None = now: no later date is believed
    charset: str | None = None  # as declared by a server or a mail's part; checked, not believed
    media_type: str | None = None  # as declared; a hint where the bytes leave it open
    status: int | None = None  # of the HTTP answer


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to take in."""

    name: str  # what a person calls it: a path, an address, "archive.zip!inside/page.html"
    source: bytes | Path | BinaryIO = field(repr=False)
    known: Known = Known()
    at: Position = ()  # where in the archive that the call named
    size: int | None = None  # bytes, where it is known beforehand
    layers: int = 0  # how many times it was packed over: a .gz in a .gz

    @property
    def depth(self) -> int:
        """In how many archives it lies."""
        return len(self.at)

    def inside(
        self,
        name: str,
        source: bytes | BinaryIO,
        position: int,
        known: Known | None = None,
        *,
        size: int | None = None,
    ) -> "Found":
        """A member of this archive, record or row."""
        return Found(f"{self.name}!{name}", source, known or self.known, (*self.at, position), size)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that something may lie at: one that a person named, a feed's entry, a feed in a list."""

    url: str
    name: str  # what a person calls it
    known: Known = Known()
    feed: str | None = None  # the address of the feed or list that names it
    mark: str | None = None  # tells whether the feed says the same of it as before; None = it says nothing
    instead: Found | None = None  # what the feed itself holds of it, for when the page cannot be had


class Unchanged(Drop):
    """Something that was not taken in again, since it is as it was at the last visit; `reason` says how that is known.

    No loss: it is counted among what is in the ledger already.
    """

    __slots__ = ()


@dataclass(slots=True)
class Meter:
    """How far taking in has come, in bytes of the files that the call named; the one thing here that changes."""

    total: int = 0
    before: int = 0  # of the files that are done
    now: int = 0  # of the file that is being taken in

    def at(self, found: "Found", done: int) -> None:
        """So many bytes of `found` are done; only what the call named counts, not what lies inside it."""
        if not found.at and not found.layers:
            self.now = done

    @property
    def done(self) -> int:
        """Bytes that are done."""
        return min(self.before + self.now, self.total)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms things are taken in; the same for all items of a call."""

    limits: Limits
    defaults: Article | None = None  # what the person says of all of them; what an item says itself goes before it
    columns: Mapping[str, str] | None = None  # field to column name, for tables and JSON; None = guess
    behind: Mapping[str, Position] = field(default_factory=dict)  # archive's name to the last item that is done
    tell: Callable[[str], None] | None = None  # says something to the person: the mapping that was guessed
    meter: Meter = field(default_factory=Meter)
    want: Callable[[Wanted], None] | None = None  # fetches an address later on; None = nothing may be fetched

    def done(self, found: Found) -> Position | None:
        """Up to where (inclusive) the contents of `found` were taken in by an earlier run; None = from the start."""
        last = self.behind.get(found.name.split("!", 1)[0])
        if last is None or last[: found.depth] != found.at or len(last) <= found.depth:
            return None
        return last[found.depth :]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one thing: an Article or a Drop, and what a person should know about it."""

    item: Article | Drop
    name: str
    kind: Kind | None = None
    notes: tuple[str, ...] = ()
    at: Position = ()

    @property
    def root(self) -> str:
        """The name of what the call named: the outermost archive, or the item itself."""
        return self.name.split("!", 1)[0]


Take = Callable[[Found], Iterator[Taken]]


@dataclass(frozen=True, slots=True)
class Opened:
    """Something open for its reader, with its kind."""

    found: Found
    stream: io.BufferedReader = field(repr=False)
    kind: Kind

    def whole(self, limits: Limits, *, what: str = "item") -> bytes:
        """All bytes. Raises Refused where they are more than one item may have."""
        source = self.found.source
        data = source if isinstance(source, bytes) else self.stream.read(limits.item_bytes + 1)
        if len(data) > limits.item_bytes:
            raise Refused(
                "too large",
                f"the {what} has more than {limits.item_bytes:,} bytes; COUNTERCLAIM_MAX_ITEM_BYTES takes more",
            )
        return data

    def drop(self, reason: str, detail: str, *notes: str) -> Taken:
        """That it was not kept, and why."""
        return Taken(Drop(self.found.name, reason, detail), self.found.name, self.kind, notes, self.found.at)

    @contextmanager
    def seekable(self, limits: Limits) -> Iterator[IO[bytes]]:
        """The bytes with random access, which ZIP, Parquet and PDF need; from a stream by way of a nameless file."""
        source = self.found.source
        if isinstance(source, bytes):
            yield io.BytesIO(source)
        elif isinstance(source, Path) and source.is_file():
            with source.open("rb") as file:
                yield file
        else:
            with tempfile.SpooledTemporaryFile(max_size=limits.memory_bytes) as file:
                _spool(self.stream, file, limits)
                file.seek(0)
                yield file


def _spool(stream: BinaryIO, file: IO[bytes], limits: Limits) -> None:
    copied = 0
    while part := stream.read(1 << 20):
        copied += len(part)
        if copied > limits.spooled_bytes:
            raise Refused(
                "too large",
                f"more than {limits.spooled_bytes:,} bytes in an archive or stream (COUNTERCLAIM_MAX_SPOOLED_BYTES)",
            )
        file.write(part)


@contextmanager
def opened(found: Found) -> Iterator[io.BufferedReader]:
    """The bytes of `found` as a stream whose first `HEAD_BYTES` can be looked at with `peek`.

    Raises:
        OSError: the file cannot be read.
    """
    source = found.source
    if isinstance(source, bytes):
        yield buffered(io.BytesIO(source))
    elif isinstance(source, Path):
        with source.open("rb", buffering=0) as file:
            yield buffered(file)
    else:
        yield buffered(source)


def buffered(stream: BinaryIO | io.RawIOBase) -> io.BufferedReader:
    """`stream` with a look at its whole head, however small the pieces are in which it comes."""
    return io.BufferedReader(_Filling(stream), HEAD_BYTES)


class _Filling(io.RawIOBase):
    """Fills what it is asked for as far as the stream goes, so that one `peek` sees the whole head."""

    def __init__(self, stream: BinaryIO | io.RawIOBase) -> None:
        super().__init__()
        # One step at a time: what came before a fault is not to be lost with it.
        self._read: Callable[[int], bytes | None] = getattr(stream, "read1", None) or stream.read
        self._fault: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, into: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._fault is not None:
            raise self._fault
        view = memoryview(into)
        filled = 0
        try:
            while filled < len(view) and (part := self._read(len(view) - filled)):
                view[filled : filled + len(part)] = part
                filled += len(part)
        except Exception as err:  # whatever the stream below raises comes after what it gave before
            if not filled:
                raise
            self._fault = err
        return filled
