"""Places on the map: how widely a named place reaches, how precisely it is known, and what lies near a point.

Standard library only; the gazetteer, which knows names, is the reading's.
"""

import math
from dataclasses import dataclass

EARTH_KM = 6371.0088  # mean radius (IUGG)

# How far from its one pair of coordinates the thing that a name stands for may lie, in km, by kind of place. A town: a
# large one's radius. A district: GeoNames' second level, half of some 50 km across. Regions: half of some 200 km. For
# a country no point is meant at all; 500 km is half the width of a middling one.
_REACH_KM = {
    "site": 2.0,
    "town": 5.0,
    "island": 25.0,
    "district": 25.0,
    "canal": 50.0,
    "channel": 100.0,
    "strait": 50.0,
    "lake": 50.0,
    "region": 100.0,
    "territory": 100.0,
    "river": 200.0,
    "border": 200.0,
    "gulf": 200.0,
    "sea": 500.0,
    "country": 500.0,
    "continent": 3000.0,
    "ocean": 3000.0,
}
UNKNOWN_KM = 5.0  # for a kind that is not listed: a point, until somebody lists it


@dataclass(frozen=True, slots=True)
class Located:
    """One place that a claim is about, with the gazetteer's coordinates."""

    name: str
    lat: float  # degrees, WGS 84
    lon: float
    geonameid: int | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    kind: str | None = None  # town, region, country, river, border, ...
    relation: str | None = None  # "near", "12 km south of": the point is where the words lead; None = in it
    radius_km: float | None = None  # the place meant lies within it; None = as wide as its kind
    ucdp: int | None = None  # UCDP's where_prec, 1 to 7; None = not known
    acled: int | None = None  # ACLED's geo_precision, 1 to 3

    @property
    def reach_km(self) -> float:
        """How far from the point what is meant may lie."""
        return self.radius_km if self.radius_km is not None else reach_of_kind_km(self.kind)


@dataclass(frozen=True, slots=True)
class Near:
    """A circle on the map, to ask for claims about places in it."""

    lat: float  # degrees, WGS 84
    lon: float
    km: float  # radius
    name: str | None = None  # what the person called the place

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180 and 0 < self.km < math.pi * EARTH_KM):
            raise ValueError(f"no circle on the map: latitude {self.lat}, longitude {self.lon}, {self.km} km")

    def holds(self, lat: float, lon: float, reach_km: float) -> bool:
        """Whether a place lies in the circle; `reach_km` is how wide it is itself.

        A place wider than the circle is not in it: what is said of a whole country is not near a village because the
        country's one point happens to be. A town counts as a point however small the circle is.
        """
        return reach_km <= max(self.km, UNKNOWN_KM) and distance_km(self.lat, self.lon, lat, lon) <= self.km

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, north, west, east: a box around the circle; west > east where it crosses the 180th meridian."""
        reach = math.degrees(self.km / EARTH_KM)
        south, north = max(-90.0, self.lat - reach), min(90.0, self.lat + reach)
        if south == -90.0 or north == 90.0:  # every meridian meets at a pole
            return south, north, -180.0, 180.0
        wide = math.degrees(math.asin(min(1.0, math.sin(math.radians(reach)) / math.cos(math.radians(self.lat)))))
        if wide >= 180:
            return south, north, -180.0, 180.0
        return south, north, _turned(self.lon - wide), _turned(self.lon + wide)


def reach_of_kind_km(kind: str | None) -> float:
    """How far from its one pair of coordinates what a name of that kind stands for may lie, in km."""
    return _REACH_KM.get(kind or "town", UNKNOWN_KM)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    one, other = math.radians(lat), math.radians(other_lat)
    a = (
        math.sin((other - one) / 2) ** 2
        + math.cos(one) * math.cos(other) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


def _turned(lon: float) -> float:
    return (lon + 180) % 360 - 180
