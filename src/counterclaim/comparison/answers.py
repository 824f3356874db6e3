"""Statements of one article that answer each other: mutual accusations, and denials of what stands before them.

In: one article's statement claims. Out: Matches. Cost: the square of an article's accusations and denials.
"""

import re
from collections.abc import Iterator, Sequence

from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import parties_in_words, party_in_words
from counterclaim.comparison.rules.verdict import Verdict, teller
from counterclaim.comparison.same_claims import Match, are_opposed
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.words import content_words, overlap
from counterclaim.records.claim import Claim
from counterclaim.records.question import RelationKind
from counterclaim.records.values import Act

# A denial that ends in a word for what was said before: "striking it", "this", "any losses there".
_BACK = re.compile(
    r"\b(?:this|that|it|them|there|so|(?:the|these|those|such)\s+(?:claims?|reports?|allegations?|accusations?|charges?))\W*$",
    re.IGNORECASE,
)
# A denial answers what stands in the sentence before it.
ANSWER_CHARACTERS = 200
ALIKE = 0.5
# "any agreements with Russia" is no statement yet: it takes four words of meaning to say something.
FEWEST_WORDS = 4
# An accusation may be short: "ceasefire violations", "broke the truce".
FEWEST_ACCUSED = 2


def matches_within(statements: Sequence[Claim]) -> Iterator[Match]:
    """Every match among the statements of one article."""
    accusing = [c for c in statements if c.act is Act.ACCUSE and source_party(c)]
    for at, a in enumerate(accusing):
        for b in accusing[at + 1 :]:
            if are_opposed(a, b) and _alike(a, b):
                yield match_of(a, b, RelationKind.CONFLICT, "Each accuses the other side of it.")
    for denial in (c for c in statements if c.act is Act.DENY):
        others = [
            c
            for c in statements
            if c.act in {Act.ASSERT, Act.ACCUSE, Act.ESTIMATE}
            and c.id != denial.id
            and _teller_key(c) != _teller_key(denial)
            and not c.span.overlaps(denial.span)
            and (_alike(c, denial) or _is_of_denier(c, denial))
        ]
        if others:
            best = max(others, key=lambda c: (_likeness(c, denial), -abs(c.span.start - denial.span.start), c.id))
            yield match_of(best, denial, RelationKind.DENIES, f"{teller(denial)} denies what {teller(best)} says.")


def match_of(a: Claim, b: Claim, relation: RelationKind, why: str) -> Match:
    """A match made by one rule."""
    likeness = _likeness(a, b)
    words = Verdict("words", round(likeness, 2), f"They share {likeness:.0%} of the shorter one's words.")
    return Match.of(a, b, relation, why, (words,))


def _is_of_denier(said: Claim, denial: Claim) -> bool:
    """Whether a statement just before a denial is by another party, about the party that denies: "Baku denies this"."""
    speaker, denier = source_party(said), source_party(denial)
    if denier is None or speaker == denier or not 0 <= denial.span.start - said.span.end <= ANSWER_CHARACTERS:
        return False
    if denier not in parties_in_words(said.text):
        return False
    shared = {
        word for word in content_words(said.text) & content_words(denial.text) if not party_in_words(word.title())
    }
    return said.act is Act.ACCUSE or (speaker is not None and bool(shared or _BACK.search(denial.text)))


def _alike(a: Claim, b: Claim) -> bool:
    x, y = content_words(a.text), content_words(b.text)
    fewest = FEWEST_WORDS if a.act is Act.DENY or b.act is Act.DENY else FEWEST_ACCUSED
    return min(len(x), len(y)) >= fewest and overlap(x, y) >= ALIKE


def _likeness(a: Claim, b: Claim) -> float:
    return overlap(content_words(a.text), content_words(b.text))


def _teller_key(claim: Claim) -> str:
    return source_key(claim) or ("narrator" if claim.narrator else f"unnamed {claim.source_text or claim.id}")
