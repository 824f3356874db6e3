"""Words around a number that bound it: "more than", "at least", "up to", "nearly", "or so", "-plus".

In:  a text and where the number stands in it.   Out: Bound.
The phrases are data (bounds.toml). Looks at most LOOK_BACK characters back and LOOK_AHEAD ahead, so it is linear.
"""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

LOOK_BACK = 60  # characters: the longest phrase has 5 words, plus skipped words
LOOK_AHEAD = 40
_LONGEST_PHRASE = 5  # words


class Op(StrEnum):
    """How the words bound the number."""

    EXACT = "="
    ABOUT = "~"
    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    NEARLY = "~<"  # not reached, and close to it


_KINDS = {
    "at_least": Op.AT_LEAST,
    "above": Op.ABOVE,
    "at_most": Op.AT_MOST,
    "below": Op.BELOW,
    "about": Op.ABOUT,
    "nearly": Op.NEARLY,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words around a number say of it."""

    op: Op = Op.EXACT
    approximate: bool = False
    trend: str = ""  # "up", "down": the number is a change
    phrase: str = ""  # the words that say so, for the rule's name
    start: int = -1  # where the words before the number begin; -1 when there are none


@dataclass(frozen=True, slots=True)
class _Phrases:
    before: Mapping[str, Op]
    after: Mapping[str, Op]
    after_words: re.Pattern[str]
    trend: Mapping[str, str]
    doubtful: frozenset[str]  # trend words that count only before a share, money or points
    skip: frozenset[str]
    place: frozenset[str]


_WORD = re.compile(r"\S+")
_GLUED = {"~": Op.ABOUT, "∼": Op.ABOUT, "≈": Op.ABOUT, ">": Op.ABOVE, "<": Op.BELOW, "≥": Op.AT_LEAST, "≤": Op.AT_MOST}
_OPENING = "([{“‘\"'«—–"
_CLOSING_MARKS = "”’\"'»"
# "over three days" is a stretch of time unless something lasts or takes it, or "for" stands before.
_DURING = re.compile(
    r"(?:last(?:s|ed|ing)?|for|tak(?:e|es|ing)|took|spent|after|been|is|was|were|are)\Z", re.IGNORECASE
)


# "handed over 11 deserters": the word belongs to the verb.
_HANDING = frozenset("hand handed hands handing turn turned turning take took taken taking fly flew flown".split())
_ONLY_MEASURED = frozenset({"near", "near to", "within", "beyond"})


def read_bound_before(
    text: str,
    start: int,
    *,
    small_count: bool = False,
    measured: bool = False,
    duration: bool = False,
    graded: bool = False,
) -> Bound:
    """The bound that the words before a number give.

    Args:
        start: where the number (or its currency sign) begins.
        small_count: a count up to ten without a unit, before which "over" or "near" are prepositions of place.
        measured: the number has a unit, so that "near" and "within" bound it and do not place it.
        duration: the number has a unit of time.
        graded: the number is a share, money or points, of which a rise or fall is told by many more verbs.
    """
    phrases = _load()
    line = text.rfind("\n", max(0, start - LOOK_BACK), start)
    begin = line + 1 if line >= 0 else max(0, start - LOOK_BACK)
    words = [(m.group().lower().lstrip(_OPENING), m.start() + begin) for m in _WORD.finditer(text[begin:start])]
    if words and words[-1][0][-1:] in _CLOSING_MARKS:
        words[-1] = (words[-1][0].rstrip(_CLOSING_MARKS), words[-1][1])  # "“well over” 100,000"
    if words and text[start - 1] in _GLUED:
        op = _GLUED[text[start - 1]]
        return Bound(op, op is Op.ABOUT, "", text[start - 1], start - 1)
    if words and not text[start - 1].isspace() and text[start - 1] != "-":
        return Bound()
    found, approximate, trend, said, at = Op.EXACT, False, "", "", -1
    for _ in range(4):  # stacked: "up to an estimated 40"
        while words and words[-1][0] in phrases.skip and not _phrase(words, phrases):
            words.pop()
        hit = _phrase(words, phrases)
        if hit is None:
            break
        size, phrase = hit
        kind = phrases.before.get(phrase)
        if kind is None:
            if graded or phrase not in phrases.doubtful:
                trend = phrases.trend[phrase]
            break
        if phrase in phrases.place and (small_count or (phrase in _ONLY_MEASURED and not measured)):
            break
        if phrase == "over" and len(words) > 1 and words[-2][0] in _HANDING:
            break
        if phrase == "over" and duration and not _DURING.search(words[-2][0] if len(words) > 1 else ""):
            break
        approximate |= kind is Op.ABOUT
        if found is Op.EXACT or (found is Op.ABOUT and kind is not Op.ABOUT):
            found = kind
        said, at = f"{phrase} {said}".strip(), words[-size][1]
        del words[-size:]
    if not trend and words and words[-1][0] == "by":
        # "expected to grow sales by 35 per cent"
        earlier = (phrases.trend.get(word) for word, _ in reversed(words[:-1]))
        trend = next((kind for kind in earlier if kind), "")
    return Bound(found, approximate, trend, said, at)


@functools.cache
def trend_words() -> frozenset[str]:
    """The words that say that a number rose or fell."""
    return frozenset(_load().trend)


def _phrase(words: list[tuple[str, int]], phrases: _Phrases) -> tuple[int, str] | None:
    """The longest known phrase that ends the words: how many words, and the phrase."""
    for size in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(word for word, _ in words[-size:])
        if phrase in phrases.before or phrase in phrases.trend:
            return size, phrase
    return None


_AFTER_WORDS = 3  # words of a noun that may stand between the number and "or more"


def read_bound_after(text: str, end: int) -> tuple[Bound, int]:
    """The bound that the words after a number (or after its unit) give, and where those words end."""
    phrases = _load()
    tail = text[end : end + LOOK_AHEAD].split("\n", 1)[0].lower()
    glued = _AFTER_GLUED.match(tail)
    if glued and (op := phrases.after.get(glued.group())):
        return Bound(op, op is Op.ABOUT, "", glued.group()), end + glued.end()
    at = 0
    for _ in range(_AFTER_WORDS + 1):
        found = phrases.after_words.match(tail, at)
        if found:
            op = phrases.after[" ".join(found[1].split())]
            return Bound(op, op is Op.ABOUT, "", found[1]), end + found.end()
        step = _STEP.match(tail, at)
        if not step:
            break
        at = step.end()
    return Bound(), end


# "Wounded at least five": the bound is of the number behind it.
NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|hundreds?|thousands?|dozens?"
    "|several|some|another|half"
)
_AFTER_GLUED = re.compile(r"\s?(?:-or-(?:more|less)\b|-(?:plus|odd|ish|some)\b|\+)")
_STEP = re.compile(r"[\s-][a-z]+")


def _after_pattern(after: Mapping[str, Op]) -> re.Pattern[str]:
    words = sorted((re.escape(w).replace(r"\ ", r"\s") for w in after if w[0].isalpha()), key=len, reverse=True)
    return re.compile(rf"[\s,]{{1,2}}({'|'.join(words)})\b(?!\s(?:\d|an?\b|to\b|than\b|(?:{NUMBER_WORDS})\b))")


@functools.cache
def _load() -> _Phrases:
    raw = tomllib.loads(resources.files(__package__).joinpath("bounds.toml").read_text(encoding="utf-8"))
    before = {phrase: _KINDS[kind] for kind, rows in raw["before"].items() for phrase in rows}
    after = {phrase: _KINDS[kind] for kind, rows in raw["after"].items() for phrase in rows}
    doubtful = frozenset(raw["trend"].pop("doubtful"))
    trend = {phrase: kind for kind, rows in raw["trend"].items() for phrase in rows}
    return _Phrases(
        before,
        after,
        _after_pattern(after),
        trend,
        doubtful,
        frozenset(raw["skip"]["words"]),
        frozenset(raw["place"]["words"]),
    )
