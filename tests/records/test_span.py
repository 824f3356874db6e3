import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records.span import Span, hull, words_of

spans = st.tuples(st.integers(0, 500), st.integers(1, 100)).map(lambda t: Span(t[0], t[0] + t[1]))


@given(st.text(min_size=1), st.data())
def test_a_span_slices_its_words_by_code_points(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Span(start, end).of(text) == text[start:end]


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_an_empty_or_negative_span_is_refused(start, end):
    with pytest.raises(ValueError, match="a span needs 0 <= start < end"):
        Span(start, end)


@given(st.lists(spans, min_size=1))
def test_the_hull_covers_every_span_and_touches_both_ends(several):
    whole = hull(several)
    assert all(whole.covers(s) and whole.overlaps(s) for s in several)
    assert whole.start in {s.start for s in several}
    assert whole.end in {s.end for s in several}


def test_the_words_of_a_split_quotation_show_the_gap():
    text = '"We hold the town," he said, "and we will stay."'
    assert words_of((Span(1, 18), Span(30, 47)), text) == "We hold the town, … and we will stay."
