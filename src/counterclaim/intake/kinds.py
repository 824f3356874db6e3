"""What something is, by its content: magic numbers first, then the structure of its first 64 kB; never by its ending.

In:  the first bytes, and hints that settle only what the bytes leave open.   Out: Kind.
The hints are the ending of a name (a .txt stays the text that it is, whatever signs it has) and a declared media type.
"""

import codecs
import csv
import io
import json
import re
from enum import StrEnum
from pathlib import PurePath

HEAD_BYTES = 1 << 16


class Kind(StrEnum):
    """The kinds that are told apart. Those without a reader are known so that a Drop can name them."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    JSON = "JSON"
    JSON_LINES = "JSON Lines"
    CSV = "CSV"
    PARQUET = "Parquet"
    ZIP = "ZIP"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "Zstandard"
    WARC = "WARC"
    WACZ = "WACZ"
    MAIL = "e-mail"
    MAILBOX = "mailbox"
    PDF = "PDF"
    DOCX = "DOCX"
    FEED = "feed"
    OPML = "OPML"
    XML = "XML"
    EMPTY = "empty"
    BINARY = "binary"


# Endings of what lies beside saved pages and articles in folders and archives, and is none: passed over there.
NEVER_ARTICLES = frozenset(
    ".avi .avif .bat .bmp .cfg .css .db .dll .eot .exe .gif .ico .ini .jpeg .jpg .js .jsx .ledger .lock "
    ".log .m4a .map .mjs .mov .mp3 .mp4 .ogg .otf .php .png .py .pyc .sh .so .sqlite .svg .tif .tiff "
    ".toml .ts .tsx .ttf .wav .webm .webp .woff .woff2 .yaml .yml".split()
)
# Endings of what is read, but not as one text.
_HOLD_ARTICLES = frozenset(
    ".csv .doc .docx .eml .gz .htm .html .json .jsonl .mbox .ndjson .opml .parquet .pdf .rss .tar .tsv .warc .xml "
    ".zip".split()
)
# What has no reader, but a name that helps a person more than "binary".
_NAMED = (
    (b"\x89PNG", "PNG image"), (b"\xff\xd8\xff", "JPEG image"), (b"GIF8", "GIF image"), (b"RIFF", "RIFF media"),
    (b"\xd0\xcf\x11\xe0", "old Microsoft Office file"), (b"7z\xbc\xaf", "7-Zip archive"), (b"Rar!", "RAR archive"),
    (b"SQLite format 3", "SQLite database"), (b"{\\rtf", "RTF document"), (b"\x7fELF", "program"), (b"MZ", "program"),
    (b"OggS", "Ogg media"), (b"ID3", "MP3 audio"), (b"\x1aE\xdf\xa3", "Matroska video"), (b"%!PS", "PostScript"),
)  # fmt: skip
_MAGIC = (
    (b"\x1f\x8b", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
    (b"\x5d\x2a\x4d\x18", Kind.ZSTD),  # the dictionary that a .warc.zst begins with
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"PAR1", Kind.PARQUET),
    (b"WARC/", Kind.WARC),
)
_PLAIN_ENDINGS = (".txt", ".text")
_MARKDOWN_ENDINGS = (".md", ".markdown")
_SIGNS_OF_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|script|table|span)\b", re.I
)
_BEGINS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_ROOT = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\])?[^>]*>\s*)*<([A-Za-z][\w:.-]*)", re.S
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]")
_MAIL_HEADERS = frozenset(
    b"from to date subject message-id received mime-version return-path delivered-to reply-to cc sender".split()
)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_HEADING = re.compile(r"^#{1,6} \S", re.M)
_MARKUP = re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)|(?<!\w)(?:\*\*|__)\S[^\n]{0,200}?(?:\*\*|__)(?!\w)")
_DELIMITERS = ",;\t|"
_LONGEST_NAME = 60  # of a column, in characters


def kind_of(head: bytes, name: str = "", media_type: str | None = None) -> Kind:
    """The kind of something that begins with `head` (its first 64 kB, or all of it)."""
    if not head:
        return Kind.EMPTY
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _is_tar(head):
        return Kind.TAR
    if b"%PDF-" in head[:1024]:  # readers of PDF allow so much before it
        return Kind.PDF
    text = _as_ascii(head)
    if text is None:
        return Kind.BINARY
    return _kind_of_text(text, name.rsplit("!", 1)[-1].lower(), media_type)


def name_of_binary(head: bytes) -> str | None:
    """What a binary file is, where its first bytes say so."""
    return next((name for magic, name in _NAMED if head.startswith(magic)), None)


def other_ending(name: str) -> str | None:
    """The ending of a name where it is that of something other than a text: ".png", ".csv"."""
    ending = PurePath(name.rsplit("!", 1)[-1]).suffix.lower()
    return ending if ending in NEVER_ARTICLES or ending in _HOLD_ARTICLES else None


def _as_ascii(head: bytes) -> bytes | None:
    """Text whose markup is ASCII; None = binary. UTF-16 and UTF-32 count only with their byte order mark."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-32" if head.startswith(codecs.BOM_UTF32_LE) else "utf-16"
        try:
            # Whole characters; a pair of surrogates may be cut at the end of a full head.
            return codecs.getincrementaldecoder(charset)().decode(head, final=len(head) < HEAD_BYTES).encode("utf-8")
        except UnicodeError:
            pass
    return None if b"\0" in head[:8192] or name_of_binary(head) else head


