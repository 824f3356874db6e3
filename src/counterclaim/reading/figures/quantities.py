"""The number reader: every quantity in a text with its value, bounds and unit, whether or not it bears a claim.

In:  any text.   Out: Quantities, in text order, and the numbers that are no quantities, each with its reason.
Reads characters only: no parse, no dates from elsewhere. `filters.py` decides what of this a claim rests on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.reading.figures.bounds import Bound, Op, read_bound_after, read_bound_before, trend_words
from counterclaim.reading.figures.names import reason_against
from counterclaim.reading.figures.numerals import Form, Numeral, read_numerals
from counterclaim.reading.figures.stems import matches
from counterclaim.reading.figures.units import Unit, currency_before, rate_after, unit_after
from counterclaim.reading.figures.vague import DEFAULT_SET, Vague, read_vague
from counterclaim.reading.figures.votes import is_vote
from counterclaim.records.span import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and what the words around it allow.

    `value_low`/`value_high` are the number or range itself; `low`/`high` what remains after "at least" and the like.
    """

    span: Span  # the number with its currency or percent sign: "$2.5 million", "80%", "3-4"
    hull: Span  # with the bounding words and the unit: "within two days"
    value_low: float | None
    value_high: float | None
    op: Op
    approximate: bool
    trend: str  # "up", "down" or ""
    unit: Unit | None
    per: str | None  # "day" in "10 sorties a day", where it follows the unit at once
    form: Form | str
    rule: str

    @property
    def low(self) -> float | None:
        """The lower bound, inclusive; None = none given."""
        return None if self.op in (Op.AT_MOST, Op.BELOW, Op.NEARLY) else self.value_low

    @property
    def high(self) -> float | None:
        """The upper bound, inclusive; None = none given."""
        return None if self.op in (Op.AT_LEAST, Op.ABOVE) else self.value_high


@dataclass(frozen=True, slots=True)
class NoQuantity:
    """A number that states no quantity: a date, an ordinal, part of a name."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _Number:
    """One numeral, range or vague number, before its surroundings are read."""

    start: int
    end: int
    low: float | None
    high: float | None
    form: Form | str
    rule: str
    attached: str = ""


_GAP = r"[^\S\n]{0,2}"
_JOIN = re.compile(
    rf"(?P<unit1>(?:-|{_GAP})(?:[$€£%]|per\scent|[a-z]{{1,12}}))??(?P<join>{_GAP}(?:-to-|to|and|or|through|-|‐|‑|–|—)(?:{_GAP}|-)(?:as\smany\sas\s|about\s|up\sto\s)?)"
    rf"(?P<sign>US\$|[$€£¥₽₴]{_GAP})?\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:anywhere\s|somewhere\s)?between[^\S\n]+(?:about\s|an?\s(?:estimated\s)?|roughly\s)?(?:US\$|[$€£¥₽₴])?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?P<trend>\w+\s+)?from[^\S\n]+(?:about\s|up\sto\s)?(?:US\$|[$€£¥₽₴])?\Z", re.IGNORECASE)
_RATIO_TO = re.compile(r"(?:-to-|\sto\s|:|\sfor\severy\s|\sfor\seach\s|\sfor\s)\Z", re.IGNORECASE)
_FOR_ONE = re.compile(r"\sfor\s(?:one|every(?:\sone)?|each)\b", re.IGNORECASE)


def read_numbers(text: str, *, rule_set: str = DEFAULT_SET) -> tuple[tuple[Quantity, ...], tuple[NoQuantity, ...]]:
    """Read every quantity of a text.

    Args:
        rule_set: how vague words are read ("dozens"); a name of vague.toml.
    Returns:
        The quantities and, apart, the numbers that are none, both in text order. Value bounds never cross.
    """
    kept: list[_Number] = []
    dropped: list[NoQuantity] = []
    vague = list(read_vague(text, rule_set))
    numerals = _without(list(read_numerals(text)), vague)
    for numeral in numerals:
        money = currency_before(text, numeral.start)
        reason = None if money else reason_against(text, numeral)
        if reason:
            dropped.append(NoQuantity(Span(numeral.start, numeral.end), reason))
        else:
            kept.append(_plain(text, numeral))
    kept += list(_single_units(text))
    kept += [_Number(m.start(), m.end(), 2.0, 2.0, Form.WORDS, TWICE) for m in matches(_TWICE, _TWICE_STEM, text)]
    kept += [_Number(v.start, v.end, v.low, v.high, "vague", v.rule) for v in vague]
    kept.sort(key=lambda n: n.start)
    return tuple(_trends(text, [_dress(text, number) for number in _ranges(text, kept)])), tuple(dropped)


A_UNIT = "numeral:a unit"
# "In less than an hour", "barely a mile away": with a bound before it the article is a number.
_A_UNIT = re.compile(
    r"(?<=\s)an?\s(?=(?:second|minute|hour|day|night|week|fortnight|month|year|decade|century|mile|kilomet(?:er|re))\b"
    r"(?![’'-]|\sor\s(?:two|so)|\sand\s(?:a\s)?half|\s(?:after|ago|before|later|earlier|old)))",
    re.IGNORECASE,
)
_AN = re.compile(r"an?\s")
_UNIT_BOUND = re.compile(
    r"\b(?:(?:less|more|longer|further)\sthan|under|over|nearly|almost|barely|hardly|within|about|at\sleast)\s\Z",
    re.IGNORECASE,
)


def _single_units(text: str) -> Iterator[_Number]:
    for found in matches(_A_UNIT, _AN, text):
        start = found.start()
        if _UNIT_BOUND.search(text, max(0, start - _LONGEST_BOUND_CHARS), start):
            yield _Number(start, found.end() - 1, 1.0, 1.0, Form.WORDS, A_UNIT)


TWICE = "numeral:twice"
_TWICE = re.compile(
    r"(?<!\bor\s)\btwice(?!\s(?:the|its|their|his|her|as|that|what|a|an|each|every|more|over)\b)(?=[\s,.;])"
)
_TWICE_STEM = re.compile(r"twice")
_LONGEST_BOUND_CHARS = len(" further than ")


_OR = re.compile(r",?\s(?:or|and)\s(?:about\s|by\s)?")


def _trends(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The same change given twice ("fell 190 points, or 0.6%") is one trend."""
    out: list[Quantity] = []
    for quantity in quantities:
        last = out[-1] if out else None
        if last and last.trend and not quantity.trend and quantity.op is Op.EXACT and quantity.unit:
            gap = text[last.hull.end : quantity.hull.start]
            if len(gap) < 30 and _OR.search(gap) and quantity.unit.kind == "share":
                quantity = replace(quantity, trend=last.trend)
        out.append(quantity)
    return out


