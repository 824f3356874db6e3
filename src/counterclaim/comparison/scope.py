"""The place within which a figure counts, as far as it narrows the count.

In: a figure claim. Out: a place's name, or None for the whole war: no place, a country, or only the place of telling.
"""

from functools import lru_cache

from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.parties import are_enemies, is_country, party_in_words
from counterclaim.records.claim import Claim


def local_place(claim: Claim) -> str | None:
    """The place of a figure where it makes the count a local one.

    "Russian soldiers killed in Ukraine" counts the whole war's; a toll of theirs "in Washington" was told there.
    """
    return _local(claim.place, counted_by(claim).party)


@lru_cache(maxsize=100_000)
def _local(place: str | None, party: str | None) -> str | None:
    if place is None or is_country(place):
        return None
    seat = party_in_words(place, speaking=True) if "," not in place else None
    told_there = party is not None and seat is not None and seat != party and not are_enemies(seat, party, None)
    return None if told_there else place
