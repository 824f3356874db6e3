"""The map: which places claims name, each as wide as the words leave it open."""

from dataclasses import dataclass

from counterclaim.ledger.named_places import NamedPlace, named_places
from counterclaim.ledger.store import View
from counterclaim.records.claim import Claim
from counterclaim.records.places import Located
from counterclaim.show.charts.drawing import Chart
from counterclaim.show.charts.map import Spot, map_chart
from counterclaim.show.tables import Column, Listing
from counterclaim.show.web.pages.base import Data, Page, Site

MOST_SPOTS = 150  # circles on the map, those that most claims name; the table has all
MOST_CLAIMS = 5  # of each place that the table names
# What a site for everybody shows of a place at the most: UCDP's second level, "within some 25 km".
COARSE_KM = 25.0


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One place with the claims that name it."""

    place: Located
    claims: int
    first: tuple[tuple[str, str, str], ...]  # claim id, article id, words of the first few
    radius_km: float


@dataclass(frozen=True, slots=True)
class MapView:
    """The map and its table."""

    chart: Chart | None
    places: tuple[PlaceEntry, ...]
    shown: int
    coarse: bool
    unlocated: int  # events and figures that name no place, or one that is not known


PLACES: Listing[PlaceEntry] = Listing(
    "places",
    (
        Column("name", lambda p: p.place.name),
        Column("country", lambda p: p.place.country),
        Column("kind", lambda p: p.place.kind),
        Column("geonameid", lambda p: p.place.geonameid),
        Column("lat", lambda p: p.place.lat),
        Column("lon", lambda p: p.place.lon),
        Column("radius_km", lambda p: p.radius_km),
        Column("ucdp_precision", lambda p: p.place.ucdp),
        Column("acled_precision", lambda p: p.place.acled),
        Column("claims", lambda p: p.claims),
    ),
)


def places_of(view: View) -> tuple[tuple[PlaceEntry, ...], int]:
    """The places that events and figures are about, most claims first, and how many of them have none."""
    found, unlocated = named_places(view, MOST_CLAIMS)
    entries = [PlaceEntry(_located(place), place.claims, tuple(map(_words, place.first)), place.km) for place in found]
    return tuple(sorted(entries, key=lambda e: (-e.claims, e.place.name, e.place.lat, e.place.lon))), unlocated


def _located(place: NamedPlace) -> Located:
    """The place as the first of its claims names it."""
    return next(p for p in place.first[0].located if (p.lat, p.lon, p.reach_km) == (place.lat, place.lon, place.km))


def _words(claim: Claim) -> tuple[str, str, str]:
    return claim.id, claim.article.id, " ".join(claim.text.split())[:90]


def map_page(site: Site) -> Page:
    """The map of all places."""
    entries, unlocated = site.snapshot.places
    if site.coarse_places:
        entries = tuple(coarse(entry) for entry in entries)
    spots = [
        Spot(
            name=e.place.name,
            lat=e.place.lat,
            lon=e.place.lon,
            radius_km=e.radius_km,
            claims=e.claims,
            country=e.place.country if e.place.kind == "country" else None,
        )
        for e in entries[:MOST_SPOTS]
        if e.place.kind not in {"continent", "ocean", "sea"}
    ]
    view = MapView(map_chart(spots, "places-table"), entries, len(spots), site.coarse_places, unlocated)
    return Page("map.html", "map", "Map", view, path=("map", {}))


def map_data(site: Site) -> Data[PlaceEntry]:
    """All places."""
    entries = site.snapshot.places[0]
    return Data(PLACES, [coarse(entry) for entry in entries] if site.coarse_places else entries)


def coarse(entry: PlaceEntry) -> PlaceEntry:
    """The same place told no more exactly than a district: moved to a grid, and as wide as that at least."""
    place = entry.place
    if place.kind in {"country", "region", "continent", "sea", "ocean", "territory"}:
        return entry
    # a quarter of a degree is some 28 km from south to north: the point says no more than the circle does
    moved = Located(place.name, round(place.lat * 4) / 4, round(place.lon * 4) / 4, None, place.country, "district")
    return PlaceEntry(moved, entry.claims, entry.first, max(entry.radius_km, COARSE_KM))
