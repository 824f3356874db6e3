"""Reading a ledger in any SQL database: listings by key, in pages, never all at once.

In: a Backend.   Out: records. Implements store.View.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select, tuple_

from counterclaim.errors import UnknownId
from counterclaim.ledger import tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.claim_rows import claim_of, claims_with_refs, sound
from counterclaim.ledger.decided import DecidedView, withdrawal
from counterclaim.ledger.entries import ArticleEntry, Change, Counts, Run, Sighting, SourceEntry
from counterclaim.ledger.filters import ArticleFilter, ClaimFilter
from counterclaim.ledger.history import changes, entry_at, written_moment
from counterclaim.ledger.query import article_conditions, begins, conditions, contradicts_itself, holds, only, values_of
from counterclaim.ledger.rows import article_from, days_of, reading_from, unpacked
from counterclaim.ledger.stretches import stretches
from counterclaim.records.article import Article, Drop
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision
from counterclaim.records.reading import Reading
from counterclaim.records.span import Span
from counterclaim.records.values import Side
from counterclaim.records.when import When

PAGE_ROWS = 500  # rows held at a time while streaming: some 1 MB of claims


class SqlView(DecidedView):
    """A ledger as it is, or as it stood at a log entry."""

    def __init__(self, backend: Backend, entry: int | None = None, moment: str | None = None) -> None:
        self._backend = backend
        self._entry = entry  # None: as it is
        self._moment = moment  # None: as it is; else as the log writes moments

    @property
    def backend(self) -> Backend:
        """The database: for the ledger's own modules only."""
        return self._backend

    @property
    def entry(self) -> int | None:
        """The log entry as of which it shows the ledger; None: as it is."""
        return self._entry

    def as_of(self, moment: dt.date | dt.datetime) -> "SqlView":
        """See store.View."""
        with self._backend.reading() as connection:
            entry = entry_at(connection, moment)
        written = written_moment(moment)
        if (
            self._entry is not None and self._moment is not None
        ):  # a ledger as it stood knows nothing of what came later
            entry, written = min(entry, self._entry), min(written, self._moment)
        return SqlView(self._backend, entry, written)

    def changes(self, since: dt.date | dt.datetime, until: dt.date | dt.datetime | None = None) -> Iterator[Change]:
        """See store.View."""
        with self._backend.reading() as connection:
            last = self._entry if self._entry is not None else _last_entry(connection)
            first = min(last, entry_at(connection, since))
            second = last if until is None else min(last, entry_at(connection, until))
            yield from changes(connection, first, second)

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
            where = [holds(tables.claim, entry), *conditions(wanted, article, connection)]
        if contradicts_itself(wanted):
            return
        left = limit
        for stretch in stretches(wanted, key[0] if key is not None else None, self._backend):
            narrowed = [*stretch.conditions(), *values_of(wanted, by_index=not stretch.picked)]
            while left is None or left > 0:
                size = PAGE_ROWS if left is None else min(PAGE_ROWS, left)
                page = claims_with_refs().where(*where, *narrowed).order_by(claim.position, claim.id).limit(size)
                if key is not None:
                    page = page.where(tuple_(claim.position, claim.id) > key)
                with self._backend.reading() as connection:
                    rows = connection.execute(page).mappings().all()
                yield from (claim_of(row) for row in rows)
                left = None if left is None else left - len(rows)
                if rows:
                    key = (rows[-1]["position"], rows[-1]["id"])
                if len(rows) < size:
                    break
            if left == 0:
                return

    def claim(self, claim_id: str) -> Claim:
        """See store.View."""
        claim = tables.claim.c
        query = (
            claims_with_refs()
            .where(*begins(claim.id, claim_id), *self._begun(claim.begun))
            .order_by(claim.id, claim.begun.desc())
            .limit(50)
        )
        with self._backend.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return claim_of(only(rows, "claim", claim_id))

    def articles(
        self, wanted: ArticleFilter | None = None, *, after: str | None = None, limit: int | None = None
    ) -> Iterator[ArticleEntry]:
        """See store.View."""
        day, article_id = tables.reading.c.published_first, tables.article.c.id
        with self._backend.reading() as connection:
            entry = self._entry if self._entry is not None else _last_entry(connection)
            base = _article_entries().where(holds(tables.reading, entry))
            key = None
            if after is not None:
                row = only(
                    connection.execute(base.where(*begins(article_id, after)).limit(2)).mappings().all(),
                    "article",
                    after,
                )
                key = (row["published_first"], row["id"])
        if wanted is not None:
            base = base.where(*article_conditions(wanted, self._backend))
        left = limit
        # The dated ones along the index of their days, then the others: neither has to be sorted as a whole.
        for dated in (True, False) if key is None or key[0] is not None else (False,):
            part = base.where(day.is_not(None) if dated else day.is_(None)).order_by(
                *([day] if dated else []), article_id
            )
            while left is None or left > 0:
                size = PAGE_ROWS if left is None else min(PAGE_ROWS, left)
                page = part.limit(size)
                if key is not None and dated and key[0] is not None:
                    page = page.where(day >= key[0], tuple_(day, article_id) > key)
                elif key is not None and not dated and key[0] is None:
                    page = page.where(article_id > key[1])
                with self._backend.reading() as connection:
                    rows = connection.execute(page).mappings().all()
                yield from (_article_entry(row) for row in rows)
                left = None if left is None else left - len(rows)
                if rows:
                    key = (rows[-1]["published_first"], rows[-1]["id"])
                if len(rows) < size:
                    break

    def article(self, article_id: str) -> Article:
        """See store.View."""
        row = self._reading_row(article_id)
        with sound(f"article {row['id']}"):
            return article_from(row, unpacked(row["text"]))

    def reading(self, article_id: str) -> Reading:
        """See store.View."""
        row = self._reading_row(article_id)
        with sound(f"the reading of article {row['id']}"):
            return reading_from(row, unpacked(row["text"]))

    def _reading_row(self, article_id: str) -> RowMapping:
        article, reading = tables.article.c, tables.reading.c
        query = (
            select(article.id, article.text, tables.reading)
            .join(tables.reading, reading.article == article.number)
            .where(*begins(article.id, article_id), holds(tables.reading, self._entry))
            .order_by(article.id)
            .limit(2)
        )
        with self._backend.reading() as connection:
            rows = connection.execute(query).mappings().all()
            gone = None if rows else self._withdrawn(connection, article_id)
        if gone is not None:
            raise UnknownId(
                f"article {gone.subject[:12]} was withdrawn by {gone.reviewer} on {gone.at[:10]}: {gone.reason}. "
                "--as-of an earlier day shows it"
            )
        return only(rows, "article", article_id)

    def _withdrawn(self, connection: Connection, article_id: str) -> Decision | None:
        """The decision that withdrew the one article whose id begins so."""
        article = tables.article.c
        query = select(article.id).where(*begins(article.id, article_id), *self._begun(article.begun)).limit(2)
        ids = list(connection.execute(query).scalars())
        return withdrawal(connection, ids[0], self._entry) if len(ids) == 1 else None

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
            .order_by(func.count().desc(), *(column.nulls_last() for column in (claim.source, claim.actor, claim.side)))
        )
        with self._backend.reading() as connection:
            for r in connection.execute(query):
                yield SourceEntry(
                    r.source, r.actor, Side(r.side) if r.side else None, r.claims, _first(r.first), _last(r.last)
                )

    def runs(self) -> Iterator[Run]:
        """See store.View."""
        with self._backend.reading() as connection:
            query = select(tables.run).where(*self._until(tables.run.c.started)).order_by(tables.run.c.number.desc())
            rows = connection.execute(query).all()
        for r in rows:
            done = r.finished is not None and (self._moment is None or r.finished <= self._moment)
            counts = json.loads(r.counts) if done and r.counts else {}
            yield Run(r.number, r.started, r.finished if done else None, r.version, counts)

    def drops(self, run: int | None = None) -> Iterator[Drop]:
        """See store.View."""
        drop = tables.drop.c
        last = 0
        while True:
            page = select(tables.drop).where(drop.number > last, *self._begun(drop.begun))
            page = page.order_by(drop.number).limit(PAGE_ROWS)
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
                runs=count(select(func.count()).select_from(tables.run).where(*self._until(tables.run.c.started))),
                dropped=count(select(func.count()).select_from(tables.drop).where(*self._begun(tables.drop.c.begun))),
            )

    def digest(self) -> str:
        """See store.View."""
        article, reading, claim, decision = (
            table.c for table in (tables.article, tables.reading, tables.claim, tables.decision)
        )
        read = (
            select(article.id, reading.version, reading.models)
            .join(tables.reading, reading.article == article.number)
            .where(holds(tables.reading, self._entry))
            .order_by(article.id)
        )
        made = select(claim.id).where(holds(tables.claim, self._entry)).order_by(claim.id)
        decided = select(decision.id).where(holds(tables.decision, self._entry)).order_by(decision.id)
        digest = hashlib.sha256()
        with self._backend.reading() as connection:
            for row in connection.execution_options(yield_per=PAGE_ROWS).execute(read):
                digest.update("\t".join(row).encode() + b"\n")
            for row in connection.execution_options(yield_per=PAGE_ROWS).execute(made):
                digest.update(row.id.encode() + b"\n")
            for row in connection.execution_options(yield_per=PAGE_ROWS).execute(decided):
                digest.update(row.id.encode() + b"\n")
        return digest.hexdigest()

    def _begun(self, begun: ColumnElement[int]) -> list[ColumnElement[bool]]:
        return [] if self._entry is None else [begun <= self._entry]

    def _until(self, moment: ColumnElement[str]) -> list[ColumnElement[bool]]:
        return [] if self._moment is None else [moment <= self._moment]

    def _key_of(self, connection: Connection, claim_id: str) -> tuple[int, str]:
        claim = tables.claim.c
        query = (
            select(claim.position, claim.id)
            .where(*begins(claim.id, claim_id))
            .order_by(claim.id, claim.begun.desc())
            .limit(50)
        )
        row = only(connection.execute(query).mappings().all(), "claim", claim_id)
        return row["position"], row["id"]


def _article_entries() -> Select[Any]:
    """Articles with their readings' columns, but for the records, which are most of the bytes."""
    return (
        select(
            *(column for column in tables.reading.c if column.name != "record"),
            tables.article.c.id,
            tables.article.c.chars,
            tables.log.c.at,
        )
        .join(tables.article, tables.article.c.number == tables.reading.c.article)
        .join(tables.log, tables.log.c.number == tables.article.c.begun)
    )


def _article_entry(row: RowMapping) -> ArticleEntry:
    with sound(f"article {row['id']}"):
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


def _article_number(connection: Connection, article_id: str) -> int:
    article = tables.article.c
    query = select(article.number, article.id).where(*begins(article.id, article_id)).order_by(article.id).limit(2)
    number: int = only(connection.execute(query).mappings().all(), "article", article_id)["number"]
    return number


def _first(day: str | None) -> Any:
    return When.parse(day).first if day else None


def _last(day: str | None) -> Any:
    return When.parse(day).last if day else None
