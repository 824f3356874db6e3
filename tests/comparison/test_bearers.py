"""Losses of those who fight a state and of those who fight for it are never one count."""

from dataclasses import replace

import pytest

from counterclaim.comparison.bearers import are_one_sides, other_bearers
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
            "One counts losses that somebody inflicted or suffered; nothing says that the other counts the same ones.",
        ),
        (
            ("monks", "The raiders killed 3 monks."),
            ("people", "A raid left 7 people dead."),
            "One counts monks, the other people: the one may be a part of the other.",
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


@pytest.mark.parametrize(
    ("sources", "later", "one"),
    [
        (("the army", "a military spokesman"), "It counted 7 dead.", True),
        (("the army", "a military spokesman"), "He, however, counted 7 dead.", False),
        (("the army", "rebels"), "They counted 7 dead.", False),
        (("the consul", "the envoy"), "The envoy counted 7 dead.", False),
    ],
)
def test_one_side_that_gives_two_counts_in_one_text_counts_two_things(toll, sources, later, one):
    a = count(toll, 3, "people", "It counted 3 dead.", source=sources[0])
    b = replace(count(toll, 7, "people", later, source=sources[1]), span=Span(300, 301))
    assert are_one_sides(a, b) is one
