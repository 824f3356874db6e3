"""The measure told by the verb or the noun that governs what is counted, found by climbing the parse.

In:  Counted.   Out: Read, or None where nothing above says.
"""

from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.deeds import object_measure, subject_measure
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.lexicon import NONE, OTHER, PEOPLE, lexicon
from counterclaim.records.values import Measure

_CLIMB = 6  # steps up the parse


def by_parse(counted: Counted) -> Read | None:
    """Climb from what is counted to the verb or noun that governs it."""
    token = counted.noun if counted.noun is not None else counted.number
    for child in token.children:
        reduced = child.dep_ == "acl" and child.tag_ == "VBN"  # "11 localities in the region shelled by the army"
        told = (reduced or child.dep_ == "relcl") and child.i > token.i and not _has_number(child, token)
        if told and (found := _relative(child, counted)):
            return found
    for _ in range(_CLIMB):
        head, dep = token.head, token.dep_
        if head == token:
            return None
        if dep == "nsubj" and (state := _predicate(head, counted)):
            return state
        if dep in ("dobj", "obj", "nsubjpass", "nsubj") and head.pos_ in ("VERB", "AUX"):
            return _of_verb(head, dep, counted)
        if dep == "pobj":
            step = _through_preposition(head, counted)
            if step is None or isinstance(step, Read):
                return step
            token = step
            continue
        if dep in ("conj", "appos", "nummod", "quantmod", "compound", "nmod", "amod", "oprd", "attr"):
            token = head
            continue
        return None
    return None


def _has_number(verb: Any, token: Any) -> bool:
    """Whether the relative clause tells of a number of its own: "38,000, of whom 9,000 were killed"."""
    return any(t.like_num for t in verb.doc[token.i + 1 : verb.i])


def _predicate(verb: Any, counted: Counted) -> Read | None:
    """ "two women and a child are dead"."""
    if verb.lemma_ not in ("be", "remain", "lie") or counted.noun_class not in PEOPLE | {NONE}:
        return None
    words = lexicon()
    for child in verb.children:
        if child.dep_ in ("acomp", "attr") and child.lower_ in words.state:
            return Read(words.state[child.lower_], child, f"state:{child.lower_}")
    return None


def _of_verb(verb: Any, dep: str, counted: Counted) -> Read | None:
    passive = dep == "nsubjpass" or any(c.dep_ == "auxpass" for c in verb.children)
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    by_object = passive or dep != "nsubj"
    found = object_measure(verb, counted, particle) if by_object else subject_measure(verb, counted)
    return Read(found, verb, f"parse:{verb.lemma_.lower()}") if found else None


def _relative(verb: Any, counted: Counted) -> Read | None:
    passive = verb.dep_ == "acl" or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    found = object_measure(verb, counted) if passive else subject_measure(verb, counted)
    return Read(found, verb, f"relative:{verb.lemma_.lower()}") if found else None


def _through_preposition(prep: Any, counted: Counted) -> Any | Read | None:
    """From "of 12", "on five bases", "with 50 drones" to what stands before the preposition."""
    words = lexicon()
    head = prep.head
    lemma = head.lemma_.lower()
    if prep.lower_ == "of":
        if counted.first.i <= head.i <= counted.last.i:
            return head  # "40 of its tanks": on from the number
        if found := _nominal(head, counted):
            return found
        return head if lemma in words.partitive else None
    of_people = prep.lower_ == "with" and head.pos_ == "VERB" and counted.noun_class in PEOPLE
    if of_people and (shared := subject_measure(head, counted)):
        return Read(shared, head, f"with:{lemma}")  # "surrendered with 41 of his men"
    if prep.lower_ == "in" and counted.noun is not None and counted.noun.lemma_.lower() in _DISTRICTS:
        struck = any(t.lemma_.lower() in _STRIKING for t in counted.sentence[: prep.i - counted.sentence.start])
        return Read(Measure.TARGETS_HIT, prep, "in areas struck") if struck else None
    beside = prep.nbor(-1).lemma_.lower() if prep.i else ""  # "opened fire on 11 villages"
    if prep.lower_ == "for" and lemma in _SWAPPING and counted.noun_class in PEOPLE:
        return Read(Measure.COUNT, head, f"for:{lemma}")  # "a pilot was exchanged for five sailors"
    attack = bool({lemma, beside} & words.attack_nouns) or (head.pos_ == "VERB" and lemma in words.attack_verbs)
    attack = attack and lemma not in _REPELLING
    if attack and prep.lower_ in words.attack_at and counted.noun_class in ("sites", "equipment", "other"):
        return Read(Measure.TARGETS_HIT, head, f"attack:{lemma}")
    if attack and prep.lower_ in words.attack_with and counted.noun_class == "munitions":
        return Read(Measure.LAUNCHED, head, f"attack:{lemma}")
    return None


