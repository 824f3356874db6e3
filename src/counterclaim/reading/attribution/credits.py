"""Agencies credited for an article or a paragraph: "(Reuters) -" in the dateline, "— AP" at an end, "Source: Interfax".

In:  a Document.   Out: Credits; a credited agency passes on what its stretch of the article attributes.
Only names of data/sources.toml count: a dash before any other name is a signature or a headline's source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.attribution import sources
from counterclaim.reading.document import Document
from counterclaim.records.reading import Relay
from counterclaim.records.span import Span

# "KHARTOUM, March 3 (Reuters) - ": the agency between brackets before the dash of a dateline.
_DATELINE = re.compile(r"[^\n(]{0,80}\((?P<who>[^()\n]{2,40})\)\s*[-–—]{1,2}\s")
# " — AP", " (AFP)", "/TASS/" at the end of a paragraph.
_END = re.compile(r"(?:[-–—]{1,2}\s*|\(|/)(?P<who>[A-Z][\w .&’'-]{1,40}?)\s*[)/.]?\s*$")
_SOURCE = re.compile(
    r"(?:source|via|with\s+(?:reporting|files)\s+(?:by|from)|reporting\s+by|(?:this\s+(?:article|story|report)\s+)?"
    r"(?:originally|first)\s+(?:appeared|published)\s+(?:at|in|on|by))\s*:?\s+(?:the\s+)?(?P<who>[A-Z][^\n,;(]{1,60})",
    re.IGNORECASE,
)
# A dateline opens one of the first paragraphs; a credit line is no longer than this.
FIRST_PARAGRAPHS, LONGEST_CREDIT_CHARS = 4, 120


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that stands behind a stretch of the article."""

    scope: Span
    relay: Relay


def find_credits(document: Document) -> tuple[Credit, ...]:
    """The credits of an article in text order, those of the whole article with the whole text as their scope."""
    text = document.text
    whole = Span(0, max(1, len(text)))
    out: list[Credit] = []
    for number, paragraph in enumerate(document.paragraphs):
        start, end = paragraph.start, paragraph.end
        if number < FIRST_PARAGRAPHS and (found := _DATELINE.match(text, start, min(end, start + 160))):
            out += _credit(document, found, whole)
        short = end - start <= LONGEST_CREDIT_CHARS
        if short and (found := _SOURCE.match(text, start, end)):
            out += _credit(document, found, whole)
        elif found := _END.search(text, max(start, end - 48), end):
            out += _credit(document, found, paragraph)
    return tuple(out)


def _credit(document: Document, found: re.Match[str], scope: Span) -> list[Credit]:
    """The credit, where the words name a known outlet that is not the article's own."""
    name = sources.outlet_in(found["who"])
    if name is None or found["who"].find(name) > 4 or name.casefold() == (document.article.outlet or "").casefold():
        return []
    at = found.start("who") + found["who"].find(name)
    return [Credit(scope, Relay((Span(at, at + len(name)),), name))]


def credited(content: Span, source: str | None, lines: Sequence[Credit]) -> tuple[Relay, ...]:
    """Who is credited for the words at `content`, without the source itself; each name once."""
    found = {c.relay.name: c.relay for c in lines if c.scope.start <= content.start < c.scope.end}
    return tuple(relay for name, relay in found.items() if name != source)
