"""The sentence or quotation around a stretch of text, to show beside it.

In: a text and a span of it.   Out: the span of the sentence (or sentences) that hold it, at most some 400 characters.
A simple rule without a language model: the ledger shows words, it does not read them. Linear in the stretch looked at.
"""

import re

from counterclaim.records.span import Span

# About three long sentences: what fits beside a claim on one screen without hiding the next one.
LONGEST_CONTEXT_CHARS = 400

_CLOSERS = "\"'”’»)]"
# A sentence ends at . ! ? … (and the quotation marks that close with it) before white space and something that may
# begin one, or at a line's end.
_END = re.compile(rf"[.!?…]+[{re.escape(_CLOSERS)}]*(?=\s+[\"'“‘«(\[]*[A-Z0-9À-ÞА-ЯІЇЄҐ])|(?=\n)|\Z")
# Full stops that end no sentence: titles, ranks, initials, months, and what stands before a number.
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|Brig|Sen|Rep|Gov|Pres|St|Sr|Jr|vs|No|approx|Jan|Feb|Mar|Apr|"
    r"Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.\Z"
)


def sentence_around(text: str, span: Span, longest_chars: int = LONGEST_CONTEXT_CHARS) -> Span:
    """The sentence or sentences that hold `span`; `span` itself where it alone is longer than the limit."""
    room = longest_chars - (span.end - span.start)
    if room <= 0:
        return span
    left = _begin(text, span.start, max(0, span.start - room))
    right = _finish(text, span.end, min(len(text), span.end + room))
    spare = room - (span.start - left) - (right - span.end)
    if spare < 0:
        left, right = _shorten(text, span, left, right, room)
    return _strip(text, Span(left, right), span)


def _begin(text: str, start: int, earliest: int) -> int:
    """Where the sentence that holds the character at `start` begins, not before `earliest`."""
    begin = None
    # Two characters further, so that the look-ahead sees the quotation mark and the capital that begin the sentence.
    for found in _END.finditer(text, earliest, min(len(text), start + 2)):
        if found.end() <= start and _ends_here(text, found, earliest):
            begin = found.end()
    return _word_edge(text, earliest, start) if begin is None else begin


def _finish(text: str, end: int, latest: int) -> int:
    """Where the sentence that holds the character before `end` ends, not after `latest`."""
    if latest == end:
        return end
    for found in _END.finditer(text, end - 1, min(len(text), latest + 3)):
        if end <= found.end() <= latest and _ends_here(text, found, 0):
            return found.end()
    if latest == len(text):
        return latest
    cut = text.rfind(" ", end, latest + 1)
    return max(cut, end)


def _ends_here(text: str, found: re.Match[str], earliest: int) -> bool:
    if found.end() == found.start():  # a line's end or the text's
        return True
    return not _SHORTENED.search(text, max(earliest, found.start() - 12), found.start() + 1)


def _word_edge(text: str, at: int, limit: int) -> int:
    """The first word that begins at or after `at`, but not after `limit`."""
    if at == 0 or text[at - 1].isspace():
        return at
    while at < limit and not text[at].isspace():
        at += 1
    return at


def _shorten(text: str, span: Span, left: int, right: int, room: int) -> tuple[int, int]:
    """Give both sides their share of the room, at word edges."""
    before, after = span.start - left, right - span.end
    keep_before = max(min(before, room // 2), room - after)
    keep_after = room - keep_before
    if keep_before < before:
        left = _word_edge(text, span.start - keep_before, span.start)
    if keep_after < after:
        cut = text.rfind(" ", span.end, span.end + keep_after + 1)
        right = cut if cut >= span.end else span.end
    return left, right


def _strip(text: str, around: Span, span: Span) -> Span:
    """Without white space at the edges, never losing a character of `span`."""
    left, right = around.start, around.end
    while left < span.start and text[left].isspace():
        left += 1
    while right > span.end and text[right - 1].isspace():
        right -= 1
    return Span(left, right)
