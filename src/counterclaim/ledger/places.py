"""Which claims are about which places on the map: kept beside the claims, asked for by circle.

In: a connection; a circle.   Out: links from claims to places; a condition on the claim table.
A ledger of a million claims names some thousands of points. A circle is laid over those, exactly; claims are then found
through their links.
"""

import json
from itertools import batched

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, insert, or_, select

from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.records.places import Located, Near

# As with words (sqlite.py): of few claims all are found and put in order, of many a page is found on a walk in order.
MANY_MATCHES = 20_000

_Point = tuple[float, float, float]  # latitude, longitude, reach in km


def link_places(connection: Connection, begun: int) -> None:
    """Link the claims that began with a log entry to the places that they are about."""
    claim = tables.claim.c
    rows = connection.execute(
        select(claim.number, claim.located).where(claim.begun == begun, claim.located.is_not(None))
    )
    points = {
        (row.number, (place.lat, place.lon, place.reach_km))
        for row in rows
        for place in (Located(*columns) for columns in json.loads(row.located))
    }
    if not points:
        return
    numbers = _numbers_of(connection, sorted({point for _, point in points}))
    connection.execute(
        insert(tables.claim_place), [{"claim": claim, "place": numbers[point]} for claim, point in sorted(points)]
    )


def about_places_in(connection: Connection, circle: Near) -> ColumnElement[bool]:
    """The condition that a claim is about a place in a circle; see Near.holds for which places those are."""
    place, link = tables.place.c, tables.claim_place.c
    south, north, west, east = circle.box
    between = (
        place.lon.between(west, east) if west <= east else or_(place.lon >= west, place.lon <= east)
    )  # across the 180th meridian
    rows = connection.execute(select(tables.place).where(place.lat.between(south, north), between))
    numbers = [row.number for row in rows if circle.holds(row.lat, row.lon, row.km)]
    if not numbers:
        return false()
    some = select(link.claim).where(link.place.in_(numbers)).limit(MANY_MATCHES).subquery()
    if (connection.execute(select(func.count()).select_from(some)).scalar() or 0) < MANY_MATCHES:
        return tables.claim.c.number.in_(select(link.claim).where(link.place.in_(numbers)))
    # "+ 0" keeps the database from looking up every place of the circle for every claim: a claim has one or two.
    return exists(select(link.claim).where(link.claim == tables.claim.c.number, (link.place + 0).in_(numbers)))


def _numbers_of(connection: Connection, points: list[_Point]) -> dict[_Point, int]:
    """The numbers of places by latitude, longitude and reach; those that are not there yet are put in.

    The caller holds the ledger's one write lock, so that nobody puts in the same.
    """
    held = _held(connection, points)
    fresh = [point for point in points if point not in held]
    if fresh:
        connection.execute(insert(tables.place), [{"lat": lat, "lon": lon, "km": km} for lat, lon, km in fresh])
        held |= _held(connection, fresh)
    return held


def _held(connection: Connection, points: list[_Point]) -> dict[_Point, int]:
    place = tables.place.c
    held: dict[_Point, int] = {}
    for part in batched(points, AT_A_TIME // 2):  # two parameters each
        wanted = and_(place.lat.in_([p[0] for p in part]), place.lon.in_([p[1] for p in part]))
        held |= {
            (row.lat, row.lon, row.km): row.number for row in connection.execute(select(tables.place).where(wanted))
        }
    return held
