"""A figure of a sentence that goes on with an account is put forward by whoever gave the figure before.

"Officials told the paper that 120,000 had died. Ukraine's losses were put at 70,000": by the officials.
"A survey by the institute found that 32% would agree. A majority, 55%, would not": in the survey.
In:  a Document, its figures in text order, its attributions.   Out: the figures, some with the attribution before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.document import Document
from counterclaim.records.reading import Attribution, Figure

_REACH = 300  # characters from one figure to the next that goes on with it
# Somebody puts it at so much, and nobody else is named.
_PUT_AT = re.compile(
    r"(?:\b(?:was|were|is|are)\s(?:\w+\s)?(?:put|placed|estimated|reckoned)|\bit\sputs?)\s(?:at\s)?(?:[a-z]+\s){0,3}\Z"
)
_BY_SOMEBODY = re.compile(r"\s(?:[^.;]*\s)?by\s(?:the\s)?[A-Z]|[^.;]*\baccording\sto\b")
_ASKED = re.compile(r"\b(?:survey|poll|respondents)\b", re.IGNORECASE)
_SHARE = "percent"


def as_continued(document: Document, figures: Sequence[Figure], attributions: Sequence[Attribution]) -> list[Figure]:
    """The figures; one that nobody puts forward takes the attribution of the one before, where it goes on with it."""
    by_id = {a.id: a for a in attributions}
    out: list[Figure] = []
    continued = False  # whether the figure before has its attribution from the one before it
    for figure in figures:
        before = out[-1] if out else None
        attribution = by_id.get(before.attribution or "") if before is not None else None
        goes_on = (
            before is not None
            and attribution is not None
            and figure.attribution is None
            and (_goes_on(document, before, figure, attribution) or (continued and _joins(document, before, figure)))
        )
        out.append(replace(figure, attribution=attribution.id) if goes_on and attribution is not None else figure)
        continued = goes_on
    return out


def _joins(document: Document, before: Figure, figure: Figure) -> bool:
    """ "Put at 70,000 killed and 100,000 wounded": the second in the same breath."""
    return bool(_AND.fullmatch(document.text, before.span.end, figure.span.start))


_AND = re.compile(r"\s[a-z]+,?\sand\s(?:[a-z]+\s){0,3}")


def _goes_on(document: Document, before: Figure, figure: Figure, attribution: Attribution) -> bool:
    start, end = before.span.end, figure.span.start
    between = document.text[start:end]
    if end - start > _REACH or "\n" in between:
        return False
    source = attribution.source
    told_by = " ".join(s.of(document.text) for s in (*source.spans, *attribution.cue)) if source else ""
    if figure.unit == before.unit == _SHARE and _ASKED.search(told_by):
        return True
    return bool(_PUT_AT.search(between)) and not _BY_SOMEBODY.match(document.text, figure.span.end)
