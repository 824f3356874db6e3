"""The bytes of an answer as they were before the server packed them, within limits.

In:  pieces as they come over the wire.   Out: pieces unpacked.
"""

import zlib
from collections.abc import Iterable, Iterator

from counterclaim.intake.limits import Refused

ACCEPTED = "gzip, deflate"
_PART = 1 << 20
# What packs well for good reasons (a page of blanks) may unpack to so much whatever it came from.
_ALWAYS_ALLOWED = 4 << 20


class CutOff(Exception):
    """The packed bytes end before their end mark."""


def unpacked(pieces: Iterable[bytes], encoding: str, *, largest: int, ratio: int) -> Iterator[bytes]:
    """Unpack a body.

    Args:
        encoding: the Content-Encoding header.
        largest: bytes that may come in, and out.
        ratio: bytes that may come out for each that came in.
    Raises:
        Refused: too large, a decompression bomb, or packed in a way that was not asked for.
        CutOff: it is not whole.
    """
    codings = [c.strip().lower() for c in encoding.split(",") if c.strip().lower() not in {"", "identity"}]
    if not codings:
        yield from _within(pieces, largest)
        return
    if len(codings) > 1 or codings[0] not in {"gzip", "x-gzip", "deflate"}:
        raise Refused("unknown encoding", f"the server packed it as {encoding[:60]!r}; asked for {ACCEPTED}")
    came = 0
    out = 0

    def counted() -> Iterator[bytes]:
        nonlocal came
        for piece in _within(pieces, largest):
            came += len(piece)
            yield piece

    for part in _inflated(counted(), is_gzip=codings[0] != "deflate"):
        out += len(part)
        if out > max(_ALWAYS_ALLOWED, ratio * came):
            raise Refused(
                "decompression bomb",
                f"{came:,} packed bytes gave {out:,} and more; at most {ratio} for one (COUNTERCLAIM_MAX_UNPACK_RATIO)",
            )
        if out > largest:
            raise Refused("too large", f"more than {largest:,} bytes unpacked (COUNTERCLAIM_MAX_ITEM_BYTES)")
        yield part


def _within(pieces: Iterable[bytes], largest: int) -> Iterator[bytes]:
    came = 0
    for piece in pieces:
        came += len(piece)
        if came > largest:
            raise Refused("too large", f"more than {largest:,} bytes (COUNTERCLAIM_MAX_ITEM_BYTES)")
        yield piece


def _inflated(pieces: Iterator[bytes], *, is_gzip: bool) -> Iterator[bytes]:
    inflater = None
    begun = False
    for piece in pieces:
        data = piece
        while data:
            if inflater is None:
                if begun and not data.strip(b"\0"):
                    break  # padding behind the last member
                inflater = zlib.decompressobj(_window(data, is_gzip=is_gzip))
                begun = True
            try:
                part = inflater.decompress(data, _PART)
            except zlib.error as err:
                raise Refused("damaged answer", f"its packed bytes cannot be unpacked: {err}") from err
            if part:
                yield part
            if inflater.eof:
                data, inflater = inflater.unused_data, None
            else:
                data = inflater.unconsumed_tail
    if inflater is not None:
        raise CutOff


def _window(data: bytes, *, is_gzip: bool) -> int:
    if is_gzip:
        return 31
    # Some servers send bare deflate data under the name that means zlib's (RFC 9110, section 8.4.1.2).
    is_zlib = data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] << 8 | data[1]) % 31 == 0)
    return 15 if is_zlib else -15
