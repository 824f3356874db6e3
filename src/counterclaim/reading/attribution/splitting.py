"""One attribution for one claim: speakers joined by "and" and speeches of several sentences are taken apart.

In:  Candidates.   Out: more Candidates, each with one source and, as a rule, one sentence.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, span_of
from counterclaim.reading.attribution.sources import QUANTIFIERS, can_speak, is_document
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans

# A part of a content with fewer words than this says nothing by itself and stays with its neighbour.
LEAST_WORDS = 4


def split_sources(document: Document, found: Candidate) -> Iterator[Candidate]:
    """ "Kiev and Moscow traded accusations": one attribution each."""
    if len(found.source) != 1:
        yield found
        return
    tokens = document.tokens(found.source[0])
    parts = _conjuncts(tokens) if len(tokens) else []
    if len(parts) < 2:
        yield found
        return
    for part in parts:
        yield replace(found, source=(part,))


def _conjuncts(tokens: Any) -> list[Span]:
    head = tokens.root
    heads = [head]
    while True:
        following = next((c for c in heads[-1].children if c.dep_ == "conj" and tokens.start <= c.i < tokens.end), None)
        if following is None:
            break
        heads.append(following)
    if len(heads) < 2 or any(not can_speak(h) or is_document(h) for h in heads):
        return []
    # "Russian officials and politicians" share their adjective: only names and fully worded groups stand alone.
    for later in heads[1:]:
        if later.pos_ != "PROPN" and later.left_edge.i == later.i and later.lower_ not in QUANTIFIERS:
            return []
    if any(h.dep_ == "poss" for h in heads):
        return []
    out = []
    for i, h in enumerate(heads):
        stop = tokens.end
        inner = [c for c in h.children if c.dep_ in ("cc", "conj") and c.i > h.i]
        if inner:
            stop = min(c.left_edge.i for c in inner)
        start = tokens.start if i == 0 else h.left_edge.i
        span = span_of(h.doc[start:stop])
        if span is None:
            return []
        out.append(span)
    return out


def split_content(document: Document, found: Candidate) -> Iterator[Candidate]:
    """A content of several sentences gives one attribution a sentence, and one for each joined main clause."""
    pieces: list[Spans] = []
    for span in found.content:
        for part in _sentences_in(document, span):
            pieces.append((part,))
    pieces = _settled(document.text, pieces, document)
    for piece in pieces:
        yield replace(found, content=piece)


def _sentences_in(document: Document, span: Span) -> Iterator[Span]:
    first = max(0, document.sentence_index(span.start))
    at = span.start
    for sentence in document.sentences[first:]:
        if sentence.start_char >= span.end:
            break
        start, end = max(at, sentence.start_char), min(span.end, sentence.end_char)
        if start >= end:
            continue
        yield from _clauses_in(document, sentence, Span(start, end))
        at = end


def _clauses_in(document: Document, sentence: Any, span: Span) -> Iterator[Span]:
    """Main clauses joined by "and" or "but", each with a subject of its own."""
    cuts = []
    for token in document.tokens(span):
        if token.dep_ != "conj" or token.pos_ not in ("VERB", "AUX"):
            continue
        if not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children):
            continue
        if token.head.dep_ not in ("ROOT", "ccomp", "conj", "parataxis"):
            continue
        left = token.left_edge
        while left.i > sentence.start and left.nbor(-1).dep_ in ("cc", "punct") and left.nbor(-1).idx > span.start:
            if left.nbor(-1).text in '“"«':
                break
            left = left.nbor(-1)
        if left.idx > span.start:
            cuts.append(left.idx)
    at = span.start
    for cut in sorted(cuts):
        if _words(document.text[at:cut]) >= LEAST_WORDS and _words(document.text[cut : span.end]) >= LEAST_WORDS:
            trimmed = _trim(document.text, at, cut)
            if trimmed:
                yield trimmed
            at = cut
    trimmed = _trim(document.text, at, span.end)
    if trimmed:
        yield trimmed


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in ",;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return Span(start, end) if start < end else None


def _words(text: str) -> int:
    return sum(any(c.isalnum() for c in w) for w in text.split())


def _settled(text: str, pieces: list[Spans], document: Document) -> list[Spans]:
    """Pieces too short to stand alone, or parts of one sentence cut by the cue, go with their neighbour."""
    out: list[Spans] = []
    for piece in pieces:
        same = out and document.sentence_index(out[-1][-1].start) == document.sentence_index(piece[0].start)
        short = _words(" ".join(s.of(text) for s in piece)) < LEAST_WORDS
        before_short = out and _words(" ".join(s.of(text) for s in out[-1])) < LEAST_WORDS
        if out and (short or (same and before_short)):
            out[-1] = (*out[-1], *piece)
        elif out and same and text[out[-1][-1].end : piece[0].start].strip(" ,\n") == "":
            out.append(piece)
        else:
            out.append(piece)
    return out
