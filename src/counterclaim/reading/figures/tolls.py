"""The measure told by a noun further back: a toll, a list of losses, a company that had so many men, a wreck.

In:  Counted.   Out: Read, or None.
"""

from typing import Any

from counterclaim.reading.figures.beside import BETWEEN, phrases_at
from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.deeds import object_measure, subject_measure
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.lexicon import NONE, OTHER, PEOPLE, lexicon
from counterclaim.records.values import Measure


def by_toll(counted: Counted) -> Read | None:
    """ "the death toll rose to 40", "losses have reached about 3,000 men": a toll noun names what the number is."""
    if counted.quantity.unit is not None:
        return None
    if counted.noun is not None and counted.noun_class not in _LOST:
        return None
    words = lexicon()
    doc = counted.sentence.doc
    # A number with a noun of its own needs a verb of level or a colon between, or as its bound: "losses exceed 11,000".
    bound = doc[counted.first.i : counted.number.i]
    level = counted.noun is None or any(t.lemma_.lower() in _LEVEL_VERBS for t in bound)
    for at in range(counted.first.i - 1, max(counted.sentence.start, counted.first.i - _LIST_REACH) - 1, -1):
        token = doc[at]
        if token.text == ";" or (token.text == ":" and counted.noun is None):
            return None
        if token.lower_ in _SUMS and token.pos_ == "NOUN":
            return None  # "36 killed and 150 wounded, bringing the total to 2,119": of what was counted first
        level = level or token.text == ":" or token.lemma_.lower() in _LEVEL_VERBS
        pair = f"{doc[at - 1].lower_} {token.lower_}" if at else ""
        form = pair if pair in words.toll else token.lower_
        if form not in words.toll or (form not in _LOSSES and at < counted.first.i - _TOLL_REACH):
            continue
        measure = Measure.CASUALTIES if _of_several_kinds(doc, at) else words.toll[form]
        if counted.noun_class == "equipment":
            return Read(Measure.DESTROYED, token, f"toll:{form}") if level and form in _LOSSES else None
        return Read(measure, token, f"toll:{form}") if level else None
    return None


def _of_several_kinds(doc: Any, at: int) -> bool:
    """ "the number of dead and wounded": what is said of both at once is casualties."""
    state = lexicon().state
    behind = [t.lower_ for t in doc[max(0, at - 3) : at] if t.lower_ != "the"]  # "the dead and the wounded"
    ahead = [t.lower_ for t in doc[at + 1 : at + 4] if t.lower_ != "the"]
    before = len(behind) >= 2 and behind[-1] in ("and", "or") and behind[-2] in state
    after = len(ahead) >= 2 and ahead[0] in ("and", "or") and ahead[1] in state
    return before or after


_LOSSES = frozenset({"loss", "losses"})
_LOST = PEOPLE | {"equipment"}
_SUMS = frozenset({"total", "tally"})
_TOLL_REACH = 15  # tokens between a toll noun and its number
_LIST_REACH = 60  # tokens of a list of losses: "losses amount to 900 men, 12 tanks, 40 guns, ..."
_LEVEL_VERBS = frozenset(
    "reach total amount exceed stand number climb rise hit surpass pass near approach be include".split()
)


def by_number_who(counted: Counted) -> Read | None:
    """ "put the number who had surrendered at 1,908", "the number of men who died has reached 300"."""
    if counted.noun is not None or counted.quantity.unit is not None:
        return None
    doc = counted.sentence.doc
    for at in range(counted.first.i - 1, max(counted.sentence.start, counted.first.i - _TOLL_REACH) - 1, -1):
        if doc[at].like_num or doc[at].text in (";", ":"):
            return None
        if doc[at].lower_ == "who":
            counts = any(t.lower_ in _NUMBERS for t in doc[max(counted.sentence.start, at - 4) : at])
            return _of_those_who(doc[at + 1 : counted.first.i], counted) if counts else None
    return None


_NUMBERS = frozenset({"number", "numbers", "total", "tally", "count"})


def _of_those_who(clause: Any, counted: Counted) -> Read | None:
    verb = next((t for t in clause if t.pos_ == "VERB"), None)
    if verb is None:
        return None
    passive = any(t.dep_ == "auxpass" for t in verb.children)
    found = object_measure(verb, counted) if passive else subject_measure(verb, counted)
    if found is None:
        found = next((measure for _, measure in phrases_at(verb)), None)
    return Read(found, verb, f"number who {verb.lemma_.lower()}") if found else None


_FORMATION = frozenset(
    "company battalion brigade regiment division platoon unit squad garrison army grouping contingent squadron corps "
    "militia column band force task group detachment legion rank strength".split()
)
# "The rebels had 5,000 men": their strength, which of others ("the village had 5,000 men") it is not.
_FIGHTERS = frozenset("rebel insurgent guerrilla separatist militant jihadist paramilitary".split())
_MEN = frozenset({"man", "men", "fighter"})
_BARELY = frozenset({"barely", "hardly", "scarcely", "now", "perhaps"})
_SWELLING = frozenset("swell grow shrink rise fall dwindle drop expand increase".split())
_MANNING = frozenset(
    "have number comprise muster count field total include face confront fight against oppose outnumber".split()
)


