"""A ledger in one SQLite file: many readers and one writer at a time, full-text search, no server.

In: a path.   Out: a Store. Everything that only SQLite knows is here.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, select, text, true
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from counterclaim.errors import LedgerBusy, LedgerError, NotALedger
from counterclaim.ledger import tables
from counterclaim.ledger.log import Clock, utc_now
from counterclaim.ledger.migrate import check_not_newer, migrate, revision_of
from counterclaim.ledger.migrations import HEAD
from counterclaim.ledger.search import come_with, terms_of, texts_of
from counterclaim.ledger.sought import EARLIEST, FACETS, LATEST, UNDATED, Sought, facet_name
from counterclaim.ledger.writer import SqlStore

APPLICATION_ID = 0x43436C6D  # "CClm" in the file's header: tells a ledger from any other SQLite file
_SOME_MATCHES = text("SELECT count(*) FROM (SELECT 1 FROM claim_words WHERE claim_words MATCH :words LIMIT :many)")
_MATCHES = text("SELECT rowid FROM claim_words WHERE claim_words MATCH :words")
_IS_MATCH = text(
    "EXISTS (SELECT 1 FROM claim_words WHERE claim_words MATCH :words AND claim_words.rowid = claim.number)"
)
# A claim's values as words; sought.facet_word and sought.month_word make the same ones.
_VALUES = " || ' ' || ".join(f"coalesce('{facet_name(name)}' || {name}, '')" for name in FACETS)
_PUT_CLAIMS = (
    f"INSERT INTO claim_words (rowid, context, facets) SELECT number, context, {_VALUES} || ' month' || "
    f"replace(coalesce(max(min(substr(published_first, 1, 7), '{LATEST}'), '{EARLIEST}'), '{UNDATED}'), '-', '') "
    "FROM claim"
)
_ARTICLE_MATCHES = text("SELECT rowid FROM article_words WHERE article_words MATCH :words")
_PUT_TEXT = text("INSERT INTO article_words (rowid, words) VALUES (:number, :words)")
_MAGIC = b"SQLite format 3\x00"


def open_sqlite(path: str, *, create: bool, read_only: bool, wait_s: float, clock: Clock = utc_now) -> SqlStore:
    """See store.open_store."""
    file = Path(path)
    _check_file(file, create=create)
    backend = SqliteBackend(file, read_only=read_only, wait_s=wait_s)
    try:
        _prepare(backend, read_only=read_only)
    except BaseException:
        backend.close()
        raise
    return SqlStore(backend, clock)


class SqliteBackend:
    """One SQLite file. Implements backend.Backend."""

    def __init__(self, file: Path, *, read_only: bool, wait_s: float) -> None:
        self._file = file
        self._wait_s = wait_s
        self._engine = _engine(file, read_only=read_only, wait_s=wait_s)

    @property
    def path(self) -> str:
        """See backend.Backend."""
        return str(self._file)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See backend.Backend."""
        with _plain_errors(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """See backend.Backend. Takes the write lock at once: waiting for it later could fail half-way."""
        with _plain_errors(self.path), self._engine.connect() as connection:
            locking = connection.execution_options(counterclaim_begin="BEGIN IMMEDIATE")
            with locking.begin():
                yield locking

    def use_write_ahead_log(self) -> None:
        """Let readers go on while somebody writes. Kept in the file; cannot be set inside a transaction.

        Where several processes make one ledger at once, SQLite does not wait for the others as it does elsewhere.
        """
        deadline = time.monotonic() + self._wait_s
        while True:
            try:
                with _plain_errors(self.path), closing(self._engine.raw_connection()) as connection:
                    connection.cursor().execute("PRAGMA journal_mode = WAL")
            except LedgerBusy:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return

    def holds_words(self, words: str) -> ColumnElement[bool]:
        """See backend.Backend."""
        return _IS_MATCH.bindparams(words=sought_query(Sought(words)))  # type: ignore[return-value]  # a condition too

    def few(self, connection: Connection, sought: Sought, many: int) -> ColumnElement[bool] | None:
        """See backend.Backend."""
        query = sought_query(sought)
        some = connection.execute(_SOME_MATCHES, {"words": query, "many": many}).scalar() or 0
        if some >= many:
            return None
        found = _MATCHES.bindparams(words=query).columns(rowid=tables.Number).scalar_subquery()
        return tables.claim.c.number.in_(found)

    def article_matches(self, words: str) -> ColumnElement[bool]:
        """See backend.Backend."""
        found = _ARTICLE_MATCHES.bindparams(words=fts_query(words)).columns(rowid=tables.Number).scalar_subquery()
        return tables.article.c.number.in_(found)

    def index_words(self, connection: Connection, begun: int) -> None:
        """See backend.Backend."""
        connection.execute(text(f"{_PUT_CLAIMS} WHERE begun = :begun"), {"begun": begun})
        _index_texts(connection, come_with(begun))

    def finish_copy(self, connection: Connection) -> None:
        """See backend.Backend."""
        connection.execute(text(_PUT_CLAIMS))
        _index_texts(connection, true())

    def close(self) -> None:
        """See backend.Backend."""
        self._engine.dispose()


def _index_texts(connection: Connection, wanted: ColumnElement[bool]) -> None:
    """Make articles findable by their words, one after another: a text is held at a time."""
    for number, words in texts_of(connection, wanted):
        connection.execute(_PUT_TEXT, {"number": number, "words": words})


def fts_query(words: str) -> str:
    """What a person typed, as an FTS5 query: every word and every "phrase" must occur; nothing in it is an operator."""
    return " ".join(f'"{term}"' for term in terms_of(words)) or '""'


def sought_query(sought: Sought) -> str:
    """What is sought, as an FTS5 query; no sign in words or values is an operator."""
    values = " ".join('"' + value.replace('"', '""') + '"' for value in sought.values)
    words = None if sought.words is None else f"context : ({fts_query(sought.words)})"
    return " AND ".join(filter(None, (words, f"facets : ({values})" if values else None)))


def _engine(file: Path, *, read_only: bool, wait_s: float) -> Engine:
    mode = "ro" if read_only else "rwc"
    address = f"{file.absolute().as_uri()}?mode={mode}"
    # A write-ahead log cannot be read where its index file cannot be made. Where nobody can write and no log is left
    # behind, the file cannot change under us, and SQLite need not look.
    if read_only and not _beside(file, "-wal").exists() and not _can_write(file.parent):
        address += "&immutable=1"

    def connect() -> sqlite3.Connection:
        # Transactions are begun by hand below: the driver's own way neither locks early nor covers CREATE TABLE.
        return sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        # With a write-ahead log, NORMAL survives the death of the process at any point; a loss of power can cost the
        # last articles, never the file. The next run adds them again.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -32000")  # 32 MB: the upper levels of the indexes at a million claims

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("counterclaim_begin", "BEGIN"))

    return engine


