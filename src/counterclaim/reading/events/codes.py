"""CAMEO and ACLED codes for an event, derived from its PLOVER type and mode.

In:  an Event.   Out: Codes.   Table: data/codes.toml, the project's own crosswalk (no official one exists).
What comes out is derived, never read from the text: whoever exports it says so.
"""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

from counterclaim.records.reading import Event
from counterclaim.records.values import EventType


@dataclass(frozen=True, slots=True)
class Codes:
    """An event in other codebooks' terms."""

    cameo: str | None  # CAMEO 1.1, as text: "0871"; None = no counterpart
    acled: str | None  # ACLED sub-event type; None = ACLED has no home for it
    derived: bool = True  # always: by table from type and mode


@dataclass(frozen=True, slots=True)
class _Row:
    type: EventType
    mode: str | None
    frame: str | None  # prefix of the frame's name
    cameo: str
    acled: str | None
    state: str | None  # the sub-event where a state's forces act


def derive_codes(event: Event, *, by_state: bool = False) -> Codes:
    """The codes of an event.

    Args:
        by_state: whether a state's forces act; it decides between ACLED's two kinds of taking ground.
    Source:
        CAMEO 1.1 and ACLED's sub-event names; mapping: data/codes.toml.
    """
    frame = event.rule.split(";")[0]
    for row in _rows():
        if row.type is not event.type or (row.mode is not None and row.mode != event.mode):
            continue
        if row.frame is not None and not frame.startswith(row.frame):
            continue
        return Codes(row.cameo, row.state if by_state and row.state else row.acled)
    return Codes(None, None)


@functools.cache
def _rows() -> tuple[_Row, ...]:
    text = (resources.files(__package__) / "data" / "codes.toml").read_text("utf-8")
    return tuple(
        _Row(
            EventType(row["type"]),
            row.get("mode"),
            row.get("frame"),
            row["cameo"],
            row.get("acled"),
            row.get("state"),
        )
        for row in tomllib.loads(text)["row"]
    )
