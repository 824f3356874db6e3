"""Well-known events with known dates: wars, offensives, talks, accords, terms of office (`data/anchors.csv`).

In:  text.   Out: Anchors that it speaks of, and where.
A row: kind (war, event, office, memory: an event spoken of for years, topic: what news spoke of as present from the
first to the last day), name, first and last day (last empty = not over, which a topic always is), `needs` (groups
divided by ";", alternatives by "|": every group must begin a word of the text), `phrases` (divided by "|"; " .. "
stands for up to 90 characters within the sentence; "{fall} Goma" for a family of ways to say so, see phrases.py). Rows
are general knowledge; a domain expert adds a war by adding rows. Several rows of kind office with one name are that
person's terms, in order.
"""

import collections
import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from counterclaim.reading.csvtables import Cells, faults, many, read_text, rows_of
from counterclaim.reading.owntables import OwnTable, own_table
from counterclaim.reading.timex.phrases import NamedIn, Phrase, Searched, families, family_of, phrase
from counterclaim.records.span import Span

COLUMNS = ("kind", "name", "first", "last", "needs", "phrases")
NEEDED = ("kind", "name", "first", "phrases")
KINDS = ("event", "memory", "office", "topic", "war")
# The table knows nothing of what came later: a war without an end in it was still fought then.
LAST_KNOWN = dt.date(2026, 12, 31)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something with a known date."""

    kind: str  # war, event, memory, office, topic
    name: str
    first: dt.date
    last: dt.date | None  # None = not over, as far as the table knows
    needs: tuple[tuple[str, ...], ...]  # one of each group must stand in the text
    phrases: tuple[Phrase | NamedIn, ...]
    term: int = 1  # which term of office

    @property
    def one_day(self) -> bool:
        """Whether it happened on a known day (or two)."""
        return self.last is not None and (self.last - self.first).days <= 2


@dataclass(frozen=True, slots=True)
class Mention:
    """An anchor and the words of the text that name it."""

    anchor: Anchor
    span: Span


def anchors() -> tuple[Anchor, ...]:
    """The table, in its order, with the user's own rows before it. Raises TableError for a row that breaks a rule."""
    return _anchors(own_table("anchors"))


@functools.cache
def _anchors(own: OwnTable | None) -> tuple[Anchor, ...]:
    shipped = resources.files(__package__).joinpath("data", "anchors.csv").read_text(encoding="utf-8")
    rows: list[Anchor] = []
    if own:
        rows += read_anchors(own.text, own.path)
    named = {(a.kind, a.name) for a in rows}
    rows += [a for a in read_anchors(shipped, "anchors.csv") if (a.kind, a.name) not in named]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Needed:
    """All that some row needs."""

    single: frozenset[str]  # words
    phrases: dict[str, list[tuple[str, tuple[str, ...]]]]  # phrases with their words, by the first of these
    words: frozenset[str]  # all of these words


@functools.cache
def _needed(own: OwnTable | None) -> _Needed:
    needed = {word for a in _anchors(own) for group in a.needs for word in group}
    single = frozenset(word for word in needed if _WORD.fullmatch(word))
    phrases: dict[str, list[tuple[str, tuple[str, ...]]]] = collections.defaultdict(list)
    for written in sorted(needed - single):
        if words := tuple(_WORD.findall(written)):
            phrases[words[0]].append((written, words))
    return _Needed(single, phrases, single.union(*(words for rows in phrases.values() for _, words in rows)))


_WORD = re.compile(r"\w+")


def read_anchors(text: str, table: str) -> Iterator[Anchor]:
    """The rows of a table of anchors. Raises TableError for the first that breaks a rule."""
    terms: collections.Counter[str] = collections.Counter()
    for line, row in rows_of(text, table, COLUMNS, NEEDED):
        anchor = _anchor(Cells(table, line, row))
        terms[anchor.name] += anchor.kind == "office"
        yield replace(anchor, term=max(1, terms[anchor.name]) if anchor.kind == "office" else 1)


def anchor_faults(path: Path) -> tuple[int, tuple[str, ...]]:
    """How many rows a table of anchors has, and what is wrong with it. Raises InputError where it cannot be read."""
    rows = rows_of(read_text(path), str(path), COLUMNS, NEEDED)
    return faults(rows, lambda line, row: _anchor(Cells(str(path), line, row)))


