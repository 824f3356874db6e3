"""A number that is a part of the one before: "half of those are over 45", "130,000 remain", "the last ten of them".

In:  Counted, and the figure before it with its measure.   Out: Read, or None where it is no such part.
"""

import re
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.ellipsis import has_own_verb
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.numerals import Form
from counterclaim.records.values import Measure

# What a part keeps of the whole, whatever else is said of it: a soldier who reached the hills is a soldier still.
_KEPT = frozenset({Measure.TROOPS, Measure.RECRUITS})
# Those who fled and of whom some "have arrived" or "live in the open" are displaced.
_STAYING = frozenset("arrive come live stay sleep shelter remain settle".split())
_OF_THESE = re.compile(r"\sof\s(?:them|those|these|whom|which)\b", re.IGNORECASE)
_SHARES = (Form.FRACTION, Form.ODDS)
_LEFT = frozenset("remain survive stay leave".split())


def part_of_before(text: str, this: Counted, whole: Counted, measure: Measure) -> Read | None:
    """What the part is of: soldiers, displaced people, kilometres; None where the number is no part of it."""
    if this.noun is not None or this.quantity.unit is not None or not _is_next(this, whole):
        return None
    of_these = _OF_THESE.match(text, this.quantity.hull.end) is not None
    if whole.quantity.unit is not None:
        fits = of_these and whole.quantity.unit.kind in ("area", "distance") and this.quantity.form not in _SHARES
        return Read(measure, None, "part of the one before") if fits else None
    verb = _own_verb(this)
    same = whole.sentence.start == this.sentence.start
    if measure in _KEPT and (of_these or (same and verb is not None and verb.lemma_.lower() in _LEFT)):
        return Read(measure, None, "part of the one before")
    if measure is Measure.DISPLACED and of_these and verb is not None and verb.lemma_.lower() in _STAYING:
        return Read(measure, verb, "part of the one before")
    return None


def same_people(this: Counted, before: Counted, unit: str | None) -> Read | None:
    """ "300 died in the theatre, where some 1,300 were sheltering": people, of whom something else is said."""
    if this.noun is not None or this.quantity.unit is not None:
        return None
    same = before.sentence.start == this.sentence.start and unit == "person"
    return Read(Measure.COUNT, None, "noun:people") if same and has_own_verb(this) else None


def some_of_these(this: Counted, whole: Counted) -> Read | None:
    """ "It had 47 hospitals; four are working.", "31 boys went. Six are home.": few of what was counted just before."""
    if this.noun is not None or this.quantity.unit is not None or not has_own_verb(this):
        return None
    fewer = (this.quantity.value_low or 0) <= (whole.quantity.value_low or 0)
    if not _is_next(this, whole) or not fewer or whole.noun is None or whole.quantity.unit is not None:
        return None
    return Read(Measure.COUNT, None, f"noun:{whole.noun_class}")


def _is_next(this: Counted, whole: Counted) -> bool:
    """Whether the whole stands in the same sentence, or in the one before where the part opens its own."""
    same = whole.sentence.start == this.sentence.start
    return same or bool(whole.sentence.end == this.sentence.start == this.first.i)


def _own_verb(this: Counted) -> Any | None:
    after = this.sentence.doc[this.after : min(this.after + 4, this.sentence.end)]
    return next((token for token in after if token.pos_ == "VERB"), None)
