"""Questions about events: who attacked the bridge, did they withdraw, who took the village.

In: event claims. Out: one question for each group of claims of one type, place (or direction) and date that is told
more than once, or that is told as alleged or denied. A single report in
an article's own voice is an event, not a question.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.joining import join, root
from counterclaim.comparison.origins import origins_of, source_key
from counterclaim.comparison.parties import is_country, party_in_words
from counterclaim.comparison.periods import period_of
from counterclaim.comparison.places import place_key
from counterclaim.comparison.relations import relations_of
from counterclaim.comparison.rules.events import (
    judge_events,
    particular_targets,
    party_among,
    place_taken,
    tells_of_ground,
)
from counterclaim.comparison.series import by_date, claim_order
from counterclaim.comparison.status import status_of
from counterclaim.comparison.titles import event_title
from counterclaim.comparison.words import content_words
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Question
from counterclaim.records.values import Act, EventType, Status

# An attack is told within a day or two of its date; two attacks on one town in one week are two questions.
GAP, SPAN = 1, 3
GROUND_GAP, GROUND_SPAN = 3, 7
# An event dated no better than this is grouped with those of the very same dates only.
VAGUE_DAYS = 7
_COMPARED = frozenset(
    (
        EventType.ASSAULT,
        EventType.YIELD,
        EventType.CRIME,
        EventType.AGREE,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.SANCTION,
    )
)


@dataclass(frozen=True, slots=True, order=True)
class EventKey:
    """What events of one block have in common."""

    kind: str
    where: str
    direction: str
    dates: str  # the very dates, for vaguely dated events; empty for exact ones


def event_questions(key: EventKey, claims: Iterable[Claim], family_of: Callable[[str], str]) -> list[Question]:
    """Every question that the events of one block answer."""
    ordered = sorted(claims, key=claim_order)
    groups = [ordered] if key.dates else _by_days(ordered)
    acts = [_told_once(act) for group in groups for act in _acts(group)]
    return [_question(key, act, family_of) for act in acts if _is_question(act)]


def _told_once(act: Sequence[Claim]) -> list[Claim]:
    """What one article tells of one act again in the same voice, with the same sense, is one account: the first."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in act:
        voice = source_key(claim) or claim.source_text or ""
        first.setdefault((claim.article.id, claim.narrator, voice, claim.status, party_among(claim.actors)), claim)
    return list(first.values())


def _by_days(ordered: Sequence[Claim]) -> list[list[Claim]]:
    """An attack's reports by its day; who took ground is told, and denied, for longer."""
    ground = [claim for claim in ordered if tells_of_ground(claim)]
    others = [claim for claim in ordered if not tells_of_ground(claim)]
    return by_date(others, _day, GAP, SPAN) + by_date(ground, _day, GROUND_GAP, GROUND_SPAN)


def event_key(claim: Claim, lent: str | None = None) -> EventKey | None:
    """The block of an event; None for one that says too little: no place and no two parties, or no date.

    Args:
        lent: the place that its surroundings give, where it has none itself.
    """
    if claim.kind != "event" or claim.event_type not in _COMPARED:
        return None
    when = claim.when
    if when is None:
        return None
    places = (*claim.where, *((taken,) if (taken := place_taken(claim)) else ()), *((lent,) if lent else ()))
    where = next((key for place in places if (key := place_key(place)) and not is_country(place)), None)
    target = next((party for t in claim.targets if (party := party_in_words(t, speaking=True))), None)
    actor = next((party for a in claim.actors if (party := party_in_words(a, speaking=True))), None)
    if where is None and not (actor and target and when.days == 1):
        return None
    if where is None and not particular_targets(claim) and claim.narrator:
        return None
    direction = f"{actor}>{target}" if where is None else ""
    told = period_of(claim).end or when
    return EventKey(claim.event_type.value, where or "", direction, when.text if told.days > VAGUE_DAYS else "")


def _day(claim: Claim) -> dt.date:
    day = period_of(claim).day
    assert day is not None, "events without a date are in no block"
    return day


def _is_question(group: Sequence[Claim]) -> bool:
    tellers = {(claim.article.id, source_key(claim)) for claim in group}
    told = [c for c in group if not c.narrator]
    # "failed to take" is told as not having happened; only who denies gives an account of a question
    return len(tellers) > 1 or any(c.status is Status.ALLEGED or c.act is Act.DENY for c in told)


def _acts(group: Sequence[Claim]) -> list[list[Claim]]:
    """Parts of a block that tell of one act: they name the same thing hit, or one party's act by the same word.

    Joined by keys, not pair by pair, so that a day of a thousand reports on one city stays cheap.
    """
    parent = {claim.id: claim.id for claim in group}
    first: dict[str, str] = {}
    for claim in group:
        for key in _act_keys(claim):
            if key in first:
                join(parent, first[key], claim.id)
            else:
                first[key] = claim.id
    acts: dict[str, list[Claim]] = defaultdict(list)
    for claim in group:
        acts[root(parent, claim.id)].append(claim)
    return list(acts.values())


def _act_keys(claim: Claim) -> list[str]:
    if tells_of_ground(claim):
        return ["ground"]
    words = [f"target {word}" for word in particular_targets(claim)]
    party = party_among(claim.actors)
    trigger = sorted(content_words(claim.trigger or ""))[:1]
    return words + [f"act {party} {word}" for word in trigger if party]


def _question(key: EventKey, group: Sequence[Claim], family_of: Callable[[str], str]) -> Question:
    origin = origins_of(group, family_of)
    accounts = tuple(Account(claim, origin[claim.id], None) for claim in group)
    relations = relations_of(accounts, judge_events)
    act = min((key for claim in group for key in _act_keys(claim)), default="")
    return Question(
        id=derived_id("q", "event", key.kind, key.where, key.direction, key.dates or group[0].when, act or group[0].id),
        title=event_title(group),
        kind="event",
        track=next((claim.track for claim in group if claim.track), None),
        status=status_of(accounts, relations),
        accounts=accounts,
        relations=relations,
        bounds=None,
    )
