"""What a figure counts, told by its unit, by its noun and by what happened to those counted.

In:  Counted.   Out: Read (measure, the word that says so, the rule), or None where nothing says.
Local word order comes first and the parse second: parses of news are noisy, "killing at least seven" is not.
"Killed", "lost", "casualties" and "wounded" are kept apart; a loss spelled out as several kinds is casualties.
"""

from dataclasses import dataclass
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
from counterclaim.reading.figures.lexicon import NONE, PEOPLE, lexicon
from counterclaim.records.values import Measure


@dataclass(frozen=True, slots=True)
class Read:
    """A measure, the token that says so (verb, noun, state word) and the name of the rule."""

    measure: Measure
    evidence: Any | None
    rule: str


_UNIT_MEASURES = {
    "money": Measure.MONEY,
    "area": Measure.AREA,
    "distance": Measure.DISTANCE,
    "duration": Measure.DURATION,
}
# May stand between a noun and what is said of it: "12 soldiers have also been confirmed dead".
_FILLERS = frozenset(
    "have has had been being be is are was were left found confirmed feared reported reportedly also now still "
    "presumed listed as already were believed later more others people in all said got either known to apparently "
    "officially considered deemed declared thought among the those - ( , one estimated remain remained"
    " made rendered".split()
)
_BETWEEN = frozenset(
    "a an the at least most more than over about around some nearly almost up to as many no fewer another further "
    "additional only just their its his our all of roughly approximately an estimated total out down up off lives "
    "- well also even".split()
)
_CLIMB = 6  # steps up the parse


def read_measure(counted: Counted) -> Read | None:
    """What the figure counts. None: neither unit nor noun nor verb says."""
    unit = counted.quantity.unit
    if _are_off_radar(counted):
        return Read(Measure.COUNT, None, "state:lost from radar")
    if unit and unit.kind in _UNIT_MEASURES:
        return Read(_UNIT_MEASURES[unit.kind], None, f"unit:{unit.kind}")
    read = (
        _by_outcome(counted)
        or _by_state(counted)
        or _by_verb_before(counted)
        or _by_state(counted, across=True)
        or _by_verb_after(counted)
        or _by_noun_before(counted)
        or _by_parse(counted)
        or _by_toll(counted)
        or _by_company(counted)
        or _by_wreck(counted)
    )
    if read:
        return _mixed(counted, read)
    return None


_TRACKING = frozenset({"radar", "radars", "screens", "contact", "track"})


def _are_off_radar(counted: Counted) -> bool:
    """ "another 208 were lost from radar": nobody's loss, and nothing was brought down."""
    after = [t.lower_ for t in counted.sentence.doc[counted.last.i + 1 : min(counted.last.i + 9, counted.sentence.end)]]
    for word in ("lost", "disappeared", "vanished"):
        if word in after and set(after[after.index(word) :][:5]) & _TRACKING:
            return True
    return False


def _by_outcome(counted: Counted) -> Read | None:
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
    for form in (noun.lemma_.lower(), noun.lower_):
        if form == "body" and noun.lower_ == "bodies" and (_are_found(counted) or not _describes(noun)):
            return Read(Measure.KILLED, noun, "noun:bodies")
        if form in words.outcome and form not in ("victim", "body", "grave", "hurt"):
            return Read(words.outcome[form], noun, f"noun:{form}")
    return None


def _describes(noun: Any) -> bool:
    """Whether an adjective or an "of" says what kind of bodies: "governing bodies", "bodies of water"."""
    return any(c.dep_ in ("amod", "compound", "prep") for c in noun.children if c.lower_ not in ("dead", "in", "at"))


_FOUND = frozenset(
    "find speak report count recover discover pull bury exhume return identify retrieve collect unearth lie".split()
)


def _are_found(counted: Counted) -> bool:
    """Whether bodies are found, counted or buried close by: corpses, not boards."""
    doc, noun = counted.sentence.doc, counted.noun
    near = doc[max(counted.sentence.start, counted.first.i - 4) : min(counted.sentence.end, noun.i + 6)] if noun else ()
    return any(token.lemma_.lower() in _FOUND for token in near)


