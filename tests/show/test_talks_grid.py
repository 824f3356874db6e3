"""The matrix of talks on a terminal: one row an issue, one column a party, what each moved in order of time."""

from unittest.mock import sentinel

from counterclaim.comparison.positions import Position, Stand
from counterclaim.records.talks import Issue
from counterclaim.records.values import Act
from counterclaim.records.when import When
from counterclaim.show.talks_grid import grid_of


def position(party, issue, *moves):
    stands = tuple(Stand(When.parse(day) if day else None, Act(act), sentinel.claim) for act, day in moves)
    return Position(party, Issue(issue), stands)


def test_each_cell_holds_a_partys_moves_on_an_issue_in_order():
    listing, rows, left_out = grid_of(
        [
            position("Eritrea", "ceasefire", ("refuse", "2000-05-12"), ("agree", "2000-06-18")),
            position("Ethiopia", "ceasefire", ("demand", None)),
            position("Ethiopia", "territory", ("demand", "2000-05-12"), ("demand", "2000-06-01")),
        ]
    )
    assert list(listing.records(rows)) == [
        {"issue": "territory", "Ethiopia": "demand 12 May 2000; demand 1 Jun 2000", "Eritrea": None},
        {"issue": "ceasefire", "Ethiopia": "demand", "Eritrea": "refuse 12 May 2000; agree 18 Jun 2000"},
    ]
    assert left_out == ()


def test_of_many_moves_the_last_are_shown_and_of_many_parties_those_that_move_most():
    days = [("demand", f"2000-05-{day:02d}") for day in range(1, 7)]
    parties = [position(f"Party {n}", "arms", *days[:n]) for n in range(1, 7)]
    listing, [row], left_out = grid_of(parties)
    assert [column.name for column in listing.columns] == ["issue", *(f"Party {n}" for n in (6, 5, 4, 3, 2))]
    assert row.cells["Party 6"].startswith("(2 before); demand 3 May 2000; ")
    assert left_out == ("Party 1",)