def _check_file(file: Path, *, create: bool) -> None:
    """Look before SQLite does: it takes an empty file for a database and says little of others."""
    if file.is_dir():
        raise NotALedger(f"{file} is a folder, not a ledger")
    try:
        with file.open("rb") as stream:
            start = stream.read(len(_MAGIC))
    except FileNotFoundError as err:
        if not create:
            raise LedgerError(
                f"there is no ledger at {file}; make one with: counterclaim ingest PATH --ledger {file}"
            ) from err
        if not file.absolute().parent.is_dir():
            raise LedgerError(f"{file} cannot be made: there is no folder {file.absolute().parent}") from err
        return
    except OSError as err:
        raise LedgerError(f"{file} cannot be read: {err.strerror}") from err
    if start == b"" and not create:
        raise NotALedger(f"{file} is empty, not a ledger")
    if start not in (b"", _MAGIC):
        raise NotALedger(f"{file} is not a ledger: it is no SQLite file. It was not touched; give another name")


def _prepare(backend: SqliteBackend, *, read_only: bool) -> None:
    """Make sure that the file is a ledger of this version: check, and make or migrate it where needed."""
    with backend.reading() as connection:
        revision = _revision(connection, backend.path)
    check_not_newer(revision, backend.path)
    if revision == HEAD:
        return
    if read_only:
        state = "is empty" if revision is None else f"was written by an earlier version (tables {revision})"
        raise LedgerError(
            f"{backend.path} {state} and cannot be opened for reading only. Bring it up to this version with: "
            f"counterclaim upgrade --ledger {backend.path}"
        )
    backend.use_write_ahead_log()
    with backend.writing() as connection:
        revision = _revision(connection, backend.path)  # another process may have been quicker
        check_not_newer(revision, backend.path)
        if revision != HEAD:
            migrate(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _revision(connection: Connection, path: str) -> str | None:
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if mark == APPLICATION_ID:
        return revision_of(connection)
    some = connection.execute(select(text("name")).select_from(text("sqlite_master")).limit(1)).scalar()
    if mark == 0 and some is None:
        return None  # no table yet: new, or its making was broken off
    raise NotALedger(
        f"{path} is an SQLite file of another program, not a ledger. It was not touched; give another name"
    )


@contextmanager
def _plain_errors(path: str) -> Iterator[None]:
    """Say in words what SQLite says in codes."""
    try:
        yield
    except DBAPIError as err:
        raise _plain(path, err.orig) from err
    except sqlite3.Error as err:
        raise _plain(path, err) from err


def _plain(path: str, error: BaseException | None) -> LedgerError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # the low byte is the primary code
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(f"{path} is being written by another process and was not free in time. Try again later")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return NotALedger(
            f"{path} is damaged, or not a ledger ({error}). Nothing was written. Restore it from a copy, or save what "
            f"can be read with: sqlite3 {path} .recover"
        )
    if code == sqlite3.SQLITE_READONLY:
        return LedgerError(f"{path} is read-only: nothing was written. Allow writing to the file and its folder")
    if code == sqlite3.SQLITE_FULL:
        return LedgerError(
            f"no room left for {path}: the last article was not written, all before it was. Free some space"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return LedgerError(f"{path} cannot be opened: check that the file and its folder may be read and written")
    if code == sqlite3.SQLITE_IOERR:
        return LedgerError(f"{path} could not be read or written: {error}. What was being written was not kept")
    return LedgerError(f"{path}: {error}")


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _can_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
