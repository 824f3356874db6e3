"""An event on its way: the trigger with what has been read about it so far."""

from dataclasses import dataclass, field
from typing import Any

from counterclaim.reading.events.status import Presented
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.reading import Attribution
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Track
from counterclaim.records.when import When


@dataclass(frozen=True, slots=True)
class Draft:
    """One event mention before joined mentions are folded and numbered."""

    trigger: Trigger = field(repr=False)
    type: EventType
    mode: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    presented: Presented
    attribution: Attribution | None = field(repr=False)
    track: Track | None
    span: Span
    heads: tuple[Any, ...] = field(default=(), repr=False)  # head tokens of the roles
    when: When | None = None
    where: tuple[str, ...] = ()
    dated: str = ""  # the rule that gave the time
