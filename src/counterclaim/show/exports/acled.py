"""Incidents in ACLED's 31 columns, with our own behind them.

In:  a ledger, a filter, a bounds rule.   Out: a Table of incidents; each incident as one row.

The columns and their order are those of acledR 1.0.1; the values are our own reading, and no row of ACLED's data has
any part in them. Within a day, place and dyad the sub-event highest in ACLED's hierarchy stands for all, as its
codebook has it (an airstrike in a battle is a battle), and `notes` says what was folded. Empty is what the articles do
not say; `fatalities` alone is 0 then, as in ACLED, where 0 also means that nothing is known: `fatalities_low` and
`fatalities_high` behind are empty in that case.
"""

import csv
import datetime as dt
import functools
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from counterclaim.comparison.rules.verdict import teller
from counterclaim.flow import Ledger
from counterclaim.flow.coding import Party
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.question import Bounds
from counterclaim.records.values import Status
from counterclaim.records.when import When
from counterclaim.records.wire import number
from counterclaim.show.excerpts import excerpt
from counterclaim.show.exports.dead import deaths
from counterclaim.show.exports.incidents import Incident, incidents
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.schema import Field, Table, Type

# Highest first. ACLED codebook, event hierarchy: Battles before Explosions/Remote violence before Violence against
# civilians before Riots and Protests before Strategic developments; within them as its sections order them.
HIERARCHY = (
    ("Non-state actor overtakes territory", "Battles"),
    ("Government regains territory", "Battles"),
    ("Armed clash", "Battles"),
    ("Chemical weapon", "Explosions/Remote violence"),
    ("Suicide bomb", "Explosions/Remote violence"),
    ("Air/drone strike", "Explosions/Remote violence"),
    ("Shelling/artillery/missile attack", "Explosions/Remote violence"),
    ("Remote explosive/landmine/IED", "Explosions/Remote violence"),
    ("Grenade", "Explosions/Remote violence"),
    ("Sexual violence", "Violence against civilians"),
    ("Attack", "Violence against civilians"),
    ("Abduction/forced disappearance", "Violence against civilians"),
    ("Excessive force against protesters", "Protests"),
    ("Mob violence", "Riots"),
    ("Violent demonstration", "Riots"),
    ("Protest with intervention", "Protests"),
    ("Peaceful protest", "Protests"),
    ("Agreement", "Strategic developments"),
    ("Arrests", "Strategic developments"),
    ("Change to group/activity", "Strategic developments"),
    ("Disrupted weapons use", "Strategic developments"),
    ("Headquarters or base established", "Strategic developments"),
    ("Looting/property destruction", "Strategic developments"),
    ("Non-violent transfer of territory", "Strategic developments"),
    ("Other", "Strategic developments"),
)
_TYPE = dict(HIERARCHY)
_RANK = {name: rank for rank, (name, _) in enumerate(HIERARCHY)}
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Demonstrations",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_BOTH = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
}
# ACLED marks events whose main or only target is civilians.
_ALWAYS_AT_CIVILIANS = {"Violence against civilians"}
_KINDS = ("State forces", "External/Other forces", "Civilians")
JOINED = "; "
MOST_ACCOUNTS_IN_NOTES = 5


@dataclass(frozen=True, slots=True)
class Country:
    """A row of data/countries.csv."""

    iso3: str
    numeric: int | None  # ISO 3166-1
    name: str
    acled_region: str
    ucdp_region: str


@dataclass(frozen=True, slots=True)
class Coded:
    """An incident with what its row is made of."""

    incident: Incident
    sub_event: str
    bounds: Bounds

    @property
    def event_type(self) -> str:
        """ACLED's event type."""
        return _TYPE[self.sub_event]

    @property
    def country(self) -> Country | None:
        """The country that the place lies in."""
        return countries().get(self.incident.place.country or "")

    @property
    def day(self) -> dt.date:
        """The day, or the middle one of several (ACLED codebook, time precision 2 and 3)."""
        when = self.incident.when
        return when.first + (when.last - when.first) // 2


def coded(ledger: Ledger, wanted: ClaimFilter, rule: str, left_out: Counter[str], shown: Shown) -> Iterator[Coded]:
    """Incidents that ACLED has a home for, by date and place."""
    for incident in incidents(ledger, wanted, left_out, shown):
        names = [t.sub_event for t in incident.tellings if t.sub_event is not None]
        if not names:
            left_out["no ACLED type: talks, aid, sanctions and the like"] += len(incident.tellings)
            continue
        yield Coded(incident, min(names, key=lambda name: _RANK[name]), deaths(incident, rule))


