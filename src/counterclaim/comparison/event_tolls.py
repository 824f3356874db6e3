"""How two tolls of one event stand to each other: rivals only where both count all of the victims, by the same rule.

What counts a part, holds the attacker, holds the dead among the wounded, or was told before the last victim was found,
is no rival; which of these it is is named. In: two figure claims of one question. Out: a relation and its reason.
"""

from collections.abc import Mapping

from counterclaim.comparison.bearers import are_one_sides, other_bearers
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parts import (
    counts_all_shot,
    counts_beside_dead,
    dead_beside,
    tells_of_rising,
    tells_of_several,
)
from counterclaim.comparison.relations import GROWTH, VICTIMS, Judge, is_wider, judge_figures
from counterclaim.comparison.rules.figures import SAME_NUMBER, same_place, same_time, time_of_event
from counterclaim.comparison.rules.statements import alignment, said_in
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.surroundings import is_total
from counterclaim.records.claim import Claim
from counterclaim.records.question import RelationKind
from counterclaim.records.values import Measure

# Reports of one event by third parties that are further apart than this count two events, or a part.
EVENT_FACTOR = 3.0
# How far sentences match at least that tell of one event: less than for other figures, since a story already joins
# their articles. Tolls that agree are seldom below it where they are of war, and those of two events seldom above.
SAME_TOLL = 0.3


