"""How exactly a mention of a place says where: a radius, and the classes of UCDP and ACLED that follow from it.

In:  the kind of a place and how the words stand to it.   Out: Precision.
UCDP GED codebook, where_prec: 1 the exact place, 2 within about 25 km of it, 3 second-level division, 4 first-level
division, 5 a line or an area that is no division (river, border, strait, region without edges), 6 country, 7 sea or
air. ACLED codebook, geo_precision: 1 the town, 2 near it or a part of a region, 3 a wider region, for which a capital
stands. Both follow from the kind alone, so they are derived and never read.
"""

from dataclasses import dataclass

NEAR_KM = 25.0  # UCDP's class 2
_TOWN_KM = 5.0

_BY_KIND = {
    "town": (1, 1),
    "site": (1, 1),
    "district": (3, 2),
    "region": (4, 3),
    "river": (5, 3),
    "lake": (5, 3),
    "island": (5, 3),
    "canal": (5, 3),
    "border": (5, 3),
    "territory": (6, 3),
    "country": (6, 3),
    "sea": (7, 3),
    "ocean": (7, 3),
    "gulf": (7, 3),
    "strait": (7, 3),
    "channel": (7, 3),
}
_NEARBY = frozenset({"near", "outside", "around", "close to", "outskirts of", "vicinity of", "off"})


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly a place is given."""

    ucdp: int | None  # where_prec, 1 to 7; None = the kind of place is not known
    acled: int | None  # geo_precision, 1 to 3
    radius_km: float | None  # the place meant lies within it; None = as wide as the place itself


def precision_of(
    kind: str | None, relation: str | None = None, radius_km: float | None = None, *, is_division: bool = True
) -> Precision:
    """The classes of a place.

    Args:
        kind: of the gazetteer's entry, or "border"; None = not known.
        relation: how the words stand to it ("near", "12 km south of"); None = in it.
        radius_km: of what a distance says, or of a wide region; replaces the kind's own.
        is_division: whether a region is a first-level division; one without edges ("Siberia", "the Sahel") is a line
            or an area of UCDP's class 5.
    """
    ucdp, acled = _BY_KIND.get(kind or "", (None, None))
    if kind == "region" and not is_division:
        ucdp = 5
    if relation is not None and ucdp == 1:
        radius = radius_km if radius_km is not None else NEAR_KM
        # Within 25 km of a named place is class 2; further away nothing but a fuzzy area is given.
        return Precision(2, 2, radius) if radius <= NEAR_KM else Precision(5, 3, radius)
    if radius_km is None and ucdp == 1:
        radius_km = _TOWN_KM if kind == "town" else None
    return Precision(ucdp, acled, radius_km)


def is_nearby(words: str) -> bool:
    """Whether a preposition says "near" and not "in"."""
    return words in _NEARBY
