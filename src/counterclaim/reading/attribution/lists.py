"""Lists of what somebody says: "The union demands:" and the points below it.

In:  a Document.   Out: Candidates, one for each point, with the verb that introduces the list as cue.
"""

import re
from collections.abc import Iterator
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, spans_of_tokens
from counterclaim.reading.attribution.clauses import cue_tokens
from counterclaim.reading.attribution.lexicon import uses
from counterclaim.reading.attribution.speakers import speaker_of
from counterclaim.reading.document import Document
from counterclaim.records.span import Span

_POINT = re.compile(r"[^\S\n]*(?:[-–—•*·▪●]|\(?\d{1,2}[.)]|[a-h][.)])\s+(?=\S)")
# A list in an article is short; more lines than this are a table or a page of links.
MOST_POINTS = 20
SURENESS = 0.6


def find_in_lists(document: Document) -> Iterator[tuple[Any | None, Candidate]]:
    """Propose an attribution for each point of a list that a verb of saying introduces with a colon."""
    text = document.text
    for sentence in document.sentences:
        if sentence[-1].text != ":":
            continue
        points = list(_points(text, sentence.end_char))
        if not points:
            continue
        for verb in sentence:
            found = uses(verb) if verb.pos_ == "VERB" else ()
            source = speaker_of(verb, any(c.dep_ == "auxpass" for c in verb.children)) if found else None
            if not source:
                continue
            cue = spans_of_tokens(cue_tokens(verb, found[0]))
            for point in points:
                yield None, Candidate(source, cue, (point,), SURENESS, "list: point", act=found[0].group.act)
            break


def _points(text: str, at: int) -> Iterator[Span]:
    """The lines below `at` that begin with a bullet or a number, one span each without it."""
    for _ in range(MOST_POINTS):
        start = at
        while start < len(text) and text[start].isspace():
            start += 1
        if "\n" not in text[at:start] or (marker := _POINT.match(text, start)) is None:
            return
        end = text.find("\n", marker.end())
        end = len(text) if end < 0 else end
        words = text[marker.end() : end].rstrip(" ;,\t\r")
        if words:
            yield Span(marker.end(), marker.end() + len(words))
        at = end
