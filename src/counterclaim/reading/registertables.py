"""The register's tables: countries, their bodies, actors and offices, read from data files that anyone can edit.

In:  data/countries.csv, bodies.csv, actors.csv, offices.csv, heads.csv; the register of outlets; the user's own tables.
Out: RegisterTables.
A row that breaks a rule is an error that names the file, the line, the column, what was seen and what was expected.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from counterclaim.reading import names
from counterclaim.reading.actorrows import KINDS, ActorRow, is_acronym, read_actors, read_outlets
from counterclaim.reading.csvtables import Cells, many, read_text, rows_of
from counterclaim.reading.owntables import OwnTable, own_table
from counterclaim.records.values import Side

DATA = Path(__file__).parent / "data"
_COUNTRY = ("iso2", "code", "name", "aliases", "adjectives", "people", "seats", "side")
_BODY = ("suffix", "kind", "name", "words")


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
    officials: dict[str, tuple[ActorRow, ...]]  # a person's full name as it is written: rows of offices with dates
    surnamed: dict[str, tuple[str, ...]]  # the last word of officials' full names: the names
    heads: dict[str, Side]  # head nouns that speak for no country
    acronyms: frozenset[str]  # keys of countries' acronyms ("US")
    outlets: tuple[str, ...]  # names of outlets as they are written
    barred: frozenset[str]  # words that change whose body it is ("opposition")

    def holders(self, office: str, iso2: str | None) -> tuple[ActorRow, ...]:
        """All who ever held the office that the words name, in the country or, without one, worldwide bodies'."""
        return tuple(row for name in self.offices.get(office, ()) for row in self.holding.get((name, iso2), ()))


def load_register() -> RegisterTables:
    """The tables, with the user's own before those that ship. Raises TableError for a row that breaks a rule."""
    return _tables(DATA, own_table("actors"), own_table("outlets"))


@functools.cache
def _tables(folder: Path, own_actors: OwnTable | None, own_outlets: OwnTable | None) -> RegisterTables:
    countries = load_countries(folder)
    bodies = {b.suffix: b for b in _bodies(folder / "bodies.csv")}
    offices: dict[str, list[str]] = {}
    for line, row in _rows(folder / "offices.csv", ("office", "words")):
        for word in many(Cells("offices.csv", line, row).given("words", "words divided by |")):
            offices.setdefault(names.key(word), []).append(row["office"])
    heads: dict[str, Side] = {}
    barred: set[str] = set()
    for line, row in _rows(folder / "heads.csv", ("word", "side")):
        if row["side"] == "barred":
            barred.add(row["word"])
        else:
            heads[row["word"]] = Side(Cells("heads.csv", line, row).one_of("side", tuple(Side)))
    own, shipped = _actors(folder, {c.iso2: c.side for c in countries}, own_actors, own_outlets)
    actors = (*own, *shipped)
    first: dict[str, ActorRow] = {}
    holding: dict[tuple[str, str | None], list[ActorRow]] = {}
    for actor in actors:
        first.setdefault(actor.id, actor)
        if actor.office:
            international = actor.office.split()[0].isupper() or actor.office.startswith("European")
            holding.setdefault((actor.office, None if international else actor.country), []).append(actor)
    officials = _officials(actors)
    return RegisterTables(
        isos={c.iso2: c for c in countries},
        codes={c.code: c for c in countries},
        countries=_country_keys(countries),
        bodies=bodies,
        body_words={names.key(word): b.suffix for b in bodies.values() for word in b.words},
        rows=first,
        aliases=_aliases(shipped) | _aliases(own),
        sounding=_sounding(actors),
        surnames=_surnames(actors),
        offices={k: tuple(v) for k, v in offices.items()},
        holding={k: tuple(v) for k, v in holding.items()},
        officials=officials,
        surnamed=_by_last_word(officials),
        heads=heads,
        acronyms=frozenset(
            names.key(a) for c in countries for a in (*c.aliases, *c.adjectives) if len(a) < 5 and is_acronym(a)
        ),
        barred=frozenset(barred),
        outlets=tuple(dict.fromkeys(n for a in actors if a.kind == "media" for n in (a.name, *a.aliases))),
    )


def _officials(actors: Iterable[ActorRow]) -> dict[str, tuple[ActorRow, ...]]:
    out: dict[str, dict[ActorRow, None]] = {}
    for row in actors:
        if row.office and (row.first or row.last):
            for name in (row.name, *(alias for alias in row.aliases if " " in alias)):
                out.setdefault(name, {})[row] = None
    return {name: tuple(rows) for name, rows in out.items()}


def _by_last_word(written: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names by their last word of letters and digits: an article names a few of some five hundred officials."""
    out: dict[str, list[str]] = {}
    for name in written:
        out.setdefault(re.findall(r"\w+", name)[-1], []).append(name)
    return {word: tuple(alike) for word, alike in out.items()}


def _actors(
    folder: Path, sides: dict[str, Side], own_actors: OwnTable | None, own_outlets: OwnTable | None
) -> tuple[tuple[ActorRow, ...], tuple[ActorRow, ...]]:
    """The user's own rows, and those that ship less the ones whose id the user's have: all of a person's offices."""
    own = tuple(read_actors(own_actors.text, own_actors.path, sides)) if own_actors else ()
    taken = {row.id for row in own}
    if own_outlets:
        own += tuple(read_outlets(own_outlets.text, own_outlets.path, taken))
        taken |= {row.id for row in own}
    shipped = tuple(read_actors(read_text(folder / "actors.csv"), "actors.csv", sides))
    outlets = files("counterclaim").joinpath("data/outlets.csv").read_text("utf-8")
    shipped += tuple(read_outlets(outlets, "outlets.csv", {row.id for row in shipped}))
    return own, tuple(row for row in shipped if row.id not in taken)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    return rows_of(read_text(path), path.name, columns, columns)


def load_countries(folder: Path = DATA) -> tuple[Country, ...]:
    """The rows of countries.csv. Raises TableError for a row that breaks a rule."""
    return tuple(_countries(folder / "countries.csv"))


def _countries(path: Path) -> Iterator[Country]:
    seen: set[str] = set()
    for line, row in _rows(path, _COUNTRY):
        cells = Cells(path.name, line, row)
        cells.expect(len(row["iso2"]) == 2 and row["iso2"].isupper(), "iso2", repr(row["iso2"]), "two capitals")
        cells.expect(len(row["code"]) == 3 and row["code"].islower(), "code", repr(row["code"]), "three small letters")
        cells.expect(row["iso2"] not in seen, "iso2", f"{row['iso2']} twice", "one row a country")
        seen.add(row["iso2"])
        adjectives = many(row["adjectives"])
        people = many(row["people"]) or tuple(a + "s" for a in adjectives if a.endswith(("an", "i")) and a[0].isupper())
        side = Side(cells.one_of("side", tuple(Side)))
        yield Country(
            row["iso2"], row["code"], row["name"], many(row["aliases"]), adjectives, people, many(row["seats"]), side
        )


def _bodies(path: Path) -> Iterator[Body]:
    for line, row in _rows(path, _BODY):
        cells = Cells(path.name, line, row)
        cells.one_of("kind", KINDS)
        cells.expect("{adj}" in row["name"], "name", repr(row["name"]), "{adj} in it")
        yield Body(row["suffix"], row["kind"], row["name"], many(row["words"]))


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
