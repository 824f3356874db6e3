"""A number that stands alone: "the front says 4,000", "everyone repeated 300,000", "at more than 1,000 a day".

In:  Counted without noun and unit, and the figure read before it.   Out: Read, or None where it is too small or bare.
What it counts was told just before: by the last noun of fighters, of the dead, of the homeless, or by the last figure.
"""

import re
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.defaults import STRETCHES
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.lexicon import lexicon
from counterclaim.reading.figures.numerals import Form
from counterclaim.records.values import Measure

_LEAST = 10  # below, a number alone is mostly a pronoun ("the two") or a grade
_NEAR = 45  # tokens back to the noun that says what is counted: about two sentences of news
_YEAR = re.compile(r"['’‘]\Z")  # "in '88"
# Between a number and these no unit is left out: "Article 12", "Resolution 598", "page 40", "Operation 1027".
_NAMING = frozenset(
    "article chapter page resolution number no no. operation paragraph section line verse route highway flight room "
    "point points group channel radio unit brigade division phase protocol".split()
)
_PLAIN = (Form.DIGITS, Form.WORDS, Form.MIXED)
_SCORES = re.compile(r"\s?(?:out\sof|in\s(?:10|ten)\b|to\s(?:one|1)\b|[-–:/]\s?\d)")
# A measure that the number before passes on to one that stands alone.
_PASSED = frozenset(set(Measure) - {Measure.MONEY, Measure.AREA, Measure.DISTANCE, Measure.DURATION})
_COUNTED_SO = {
    "troops": Measure.TROOPS,
    "recruits": Measure.RECRUITS,
    "prisoners": Measure.CAPTURED,
    "refugees": Measure.DISPLACED,
}
_THINGS = frozenset({"munitions", "equipment"})
_STRENGTH = frozenset(
    {"army", "garrison", "grouping", "force", "strength", "manpower", "contingent", "soldier", "troop"}
)


def read_alone(text: str, counted: Counted, previous: tuple[Counted, Measure] | None) -> Read | None:
    """What a number alone counts.

    Args:
        previous: the figure kept before this one, with its measure.
    """
    if counted.noun is not None or counted.quantity.unit is not None or not _is_telling(text, counted):
        return None
    after = counted.sentence.doc[counted.last.i + 1 : min(counted.last.i + 3, counted.sentence.end)]
    if len(after) == 2 and after[0].lower_ in ("more", "further", "additional") and after[1].lemma_ in STRETCHES:
        return Read(Measure.DURATION, after[1], "alone:stretch")  # "ten more days"
    near = previous is not None and 0 <= counted.first.i - previous[0].last.i <= _NEAR
    last = previous[0].last.i if near and previous is not None else max(-1, counted.first.i - _NEAR)
    for at in range(counted.first.i - 1, last, -1):
        token = counted.sentence.doc[at]
        if token.tag_ == "NNS" and lexicon().noun_class.get(token.lemma_.lower()) in _THINGS:
            break  # "the army means to raise its output of shells from 14,000 a month": shells, and no strength
        if token.pos_ in ("NOUN", "PROPN") and (measure := _named(token)):
            if measure is Measure.TROOPS and _is_done_to(counted):
                break
            return Read(measure, token, f"alone:{token.lemma_.lower()}")
    if near and previous is not None and previous[1] in _PASSED and previous[0].quantity.unit is None:
        return Read(previous[1], None, "alone:as before")
    return Read(Measure.COUNT, None, "alone:unsaid")


def _is_done_to(counted: Counted) -> bool:
    """Whether the number is what the verb right before it destroys or hits, and no strength: "invaders destroy 651"."""
    before = counted.first.nbor(-1) if counted.first.i > counted.sentence.start else None
    verbs = lexicon().of_object
    return before is not None and before.pos_ == "VERB" and (before.lemma_.lower(), "sites") in verbs


def _named(token: Any) -> Measure | None:
    """The measure that a plural, or a word for strength or loss, passes on to a number after it."""
    words = lexicon()
    lemma = token.lemma_.lower()
    if lemma in words.outcome and lemma not in ("victim", "body", "grave", "hurt", "launch", "murder", "prisoner"):
        return words.outcome[lemma]
    if lemma in _STRENGTH or (token.tag_ in ("NNS", "NNPS") and lemma not in ("general", "officer", "officers")):
        return Measure.TROOPS if lemma in _STRENGTH else _COUNTED_SO.get(words.noun_class.get(lemma, ""))
    return None


def _is_telling(text: str, counted: Counted) -> bool:
    """Whether the number is large enough, and no year, grade, address or name."""
    quantity = counted.quantity
    value = quantity.value_low if quantity.value_low is not None else quantity.value_high
    if value is None or value < _LEAST or quantity.form not in _PLAIN:
        return False
    if _YEAR.search(text, max(0, quantity.span.start - 2), quantity.span.start):
        return False
    if _SCORES.match(text, quantity.hull.end):
        return False
    before = counted.first.nbor(-1) if counted.first.i > counted.sentence.start else None
    named = before is not None and (
        before.lower_ in _NAMING or (before.pos_ == "PROPN" and counted.first.i == counted.number.i)
    )
    return not named
