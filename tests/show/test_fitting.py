"""Which columns of a listing a terminal shows."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.show.tables import GAP, WRAPPED, Column, fitting

columns = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 3), st.booleans()), min_size=1, max_size=8
)  # natural width, spare, wraps


def made(given_columns):
    return [Column(str(i), str, "x", spare=spare, wraps=wraps) for i, (_, spare, wraps) in enumerate(given_columns)]


@given(columns, st.integers(1, 300))
def test_the_columns_kept_fit_or_none_could_be_spared(given_columns, room):
    shown, widths = made(given_columns), [width for width, _, _ in given_columns]
    kept = fitting(shown, widths, room)
    asked = sum((min(widths[i], WRAPPED) if shown[i].wraps else widths[i]) + GAP for i in kept) - GAP
    assert asked <= room or not any(shown[i].spare for i in kept)
    assert kept == sorted(kept)
    assert {i for i, column in enumerate(shown) if not column.spare} <= set(kept)


@given(columns)
def test_a_wide_terminal_shows_every_column(given_columns):
    shown, widths = made(given_columns), [width for width, _, _ in given_columns]
    assert fitting(shown, widths, 1000) == list(range(len(shown)))


def test_what_can_be_spared_most_goes_first():
    shown = [Column("a", str, "a"), Column("b", str, "b", spare=1), Column("c", str, "c", spare=2)]
    assert fitting(shown, [10, 10, 10], 22) == [0, 1]
    assert fitting(shown, [10, 10, 10], 21) == [0]
