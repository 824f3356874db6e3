"""A listing of claims cut into stretches of the ledger's order, so that a page costs hundreds of rows, not millions.

In: a filter, the position at which a listing goes on.   Out: stretches, one behind the other; joined, they hold every
claim that meets the filter, in the ledger's order. A stretch narrows what is looked at and never what is found: the
filter's own conditions are put beside it.

- What few claims have is picked out of the index of words and put in order.
- Words that many claims hold are picked a month of publication at a time, as a reader goes on.
- Claims about days from D on lie behind D, but for those that look ahead of their publication and have a small index.
- Everything else is a walk along one of the indexes that are in the ledger's order.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from counterclaim.ledger import tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.filters import ClaimFilter
from counterclaim.ledger.rows import first_position_of
from counterclaim.ledger.sought import (
    LATEST,
    UNDATED,
    Month,
    Sought,
    day_behind,
    month_at,
    month_of,
    sought_by,
    undated,
)

# From so many on a walk finds a page sooner than picking and sorting: of a million claims every five-hundredth is one,
# so that it passes 25,000 entries of an index for fifty; looking up 2,000 rows one by one takes as long.
MANY_MATCHES = 2_000
# The same within one month of some ten thousand claims, where the walk is short. Picking more costs a look-up of a row
# for each, all for nothing where another condition is rarely met; the walk sees that in the index.
MANY_IN_MONTH = 300
# Columns with an index of their own in the ledger's order.
_IN_ORDER = ("track", "actor", "outlet", "measure", "event_type")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the ledger's order, and how claims are looked for in it."""

    first: int | None = None  # the position at which it begins; None = with the first claim
    after: int | None = None  # the position before which it ends; None = with the last
    where: tuple[ColumnElement[bool], ...] = ()
    picked: bool = False  # `where` is found by an index of its own: no other one is wanted

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """That a claim lies in it and is looked for."""
        yield from self.where
        if self.first is not None:
            yield tables.claim.c.position >= self.first
        if self.after is not None:
            yield tables.claim.c.position < self.after


def stretches(wanted: ClaimFilter, start: int | None, backend: Backend) -> Iterator[Stretch]:
    """The stretches of a listing, each made when the one before has been read.

    Args:
        start: the position of the last claim listed before; None = from the beginning.
    """
    sought = sought_by(wanted)
    each = () if sought.words is None else (backend.holds_words(sought.words),)
    if wanted.since is not None:
        first = first_position_of(wanted.since)
        if start is None or start < first:
            yield Stretch(start, first, (_looks_ahead(), *each), picked=True)
            start = first
    if not _is_picked(wanted, sought):
        yield Stretch(start)
        return
    with backend.reading() as connection:
        few = backend.few(connection, sought, MANY_MATCHES)
    if few is not None:
        yield Stretch(start, None, (few,), picked=True)
    elif sought.words is None:
        yield Stretch(start)
    else:
        yield from _by_month(sought, start, each, backend)


def _is_picked(wanted: ClaimFilter, sought: Sought) -> bool:
    """Whether the index of words is asked at all: one value with an index of its own is found in order as it is."""
    if sought.words is not None or len(sought.facets) > 1:
        return True
    return bool(sought.facets) and all(getattr(wanted, name) is None for name in _IN_ORDER)


def _by_month(
    sought: Sought, start: int | None, each: tuple[ColumnElement[bool], ...], backend: Backend
) -> Iterator[Stretch]:
    month: Month | None = _month_from("", backend) if start is None else month_at(start)
    while month is not None:
        with backend.reading() as connection:
            few = backend.few(connection, sought.within(month), MANY_IN_MONTH)
        first = month.first if start is None else max(start, month.first)
        if few is not None:
            yield Stretch(first, month.after, (few,), picked=True)
        else:
            yield Stretch(first, month.after, each)
        month = _next_month(month, backend)


def _next_month(month: Month, backend: Backend) -> Month | None:
    if month.name == LATEST:  # which holds whatever is later
        return undated()
    return None if month.name == UNDATED else _month_from(day_behind(month), backend)


def _month_from(day: str, backend: Backend) -> Month:
    """The first month with articles that were published on a day or later; behind the last of them, the undated."""
    published = tables.reading.c.published_first
    with backend.reading() as connection:
        first = connection.execute(select(func.min(published)).where(published >= day)).scalar()
    return month_of(first) if first is not None else undated()


def _looks_ahead() -> ColumnElement[bool]:
    """That some of a claim's days lie behind the first of its publication: as the index of those claims says it."""
    claim = tables.claim.c
    return or_(*(claim[name] > claim.published_first for name in tables.DAYS_BEHIND))
