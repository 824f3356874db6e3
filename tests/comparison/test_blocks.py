"""Blocks: which claims are compared, whatever the order, and how large ones are taken apart."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.comparison import blocks
from counterclaim.comparison.blocks import UNKNOWN_DAY, article_blocks, month_of, part_of, parts_of_block

MARCH_3 = dt.date(2022, 3, 3).toordinal()


def nobody(_):
    return None


def itself(article):
    return article


def test_a_small_block_is_one_part():
    assert part_of(MARCH_3, blocks.MOST, 10) == part_of(UNKNOWN_DAY, 3, 0) == ""


def test_a_large_block_is_taken_apart_by_months_and_a_large_month_by_days():
    assert part_of(MARCH_3, blocks.MOST + 1, blocks.MOST) == "2022-03"
    assert part_of(MARCH_3, 10 * blocks.MOST, blocks.MOST + 1) == "2022-03-03"
    assert part_of(UNKNOWN_DAY, blocks.MOST + 1, 1) == "undated"


def test_a_month_runs_to_its_last_day():
    assert month_of(dt.date(2024, 2, 11).toordinal()) == (
        dt.date(2024, 2, 1).toordinal(),
        dt.date(2024, 2, 29).toordinal(),
    )


def test_a_figure_without_a_party_is_in_the_block_of_its_place(toll):
    bare = toll(4, of="people", place="Goma, DR Congo")
    named = toll(5, of="Congolese people", place="Goma, DR Congo", at=50)
    [(one, _, _), (other, _, _)] = article_blocks([bare, named], itself, nobody)
    assert one == other


def test_distances_and_unplaced_events_are_in_no_block(claim):
    far = claim("figure", "nine miles", measure="distance", low=9.0, high=9.0)
    somewhere = claim("event", "fighting went on", event_type="ASSAULT", at=60)
    assert article_blocks([far, somewhere], itself, nobody) == []


@given(days=st.lists(st.integers(0, 90), min_size=1, max_size=30), order=st.randoms())
def test_parts_do_not_depend_on_the_order(toll, days, order):
    start = dt.date(2022, 1, 1)
    claims = [toll(40 + i, as_of=(start + dt.timedelta(days=d)).isoformat(), at=10 * i + 1) for i, d in enumerate(days)]
    mixed = list(claims)
    order.shuffle(mixed)

    def named(found):
        return {part: {claim.id for claim in members} for part, members in found.items()}

    assert named(parts_of_block(mixed)) == named(parts_of_block(claims))
    assert sum(len(members) for members in parts_of_block(claims).values()) == len(claims)
