"""From what an expression says to a TIMEX3 value and an interval, against publication and the story's own time.

In:  a Meaning and a Frame (what is known around it).   Out: Resolved; value and interval None where nothing fixes them.
Nothing is invented: a relative expression without its anchor stays unresolved, and a date without a year is put after
publication only where the sentence speaks of the future.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from counterclaim.reading.timex.calendar import (
    SEASONS,
    Pair,
    add_days,
    add_months,
    add_units,
    day_of,
    month_pair,
    part_of,
    season_pair,
    unit_pair,
    value_of,
    weekday_after,
    weekday_on_or_before,
    when_of,
    year_pair,
)
from counterclaim.reading.timex.meaning import Meaning
from counterclaim.reading.timex.words import lexicon
from counterclaim.records.when import When

# How many units "a few" or "recent" may reach back: the interval is as wide as the word leaves it.
_VAGUE = 6
_DURATION_LETTER = {
    "2W": ("W", 2),
    "10Y": ("Y", 10),
    "100Y": ("Y", 100),
    "1000Y": ("Y", 1000),
    "WE": ("D", 2),
    "Q": ("M", 3),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is resolved against."""

    published: Pair | None = None  # first and last possible day
    story: Pair | None = None  # the time that the text has reached, where it holds here
    future: bool = False  # the clause speaks of what is to come
    anchor: Pair | None = None  # the event that the expression counts from ("of the war", "after the invasion")
    recalled: Pair | None = None  # the last period named, for "the same period"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value, its kind, and the interval."""

    value: str | None
    when: When | None
    kind: str = "DATE"


_NOTHING = Resolved(None, None)


def resolve(meaning: Meaning, frame: Frame) -> Resolved:
    """Resolve one expression. The first rule that applies counts; each is a function below."""
    for rule in _RULES:
        found = rule(meaning, frame)
        if found is not None:
            return found
    return _NOTHING


def _named(value: str | None, pair: Pair | None, kind: str = "DATE") -> Resolved:
    return Resolved(value, when_of(pair), kind)


def _spread(base: Pair, move: Callable[[dt.date], Pair | None]) -> Pair | None:
    """What `move` makes of every day of `base`, as one interval."""
    first, last = move(base[0]), move(base[1])
    return (min(first[0], last[0]), max(first[1], last[1])) if first and last else None


def _set(m: Meaning, _: Frame) -> Resolved | None:
    if m.repeated is None:
        return None
    if m.repeated != "each":
        return Resolved(m.repeated, None, "SET")
    value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(m.unit or "")
    if m.weekday is not None:
        value = f"XXXX-WXX-{m.weekday + 1}"
    if m.daypart:
        value = f"XXXX-XX-XXT{m.daypart}"
    return Resolved(value, None, "SET")


def _before_christ(m: Meaning, _: Frame) -> Resolved | None:
    if not m.bc:
        return None
    tail = f"-{m.month:02d}" if m.month else f"-{m.season}" if m.season else ""
    return Resolved(f"BC{m.year:04d}{tail}", None) if m.year else _NOTHING


def _reference(m: Meaning, frame: Frame) -> Resolved | None:
    """now, recently, today, yesterday, overnight, recent weeks."""
    if m.deictic is None:
        return Resolved("PAST_REF", None) if m.rule == "past" else None
    if m.deictic.endswith("REF"):
        if m.unit and m.deictic == "PAST_REF" and m.unit not in ("TH", "TM", "TS"):
            begin = frame.published and add_units(frame.published[0], -_VAGUE, m.unit)
            return _named(
                f"PX{m.unit[-1]}", (begin, frame.published[1]) if begin and frame.published else None, "DURATION"
            )
        present = frame.published if m.deictic == "PRESENT_REF" and m.rule == "deictic" else None
        return _named(m.deictic, present)
    base = frame.published
    if base is None:
        return Resolved("PRESENT_REF" if m.deictic == "0" else None, None)
    if m.deictic == "NIGHT":
        night = _spread(base, lambda d: (p, d) if (p := add_days(d, -1)) else None)
        return _named(_with_part(value_of((base[0], base[0])), "NI") if base[0] == base[1] else None, night, "TIME")
    days = int(m.deictic.removesuffix("NI"))
    pair = _spread(base, lambda d: (x, x) if (x := add_days(d, days)) else None)
    part = "NI" if m.deictic.endswith("NI") else m.daypart
    return _timed(pair, part, m.clock)


