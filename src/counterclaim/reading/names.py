"""Names compared across spellings: one key for equal spellings, one for the spellings of one name in another script.

In:  names as articles write them.   Out: keys to compare, and a verdict on two spellings.
Pure functions of strings; knows no register and no article.

`key` folds what never tells names apart (case, accents, stops, apostrophes, hyphens, "the", possessive endings).
`sound` folds what romanisations of one Cyrillic or Arabic name differ in (BGN/PCGN, ISO 9, ICAO, German, French and
press habits: Zelensky, Zelenskiy, Zelenskyy; Gaddafi, Qadhafi). It is coarse: equal sounds of short words prove little.
"""

import csv
import functools
import re
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´ʻʹʺ\"“”ʿʾ")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\s|$)", re.IGNORECASE)
_APART = re.compile(r"[-‐‑–—/_,;:()\[\]\s]+")
# Longest name looked at; the longest in the register has 85 characters. What is longer is no name.
LONGEST_NAME_CHARS = 160
# Shorter sounds and words are too common to prove anything. On pairs of spellings of Russian names (Merhav and Ash
# 2018, development part) 4 and 7 give more right pairs a wrong one than 3 and 6.
SHORTEST_SOUND = 4
SHORTEST_SLIP = 7

# Letters whose marks make another sound; all other marks are dropped (anyascii makes č a c).
_MARKED = str.maketrans(
    {"č": "ch", "ć": "ch", "ç": "ch", "š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "ž": "zh", "ź": "zh", "ż": "zh",
     "ț": "ts", "ţ": "ts", "đ": "dj", "ñ": "n", "ğ": "g"}
)  # fmt: skip
# Habits of romanisation and the sound that each stands for, applied one after another; capitals are sounds that are
# settled. Order matters: the longest spellings first, vowels last.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"schtsch|shch|szcz|sch|sh|sz|sj(?=[aeiou])", "S"),
        (r"tsch|tch|tsj|ch(?=[aou])|ch|cz|tj(?=[aeou])", "C"),
        (r"dzh|dsch|dj|zh|j(?=[aou])", "Z"),
        (r"\b[yj](?=e)", ""),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ck|q(?=u)|q", "k"),
        (r"ts|tz|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"ff?\b", "v"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"w", "v"),
        (r"h(?![aeiouy])", ""),
        (r"ou|oo", "u"),
        (r"ee(?!v)|ie(?=[^aeiou]|\b)", "i"),
        (r"[yj]", "i"),
        (r"i+(?=[aeou])", ""),
        (r"(?<=[aeou])i+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """Fold a name to the form under which registers file it: "the U.S. Army’s" and "US army" have one key."""
    text = _POSSESSIVE.sub("", name[:LONGEST_NAME_CHARS])
    text = text.translate(_APOSTROPHES).replace(".", "").replace("&", " and ")
    if not text.isascii():
        text = anyascii(text).translate(_APOSTROPHES)
    text = _APART.sub(" ", text).strip().lower()
    return text[4:] if text.startswith("the ") else text


@functools.lru_cache(maxsize=65_536)
def sound(name: str) -> str:
    """Fold the spellings of one name in Latin letters to one string; words stay apart."""
    text = key(name.lower().translate(_MARKED))
    for pattern, to in _SOUNDS:
        text = pattern.sub(to, text)
    return text


@functools.cache
def _given() -> dict[str, str]:
    """Forms of given names in related languages (Volodymyr, Vladimir, Uladzimir), by key: the first of them."""
    with (Path(__file__).parent / "data" / "givennames.csv").open(encoding="utf-8", newline="") as file:
        return {
            key(form): row["form"] for row in csv.DictReader(file) for form in (row["form"], *row["same_as"].split("|"))
        }


def same_spelling(a: str, b: str) -> bool:
    """Whether two words are spellings of one name: equal keys or sounds, forms of one given name, or one slip.

    A slip (one letter more, less, other or swapped) is only allowed in words of seven letters or more that begin alike
    and sound alike at the end: "Zelensky" and "Zelenksy", but not "Francesca" and "Francesco".
    """
    sound_a, sound_b = sound(a), sound(b)
    a, b = key(a), key(b)
    if a == b:
        return True
    if (first := _given().get(a)) is not None and first == _given().get(b):
        return True
    if min(len(a), len(b)) < 4:
        return False
    if sound_a == sound_b:
        return len(sound_a) >= SHORTEST_SOUND
    return (
        min(len(a), len(b)) >= SHORTEST_SLIP
        and a[0] == b[0]
        and sound_a[-2:] == sound_b[-2:]
        and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1
    )
