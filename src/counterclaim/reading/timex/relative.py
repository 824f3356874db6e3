"""Expressions that hang on publication, on the story's time or on an event: ago, later, last, next, of the war.

In:  a Meaning and a Frame.   Out: Resolved, or None where the rule does not apply.
"""

import datetime as dt
from typing import TypeGuard

from counterclaim.reading.timex.calendar import Pair, add_days, add_units, part_of, unit_pair, value_of
from counterclaim.reading.timex.frame import NOTHING, Frame, Resolved, duration_value, named, spread, timed
from counterclaim.reading.timex.meaning import Meaning

# How many units "a few" or "recent" may reach back: the interval is as wide as the word leaves it.
_VAGUE = 6


def repeated(m: Meaning, _: Frame) -> Resolved | None:
    """every day, weekly."""
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


def reference(m: Meaning, frame: Frame) -> Resolved | None:
    """now, recently, today, yesterday, overnight, recent weeks."""
    if m.deictic is None:
        return Resolved("PAST_REF", None) if m.rule == "past" else None
    if m.deictic.endswith("REF"):
        if m.unit and m.deictic == "PAST_REF" and m.unit not in ("TH", "TM", "TS"):
            begin = frame.published and add_units(frame.published[0], -_VAGUE, m.unit)
            return named(
                f"PX{m.unit[-1]}", (begin, frame.published[1]) if begin and frame.published else None, "DURATION"
            )
        present = frame.published if m.deictic == "PRESENT_REF" and m.rule == "deictic" else None
        return named(m.deictic, present)
    base = frame.published
    if base is None:
        return Resolved("PRESENT_REF" if m.deictic == "0" else None, None)
    if m.deictic == "NIGHT":
        night = spread(base, lambda d: (p, d) if (p := add_days(d, -1)) else None)
        value = f"{night[0].isoformat()}TNI" if night and base[0] == base[1] else None
        return named(value, night, "TIME")
    days = int(m.deictic.removesuffix("NI"))
    pair = spread(base, lambda d: (x, x) if (x := add_days(d, days)) else None)
    part = "NI" if m.deictic.endswith("NI") else m.daypart
    return timed(pair, part, m.clock)


def same_period(m: Meaning, frame: Frame) -> Resolved | None:
    """the same period, this time."""
    if m.rule != "period":
        return None
    if m.relation == "same":
        return named(None, frame.recalled)
    return Resolved("PRESENT_REF" if m.relation == "this" else None, None)


def offset(m: Meaning, frame: Frame) -> Resolved | None:
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
    if m.vague or (m.count is None and m.rule != "the day before"):
        return Resolved("FUTURE_REF" if sign > 0 and m.vague else "PAST_REF" if m.direction == "ago" else None, None)
    if base is None:
        return NOTHING
    count, unit = (m.count or 1.0), m.unit
    if unit.startswith("T"):
        return named(None, base, "TIME")
    moved = spread(base, lambda d: (x, x) if (x := add_units(d, sign * count, unit)) else None)
    if moved is None:
        return NOTHING
    if unit == "D":
        return timed(moved, m.daypart, m.clock)
    if unit in ("W", "2W"):
        if m.direction == "ago" or moved[0] != moved[1]:
            around = spread(moved, lambda d: unit_pair(d, "W"))
            return named(_week(around) if around else None, around)
        return named(value_of(moved), moved)
    around = spread(moved, lambda d: unit_pair(d, unit))
    return named(value_of(around), around) if around else NOTHING


def _stretch_around(m: Meaning, anchor: Pair | None, sign: int) -> Resolved:
    """The weeks after the invasion: as far as the vague number reaches."""
    assert m.unit is not None
    far = add_units(anchor[0], sign * _VAGUE, m.unit) if anchor else None
    pair = (min(anchor[0], far), max(anchor[0], far)) if anchor and far else None
    return named(f"PX{m.unit[-1]}", pair, "DURATION")


def weekend(m: Meaning, frame: Frame) -> Resolved | None:
    """the weekend: the last one begun, or the next where the clause speaks of what is to come."""
    if m.rule != "weekend":
        return None
    base = frame.published or frame.story
    pair = spread(base, lambda day: _weekend_of(day, future=frame.future)) if base else None
    return named(_week(pair) if pair else "XXXX-WXX-WE", pair)


def _weekend_of(day: dt.date, *, future: bool) -> Pair | None:
    pair = unit_pair(day, "WE")
    return unit_pair(day - dt.timedelta(7), "WE") if pair and pair[0] > day and not future else pair


def _week(pair: Pair) -> str | None:
    first = pair[0].isocalendar()
    week = f"{first.year}-W{first.week:02d}"
    days = (pair[1] - pair[0]).days + 1
    return f"{week}-WE" if days == 2 else week if days <= 7 else value_of(pair)


