"""The measure told by the words right beside a number: a noun, a state, a verb before or after.

In:  Counted.   Out: Read, or None where the words beside say nothing.
Word order, with the tags as evidence: parses of news are noisy, "killing at least seven" is not.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.deeds import (
    has_object,
    is_active_perfect,
    is_verbal,
    next_word,
    object_measure,
    subject_measure,
)
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.lexicon import NONE, OTHER, PEOPLE, lexicon
from counterclaim.records.values import Measure

# May stand between a noun and what is said of it: "12 soldiers have also been confirmed dead".
_FILLERS = frozenset(
    "have has had been being be is are was were left found confirmed feared reported reportedly also now still "
    "presumed listed as already were believed later more others people in all said got either known to apparently "
    "officially considered deemed declared thought among the those - ( , one estimated remain remained"
    " made rendered gone went who".split()
)


def by_outcome(counted: Counted) -> Read | None:
    """ "40 deaths", "3,000 casualties", "12 prisoners"."""
    noun = counted.noun
    if noun is None:
        return None
    words = lexicon()
    for token in noun.doc[counted.last.i + 1 : noun.i]:
        if token.lower_ in words.state and counted.noun_class in PEOPLE:
            return Read(words.state[token.lower_], token, f"state:{token.lower_}")
        done = object_measure(token, counted) if token.tag_ == "VBN" and counted.noun_class not in PEOPLE else None
        if done is not None:
            return Read(done, token, f"state:{token.lower_}")
    for form in (noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")):
        plain = noun.lower_ == "bodies" and not _describes(noun)
        if form == "body" and (plain or _are_found(counted)):
            handed = _change_hands(noun)
            return Read(Measure.COUNT if handed else Measure.KILLED, noun, f"noun:bodies{' handed over' * handed}")
        if form in _HELD_PEOPLE and _are_freed(noun):
            return Read(Measure.COUNT, noun, f"noun:{form} freed")
        civil = counted.noun_class == "people" and words.outcome.get(form) is Measure.RECRUITS
        if form in words.outcome and form not in ("victim", "body", "grave") and not civil:
            return Read(words.outcome[form], noun, f"noun:{form}")
    return None


def _describes(noun: Any) -> bool:
    """Whether an adjective or an "of" says what kind of bodies: "governing bodies", "bodies of water"."""
    told = (c for c in noun.children if c.lower_ not in ("dead", "in", "at") and not _is_of_people(c))
    return any(c.dep_ in ("amod", "compound", "prep") for c in told)


def _change_hands(noun: Any) -> bool:
    """Whether sides return or exchange the bodies: how many they are is no toll."""
    whole = noun
    for _ in range(2):  # "the return of thousands of bodies"
        if whole.dep_ == "pobj" and whole.head.lower_ == "of":
            whole = whole.head.head
            if whole.lemma_.lower() in _HANDOVERS:
                return True
    if noun.dep_ == "dobj" and noun.head.lemma_ == "take" and any(c.lower_ == "back" for c in noun.head.children):
        return True
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in _HANDED


_HELD_PEOPLE = frozenset({"prisoner", "captive", "hostage", "detainee", "pow"})
_FREEING = frozenset("free release liberate exchange swap return hand rescue".split())
_RELEASES = frozenset("release exchange swap return freeing handover".split())


def _are_freed(noun: Any) -> bool:
    """ "freed 215 prisoners", "the release of 50 hostages": who comes home is counted, and captured no more."""
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in _FREEING:
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _RELEASES


_HANDOVERS = frozenset("return exchange swap handover repatriation transfer trade".split())
_HANDED = frozenset("hand give swap exchange trade repatriate transfer deliver receive release return".split())


def _is_of_people(prep: Any) -> bool:
    whose = next((c for c in prep.children if c.dep_ == "pobj"), None)
    return (
        prep.lower_ == "of" and whose is not None and (whose.lower_ == "fallen" or lexicon().class_of(whose) in PEOPLE)
    )


_FOUND = frozenset(
    "find speak report count recover discover pull bury exhume return identify retrieve collect unearth lie".split()
)


def _are_found(counted: Counted) -> bool:
    """Whether bodies are found, counted or buried close by: corpses, not boards."""
    doc, noun = counted.sentence.doc, counted.noun
    near = doc[max(counted.sentence.start, counted.first.i - 4) : min(counted.sentence.end, noun.i + 6)] if noun else ()
    return any(token.lemma_.lower() in _FOUND for token in near)


def by_group(counted: Counted) -> Read | None:
    """ "17 of the dead", "70 per cent of those killed": a part of those to whom it happened."""
    doc, at = counted.sentence.doc, counted.last.i + 1
    if counted.noun is not None or at >= counted.sentence.end or doc[at].lower_ != "of":
        return None
    words = lexicon()
    for token in doc[at + 1 : min(at + 4, counted.sentence.end)]:
        if token.lower_ in words.state:
            later = doc[token.i + 1 : min(token.i + 5, counted.sentence.end)]
            died = next((t for t in later if t.lemma_ in _DYING), None)  # "twelve of the wounded later died"
            measure = Measure.KILLED if died is not None else words.state[token.lower_]
            return Read(measure, died or token, f"of those {token.lower_}")
        if token.lower_ not in ("the", "those", "these", "all"):
            return None
    return None


_DYING = frozenset({"die", "succumb", "perish"})


def by_phrase(counted: Counted) -> Read | None:
    """ "drove 300 from their homes", "40 people are behind bars": words that only together say what happened."""
    if any(token.lemma_ == "sentence" for token in counted.sentence.doc[max(0, counted.first.i - 4) : counted.first.i]):
        return None
    first = _across(counted, _after_aside(counted, counted.after))
    doc, end = counted.sentence.doc, min(first + _PHRASE_REACH, counted.sentence.end)
    for at in range(first, end):
        token = doc[at]
        if token.like_num or token.text in _CLAUSE_ENDS:
            return None
        if token.lemma_ == "sentence":
            return None  # "sentenced 12 officers to death"
        for phrase, measure in phrases_at(token):
            things = counted.noun_class not in PEOPLE | {NONE}
            if measure is Measure.LAUNCHED and counted.noun_class != "munitions":
                continue
            if things is (measure in _OF_THINGS):
                return Read(measure, doc[at + len(phrase) - 1], f"phrase:{' '.join(phrase)}")
    return None


def phrases_at(token: Any) -> Iterator[tuple[Sequence[str], Measure]]:
    """The phrases that stand from this token on ("laid down their arms"; "*" is any word), each with its measure."""
    for phrase, measure in lexicon().phrases.get(token.lower_, ()):
        words = token.doc[token.i : token.i + len(phrase)]
        if len(words) == len(phrase) and all(p in ("*", t.lower_) for p, t in zip(phrase, words, strict=True)):
            yield phrase, measure


_OF_THINGS = frozenset({Measure.TARGETS_HIT, Measure.LAUNCHED})
_PHRASE_REACH = 9  # tokens from what is counted to the phrase
_CLAUSE_ENDS = frozenset({",", ";", ":", "(", "—", "–", "and", "but"})


def by_state(counted: Counted, *, across: bool = False) -> Read | None:
    """ "12 dead", "left 30 people injured", "40 were killed", "12 soldiers, all missing"."""
    words = lexicon()
    doc = counted.sentence.doc
    at = _across(counted, counted.after) if across else _after_aside(counted, counted.after)
    plain = True  # nothing but the state word follows: a reduced clause
    for token in doc[at : min(at + 6, counted.sentence.end)]:
        if token.lower_ in words.state and not (token.lower_ == "hurt" and token.tag_ == "VB"):
            if token.tag_ == "VBD" and plain and has_object(token):
                return None  # "12 militants killed a farmer"
            people = counted.noun_class in PEOPLE or counted.noun_class == NONE
            if people or (token.lower_ in _OF_ANYBODY and counted.noun_class == OTHER):
                return Read(words.state[token.lower_], token, f"state:{token.lower_}")
            return None
        if token.lower_ not in _FILLERS and token.pos_ != "ADV":
            return None
        plain = plain and token.lower_ not in _BE
    return None


# Said of people only, so that a noun that no list holds names people: "350 saboteurs arrested".
_OF_ANYBODY = frozenset(
    "dead killed wounded injured murdered executed arrested detained imprisoned kidnapped abducted displaced".split()
)
_ASIDES = frozenset("including among mostly all most many some".split())
_SHARES = frozenset("or a an half nearly about some roughly almost more".split())  # ", a tenth of the town, were"
_CLOSING = {",": (",",), "(": (")",), "-": ("-",), "–": ("–",), "—": ("—",), "“": ("”",), '"': ('"',)}
_SCARE_QUOTES = frozenset('“"')  # "four missiles “prepared to launch” were destroyed"


def _after_aside(counted: Counted, at: int) -> int:
    """Past ", including two children," or "and a doctor" between what is counted and what is said of it."""
    doc, end = counted.sentence.doc, counted.sentence.end
    if at + 1 >= end:
        return at
    opens = doc[at].text
    shared = opens == "," and (doc[at + 1].lower_ in _SHARES or doc[at + 1].like_num)
    if opens == "(" or opens in _SCARE_QUOTES or shared or (opens in _CLOSING and doc[at + 1].lower_ in _ASIDES):
        for later in range(at + 2, min(at + 14, end - 1)):
            if doc[later].text in _CLOSING[opens]:
                told = doc[later + 1].pos_ == "AUX" or doc[later - 1].lower_ == "them"  # "six generals among them,"
                return later + 1 if not shared or told else at
    return at


def _across(counted: Counted, at: int) -> int:
    """Past "and a doctor", "and rebels", "guarding the embassy" to the "were killed" that is said of all of them."""
    doc, end = counted.sentence.doc, counted.sentence.end
    if at + 1 >= end:
        return at
    joined = doc[at].lower_ == "and"
    if doc[at].lower_ == "of":  # "six members of one family dead"
        return next((t.i for t in doc[at + 2 : min(at + 6, end)] if t.lower_ in lexicon().state), at)
    modified = doc[at].lower_.endswith("ing") or doc[at].lower_ in ("who", "in", "aboard", "at", "near", "from")
    if not (joined or modified):
        return at
    for later in range(at + 1, min(at + _ACROSS, end)):
        token = doc[later]
        if token.lower_ in _PLURAL_BE or (joined and token.lower_ in lexicon().state):
            return later
        if (
            token.like_num
            or token.is_punct
            or token.lower_ in ("and", "when", "where", "that", "which", "while", "was", "is")
        ):
            return at
    return at


_ACROSS = 12  # tokens from what is counted to what is said of it
_PLURAL_BE = frozenset({"were", "are", "have", "had"})


# May stand between a verb and the number that is its object.
BETWEEN = frozenset(
    "a an the at least most more than over about around some nearly almost up to as many no fewer another further "
    "additional only just their its his our all of roughly approximately an estimated total out down up off lives "
    "- well also even".split()
)


def by_verb_before(counted: Counted) -> Read | None:
    """ "killing at least seven", "lost more than 400,000", "shot down 12"."""
    doc = counted.sentence.doc
    at = counted.first.i - 1
    stop = max(counted.sentence.start, at - 6)
    particle = ""
    while at >= stop:
        token = doc[at]
        found = object_measure(token, counted, particle) if is_verbal(token) else None
        if found:
            lives = any(t.lower_ == "lives" for t in doc[token.i + 1 : counted.first.i])
            return Read(Measure.KILLED if lives else found, token, f"verb:{token.lemma_.lower()}")
        if token.lower_ in ("down", "out", "off", "up", "prisoner", "captive", "hostage"):
            particle = token.lower_
        elif token.lower_ == "and" and (joined := _before_joined(counted, at)):
            at = joined
            continue
        elif token.lower_ not in BETWEEN and token.pos_ not in ("ADV", "NUM", "DET"):
            return None
        at -= 1
    return None


_ONE = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_JOINED = 4  # tokens of what stands before "and"


def _before_joined(counted: Counted, at: int) -> int | None:
    """Where to look on for "killed a general and six of his guards"; None where the number has a verb of its own."""
    doc, after = counted.sentence.doc, counted.after
    own = any(t.pos_ in ("VERB", "AUX") for t in doc[after : min(after + 3, counted.sentence.end)])
    for back in range(at - 1, max(counted.sentence.start, at - 1 - _JOINED), -1):
        if doc[back].lower_ in _ONE:
            return None if own else back - 1
        if doc[back].pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
    return None


# "300 people were believed to have died"
_HELD_TO = frozenset("believe think fear report say know presume estimate understand".split())
# "385,000 could be forced to flee", "35 people managed to leave"
_LEADING_ON = frozenset("force compel oblige order push manage begin start continue choose decide".split())
_LINKS = frozenset({"who", "that", "which", "others", "more"})
_BE = frozenset({"been", "was", "were", "are", "is", "be", "being"})


def by_verb_after(counted: Counted) -> Read | None:
    """ "150 drones were shot down", "thousands rushing home", "2,870 soldiers had died", "40 tanks destroyed"."""
    doc = counted.sentence.doc
    at = counted.after
    if at < counted.sentence.end and doc[at].text in _SCARE_QUOTES:
        at = _after_aside(counted, at)
    passive = False
    for token in doc[at : min(at + 6, counted.sentence.end)]:
        if token.lower_ in _BE:
            passive = True
            continue
        if token.pos_ == "VERB" or token.tag_ in ("VBN", "VBG"):
            particle = next_word(token)
            if passive and token.lemma_ in _HELD_TO and particle == "to":
                done = next((t for t in doc[token.i + 2 : token.i + 5] if t.pos_ == "VERB"), None)
                found = subject_measure(done, counted) if done is not None else None
                return Read(found, done, f"verb:{done.lemma_.lower()}") if found and done is not None else None
            if token.lemma_ in _LEADING_ON and particle == "to" and token.i + 2 < counted.sentence.end:
                found = subject_measure(token.nbor(2), counted)
                return Read(found, token.nbor(2), f"verb:{token.nbor(2).lemma_.lower()}") if found else None
            if token.tag_ in ("VBN", "VBD") and (passive or not has_object(token)):
                if not passive and token.lemma_ in ("have",):
                    continue
                found = object_measure(token, counted, particle) if passive or not is_active_perfect(token) else None
                if found:
                    return Read(found, token, f"verb:{token.lemma_.lower()}")
            if (found := subject_measure(token, counted)) and not passive:
                return Read(found, token, f"verb:{token.lemma_.lower()}")
            return None
        if token.pos_ not in ("AUX", "ADV", "PART") and token.lower_ not in _LINKS:
            return None
    return None
