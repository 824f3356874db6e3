"""Who demanded, offered, refused or agreed to what at talks, and when: a matrix of party by issue.

In: statement claims. Out: one cell a party and issue, its moves in order of time. A cell's last move is where the party
stood at the end; what changed on the way is in it too.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.comparison.parties import name_of
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.talk_words import issue_of
from counterclaim.records.claim import Claim
from counterclaim.records.talks import Issue
from counterclaim.records.values import Act
from counterclaim.records.when import When

MOVES = frozenset((Act.DEMAND, Act.OFFER, Act.REFUSE, Act.AGREE))


@dataclass(frozen=True, slots=True)
class Stand:
    """One move of one party on one issue."""

    when: When | None
    act: Act
    claim: Claim


@dataclass(frozen=True, slots=True)
class Position:
    """What one party moved on one issue, in order of time."""

    party: str
    issue: Issue
    stands: tuple[Stand, ...]

    @property
    def changed(self) -> bool:
        """Whether the party did different things about it over time: demanded it first and gave it up later."""
        return len({stand.act for stand in self.stands}) > 1


def positions_of(claims: Iterable[Claim]) -> tuple[Position, ...]:
    """Every position, by party and issue; moves about nothing that the table of issues knows are left out."""
    cells: dict[tuple[str, Issue], dict[tuple[Act, str], Stand]] = defaultdict(dict)
    for claim in sorted(claims, key=_order):
        party = source_party(claim)
        if claim.kind != "statement" or claim.act is None or claim.act not in MOVES or party is None:
            continue
        issue = issue_of(claim.text)
        if issue is Issue.OTHER:
            continue
        key = (claim.act, " ".join(claim.text.casefold().split()))
        cells[(name_of(party), issue)].setdefault(key, Stand(claim.said or claim.article.published, claim.act, claim))
    order = list(Issue)
    found = [Position(party, issue, tuple(stands.values())) for (party, issue), stands in cells.items()]
    return tuple(sorted(found, key=lambda p: (p.party, order.index(p.issue))))


def _order(claim: Claim) -> tuple[str, tuple[str, str, int, str]]:
    when = claim.said or claim.article.published
    return (when.first.isoformat() if when else "9999", claim_order(claim))
