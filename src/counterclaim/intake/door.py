"""The one door: whatever comes in is told by its content, given to the reader of its kind, and comes out as Taken.

In:  Found (a file, a fetched page, a member, a record, a row).   Out: Taken, one or many, in order; never an exception.
"""

import logging
from collections.abc import Callable, Iterator
from importlib import import_module

from counterclaim.errors import LedgerError
from counterclaim.intake.found import Found, Opened, Take, Taken, Terms, opened
from counterclaim.intake.kinds import HEAD_BYTES, Kind, kind_of, name_of_binary
from counterclaim.intake.limits import Refused
from counterclaim.records.article import Drop

Reader = Callable[[Opened, Terms, Take], Iterator[Taken]]

# Kind to the module whose KINDS holds its reader; the libraries behind one are loaded when its kind first comes.
READERS: dict[Kind, str] = {
    Kind.TEXT: "texts",
    Kind.MARKDOWN: "texts",
    Kind.HTML: "pages.reader",
    Kind.ZIP: "archives",
    Kind.TAR: "archives",
    Kind.GZIP: "archives",
    Kind.BZIP2: "archives",
    Kind.XZ: "archives",
    Kind.ZSTD: "archives",
    Kind.WARC: "warcs",
    Kind.FEED: "feeds.reader",
    Kind.OPML: "feeds.lists",
    Kind.MAIL: "mail",
    Kind.MAILBOX: "mail",
    Kind.PDF: "pdf",
    Kind.JSON: "tables.reader",
    Kind.JSON_LINES: "tables.reader",
    Kind.CSV: "tables.reader",
    Kind.PARQUET: "tables.reader",
}
_log = logging.getLogger(__name__)


def take(found: Found, terms: Terms) -> Iterator[Taken]:
    """Take one thing in: what it holds as Articles, and what is not kept as Drops, in order.

    A fault while reading it, ours or a library's, is a Drop by name behind what came out before it.
    """
    kind: Kind | None = None
    try:
        with opened(found) as stream:
            head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
            kind = kind_of(head, found.name, found.known.media_type)
            yield from _reader(kind, head)(Opened(found, stream, kind), terms, lambda inner: take(inner, terms))
    except LedgerError:  # no fault of what is read: another process is fetching into the ledger
        raise
    except Refused as err:
        yield _dropped(found, kind, err.reason, err.detail)
    except OSError as err:
        # The system's errors have a number; a library that unpacks raises the same class for damage.
        reason = "unreadable file" if err.errno is not None else f"damaged {kind or 'file'}"
        yield _dropped(found, kind, reason, err.strerror or str(err))
    except RecursionError:
        yield _dropped(found, kind, "nested too deeply", "its structure is nested deeper than any real one")
    except MemoryError:
        yield _dropped(found, kind, "too large", "it does not fit into memory")
    except Exception as err:  # noqa: BLE001 a hostile or broken item must not end the run; the fault is named
        _log.debug("reading %s failed", found.name, exc_info=True)
        yield _dropped(found, kind, f"damaged {kind or 'file'}", f"{type(err).__name__}: {err}"[:300])


def _dropped(found: Found, kind: Kind | None, reason: str, detail: str) -> Taken:
    return Taken(Drop(found.name, reason, detail), found.name, kind, (), found.at)


def _reader(kind: Kind, head: bytes) -> Reader:
    if kind is Kind.EMPTY:
        raise Refused("empty file", "it has no bytes")
    if kind is Kind.BINARY:
        seen = name_of_binary(head)
        raise Refused(
            "binary file",
            f"it is a {seen}" if seen else "a NUL byte stands at its beginning; if it is text, save it as UTF-8",
        )
    if kind not in READERS:
        raise Refused(f"{kind} file", "no articles are told apart in it; save what it holds as text, HTML or CSV")
    return import_module(f"counterclaim.intake.{READERS[kind]}").KINDS[kind]  # type: ignore[no-any-return]
