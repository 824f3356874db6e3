"""What a verb says of those counted: what it does to its object, what its subject does or suffers.

In:  a verb's token and Counted.   Out: Measure, or None.   The verbs are data (measures.toml).
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.felled import brought_down, died_fighting
from counterclaim.reading.figures.lexicon import NONE, PEOPLE, lexicon
from counterclaim.reading.figures.numerals import Form
from counterclaim.records.values import Measure

_EXODUS = 100  # "two men left" is no displacement, "121,000 people have left the district" is
_A_FEW_HOUSES = 10
_COMING = frozenset({"arrive", "pour", "stream", "trek", "flock"})
_HELD_FAST = frozenset("abduct kidnap capture hostage captive prison prisoner jail detain".split())
_EXCHANGED = frozenset("swap exchange captivity prisoner pow hostage".split())
_SWAP_REACH = 25  # tokens before the sentence


def _are_exchanged(counted: Counted) -> bool:
    """ "144 soldiers return home in the largest swap", "A prisoner exchange took place. It returned 86 soldiers"."""
    near = counted.sentence.doc[max(0, counted.sentence.start - _SWAP_REACH) : counted.sentence.end]
    return any(t.lemma_.lower() in _EXCHANGED for t in near)


_FALLEN = frozenset("ill sick silent behind short into under victim prey back apart".split())
_REFUGES = frozenset("camp shelter border refuge tent exile displacement refugee displaced".split())
_LIVES = frozenset({"life", "lives"})
_TAKING = frozenset({"claim", "cost", "take", "lose", "end", "consume", "swallow"})


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
    """Whether an object follows the verb, no dash or quotation mark between: it is active."""
    after = (child for child in verb.children if child.dep_ in ("dobj", "obj") and child.i > verb.i)
    return any(not any(t.is_punct for t in verb.doc[verb.i + 1 : child.left_edge.i]) for child in after)


def is_verbal(token: Any) -> bool:
    """A verb, or a word in -ing that the tagger took for something else ("downing")."""
    if token.pos_ == "VERB":
        return True
    if token.lower_ in _OF_HEADLINES and token.dep_ != "prt" and token.i + 1 < len(token.doc):
        return True
    if token.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return False
    # In capitals the tagger takes nearly every verb for a name.
    return bool(token.lower_.endswith("ing") or (token.is_upper and token.lower_.endswith("ed")))


# "Army downs ten drones", "We down ten a day": the tagger takes the verb for a noun or a preposition.
_OF_HEADLINES = frozenset({"down", "downs", "shoots"})


def object_measure(verb: Any, counted: Counted, particle: str = "") -> Measure | None:
    """The measure that the verb gives to its object of this class."""
    words = lexicon()
    kind = counted.noun_class
    for lemma in lemmas(verb):
        if lemma in ("shoot", "shoots") and kind in ("munitions", "equipment") and next_word(counted.noun) == "down":
            return Measure.SHOT_DOWN  # "shoots ten of its drones down"
        if lemma == "down" and verb.pos_ != "VERB" and kind not in ("munitions", "equipment"):
            continue
        phrasal = words.of_phrasal.get((f"{lemma} {particle or next_word(verb)}", kind))
        if found := phrasal or brought_down(lemma, verb, counted) or died_fighting(lemma, counted):
            return found
        if lemma == "return" and counted.noun_class in PEOPLE and _are_exchanged(counted):
            return Measure.COUNT
        if lemma in words.carried_verbs and kind in PEOPLE | {NONE} and _hospital_follows(verb):
            return Measure.WOUNDED
        if _decides_alone(lemma, counted):
            return _alone(lemma, verb, counted, particle)
        if _lacks_particle(lemma, verb, counted, particle) or (lemma == "hold" and _is_home(verb)):
            continue
        if lemma == "affect" and kind in PEOPLE and _is_of_arms(verb):
            return Measure.CASUALTIES
        if lemma == "damage" and _is_ruin(verb):
            return Measure.DESTROYED
        if lemma in words.animate_verbs and kind not in words.inanimate:
            return words.of_object[lemma, "people"]
        if (lemma, kind) in words.of_object:
            return words.of_object[lemma, kind]
    return None


def _decides_alone(lemma: str, counted: Counted) -> bool:
    """Whether what the verb says hangs on its other words and never on the table."""
    if counted.noun is not None and counted.noun.lemma_.lower() in _LIVES:
        return True
    return lemma in ("take", "treat") or (lemma in ("shoot", "burn") and counted.noun_class in PEOPLE | {NONE})


def _alone(lemma: str, verb: Any, counted: Counted, particle: str) -> Measure | None:
    """ "took the lives of 12", "took 12 prisoner", "treated 12 for cholera", "burned alive", "shot dead"."""
    noun, kind = counted.noun, counted.noun_class
    if noun is not None and noun.lemma_.lower() in _LIVES:
        return Measure.KILLED if lemma in _TAKING else None
    if lemma == "take":
        return Measure.CAPTURED if (particle or next_word(noun)) in _TAKEN else None
    if lemma == "treat":
        return None if _is_sick(verb) else lexicon().of_object.get((lemma, kind))
    if lemma == "shoot" and particle == "down":
        return Measure.SHOT_DOWN if kind == NONE else Measure.KILLED
    if lemma == "shoot" and (counted.quantity.value_low or 0) >= _A_MASSACRE and _is_passive(verb):
        return Measure.KILLED  # "several hundred were shot": put to death
    fatally = any(child.lower_ == "fatally" for child in verb.children)
    fatal = fatally or {next_word(noun), next_word(verb)} & {"dead", "to", "alive"}
    return Measure.KILLED if fatal else lexicon().of_object.get((lemma, kind))


def _lacks_particle(lemma: str, verb: Any, counted: Counted, particle: str) -> bool:
    """Whether the verb says nothing of those counted without "up", "down" or "out": "called 300 witnesses"."""
    if lemma == "claim":
        return counted.noun_class == NONE
    if lemma == "remove":
        return not any(c.dep_ == "prep" and _is_to_elsewhere(c) for c in verb.children)
    if lemma == "drive":
        return particle != "out" and next_word(counted.noun) not in _AWAY
    if lemma == "engage":
        return next_word(verb) == "in"  # "the two armies engaged in talks"
    if lemma == "expel":
        return counted.noun is not None and counted.noun.lemma_.lower() in _ENVOYS  # sent home, not driven out
    if lemma == "deliver":
        return verb.tag_ == "VB" or next_word(counted.noun) == "to"  # "promised to deliver a million shells": supplied
    if lemma == "order":
        return next_word(verb) not in ("out", "from")
    return lemma in _PARTICLES and particle != _PARTICLES[lemma]


_RUINING = frozenset({"destroy", "ruin", "burn", "wreck"})


_ARMED_HARM = frozenset({"aggression", "shelling", "bombing", "bombardment", "airstrike"})


def _is_of_arms(verb: Any) -> bool:
    """ "Armed aggression affects 990 children": killed or hurt; not "the flood affected 4 million"."""
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in _ARMED_HARM for c in verb.children)


def _is_ruin(verb: Any) -> bool:
    """ "12,000 homes have been damaged or destroyed", and not "homes were damaged and the crop was destroyed"."""
    also = (c for c in verb.children if c.dep_ == "conj" and c.lemma_ in _RUINING)
    return any(not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children) for other in also)


def _is_to_elsewhere(prep: Any) -> bool:
    """Whether the preposition leads from or to a country, a town, somebody's territory."""
    place = next((c for c in prep.children if c.dep_ == "pobj"), None)
    named = place is not None and (place.ent_type_ in ("GPE", "LOC") or place.lemma_.lower() in _HOMES)
    return prep.lower_ in ("from", "to", "into") and named


