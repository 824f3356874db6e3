"""Where words stand in an article: spans of Unicode code points, start inclusive, end exclusive."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's stored text; `text[start:end]` is always the words meant."""

    start: int  # code points from the beginning of the text, 0-based
    end: int  # exclusive

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The words that the span stands for in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]
"""One stretch or several (discontinuous), in text order, not overlapping."""


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`. Raises ValueError when there are none."""
    spans = tuple(spans)
    if not spans:
        raise ValueError("no span to cover")
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def words_of(spans: Iterable[Span], text: str) -> str:
    """The words of several spans, joined with an ellipsis where something lies between them."""
    return " … ".join(s.of(text) for s in spans)
