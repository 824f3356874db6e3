"""What an index of words is asked for: words of the sentence, values of columns, the month of publication.

In: a filter.   Out: Sought; each backend makes a query of its index of it.
Values stand in the index as words of their own ("kindevent"), so that claims that meet several conditions at once are
found without looking at those that meet one. They only narrow: the filter's own conditions are put beside them, so a
value that is taken for another one ("a-b" for "a b") costs time and nothing else.
"""

import datetime as dt
from dataclasses import dataclass, replace

from counterclaim.ledger.filters import ClaimFilter
from counterclaim.ledger.rows import day_of_position, first_position_of

FACETS = (
    "kind",
    "track",
    "actor",
    "side",
    "outlet",
    "measure",
    "event_type",
    "status",
    "act",
    "narrator",
    "source_kind",
)
"""Columns whose values stand in the index."""

UNDATED = "undated"
# Months outside are taken for these: positions cannot tell their days apart (rows.position_of).
EARLIEST, LATEST = "1700-01", "2417-09"


@dataclass(frozen=True, slots=True)
class Month:
    """A month of publication: one stretch of the ledger's order."""

    name: str  # "2022-03", or UNDATED, the last of all
    first: int  # the position at which it begins
    after: int | None  # the position before which it ends; None = it has no end


@dataclass(frozen=True, slots=True)
class Sought:
    """What claims must have; all of it."""

    words: str | None = None  # as typed
    facets: tuple[str, ...] = ()
    month: Month | None = None

    def within(self, month: Month) -> "Sought":
        """The same, published in a month."""
        return replace(self, month=month)

    @property
    def values(self) -> tuple[str, ...]:
        """The words of the index that stand for values."""
        return self.facets if self.month is None else (*self.facets, month_word(self.month.name))


def sought_by(wanted: ClaimFilter) -> Sought:
    """What of a filter an index of words can answer."""
    words = wanted.search.strip() if wanted.search is not None else None
    given = ((name, getattr(wanted, name)) for name in FACETS)
    return Sought(words or None, tuple(facet_word(name, value) for name, value in given if value is not None))


def facet_word(column: str, value: str | bool) -> str:
    """A value as the index has it; as the backends' own expressions make it of a row."""
    return f"{facet_name(column)}{int(value) if isinstance(value, bool) else value}".replace("\0", " ")


def facet_name(column: str) -> str:
    """What the words for a column's values begin with: one word, whatever the index takes "_" for."""
    return column.replace("_", "")


def month_word(name: str) -> str:
    """A month as the index has it."""
    return "month" + name.replace("-", "")


def month_at(position: int) -> Month:
    """The month that a position lies in."""
    day = day_of_position(position)
    return undated() if day is None else _month(day.isoformat()[:7])


def month_of(day: str) -> Month:
    """The month of a day of publication, ISO 8601."""
    return _month(min(max(day[:7], EARLIEST), LATEST))


def undated() -> Month:
    """The stretch of the articles of unknown date, behind all others."""
    return Month(UNDATED, first_position_of(None), None)


def day_behind(month: Month) -> str:
    """The first day behind a dated month, ISO 8601."""
    year, number = map(int, month.name.split("-"))
    return dt.date(year + number // 12, number % 12 + 1, 1).isoformat()


def _month(name: str) -> Month:
    first = dt.date.fromisoformat(f"{name}-01")
    if name == LATEST:
        return Month(name, first_position_of(first), first_position_of(None))
    behind = dt.date.fromisoformat(day_behind(Month(name, 0, None)))
    return Month(name, 0 if name == EARLIEST else first_position_of(first), first_position_of(behind))
