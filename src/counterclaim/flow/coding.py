"""Events and actors in other codebooks' terms, for export: what the register and the crosswalk of codes know.

In:  an event's claim and the name of the rule that read it; a name.   Out: Codes; Party.
Derived by table from type, mode and frame, never read from the text: whoever exports it says so. Of a data set's row
the sub-event is the one that it names.
"""

import functools
from dataclasses import dataclass

from counterclaim.reading.coded.shapes import CODED, known
from counterclaim.reading.events.codes import Codes, derive_codes
from counterclaim.records.claim import Claim
from counterclaim.records.reading import Event
from counterclaim.records.values import Side, Status

__all__ = ["Codes", "Party", "codes_of", "is_coded", "party_of"]

_STATES = frozenset({"state", "government", "military", "unit"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts or is acted upon."""

    name: str
    actor: str | None = None  # id in the register; None = unknown to it
    kind: str | None = None  # state, government, military, group, people, …
    country: str | None = None  # ISO 3166-1 alpha-2
    side: Side | None = None

    @property
    def is_state(self) -> bool:
        """Whether a state's own forces or bodies."""
        return self.kind in _STATES


def codes_of(claim: Claim, rule: str) -> Codes:
    """An event claim's CAMEO code and ACLED sub-event; None where those codebooks have no home for it.

    Args:
        rule: what the reading says read the event; its frame decides between like types.
    """
    if claim.event_type is None:
        return Codes(None, None)
    event = Event("e", claim.span, claim.span, claim.event_type, claim.mode, status=Status.HAPPENED, rule=rule)
    derived = derive_codes(event, by_state=any(party_of(name).is_state for name in claim.actors))
    if is_coded(rule) and (named := rule.removeprefix(CODED)):
        return Codes(derived.cameo, named, derived=False)
    return derived


def is_coded(rule: str) -> bool:
    """Whether an event is a data set's row: its actors are the two sides, its source is the one that the row names."""
    return rule.startswith(CODED)


@functools.lru_cache(maxsize=65_536)
def party_of(name: str) -> Party:
    """Who a name in an event stands for, as far as the register knows."""
    found = known(name)
    if found is None:
        return Party(name)
    return Party(found.name, found.id, found.kind, found.country, found.side)
