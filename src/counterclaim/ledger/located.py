"""Where on the map a claim's places lie: the places that its own words name, as its reading found them.

In: a Reading, and one of its attributions, figures, events or forecasts.   Out: Located places, in text order.
Coordinates are the gazetteer's, as the reading has them; a place that it could not find has none and is left out.
"""

from collections.abc import Iterable

from counterclaim.records.places import Located
from counterclaim.records.reading import Place
from counterclaim.records.span import Span


def named_places(names: Iterable[str], places: Iterable[Place], words: Span, sentence: Span) -> tuple[Located, ...]:
    """The places that an event or figure names, each from the mention of that name in its sentence, else the nearest.

    One name may be two places in one article: "Kursk", the town and the region.
    """
    known = [place for place in places if place.lat is not None and place.lon is not None]
    found: list[Place] = []
    for name in names:
        mentions = [place for place in known if place.name == name]
        if mentions:
            found.append(
                min(mentions, key=lambda p: (_gap(p.span, sentence), _gap(p.span, words), p.span)),
            )
    return _unlike(found)


def places_within(spans: Iterable[Span], places: Iterable[Place]) -> tuple[Located, ...]:
    """The places that stand in the words of a statement or a forecast."""
    stretches = list(spans)
    return _unlike(
        place
        for place in places
        if place.lat is not None and any(s.start <= place.span.start and place.span.end <= s.end for s in stretches)
    )


def _unlike(places: Iterable[Place]) -> tuple[Located, ...]:
    found: dict[tuple[float, float, str | None, str | None], Located] = {}
    for place in places:
        if place.lat is None or place.lon is None:
            continue
        found.setdefault(
            (place.lat, place.lon, place.kind, place.relation),
            Located(
                place.name,
                place.lat,
                place.lon,
                place.geonameid,
                place.country,
                place.kind,
                place.relation,
                place.radius_km,
                place.ucdp,
                place.acled,
            ),
        )
    return tuple(found.values())


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)
