"""Which quantities a claim rests on: ages, single "one", durations that are no claim and the like are left out.

In:  Counted, its measure if one was read, and the time expressions of the article.   Out: a reason to drop, or None.
"""

import bisect
import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.deeds import next_word
from counterclaim.reading.figures.defaults import is_held
from counterclaim.reading.figures.lexicon import PEOPLE
from counterclaim.reading.figures.numerals import Form
from counterclaim.records.reading import Time
from counterclaim.records.span import Span
from counterclaim.records.values import Measure

# A count up to here, without a measure of its own, rather names things than claims how many there are.
SMALL_COUNT = 3
SMALL_DEFINITE = 20
MOST_PARTIES = 6  # more of them are counted, not named: "a poll of 12 countries"

_AGE_AFTER = re.compile(
    r"\s(?:and|or)\s(?:older|younger)\b|(?:[\s-]years?|[\s-]months?)?[\s-](?:old|of\sage)\b|[\s-]year[\s-]olds?\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|aged\sbetween|ages?\sof|turned|turning|at\sage|under\sthe\sage\sof|(?:dies|died|(?-i:[A-Z][\w’'-]+)\sdead)\sat|as\s(?:young|old)\sas"
    r"|(?:children|them|those|boys|girls|men|women|anyone|everyone)\s(?:under|over))\s(?:about\s|just\s)?"
    r"(?:\d{1,2}(?:,?\sand\s|,\s|\sor\s))*\Z",
    re.IGNORECASE,
)
_AGE_OVER = re.compile(
    r"\b(?:is|are|was|were)\s(?:over|under|above|below)\s\Z|\b(?:who|he|she|son|daughter|brother|sister|father|mother|husband|wife|boy|girl)\s(?:was|is)\s\Z",
    re.IGNORECASE,
)
_AGE_THEN = re.compile(r"\s(?:when|at\sthe\stime)\b")  # "he was 17 when"
_AGE_NAMED = re.compile(r"\b[A-Z][a-z]+\s(?:was|is)\s\Z")
_AGE_END = re.compile(r"[.;,)]|\s(?:and|or|but|while)\b")
_AGE_OF = re.compile(
    r"\b(?:girl|boy|child|baby|son|daughter|woman|man|toddler)\sof\s(?:just\s|only\s)?\Z", re.IGNORECASE
)
_AGE_COMMA = re.compile(r"[A-Za-z’'.)],\s\Z")
# "The general, 58, commanded": an office or a rank before the age.
_SOMEBODY = re.compile(
    r"\b(?:the|an?|another|his|her|their|whose)\s(?:[\w-]+\s){0,2}(?:general|colonel|major|captain|commander|chief|president|minister"
    r"|premier|leader|politician|activist|doctor|teacher|journalist|reporter|farmer|driver|officer|soldier|lawyer|cleric"
    r"|priest|imam|mayor|governor|man|woman|widow|mother|father|son|daughter|brother|sister|boy|girl|student),\s\Z",
    re.IGNORECASE,
)
_AGE_COMMA_AFTER = re.compile(r"(?:,\s|\s[—–―-]\s|\.|;|\s\(|,?\sof\s[A-Z]|\sand\s)")


