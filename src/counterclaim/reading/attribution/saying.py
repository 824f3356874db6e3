"""When something was said: from the words around its cue, never from what is said.

In:  the cue's clause and the time expressions.   Out: a When, or None where the text gives no time of speaking.
"""

import bisect
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate
from counterclaim.reading.document import Document
from counterclaim.records.article import Published
from counterclaim.records.reading import Time
from counterclaim.records.span import Span
from counterclaim.records.when import When


def time_of_saying(
    document: Document,
    anchor: Any | None,
    found: Candidate,
    times: tuple[Time, ...],
    published: Published | None,
) -> When | None:
    """The day or days of speaking.

    A time counts if it stands in the cue's sentence outside what is said and outside the source. Nobody speaks after
    the article is published, so the interval is cut there.
    """
    if not found.cue:
        return None
    sentence = document.sentence_at(found.cue[0].start)
    if sentence is None:
        return None
    first = bisect.bisect_left(times, sentence.start_char, key=lambda t: t.span.start)
    best: tuple[int, When] | None = None
    for time in times[first:]:
        if time.span.start >= sentence.end_char:
            break
        if time.when is None or time.kind in ("DURATION", "SET") or _taken(time.span, found):
            continue
        if anchor is not None and not _belongs(document, time.span, anchor):
            continue
        distance = min(abs(time.span.start - found.cue[-1].end), abs(found.cue[0].start - time.span.end))
        if best is None or distance < best[0]:
            best = (distance, time.when)
    if best is None:
        return None
    return _before_publication(best[1], published)


def _taken(span: Span, found: Candidate) -> bool:
    return any(s.overlaps(span) for s in (*found.content, *found.source))


def _belongs(document: Document, span: Span, anchor: Any) -> bool:
    """Whether the time hangs on the cue's verb rather than on another clause of the sentence."""
    tokens = document.tokens(span)
    if not len(tokens):
        return False
    head = tokens.root
    hops = 0
    while head.pos_ not in ("VERB", "AUX") and head.head != head and hops < 8:
        head, hops = head.head, hops + 1
    return bool(head.i == anchor.i or (anchor.dep_ in {"xcomp", "parataxis"} and head.i == anchor.head.i))


def _before_publication(when: When, published: Published | None) -> When:
    if published is None or when.last <= published.when.last or when.first > published.when.last:
        return when
    return When.between(when.first, published.when.last)
