"""The two numbers of a vote are two counts: no score, no range, and "passed" bounds neither."""

import pytest

from counterclaim.reading.figures.quantities import read_numbers


def bounds(quantities):
    return [(q.span, q.low, q.high, q.unit.name if q.unit else None) for q in quantities]


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Thursday’s 86-11 vote in the Senate", [86, 11]),
        ("The Senate voted 70-29 to approve it.", [70, 29]),
        ("Lawmakers approved it in a 311-112 vote.", [311, 112]),
        ("It passed 210 to 4.", [210, 4]),
        ("They voted 29-70 against it.", [29, 70]),
        ("The motion to send it fell by 495 to 190.", [495, 190]),
    ],
)
def test_each_side_of_a_vote_is_a_figure(text, votes):
    quantities, none = read_numbers(text)
    assert [(q.low, q.high, q.unit.name) for q in quantities] == [(n, n, "vote") for n in votes]
    assert none == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The team won 2-1.", []),
        ("Some 30-40 men voted.", [(30, 40)]),
        ("The toll passed 210 to the horror of all.", [(210, None)]),
        ("Inflation passed 10 to 12 percent.", [(10, None)]),
        ("Prices rose by 10 to 12 percent.", [(10, 12)]),
    ],
)
def test_scores_ranges_and_levels_are_no_votes(text, wanted):
    quantities, _ = read_numbers(text)
    assert [(q.low, q.high) for q in quantities] == wanted


def test_votes_count_what_was_cast(figures_of):
    found, _ = figures_of("The Senate voted 70-29 to approve it.")
    assert [(f.text, str(f.measure), f.unit) for f in found] == [("70", "count", "vote"), ("29", "count", "vote")]