def _kind_of_text(head: bytes, name: str, media_type: str | None) -> Kind:
    bare = head.removeprefix(codecs.BOM_UTF8)
    if _BEGINS_HTML.match(bare[:8192]):
        return Kind.HTML
    if bare.lstrip()[:1] == b"<" and (kind := _kind_of_markup(bare, media_type)):
        return kind
    if bare.lstrip()[:1] == b"{" and _JSON_FEED.search(bare[:4096]):
        return Kind.FEED
    if bare.lstrip()[:1] in {b"{", b"["} and (kind := _kind_of_json(bare)):
        return kind
    if _FRONT_MATTER.match(head):
        return Kind.MARKDOWN if name.endswith(_MARKDOWN_ENDINGS) and _is_markdown(head) else Kind.TEXT
    if bare.startswith(b"From ") and _is_mail(bare.split(b"\n", 1)[-1]):
        return Kind.MAILBOX
    if _is_mail(bare):
        return Kind.MAIL
    if name.endswith(_PLAIN_ENDINGS):
        return Kind.TEXT
    if _is_table(bare, sure=name.endswith((".csv", ".tsv")) or media_type == "text/csv"):
        return Kind.CSV
    return Kind.MARKDOWN if _is_markdown(head, sure=name.endswith(_MARKDOWN_ENDINGS)) else Kind.TEXT


def _kind_of_markup(head: bytes, media_type: str | None) -> Kind | None:
    root = _ROOT.match(head[:16384])
    name = root[1].lower().split(b":")[-1] if root else b""
    if name in {b"rss", b"feed", b"rdf"}:
        return Kind.FEED
    if name == b"opml":
        return Kind.OPML
    if name == b"svg":  # what words are in it label a drawing
        return Kind.XML
    if len({tag.lower() for tag in _SIGNS_OF_HTML.findall(head)}) >= 2 or media_type == "text/html":
        return Kind.HTML
    return Kind.XML if head.lstrip().startswith(b"<?xml") else None


def _kind_of_json(head: bytes) -> Kind | None:
    line, _, rest = head.lstrip().partition(b"\n")
    try:
        first = json.loads(line)
    except ValueError:
        first = None
        # A line that is longer than the head, or an object written over several lines.
        if not re.match(rb'(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:', head.lstrip()):
            return None
    except RecursionError:
        return Kind.JSON
    if isinstance(first, dict):
        if not rest.strip():
            return Kind.JSON  # one record, or one that holds a list of them
        return Kind.JSON_LINES if rest.lstrip().startswith(b"{") else None
    if first is None:
        return Kind.JSON_LINES if not rest and head.lstrip().startswith(b"{") else Kind.JSON
    return Kind.JSON if isinstance(first, list) and any(isinstance(x, dict) for x in first) else None


def _is_tar(head: bytes) -> bool:
    if len(head) < 512:
        return False
    if head[257:262] == b"ustar":
        return True
    try:  # the oldest form has no magic, but a checksum of its header
        stated = int(head[148:156].strip(b"\0 ") or b"x", 8)
    except ValueError:
        return False
    return stated == sum(head[:148]) + 8 * 32 + sum(head[156:512]) and head[0] != 0


def _is_mail(head: bytes) -> bool:
    names = set()
    for line in head[:16384].split(b"\n")[:60]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        field = _HEADER.match(line)
        if not field:
            return False
        names.add(field[1].lower())
    return len(names & _MAIL_HEADERS) >= 3 and bool(names & {b"from", b"received", b"message-id"})


def _is_table(head: bytes, *, sure: bool) -> bool:
    """Whether the lines are rows: a header of short, different names, and rows of as many cells."""
    text = head.decode("utf-8", "replace")
    if len(head) >= HEAD_BYTES - 8:
        text = text.rpartition("\n")[0]
    for delimiter in _DELIMITERS:
        rows = _rows(text, delimiter)
        if len(rows) < 2 or len(rows[0]) < 2:
            continue
        header = [cell.strip() for cell in rows[0]]
        if len(set(header)) < len(header) or not all(
            c and len(c) <= _LONGEST_NAME and c[-1] not in ".!?" for c in header
        ):
            continue
        alike = sum(len(row) == len(header) for row in rows[1:])
        if sure or (len(rows) > 2 and alike == len(rows) - 1 and len(header) > 2):
            return True
        if alike == len(rows) - 1 and all(re.fullmatch(r"[\w .-]+", c) for c in header) and '"' in text:
            return True
    return False


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) > 20:
                break
    except csv.Error:
        return rows
    return rows


def _is_markdown(head: bytes, *, sure: bool = True) -> bool:
    text = head.decode("utf-8", "replace")
    marks = (bool(_HEADING.search(text)), bool(_MARKUP.search(text)))
    return any(marks) if sure else all(marks)
