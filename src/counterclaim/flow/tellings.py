"""Claims that tell one event twice in one article, brought together.

In:  claims of any kind.   Out: groups; every claim but an event's is a group of its own.
The rule is the reading's (reading/events/sameness.py) on what the claims hold, so that a person's correction counts.
"""

from collections import defaultdict
from collections.abc import Iterable

from counterclaim.reading.events.sameness import TOWN_KM, Telling, first_tellings
from counterclaim.records.claim import Claim
from counterclaim.records.places import reach_of_kind_km


def by_event(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Group the claims that tell one event of one article, each group in text order, in no particular order."""
    groups: list[list[Claim]] = []
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "event":
            by_article[claim.article.id].append(claim)
        else:
            groups.append([claim])
    for told in by_article.values():
        groups += _events_of(sorted(told, key=lambda c: (c.span.start, c.id)))
    return groups


def _events_of(claims: list[Claim]) -> list[list[Claim]]:
    events: dict[int, list[Claim]] = {}
    for n, first in enumerate(first_tellings([_telling(claim) for claim in claims])):
        events.setdefault(n if first is None else first, []).append(claims[n])
    return list(events.values())


def _telling(claim: Claim) -> Telling:
    assert claim.event_type is not None, "an event has a type"
    assert claim.status is not None, "an event has a status"
    wide = {place.name for place in claim.located if reach_of_kind_km(place.kind) > TOWN_KM}
    return Telling(
        type=claim.event_type,
        mode=claim.mode,
        status=claim.status,
        when=claim.when,
        towns=frozenset(claim.where) - wide,
        lands=frozenset(claim.where) & wide,
        actors=claim.actors,
        targets=claim.targets,
        words=claim.text,
        trigger=claim.trigger or "",
        context=claim.context,
        sentence=claim.sentence.start,
    )
