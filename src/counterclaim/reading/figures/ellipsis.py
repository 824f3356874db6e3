"""A second figure that leaves unsaid what it counts, and takes it from the first.

"…12 sorties a day, against about 40 for the defenders"; "…the ministry puts that number closer to 300";
"…among them 3 children".
In:  Counted and the figure read before it.   Out: whether it carries on the first, and what it says of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.reading.figures.counted import PRONOUNS, Counted, kind_before
from counterclaim.reading.figures.lexicon import OTHER, PEOPLE, lexicon
from counterclaim.reading.figures.nothing import NONE_OF_THEM
from counterclaim.reading.figures.numerals import Form
from counterclaim.reading.timex.words import lexicon as times

# The words right before the number that point back to an earlier one.
_POINTS_BACK = re.compile(
    r"\b(?:(?:that|this|the)\s(?:(?:earlier|previous|latest|first|initial|official|real|true|actual)\s)?(?:number|figure|toll|total|count|estimate|sum|amount)|versus|vs\.?|compared\s(?:with|to)|against|as\sopposed\sto"
    r"|up\sfrom|down\sfrom|rather\sthan|instead\sof|not|put(?:s|ting)?\s(?:it|the\s\w+|that\s\w+)|more\slike|at\sabout|as|closer\sto|from|another|and|or"
    r"|further|confirm(?:s|ed)?|acknowledge(?:s|d)?|admit(?:s|ted)?|claim(?:s|ed)?|only|just|count(?:s|ed)?|estimate[sd]?|(?:spoke|speaks|talked|talks)\sof)\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:including|among\sthem|amongst\sthem|of\swhom|of\sthem|of\swhich|of\sthose|among\swhom|also)\b[^.;:]{0,30}\Z",
    re.IGNORECASE,
)
# "180,000 Russians had been killed, against more than 100,000 Ukrainians"
_SET_BESIDE = re.compile(r"\b(?:against|versus|vs\.?|compared\s(?:with|to))\s(?:\w+\s){0,3}\Z", re.IGNORECASE)
_OF_WHOM = re.compile(r"\b(?:of\swhom|of\sthem|of\swhich|among\sthem|among\swhom)\b[^.;:]{0,30}\Z", re.IGNORECASE)
# A definite noun for a number names the last one told, even with a sentence between ("the toll was closer to …").
_NAMES_NUMBER = re.compile(
    r"\b(?:that|this|the|an?)\s(?:(?:death|earlier|previous|latest|last|first|initial|official|provisional|current|real|true|actual)\s){0,2}"
    r"(?:toll|number|figure|total|count)\b[^.;:]{0,30}\Z",
    re.IGNORECASE,
)
# Tokens between the two sentences then: about three sentences of news.
_REACH = 75
_AMONG_THEM = re.compile(r"\s(?:among|amongst|of)\sthem\b", re.IGNORECASE)  # "27 vehicles, 11 tanks among them"
_FOR = re.compile(r"\s(?:for|on|by|from|of|among)\sthe\s|\sof\s(?:them|whom|those|which)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\sof\s(?:them|whom|which)\b", re.IGNORECASE)


def carries_on(text: str, counted: Counted, previous: Counted | None) -> bool:
    """Whether the figure takes measure, unit and object from the previous one of the same or the last sentence."""
    if previous is None:
        return False
    before = text[max(counted.sentence.start_char, counted.quantity.hull.start - 70) : counted.quantity.hull.start]
    reach = _REACH if _NAMES_NUMBER.search(before) else 2
    if not _is_near(counted, previous, reach):
        return False
    if counted.quantity.unit is not None and counted.quantity.unit.kind != "times":
        # "gives the north 52% of the country, the south 30%"
        return (
            counted.noun is None
            and counted.sentence.start == previous.sentence.start
            and _are_shares(counted, previous)
        )
    if _is_money_left_out(counted, previous):
        return True
    measured = previous.quantity.unit is not None and previous.quantity.unit.kind != "share"
    if measured and counted.quantity.form != Form.FRACTION and not _is_sum_of_which(counted, previous, before):
        return False  # miles and dollars are not left out
    if counted.quantity.rule == NONE_OF_THEM:
        return True
    if counted.quantity.form == "ratio":
        return False
    if counted.noun is None:
        if _is_own_object(counted) or _is_strength(counted):
            return False
        if has_own_verb(counted):
            return _were_of_a_kind(counted) or bool(_OF_WHOM.search(before))
        if before.rstrip().endswith(":"):
            return True  # "300,000 have died: 50,000 from killings, ..."
        after = text[counted.quantity.hull.end : counted.quantity.hull.end + 12]
        return bool(_POINTS_BACK.search(before) or _PART_OF.search(before) or _FOR.match(after))
    if _is_listed_part(counted, previous):
        return True
    if counted.sentence.start != previous.sentence.start:
        return False
    if _AMONG_THEM.match(text, counted.noun.idx + len(counted.noun)):
        return True
    return counted.noun_class in PEOPLE and bool(_PART_OF.search(before) or _SET_BESIDE.search(before))


_STRENGTH, _STRENGTH_REACH = frozenset({"strength", "garrison", "manpower", "contingent"}), 7


def _is_strength(counted: Counted) -> bool:
    """ "He estimated Wagner's strength in Ukraine at 50,000": says itself what it counts."""
    before = counted.sentence.doc[max(counted.sentence.start, counted.first.i - _STRENGTH_REACH) : counted.first.i]
    return any(token.lemma_.lower() in _STRENGTH for token in before)


_LIST_REACH = 30  # tokens from "including" to the last thing of its list


def _is_listed_part(counted: Counted, whole: Counted) -> bool:
    """ "destroyed 16 objects, including 11 houses and two schools", "40 were hit. Of them, 12 houses, a school …"."""
    if counted.noun_class not in _THINGS or whole.noun_class not in _THINGS:
        return False
    doc, at = counted.sentence.doc, counted.first.i - 1
    for token in reversed(doc[max(counted.sentence.start, at - _LIST_REACH) : at + 1]):
        if token.lower_ == "including" or (token.lower_ in PRONOUNS and token.i and token.nbor(-1).lower_ == "of"):
            return bool(token.i - whole.last.i < _LIST_REACH)
        if token.pos_ in ("VERB", "AUX") or token.text in ".;:":
            return False
    return False


_THINGS = frozenset({"equipment", "sites", "munitions", OTHER})


def has_own_verb(counted: Counted) -> bool:
    """Whether a verb of its own follows: "two more were taken away" says what happened to them."""
    doc = counted.sentence.doc
    for token in doc[counted.after : min(counted.after + 3, counted.sentence.end)]:
        if token.pos_ in ("VERB", "AUX"):
            return bool(token.lower_ != "according")
        if token.lower_ not in ("more", "others", "other", "also", "later"):
            return False
    return False


def _are_shares(counted: Counted, previous: Counted) -> bool:
    units = (counted.quantity.unit, previous.quantity.unit)
    return all(unit is not None and unit.name == "percent" for unit in units)


_LARGE = 1e6  # "35 billion euros …, against about 1 billion spent on arms"


def _is_money_left_out(counted: Counted, previous: Counted) -> bool:
    """Whether a bare sum of millions follows money in the same sentence and nothing else is counted."""
    money = previous.quantity.unit is not None and previous.quantity.unit.kind == "money"
    large = counted.quantity.form == Form.MIXED and (counted.quantity.value_low or 0) >= _LARGE
    bare = counted.noun is None and counted.quantity.unit is None
    return money and large and bare and counted.sentence.start == previous.sentence.start


def _is_sum_of_which(counted: Counted, previous: Counted, before: str) -> bool:
    """ "198bn shekels, of which 107bn for defence"."""
    money = previous.quantity.unit is not None and previous.quantity.unit.kind == "money"
    return money and counted.quantity.form == Form.MIXED and bool(_OF_WHOM.search(before))


_REPORTING = frozenset("confirm acknowledge admit claim count estimate put name say report list identify".split())


def _is_own_object(counted: Counted) -> bool:
    """ "which provides 1,100 of them": what is done to the part is not what was said of the whole."""
    verb = counted.number.head
    done = counted.number.dep_ == "dobj" and verb.pos_ == "VERB" and verb.lemma_.lower() not in _REPORTING
    return done and counted.antecedent is not None and counted.antecedent.last.i < verb.i < counted.first.i


def with_antecedents(text: str, counted: Sequence[Counted]) -> list[Counted]:
    """Give each "500 of them", "of whom 20" the number before it that has a noun, and that noun's class."""
    out: list[Counted] = []
    for this in counted:
        last = next((c for c in reversed(out[-_BACK:]) if c.noun is not None), None)
        if (
            last is not None
            and last.noun is not None
            and this.noun is None
            and _is_part_of(text, this, last)
            and _is_near(this, last, _BACK_TOKENS)
            and _befalls(this, last)
        ):
            lost = last.noun.lemma_.lower() in lexicon().outcome or last.noun.lower_ in lexicon().state
            this = replace(this, noun_class="people" if lost else last.noun_class, antecedent=last)
        elif this.noun is None and last is None and _OF_THEM.match(text, this.quantity.hull.end):
            this = replace(this, noun_class=_spoken_of(this) or this.noun_class)
        out.append(this)
    return out


