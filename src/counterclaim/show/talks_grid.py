"""The matrix of talks on a terminal: one row an issue, one column a party, in each cell its moves in order of time.

In: positions.   Out: a Listing with a column for each party, and its rows. As CSV and JSON the moves are listed one by
one instead (analysis_tables.POSITIONS): a cell of several moves is no value.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.comparison.positions import Position, Stand
from counterclaim.records.talks import Issue
from counterclaim.show.excerpts import short_date
from counterclaim.show.tables import Column, Listing

# As many columns as stand beside each other on a wide terminal; those that move most.
MOST_PARTIES = 5
# Of a party's moves on an issue the last ones: where it stands, and what it came from.
MOST_MOVES = 4


@dataclass(frozen=True, slots=True)
class IssueRow:
    """What each party moved on one issue."""

    issue: Issue
    cells: dict[str, str]


def grid_of(positions: Sequence[Position]) -> tuple[Listing[IssueRow], list[IssueRow], tuple[str, ...]]:
    """The grid's columns and rows, and the parties for which there is no room."""
    moves: Counter[str] = Counter()
    for position in positions:
        moves[position.party] += len(position.stands)
    parties = sorted(moves, key=lambda party: (-moves[party], party))
    shown = parties[:MOST_PARTIES]
    cells: dict[Issue, dict[str, str]] = {issue: {} for issue in Issue}
    for position in positions:
        cells[position.issue][position.party] = _cell(position.stands)
    rows = [IssueRow(issue, told) for issue, told in cells.items() if told.keys() & set(shown)]
    first: Column[IssueRow] = Column("issue", lambda row: row.issue, "issue", style="bold")
    return Listing("matrix", (first, *map(_column, shown))), rows, tuple(parties[MOST_PARTIES:])


def _column(party: str) -> Column[IssueRow]:
    return Column(party, lambda row: row.cells.get(party), party, wraps=True)


def _cell(stands: Sequence[Stand]) -> str:
    last = [f"{stand.act} {short_date(stand.when)}" if stand.when else str(stand.act) for stand in stands[-MOST_MOVES:]]
    more = len(stands) - len(last)
    return "; ".join(([f"({more} before)"] if more else []) + last)