def relative_unit(m: Meaning, frame: Frame) -> Resolved | None:
    """this week, last month, the next day, the past two years, earlier this month, the end of the year."""
    if m.unit is None or m.month or m.season or m.adjective or m.rule == "duration":
        return None
    unit, relation = m.unit, m.relation
    if relation is None and m.edge is None and m.moved is None:
        return None
    if unit.startswith("T"):
        return _hours(m, frame)
    if relation == "this" and m.plural and unit == "D" and not (m.count or m.vague):
        return named("PRESENT_REF", frame.published)  # these days
    if (m.count or m.vague or m.plural) and relation in ("last", "past", "next", "coming", "following", "previous"):
        return _stretch(m, frame)
    if m.ordinal is not None or relation == "its":
        return None
    of_story = relation in ("that", "same", "previous", "following", None) or (m.definite and relation == "next")
    base = (frame.story or frame.published) if of_story else (frame.published or frame.story)
    if base is None:
        return NOTHING
    whole = m.edge is None and m.moved is None and m.daypart is None
    if relation == "past" or (relation == "last" and m.definite and whole and unit in ("W", "M", "Y", "10Y")):
        return _stretch(m, frame)  # "in the last month": not "last month"
    steps = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(relation or "", 0)
    pair = spread(base, lambda d: unit_pair(x, unit) if (x := add_units(d, steps, unit)) else None)
    if pair is None:
        return NOTHING
    value = _week(pair) if unit in ("W", "WE") else value_of(pair)
    if unit == "Y" and m.edge in ("H1", "H2"):
        value = f"{value}-{m.edge}"
    return named(value, _within(part_of(pair, m.edge), base, m, of_story=of_story))


def _hours(m: Meaning, frame: Frame) -> Resolved:
    """The past 24 hours: from as many days before; shorter stretches move no day."""
    days = round((m.count or 0) / 24) if m.unit == "TH" else 0
    begin = add_days(frame.published[0], -days) if frame.published and days else None
    if frame.published is None or begin is None or m.relation not in ("past", "last", "previous"):
        return Resolved(duration_value(m), None, "DURATION")
    return named(duration_value(m), (begin, frame.published[1]), "DURATION")


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
    # "The next two days" is the story's in a tale, the writer's where the clause speaks of what is to come.
    of_story = m.definite and ahead and not (frame.future and frame.published)
    base = (frame.story or frame.published) if of_story else (frame.published or frame.story)
    value = duration_value(m)
    if base is None:
        return Resolved(value, None, "DURATION")
    count = _VAGUE if m.vague or (m.plural and not m.count) else m.count or 1.0
    if ahead:
        end = add_units(base[1], count, m.unit)
        return named(value, (base[0], end) if end else None, "DURATION")
    begin = add_units(base[0], -count, m.unit)
    return named(value, (begin, base[1]) if begin else None, "DURATION")


def ordinal_unit(m: Meaning, frame: Frame) -> Resolved | None:
    """the third week of the war, the first two months of his term: counted from the anchor."""
    if m.unit is None or m.ordinal is None or m.unit.startswith("T"):
        return None
    value = duration_value(m) if m.count or m.vague else None
    kind = "DURATION" if value else "DATE"
    if frame.anchor is None and m.ordinal == 1 and m.unit == "D" and value is None and _is_day(frame.story):
        return named(value_of(frame.story), frame.story)  # "on the first day", right after the day was named
    if frame.anchor is None or m.ordinal < 1 or m.vague:
        return Resolved(value, None, kind)
    start = frame.anchor[0]
    skip = 0 if m.count else m.ordinal - 1
    begin, stop = add_units(start, skip, m.unit), add_units(start, skip + (m.count or 1), m.unit)
    pair = (begin, stop - dt.timedelta(1)) if begin and stop else None
    return named(value or (value_of(pair) if pair else None), pair, kind)


def _is_day(pair: Pair | None) -> TypeGuard[Pair]:
    return pair is not None and pair[0] == pair[1]


def duration(m: Meaning, frame: Frame) -> Resolved | None:
    """three weeks; as an interval only where it is counted from a known event to publication."""
    if m.unit is None or (m.relation and m.rule != "duration"):
        return None
    value = duration_value(m)
    # "in the 28 months since the invasion": from the event to publication.
    if frame.anchor and frame.published and frame.anchor[0] <= frame.published[1] and not m.adjective:
        return named(value, (frame.anchor[0], frame.published[1]), "DURATION")
    return Resolved(value, None, "DURATION")


def part_of_day(m: Meaning, frame: Frame) -> Resolved | None:
    """that night, at 5:30: of the day that the story has reached."""
    if m.daypart is None and m.clock is None:
        return None
    # "This morning" and "last night" are the writer's; "that night" and a clock time are the story's.
    deictic = m.relation in ("this", "last")
    base = (frame.published or frame.story) if deictic else frame.story or (frame.published if not m.clock else None)
    pointed = m.relation in ("that", "same", "this", "last", "next", "following") or m.clock
    if base is None or not pointed or base[0] != base[1]:
        return Resolved(f"XXXX-XX-XXT{m.clock or m.daypart}", None, "TIME")
    step = {"next": 1, "following": 1, "last": -1}.get(m.relation or "", 0)
    pair = spread(base, lambda d: (x, x) if (x := add_days(d, step)) else None)
    return timed(pair, m.daypart, m.clock)
