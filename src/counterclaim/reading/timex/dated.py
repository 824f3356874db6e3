"""Expressions that name a place on the calendar: days, months, seasons, years, weekdays, centuries.

In:  a Meaning and a Frame.   Out: Resolved, or None where the rule does not apply.
"""

import datetime as dt

from counterclaim.reading.timex.calendar import (
    SEASONS,
    Pair,
    add_days,
    add_units,
    day_of,
    month_pair,
    part_of,
    quarter_pair,
    season_pair,
    weekday_after,
    weekday_on_or_before,
    year_pair,
)
from counterclaim.reading.timex.frame import NOTHING, Frame, Resolved, duration_value, named, part, spread, timed
from counterclaim.reading.timex.meaning import Meaning
from counterclaim.reading.timex.words import lexicon

_JUST_PAST_DAYS = 75
_SOON_DAYS = 21
_KNOWN_TO_DAYS = 31  # of publication: in a wider interval "soon" means nothing
_A_YEAR_DAYS = 300  # longer than this, an interval stands for its year


def decade_or_century(m: Meaning, _: Frame) -> Resolved | None:
    """the 1990s, the nineteenth century."""
    if m.decade:
        return named(f"{m.decade // 10:03d}", part(year_pair(m.decade, m.decade + 9), m.edge))
    if m.century:
        first = (m.century - 1) * 100
        return named(f"{m.century - 1:02d}", part(year_pair(max(first, 1), first + 99), m.edge))
    return None


def part_of_named(m: Meaning, frame: Frame) -> Resolved | None:
    """the last two weeks of June 1950, the first half of 2007, the first nine months of last year."""
    if m.unit is None or m.rule not in ("part of a unit", "edge"):
        return None
    year = m.year or (_year_pointed_at(m, frame) if m.ordinal else None)
    if not (m.month or year or m.season) or (m.of_year and m.year == year):
        return None
    whole = on_the_calendar(
        Meaning(rule="", year=year, month=m.month, season=m.season, relation=m.relation if m.season else None), frame
    )
    count = m.count or 1.0
    value = duration_value(m)
    if whole is None or whole.when is None:
        return Resolved(value, None, "DURATION")
    first, last = whole.when.first, whole.when.last
    if m.ordinal == -1:
        begin = add_units(last, -count, m.unit)
        return named(value, (max(begin + dt.timedelta(1), first), last) if begin else None, "DURATION")
    skip = (m.ordinal or 1) - 1 if not m.count else 0
    begin, stop = add_units(first, skip, m.unit), add_units(first, skip + count, m.unit)
    return named(
        value,
        (begin, min(stop - dt.timedelta(1), last))
        if begin and stop and begin < stop <= last + dt.timedelta(31)
        else None,
        "DURATION",
    )


def quarter(m: Meaning, frame: Frame) -> Resolved | None:
    """the second quarter of 1997, the first quarter of this year, third-quarter (results): the last one begun.

    Where the clause speaks of what is to come it is the next one that has not ended.
    """
    if m.unit != "Q" or m.ordinal is None or not 1 <= m.ordinal <= 4 or m.count or m.edge:
        return None
    base = frame.published or frame.story
    year = m.year or _year_pointed_at(m, frame)
    if year is None and base is not None:
        year = base[1].year
        if frame.future:
            year += quarter_pair(year, m.ordinal)[1] < base[0]
        else:
            year -= quarter_pair(year, m.ordinal)[0] > base[1]
    if year is None:
        return Resolved(f"XXXX-Q{m.ordinal}", None)
    return named(f"{year:04d}-Q{m.ordinal}", quarter_pair(year, m.ordinal))


