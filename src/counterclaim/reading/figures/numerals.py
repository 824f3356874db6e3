"""The grammar of written numbers: digits, words and mixtures, ranges apart.

In:  any text.   Out: the numerals in it, in text order, each with its value and its span.
Knows nothing of units, bounds or of what is counted. English number words; digits grouped by comma or (thin) space.
Linear in the length of the text: one pass of one pattern, then each hit is evaluated by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

UNITS = {
    word: float(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: float(n)
    for n, word in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "mln": 1e6,
    "mn": 1e6,
    "bln": 1e9,
    "bn": 1e9,
    "trn": 1e12,
    "tn": 1e12,
}
FRACTIONS = {
    "half": 2.0,
    "third": 3.0,
    "quarter": 4.0,
    "fourth": 4.0,
    "fifth": 5.0,
    "sixth": 6.0,
    "seventh": 7.0,
    "eighth": 8.0,
    "ninth": 9.0,
    "tenth": 10.0,
}
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


class Form(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    WORDS = "words"
    MIXED = "mixed"
    FRACTION = "fraction"
    ODDS = "odds"  # "one in five"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One written number. `value` is the plain number; `mantissa` what stands before the last magnitude word."""

    start: int
    end: int
    value: float
    form: Form
    mantissa: float
    magnitude: float  # 1 where no magnitude word stands at the end
    attached: str = ""  # a letter stuck to the digits: "k", "m", "b"


