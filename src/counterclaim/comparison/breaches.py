"""Charges of breaking a truce: two enemies who each tell what the other did, in whatever words.

"Baku said that Armenian troops fired" is such a charge where words of a truce stand beside it; it need not be told as
an accusation. In: statement claims. Out: whom a claim charges, and pairs of charges that answer each other.
"""

import re
from collections.abc import Iterator, Sequence

from counterclaim.comparison.parties import are_enemies, parties_in_words
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.words import LONGEST
from counterclaim.records.claim import Claim
from counterclaim.records.values import Act

# What breaks a truce, as the one side says of the other.
_HOSTILE = re.compile(
    r"\b(?:violat\w+|breach\w*|br(?:oke|eaks?|eaking|oken)|attack\w*|assault\w*|shell\w*|fir(?:ed?|es|ing)|struck|strik\w+|"
    r"bomb\w*|launch\w*|raid\w*|advanc\w+|storm\w*)\b",
    re.IGNORECASE,
)
_TRUCE = re.compile(
    r"\b(?:cease-?fires?|truces?|armistice|cessation of hostilities|pause in (?:the )?fighting)\b"
    r"|\b(?:violat|breach|br[eo]ak|broke)\w*\s+(?:of\s+)?(?:the|this|that|an?|their|its)\s+(?:\w+\s+)?"
    r"(?:agreement|understanding|deal|accord|pact)\b",
    re.IGNORECASE,
)
# Words of a truce this close to what a side says make it a charge of breaking it: its sentence and those around it.
TRUCE_CHARACTERS = 300
_CHARGING = frozenset((Act.ASSERT, Act.ACCUSE, Act.ESTIMATE))


def speaks_of_truce(claim: Claim) -> bool:
    """Whether a claim's sentence speaks of a truce."""
    return bool(_TRUCE.search(claim.context[:LONGEST]))


def tells_of_truce(claim: Claim) -> bool:
    """Whether what is said is itself of a truce: "of breaking the ceasefire"."""
    return bool(_TRUCE.search(claim.text[:LONGEST]))


def charged_by(claim: Claim) -> str | None:
    """The enemy party of whose hostile act a statement tells; None where it tells of none."""
    speaker = source_party(claim)
    if speaker is None or claim.act not in _CHARGING or not _HOSTILE.search(claim.text[:LONGEST]):
        return None
    named = parties_in_words(claim.text[:LONGEST])
    first = named[0] if named else None
    published = claim.article.published
    return first if are_enemies(speaker, first, published.first if published else None) else None


def breaches_within(statements: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The charges of one article that answer each other.

    Each is paired with the next one by the party that it charges, so that a long list of them gives no square.
    """
    truces = [claim for claim in statements if speaks_of_truce(claim)]
    charges = [(c, party) for c in statements if (party := charged_by(c)) and any(_is_beside(c, t) for t in truces)]
    for at, (claim, charged) in enumerate(charges):
        answer = next((item for item in charges[at + 1 :] if source_party(item[0]) == charged), None)
        if answer and answer[1] == source_party(claim) and _is_beside(claim, answer[0]):
            yield claim, answer[0]


def _is_beside(a: Claim, b: Claim) -> bool:
    return max(a.sentence.start, b.sentence.start) - min(a.sentence.end, b.sentence.end) <= TRUCE_CHARACTERS
