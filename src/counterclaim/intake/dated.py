"""Dates as machines, tables and English bylines write them, to days.

In:  a date as it is written.   Out: Moment, or None.
"03/04/2022" is a date only where its column shows the order of day and month; "03.04.2022" is 3 April."
"""

import datetime as dt
import email.utils
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?\s*\Z")
_SLASHED = re.compile(r"\s*(\d{4})/(\d{1,2})/(\d{1,2})\b")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?(?:\.\d+)?\s*\Z")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_NAMED = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .-]+{_MONTH},?[ .-]+(?P<year>\d{{4}})\b", re.I)
_NAMED_US = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I)
_RFC = re.compile(r"\s*[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_FIGURES = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
# The first newspaper appeared in 1605; the first second of 1970 is a computer's zero.
_EARLIEST = dt.date(1605, 1, 1)
_COMPUTERS_ZERO = dt.date(1970, 1, 1)
_ALLOWANCE = dt.timedelta(minutes=5)  # between the clocks of a server and of who collected


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is written; `instant` where it says time and zone."""

    day: dt.date
    instant: dt.datetime | None = None


class DayOrder(StrEnum):
    """How dates in figures alone are to be read."""

    UNKNOWN = "unknown"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def parse_moment(written: str, order: DayOrder = DayOrder.UNKNOWN) -> Moment | None:
    """A date as it is written; None for what is none, and for 03/04/2022 where the order is unknown."""
    if found := _ISO.match(written):
        return _iso(found)
    found = _COMPACT.match(written) or _SLASHED.match(written)
    if found and (moment := _moment(int(found[1]), int(found[2]), int(found[3]))):
        return moment  # else thirteen digits can be milliseconds since 1970
    if found := _EPOCH.match(written):
        instant = dt.datetime.fromtimestamp(int(found[1]), dt.UTC)
        return Moment(instant.date(), instant)
    if _RFC.match(written):
        return _rfc(written)
    if found := _NAMED.search(written) or _NAMED_US.search(written):
        return _moment(int(found["year"]), _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
    if found := _FIGURES.match(written):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        # With dots the day comes first wherever dates are written so (German, Russian, Ukrainian, Turkish, …).
        dotted = found[2] == "." and order is DayOrder.UNKNOWN and second <= 12
        if first > 12 or order is DayOrder.DAY_FIRST or dotted:
            return _moment(year, second, first)
        if second > 12 or order is DayOrder.MONTH_FIRST or first == second:
            return _moment(year, first, second)
    return None


def plausible_day(moment: Moment, collected: dt.datetime) -> dt.date | str:
    """The day, as written where that can be a day of publication; else why it is none.

    Args:
        collected: aware; nothing that was collected can have been published later.
    """
    limit = collected.astimezone(dt.UTC)
    if moment.day == _COMPUTERS_ZERO:
        return "it is a computer's zero"
    if moment.day < _EARLIEST:
        return "it lies before all newspapers"
    if moment.day <= limit.date():
        return moment.day
    if moment.instant is not None and moment.instant <= limit + _ALLOWANCE:
        return limit.date()  # already tomorrow where it was published
    return f"it lies after the collection ({limit:%Y-%m-%d})"


def reads_as_date(text: str) -> bool:
    """Whether a cell can be a date: it begins like one and holds little else."""
    return len(text) <= 60 and (parse_moment(text) is not None or _FIGURES.match(text) is not None)


def day_order(values: Iterable[str]) -> DayOrder:
    """The order of day and month that a column of dates shows; unknown where it shows none, or both."""
    firsts, seconds = set(), set()
    for value in values:
        if found := _FIGURES.match(value):
            firsts.add(int(found[1]) > 12)
            seconds.add(int(found[3]) > 12)
    if True in firsts and True not in seconds:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if True in seconds and True not in firsts else DayOrder.UNKNOWN


def _rfc(written: str) -> Moment | None:
    try:
        moment = email.utils.parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return Moment(moment.date(), moment if moment.tzinfo else None)


def _iso(found: re.Match[str]) -> Moment | None:
    plain = _moment(int(found[1]), int(found[2]), int(found[3]))
    if plain is None or not found[4] or not found[7]:
        return plain
    zone = found[7].upper()
    offset = dt.timedelta()
    if zone[0] in "+-":
        offset = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    try:
        time = dt.time(int(found[4]), int(found[5]), int(found[6] or 0), tzinfo=dt.UTC)
        return Moment(plain.day, dt.datetime.combine(plain.day, time) - offset)
    except (ValueError, OverflowError):
        return plain


def _moment(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(dt.date(year, month, day))
    except ValueError:
        return None