def time_precision(when: When) -> int:
    """1 the day, 2 a week or less, 3 a month or less."""
    return 1 if when.days == 1 else 2 if when.days <= 7 else 3


def _inter(party: Party | None, country: str | None) -> str | None:
    """ACLED's kind of actor, where the register's kind decides it; a rebel group is not told from a militia."""
    if party is None:
        return None
    if party.kind in ("civilians", "people", "person"):
        return "Civilians" if party.kind == "civilians" else None
    if party.is_state:
        return "State forces" if party.country in (None, country) else "External/Other forces"
    return None


def _interaction(row: Coded) -> str | None:
    one, other = (_inter(party, row.incident.place.country) for party in row.incident.actors)
    if row.incident.actors[1] is None and one is not None:
        return f"Sole {one.lower()} action" if one == "State forces" else None
    # ACLED names the pair by kind and not by who is actor1: a state's own forces first, civilians last.
    return "-".join(sorted((one, other), key=_KINDS.index)) if one and other else None


def _at_civilians(row: Coded) -> str | None:
    party = row.incident.actors[1]
    struck = party is not None and party.kind == "civilians" and row.event_type != "Battles"
    return "Civilian targeting" if struck or row.event_type in _ALWAYS_AT_CIVILIANS else None


def _name(party: Party | None, country: Country | None) -> str | None:
    if party is None:
        return None
    if party.kind == "civilians":
        return f"Civilians ({country.name})" if country else "Civilians"
    return party.name


def _id(row: Coded) -> str:
    """The country's three letters and a number, as ACLED's look; derived from what makes the row one."""
    incident = row.incident
    names = sorted(party.actor or party.name for party in incident.actors if party)
    key = f"{incident.when}|{incident.place.lat:.4f}|{incident.place.lon:.4f}|{'|'.join(names)}"
    figure = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:5])
    return f"{row.country.iso3 if row.country else 'XXX'}{figure}"


def _outlets(row: Coded) -> str | None:
    return JOINED.join(dict.fromkeys(t.outlet for t in row.incident.tellings if t.outlet)) or None


def _notes(row: Coded) -> str:
    """What was folded, who says what in which words, who denies it."""
    incident = row.incident
    others = sorted({t.sub_event for t in incident.tellings if t.sub_event} - {row.sub_event}, key=_RANK.__getitem__)
    said = []
    if len(incident.tellings) > 1:
        origins = "1 origin" if incident.n_independent == 1 else f"{incident.n_independent} origins"
        said.append(f"Folded from {len(incident.tellings)} accounts of {origins}.")
    if others:
        said.append(f"{JOINED.join(others)} folded into {row.sub_event} by ACLED's hierarchy.")
    for telling in incident.tellings[:MOST_ACCOUNTS_IN_NOTES]:
        claim = telling.claim
        who = "The article itself" if claim.narrator else teller(claim)
        where = telling.article.outlet or telling.article.title or telling.article.id[:12]
        published = f", {telling.article.published}" if telling.article.published else ""
        said.append(f"{who} ({where}{published}; {claim.status}): “{excerpt(claim)}”")
    if len(incident.tellings) > MOST_ACCOUNTS_IN_NOTES:
        said.append(f"{len(incident.tellings) - MOST_ACCOUNTS_IN_NOTES} more accounts: see claim_ids.")
    said += [f"Denied by {teller(claim)}." for claim in incident.denials]
    if row.bounds.low is None and row.bounds.high is None and row.event_type != "Strategic developments":
        said.append("No number of dead is given; 0 stands for unknown.")
    return " ".join(said)


def _fatalities(row: Coded) -> int:
    value = row.bounds.best if row.bounds.best is not None else row.bounds.low
    value = value if value is not None else row.bounds.high
    return round(value) if value is not None else 0


def _timestamp(row: Coded) -> int | None:
    """When the last of its articles came into the ledger, in Unix time."""
    moments = [t.article.added for t in row.incident.tellings if t.article.added]
    return int(dt.datetime.fromisoformat(max(moments)).timestamp()) if moments else None


def _status(row: Coded) -> str:
    if row.incident.denials:
        return "disputed"
    if any(t.claim.status is Status.HAPPENED for t in row.incident.tellings):
        return "multiply-reported" if row.incident.n_independent > 1 else "reported"
    return "multiply-alleged" if row.incident.n_independent > 1 else "alleged"


def _of_country(attribute: str) -> functools.partial[str | int | None]:
    return functools.partial(_country_value, attribute)


def _country_value(attribute: str, row: Coded) -> str | int | None:
    value: str | int | None = getattr(row.country, attribute) if row.country else None
    return value


def _actor(place: int, row: Coded) -> str | None:
    return _name(row.incident.actors[place], row.country)


