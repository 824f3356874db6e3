"""The trigger lexicon: which words name which events, as data/*.toml says.

In:  triggers.toml, classes.toml, light.toml, operators.toml.   Out: look-up tables, loaded once.
The sense of every frame is PLOVER's (manual 2.0) with CAMEO's code beside it in the file.
"""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from counterclaim.records.values import EventType, Track

# Words inside a noun entry after which the rest stands behind the head noun ("exchange of prisoner").
LINKS = frozenset({"of", "for", "in", "on", "to", "from", "against", "with", "by"})
_LITTLE = frozenset({"the", "a", "an", "their", "its"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One meaning of a set of trigger words. Field by field as described at the head of triggers.toml."""

    name: str
    type: EventType
    mode: str | None
    subject: frozenset[str]
    object: frozenset[str]
    recipient: frozenset[str]
    not_subject: frozenset[str]
    not_object: frozenset[str]
    not_modifier: frozenset[str]
    complement: frozenset[str]
    clause: str | None
    not_clause: bool
    intransitive: bool
    via: frozenset[str]
    actor: str
    target: str
    bare: bool
    covers: bool
    track: Track | None
    weapon: bool
    modifiers: bool
    owner: str
    active: bool
    subject_said: bool
    planned: bool

    @property
    def demands(self) -> int:
        """How much the frame asks of its surroundings: the more, the earlier it is tried."""
        asked = bool(self.clause) + bool(self.complement) + bool(self.object) + bool(self.recipient)
        return 2 * asked + bool(self.subject)


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to word a frame: the words that must stand around the head lemma."""

    words: tuple[str, ...]  # besides the head, in order
    behind: bool  # nouns: the words follow the head ("exchange of prisoner")
    frame: Frame


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by head lemma, the longest first, then the most demanding frame."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    modals: Mapping[str, tuple[Entry, ...]]
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Operators:
    """Words by the status that they give to what they govern, one table for each place where they stand."""

    verbs: Mapping[str, str]
    objects: Mapping[str, str]
    modals: Mapping[str, str]
    adjectives: Mapping[str, str]
    adverbs: Mapping[str, str]
    nouns: Mapping[str, str]
    marks: frozenset[str]
    prepositions: Mapping[str, str]


@functools.cache
def load_lexicon() -> Lexicon:
    """Read triggers.toml."""
    frames: list[Frame] = []
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    adjectives: dict[str, list[Entry]] = {}
    modals: dict[str, list[Entry]] = {}
    for row in _read("triggers")["frame"]:
        frame = _frame(row)
        frames.append(frame)
        for phrase in row.get("verbs", ()):
            head, *rest = (word for word in phrase.split() if word not in _LITTLE)
            verbs.setdefault(head, []).append(Entry(tuple(rest), False, frame))
        for phrase in row.get("nouns", ()):
            _add_noun(nouns, phrase.split(), frame)
        for phrase in row.get("adjectives", ()):
            adjectives.setdefault(phrase, []).append(Entry((), False, frame))
        for phrase in row.get("modals", ()):
            modals.setdefault(phrase.split()[0], []).append(Entry(tuple(phrase.split()[1:]), False, frame))
    return Lexicon(_ranked(verbs), _ranked(nouns), _ranked(adjectives), _ranked(modals), tuple(frames))


# Prepositions that bring in the target of an act that no frame describes.
_TOWARDS = ("on", "against", "at", "with", "to", "for")


@functools.cache
def plain_frame(kind: EventType) -> Frame:
    """The frame of an event whose type is known and nothing else."""
    return _frame({"name": f"{kind.lower()}.seen", "type": kind.value, "via": _TOWARDS})


def is_plain(frame: Frame) -> bool:
    """Whether nothing but the type is known of the frame's words."""
    return frame is plain_frame(frame.type)


@functools.cache
def load_classes() -> Mapping[str, frozenset[str]]:
    """Noun lemma to the classes that it belongs to (classes.toml)."""
    found: dict[str, set[str]] = {}
    for name, row in _read("classes").items():
        for noun in row["nouns"]:
            found.setdefault(noun.split()[-1], set()).add(name)
    return {noun: frozenset(names) for noun, names in found.items()}


@functools.cache
def load_light() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Verb lemma to (further words, kind) of light.toml: does, aspect, suffers, occurs, ends."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, row in _read("light").items():
        for phrase in row["verbs"]:
            head, *rest = phrase.split()
            found.setdefault(head, []).append((tuple(rest), kind))
    return {head: tuple(sorted(rows, key=lambda row: -len(row[0]))) for head, rows in found.items()}


@functools.cache
def load_operators() -> Operators:
    """Read operators.toml."""
    table = _read("operators")
    return Operators(
        verbs=_inverted(table["verbs"]),
        objects=_inverted(table["objects"]),
        modals=_inverted(table["modals"]),
        adjectives=_inverted(table["adjectives"]),
        adverbs=_inverted(table["adverbs"]),
        nouns=_inverted(table["nouns"]),
        marks=frozenset(table["marks"]["hypothetical"]),
        prepositions=_inverted(table["prepositions"]),
    )


@functools.cache
def load_irregular() -> Mapping[str, str]:
    """Irregular past form to lemma (irregular.toml)."""
    return dict(_read("irregular")["past"])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


def _frame(row: Mapping[str, Any]) -> Frame:
    return Frame(
        name=row["name"],
        type=EventType(row["type"]),
        mode=row.get("mode"),
        subject=frozenset(row.get("subject", ())),
        object=frozenset(row.get("object", ())),
        recipient=frozenset(row.get("recipient", ())),
        not_subject=frozenset(row.get("not_subject", ())),
        not_object=frozenset(row.get("not_object", ())),
        not_modifier=frozenset(row.get("not_modifier", ())),
        complement=frozenset(row.get("complement", ())),
        clause=row.get("clause"),
        not_clause="that" in row.get("not_clause", ()),
        intransitive=row.get("intransitive", False),
        via=frozenset(row.get("via", ())),
        actor=row.get("actor", "subject"),
        target=row.get("target", "object"),
        bare=row.get("bare", False),
        covers=row.get("covers", False),
        track=Track(row["track"]) if "track" in row else None,
        weapon=row.get("weapon", False),
        modifiers=row.get("modifiers", True),
        owner=row.get("owner", "actor"),
        active=row.get("active", False),
        subject_said=row.get("subject_said", False),
        planned=row.get("planned", False),
    )


def _add_noun(nouns: dict[str, list[Entry]], words: list[str], frame: Frame) -> None:
    # The tokenizer cuts at hyphens between letters: "build-up" is read as "build" before "up".
    words = [part for word in words for part in word.split("-")]
    if len(words) > 1 and words[1] in LINKS:
        nouns.setdefault(words[0], []).append(Entry(tuple(words[1:]), True, frame))
    else:
        nouns.setdefault(words[-1], []).append(Entry(tuple(words[:-1]), False, frame))


def _ranked(table: Mapping[str, Iterable[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {
        lemma: tuple(sorted(entries, key=lambda entry: (-len(entry.words), -entry.frame.demands)))
        for lemma, entries in table.items()
    }


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for status, words in table.items():
        for word in words:
            found.setdefault(word, status)
    return found
