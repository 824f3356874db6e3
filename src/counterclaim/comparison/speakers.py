"""Which party a claim's source speaks for. In: a claim. Out: a party key, or None."""

from counterclaim.comparison.parties import party_in_words, party_of_actor
from counterclaim.records.claim import Claim

# Who speaks of a party without speaking for it: "the Russia expert", "Turkish television".
_FOR_NOBODY = frozenset(("analyst", "media", "witness"))


def source_party(claim: Claim) -> str | None:
    """The party that a claim's source speaks for; None for the article's own voice and for unnamed sources.

    Where neither the register nor the name says, what the article calls them does: "India's Defence Minister R. Singh".
    """
    if claim.narrator or claim.source is None:
        return None
    found = party_of_actor(claim.actor, claim.side, claim.source)
    if found is None and claim.source_text and claim.source_kind not in _FOR_NOBODY:
        return party_in_words(claim.source_text, speaking=True)
    return found
