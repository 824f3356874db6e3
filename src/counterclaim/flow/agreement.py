"""How far people who coded the same claims agree: Krippendorff's alpha, field by field.

In: decisions.   Out: one Agreement a field.
Krippendorff (2011), Computing Krippendorff's alpha-reliability. 1 = they agree wholly, 0 = as well as chance, below 0 =
they differ by system. He asks for 0.8, or 0.667 for tentative conclusions. Computed here and not by the package
krippendorff, whose licence (GPL) would bind whoever passes Counterclaim on.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.ledger.effective import in_order
from counterclaim.records.correcting import FIELDS, fields_of
from counterclaim.records.decisions import ON_CLAIMS, Decision, DecisionAct, Value
from counterclaim.records.when import When

KEPT = "kept"
"""The field that says whether a coder holds the claim to be one at all."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one field."""

    field: str  # a claim's, or KEPT
    level: str  # nominal or interval
    alpha: float | None  # None = it is not defined: see `why`
    claims: int  # that at least two coded
    same: int  # of those, on which all say the same
    coders: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Coding:
    """What one coder says of one claim."""

    kept: bool
    values: Mapping[str, Value]


def agreement(decisions: Iterable[Decision], reviewers: Sequence[str] = ()) -> tuple[Agreement, ...]:
    """How far reviewers agree on the claims that at least two of them decided about.

    Who accepts a claim, or corrects some of its fields, holds the other fields to be right as the reader made them. Who
    rejects it says nothing of its fields. A value that a coder holds to be absent is a value of its own of a nominal
    field; on an interval it has no distance to others and counts as not coded. Dates count by their first day.

    Args:
        reviewers: only these; empty = all.
    """
    codings = _codings(d for d in decisions if not reviewers or d.reviewer in reviewers)
    units = [by for by in codings.values() if len(by) > 1]
    names = [KEPT, *(name for name in FIELDS if any(name in c.values for by in units for c in by.values()))]
    return tuple(found for name in names if (found := _of_field(name, units)) is not None)


def _codings(decisions: Iterable[Decision]) -> dict[str, dict[str, _Coding]]:
    """Each claim's codings by coder."""
    about: dict[str, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    for decision in in_order(d for d in decisions if d.act in ON_CLAIMS):
        about[decision.subject][decision.reviewer].append(decision)
    return {
        claim: {reviewer: _coding(decided) for reviewer, decided in by.items()} for claim, by in sorted(about.items())
    }


def _coding(decided: Sequence[Decision]) -> _Coding:
    if decided[-1].act is DecisionAct.REJECT:
        return _Coding(False, {})
    anchor = decided[-1].anchors[0]
    was = dict(anchor.was)
    values: dict[str, Value] = {field.name: was.get(field.name) for field in fields_of(anchor.kind)}
    values |= {d.field: d.value for d in decided if d.act is DecisionAct.CORRECT and d.field in values}
    return _Coding(True, values)


def _of_field(name: str, units: Sequence[Mapping[str, _Coding]]) -> Agreement | None:
    level = "nominal" if name == KEPT else FIELDS[name].level
    rows: list[dict[str, float | str]] = []
    for by in units:
        said = {who: _measured(name, level, coding) for who, coding in by.items()}
        known = {who: value for who, value in said.items() if value is not None}
        if len(known) > 1:
            rows.append(known)
    if not rows:
        return None
    coders = tuple(sorted({who for row in rows for who in row}))
    same = sum(len(set(row.values())) == 1 for row in rows)
    domain = {value for row in rows for value in row.values()}
    if len(domain) == 1:
        why = "all gave one and the same value throughout, which chance would do as well"
        return Agreement(name, level, None, len(rows), same, coders, why)
    return Agreement(name, level, alpha([tuple(row.values()) for row in rows], level), len(rows), same, coders)


def alpha(units: Sequence[Sequence[float | str]], level: str) -> float:
    """Krippendorff's alpha: 1 less the ratio of the differences observed to those that chance would give.

    Args:
        units: for each thing coded, what its coders said, in any order; those with one coding count for nothing.
        level: nominal (values differ or do not) or interval (by the square of their distance).
    Raises:
        ValueError: all values are the same, so that chance has nothing to say.
    """
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    expected = _difference(values, level) / (len(values) * (len(values) - 1)) if len(values) > 1 else 0.0
    if not expected:
        raise ValueError("alpha is not defined where all values are the same")
    observed = sum(_difference(unit, level) / (len(unit) - 1) for unit in units) / len(values)
    return 1 - observed / expected


def _difference(values: Sequence[float | str], level: str) -> float:
    """The differences of all ordered pairs, added up, without going through the pairs."""
    n = len(values)
    if level == "interval":
        numbers = [float(value) for value in values]
        mean = math.fsum(numbers) / n
        return 2 * n * math.fsum((x - mean) ** 2 for x in numbers)
    return float(n * n - sum(count * count for count in Counter(values).values()))


def _measured(name: str, level: str, coding: _Coding) -> float | str | None:
    """What a coder says, as a number on an interval or a name; None = nothing."""
    if name == KEPT:
        return "yes" if coding.kept else "no"
    if name not in coding.values:
        return None
    value = coding.values[name]
    if level == "interval":
        if isinstance(value, str):
            return float((When.parse(value).first - dt.date(1970, 1, 1)).days)
        return value if isinstance(value, float) else None
    return "; ".join(sorted(value)) if isinstance(value, tuple) else str(value)
