"""Whose loss a figure counts, seen from its source: its own, its enemy's, a third party's.

In: a figure claim. Out: Interest, or None where source or counted party is not known. Losses only: strength and area
have no loser.
"""

from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.parties import are_enemies, party_of_actor
from counterclaim.comparison.periods import period_of
from counterclaim.records.claim import Claim
from counterclaim.records.values import Interest, Measure, Side

LOSSES = frozenset(
    (
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.CASUALTIES,
        Measure.MISSING,
        Measure.DESTROYED,
        Measure.SHOT_DOWN,
        Measure.TARGETS_HIT,
        Measure.DISPLACED,
    )
)
# Sides that belong to no party of a war: what they count is a third party's loss, whoever is counted.
_OUTSIDE = frozenset((Side.MEDIA, Side.ANALYST, Side.INTERNATIONAL, Side.AUTHOR))


def source_party(claim: Claim) -> str | None:
    """The party that a claim's source speaks for; None for the article's own voice and for unnamed sources."""
    if claim.narrator or claim.source is None:
        return None
    return party_of_actor(claim.actor, claim.side, claim.source)


def interest_of(claim: Claim) -> Interest | None:
    """Own, enemy or third party, from the sides at the claim's date."""
    if claim.measure not in LOSSES:
        return None
    counted = counted_by(claim).party
    if claim.narrator or claim.source is None:
        return None
    speaker = source_party(claim)
    if counted is None:
        return None
    if claim.side in _OUTSIDE and speaker not in {counted}:
        return Interest.THIRD_PARTY
    if speaker is None:
        return None
    if speaker == counted:
        return Interest.OWN
    if are_enemies(speaker, counted, period_of(claim).day) or (
        claim.by and speaker == party_of_actor(None, None, claim.by)
    ):
        return Interest.ENEMY
    return Interest.THIRD_PARTY
