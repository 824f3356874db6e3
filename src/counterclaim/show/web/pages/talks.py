"""Talks: the rounds in order of date, and what each party demanded, offered, refused and agreed to, by issue."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.records.talks import Issue, Move, Round
from counterclaim.show.tables import TALKS
from counterclaim.show.web.pages.base import Data, Page, Site

MOST_PARTIES = 8  # rows of the matrix, those that move most; the rounds have all
MOST_IN_CELL = 6


@dataclass(frozen=True, slots=True)
class Matrix:
    """Party by issue."""

    issues: tuple[Issue, ...]
    rows: tuple[tuple[str, tuple[tuple[tuple[Move, Round], ...], ...]], ...]  # party, its moves by issue
    left_out: int  # parties


@dataclass(frozen=True, slots=True)
class TalksView:
    """All rounds and the matrix."""

    rounds: tuple[Round, ...]
    matrix: Matrix


def talks_page(site: Site) -> Page:
    """The rounds and the matrix."""
    rounds = site.snapshot.rounds
    return Page("talks.html", "talks", "Talks", TalksView(rounds, matrix_of(rounds)), path=("talks", {}))


def talks_data(site: Site) -> Data[Round]:
    """All rounds."""
    return Data(TALKS, site.snapshot.rounds)


def matrix_of(rounds: Iterable[Round]) -> Matrix:
    """The moves of all rounds by party and issue, in order of date; a move told in the same words twice counts once."""
    moves: dict[str, dict[Issue, list[tuple[Move, Round]]]] = {}
    seen: set[tuple[str, str, Issue, str]] = set()
    for found in rounds:
        for move in found.moves:
            key = (move.party.casefold(), move.act, move.issue, move.mention.text.casefold())
            if key not in seen:
                seen.add(key)
                moves.setdefault(move.party, {}).setdefault(move.issue, []).append((move, found))
    issues = tuple(issue for issue in Issue if any(issue in by_issue for by_issue in moves.values()))
    ordered = sorted(moves, key=lambda party: (-sum(map(len, moves[party].values())), party))
    rows = tuple(
        (party, tuple(tuple(moves[party].get(issue, ())[:MOST_IN_CELL]) for issue in issues))
        for party in ordered[:MOST_PARTIES]
    )
    return Matrix(issues, rows, max(0, len(ordered) - MOST_PARTIES))
