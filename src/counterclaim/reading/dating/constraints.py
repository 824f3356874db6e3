"""Intervals of possible publication days, each with a weight and a reason, and where they agree best.

In:  Constraints.   Out: Agreement: the days that the weightiest set of constraints allows.
Adding up weights drops outliers without a rule for each: one date misread stands against all others.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.reading.timex.calendar import Pair

# A century of newspapers; the table of anchors covers the last forty years. Dates outside constrain nothing.
FIRST_DAY = dt.date(1930, 1, 1)
LAST_DAY = dt.date(2045, 12, 31)
YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)
_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_TOLERANCE = 1e-6
# Days after the best that only hints speak against ("is recent") are as good, while the interval stays this narrow.
_AS_GOOD, _AS_GOOD_DAYS = 0.5, 60


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one piece of evidence allows: any of `pairs` (closed, in order, apart from each other)."""

    pairs: tuple[Pair, ...]
    weight: float
    reason: str
    # Whether it says that publication was not later; what does not only narrows: "in June" is mostly of the last June.
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Agreement:
    """The days that most of the evidence allows."""

    pair: Pair
    kept: tuple[Constraint, ...]  # those that allow some of these days, the weightiest first


def since(day: dt.date) -> tuple[Pair, ...]:
    """On the day or later."""
    return clipped([(day, LAST_DAY)])


def until(day: dt.date) -> tuple[Pair, ...]:
    """On the day or earlier."""
    return clipped([(FIRST_DAY, day)])


def clipped(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs within the years covered, in order, those that touch made one."""
    inside = sorted(
        (max(a, FIRST_DAY), min(b, LAST_DAY)) for a, b in pairs if a <= LAST_DAY and b >= FIRST_DAY and a <= b
    )
    merged: list[Pair] = []
    for first, last in inside:
        if merged and first.toordinal() <= merged[-1][1].toordinal() + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def agree(constraints: Sequence[Constraint], *, widest_days: int) -> Agreement | None:
    """The days that satisfy the greatest sum of weights.

    Out: the best days, with those right after them that are nearly as good. None where nothing constrains, or where
    the best days lie more than `widest_days` apart: then the evidence does not tell.
    """
    constraints = [c for c in constraints if c.pairs]
    if not constraints:
        return None
    weights = np.repeat([c.weight for c in constraints], [len(c.pairs) for c in constraints])
    begins = np.array([first.toordinal() for c in constraints for first, _ in c.pairs]) - FIRST_DAY.toordinal()
    ends = np.array([last.toordinal() for c in constraints for _, last in c.pairs]) - FIRST_DAY.toordinal() + 1
    change = np.bincount(begins, weights, _DAYS + 1) - np.bincount(ends, weights, _DAYS + 1)
    score = np.cumsum(change[:-1])
    best = np.flatnonzero(score >= score.max() - _TOLERANCE)
    low, high = int(best[0]), int(best[-1])
    if high - low >= widest_days:
        return None
    near = score >= score.max() - _AS_GOOD
    while high - low < _AS_GOOD_DAYS and high + 1 < _DAYS and near[high + 1]:
        high += 1
    pair = FIRST_DAY + dt.timedelta(low), FIRST_DAY + dt.timedelta(high)
    kept = [c for c in constraints if any(a <= pair[1] and pair[0] <= b for a, b in c.pairs)]
    kept.sort(key=lambda c: -c.weight)
    return Agreement(pair, tuple(kept))
