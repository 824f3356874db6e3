"""What people decided, and what was kept of where articles came from, out of any SQL database.

In: a Backend, the log entry as of which the ledger is looked at.   Out: records. The part of store.View on custody and
review.
"""

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, select

from counterclaim.ledger import tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.claim_rows import claim_of, claims_with_refs, sound
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.custody import bytes_of
from counterclaim.ledger.effective import decisions_by_claim
from counterclaim.ledger.entries import Custody, Rejected, Version
from counterclaim.ledger.history import entry_at
from counterclaim.ledger.query import begins, holds, only
from counterclaim.ledger.rows import reading_from, unpacked
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision, DecisionAct, decision_from_json
from counterclaim.records.reading import Reading

PAGE_ROWS = 500

# Made once: every article that is added asks it.
_STANDING = (
    select(tables.decision.c.record)
    .where(tables.decision.c.article == bindparam("of_article"), tables.decision.c.ended.is_(None))
    .order_by(tables.decision.c.number)
)


class DecidedView:
    """The part of a ledger's view that is about people's decisions and about custody."""

    _backend: Backend
    _entry: int | None

    def decisions(self, subject: str | None = None) -> Iterator[Decision]:
        """See store.View."""
        here = tables.decision.c
        key: tuple[str, str] | None = None
        while True:
            page = select(here.id, here.at, here.record).where(holds(tables.decision, self._entry))
            page = page.order_by(here.at, here.id).limit(PAGE_ROWS)
            if subject is not None:
                page = page.where(here.subject == subject)
            if key is not None:
                page = page.where((here.at > key[0]) | ((here.at == key[0]) & (here.id > key[1])))
            with self._backend.reading() as connection:
                rows = connection.execute(page).all()
            yield from (decision_of(row.record) for row in rows)
            if len(rows) < PAGE_ROWS:
                return
            key = (rows[-1].at, rows[-1].id)

    def decision(self, decision_id: str) -> Decision:
        """See store.View."""
        here = tables.decision.c
        query = select(here.id, here.record).where(*begins(here.id, decision_id), *self._come(here.begun)).limit(2)
        with self._backend.reading() as connection:
            row = only(connection.execute(query).mappings().all(), "decision", decision_id)
        return decision_of(row["record"])

    def decided(self, since: dt.date | dt.datetime, until: dt.date | dt.datetime | None = None) -> Iterator[Decision]:
        """See store.View."""
        here = tables.decision.c
        with self._backend.reading() as connection:
            first = entry_at(connection, since)
            last = None if until is None else entry_at(connection, until)
        last = self._entry if last is None else last if self._entry is None else min(last, self._entry)
        number = 0
        while True:
            page = select(here.number, here.record).where(here.begun > first, here.number > number)
            if last is not None:
                page = page.where(here.begun <= last)
            with self._backend.reading() as connection:
                rows = connection.execute(page.order_by(here.number).limit(PAGE_ROWS)).all()
            yield from (decision_of(row.record) for row in rows)
            if len(rows) < PAGE_ROWS:
                return
            number = rows[-1].number

    def rejected(self) -> Iterator[Rejected]:
        """See store.View."""
        here = tables.decision.c
        asked = (
            select(here.article)
            .where(here.act == DecisionAct.REJECT.value, holds(tables.decision, self._entry))
            .distinct()
            .order_by(here.article)
        )
        with self._backend.reading() as connection:
            articles = list(connection.execute(asked).scalars())
        for article in articles:
            with self._backend.reading() as connection:
                reading = self._reading_then(connection, article)
                decisions = standing(connection, article, self._entry)
            claims = claims_of(reading) if reading is not None else ()
            about = decisions_by_claim(claims, decisions)
            for claim in claims:
                if (decided := about.get(claim.id)) and decided[-1].act is DecisionAct.REJECT:
                    yield Rejected(claim, decided[-1])

    def withdrawal(self, article_id: str) -> Decision | None:
        """See store.View."""
        with self._backend.reading() as connection:
            return withdrawal(connection, article_id, self._entry)

    def machine_claim(self, claim_id: str) -> Claim:
        """See store.View."""
        with self._backend.reading() as connection:
            last = self._last_of(connection, claim_id)
            reading = self._reading_then(connection, last["article_id"])
            claims = claims_of(reading) if reading is not None else ()
        return next((claim for claim in claims if claim.id == last["id"]), claim_of(last))

    def versions(self, claim_id: str) -> tuple[Version, ...]:
        """See store.View."""
        log = tables.log.c
        claim = tables.claim.c
        with self._backend.reading() as connection:
            last = self._last_of(connection, claim_id)
            query = (
                claims_with_refs()
                .add_columns(log.at, log.who)
                .join(tables.log, log.number == claim.begun)
                .where(claim.id == last["id"], *self._come(claim.begun))
                .order_by(claim.begun)
            )
            rows = connection.execute(query).mappings().all()
            ends = {row["ended"] for row in rows if row["ended"] is not None and self._has_come(row["ended"])}
            ended = {
                row.number: (row.at, row.who)
                for row in connection.execute(select(log.number, log.at, log.who).where(log.number.in_(ends)))
            }
        return tuple(
            Version(claim_of(row), row["at"], row["who"], *ended.get(row["ended"], (None, None))) for row in rows
        )

    def custody(self, article_id: str) -> tuple[Custody, ...]:
        """See store.View."""
        held, original, sighting, article = (
            tables.custody.c,
            tables.original.c,
            tables.sighting.c,
            tables.article.c,
        )
        query = (
            select(original.sha256, original.bytes, held.how, held.version, tables.log.c.at, tables.log.c.who)
            .add_columns(sighting.path, sighting.url, sighting.outlet)
            .select_from(tables.custody)
            .join(tables.original, original.number == held.original)
            .join(tables.sighting, sighting.number == held.sighting)
            .join(tables.log, tables.log.c.number == held.begun)
            .join(tables.article, article.number == sighting.article)
            .order_by(held.number)
        )
        with self._backend.reading() as connection:
            found = connection.execute(select(article.id).where(*begins(article.id, article_id)).limit(2))
            whole = only(found.mappings().all(), "article", article_id)["id"]
            rows = connection.execute(query.where(article.id == whole, *self._come(held.begun))).all()
        return tuple(
            Custody(r.sha256, r.bytes, r.how, r.version, r.path or None, r.url or None, r.outlet or None, r.at, r.who)
            for r in rows
        )

    def original(self, sha256: str) -> bytes:
        """See store.View."""
        with self._backend.reading() as connection:
            return bytes_of(connection, sha256)

    def _come(self, begun: ColumnElement[int]) -> list[ColumnElement[bool]]:
        return [] if self._entry is None else [begun <= self._entry]

    def _has_come(self, entry: int) -> bool:
        return self._entry is None or entry <= self._entry

    def _last_of(self, connection: Connection, claim_id: str) -> RowMapping:
        claim = tables.claim.c
        query = (
            claims_with_refs()
            .where(*begins(claim.id, claim_id), *self._come(claim.begun))
            .order_by(claim.id, claim.begun.desc())
            .limit(50)
        )
        return only(connection.execute(query).mappings().all(), "claim", claim_id)

    def _reading_then(self, connection: Connection, article: str) -> Reading | None:
        """The reading of an article that holds; None where it has none, or was withdrawn."""
        query = (
            select(tables.reading, tables.article.c.id, tables.article.c.text)
            .join(tables.article, tables.article.c.number == tables.reading.c.article)
            .where(tables.article.c.id == article, holds(tables.reading, self._entry))
        )
        row = connection.execute(query).mappings().first()
        if row is None:
            return None
        with sound(f"the reading of article {row['id']}"):
            return reading_from(row, unpacked(row["text"]))


def standing(connection: Connection, article: str, entry: int | None = None) -> list[Decision]:
    """The decisions about one article that stand: now (None), or as of a log entry."""
    if entry is None:
        records = connection.execute(_STANDING, {"of_article": article}).scalars()
    else:
        here = tables.decision.c
        query = select(here.record).where(here.article == article, holds(tables.decision, entry)).order_by(here.number)
        records = connection.execute(query).scalars()
    return [decision_of(record) for record in records]


def withdrawal(connection: Connection, article: str, entry: int | None = None) -> Decision | None:
    """The decision by which an article is withdrawn; None = it is not."""
    found = [d for d in standing(connection, article, entry) if d.act is DecisionAct.WITHDRAW]
    return min(found, key=lambda decision: (decision.at, decision.id), default=None)


def decision_of(record: str) -> Decision:
    """The decision that a row holds. Raises NotALedger where it is damaged."""
    with sound("a decision"):
        return decision_from_json(json.loads(record))
