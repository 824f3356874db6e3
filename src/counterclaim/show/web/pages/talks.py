"""Talks: the rounds in order of date, and what each party demanded, offered, refused and agreed to, by issue."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.comparison.positions import Position, Stand
from counterclaim.records.talks import Issue, Round
from counterclaim.show.tables import TALKS
from counterclaim.show.web.pages.base import Data, Page, Site

MOST_PARTIES = 10  # rows of the matrix, those that move most
MOST_IN_CELL = 5  # the latest


@dataclass(frozen=True, slots=True)
class Cell:
    """One party on one issue."""

    stands: tuple[Stand, ...]  # the latest, in order of date
    left_out: int
    changed: bool  # it did different things about it over time


@dataclass(frozen=True, slots=True)
class Matrix:
    """Party by issue."""

    issues: tuple[Issue, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    left_out: int  # parties


@dataclass(frozen=True, slots=True)
class TalksView:
    """All rounds and the matrix."""

    rounds: tuple[Round, ...]
    matrix: Matrix


def talks_page(site: Site) -> Page:
    """The rounds and the matrix."""
    rounds = site.snapshot.rounds
    view = TalksView(rounds, matrix_of(site.snapshot.positions))
    return Page("talks.html", "talks", "Talks", view, path=("talks", {}))


def talks_data(site: Site) -> Data[Round]:
    """All rounds."""
    return Data(TALKS, site.snapshot.rounds)


def matrix_of(positions: Sequence[Position]) -> Matrix:
    """Positions as a table: the parties that move most first, the issues in their own order."""
    cells = {(position.party, position.issue): position for position in positions}
    moves: dict[str, int] = {}
    for position in positions:
        moves[position.party] = moves.get(position.party, 0) + len(position.stands)
    parties = sorted(moves, key=lambda party: (-moves[party], party))
    shown = parties[:MOST_PARTIES]
    issues = tuple(issue for issue in Issue if any((party, issue) in cells for party in shown))
    rows = tuple((party, tuple(_cell(cells.get((party, issue))) for issue in issues)) for party in shown)
    return Matrix(issues, rows, len(parties) - len(shown))


def _cell(position: Position | None) -> Cell | None:
    if position is None:
        return None
    return Cell(position.stands[-MOST_IN_CELL:], max(0, len(position.stands) - MOST_IN_CELL), position.changed)
