"""Whose loss a figure counts, seen from its source: its own, its enemy's, a third party's.

In: a figure claim. Out: Interest, or None where source or counted party is not known. Losses only: strength and area
have no loser.
"""

from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.parties import are_enemies, party_of_actor
from counterclaim.comparison.periods import period_of
from counterclaim.comparison.speakers import source_party
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


def interest_of(claim: Claim) -> Interest | None:
    """Own, enemy or third party, from the sides at the claim's date."""
    if claim.measure not in LOSSES:
        return None
    counted = counted_by(claim).party
    speaker = source_party(claim)
    if counted is None:
        return None
    if speaker == counted:
        return Interest.OWN
    did_it = claim.by is not None and speaker is not None and speaker == party_of_actor(None, None, claim.by)
    if did_it or are_enemies(speaker, counted, period_of(claim).day):
        return Interest.ENEMY
    return Interest.THIRD_PARTY if speaker or claim.side in _OUTSIDE else None
