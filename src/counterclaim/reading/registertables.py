"""The register's tables: countries, their bodies, actors and offices, read from data files that anyone can edit.

In:  data/countries.csv, data/bodies.csv, data/actors.csv, data/offices.csv, data/heads.csv.   Out: RegisterTables.
A row that breaks a rule is an error that names the file, the line, what was seen and what was expected.
"""

import csv
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.errors import CounterclaimError
from counterclaim.reading import names
from counterclaim.records.values import Side
from counterclaim.records.when import When

DATA = Path(__file__).parent / "data"
KINDS = frozenset(
    ("government", "military", "unit", "person", "group", "organisation", "media", "think tank", "analyst", "people")
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class RegisterError(CounterclaimError):
    """A row of the register breaks a rule."""


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.csv."""

    iso2: str
    code: str  # three letters, used in ids
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]  # the first one stands in names ("Russian government")
    people: tuple[str, ...]
    seats: tuple[str, ...]  # capital and seats of government that stand for it
    side: Side


@dataclass(frozen=True, slots=True)
class Body:
    """A row of bodies.csv: what every country may have."""

    suffix: str
    kind: str
    name: str  # with {adj}
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A row of actors.csv: an actor, or one more office of a person."""

    id: str
    name: str
    kind: str
    side: Side
    country: str | None
    aliases: tuple[str, ...]
    office: str | None
    first: dt.date | None  # first day in office; None = not known or before any article
    last: dt.date | None  # last day in office; None = still held when the row was written
    source: str  # where the row can be checked
    acronyms: frozenset[str] = field(default=frozenset())  # keys of aliases that are written in capitals only
    articled: frozenset[str] = field(default=frozenset())  # keys of aliases that are common words without their "The"

    def held(self, at: When) -> bool:
        """Whether the office was held on some day of `at`; True for what has no dates."""
        return (self.first is None or self.first <= at.last) and (self.last is None or at.first <= self.last)

    def case_of(self, folded: str) -> str:
        """How the alias of a key must be written."""
        return "acronym" if folded in self.acronyms else "articled" if folded in self.articled else self.kind


@dataclass(frozen=True, slots=True)
class RegisterTables:
    """The tables with their indexes; keys are `names.key`."""

    isos: dict[str, Country]
    codes: dict[str, Country]
    countries: dict[str, tuple[Country, str]]  # key: country and name, adjective, people, seat or acronym
    bodies: dict[str, Body]
    body_words: dict[str, str]  # key of the words: suffix
    rows: dict[str, ActorRow]  # id: its first row
    aliases: dict[str, tuple[ActorRow, ...]]
    sounding: dict[str, tuple[tuple[ActorRow, tuple[str, ...]], ...]]  # sound of a surname: rows and the name's words
    surnames: dict[str, tuple[ActorRow, ...]]  # sound of a one-word alias of a person: rows
    offices: dict[str, tuple[str, ...]]  # key of the words: offices
    holding: dict[tuple[str, str | None], tuple[ActorRow, ...]]  # office and country
    heads: dict[str, Side]  # head nouns that speak for no country
    acronyms: frozenset[str]  # keys of countries' acronyms ("US")
    barred: frozenset[str]  # words that change whose body it is ("opposition")

    def holders(self, office: str, iso2: str | None) -> tuple[ActorRow, ...]:
        """All who ever held the office that the words name, in the country or, without one, worldwide bodies'."""
        return tuple(row for name in self.offices.get(office, ()) for row in self.holding.get((name, iso2), ()))


@functools.cache
def load_register(folder: Path = DATA) -> RegisterTables:
    """Read and check the tables. Raises RegisterError for a row that breaks a rule."""
    countries = tuple(_countries(folder / "countries.csv"))
    isos = {c.iso2: c for c in countries}
    bodies = {b.suffix: b for b in _bodies(folder / "bodies.csv")}
    offices: dict[str, list[str]] = {}
    for line, row in _lines(folder / "offices.csv"):
        _expect(bool(row["words"]), folder / "offices.csv", line, "no words", "words separated by |")
        for word in row["words"].split("|"):
            offices.setdefault(names.key(word), []).append(row["office"])
    actors = tuple(_actors(folder / "actors.csv", isos))
    heads: dict[str, Side] = {}
    barred: set[str] = set()
    for line, row in _lines(folder / "heads.csv"):
        if row["side"] == "barred":
            barred.add(row["word"])
        else:
            heads[row["word"]] = _side(row["side"], folder / "heads.csv", line)
    first: dict[str, ActorRow] = {}
    holding: dict[tuple[str, str | None], list[ActorRow]] = {}
    for actor in actors:
        first.setdefault(actor.id, actor)
        if actor.office:
            international = actor.office.split()[0].isupper() or actor.office.startswith("European")
            holding.setdefault((actor.office, None if international else actor.country), []).append(actor)
    return RegisterTables(
        isos=isos,
        codes={c.code: c for c in countries},
        countries=_country_keys(countries),
        bodies=bodies,
        body_words={names.key(word): b.suffix for b in bodies.values() for word in b.words},
        rows=first,
        aliases=_aliases(actors),
        sounding=_sounding(actors),
        surnames=_surnames(actors),
        offices={k: tuple(v) for k, v in offices.items()},
        holding={k: tuple(v) for k, v in holding.items()},
        heads=heads,
        acronyms=frozenset(
            names.key(a) for c in countries for a in (*c.aliases, *c.adjectives) if len(a) < 5 and _acronym(a)
        ),
        barred=frozenset(barred),
    )


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            _expect(None not in row and None not in row.values(), path, reader.line_num, "a wrong number of columns",
                    f"{len(reader.fieldnames or ())}")  # fmt: skip
            yield reader.line_num, {k: (v or "").strip() for k, v in row.items()}


def _expect(good: bool, path: Path, line: int, seen: str, wanted: str) -> None:
    if not good:
        raise RegisterError(f"{path.name}, line {line}: {seen}; expected {wanted}.")


def _side(value: str, path: Path, line: int) -> Side:
    _expect(value in set(Side), path, line, f"side {value!r}", "one of " + ", ".join(Side))
    return Side(value)


def _many(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())


def _countries(path: Path) -> Iterator[Country]:
    seen: set[str] = set()
    for line, row in _lines(path):
        _expect(len(row["iso2"]) == 2 and row["iso2"].isupper(), path, line, f"iso2 {row['iso2']!r}", "two capitals")
        _expect(len(row["code"]) == 3 and row["code"].islower(), path, line, f"code {row['code']!r}", "three letters")
        _expect(row["iso2"] not in seen, path, line, f"{row['iso2']} twice", "one row a country")
        seen.add(row["iso2"])
        adjectives = _many(row["adjectives"])
        people = _many(row["people"]) or tuple(
            a + "s" for a in adjectives if a.endswith(("an", "i")) and a[0].isupper()
        )
        yield Country(
            row["iso2"], row["code"], row["name"], _many(row["aliases"]), adjectives, people, _many(row["seats"]),
            _side(row["side"], path, line),
        )  # fmt: skip


def _country_keys(countries: Iterable[Country]) -> dict[str, tuple[Country, str]]:
    keys: dict[str, tuple[Country, str]] = {}
    for form in ("name", "adjective", "people", "seat"):
        for country in countries:
            words = {
                "name": (country.name, *country.aliases),
                "adjective": country.adjectives,
                "people": country.people,
                "seat": country.seats,
            }[form]
            for word in words:
                keys.setdefault(names.key(word), (country, form))
    return keys


def _bodies(path: Path) -> Iterator[Body]:
    for line, row in _lines(path):
        _expect(row["kind"] in KINDS, path, line, f"kind {row['kind']!r}", "one of " + ", ".join(sorted(KINDS)))
        _expect("{adj}" in row["name"], path, line, f"name {row['name']!r}", "{adj} in it")
        yield Body(row["suffix"], row["kind"], row["name"], _many(row["words"]))


def _actors(path: Path, isos: dict[str, Country]) -> Iterator[ActorRow]:
    known: dict[str, ActorRow] = {}
    for line, row in _lines(path):
        _expect(bool(_ID.fullmatch(row["id"])), path, line, f"id {row['id']!r}", "small letters, digits and hyphens")
        _expect(bool(row["name"]), path, line, "no name", "a canonical name")
        _expect(row["kind"] in KINDS, path, line, f"kind {row['kind']!r}", "one of " + ", ".join(sorted(KINDS)))
        _expect(
            row["country"] in isos or not row["country"],
            path,
            line,
            f"country {row['country']!r}",
            "one of countries.csv",
        )
        _expect(bool(row["source"]), path, line, "no source", "where the row can be checked")
        _expect(bool(row["side"] or row["country"]), path, line, "neither side nor country", "one of them")
        side = _side(row["side"], path, line) if row["side"] else isos[row["country"]].side
        first, last = _day(row["from"], path, line), _day(row["to"], path, line)
        _expect(not (first and last) or first <= last, path, line, "an office that ends before it begins", "from <= to")
        before = known.get(row["id"])
        _expect(
            before is None or (bool(row["office"]) and before.name == row["name"]),
            path, line, f"a second row for {row['id']!r}", "one row, or one more office of the same person",
        )  # fmt: skip
        aliases = _many(row["aliases"])
        actor = ActorRow(
            row["id"], row["name"], row["kind"], side, row["country"] or None, aliases, row["office"] or None,
            first, last, row["source"],
            frozenset(names.key(a) for a in (row["name"], *aliases) if _acronym(a))
            - frozenset(names.key(a) for a in (row["name"], *aliases) if not _acronym(a)),
            frozenset(names.key(a) for a in (row["name"], *aliases) if a.startswith("The ") and a.count(" ") == 1)
            - frozenset(names.key(a) for a in aliases if not a.lower().startswith("the ")),
        )  # fmt: skip
        known.setdefault(row["id"], actor)
        yield actor


def _day(value: str, path: Path, line: int) -> dt.date | None:
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as err:
        raise RegisterError(f"{path.name}, line {line}: date {value!r}; expected YYYY-MM-DD.") from err


def _acronym(name: str) -> bool:
    letters = name.replace(".", "").replace("-", "")
    return len(letters) <= 5 and letters.isupper()


def _aliases(actors: Iterable[ActorRow]) -> dict[str, tuple[ActorRow, ...]]:
    rows: dict[str, list[ActorRow]] = {}
    for actor in actors:
        rows.setdefault(actor.id, []).append(actor)
    keys: dict[str, list[ActorRow]] = {}
    for same in rows.values():
        for folded in {names.key(a): None for row in same for a in (row.name, *row.aliases)}:
            keys.setdefault(folded, []).extend(same)
    return {k: tuple(v) for k, v in keys.items()}


def _surnames(rows: Iterable[ActorRow]) -> dict[str, tuple[ActorRow, ...]]:
    table: dict[str, list[ActorRow]] = {}
    for row in rows:
        for alias in row.aliases if row.kind == "person" else ():
            if " " not in alias:
                table.setdefault(names.sound(alias), []).append(row)
    return {k: tuple(v) for k, v in table.items()}


def _sounding(rows: Iterable[ActorRow]) -> dict[str, tuple[tuple[ActorRow, tuple[str, ...]], ...]]:
    table: dict[str, list[tuple[ActorRow, tuple[str, ...]]]] = {}
    for row in rows:
        if row.kind != "person":
            continue
        for alias in (row.name, *row.aliases):
            parts = tuple(alias.split())
            if len(parts) > 1:
                table.setdefault(names.sound(parts[-1]), []).append((row, parts))
    return {k: tuple(v) for k, v in table.items()}
