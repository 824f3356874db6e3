"""A ledger in a PostgreSQL database (15 or later), for a team: several writers, one change at a time.

In: an address, postgresql://user:password@host/database.   Out: a Store. Everything that only PostgreSQL knows is here.
Writers queue for one lock, since every change is sealed with the hash of the one before; an article takes milliseconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    text,
    true,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from counterclaim.errors import LedgerBusy, LedgerError, NotALedger, UsageError
from counterclaim.ledger import tables
from counterclaim.ledger.log import Clock, utc_now
from counterclaim.ledger.migrate import check_not_newer, migrate, revision_of
from counterclaim.ledger.migrations import HEAD
from counterclaim.ledger.search import come_with, terms_of, texts_of
from counterclaim.ledger.sought import EARLIEST, FACETS, LATEST, UNDATED, Sought, facet_name
from counterclaim.ledger.writer import SqlStore

_LOCK = 0x43436C6D  # any number that no other program on the database is likely to lock: "CClm"

# The sentence without accents, as the index made by the migrations has it: to find it, a query must say the very same.
_WORDS = "to_tsvector('counterclaim', regexp_replace(normalize(claim.context, NFD), '[\\u0300-\\u036f]', '', 'g'))"
# A claim's values, in the same index; sought.facet_word and sought.month_word make the same ones.
_VALUES = (
    "array_remove(ARRAY["
    + ", ".join(f"'{facet_name(name)}' || claim.{name}" for name in FACETS if name != "narrator")
    + ", CASE WHEN claim.narrator THEN 'narrator1' ELSE 'narrator0' END, "
    f"CASE WHEN claim.published_first IS NULL THEN 'month{UNDATED}' ELSE 'month' || replace("
    f"least(greatest(substr(claim.published_first, 1, 7), '{EARLIEST}'), '{LATEST}'), '-', '') END], NULL)"
)
_TERM = "phraseto_tsquery('counterclaim', regexp_replace(normalize({}, NFD), '[\\u0300-\\u036f]', '', 'g'))"
PART_CHARS = 200_000  # as in migration 0002
_PUT_TEXT = text(
    "INSERT INTO article_words (article, part, words) VALUES (:number, :part, to_tsvector('counterclaim', "
    "regexp_replace(normalize(:words, NFD), '[\\u0300-\\u036f]', '', 'g')))"
)


def open_postgres(address: str, *, create: bool, read_only: bool, wait_s: float, clock: Clock = utc_now) -> SqlStore:
    """See store.open_store. The database must exist; `create` makes the tables in it."""
    backend = PostgresBackend(_url(address), read_only=read_only, wait_s=wait_s)
    try:
        _prepare(backend, create=create, read_only=read_only)
    except BaseException:
        backend.close()
        raise
    return SqlStore(backend, clock)


class PostgresBackend:
    """One PostgreSQL database. Implements backend.Backend."""

    def __init__(self, url: URL, *, read_only: bool, wait_s: float) -> None:
        self._url = url
        self._engine = _engine(url, wait_s)
        # A listing sees one state of the database for as long as a page takes.
        self._reading = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._writing = self._engine.execution_options(postgresql_readonly=read_only)

    @property
    def path(self) -> str:
        """See backend.Backend."""
        return self._url.set(drivername="postgresql").render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See backend.Backend. It ends with a commit: after a rollback the driver forgets every prepared statement."""
        with _plain_errors(self.path), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """See backend.Backend. Each statement sees what is committed by then, so all before the lock was given."""
        with _plain_errors(self.path), self._writing.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    def holds_words(self, words: str) -> ColumnElement[bool]:
        """See backend.Backend."""
        terms = terms_of(words)
        if not terms:
            return text("false")  # type: ignore[return-value]  # a condition all the same
        query = " && ".join(_TERM.format(f":term_{number}") for number in range(len(terms)))
        given = {f"term_{number}": term for number, term in enumerate(terms)}
        return text(f"{_WORDS} @@ ({query})").bindparams(**given)  # type: ignore[return-value]

    def few(self, connection: Connection, sought: Sought, many: int) -> ColumnElement[bool] | None:
        """See backend.Backend."""
        found = select(tables.claim.c.number).limit(many)
        if sought.words is not None:
            found = found.where(self.holds_words(sought.words))
        if sought.values:
            found = found.where(text(f"{_VALUES} @> CAST(:values AS text[])").bindparams(values=list(sought.values)))
        # Out of the index of words, whatever the statistics say: they know nothing of values that stand together, and
        # any other way splits the words of every sentence anew. Until the end of this transaction.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        connection.execute(text("SET LOCAL enable_indexscan = off"))
        numbers = list(connection.execute(found).scalars())
        if len(numbers) >= many:
            return None
        picked = "claim.number = ANY(CAST(:picked AS bigint[]))"
        return text(picked).bindparams(picked=numbers)  # type: ignore[return-value]  # a condition all the same

    def article_matches(self, words: str) -> ColumnElement[bool]:
        """See backend.Backend."""
        terms = terms_of(words)
        if not terms:
            return text("false")  # type: ignore[return-value]  # a condition all the same
        query = " && ".join(_TERM.format(f":word_{number}") for number in range(len(terms)))
        given = {f"word_{number}": term for number, term in enumerate(terms)}
        found = text(f"SELECT article FROM article_words WHERE words @@ ({query})").bindparams(**given)
        return tables.article.c.number.in_(found.columns(article=tables.Number).scalar_subquery())

    def index_words(self, connection: Connection, begun: int) -> None:
        """See backend.Backend. That of the claims is over the claims themselves: there is nothing to do."""
        _index_texts(connection, come_with(begun))

    def finish_copy(self, connection: Connection) -> None:
        """See backend.Backend."""
        _index_texts(connection, true())
        for table in tables.metadata.sorted_tables:
            if table is not tables.log and table.autoincrement_column is not None:  # the log counts its entries itself
                connection.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'number'), "
                        f"greatest(1, (SELECT max(number) FROM {table.name})))"
                    )
                )

    def close(self) -> None:
        """See backend.Backend."""
        self._engine.dispose()


