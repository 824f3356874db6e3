"""Which part of a war an event belongs to, and the mode that its words make plain.

In:  frame, the words around the trigger.   Out: Track and PLOVER mode.   Words: data/modes.toml.
"""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources

from counterclaim.reading.events.grammar import below, lemma_of
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.values import EventType, Track

_BY_TYPE = {
    EventType.AGREE: Track.TALKS,
    EventType.CONSULT: Track.TALKS,
    EventType.YIELD: Track.TALKS,
    EventType.REQUEST: Track.TALKS,
    EventType.REJECT: Track.TALKS,
    EventType.THREATEN: Track.TALKS,
    EventType.SUPPORT: Track.SUPPORT,
    EventType.COOPERATE: Track.SUPPORT,
    EventType.AID: Track.SUPPORT,
    EventType.SANCTION: Track.SUPPORT,
    EventType.MOBILIZE: Track.FORCES,
    EventType.ASSAULT: Track.STRIKES,
}
_COUNTING_PARTIES = 3


def track_of(trigger: Trigger) -> Track | None:
    """The track of an event, by its frame or else its type; None where no track fits (PROTEST, CRIME, COERCE)."""
    return trigger.frame.track or _BY_TYPE.get(trigger.frame.type)


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


@functools.cache
def _weapons() -> Mapping[str, tuple[int, str]]:
    """Word to (rank, mode): where several name a weapon, the more telling one (earlier in the file) wins."""
    text = (resources.files(__package__) / "data" / "modes.toml").read_text("utf-8")
    found: dict[str, tuple[int, str]] = {}
    for rank, (mode, row) in enumerate(tomllib.loads(text).items()):
        for word in row["words"]:
            found.setdefault(word, (rank, mode))
    return found
