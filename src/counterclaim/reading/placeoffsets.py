"""Places given by their distance and direction from a named one, and borders: points with a radius.

In:  an article's text, the span of a name or the whole text.   Out: Offset or Border.
"12 km south of Goma" is a point on the compass bearing with a radius for what the words leave open; "70 miles from the
Polish border" lies within 70 miles of where two countries' towns meet (data/borders.csv, made by
training/gazetteer/make_borders.py). Works on characters with bounded windows: linear in the length of the text.
"""

import csv
import functools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterclaim.reading import gazetteer, register
from counterclaim.reading.placeprecision import is_nearby
from counterclaim.records.span import Span

WINDOW_CHARS = 80
EARTH_KM = 6371.0
# A compass word of eight covers 45 degrees: half of it to each side moves the point by this share of the distance.
DIRECTION_SHARE = 2 * math.sin(math.radians(22.5 / 2))
ROUNDING_SHARE = 0.1  # distances in news are rounded to their first digit or two
LONGEST_KM = 2_000.0

_KM = {"km": 1.0, "kilomet": 1.0, "mile": 1.609344, "mi": 1.609344, "nautical": 1.852, "met": 0.001, "yard": 0.0009144}
_BEARINGS = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
             "northwest": 315}  # fmt: skip
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "a dozen": 12, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
          "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100}  # fmt: skip
_NUMBER = r"(?:\d{1,4}(?:[.,]\d{1,3})?|" + "|".join(_WORDS) + r")"
_UNIT = r"(?:km|kms|kilomet(?:er|re)s?|miles?|mi|nautical\s+miles?|met(?:er|re)s|yards)"
_OFFSET = re.compile(
    rf"(?P<words>(?P<n>{_NUMBER})(?:\s*(?:-|–|to)\s*(?P<to>{_NUMBER}))?[\s-]*(?P<unit>{_UNIT})\b\.?"
    rf"(?:\s+\([^()]{{1,30}}\)|,?\s+or\s+[\d.]+\s+{_UNIT},?)?"
    r"(?:\s+(?:to\s+the\s+)?(?P<dir>(?:north|south)(?:[\s-]*(?:north|south))?[\s-]*(?:east|west)?|east|west))?"
    r"(?:\s+(?:away|inland|deep|offshore|outside|inside|across|beyond))?"
    r"\s*(?:of|from|off|outside|inside|north|into|away\s+from)?)\s+(?:the\s+)?"
    r"(?:(?:[a-z-]+\s+){0,3}(?:city|town|village|capital|port|border)\s+(?:of\s+)?)?\Z",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?P<words>near|outside|around|close\s+to|outskirts\s+of|vicinity\s+of|off)\s+(?:the\s+)?"
    r"(?:(?:[a-z-]+\s+){0,3}(?:city|town|village|capital|port)\s+(?:of\s+)?)?\Z",
    re.IGNORECASE,
)
_NAME = r"[A-Z]\w+(?:\s[A-Z]\w+)?"
_BORDER = re.compile(
    rf"\b(?:(?P<one>{_NAME})(?:['’]s)?(?:\s*[-–/]\s*(?P<two>{_NAME}))?\s+(?:(?:northern|southern|eastern|western|land|"
    rf"common|shared)\s+)?(?:border|frontier)(?:\s+with\s+(?P<with>{_NAME}))?|(?:border|frontier)\s+(?:with|between)\s+"
    rf"(?:the\s+)?(?P<three>{_NAME})(?:\s+and\s+(?:the\s+)?(?P<four>{_NAME}))?)\b"
)
_BORDER_DISTANCE = re.compile(
    rf"(?P<n>{_NUMBER})[\s-]*(?P<unit>{_UNIT})\s+(?:away\s+)?(?:from|of|inside)\s+(?:the\s+)?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Offset:
    """How a place lies to the name that follows."""

    words: str  # "12 km south of", "near"
    km: float | None  # None: "near"
    bearing: float | None  # degrees clockwise from north; None = no direction said


@dataclass(frozen=True, slots=True)
class Border:
    """A stretch that names a border, and how far from it where that is said."""

    span: Span
    name: str
    countries: tuple[str, str]  # ISO 3166-1 alpha-2, the named one first
    lat: float
    lon: float
    radius_km: float  # reaches the border's ends and what lies as far from it as is said
    relation: str | None = None  # "70 miles from"


def offset_before(text: str, span: Span) -> Offset | None:
    """The distance, direction or nearness that the words before a name say; None where they say none."""
    before = text[max(0, span.start - WINDOW_CHARS) : span.start]
    before = before[before.rfind("\n") + 1 :]
    found = _OFFSET.search(before)
    if found:
        km = _km(found["n"], found["unit"])
        further = _km(found["to"], found["unit"]) if found["to"] else km
        words = " ".join(found["words"].split())
        if km is None or further is None or not (0 < further <= LONGEST_KM) or not _leads_on(found):
            return None
        return Offset(words, (km + further) / 2, _bearing(found["dir"]))
    found = _NEAR.search(before)
    if found and is_nearby(" ".join(found["words"].lower().split())):
        return Offset(" ".join(found["words"].lower().split()), None, None)
    return None


def _leads_on(found: re.Match[str]) -> bool:
    """Whether the words lead on to the name: "12 km south Goma" and "12 km Goma" do not."""
    return bool(re.search(r"(?:of|from|off|outside|inside|into)\s*\Z", found["words"], re.IGNORECASE))


def moved(lat: float, lon: float, offset: Offset) -> tuple[float, float, float | None]:
    """Where an offset from a point leads: latitude, longitude (degrees) and radius (km).

    Without a direction the point stays and the radius is the distance: the place lies anywhere on that ring. "Near"
    leaves the radius to the class (placeprecision.py).
    """
    if offset.km is None:
        return lat, lon, None
    if offset.bearing is None:
        return lat, lon, round(offset.km * (1 + ROUNDING_SHARE), 1)
    angle, turn = offset.km / EARTH_KM, math.radians(offset.bearing)
    a, b = math.radians(lat), math.radians(lon)
    there = math.asin(math.sin(a) * math.cos(angle) + math.cos(a) * math.sin(angle) * math.cos(turn))
    along = b + math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(a), math.cos(angle) - math.sin(a) * math.sin(there)
    )
    radius = offset.km * (DIRECTION_SHARE + ROUNDING_SHARE)
    return round(math.degrees(there), 4), round((math.degrees(along) + 540) % 360 - 180, 4), round(radius, 1)