def _by_state(counted: Counted, *, across: bool = False) -> Read | None:
    """ "12 dead", "left 30 people injured", "40 were killed", "12 soldiers, all missing"."""
    words = lexicon()
    doc = counted.sentence.doc
    at = (counted.noun.i if counted.noun is not None else counted.last.i) + 1
    at = _across(counted, at) if across else _after_aside(counted, at)
    plain = True  # nothing but the state word follows: a reduced clause
    for token in doc[at : min(at + 6, counted.sentence.end)]:
        if token.lower_ in words.state and not (token.lower_ == "hurt" and token.tag_ == "VB"):
            if token.tag_ == "VBD" and plain and has_object(token):
                return None  # "12 militants killed a farmer"
            people = counted.noun_class in PEOPLE or counted.noun_class == NONE
            if people or token.lower_ in ("dead", "killed", "wounded", "injured"):
                return Read(words.state[token.lower_], token, f"state:{token.lower_}")
            return None
        if token.lower_ not in _FILLERS and token.pos_ != "ADV":
            return None
        plain = plain and token.lower_ not in _BE
    return None


_ASIDES = frozenset("including among mostly all most many some".split())
_CLOSING = {",": (",",), "(": (")",), "-": ("-",), "–": ("–",), "—": ("—",)}


def _after_aside(counted: Counted, at: int) -> int:
    """Past ", including two children," or "and a doctor" between what is counted and what is said of it."""
    doc, end = counted.sentence.doc, counted.sentence.end
    if at + 1 >= end:
        return at
    opens = doc[at].text
    if opens == "(" or (opens in _CLOSING and doc[at + 1].lower_ in _ASIDES):
        for later in range(at + 2, min(at + 14, end)):
            if doc[later].text in _CLOSING[opens]:
                return later + 1
    return at


def _across(counted: Counted, at: int) -> int:
    """Past "and a doctor", "and rebels", "guarding the embassy" to the "were killed" that is said of all of them."""
    doc, end = counted.sentence.doc, counted.sentence.end
    if at + 1 >= end:
        return at
    joined = doc[at].lower_ == "and"
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


def _by_verb_before(counted: Counted) -> Read | None:
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
        elif token.lower_ not in _BETWEEN and token.pos_ not in ("ADV", "NUM", "DET"):
            return None
        at -= 1
    return None


_LINKS = frozenset({"who", "that", "which", "others", "more"})
_BE = frozenset({"been", "was", "were", "are", "is", "be", "being"})


def _by_verb_after(counted: Counted) -> Read | None:
    """ "150 drones were shot down", "thousands rushing home", "2,870 soldiers had died", "40 tanks destroyed"."""
    doc = counted.sentence.doc
    at = (counted.noun.i if counted.noun is not None else counted.last.i) + 1
    passive = False
    for token in doc[at : min(at + 6, counted.sentence.end)]:
        if token.lower_ in _BE:
            passive = True
            continue
        if token.pos_ == "VERB" or token.tag_ in ("VBN", "VBG"):
            particle = next_word(token)
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


def _by_parse(counted: Counted) -> Read | None:
    """Climb from what is counted to the verb or noun that governs it."""
    token = counted.noun if counted.noun is not None else counted.number
    for child in token.children:
        if child.dep_ == "relcl" and child.i > token.i and (found := _relative(child, counted)):
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
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
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
    attack = lemma in words.attack_nouns or (head.pos_ == "VERB" and lemma in words.attack_verbs)
    if attack and prep.lower_ in words.attack_at and counted.noun_class in ("sites", "equipment", "other"):
        return Read(Measure.TARGETS_HIT, head, f"attack:{lemma}")
    if attack and prep.lower_ in words.attack_with and counted.noun_class == "munitions":
        return Read(Measure.LAUNCHED, head, f"attack:{lemma}")
    return None


_FORMATION = frozenset(
    "company battalion brigade regiment division platoon unit squad garrison army grouping contingent squadron corps "
    "militia column band force task group detachment legion".split()
)
_MANNING = frozenset(
    "have number comprise muster count field total include face confront fight against oppose outnumber".split()
)