def _timed(pair: Pair | None, part: str | None, clock: str | None) -> Resolved:
    if pair is None:
        return _NOTHING
    value = value_of(pair)
    if (part or clock) and value and len(value) == 10:
        return _named(f"{value}T{clock or part}", pair, "TIME")
    return _named(value, pair)


def _with_part(value: str | None, part: str | None) -> str | None:
    return f"{value}T{part}" if value and part else value


def _same_period(m: Meaning, frame: Frame) -> Resolved | None:
    if m.rule != "period":
        return None
    if m.relation == "same":
        return _named(None, frame.recalled)
    return Resolved("PRESENT_REF" if m.relation == "this" else None, None)


def _decade_or_century(m: Meaning, _: Frame) -> Resolved | None:
    if m.decade:
        return _named(f"{m.decade // 10:03d}", _part(year_pair(m.decade, m.decade + 9), m.edge))
    if m.century:
        first = (m.century - 1) * 100
        return _named(f"{m.century - 1:02d}", _part(year_pair(max(first, 1), first + 99), m.edge))
    return None


def _part(pair: Pair | None, edge: str | None) -> Pair | None:
    return part_of(pair, edge) if pair else None


def _part_of_named(m: Meaning, frame: Frame) -> Resolved | None:
    """the last two weeks of June 1950, the first half of 2007, the end of the month."""
    if (
        m.unit is None
        or not (m.month or m.year or m.season)
        or m.of_that_year
        or m.rule not in ("part of a unit", "edge")
    ):
        return None
    whole = _calendar(
        Meaning(rule="", year=m.year, month=m.month, season=m.season, relation=m.relation if m.season else None), frame
    )
    count = m.count or 1.0
    value = _duration_value(m)
    if whole is None or whole.when is None:
        return Resolved(value, None, "DURATION")
    first, last = whole.when.first, whole.when.last
    if m.relation in ("last", "past") or m.ordinal == -1:
        begin = add_units(last, -count, m.unit)
        return _named(value, (max(begin + dt.timedelta(1), first), last) if begin else None, "DURATION")
    skip = (m.ordinal or 1) - 1 if not m.count else 0
    begin, stop = add_units(first, skip, m.unit), add_units(first, skip + count, m.unit)
    return _named(
        value,
        (begin, min(stop - dt.timedelta(1), last))
        if begin and stop and begin < stop <= last + dt.timedelta(31)
        else None,
        "DURATION",
    )


def _calendar(m: Meaning, frame: Frame) -> Resolved | None:
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
            return _named(f"{m.year:04d}-{m.edge}", _part(pair, m.edge))
        return _named(f"{m.year:04d}", _part(pair, m.edge))
    return None


def _month_or_day(m: Meaning, frame: Frame) -> Resolved:
    assert m.month is not None
    year = m.year or _year_for(m, frame)
    if year is None or not 1 <= year <= 9998:
        return Resolved(f"XXXX-{m.month:02d}" + (f"-{m.day:02d}" if m.day else ""), None)
    if m.day is None:
        return _named(f"{year:04d}-{m.month:02d}", part_of(month_pair(year, m.month), m.edge))
    day = day_of(year, m.month, m.day)
    return _timed((day, day), m.daypart, m.clock) if day else _NOTHING


def _year_for(m: Meaning, frame: Frame) -> int | None:
    """The year of a date that has none: the story's if it holds here, else the one that fits publication."""
    month, day = m.month or 1, m.day
    if frame.story and (m.of_that_year or m.relation in ("that", "same", "its")):
        return frame.story[0].year
    if frame.story:
        return _nearest_year(month, day, frame.story)
    if frame.published is None:
        return None
    first, last = frame.published
    if frame.future or m.relation in ("next", "coming"):
        return first.year if (month, day or 31) >= (first.month, first.day) else first.year + 1
    year = last.year if (month, day or 1) <= (last.month, last.day) else last.year - 1
    return year - 1 if m.relation == "last" and (year, month) == (last.year, last.month) else year


def _nearest_year(month: int, day: int | None, story: Pair) -> int:
    """The year that brings the date nearest to the story's time; going back counts double, as stories go forward."""
    first, last = story
    if (last - first).days > 300:
        return first.year  # the story has reached a year, not a day of it
    middle = first + (last - first) / 2

    def away(year: int) -> float:
        then = day_of(year, month, min(day or 15, 28)) or middle
        days = (then - middle).days
        return days if days >= 0 else -2.0 * days

    return min((middle.year, middle.year + 1, middle.year - 1), key=away)


