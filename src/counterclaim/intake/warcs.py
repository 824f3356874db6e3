"""WARC files to pages, record by record: plain, gzip and Zstandard, as crawlers and CC-News make them.

In:  a stream of WARC records.   Out: every answer that is a page or document, through the door, in order.
Only what was answered is taken: requests, metadata and revisits hold no text of their own; pictures, scripts and styles
are passed over and counted. A malformed record is a Drop, and reading goes on at the next one that is sound.
"""

import datetime as dt
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from counterclaim.intake.found import Known, Opened, Take, Taken, Terms
from counterclaim.intake.kinds import HEAD_BYTES, Kind, kind_of
from counterclaim.records.article import Drop

# What a page can be in an archive of the web; data that scripts load (JSON, CSV, XML) is no article.
_TAKEN = frozenset((Kind.HTML, Kind.PDF, Kind.ZIP, Kind.EMPTY))
_TAKEN_IF_DECLARED = {"text/plain": Kind.TEXT, "text/markdown": Kind.MARKDOWN}
_GZIP = b"\x1f\x8b\x08"
_PART = 1 << 20
_SWALLOWED = re.compile(rb"\r\n\r\nWARC/1\.\d\r\nWARC-")


def read_warc(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """The pages of a WARC file."""
    source = opened.found.source
    if isinstance(source, (bytes, Path)):
        with opened.seekable(terms.limits) as file:
            yield from _Warc(opened, terms, take, file).read(seekable=True)
    else:
        yield from _Warc(opened, terms, take, opened.stream).read(seekable=False)


class _Warc:
    """One WARC file being read: where it is, and what was passed over."""

    def __init__(self, opened: Opened, terms: Terms, take: Take, stream: IO[bytes]) -> None:
        self._opened, self._terms, self._take = opened, terms, take
        self._stream = stream
        self._packed = False
        self._passed: Counter[str] = Counter()
        self._records = 0  # seen so far: in a file packed as one piece, offsets tell no records apart
        self._done = (terms.done(opened.found) or (0,))[0]

    def read(self, *, seekable: bool) -> Iterator[Taken]:
        """Every page; after damage, from the next sound record on where the stream can be sought."""
        start = last = 0
        if seekable:
            self._stream.seek(0)
            self._packed = self._stream.read(3) == _GZIP
        damage: Taken | None = None  # seen, but not yet where
        while True:
            if seekable:
                self._stream.seek(start)
            try:
                moved = False
                for offset, taken in self._records_from(start):
                    if damage is not None:
                        yield damage
                    last, moved, damage = offset, True, None
                    yield from taken
            except _Damage as err:
                yield self._dropped(err.offset, err.reason, err.detail)
                last = err.offset
            except OSError as err:
                # Where nothing came since the last damage, this is the damaged record itself, and its place is known.
                where = f"behind byte {last:,}" if moved else f"at byte {start:,}"
                damage = self._dropped(last, "malformed record", f"{where}: {err}")
                if not moved:
                    yield damage
                    damage = None
            else:
                break
            following = self._next_start(last + 1) if seekable else None
            if following is None:
                if damage is not None:
                    yield damage
                if not seekable:
                    yield self._opened.drop("damaged WARC", "the rest of a stream cannot be read after damage")
                break
            start = last = following
        if seekable and self._packed and not self._ends_well(last):
            yield self._opened.drop("truncated WARC", f"the last record, behind byte {last:,}, is cut off")
        self._say()

    def _records_from(self, start: int) -> Iterator[tuple[int, Iterator[Taken]]]:
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
        records = ArchiveIterator(
            _Telling(self._stream, start), record_types=wanted, parse_http=True, auto_decode="all", quirks_mode=True
        )
        for record in records:
            offset = int(record.stream_pos) + (start if _counts_from_zero(record, start) else 0)
            self._terms.meter.at(self._opened.found, offset)
            self._records += 1
            yield offset, iter(()) if self._records <= self._done else self._record(record, offset)

    def _record(self, record: Any, offset: int) -> Iterator[Taken]:
        limit = self._terms.limits.item_bytes
        url = record.headers.get("WARC-Target-URI", "").strip("<>")
        status, media_type = _answer(record)
        name = url or f"record at byte {offset:,}"
        if status is not None and 300 <= status < 400:
            self._passed["redirect"] += 1
            return
        declared = record.headers.get("Content-Type", "")
        if record.http_headers is None and declared.startswith("application/http"):
            yield self._dropped(offset, "malformed record", "its HTTP headers are cut off", name)
            return
        data = record.reader.read(limit + 1)
        if len(data) > limit:
            # What is left of it is skipped in the file, not unpacked: it may be a bomb, or a length that is a lie.
            raise _Damage(offset, "too large", f"{name}: more than {limit:,} bytes (COUNTERCLAIM_MAX_ITEM_BYTES)")
        if _SWALLOWED.search(data) or record.content_length > limit:
            detail = f"{name}: its length of {record.content_length:,} bytes takes in what comes after it"
            raise _Damage(offset, "malformed record", detail)
        kind = kind_of(data[:HEAD_BYTES], "", media_type)
        if kind not in _TAKEN and _TAKEN_IF_DECLARED.get(media_type or "") is not kind:
            self._passed[media_type or kind] += 1
            return
        if urlsplit(url).path == "/robots.txt":
            self._passed["robots.txt"] += 1
            return
        known = Known(
            url=url if url.startswith(("http://", "https://")) else None,
            collected=_moment(record),
            charset=record.http_charset,
            media_type=media_type,
            status=status,
        )
        truncated = record.headers.get("WARC-Truncated")
        for taken in self._take(self._opened.found.inside(name, data, self._records, known)):
            yield _noting(taken, f"cut off by the crawler: {truncated}") if truncated else taken

    def _dropped(self, offset: int, reason: str, detail: str, name: str | None = None) -> Taken:
        found = self._opened.found
        item = f"{found.name}!{name or f'record at byte {offset:,}'}"
        return Taken(Drop(item, reason, detail), item, Kind.WARC, (), (*found.at, self._records))

    def _next_start(self, after: int) -> int | None:
        """Where the next record begins behind a byte; None where there is none."""
        mark = _GZIP if self._packed else b"WARC/1."
        self._stream.seek(after)
        base, kept = after, b""
        while part := self._stream.read(_PART):
            window = kept + part
            at = window.find(mark)
            while at >= 0:
                if self._begins(window, at, base + at):
                    return base + at
                at = window.find(mark, at + 1)
            kept = window[-(len(mark) - 1) :]
            base += len(window) - len(kept)
        return None

    def _begins(self, window: bytes, at: int, offset: int) -> bool:
        """Whether a sign of a record is one: WARC at the beginning of a line, or what gzip unpacks to WARC."""
        if not self._packed:
            return at == 0 or window[at - 1 : at] == b"\n"
        here = self._stream.tell()
        self._stream.seek(offset)
        try:
            begins = zlib.decompressobj(wbits=31).decompress(self._stream.read(4096), 5) == b"WARC/"
        except zlib.error:
            begins = False
        self._stream.seek(here)
        return begins

    def _ends_well(self, last: int) -> bool:
        """Whether the packed data from the last record on is whole up to the end of the file."""
        self._stream.seek(last)
        unpacking, data = zlib.decompressobj(wbits=31), b""
        fed = False
        while data := data or self._stream.read(_PART):
            try:
                unpacking.decompress(data, _PART)
            except zlib.error:
                return False
            fed = True
            if unpacking.eof:
                data = unpacking.unused_data
                unpacking, fed = zlib.decompressobj(wbits=31), False
            else:
                data = unpacking.unconsumed_tail
        return not fed

    def _say(self) -> None:
        if self._passed and self._terms.tell:
            what = ", ".join(f"{n:,} {name}" for name, n in self._passed.most_common(6))
            count = self._passed.total()
            records = "1 record that is no page" if count == 1 else f"{count:,} records that are no pages"
            self._terms.tell(f"{self._opened.found.name}: passed over {records} ({what})")


class _Damage(Exception):
    """A record that nothing behind it can be trusted to follow."""

    def __init__(self, offset: int, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.offset, self.reason, self.detail = offset, reason, detail


class _Telling(io.RawIOBase):
    """A stream that tells its place, which fastwarc asks for, even where the stream below cannot."""

    def __init__(self, stream: IO[bytes], start: int) -> None:
        super().__init__()
        self._stream = stream
        self._at = start

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read(size) or b""
        self._at += len(part)
        return part

    def tell(self) -> int:
        return self._at


def _counts_from_zero(record: Any, start: int) -> bool:
    """Whether the library counts from where it began to read, not from where the stream says it is."""
    return int(record.stream_pos) < start


def _answer(record: Any) -> tuple[int | None, str | None]:
    """Status and declared media type of what was answered."""
    if record.http_headers is None:
        return None, (record.headers.get("Content-Type", "").split(";")[0].strip().lower() or None)
    try:
        status = int(record.http_headers.status_code)
    except (TypeError, ValueError):
        status = None
    media_type = (record.http_content_type or "").split(";")[0].strip().lower()
    return status, media_type or None


def _moment(record: Any) -> dt.datetime | None:
    """When the record was made; None where it does not say, or says what cannot be."""
    try:
        moment = record.record_date
    except (ValueError, OverflowError):
        return None
    if not isinstance(moment, dt.datetime):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return moment if moment <= dt.datetime.now(dt.UTC) else None


def _noting(taken: Taken, note: str) -> Taken:
    return Taken(taken.item, taken.name, taken.kind, (*taken.notes, note), taken.at)


KINDS = {Kind.WARC: read_warc}
"""The kinds that this module reads."""
