"""Names of places to GeoNames entries.

In:  a Document.   Out: the places that its body names, in text order.
Finding names (`placenames`), reading the words around them (`placecontext`) and choosing among the gazetteer's entries
(`placechoice`) are three steps, so that each can be measured alone. A demonym ("Russian") is no place; a capital that
speaks ("Moscow said") is an actor and no place.
"""

from collections.abc import Mapping, Sequence

from counterclaim.reading.document import Document
from counterclaim.reading.gazetteer import Entry
from counterclaim.reading.placechoice import Mention, resolve
from counterclaim.reading.placecontext import country_talk, hints, outlet_country, outlet_places
from counterclaim.reading.placenames import find_names
from counterclaim.records.reading import Place
from counterclaim.records.span import Span


def find_places(document: Document) -> tuple[Place, ...]:
    """Find the places that the body names, in text order."""
    text = document.text
    talk = country_talk(text)
    spans = find_names(document, talk)
    chosen = resolve_spans(text, spans, talk, document.article.outlet or document.article.url)
    found = (_place(text, span, entry) for span, entry in zip(spans, chosen, strict=True))
    return tuple(place for place in found if place is not None)


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
    if entry is not None:
        return Place(span, entry.name, entry.geonameid, entry.lat, entry.lon, entry.country, entry.kind)
    said = hints(text, span)
    if not said.inside and said.kind is None:
        return None
    return Place(span, span.of(text), country=said.inside[0][:2] if said.inside else None, kind=said.kind)
