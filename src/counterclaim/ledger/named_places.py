"""The places that events and figures are about, with how many claims name each and the first of those.

In: a view of a ledger.   Out: NamedPlace, those of most claims first. Counted by the database over the links between
claims and places: no claim is read but the few that are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, select

from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.claim_rows import claim_of, claims_with_refs
from counterclaim.ledger.query import holds
from counterclaim.ledger.store import View
from counterclaim.ledger.view import SqlView
from counterclaim.records.claim import Claim

_KINDS = ("event", "figure")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One point on the map, as wide as words leave it open."""

    lat: float
    lon: float
    km: float
    claims: int
    first: tuple[Claim, ...]  # in the ledger's order


def named_places(view: View, most: int) -> tuple[tuple[NamedPlace, ...], int]:
    """All places, each with its first claims (at most so many), and how many events and figures have no place.

    Raises TypeError for a view that is no database's.
    """
    if not isinstance(view, SqlView):
        raise TypeError(f"a view of a database is needed, not {type(view).__name__}")
    claim, link = tables.claim.c, tables.claim_place.c
    counted = (holds(tables.claim, view.entry), claim.kind.in_(_KINDS))
    with view.backend.reading() as connection:
        rows = connection.execute(_first_of_each(counted, most)).all()
        claims = _claims(connection, sorted({row.claim for row in rows}))
        every = connection.execute(select(func.count()).select_from(tables.claim).where(*counted)).scalar_one()
        placed = select(func.count(distinct(link.claim))).join(tables.claim, claim.number == link.claim).where(*counted)
        unlocated = every - connection.execute(placed).scalar_one()
    found = [
        NamedPlace(lat, lon, km, number, tuple(claims[row.claim] for row in same))
        for (lat, lon, km, number), same in groupby(rows, key=lambda row: (row.lat, row.lon, row.km, row.number))
    ]
    return tuple(sorted(found, key=lambda place: (-place.claims, place.lat, place.lon, place.km))), unlocated


def _first_of_each(counted: tuple[ColumnElement[bool], ...], most: int) -> Select[Any]:
    """A row for each of the first claims of every place."""
    claim, link, place = tables.claim.c, tables.claim_place.c, tables.place.c
    ranked = (
        select(
            link.place,
            link.claim,
            func.row_number().over(partition_by=link.place, order_by=(claim.position, claim.id)).label("nth"),
            func.count().over(partition_by=link.place).label("number"),
        )
        .join(tables.claim, claim.number == link.claim)
        .where(*counted)
        .subquery()
    )
    return (
        select(place.lat, place.lon, place.km, ranked.c.claim, ranked.c.number)
        .join(ranked, ranked.c.place == place.number)
        .where(ranked.c.nth <= most)
        .order_by(place.number, ranked.c.nth)
    )


def _claims(connection: Connection, numbers: Sequence[int]) -> dict[int, Claim]:
    found: dict[int, Claim] = {}
    for part in batched(numbers, AT_A_TIME):
        rows = connection.execute(claims_with_refs().where(tables.claim.c.number.in_(part))).mappings()
        found |= {row["number"]: claim_of(row) for row in rows}
    return found
