"""How the accounts of one question stand to each other, each relation with its reason in one sentence.

In: accounts in order. Out: relations. Only accounts of different origins can be in conflict, and only where measure,
what is counted, place and period agree; whatever sets them apart otherwise is named instead.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations

from counterclaim.comparison.counted import LONGEST, counted_by, includes
from counterclaim.comparison.denials import are_two_tellers, denies_number, is_denial
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.periods import period_of, when_words
from counterclaim.comparison.rules.figures import (
    bounds_meet,
    is_unreal,
    place_of_event,
    same_counted,
    same_measure,
    same_place,
    same_scale,
    same_time,
    same_unit,
    time_of_event,
)
from counterclaim.comparison.rules.statements import alignment, said_in
from counterclaim.comparison.rules.verdict import Verdict, teller, value_words
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Relation, RelationKind
from counterclaim.records.values import Measure, Modality

# With more origins than this only neighbours in time are related: 24 origins are 276 pairs, as many as anybody reads.
MOST_PAIRED = 24
NEIGHBOURS = 4

# A toll that is told a day or two later and is higher by half at most may have grown.
GROWTH = 1.5
# Below this it is not said that both count the same: no conflict is made of it.
CERTAIN = 0.6

# How far sentences must match for what they count to be one matter, where it is not the dead of a war: forces, things,
# money and ground are counted in many places at once.
SAME_MATTER = 0.5
VICTIMS = frozenset((Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING))

_EARLIER_VERSION = re.compile(
    r"\b(?:earlier|previous|first|original)\s+versions?\s+of\s+(?:this|the|our)\s+(?:article|story|report|dispatch)\b",
    re.IGNORECASE,
)

# "Supports raising the minimum wage to $15": who wants a sum says nothing of what it is.
_WANTS = re.compile(
    r"\b(?:supports?|favou?rs?|backs?|proposes?|proposed|proposing|wants?|wanted|seeks?|sought|asks? for|asked for"
    r"|demands?|demanded|calls? for|called for|pledges?|pledged|promises?|promised|vows?|vowed)\b",
    re.IGNORECASE,
)

# What one article says of two origins by bringing both.
_TOLD_TOGETHER = frozenset((RelationKind.CONFLICT, RelationKind.DENIES, RelationKind.AGREE))

type Judge = Callable[[Claim, Claim], tuple[RelationKind, str] | None]


def relations_of(accounts: Sequence[Account], judge: Judge) -> tuple[Relation, ...]:
    """Every relation between the accounts: echoes to the first of their origin, then one account an origin and pair.

    A source that gives several values over time has several origins, one a value; they are paired like all others.
    """
    members: dict[str, list[Account]] = {}
    found: list[Relation] = []
    for account in accounts:
        held = members.setdefault(account.origin, [])
        if held:
            first = held[0].claim
            found.append(Relation(account.claim.id, first.id, RelationKind.ECHO, _echo(account.claim, first)))
        held.append(account)
    origins = list(members.values())
    for at, other in _pairs(len(origins)):
        related = _related(origins[at], origins[other], judge)
        if related:
            found.append(related)
    return tuple(found)


def _related(one: Sequence[Account], other: Sequence[Account], judge: Judge) -> Relation | None:
    """How two origins stand to each other: by the first account of each, else by what one article gives of both.

    Where the first tellings are of two days and say nothing of each other, an article that brings both says it.
    """
    related = _relation(one[0].claim, other[0].claim, judge)
    if related is None or related.relation is RelationKind.DIFFERENT_PERIOD:
        beside = _in_one_article(one, other)
        told = _relation(*beside, judge) if beside else None
        related = told if told and told.relation in _TOLD_TOGETHER else related
    return related


def _in_one_article(one: Sequence[Account], other: Sequence[Account]) -> tuple[Claim, Claim] | None:
    by_article: dict[str, Claim] = {}
    for account in one:
        by_article.setdefault(account.claim.article.id, account.claim)
    mates = ((by_article[a.claim.article.id], a.claim) for a in other if a.claim.article.id in by_article)
    return next(mates, None)


def _relation(a: Claim, b: Claim, judge: Judge) -> Relation | None:
    judged = judge(a, b)
    if judged is None:
        return None
    kind, why = judged
    later_first = kind in {RelationKind.SUPERSEDES, RelationKind.DENIES}
    x, y = (b, a) if later_first and _is_later(b, a, kind) else (a, b)
    return Relation(x.id, y.id, kind, why)


def _pairs(count: int) -> list[tuple[int, int]]:
    if count <= MOST_PAIRED:
        return list(combinations(range(count), 2))
    return [(i, j) for i in range(count) for j in range(i + 1, min(count, i + 1 + NEIGHBOURS))]


def _is_later(b: Claim, a: Claim, kind: RelationKind) -> bool:
    if kind is RelationKind.DENIES:
        return b.modality is Modality.DENIED or b.status == "denied" or (b.kind == "statement" and is_denial(b))
    if _is_corrected(a) != _is_corrected(b):
        return _is_corrected(a)
    x, y = period_of(b).day, period_of(a).day
    return bool(x and y and x > y)


def _is_corrected(claim: Claim) -> bool:
    """Whether an outlet gives a number as the one that an earlier version of its article had."""
    return _tells_of_version(claim.source or "") or _tells_of_version(claim.context[:LONGEST])


@lru_cache(maxsize=20_000)
def _tells_of_version(words: str) -> bool:
    return bool(_EARLIER_VERSION.search(words))


def _echo(copy: Claim, first: Claim) -> str:
    if copy.source and first.source and source_key(copy) == source_key(first):
        return f"The same statement of {first.source}, brought again."
    if copy.article.id == first.article.id and copy.narrator and first.narrator:
        return "The same article tells it again."
    if copy.narrator:
        return f"{_upper(teller(copy))} repeats {teller(first)} in its own voice."
    return f"{teller(copy)} gives the same statement as {teller(first)}; they count as one origin."


def judge_figures(
    a: Claim, b: Claim, *, one_event: bool = False, one_story: bool = False
) -> tuple[RelationKind, str] | None:
    """How two figures of one question stand to each other; None where the words do not say.

    Args:
        one_event: whether both count the victims of one event, with or without naming its place.
        one_story: whether their articles report the same thing, on whatever day.
    """
    unit, measure, counted = same_unit(a, b), same_measure(a, b), same_counted(a, b)
    place, time, scale = same_place(a, b), same_time(a, b), same_scale(a, b)
    place = place_of_event(place) if one_event else place
    time = time_of_event(a, b, time, one_story=one_story) if one_event else time
    for verdict in (unit, measure, counted, place):
        if verdict.score == 0 or (verdict.differs and verdict is not counted):
            return RelationKind.DIFFERENT_SCOPE, _both(verdict, time)
    if counted.differs:
        return _wider(a, b, counted, time)
    if time.differs or (_same_source(a, b) and _on_other_days(a, b)):
        return _over_time(a, b, time)
    if {a.modality, b.modality} & {Modality.DENIED} and a.modality != b.modality:
        return _denied(*((a, b) if a.modality is Modality.DENIED else (b, a)))
    if time.score < 1 and a.article.id != b.article.id:
        return None
    meet = bounds_meet(a, b)
    if meet.score > 0:
        # one source that says a thing twice is nobody's corroboration
        return None if _same_source(a, b) else (RelationKind.AGREE, meet.why)
    revised = _revised(a, b)
    if revised:
        return revised
    if counted.score < CERTAIN:
        return None  # two numbers of nobody knows whom are no contradiction
    if a.article.id == b.article.id and None in {source_key(a), source_key(b)}:
        return None  # one text goes over a toll in parts ("three others", "seven in hospital") without saying so
    if scale.differs:
        return RelationKind.DIFFERENT_SCOPE, scale.why
    if a.measure is Measure.MONEY and _is_wished(a) and _is_wished(b):
        return (
            RelationKind.DIFFERENT_SCOPE,
            "Each tells of money yet to be given: nothing says that it is one sum.",
        )
    if a.measure not in VICTIMS and (a.article.id != b.article.id or a.measure is Measure.MONEY):
        alike = alignment(said_in(a.context), said_in(b.context))
        if alike < SAME_MATTER:
            return (
                RelationKind.DIFFERENT_SCOPE,
                "The words around them differ: nothing says that both are of one matter.",
            )
    return _apart(a, b, meet)


def _is_wished(claim: Claim) -> bool:
    """Whether a sum is wanted, proposed or yet to be given."""
    return is_unreal(claim) or bool(_WANTS.search(claim.context[:LONGEST]))


def _revised(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    """Why the one of two numbers that lie apart may have come in the place of the other."""
    if _is_corrected(a) != _is_corrected(b):
        return RelationKind.SUPERSEDES, "The outlet says that it gave the other number before, and corrected it."
    if _may_have_grown(a, b):
        return RelationKind.DIFFERENT_PERIOD, "The later one is higher by no more than may have died in between."
    return None


def _denied(denial: Claim, other: Claim) -> tuple[RelationKind, str] | None:
    """The denial of a number, where it is the other's number that is denied and not who is to blame for it."""
    if not denies_number(denial) or bounds_meet(denial, other).score == 0 or not are_two_tellers(denial, other):
        return None
    return RelationKind.DENIES, f"{teller(denial)} denies {value_words(other)}."


