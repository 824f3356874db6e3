"""Units beside a number: currencies, shares, areas, lengths, times, masses; the writer's own unit is kept.

In:  a text and where a number stands in it.   Out: Unit, or None.   The tables are data (units.csv, currencies.csv).
"""

import csv
import functools
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

_LOOK_AHEAD = 40  # characters: the longest unit has 20


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement as it stands in the text."""

    name: str  # singular: "square mile", "USD", "day", "percent"
    kind: str  # money, area, distance, duration, share, mass, ...
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Tables:
    units: Mapping[str, tuple[str, str]]  # surface in lower case -> name, kind
    after: re.Pattern[str]
    signs: Mapping[str, str]
    before: re.Pattern[str]


# Words that are a unit only after some numbers: "the second", "three times" (kept), "won 3".
_PER = re.compile(
    r"\s?(?:/|per|an?|each|every)\s?(second|minute|hour|day|night|week|month|quarter|year)\b", re.IGNORECASE
)


def unit_after(text: str, end: int) -> Unit | None:
    """The unit that follows a number: "%", " square miles", "-day", "km"."""
    tables = _load()
    found = tables.after.match(text, end, min(len(text), end + _LOOK_AHEAD))
    if not found:
        return None
    name, kind = tables.units[_plain(found[1])]
    return Unit(name, kind, found.start(1), found.end(1))


def currency_before(text: str, start: int) -> Unit | None:
    """The currency sign or code right before a number."""
    tables = _load()
    found = tables.before.search(text, max(0, start - 6), start)
    return Unit(tables.signs[found[1]], "money", found.start(1), start) if found else None


def rate_after(text: str, end: int) -> tuple[str, int] | None:
    """The time of "a day", "per month" after a unit or noun: its name and where it ends."""
    found = _PER.match(text, end)
    return (found[1].lower(), found.end()) if found else None


def _plain(surface: str) -> str:
    return re.sub(r"[\s-]+", " ", surface.lower())


@functools.cache
def _load() -> _Tables:
    units = {_plain(row["surface"]): (row["unit"], row["kind"]) for row in _rows("units.csv")}
    signs = {row["sign"]: row["unit"] for row in _rows("currencies.csv")}
    words = sorted(units, key=len, reverse=True)
    spelled = "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in words)
    after = re.compile(rf"[^\S\n]{{0,2}}(?:of\s)?[-‐‑]?({spelled})(?![\w²]|-shift)", re.IGNORECASE)
    marks = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    return _Tables(units, after, signs, re.compile(rf"(?<!\w)({marks})[^\S\n]?[-−]?\Z"))


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))
