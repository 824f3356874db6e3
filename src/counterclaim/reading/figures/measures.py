"""What a figure counts, told by its unit, by its noun and by what happened to those counted.

In:  Counted.   Out: Read (measure, the word that says so, the rule), or None where nothing says.
The order of the rules; each family of rules is a module: beside, parsed, tolls. Local word order comes first, the parse
second. "Killed", "lost", "casualties" and "wounded" are kept apart; a loss spelled out as several kinds is casualties.
"""

import re

from counterclaim.reading.figures.beside import by_group, by_outcome, by_phrase, by_state, by_verb_after, by_verb_before
from counterclaim.reading.figures.counted import Counted, kind_before
from counterclaim.reading.figures.deeds import next_word
from counterclaim.reading.figures.defaults import is_held, is_population
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.lexicon import OF_PEOPLE, PEOPLE, lexicon
from counterclaim.reading.figures.numerals import Form
from counterclaim.reading.figures.parsed import by_list, by_noun_before, by_parse
from counterclaim.reading.figures.soldiers import speaks_of_arms
from counterclaim.reading.figures.tolls import by_company, by_number_who, by_population, by_targets, by_toll, by_wreck
from counterclaim.records.values import Measure

_UNIT_MEASURES = {
    "money": Measure.MONEY,
    "area": Measure.AREA,
    "distance": Measure.DISTANCE,
    "duration": Measure.DURATION,
}


def read_measure(counted: Counted) -> Read | None:
    """What the figure counts. None: neither unit nor noun nor verb says."""
    unit = counted.quantity.unit
    if _are_off_radar(counted):
        return Read(Measure.COUNT, None, "state:lost from radar")
    if unit is None and counted.noun is None and next_word(counted.last) == "strong":
        return Read(Measure.TROOPS, None, "state:strong")  # "the brigade, about 1,800 strong, crossed the river"
    if unit and unit.kind == "times" and counted.noun is None and next_word(counted.last) not in _COMPARING:
        return Read(Measure.COUNT, None, "unit:times")  # "was shot six times", "struck nine times"
    if unit and unit.kind == "votes":
        return Read(Measure.COUNT, None, "unit:votes")
    if counted.noun is not None and _is_whole(counted):
        return None  # "some 485 of 550 men were killed": what befell the part befell no whole
    if unit is None and is_population(counted):
        return Read(Measure.COUNT, None, "population")
    if unit and unit.kind in _UNIT_MEASURES:
        return Read(_UNIT_MEASURES[unit.kind], None, f"unit:{unit.kind}")
    read = (
        _harm_to_named(counted)
        or by_outcome(counted)
        or by_group(counted)
        or by_state(counted)
        or by_verb_before(counted)
        or by_state(counted, across=True)
        or by_verb_after(counted)
        or by_phrase(counted)
        or by_noun_before(counted)
        or by_parse(counted)
        or by_list(counted)
        or by_population(counted)
        or by_number_who(counted)
        or by_toll(counted)
        or by_company(counted)
        or by_wreck(counted)
        or by_targets(counted)
    )
    part = (unit is not None and unit.kind == "share") or counted.quantity.form == Form.FRACTION
    if read and part and counted.noun is None and read.measure is Measure.CAPTURED:
        return Read(Measure.AREA, read.evidence, "share held")  # "the rebels hold 70% today"
    if read and (_are_patients(counted, read) or _join_no_army(counted, read) or _are_things(counted, read)):
        return None
    if read and part and counted.noun is None and read.rule in _NO_HARM:
        return None  # "inflation hit 9.5 percent"
    if read and part and _OF_WHAT.match(counted.sentence.text, counted.quantity.hull.end - counted.sentence.start_char):
        return Read(Measure.AREA, None, "share of ground") if is_held(counted) else None
    if read and unit and unit.kind not in ("share", "times") and read.measure in OF_PEOPLE:
        return None  # "let 33 million tonnes leave the ports"
    return _mixed(counted, read) if read else None


_PART_OF = re.compile(
    r"(?:\d|half|third|quarter|fifth|tenth|most)\sof\s"
    r"(?:(?:the\s)?\w+['’]s\s|the\s|its\s|their\s|some\s|about\s)?\Z"
)


def _is_whole(counted: Counted) -> bool:
    """Whether a number with "of" stands right before, and people or soldiers behind."""
    if counted.noun_class not in ("people", "troops"):
        return False
    before = counted.sentence.doc[max(counted.sentence.start, counted.first.i - _PART_WORDS) : counted.first.i]
    return bool(_PART_OF.search(f"{before.text} "))


