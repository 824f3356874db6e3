"""Names of places as keys: spelled alike, without the words that only say what kind of place it is.

In: a place as a claim names it. Out: a key; whether one name holds another ("Antalya, Turkey" and "Turkey").
"""

import re
from functools import cache

from anyascii import anyascii

_KIND = re.compile(
    r"\b(?:the|city|town|village|port|region|oblast|province|district|county|area|governorate|capital|state|republic|"
    r"of|northern|southern|eastern|western|north|south|east|west|central|near|outside|downtown|suburbs?|outskirts)\b"
)
# Spellings that transliteration does not bring together; both are in use for one place.
_SPELLINGS = {
    "kyiv": "kiev",
    "kharkiv": "kharkov",
    "odesa": "odessa",
    "lviv": "lvov",
    "luhansk": "lugansk",
    "dnipro": "dnepr",
    "mykolaiv": "nikolaev",
    "mykolayiv": "nikolaev",
    "nikolayev": "nikolaev",
    "zaporizhzhia": "zaporozhye",
    "zaporizhia": "zaporozhye",
    "zaporizhzhya": "zaporozhye",
    "chernihiv": "chernigov",
    "bakhmut": "artyomovsk",
    "artemivsk": "artyomovsk",
    "turkiye": "turkey",
    "burma": "myanmar",
}

# "Khan Younis" and "Khan Yunis", "Mareeb" and "Marib": one vowel in two ways of writing it.
_VOWELS = (("ou", "u"), ("oo", "u"), ("ee", "i"))

_IN_PLACE = re.compile(
    r"\b(?:in|at|on|near)\s+(?:(?:the|this|that)\s+(?:[A-Z]?[a-z]+\s+){1,3}of\s+|(?:the|this|that)\s+)?"
    r"([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*(?:,\s+[A-Z][\w’'-]+)?(?:\s+border)?)"
)
_TIMES = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Telegram Twitter Facebook".split()
)
_NOWHERE = frozenset(
    "front fronts frontline frontlines front line front lines border borders area areas region here there world ground "
    "battlefield home abroad town city village capital country sea air "
    "north south east west northern southern eastern western".split()
) | {"front line", "front lines", "border areas", "battle field"}


@cache
def place_parts(name: str | None) -> tuple[str, ...]:
    """The comma-separated parts of a place's name as keys, the narrowest first."""
    if not name:
        return ()
    folded = (part.lower().replace("'", "").strip() for part in re.split(r"[,(;/]", anyascii(name)))
    found = []
    for part in folded:
        bare = " ".join(_KIND.sub(" ", part.replace("-", " ")).split()).rstrip(").")
        key = " ".join(_SPELLINGS.get(word, word) for word in (bare or part).split())
        for written, vowel in _VOWELS:
            key = key.replace(written, vowel)
        if key:
            found.append(key)
    return tuple(found)


@cache
def place_key(name: str | None) -> str | None:
    """One key for a place's spellings: its narrowest part. None for no place, and for "the front" or "the border"."""
    parts = place_parts(name)
    return parts[0] if parts and parts[0] not in _NOWHERE else None


@cache
def place_contains(wide: str | None, narrow: str | None) -> bool:
    """Whether one name's narrowest part is one of the other's wider parts: "Turkey" in "Antalya, Turkey"."""
    wide_parts, narrow_parts = place_parts(wide), place_parts(narrow)
    return bool(wide_parts) and wide_parts[0] in narrow_parts[1:]


def places_in_words(text: str, start: int = 0) -> tuple[tuple[int, str], ...]:
    """Names behind "in", "at", "on" or "near" with their offsets: "in the eastern city of Goris", "on the X border".

    By form only: what is named may be no place. Dates and the names of services are left out.
    """
    return tuple(
        (match.start(), match.group(1))
        for match in _IN_PLACE.finditer(text, start)
        if match.group(1).split()[0].rstrip(",.") not in _TIMES
    )
