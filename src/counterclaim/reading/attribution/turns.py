"""Transcripts and interviews: lines that begin with their speaker, "SMITH: The road is open." or "Q:" and "A:".

In:  the text and its paragraphs.   Out: Turns in text order.
A line counts only where the article has several of them and somebody speaks more than once, so that "Update: ..." or a
headline with a colon is none.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.reading.attribution.candidates import Candidate
from counterclaim.reading.document import Document
from counterclaim.records.span import Span

LABEL = re.compile(r"(?:[-–—]\s*)?(?P<who>(?:[A-Z][\w.’'-]*\s+){0,4}(?:\([^()\n]{2,40}\)|[A-Z][\w.’'-]*))\s*:\s+(?=\S)")
LEAST_TURNS, LEAST_SHARE = 3, 0.3  # lines that begin so, and their share of the paragraphs
# "Yes." and "Go on." claim nothing that stands without the question.
LEAST_WORDS = 4
TURN, SURENESS = "transcript: turn", 0.8
# An interview's question and answer: nobody is named.
UNNAMED = frozenset({"Q", "A", "Question", "Answer"})
ANSWERER = frozenset({"A", "Answer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in a transcript, up to the next turn."""

    who: Span  # the name before the colon
    said: Span
    named: bool  # False for "Q" and "A"


def find_turns(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """Find the turns of an article; () where it is no transcript."""
    opened = [(i, found) for i, p in enumerate(paragraphs) if (found := LABEL.match(text, p.start, p.end))]
    speakers = Counter(found["who"] for _, found in opened)
    if len(opened) < max(LEAST_TURNS, LEAST_SHARE * len(paragraphs)) or speakers.most_common(1)[0][1] < 2:
        return ()
    out = []
    for number, (i, found) in enumerate(opened):
        # A turn goes on over the paragraphs that follow it, as long as somebody else speaks after them.
        last = opened[number + 1][0] - 1 if number + 1 < len(opened) else i
        who = Span(found.start("who"), found.end("who"))
        out.append(Turn(who, Span(found.end(), paragraphs[last].end), found["who"] not in UNNAMED))
    return tuple(out)


def spoken_turns(document: Document, turns: Sequence[Turn]) -> Iterator[tuple[None, Candidate]]:
    """Each turn of somebody named as what that person says."""
    for turn in turns:
        words = sum(any(c.isalnum() for c in w) for w in turn.said.of(document.text).split())
        if turn.named and words >= LEAST_WORDS and not document.is_excluded(turn.said):
            yield None, Candidate((turn.who,), (), (turn.said,), SURENESS, TURN, act="assert")


def turn_at(span: Span, turns: Sequence[Turn]) -> Turn | None:
    """The turn that `span` stands in."""
    at = bisect.bisect_right(turns, span.start, key=lambda t: t.said.start) - 1
    return turns[at] if at >= 0 and turns[at].said.covers(span) else None
