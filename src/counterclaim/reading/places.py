"""Names of places to GeoNames entries.

In:  a Document.   Out: the places that its body names, in text order.
Finding names (`placenames`), reading the words around them (`placecontext`) and choosing among the gazetteer's entries
(`placechoice`) are three steps, so that each can be measured alone. A demonym ("Russian") is no place; a capital that
speaks ("Moscow said") is an actor and no place.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from counterclaim.reading import register
from counterclaim.reading.document import Document
from counterclaim.reading.gazetteer import Entry
from counterclaim.reading.placechoice import Mention, resolve
from counterclaim.reading.placecontext import hints, outlet_country, outlet_places
from counterclaim.reading.placenames import find_names
from counterclaim.records.reading import Place
from counterclaim.records.span import Span

_CAPITALISED = re.compile(r"\b[A-Z][\w.]*(?:[ -][A-Z][\w.]*){0,2}")
# Talk of countries is counted in the first this many characters; more adds nothing to what an article is about.
TALK_CHARS = 200_000


def find_places(document: Document) -> tuple[Place, ...]:
    """Find the places that the body names, in text order."""
    text = document.text
    spans = find_names(document)
    chosen = resolve_spans(text, spans, country_talk(text), document.article.outlet or document.article.url)
    return tuple(_place(span, text, entry) for span, entry in zip(spans, chosen, strict=True) if entry is not None)


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


def country_talk(text: str) -> dict[str, float]:
    """How often a text speaks of each country (ISO code), by name, adjective, people or seat of government."""
    counts: Counter[str] = Counter()
    for found in _CAPITALISED.finditer(text, 0, TALK_CHARS):
        words = found.group()
        code = register.country_of(words)
        if code:
            counts[code] += 1
            continue
        for word in re.split(r"[ -]", words):
            code = register.country_of(word)
            if code:
                counts[code] += 1
    return {code: float(n) for code, n in sorted(counts.items())}


def _place(span: Span, text: str, entry: Entry) -> Place:
    del text
    return Place(span, entry.name, entry.geonameid, entry.lat, entry.lon, entry.country, entry.kind)
