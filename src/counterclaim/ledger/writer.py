"""Adding to a ledger in any SQL database: one transaction an article, nothing overwritten.

In: readings with their claims.   Out: what became of them. Implements store.Store.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from counterclaim.errors import LedgerError, RecordError
from counterclaim.ledger import log, tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.places import link_places
from counterclaim.ledger.rows import (
    BESIDE_MARK,
    Row,
    article_from,
    canonical,
    claim_row,
    models_text,
    packed,
    reading_content,
    reading_row,
)
from counterclaim.ledger.store import Added, Verified
from counterclaim.ledger.verify import verify
from counterclaim.ledger.view import SqlView
from counterclaim.records.article import Article, Drop
from counterclaim.records.claim import Claim
from counterclaim.records.reading import Reader, Reading
from counterclaim.version import __version__

_METADATA = ("title", "outlet", "author", "url", "language", "published", "header")  # of an article, its path left out

# Statements are made once: building one anew takes longer than SQLite takes to run it.
_HELD = (
    select(*(column for column in tables.reading.c if column.name != "record"))
    .join(tables.article, tables.article.c.number == tables.reading.c.article)
    .where(tables.article.c.id == bindparam("of_article"), tables.reading.c.ended.is_(None))
)
_HELD_CLAIMS = select(tables.claim.c.number, *(tables.claim.c[name] for name in ("id", "mark", *BESIDE_MARK))).where(
    tables.claim.c.article == bindparam("of_article"), tables.claim.c.ended.is_(None)
)
_SEEN = select(tables.sighting.c.number).where(
    tables.sighting.c.article == bindparam("of_article"),
    tables.sighting.c.path == bindparam("path"),
    tables.sighting.c.url == bindparam("url"),
    tables.sighting.c.outlet == bindparam("outlet"),
)
_INSERT_ARTICLE = insert(tables.article)
_INSERT_READING = insert(tables.reading)
_INSERT_CLAIM = insert(tables.claim)
_INSERT_SIGHTING = insert(tables.sighting)


class SqlStore(SqlView):
    """A ledger, open for reading and writing."""

    def __init__(self, backend: Backend, clock: log.Clock = log.utc_now) -> None:
        super().__init__(backend)
        self._clock = clock

    @property
    def path(self) -> str:
        """See store.Store."""
        return self._backend.path

    def close(self) -> None:
        """See store.Store."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin_run(self) -> int:
        """See store.Writer."""
        with self._backend.writing() as connection:
            row = {"started": log.moment(self._clock), "version": __version__}
            [number] = connection.execute(insert(tables.run).values(row)).inserted_primary_key or [0]
            self._enter(connection, "run begun", str(number), canonical(row), int(number))
        return int(number)

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """See store.Writer."""
        done = {"finished": log.moment(self._clock), "counts": canonical(dict(counts)).decode()}
        with self._backend.writing() as connection:
            connection.execute(update(tables.run).where(tables.run.c.number == run).values(done))
            self._enter(connection, "run finished", str(run), canonical(done), run)

    def verify(self, reread: Callable[[Article], Reading] | None = None) -> Verified:
        """See store.Store."""
        return verify(self._backend, reread)

    def has_article(self, article: Article, reader: Reader) -> bool:
        """See store.Writer."""
        with self._backend.reading() as connection:
            held = _held(connection, article.id)
        return held is not None and _is_known(held, article, reader)

    def complete(self, article: Article) -> Article:
        """See store.Writer."""
        with self._backend.reading() as connection:
            held = _held(connection, article.id)
        if held is None:
            return article
        known = article_from(held, article.text)
        return replace(
            article, **{name: getattr(known, name) for name in _METADATA if getattr(known, name) is not None}
        )

    def see(self, article: Article, *, run: int | None = None) -> None:
        """See store.Writer."""
        with self._backend.reading() as connection:
            held = _held(connection, article.id)
            if held is None or _is_seen(connection, held["article"], article):
                return
        with self._backend.writing() as connection:
            if not _is_seen(connection, held["article"], article):
                begun = self._enter(connection, "sighting", article.id, canonical(_sighting(article)), run)
                _see(connection, held["article"], article, begun)

    def add(self, reading: Reading, claims: Iterable[Claim], *, run: int | None = None) -> Added:
        """See store.Writer."""
        article = reading.article
        article_id = article.id
        with self._backend.reading() as connection:  # without the write lock: most of a second run ends here
            held = _held(connection, article_id)
        if held is not None and _is_known(held, article, reading.reader):
            self.see(article, run=run)
            return Added.UNCHANGED
        claim_rows = _claim_rows(reading, claims)
        row = reading_row(reading)
        row |= {"ended": None, "claims": len(claim_rows)}
        content = reading_content(row, claim_rows.values(), _sighting(article))
        with self._backend.writing() as connection:
            held = _held(connection, article_id)
            if held is not None and _is_known(held, article, reading.reader):
                return Added.UNCHANGED  # another writer was quicker
            begun = self._enter(connection, "reading", article_id, content, run)
            number = held["article"] if held else _insert_article(connection, article, begun)
            if held is not None:
                _end(connection, tables.reading, [held["number"]], begun)
            row |= {"article": number, "begun": begun}
            [reading_number] = connection.execute(_INSERT_READING, row).inserted_primary_key or [0]
            _put_claims(connection, claim_rows, number, reading_number, begun, is_new=held is None)
            self._backend.index_words(connection, begun)
            if held is None or not _is_seen(connection, number, article):
                _see(connection, number, article, begun)
        return Added.NEW if held is None else Added.SUPERSEDED

    def add_drops(self, run: int, drops: Iterable[Drop]) -> None:
        """See store.Writer."""
        rows = [
            {
                "item": d.item,
                "reason": d.reason,
                "detail": d.detail,
                "span_start": d.span.start if d.span else None,
                "span_end": d.span.end if d.span else None,
            }
            for d in drops
        ]
        if rows:
            with self._backend.writing() as connection:
                begun = self._enter(connection, "dropped", str(run), canonical(rows), run)
                connection.execute(insert(tables.drop), [{**row, "run": run, "begun": begun} for row in rows])

    def _enter(self, connection: Connection, act: str, subject: str, content: bytes, run: int | None) -> int:
        return log.enter(connection, self._clock, act=act, subject=subject, content=content, run=run)


