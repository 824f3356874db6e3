"""The quotations of an article: what stands between marks, however badly the marks are kept.

In:  the text and its paragraphs.   Out: Quotations in text order.
A mark left open ends with its paragraph, or with its sentence where nothing says that the speech goes on; a paragraph
that opens with a mark while the one before it was left open carries the same speech on (printers' convention).
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.span import Span, Spans

# Double marks of any kind, two apostrophes, and single marks, curly or straight (told from apostrophes below).
_MARK = re.compile(r"[“”„‟«»\"‘’]|''|``|(?<![^\s(\[—–-])'(?=\w)|(?<=[\w,.!?…])'(?!\w)")
_OPENERS = frozenset({"“", "„", "‟", "«", "``"})
_CLOSERS = frozenset({"”", "»"})
_SENTENCE_END = re.compile(r"[.!?…][)\]]?(?=\s|$)")
# Where a quotation left open gives way to its report: "We will hold the bridge, said Colonel X".
_REPORT = re.compile(
    r",\s+(?=(?:(?:(?:he|she|they)\s+|(?:[A-Z][\w.’'-]*\s+){1,5}|the\s+\w+\s+)?"
    r"(?:said|says|told|added|wrote|explained|announced|stated|warned|insisted)|according\s+to)\b)"
)
# A quotation left open is not followed further than this: longer ones are closed or begin anew with a paragraph.
LONGEST_OPEN_CHARS = 1_500


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks included."""

    span: Span
    closed: bool  # False: the mark was left open
    continues: bool = False  # carries on the speech of the quotation before it, in the paragraph before

    def inner(self, text: str) -> str:
        """The words inside the marks."""
        words = self.span.of(text)
        return words.strip("“”„‟«»\"‘’'` \n")


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find the quotations of each paragraph; outermost marks only, a quotation inside a quotation belongs to it."""
    out: list[Quotation] = []
    left_open = False  # the paragraph before ended inside a quotation
    for paragraph in paragraphs:
        found = list(_in_paragraph(text, paragraph))
        if found and left_open and found[0].span.start == paragraph.start:
            found[0] = Quotation(found[0].span, found[0].closed, continues=True)
        left_open = bool(found) and not found[-1].closed and found[-1].span.end >= paragraph.end
        out.extend(found)
    return _settled(out, text)


def _settled(found: list[Quotation], text: str) -> tuple[Quotation, ...]:
    """A mark left open and not taken up by the next paragraph covers its own sentence only."""
    out = []
    for i, quotation in enumerate(found):
        taken_up = i + 1 < len(found) and found[i + 1].continues
        if quotation.closed or taken_up or quotation.continues:
            out.append(quotation)
            continue
        end = _SENTENCE_END.search(text, quotation.span.start + 1, quotation.span.end)
        stop = end.end() if end else min(quotation.span.end, quotation.span.start + LONGEST_OPEN_CHARS)
        if report := _REPORT.search(text, quotation.span.start + 1, stop):
            stop = report.start() + 1
        if stop > quotation.span.start + 1:
            out.append(Quotation(Span(quotation.span.start, stop), closed=False))
    return tuple(out)


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    out: list[Quotation] = []
    opened: int | None = None
    single: int | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        sign = _sign(text, mark.start(), mark.end(), is_open=opened is not None)
        if mark.group() == "«" and text.find("»", mark.end(), paragraph.end) < 0:
            continue  # a separator ("title « section"), not a mark of quotation
        if mark.group() in ("‘", "’", "'"):
            if opened is None:
                single = _single(text, mark, sign, single, out)
            continue
        if sign == "open" and opened is None:
            opened, single = mark.start(), None
        elif sign == "open" and opened is not None and mark.group() not in "\"''":
            # A second opening mark: the first was left open, unless this opens a quotation inside it.
            continue
        elif sign == "close" and opened is not None:
            out.append(Quotation(Span(opened, mark.end()), closed=True))
            opened = None
    if opened is not None and paragraph.end > opened + 1:
        out.append(Quotation(Span(opened, paragraph.end), closed=False))
    return out


# A straight single mark after a letter closes only a phrase: further on it is an apostrophe ("the soldiers' fault").
LONGEST_SINGLE_PHRASE_CHARS = 60
SHORTEST_SINGLE_CHARS = 2


def _single(text: str, mark: re.Match[str], sign: str, opened: int | None, out: list[Quotation]) -> int | None:
    """Single marks: an apostrophe is told from a closing mark by what stands beside it."""
    straight = mark.group() == "'"
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark.group() == "‘":
        return mark.start() if sign == "open" else opened
    if straight and after.isalnum():
        return mark.start()
    if opened is None or after.isalnum():
        return opened
    if mark.start() - opened <= SHORTEST_SINGLE_CHARS:
        return None  # "rock 'n' roll"
    ended = before in ",.?!…"
    if straight and not ended and mark.end() - opened > LONGEST_SINGLE_PHRASE_CHARS:
        return None
    if ended or before != "s":
        out.append(Quotation(Span(opened, mark.end()), closed=True))
        return None
    return opened


def _sign(text: str, start: int, end: int, *, is_open: bool) -> str:
    mark = text[start:end]
    if mark in _OPENERS or mark == "‘":
        return "open"
    if mark in _CLOSERS or mark == "’":
        return "close"
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isspace() or before in "([—–-":
        return "close" if is_open and after.isspace() else "open"
    if after.isspace() or not after.isalnum():
        return "close"
    return "close" if is_open else "open"


def quoted(spans: Spans, quotations: Sequence[Quotation]) -> int:
    """How many characters of `spans` stand inside quotations."""
    total = 0
    for span in spans:
        for quotation in overlapping(span, quotations):
            total += min(span.end, quotation.span.end) - max(span.start, quotation.span.start)
    return total


def overlapping(span: Span, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
    """The quotations that share a character with `span`."""
    low = bisect.bisect_right(quotations, span.start, key=lambda q: q.span.end)
    high = bisect.bisect_left(quotations, span.end, key=lambda q: q.span.start)
    return quotations[low:high]