def _without(numerals: list[Numeral], vague: list[Vague]) -> list[Numeral]:
    """The numerals that share no character with a vague number (both lists in text order)."""
    out, at = [], 0
    for numeral in numerals:
        while at < len(vague) and vague[at].end <= numeral.start:
            at += 1
        if at == len(vague) or vague[at].start >= numeral.end:
            out.append(numeral)
    return out


# "5m" is five million beside a currency sign, before a plural noun or a part of a whole, else metres; "5M" is always
# million.
_COUNTED = re.compile(
    r"\s(?:[a-z]+\s)?(?:(?!(?:is|was|has|as|its|this|across)\b)[a-z]{2,}s|(?:[a-z]*(?:men|women)|people)|[A-Z][a-z]{3,}s)\b"
    r"|\sof\s(?:them|those|whom|its|their|(?:the\s)?[A-Z][\w-]*['’]s?)\s"
)
# "4.8m are refugees", "Turkey has 2.7m": a decimal or a verb, and none of the words that follow metres.
_OF_LENGTH = re.compile(
    r"[\s-](?:high|long|wide|deep|tall|thick|away|from|above|below|across|off|east|west|north|south|up|down|apart"
    r"|square|behind|in\sfront|to\sthe|by|x|of\s(?:water|snow|concrete|earth))\b"
)
_OF_PEOPLE = re.compile(r"\b(?:casualties|losses|dead|refugees|population|deaths)\b[^.;:,]*\Z", re.IGNORECASE)
_PEOPLE_CHARS = 60
_OF_MANY = re.compile(r"\s(?:are|have|were|had|live|lived|left|fled|more|need|lack)\b")
_MINUS = re.compile(r"(?:(?:\A|[\s($€£])[-−]|\bminus[\s-])\Z")
_TO_ONE = re.compile(r":1\b(?![:.]?\d)")  # "3:1", which is a time of day elsewhere
_RATIO_OF = re.compile(r"\b(?:ratios?|odds|outnumber\w*|advantage|superiority)\s(?:[a-z]+\s){0,3}\Z", re.IGNORECASE)
_ATTACHED = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


