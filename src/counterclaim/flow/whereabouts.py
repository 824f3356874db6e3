"""A place as a person writes it, as a circle on the map.

In: "50.45,30.52", "Kherson" or "Kherson, UA", and kilometres.   Out: a Near, to ask the ledger with.
"""

from counterclaim.errors import UsageError
from counterclaim.records.places import Near


def find_near(place: str, km: float) -> Near:
    """The circle of `km` around a place.

    Args:
        place: latitude and longitude in degrees ("50.45,30.52"), or a name that the gazetteer knows, with the country's
            two letters behind a comma where several countries have one ("Kursk, RU"). Of several the likeliest by size
            is taken; `Near.name` says which that is.
        km: radius.
    Raises:
        UsageError: no such place, or no such circle.
    """
    lat, lon, name = _point(place)
    try:
        return Near(lat, lon, km, name)
    except ValueError as err:
        raise UsageError(f"{place!r} with {km:g} km is {err}") from err


def _point(place: str) -> tuple[float, float, str | None]:
    first, comma, second = (part.strip() for part in place.rpartition(","))
    if comma:
        try:
            return float(first), float(second), None
        except ValueError:
            pass
    # The gazetteer takes a moment to load and is needed for names alone.
    from counterclaim.reading.gazetteer import entries

    found = entries(place.strip())
    if not found and comma:
        found = tuple(entry for entry in entries(first) if entry.country == second.upper())
    if not found:
        raise UsageError(
            f"no place is called {place!r} in the gazetteer; give another spelling, NAME,COUNTRY with the "
            "country's two letters, or LATITUDE,LONGITUDE in degrees"
        )
    best = found[0]
    if best.kind in ("region", "district"):  # a circle is laid around the town that a region is called after
        best = next((entry for entry in found if entry.kind == "town" and entry.country == best.country), best)
    return best.lat, best.lon, f"{best.name} ({best.kind}{f', {best.country}' if best.country else ''})"
