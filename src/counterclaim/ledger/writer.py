"""Adding to a ledger in any SQL database: one transaction an article, nothing overwritten.

In: readings with their claims.   Out: what became of them. Implements store.Store.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, RowMapping, insert, select, update

from counterclaim.errors import LedgerError, RecordError
from counterclaim.ledger import log, tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.rows import Row, canonical, claim_row, models_text, packed, reading_from, reading_row, unpacked
from counterclaim.ledger.store import Added
from counterclaim.ledger.view import SqlView
from counterclaim.records.article import Article, Drop
from counterclaim.records.claim import Claim
from counterclaim.records.reading import Reader, Reading
from counterclaim.version import __version__

_METADATA = ("title", "outlet", "author", "url", "language", "published", "header")  # of an article, its path left out


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
        return int(number)

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """See store.Writer."""
        done = {"finished": log.moment(self._clock), "counts": canonical(dict(counts)).decode()}
        with self._backend.writing() as connection:
            connection.execute(update(tables.run).where(tables.run.c.number == run).values(done))

    def has_article(self, article: Article, reader: Reader) -> bool:
        """See store.Writer."""
        with self._backend.reading() as connection:
            current = _current(connection, article.id)
        return current is not None and _is_as_new(current, reader) and not _adds_metadata(article, current)

    def complete(self, article: Article) -> Article:
        """See store.Writer."""
        with self._backend.reading() as connection:
            current = _current(connection, article.id)
        if current is None:
            return article
        known = _article_from(current, article.text)
        gaps = {name: getattr(known, name) for name in _METADATA if getattr(known, name) is not None}
        return replace(article, **gaps)

    def see(self, article: Article, *, run: int | None = None) -> None:
        """See store.Writer."""
        with self._backend.reading() as connection:
            number = _number_of(connection, article.id)
            if number is None or _is_seen(connection, number, article):
                return
        with self._backend.writing() as connection:
            self._see(connection, number, article, run)

    def add(self, reading: Reading, claims: Iterable[Claim], *, run: int | None = None) -> Added:
        """See store.Writer."""
        article = reading.article
        if self.has_article(article, reading.reader):  # without the write lock: most of a second run ends here
            self.see(article, run=run)
            return Added.UNCHANGED
        rows = _claim_rows(reading, claims)
        with self._backend.writing() as connection:
            current = _current(connection, article.id)
            if current is not None and _is_as_new(current, reading.reader) and not _adds_metadata(article, current):
                return Added.UNCHANGED  # another writer was quicker
            row = reading_row(reading)
            begun = log.enter(
                connection,
                self._clock,
                act="reading",
                subject=article.id,
                content=reading_content(row, rows.values()),
                run=run,
            )
            number = _number_of(connection, article.id)
            if number is None:
                number = _insert_article(connection, article, begun)
            if current is not None:
                _end(connection, tables.reading, [current["number"]], begun)
            row |= {"article": number, "begun": begun, "ended": None, "claims": len(rows)}
            [reading_number] = connection.execute(insert(tables.reading).values(row)).inserted_primary_key or [0]
            _put_claims(connection, rows, article=number, reading=reading_number, begun=begun)
            self._backend.index_words(connection, begun)
            if not _is_seen(connection, number, article):
                self._see(connection, number, article, run)
        return Added.NEW if current is None else Added.SUPERSEDED

    def add_drops(self, run: int, drops: Iterable[Drop]) -> None:
        """See store.Writer."""
        rows = [
            {
                "run": run,
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
                connection.execute(insert(tables.drop), rows)

    def _see(self, connection: Connection, number: int, article: Article, run: int | None) -> None:
        seen = _sighting(article)
        begun = log.enter(connection, self._clock, act="sighting", subject=article.id, content=canonical(seen), run=run)
        connection.execute(insert(tables.sighting).values(article=number, begun=begun, **seen))


def reading_content(row: Row, claims: Iterable[Row]) -> bytes:
    """The bytes whose hash the log keeps for a reading: its record and what every claim of it says."""
    marks = sorted((claim["id"], claim["mark"]) for claim in claims)
    return canonical({"record": unpacked(row["record"]), "claims": marks})


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


def _put_claims(connection: Connection, rows: dict[str, Row], *, article: int, reading: int, begun: int) -> None:
    """Add claims that are new or say something new, and end those that the new reading no longer makes."""
    claim = tables.claim.c
    held = {
        row.id: row
        for row in connection.execute(
            select(claim.number, claim.id, claim.mark).where(claim.article == article, claim.ended.is_(None))
        )
    }
    over = [row.number for row in held.values() if row.id not in rows or rows[row.id]["mark"] != row.mark]
    _end(connection, tables.claim, over, begun)
    fresh = [
        {**row, "article": article, "reading": reading, "begun": begun, "ended": None}
        for row in rows.values()
        if row["id"] not in held or held[row["id"]].mark != row["mark"]
    ]
    _refuse_collisions(connection, [row["id"] for row in fresh], article)
    if fresh:
        connection.execute(insert(tables.claim), fresh)


def _refuse_collisions(connection: Connection, ids: list[str], article: int) -> None:
    """Two claims of different articles with one id would be taken for each other ever after."""
    claim = tables.claim.c
    for start in range(0, len(ids), 500):  # databases limit the number of parameters
        query = select(claim.id).where(claim.id.in_(ids[start : start + 500]), claim.article != article).limit(1)
        taken = connection.execute(query).scalar()
        if taken is not None:
            raise LedgerError(f"the id {taken} belongs to a claim of another article; nothing of this one was written")


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
    [number] = connection.execute(insert(tables.article).values(row)).inserted_primary_key or [0]
    return int(number)


def _number_of(connection: Connection, article_id: str) -> int | None:
    article = tables.article.c
    return connection.execute(select(article.number).where(article.id == article_id)).scalar()


def _current(connection: Connection, article_id: str) -> RowMapping | None:
    query = (
        select(tables.reading)
        .join(tables.article, tables.article.c.number == tables.reading.c.article)
        .where(tables.article.c.id == article_id, tables.reading.c.ended.is_(None))
    )
    return connection.execute(query).mappings().first()


def _article_from(current: RowMapping, text: str) -> Article:
    return reading_from(current, text).article


def _is_as_new(current: RowMapping, reader: Reader) -> bool:
    """Whether what is there was read by this reader or by a later one."""
    if current["version"] == reader.version:
        return bool(current["models"] == models_text(reader.models))
    return _version_key(current["version"]) > _version_key(reader.version)


def _version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Orders 0.10 behind 0.9, and 1.0rc1 before 1.0 (a part with letters comes before the end and before a number)."""
    parts = version.replace("rc", ".rc").replace("a", ".a").replace("b", ".b").replace("dev", ".dev").split(".")
    keys = [(2, int(p), "") if p.isdigit() else (0, 0, p) for p in parts if p]
    return (*keys, (1, 0, ""))


def _adds_metadata(article: Article, current: RowMapping) -> bool:
    """Whether `article` says something of itself that the current reading was made without."""
    given = [name for name in _METADATA if getattr(article, name) is not None]
    if all(name in current and current[name] is not None for name in given if name not in ("published", "header")):
        rest = [name for name in given if name in ("published", "header")]
        if not rest:
            return False
        known = _article_from(current, article.text)
        return any(getattr(known, name) is None for name in rest)
    return True


def _sighting(article: Article) -> Row:
    return {"path": article.path or "", "url": article.url or "", "outlet": article.outlet or ""}


def _is_seen(connection: Connection, number: int, article: Article) -> bool:
    sighting = tables.sighting.c
    seen = _sighting(article)
    query = select(sighting.number).where(
        sighting.article == number,
        sighting.path == seen["path"],
        sighting.url == seen["url"],
        sighting.outlet == seen["outlet"],
    )
    return connection.execute(query).first() is not None
