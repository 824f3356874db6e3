"""Trying a pattern only where one of its first words stands finds what trying it everywhere finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.figures import landmarks, quantities, vague
from counterclaim.reading.figures.stems import matches

PATTERNS = [
    pytest.param(vague._VAGUE, vague._STEMS, id="vague"),
    pytest.param(landmarks._BEFORE, landmarks._BEFORE_STEMS, id="before the war"),
    pytest.param(landmarks._AT_START, landmarks._START_STEMS, id="at its start"),
    pytest.param(quantities._A_UNIT, quantities._AN, id="an hour"),
    pytest.param(quantities._TWICE, quantities._TWICE_STEM, id="twice"),
]
WORDS = (
    "a an few A\u00a0few several Several dozens tens of thousands hundred hundred-odd some handsome many Germany "
    "couple numerous multiple listens twice Twice as or hour mile before Before prior to ahead the war when "
    "invasion began at start time Canada İstanbul . , \n"
).split(" ")


@pytest.mark.parametrize(("pattern", "stems"), PATTERNS)
@given(words=st.lists(st.sampled_from(WORDS), max_size=30), gap=st.sampled_from([" ", "  "]))
def test_nothing_is_missed_and_nothing_added(pattern, stems, words, gap):
    text = gap.join(words)
    assert [m.span() for m in matches(pattern, stems, text)] == [m.span() for m in pattern.finditer(text)]
