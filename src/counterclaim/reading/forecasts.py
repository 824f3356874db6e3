"""Statements about what was then the future."""

from counterclaim.reading.document import Document
from counterclaim.records.article import Published
from counterclaim.records.reading import Attribution, Event, Forecast, Time


def find_forecasts(
    document: Document,
    *,
    attributions: tuple[Attribution, ...],
    events: tuple[Event, ...],
    times: tuple[Time, ...],
    published: Published | None,
) -> tuple[Forecast, ...]:
    """Find the forecasts of the body, in text order."""
    del document, attributions, events, times, published
    return ()
