"""Make reading/data/borders.csv: where two countries' common land border lies, as a middle and a radius.

    python training/gazetteer/make_borders.py

In:  the towns of gazetteer.npz (GeoNames, CC BY 4.0).   Out: one row for each pair of countries whose towns meet.
A border is taken to run half-way between towns of both countries that lie within PAIR_KM of each other. Its middle is
the middle of these points' extent, its radius reaches the furthest of them: as wide as "on the Polish border" leaves
it. Towns across a sound or a bridge count as well.
"""

import csv
import math
from collections import defaultdict

from counterclaim.reading import gazetteer
from counterclaim.reading.placechoice import distance_km

# Towns on both sides of a border are seldom further apart; more brings in towns across a strait.
PAIR_KM = 40.0
# In deserts they are: a border with fewer points than this is made of pairs so far apart.
SPARSE_POINTS = 30
SPARSE_KM = 120.0
SPARSE_RADIUS_KM = 100.0  # the least that so few points can vouch for
# One pair of towns may be an error of the gazetteer; a border has more.
FEWEST_POINTS = 3
CELL_DEGREES = 1.2
OUT = gazetteer.DATA / "borders.csv"

type Point = tuple[float, float]


def towns() -> list[tuple[str, float, float]]:
    """Country, latitude and longitude of every town."""
    index = gazetteer._index()
    table = index.table
    return [
        (index.codes[division][:2], lat / 1e4, lon / 1e4)
        for division, kind, lat, lon in zip(
            table["divisions"].tolist(),
            table["kinds"].tolist(),
            table["lats"].tolist(),
            table["lons"].tolist(),
            strict=True,
        )
        if kind == 0
    ]


def border_points() -> dict[tuple[str, str], list[Point]]:
    """Points half-way between near towns of two countries, by the countries' codes in order."""
    cells: dict[tuple[int, int], list[tuple[str, float, float]]] = defaultdict(list)
    for town in towns():
        cells[int(town[1] // CELL_DEGREES), int(town[2] // CELL_DEGREES)].append(town)
    mixed = {
        cell: found
        for cell, found in cells.items()
        if len({t[0] for i in (-1, 0, 1) for j in (-1, 0, 1) for t in cells.get((cell[0] + i, cell[1] + j), ())}) > 1
    }
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    sparse: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for (row, column), here in mixed.items():
        around = [t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in cells.get((row + i, column + j), ())]
        for country, lat, lon in here:
            nearest: dict[str, tuple[float, float, float]] = {}
            for other, other_lat, other_lon in around:
                if other == country:
                    continue
                apart = distance_km(lat, lon, other_lat, other_lon)
                if apart <= SPARSE_KM and apart < nearest.get(other, (math.inf, 0, 0))[0]:
                    nearest[other] = (apart, other_lat, other_lon)
            for other, (apart, other_lat, other_lon) in nearest.items():
                pair, middle = (
                    (min(country, other), max(country, other)),
                    ((lat + other_lat) / 2, (lon + other_lon) / 2),
                )
                sparse[pair].append(middle)
                if apart <= PAIR_KM:
                    points[pair].append(middle)
    # Only pairs that meet somewhere: towns 120 km apart across a third country or a sea are no neighbours.
    return {pair: found if len(found) >= SPARSE_POINTS else sparse[pair] for pair, found in points.items()}


def main() -> None:
    """Write the table."""
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "neighbour", "lat", "lon", "radius_km"])
        for (country, neighbour), found in sorted(border_points().items()):
            if len(found) < FEWEST_POINTS:
                continue
            lat = (min(p[0] for p in found) + max(p[0] for p in found)) / 2
            lon = (min(p[1] for p in found) + max(p[1] for p in found)) / 2
            radius = max(distance_km(lat, lon, *p) for p in found)
            if len(found) < SPARSE_POINTS:
                radius = max(radius, SPARSE_RADIUS_KM)
            writer.writerow([country, neighbour, f"{lat:.2f}", f"{lon:.2f}", math.ceil(radius)])


if __name__ == "__main__":
    main()
