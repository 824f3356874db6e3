"""What a verb says of those counted: what it does to its object, what its subject does or suffers.

In:  a verb's token and Counted.   Out: Measure, or None.   The verbs are data (measures.toml).
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.felled import brought_down, died_fighting
from counterclaim.reading.figures.lexicon import NONE, PEOPLE, lexicon
from counterclaim.records.values import Measure

_EXODUS = 100  # "two men left" is no displacement, "121,000 people have left the district" is
_LIVES = frozenset({"life", "lives"})
_TAKING = frozenset({"claim", "cost", "take", "lose", "end"})


def lemmas(token: Any) -> Iterator[str]:
    """The lemma, and what the word would be as a verb where the tagger took a participle for a noun."""
    yield token.lemma_.lower()
    lower = token.lower_
    for ending in ("ing", "ed"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower[: -len(ending)]
            yield stem
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def has_object(verb: Any) -> bool:
    """Whether an object follows the verb: it is active."""
    return any(child.dep_ in ("dobj", "obj") and child.i > verb.i for child in verb.children)


def is_verbal(token: Any) -> bool:
    """A verb, or a word in -ing that the tagger took for something else ("downing")."""
    if token.pos_ == "VERB":
        return True
    if token.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return False
    # In capitals the tagger takes nearly every verb for a name.
    return bool(token.lower_.endswith("ing") or (token.is_upper and token.lower_.endswith("ed")))


def object_measure(verb: Any, counted: Counted, particle: str = "") -> Measure | None:
    """The measure that the verb gives to its object of this class."""
    words = lexicon()
    kind = counted.noun_class
    noun = counted.noun
    for lemma in lemmas(verb):
        raised = _brought_up(lemma, particle, kind)
        if found := raised or brought_down(lemma, verb, counted) or died_fighting(lemma, counted):
            return found
        if noun is not None and noun.lemma_.lower() in _LIVES:
            return Measure.KILLED if lemma in _TAKING else None
        if lemma in words.carried_verbs and kind in PEOPLE | {NONE} and _hospital_follows(verb):
            return Measure.WOUNDED
        if lemma == "take":
            taken = particle or next_word(noun)
            return Measure.CAPTURED if taken in ("prisoner", "captive", "hostage", "prisoners", "captives") else None
        if lemma == "shoot" and kind in PEOPLE | {NONE}:
            if particle == "down":
                return Measure.SHOT_DOWN if kind == NONE else Measure.KILLED
            fatally = any(child.lower_ == "fatally" for child in verb.children)
            fatal = fatally or {next_word(noun), next_word(verb)} & {"dead", "to"}
            return Measure.KILLED if fatal else Measure.WOUNDED
        if (lemma == "claim" and kind == NONE) or (lemma == "gun" and particle != "down"):
            continue
        if lemma == "round" and particle != "up":
            continue
        if lemma == "bring" and particle != "down":
            continue
        if (lemma == "drive" and particle != "out") or (lemma == "call" and particle != "up"):
            continue
        if lemma == "order" and next_word(verb) not in ("out", "from"):
            continue
        if lemma in words.animate_verbs and kind not in words.inanimate:
            return words.of_object[lemma, "people"]
        if (lemma, kind) in words.of_object:
            return words.of_object[lemma, kind]
    return None


def _brought_up(lemma: str, particle: str, kind: str) -> Measure | None:
    """ "Brought up 30,000 men to attack the town"."""
    return Measure.TROOPS if lemma == "bring" and particle == "up" and kind in PEOPLE else None


def _hospital_follows(verb: Any) -> bool:
    places = lexicon().carried_places
    return any(token.lower_ in places for token in verb.doc[verb.i + 1 : verb.i + 8])


def next_word(token: Any | None) -> str:
    """The word after the token, in lower case; empty at the end of the text."""
    return token.nbor(1).lower_ if token is not None and token.i + 1 < len(token.doc) else ""


def is_active_perfect(token: Any) -> bool:
    """Whether a participle is active: "have captured"."""
    before = token.nbor(-1) if token.i else None
    return before is not None and before.lower_ in ("have", "has", "had")


def subject_measure(verb: Any, counted: Counted) -> Measure | None:
    """The measure that the verb gives to its subject of this class ("died", "fled", "volunteered")."""
    words = lexicon()
    for lemma in lemmas(verb):
        if lemma == "lose" and any(c.lemma_ == "life" for c in verb.children):
            return Measure.KILLED
        if lemma in ("suffer", "sustain") and not any(c.lemma_ in ("injury", "wound", "burn") for c in verb.children):
            continue
        if lemma == "fall" and counted.noun_class == NONE:
            continue
        if lemma == "leave" and (counted.quantity.value_low or 0) < _EXODUS:
            continue
        if (lemma, counted.noun_class) in words.of_subject:
            return words.of_subject[lemma, counted.noun_class]
    return None
