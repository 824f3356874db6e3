"""Who publishes: the register of outlets, by address and by name; what is not in it stays unknown.

In:  an address, a name; data/outlets.csv, and a person's own file of the same form that goes before it.
Out: Outlet, or None; what is wrong with a file, line by line. The columns are described in docs/fetching.md.
"""

import csv
import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from counterclaim import settings
from counterclaim.errors import InputError
from counterclaim.records.when import When

COLUMNS = (
    "name", "aliases", "domains", "country", "owner", "ownership", "state", "sides", "languages", "kind", "actor",
    "source",
)  # fmt: skip
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")


class Ownership(StrEnum):
    """Who an outlet belongs to."""

    STATE = "state"
    PUBLIC = "public"  # a body under public law that is not the government's
    PRIVATE = "private"
    COOPERATIVE = "cooperative"  # of the media that it serves
    NONPROFIT = "nonprofit"
    PARTY = "party"  # a party, movement or armed group


class State(StrEnum):
    """An outlet's link to a state."""

    NONE = "none"
    FUNDED = "funded"  # gets public money; by statute nobody tells it what to say
    OWNED = "owned"  # belongs to the state; whether that decides what it says is not settled by the source
    CONTROLLED = "controlled"  # the state or its ruling party decides what it says


class Kind(StrEnum):
    """What kind of publisher it is."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    BROADCASTER = "broadcaster"
    PORTAL = "portal"  # on the web only
    CHANNEL = "channel"  # in a messenger or on a video platform
    THINK_TANK = "think tank"
    MONITOR = "monitor"  # counts and checks: observatories, open-source analysts
    GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class SideSpell:
    """A party to a war that an outlet speaks for, and when; None = without beginning or end."""

    side: str
    since: str | None = None  # ISO 8601 day
    until: str | None = None

    def holds(self, day: str) -> bool:
        """Whether it spoke for that party on an ISO day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def __str__(self) -> str:
        return self.side if not (self.since or self.until) else f"{self.side} {self.since or '..'}/{self.until or '..'}"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of the register. None and empty = not known."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2, from where it publishes
    owner: str | None = None
    ownership: Ownership | None = None
    state: State | None = None
    sides: tuple[SideSpell, ...] = ()
    languages: tuple[str, ...] = ()  # ISO 639-1
    kind: Kind | None = None
    actor: str | None = None  # its id among the actors that the reader knows
    source: str | None = None  # where the facts can be checked

    def side_on(self, day: str) -> str | None:
        """The party that it spoke for on an ISO day; None where it spoke for none, or that is not known."""
        return next((spell.side for spell in self.sides if spell.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Register:
    """Outlets by domain and by name."""

    outlets: tuple[Outlet, ...]
    by_domain: dict[str, Outlet]
    by_name: dict[str, Outlet]

    def of_address(self, url: str | None) -> Outlet | None:
        """Whose address it is: the longest domain in the register that the host is, or lies under.

        No domain in the register is a public suffix (`check` sees to it), so nobody else's host lies under one.
        """
        try:
            host = (urlsplit(url or "").hostname or "").rstrip(".").lower()
        except ValueError:
            return None
        while host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return None

    def of_name(self, name: str | None) -> Outlet | None:
        """Which outlet is called so; a leading "The" and upper case make no difference."""
        return self.by_name.get(_key(name)) if name else None


def outlet_of(url: str | None) -> Outlet | None:
    """The outlet at an address, by the register and the person's own file."""
    return register().of_address(url) if url else None


def register() -> Register:
    """The register, with the person's own file before it. Raises InputError where that file is none."""
    return _register(settings.value_of("outlets").strip())


@functools.cache
def _register(own: str) -> Register:
    shipped = tuple(_outlets(files("counterclaim").joinpath("data/outlets.csv").read_text("utf-8")))
    mine: tuple[Outlet, ...] = ()
    if own:
        text = _text(own)
        if found := problems(text):
            raise InputError(
                own, f"{found[0]} (COUNTERCLAIM_OUTLETS; `counterclaim outlets --check` lists all problems)"
            )
        mine = tuple(_outlets(text))
    return _indexed((*mine, *shipped))


def check(path: str) -> tuple[int, tuple[str, ...]]:
    """How many outlets a file has, and what is wrong with it. Raises InputError where it cannot be read."""
    text = _text(path)
    found = problems(text)
    return (0 if any("columns" in problem for problem in found) else sum(1 for _ in _rows(text))), found


def problems(text: str) -> tuple[str, ...]:
    """What is wrong with a register, each with its line; empty = nothing."""
    try:
        header = next(csv.reader(io.StringIO(text, newline="")), [])
        rows = list(_rows(text))
    except csv.Error as err:
        return (f"it is no CSV: {err}",)
    if unknown := [name for name in header if name not in COLUMNS]:
        return (f"line 1: there are no columns {', '.join(map(repr, unknown))}; the columns are {', '.join(COLUMNS)}",)
    if "name" not in header or len(set(header)) < len(header):
        return ("line 1: the columns must be named once each, and one is `name`",)
    found: list[str] = []
    seen: dict[str, tuple[str, int]] = {}
    for line, row in rows:
        found += [f"line {line}: {problem}" for problem in _row_problems(row)]
        owned = [("domain", d) for d in _list(row, "domains")]
        owned += [
            ("name", key) for key in dict.fromkeys(_key(n) for n in (row.get("name") or "", *_list(row, "aliases")))
        ]
        for what, value in owned:
            if (before := seen.setdefault(f"{what} {value}", (row.get("name") or "", line)))[1] != line:
                found.append(f"line {line}: the {what} {value!r} is {before[0]}'s already (line {before[1]})")
    return tuple(found)


def _row_problems(row: dict[str, str]) -> Iterator[str]:
    name = (row.get("name") or "").strip()
    if not name:
        yield "an outlet needs a name"
    if None in row:  # more cells than columns
        yield f"{name}: there are more cells than columns"
        return
    for domain in _list(row, "domains"):
        if not _DOMAIN.fullmatch(domain):
            yield f"{name}: {domain!r} is no domain (lower case, no http://, no path)"
        elif _is_public_suffix(domain):
            yield f"{name}: {domain!r} is a public suffix, under which anybody can publish"
    for column, pattern, what in (
        ("country", "[A-Z]{2}", "a country's two letters (ISO 3166-1)"),
        ("source", r"https?://\S+", "a web address where the facts can be checked"),
    ):
        value = (row.get(column) or "").strip()
        if value and not re.fullmatch(pattern, value):
            yield f"{name}: {column} {value!r} is not {what}"
    for language in _list(row, "languages"):
        if not re.fullmatch("[a-z]{2}", language):
            yield f"{name}: {language!r} is no language's two letters (ISO 639-1)"
    for column, values in (("ownership", Ownership), ("state", State), ("kind", Kind)):
        value = (row.get(column) or "").strip()
        if value and value not in set(values):
            yield f"{name}: {column} {value!r} is none of {', '.join(values)}"
    facts = [c for c in ("country", "owner", "ownership", "state", "sides", "kind") if (row.get(c) or "").strip()]
    if facts and not (row.get("source") or "").strip():
        yield f"{name}: {', '.join(facts)} given without a source"
    for spell in _list(row, "sides"):
        yield from (f"{name}: {problem}" for problem in _side_problems(spell))


def _side_problems(written: str) -> Iterator[str]:
    side, at, spell = written.partition("@")
    days = spell.split("/")
    if not side.strip() or (at and len(days) != 2):
        yield f"side {written!r} is not PARTY or PARTY@FROM/TO (.. = open)"
        return
    known = []
    for day in days if at else ():
        if day == "..":
            continue
        try:
            known.append(When.parse(day).first)
        except ValueError:
            yield f"side {written!r}: {day!r} is no day (YYYY-MM-DD)"
    if len(known) == 2 and known[0] >= known[1]:
        yield f"side {written!r} ends before it begins"


def _is_public_suffix(domain: str) -> bool:
    from tld import is_tld

    return bool(is_tld(domain, search_private=True))


def _text(path: str) -> str:
    try:
        return Path(path).expanduser().read_text("utf-8-sig")
    except OSError as err:
        raise InputError(path, f"the register of outlets cannot be read: {err.strerror}") from err
    except UnicodeDecodeError as err:
        raise InputError(path, f"the register of outlets is not UTF-8: {err.reason}") from err


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for row in reader:
        yield reader.line_num, row


def _outlets(text: str) -> Iterator[Outlet]:
    for _, row in _rows(text):
        value = {column: (row.get(column) or "").strip() or None for column in COLUMNS}
        yield Outlet(
            name=value["name"] or "",
            aliases=_list(row, "aliases"),
            domains=_list(row, "domains"),
            country=value["country"],
            owner=value["owner"],
            ownership=Ownership(value["ownership"]) if value["ownership"] else None,
            state=State(value["state"]) if value["state"] else None,
            sides=tuple(_side(spell) for spell in _list(row, "sides")),
            languages=_list(row, "languages"),
            kind=Kind(value["kind"]) if value["kind"] else None,
            actor=value["actor"],
            source=value["source"],
        )


def _side(written: str) -> SideSpell:
    side, at, spell = written.partition("@")
    since, until = spell.split("/") if at else ("..", "..")
    return SideSpell(side.strip(), None if since == ".." else since, None if until == ".." else until)


def _indexed(outlets: tuple[Outlet, ...]) -> Register:
    by_domain: dict[str, Outlet] = {}
    by_name: dict[str, Outlet] = {}
    for outlet in outlets:  # the first counts: a person's own
        for domain in outlet.domains:
            by_domain.setdefault(domain, outlet)
        for name in (outlet.name, *outlet.aliases):
            by_name.setdefault(_key(name), outlet)
    return Register(outlets, by_domain, by_name)


def _list(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in (row.get(column) or "").split("|") if part.strip())


def _key(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
