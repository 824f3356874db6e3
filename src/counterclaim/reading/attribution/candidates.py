"""What may be an attribution: spans with a confidence and the rule that proposed them, before anybody is resolved.

Made by the encoder (adjusted to the parse) and by rules; joined in merging.py; judged in attributions.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.records.span import Span, Spans


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may say what: character spans over the stored text."""

    source: Spans  # empty: nobody is named
    cue: Spans  # empty: none, as in a free-standing quotation
    content: Spans  # never empty
    confidence: float  # 0..1
    rule: str  # "encoder" or the name of the rule
    act: str | None = None  # what the rule's cue says of the act; None = to be read from the words
    through: Spans = ()  # the outlet that cites the source: "Reuters, citing two officials, reported ..."
    withheld: str | None = None  # why no claim is made of it; None: one is


def span_of(tokens: Any) -> Span | None:
    """The span of a stretch of tokens without the white space and punctuation at its ends; None if nothing is left."""
    words = [t for t in tokens if not t.is_space]
    while words and words[-1].is_punct and words[-1].text not in CLOSING:
        words.pop()
    while words and words[0].is_punct and words[0].text not in OPENING:
        words.pop(0)
    if not words:
        return None
    return Span(words[0].idx, words[-1].idx + len(words[-1]))


OPENING = frozenset('“„‟«"‘[(')
CLOSING = frozenset('”»"’])%')


def spans_of_tokens(tokens: Sequence[Any]) -> Spans:
    """Maximal runs of neighbouring tokens (white space does not part them) as trimmed spans."""
    out: list[Span] = []
    run: list[Any] = []
    for token in tokens:
        if run and token.i != run[-1].i + 1:
            if span := span_of(run):
                out.append(span)
            run = []
        run.append(token)
    if run and (span := span_of(run)):
        out.append(span)
    return tuple(out)


def size(spans: Iterable[Span]) -> int:
    """Characters covered."""
    return sum(s.end - s.start for s in spans)


def common(a: Spans, b: Spans) -> int:
    """Characters that two sets of spans share; both are in text order without overlaps."""
    i = j = total = 0
    while i < len(a) and j < len(b):
        total += max(0, min(a[i].end, b[j].end) - max(a[i].start, b[j].start))
        if a[i].end < b[j].end:
            i += 1
        else:
            j += 1
    return total


def minus(spans: Spans, holes: Spans) -> Spans:
    """`spans` without the characters of `holes`."""
    out: list[Span] = []
    for span in spans:
        at = span.start
        for hole in holes:
            if hole.end <= at or hole.start >= span.end:
                continue
            if hole.start > at:
                out.append(Span(at, hole.start))
            at = max(at, hole.end)
        if at < span.end:
            out.append(Span(at, span.end))
    return tuple(out)


def union(spans: Iterable[Span], text: str, bridge: int = 0) -> Spans:
    """Spans joined where they touch or where no more than `bridge` characters of no word lie between them."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (
            span.start <= out[-1].end
            or (span.start - out[-1].end <= bridge and not any(c.isalnum() for c in text[out[-1].end : span.start]))
        ):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
