"""Areas in a common unit; the factors of our tables are those of pint."""

import pytest

from counterclaim.comparison.units import bounds_in_unit_of, common_bounds, unit_class

AREAS = {
    "square mile": "mile**2",
    "hectare": "hectare",
    "acre": "international_acre",
    "square kilometre": "kilometer**2",
}


@pytest.fixture(scope="module")
def square_kilometres():
    import pint

    registry = pint.UnitRegistry()
    registry.define("international_acre = 43560 * foot ** 2")  # pint's own acre is the survey acre, 2 ppm larger
    return lambda count, unit: registry.Quantity(count, AREAS[unit]).to("kilometer**2").magnitude


@pytest.mark.parametrize("unit", AREAS)
def test_an_area_in_square_kilometres_is_what_pint_makes_of_it(claim, square_kilometres, unit):
    taken = claim(text="400", measure="area", low=400, high=None, unit=unit)
    low, high = common_bounds(taken)
    assert (unit_class(taken), high) == ("area", None)
    assert low == pytest.approx(square_kilometres(400, unit), rel=1e-6)


def test_bounds_are_told_in_the_unit_of_the_other_account(claim, square_kilometres):
    ours = claim(text="1,000", measure="area", low=1000, high=1000, unit="square kilometre")
    theirs = claim(text="400", article="b", measure="area", low=400, high=None, unit="square mile")
    there = round(1000 / square_kilometres(1, "square mile"), 2)
    assert bounds_in_unit_of(ours, theirs) == (there, there) == (386.1, 386.1)


def test_a_figure_without_an_area_keeps_its_bounds(claim):
    assert common_bounds(claim(measure="killed", low=12, high=None, unit="person")) == (12, None)
