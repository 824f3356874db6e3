"""How alike two figures are: measure, what is counted, place, period, bounds. One function a rule.

In: two figure claims. Out: Verdict. A score of 0 keeps them out of one question; `differs` marks what sets accounts
within one question apart.
"""

from counterclaim.comparison.counted import LONGEST, counted_by, includes, root_of
from counterclaim.comparison.parties import adjective_of, parties_in_words
from counterclaim.comparison.periods import (
    days_apart,
    days_named,
    is_dated_by_telling,
    near_days,
    period_of,
    same_period,
    when_words,
)
from counterclaim.comparison.places import place_contains, place_key
from counterclaim.comparison.rules.verdict import Verdict, value_words
from counterclaim.comparison.scope import local_place
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.stories import WINDOW_DAYS as STORY_DAYS
from counterclaim.comparison.units import common_bounds, unit_class
from counterclaim.records.claim import Claim
from counterclaim.records.values import Measure, Modality

# Casualties hold the killed, the wounded and the captured; the rest count things of their own.
_PARTS = {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.MISSING}
# Counting by 5 % apart is the same number in other words: "about 800,000" and "790,000".
SAME_NUMBER = 0.05
# "Nearly 500" says less than 500 and not much less: by a tenth at most.
SHORT_OF = 0.1
# Own and enemy losses as the two sides of a war give them for one period differ up to some tens of times.
RIVAL_FACTOR = 50


def same_measure(a: Claim, b: Claim) -> Verdict:
    """Whether both count the same kind of thing happening: killed is not casualties."""
    if a.measure == b.measure:
        return Verdict("measure", 1.0, f"Both count {a.measure}.")
    pair = {a.measure, b.measure}
    if Measure.CASUALTIES in pair and pair & _PARTS:
        [part] = pair & _PARTS
        return Verdict("measure", 0.6, f"One counts {part} only, the other all casualties.", "scope")
    return Verdict("measure", 0.0, f"One counts {a.measure}, the other {b.measure}.", "measure")


def same_counted(a: Claim, b: Claim) -> Verdict:
    """Whether both count the same people or things: whose they are and of which kind."""
    x, y = counted_by(a), counted_by(b)
    if x.party and y.party and x.party != y.party:
        whose = f"{adjective_of(x.party)} and {adjective_of(y.party)}"
        return Verdict("counted", 0.0, f"They count different sides' losses: {whose}.", "counted")
    if root_of(x.category) != root_of(y.category) or x.noun != y.noun:
        return Verdict("counted", 0.0, f"One counts {_kind(a)}, the other {_kind(b)}.", "counted")
    if includes(x.category, y.category) or includes(y.category, x.category):
        return Verdict("counted", 0.6, f"One counts {_kind(a)}, the other {_kind(b)}.", "scope")
    if x.category != y.category:
        return Verdict("counted", 0.3, f"One counts {_kind(a)}, the other {_kind(b)}.", "scope")
    if x.party is None and y.party is None and not (a.of and b.of) and _of_others(a, b):
        return Verdict("counted", 0.5, "Nothing says whose they are, and the sentences speak of different sides.")
    if (x.party is None) != (y.party is None):
        return Verdict("counted", 0.7, "One says whose they are, the other does not.")
    return Verdict("counted", 1.0, f"Both count {_kind(a)}.")


def _of_others(a: Claim, b: Claim) -> bool:
    """Whether the sentences around two counts name different parties, those who are quoted left out."""
    x, y = _parties_around(a), _parties_around(b)
    return bool(x and y and x != y)


def _parties_around(claim: Claim) -> frozenset[str]:
    words = claim.context[:LONGEST].replace(claim.source_text or "\0", " ")
    return frozenset(parties_in_words(words)) - {source_party(claim)}


def _kind(claim: Claim) -> str:
    return claim.of or counted_by(claim).category or counted_by(claim).noun or "something not named"


def same_place(a: Claim, b: Claim) -> Verdict:
    """Whether both speak of the same place; no place given is the whole war."""
    here, there = local_place(a), local_place(b)
    x, y = place_key(here), place_key(there)
    if x == y:
        return Verdict("place", 1.0 if x else 0.6, f"Both speak of {here}." if x else "Neither narrows it to a place.")
    if x is None or y is None:
        return Verdict("place", 0.5, f"Only one narrows it to a place: {here or there}.", "scope")
    if place_contains(here, there) or place_contains(there, here):
        return Verdict("place", 0.8, f"{here} and {there} lie in one another.")
    return Verdict("place", 0.0, f"One speaks of {here}, the other of {there}.", "place")


