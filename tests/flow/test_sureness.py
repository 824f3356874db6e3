"""Which claims count as sure enough, and that those left out are counted."""

from dataclasses import dataclass

import pytest

from counterclaim.flow.sureness import Sure, left_out_words


@dataclass(frozen=True)
class Said:
    """As much of a claim as its sureness rests on."""

    kind: str
    confidence: float | None
    id: str = ""


SURE, UNSURE, OWN = Said("statement", 0.5), Said("statement", 0.49), Said("statement", None)
FIGURE = Said("figure", 0.1)


def test_only_statements_below_the_bar_are_left_out_and_they_are_counted():
    sure = Sure([SURE, UNSURE, OWN, FIGURE, UNSURE], 0.5)
    assert list(sure) == [SURE, OWN, FIGURE]
    assert sure.left_out == 2


def test_what_a_dispute_is_made_of_is_kept_however_unsure():
    disputed = Said("statement", 0.1, "c1")
    sure = Sure([UNSURE, disputed], 0.5, kept={"c1"})
    assert list(sure) == [disputed]
    assert sure.left_out == 1


def test_without_a_bar_nothing_is_left_out():
    sure = Sure([UNSURE, SURE], None)
    assert list(sure) == [UNSURE, SURE]
    assert sure.left_out == 0


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 statement below the confidence of 0.5 left out"),
        (1234, "1,234 statements below the confidence of 0.5 left out"),
    ],
)
def test_how_many_were_left_out_in_words(number, words):
    assert left_out_words(number, 0.5) == words
