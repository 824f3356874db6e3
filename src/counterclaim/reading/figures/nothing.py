"""Nothing as a number: "no losses", "without casualties", "nobody was killed" are 0.

In:  any text.   Out: Quantities of zero, in text order.
Only before words of loss: "no troops" is an assertion, "no doubt" is neither.
"""

import re
from collections.abc import Iterator

from counterclaim.reading.figures.bounds import Op
from counterclaim.reading.figures.quantities import Quantity
from counterclaim.records.span import Span

# The rule's name where "none" answers a number told before: "the ministry counted 16 dead; the coalition says none".
NONE_OF_THEM = "none_of_them"
_NOT_DONE = "not_done"  # "flew no missions", "fired no missiles"
# "without heavy casualties" and "no reports of casualties" are not none.
_PLAIN = (
    r"(?!(?:heavy|major|serious|significant|large|great|further|more|additional|high|excessive|undue|unnecessary|of|reports?"
    r"|information|word|news|immediate|confirmed|official|such|longer|doubt)\s)[a-z-]+\s"
)
_HARMED = r"(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+\s)?(?:killed|injured|hurt|wounded|harmed)\b"
_LOST = r"(?:lost|destroyed|sunk|downed|shot\sdown|damaged|captured|intercepted)"
_TELLING = (
    r"(?:says?|said|reports?|reported|claims?|claimed|admits?|admitted|acknowledges?|acknowledged|counts?|counted)"
)
# A word of nothing, then what must follow it: the words are few, and only there is the rest tried.
_WORD = re.compile(r"\b(?:no|not|without|nobody|none|zero)\b", re.IGNORECASE)
_NOTHING = re.compile(
    rf"(?P<no>no|zero|without(?:\sany)?)\s(?=(?:{_PLAIN}){{0,2}}"
    r"(?:losses|casualties|deaths|fatalities|injuries|injured|dead|wounded|victims)\b)"
    rf"|(?P<nobody>nobody|no\sone|none)(?=(?:\sof\s(?:\w+\s){{0,2}}\w+)?\s(?:{_HARMED}|(?:has\s|have\s|had\s)?died\b))"
    rf"|(?P<unlost>none)(?=(?:\sof\s(?:\w+\s){{0,3}}\w+)?\s(?:has|have|had|was|were)\s(?:been\s)?{_LOST}\b)"
    rf"|(?P<counted>no|not\s(?:one|a\ssingle))\s(?=(?:{_PLAIN}){{0,3}}[a-z]+\s(?:{_HARMED}|(?:has\s|had\s)?died\b))"
    rf"|(?P<{_NOT_DONE}>no)\s(?=(?:{_PLAIN}){{0,2}}(?:sorties|missions|raids|air\s?strikes|strikes|rockets|missiles|shells|drones)\b)"
    rf"|(?P<{NONE_OF_THEM}>none)(?=[.,;])",
    re.IGNORECASE,
)
_ANSWERING = re.compile(rf"\b{_TELLING}\s(?:(?:that\s)?there\s(?:were|was|had\sbeen)\s)?\Z", re.IGNORECASE)
_DOING = re.compile(r"\b(?:flew|flown|fired|launched|carried\sout|conducted|made|dropped)\s\Z", re.IGNORECASE)
_BEFORE = {NONE_OF_THEM: _ANSWERING, _NOT_DONE: _DOING}  # what must stand before these
_ANSWER_CHARS = 40  # the longest words between "says" and "none" have 37


def read_nothing(text: str) -> Iterator[Quantity]:
    """Yield the zeros of a text. The span is the word "no", "without", "nobody", "not one" or "none"."""
    for word in _WORD.finditer(text):
        found = _NOTHING.match(text, word.start())
        if found is None:
            continue
        start = word.start()
        needed = _BEFORE.get(found.lastgroup or "")
        if needed and not needed.search(text, max(0, start - _ANSWER_CHARS), start):
            continue
        span = Span(*found.span(found.lastgroup or 0))
        rule = NONE_OF_THEM if found.lastgroup == NONE_OF_THEM else "nothing"
        yield Quantity(span, span, 0.0, 0.0, Op.EXACT, False, "", None, None, "nothing", rule)
