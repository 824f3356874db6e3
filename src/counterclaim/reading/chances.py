"""Outlooks that are named as a thing: a risk of famine, the likeliest outcome, a matter of days.

In:  a token of a parsed sentence.   Out: Foreseen or None.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.events.grammar import classes_of, lemma_of, verb_lemma
from counterclaim.reading.foresight import SUBJECTS, Foreseen, foresight, is_past

_STATING = frozenset({"be", "remain", "seem", "look", "stay", "appear"})
_PARTIES = frozenset({"person", "polity", "armed", "any"})
_NOWHERE: frozenset[int] = frozenset()


def by_chance(noun: Any) -> Foreseen | None:
    """ "There is a high risk of famine", "see little chance of a deal", "the probability of a war remained low"."""
    if lemma_of(noun) not in foresight()["chances"]:
        return None
    outcome = next(_outcomes(noun), None)
    verb = noun.head
    if outcome is None or verb.pos_ not in {"VERB", "AUX"}:
        return None
    stated = verb.lemma_ in _STATING and (_is_existential(verb) or _is_rated(noun, verb))
    seen = noun.dep_ == "dobj" and verb_lemma(verb) in foresight()["carrying"]
    return Foreseen(outcome, noun, f"chance: {lemma_of(noun)}", past=is_past(verb)) if stated or seen else None


def _outcomes(noun: Any) -> Iterator[Any]:
    """What the chance is of: the noun after "of", the clause after "that" or "to"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (c for c in child.children if c.dep_ in {"pobj", "pcomp"})
        elif child.dep_ in {"acl", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            yield child


def _is_existential(verb: Any) -> bool:
    return any(c.dep_ == "expl" for c in verb.children)


def _is_rated(noun: Any, verb: Any) -> bool:
    rated = any(c.dep_ == "acomp" and c.lower_ in foresight()["rated"] for c in verb.children)
    return noun.dep_ == "nsubj" and rated


def by_likeliest(noun: Any) -> Foreseen | None:
    """ "The likeliest outcome is a long siege"."""
    if lemma_of(noun) not in foresight()["outcomes"] or noun.dep_ != "nsubj" or noun.head.lemma_ not in _STATING:
        return None
    for child in noun.children:
        most = child.lower_ == "likely" and any(c.lower_ == "most" for c in child.children)
        if child.dep_ == "amod" and (most or child.lower_ in {"likeliest", "probable"}):
            return Foreseen(noun.head, child, "likeliest outcome", past=is_past(noun.head))
    return None


def by_time_left(noun: Any) -> Foreseen | None:
    """ "The fall of the town is a matter of days", "only a question of time"."""
    words = foresight()
    if noun.lower_ not in {"matter", "question"} or noun.head.lemma_ not in _STATING:
        return None
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    unit = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if unit is None or lemma_of(unit) not in words["units"] | {"time"}:
        return None
    return Foreseen(noun.head, noun, "matter of time", past=is_past(noun.head))


def by_threatening(verb: Any, lemma: str) -> Foreseen | None:
    """ "The fighting threatens to engulf the region": of things, not of men; "stands to lose" of both."""
    governed = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if governed is None or subject is None or lemma not in foresight()["threatening"]:
        return None
    if lemma != "stand" and (subject.ent_type_ or classes_of(subject, _NOWHERE) & _PARTIES):
        return None
    return Foreseen(governed, verb, f"{lemma}s to", past=is_past(verb))
