"""Nothing as a number: "no losses", "without casualties", "nobody was killed" are 0.

In:  any text.   Out: Quantities of zero, in text order.
Only before words of loss: "no troops" is an assertion, "no doubt" is neither.
"""

import re
from collections.abc import Iterator

from counterclaim.reading.figures.bounds import Op
from counterclaim.reading.figures.quantities import Quantity
from counterclaim.records.span import Span

# "without heavy casualties" and "no reports of casualties" are not none.
_PLAIN = (
    r"(?!(?:heavy|major|serious|significant|large|great|further|more|additional|high|excessive|undue|unnecessary|of|reports?"
    r"|information|word|news|immediate|confirmed|official|such|longer|doubt)\s)[a-z-]+\s"
)
_HARMED = r"(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+\s)?(?:killed|injured|hurt|wounded|harmed)\b"
_NOTHING = re.compile(
    rf"\b(?P<no>no|without(?:\sany)?)\s(?=(?:{_PLAIN}){{0,2}}"
    r"(?:losses|casualties|deaths|fatalities|injuries|injured|dead|wounded|victims)\b)"
    rf"|\b(?P<nobody>nobody|no\sone|none)(?=(?:\sof\s(?:\w+\s)?\w+)?\s{_HARMED})"
    rf"|\b(?P<counted>no)\s(?=(?:{_PLAIN}){{0,3}}[a-z]+\s{_HARMED})",
    re.IGNORECASE,
)


def read_nothing(text: str) -> Iterator[Quantity]:
    """Yield the zeros of a text. The span is the word "no", "without" or "nobody"."""
    for found in _NOTHING.finditer(text):
        span = Span(found.start(), found.start() + len(found.group().rstrip()))
        yield Quantity(span, span, 0.0, 0.0, Op.EXACT, False, "", None, None, "nothing", "nothing")