def _same_source(a: Claim, b: Claim) -> bool:
    """Whether one source gives both: somebody in particular, or the voice of one article."""
    x, y = source_key(a), source_key(b)
    if a.narrator and b.narrator:
        # an outlet that counts in its own voice, again and again, is one teller
        return a.article.id == b.article.id or (a.article.outlet is not None and a.article.outlet == b.article.outlet)
    if a.article.id != b.article.id or x is None or y is None:
        return x == y and (x is not None or a.article.id == b.article.id)
    # "police" and "the city's police" of one article are one source
    return x == y or set(x.split()) <= set(y.split()) or set(y.split()) <= set(x.split())


def _on_other_days(a: Claim, b: Claim) -> bool:
    """Whether both are dated, to days that do not meet: a source that renews its count day by day."""
    return bool(a.as_of and b.as_of and not a.as_of.overlaps(b.as_of))


def _may_have_grown(a: Claim, b: Claim) -> bool:
    """Whether the account of a later day is higher by so little that the count may simply have gone on."""
    if not _on_other_days(a, b):
        return False
    early, late = (a, b) if _is_later(b, a, RelationKind.SUPERSEDES) else (b, a)
    before, after = early.high or early.low, late.low or late.high
    return bool(before and after and before <= after <= before * GROWTH)