_ENVOYS = frozenset({"diplomat", "envoy", "ambassador", "attache", "spy"})
_A_MASSACRE = 30
# What holds people without holding them captive: "the enclave held 60,000 people".
_HOMES = frozenset(
    "enclave home city town village camp pocket district island region territory shelter country capital".split()
)


def _is_home(verb: Any) -> bool:
    """Whether a place, not a captor, holds those counted."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.lemma_.lower() in _HOMES or subject.ent_type_ in ("GPE", "LOC"))


def _is_passive(verb: Any) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


_PARTICLES = {"carry": "out", "gun": "down", "round": "up", "bring": "down", "call": "up"}
_TAKEN = frozenset({"prisoner", "captive", "hostage", "prisoners", "captives", "hostages", "alive"})
_AWAY = frozenset({"from", "out", "off", "across", "into"})  # "drove 30,000 people from the valley"
_TREATED_REACH = 10  # tokens from "treated" to what for


def _is_sick(verb: Any) -> bool:
    """Whether those treated are no wounded: "treated 1,700 survivors of sexual violence"."""
    return any(t.lower_ in lexicon().sick for t in verb.doc[verb.i : verb.i + _TREATED_REACH])


def _are_households(counted: Counted) -> bool:
    return counted.noun is not None and counted.noun.lemma_.lower() in ("family", "household")


def _suffer_war(verb: Any, counted: Counted) -> bool:
    """ "530 children suffered in the shelling": killed or hurt; not "suffered losses", "suffer from hunger"."""
    bare = not has_object(verb) and next_word(verb) not in ("from", "under")
    return bare and counted.noun_class in PEOPLE and counted.quantity.form != "vague"


def _come_for_shelter(counted: Counted) -> bool:
    """ "another 300 families arrive each night", "2,000 people poured into the camp"."""
    return _are_households(counted) or any(t.lemma_.lower() in _REFUGES for t in counted.sentence)


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
        if lemma == "suffer" and _suffer_war(verb, counted):
            return Measure.CASUALTIES
        if lemma in ("suffer", "sustain") and not any(c.lemma_ in ("injury", "wound", "burn") for c in verb.children):
            continue
        if lemma == "fall" and (counted.noun_class == NONE or next_word(verb) in _FALLEN):
            continue
        if lemma == "return" and _are_exchanged(counted):
            return Measure.COUNT
        if lemma in ("escape", "leave") and any(t.lemma_.lower() in _HELD_FAST for t in counted.sentence):
            continue  # "of the 230 girls abducted, 57 escaped"
        exodus = _A_FEW_HOUSES if _are_households(counted) else _EXODUS
        whole = counted.quantity.form not in (Form.FRACTION, Form.ODDS) and counted.quantity.unit is None
        if lemma == "leave" and whole and (counted.quantity.value_low or 0) < exodus:
            continue
        if lemma in _COMING and counted.noun_class == "people" and _come_for_shelter(counted):
            return Measure.DISPLACED
        if (lemma, counted.noun_class) in words.of_subject:
            return words.of_subject[lemma, counted.noun_class]
    return None