def _anchor(cells: Cells) -> Anchor:
    kind, name = cells.one_of("kind", KINDS), cells.given("name", "what it is called")
    cells.given("first", "the first day, YYYY-MM-DD")
    first, last = cells.day("first"), cells.day("last")
    assert first is not None
    cells.expect(last is None or first <= last, "last", "an end before the beginning", "first <= last")
    cells.expect(kind != "topic" or last is not None, "last", "a topic without an end", "the last day it was present")
    phrases = many(cells.given("phrases", "the words that name it, divided by |"))
    needs = tuple(many(group) for group in cells.row["needs"].split(";") if group.strip())
    if kind == "office":
        # The family name, which ends most phrases: cheaper to look for than the pattern.
        needs += (tuple(p.split()[-2 if p.endswith("administration") else -1] for p in phrases),)
    for family in filter(None, map(family_of, phrases)):
        cells.expect(family in families(), "phrases", f"the family {family!r}", "one of " + ", ".join(families()))
    return Anchor(kind, name, first, last, needs, tuple(map(phrase, phrases)))


# How much of a text is searched for anchors: what a writer dates an article by stands well before this.
_LONGEST_CHARS = 60_000
_MOST_MENTIONS = 12


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """What a text speaks of."""

    anchors: tuple[Anchor, ...]  # those all of whose `needs` occur in the text
    mentions: tuple[Mention, ...]  # in text order, none of a topic; at most a dozen for each phrase
    topics: tuple[Mention, ...]  # the first of each
    wars: tuple[Anchor, ...]  # what "the war" may mean in this text, the one whose words occur most often first


def spoken_of(text: str) -> SpokenOf:
    """The anchors that the text speaks of, where, and which wars it may be about."""
    return _spoken_of(text, own_table("anchors"))


@functools.lru_cache(maxsize=4)  # the steps of one article ask in turn
def _spoken_of(text: str, own: OwnTable | None) -> SpokenOf:
    text = text[:_LONGEST_CHARS]
    searched = Searched(text)
    there = set(_words_in(searched, own))
    among = tuple(a for a in _possible(there, own) if not any(map(there.isdisjoint, a.needs)))
    topics, others = tuple(a for a in among if a.kind == "topic"), tuple(a for a in among if a.kind != "topic")
    mentions = tuple(sorted(_mentions(searched, others), key=lambda m: m.span))
    first = (next(_mentions(searched, (topic,)), None) for topic in topics)
    return SpokenOf(others, mentions, tuple(filter(None, first)), _wars(text, others, mentions))


def _possible(there: set[str], own: OwnTable | None) -> list[Anchor]:
    """The rows that need nothing, or one of the words that are there, in the table's order: a few of many hundred."""
    rows, by_word = _anchors(own), _by_rarest_need(own)
    return [rows[at] for at in sorted({at for word in (*there, "") for at in by_word.get(word, ())})]


@functools.cache
def _by_rarest_need(own: OwnTable | None) -> dict[str, tuple[int, ...]]:
    """Where the rows stand, by the words of that group of their needs which the fewest rows need; "" for no needs.

    Half of the rows need "Ukrain"; under "Balakliia" stand two.
    """
    needed = collections.Counter(word for anchor in _anchors(own) for group in anchor.needs for word in group)
    found: dict[str, list[int]] = collections.defaultdict(list)
    for at, anchor in enumerate(_anchors(own)):
        for word in min(anchor.needs, key=lambda group: sum(needed[word] for word in group), default=("",)):
            found[word].append(at)
    return {word: tuple(rows) for word, rows in found.items()}


def _words_in(searched: Searched, own: OwnTable | None) -> Iterator[str]:
    """The needed words that begin a word of the text ("Zelensk" stands in "Zelensky’s"), and needed phrases in it."""
    needed = _needed(own)
    begun = searched.beginnings & needed.words
    yield from begun & needed.single
    for first in begun & needed.phrases.keys():
        # Searching the text is dear, and most phrases fail for one of their words.
        rows = needed.phrases[first]
        yield from (phrase for phrase, words in rows if begun.issuperset(words) and phrase in searched.text)


def _mentions(searched: Searched, among: tuple[Anchor, ...]) -> Iterator[Mention]:
    for anchor in among:
        for way in anchor.phrases:
            for span in itertools.islice(way.find(searched), _MOST_MENTIONS):
                yield Mention(anchor, span)


def _wars(text: str, among: tuple[Anchor, ...], mentions: tuple[Mention, ...]) -> tuple[Anchor, ...]:
    wars = tuple(a for a in among if a.kind == "war")
    named = collections.Counter(m.anchor.name for m in mentions if m.anchor.kind == "war")
    words = {a.name: min(sum(text.count(n) for n in group) for group in a.needs) for a in wars}
    return tuple(sorted(wars, key=lambda a: (-words[a.name] - 3 * named[a.name], a.first)))
