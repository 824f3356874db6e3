"""Well-known events with known dates: wars, offensives, talks, accords, terms of office (`data/anchors.csv`).

In:  text.   Out: Anchors that it speaks of, and where.
A row: kind (war, event, office, or memory: an event spoken of for years), name, first and last day (last empty = not
over), `needs` (groups divided by ";", alternatives by "|": every group must occur somewhere in the text), `phrases`
(divided by "|"; " .. " stands for up to 90 characters within the sentence). Rows are general knowledge; a domain expert
adds a war by adding rows. Several rows of kind office with one name are that person's terms, in order.
"""

import collections
import csv
import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from counterclaim.records.span import Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an anchor: all of `words` stand in a text, in small letters, where `pattern` can match."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something with a known date."""

    kind: str  # war, event, memory, office
    name: str
    first: dt.date
    last: dt.date | None  # None = not over, as far as the table knows
    needs: tuple[tuple[str, ...], ...]  # one of each group must stand in the text
    phrases: tuple[Phrase, ...]
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


def _phrase(written: str) -> Phrase:
    pattern = re.escape(written).replace(r"\ \.\.\ ", r"(?:[^.!?\n]|\.(?! [A-Z“\"])){0,90}?")
    pattern = pattern.replace("’", "['’]").replace(r"\ ", r"\s+")
    words = re.findall(r"[\w-]+", written.lower())
    words = [w for w in words if len(w) > 2] or words
    return Phrase(tuple(words), re.compile(rf"(?<!\w){pattern}", re.IGNORECASE))


@functools.cache
def anchors() -> tuple[Anchor, ...]:
    """The table, in its order."""
    text = resources.files(__package__).joinpath("data", "anchors.csv").read_text(encoding="utf-8")
    found: list[Anchor] = []
    for row in csv.DictReader(text.splitlines()):
        needs = tuple(tuple(group.split("|")) for group in row["needs"].split(";") if group)
        if row["kind"] == "office":
            # The family name, which ends most phrases: cheaper to look for than the pattern.
            needs += (tuple(p.split()[-2 if p.endswith("administration") else -1] for p in row["phrases"].split("|")),)
        term = 1 + sum(a.kind == "office" and a.name == row["name"] for a in found)
        last = dt.date.fromisoformat(row["last"]) if row["last"] else None
        first = dt.date.fromisoformat(row["first"])
        phrases = tuple(_phrase(p) for p in row["phrases"].split("|"))
        found.append(Anchor(row["kind"], row["name"], first, last, needs, phrases, term))
    return tuple(found)


# How much of a text is searched for anchors: what a writer dates an article by stands well before this.
_LONGEST_CHARS = 60_000
_MOST_MENTIONS = 12


@functools.lru_cache(maxsize=4)  # the steps of one article ask in turn
def applicable(text: str) -> tuple[Anchor, ...]:
    """The anchors all of whose `needs` occur in the text."""
    text = text[:_LONGEST_CHARS]
    return tuple(a for a in anchors() if all(any(n in text for n in group) for group in a.needs))


def find_mentions(text: str, among: tuple[Anchor, ...]) -> Iterator[Mention]:
    """Where the text names the anchors; at most a dozen places for each phrase."""
    text = text[:_LONGEST_CHARS]
    small = text.lower()
    for anchor in among:
        for phrase in anchor.phrases:
            if not all(word in small for word in phrase.words):
                continue
            for i, found in enumerate(phrase.pattern.finditer(text)):
                if i == _MOST_MENTIONS:
                    break
                yield Mention(anchor, Span(found.start(), found.end()))


def wars_of(text: str, among: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
    """The wars that "the war" may mean in this text, the one whose words occur most often first."""
    text = text[:_LONGEST_CHARS]
    wars = tuple(a for a in among if a.kind == "war")
    named = collections.Counter(m.anchor.name for m in find_mentions(text, wars))
    words = {a.name: min(sum(text.count(n) for n in group) for group in a.needs) for a in wars}
    return tuple(sorted(wars, key=lambda a: (-words[a.name] - 3 * named[a.name], a.first)))