_HARMING, _DOWNING = frozenset({"kill", "wound", "injure"}), frozenset({"down", "intercept"})


def _befalls(counted: Counted, whole: Counted) -> bool:
    """Whether what was done to "234 of them" is done to such as the whole: people are killed, drones are shot down."""
    before = counted.sentence.doc[max(counted.sentence.start, counted.first.i - 2) : counted.first.i]
    done = {token.lemma_.lower() for token in before}
    people = whole.noun_class in PEOPLE
    return not (done & _DOWNING if people else done & _HARMING)


_SIGHTING = frozenset("count log record detect track register launch fire send".split())


def _spoken_of(counted: Counted) -> str | None:
    """ "Then came the drones. The army counted 75 of them": the class of the nearest plural before, where it tells."""
    doc, start = counted.sentence.doc, counted.first.i
    if start == counted.sentence.start or doc[start - 1].lemma_.lower() not in _SIGHTING:
        return None  # "killed 234 of them" says itself of whom
    return kind_before(counted, _BACK_TOKENS)


_BACK = 4  # numbers back to the one that names what is counted ...
_BACK_TOKENS = 30  # ... with at most a short sentence between


def _is_part_of(text: str, counted: Counted, whole: Counted) -> bool:
    """ "500 of them", "of whom 20"; or only what was done to a part: "20 missiles were fired, 12 shot down"."""
    doc, after = counted.sentence.doc, counted.last.i + 1
    listed = counted.first.i > counted.sentence.start and doc[counted.first.i - 1].text in (",", "and", "but")
    helped = listed and any(t.tag_ == "VBN" for t in doc[after + 1 : after + 3]) and doc[after].pos_ == "AUX"
    if helped and whole.noun_class not in PEOPLE:
        return True  # "of the 31 tanks, 12 have been lost"
    if listed and after < counted.sentence.end and doc[after].tag_ in ("VBN", "VBD"):
        return whole.noun_class in PEOPLE or doc[after].lower_ not in lexicon().state  # no tanks are wounded
    start, end = counted.quantity.hull.start, counted.quantity.hull.end
    before = text[max(counted.sentence.start_char, start - 30) : start]
    return bool(_OF_THEM.match(text, end) or _OF_WHOM.search(before))


