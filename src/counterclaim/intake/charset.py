"""Bytes to text without inventing letters: what is declared is tried, not believed; what stays unclear is not decoded.

In:  bytes and what a server, a mail or a page says of their charset.   Out: Decoded, or None.
"""

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

# The byte order marks, longest first: UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these as the wider ones, since that is what is in the pages (WHATWG Encoding Standard, section 4.2).
_WIDER = {"latin-1": "cp1252", "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
# A stray byte in ten thousand is a slip in a UTF-8 page, not another charset.
_SLIPS = 1e-4
# Below so many bytes beyond ASCII a guess is a throw of dice.
_FEWEST_TO_GUESS = 24
_GUESSED_BYTES = 1 << 16
# What a guess may end in: charsets that news is kept in. Exotic ones win by chance on short texts.
_GUESSED = (
    "cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "iso8859_2", "iso8859_5", "iso8859_15", "cp1253", "cp1254",
    "cp1255", "cp1256", "iso8859_7", "iso8859_9", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "mac_cyrillic",
)  # fmt: skip
_C1 = re.compile("[\u0080-\u0084\u0086-\u009f]")  # control characters that no text holds (U+0085 is a line end)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the charset that it was in, and how sure that is."""

    text: str
    charset: str
    note: str | None = None  # what a person should know: guessed, or bytes that were no letters


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """`data` as text; None where no charset fits, since a wrong one would invent letters.

    Args:
        declared: what the sender says the charset is, if it says so.
    """
    if (marked := marked_charset(data)) is not None:
        return _strictly(data, marked)
    if found := _strictly(data, "utf-8"):
        return found
    known = _codec(declared)
    if known in {None, "utf-8"} and (slipped := _with_slips(data)):
        return slipped
    if known is not None and known != "utf-8":
        found = _strictly(data, known)
        if found and not _C1.search(found.text):
            return found
    return _guessed(data)


def marked_charset(data: bytes) -> str | None:
    """The charset that a byte order mark at the beginning says; None = there is none."""
    return next((charset for mark, charset in _MARKS if data.startswith(mark)), None)


def in_utf8(stream: BinaryIO | io.BufferedReader, charset: str) -> io.BufferedReader:
    """A stream of text in another charset as one in UTF-8, however long it is; what is no letter stands as U+FFFD."""
    return io.BufferedReader(_InUtf8(stream, charset), 1 << 16)


class _InUtf8(io.RawIOBase):
    """Decodes as it is read, so that no more than one piece is in memory."""

    def __init__(self, stream: BinaryIO | io.BufferedReader, charset: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: "bytearray | memoryview") -> int:  # type: ignore[override]
        view = memoryview(into)
        while not self._left and (part := self._stream.read(len(view))):
            self._left = self._decoder.decode(part).encode("utf-8", "replace")
        part, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(part)] = part
        return len(part)


def declared_in(data: bytes) -> str | None:
    """The charset that a page or XML file says it is in, within its first 4 kB."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else None


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None  # zlib, rot13 and the like are codecs, too
    return _WIDER.get(found.name, found.name)


def _strictly(data: bytes, charset: str) -> Decoded | None:
    try:
        text = data.decode(charset)
    except (UnicodeError, ValueError):
        return None
    return Decoded(text, charset)


def _with_slips(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    slips = text.count("\ufffd")
    if slips > max(1, _SLIPS * len(data)) or sum(byte > 0x7F for byte in data[:_GUESSED_BYTES]) < 8 * slips:
        return None
    return Decoded(text, "utf-8", f"{slips} bytes are no UTF-8 and stand as U+FFFD")


def _guessed(data: bytes) -> Decoded | None:
    sample = data[:_GUESSED_BYTES]
    if sum(byte > 0x7F for byte in sample) < _FEWEST_TO_GUESS or b"\0" in sample:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_GUESSED), explain=False).best()
    if best is None or best.chaos > 0.1 or not best.languages:
        return None
    found = _strictly(data, best.encoding)
    if found is None or _C1.search(found.text):
        return None
    return Decoded(found.text, found.charset, f"charset guessed: {found.charset}")
