"""The ledger of forecasts: who said what would happen by when, and which later claims bear on it.

In: claims, and the day on which one asks. Out: TrackedForecasts. A person judges; this only offers evidence.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import (
    adjective_of,
    capitals_in_words,
    is_country,
    party_in_words,
    party_of_seat,
)
from counterclaim.comparison.periods import period_of, when_words
from counterclaim.comparison.places import place_key, places_in_words
from counterclaim.comparison.rules.events import party_among, tells_of_ground, tells_of_taking
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.comparison.words import LONGEST, content_words, overlap
from counterclaim.records.claim import Claim
from counterclaim.records.forecasts import Evidence, ForecastState, TrackedForecast
from counterclaim.records.values import EventType, Status

# Two wordings of one maker's forecast share this much of the shorter one.
ALIKE = 0.6
# More than a person reads for one forecast helps nobody; the earliest after the horizon tell most.
MOST_EVIDENCE = 8
# Of the events at one place, as many as come next are looked at: a war's capital has tens of thousands.
MOST_READ = 100
# "Russia" stands in every second event: one that bears on the forecast has other words of it too.
FEWEST_SHARED = 2
BEARING = frozenset(
    (EventType.ASSAULT, EventType.YIELD, EventType.AGREE, EventType.CONSULT, EventType.AID, EventType.SANCTION)
)
_WORD = re.compile(r"[^\W\d_][\w’'-]+")
# Whether a capital fell by its day is told by how its side stood in the weeks after; a year later is another matter.
STOOD_DAYS = 60
# How the key begins under which one finds how a side's forces stood, wherever they were.
_STOOD = "forces of "


def find_forecasts(claims: Iterable[Claim], today: dt.date) -> tuple[TrackedForecast, ...]:
    """Every forecast in the claims, in order of horizon; those without one last. As `track_forecasts`."""
    known = list(claims)
    return track_forecasts((c for c in known if c.kind == "forecast"), (c for c in known if c.kind == "event"), today)


def track_forecasts(forecasts: Iterable[Claim], events: Iterable[Claim], today: dt.date) -> tuple[TrackedForecast, ...]:
    """Every forecast in order of horizon, with the later events that bear on it; those without a horizon last.

    Args:
        forecasts: of any number of articles, in any order.
        events: those that happened at places which no forecast names are not held.
        today: the day on which one asks; a horizon before it makes a forecast due. Never the clock's date by itself.
    """
    return with_evidence_among(list_forecasts(forecasts, today), events)


def list_forecasts(forecasts: Iterable[Claim], today: dt.date) -> tuple[TrackedForecast, ...]:
    """As `track_forecasts`, without what bears on them: `evidence_for` finds that for those that are looked at."""
    known = sorted({claim.id: claim for claim in forecasts}.values(), key=claim_order)
    found = [_tracked(group, today) for group in _grouped(known)]
    return tuple(sorted(found, key=lambda f: (f.horizon.last.isoformat() if f.horizon else "9999", f.id)))


def with_evidence_among(forecasts: Sequence[TrackedForecast], events: Iterable[Claim]) -> tuple[TrackedForecast, ...]:
    """Forecasts with those of some events, in any order, that bear on them."""
    at = _by_place(events, {key for forecast in forecasts for key in _asked_at(forecast.mentions[0])})

    def told_at(key: str, day: str) -> Sequence[Claim]:
        told = at.get(key, [])
        start = bisect_left(told, day, key=lambda event: claim_order(event)[0])
        return told[start : start + MOST_READ]

    return tuple(replace(forecast, evidence=evidence_for(forecast, told_at)) for forecast in forecasts)


def scenes_of(event: Claim) -> frozenset[str]:
    """The keys under which an event bears on forecasts: its places, what was attacked, who stood."""
    if event.event_type not in BEARING or event.status not in {Status.HAPPENED, Status.ALLEGED}:
        return frozenset()
    found = frozenset(key for name in _places(event) if (key := place_key(name)))
    return found | ({f"{_STOOD}{side}"} if (side := _who_stood(event)) else set())


def _who_stood(event: Claim) -> str | None:
    """The party whose forces are told, without a place of their own, to have held, resisted or given way."""
    if not tells_of_ground(event) or not _stand().search(event.trigger or ""):
        return None
    return None if any(not is_country(place) for place in _scene(event)) else party_among(event.actors)


@cache
def _stand() -> re.Pattern[str]:
    return any_of(word_table("territory")["stand"]["patterns"])


def _grouped(forecasts: Sequence[Claim]) -> list[list[Claim]]:
    """One group a maker's forecast. Blocks are maker and horizon, so that only few are compared."""
    blocks: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in forecasts:
        maker = source_key(claim) or f"text {claim.article.id}"
        blocks[(maker, claim.horizon.text if claim.horizon else "")].append(claim)
    groups: list[list[Claim]] = []
    for members in blocks.values():
        own: list[list[Claim]] = []
        for claim in members:
            home = next((g for g in own if _alike(g[0], claim)), None)
            if home:
                home.append(claim)
            else:
                own.append([claim])
        groups += own
    return groups


def _alike(a: Claim, b: Claim) -> bool:
    if a.article.id == b.article.id and (a.span.covers(b.span) or b.span.covers(a.span)):
        return True
    return overlap(content_words(a.text), content_words(b.text)) >= ALIKE


