"""Dates as wide as the words leave them: closed intervals of days, with the precision kept.

The written form is ISO 8601: a day (2022-03-11), a month (2022-03), a year (2022) or FROM/TO.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A closed interval of days; both ends inclusive.

    `text` keeps the precision ("2022-03" is a month, not thirty-one days that happen to fill it).
    """

    first: dt.date
    last: dt.date
    text: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval of dates must not end before it begins: {self.first} > {self.last}")

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read an ISO day, month, year or FROM/TO. Raises ValueError for anything else."""
        ends = text.split("/")
        if len(ends) > 2:
            raise ValueError(f"not a date or FROM/TO: {text!r}")
        return cls(_bounds(ends[0])[0], _bounds(ends[-1])[1], text)

    @classmethod
    def day(cls, day: dt.date) -> "When":
        """The interval of one day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def between(cls, first: dt.date, last: dt.date) -> "When":
        """The interval from `first` to `last`, written as narrowly as it can be."""
        if first == last:
            return cls.day(first)
        if first.day == 1 and last == _month_end(first.year, first.month):
            return cls(first, last, f"{first:%Y-%m}")
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return cls(first, last, f"{first:%Y}")
        return cls(first, last, f"{first.isoformat()}/{last.isoformat()}")

    def overlaps(self, other: "When") -> bool:
        """Whether the two intervals share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def days(self) -> int:
        """How many days the interval holds, at least 1."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return self.text


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    found = _PART.match(text)
    if not found:
        raise ValueError(f"not an ISO day, month or year: {text!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # the pattern always has a year
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None:
        return dt.date(year, month, 1), _month_end(year, month)
    only = dt.date(year, month, day)
    return only, only