def borders(text: str, talk: Mapping[str, float]) -> Iterator[Border]:
    """The land borders that a text names, in text order.

    Args:
        talk: how often the text speaks of each country; of a border with one country named, the other is the
            neighbour that it speaks of most. Where it speaks of none, the border is left out.
    """
    for found in _BORDER.finditer(text) if "border" in text or "frontier" in text else ():
        named = [
            code
            for name in (found["one"], found["two"], found["with"], found["three"], found["four"])
            if name and (code := _country(name))
        ]
        pair = _pair(named, talk)
        if pair is None:
            continue
        lat, lon, radius = _borders()[min(pair), max(pair)]
        distance = _BORDER_DISTANCE.search(text[max(0, found.start() - WINDOW_CHARS) : found.start()])
        further = (_km(distance["n"], distance["unit"]) or 0.0) if distance else 0.0
        relation = " ".join(distance.group().split()).removesuffix(" the") if distance else None
        first, second = (register.state(code) for code in pair)
        name = f"border of {first.name if first else pair[0]} and {second.name if second else pair[1]}"
        yield Border(Span(*found.span()), name, pair, lat, lon, round(radius + further, 1), relation)


def _pair(named: list[str], talk: Mapping[str, float]) -> tuple[str, str] | None:
    named = list(dict.fromkeys(named))
    if len(named) >= 2:
        pair = (named[0], named[1])
        return pair if (min(pair), max(pair)) in _borders() else None
    if not named:
        return None
    neighbours = [c for c in talk if c != named[0] and (min(c, named[0]), max(c, named[0])) in _borders()]
    best = max(neighbours, key=lambda c: (talk[c], c), default=None)
    return (named[0], best) if best and talk[best] > 0 else None


def _country(name: str) -> str | None:
    return register.country_of(name) or register.country_of(name.rsplit(maxsplit=1)[-1])


def _bearing(words: str | None) -> float | None:
    return _BEARINGS.get(re.sub(r"[\s-]", "", words.lower())) if words else None


def _km(number: str, unit: str) -> float | None:
    low = " ".join(number.lower().split())
    value = float(_WORDS[low]) if low in _WORDS else float(re.sub(r",(?=\d{3})", "", low).replace(",", "."))
    scale = next((km for name, km in _KM.items() if unit.lower().startswith(name)), None)
    return value * scale if scale else None


@functools.cache
def _borders() -> dict[tuple[str, str], tuple[float, float, float]]:
    """Middle and radius (km) of the border of two countries, by their codes in order."""
    with (gazetteer.DATA / "borders.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["country"], row["neighbour"]): (float(row["lat"]), float(row["lon"]), float(row["radius_km"]))
            for row in csv.DictReader(file)
        }
