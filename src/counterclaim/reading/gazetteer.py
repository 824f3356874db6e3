"""The gazetteer: every place that a name may stand for, from GeoNames and from our own rows.

In:  a name as an article writes it.   Out: Entries, the likeliest by size first.
Looks names up and knows nothing of articles: choosing among the entries is `places`' work.

data/gazetteer.npz holds GeoNames' places of 500 and more people with their names in Latin letters, first-level
divisions with their ids and second-level divisions (training/gazetteer/make_gazetteer.py makes it: 8 MB, 0.15 s and
20 MB to load, against 2.1 s and 360 MB for the JSON it comes from). data/places.csv holds what GeoNames' list of towns
lacks: countries, seas, rivers, regions, sites and the names that wars give them; anyone can add a row.
GeoNames: https://www.geonames.org, CC BY 4.0.
"""

import csv
import functools
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler

from counterclaim.errors import CounterclaimError
from counterclaim.reading import names
from counterclaim.reading.registertables import load_register

DATA = Path(__file__).parent / "data"
# The most entries given for one name; the commonest US town names have about 40.
MOST_ENTRIES = 80
SHORTEST_SOUND = 5
_KINDS = ("town", "region", "district")
_SIZES = {"continent": 10**9, "ocean": 10**9, "country": 10**8, "sea": 10**8, "region": 10**7}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name may stand for."""

    name: str
    kind: str  # town, region (first-level division or historical), district (second level), country, river, sea, ...
    geonameid: int | None
    lat: float  # degrees, WGS 84
    lon: float
    country: str | None  # ISO 3166-1 alpha-2
    division: str | None  # GeoNames' code of the first-level division, "RU.41"
    people: int  # population; for what has none, a stand-in that ranks it (a region as ten million)
    main: bool  # found by its main name, not by an alternate one
    like: float  # 0..1: how like its main name the name is that found it
    own: bool  # from places.csv
    reach_km: float | None = None  # how far from its point a wide region reaches; None = as its kind does


class GazetteerError(CounterclaimError):
    """A row of places.csv breaks a rule."""


def entries(name: str) -> tuple[Entry, ...]:
    """All entries of a name: own rows first, then by main name and population; empty for an unknown name."""
    if not 2 <= len(name) <= names.LONGEST_NAME_CHARS:
        return ()
    if (short := short_forms().get(name)) and (region := region_of(short)):
        return (region,)
    found = _entries(names.key(name))
    # "EU" and "US" are no villages in France.
    return tuple(e for e in found if e.own) if len(name) < 4 and name.isupper() else found


@functools.lru_cache(maxsize=16_384)
def _entries(key: str) -> tuple[Entry, ...]:
    if not key:
        return ()
    own = _own().get(key, ())
    known = {entry.geonameid for entry in own if entry.geonameid}
    # "Mexico" and "Chile" are never meant as the state or the other names of a town (México, Mexico City, Şile).
    states = {entry.country for entry in own if entry.kind == "country"}
    found = (e for e in _index().find(key) if e.geonameid not in known)
    return own + tuple(e for e in found if not states or (e.main and e.country not in states))


@functools.lru_cache(maxsize=16_384)
def own_country(name: str) -> str | None:
    """The country of a region, sea or site of places.csv ("Gaza": PS); None for other names and for what has none."""
    return next((entry.country for entry in _own().get(names.key(name), ()) if entry.kind != "country"), None)


def is_known_for(entry: Entry, people: int) -> bool:
    """Whether a place of more than `people` is what the name says at first sight: its main name or one like it."""
    likely = entry.main or (entry.like > 0.85 and entry.people > 10 * people)
    return likely and entry.kind != "district" and entry.people > people


@functools.lru_cache(maxsize=4_096)
def sounding(name: str) -> tuple[Entry, ...]:
    """Entries with a name that sounds the same, for spellings that GeoNames does not list ("Hodeidah"); largest first.

    Only places in countries whose names come from another script, and only sounds of five letters or more.
    """
    sound = names.sound(name) if len(name) <= names.LONGEST_NAME_CHARS else ""
    return tuple(_index().find_sound(sound)) if len(sound) >= SHORTEST_SOUND else ()


@functools.lru_cache(maxsize=4_096)
def region_of(division: str) -> Entry | None:
    """The first-level division of a GeoNames code ("RU.41")."""
    row = _index().regions.get(division)
    if row is None:
        return None
    entry = _index().entry(row, main=True)
    return _own_divisions().get(entry.geonameid, entry)


@functools.cache
def short_forms() -> dict[str, str]:
    """Written short forms of divisions ("Ky.", "TX", "B.C.") to GeoNames codes."""
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        return {row["short"]: row["division"] for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class _Index:
    """The arrays of gazetteer.npz. `hashes` is sorted; entry i stands for row `rows[i]`."""

    hashes: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.int32]
    alternate: npt.NDArray[np.uint8]
    sounds: npt.NDArray[np.uint64]  # sorted; sound i stands for row `sound_rows[i]`
    sound_rows: npt.NDArray[np.int32]
    table: dict[str, npt.NDArray[Any]] = field(repr=False)
    codes: tuple[str, ...]
    names: bytes
    name_starts: npt.NDArray[np.int64]
    regions: dict[str, int]  # code: row
    divisions: dict[int, str]  # GeoNames id: code

    def find(self, key: str) -> Iterator[Entry]:
        """The entries of a key, at most MOST_ENTRIES."""
        for i in _positions(self.hashes, key):
            yield self.entry(int(self.rows[i]), main=not self.alternate[i], key=key)

    def find_sound(self, sound: str) -> Iterator[Entry]:
        """The entries of a sound, at most MOST_ENTRIES."""
        for i in _positions(self.sounds, sound):
            yield self.entry(int(self.sound_rows[i]), main=False, key=sound)

    def entry(self, row: int, *, main: bool, key: str = "") -> Entry:
        """The entry of a row."""
        table = self.table
        code = self.codes[table["divisions"][row]]
        kind = _KINDS[table["kinds"][row]]
        start, end = int(self.name_starts[row]), int(self.name_starts[row + 1]) - 1
        name = self.names[start:end].decode()
        return Entry(
            name=name,
            kind=kind,
            geonameid=int(table["ids"][row]) or None,
            lat=int(table["lats"][row]) / 1e4,
            lon=int(table["lons"][row]) / 1e4,
            country=code[:2],
            division=code,
            people=int(table["people"][row]),
            main=main,
            like=1.0 if main else JaroWinkler.similarity(key, names.key(name)),
            own=False,
        )


def _positions(hashes: npt.NDArray[np.uint64], word: str) -> Iterator[int]:
    """Where a word's hash stands among the sorted hashes."""
    wanted = np.uint64(int.from_bytes(hashlib.blake2b(word.encode(), digest_size=6).digest()))
    first = int(np.searchsorted(hashes, wanted))
    for i in range(first, min(len(hashes), first + MOST_ENTRIES)):
        if hashes[i] != wanted:
            return
        yield i


