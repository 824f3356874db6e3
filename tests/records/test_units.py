import csv
import re
from pathlib import Path

import pytest

from counterclaim.reading import figures
from counterclaim.records.units import unit_words


@pytest.mark.parametrize(
    ("unit", "low", "high", "words"),
    [
        ("hour", 1, 1, "hour"),
        ("hour", None, 72, "hours"),
        ("hour", 0, 1, "hours"),
        ("square kilometre", 1000, 1036, "square kilometres"),
        ("square foot", 40, 40, "square feet"),
        ("kilometre per hour", 90, 90, "kilometres per hour"),
        ("inch", 6, 6, "inches"),
        ("percentage point", 3, 3, "percentage points"),
        ("percent", 40, 40, "percent"),
        ("degree Celsius", -20, -20, "degrees Celsius"),
        ("century", 2, 2, "centuries"),
        ("USD", 5e9, 5e9, "USD"),
    ],
)
def test_a_unit_is_written_in_the_plural_unless_it_is_exactly_one(unit, low, high, words):
    assert unit_words(unit, low, high) == words


def test_every_unit_that_is_read_has_a_plural_that_people_write():
    table = Path(figures.__file__).with_name("units.csv")
    units = {row["unit"] for row in csv.DictReader(table.open(encoding="utf-8"))}
    many = {unit_words(unit, 2, 2) for unit in units if unit_words(unit, 2, 2) != unit}
    regular = re.compile(r"(square |cubic |nautical |percentage )?[a-z]+[a-rt-xz]s( per hour)?")
    odd = {words for words in many if not regular.fullmatch(words)}
    assert odd == {"days", "feet", "square feet", "US cents", "degrees Celsius", "degrees Fahrenheit"}
