"""The period that a figure shares with the one before: "over the same period", "the same months of last year".

In:  the words around a number and the period of the figure before.   Out: Period, or None where nothing is shared.
"""

import datetime as dt
import re
from dataclasses import dataclass

from counterclaim.records.when import When


@dataclass(frozen=True, slots=True)
class Period:
    """Since when (inclusive) and as of when; None = the text gives none."""

    since: When | None
    as_of: When | None
    said: bool = False  # whether the sentence itself says as of when


_SAME = re.compile(
    r"\b(?:over|during|in|for|within)\sth(?:e|at|is)\ssame\s(?:period|time|span|months?|weeks?|days?)\b"
    r"|\bth(?:e|ose|at|is|ese)\ssame\s(?:estimates?|figures?|sources?|assessments?|reports?|data|statistics|officials?)\b",
    re.IGNORECASE,
)
_OF_ANOTHER_YEAR = re.compile(
    r"[^.;:,]{0,60}?\bsame\s(?:period|time|span|months?|weeks?|days?)\s(?:of\s|in\s)?(?:the\s)?"
    r"(?:(?P<year>(?:19|20)\d\d)\b|last\syear|previous\syear|year\s(?:before|earlier)|a\syear\s(?:ago|before|earlier))",
    re.IGNORECASE,
)


def shares_period(text: str, start: int, end: int) -> bool:
    """Whether the stretch speaks of the same period, or of the same report, as before."""
    return " same " in text[start:end].lower() and _SAME.search(text, start, end) is not None


def in_another_year(text: str, start: int, end: int, previous: Period) -> Period | None:
    """The period before, in the year that "the same period of 2023" or "of last year" names; None where none does."""
    found = _OF_ANOTHER_YEAR.match(text, start, end)
    if found is None or previous.as_of is None:
        return None
    years = int(found["year"]) - previous.as_of.last.year if found["year"] else -1
    since = _moved(previous.since, years) if previous.since else None
    return Period(since, _moved(previous.as_of, years), said=True)


def _moved(when: When, years: int) -> When:
    return When.between(_day_in(when.first, years), _day_in(when.last, years))


def _day_in(day: dt.date, years: int) -> dt.date:
    year = min(max(day.year + years, dt.MINYEAR), dt.MAXYEAR)
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if last_of_february else day.replace(year=year)
