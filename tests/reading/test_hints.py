"""Hints: each word's probabilities, found again by where the word stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.encoder import AttributionEncoder
from counterclaim.reading.hints import EVENT_TYPES, joined

ENCODER = AttributionEncoder.load()
TEXT = "Rebels shelled the port on Monday, and the army is likely to answer. Nobody was hurt."


def test_a_text_without_words_has_no_hints():
    hints = joined([])
    assert (len(hints.starts), hints.types.shape, hints.words(0, 10)) == (0, (0, len(EVENT_TYPES)), slice(0, 0))


def test_the_word_that_names_an_attack_is_seen_with_its_type_and_the_place_is_not():
    hints = ENCODER.read(TEXT).hints
    [shelled] = range(*hints.words(TEXT.index("shelled"), TEXT.index("shelled") + 7).indices(len(hints.starts)))
    [port] = range(*hints.words(TEXT.index("port"), TEXT.index("port") + 4).indices(len(hints.starts)))
    assert hints.events[shelled] > 0.5 > hints.events[port]
    assert EVENT_TYPES[int(np.argmax(hints.types[shelled]))] == "ASSAULT"


def test_what_looks_ahead_is_told_from_what_looks_back():
    hints = ENCODER.read(TEXT).hints
    ahead = hints.foreseen[hints.words(TEXT.index("the army"), TEXT.index(". Nobody"))].astype(float)
    back = hints.foreseen[hints.words(0, TEXT.index(", and"))].astype(float)
    assert ahead.mean() > 0.4 > back.max()


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_words_of_a_stretch_are_those_that_share_a_character_with_it(one, other):
    start, end = sorted((one, other))
    hints = ENCODER.read(TEXT).hints
    if start == end:
        return
    wanted = [n for n, (a, b) in enumerate(zip(hints.starts, hints.ends, strict=True)) if a < end and start < b]
    assert list(range(len(hints.starts)))[hints.words(start, end)] == wanted


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_empty_text_is_read_without_hints(text):
    assert len(ENCODER.read(text).hints.starts) == 0
