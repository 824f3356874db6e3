"""A paragraph as tokens, each with the class that the grammar is written in.

In:  text and where to read.   Out: Tokens, and a string with one letter for each: the grammar matches that string.
"""

import functools
import re
import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any, NamedTuple

# Abbreviations keep their full stop, clock times and numeric dates stay whole, hyphens and apostrophes stand alone.
# The first alternative is the last but one again, for the plain words that most tokens are: spares them the rest.
_TOKEN = re.compile(
    r"[a-z]{2,}(?![\w.])|(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Tue|Weds|Wed|Thurs|Thur|Thu|Fri|ca)\.(?=[\s,\d]))"
    r"|New Year['’]s (?:Eve|Day)\b|Christmas Eve\b|May Day\b"
    r"|(?:[ap]\.m\.?|B\.C\.?(?:E\.)?)|\d{4}-\d\d-\d\d\b|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b"
    r"|\d{1,2}:\d\d(?::\d\d)?|\d{1,3}(?:,\d{3})+(?:th|st|nd|rd)?\b|\d+(?:\.\d+)?(?:st|nd|rd|th|s|hrs|pm|am)?\b|\d+"
    r"|['’]s\b|['’](?=\d\ds?\b)|[^\W\d_]+|\S",
)
_TIME_WORDS_ONLY_CAPITAL = frozenset({"may", "march", "mar", "mon", "wed", "sun", "sat", "fri", "dec", "jan", "yom"})
_NEVER_TIME = frozenset({"sun", "sat"})
YEARS = range(1000, 2101)


class Token(NamedTuple):
    """One word or sign, where it stands, and its class. A tuple: one is made for nearly every word of an article."""

    start: int
    end: int
    text: str
    lower: str  # small letters, without a final full stop
    letter: str


@functools.cache
def lexicon() -> dict[str, dict[str, Any]]:
    """The tables of `data/words.toml`."""
    return tomllib.loads(resources.files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8"))


@functools.cache
def _letters() -> dict[str, str]:
    table = lexicon()
    letters = {w: letter for letter, words in table["classes"].items() for w in words}
    for name, letter in (
        ("months", "M"), ("weekdays", "W"), ("seasons", "S"), ("dayparts", "P"), ("ordinals", "O"), ("units", "U"),
        ("numbers", "n"), ("holidays", "H"), ("deictic", "T"), ("sets", "Z"),
    ):  # fmt: skip
        letters |= dict.fromkeys(table[name], letter)
    return letters


_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")


@functools.cache
def _triggers() -> frozenset[str]:
    """The words that a time expression can be built around; none of them has a sign in it."""
    table = lexicon()
    listed = ("months", "weekdays", "seasons", "dayparts", "units", "holidays", "deictic", "sets")
    return frozenset(table["classes"]["z"]).union(*(table[name] for name in listed))


def has_time_words(text: str) -> bool:
    """Whether it is worth looking for time expressions in `text` at all: most sentences have no word for one."""
    return bool(_DIGIT.search(text)) or not _triggers().isdisjoint(_WORD.findall(text.lower()))


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with their classes. Offsets are those of `text`."""
    matches = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(*match.span(), match.group(), *_classed(match.group())) for match in matches]


@functools.lru_cache(maxsize=16_384)  # the same words come again and again
def _classed(word: str) -> tuple[str, str]:
    """A token in small letters, without a final full stop, and its class."""
    letters = _letters()
    folded = word.casefold().replace("’", "'") if " " in word else word.casefold()
    lower = folded.rstrip(".") if len(word) > 1 else folded
    letter = letters.get(lower) or letters.get(folded) or _shape(word, lower)
    if letter == "w":
        if len(word) > 1 and not word[0].isalnum():
            letter = "'"
    elif (lower in _TIME_WORDS_ONLY_CAPITAL and word[0].islower() and letter in "MW") or lower in _NEVER_TIME:
        letter = "w"
    return lower, letter


def _shape(word: str, lower: str) -> str:
    """The class of a token that no list has: numbers by their form, signs as they are."""
    if word.isalpha():
        return "w"
    first = word[0]
    if first.isdigit():
        return _number_class(word, lower)
    if len(word) == 1 and not first.isalnum():
        return "-" if first in "-‐‑" else "," if first == "," else "(" if first in "([" else "."
    if lower in ("'s", "’s"):
        return "'"
    return "w"


def _number_class(word: str, lower: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}", word):
        return "Q"
    if ":" in word or lower.endswith(("hrs", "am", "pm")):
        return "C"
    if lower.endswith("s"):
        digits = lower[:-1]
        return "D" if digits.isdigit() and digits.endswith("0") and len(digits) in (2, 4) else "w"
    if lower.endswith(("st", "nd", "rd", "th")):
        return "o"
    if word.isdecimal() and word.isascii():
        value = int(word) if len(word) <= 6 else 10**6
        if 1 <= value <= 31 and len(word) <= 2:
            return "d"
        return "Y" if len(word) == 4 and value in YEARS else "n"
    return "n" if re.fullmatch(r"[\d,]+(?:\.\d+)?", word) else "w"


def class_string(tokens: list[Token], veto: Callable[[int], bool] = lambda _: False) -> str:
    """One letter a token. `veto(i)` true takes the token out of the grammar (a word that is no time word here)."""
    return "".join("w" if veto(i) else t.letter for i, t in enumerate(tokens))
