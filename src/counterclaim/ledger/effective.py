"""Claims as they stand after what people decided about them. Pure: whatever order decisions came in, the same results.

In: a reading's claims, the standing decisions about its article.   Out: the claims that hold, and those rejected.

Decisions count in the order in which they were taken. Whether a claim holds is the last word of anybody who accepted,
rejected or corrected it: to correct a claim is to say that it is one. Each field has the last correction of it.
Others' decisions stay beside the one that counts (reviewing shows where two people differ).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.errors import RecordError
from counterclaim.records.claim import Claim
from counterclaim.records.correcting import corrected, value_of, values_of
from counterclaim.records.decisions import ON_CLAIMS, Anchor, Decision, DecisionAct, Review

# A newer reader may find more or fewer words for the same thing: half of the words that either found must be common,
# or one stretch lie wholly in the other where figures and events are concerned, whose numbers and triggers are short.
LEAST_COMMON_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Effective:
    """What becomes of a reading's claims."""

    claims: tuple[Claim, ...]  # that hold, corrected where somebody did
    rejected: Mapping[str, Decision]  # by the id of a claim that does not hold: the decision that says so


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """As they were taken; at one moment by id, so that everybody has the same order."""
    return sorted(decisions, key=lambda decision: (decision.at, decision.id))


def effective(claims: Sequence[Claim], decisions: Iterable[Decision]) -> Effective:
    """The claims of one article as they stand.

    Args:
        claims: as the reader made them.
        decisions: all that stand and are about them; others are passed over.
    """
    about = decisions_by_claim(claims, decisions)
    held = []
    rejected = {}
    for claim in claims:
        decided = about.get(claim.id)
        if not decided:
            held.append(claim)
        elif decided[-1].act is DecisionAct.REJECT:
            rejected[claim.id] = decided[-1]
        else:
            held.append(_decided(claim, decided))
    return Effective(tuple(held), rejected)


def decisions_by_claim(claims: Sequence[Claim], decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Which decisions are about which claim, by its id, each list in order."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in in_order(decision for decision in decisions if decision.act in ON_CLAIMS):
        claim = anchored(decision.anchors[0], claims)
        if claim is not None:
            about[claim.id].append(decision)
    return about


def anchored(anchor: Anchor, claims: Sequence[Claim]) -> Claim | None:
    """The claim that an anchor holds on to: the one of its id, else the one made of the same words; None = none is."""
    best: tuple[tuple[int, float], Claim] | None = None
    for claim in claims:
        if claim.id == anchor.claim:
            return claim
        common = _common_words(anchor, claim)
        if common > 0 and _is_same_thing(anchor, claim):
            rank = (_alike(anchor, claim), common)
            if best is None or rank > best[0]:
                best = (rank, claim)
    return best[1] if best else None


def _common_words(anchor: Anchor, claim: Claim) -> float:
    """The share of common characters among those of either; 0 where too few are."""
    if claim.kind != anchor.kind or claim.article.id != anchor.article or not claim.span.overlaps(anchor.span):
        return 0.0
    common = min(claim.span.end, anchor.span.end) - max(claim.span.start, anchor.span.start)
    either = max(claim.span.end, anchor.span.end) - min(claim.span.start, anchor.span.start)
    nested = claim.kind in ("figure", "event") and (claim.span.covers(anchor.span) or anchor.span.covers(claim.span))
    return common / either if nested or common / either >= LEAST_COMMON_WORDS else 0.0


def _is_same_thing(anchor: Anchor, claim: Claim) -> bool:
    """Whether the words were taken for the same sort of thing: two events in one clause are two."""
    was = dict(anchor.was)
    if claim.kind == "figure":
        return any(was.get(name) == value_of(claim, name) for name in ("measure", "low", "high") if name in was)
    if claim.kind == "event":
        return was.get("event_type") == value_of(claim, "event_type") or was.get("trigger") == claim.trigger
    return True


def _alike(anchor: Anchor, claim: Claim) -> int:
    """In how many fields the claim says what the anchored one said."""
    now = values_of(claim)
    return sum(now.get(name) == value for name, value in anchor.was)


def _decided(claim: Claim, decided: Sequence[Decision]) -> Claim:
    """A claim that holds, with the last correction of each field, and who accepted it."""
    corrections = {d.field: d for d in decided if d.act is DecisionAct.CORRECT and d.field is not None}
    accepted = {d.reviewer: d for d in decided if d.act is DecisionAct.ACCEPT}
    # The source first: putting another one in takes the side of the former with it, which may be corrected as well.
    fixed = claim
    for decision in sorted(corrections.values(), key=lambda d: (d.field != "source", d.at, d.id)):
        fixed = _tried(fixed, decision)
    if fixed.low is not None and fixed.high is not None and fixed.low > fixed.high:
        fixed = replace(fixed, low=claim.low, high=claim.high)  # half a correction that the reader has overtaken
    reviews = [
        Review(d.id, d.act, d.reviewer, d.at, d.field, value_of(claim, d.field) if d.field else None)
        for d in in_order([*corrections.values(), *accepted.values()])
    ]
    return replace(fixed, reviewed=tuple(reviews))


def _tried(claim: Claim, decision: Decision) -> Claim:
    """The claim with a correction; as it is where the correction is of a field or a value of another version."""
    try:
        return corrected(claim, decision.field or "", decision.value)
    except RecordError:
        return claim
