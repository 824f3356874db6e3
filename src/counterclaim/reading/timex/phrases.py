"""How a text names a known event: by words of its own, or by a family of words around a name.

In:  a phrase as `anchors.csv` writes it.   Out: Phrase or NamedIn, which find their spans in a text.
The families are data (`data/anchorforms.csv`): "{fall} Goma" is found in "the fall of Goma", "Goma fell", "had taken
Bukavu and Goma", "withdrew its last soldiers from the lakeside city of Goma".
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from counterclaim.reading.csvtables import rows_of
from counterclaim.records.span import Span

_GAP = r"((?:[^.!?\n]|\.(?! [A-Z“\"])){0,90}?)(?<!\w)"
# Between the words of a phrase these say that it did not happen: "passed a budget without the $61 billion".
_UNDONE = re.compile(r"\b(?:not|never|without|nor|failed|refused|request(?:s|ed)?)\b", re.IGNORECASE)
_REACH = 160  # characters around a name in which a form is looked for
# What may stand between a form and the name: "the lakeside city of", "eastern", "Bukavu and".
_KIND = r"(?:city|town|village|port|capital|base|airport|airfield|stronghold|hub|settlement|district|camp|province)"
_OTHERS = r"(?-i:(?:[A-Z][\w’'-]+(?:,\s+and|,|\s+and)\s+){0,3})"
_BETWEEN = rf"\s+(?:(?:the\s|its\s|a\s)?(?:[\w-]+\s){{0,3}}{_KIND}\sof\s+)?(?:[a-z]+ern\s+)?{_OTHERS}"


class Searched:
    """A text that many phrases are looked for in: in small letters, and with all that its words begin with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.small = small_letters(text)
        words = set(_WORD.findall(text))
        self.beginnings = _beginnings(words)
        self._small_beginnings = self.beginnings | _beginnings({w.lower() for w in words if not w.islower()})

    def has(self, word: str) -> bool:
        """Whether a word of the text, in small letters, begins so. A word with a hyphen may stand anywhere."""
        return word in self._small_beginnings or ("-" in word and word in self.small)


def _beginnings(words: set[str]) -> set[str]:
    return {word[:end] for word in words for end in range(1, len(word) + 1)}


_WORD = re.compile(r"\w+")


def small_letters(text: str) -> str:
    """The text in small letters, every character at its place: a few capitals have two small letters ("İ")."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an event: all of `words` stand in a text, in small letters, where they can match."""

    words: tuple[str, ...]
    opening: str  # what every match begins with, in small letters
    written: str

    def find(self, searched: Searched) -> Iterator[Span]:
        """Where the phrase stands in the text.

        Looking for the opening first is several times cheaper than trying the pattern at each character.
        """
        if not all(map(searched.has, self.words)):
            return
        text, small = searched.text, searched.small
        pattern = _compiled(self.written)
        at = small.find(self.opening)
        while at >= 0:
            found = pattern.match(text, at)
            if found and not any(gap and _UNDONE.search(gap) for gap in found.groups()):
                yield Span(found.start(), found.end())
            at = small.find(self.opening, found.end() if found else at + 1)


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A name with one of a family's forms before or behind it."""

    name: str
    family: str

    def find(self, searched: Searched) -> Iterator[Span]:
        """Where a form stands with the name."""
        text, small, name = searched.text, searched.small, self.name.lower()
        before, behind = _forms()[self.family]
        at = small.find(name)
        while at >= 0:
            end = at + len(name)
            if not small[max(0, at - 1) : at].isalnum() and not small[end : end + 1].isalnum():
                start = max(0, at - _REACH)
                led = list(before.finditer(text[start:at]))
                followed = behind.match(text, end)
                if led or followed:
                    yield Span(start + led[-1].start() if led else at, followed.end() if followed else end)
            at = small.find(name, end)


_OF_A_FAMILY = re.compile(r"\{(\w+)\} (.+)")


def family_of(written: str) -> str | None:
    """The family that a phrase asks for: of "{fall} Goma", "fall"."""
    found = _OF_A_FAMILY.fullmatch(written)
    return found[1] if found else None


def families() -> tuple[str, ...]:
    """The families that there are."""
    return tuple(_forms())


def phrase(written: str) -> Phrase | NamedIn:
    """A phrase of `anchors.csv`; " .. " stands for up to 90 characters within the sentence."""
    found = _OF_A_FAMILY.fullmatch(written)
    if found:
        return NamedIn(found[2], found[1])
    words = re.findall(r"[\w-]+", written.lower())
    words = [w for w in words if len(w) > 2] or words
    opening = re.split(r"[’ ]", written.lower(), maxsplit=1)[0]
    return Phrase(tuple(words), opening, written)


@functools.cache  # of some thousand phrases an article needs a few
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_pattern(written)}", re.IGNORECASE)


def _pattern(written: str) -> str:
    pattern = re.escape(written).replace(r"\ \.\.\ ", _GAP).replace("’", "['’]")
    return pattern.replace(r"\ ", r"\s+")


@functools.cache
def _forms() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each family what stands before a name, up to it, and what behind it; "*" is the name's place in the table."""
    text = resources.files(__package__).joinpath("data", "anchorforms.csv").read_text(encoding="utf-8")
    sides: dict[str, tuple[list[str], list[str]]] = {}
    for _, row in rows_of(text, "anchorforms.csv", ("family", "form"), ("family", "form")):
        before, _, behind = row["form"].partition("*")
        side = sides.setdefault(row["family"], ([], []))
        side[0 if before else 1].append(_pattern((before or behind).strip()))
    return {
        family: (
            re.compile(rf"(?<!\w)(?:{'|'.join(before)}){_BETWEEN}\Z", re.IGNORECASE),
            re.compile(rf"\s*(?:{'|'.join(behind)})(?!\w)", re.IGNORECASE),
        )
        for family, (before, behind) in sides.items()
    }
