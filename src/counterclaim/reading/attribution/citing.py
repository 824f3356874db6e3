"""Reports that name where they have it from: "Reuters reported, citing two officials, that ...".

In:  judged candidates.   Out: candidates in which those who are cited speak, through the outlet that cites them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution import sources
from counterclaim.reading.attribution.candidates import Candidate, minus, span_of
from counterclaim.reading.attribution.speakers import noun_phrase
from counterclaim.reading.attribution.trimming import without_joints
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans, hull

Found = tuple[Any | None, Candidate]
CITING = frozenset({"cite", "quote"})
REFERRING = frozenset({"reference", "refer"})


def with_cited(document: Document, judged: Iterable[Found]) -> Iterator[Found]:
    """Put those whom an outlet cites in its place; what "citing" itself was taken to report falls away."""
    kept = list(judged)
    met = [
        _cited_beside(anchor) if anchor is not None and _reports(document, anchor, f) else None for anchor, f in kept
    ]
    citing = {one[0].i for one in met if one is not None}
    for (anchor, found), one in zip(kept, met, strict=True):
        if one is not None:
            yield anchor, _through(document.text, found, *one)
        elif anchor is None or anchor.i not in citing:
            yield anchor, found


def _reports(document: Document, anchor: Any, found: Candidate) -> bool:
    return anchor.lemma_.lower() not in CITING and is_medium(document, found.source)


def is_medium(document: Document, source: Spans) -> bool:
    """Whether the source is an outlet or an agency."""
    if not source:
        return False
    whole = hull(source)
    tokens = document.tokens(whole)
    known = sources.outlet_in(whole.of(document.text))
    nouns = sources.register().outlet_nouns
    return bool(known) or any(t.lower_ in nouns and t.i >= tokens.root.i - 1 for t in tokens)


def _cited_beside(anchor: Any) -> tuple[Any, Spans] | None:
    """The word that cites in the clause of the outlet's verb, and who is cited."""
    for token in anchor.sent:
        lemma = token.lemma_.lower()
        if lemma in CITING and token.tag_ == "VBG":
            head = next((c for c in token.children if c.dep_ == "dobj"), None)
        elif lemma in REFERRING and token.i + 1 < token.sent.end:
            to = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
            head = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        else:
            continue
        if head is None or not (sources.can_speak(head) or sources.is_document(head)):
            continue
        if phrase := noun_phrase(head):
            return token, phrase
    return None


def _through(text: str, found: Candidate, citing: Any, source: Spans) -> Candidate:
    """The find with those who are cited as its source, and the outlet as who passed it on."""
    start = citing.idx
    if citing.i and citing.nbor(-1).lower_ == "with":
        start = citing.nbor(-1).idx
    phrase = span_of(citing.doc[citing.i : citing.i + 1])
    hole = Span(start, max(source[-1].end, phrase.end if phrase else start + 1))
    content = tuple(trimmed for s in minus(found.content, (hole,)) if (trimmed := without_joints(text, s)) is not None)
    return replace(found, source=source, content=content or found.content, through=found.source)
