"""Names compared across spellings: one key for equal spellings, one for the spellings of one name in another script.

In:  names as articles write them.   Out: keys to compare, and a verdict on two spellings.
Pure functions of strings; knows no register and no article.

`key` folds what never tells names apart (case, accents, stops, apostrophes, hyphens, "the", possessive endings).
`sound` folds what romanisations of one Cyrillic or Arabic name differ in (BGN/PCGN, ISO 9, ICAO, German, French and
press habits: Zelensky, Zelenskiy, Zelenskyy; Gaddafi, Qadhafi). It is coarse: equal sounds of short words prove little.
"""

import functools
import re

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´ʻʹʺ\"“”ʿʾ")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\s|$)", re.IGNORECASE)
_APART = re.compile(r"[-‐‑–—/_,;:()\[\]\s]+")
# Longest name looked at; the longest in the register has 85 characters. What is longer is no name.
LONGEST_NAME_CHARS = 160

# Habits of romanisation and the sound that each stands for, applied one after another, longest letters first.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"schtsch|shch|szcz|sch|sh|sz", "s"),
        (r"tsch|tch|ch|cz", "c"),
        (r"dzh|dsch|dj|zh|j(?=[aou])", "z"),
        (r"kh|gh|ck|qu|q|k", "k"),
        (r"ph|ff?\b", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ie|iy|ii|yi|yy|ij|y|j", "i"),
        (r"ts|tz", "c"),
        (r"i(?=[aeou])", ""),
        (r"(?<=[aeou])i", ""),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """Fold a name to the form under which registers file it: "the U.S. Army’s" and "US army" have one key."""
    text = _POSSESSIVE.sub("", name[:LONGEST_NAME_CHARS])
    text = text.translate(_APOSTROPHES).replace(".", "")
    if not text.isascii():
        text = anyascii(text).translate(_APOSTROPHES)
    text = _APART.sub(" ", text).strip().lower()
    return text[4:] if text.startswith("the ") else text


@functools.lru_cache(maxsize=65_536)
def sound(name: str) -> str:
    """Fold the spellings of one name in Latin letters to one string; words stay apart."""
    text = key(name)
    for pattern, to in _SOUNDS:
        text = pattern.sub(to, text)
    return text


def same_spelling(a: str, b: str) -> bool:
    """Whether two words are spellings of one name: equal keys, equal sounds, or one slip in a word of seven letters."""
    a, b = key(a), key(b)
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or a[0] != b[0]:
        return False
    if sound(a) == sound(b):
        return True
    return min(len(a), len(b)) >= 7 and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1