@functools.cache
def _index() -> _Index:
    with np.load(DATA / "gazetteer.npz") as file:
        table = {name: file[name] for name in file.files}
    codes = tuple(table.pop("codes").tobytes().decode().split("\n"))
    text = table.pop("names")
    breaks = np.flatnonzero(text == ord("\n")) + 1
    regions = np.flatnonzero(table["kinds"] == _KINDS.index("region"))
    return _Index(
        hashes=np.cumsum(table.pop("steps"), dtype=np.uint64),
        rows=table.pop("rows"),
        sounds=np.cumsum(table.pop("sound_steps"), dtype=np.uint64),
        sound_rows=table.pop("sound_rows"),
        alternate=table.pop("alternate"),
        codes=codes,
        names=text.tobytes(),
        name_starts=np.concatenate(([0], breaks, [len(text) + 1])).astype(np.int64),
        regions={codes[table["divisions"][row]]: int(row) for row in regions},
        divisions={int(table["ids"][row]): codes[table["divisions"][row]] for row in regions},
        table=table,
    )


@functools.cache
def _own(path: Path = DATA / "places.csv") -> dict[str, tuple[Entry, ...]]:
    """The rows of places.csv by key; a country also by the names that the register gives it.

    Raises GazetteerError for a row that breaks a rule: line, what was seen, what was expected.
    """
    found: dict[str, list[Entry]] = {}
    countries = load_register().isos
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            entry = _own_entry(row, f"{path.name}, line {reader.line_num}")
            spellings = [entry.name, *row["aliases"].split("|")]
            if entry.kind == "country" and entry.country in countries and not row["aliases"]:
                spellings += countries[entry.country].aliases
            for key in {names.key(s): None for s in spellings if s.strip()}:
                found.setdefault(key, []).append(entry)
    return {key: tuple(rows) for key, rows in found.items()}


@functools.cache
def _own_divisions() -> dict[int | None, Entry]:
    """Own rows of first-level divisions by GeoNames id: their points are better than the mean of their towns."""
    return {e.geonameid: e for rows in _own().values() for e in rows if e.kind == "region" and e.geonameid}


def _own_entry(row: dict[str, str], where: str) -> Entry:
    if None in row.values() or None in row:
        raise GazetteerError(f"{where}: a wrong number of columns; expected the nine of the first line.")
    if not row["name"] or not row["source"]:
        raise GazetteerError(f"{where}: no name or no source; expected both.")
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        number = int(row["geonameid"]) if row["geonameid"] else None
        reach = float(row["reach_km"]) if row["reach_km"] else None
    except ValueError as err:
        raise GazetteerError(f"{where}: {err}; expected degrees, and a GeoNames id and km or nothing.") from err
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GazetteerError(f"{where}: point {lat}, {lon}; expected latitude and longitude in degrees.")
    if row["country"] and row["country"] not in load_register().isos:
        raise GazetteerError(f"{where}: country {row['country']!r}; expected one of countries.csv or nothing.")
    people = _SIZES.get(row["kind"], 10**6)
    division = _index().divisions.get(number) if number else None
    country = row["country"] or None
    return Entry(row["name"], row["kind"], number, lat, lon, country, division, people, True, 1.0, True, reach)
