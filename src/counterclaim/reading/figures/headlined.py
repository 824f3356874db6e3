"""A figure of the lead is put forward by whom the headline names: all of an item's only paragraph, else what repeats.

"Air defence downs 32 targets - General Staff", and below: "Air defence units downed 32 targets in the east."
In:  a Document, its figures in text order, its attributions.   Out: the figures, with the headline's attribution.
"""

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.attribution.headlines import LONGEST_HEADLINE_CHARS
from counterclaim.reading.document import Document
from counterclaim.records.reading import Attribution, Figure
from counterclaim.records.span import hull

_LEAD = 2  # paragraphs below the headline that may repeat it
_ENDS = (".", "!", "?", "…")


def as_in_headline(document: Document, figures: Sequence[Figure], attributions: Sequence[Attribution]) -> list[Figure]:
    """The figures; one that nobody puts forward in the lead takes the attribution of its like in the headline.

    In an item of one paragraph it takes the headline's in any case: the whole of it is what that source reports.
    """
    body = [p for p in document.paragraphs if not document.is_excluded(p)][: 1 + _LEAD]
    if len(body) < 2 or body[0].end - body[0].start > LONGEST_HEADLINE_CHARS:
        return list(figures)
    if body[0].of(document.text).rstrip("”\"'’").endswith(_ENDS):
        return list(figures)
    told = [f for f in figures if f.attribution and body[0].covers(f.span)]
    speaks = next((a.id for a in attributions if a.content and body[0].covers(hull(a.content))), None)
    alone = speaks if len(body) == 2 else None
    last = body[-1].end
    out: list[Figure] = []
    for figure in figures:
        below = figure.attribution is None and body[0].end < figure.span.start < last
        same = next((t.attribution for t in told if _repeats(figure, t)), alone) if below else None
        out.append(replace(figure, attribution=same) if same is not None else figure)
    return out


def _repeats(figure: Figure, told: Figure) -> bool:
    """Whether both measure the same and share a bound: "4 dead", "at least 4 were killed"."""
    bounds = {b for b in (figure.low, figure.high) if b is not None}
    return figure.measure is told.measure and bool(bounds & {told.low, told.high})
