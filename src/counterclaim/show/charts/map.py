"""Where things are said to have happened: circles as wide as the words leave it open, countries as areas.

In: located places with how many claims name them.   Out: Chart. There are no points: a town's circle is a town's size,
a province's is a province's; a claim that names only a country shades the country.

Outlines: Natural Earth (public domain), data/world.json, made by tools/base_map.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt

from counterclaim.records.places import EARTH_KM
from counterclaim.show.charts.drawing import Chart, finish
from counterclaim.show.charts.palette import colour

_CODE = re.compile(r"[A-Z]{2}")  # ISO 3166-1 alpha-2
_MOST_NAMES = 24  # labels; more would cover one another
_LETTER_PX, _LINE_PX = 6.2, 13  # of a label: the width of a letter, the height of a line
_CORNERS = 72  # of a circle: smooth to the eye at 600 pixels
_WIDTH, _HEIGHT = 1080, 560
# Mercator grows without end toward the poles.
_FARTHEST_NORTH = 78.0
_LEAST_SPAN = 8.0  # degrees shown at least, so that a single town is seen in its country


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that claims name, on the map."""

    name: str
    lat: float  # degrees, WGS 84
    lon: float
    radius_km: float  # what the words leave open: the place lies somewhere within
    claims: int
    country: str | None = None  # ISO 3166-1 alpha-2, where the place is that country as a whole
    link: str | None = None


@cache
def outlines() -> str:
    """The base map: TopoJSON with one object, "countries", whose ids are ISO 3166-1 alpha-2 codes."""
    return files("counterclaim.show.charts").joinpath("data/world.json").read_text("utf-8")


def map_chart(places: Sequence[Spot], table: str) -> Chart | None:
    """The map, fitted to what is on it; None where nothing is located."""
    if not places:
        return None
    shown = [place for place in places if place.country is None]
    # the codes go into an expression: nothing but two letters may
    whole = {place.country: place.claims for place in places if place.country and _CODE.fullmatch(place.country)}
    scale, centre = _view([(p.lon, p.lat, p.radius_km) for p in (shown or places)])
    projection = alt.Projection(
        type="mercator",
        scale=scale,
        center=list(centre),
        translate=[_WIDTH / 2, _HEIGHT / 2],
        clipExtent=[[0, 0], [_WIDTH, _HEIGHT]],
    )
    world = alt.NamedData(name="world", format=alt.TopoDataFormat(type="topojson", feature="countries"))
    land = alt.Chart(world).mark_geoshape(fill=colour("land"), stroke=colour("line"), strokeWidth=0.8, clip=True)
    layers: list[Any] = [land]
    if whole:
        most_said = max(whole.values())
        weights = {code: 0.06 + 0.2 * math.sqrt(number / most_said) for code, number in sorted(whole.items())}
        strength = ", ".join(f"'{code}': {weight:.3f}" for code, weight in weights.items())
        shaded = land.transform_filter(alt.FieldOneOfPredicate(field="id", oneOf=sorted(whole)))
        shaded = shaded.transform_calculate(strength=f"{{{strength}}}[datum.id]")
        filled = shaded.mark_geoshape(fill=colour("accent"), stroke=colour("line"), strokeWidth=0.8, clip=True)
        layers.append(filled.encode(fillOpacity=alt.FillOpacity("strength:Q", scale=None)))
    most = max((place.claims for place in shown), default=1)
    circles = [_circle(place, most) for place in sorted(shown, key=lambda p: -p.radius_km)]
    drawn = alt.Chart(alt.InlineData(values=circles)).mark_geoshape(
        fill=colour("accent"), stroke=colour("accent"), strokeWidth=1.2, clip=True
    )
    layers.append(
        drawn.encode(
            fillOpacity=alt.FillOpacity("properties.weight:Q", scale=None),
            href="properties.link:N",
            tooltip=[
                alt.Tooltip("properties.name:N", title="place"),
                alt.Tooltip("properties.claims:Q", title="claims"),
                alt.Tooltip("properties.radius:N", title="within"),
            ],
        )
    )
    layers.append(_names(shown, scale))
    chart = alt.layer(*layers, datasets={"world": []}).project(**projection.to_dict())
    chart = chart.properties(width=_WIDTH, height=_HEIGHT)
    title = f"Map of {len(places)} places that claims name, each as wide as the words leave it open"
    return finish(chart, "map", title, table, outlines=outlines())