def _season(m: Meaning, frame: Frame) -> Resolved:
    assert m.season is not None
    year = m.year
    if year is None and m.of_that_year and frame.story:
        year = frame.story[0].year
    if year is None:
        year = _season_year(m, m.season, frame)
    if year is None:
        return Resolved(f"XXXX-{m.season}", None)
    return _named(f"{year:04d}-{m.season}", _part(season_pair(year, m.season), m.edge))


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


def _weekday(m: Meaning, frame: Frame) -> Resolved | None:
    if m.weekday is None or m.month:
        return None
    weekday = m.weekday
    base = frame.published or frame.story
    if base is None:
        return Resolved(f"XXXX-WXX-{weekday + 1}", None)
    if frame.published is None or m.relation in ("following", "that"):
        base = frame.story or base
        pair = _spread(base, lambda d: (x, x) if (x := weekday_on_or_before(add_days(d, 6) or d, weekday)) else None)
    elif m.relation in ("next", "coming") or (frame.future and m.relation not in ("last", "past", "previous")):
        pair = _spread(base, lambda d: (x, x) if (x := weekday_after(d, weekday)) else None)
    elif m.relation in ("last", "past", "previous"):
        pair = _spread(base, lambda d: (x, x) if (x := weekday_on_or_before(add_days(d, -1) or d, weekday)) else None)
    else:
        pair = _spread(base, lambda d: (x, x) if (x := weekday_on_or_before(d, weekday)) else None)
    return _timed(pair, m.daypart, m.clock)


def _offset(m: Meaning, frame: Frame) -> Resolved | None:
    """two weeks ago, three days later, a year before, the day after."""
    if m.direction is None or m.unit is None:
        return None
    if m.direction == "ago":
        base = frame.published or frame.story
    else:
        base = frame.anchor or frame.story or (frame.published if m.direction == "later" and frame.future else None)
    sign = 1 if m.direction in ("later", "after") else -1
    if m.rule == "the day before" and m.plural:
        return _stretch_around(m, frame.anchor, sign)
    if base is None or m.vague or (m.count is None and m.rule != "the day before"):
        return Resolved("FUTURE_REF" if sign > 0 and m.vague else "PAST_REF" if m.direction == "ago" else None, None)
    count, unit = (m.count or 1.0), m.unit
    if unit.startswith("T"):
        return Resolved(None, when_of(base), "TIME")
    moved = _spread(base, lambda d: (x, x) if (x := add_units(d, sign * count, unit)) else None)
    if moved is None:
        return _NOTHING
    if unit == "D":
        return _timed(moved, m.daypart, m.clock)
    if unit in ("W", "2W"):
        if m.direction == "ago" or moved[0] != moved[1]:
            around = _spread(moved, lambda d: unit_pair(d, "W"))
            return _named(_week(around) if around else None, around)
        return _named(value_of(moved), moved)
    around = _spread(moved, lambda d: unit_pair(d, unit))
    return _named(value_of(around), around) if around else _NOTHING


def _stretch_around(m: Meaning, anchor: Pair | None, sign: int) -> Resolved:
    """The weeks after the invasion: as far as the vague number reaches."""
    assert m.unit is not None
    far = add_units(anchor[0], sign * _VAGUE, m.unit) if anchor else None
    pair = (min(anchor[0], far), max(anchor[0], far)) if anchor and far else None
    return _named(f"PX{m.unit[-1]}", pair, "DURATION")


def _week(pair: Pair) -> str | None:
    first = pair[0].isocalendar()
    return f"{first.year}-W{first.week:02d}" if (pair[1] - pair[0]).days < 7 else value_of(pair)


def _relative_unit(m: Meaning, frame: Frame) -> Resolved | None:
    """this week, last month, the next day, the past two years, earlier this month, the end of the year."""
    if m.unit is None or m.month or m.season or m.adjective or m.rule == "duration":
        return None
    unit, relation = m.unit, m.relation
    if relation is None and m.edge is None and m.moved is None:
        return None
    if unit.startswith("T"):
        return Resolved(_duration_value(m), None, "DURATION")
    if (m.count or m.vague or m.plural) and relation in ("last", "past", "next", "coming", "following", "previous"):
        return _stretch(m, frame)
    if m.ordinal is not None or relation == "its":
        return None
    of_story = relation in ("that", "same", "previous", "following", None) or (m.definite and relation == "next")
    base = (frame.story or frame.published) if of_story else (frame.published or frame.story)
    if base is None:
        return _NOTHING
    if relation == "past":
        return _stretch(m, frame)
    steps = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(relation or "", 0)
    pair = _spread(base, lambda d: unit_pair(x, unit) if (x := add_units(d, steps, unit)) else None)
    if pair is None:
        return _NOTHING
    value = _week(pair) if unit == "W" else value_of(pair)
    return _named(value, _within(part_of(pair, m.edge), base, m, of_story=of_story))


