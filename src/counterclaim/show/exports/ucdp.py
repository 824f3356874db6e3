"""Incidents with dead in UCDP GED's 49 columns, with our own behind them.

In:  a ledger, a filter, a bounds rule.   Out: a Table of incidents; each incident as one row.

The columns and their order are UCDP GED's; the values are our own reading. An event enters with at least one dead in
some account (`high` 1 or more), as in UCDP's definition. UCDP's own numbers of conflicts, dyads and actors (…_dset_id,
…_new_id, gwnoa, gwnob), its grid cells and country numbers are not ours to give and stay empty; so do the deaths of
either side and of civilians where no account counts them, or where together they are more than `best`.
"""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterclaim.flow import Ledger
from counterclaim.flow.coding import Party
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.question import Bounds
from counterclaim.records.when import When
from counterclaim.show.exports.acled import Country, countries
from counterclaim.show.exports.dead import Group, deaths
from counterclaim.show.exports.incidents import Incident, incidents
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.schema import Field, Table, Type

WIDEST_DAYS = 366  # date_prec 5: more than a month, up to a year
JOINED = ";"


@dataclass(frozen=True, slots=True)
class Deadly:
    """An incident with its dead."""

    incident: Incident
    bounds: Bounds
    groups: Mapping[Group, Bounds]  # of the accounts that count them alone

    @property
    def country(self) -> Country | None:
        """The country that the place lies in."""
        return countries().get(self.incident.place.country or "")


def deadly(ledger: Ledger, wanted: ClaimFilter, rule: str, left_out: Counter[str], shown: Shown) -> Iterator[Deadly]:
    """Incidents in which somebody says that somebody died, by date and place."""
    for incident in incidents(ledger, wanted, left_out, shown, widest_days=WIDEST_DAYS):
        found = deaths(incident, rule)
        if not any(value is not None and value >= 1 for value in (found.low, found.best, found.high)):
            left_out["no dead in any account"] += len(incident.tellings)
            continue
        yield Deadly(incident, found, {group: deaths(incident, rule, group) for group in Group})


def date_precision(when: When) -> int:
    """UCDP's date_prec: 1 day, 2 two to six days, 3 week, 4 eight days to a month, 5 more, up to a year."""
    for class_, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if when.days <= most:
            return class_
    return 5


def _value(bounds: Bounds) -> int | None:
    value = bounds.best if bounds.best is not None else bounds.low if bounds.low is not None else bounds.high
    return round(value) if value is not None else None


def _best(row: Deadly) -> int:
    """Between the other two, whatever a rule makes of accounts with open ends."""
    return max(_low(row), min(_value(row.bounds) or 0, _high(row)))


def _low(row: Deadly) -> int:
    """An account without a lower end ("up to 20") allows none."""
    return round(row.bounds.low) if row.bounds.low is not None else 0


def _high(row: Deadly) -> int:
    """Never below the others: "more than 40" has no upper end, and 40 are said at least."""
    known = [v for v in (row.bounds.low, row.bounds.best, row.bounds.high) if v is not None]
    return round(max(known))


def _parts(row: Deadly) -> dict[Group, int]:
    """The groups that accounts count; none where together they are more than `best`, which the columns cannot say."""
    known = {group: value for group, bounds in row.groups.items() if (value := _value(bounds)) is not None}
    return known if sum(known.values()) <= _best(row) else {}


def _of_group(group: Group, row: Deadly) -> int | None:
    return _parts(row).get(group)


def _unknown(row: Deadly) -> int:
    """Those of whom no account says on which side they stood: what is left of `best`."""
    return _best(row) - sum(_parts(row).values())


def _type_of_violence(row: Deadly) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None where the words do not name both sides."""
    one, other = row.incident.actors
    if other is not None and other.kind == "civilians":
        return 3
    if one is None or other is None:
        return None
    return 1 if one.is_state or other.is_state else 2


def _name(place: int, row: Deadly) -> str | None:
    party: Party | None = row.incident.actors[place]
    return party.name if party else None


def _dyad(row: Deadly) -> str | None:
    one, other = (_name(0, row), _name(1, row))
    return f"{one} - {other}" if one and other else None


def _articles(row: Deadly) -> str:
    """Outlet, day and headline of each article, as UCDP lists its sources."""
    said = []
    for telling in row.incident.tellings:
        article = telling.article
        parts = [article.outlet or "unknown outlet", str(article.published or "undated"), article.title or ""]
        said.append(", ".join(part.replace(JOINED, ",") for part in parts if part))
    return JOINED.join(dict.fromkeys(said))


def _office(row: Deadly) -> str | None:
    return JOINED.join(dict.fromkeys(t.outlet for t in row.incident.tellings if t.outlet)) or None


def _dates(row: Deadly) -> str | None:
    days = [t.article.published.first.isoformat() for t in row.incident.tellings if t.article.published]
    return JOINED.join(dict.fromkeys(days)) or None


def _headlines(row: Deadly) -> str | None:
    titles = [t.article.title.replace(JOINED, ",") for t in row.incident.tellings if t.article.title]
    return JOINED.join(dict.fromkeys(titles)) or None


def _originals(row: Deadly) -> str | None:
    """The persons and bodies that the reports come from: UCDP's source_original."""
    sources = [t.claim.source for t in row.incident.tellings if t.claim.source and t.claim.source != t.outlet]
    return JOINED.join(dict.fromkeys(source.replace(JOINED, ",") for source in sources)) or None


def _clarity(row: Deadly) -> int:
    """1 a single event, 2 a sum over days or places (UCDP's event_clarity)."""
    return 1 if row.incident.when.days == 1 else 2


