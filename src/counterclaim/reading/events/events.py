"""What is said to have happened, to be happening or to be going to happen."""

from counterclaim.reading.document import Document
from counterclaim.records.article import Published
from counterclaim.records.reading import Actor, Attribution, Event, Figure, Place, Time


def find_events(
    document: Document,
    *,
    attributions: tuple[Attribution, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    figures: tuple[Figure, ...],
    published: Published | None,
) -> tuple[Event, ...]:
    """Find the events of the body, in text order."""
    del document, attributions, actors, places, times, figures, published
    return ()
