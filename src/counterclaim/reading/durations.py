"""Lengths of time: a TIMEX3 duration in days.

In:  a TIMEX3 value ("P2D", "PT48H").   Out: whole days, rounded up, or None.
"""

import re

_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWD]))?(?:T(\d+(?:\.\d+)?)H)?\Z")
_UNIT_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}
# Two centuries is further than news looks back or ahead, and keeps sums of dates inside the calendar.
_MOST_DAYS = 73_000


def days_of(value: str | None) -> int | None:
    """The length of a TIMEX3 duration in days, rounded up; None for anything else."""
    found = _DURATION.match(value or "")
    if not found or not (found[1] or found[3]):
        return None
    days = float(found[1]) * _UNIT_DAYS[found[2]] if found[1] else float(found[3]) / 24
    return min(int(-(-days // 1)), _MOST_DAYS)