_KINDS = frozenset(
    "child children woman women civilian civilians minor minors man men girl girls boy boys infant infants".split()
)


def _were_of_a_kind(counted: Counted) -> bool:
    """ "nine died there, seven were children": the second number is a part of the first."""
    after = counted.sentence.doc[counted.last.i + 1 : counted.last.i + 3]
    return len(after) == 2 and after[0].lower_ in ("were", "are", "was") and after[1].lower_ in _KINDS


def whose(counted: Counted) -> Any | None:
    """The noun of "for the Russians" right after an elliptic number; None where nothing is said."""
    doc = counted.sentence.doc
    at = counted.last.i + 1
    if at + 1 < counted.sentence.end and doc[at].lower_ in ("for", "on", "by", "from", "of", "among"):
        for token in doc[at + 1 : min(at + 6, counted.sentence.end)]:
            if token.pos_ in ("NOUN", "PROPN"):
                return None if _says_when(token) else token  # "and 15 on Tuesday"
            if token.pos_ not in ("DET", "ADJ", "PRON"):
                return None
    return None


def _says_when(noun: Any) -> bool:
    return noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in times()["weekdays"] or noun.lower_ in times()["months"]


def _is_near(counted: Counted, previous: Counted, reach: int) -> bool:
    """In the same sentence, or in one that begins at most `reach` tokens after it."""
    gap: int = counted.sentence.start - previous.sentence.end
    return 0 <= gap <= reach or bool(counted.sentence.start == previous.sentence.start)