def _year_pointed_at(m: Meaning, frame: Frame) -> int | None:
    """The year of "of this year", "of last year", "of that year"; None where none is pointed at."""
    if m.of_year in ("that", "its", "same", "very", "previous", "following"):
        base = frame.story
    else:
        base = frame.published or frame.story
    if m.of_year is None or base is None:
        return None
    return base[1].year + {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(m.of_year, 0)


def on_the_calendar(m: Meaning, frame: Frame) -> Resolved | None:
    """A day, month, season or year with or without its year; a weekday with its date."""
    if m.holiday and not m.month:
        month, day = lexicon()["holidays"].get(m.holiday, (0, 0))
        if not month:
            return Resolved(f"{m.year:04d}-XX" if m.year else None, None)
        m = Meaning(rule=m.rule, year=m.year, month=month, day=day, daypart=m.daypart, relation=m.relation)
    if m.month:
        return _month_or_day(m, frame)
    if m.season:
        return _season(m, frame)
    if (m.year and m.unit is None) or (m.year and m.rule == "year"):
        pair = year_pair(m.year)
        if m.edge in ("H1", "H2"):
            return named(f"{m.year:04d}-{m.edge}", part(pair, m.edge))
        return named(f"{m.year:04d}", part(pair, m.edge))
    return None


def _month_or_day(m: Meaning, frame: Frame) -> Resolved:
    assert m.month is not None
    year = m.year or _year_for(m, frame)
    if year is None or not 1 <= year <= 9998:
        return Resolved(f"XXXX-{m.month:02d}" + (f"-{m.day:02d}" if m.day else ""), None)
    if m.day is None:
        return named(f"{year:04d}-{m.month:02d}", part_of(month_pair(year, m.month), m.edge))
    day = day_of(year, m.month, m.day)
    return timed((day, day), m.daypart, m.clock) if day else NOTHING


def _year_for(m: Meaning, frame: Frame) -> int | None:
    """The year of a date that has none: the story's if it holds here, else the one that fits publication."""
    month, day = m.month or 1, m.day
    if (pointed_at := _year_pointed_at(m, frame)) is not None:
        return pointed_at
    if frame.story and m.relation in ("that", "same", "its"):
        return frame.story[0].year
    if frame.story:
        return _nearest_year(month, day, frame.story)
    if frame.published is None:
        return None
    first, last = frame.published
    ahead = m.relation in ("next", "coming")
    if ahead or (frame.future and not _just_past(month, day, last)):
        return first.year if (month, day or 31) >= (first.month, first.day) else first.year + 1
    year = (
        last.year
        if (month, day or 1) <= (last.month, last.day) or (frame.present and _soon(month, day, frame.published))
        else (last.year - 1)
    )
    return year - 1 if m.relation == "last" and (year, month) == (last.year, last.month) else year


def _just_past(month: int, day: int | None, last: dt.date) -> bool:
    """Whether a date of this year is over for so short a time that a clause about the future still means it.

    "It would favour the government that they agreed in February to form", written in March.
    """
    then = day_of(last.year, month, day or 28)
    return then is not None and 0 < (last - then).days <= _JUST_PAST_DAYS


def _soon(month: int, day: int | None, published: Pair) -> bool:
    """Whether a day without a year lies shortly after publication: of one nearly a year ago the year would be said."""
    then = day_of(published[1].year, month, day) if day else None
    known = (published[1] - published[0]).days <= _KNOWN_TO_DAYS
    return known and then is not None and 0 < (then - published[1]).days <= _SOON_DAYS


def _nearest_year(month: int, day: int | None, story: Pair) -> int:
    """The year that brings the date nearest to the story's time, the later one if two are as near.

    Letting a step back cost more than one forward was worse on WikiWars' first ten documents (values 86.4 to 87.9 %).
    """
    first, last = story
    if (last - first).days > _A_YEAR_DAYS:
        return first.year  # the story has reached a year, not a day of it
    middle = first + (last - first) / 2

    def away(year: int) -> tuple[int, int]:
        then = day_of(year, month, min(day or 15, 28)) or middle
        return abs((then - middle).days), -year

    return min((middle.year - 1, middle.year, middle.year + 1), key=away)


def _season(m: Meaning, frame: Frame) -> Resolved:
    assert m.season is not None
    year = m.year or _year_pointed_at(m, frame)
    if year is None:
        year = _season_year(m, m.season, frame)
    if year is None:
        return Resolved(f"XXXX-{m.season}", None)
    return named(f"{year:04d}-{m.season}", part(season_pair(year, m.season), m.edge))


def _season_year(m: Meaning, season: str, frame: Frame) -> int | None:
    start = SEASONS[season]
    if (
        m.relation in ("that", "same", "previous", "following", "its")
        or frame.story
        or (m.definite and m.relation == "next")
    ):
        base = frame.story
        if base is None:
            return None
        year = _nearest_year(start, None, base)
        return year - 1 if m.relation == "previous" and (year, start) >= (base[0].year, base[0].month) else year
    if frame.published is None:
        return None
    first, last = frame.published
    if m.relation in ("last", "past"):
        return next((y for y in (first.year, first.year - 1, first.year - 2) if _ended(y, season, first)), None)
    if m.relation == "coming" or (frame.future and m.relation is None):
        return next((y for y in (first.year - 1, first.year, first.year + 1) if not _ended(y, season, last)), None)
    if m.relation == "next":
        return first.year if first.month < start else first.year + 1
    if m.relation == "this":
        return last.year - 1 if season == "WI" and last.month <= 4 else last.year
    if m.definite and m.relation is None:
        return last.year if last.month >= start else last.year - 1
    return None


def _ended(year: int, season: str, day: dt.date) -> bool:
    pair = season_pair(year, season)
    return bool(pair and pair[1] < day)


def on_a_weekday(m: Meaning, frame: Frame) -> Resolved | None:
    """Tuesday: the last one up to publication, or the next one where the clause is about the future."""
    if m.weekday is None or m.month:
        return None
    weekday = m.weekday
    base = frame.published or frame.story
    if base is None:
        return Resolved(f"XXXX-WXX-{weekday + 1}", None)
    if frame.published is None or m.relation in ("following", "that"):
        base = frame.story or base
        pair = spread(base, lambda d: (x, x) if (x := weekday_on_or_before(add_days(d, 6) or d, weekday)) else None)
    elif m.relation in ("next", "coming") or (frame.future and m.relation not in ("last", "past", "previous")):
        pair = spread(base, lambda d: (x, x) if (x := weekday_after(d, weekday)) else None)
    elif m.relation in ("last", "past", "previous"):
        pair = spread(base, lambda d: (x, x) if (x := weekday_on_or_before(add_days(d, -1) or d, weekday)) else None)
    else:
        pair = spread(base, lambda d: (x, x) if (x := weekday_on_or_before(d, weekday)) else None)
    return timed(pair, m.daypart, m.clock)


def before_christ(m: Meaning, _: Frame) -> Resolved | None:
    """480 BC: a value, but no interval: the calendar begins in the year 1."""
    if not m.bc:
        return None
    tail = f"-{m.month:02d}" if m.month else f"-{m.season}" if m.season else ""
    return Resolved(f"BC{m.year:04d}{tail}", None) if m.year else NOTHING
