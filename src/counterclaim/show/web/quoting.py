"""A claim's words inside the sentence that a page shows of it.

In: a claim, and how many characters there is room for.   Out: what stands before, the words, what stands behind; joined
they are the excerpt. Words that fill most of the sentence are not told apart: marking everything marks nothing.
"""

from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.show.excerpts import excerpt

_MOST_MARKED = 0.6  # of the excerpt's characters


@dataclass(frozen=True, slots=True)
class Quoted:
    """An excerpt in three parts; `words` is empty where nothing is told apart."""

    before: str
    words: str
    behind: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.words + self.behind


def quoted(claim: Claim, longest: int) -> Quoted:
    """The excerpt of a claim's sentence with the claim's own words told apart."""
    text = excerpt(claim, longest)
    words = " ".join(claim.text.split())
    if claim.kind == "statement" or not words or len(words) > _MOST_MARKED * len(text):
        return Quoted(text, "", "")
    start = claim.span.start - claim.sentence.start
    # where the words stand more than once, how often they did so before tells which of them is meant
    nth = claim.context[:start].count(claim.text) if start > 0 and len(claim.context) <= longest else 0
    at = -1
    for _ in range(nth + 1):
        at = text.find(words, at + 1)
    if at < 0:
        return Quoted(text, "", "")
    return Quoted(text[:at], words, text[at + len(words) :])
