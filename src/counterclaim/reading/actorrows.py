"""Rows of the actors' table: an actor, or one more office of a person; and the outlets that the reader knows by name.

In:  data/actors.csv, a user's own table of the same columns, the register of outlets.   Out: ActorRow.
"""

import datetime as dt
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.reading import names
from counterclaim.reading.csvtables import Cells, faults, many, read_text, rows_of
from counterclaim.records.values import Side
from counterclaim.records.when import When

KINDS = (
    "analyst", "government", "group", "media", "military", "organisation", "people", "person", "think tank", "unit",
)  # fmt: skip
ACTOR_COLUMNS = ("id", "name", "kind", "side", "country", "aliases", "office", "from", "to", "source")
ACTOR_NEEDED = ("id", "name", "kind", "source")
# The columns of the register of outlets (intake/outlets checks the file); the reader needs four of them.
_OUTLET_COLUMNS = (
    "name", "aliases", "domains", "country", "owner", "ownership", "state", "sides", "languages", "kind", "actor",
    "source",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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


class ActorReader:
    """Makes rows of one file; remembers those before, of which a row may be one more office.

    Args:
        table: what errors call the file.
        countries: ISO 3166-1 alpha-2 codes, with the side of each.
    """

    def __init__(self, table: str, countries: dict[str, Side]) -> None:
        self._table, self._countries = table, countries
        self._known: dict[str, tuple[int, str]] = {}  # id: line and name of its first row

    def read(self, line: int, row: dict[str, str]) -> ActorRow:
        """The row. Raises TableError where it breaks a rule."""
        cells = Cells(self._table, line, row)
        cells.expect(_ID.fullmatch(row["id"]), "id", repr(row["id"]), "small letters, digits and hyphens")
        cells.given("name", "a canonical name")
        cells.one_of("kind", KINDS)
        known = row["country"] in self._countries or not row["country"]
        cells.expect(known, "country", repr(row["country"]), "two letters of countries.csv, or nothing")
        cells.given("source", "where the row can be checked")
        cells.expect(row["side"] or row["country"], "side", "neither side nor country", "one of them")
        side = Side(cells.one_of("side", tuple(Side))) if row["side"] else self._countries[row["country"]]
        first, last = cells.day("from"), cells.day("to")
        cells.expect(not (first and last) or first <= last, "to", "an office that ends before it begins", "from <= to")
        before = self._known.setdefault(row["id"], (line, row["name"]))
        cells.expect(
            before[0] == line or (row["office"] and before[1] == row["name"]),
            "id", f"a second row for {row['id']!r}", "one row, or one more office of the same person",
        )  # fmt: skip
        return made(
            row["id"], row["name"], row["kind"], side, row["country"], many(row["aliases"]), row["office"],
            first, last, row["source"],
        )  # fmt: skip


def read_actors(text: str, table: str, countries: dict[str, Side]) -> Iterator[ActorRow]:
    """The rows of an actors' table. Raises TableError for the first that breaks a rule."""
    reader = ActorReader(table, countries)
    for line, row in rows_of(text, table, ACTOR_COLUMNS, ACTOR_NEEDED):
        yield reader.read(line, row)


def actor_faults(path: Path, countries: dict[str, Side]) -> tuple[int, tuple[str, ...]]:
    """How many rows an actors' table has, and what is wrong with it. Raises InputError where it cannot be read."""
    rows = rows_of(read_text(path), str(path), ACTOR_COLUMNS, ACTOR_NEEDED)
    return faults(rows, ActorReader(str(path), countries).read)


def read_outlets(text: str, table: str, taken: Container[str]) -> Iterator[ActorRow]:
    """The outlets whose name alone means them in a text: those with an id, unless the actors' table has it already."""
    for _, row in rows_of(text, table, _OUTLET_COLUMNS, ("name",)):
        if row["actor"] and row["actor"] not in taken:
            yield made(
                row["actor"], row["name"], "media", Side.MEDIA, row["country"], many(row["aliases"]), "",
                None, None, row["source"],
            )  # fmt: skip


def made(
    actor: str,
    name: str,
    kind: str,
    side: Side,
    country: str,
    aliases: tuple[str, ...],
    office: str,
    first: dt.date | None,
    last: dt.date | None,
    source: str,
) -> ActorRow:
    """A row with what its names ask of those who look it up."""
    written = (name, *aliases)
    acronyms = {names.key(a) for a in written if is_acronym(a)} - {names.key(a) for a in written if not is_acronym(a)}
    articled = {names.key(a) for a in written if a.startswith("The ") and a.count(" ") == 1}
    articled -= {names.key(a) for a in written if not a.lower().startswith("the ")}
    return ActorRow(
        actor, name, kind, side, country or None, aliases, office or None, first, last, source,
        frozenset(acronyms), frozenset(articled),
    )  # fmt: skip


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only, with or without stops."""
    letters = name.replace(".", "").replace("-", "")
    return len(letters) <= 5 and letters.isupper()
