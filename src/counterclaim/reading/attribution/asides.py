"""Asides between dashes or brackets: what is said there is said by whoever is named there, and nothing else.

In:  a candidate and the sentence of its cue.   Out: its content, cut.
"Eritrea, accused of killing civilians - hundreds, Amnesty has said - withdrew": Amnesty says "hundreds", and whoever
says that Eritrea withdrew does not say so.
"""

import re
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus
from counterclaim.reading.attribution.clauses import BEHIND
from counterclaim.reading.attribution.lexicon import uses
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans

_ASIDE = re.compile(
    r"(?:\s[-–—]\s|—)(?P<dashed>(?:(?![.!?]\s)[^—\n]){3,160}?)(?:\s[-–—]\s|—)|\((?P<bracketed>[^()\n]{3,160})\)"
)
# Words that an aside may have beside its speaker without saying anything: "- as he has said -".
_EMPTY = frozenset(
    {"as", "has", "have", "had", "also", "later", "now", "that", "it", "so", "then", "to", "according", "too"}
)


def within_aside(document: Document, found: Candidate) -> Spans:
    """The content, of a candidate whose source and cue stand in an aside with words of its own: those words."""
    if not found.cue or not found.source:
        return found.content
    named = (*found.source, *found.cue)
    for aside in _asides(document, found.cue[0].start):
        if all(aside.covers(s) for s in named) and not any(aside.overlaps(s) for s in found.content):
            own = _words_in(document, aside, named)
            return own or found.content
    return found.content


def without_asides(document: Document, found: Candidate) -> Spans:
    """The content without the asides in it that are somebody else's."""
    content = found.content
    for span in found.content:
        for aside in _asides(document, span.start):
            ours = any(aside.overlaps(s) for s in (*found.source, *found.cue))
            if span.start < aside.start and aside.end < span.end and not ours and _is_somebodys(document, aside):
                content = minus(content, (Span(aside.start - 1, aside.end + 1),))
    return content


def _asides(document: Document, offset: int) -> list[Span]:
    sentence = document.sentence_at(offset)
    if sentence is None:
        return []
    found = _ASIDE.finditer(document.text, sentence.start_char, sentence.end_char)
    return [Span(*m.span("dashed" if m["dashed"] else "bracketed")) for m in found]


def _words_in(document: Document, aside: Span, named: Spans) -> Spans:
    """What the aside says besides who says so."""
    rest = minus((aside,), tuple(sorted(named)))
    out = []
    for span in rest:
        words = span.of(document.text)
        lead, trail = len(words) - len(words.lstrip(" ,;")), len(words) - len(words.rstrip(" ,;"))
        if any(w.strip(",;").lower() not in _EMPTY for w in words.split() if any(map(str.isalnum, w))):
            out.append(Span(span.start + lead, span.end - trail))
    return tuple(out)


def _is_somebodys(document: Document, aside: Span) -> bool:
    """Whether an aside says something and names who says it, as its end: "hundreds, according to the ministry"."""
    tokens: Any = document.tokens(aside)
    for token in tokens:
        says = token.pos_ == "VERB" and any(u.group.name in BEHIND for u in uses(token))
        said_by = says and any(c.dep_ == "nsubj" and c.i >= tokens.start for c in token.lefts)
        if token.lower_ == "according" or said_by:
            before = document.text[aside.start : token.left_edge.idx]
            return any(map(str.isalnum, before)) and before.rstrip().endswith(",")
    return False
