"""The parts that a briefing is made of, whatever it is written as: sections, entries, rows, each with its citation.

In: nothing. Out: frozen parts. Every row cites the article and the offsets that it rests on.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a row's words stand."""

    number: int  # the article's number in the list of sources
    start: int  # code points of the article's text
    end: int
    claim: str  # claim id
    article: str = ""  # article id

    @property
    def short(self) -> str:
        """ "[5:4310-4316]": article number, first and last offset."""
        return f"[{self.number}:{self.start}-{self.end}]"


@dataclass(frozen=True, slots=True)
class Row:
    """One account or one thing that is said to have happened."""

    label: str  # the value, or the date
    who: str  # who says so, through whom
    detail: str  # period, interest, parties: what the label needs to be understood
    words: str  # the article's own words
    cite: Cite
    also: tuple[Cite, ...] = ()  # copies and repetitions of the same origin


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, a round, a forecast; or, without a head, a run of rows."""

    head: str
    tags: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()  # how the accounts stand to each other
    id: str = ""  # of the question, round or forecast; empty for a run of rows


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the briefing."""

    key: str  # disputed, losses, ...
    title: str
    entries: tuple[Entry, ...]
    more: int | None = 0  # entries that are not shown; None = some, not counted


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One article in the list at the end."""

    number: int
    name: str  # outlet or title
    title: str | None
    published: str
    where: str  # path, else address, else id
    claims: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """All of it, in order."""

    title: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    articles: tuple[SourceLine, ...]
    rule: str
