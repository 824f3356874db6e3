"""Time expressions: TIMEX3 values and the intervals that they stand for.

In:  a Document and its publication, if known.   Out: Times of the body, in text order, not overlapping.
How: timex/words (tokens), grammar (where and what), clauses (future or not), narrative and resolve (values).
"""

from counterclaim.reading.document import Document
from counterclaim.reading.timex.anchors import spoken_of
from counterclaim.reading.timex.clauses import body_text, locate
from counterclaim.reading.timex.narrative import Known, is_chronicle, resolve_all
from counterclaim.records.article import Published
from counterclaim.records.reading import Time


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
    named = spoken_of(body)
    pair = (published.when.first, published.when.last) if published else None
    wars = tuple(w for w in named.wars if pair is None or w.first <= pair[1])
    offices = tuple(a for a in named.anchors if a.kind == "office")
    chronicle = pair is None or is_chronicle(located, pair)
    return tuple(resolve_all(located, Known(pair, wars, offices, named.mentions, chronicle)))
