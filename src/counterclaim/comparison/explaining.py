"""Why accounts stand in one question and why each two are related as they are: every rule, its score, its sentence.

In: a question. Out: Explanations. The rules are asked again, so what is shown is what decides.
"""

from dataclasses import dataclass
from itertools import combinations

from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.parties import adjective_of
from counterclaim.comparison.parts import counts_all_shot, parts_among
from counterclaim.comparison.places import place_key
from counterclaim.comparison.rules.figures import (
    bounds_meet,
    same_counted,
    same_measure,
    same_place,
    same_scale,
    same_time,
    same_unit,
)
from counterclaim.comparison.rules.statements import same_names, same_numbers, same_parties, same_polarity, same_words
from counterclaim.comparison.rules.verdict import Verdict
from counterclaim.comparison.territory import is_over_time
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question, Relation

MOST_PAIRS = 60  # as many as a person reads


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two accounts, how they are related, and each rule's opinion of them."""

    a: Claim
    b: Claim
    relation: Relation | None  # None = the rules say nothing of the two
    verdicts: tuple[Verdict, ...]


def why_one_question(question: Question) -> str:
    """Why the accounts are set side by side, in one sentence."""
    first = question.accounts[0].claim
    if question.kind == "figure":
        counted = counted_by(first)
        whose = adjective_of(counted.party) if counted.party else "no party's in particular"
        what = counted.category or counted.noun or "something not named"
        where = "at one place, in one story or of one party"
        return f"All count {first.measure} of one kind ({what}, {whose}), {where}, within one stretch of time."
    if question.kind == "event" and is_over_time([account.claim for account in question.accounts]):
        return "All tell of ground taken, held or lost in one region, whatever the time."
    if question.kind == "event":
        place = next((place_key(name) for name in first.where if place_key(name)), None)
        return f"All tell of {first.event_type} {f'at {place}' if place else 'between the same parties'} at one time."
    return "Each says the same of the same thing as another one, or denies it, or throws it back."


def explain(question: Question) -> tuple[Explanation, ...]:
    """Every two origins by their first accounts, related ones first."""
    related = {frozenset((r.a, r.b)): r for r in question.relations}
    parts = parts_among([a.claim for a in question.accounts]) if question.kind == "figure" else {}
    first: dict[str, Claim] = {}
    for account in question.accounts:
        first.setdefault(account.origin, account.claim)
    pairs = sorted(combinations(first.values(), 2), key=lambda pair: frozenset(c.id for c in pair) not in related)
    return tuple(
        Explanation(a, b, related.get(frozenset((a.id, b.id))), _verdicts(question.kind, a, b, parts))
        for a, b in pairs[:MOST_PAIRS]
    )


def _verdicts(kind: str, a: Claim, b: Claim, parts: dict[str, str]) -> tuple[Verdict, ...]:
    if kind == "figure":
        found = [rule(a, b) for rule in _FIGURE_RULES]
        part = next((parts[c.id] for c in (a, b) if c.id in parts), None)
        if part:
            found.append(Verdict("part", 0.3, part, "scope"))
        if counts_all_shot(a) != counts_all_shot(b):
            found.append(Verdict("definition", 0.3, "One counts all who were hit, the other the wounded.", "scope"))
        return tuple(found)
    if kind == "statement":
        return tuple(rule(a, b) for rule in _STATEMENT_RULES)
    return ()


_FIGURE_RULES = (same_unit, same_measure, same_counted, same_place, same_time, same_scale, bounds_meet)
_STATEMENT_RULES = (same_words, same_parties, same_numbers, same_names, same_polarity)