_CALIBRE = re.compile(r"[\s-]calib(?:er|re)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"\s(?:that|as|more|higher|larger|greater|its|their|over|less|fewer|bigger)\b")
_WHOLE = re.compile(
    r"\b(?:(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|most|some|all|many|several|few|half)"
    r"\s(?:of\s(?:its|their|the|his|her|our|these|those)|out\sof(?:\s(?:its|their|the))?)"
    r"|(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten)\sof(?:\s(?:[A-Z][\w-]+\s?)+['’]s)?)\s\Z",
    re.IGNORECASE,
)
_NEAR = 200  # characters around a price in which the words of selling stand
_COMPOUND = re.compile(r"[-‑]\s?(?!strong\b|odd\b|plus\b)[a-z]+")  # "a six-point plan", "a 15-member council"


_AGE_ASIDE = re.compile(r",\s(?:was|were|is|who|died|told|said|has|had|and\shis|and\sher)\b")  # "a boy, 15, was"


@dataclass(frozen=True, slots=True)
class _Rules:
    duration_verbs: frozenset[str]
    duration_outcomes: frozenset[str]
    duration_nouns: frozenset[str]
    duration_prepositions: frozenset[str]
    duration_told: frozenset[str]
    duration_lives: frozenset[str]
    duration_whole: frozenset[str]
    enumerating: frozenset[str]
    blows: frozenset[str]
    ground: frozenset[str]
    determiners: frozenset[str]
    selling: re.Pattern[str]


class Calendar:
    """The stretches that time expressions take, for look-up by offset."""

    def __init__(self, times: tuple[Time, ...]) -> None:
        self._times = sorted((t for t in times if t.kind in ("DATE", "TIME", "SET")), key=lambda t: t.span)
        self._starts = [t.span.start for t in self._times]

    def covers(self, span: Span) -> bool:
        """Whether a date or time of day covers the whole of `span`."""
        at = bisect.bisect_right(self._starts, span.start) - 1
        return any(t.span.covers(span) for t in self._times[max(0, at - 1) : at + 1])


def reason_no_claim(text: str, counted: Counted, measured: Measure | None, calendar: Calendar) -> str | None:
    """Why no claim rests on this quantity; None where one may.

    Args:
        measured: what its own words say that it measures ("killed"); None where only the noun speaks.
    """
    quantity = counted.quantity
    kind = quantity.unit.kind if quantity.unit else ""
    if _is_age(text, quantity.span, kind):
        return "age"
    if kind not in ("money", "share") and calendar.covers(quantity.span):
        return "part of a date"
    if kind == "duration":
        return None if _claims_duration(counted) else "duration is not the claim"
    if kind == "temperature":
        return "temperature"
    small = quantity.unit is not None and quantity.unit.name in ("millimetre", "centimetre", "pixel")
    if small or _CALIBRE.match(text, quantity.span.end):
        return "calibre or size"
    if kind == "times" and _MULTIPLE.match(text, quantity.hull.end):
        return "multiple"
    whole = _WHOLE.search(text, max(0, quantity.span.start - 40), quantity.span.start)
    if (
        whole
        and (measured is None or "out" in whole.group().lower().split())
        and not _is_told_too(counted, whole.group())
    ):
        return "whole of a part"
    if kind == "money" and _is_price(text, quantity.span):
        return "price of the outlet"
    if quantity.value_low == quantity.value_high == 1 and quantity.form in (Form.WORDS, Form.DIGITS) and not kind:
        return _against_one(counted, measured)
    if not kind and counted.noun_class not in PEOPLE and _COMPOUND.match(text, quantity.hull.end):
        return "part of a compound"
    if measured is None and not kind:
        return _against_small(counted)
    return None


def _is_price(text: str, span: Span) -> bool:
    """Whether words of selling stand in the same paragraph as the money."""
    above, below = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if below < 0 else below
    return bool(_rules().selling.search(text, max(above, span.start - _NEAR), min(end, span.end + _NEAR)))


_OF_SO_MANY = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|some\s|about\s)?\d")  # "in 11 of 18 states"


def _after_number(counted: Counted) -> int:
    """Where the words after the number begin, in the sentence's own text."""
    end: int = counted.quantity.hull.end - counted.sentence.start_char
    return end


_TOLD_FOR_ITSELF = 100
_ARMS = frozenset({"troops", "recruits", "prisoners", "equipment", "munitions"})


def _is_told_too(counted: Counted, part: str) -> bool:
    """ "half of the 7,500 elite troops", "out of the 20 we sent": the whole has its own noun of war or its own verb.

    "Fewer than 1,400 of the city's 32,000 residents": so large a whole is told for itself.
    """
    if (counted.quantity.value_low or 0) >= _TOLD_FOR_ITSELF:
        return True
    if counted.noun_class in _ARMS and "out" not in part.lower().split():
        return True
    after = counted.last.nbor(1) if counted.last.i + 1 < counted.sentence.end else None
    return counted.noun is None and after is not None and (after.tag_ in ("VBN", "VBD") or after.pos_ == "PRON")


