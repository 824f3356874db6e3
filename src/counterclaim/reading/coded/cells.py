"""A coded row as a text, a line a cell, and the cells of such a text again with where each stands.

In:  a data set's name and cells by column; or a text that `text_of` made.   Out: the text; or Cells.
`Cells.read(text_of(title, cells))` holds every cell that is not empty. The words of a cell are its own, but for breaks
of lines, which are spaces in the text.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counterclaim.records.span import Span, hull

_COLUMN = re.compile(r"[a-z][a-z0-9_]*\Z")
_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row."""

    words: str
    span: Span  # of the words
    line: Span  # of the column's name and the words


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row's text that are not empty, by column."""

    title: str
    of: Mapping[str, Cell] = field(repr=False)

    @classmethod
    def read(cls, text: str) -> "Cells":
        """The cells of a text. Lines that are no cell are passed over."""
        title, *lines = text.split("\n")
        found: dict[str, Cell] = {}
        start = len(title) + 1
        for line in lines:
            column, colon, words = line.partition(": ")
            if colon and words and _COLUMN.match(column):
                end = start + len(line)
                found.setdefault(column, Cell(words, Span(end - len(words), end), Span(start, end)))
            start += len(line) + 1
        return cls(title, found)

    def words(self, column: str) -> str | None:
        """A cell's words; None for an empty one."""
        cell = self.of.get(column)
        return cell.words if cell else None

    def number(self, column: str) -> float | None:
        """A cell's number; None where it is empty or holds none."""
        try:
            value = float(self.words(column) or "")
        except ValueError:
            return None
        return value if math.isfinite(value) else None

    def count(self, column: str) -> float | None:
        """A cell's number of people; None where it is empty or holds none."""
        value = self.number(column)
        return value if value is not None and value >= 0 else None

    def lines(self, columns: Iterable[str]) -> Span | None:
        """From the first to the last of these cells, columns' names included; None where all are empty."""
        spans = [self.of[column].line for column in columns if column in self.of]
        return hull(spans) if spans else None


def text_of(title: str, cells: Mapping[str, str], leading: Iterable[str]) -> str:
    """A row's text: the title, the leading columns, then the others in the file's order. Empty cells are left out."""
    said = {column: _BREAKS.sub(" ", words).strip() for column, words in cells.items() if _COLUMN.match(column)}
    order = dict.fromkeys([*leading, *cells])
    return "\n".join([title, "", *(f"{column}: {said[column]}" for column in order if said.get(column))]) + "\n"