def _claim_rows(reading: Reading, claims: Iterable[Claim]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    article_id = reading.article.id
    for claim in claims:
        if claim.article.id != article_id:
            raise RecordError(
                f"claim {claim.id} is of article {claim.article.id[:12]}…, the reading of {article_id[:12]}…"
            )
        if claim.id in rows:
            raise RecordError(f"two claims of article {article_id[:12]}… have the id {claim.id}")
        rows[claim.id] = claim_row(claim)
    return rows


def _put_claims(
    connection: Connection, rows: dict[str, Row], article: int, reading: int, begun: int, *, is_new: bool
) -> None:
    """Add claims that are new or say something new, and end those that the new reading no longer makes."""
    held = (
        {}
        if is_new
        else {row["id"]: row for row in connection.execute(_HELD_CLAIMS, {"of_article": article}).mappings()}
    )
    over = [row["number"] for row in held.values() if row["id"] not in rows or not _says_the_same(rows[row["id"]], row)]
    _end(connection, tables.claim, over, begun)
    fresh = [
        {**row, "article": article, "reading": reading, "begun": begun, "ended": None}
        for row in rows.values()
        if row["id"] not in held or not _says_the_same(row, held[row["id"]])
    ]
    if not fresh:
        return
    try:
        connection.execute(_INSERT_CLAIM, fresh)
    except IntegrityError as err:
        # Two claims of different articles with one id would be taken for each other ever after.
        raise LedgerError(
            "an id of this article's claims belongs to a claim of another article; nothing of this one was written"
        ) from err
    link_places(connection, begun)


def _says_the_same(row: Row, held: RowMapping) -> bool:
    return all(row[name] == held[name] for name in ("mark", *BESIDE_MARK))


def _end(connection: Connection, table: Any, numbers: list[int], entry: int) -> None:
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        connection.execute(update(table).where(table.c.number.in_(part)).values(ended=entry))


def _insert_article(connection: Connection, article: Article, begun: int) -> int:
    row = {
        "id": article.id,
        "begun": begun,
        "text": packed(article.text.encode("utf-8")),
        "chars": len(article.text),
    }
    [number] = connection.execute(_INSERT_ARTICLE, row).inserted_primary_key or [0]
    return int(number)


def _held(connection: Connection, article_id: str) -> RowMapping | None:
    """The current reading of an article, without its record; None = the article is not there."""
    return connection.execute(_HELD, {"of_article": article_id}).mappings().first()


def _is_known(held: RowMapping, article: Article, reader: Reader) -> bool:
    """Whether reading `article` with `reader` would give nothing that is not there yet."""
    if held["version"] == reader.version:
        as_new = held["models"] == models_text(reader.models)
    else:
        as_new = _version_key(held["version"]) > _version_key(reader.version)
    columns = {"published": "given_published", "header": "header_start"}
    given = [columns.get(name, name) for name in _METADATA if getattr(article, name) is not None]
    return bool(as_new) and all(held[column] is not None for column in given)


def _version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Orders 0.10 behind 0.9, and 1.0rc1 before 1.0 (a part with letters comes before the end and before a number)."""
    parts = version.replace("rc", ".rc").replace("a", ".a").replace("b", ".b").replace("dev", ".dev").split(".")
    keys = [(2, int(p), "") if p.isdigit() else (0, 0, p) for p in parts if p]
    return (*keys, (1, 0, ""))


def _sighting(article: Article) -> Row:
    return {"path": article.path or "", "url": article.url or "", "outlet": article.outlet or ""}


def _is_seen(connection: Connection, number: int, article: Article) -> bool:
    return connection.execute(_SEEN, {"of_article": number, **_sighting(article)}).first() is not None


def _see(connection: Connection, number: int, article: Article, begun: int) -> None:
    connection.execute(_INSERT_SIGHTING, {"article": number, "begun": begun, **_sighting(article)})