def _plain(text: str, numeral: Numeral) -> _Number:
    value, end, attached = numeral.value, numeral.end, numeral.attached
    if numeral.form is Form.DIGITS and _MINUS.search(text, max(0, numeral.start - 7), numeral.start):
        value = -value  # "-18 °C"; after a digit or a word the dash is a range or a hyphen
    if attached:
        money = currency_before(text, numeral.start) is not None
        upper = text[end - 1] == "M"
        counts = attached == "m" and (_COUNTED.match(text, end) or _are_millions(text, numeral))
        if money or attached in ("k", "b") or upper or counts:
            value = round(value * _ATTACHED[attached], 6)
        else:
            end -= 1
    if (
        numeral.form is Form.DIGITS
        and _TO_ONE.match(text, end)
        and _RATIO_OF.search(text, max(0, numeral.start - 40), numeral.start)
    ):
        return _Number(numeral.start, end + 2, value, value, "ratio", "ratio")
    return _Number(numeral.start, end, value, value, numeral.form, f"numeral:{numeral.form}", attached)


def _are_millions(text: str, numeral: Numeral) -> bool:
    """Whether the "m" right after the digits is million though no plural noun follows."""
    if _OF_PEOPLE.search(text, max(0, numeral.start - _PEOPLE_CHARS), numeral.start):
        return True  # "casualties would pass 1m over the summer"
    if _OF_LENGTH.match(text, numeral.end):
        return False
    return "." in text[numeral.start : numeral.end] or bool(_OF_MANY.match(text, numeral.end))


def _ranges(text: str, numbers: list[_Number]) -> list[_Number]:
    """Numbers with "A to B", "A-B", "between A and B", "A to one" put together."""
    out: list[_Number] = []
    for number in numbers:
        joined = _joined(text, out[-1], number) if out else None
        if joined:
            out[-1] = joined
        elif out and _is_change(text, out[-1], number):
            out[-1] = replace(out[-1], rule=f"{out[-1].rule}{CHANGE_FROM}")
            out.append(replace(number, rule=f"{number.rule}{CHANGE_TO}"))
        else:
            out.append(number)
    return out


def _joined(text: str, a: _Number, b: _Number) -> _Number | None:
    gap = text[a.end : b.start]
    if len(gap) > 30 or a.low is None or b.low is None or a.form == "range":
        return None
    if b.low == b.high == 1 and a.low == a.high and a.low > 1 and _RATIO_TO.search(gap) and len(gap) <= 5:
        return replace(a, end=b.end, rule="ratio", form="ratio")
    found = _JOIN.match(gap)
    if not found:
        return None
    word = found["join"].strip().strip("-").lower().split(" ")[0]
    between = _BETWEEN.search(text, max(0, a.start - 40), a.start)
    if (word == "and" and not between) or _is_change(text, a, b):
        return None
    if found["unit1"] and not unit_after(text, a.end) and not _repeats(text, b.end, found["unit1"]):
        return None
    if word in ("to", "through") and _differ(unit_after(text, a.end), unit_after(text, b.end)):
        return None
    low = _scaled(text, a, b)
    high = b.high
    if low is None or (high is not None and low >= high):
        return None
    if word == "or" and not (b.low - low == 1 or low * 2 >= b.low):
        return None
    if word in ("to", "") and is_vote(text, a.start, a.end):
        return None
    if word in ("to", "through") and a.form == "vague":
        return None
    return _Number(a.start, b.end, low, high, "range", f"range:{word or 'dash'}", b.attached)


def _repeats(text: str, end: int, unit: str) -> bool:
    """Whether the second number of a range has the same word after it ("44 mg to 50 mg")."""
    return text[end : end + len(unit) + 1].strip().lower() == unit.strip().lower()


def _differ(first: Unit | None, second: Unit | None) -> bool:
    """Whether the first number has a unit that the second has not: "gained 2 percent to 6,300"."""
    return first is not None and (second is None or second.name != first.name)


def _scaled(text: str, a: _Number, b: _Number) -> float | None:
    """The first number of a range, in the second's magnitude where only that is written ("2 to 3 million")."""
    assert a.low is not None
    written = re.search(r"(hundred|thousand|million|billion|trillion|[mb]n|k)\Z", text[b.start : b.end].lower())
    own = re.search(r"(hundred|thousand|million|billion|trillion|[mb]n|k)\Z|,", text[a.start : a.end].lower())
    if written and not own and a.low < 1000:
        size = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6}.get(written[1])
        size = size or (1e12 if written[1] == "trillion" else 1e9)
        return a.low * size if b.low is not None and a.low * size < b.low else a.low
    return a.low