def _apart(a: Claim, b: Claim, meet: Verdict) -> tuple[RelationKind, str]:
    if _same_source(a, b):
        if a.article.id == b.article.id:
            return (
                RelationKind.DIFFERENT_SCOPE,
                f"{_upper(teller(a))} gives both in one text: they count different things.",
            )
        return RelationKind.SUPERSEDES, f"{_upper(teller(a))} gave both; the later one stands."
    return RelationKind.CONFLICT, f"{_upper(teller(a))} and {teller(b)} differ: {meet.why[0].lower()}{meet.why[1:]}"


def _over_time(a: Claim, b: Claim, time: Verdict) -> tuple[RelationKind, str]:
    early, late = (a, b) if _is_later(b, a, RelationKind.SUPERSEDES) else (b, a)
    same = _same_source(a, b)
    grows = (late.low or late.high or 0) >= (early.low or early.high or 0)
    end = period_of(late).end
    if same and grows and end:
        return RelationKind.SUPERSEDES, f"The later total of the same source, as of {when_words(end)}."
    return RelationKind.DIFFERENT_PERIOD, time.why if time.differs else "The same source, on another day."


def _wider(a: Claim, b: Claim, counted: Verdict, time: Verdict) -> tuple[RelationKind, str]:
    if counted.score < 0.5 or time.differs:
        return RelationKind.DIFFERENT_SCOPE, _both(counted, time)
    a_wider = is_wider(a, b)
    return (RelationKind.WIDER if a_wider else RelationKind.NARROWER), counted.why


def is_wider(a: Claim, b: Claim) -> bool:
    """Whether `a` counts a kind that holds `b`'s."""
    return includes(counted_by(a).category, counted_by(b).category)


def _both(verdict: Verdict, time: Verdict) -> str:
    return f"{verdict.why} {time.why}" if time.differs else verdict.why


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
