"""What an article says of a claim's standing: "could not be independently verified", "later retracted", "corrected".

A note is kept with the claim that it concerns: the one whose sentence it stands in, else those of the sentence before.
In: an article's text and its claims. Out: Notes with the words and where they stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import Claim
from counterclaim.records.span import Span


class NoteKind(StrEnum):
    """What a note says of a claim."""

    UNVERIFIED = "unverified"  # nobody but its source vouches for it
    CORRECTED = "corrected"  # the article or its source put it right
    RETRACTED = "retracted"  # it was taken back


@dataclass(frozen=True, slots=True)
class Note:
    """One note on one claim."""

    claim: str
    kind: NoteKind
    span: Span  # of the sentence that says so, in the article's text
    text: str


_PATTERNS = (
    (
        NoteKind.UNVERIFIED,
        re.compile(
            r"\b(?:(?:could|can|cannot|can’t|can't|couldn’t|couldn't|was|were|has|have|is|are)\s*(?:not|yet)?\s*(?:be|been|immediately|yet|"
            r"able to|independently|currently|possible to|\s)*\s*(?:verif\w+|confirm\w*|corroborat\w+|authenticat\w+)|"
            r"(?:not|un)\s*(?:been\s+)?(?:independently\s+)(?:verified|confirmed|verify|confirm)|"
            r"(?:no|without)\s+independent\s+(?:confirmation|verification|corroboration)|"
            r"(?:impossible|unable|not possible)\s+to\s+(?:independently\s+)?(?:verify|confirm|corroborate))\b",
            re.IGNORECASE,
        ),
    ),
    (
        NoteKind.RETRACTED,
        re.compile(
            r"\b(?:retract\w*|withdr[ae]w\w*\s+(?:the|its|his|her|their|that)\s+(?:\w+\s+)?(?:claim|statement|report|"
            r"accusation|allegation)s?|took\s+back|walked\s+back|backtracked|deleted\s+the\s+(?:post|statement|report))\b",
            re.IGNORECASE,
        ),
    ),
    (
        NoteKind.CORRECTED,
        re.compile(
            r"\b(?:an?\s+earlier\s+version\s+of\s+this|correction:|this\s+(?:article|story|report)\s+(?:has\s+been|was)\s+"
            r"(?:corrected|amended|updated\s+to\s+correct)|(?:corrected|revised)\s+(?:the|its|his|her|their|an?\s+earlier)\s+"
            r"(?:\w+\s+)?(?:toll|figure|number|count|statement|estimate|claim)s?|had\s+(?:earlier|previously|initially|first)\s+"
            r"(?:said|put|reported|given|claimed))\b",
            re.IGNORECASE,
        ),
    ),
)
# "was confirmed" verifies; only with one of these words near it does it not.
_NEGATIVE = re.compile(r"\b(?:not|n[’']t|cannot|no|un\w+|impossible|unable|without|never)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=[\s”\"’')]|$)[”\"’')]*|\n|$)")
# A note speaks of the sentence just before it.
BEFORE_CHARACTERS = 400
LONGEST = 2_000_000
_NOTED = frozenset(("statement", "figure", "event"))


def notes_of(text: str, claims: Sequence[Claim]) -> tuple[Note, ...]:
    """Every note in a text, each on the claims that it concerns, in text order.

    Args:
        text: the article's text.
        claims: those of the article; other articles' are passed over by their spans being elsewhere.
    """
    found: list[Note] = []
    for start, end, kind in _noted_sentences(text[:LONGEST]):
        span = Span(start, end)
        own = [c for c in claims if c.kind in _NOTED and _concerns(c, span)]
        words = " ".join(text[start:end].split())
        found += [Note(claim.id, kind, span, words) for claim in own or _before(claims, start)]
    return tuple(found)


def _noted_sentences(text: str) -> list[tuple[int, int, NoteKind]]:
    found = []
    for match in _SENTENCE.finditer(text):
        words = match.group()
        for kind, pattern in _PATTERNS:
            hit = pattern.search(words)
            if hit and (kind is not NoteKind.UNVERIFIED or _NEGATIVE.search(words)):
                start = match.start() + len(words) - len(words.lstrip())
                found.append((start, match.start() + len(words.rstrip()), kind))
                break
    return found


def _concerns(claim: Claim, note: Span) -> bool:
    """Whether a claim of the note's own sentence is what it is about, and not the note itself told as a statement."""
    if not note.covers(claim.span):
        return False
    pattern = _PATTERNS[0][1]
    return not (pattern.search(claim.text) and _NEGATIVE.search(claim.text)) and not (
        claim.cue and pattern.search(f"not {claim.cue}")
    )


def _before(claims: Sequence[Claim], start: int) -> list[Claim]:
    """The claims of the last sentence before a note."""
    near = [c for c in claims if 0 <= start - c.span.end <= BEFORE_CHARACTERS and c.kind in _NOTED]
    if not near:
        return []
    last = max(claim.sentence.start for claim in near)
    return sorted((claim for claim in near if claim.sentence.start == last), key=lambda c: (c.span.start, c.id))
