"""What a figure counts where no verb and no state says so: by its noun, its unit, or what the sentence leaves unsaid.

In:  Counted.   Out: Read, or None where nothing is counted.
"""

import re

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.deeds import next_word
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.numerals import Form
from counterclaim.records.values import Measure


def default_measure(counted: Counted) -> Read | None:
    """What the noun alone says: troops, recruits, prisoners; a count of anything else; None where there is no noun."""
    if counted.quantity.form == "ratio" and (counted.noun is None or counted.noun.lower_ in _ODDS):
        before = counted.sentence.doc[max(counted.sentence.start, counted.first.i - 6) : counted.first.i]
        after = counted.sentence.doc[counted.last.i + 1 : min(counted.last.i + 6, counted.sentence.end)]
        men = any(token.lemma_.lower() in _OUTNUMBERING for token in (*before, *after))
        return Read(Measure.TROOPS if men else Measure.COUNT, None, "ratio")
    if counted.noun is None and counted.quantity.unit is None and counted.quantity.form in (Form.FRACTION, Form.ODDS):
        return Read(Measure.COUNT, None, "share")  # "a tenth of what they were", "one in four of them"
    if counted.noun is None and counted.quantity.unit is None and counted.antecedent is None:
        # "Thousands rallied in the square": a vague plural alone stands for people.
        alone = counted.quantity.form == "vague" and _verb_follows(counted)
        if alone or is_population(counted) or _is_part_of_population(counted):
            return Read(Measure.COUNT, None, "noun:people")
        return Read(Measure.COUNT, None, UNSAID) if _is_recorded(counted) else None
    share = counted.quantity.unit is not None and counted.quantity.unit.kind == "share"
    if (share or counted.quantity.form == Form.FRACTION) and _of_ground(counted):
        return Read(Measure.AREA, counted.noun, "share of ground")
    if counted.noun is not None and counted.noun.lemma_.lower() in STRETCHES:
        return Read(Measure.DURATION, counted.noun, "noun:stretch")  # "ten more days"
    if counted.noun_class == "munitions" and (_is_running_total(counted) or _are_fired(counted)):
        return Read(Measure.LAUNCHED, counted.noun, "noun:munitions used")
    if counted.noun_class == "troops" and (_are_named(counted) or _are_parties(counted)):
        return Read(Measure.COUNT, counted.noun, "noun:named troops")
    if counted.noun_class in ("people", "troops") and _are_new(counted):
        return Read(Measure.RECRUITS, counted.noun, "noun:new men")
    by_class = {
        "troops": Measure.TROOPS,
        "recruits": Measure.RECRUITS,
        "prisoners": Measure.CAPTURED,
        "refugees": Measure.DISPLACED,
        "sorties": Measure.SORTIES,
    }
    measure = by_class.get(counted.noun_class, Measure.COUNT)
    if counted.quantity.unit and counted.quantity.unit.kind == "share":
        measure = Measure.COUNT
    return Read(measure, counted.noun, f"noun:{counted.noun_class}")


_GROUND = frozenset(
    "city town village strip territory land area region province country enclave peninsula district island zone state "
    "capital governorate oblast ground sector belt pocket salient valley countryside farmland".split()
)
_HELD = frozenset(
    "control hold capture seize occupy take retake recapture clear liberate lose regain retain own annex cede shrink "
    "govern conquer secure give get grant offer award".split()
)


def is_held(counted: Counted) -> bool:
    """Whether somebody holds, takes or loses what the sentence speaks of."""
    return any(token.lemma_.lower() in _HELD for token in counted.sentence)


def _of_ground(counted: Counted) -> bool:
    """ "15 to 20 percent of the city", "a fifth of Ukraine" where ground is held or taken."""
    noun = counted.noun
    if noun is None or not (noun.lemma_.lower() in _GROUND or noun.ent_type_ in ("GPE", "LOC")):
        return False
    if noun.lemma_.lower() in ("territory", "land", "strip", "enclave", "ground"):
        return True
    under = next((t for t in noun.doc[noun.i + 1 : min(noun.i + 5, counted.sentence.end)] if t.lower_ == "under"), None)
    return is_held(counted) or (under is not None and next_word(under) in _RULED)


# "a quarter of Lebanon is under evacuation orders", "half of the city is under siege"
_RULED = frozenset(
    "evacuation control occupation siege curfew water their its rebel government military russian".split()
)
UNSAID = "noun:unsaid"
STRETCHES = frozenset("minute hour day week fortnight month year decade".split())
_USING = frozenset("deliver drop fire launch release expend use employ strike airstrike raid bombing barrage".split())
_MEN = frozenset("man men soldier fighter troop recruit conscript member policeman".split())