def _tracked(group: Sequence[Claim], today: dt.date) -> TrackedForecast:
    first = group[0]
    horizon = first.horizon
    due = horizon is not None and horizon.last < today
    return TrackedForecast(
        id=derived_id("p", first.id),
        text=first.text,
        maker=first.source,
        made=first.made,
        horizon=horizon,
        likelihood=next((claim.likelihood for claim in group if claim.likelihood), None),
        state=ForecastState.DUE if due else ForecastState.OPEN,
        outcome=None,
        mentions=tuple(group),
        evidence=(),
    )


def _by_place(events: Iterable[Claim], wanted: set[str]) -> dict[str, list[Claim]]:
    """Events that happened, by the keys of the places and targets that they name, as far as those are wanted."""
    found: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in events:
        for key in wanted & scenes_of(claim):
            found[key][claim.id] = claim
    return {key: sorted(told.values(), key=claim_order) for key, told in found.items()}


def _named(forecast: Claim) -> frozenset[str]:
    """The keys of the names in a forecast's words, whichever of them are places."""
    return frozenset(key for word in _names(forecast) if (key := place_key(word)))


def _names(forecast: Claim) -> list[str]:
    words = (word for word in _WORD.findall(forecast.text) if word[0].isupper())
    names = [word.removesuffix("’s").removesuffix("'s") for word in words]
    return [*names, *capitals_in_words(forecast.text[:LONGEST])]


def _asked_at(forecast: Claim) -> frozenset[str]:
    """Under which keys what bears on a forecast is found.

    Where a seat of government is foretold to be taken or held, how its side's forces stood bears on it, wherever.
    """
    named = _named(forecast)
    if forecast.horizon is None or not tells_of_taking(forecast.context[:LONGEST]):
        return named
    return named | {f"{_STOOD}{side}" for name in _names(forecast) if (side := party_of_seat(name))}


def _places(event: Claim) -> tuple[str, ...]:
    """Where an event happened; what was attacked or given up counts as a place, who was helped does not."""
    on_ground = event.event_type in {EventType.ASSAULT, EventType.YIELD}
    return (*_scene(event), *event.targets) if on_ground else event.where


def _scene(event: Claim) -> tuple[str, ...]:
    """The places that the event names, else its own words: "halted on the outskirts of X"."""
    return event.where or tuple(name for _, name in places_in_words(event.text[:LONGEST]))


def evidence_for(tracked: TrackedForecast, told_at: Callable[[str, str], Iterable[Claim]]) -> tuple[Evidence, ...]:
    """Later events at the places that the forecast names, those nearest after its horizon first.

    Args:
        told_at: the first MOST_READ events at a place (its key) from a day on (ISO 8601), in the order of claims.
    """
    forecast = tracked.mentions[0]
    made = _made_by(forecast)
    if made is None:
        return ()
    asked_from = forecast.horizon.first if forecast.horizon else made
    wide = {place_key(word) for word in _names(forecast) if party_in_words(word)}
    offered: dict[str, Evidence] = {}
    for key in sorted(_asked_at(forecast)):
        for event in told_at(key, asked_from.isoformat()):
            day = period_of(event).day
            if event.when is None or day is None or day < asked_from or event.when.last <= made:
                continue
            if event.article.id == forecast.article.id and event.span.overlaps(forecast.span):
                continue
            if key.startswith(_STOOD):
                if (day - asked_from).days > STOOD_DAYS:
                    continue
                told = f"how {adjective_of(key.removeprefix(_STOOD))} forces stood"
            elif _is_there(event, key, wide) or _nearness(forecast, event) >= FEWEST_SHARED:
                told = f"of {next(name for name in _places(event) if place_key(name) == key)}"
            else:
                continue
            why = f"Tells {told} on {when_words(event.when)}, after it was made."
            offered.setdefault(event.id, Evidence(event, why))
    best = sorted(offered.values(), key=lambda e: (-_nearness(forecast, e.claim), claim_order(e.claim)))
    return tuple(best[:MOST_EVIDENCE])


def _is_there(event: Claim, key: str, wide: Collection[str | None]) -> bool:
    """Whether an event is a fight at the place of that key; `wide`: keys of names that also stand for a government."""
    on_ground = event.event_type in {EventType.ASSAULT, EventType.YIELD}
    # a capital stands for its government, but not where it is the place of a fight
    return on_ground and (key not in wide or _is_at_town(event, key))


def _is_at_town(event: Claim, key: str) -> bool:
    """Whether an event happened at the town of that key, and not just somewhere in the country of that name."""
    return any(place_key(place) == key and not is_country(place) for place in _scene(event))


def _made_by(forecast: Claim) -> dt.date | None:
    """The last day on which a forecast can have been made: before its horizon begins, however late it is told."""
    when = forecast.made or forecast.said or forecast.article.published
    days = [when.last] if when else []
    if forecast.made is None and forecast.horizon:
        days.append(forecast.horizon.first)
    return min(days, default=None)


def _nearness(forecast: Claim, event: Claim) -> int:
    """How many content words the two share beyond the parties, who stand in every second sentence."""
    shared = content_words(forecast.context) & content_words(event.text)
    return sum(1 for word in shared if not party_in_words(word.title(), speaking=True))
