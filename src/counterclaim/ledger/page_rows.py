"""The comparison's index: what pages need of each article: its events, where they were, whether it tells of talks.

In: rows.   Out: rows; nothing here knows how they are made of claims.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, insert, select

from counterclaim.ledger import page_tables as kept
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart


@dataclass(frozen=True, slots=True)
class PreparedRow:
    """One article that is prepared."""

    article: int
    people: str | None  # JSON; None = it tells of no talks
    meets: bool


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """One event of one article."""

    claim: int
    article: int
    id: str
    first: str | None  # ISO 8601; None = it has no date
    last: str | None
    track: str
    again: str  # ids of the other tellings, with blanks between


@dataclass(frozen=True, slots=True)
class SceneRow:
    """A place at which an event was that bears on forecasts."""

    key: int
    day: str
    claim: int
    article: int


@dataclass(frozen=True, slots=True)
class Days:
    """Which dated events are asked for; None asks for nothing."""

    since: str | None = None
    until: str | None = None
    track: str | None = None


_OF_ARTICLES = (kept.prepared_article, kept.happening, kept.scene)
_HERE = kept.happening.c


class PageRows(IndexPart):
    """What is prepared for pages."""

    # --- how far it goes

    def prepared_entry(self, version: str) -> int | None:
        """Up to which log entry articles are prepared; None = none are, or by other rules."""
        return self._entry_in(kept.prepared, version)

    def set_prepared_entry(self, entry: int, version: str) -> None:
        """Note up to which log entry articles are prepared."""
        self._note_entry(kept.prepared, entry, version)

    def unprepare_all(self) -> None:
        """Forget all articles."""
        for table in (kept.prepared, *_OF_ARTICLES):
            self._connection.execute(delete(table))

    # --- articles in and out

    def unprepare(self, articles: Sequence[int]) -> None:
        """Forget some articles."""
        for table in _OF_ARTICLES:
            for part in batched(articles, AT_A_TIME):
                self._connection.execute(delete(table).where(table.c.article.in_(part)))

    def put_prepared(
        self, articles: Iterable[PreparedRow], happenings: Iterable[HappeningRow], scenes: Iterable[SceneRow]
    ) -> None:
        """Add articles that are not there."""
        self._insert(kept.prepared_article, articles)
        self._insert(kept.happening, happenings)
        self._insert(kept.scene, scenes)

    def _insert(self, table: Table, rows: Iterable[Any]) -> None:
        values = [{name: getattr(row, name) for name in row.__slots__} for row in rows]
        if values:
            self._connection.execute(insert(table), values)

    # --- events in the order of their days

    def happenings_by_stretch(self) -> list[tuple[str, str, str, int]]:
        """First and last day and track of dated events, and how many have them, in order."""
        key = (_HERE.first, _HERE.last, _HERE.track)
        query = select(*key, func.count()).where(_HERE.first.is_not(None)).group_by(*key).order_by(*key)
        return [(row[0], row[1], row[2], row[3]) for row in self._connection.execute(query)]

    def undated_happenings(self) -> int:
        """How many events have no date."""
        query = select(func.count()).select_from(kept.happening).where(_HERE.first.is_(None))
        return self._connection.execute(query).scalar_one()

    def happening_with_id(self, claim_id: str) -> HappeningRow | None:
        """The event whose claim has that id."""
        query = select(kept.happening).where(_HERE.id == claim_id)
        row = self._connection.execute(query).mappings().first()
        return _happening(row) if row is not None else None

    def happenings(self, days: Days, after: HappeningRow | None, limit: int) -> list[HappeningRow]:
        """Dated events in order, behind one of them."""
        order = (_HERE.first, _HERE.last, _HERE.track, _HERE.id)
        query = select(kept.happening).where(*_within(days)).order_by(*order).limit(limit)
        if after is not None:
            # not a row value: older SQLite does not take the index for one
            same, later = _HERE.first == after.first, _HERE.id > after.id
            later = (_HERE.track > after.track) | ((_HERE.track == after.track) & later)
            later = (_HERE.last > after.last) | ((_HERE.last == after.last) & later)
            query = query.where(_HERE.first >= after.first, (_HERE.first > after.first) | (same & later))
        return [_happening(row) for row in self._connection.execute(query).mappings()]

    # --- what bears on forecasts, and who tells of talks

    def claims_at_place(self, key: int, day: str, limit: int) -> list[int]:
        """The first claims about events at a place from a day on, in order."""
        here = kept.scene.c
        query = select(here.claim).where(here.key == key, here.day >= day).order_by(here.day, here.claim).limit(limit)
        return list(self._connection.execute(query).scalars())

    def people_told_of(self) -> list[str]:
        """Who speaks for whom, of every article that tells of talks."""
        here = kept.prepared_article.c
        return list(self._connection.execute(select(here.people).where(here.people.is_not(None))).scalars())

    def articles_that_meet(self) -> list[int]:
        """The articles in which a round of talks may be told of, in order."""
        here = kept.prepared_article.c
        return list(self._connection.execute(select(here.article).where(here.meets).order_by(here.article)).scalars())


def _within(days: Days) -> Iterable[ColumnElement[bool]]:
    yield _HERE.first.is_not(None)
    if days.since is not None:
        yield _HERE.last >= days.since
    if days.until is not None:
        yield _HERE.first <= days.until
    if days.track is not None:
        yield _HERE.track == days.track


def _happening(row: Any) -> HappeningRow:
    return HappeningRow(**{name: row[name] for name in HappeningRow.__slots__})
