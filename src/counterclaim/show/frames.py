"""Every result as a pandas DataFrame, with typed columns: the same tables as the exports (docs/exports.md).

In:  records, a ledger or a Reading.   Out: DataFrames. pandas is imported when the first one is made, not before.

    from counterclaim.show import frames

    frames.to_pandas(ledger.claims())                     # any listing or tuple of one kind of record
    frames.table(ledger, "accounts", rule="ucdp")         # any table of the exports by name
    frames.of_reading(counterclaim.read(text))["figures"]

Types: text is "string", whole numbers "Int64", numbers "Float64", yes or no "boolean" (all with <NA> for nothing), days
"datetime64[s]" (NaT), lists and structures Python objects. The key of a table is a column, not the index.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, SourceEntry
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import Question
from counterclaim.records.reading import Actor, Place, Reading, Time
from counterclaim.records.talks import Round
from counterclaim.show.exports import tables
from counterclaim.show.exports.claims import CLAIMS, EVENTS, FIGURES
from counterclaim.show.exports.schema import Field, Table, Type, first_of, last_of

if TYPE_CHECKING:
    from pandas import DataFrame

_TABLES: dict[type, Table[Any]] = {
    Claim: CLAIMS,
    Question: tables.QUESTIONS,
    Round: tables.TALKS,
    TrackedForecast: tables.FORECASTS,
    ArticleEntry: tables.ARTICLES,
    SourceEntry: tables.SOURCES,
    Decision: tables.DECISIONS,
}
_DTYPES = {
    Type.TEXT: "string",
    Type.INTEGER: "Int64",
    Type.NUMBER: "Float64",
    Type.BOOLEAN: "boolean",
    Type.DATE: "datetime64[s]",
    Type.LIST: "object",
    Type.JSON: "object",
}

_SPAN: tuple[Field[Any], ...] = (
    Field("start", Type.INTEGER, lambda x: x.span.start, "first character, in code points", required=True),
    Field("end", Type.INTEGER, lambda x: x.span.end, "behind the last character", required=True),
)
PLACES: Table[Place] = Table(
    "places",
    "Places that an article names",
    (),
    (
        *_SPAN,
        Field("name", Type.TEXT, lambda p: p.name, "the place", required=True),
        Field("geonameid", Type.INTEGER, lambda p: p.geonameid, "of GeoNames"),
        Field("latitude", Type.NUMBER, lambda p: p.lat, "WGS 84"),
        Field("longitude", Type.NUMBER, lambda p: p.lon, "WGS 84"),
        Field("country", Type.TEXT, lambda p: p.country, "ISO 3166-1 alpha-2"),
        Field("kind", Type.TEXT, lambda p: p.kind, "town, region, country, …"),
        Field("relation", Type.TEXT, lambda p: p.relation, "near, 12 km south of, …"),
        Field("radius_km", Type.NUMBER, lambda p: p.radius_km, "the place meant lies within it"),
        Field("ucdp", Type.INTEGER, lambda p: p.ucdp, "UCDP's class of precision"),
    ),
)
TIMES: Table[Time] = Table(
    "times",
    "Time expressions of an article",
    (),
    (
        *_SPAN,
        Field("value", Type.TEXT, lambda t: t.value, "TIMEX3"),
        Field("kind", Type.TEXT, lambda t: t.kind, "DATE, TIME, DURATION or SET", required=True),
        Field("from", Type.DATE, lambda t: first_of(t.when), "first day"),
        Field("to", Type.DATE, lambda t: last_of(t.when), "last day"),
    ),
)
ACTORS: Table[Actor] = Table(
    "actors",
    "Who an article names",
    (),
    (
        *_SPAN,
        Field("name", Type.TEXT, lambda a: a.name, "who", required=True),
        Field("actor", Type.TEXT, lambda a: a.actor, "id in the register"),
        Field("kind", Type.TEXT, lambda a: a.kind, "state, person, organisation, …"),
        Field("side", Type.TEXT, lambda a: a.side, "the side that it is on"),
    ),
)


def to_pandas(items: Iterable[Any]) -> "DataFrame":
    """Records of one kind as a DataFrame: claims, questions, rounds of talks, forecasts, articles, sources, decisions.

    Raises:
        UsageError: there is nothing, so that it cannot be told of what (`table` can), or no such table.
    """
    rest = iter(items)
    first = next(rest, None)
    if first is None:
        raise UsageError("nothing to make a table of; frames.table(ledger, NAME) gives empty ones too")
    found = _TABLES.get(type(first))
    if found is None:
        names = ", ".join(kind.__name__ for kind in _TABLES)
        raise UsageError(f"there is no table of {type(first).__name__}; there are of: {names}")
    return frame_of(found, chain([first], rest))


def table(
    ledger: Ledger,
    name: str,
    wanted: ClaimFilter | None = None,
    *,
    rule: str = "minmax",
    on: dt.date | None = None,
) -> "DataFrame":
    """One table of a ledger by name; empty tables have their columns too.

    Args:
        name: articles, claims, figures, events, forecasts, sources, questions, accounts, relations, talks, moves or
            decisions.
        wanted: conditions on claims; those tables that are not made of claims do not heed it.
        rule: how one range is made of several accounts.
        on: the day on which forecasts are open or due; None = today (UTC).
    Raises:
        UsageError: no such table.
    """
    if name not in tables.TABLES:
        raise UsageError(f"there is no table {name!r}; the tables are: {', '.join(tables.TABLES)}")
    listed = tables.TABLES[name]
    return frame_of(listed.table, listed.records(ledger, tables.Asked(wanted or ClaimFilter(), rule, on)))


def of_reading(reading: Reading) -> dict[str, "DataFrame"]:
    """What an article says: claims, figures, events, places, times and actors, each a DataFrame."""
    claims = claims_of(reading)
    return {
        "claims": frame_of(CLAIMS, claims),
        "figures": frame_of(FIGURES, [claim for claim in claims if claim.kind == "figure"]),
        "events": frame_of(EVENTS, [claim for claim in claims if claim.kind == "event"]),
        "places": frame_of(PLACES, reading.places),
        "times": frame_of(TIMES, reading.times),
        "actors": frame_of(ACTORS, reading.actors),
    }


def frame_of[T](wanted: Table[T], items: Iterable[T]) -> "DataFrame":
    """Records as a DataFrame with the columns and types of a table."""
    import pandas as pd

    rows = [tuple(row.values()) for row in wanted.rows(items)]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(wanted.fields)
    return pd.DataFrame(
        {
            field.name: pd.Series(list(column), dtype=_DTYPES[field.type])
            for field, column in zip(wanted.fields, columns, strict=True)
        }
    )