def _kind(place: int, row: Coded) -> str | None:
    return _inter(row.incident.actors[place], row.incident.place.country)


def _region(row: Coded) -> str | None:
    return row.incident.place.name if row.incident.place.kind == "region" else None


_T, _I, _N = Type.TEXT, Type.INTEGER, Type.NUMBER
ACLED: Table[Coded] = Table(
    "acled",
    "Incidents in the columns of ACLED, made from a ledger of claims; not ACLED's data",
    ("event_id_cnty",),
    (
        Field("event_id_cnty", _T, _id, "the country's letters and a number derived from the row", required=True),
        Field("event_date", Type.DATE, lambda r: r.day, "the day, or the middle of several", required=True),
        Field("year", _I, lambda r: r.day.year, "its year", required=True),
        Field("time_precision", _I, lambda r: time_precision(r.incident.when), "1 day, 2 week, 3 month", required=True),
        Field("disorder_type", _T, lambda r: _BOTH.get(r.sub_event) or _DISORDER[r.event_type], "ACLED's category"),
        Field("event_type", _T, lambda r: r.event_type, "ACLED's type, derived", required=True),
        Field("sub_event_type", _T, lambda r: r.sub_event, "ACLED's sub-event type, derived", required=True),
        Field("actor1", _T, functools.partial(_actor, 0), "one actor; not: the attacker"),
        Field("assoc_actor_1", _T, lambda _: None, "not told from actor1"),
        Field("inter1", _T, functools.partial(_kind, 0), "kind of actor1, in words"),
        Field("actor2", _T, functools.partial(_actor, 1), "the other actor"),
        Field("assoc_actor_2", _T, lambda _: None, "not told from actor2"),
        Field("inter2", _T, functools.partial(_kind, 1), "kind of actor2, in words"),
        Field("interaction", _T, _interaction, "both kinds, in words"),
        Field("civilian_targeting", _T, _at_civilians, "whether civilians are the target"),
        Field("iso", _I, _of_country("numeric"), "ISO 3166-1 numeric"),
        Field("region", _T, _of_country("acled_region"), "ACLED's region of the world"),
        Field("country", _T, _of_country("name"), "the country that the place lies in"),
        Field("admin1", _T, _region, "the region, where no narrower place is named"),
        Field("admin2", _T, lambda _: None, "not known"),
        Field("admin3", _T, lambda _: None, "not known"),
        Field("location", _T, lambda r: r.incident.place.name, "the place", required=True),
        Field("latitude", _N, lambda r: r.incident.place.lat, "WGS 84", required=True),
        Field("longitude", _N, lambda r: r.incident.place.lon, "WGS 84", required=True),
        Field("geo_precision", _I, lambda r: r.incident.place.acled, "1 town, 2 near it, 3 region"),
        Field("source", _T, _outlets, "outlets, joined by ';'"),
        Field("source_scale", _T, lambda _: None, "not known"),
        Field("notes", _T, _notes, "what was folded, and the accounts in their own words", required=True),
        Field("fatalities", _I, _fatalities, "by the rule; 0 also where nothing is known", required=True),
        Field("tags", _T, lambda _: None, "none"),
        Field("timestamp", _I, _timestamp, "when the last account came into the ledger, Unix time"),
        Field("fatalities_low", _N, lambda r: number(r.bounds.low), "lowest by the rule; empty: unknown"),
        Field("fatalities_high", _N, lambda r: number(r.bounds.high), "highest by the rule; empty: unknown"),
        Field("n_accounts", _I, lambda r: len(r.incident.tellings), "claims that tell it", required=True),
        Field("n_independent", _I, lambda r: r.incident.n_independent, "origins that tell it", required=True),
        Field("status", _T, _status, "reported, multiply-reported, alleged, multiply-alleged, disputed", required=True),
        Field(
            "claim_ids", _T, lambda r: ";".join(t.claim.id for t in r.incident.tellings), "the claims", required=True
        ),
        Field("rule", _T, lambda r: r.bounds.rule, "the rule that the fatalities are made by", required=True),
    ),
)
COLUMNS = ACLED.names[:31]
"""ACLED's own; what follows is ours."""


@functools.cache
def countries() -> dict[str, Country]:
    """ISO 3166-1 alpha-2 to what exports say of a country."""
    text = (resources.files(__package__) / "data" / "countries.csv").read_text("utf-8")
    return {
        row["iso2"]: Country(
            row["iso3"],
            int(row["numeric"]) if row["numeric"] else None,
            row["name"],
            row["acled_region"],
            row["ucdp_region"],
        )
        for row in csv.DictReader(text.splitlines())
    }
