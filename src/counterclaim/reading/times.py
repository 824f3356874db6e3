"""Time expressions: TIMEX3 values and the intervals that they stand for.

In:  a Document and its publication, if known.   Out: Times of the body, in text order, not overlapping.
How: timex/words (tokens), grammar (where and what), clauses (future or not), narrative and resolve (values).
"""

import bisect
from collections.abc import Sequence

from counterclaim.reading.document import Document
from counterclaim.reading.timex.anchors import applicable, find_mentions, wars_of
from counterclaim.reading.timex.clauses import body_text, locate
from counterclaim.reading.timex.narrative import Known, resolve_all
from counterclaim.records.article import Published
from counterclaim.records.reading import Time
from counterclaim.records.span import Span


def find_times(document: Document, published: Published | None) -> tuple[Time, ...]:
    """Find the time expressions of the body and resolve them against publication and the story's own time.

    Out: each with its TIMEX3 value and closed interval; either is None where nothing in the text fixes it (a relative
    expression without publication, "some time"). A date later than publication appears only where the words say that
    it is to come. Spans follow SynTime's convention: modifiers and "the" in, prepositions out.
    """
    located = locate(document)
    if not located:
        return ()
    body = body_text(document)
    among = applicable(body)
    pair = (published.when.first, published.when.last) if published else None
    wars = tuple(w for w in wars_of(body, among) if pair is None or w.first <= pair[1])
    mentions = tuple(sorted(find_mentions(body, among), key=lambda m: m.span))
    offices = tuple(a for a in among if a.kind == "office")
    return tuple(resolve_all(located, Known(pair, wars, offices, mentions)))


def time_of(document: Document, times: Sequence[Time], span: Span) -> Time | None:
    """The time that governs what stands at `span`: the nearest dated one of its clause, else of its sentence.

    Args:
        times: of this document, in text order, as `find_times` gave them.
        span: of a trigger, a figure or a clause.
    Out: a Time with an interval, never a SET; a duration only if nothing better is there; None if there is none.
    A time inside the same clause (no clause border in between, judged by the parse) comes before a nearer one outside;
    among equals the one nearest to the span, the earlier one if two are as near.
    """
    sentence = document.sentence_at(span.start)
    if sentence is None:
        return None
    first = bisect.bisect_left(times, sentence.start_char, key=lambda t: t.span.start)
    last = bisect.bisect_left(times, sentence.end_char, key=lambda t: t.span.start)
    candidates = [t for t in times[first:last] if t.when is not None and t.kind != "SET"]
    if not candidates:
        return None
    clause = _clause(document, span)
    return min(
        candidates, key=lambda t: (t.kind == "DURATION", _clause(document, t.span) != clause, _gap(t.span, span))
    )


def _clause(document: Document, span: Span) -> int:
    """The token index of the finite verb that governs the words at `span`; -1 if there is none."""
    words = document.tokens(span)
    if not len(words):
        return -1
    word = words.root
    for _ in range(30):
        verb = word.pos_ in ("VERB", "AUX")
        if verb and (
            word.head == word or word.dep_ in ("ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "csubj")
        ):
            return int(word.i)
        if word.head == word:
            return int(word.i) if verb else -1
        word = word.head
    return -1


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
