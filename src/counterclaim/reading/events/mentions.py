"""What earlier steps found, looked up by where it stands.

In:  actors, places, times, attributions.   Out: those that a token, a stretch or an event's trigger falls into.
Look-ups bisect; covering attributions are found in one sweep over events in text order.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.timex.anchors import Mention, spoken_of
from counterclaim.reading.timex.clauses import body_text
from counterclaim.records.reading import Actor, Attribution, Place, Time
from counterclaim.records.span import Span

_SETTLEMENTS = frozenset(
    "town village city hamlet settlement suburb district province region camp island port valley enclave".split()
)
_LOCATIVE = frozenset({"in", "near", "outside", "around", "into"})
# What only ground can be the object of; a man too is captured or seized.
_TAKING = frozenset("enter vacate occupy retake recapture overrun besiege cross".split())
_MOVING = frozenset("walk march roll push storm advance drive sweep".split())
_LEAVING = frozenset("withdraw retreat flee pull evacuate march sail expel drive depart".split())


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
    tokens = {token.i for place in places for token in document.tokens(place.span)} | _named_as_places(document, actors)
    known = (m for m in spoken_of(body_text(document)).mentions if m.anchor.kind != "office")
    return Context(
        document,
        Mentions.of(actors),
        Mentions.of(places),
        Mentions.of(times),
        attributions,
        frozenset(tokens),
        tuple(known),
    )


def _named_as_places(document: Document, actors: tuple[Actor, ...]) -> set[int]:
    """The tokens of names that no gazetteer knows and that the text itself uses as places.

    "The town of Malongo", "in Goz Beida", "withdrew from Goz Beida" say so; every mention of the name is then a place,
    whatever the entity recogniser takes it for. Names of known actors stay theirs.
    """
    taken = {token.i for actor in actors if actor.actor is not None for token in document.tokens(actor.span)}
    names: set[str] = set()
    mentions: dict[str, list[int]] = {}
    for sentence in document.sentences:
        for token in sentence:
            if token.pos_ != "PROPN" or token.i in taken:
                continue
            mentions.setdefault(token.text, []).append(token.i)
            if _stands_for_a_place(token):
                names.add(token.text)
    return {i for name in names for i in mentions[name]}


def _stands_for_a_place(name: Any) -> bool:
    """Whether the words in front of a name take it for a place."""
    above = name.head
    if name.dep_ == "appos":
        return bool(above.lemma_ in _SETTLEMENTS)
    if name.dep_ == "dobj" and above.lemma_ in _TAKING:
        return name.ent_type_ in {"PERSON", ""}
    if name.dep_ != "pobj" or name.ent_type_ == "NORP":
        return False
    if above.lower_ == "of":
        return bool(above.head.lemma_ in _SETTLEMENTS)
    if above.lower_ == "from":
        return bool(above.head.lemma_ in _LEAVING)
    if above.lower_ == "into" and above.head.lemma_ in _MOVING:
        return True
    # "In Congress", "at NATO": what the recogniser takes for a body is one.
    return above.lower_ in _LOCATIVE and name.ent_type_ != "ORG"


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