_SMALL = "|".join([*UNITS, *TENS])
_MAGS = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
_NTHS = "third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_PARTS = f"hal(?:f|ves)|(?:{_NTHS})s?"
_GAP = r"(?:[^\S\n]{1,2}|[-‐‑])"
# 12,000 or 12 000 (a thin or hard space, or a plain one) or 1234.5; a comma before one or two digits is a decimal
# comma only where a magnitude follows ("2,5 million").
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}|,\s000(?!\d))+(?:\.\d+)?(?![,\d]*\d)|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.]*\d)"
    rf"|\d+,\d{{1,2}}(?={_GAP}?(?:{_MAGS})\b)|\d+(?:\.\d+)?|\.\d+)"
)
# Digits stuck to letters are part of a name, save after a currency's code: "USD115".
_AFTER_CODE = "|".join(
    rf"(?<=\b{code})"
    for code in ("USD", "EUR", "GBP", "RUB", "UAH", "INR", "ILS", "CHF", "AED", "SAR", "RM", "Rs", "PLN", "TRY")
)
_WORD_RUN = (
    rf"(?:{_SMALL}|an?(?=[^\S\n]+(?:{_MAGS})\b)|another(?=\s(?:hundred|thousand|million|billion|trillion|dozen)\b))\b"
    rf"(?:{_GAP}(?:and{_GAP})?(?:{_SMALL}|{_MAGS}|a(?={_GAP}(?:half|quarter|third)\b)|half|quarter)\b)*"
)
_SOMEBODY = (
    "person|man|woman|child|boy|girl|civilian|soldier|serviceman|resident|villager|worker|officer|policeman|guard"
)
# Where none of these stands no numeral begins: looking for them first spares the alternatives at most characters.
_OPENING = re.compile(r"[\d½¼¾⅓⅔]|\.(?=\d)|(?<!\w)[a-z]+", re.IGNORECASE)
_OPENING_WORDS = frozenset(
    [
        *UNITS,
        *TENS,
        *MAGNITUDES,
        *FRACTIONS,
        *(f"{part}s" for part in FRACTIONS),
        "halves",
        "a",
        "an",
        "another",
        "every",
    ]
)
_NUMERAL = re.compile(
    rf"""(?:
    (?P<odds>\b(?:\d{{1,3}}|{_SMALL})\s(?:in|out\sof|of(?=\severy|\seach))(?:\s(?:every|each))?\s(?:\d{{1,3}}|{_SMALL}|hundred|thousand)\b
        (?![-:/]|,\d|\s(?:{_MAGS}|(?:more\s)?(?:second|minute|hour|day|night|week|month|year|place|town|region)s?)\b))
  | (?P<onein>\bone\s(?!of\b|or\b|and\b|day\b|night\b|week\b|month\b|year\b|hour\b)[a-z]+\sin\s(?:every\s)?
        (?P<bottom>\d{{1,3}}|{_SMALL})\b(?![-:/]|,\d|\s(?:{_MAGS}|(?:second|minute|hour|day|night|week|month|year|place|town|village)s?)\b))
  | (?P<every>\bevery\s(?P<nth>second|other|third|fourth|fifth|tenth)\s
        (?=(?!(?:day|night|week|weekend|month|year|hour|minute|time|morning|evening|sunday|monday)\b)[a-z]{{3,}}))
  | (?P<halfmag>\b(?:half|quarter|(?:a|one)\s(?:half|quarter)|three[\s-]quarters)
        (?:[\s-](?:of\s)?an?[\s-]|[\s-])
        (?P<halfof>million|billion|trillion|dozen|thousand)\b)
  | (?P<fraction>\b(?:one|two|three|four|five|six|seven|nine)-(?:half|(?:{_NTHS})s?)\b
        |(?:\b(?:an?|one|two|three|four|five|six|seven|eight|nine|\d)[\s-]|\b)(?:{_PARTS})\b
        (?=[\s-](?:of|the|its|his|their|as|more|less|fewer|higher|lower|larger|smaller|have|are|were)\b|[,.;)]|\sa\b)|\b\d{{1,2}}/\d{{1,2}}(?=(?:rds?|ths?)?\b(?!/)))
  | (?P<digits>(?:(?<!\w)|{_AFTER_CODE})(?<!\d[.,:/])(?P<figures>{_DIGITS})
        (?P<glyph>\s?[½¼¾⅓⅔]|[\s-]\d/\d(?![\d/]))?
        (?P<attached>[kKmMbBT](?![\w]))?
        (?P<mags>(?:{_GAP}?(?:{_MAGS})\b)*))
  | (?P<onlyglyph>[½¼¾⅓⅔])
  | (?P<onemore>\b(?:another|a\sfurther)\b(?=\s(?:[a-z]+\s)?(?:{_SOMEBODY})\b))
  | (?P<words>\b{_WORD_RUN})
  | (?P<magonly>\b(?:hundred|thousand|million|billion|trillion|dozen)\b(?P<orso>(?=\sor\sso\b))?)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TOKEN = re.compile(r"[a-z]+", re.IGNORECASE)
_ODDS_SPLIT = re.compile(r"\s(?:in|out\sof|of(?=\severy|\seach))(?:\s(?:every|each))?\s", re.IGNORECASE)


def read_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of `text` in text order, not overlapping.

    Digits inside names (F-16, COVID19), after a decimal point or a slash are not split out of their token.
    """
    at = 0
    for opening in _OPENING.finditer(text):
        start, word = opening.start(), opening.group()
        if start < at or (word[0].isalpha() and word.lower() not in _OPENING_WORDS):
            continue
        if found := _NUMERAL.match(text, start):
            numerals = list(_evaluate(found))
            yield from numerals
            at = max(numerals[-1].end if numerals else found.end(), start + 1)


_NTH_OF = {"second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}


def _evaluate(found: re.Match[str]) -> Iterator[Numeral]:
    start, end = found.span()
    words = found.group().lower()
    if found["odds"]:
        top, bottom = (small_number(part) for part in _ODDS_SPLIT.split(words))
        counted = "out of" in words and top != 1 and bottom not in (10, 100, 1000)  # "four out of six missiles"
        if top and bottom and top < bottom and not counted:
            yield Numeral(start, end, top / bottom, Form.ODDS, top / bottom, 1)
        elif top is not None:
            first = _ODDS_SPLIT.split(words)[0]
            form = Form.DIGITS if first.isdigit() else Form.WORDS
            yield Numeral(start, start + len(first), top, form, top, 1)
    elif found["onein"]:
        bottom = small_number(found["bottom"].lower())
        if bottom and bottom > 1:
            yield Numeral(start, end, 1 / bottom, Form.ODDS, 1 / bottom, 1)
    elif found["every"]:
        share = 1 / _NTH_OF[found["nth"].lower()]  # "every second family has lost somebody"
        yield Numeral(start, end - 1, share, Form.ODDS, share, 1)
    elif found["halfmag"]:
        share = 0.75 if words.startswith("three") else 0.25 if "quarter" in words else 0.5
        size = MAGNITUDES[found["halfof"].lower()]
        yield Numeral(start, end, share * size, Form.WORDS, share, size)
    elif found["fraction"]:
        value = _fraction(words)
        if value is not None:
            yield Numeral(start, end, value, Form.FRACTION, value, 1)
    elif found["digits"]:
        yield from _digits(found)
    elif found["onlyglyph"]:
        yield Numeral(start, end, GLYPHS[words], Form.FRACTION, GLYPHS[words], 1)
    elif found["onemore"]:
        yield Numeral(start, end, 1.0, Form.WORDS, 1.0, 1)  # "another civilian was killed"
    elif found["words"]:
        yield from _words(found["words"], start)
    elif found["orso"] is not None:
        yield Numeral(start, end, MAGNITUDES[words], Form.WORDS, 1, MAGNITUDES[words])  # "the hundred or so wounded"
    # A magnitude word alone ("hundred meters") is no number that a writer gives.


def _digits(found: re.Match[str]) -> Iterator[Numeral]:
    figures, mags = found["figures"], found["mags"] or ""
    plain = re.sub(r"[\s\u00a0\u202f\u2009]", "", figures)
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    if len(plain) > 18:  # no quantity that a text states has so many digits: an identifier
        return
    mantissa = float(plain.replace(",", ""))
    if found["glyph"]:
        part = found["glyph"].strip(" -\u00a0\u202f")
        mantissa += GLYPHS[part] if part in GLYPHS else _fraction(part) or 0.0
    magnitude = 1.0
    for word in _TOKEN.findall(mags):
        magnitude *= MAGNITUDES[word.lower()]
    attached = (found["attached"] or "").lower()
    form = Form.MIXED if mags else Form.DIGITS
    yield Numeral(found.start(), found.end(), _tidy(mantissa * magnitude), form, mantissa, magnitude, attached)


def _tidy(value: float) -> float:
    """Without the noise of binary fractions: 65.4 billion is 65400000000."""
    return float(f"{value:.12g}")


def _words(run: str, offset: int) -> Iterator[Numeral]:
    """Evaluate a run of number words; a run that is no single number gives the numbers it is made of."""
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(run)]
    at = 0
    while at < len(tokens):
        taken, value, mantissa, magnitude = _longest(tokens, at)
        if taken == 0:
            at += 1
            continue
        start, end = tokens[at][1], tokens[at + taken - 1][2]
        yield Numeral(offset + start, offset + end, value, Form.WORDS, mantissa, magnitude)
        at += taken


def _longest(tokens: list[tuple[str, int, int]], first: int) -> tuple[int, float, float, float]:
    """The longest grammatical number from token `first`: tokens taken, value, mantissa, last magnitude."""
    total = current = 0.0
    room = 1e18  # what may still be added must be smaller than this
    best = (0, 0.0, 0.0, 1.0)
    at = first
    while at < len(tokens):
        word = tokens[at][0]
        if word in ("a", "an", "another") and at == first:
            current, room = 1.0, 1.0
        elif word in UNITS or word in TENS:
            value = UNITS.get(word, TENS.get(word, 0.0))
            if value >= room or (value == 0 and at > first):
                break
            current += value
            room = 10 if word in TENS else 1
            best = (at - first + 1, total + current, total + current, 1.0)
        elif word in MAGNITUDES:
            size = MAGNITUDES[word]
            if current == 0:
                break
            mantissa = current
            if size in (1e2, 12.0):
                current, room = current * size, size if size == 1e2 else 1
            else:
                total, current, room = total + current * size, 0.0, size
            best = (at - first + 1, total + current, total + mantissa if total == 0 else mantissa, size)
        elif word == "and":
            if not _and_joins(tokens, at, room):
                break
        elif word == "a" and tokens[at - 1][0] == "and":
            pass
        elif word in ("half", "quarter") and tokens[at - 1][0] == "a" and at > first + 1:
            current += (1.0 if current else best[3]) / FRACTIONS[word]  # else of a magnitude: "a million and a half"
            room = 1
            best = (at - first + 1, total + current, total + current, 1.0)
        else:
            break
        at += 1
    return best


def _and_joins(tokens: list[tuple[str, int, int]], at: int, room: float) -> bool:
    """Whether "and" continues the number: "two hundred and five", "two and a half", never "two and three"."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1][0], tokens[at + 1][0]
    if after == "a":
        return at + 2 < len(tokens) and tokens[at + 2][0] in ("half", "quarter", "third")
    return before in ("hundred", "thousand", "million", "billion") and (UNITS | TENS).get(after, 1e18) < room


def small_number(words: str) -> float | None:
    """The value of a short cardinal ("7", "nine", "hundred"); None for other words."""
    words = words.strip().lower()
    if words.isascii() and words.isdigit():
        return float(words)
    return UNITS.get(words, TENS.get(words, {"hundred": 100.0, "thousand": 1000.0}.get(words)))


_BOTTOMS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20})  # "9/11" is a day


def _fraction(words: str) -> float | None:
    if "/" in words:
        top, bottom = words.split("/")
        return int(top) / int(bottom) if 0 < int(top) < int(bottom) and int(bottom) in _BOTTOMS else None
    parts = re.split(r"[\s-]", words)
    name = {"halves": "half"}.get(parts[-1], parts[-1].removesuffix("s"))
    plural = parts[-1].endswith("s") and parts[-1] != name
    count = 1.0 if len(parts) == 1 or parts[0] in ("a", "an") else small_number(parts[0])
    if name not in FRACTIONS or count is None or (len(parts) == 1 and name != "half"):
        return None  # "third" alone is an ordinal, "quarter" alone a part of a year or town
    if plural != (count > 1):
        return None
    return count / FRACTIONS[name]
