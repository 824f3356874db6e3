"""The dead of an incident: in all, of either side's fighters, of civilians. What nobody counts is None, not 0.

In:  an Incident and a rule of `comparison.bounds`.   Out: Bounds.

Fighters of either side and civilians have no member in common: of "12 soldiers and 3 civilians were killed" the dead
are 15. Of "seven people, two of them children" they are seven. So a source's account of all the dead is its largest
figure, or the sum of those groups where that is more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from counterclaim.comparison.bounds import bounds_of
from counterclaim.comparison.counted import counted_by, includes
from counterclaim.comparison.interest import interest_of
from counterclaim.comparison.parties import party_in_words, party_of_actor
from counterclaim.flow.coding import Party
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Bounds
from counterclaim.show.exports.incidents import Incident


class Group(StrEnum):
    """Whom a figure of dead counts, of an incident's two sides."""

    SIDE_A = "fighters of side a"
    SIDE_B = "fighters of side b"
    CIVILIANS = "civilians"


def deaths(incident: Incident, rule: str, group: Group | None = None) -> Bounds:
    """The range of the incident's dead, or of those of one group, by a rule of `comparison.bounds`."""
    return bounds_of(list(_accounts(incident, group)), rule)


def group_of(figure: Claim, actors: tuple[Party | None, Party | None]) -> Group | None:
    """Whom a figure counts; None where its words do not say, or name a side that is not one of these two."""
    named = [figure.of is not None and actor is not None and figure.of == actor.name for actor in actors]
    if named.count(True) == 1:  # a data set's row, which counts a side's dead by the side's name
        return (Group.SIDE_A, Group.SIDE_B)[named.index(True)]
    counted = counted_by(figure)
    if counted.category == "civilians" or includes("civilians", counted.category):
        return Group.CIVILIANS
    if counted.party is None or not (counted.category == "force" or includes("force", counted.category)):
        return None
    sides = [_party_key(actor) for actor in actors]
    if sides.count(counted.party) != 1:
        return None
    return (Group.SIDE_A, Group.SIDE_B)[sides.index(counted.party)]


def _party_key(actor: Party | None) -> str | None:
    return None if actor is None else party_of_actor(actor.actor) or party_in_words(actor.name)


def _accounts(incident: Incident, group: Group | None) -> Iterator[Account]:
    for telling in incident.tellings:
        sources: dict[tuple[str | None, bool], list[Claim]] = defaultdict(list)
        for figure in telling.deaths:
            sources[(figure.source, figure.narrator)].append(figure)
        for figures in sources.values():
            found = _account(figures, incident, group)
            if found is not None:
                yield Account(found, incident.origins[telling.claim.id], interest_of(found))


def _account(figures: list[Claim], incident: Incident, group: Group | None) -> Claim | None:
    """What one source says of the dead in one sentence, as one figure."""
    groups = [(group_of(figure, incident.actors), figure) for figure in figures]
    largest = {wanted: _largest(figure for told, figure in groups if told is wanted) for wanted in Group}
    if group is not None:
        return largest[group]
    widest = _largest(figures)
    parts = [figure for figure in largest.values() if figure is not None]
    if widest is None or len(parts) < 2 or sum(map(_least, parts)) <= max(_least(widest), widest.high or 0.0):
        return widest
    return replace(
        widest, low=_sum(part.low for part in parts), high=_sum(part.high for part in parts), text=widest.context
    )


def _largest(figures: Iterable[Claim]) -> Claim | None:
    return max(figures, key=lambda figure: (_least(figure), figure.high or 0.0, figure.id), default=None)


def _least(figure: Claim) -> float:
    """How many it counts for certain: none, where it only says "up to 20"."""
    return figure.low or 0.0


def _sum(values: Iterable[float | None]) -> float | None:
    found = list(values)
    return None if None in found else sum(value for value in found if value is not None)