def judge_event_figures(parts: Mapping[str, str], *, one_event: bool = True, one_story: bool = False) -> Judge:
    """How two figures of one toll stand to each other: what counts a part of the victims is no rival.

    Args:
        parts: claims that count a part, with the reason (parts.parts_among).
        one_event: whether the toll is one event's, and not a war's of one party.
        one_story: whether the articles report the same thing, so that the event is one on whatever day it is told;
            two tolls at one place on two days may be of two attacks.
    """

    def judge(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
        of_event = one_event and a.measure in VICTIMS and not is_total(a) and not is_total(b)
        judged = judge_figures(a, b, one_event=of_event or _are_one_total(a, b), one_story=of_event and one_story)
        part = next((claim for claim in (a, b) if claim.id in parts), None)
        if part and judged and judged[0] is RelationKind.AGREE and a.low != b.low:
            return RelationKind.DIFFERENT_SCOPE, parts[part.id]
        if of_event and judged and judged[0] in {RelationKind.WIDER, RelationKind.NARROWER}:
            return (None if part else _more_than_all(a, b, one_story=one_story)) or judged
        if judged is None or judged[0] is not RelationKind.CONFLICT:
            return judged
        if part:
            return RelationKind.DIFFERENT_SCOPE, parts[part.id]
        others = other_bearers(a, b)
        if others:
            return RelationKind.DIFFERENT_SCOPE, others
        return (_of_one_event(a, b) if one_event else None) or _all_shot(a, b) or judged

    return judge


def _are_one_total(a: Claim, b: Claim) -> bool:
    """Whether one article gives two totals over the same time; of the second it need not repeat the place."""
    return a.article.id == b.article.id and a.since is not None and (a.since, a.as_of) == (b.since, b.as_of)


def _more_than_all(a: Claim, b: Claim, *, one_story: bool) -> tuple[RelationKind, str] | None:
    """The contradiction of two counts of which one is of a kind that the other holds, and is the larger one."""
    whole, kind = (a, b) if is_wider(a, b) else (b, a)
    if whole.high is None or kind.low is None or kind.low <= whole.high * (1 + SAME_NUMBER):
        return None
    # who tells of both must be somebody: an article's own voice tells of one attack here and of another there
    if a.narrator or b.narrator or source_key(a) == source_key(b):
        return None
    if time_of_event(a, b, same_time(a, b), one_story=one_story).score < 1:
        return None
    in_two_texts = a.article.id != b.article.id
    if _of_one_event(a, b) or (in_two_texts and not _are_two_sides(a, b) and _words_differ(a, b)):
        return None
    why = f"{teller(kind)} counts more of one kind ({value_words(kind)}) than {teller(whole)} counts of all"
    return RelationKind.CONFLICT, f"{why[:1].upper()}{why[1:]} ({value_words(whole)})."


def _of_one_event(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    """Why two tolls of one event are no rivals; None where nothing says so."""
    if are_one_sides(a, b):
        return RelationKind.DIFFERENT_SCOPE, "One side gives both in one text: they count different things."
    if _was_going_up(a, b):
        return RelationKind.DIFFERENT_PERIOD, "The higher one was told later or as a rising toll: it may have grown."
    if is_total(a) != is_total(b):
        return RelationKind.DIFFERENT_SCOPE, "One counts the victims of one event, the other those of many."
    if _far_apart(a, b):
        return RelationKind.DIFFERENT_SCOPE, "One is many times the other, and no two sides give them: two counts."
    if tells_of_several(a) or tells_of_several(b):
        return RelationKind.DIFFERENT_SCOPE, "An article tells of several such events: they may count different ones."
    if not _are_two_sides(a, b):
        return _by_a_few(a, b) or _of_other_matter(a, b)
    return None


def _of_other_matter(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    """Why third parties' tolls in two articles of a story may be of two things: neither place nor words join them."""
    if a.article.id == b.article.id or same_place(a, b).score == 1:
        return None
    if not _words_differ(a, b):
        return None
    return RelationKind.DIFFERENT_SCOPE, "The words around them differ: nothing says that both are of one event."


def _words_differ(a: Claim, b: Claim) -> bool:
    """Whether the sentences of two tolls have too little in common to tell of one event."""
    return alignment(said_in(a.context), said_in(b.context)) < SAME_TOLL


def _by_a_few(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    """Why two tolls that nobody's enemies give may be one count by two rules: the attacker, the dead among the hurt."""
    apart = abs((a.low or a.high or 0.0) - (b.low or b.high or 0.0))
    if a.measure is Measure.KILLED and apart <= 1:
        return RelationKind.DIFFERENT_SCOPE, "They differ by one: it may be the attacker, or who died last."
    if a.measure is Measure.WOUNDED and not (counts_beside_dead(a) and counts_beside_dead(b)):
        dead = max(dead_beside(a), dead_beside(b))
        if apart <= dead:
            return RelationKind.DIFFERENT_SCOPE, "They differ by no more than the dead: one may count these too."
    return None


def _all_shot(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    if counts_all_shot(a) == counts_all_shot(b):
        return None
    return (
        RelationKind.DIFFERENT_SCOPE,
        "One counts all who were hit, the dead among them, the other the wounded.",
    )


def _was_going_up(a: Claim, b: Claim) -> bool:
    """Whether the higher of two tolls, told in another article, may be a later count of the same victims.

    The dead of one event are found for days, so a later day's higher number is no rival; on one day, or for the
    wounded, the words or a small step must say so. What two sides give of one event is a rival on any day.
    """
    early, late = sorted((a, b), key=lambda c: c.low or c.high or 0.0)
    first, last = early.article.published, late.article.published
    if a.article.id == b.article.id or first is None or last is None or last.last < first.first:
        return False
    if _are_two_sides(a, b):
        return False
    if tells_of_rising(early) or tells_of_rising(late):
        return True
    if early.as_of and late.as_of and late.as_of.first > early.as_of.last:
        return True
    small = (late.low or late.high or 0.0) <= (early.high or early.low or 0.0) * GROWTH
    return last.first > first.last and (small or a.measure is Measure.KILLED)


def _far_apart(a: Claim, b: Claim) -> bool:
    """Whether two tolls told by nobody's enemies lie further apart than reports of one event do."""
    x, y = a.low or a.high or 0.0, b.low or b.high or 0.0
    if a.article.id == b.article.id or _are_two_sides(a, b):
        return False  # one text sets rivals side by side; what two sides give of one event may lie apart by any factor
    return min(x, y) > 0 and max(x, y) / min(x, y) > EVENT_FACTOR


def _are_two_sides(a: Claim, b: Claim) -> bool:
    """Whether two parties give them: each has its reasons, and no rule of counting explains the difference."""
    x, y = source_party(a), source_party(b)
    return x is not None and y is not None and x != y