_SWAPPING = frozenset({"exchange", "swap", "trade"})
_REPELLING = frozenset({"repel", "repulse", "thwart", "foil"})
# "Neutralised manpower and hardware in 108 areas": what communiques count instead of targets.
_DISTRICTS = frozenset({"area", "district", "location"})
_STRIKING = frozenset("neutralize neutralise hit strike engage defeat suppress bomb shell".split())


_LIST_REACH = 40  # tokens from the first of a list to what is said of all
_LISTED = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET", "ADV", "CCONJ", "PUNCT", "PART", "SYM"})
_IN_LISTS = frozenset({"of", "up", "to", "at", "least", "as", "well", "than"})
_ENDS = frozenset(";:.()—–")
_OF_SEVERAL = frozenset({"were", "are", "have"})


def by_list(counted: Counted) -> Read | None:
    """ "up to 50 men, 4 tanks, 3 guns and a truck were destroyed": what the end of a list says of each of it.

    The parse loses the thread of such lists; the words between are nouns, numbers and commas, whatever it makes of it.
    """
    doc, end = counted.sentence.doc, counted.sentence.end
    if counted.noun is None or doc[counted.first.i - 1 if counted.first.i else 0].lower_ == "including":
        return None
    numbers = 0
    for token in doc[counted.after : min(counted.after + _LIST_REACH, end)]:
        numbers += token.like_num
        if token.lower_ in _OF_SEVERAL:
            done = next((t for t in doc[token.i + 1 : min(token.i + 4, end)] if t.tag_ == "VBN"), None)
            found = object_measure(done, counted) if done is not None and numbers else None
            return Read(found, done, f"list:{done.lemma_.lower()}") if found and done is not None else None
        if token.text in _ENDS or not (token.pos_ in _LISTED or token.lower_ in _IN_LISTS):
            return None
    return None


def by_noun_before(counted: Counted) -> Read | None:
    """ "the murder of six priests", "the loss of 40 tanks", also where the parse has it wrong."""
    doc = counted.sentence.doc
    at = counted.first.i - 1
    while at > counted.sentence.start and doc[at].lower_ in (
        "the",
        "its",
        "their",
        "his",
        "her",
        "another",
        "these",
        "all",
    ):
        at -= 1
    if at <= counted.sentence.start or doc[at].lower_ != "of":
        return None
    return _nominal(doc[at - 1], counted)


def _nominal(noun: Any, counted: Counted) -> Read | None:
    words = lexicon()
    for form in (noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")):
        measure = words.nominal.get(form)
        if measure is None or (counted.noun_class not in PEOPLE | {NONE} and measure in _HUMAN):
            continue
        if measure is Measure.CASUALTIES and counted.noun_class == OTHER:
            continue  # "the cost of two meals", "the loss of three seats"
        if measure is Measure.CASUALTIES and counted.noun_class not in PEOPLE | {NONE}:
            measure = Measure.DESTROYED
        elif measure is Measure.CASUALTIES and _are_drowned(counted):
            measure = Measure.KILLED
        return Read(measure, noun, f"of:{form}")
    return None


_HANDS = frozenset("crew hand passenger sailor seaman crewman life soul crewmember aboard board ship airman".split())


def _are_drowned(counted: Counted) -> bool:
    """ "the loss of 300 or more of her crew": those lost with a ship or an aircraft are dead."""
    doc, at = counted.sentence.doc, counted.last.i
    return any(t.lemma_.lower() in _HANDS for t in doc[at + 1 : min(at + 7, counted.sentence.end)])


_HUMAN = frozenset(
    {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.DISPLACED, Measure.TROOPS, Measure.RECRUITS}
)
