"""What earlier steps found, looked up by where it stands.

In:  actors, places, times, attributions.   Out: those that a token, a stretch or an event's trigger falls into.
Look-ups bisect; covering attributions are found in one sweep over events in text order.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.timex.anchors import Mention, applicable, find_mentions
from counterclaim.reading.timex.clauses import body_text
from counterclaim.records.reading import Actor, Attribution, Place, Time
from counterclaim.records.span import Span


@dataclass(frozen=True, slots=True)
class Mentions[Item: (Actor, Place, Time)]:
    """Items in text order, to be found by offset."""

    items: tuple[Item, ...]
    _starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, items: Sequence[Item]) -> "Mentions[Item]":
        """Index items; their order does not matter."""
        ordered = tuple(sorted(items, key=lambda item: (item.span.start, -item.span.end)))
        return cls(ordered, tuple(item.span.start for item in ordered))

    def within(self, start: int, end: int) -> tuple[Item, ...]:
        """The items that begin in [start, end) and end by `end`."""
        first = bisect.bisect_left(self._starts, start)
        stop = bisect.bisect_left(self._starts, end)
        return tuple(item for item in self.items[first:stop] if item.span.end <= end)

    def at(self, start: int, end: int) -> Item | None:
        """The item that covers [start, end), if one of the last few that begin by `start` does."""
        last = bisect.bisect_right(self._starts, start)
        for item in reversed(self.items[max(0, last - 3) : last]):
            if item.span.end >= end:
                return item
        return None


@dataclass(frozen=True, slots=True)
class Context:
    """All that an event needs to know about its article."""

    document: Document
    actors: Mentions[Actor]
    places: Mentions[Place]
    times: Mentions[Time]
    attributions: tuple[Attribution, ...]
    place_tokens: frozenset[int]  # indices of tokens inside a place mention
    known: tuple[Mention, ...] = ()  # well-known events that the body names, in text order


def context_of(
    document: Document,
    attributions: tuple[Attribution, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
) -> Context:
    """Index what earlier steps found."""
    tokens = frozenset(token.i for place in places for token in document.tokens(place.span))
    body = body_text(document)
    known = (m for m in find_mentions(body, applicable(body)) if m.anchor.kind != "office")
    return Context(
        document,
        Mentions.of(actors),
        Mentions.of(places),
        Mentions.of(times),
        attributions,
        tokens,
        tuple(sorted(known, key=lambda m: m.span)),
    )


def innermost(attributions: Sequence[Attribution], words: Sequence[Span]) -> list[Attribution | None]:
    """For each word (in text order), the attribution with the shortest content that covers its beginning.

    An attribution whose own cue the word belongs to does not count: "denounced" is told, what he denounced is said.
    """
    stretches = sorted(
        ((span, attribution) for attribution in attributions for span in attribution.content),
        key=lambda pair: pair[0].start,
    )
    found: list[Attribution | None] = []
    active: list[tuple[Span, Attribution]] = []
    upcoming = 0
    for word in words:
        at = word.start
        while upcoming < len(stretches) and stretches[upcoming][0].start <= at:
            active.append(stretches[upcoming])
            upcoming += 1
        active = [pair for pair in active if pair[0].end > at]
        covering = [pair for pair in active if not any(cue.overlaps(word) for cue in pair[1].cue)]
        best = min(covering, key=lambda pair: (pair[0].end - pair[0].start, pair[1].id), default=None)
        found.append(best[1] if best else None)
    return found


def span_of(token: Any) -> Span:
    """A token's own stretch of text."""
    return Span(token.idx, token.idx + len(token))
