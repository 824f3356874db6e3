"""What stands in an article without the article or anybody named putting it forward.

In:  what was read, and what the reading of attributions left out.   Out: the same figures and events, put in doubt.
"""

import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from counterclaim.reading.attribution.judging import NOTHING_SAID
from counterclaim.reading.attribution.speech import NO_SPEAKER
from counterclaim.records.article import Drop
from counterclaim.records.reading import Attribution, Event, Figure, Forecast
from counterclaim.records.span import Span
from counterclaim.records.values import Modality, Status

_NESTED = 4  # stretches that begin before a value and may enclose it


def unsaid(found: Iterable[Attribution], dropped: Iterable[Drop]) -> Iterator[Span]:
    """What is in the text without anybody saying it: "(declined to say) whether 40 had died"."""
    yield from (span for one in found if one.withheld == NOTHING_SAID for span in one.content)
    yield from (drop.span for drop in dropped if drop.reason == NOTHING_SAID and drop.span is not None)


def in_doubt(figures: Iterable[Figure], stretches: Iterable[Span]) -> tuple[Figure, ...]:
    """Make figures that nobody puts forward hypothetical."""
    unclaimed = _inside(stretches)
    return tuple(replace(f, modality=Modality.HYPOTHETICAL) if unclaimed(f.span) else f for f in figures)


def foreseen(
    forecasts: Iterable[Forecast], stretches: Iterable[Span], text: str
) -> tuple[tuple[Forecast, ...], tuple[Drop, ...]]:
    """The forecasts that somebody makes, numbered anew; "asked whether she expected talks this year" makes none."""
    unclaimed = _inside(stretches)
    made, unmade = [], []
    for one in forecasts:
        if unclaimed(one.span):
            unmade.append(Drop(one.span.of(text)[:200], NOTHING_SAID, "no forecast", one.span))
        else:
            made.append(one)
    return tuple(replace(one, id=f"p{n}") for n, one in enumerate(made, 1)), tuple(unmade)


def as_quoted(events: Iterable[Event], dropped: Iterable[Drop]) -> tuple[Event, ...]:
    """Make events alleged that only a quotation tells of whose speaker nobody names: the article does not say so."""
    quoted = _inside(d.span for d in dropped if d.reason == NO_SPEAKER and d.span is not None)
    return tuple(
        replace(e, status=Status.ALLEGED)
        if e.attribution is None and e.status is Status.HAPPENED and quoted(e.trigger)
        else e
        for e in events
    )


def _inside(stretches: Iterable[Span]) -> Callable[[Span], bool]:
    spans = sorted(stretches)
    starts = [span.start for span in spans]

    def is_inside(one: Span) -> bool:
        at = bisect.bisect_right(starts, one.start)
        return any(span.covers(one) for span in spans[max(0, at - _NESTED) : at])

    return is_inside
