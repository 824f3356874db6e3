"""A unit as people write it beside a number: "1 hour", "1,036 square kilometres", "40 kilometres per hour", "5 USD".

In:  the unit of reading/figures/units.csv, which is one (singular, or a currency's ISO 4217 code).   Out: words.
"""

import re

from counterclaim.records.values import Measure

# Measures whose number says nothing without its unit.
UNIT_SAID = frozenset((Measure.AREA, Measure.MONEY, Measure.DISTANCE, Measure.DURATION))

_IRREGULAR = {"foot": "feet", "inch": "inches", "century": "centuries"}
_UNCHANGED = frozenset({"percent", "person", "people", "US cents"})
_COUNTED = re.compile(r"degree(?= \w)|\w+(?= per )|\w+$")  # the word that is counted: "kilometre per hour"


def unit_words(unit: str, low: float | None, high: float | None) -> str:
    """The unit for a figure of these bounds: in the plural unless it is exactly one."""
    if low == high == 1 or unit in _UNCHANGED or unit.isupper():
        return unit
    return _COUNTED.sub(lambda found: _IRREGULAR.get(found.group(), found.group() + "s"), unit, count=1)
