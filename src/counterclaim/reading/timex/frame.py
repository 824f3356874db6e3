"""What an expression is resolved against, and what comes out: Frame and Resolved, with the steps all rules share.

In:  intervals and Meanings.   Out: Resolved.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from counterclaim.reading.timex.calendar import Pair, part_of, value_of, when_of
from counterclaim.reading.timex.meaning import Meaning
from counterclaim.records.when import When

_DURATION_LETTER = {
    "2W": ("W", 2), "10Y": ("Y", 10), "100Y": ("Y", 100), "1000Y": ("Y", 1000), "WE": ("D", 2), "Q": ("M", 3)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is resolved against."""

    published: Pair | None = None  # first and last possible day
    story: Pair | None = None  # the time that the text has reached, where it holds here
    future: bool = False  # the clause speaks of what is to come
    present: bool = False  # the clause is in the present tense
    anchor: Pair | None = None  # the event that the expression counts from ("of the war", "after the invasion")
    recalled: Pair | None = None  # the last period named, for "the same period"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value, its kind, and the interval."""

    value: str | None
    when: When | None
    kind: str = "DATE"


NOTHING = Resolved(None, None)
"""Recognised, not resolvable."""


def named(value: str | None, pair: Pair | None, kind: str = "DATE") -> Resolved:
    """A value with its interval."""
    return Resolved(value, when_of(pair), kind)


def spread(base: Pair, move: Callable[[dt.date], Pair | None]) -> Pair | None:
    """What `move` makes of every day of `base`, as one interval."""
    first, last = move(base[0]), move(base[1])
    return (min(first[0], last[0]), max(first[1], last[1])) if first and last else None


def timed(pair: Pair | None, part: str | None, clock: str | None) -> Resolved:
    """A day with the part of it or the clock time that the words give."""
    if pair is None:
        return NOTHING
    value = value_of(pair)
    if (part or clock) and value and len(value) == 10:
        return named(f"{value}T{clock or part}", pair, "TIME")
    return named(value, pair)


def part(pair: Pair | None, edge: str | None) -> Pair | None:
    """The beginning, middle or end of an interval."""
    return part_of(pair, edge) if pair else None


def duration_value(m: Meaning) -> str | None:
    """The TIMEX3 value of a duration: P3W, PXM, PT2H."""
    if m.unit is None:
        return None
    letter, times = _DURATION_LETTER.get(m.unit, (m.unit, 1))
    if m.vague or m.count is None:
        relative = m.relation in ("last", "past", "next", "coming", "previous", "following")
        one = not m.plural and (relative or m.ordinal == -1)
        number = "1" if one and not m.vague else "X"
        number = str(times) if number == "1" and times > 1 else number
    else:
        number = f"{m.count * times:g}"
    return f"PT{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter}"
