"""A word that names an event, with the sense that it has there."""

from dataclasses import dataclass
from typing import Any

from counterclaim.reading.events.grammar import Clause
from counterclaim.reading.events.lexicon import Frame
from counterclaim.records.values import EventType


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event."""

    token: Any
    frame: Frame
    clause: Clause | None  # verbs: the levelled clause
    carrier: Any | None = None  # nouns: the verb that says who did it ("launched" an attack)
    carried: str | None = None  # the carrier's kind: does, aspect, suffers, occurs, ends
    words: tuple[Any, ...] = ()  # further tokens of the trigger ("open" ... "fire")
    contents: tuple[EventType, ...] = ()  # what a promise, demand or threat is about (merging.uncovered)