def by_company(counted: Counted) -> Read | None:
    """ "his company had 110 men", "the landing force will face some 9,000 Argentines", "the grouping at 111,000"."""
    if counted.noun_class not in ("people", "troops", NONE) or counted.quantity.unit is not None:
        return None
    doc, at = counted.sentence.doc, counted.first.i - 1
    while at > counted.sentence.start and (doc[at].lower_ in BETWEEN or doc[at].lower_ in _BARELY):
        at -= 1
    verb = doc[at].lemma_.lower()
    if verb == "against" and doc[at - 1].text == ",":
        return None  # "180,000 had been killed, against more than 100,000 Ukrainians": set beside them, not opposed
    if counted.noun_class == "people" and verb in ("face", "confront", "fight", "against", "oppose", "outnumber"):
        force = (counted.quantity.value_low or counted.quantity.value_high or 0) >= _A_FORCE
        return Read(Measure.TROOPS, doc[at], f"company:{verb}") if force else None
    if doc[at + 1].lower_ == "to" and doc[at].lemma_.lower() in _SWELLING:
        verb = "number"  # "its ranks have swelled to 12,000"
    elif verb not in _MANNING and doc[at].lower_ not in ("of", "at", "is", "was"):
        return None
    near = doc[max(counted.sentence.start, at - 5) : at]
    last = next((t for t in reversed(near) if t.pos_ == "NOUN"), None)
    if last is not None and last.lemma_.lower() in _SAYINGS:
        return None  # "aid groups believe the real number is closer to 800,000"
    if verb == "number":
        strength = next((t for t in near if lexicon().noun_class.get(t.lemma_.lower()) == "troops"), None)
        if strength is not None:
            return Read(Measure.TROOPS, strength, f"company:{strength.lemma_.lower()}")
    men = counted.noun is not None and counted.noun.lemma_.lower() in _MEN
    forces = _FORMATION | _FIGHTERS if men else _FORMATION
    named = next((t for t in near if t.lemma_.lower() in forces and t.pos_ in ("NOUN", "PROPN")), None)
    return Read(Measure.TROOPS, named, f"company:{named.lemma_.lower()}") if named is not None else None


_SAYINGS = frozenset({"number", "figure", "toll", "total", "estimate"})
_A_FORCE = 100
_POPULATION_REACH = 14


def by_population(counted: Counted) -> Read | None:
    """ "the population before the war was declared as 120,000": people, of whom nothing else is said."""
    doc = counted.sentence.doc
    if counted.noun is not None or counted.quantity.unit is not None:
        return None
    for at in range(counted.first.i - 1, max(counted.sentence.start, counted.first.i - _POPULATION_REACH) - 1, -1):
        if doc[at].like_num or doc[at].text in (";", ":"):
            return None
        if doc[at].lemma_.lower() == "population" and doc[at].dep_ in ("nsubj", "nsubjpass"):
            return Read(Measure.COUNT, doc[at], "population")
    return None


_TARGETS_REACH = 30


def by_targets(counted: Counted) -> Read | None:
    """ "targets, which include three units and five supply routes": each was hit."""
    if counted.noun_class not in ("sites", "equipment", "troops", OTHER) or counted.quantity.unit is not None:
        return None
    doc = counted.sentence.doc
    for at in range(counted.first.i - 1, max(counted.sentence.start, counted.first.i - _TARGETS_REACH) - 1, -1):
        if doc[at].text in (";", ":"):
            return None
        if doc[at].lemma_.lower() == "include":
            before = doc[max(counted.sentence.start, at - 3) : at]
            hit = next((t for t in before if t.lower_ in ("target", "targets")), None)
            return Read(Measure.TARGETS_HIT, hit, "targets include") if hit is not None else None
    return None


_WRECKED = frozenset(
    "blazing ablaze burning aflame alight flames smouldering smoldering wrecked charred rubble ruins ruined".split()
)


def by_wreck(counted: Counted) -> Read | None:
    """ "left two planes blazing", "six trucks in flames", "set fire to six trucks"."""
    at = counted.first.i
    burnt = at - 3 >= counted.sentence.start and counted.sentence.doc[at - 2 : at].text.lower() == "fire to"
    if burnt and counted.noun_class not in PEOPLE:
        return Read(Measure.DESTROYED, counted.sentence.doc[at - 2], "state:set fire to")
    if counted.noun_class not in ("equipment", "sites") or counted.noun is None:
        return None
    for token in counted.noun.doc[counted.noun.i + 1 : min(counted.noun.i + 4, counted.sentence.end)]:
        if token.lower_ in _WRECKED:
            return Read(Measure.DESTROYED, token, f"state:{token.lower_}")
    return None
