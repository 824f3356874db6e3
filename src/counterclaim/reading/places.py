"""Names of places to GeoNames entries.

In:  a Document.   Out: the places that its body names, in text order.
Finding names (`placenames`), reading the words around them (`placecontext`) and choosing among the gazetteer's entries
(`placechoice`) are three steps, so that each can be measured alone. A demonym ("Russian") is no place; a capital that
speaks ("Moscow said") is an actor and no place.
"""

import bisect
from collections.abc import Mapping, Sequence

from counterclaim.reading.document import Document
from counterclaim.reading.gazetteer import Entry
from counterclaim.reading.placechoice import Mention, resolve
from counterclaim.reading.placecontext import country_talk, hints, outlet_country, outlet_places
from counterclaim.reading.placenames import find_names
from counterclaim.reading.placeoffsets import Border, borders, moved, offset_before
from counterclaim.reading.placeprecision import precision_of
from counterclaim.records.reading import Place
from counterclaim.records.span import Span


def find_places(document: Document) -> tuple[Place, ...]:
    """Find the places that the body names, in text order."""
    text = document.text
    talk = country_talk(text)
    spans = find_names(document, talk)
    chosen = resolve_spans(text, spans, talk, document.article.outlet or document.article.url)
    found = [_place(text, span, entry) for span, entry in zip(spans, chosen, strict=True)]
    places = [place for place in found if place is not None]
    # A town in the words of a border is told by itself; the countries that meet there are not where it is.
    towns = [place.span for place in places if place.kind != "country"]
    places += [_border(b) for b in borders(text, talk) if _is_free(b.span, towns, document)]
    return tuple(sorted(places, key=lambda place: (place.span.start, place.span.end)))


def resolve_spans(
    text: str, spans: Sequence[Span], talk: Mapping[str, float], outlet: str | None = None
) -> tuple[Entry | None, ...]:
    """Choose an entry for each name of one text; None where the gazetteer does not know it.

    Args:
        talk: from `country_talk`.
        outlet: who published it, by name or address: a local paper writes of its own town.
    """
    country = outlet_country(outlet) if outlet else None
    if country:
        talk = {**talk, country: talk.get(country, 0.0) + 1.0}
    mentions = [Mention(span.of(text), hints(text, span)) for span in spans]
    return resolve(mentions, talk, outlet_places(outlet) if outlet else ())


def _place(text: str, span: Span, entry: Entry | None) -> Place | None:
    """The record of a name; one that the gazetteer lacks is kept where the words beside it say that it is a place."""
    offset = offset_before(text, span)
    relation = offset.words if offset else None
    if entry is not None:
        lat, lon, radius = moved(entry.lat, entry.lon, offset) if offset else (entry.lat, entry.lon, None)
        divides = entry.geonameid is not None
        known = precision_of(entry.kind, relation, radius or entry.reach_km, is_division=divides)
        return Place(
            span, entry.name, entry.geonameid, lat, lon, entry.country, entry.kind,
            relation=relation, radius_km=known.radius_km, ucdp=known.ucdp, acled=known.acled,
        )  # fmt: skip
    said = hints(text, span)
    if not said.inside and said.kind is None:
        return None
    known = precision_of(said.kind, relation, offset.km if offset else None)
    country = said.inside[0][:2] if said.inside else None
    return Place(
        span, span.of(text), country=country, kind=said.kind, relation=relation, ucdp=known.ucdp, acled=known.acled
    )


def _border(border: Border) -> Place:
    known = precision_of("border", None, border.radius_km)
    return Place(
        border.span, border.name, None, border.lat, border.lon, border.countries[0], "border",
        relation=border.relation, radius_km=known.radius_km, ucdp=known.ucdp, acled=known.acled,
    )  # fmt: skip


def _is_free(span: Span, taken: Sequence[Span], document: Document) -> bool:
    """Whether a stretch belongs to the body and holds none of the spans, which are in text order and apart."""
    if document.is_excluded(span):
        return False
    before = bisect.bisect_left(taken, span.end, key=lambda other: other.start)
    return before == 0 or taken[before - 1].end <= span.start
