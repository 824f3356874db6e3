"""Two versions of one article side by side: which words went, which came, which claims changed with them.

In:  two texts, and the claims made of each.   Out: Difference. Pure.
How: paragraphs are matched first, then words within those that changed (difflib's longest matching blocks), so that a
long article costs about as much as its changed paragraphs.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import Claim

# Paragraphs longer than this are shown whole, before and after: matching words is quadratic at its worst.
_MOST_WORDS = 2000
_WORDS = re.compile(r"\S+")


class Part(StrEnum):
    """What became of a stretch of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, went or came, in the order of the text."""

    part: Part
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a later version changed."""

    paragraphs: tuple[tuple[Stretch, ...], ...]  # those that differ, in order
    removed: int  # words
    added: int  # words
    gone: tuple[Claim, ...]  # claims that only the earlier version makes
    new: tuple[Claim, ...]  # claims that only the later version makes

    @property
    def is_of_words(self) -> bool:
        """Whether more than blanks and line ends changed."""
        return bool(self.removed or self.added)


def compare_versions(earlier: str, later: str, claims: Iterable[Claim], later_claims: Iterable[Claim]) -> Difference:
    """What `later` changed of `earlier`."""
    paragraphs = tuple(_changed(_paragraphs(earlier), _paragraphs(later)))
    count = Counter[Part]()
    for stretch in (s for paragraph in paragraphs for s in paragraph):
        count[stretch.part] += len(stretch.words.split())
    gone, new = _claims_apart(tuple(claims), tuple(later_claims))
    return Difference(paragraphs, count[Part.REMOVED], count[Part.ADDED], gone, new)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _changed(before: list[str], after: list[str]) -> Iterator[tuple[Stretch, ...]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = min(j - i, m - k)
        for n in range(pairs):  # an edited paragraph stands across from what it was
            yield tuple(_words_apart(before[i + n], after[k + n]))
        for gone in before[i + pairs : j]:
            yield (Stretch(Part.REMOVED, gone),)
        for new in after[k + pairs : m]:
            yield (Stretch(Part.ADDED, new),)


def _words_apart(before: str, after: str) -> Iterator[Stretch]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        yield Stretch(Part.REMOVED, before)
        yield Stretch(Part.ADDED, after)
        return
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            yield Stretch(Part.KEPT, " ".join(old[i:j]))
            continue
        if j > i:
            yield Stretch(Part.REMOVED, " ".join(old[i:j]))
        if m > k:
            yield Stretch(Part.ADDED, " ".join(new[k:m]))


def _claims_apart(before: tuple[Claim, ...], after: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Claims that only one version makes; one that merely stands elsewhere in the text is in both."""
    left = Counter(_said(claim) for claim in after)
    gone = []
    for claim in before:
        said = _said(claim)
        if left[said]:
            left[said] -= 1
        else:
            gone.append(claim)
    right = Counter(_said(claim) for claim in before)
    new = []
    for claim in after:
        said = _said(claim)
        if right[said]:
            right[said] -= 1
        else:
            new.append(claim)
    return tuple(gone), tuple(new)


def _said(claim: Claim) -> tuple[object, ...]:
    """What a claim says and who says it, wherever it stands."""
    words = " ".join(claim.text.split()).casefold()
    return (
        claim.kind, words, claim.source, claim.act, claim.measure, claim.low, claim.high, claim.of, claim.event_type,
        claim.status, claim.modality, claim.horizon,
    )  # fmt: skip
