import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.flow.agreement import alpha

# The worked example of Krippendorff (2011): four coders, twelve units, some not coded.
CODERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[float(value) for value in unit if value is not None] for unit in zip(*CODERS, strict=True)]


def test_alpha_is_what_its_author_works_out_by_hand():
    assert round(alpha(UNITS, "nominal"), 3) == 0.743
    assert round(alpha(UNITS, "interval"), 3) == 0.849


def test_alpha_is_not_defined_where_all_values_are_the_same():
    with pytest.raises(ValueError, match="not defined"):
        alpha([["yes", "yes"], ["yes", "yes"]], "nominal")


@given(st.lists(st.lists(st.sampled_from([0.0, 1.0, 5.0]), min_size=2, max_size=4), min_size=2, max_size=6))
def test_alpha_is_the_sum_over_pairs_and_does_not_depend_on_their_order(units):
    values = [value for unit in units for value in unit]
    if len(set(values)) == 1:
        return

    def pairs(some):
        return sum((a - b) ** 2 for a, b in itertools.permutations(some, 2))

    observed = sum(pairs(unit) / (len(unit) - 1) for unit in units) / len(values)
    expected = pairs(values) / (len(values) * (len(values) - 1))
    assert alpha(units, "interval") == pytest.approx(1 - observed / expected)
    assert alpha([unit[::-1] for unit in units[::-1]], "nominal") == pytest.approx(alpha(units, "nominal"))