def _within(pair: Pair, base: Pair, m: Meaning, *, of_story: bool) -> Pair:
    """The part of "this week" that is past or still to come, where the words say "earlier" or "later"."""
    if m.moved == "earlier" and not of_story:
        # Many writers begin the week on Sunday.
        first = pair[0] - dt.timedelta(1) if m.unit == "W" else pair[0]
        return first, max(base[1], first)
    if m.moved == "later":
        return min(base[0], pair[1]), pair[1]
    return pair


def _stretch(m: Meaning, frame: Frame) -> Resolved:
    """The past two months, the next few days: an interval that ends or begins at publication or the story's time."""
    assert m.unit is not None
    ahead = m.relation in ("next", "coming", "following")
    base = (frame.story or frame.published) if m.definite and ahead else (frame.published or frame.story)
    value = _duration_value(m)
    if base is None:
        return Resolved(value, None, "DURATION")
    count = _VAGUE if m.vague or (m.plural and not m.count) else m.count or 1.0
    if ahead:
        end = add_units(base[1], count, m.unit)
        return _named(value, (base[0], end) if end else None, "DURATION")
    begin = add_units(base[0], -count, m.unit)
    return _named(value, (begin, base[1]) if begin else None, "DURATION")


def _ordinal_unit(m: Meaning, frame: Frame) -> Resolved | None:
    """the third week of the war, the first two months of his term: counted from the anchor."""
    if m.unit is None or m.ordinal is None or m.unit.startswith("T"):
        return None
    value = _duration_value(m) if m.count or m.vague else None
    kind = "DURATION" if value else "DATE"
    if frame.anchor is None or m.ordinal < 1 or m.vague:
        return Resolved(value, None, kind)
    start = frame.anchor[0]
    skip = 0 if m.count else m.ordinal - 1
    begin, stop = add_units(start, skip, m.unit), add_units(start, skip + (m.count or 1), m.unit)
    pair = (begin, stop - dt.timedelta(1)) if begin and stop else None
    return _named(value or (value_of(pair) if pair else None), pair, kind)


def _duration(m: Meaning, frame: Frame) -> Resolved | None:
    if m.unit is None or (m.relation and m.rule != "duration"):
        return None
    value = _duration_value(m)
    # "in the 28 months since the invasion": from the event to publication.
    if frame.anchor and frame.published and frame.anchor[0] <= frame.published[1] and not m.adjective:
        return _named(value, (frame.anchor[0], frame.published[1]), "DURATION")
    return Resolved(value, None, "DURATION")


def _duration_value(m: Meaning) -> str | None:
    if m.unit is None:
        return None
    letter, times = _DURATION_LETTER.get(m.unit, (m.unit, 1))
    if m.vague or m.count is None:
        one = not m.plural and m.relation in ("last", "past", "next", "coming", "previous", "following")
        number = "1" if one and not m.vague else "X"
        number = str(times) if number == "1" and times > 1 else number
    else:
        number = f"{m.count * times:g}"
    return f"PT{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter}"


def _part_of_day(m: Meaning, frame: Frame) -> Resolved | None:
    if m.daypart is None and m.clock is None:
        return None
    base = frame.story or frame.published
    pointed = m.relation in ("that", "same", "this", "next", "following") or m.clock
    if base is None or not pointed or base[0] != base[1]:
        return Resolved(f"XXXX-XX-XXT{m.clock or m.daypart}", None, "TIME")
    step = 1 if m.relation in ("next", "following") else 0
    pair = _spread(base, lambda d: (x, x) if (x := add_days(d, step)) else None)
    return _timed(pair, m.daypart, m.clock)


def months_after(day: dt.date, months: int) -> dt.date:
    """The day so many months on, clamped to the calendar."""
    return add_months(day, months) or day


_RULES: tuple[Callable[[Meaning, Frame], Resolved | None], ...] = (
    _set,
    _before_christ,
    _reference,
    _same_period,
    _decade_or_century,
    _part_of_named,
    _calendar,
    _weekday,
    _offset,
    _relative_unit,
    _ordinal_unit,
    _duration,
    _part_of_day,
)