def _id(row: Deadly) -> str:
    """Derived from the first claim's id; no number of UCDP's."""
    return row.incident.tellings[0].claim.id


def _where(row: Deadly) -> str:
    place = row.incident.place
    return f"{place.relation} {place.name}" if place.relation else place.name


def _point(row: Deadly) -> str:
    return f"POINT ({row.incident.place.lon} {row.incident.place.lat})"


def _region(row: Deadly) -> str | None:
    return row.incident.place.name if row.incident.place.kind == "region" else None


def _of_country(attribute: str, row: Deadly) -> str | None:
    value: str | None = getattr(row.country, attribute) if row.country else None
    return value or None


def _none(_: Deadly) -> None:
    return None


_T, _I, _N = Type.TEXT, Type.INTEGER, Type.NUMBER
UCDP: Table[Deadly] = Table(
    "ucdp",
    "Incidents with dead in the columns of UCDP GED, made from a ledger of claims; not UCDP's data",
    ("id",),
    (
        Field("id", _T, _id, "id of the first claim", required=True),
        Field("relid", _T, _id, "the same", required=True),
        Field("year", _I, lambda r: r.incident.when.first.year, "year in which it began", required=True),
        Field("active_year", _I, _none, "UCDP's own: whether the dyad reaches 25 dead in the year"),
        Field("code_status", _T, lambda _: "Claims, not checked", "no coder of UCDP has seen it", required=True),
        Field("type_of_violence", _I, _type_of_violence, "1 state-based, 2 non-state, 3 one-sided; empty: not said"),
        Field("conflict_dset_id", _I, _none, "UCDP's own"),
        Field("conflict_new_id", _I, _none, "UCDP's own"),
        Field("conflict_name", _T, _none, "UCDP's own"),
        Field("dyad_dset_id", _I, _none, "UCDP's own"),
        Field("dyad_new_id", _I, _none, "UCDP's own"),
        Field("dyad_name", _T, _dyad, "both sides' names"),
        Field("side_a_dset_id", _I, _none, "UCDP's own"),
        Field("side_a_new_id", _I, _none, "UCDP's own"),
        Field("side_a", _T, functools.partial(_name, 0), "who did it"),
        Field("side_b_dset_id", _I, _none, "UCDP's own"),
        Field("side_b_new_id", _I, _none, "UCDP's own"),
        Field("side_b", _T, functools.partial(_name, 1), "to whom"),
        Field("number_of_sources", _I, lambda r: len({t.article.id for t in r.incident.tellings}), "articles"),
        Field("source_article", _T, _articles, "outlet, day, headline of each, ';' between"),
        Field("source_office", _T, _office, "outlets, ';' between"),
        Field("source_date", _T, _dates, "days of publication, ';' between"),
        Field("source_headline", _T, _headlines, "headlines, ';' between"),
        Field("source_original", _T, _originals, "who the reports come from, ';' between"),
        Field("where_prec", _I, lambda r: r.incident.place.ucdp, "1 exact … 6 country, 7 sea or air"),
        Field("where_coordinates", _T, lambda r: r.incident.place.name, "what the point stands for", required=True),
        Field("where_description", _T, _where, "the place in the article's words", required=True),
        Field("adm_1", _T, _region, "the region, where no narrower place is named"),
        Field("adm_2", _T, _none, "not known"),
        Field("latitude", _N, lambda r: r.incident.place.lat, "WGS 84", required=True),
        Field("longitude", _N, lambda r: r.incident.place.lon, "WGS 84", required=True),
        Field("geom_wkt", _T, _point, "the point as well-known text", required=True),
        Field("priogrid_gid", _I, _none, "PRIO's own"),
        Field("country", _T, functools.partial(_of_country, "name"), "the country that the place lies in"),
        Field("country_id", _I, _none, "Gleditsch and Ward's number; not given"),
        Field("region", _T, functools.partial(_of_country, "ucdp_region"), "UCDP's region of the world"),
        Field("event_clarity", _I, _clarity, "1 a single event, 2 a sum", required=True),
        Field("date_prec", _I, lambda r: date_precision(r.incident.when), "1 day … 5 up to a year", required=True),
        Field("date_start", Type.DATE, lambda r: r.incident.when.first, "first day", required=True),
        Field("date_end", Type.DATE, lambda r: r.incident.when.last, "last day", required=True),
        Field("deaths_a", _I, functools.partial(_of_group, Group.SIDE_A), "of side a's fighters; empty: not told"),
        Field("deaths_b", _I, functools.partial(_of_group, Group.SIDE_B), "of side b's fighters; empty: not told"),
        Field("deaths_civilians", _I, functools.partial(_of_group, Group.CIVILIANS), "of civilians; empty: not told"),
        Field("deaths_unknown", _I, _unknown, "the rest of `best`", required=True),
        Field("best", _I, _best, "by the rule", required=True),
        Field("high", _I, _high, "highest by the rule", required=True),
        Field("low", _I, _low, "lowest by the rule", required=True),
        Field("gwnoa", _I, _none, "not given"),
        Field("gwnob", _I, _none, "not given"),
        Field("n_accounts", _I, lambda r: len(r.incident.tellings), "claims that tell it", required=True),
        Field("n_independent", _I, lambda r: r.incident.n_independent, "origins that tell it", required=True),
        Field(
            "claim_ids", _T, lambda r: ";".join(t.claim.id for t in r.incident.tellings), "the claims", required=True
        ),
        Field("rule", _T, lambda r: r.bounds.rule, "the rule that the deaths are made by", required=True),
    ),
)
COLUMNS = UCDP.names[:49]
"""UCDP's own; what follows is ours."""
