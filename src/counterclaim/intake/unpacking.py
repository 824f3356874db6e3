"""Packed streams with a watch on what comes out: a bomb is stopped where it shows itself.

In:  a stream of packed bytes.   Out: a stream of bytes that raises Refused past the limits.
"""

import io
from collections.abc import Callable
from typing import IO, Any, BinaryIO, cast

from counterclaim.intake.kinds import Kind
from counterclaim.intake.limits import Limits, Refused

# What packs well for good reasons (a log of one line) may unpack to so many bytes whatever it came from.
_ALWAYS_ALLOWED = 16 << 20


class Budget:
    """What has come out of one archive, against what went in."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.packed = 0
        self.unpacked = 0

    def spend(self, unpacked: int) -> None:
        """So many more bytes came out. Raises Refused past the limits."""
        self.unpacked += unpacked
        limits = self._limits
        if self.unpacked > max(_ALWAYS_ALLOWED, limits.unpack_ratio * self.packed):
            raise Refused(
                "decompression bomb",
                f"{self.packed:,} packed bytes gave {self.unpacked:,}; at most {limits.unpack_ratio} for one "
                "(COUNTERCLAIM_MAX_UNPACK_RATIO)",
            )
        if self.unpacked > limits.unpacked_bytes:
            raise Refused(
                "too large", f"more than {limits.unpacked_bytes:,} bytes unpacked (COUNTERCLAIM_MAX_UNPACKED_BYTES)"
            )


class Watched(io.RawIOBase):
    """A stream whose bytes are counted as they are read."""

    def __init__(self, stream: BinaryIO | IO[bytes] | io.RawIOBase, count: Callable[[int], None]) -> None:
        super().__init__()
        # One step at a time: what was unpacked before a fault is not to be lost with it.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", None) or stream.read
        self._count = count

    def readable(self) -> bool:
        return True

    def readinto(self, into: "bytearray | memoryview") -> int:  # type: ignore[override]
        view = memoryview(into)
        part = self._read(len(view)) or b""
        view[: len(part)] = part
        self._count(len(part))
        return len(part)


def unpacked(stream: BinaryIO | io.BufferedReader, kind: Kind, limits: Limits, tell: Callable[[int], None]) -> BinaryIO:
    """The bytes packed in `stream`, which is gzip, bzip2, xz or Zstandard.

    Args:
        tell: is told how many packed bytes have been read.
    """
    budget = Budget(limits)

    def packed(count: int) -> None:
        budget.packed += count
        tell(budget.packed)

    source = io.BufferedReader(Watched(stream, packed), 1 << 16)
    return cast(BinaryIO, io.BufferedReader(Watched(_decompressor(source, kind), budget.spend), 1 << 16))


def _decompressor(source: Any, kind: Kind) -> Any:
    if kind is Kind.GZIP:
        import gzip

        return gzip.GzipFile(fileobj=source)
    if kind is Kind.BZIP2:
        import bz2

        return bz2.BZ2File(source)
    if kind is Kind.XZ:
        return _Lzma(source)
    from fastwarc.stream_io import ZstdReader

    forward: Any = _Forward(source)  # has no seek, on purpose
    return ZstdReader(forward)


class _Forward:
    """A stream that is only read on: the reader of Zstandard would seek in any other, which a pipe cannot.

    It reads many frames in a row, takes the dictionary out of the first one of a .warc.zst (IIPC's proposed format),
    and refuses a window above 128 MB, so that a header cannot claim the memory.
    """

    def __init__(self, source: Any) -> None:
        self._source = source
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        part: bytes = self._source.read(size)
        self._at += len(part)
        return part

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


class _Lzma:
    """xz with a limit on the decoder's own memory, which the archive's header sets (up to 4 GB)."""

    _MEMORY = 256 << 20

    def __init__(self, source: Any) -> None:
        import lzma

        self._source = source
        self._make: Callable[[], Any] = lambda: lzma.LZMADecompressor(memlimit=self._MEMORY)
        self._decoder = self._make()

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. Raises EOFError where the file ends too soon."""
        while True:
            if self._decoder.eof:
                fed = (self._decoder.unused_data or self._source.read(1 << 16)).lstrip(b"\0")  # padding between streams
                if not fed:
                    return b""
                self._decoder = self._make()
            else:
                fed = self._source.read(1 << 16) if self._decoder.needs_input else b""
                if not fed and self._decoder.needs_input:
                    raise EOFError("the file ends before its end-of-stream mark")
            if part := self._decoder.decompress(fed, max_length=size):
                return bytes(part)
