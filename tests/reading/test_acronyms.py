"""Short forms that an article brings in itself."""

import pytest

from counterclaim.reading.acronyms import find_acronyms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lower Valley Army (LVA) withdrew.", {"LVA": "Lower Valley Army"}),
        ("Officials of the Office for the Control of Rivers (OCR) came.", {"OCR": "Office for the Control of Rivers"}),
        ("General Ada Lind Brown (ALB) came.", {"ALB": "Ada Lind Brown"}),
        ("The Lower Valley Army (the LVA) withdrew.", {"LVA": "Lower Valley Army"}),
        ("The Lower Valley Army (CNN) withdrew.", {}),  # who reports it
        ("It fell (LVA).", {}),
    ],
)
def test_an_acronym_is_spelled_by_the_capitals_before_it(text, expected):
    assert find_acronyms(text) == expected


def test_the_first_meaning_of_an_acronym_counts():
    assert find_acronyms("The Albion Army (AA) met the Allied Aid (AA).") == {"AA": "Albion Army"}