def same_time(a: Claim, b: Claim) -> Verdict:
    """Whether both counts end on the same day or near it, and begin together where both say so."""
    x, y = period_of(a), period_of(b)
    same = same_period(x, y)
    if same is None or x.end is None or y.end is None:
        return Verdict("period", 0.5, "One of them bears no date.")
    if same:
        return Verdict("period", 1.0, f"Both run to {when_words(x.end)}." if x.end == y.end else _near(a, b))
    early, late = (x, y) if x.end <= y.end else (y, x)
    first, second = (a, b) if x.end <= y.end else (b, a)
    assert early.end
    assert late.end
    if days_apart(x.end, y.end) <= near_days(x, y):
        why = "They begin on different days" + (
            f": {when_words(x.since)} and {when_words(y.since)}." if x.since and y.since else "."
        )
    else:
        why = (
            f"{value_words(first)} ends on {when_words(early.end)}; it does not answer for {when_words(late.end)}, "
            f"to which {value_words(second)} runs."
        )
    return Verdict("period", 0.3, why, "period")


def _near(a: Claim, b: Claim) -> str:
    x, y = period_of(a).end, period_of(b).end
    assert x
    assert y
    return f"They end close together: {when_words(x)} and {when_words(y)}."


def place_of_event(place: Verdict) -> Verdict:
    """The place of two tolls of one event: it is the event's, also where only one of them names it."""
    return place if place.score == 0 else Verdict(place.rule, max(place.score, 0.6), place.why)


def time_of_event(a: Claim, b: Claim, time: Verdict, *, one_story: bool) -> Verdict:
    """The period of two tolls of one event: the event's, whatever the day in its story on which each was told.

    Args:
        a: a toll.
        b: another one.
        time: what their dates say.
        one_story: whether their articles report the same thing; else only one article's two tolls are of one event, and
            where it dates the one of them by nothing but its own day.
    """
    x, y = period_of(a).end, period_of(b).end
    if not time.differs or a.since or b.since or x is None or y is None:
        return time
    if not one_story:
        in_one_text = a.article.id == b.article.id and is_dated_by_telling(a) != is_dated_by_telling(b)
        return Verdict(time.rule, 1.0, "One article counts the victims of one event.") if in_one_text else time
    if days_apart(x, y) > STORY_DAYS:
        return time
    named = days_named(a.context[:LONGEST]), days_named(b.context[:LONGEST])
    if all(named) and not named[0] & named[1]:
        return time  # "on October 19" and "on October 25": a daily toll in the same words
    return Verdict(time.rule, 1.0, "Both count the victims of one event.")


def same_unit(a: Claim, b: Claim) -> Verdict:
    """Whether the numbers can be set beside each other at all: persons with persons, areas with areas."""
    if unit_class(a) != unit_class(b):
        return Verdict("unit", 0.0, f"One is in {a.unit or 'no unit'}, the other in {b.unit or 'no unit'}.", "unit")
    return Verdict("unit", 1.0, "The units agree.")


def is_unreal(claim: Claim) -> bool:
    """Whether a figure is a plan, a forecast or a supposition: no account of what happened."""
    return claim.modality in {Modality.PLANNED, Modality.PREDICTED, Modality.HYPOTHETICAL}


def same_scale(a: Claim, b: Claim) -> Verdict:
    """Whether two numbers can be counts of one thing: a fight's five dead are no rival of a war's 12,000.

    Without a beginning in one of them, or with a factor beyond what rival counts of one war have shown, the smaller is
    taken for a part.
    """
    x, y = _middle(a), _middle(b)
    if x is None or y is None or min(x, y) <= 0:
        return Verdict("scale", 1.0, "The numbers do not say.")
    factor = max(x, y) / min(x, y)
    said = bool(a.since) == bool(b.since)
    if factor > (RIVAL_FACTOR if said else RIVAL_FACTOR / 5):
        why = f"One is {factor:,.0f} times the other, too far apart for one count: the smaller is taken for a part."
        return Verdict("scale", 0.3, why, "scope")
    return Verdict("scale", 1.0, "The numbers are of one order.")


def _middle(claim: Claim) -> float | None:
    known = [value for value in common_bounds(claim) if value is not None]
    return sum(known) / len(known) if known else None


def bounds_meet(a: Claim, b: Claim) -> Verdict:
    """Whether the two ranges share a value; no bound given means that the range is open on that side."""
    low_a, high_a = _range(a)
    low_b, high_b = _range(b)
    if low_a <= high_b and low_b <= high_a:
        return Verdict("bounds", 1.0, f"{value_words(a)} and {value_words(b)} meet.")
    gap = max(low_a, low_b) - min(high_a, high_b)
    scale = max(abs(min(high_a, high_b)), 1.0)
    if (a.approximate or b.approximate or a.unit != b.unit) and gap <= 2 * SAME_NUMBER * scale:
        return Verdict("bounds", 0.9, f"{value_words(a)} and {value_words(b)} are the same within rounding.")
    return Verdict("bounds", 0.0, f"{value_words(a)} and {value_words(b)} lie apart for the same period and scope.")


def _range(claim: Claim) -> tuple[float, float]:
    low, high = common_bounds(claim)
    if low is None and high is not None and claim.approximate:
        low = high - SHORT_OF * abs(high)  # "nearly 500" is no other way to say 300
    return float("-inf") if low is None else low, float("inf") if high is None else high