_PART_WORDS = 6


_NO_HARM = frozenset({"verb:hit", "verb:strike", "verb:top"})
_OF_WHAT = re.compile(r"\sof\swhat\b")  # "lost half of what it had seized"
_SICK_REACH = 40  # tokens before the sentence: what they are in hospital for is told once


def _are_patients(counted: Counted, read: Read) -> bool:
    """ "fourteen people were hospitalised with cholera": ill, not wounded."""
    word, words = read.evidence, lexicon()
    if read.measure is not Measure.WOUNDED or word is None:
        return False
    in_hospital = word.lower_.startswith("hospital") or word.lemma_.lower() in words.carried_verbs
    near = counted.sentence.doc[max(0, counted.sentence.start - _SICK_REACH) : counted.sentence.end]
    return in_hospital and any(token.lower_ in words.sick for token in near)


_THINGS = frozenset({"equipment", "munitions"})
_THINGS_REACH = 30  # tokens back to what was spoken of


def _are_things(counted: Counted, read: Read) -> bool:
    """ "1 million shells were promised. Around 300,000 have been sent": no troops."""
    if read.measure is not Measure.TROOPS or counted.noun is not None or read.evidence is None:
        return False
    if read.evidence.lemma_.lower() != "send":
        return False
    return kind_before(counted, _THINGS_REACH, PEOPLE | _THINGS) in _THINGS


_CONTRACTS = frozenset({"contracts", "contract"})
_JOINING = frozenset("join sign apply rush enroll enrol".split())


def _join_no_army(counted: Counted, read: Read) -> bool:
    """ "350 people must sign up for a plate"."""
    word = read.evidence.lemma_.lower() if read.evidence is not None else ""
    if read.measure is not Measure.RECRUITS or word not in _JOINING or speaks_of_arms(counted):
        return False
    return not (word == "sign" and next_word(read.evidence) in _CONTRACTS)  # "450,000 men signed contracts in 2024"


_COMPARING = frozenset("as more that those the what its their over less fewer higher".split())
_HARM = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.MISSING})


def _harm_to_named(counted: Counted) -> Read | None:
    """ "22 recruits dead", "killing 12 refugees": what happened to them outweighs what they are called."""
    if counted.noun_class not in ("recruits", "refugees", "prisoners"):
        return None
    read = by_state(counted) or by_verb_before(counted) or by_verb_after(counted)
    return read if read and read.measure in _HARM else None


_OTHERS = frozenset({",", ";"})
_TRACKING = frozenset({"radar", "radars", "screens", "contact", "track"})


def _are_off_radar(counted: Counted) -> bool:
    """ "another 208 were lost from radar": nobody's loss, and nothing was brought down."""
    after: list[str] = []
    for token in counted.sentence.doc[counted.last.i + 1 : min(counted.last.i + 9, counted.sentence.end)]:
        if token.like_num or token.text in _OTHERS:
            break  # "downed 62 of them, while 67 disappeared from radar"
        after.append(token.lower_)
    for word in ("lost", "disappeared", "vanished"):
        if word in after and set(after[after.index(word) :][:5]) & _TRACKING:
            return True
    return False


def _mixed(counted: Counted, read: Read) -> Read:
    """Killed or wounded, where one number is said of several kinds at once, is casualties."""
    if read.measure not in (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES) or read.evidence is None:
        return read
    doc = counted.sentence.doc
    at = read.evidence.i
    if at < counted.last.i:
        for first in (at - 2, at):  # "killing and wounding dozens", "the number of martyrs and wounded"
            pair = [doc[first].lower_, doc[first + 2].lower_] if first >= 0 else []
            if pair and doc[first + 1].lower_ in ("and", "or", "/") and _are_mixed(pair):
                return Read(Measure.CASUALTIES, read.evidence, f"mixed:{'+'.join(pair)}")
        return read
    after = [t.lower_ for t in doc[at : min(at + 4, counted.sentence.end)]]
    if any(t.like_num for t in doc[at : min(at + 4, counted.sentence.end)]):
        return read  # "12 dead and 40 wounded": each has its own number
    if len(after) >= 3 and after[1] in ("and", "or", "/", ",") and _are_mixed(after[:3:2]):
        return Read(Measure.CASUALTIES, read.evidence, f"mixed:{after[0]}+{after[2]}")
    return read


def _are_mixed(pair: list[str]) -> bool:
    return tuple(pair) in lexicon().mixed
