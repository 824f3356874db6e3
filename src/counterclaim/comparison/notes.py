"""What an article says of a claim's standing: "could not be independently verified", "later retracted", "corrected".

A note is kept with the claim that it concerns: the one whose sentence it stands in, else those of the sentence before.
In: an article's text and its claims. Out: Notes with the words and where they stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import ArticleRef, Claim
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
    article: ArticleRef | None = None  # where the sentence stands; None = in the claim's own article


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
_OWN = re.compile(r"\b(?:earlier|previous) version\b|\bcorrection:|\bthis (?:article|story|report)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
FEWEST_LETTERS = 3  # of a word that names a source: not "the", "of"
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


def notes_on_others(text: str, article: ArticleRef, claims: Sequence[Claim]) -> tuple[Note, ...]:
    """What an article takes back, or puts right, of a number that another article gives.

    "An earlier version of this story said 45" speaks of its own outlet's; "the ministry had earlier put the toll at 45"
    of that source's, in whatever article. A number that it corrects stands in its sentence.

    Args:
        text: the article's text.
        claims: the accounts of one question; those of the article itself, and of later ones, are passed over.
    """
    others = [c for c in claims if c.kind == "figure" and c.article.id != article.id and _is_before(c.article, article)]
    found: list[Note] = []
    for start, end, kind in _noted_sentences(text[:LONGEST]) if others else ():
        if kind is NoteKind.UNVERIFIED:
            continue
        words = " ".join(text[start:end].split())
        numbers = {float(n.replace(",", "")) for n in _NUMBER.findall(words)}
        numbers |= {float(_SMALL[w]) for w in _WORD.findall(words.casefold()) if w in _SMALL}
        found += [
            Note(claim.id, kind, Span(start, end), words, article)
            for claim in others
            if {claim.low, claim.high} & numbers and _speaks_of(words, article, claim)
        ]
    return tuple(found)


def _is_before(early: ArticleRef, late: ArticleRef) -> bool:
    return early.published is None or late.published is None or early.published.first <= late.published.last


def _speaks_of(words: str, article: ArticleRef, claim: Claim) -> bool:
    """Whether a sentence that takes something back means what a claim's article, or its source, said."""
    if _OWN.search(words):
        return article.outlet is not None and article.outlet == claim.article.outlet
    names = {word.casefold() for word in _WORD.findall(claim.source or "") if len(word) > FEWEST_LETTERS}
    return bool(names & set(_WORD.findall(words.casefold())))


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
