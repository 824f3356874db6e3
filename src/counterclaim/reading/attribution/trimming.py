"""Contents cut to what was said: no second act of saying, no dangling joint, closing marks kept.

In:  a candidate with its cue's head token.   Out: the candidate with its content cut.
"""

from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus
from counterclaim.reading.attribution.lexicon import is_cue_verb
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans

# Words that join clauses and say nothing at the end of one.
JOINTS = frozenset({"and", "but", "or", "while", "as", "that", "because", "although", "so", "which", "who", "when"})
OPENING, CLOSING = '“"«„', '”"»'


def trimmed(document: Document, anchor: Any | None, found: Candidate) -> Candidate | None:
    """The candidate with its content cut; None if nothing is left of it."""
    content = found.content
    if anchor is not None and anchor.pos_ in ("VERB", "AUX"):
        content = minus(content, _other_acts(document.text, anchor, found))
    content = tuple(s for span in content if (s := _without_joints(document.text, span)) is not None)
    content = tuple(_closed(document.text, s, found) for s in content)
    return replace(found, content=content) if content else None


def _other_acts(text: str, anchor: Any, found: Candidate) -> Spans:
    """What a second verb, joined to the cue, tells: "thanked them and said that ..."."""
    out: list[Span] = []
    for child in anchor.children:
        if child.dep_ != "conj" or child.i < anchor.i or child.tag_ != anchor.tag_ or not is_cue_verb(child):
            continue
        first = child.left_edge
        joint = next((c for c in anchor.children if c.dep_ == "cc" and c.i < child.i), None)
        start = min(first.idx, joint.idx) if joint is not None else first.idx
        last = child.right_edge
        cut = Span(start, last.idx + max(1, len(last)))
        # Inside a quotation "and" joins the speaker's own verbs, never the writer's.
        if any(s.start < start < s.end and text[s.start] in OPENING for s in found.content):
            continue
        if not any(cut.overlaps(s) for s in (*found.cue, *found.source)) and first.i > anchor.i:
            out.append(cut)
    for clause in (c for c in anchor.children if c.dep_ == "ccomp"):
        for child in clause.children:
            own = any(c.dep_ == "nsubj" and c.lower_ in ("he", "she", "they", "it") for c in child.children)
            if (
                child.dep_ == "conj"
                and own
                and is_cue_verb(child)
                and clause.i > anchor.i
                and child.tag_ == anchor.tag_
            ):
                last = child.right_edge
                out.append(Span(child.left_edge.idx, last.idx + max(1, len(last))))
    return tuple(sorted(out))


def _without_joints(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while True:
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
            end -= 1
        while start < end and (text[start].isspace() or text[start] in ",;:–—-.)”"):
            start += 1
        word = text[start:end].rsplit(None, 1)[-1].lower() if start < end else ""
        if word in JOINTS and len(word) < end - start:
            end -= len(word)
            continue
        break
    return Span(start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def _closed(text: str, span: Span, found: Candidate) -> Span:
    """The span with the closing mark of a quotation that it has opened: "traitors" + ".”"."""
    words = span.of(text)
    opened = words.count("“") > words.count("”") or (words.count('"') % 2 == 1 and words[-1] != '"')
    if not opened:
        return span
    for extra in (1, 2, 3):
        end = span.end + extra
        tail = text[span.end : end]
        if tail[-1:] and tail[-1] in CLOSING and all(c in ".,!?…" for c in tail[:-1]):
            grown = Span(span.start, end)
            return grown if not any(grown.overlaps(s) for s in found.source) else span
    return span