def _is_age(text: str, span: Span, kind: str) -> bool:
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 16]
    years = text[span.start : span.end].rsplit(maxsplit=1)[-1]
    if kind == "" and len(years) == 2:
        if _AGE_OVER.search(before) and (_AGE_END.match(after) or _AGE_THEN.match(after)):
            return True  # "half of them are over 45"
        if _AGE_NAMED.search(before) and _AGE_THEN.match(after):
            return True
    if kind == "" and _AGE_OF.search(before) and _AGE_COMMA_AFTER.match(after):
        return True
    if _AGE_AFTER.match(after) or (_AGE_BEFORE.search(before) and kind in ("", "duration")):
        return True
    digits = text[span.start : span.end]
    if not (digits.isdigit() and len(digits) <= 3 and _AGE_COMMA.search(before)):
        return False
    named = re.search(r"[A-Z][\w’'-]+\.?,\s\Z", before) and _AGE_COMMA_AFTER.match(after)
    return bool(named or _AGE_ASIDE.match(after) or (_SOMEBODY.search(before) and after.startswith((",", ";"))))


_VERB_REACH = 40  # tokens: "analysts, … , expected the city to fall within …"


def _claims_duration(counted: Counted) -> bool:
    """Whether a length of time is itself what is claimed: by when a city falls, how long a truce holds."""
    rules = _rules()
    doc, sentence = counted.sentence.doc, counted.sentence
    last = counted.last
    if _tells_how_long(counted):
        return True
    for token in doc[last.i + 1 : min(last.i + 4, sentence.end)]:
        if token.lemma_.lower() in rules.duration_nouns:
            return True
        if token.is_punct and token.text != "-":
            break
    before = list(doc[max(sentence.start, counted.first.i - 6) : counted.first.i])
    if any(t.lemma_.lower() in rules.duration_nouns for t in before):
        return True
    limit = counted.quantity.rule.endswith(("within", "as little as", "no more than", "as few as")) or any(
        t.lower_ in rules.duration_prepositions for t in [*before[-3:], counted.first]
    )
    verbs = [t for t in doc[max(sentence.start, last.i - _VERB_REACH) : last.i] if t.pos_ in ("VERB", "AUX")]
    lemmas = {t.lemma_.lower() for t in verbs}
    expects = bool(lemmas & rules.duration_verbs)
    outcome = bool(lemmas & rules.duration_outcomes)
    concluded = limit and bool(verbs) and verbs[-1].lemma_.lower() in _CONCLUDING
    grants = bool(verbs) and any(v.lemma_ in ("grant", "give") for v in verbs[-2:])
    due = _is_future(verbs) or any(c.lower_ == "to" and c.dep_ == "aux" for v in verbs for c in v.children)
    deadline = counted.first.lower_ == "within" and (expects or due)  # "handling cargo within two weeks"
    return (limit and outcome and (expects or due)) or deadline or concluded or grants


# "The talks ended in less than an hour", "the town fell within days": how long it took is what is told.
_CONCLUDING = frozenset("end conclude finish fall collapse break".split())


_VERB_TO_STRETCH = 6  # tokens from "take" to the stretch of time: whom it takes so long stands between
_BOUNDING = frozenset(
    "at least most more less than up to about around some nearly almost over only just as another the a".split()
)


def _tells_how_long(counted: Counted) -> bool:
    """ "burned for nineteen hours", "it lasted 40 minutes", "food for three weeks", "53 days of training"."""
    rules, doc, start = _rules(), counted.sentence.doc, counted.sentence.start
    after = doc[counted.last.i + 1 : counted.last.i + 3]
    led = len(after) == 2 and (after[0].lower_ in ("of", "in") or after[0].tag_ == "POS")  # "two weeks' training"
    if led and after[1].lower_ in rules.duration_whole:
        return True
    if any(
        t.lower_ in ("left", "remaining")
        for t in doc[counted.last.i + 1 : min(counted.last.i + 6, counted.sentence.end)]
    ):
        return True  # "30 to 45 days of fighting weather left"
    if (
        after
        and after[0].lower_ == "to"
        and any(t.lemma_ == "take" for t in doc[max(start, counted.first.i - _VERB_TO_STRETCH) : counted.first.i])
    ):
        return True  # "it would take Russia several years to capture it"
    at = counted.first.i if counted.first.lower_ in rules.duration_told else counted.first.i - 1
    while at > start and doc[at].lower_ in _BOUNDING:
        at -= 1
    if at > start and doc[at].lower_ == "of" and doc[at - 1].lower_ == "matter":
        return True  # "it could be a matter of one or two weeks"
    if at < start or doc[at].lower_ not in rules.duration_told:
        return False
    if doc[at].lower_ == "last" and (at == start or doc[at - 1].pos_ in ("DET", "PRON", "ADP")):
        return False  # "in the last 24 hours"
    before = {token.lemma_.lower() for token in doc[max(start, at - 6) : at]}
    return not before & rules.duration_lives


