"""Statements of one article that answer each other: mutual accusations, and denials of what stands before them.

In: one article's statement claims. Out: Matches. Cost: the square of an article's accusations and denials.
"""

import re
from collections.abc import Iterator, Sequence

from counterclaim.comparison.breaches import breaches_within
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import parties_in_words, party_in_words
from counterclaim.comparison.rules.verdict import Verdict, teller
from counterclaim.comparison.same_claims import Match, are_opposed
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.words import LONGEST, content_words, overlap
from counterclaim.records.claim import Claim
from counterclaim.records.question import RelationKind
from counterclaim.records.values import Act

_SAYING = r"(?:claims?|reports?|allegations?|accusations?|charges?|assertions?|figures?|statements?)"
# A denial that ends in a word for what was said before: "striking it", "this", "any losses there".
_BACK = re.compile(rf"\b(?:this|that|it|them|there|so|(?:the|these|those|such)\s+{_SAYING})\W*$", re.IGNORECASE)
# "... called the claim a lie": it denies what stands before it, by whatever verb it is brought.
_CALLED_FALSE = re.compile(
    rf"\b(?:the|these|those|such|this|that|its?|their)\s+{_SAYING}\b.{{0,40}}\b(?:lies?|false|falsehoods?|baseless|groundless|"
    r"unfounded|untrue|nonsense|disinformation|misinformation|fabricat\w+|inventions?|propaganda|fake|absurd|fiction)\b",
    re.IGNORECASE,
)
# A denial answers what stands in the sentence before it.
ANSWER_CHARACTERS = 200
ALIKE = 0.5
# "any agreements with Russia" is no statement yet: it takes four words of meaning to say something.
FEWEST_WORDS = 4
# An accusation may be short: "ceasefire violations", "broke the truce".
FEWEST_ACCUSED = 2
BROKE_TRUCE = "Each says that the other broke the truce."


def matches_within(statements: Sequence[Claim]) -> Iterator[Match]:
    """Every match among the statements of one article."""
    accusing = [c for c in statements if c.act is Act.ACCUSE and source_party(c)]
    for at, a in enumerate(accusing):
        for b in accusing[at + 1 :]:
            if are_opposed(a, b) and _alike(a, b):
                yield match_of(a, b, RelationKind.CONFLICT, "Each accuses the other side of it.")
    for a, b in breaches_within(statements):
        yield match_of(a, b, RelationKind.CONFLICT, BROKE_TRUCE)
    for denial in (c for c in statements if is_denial(c)):
        others = [
            c
            for c in statements
            if c.act in {Act.ASSERT, Act.ACCUSE, Act.ESTIMATE}
            and c.id != denial.id
            and not is_denial(c)
            and _teller_key(c) != _teller_key(denial)
            and not c.span.overlaps(denial.span)
            and (_alike(c, denial) or _is_of_denier(c, denial))
        ]
        if others:
            best = max(others, key=lambda c: (_likeness(c, denial), -abs(c.span.start - denial.span.start), c.id))
            yield match_of(best, denial, RelationKind.DENIES, f"{teller(denial)} denies what {teller(best)} says.")


def is_denial(claim: Claim) -> bool:
    """Whether a statement denies something, or calls what was said before a lie."""
    return claim.act is Act.DENY or bool(_CALLED_FALSE.search(claim.text[:LONGEST]))


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
    points_back = _BACK.search(denial.text) or _CALLED_FALSE.search(denial.text[:LONGEST])
    return said.act is Act.ACCUSE or (speaker is not None and bool(shared or points_back))


def _alike(a: Claim, b: Claim) -> bool:
    x, y = content_words(a.text), content_words(b.text)
    fewest = FEWEST_WORDS if a.act is Act.DENY or b.act is Act.DENY else FEWEST_ACCUSED
    return min(len(x), len(y)) >= fewest and overlap(x, y) >= ALIKE


def _likeness(a: Claim, b: Claim) -> float:
    return overlap(content_words(a.text), content_words(b.text))


def _teller_key(claim: Claim) -> str:
    return source_key(claim) or ("narrator" if claim.narrator else f"unnamed {claim.source_text or claim.id}")
