"""Reports that name where they have it from: "Reuters reported, citing two officials, that ...".

In:  judged candidates.   Out: candidates in which those who are cited speak, through the outlet that cites them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution import sources
from counterclaim.reading.attribution.candidates import Candidate, minus, span_of, spans_of_tokens
from counterclaim.reading.attribution.clauses import quoted_beside
from counterclaim.reading.attribution.judging import CITING
from counterclaim.reading.attribution.speakers import SUBJECTS, noun_phrase
from counterclaim.reading.attribution.trimming import without_joints
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans, hull

Found = tuple[Any | None, Candidate]
# Who cites these speaks himself: "the president put the number at 3,000, citing preliminary data".
DATA = frozenset("data datum figure statistic estimate information intelligence evidence number finding count".split())
REFERRING = frozenset({"reference", "refer"})


def with_cited(document: Document, judged: Iterable[Found]) -> Iterator[Found]:
    """Put those whom an outlet cites in its place; what "citing" itself was taken to report falls away."""
    kept = list(judged)
    met = [_cited(document, anchor, f) if anchor is not None else None for anchor, f in kept]
    citing = {one[0].i for one in met if one is not None}
    told: set[Spans] = set()
    for (anchor, found), one in zip(kept, met, strict=True):
        if anchor is not None and (quoted := _quoted_as_saying(anchor, found)) is not None:
            if quoted.cue not in told:  # "quoted" and "saying" may both have been taken for the cue
                yield anchor, quoted
            told.add(quoted.cue)
        elif one is not None:
            yield anchor, _through(document.text, found, *one)
        elif anchor is None or anchor.i not in citing:
            yield anchor, found


def _quoted_as_saying(anchor: Any, found: Candidate) -> Candidate | None:
    """ "“...,” the office quoted him as telling her", "“...,” X was quoted as saying by Y": X speaks, through Y."""
    met = _quoted_as(anchor)
    if met is None:
        return None
    verb, says = met
    speaker = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    carrier = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if carrier is None:
        by = next(
            (c for v in (verb, says) for c in v.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None
        )
        carrier = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    # "Nine drones were brought down, the agency quoted a spokesman as saying": what is said may stand before.
    clause = next((c for v in (says, verb) for c in v.children if c.dep_ == "ccomp" and c.i != says.i), None)
    told = span_of(says.doc[clause.left_edge.i : clause.right_edge.i + 1]) if clause is not None else None
    content = quoted_beside(verb) or quoted_beside(says) or ((told,) if told else ())
    if speaker is None or not content:
        return None
    cue = spans_of_tokens([verb, *verb.doc[says.i - 1 : says.i + 1]])
    through = noun_phrase(carrier) if carrier is not None else ()
    return replace(found, source=noun_phrase(speaker), cue=cue, content=content, through=through)


# Words between "quoted" and "as saying": who quotes, and where.
_QUOTED_REACH_TOKENS = 12


def _quoted_as(anchor: Any) -> tuple[Any, Any] | None:
    """The verbs of "was quoted by the agency as saying", from either of them, wherever the parser hung the second."""
    doc, sentence = anchor.doc, anchor.sent
    before = reversed(doc[max(sentence.start, anchor.i - _QUOTED_REACH_TOKENS) : anchor.i + 1])
    verb = next((t for t in before if t.lemma_.lower() == "quote"), None)
    if verb is None or (verb.i != anchor.i and anchor.tag_ != "VBG"):
        return None
    after = doc[verb.i + 2 : min(sentence.end, verb.i + 2 + _QUOTED_REACH_TOKENS)]
    says = next((t for t in after if t.tag_ == "VBG" and t.nbor(-1).lower_ == "as"), None)
    return (verb, says) if says is not None and anchor.i in (verb.i, says.i) else None


def _cited(document: Document, anchor: Any, found: Candidate) -> tuple[Any, Spans] | None:
    """The word that cites and who is cited: anywhere in an outlet's sentence, else beside the verb or its subject."""
    if anchor.lemma_.lower() in CITING:
        return None
    if is_medium(document, found.source):
        return _cited_among(anchor.sent, sources.is_document)
    beside = [c for t in (anchor, *anchor.lefts) for c in t.children if t.dep_ in SUBJECTS or t.i == anchor.i]
    # "According to the daily, citing an aide, the mayor said ...": before the speaker it is somebody else who cites.
    named = found.source[0].start if found.source else 0
    quoting = [c for c in beside if c.lemma_.lower() in CITING and c.tag_ == "VBG" and c.idx > named]
    quoting = [c for c in quoting if not any(o.dep_ == "dobj" and o.lemma_.lower() in DATA for o in c.children)]
    # "The ministry, citing early counts, said ...": what a speaker other than an outlet rests on is still his claim.
    return _cited_among(quoting, lambda _: False)


def is_medium(document: Document, source: Spans) -> bool:
    """Whether the source is an outlet or an agency."""
    if not source:
        return False
    whole = hull(source)
    tokens = document.tokens(whole)
    known = sources.outlet_in(whole.of(document.text))
    return bool(known) or any(sources.is_outlet_word(t.text) and t.i >= tokens.root.i - 1 for t in tokens)


def _cited_among(tokens: Iterable[Any], counts: Callable[[Any], bool]) -> tuple[Any, Spans] | None:
    """The first of the tokens that cites somebody who can speak or `counts`, and who that is."""
    for token in tokens:
        lemma = token.lemma_.lower()
        if lemma in CITING and (token.tag_ == "VBG" or token.dep_ == "relcl"):
            head = next((c for c in token.children if c.dep_ == "dobj"), None) or _briefed(token)
        elif lemma in REFERRING and token.i + 1 < token.sent.end:
            to = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
            head = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        else:
            continue
        if head is None or not (sources.can_speak(head) or counts(head)):
            continue
        if phrase := noun_phrase(head):
            return token, phrase
    return None


def _briefed(citing: Any) -> Any | None:
    """ "Cited officials briefed on the plan": whom the parser took for the subject of the participle behind them."""
    clause = next((c for c in citing.children if c.dep_ == "ccomp" and c.tag_ == "VBN"), None)
    return next((c for c in clause.children if c.dep_ == "nsubj"), None) if clause is not None else None


def _through(text: str, found: Candidate, citing: Any, source: Spans) -> Candidate:
    """The find with those who are cited as its source, and the outlet as who passed it on."""
    start = citing.idx
    if citing.i and citing.nbor(-1).lower_ == "with":
        start = citing.nbor(-1).idx
    phrase = span_of(citing.doc[citing.i : citing.i + 1])
    clause = span_of(citing.doc[citing.left_edge.i : citing.right_edge.i + 1]) if citing.dep_ == "relcl" else None
    hole = clause or Span(start, max(source[-1].end, phrase.end if phrase else start + 1))
    content = tuple(trimmed for s in minus(found.content, (hole,)) if (trimmed := without_joints(text, s)) is not None)
    return replace(found, source=source, content=content or found.content, through=found.source)
