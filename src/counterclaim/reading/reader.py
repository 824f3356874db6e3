"""The order of the steps of reading: an Article in, a Reading out.

Pure: the same article, models and code give the same Reading. Each step is a module-level function of the document and
of what earlier steps found; none sees another article.
"""

import logging
from collections.abc import Iterable, Iterator

from counterclaim.reading import layout
from counterclaim.reading.actors import find_actors
from counterclaim.reading.attribution.attributions import find_attributions
from counterclaim.reading.attribution.judging import is_sure
from counterclaim.reading.document import Document, make_documents
from counterclaim.reading.doubt import as_quoted, foreseen, in_doubt, unsaid
from counterclaim.reading.events.events import find_events
from counterclaim.reading.figures.figures import find_figures
from counterclaim.reading.footnotes import without_marks
from counterclaim.reading.forecasts import dated_by_horizon, find_forecasts
from counterclaim.reading.models import Models
from counterclaim.reading.places import find_places
from counterclaim.reading.publication import find_published
from counterclaim.reading.registertables import load_register
from counterclaim.reading.times import find_times
from counterclaim.reading.timex.anchors import anchors
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Reader, Reading
from counterclaim.version import __version__

_log = logging.getLogger(__name__)


def read_articles(articles: Iterable[Article], models: Models) -> Iterator[Reading | Drop]:
    """Read articles one by one, in order, parsing them in one stream.

    Args:
        articles: any number; they are taken as they are needed, never all at once.
        models: from `load_models`; not changed.
    Returns:
        For each article its Reading, or a Drop if a fault of ours keeps it from being read: the rest goes on.
    Raises:
        TableError: a row of a table of the user's own breaks a rule.
    """
    load_register()  # a fault in a table of the user's own is the caller's to mend, not each article's
    anchors()
    laid_out = ((article, layout.find_excluded(article)) for article in articles)
    for document in make_documents(laid_out, models):
        try:
            result: Reading | Drop = read_document(document, models)
        except Exception as err:  # noqa: BLE001 one faulty rule must not lose the batch; the fault is named and counted
            _log.debug("reading %s failed", document.article.path, exc_info=True)
            result = Drop(
                document.article.path or "text",
                "reading failed",
                f"{type(err).__name__}: {err}; please report it, with the article if you may",
            )
        yield result


def read_document(document: Document, models: Models) -> Reading:
    """Read one parsed article."""
    published = document.article.published or find_published(document)
    times = find_times(document, published)
    places = find_places(document)
    actors = find_actors(document, places, published)
    excluded = [(x.span.start, x.span.end) for x in document.excluded]
    encoded = models.encoder.read(without_marks(document.text), excluded)
    attributions, dropped = find_attributions(
        document, encoded.attributions, actors=actors, times=times, published=published
    )
    sure = tuple(a for a in attributions if is_sure(a))
    figures, unread = find_figures(
        document, attributions=sure, actors=actors, places=places, times=times, published=published
    )
    silent = tuple(unsaid(attributions, dropped))
    figures = in_doubt(figures, silent)
    events = find_events(
        document,
        attributions=sure,
        actors=actors,
        places=places,
        times=times,
        hints=encoded.hints,
        published=published,
    )
    events = as_quoted(events, dropped)
    forecasts = find_forecasts(document, attributions=sure, hints=encoded.hints, times=times, published=published)
    forecasts, unmade = foreseen(forecasts, silent, document.text)
    events = dated_by_horizon(events, forecasts)
    left_out = (*dropped, *unread, *unmade)
    return Reading(
        article=document.article,
        reader=Reader(__version__, models.versions),
        published=published,
        excluded=document.excluded,
        attributions=attributions,
        figures=figures,
        events=events,
        forecasts=forecasts,
        times=times,
        places=places,
        actors=actors,
        dropped=tuple(sorted(left_out, key=lambda d: (d.span is not None, d.span and d.span.start, d.reason))),
    )