# In a rule's name: the number is one end of a change told as "from A to B", which is two levels and no range.
CHANGE_FROM, CHANGE_TO = "+from", "+to"
_CHANGE_BETWEEN = re.compile(r"[^.;:\d\n]{0,25}?[\s-]to\s(?:about\s)?(?:(?:US\s?)?[$€£]\s?)?\Z", re.IGNORECASE)


def _is_change(text: str, a: _Number, b: _Number) -> bool:
    """Whether "rose from A to B" stands there, or "from A to B" with B the smaller."""
    source = _FROM.search(text, max(0, a.start - 40), a.start)
    if not source or a.low is None or b.low is None or not _CHANGE_BETWEEN.fullmatch(text[a.end : b.start][:60]):
        return False
    return (source["trend"] or "").strip().lower() in trend_words() or a.low > b.low


def _dress(text: str, number: _Number) -> Quantity:
    """Read the unit and the bounds around a number."""
    start, end = number.start, number.end
    money = currency_before(text, start)
    if money:
        start = money.start
    unit = money or unit_after(text, end)
    if unit is None and number.form == Form.FRACTION and (article := _A.match(text, end)):
        whole = unit_after(text, article.end())
        if whole is not None and whole.kind in ("duration", "distance"):
            unit, end = whole, article.end()  # "half a year"
    if unit is None and number.attached == "m" and text[end : end + 1] == "m":
        unit = Unit("metre", "distance", end, end + 1)
    if number.rule == TWICE:
        unit = Unit("time", "times", start, end)
    vote = unit is None and is_vote(text, start, end)
    if vote:
        unit = Unit("vote", "votes", end, end)
    if unit is None and _MILLIONS.search(text, start, end) and (pounds := _POUNDS.match(text, end)):
        unit = Unit("GBP", "money", *pounds.span())
    if unit and not money and (number.rule == A_UNIT or text[end : unit.end] in ("%", "°")):
        end = unit.end
    low_value = number.low if number.low is not None else 0.0
    before = read_bound_before(
        text,
        start,
        small_count=unit is None and number.form == Form.WORDS and low_value <= 10,
        measured=unit is not None,
        duration=unit is not None and unit.kind == "duration",
        graded=(unit is not None and unit.kind in ("share", "money")) or bool(_POINTS.match(text, end)),
    )
    if vote and before.phrase == "passed":
        before = Bound()  # a bill passed, no level
    between = _BETWEEN.search(text, max(0, start - 40), start) if number.form == "range" else None
    if between:
        before = replace(before, start=between.start())
    after, after_end = read_bound_after(text, max(end, unit.end if unit else end))
    if after.op is Op.EXACT:
        after, after_end = read_bound_after(text, end)
    if unit is None and after.op is Op.ABOUT:
        unit = unit_after(text, after_end)  # "five or so miles"
    if text[end : end + 5].lower() == "-plus":
        end += 5
    bound = _merged(before, after)
    rate = rate_after(text, max(end, unit.end)) if unit and unit.kind != "duration" else None
    hull = Span(before.start if before.start >= 0 else start, max(end, unit.end if unit else end, after_end))
    said = bound.phrase and f"+bound:{bound.phrase}"
    return Quantity(
        span=Span(start, end),
        hull=hull,
        value_low=number.low,
        value_high=number.high,
        op=bound.op,
        # With a high bound alone it says "nearly": "up to some 40" bounds as "up to 40" does.
        approximate=bound.op is Op.NEARLY or (bound.approximate and bound.op not in (Op.AT_MOST, Op.BELOW)),
        trend=bound.trend,
        unit=unit,
        per=rate[0] if rate else None,
        form=number.form,
        rule=f"{number.rule}{said}",
    )


_MILLIONS = re.compile(r"\b[mb]illion\Z", re.IGNORECASE)
_A = re.compile(r"\san?(?=\s)")
_POUNDS = re.compile(r"\spounds\b(?!\sof\b)")  # of money by the million; of weight they are "pounds of"
# "lost two battalions" is a loss, "lost 190 points" a change.
_POINTS = re.compile(r"\s(?:basis\s)?(?:points?|pts|times)\b|\sto\s\S*\d")


def _merged(before: Bound, after: Bound) -> Bound:
    if after.op is Op.EXACT:
        return before
    if before.op in (Op.EXACT, Op.ABOUT) and after.op is not Op.ABOUT:
        return replace(after, approximate=before.approximate, trend=before.trend, start=before.start)
    return replace(
        before, approximate=before.approximate or after.approximate, op=after.op if before.op is Op.EXACT else before.op
    )
