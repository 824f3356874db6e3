"""Units that figures are counted in: which can be set beside each other, and how they convert.

In: a figure claim. Out: its class of unit, and its bounds in that class's common unit.
"""

import re
from functools import cache

from counterclaim.records.claim import Claim
from counterclaim.records.values import Measure

# Square kilometres in one of each (NIST Handbook 44, appendix C).
_AREAS = {"square kilometre": 1.0, "square mile": 2.589988, "hectare": 0.01, "acre": 0.004046856}
_AREA_WORDS = (
    (re.compile(r"\b(?:square|sq\.?)[\s-]*(?:kilomet|km)|\bkm(?:2|²)", re.IGNORECASE), "square kilometre"),
    (re.compile(r"\b(?:square|sq\.?)[\s-]*mi", re.IGNORECASE), "square mile"),
    (re.compile(r"\bhectare|\bha\b", re.IGNORECASE), "hectare"),
    (re.compile(r"\bacre", re.IGNORECASE), "acre"),
)
_GROUP = re.compile(
    r"\b(?:battalion|brigade|regiment|division|company|companies|unit|squad|platoon)s?\b", re.IGNORECASE
)


@cache
def area_unit(unit: str | None) -> str | None:
    """The area unit that the words name, or None."""
    return next((name for pattern, name in _AREA_WORDS if pattern.search(unit)), None) if unit else None


def unit_class(claim: Claim) -> str:
    """Figures of one class can be compared: areas, persons, things one by one, a currency, a share, formations."""
    unit = claim.unit
    if claim.measure is Measure.AREA:
        return "area" if area_unit(unit) else unit or "area"
    if unit and (" per " in unit or unit in {"%", "percent", "per cent"}):
        return unit
    if unit and _GROUP.search(unit):
        return "formation"
    if claim.measure is Measure.MONEY:
        return unit or "money"
    return "one by one"


def common_bounds(claim: Claim) -> tuple[float | None, float | None]:
    """Low and high, areas in square kilometres."""
    factor = _AREAS.get(area_unit(claim.unit) or "", 1.0) if claim.measure is Measure.AREA else 1.0
    return (None if claim.low is None else claim.low * factor, None if claim.high is None else claim.high * factor)


def bounds_in_unit_of(claim: Claim, other: Claim) -> tuple[float | None, float | None]:
    """Low and high of `claim` in the unit of `other`; unchanged where the units are the same or not convertible."""
    if claim.measure is not Measure.AREA or area_unit(claim.unit) == area_unit(other.unit):
        return claim.low, claim.high
    factor = _AREAS.get(area_unit(other.unit) or "", 1.0)
    low, high = common_bounds(claim)
    return (None if low is None else round(low / factor, 2), None if high is None else round(high / factor, 2))