def _is_future(verbs: list[Any]) -> bool:
    return any(
        t.tag_ == "MD" and t.lower_ in ("will", "would", "’ll", "'ll", "could", "might", "may", "can", "shall")
        for t in verbs[-4:]
    )


_PERSONAL = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.MISSING,
        Measure.SHOT_DOWN,
        Measure.DESTROYED,
        Measure.CASUALTIES,
    }
)


def _against_one(counted: Counted, measured: Measure | None) -> str | None:
    after = counted.last.nbor(1) if counted.last.i + 1 < len(counted.last.doc) else None
    if after is not None and after.lower_ == "of":
        # "One of its soldiers was killed" tells a death, "one of the dead" names one of those told.
        return None if measured in _PERSONAL and next_word(after) in _OWNERS else "one of several"
    before = counted.first.nbor(-1) if counted.first.i > counted.sentence.start else None
    if before is not None and before.lower_ == "of" and counted.noun is not None and counted.noun.lemma_ in _KIN:
        return "names whose they were"  # "six members of one family"
    if measured not in _PERSONAL:
        return "one"
    return None


_OWNERS = frozenset("its his her their our my whom".split())
_KIN = frozenset({"family", "household", "clan", "village"})
_SHARES = (Form.FRACTION, Form.ODDS, "ratio")


def _against_small(counted: Counted) -> str | None:
    """Why a count that only its noun explains is no claim: it names what is known, or is too small to be one."""
    rules, quantity = _rules(), counted.quantity
    value = quantity.value_low if quantity.value_low is not None else quantity.value_high
    if counted.noun is None or value is None or quantity.op.value != "=" or quantity.form in _SHARES:
        return None
    before = counted.first.nbor(-1) if counted.first.i > counted.sentence.start else None
    definite = before is not None and (before.lower_ in rules.determiners or before.tag_ == "POS")
    if definite and value <= SMALL_DEFINITE:
        return "definite mention"
    lemma = counted.noun.lemma_.lower()
    if (lemma in rules.ground and is_held(counted)) or _OF_SO_MANY.match(counted.sentence.text, _after_number(counted)):
        return None
    if value <= MOST_PARTIES and lemma in rules.enumerating and counted.noun_class in ("other", "people"):
        return "names parts or parties"
    if value <= SMALL_COUNT and counted.noun_class in ("other", "people") and lemma not in rules.blows:
        return "small count"
    if value <= SMALL_COUNT and counted.noun_class == "sites" and before is not None and before.lower_ in ("in", "at"):
        return "small count"  # "treated in two hospitals" says where
    return None


@functools.cache
def _rules() -> _Rules:
    raw = tomllib.loads(resources.files(__package__).joinpath("claims.toml").read_text(encoding="utf-8"))
    selling = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in raw["selling"]["words"])
    return _Rules(
        duration_verbs=frozenset(raw["duration"]["verbs"]),
        duration_outcomes=frozenset(raw["duration"]["outcomes"]),
        duration_nouns=frozenset(raw["duration"]["nouns"]),
        duration_prepositions=frozenset(raw["duration"]["prepositions"]),
        duration_told=frozenset(raw["duration"]["told"]),
        duration_lives=frozenset(raw["duration"]["lives"]),
        duration_whole=frozenset(raw["duration"]["whole"]),
        blows=frozenset(raw["enumerating"]["blows"]),
        ground=frozenset(raw["enumerating"]["ground"]),
        enumerating=frozenset(raw["enumerating"]["nouns"]),
        determiners=frozenset(raw["enumerating"]["determiners"]),
        selling=re.compile(rf"\b(?:{selling})", re.IGNORECASE),
    )
