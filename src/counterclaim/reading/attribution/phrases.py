"""Attributions made by a phrase rather than a verb: "according to X", "in the words of X", "for X, ...".

In:  a body sentence (spacy Span).   Out: Candidates.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus, span_of, spans_of_tokens
from counterclaim.reading.attribution.clauses import SURE
from counterclaim.reading.attribution.sources import can_speak
from counterclaim.reading.attribution.speakers import noun_phrase
from counterclaim.records.span import Span, Spans

# Nouns of "in the view of X", "in X's opinion".
VIEWS = frozenset(
    {"view", "opinion", "word", "eye", "estimation", "judgment", "judgement", "assessment", "telling", "account"}
)
RECKONED = "by the reckoning of"
# Nouns of "by X's own reckoning", "by Western counts".
RECKONINGS = frozenset("reckoning estimate count tally calculation assessment admission figure".split())


def find_phrases(sentence: Any) -> Iterator[Candidate]:
    """Propose attributions from the prepositional phrases of one sentence."""
    for token in sentence:
        lower = token.lower_
        if lower == "according" and token.i + 1 < sentence.end and token.nbor().lower_ == "to":
            found = _according(token, sentence)
            if found:
                yield found
        elif lower in ("in", "for", "by") and token.dep_ in ("prep", "agent"):
            found = _viewed(token, sentence)
            if found:
                yield found


def _according(token: Any, sentence: Any) -> Candidate | None:
    to = token.nbor()
    head = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
    if head is None:
        return None
    source = noun_phrase(head)
    if not source:
        return None
    cue = spans_of_tokens([token, to])
    edge = phrase_end(token)
    content = minus(_sphere(token, sentence), (Span(token.idx, edge.idx + max(1, len(edge))),))
    return Candidate(source, cue, content, SURE, "according to") if content else None


def phrase_end(according: Any) -> Any:
    """The last token of an "according to" phrase, without what the parser hangs below it by mistake."""
    to = according.nbor()
    head = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), to)
    joined = [c.left_edge.i for c in head.subtree if c.dep_ in ("conj", "advcl") and c.pos_ in ("VERB", "AUX")]
    last = head.right_edge
    while joined and last.i >= min(joined):
        last = last.nbor(-1)
    while last.i > head.i and (last.is_punct or last.dep_ == "cc") and last.text not in '”"’)':
        last = last.nbor(-1)
    return last


def _sphere(token: Any, sentence: Any) -> Spans:
    """What such a phrase covers: the clause it hangs on, or the whole sentence where it opens or ends it."""
    doc = token.doc
    head = token.head
    while head.dep_ not in ("ROOT", "conj", "ccomp", "parataxis", "advcl", "relcl") and head.head != head:
        head = head.head
    # Inside what somebody says only where the sentence goes on after it there; at the end it covers the whole.
    while head.dep_ in ("ccomp", "relcl", "advcl", "xcomp") and head.head != head:
        head = head.head
    first, last = head.left_edge.i, head.right_edge.i
    if head.dep_ in ("conj", "ROOT") or head.head == head:
        conj = [c for c in head.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")]
        later = [c for c in conj if c.left_edge.i > token.i]
        if later:
            last = min(c.left_edge.i for c in later) - 1
        semicolons = [t.i for t in doc[first : token.i] if t.text == ";"]
        if semicolons:
            first = semicolons[-1] + 1
    later_semicolon = next((t.i for t in doc[token.i : last + 1] if t.text == ";"), None)
    if later_semicolon is not None:
        last = later_semicolon - 1
    span = span_of(doc[max(first, sentence.start) : min(last + 1, sentence.end)])
    return (span,) if span else ()


def _viewed(token: Any, sentence: Any) -> Candidate | None:
    """ "In the view of X, ...", "in X's opinion, ...", "for X, this looked like ..."."""
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None:
        return None
    if token.lower_ == "by" and noun.lemma_.lower() in RECKONINGS:
        source, cue = _reckoned(noun), spans_of_tokens([token, noun])
    elif token.lower_ in ("in", "by") and noun.lemma_.lower() in VIEWS:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        holder = next(
            (c for c in (of.children if of is not None else noun.children) if c.dep_ in ("pobj", "poss")), None
        )
        told = any(c.dep_ in ("det", "poss") for c in noun.children)
        if holder is None or not told or not can_speak(holder):
            return None
        source = noun_phrase(holder)
        cue = spans_of_tokens([token, noun])
    elif _opens_as_view(token, noun, sentence):
        source, cue = noun_phrase(noun), spans_of_tokens([token])
    else:
        return None
    reckoned = noun.lemma_.lower() in RECKONINGS
    # What is reckoned may stand behind: "has moved, by his own reckoning, 17 kilometres".
    phrase = span_of(token.doc[token.i : noun.i + 1] if reckoned else list(token.subtree))
    if not source or phrase is None:
        return None
    content = minus(_sphere(token, sentence), (phrase,))
    content = tuple(s for s in content if s.end - s.start > SHORTEST_CONTENT_CHARS)
    return Candidate(source, cue, content, 0.6, RECKONED if reckoned else "in the view of") if content else None


def _reckoned(noun: Any) -> Spans:
    """Whose reckoning it is: "by Zaluzhny's own count"; by "US estimates" themselves, where nobody's are told."""
    holder = next((c for c in noun.children if c.dep_ == "poss"), None)
    if holder is not None:
        return noun_phrase(holder) if can_speak(holder) else ()
    of_somebody = any(c.dep_ in ("amod", "compound") for c in noun.children)
    barred = any(c.lower_ in _EVERYBODYS or c.like_num for c in noun.children if c.lower_ != "one")
    return noun_phrase(noun) if of_somebody and not barred else ()


_EVERYBODYS = frozenset({"all", "any", "no", "same", "that", "this"})  # "by any count"
# What such a phrase leaves beside itself must be a clause, not a word or a mark.
SHORTEST_CONTENT_CHARS = 12
# Verbs of seeming: "For those who ..., this looked like a last attempt".
SEEMING = frozenset({"look", "seem", "appear", "be", "mean", "sound", "feel", "represent", "remain"})


def _opens_as_view(token: Any, noun: Any, sentence: Any) -> bool:
    """ "For X, this looked like ...": X can think, and the clause says how something is."""
    if token.lower_ != "for" or token.i != sentence.start or not _comma_after(noun) or not can_speak(noun):
        return False
    return bool(token.head.lemma_.lower() in SEEMING and noun.ent_type_ not in ("DATE", "TIME"))


def _comma_after(noun: Any) -> bool:
    edge = noun.right_edge
    return bool(edge.i + 1 < len(noun.doc) and edge.nbor().text == ",")
