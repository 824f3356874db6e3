"""Talks: the rounds in order of date, and what each party demanded, offered, refused and agreed to, by issue."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.comparison.positions import Position, Stand
from counterclaim.errors import UsageError
from counterclaim.records.talks import Issue, Round
from counterclaim.show.tables import TALKS
from counterclaim.show.web.pages.base import Data, Page, Paging, Site, paged

MOST_PARTIES = 10  # rows of the matrix, those that move most
MOST_IN_CELL = 5  # the latest
ROUNDS_SHOWN = 30  # on one page: each brings its moves along
MOST_MOVES = 20  # of one round; the page's data has all


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
    """One page of rounds, and the matrix."""

    rounds: tuple[Round, ...]
    matrix: Matrix
    paging: Paging
    most_moves: int = MOST_MOVES


def talks_page(site: Site, after: str | None = None, number: int = 1) -> Page:
    """One page of rounds, and on the first the matrix. `after`: id of the last round of the page before.

    Raises UsageError where `after` is no round's id.
    """
    every = site.snapshot.rounds
    start = next((place for place, told in enumerate(every, 1) if told.id == after), 0) if after else 0
    if after and not start:
        raise UsageError(f"no round of talks has the id {after!r}")
    shown, paging = paged(site, "talks", every, start, number, ROUNDS_SHOWN, lambda told, _: told.id)
    view = TalksView(shown, Matrix((), (), 0) if start else site.snapshot.talks_matrix, paging)
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
