"""An article's text as lines (paragraphs, where lines are cut at a fixed width), with the shape of each.

In:  the text, and where its front matter ends.   Out: Lines without the white space around them, in text order.
"""

import functools
import re
from dataclasses import dataclass

from counterclaim.records.span import Span

_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_CLOSED = re.compile(r"[.!?…:;]['\"’”)\]\u200e\u200f]*\Z")
_QUOTED = re.compile(r"[“”\"]")
# A line longer than this is prose whatever it begins with; patterns are not tried on it, so a text without line breaks
# costs nothing.
LONGEST_NOTICE_CHARS = 1_200


@dataclass(frozen=True)
class Line:
    """One line of the text, trimmed."""

    index: int  # among the lines with something in them
    span: Span
    text: str

    @functools.cached_property
    def words(self) -> tuple[str, ...]:
        """The words, as written."""
        return tuple(_WORD.findall(self.text))

    @functools.cached_property
    def norm(self) -> str:
        """The words in small letters, for comparison: punctuation and white space do not count."""
        return " ".join(self.words).casefold()

    @functools.cached_property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_CLOSED.search(self.text[-12:]))

    @functools.cached_property
    def quoted(self) -> bool:
        """Whether it holds quotation marks: somebody's words."""
        return bool(_QUOTED.search(self.text))

    @property
    def short(self) -> bool:
        """Whether it may be anything but prose."""
        return len(self.text) <= LONGEST_NOTICE_CHARS

    @functools.cached_property
    def title_like(self) -> bool:
        """A heading or a headline: few words, not ended by a full stop."""
        return self.short and 1 <= len(self.words) <= 25 and not re.search(r"[.;:,][”\"’')]*\Z", self.text[-4:])

    @property
    def title_like_or_colon(self) -> bool:
        """A heading that may end with a colon."""
        return self.title_like or (self.short and len(self.words) <= 25 and self.text.endswith(":"))

    @functools.cached_property
    def prose(self) -> bool:
        """A sentence or more of running text."""
        return not self.short or (self.closed and len(self.words) >= 12) or len(self.words) > 40


def cut_lines(text: str, *, start: int = 0, blocks: bool = False) -> tuple[Line, ...]:
    """The lines from `start` on that are not blank.

    Args:
        blocks: take lines up to a blank line together (text cut at a fixed width).
    """
    found: list[Line] = []
    for match in (_BLOCK if blocks else _LINE).finditer(text, start):
        words = match.group()
        lead = len(words) - len(words.lstrip())
        body = words.strip()
        if body:
            at = match.start() + lead
            found.append(Line(len(found), Span(at, at + len(body)), body))
    return tuple(found)
