"""The place that a figure's surroundings give: "39 people were killed", two sentences after "the station in X was hit".

In: all claims. Out: for each figure that names neither place nor party, a place, or None where there are
several.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from counterclaim.comparison.parties import is_country, party_in_words
from counterclaim.comparison.periods import days_apart
from counterclaim.comparison.places import place_key, places_in_words
from counterclaim.records.claim import Claim
from counterclaim.records.values import EventType

# A toll follows the event that it belongs to within about a paragraph.
NEAR_CHARACTERS = 600
# ... and is counted on its day or within the week in which the search goes on.
LATEST_DAYS = 7
# Few single events of a war kill more; a larger number is a total.
LARGEST_TOLL = 1000
# "the 31st killing of the year", "76 so far this year": a count of many events
_YEARS = re.compile(
    r"\b(?:this|last|the|a|each|every|per)\s+(?:year|month)\b|\bannual|\b(?:so far|already) (?:this|in)\b"
    r"|\b(?:homicides|murders)\b"
    r"|\bduring (?:the )?(?:week|month|year|hostilities|war|siege|invasion|fighting|past|last)\b"
    r"|\bsince (?:the )?(?:start|beginning|outbreak|war|invasion)\b|\b(?:over|in) (?:the )?(?:past|last)\b",
    re.IGNORECASE,
)
LONGEST = 2000  # characters of a sentence that are looked at
_HARMFUL = frozenset((EventType.ASSAULT, EventType.CRIME))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Harmful events with a place of their own, by article."""

    events: dict[str, list[Claim]] = field(default_factory=dict)

    def place_of(self, figure: Claim) -> str | None:
        """The one place that the events near a figure name, as the first of them spells it."""
        if is_total(figure):
            return None
        events = [e for e in self.events.get(figure.article.id, ()) if _in_time(e, figure)]
        before = [
            e
            for e in events
            if 0 <= figure.span.start - e.span.end <= NEAR_CHARACTERS or e.span.overlaps(figure.sentence)
        ]
        if before:
            return _place(before[0]) if len({place_key(_place(event)) for event in before}) == 1 else None
        named = {place_key(name): name for _, name in places_in_words(figure.context) if not party_in_words(name)}
        return next(iter(named.values())) if len(named) == 1 else None


def surroundings_of(claims: Iterable[Claim]) -> Surroundings:
    """Look up once which events each article places somewhere."""
    events: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.span.start, c.id)):
        if claim.kind == "event" and claim.event_type in _HARMFUL and _place(claim):
            events[claim.article.id].append(claim)
    return Surroundings(events)


def _place(event: Claim) -> str | None:
    return next((name for name in event.where if not is_country(name) and place_key(name)), None)


def is_total(figure: Claim) -> bool:
    """Whether a figure counts more than one event: a war's toll has no place, wherever it is told."""
    if max(figure.low or 0, figure.high or 0) >= LARGEST_TOLL or _YEARS.search(figure.context[:LONGEST]):
        return True
    end = figure.as_of or figure.said or figure.article.published
    return bool(figure.since and end and days_apart(figure.since, end) > LATEST_DAYS)


def _in_time(event: Claim, figure: Claim) -> bool:
    if event.when is None or figure.as_of is None:
        return True
    return event.when.first <= figure.as_of.last and days_apart(event.when, figure.as_of) <= LATEST_DAYS