def _index_texts(connection: Connection, wanted: ColumnElement[bool]) -> None:
    """Make articles findable by their words; a long text in parts, since a part's words must stay under a megabyte."""
    for number, words in texts_of(connection, wanted):
        parts = (words[start : start + PART_CHARS] for start in range(0, len(words), PART_CHARS))
        connection.execute(_PUT_TEXT, [{"number": number, "part": i, "words": part} for i, part in enumerate(parts)])


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as err:
        raise UsageError(
            f"not an address of a database: {address!r}; expected postgresql://user@host/database"
        ) from err
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL, wait_s: float) -> Engine:
    try:
        # Connections are made anew before firewalls forget them; asking each time whether one is alive would cost every
        # article two more journeys to the server.
        engine = create_engine(url, pool_recycle=600)
    except (ModuleNotFoundError, NoSuchModuleError) as err:
        raise LedgerError(
            "a ledger on PostgreSQL needs its driver. Install it with: pip install 'counterclaim[postgres]'"
        ) from err

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(wait_s * 1000)}")
        connection.commit()

    return engine


def _prepare(backend: PostgresBackend, *, create: bool, read_only: bool) -> None:
    """Make sure that the database holds a ledger of this version: check, and make or migrate it where needed."""
    with backend.reading() as connection:
        revision = _revision(connection, backend.path)
    check_not_newer(revision, backend.path)
    if revision == HEAD:
        return
    if revision is None and not create:
        raise LedgerError(f"there is no ledger at {backend.path}; make one with: counterclaim ingest PATH --ledger …")
    if read_only:
        state = "is empty" if revision is None else f"was written by an earlier version (tables {revision})"
        raise LedgerError(
            f"{backend.path} {state} and cannot be opened for reading only. Bring it up to this version with: "
            f"counterclaim upgrade --ledger {backend.path}"
        )
    with backend.writing() as connection:
        revision = _revision(connection, backend.path)  # another process may have been quicker
        check_not_newer(revision, backend.path)
        if revision != HEAD:
            migrate(connection)


def _revision(connection: Connection, path: str) -> str | None:
    """The last step that was run; None where the database is empty."""
    found = set(inspect(connection).get_table_names())
    if found and not {"alembic_version", "claim", "log"} <= found:
        raise NotALedger(
            f"{path} holds tables of another program ({', '.join(sorted(found)[:3])}); give the ledger its own"
        )
    return revision_of(connection) if found else None


@contextmanager
def _plain_errors(path: str) -> Iterator[None]:
    """Say in words what PostgreSQL says in codes."""
    try:
        yield
    except DBAPIError as err:
        raise _plain(path, err.orig) from err


def _plain(path: str, error: BaseException | None) -> LedgerError:
    """By SQLSTATE: https://www.postgresql.org/docs/15/errcodes-appendix.html."""
    state: str = getattr(error, "sqlstate", None) or ""
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if state in ("55P03", "40P01"):
        return LedgerBusy(f"{path} is being written by another process and was not free in time. Try again later")
    if state == "25006":
        return LedgerError(f"{path} was opened read-only: nothing was written")
    if state == "42501":
        return LedgerError(f"{path}: this user may not do that: {said}")
    if state in ("53100", "53200"):
        return LedgerError(
            f"no room left for {path}: the last article was not written, all before it was. Free some space"
        )
    if state in ("XX001", "XX002"):
        return NotALedger(f"{path} is damaged ({said}). Restore it from a copy")
    if state == "" or state.startswith("08") or state.startswith("28") or state == "3D000" or state.startswith("57P"):
        return LedgerError(f"{path} cannot be reached: {said}")
    return LedgerError(f"{path}: {said}")