def _is_running_total(counted: Counted) -> bool:
    """ "the number of bombs dropped rose to 922": the noun and its verb stand before the number."""
    noun, doc = counted.noun, counted.sentence.doc
    if noun is None or noun.i > counted.first.i:
        return False
    return any(token.lemma_.lower() in _USING for token in doc[counted.sentence.start : counted.first.i])


def _are_fired(counted: Counted) -> bool:
    """ "His side fires 5,000 to 6,000 shells daily", where the parser took "fires" for a noun."""
    before = counted.first.nbor(-1) if counted.first.i > counted.sentence.start else None
    return before is not None and before.lower_ in ("fires", "launches")


def _are_new(counted: Counted) -> bool:
    """ "25,000 new men"."""
    noun = counted.noun
    if noun is None or noun.lemma_.lower() not in _MEN or noun.i == 0:
        return False
    return any(token.lower_ == "new" for token in noun.doc[counted.last.i + 1 : noun.i])


# What is done to single soldiers, whose number is no force's strength.
_HONOURS = frozenset({"award", "medal", "decoration", "commendation"})  # "presented awards to 48 defenders"
_SINGLING = frozenset(
    "implicate accuse charge try convict sentence indict name suspect question interview decorate honour honor promote "
    "identify expose court-martial discharge dismiss acquit pardon summon blacklist sanction".split()
)
_FEW_ARMIES = 12


def _are_parties(counted: Counted) -> bool:
    """ "an alliance of three ethnic armies": a few whole forces are parties, not strength."""
    noun = counted.noun
    few = (counted.quantity.value_high or counted.quantity.value_low or 0) <= _FEW_ARMIES
    return few and noun is not None and noun.lower_ in ("armies", "militias")


def _are_named(counted: Counted) -> bool:
    """ "implicated four officers": soldiers one by one."""
    noun = counted.noun
    if noun is None:
        return False
    if noun.dep_ == "pobj":
        return noun.head.lower_ == "to" and any(t.lemma_.lower() in _HONOURS for t in counted.sentence)
    return noun.dep_ in ("dobj", "nsubjpass", "conj") and noun.head.lemma_.lower() in _SINGLING


_ODDS = frozenset({"odds", "advantage", "superiority", "ratio"})
_OUTNUMBERING = frozenset({"outnumber", "odds", "infantry", "soldier", "troop", "manpower", "numerical", "numerically"})
_PEOPLED = re.compile(
    r"\b(?:home\sto|(?:city|town|village|capital|country|nation|camp|enclave|territory|region|people|population|population\sis)\sof)\s"
    r"(?:just\s|more\sthan\s|about\s|around\s|some\s|nearly\s|almost\s|roughly\s|over\s|an\sestimated\s|only\s)*\Z"
)
_FEWEST_PEOPLE = 100


def is_population(counted: Counted) -> bool:
    """ "a city of some 1.3 million"."""
    if (counted.quantity.value_low or 0) < _FEWEST_PEOPLE:
        return False
    # The words themselves, and not the sentence's text: that is put together anew at each asking.
    before = counted.sentence.doc[max(counted.sentence.start, counted.first.i - _PEOPLED_WORDS) : counted.first.i]
    return any(t.lower_ in ("of", "to") for t in before) and bool(_PEOPLED.search(f"{before.text} "))


_PEOPLED_WORDS = 8
_OUT_OF_POPULATION = re.compile(r"\s(?:out\s)?of\s(?:a|the|its)\s(?:total\s)?population\b", re.IGNORECASE)


def _is_part_of_population(counted: Counted) -> bool:
    """ "more than 2 million out of a population of 5 million"."""
    sentence = counted.sentence
    return bool(_OUT_OF_POPULATION.match(sentence.text, counted.quantity.hull.end - sentence.start_char))


_RECORDING = frozenset("record count report register document tally log confirm list number total".split())


def _is_recorded(counted: Counted) -> bool:
    """ "the monitors recorded nine in February and 17 so far in March": what is counted was named before."""
    number = counted.number
    if number.dep_ in ("conj", "appos") and number.head.pos_ == "NUM":
        number = number.head
    verb = number.head
    if number.dep_ != "dobj" or verb.lemma_.lower() not in _RECORDING:
        return False
    return counted.quantity.form != "vague"


def _verb_follows(counted: Counted) -> bool:
    at = counted.last.i + 1
    return at < counted.sentence.end and counted.sentence.doc[at].pos_ in ("VERB", "AUX")
