"""The place that surroundings give: "39 people were killed", two sentences after "the station in X was hit".

An event without a place happened where the article says that what it hit is: "the army denied shelling the market",
after "a market in X". A figure without one counts the victims of the events told right before it.
In: one article's claims. Out: a place for a figure or an event, or None where there are several.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from counterclaim.comparison.parties import is_country, party_in_words
from counterclaim.comparison.periods import days_apart
from counterclaim.comparison.places import place_key, places_in_words
from counterclaim.comparison.rules.events import particular_targets, tells_of_ground
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.comparison.words import content_words
from counterclaim.records.claim import Claim
from counterclaim.records.span import Span
from counterclaim.records.values import EventType

# A toll follows the event that it belongs to within about a paragraph.
NEAR_CHARACTERS = 600
# ... and is counted on its day or within the week in which the search goes on.
LATEST_DAYS = 7
# Who answers a total with another one does so in the next sentence or the one after.
ANSWER_CHARACTERS = 300
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
_CLAUSE = re.compile(r"[;:—–,.]")
_THE_TOWN = re.compile(r"\bthe\s+(?:city|town|village|settlement|port)\b", re.IGNORECASE)
LONGEST = 2000  # characters of a sentence that are looked at
_HARMFUL = frozenset((EventType.ASSAULT, EventType.CRIME))
# "A covered market in X": so many characters before a place's name tell what is there.
THING_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What articles tell of places: harmful events that have one, where things are, where harm was done."""

    events: dict[str, list[Claim]] = field(default_factory=dict)
    # by article, what stands in which places: "market" to {"Omdurman"}
    things: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    # by article, places of sentences that tell of harm, with where the sentences end
    harm: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    # by article, totals over many events that name their place
    totals: dict[str, list[Claim]] = field(default_factory=dict)

    def place_of_event(self, event: Claim) -> str | None:
        """The place of an event that has none itself: where what it hit is, or "the city" whose ground was told of."""
        own = _place(event)
        if own or event.event_type not in _HARMFUL:
            return own
        if tells_of_ground(event) and _THE_TOWN.search(event.text[:LONGEST]):
            return self._ground_before(event)
        things = self.things.get(event.article.id, {})
        named = {place for word in particular_targets(event) for place in things.get(word, ())}
        return named.pop() if len({place_key(place) for place in named}) == 1 else None

    def _ground_before(self, event: Claim) -> str | None:
        """The place of the nearest event before that tells of ground: "it controls Omdurman. … most of the city"."""
        told = [
            (other.span.start, place)
            for other in self.events.get(event.article.id, ())
            if 0 <= event.span.start - other.span.end <= NEAR_CHARACTERS
            and tells_of_ground(other)
            and (place := _place(other))
        ]
        return max(told)[1] if told else None

    def place_of(self, figure: Claim) -> str | None:
        """The one place that the events near a figure name, as the first of them spells it."""
        if is_total(figure):
            return self._place_answered(figure)
        events = [e for e in self.events.get(figure.article.id, ()) if _in_time(e, figure)]
        before = [
            e
            for e in events
            if 0 <= figure.span.start - e.span.end <= NEAR_CHARACTERS or e.span.overlaps(figure.sentence)
        ]
        places = [place for event in before if (place := self.place_of_event(event))]
        if places:
            return places[0] if len(set(map(place_key, places))) == 1 else None
        named = {place_key(name): name for _, name in places_in_words(figure.context) if not party_in_words(name)}
        if len(named) == 1:
            return next(iter(named.values()))
        told = self.harm.get(figure.article.id, ())
        near = {place_key(place): place for end, place in told if 0 <= figure.span.start - end <= NEAR_CHARACTERS}
        return next(iter(near.values())) if len(near) == 1 and not named else None

    def _place_answered(self, total: Claim) -> str | None:
        """The place of the total right before that a total without one answers: "50,000 in X. … No more than 2,000"."""
        answered = [
            (other.span.start, other.place)
            for other in self.totals.get(total.article.id, ())
            if 0 < total.span.start - other.span.end <= ANSWER_CHARACTERS
            and (other.measure, other.since, other.as_of) == (total.measure, total.since, total.as_of)
            and other.source != total.source
        ]
        return max(answered)[1] if answered and total.since and total.source else None


def surroundings_of(claims: Iterable[Claim]) -> Surroundings:
    """Look up once what each article tells of places."""
    ordered = sorted(claims, key=lambda c: (c.span.start, c.id))
    events: dict[str, list[Claim]] = defaultdict(list)
    things: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    harm: dict[str, list[tuple[int, str]]] = defaultdict(list)
    totals: dict[str, list[Claim]] = defaultdict(list)
    for claim in ordered:
        if claim.kind == "figure" and claim.since and claim.place and _is_local(claim.place):
            totals[claim.article.id].append(claim)
        if claim.kind == "event" and claim.event_type in _HARMFUL:
            events[claim.article.id].append(claim)
    by_sentence: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
    for claim in ordered:
        by_sentence[(claim.article.id, claim.sentence)].append(claim)
    for (article, sentence), told in by_sentence.items():
        context = told[0].context[:LONGEST]
        in_words = [(at, place) for at, place in places_in_words(context) if _is_local(place)]
        for at, place in in_words:
            # "on the port of X": the thing may stand in front of the name, or between "on" and the name
            lead = context[max(0, at - THING_CHARACTERS) : context.index(place, at)]
            for word in content_words(_CLAUSE.split(lead)[-1]):
                things[article][word].add(place)
        if _harm().search(context):
            # the reader's names of places go before the sentence's own: they are spelled alike everywhere
            read = [place for c in told for place in (*c.where, *([c.place] if c.place else ())) if _is_local(place)]
            harm[article] += [(sentence.end, place) for place in read or [place for _, place in in_words]]
    return Surroundings(events, things, harm, totals)


def _is_local(place: str) -> bool:
    return bool(place_key(place)) and not is_country(place) and not party_in_words(place)


@cache
def _harm() -> re.Pattern[str]:
    return any_of(word_table("parts")["harm"]["patterns"])


def _place(event: Claim) -> str | None:
    return next((name for name in event.where if not is_country(name) and place_key(name)), None)


@lru_cache(maxsize=20_000)
def _tells_of_years(sentence: str) -> bool:
    """Looked up: each figure of a question is judged beside every other one."""
    return bool(_YEARS.search(sentence))


def is_total(figure: Claim) -> bool:
    """Whether a figure counts more than one event: a war's toll has no place, wherever it is told."""
    if max(figure.low or 0, figure.high or 0) >= LARGEST_TOLL or _tells_of_years(figure.context[:LONGEST]):
        return True
    end = figure.as_of or figure.said or figure.article.published
    return bool(figure.since and end and days_apart(figure.since, end) > LATEST_DAYS)


def _in_time(event: Claim, figure: Claim) -> bool:
    if event.when is None or figure.as_of is None:
        return True
    return event.when.first <= figure.as_of.last and days_apart(event.when, figure.as_of) <= LATEST_DAYS
