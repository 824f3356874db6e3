"""Losses of those who fight a state and of those who fight for it are never one count."""

from dataclasses import replace

import pytest

from counterclaim.comparison.bearers import other_bearers
from counterclaim.records.span import Span


def count(toll, number, of, sentence, **fields):
    return toll(number, of=of, context=sentence, at=sentence.index(str(number)), **fields)


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        (
            ("soldiers", "In the hills 3 soldiers died."),
            ("guerrillas", "A bulletin put it at 7 guerrillas dead."),
            "One counts soldiers, the other guerrillas: different sides' losses.",
        ),
        (
            ("casualties", "The column said it was inflicting 3 casualties."),
            ("casualties", "The garrison said that they sustained 7 casualties."),
            "One counts losses that were inflicted, the other losses that were suffered; nothing says by whom.",
        ),
        (("soldiers", "In the hills 3 soldiers died."), ("troops", "A bulletin put it at 7 troops dead."), None),
        (("people", "The mayor counted 3 people dead."), ("rebels", "A bulletin put it at 7 rebels dead."), None),
    ],
)
def test_words_that_tell_sides_apart_without_naming_one(toll, a, b, why):
    made = []
    for number, (of, sentence) in zip((3, 7), (a, b), strict=True):
        at = sentence.index(str(number))
        claim = count(toll, number, of, sentence)
        made.append(replace(claim, sentence=Span(0, len(sentence)), span=Span(at, at + 1)))
    assert other_bearers(*made) == why
