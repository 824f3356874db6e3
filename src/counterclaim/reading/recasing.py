"""Text in capitals as the parser can read it: small letters, capitals where a name or a sentence begins.

In:  a paragraph.   Out: the same paragraph, as long, for the parser; unchanged where it is not in capitals.
Old wire copy, monitored broadcasts and headlines come in capitals, and a parser trained on mixed case takes half of
their nouns for names and "MAY" for a verb. Names are known by the gazetteer, the registers and given names, or by a
title before them; the article's own text is never changed.
"""

import csv
import functools
import re

from counterclaim.reading import gazetteer, register
from counterclaim.reading.timex.words import lexicon

# A few capitals are a name or an abbreviation; a text of so many letters with hardly a small one is set in capitals.
FEWEST_LETTERS = 40
CAPITAL_SHARE = 0.85
LARGE_TOWN = 100_000
_LONGEST_NAME_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:][\"”’')\]]*\s+|\n|\[|--\s*)[\"“‘(\[]*\s*\Z")
_TITLES = frozenset(
    "president minister general colonel major captain lieutenant sergeant corporal mayor governor senator deputy "
    "ambassador bishop archbishop father judge doctor dr mr mrs ms commander chancellor secretary premier king queen "
    "prince sheikh congressman representative admiral brigadier don dona rev reverend monsignor cardinal pope".split()
)
_AFTER_TITLE = frozenset(
    "of and the for to in is was has had said who told at on with by from that will as are were be general minister "
    "chief secretary major affairs".split()
)
# "FMLN", "PLO" has a vowel and is left to the parser as a word; "KM" is none.
_ABBREVIATION_LETTERS = range(3, 6)
_VOWEL = re.compile("[aeiouy]")
_NO_ABBREVIATION = frozenset({"mrs", "kms", "hrs", "pct", "nth"})
_NO_NAME_ENDS = ("ed", "ing", "ly", "tion")
_NAMED_KINDS = frozenset({"person", "state"})
_LITTLE = frozenset("the a an some no his her their its two three one local".split())
_MONTHS = frozenset("may march jan feb mar apr jun jul aug sep sept oct nov dec".split())
_SMALL = frozenset(
    "may us it who may march of many most man mans police bank mobile reading nice split order bar best as la chart "
    "normal bath deal wells male van sale hall bay orange date are same here over union salvo central independence "
    "trinidad concordia santo santa san progress liberty victoria corona war said can car time enterprise surprise "
    "northern southern eastern western north south east west poles islands states anda maritime national latina mono "
    "plateau telegram guardian van marches dawn reunion mesa pueblo policy media press".split()
)

_MORE_GIVEN_NAMES = frozenset(
    "alberto alejandro alfonso alfredo alvaro andres antonio armando arturo augusto carlos cesar daniel david diego "
    "eduardo enrique ernesto felipe fernando francisco gabriel gonzalo guillermo gustavo hector hernan hugo ignacio "
    "jaime javier joaquin jorge jose juan julio leonardo luis manuel marcos mario mauricio miguel napoleon nicolas "
    "orlando oscar osvaldo oswaldo pablo pedro rafael ramon raul ricardo roberto rodolfo rodrigo ruben salvador "
    "santiago sergio tomas vicente victor ana carmen elena maria rosa teresa james john george michael robert william "
    "richard thomas peter paul henry edward charles joseph ronald".split()
)


def is_capitals(text: str) -> bool:
    """Whether a stretch is set in capitals."""
    capitals = sum(map(str.isupper, text))
    if capitals < CAPITAL_SHARE * FEWEST_LETTERS:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= FEWEST_LETTERS and capitals >= CAPITAL_SHARE * letters


def recased(text: str) -> str:
    """The text with small letters where it is set in capitals; character for character as long."""
    if not is_capitals(text):
        return text
    words = list(_WORD.finditer(text))
    names = _names([word.group() for word in words])
    parts, at, titled = [], 0, 0
    for i, word in enumerate(words):
        between = text[at : word.start()]
        parts.append(between)
        written, low = word.group(), _small(word.group())
        plain = not between.strip(" .")
        starts = bool(_SENTENCE_START.search(text[max(0, word.start() - 12) : word.start()]))
        titled = titled - 1 if plain else 0
        if low in _TITLES:
            titled = 4
        if titled in {1, 2, 3} and (low in _AFTER_TITLE or low.endswith(_NO_NAME_ENDS)):
            titled = 0
        named = i in names or titled in {1, 2, 3} or (low in _MONTHS and _is_date(text, word))
        if len(low) in _ABBREVIATION_LETTERS and not _VOWEL.search(low) and low not in _NO_ABBREVIATION:
            parts.append(written)
        else:
            parts.append(_titled(written, low) if named or starts else low)
        at = word.end()
    parts.append(text[at:])
    return "".join(parts)


def _is_date(text: str, word: re.Match[str]) -> bool:
    """Whether a number stands beside a word: "17 MAY", "MAY 17"."""
    return (
        text[max(0, word.start() - 2) : word.start() - 1].isdigit() or text[word.end() + 1 : word.end() + 2].isdigit()
    )


def recased_lines(text: str) -> str:
    """A whole text, each line that is set in capitals in small letters; character for character as long."""
    if not any(is_capitals(line) for line in text.splitlines()):
        return text
    return "".join(recased(line) for line in text.splitlines(keepends=True))


def _small(word: str) -> str:
    low = word.lower()
    return low if len(low) == len(word) else word


def _titled(written: str, low: str) -> str:
    """The capital as it is written at the beginning and after hyphens, the rest small."""
    return "".join(written[i] if i == 0 or low[i - 1] == "-" else low[i] for i in range(len(low)))


def _names(words: list[str]) -> dict[int, int]:
    """Which words belong to a known name: index to the length of the name."""
    found: dict[int, int] = {}
    i = 0
    while i < len(words):
        for n in range(min(_LONGEST_NAME_WORDS, len(words) - i), 0, -1):
            if _is_name(" ".join(words[i : i + n])):
                found |= dict.fromkeys(range(i, i + n), n)
                i += n
                break
        else:
            i += 1
    return found


@functools.lru_cache(maxsize=16_384)
def _is_name(words: str) -> bool:
    low = words.lower()
    titled = " ".join(w.capitalize() for w in words.split())
    if " " in words and words.split(" ", 1)[0].lower() in _LITTLE:
        return False
    if " " not in words:
        if low in _SMALL:
            return False
        if low in lexicon()["months"] or low in lexicon()["weekdays"]:
            return len(low) > 3
        if low in _given_names():
            return True
    if " " not in words and (register.country_of(titled) or register.is_demonym(titled)):
        return True
    if " " in words:
        actor = register.lookup(titled)
        if actor is not None:
            return actor.kind in _NAMED_KINDS
    return len(words) > 3 and any(
        (e.main and e.people > LARGE_TOWN) or (e.own and e.kind != "kind") for e in gazetteer.entries(titled)[:3]
    )


@functools.cache
def _given_names() -> frozenset[str]:
    """The given names of givennames.csv with their other spellings, and some that Latin American copy is full of."""
    with (gazetteer.DATA / "givennames.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["form"].lower() for row in rows} | {n.lower() for row in rows for n in row["same_as"].split("|") if n}
    return frozenset(found | _MORE_GIVEN_NAMES)
