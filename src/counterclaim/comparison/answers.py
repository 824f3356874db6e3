"""Statements of one article that answer each other: mutual accusations, and denials of what stands before them.

In: one article's statement claims. Out: Matches. Cost: the square of an article's accusations and denials.
"""

import re
from collections.abc import Iterator, Sequence

from counterclaim.comparison.breaches import breaches_within, tells_of_truce
from counterclaim.comparison.denials import is_answer, is_answer_beside, is_denial
from counterclaim.comparison.pointing import pointed_at
from counterclaim.comparison.rules.verdict import Verdict, teller
from counterclaim.comparison.same_claims import Match, are_opposed
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.words import content_words, overlap
from counterclaim.records.claim import Claim
from counterclaim.records.question import RelationKind
from counterclaim.records.values import Act

ALIKE = 0.5
# An accusation may be short: "ceasefire violations", "broke the truce".
FEWEST_ACCUSED = 2
# "Recognized its aggression" accuses nobody else.
_OWN_DEED = re.compile(r"\W*(?:its|their|our|his|her|my)\b", re.IGNORECASE)
BROKE_TRUCE = "Each says that the other broke the truce."


def matches_within(statements: Sequence[Claim]) -> Iterator[Match]:
    """Every match among the statements of one article."""
    accusing = [c for c in statements if c.act is Act.ACCUSE and source_party(c) and not _OWN_DEED.match(c.text)]
    for at, a in enumerate(accusing):
        for b in accusing[at + 1 :]:
            if not are_opposed(a, b):
                continue
            if tells_of_truce(a) and tells_of_truce(b):
                yield match_of(a, b, RelationKind.CONFLICT, BROKE_TRUCE)
            elif _alike(a, b):
                yield match_of(a, b, RelationKind.CONFLICT, "Each accuses the other side of it.")
    for a, b in breaches_within(statements):
        yield match_of(a, b, RelationKind.CONFLICT, BROKE_TRUCE)
    for denial in (c for c in statements if is_denial(c)):
        others = [c for c in statements if c.id != denial.id and (is_answer(denial, c) or is_answer_beside(denial, c))]
        best = max(
            others,
            key=lambda c: (_likeness(c, denial), -abs(c.span.start - denial.span.start), c.id),
            default=None,
        ) or pointed_at(denial, statements)
        if best:
            yield match_of(best, denial, RelationKind.DENIES, f"{teller(denial)} denies what {teller(best)} says.")


def match_of(a: Claim, b: Claim, relation: RelationKind, why: str) -> Match:
    """A match made by one rule."""
    likeness = _likeness(a, b)
    words = Verdict("words", round(likeness, 2), f"They share {likeness:.0%} of the shorter one's words.")
    return Match.of(a, b, relation, why, (words,))


def _alike(a: Claim, b: Claim) -> bool:
    x, y = content_words(a.text), content_words(b.text)
    return min(len(x), len(y)) >= FEWEST_ACCUSED and overlap(x, y) >= ALIKE


def _likeness(a: Claim, b: Claim) -> float:
    return overlap(content_words(a.text), content_words(b.text))
