"""Reading a ledger in any SQL database: listings by key, in pages, never all at once.

In: a Backend.   Out: records. Implements store.View.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select, tuple_

from counterclaim.errors import NotALedger, RecordError, UnknownId
from counterclaim.ledger import tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.query import conditions, holds
from counterclaim.ledger.rows import article_from, claim_from, days_of, reading_from, ref_from, unpacked
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, Counts, Run, Sighting, SourceEntry
from counterclaim.records.article import Article, Drop
from counterclaim.records.claim import Claim
from counterclaim.records.reading import Reading
from counterclaim.records.span import Span
from counterclaim.records.values import Side
from counterclaim.records.when import When

PAGE_ROWS = 500  # rows held at a time while streaming: some 1 MB of claims


class SqlView:
    """A ledger as it is, or as it stood at a log entry."""

    def __init__(self, backend: Backend, entry: int | None = None) -> None:
        self._backend = backend
        self._entry = entry  # None: as it is

    def claims(
        self, wanted: ClaimFilter | None = None, *, after: str | None = None, limit: int | None = None
    ) -> Iterator[Claim]:
        """See store.View."""
        claim = tables.claim.c
        wanted = wanted or ClaimFilter()
        with self._backend.reading() as connection:
            # The claims that hold now are those that hold as of the last entry: pinned, so that a listing that goes on
            # while others write neither skips nor repeats.
            entry = self._entry if self._entry is not None else _last_entry(connection)
            article = _article_number(connection, wanted.article) if wanted.article else None
            key = self._key_of(connection, after) if after is not None else None
        where = [holds(tables.claim, entry), *conditions(wanted, article, self._backend)]
        left = limit
        while left is None or left > 0:
            size = PAGE_ROWS if left is None else min(PAGE_ROWS, left)
            page = _claims_with_refs().where(*where).order_by(claim.position, claim.id).limit(size)
            if key is not None:
                page = page.where(tuple_(claim.position, claim.id) > key)
            with self._backend.reading() as connection:
                rows = connection.execute(page).mappings().all()
            yield from (_claim(row) for row in rows)
            if len(rows) < size:
                return
            key = (rows[-1]["position"], rows[-1]["id"])
            left = None if left is None else left - size

    def claim(self, claim_id: str) -> Claim:
        """See store.View."""
        claim = tables.claim.c
        query = (
            _claims_with_refs()
            .where(*_begins(claim.id, claim_id), *self._begun(claim.begun))
            .order_by(claim.id, claim.begun.desc())
            .limit(50)
        )
        with self._backend.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return _claim(_only(rows, "claim", claim_id))

    def articles(self, *, after: str | None = None, limit: int | None = None) -> Iterator[ArticleEntry]:
        """See store.View."""
        undated = "9999-99-99"  # sorts behind every day
        day = func.coalesce(tables.reading.c.published_first, undated)
        with self._backend.reading() as connection:
            entry = self._entry if self._entry is not None else _last_entry(connection)
            base = (
                select(tables.reading, tables.article.c.id, tables.article.c.chars, tables.log.c.at, day.label("day"))
                .join(tables.article, tables.article.c.number == tables.reading.c.article)
                .join(tables.log, tables.log.c.number == tables.article.c.begun)
                .where(holds(tables.reading, entry))
            )
            key = None
            if after is not None:
                first = connection.execute(base.where(*_begins(tables.article.c.id, after)).limit(2)).mappings().all()
                row = _only(first, "article", after)
                key = (row["day"], row["id"])
        left = limit
        while left is None or left > 0:
            size = PAGE_ROWS if left is None else min(PAGE_ROWS, left)
            page = base.order_by(day, tables.article.c.id).limit(size)
            if key is not None:
                page = page.where(tuple_(day, tables.article.c.id) > key)
            with self._backend.reading() as connection:
                rows = connection.execute(page).mappings().all()
            yield from (_article_entry(row) for row in rows)
            if len(rows) < size:
                return
            key = (rows[-1]["day"], rows[-1]["id"])
            left = None if left is None else left - size

    def article(self, article_id: str) -> Article:
        """See store.View."""
        row = self._reading_row(article_id)
        with _sound(f"article {row['id']}"):
            return article_from(row, unpacked(row["text"]))

    def reading(self, article_id: str) -> Reading:
        """See store.View."""
        row = self._reading_row(article_id)
        with _sound(f"the reading of article {row['id']}"):
            return reading_from(row, unpacked(row["text"]))

    def _reading_row(self, article_id: str) -> RowMapping:
        article, reading = tables.article.c, tables.reading.c
        query = (
            select(article.id, article.text, tables.reading)
            .join(tables.reading, reading.article == article.number)
            .where(*_begins(article.id, article_id), holds(tables.reading, self._entry))
            .order_by(article.id)
            .limit(2)
        )
        with self._backend.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return _only(rows, "article", article_id)

    def sightings(self, article_id: str) -> tuple[Sighting, ...]:
        """See store.View."""
        sighting = tables.sighting.c
        with self._backend.reading() as connection:
            number = _article_number(connection, article_id)
            query = (
                select(sighting.path, sighting.url, sighting.outlet, tables.log.c.at)
                .join(tables.log, tables.log.c.number == sighting.begun)
                .where(sighting.article == number, *self._begun(sighting.begun))
                .order_by(sighting.number)
            )
            rows = connection.execute(query).all()
        return tuple(Sighting(r.path or None, r.url or None, r.outlet or None, r.at) for r in rows)

    def sources(self) -> Iterator[SourceEntry]:
        """See store.View."""
        claim = tables.claim.c
        query = (
            select(
                claim.source,
                claim.actor,
                claim.side,
                func.count().label("claims"),
                func.min(claim.published_first).label("first"),
                func.max(claim.published_last).label("last"),
            )
            .where(holds(tables.claim, self._entry), claim.narrator.is_(False))
            .group_by(claim.source, claim.actor, claim.side)
            .order_by(func.count().desc(), claim.source, claim.actor, claim.side)
        )
        with self._backend.reading() as connection:
            for r in connection.execute(query):
                yield SourceEntry(
                    r.source, r.actor, Side(r.side) if r.side else None, r.claims, _first(r.first), _last(r.last)
                )

    def runs(self) -> Iterator[Run]:
        """See store.View."""
        with self._backend.reading() as connection:
            rows = connection.execute(select(tables.run).order_by(tables.run.c.number.desc())).all()
        for r in rows:
            yield Run(r.number, r.started, r.finished, r.version, json.loads(r.counts) if r.counts else {})

    def drops(self, run: int | None = None) -> Iterator[Drop]:
        """See store.View."""
        drop = tables.drop.c
        last = 0
        while True:
            page = select(tables.drop).where(drop.number > last).order_by(drop.number).limit(PAGE_ROWS)
            if run is not None:
                page = page.where(drop.run == run)
            with self._backend.reading() as connection:
                rows = connection.execute(page).all()
            for r in rows:
                span = Span(r.span_start, r.span_end) if r.span_start is not None else None
                yield Drop(r.item, r.reason, r.detail, span)
            if len(rows) < PAGE_ROWS:
                return
            last = rows[-1].number

    def counts(self) -> Counts:
        """See store.View."""
        claim = tables.claim
        with self._backend.reading() as connection:

            def count(query: Select[Any]) -> int:
                return int(connection.execute(query).scalar_one())

            kinds = connection.execute(
                select(claim.c.kind, func.count()).where(holds(claim, self._entry)).group_by(claim.c.kind)
            ).all()
            current = sum(number for _, number in kinds)
            every = count(select(func.count()).select_from(claim).where(*self._begun(claim.c.begun)))
            return Counts(
                articles=count(
                    select(func.count()).select_from(tables.article).where(*self._begun(tables.article.c.begun))
                ),
                readings=count(
                    select(func.count()).select_from(tables.reading).where(*self._begun(tables.reading.c.begun))
                ),
                claims=current,
                superseded_claims=every - current,
                kinds=dict(sorted((row[0], row[1]) for row in kinds)),
                runs=count(select(func.count()).select_from(tables.run)),
                dropped=count(select(func.count()).select_from(tables.drop)),
            )

    def digest(self) -> str:
        """See store.View."""
        article, reading, claim = tables.article.c, tables.reading.c, tables.claim.c
        read = (
            select(article.id, reading.version, reading.models)
            .join(tables.reading, reading.article == article.number)
            .where(holds(tables.reading, self._entry))
            .order_by(article.id)
        )
        made = select(claim.id).where(holds(tables.claim, self._entry)).order_by(claim.id)
        digest = hashlib.sha256()
        with self._backend.reading() as connection:
            for row in connection.execution_options(yield_per=PAGE_ROWS).execute(read):
                digest.update("\t".join(row).encode() + b"\n")
            for row in connection.execution_options(yield_per=PAGE_ROWS).execute(made):
                digest.update(row.id.encode() + b"\n")
        return digest.hexdigest()

    def _begun(self, begun: ColumnElement[int]) -> list[ColumnElement[bool]]:
        return [] if self._entry is None else [begun <= self._entry]

    def _key_of(self, connection: Connection, claim_id: str) -> tuple[int, str]:
        claim = tables.claim.c
        query = (
            select(claim.position, claim.id)
            .where(*_begins(claim.id, claim_id))
            .order_by(claim.id, claim.begun.desc())
            .limit(50)
        )
        row = _only(connection.execute(query).mappings().all(), "claim", claim_id)
        return row["position"], row["id"]


def _claims_with_refs() -> Select[Any]:
    """Claims with what they say of their article, which the reading that gave them holds."""
    reading = tables.reading.c
    return (
        select(
            tables.claim,
            tables.article.c.id.label("article_id"),
            reading.path.label("ref_path"),
            reading.title.label("ref_title"),
            reading.outlet.label("ref_outlet"),
            reading.published.label("ref_published"),
        )
        .join(tables.reading, tables.claim.c.reading == reading.number)
        .join(tables.article, tables.claim.c.article == tables.article.c.number)
    )


def _claim(row: RowMapping) -> Claim:
    ref = {name: row[f"ref_{name}"] for name in ("path", "title", "outlet", "published")}
    with _sound(f"claim {row['id']}"):
        return claim_from(row, ref_from(row["article_id"], ref))


@contextmanager
def _sound(what: str) -> Iterator[None]:
    """Say so where what was stored cannot be what was written."""
    try:
        yield
    except (ValueError, TypeError, KeyError, zlib.error, RecordError) as err:
        raise NotALedger(
            f"{what} is damaged in the ledger: {type(err).__name__}: {err}. Restore it from a copy"
        ) from err


def _article_entry(row: RowMapping) -> ArticleEntry:
    with _sound(f"article {row['id']}"):
        published = days_of(row["published"])
    return ArticleEntry(
        id=row["id"],
        path=row["path"],
        title=row["title"],
        outlet=row["outlet"],
        author=row["author"],
        url=row["url"],
        language=row["language"],
        published=published,
        basis=row["basis"],
        chars=row["chars"],
        claims=row["claims"],
        reader=row["version"],
        added=row["at"],
    )


def _last_entry(connection: Connection) -> int:
    return connection.execute(select(func.max(tables.log.c.number))).scalar() or 0


def _begins(column: ColumnElement[str], start: str) -> list[ColumnElement[bool]]:
    """Ids that begin so: a range of the index, whatever the database makes of LIKE. "g" follows every hex digit."""
    start = start.strip().lower()
    return [column >= start, column < start + "g"]


def _only(rows: Sequence[RowMapping], what: str, asked: str) -> RowMapping:
    """The row of the only id among `rows` (its first: the newest). Raises UnknownId for none or several."""
    ids = sorted({row["id"] for row in rows})
    if len(ids) != 1:
        seen = f"several begin so: {', '.join(i[:16] for i in ids[:3])} …; give more of it" if ids else "there is none"
        raise UnknownId(f"no single {what} with the id {asked!r}: {seen}")
    return rows[0]


def _article_number(connection: Connection, article_id: str) -> int:
    article = tables.article.c
    query = select(article.number, article.id).where(*_begins(article.id, article_id)).order_by(article.id).limit(2)
    number: int = _only(connection.execute(query).mappings().all(), "article", article_id)["number"]
    return number


def _first(day: str | None) -> Any:
    return When.parse(day).first if day else None


def _last(day: str | None) -> Any:
    return When.parse(day).last if day else None
