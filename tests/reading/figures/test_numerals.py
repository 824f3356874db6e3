"""Written numbers, apart from what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.figures.numerals import read_numerals


def values(text):
    return [(text[n.start : n.end], n.value) for n in read_numerals(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12,000 men", [("12,000", 12000)]),
        ("12 000 men", [("12 000", 12000)]),
        ("fifty thousand men", [("fifty thousand", 50000)]),
        ("forty-eight hours", [("forty-eight", 48)]),
        ("2.5 million", [("2.5 million", 2.5e6)]),
        ("2,5 million", [("2,5 million", 2.5e6)]),
        ("two and a half million", [("two and a half million", 2.5e6)]),
        ("half a million", [("half a million", 5e5)]),
        ("a quarter of a million", [("a quarter of a million", 2.5e5)]),
        ("two hundred and five dead", [("two hundred and five", 205)]),
        ("between two and three", [("two", 2), ("three", 3)]),
        ("a dozen, two dozen", [("a dozen", 12), ("two dozen", 24)]),
        (
            "one hundred twenty-three thousand four hundred",
            [("one hundred twenty-three thousand four hundred", 123400)],
        ),
        ("one in five homes", [("one in five", 0.2)]),
        ("nine out of 10 homes", [("nine out of 10", 0.9)]),
        ("two-thirds of the fleet", [("two-thirds", pytest.approx(2 / 3))]),
        ("half of the fleet", [("half", 0.5)]),
        ("1.7bn", [("1.7bn", 1.7e9)]),
        ("2½ miles", [("2½", 2.5)]),
    ],
)
def test_a_number_is_read_however_it_is_written(text, wanted):
    assert values(text) == wanted


@pytest.mark.parametrize("text", ["a third attempt", "the third of May", "hundreds", "someone", "often", "weighty", ""])
def test_words_that_only_look_like_numbers_are_none(text):
    assert values(text) == []


def test_odds_need_things_not_time():
    assert values("five in 10 days") == [("five", 5), ("10", 10)]


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_and_without_commas_have_one_value(n):
    assert values(f"{n:,}") == [(f"{n:,}", n)]
    assert values(f"{n}") == [(f"{n}", n)]


@given(st.text(alphabet="0123456789 ,.-onetwhudrmilaf/:½\n", max_size=60))
def test_spans_are_in_order_and_do_not_overlap(text):
    last = 0
    for numeral in read_numerals(text):
        assert last <= numeral.start < numeral.end <= len(text)
        last = numeral.end