def circle_ring(lat: float, lon: float, radius_km: float) -> list[list[float]]:
    """A closed ring of [lon, lat] at `radius_km` from a place, clockwise as d3's spherical shapes want it."""
    angle = radius_km / EARTH_KM
    phi, lam = math.radians(lat), math.radians(lon)
    ring = []
    for step in range(_CORNERS + 1):
        bearing = 2 * math.pi * step / _CORNERS
        north = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
        east = lam + math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(north)
        )
        ring.append([round((math.degrees(east) + 540) % 360 - 180, 4), round(math.degrees(north), 4)])
    return ring


def _circle(place: Spot, most: int) -> dict[str, Any]:
    # the wider the circle, the paler: a province must not look more certain than a town because it is larger
    weight = 0.08 + 0.5 * math.sqrt(place.claims / most) / (1 + place.radius_km / 40)
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [circle_ring(place.lat, place.lon, place.radius_km)]},
        "properties": {
            "name": place.name,
            "claims": place.claims,
            "radius": f"{place.radius_km:,.0f} km",
            "weight": round(weight, 3),
            "link": place.link,
        },
    }


def _names(places: Sequence[Spot], scale: float) -> Any:
    """The names of the places that most claims name, as far as they do not cover one another."""
    values: list[dict[str, Any]] = []
    taken: list[tuple[float, float, float]] = []  # left, right, height, in pixels
    for place in sorted(places, key=lambda p: (-p.claims, p.radius_km, p.name)):
        if len(values) == _MOST_NAMES:
            break
        x, y = scale * math.radians(place.lon), -scale * _mercator(max(-85.0, min(85.0, place.lat)))
        right = x + 12 + _LETTER_PX * len(place.name)
        if any(x < r and right > left and abs(y - at) < _LINE_PX for left, r, at in taken):
            continue
        taken.append((x, right, y))
        values.append({"name": place.name, "lat": place.lat, "lon": place.lon})
    return (
        alt.Chart(alt.InlineData(values=values))
        .mark_text(align="left", dx=9, fontSize=11, color=colour("ink"), clip=True)
        .encode(longitude="lon:Q", latitude="lat:Q", text="name:N")
    )


def _view(places: Sequence[tuple[float, float, float]]) -> tuple[float, tuple[float, float]]:
    """Mercator scale (pixels a radian) and centre (lon, lat) so that all circles are seen with room around them.

    Of more than ten places the outermost tenth of each side may lie outside: one far capital must not make the front a
    dot. What lies outside is in the table.
    """
    spans = [(lon, lat, math.degrees(km / EARTH_KM)) for lon, lat, km in places]
    west, east = _ends(
        [lon - r / max(0.2, math.cos(math.radians(lat))) for lon, lat, r in spans],
        [lon + r / max(0.2, math.cos(math.radians(lat))) for lon, lat, r in spans],
    )
    south, north = _ends([lat - r for _, lat, r in spans], [lat + r for _, lat, r in spans])
    south, north = max(south, -_FARTHEST_NORTH), min(north, _FARTHEST_NORTH)
    if east - west < _LEAST_SPAN:
        west, east = (west + east - _LEAST_SPAN) / 2, (west + east + _LEAST_SPAN) / 2
    low, high = _mercator(south), _mercator(north)
    wide = math.radians(east - west)
    tall = max(high - low, math.radians(_LEAST_SPAN / 2))
    scale = 0.85 * min(_WIDTH / wide, _HEIGHT / tall)
    middle = math.degrees(2 * math.atan(math.exp((low + high) / 2)) - math.pi / 2)
    return round(scale, 2), (round((west + east) / 2, 4), round(middle, 4))


def _ends(lows: Sequence[float], highs: Sequence[float]) -> tuple[float, float]:
    spare = len(lows) // 10
    return sorted(lows)[spare], sorted(highs)[len(highs) - 1 - spare]


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