def _by_company(counted: Counted) -> Read | None:
    """ "his company had 110 men", "the landing force will face some 9,000 Argentines", "the grouping at 111,000"."""
    if counted.noun_class not in ("people", "troops", NONE) or counted.quantity.unit is not None:
        return None
    doc, at = counted.sentence.doc, counted.first.i - 1
    while at > counted.sentence.start and doc[at].lower_ in _BETWEEN:
        at -= 1
    verb = doc[at].lemma_.lower()
    if counted.noun_class == "people" and verb in ("face", "confront", "fight", "against", "oppose", "outnumber"):
        force = (counted.quantity.value_low or counted.quantity.value_high or 0) >= _A_FORCE
        return Read(Measure.TROOPS, doc[at], f"company:{verb}") if force else None
    if verb not in _MANNING and doc[at].lower_ not in ("of", "at", "is", "was"):
        return None
    near = doc[max(counted.sentence.start, at - 4) : at]
    named = next((t for t in near if t.lemma_.lower() in _FORMATION and t.pos_ in ("NOUN", "PROPN")), None)
    return Read(Measure.TROOPS, named, f"company:{named.lemma_.lower()}") if named is not None else None


_A_FORCE = 100
_WRECKED = frozenset("blazing ablaze burning aflame alight flames smouldering smoldering wrecked".split())


def _by_wreck(counted: Counted) -> Read | None:
    """ "left two planes blazing", "six trucks in flames"."""
    if counted.noun_class not in ("equipment", "sites") or counted.noun is None:
        return None
    for token in counted.noun.doc[counted.noun.i + 1 : min(counted.noun.i + 4, counted.sentence.end)]:
        if token.lower_ in _WRECKED:
            return Read(Measure.DESTROYED, token, f"state:{token.lower_}")
    return None


def _by_noun_before(counted: Counted) -> Read | None:
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


def _by_toll(counted: Counted) -> Read | None:
    """ "the death toll rose to 40", "losses have reached about 3,000 men": a toll noun names what the number is."""
    if counted.quantity.unit is not None:
        return None
    if counted.noun is not None and counted.noun_class not in _LOST:
        return None
    words = lexicon()
    doc = counted.sentence.doc
    level = counted.noun is None  # a number with a noun of its own needs a verb of level or a colon between
    for at in range(counted.first.i - 1, max(counted.sentence.start, counted.first.i - _LIST_REACH) - 1, -1):
        token = doc[at]
        if token.text == ";" or (token.text == ":" and counted.noun is None):
            return None
        level = level or token.text == ":" or token.lemma_.lower() in _LEVEL_VERBS
        pair = f"{doc[at - 1].lower_} {token.lower_}" if at else ""
        form = pair if pair in words.toll else token.lower_
        if form not in words.toll or (form != "losses" and at < counted.first.i - _TOLL_REACH):
            continue
        measure = words.toll[form]
        if counted.noun_class == "equipment":
            return Read(Measure.DESTROYED, token, f"toll:{form}") if level and form == "losses" else None
        return Read(measure, token, f"toll:{form}") if level else None
    return None


_LOST = PEOPLE | {"equipment"}
_TOLL_REACH = 15  # tokens between a toll noun and its number
_LIST_REACH = 60  # tokens of a list of losses: "losses amount to 900 men, 12 tanks, 40 guns, ..."
_LEVEL_VERBS = frozenset(
    "reach total amount exceed stand number climb rise hit surpass pass near approach be include".split()
)


def _mixed(counted: Counted, read: Read) -> Read:
    """Killed or wounded, where one number is said of several kinds at once, is casualties."""
    if read.measure not in (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES) or read.evidence is None:
        return read
    doc = counted.sentence.doc
    at = read.evidence.i
    if at < counted.last.i:
        return read
    after = [t.lower_ for t in doc[at : min(at + 4, counted.sentence.end)]]
    if any(t.like_num for t in doc[at : min(at + 4, counted.sentence.end)]):
        return read  # "12 dead and 40 wounded": each has its own number
    for first, second in lexicon().mixed:
        if len(after) >= 3 and after[0] == first and after[1] in ("and", "or", "/", ",") and second == after[2]:
            return Read(Measure.CASUALTIES, read.evidence, f"mixed:{first}+{second}")
    return read
