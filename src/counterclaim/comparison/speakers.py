"""Which party a claim's source speaks for. In: a claim. Out: a party key, or None."""

from counterclaim.comparison.parties import party_of_actor
from counterclaim.records.claim import Claim


def source_party(claim: Claim) -> str | None:
    """The party that a claim's source speaks for; None for the article's own voice and for unnamed sources."""
    if claim.narrator or claim.source is None:
        return None
    return party_of_actor(claim.actor, claim.side, claim.source)
