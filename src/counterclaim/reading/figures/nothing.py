"""Nothing as a number: "no losses", "without casualties", "nobody was killed" are 0.

In:  any text.   Out: Quantities of zero, in text order.
Only before words of loss: "no troops" is an assertion, "no doubt" is neither.
"""

import re
from collections.abc import Iterator

from counterclaim.reading.figures.bounds import Op
from counterclaim.reading.figures.quantities import Quantity
from counterclaim.records.span import Span

_NOTHING = re.compile(
    r"\b(?P<no>no|without(?:\sany)?|zero)\s(?=(?:[a-z]+\s){0,2}(?:losses|casualties|deaths|fatalities|injuries|injured|dead|wounded|victims)\b)"
    r"|\b(?P<nobody>nobody|no\sone|none)(?=(?:\sof\s\w+)?\s(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+\s)?(?:killed|injured|hurt|wounded|harmed)\b)"
    r"|\b(?P<counted>no)\s(?=(?:[a-z]+\s){0,3}[a-z]+\s(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:killed|injured|hurt|wounded)\b)",
    re.IGNORECASE,
)


def read_nothing(text: str) -> Iterator[Quantity]:
    """Yield the zeros of a text. The span is the word "no", "without" or "nobody"."""
    for found in _NOTHING.finditer(text):
        if found["no"] and found["no"].lower() == "zero":
            continue  # the number reader has it
        span = Span(*found.span())
        yield Quantity(span, span, 0.0, 0.0, Op.EXACT, False, "", None, None, "nothing", "nothing")
