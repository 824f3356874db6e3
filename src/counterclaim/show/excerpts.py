"""The article's own words around a value, short enough to read and never reworded; dates short enough for a column.

In: a claim, or a date. Out: a stretch of its sentence, with "…" where it was cut and line breaks made spaces.
"""

from counterclaim.comparison.periods import MONTHS, when_words
from counterclaim.records.claim import Claim
from counterclaim.records.when import When

EXCERPT_CHARACTERS = 160


def excerpt(claim: Claim, longest: int = EXCERPT_CHARACTERS) -> str:
    """The sentence that a claim stands in, cut around its words where it is longer than `longest` characters."""
    start = max(0, claim.span.start - claim.sentence.start)
    end = min(len(claim.context), claim.span.end - claim.sentence.start)
    text = claim.context
    if len(text) <= longest:
        return _one_line(text)
    if end - start >= longest:
        return _cut(text, start, start + longest)
    spare = longest - (end - start)
    # more of what comes after: English puts what is counted and by when behind the number
    first = max(0, start - spare * 2 // 5)
    last = min(len(text), first + longest)
    return _cut(text, max(0, min(first, last - longest)), last)


def _cut(text: str, first: int, last: int) -> str:
    """A stretch moved to whole words, with marks of what was left out."""
    while first > 0 and not text[first - 1].isspace() and first < last:
        first += 1
    while last < len(text) and not text[last].isspace() and last > first + 1:
        last -= 1
    return f"{'… ' if first > 0 else ''}{_one_line(text[first:last])}{' …' if last < len(text) else ''}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def short_date(when: When) -> str:
    """A date for a column: "24 Feb-10 Mar 2022"."""
    words = when_words(when).replace(" – ", "-").replace("–", "-")
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words
