"""Claim-bearing numbers: what each counts, of whom, by whom, from when to when, how wide."""

from counterclaim.reading.document import Document
from counterclaim.records.article import Drop, Published
from counterclaim.records.reading import Actor, Attribution, Figure, Place, Time


def find_figures(
    document: Document,
    *,
    attributions: tuple[Attribution, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    published: Published | None,
) -> tuple[tuple[Figure, ...], tuple[Drop, ...]]:
    """Find the figures of the body. Returns them in text order, and the numbers that were seen and not kept."""
    del document, attributions, actors, places, times, published
    return (), ()
