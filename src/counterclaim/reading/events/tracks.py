"""Which part of a war an event belongs to, and the mode that its words make plain.

In:  frame, the words around the trigger.   Out: Track and PLOVER mode.   Words: data/tracks.toml, data/modes.toml.
"""

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from counterclaim.reading.events.grammar import below, is_infinitive, lemma_of
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.values import EventType, Track

_COUNTING_PARTIES = 3
_DEEP = 4  # levels of a phrase that say what an act is about


def track_of(trigger: Trigger, kind: EventType, mode: str | None) -> Track | None:
    """The track of an event: by its frame, its type, what it is about; None where no track fits.

    Args:
        kind: the event's type, which an announcement may have made another than the trigger's frame.
        mode: PLOVER's mode, where there is one.
    """
    table = _tracks()
    if trigger.frame.track is not None:
        return trigger.frame.track
    if kind is EventType.ASSAULT:
        return Track.STRIKES
    plain = table.types.get(kind) or (table.modes.get(mode) if mode and kind is EventType.COERCE else None)
    if plain is not None:
        return plain
    contents = (*trigger.contents, *((trigger.frame.type,) if trigger.frame.type is not kind else ()))
    about = (Track.STRIKES if c is EventType.ASSAULT else table.types.get(c) for c in contents)
    return next((t for t in about if t is not None), None) or _by_subject(trigger) or table.otherwise.get(kind)


def _by_subject(trigger: Trigger) -> Track | None:
    """The track that the words of the event's phrase speak of; the trigger itself says nothing."""
    ranks = _tracks().words
    spoken = [ranks[lemma] for node in _phrase(trigger) if (lemma := lemma_of(node)) in ranks]
    return min(spoken)[1] if spoken else None


def _phrase(trigger: Trigger) -> Iterator[Any]:
    """The words under a trigger, its verb's other clauses left out."""
    yield from trigger.words
    top = trigger.token.head if trigger.token.pos_ == "AUX" else trigger.token
    for child in top.children:
        if child.dep_ not in {"ccomp", "conj", "parataxis", "nsubj"} or is_infinitive(child):
            yield child
            yield from below(child, _DEEP)


def mode_of(trigger: Trigger, actors: Iterable[str]) -> str | None:
    """PLOVER's mode: the frame's own unless the words beside the trigger name a weapon or a manner."""
    frame = trigger.frame
    if frame.weapon:
        return _by_words(trigger) or frame.mode
    if frame.type is EventType.CONSULT and frame.mode is None:
        parties = len(tuple(actors))
        return "multilateral" if parties >= _COUNTING_PARTIES else None
    return frame.mode


def _by_words(trigger: Trigger) -> str | None:
    """The mode of the first weapon word in the phrase: modifiers of the noun, subject, "with" and "by" phrases."""
    weapons = _weapons()
    anchor = trigger.carrier if trigger.carrier is not None and trigger.carried != "occurs" else trigger.token
    nodes = [trigger.token, *trigger.words, *below(trigger.token, 2)]
    if trigger.clause is not None:
        nodes += trigger.clause.subjects
    if anchor != trigger.token:
        nodes += [n for n in below(anchor, 2) if n.dep_ == "pobj" and n.head.lower_ in {"with", "by", "using"}]
    best: tuple[int, str] | None = None
    for node in nodes:
        if node.dep_ == "dobj" and node != trigger.token and node not in trigger.words:
            continue  # what is hit says nothing about what hit it
        found = weapons.get(lemma_of(node)) or weapons.get(node.lower_)
        if found and (best is None or found[0] < best[0]):
            best = found
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class _Tracks:
    """tracks.toml by what decides."""

    types: Mapping[EventType, Track]
    modes: Mapping[str, Track]
    otherwise: Mapping[EventType, Track]
    words: Mapping[str, tuple[int, Track]]  # with the rank of the track in the file


@functools.cache
def _tracks() -> _Tracks:
    rows = [(rank, Track(name), row) for rank, (name, row) in enumerate(_read("tracks").items())]
    return _Tracks(
        types={EventType(kind): track for _, track, row in rows for kind in row.get("types", ())},
        modes={mode: track for _, track, row in rows for mode in row.get("modes", ())},
        otherwise={EventType(kind): track for _, track, row in rows for kind in row.get("otherwise", ())},
        words={word: (rank, track) for rank, track, row in reversed(rows) for word in row["words"]},
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


@functools.cache
def _weapons() -> Mapping[str, tuple[int, str]]:
    """Word to (rank, mode): where several name a weapon, the more telling one (earlier in the file) wins."""
    found: dict[str, tuple[int, str]] = {}
    for rank, (mode, row) in enumerate(_read("modes").items()):
        for word in row["words"]:
            found.setdefault(word, (rank, mode))
    return found
