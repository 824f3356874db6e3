"""Who a source is: a name beside a possessive, and no dateline in anybody's mouth."""

import pytest


def sources(read, text):
    return [a.source.name for a in read(text, published="2024-05-08").attributions if a.source]


def test_a_named_colleague_is_called_by_the_name_alone(read):
    text = (
        "Ruritania's defence minister, Anna Bertrand, said on Sunday that the risk was low. "
        "“Do not believe the rumours,” her colleague, Foreign Minister Oskar Lindt, wrote later."
    )
    assert sources(read, text) == ["Anna Bertrand", "Oskar Lindt"]


@pytest.mark.parametrize("dateline", ["KYIV (Harbour Wire) - ", "KYIV/LVIV, Ukraine (Wire) — ", "KYIV - "])
def test_a_dateline_is_part_of_no_source_and_no_claim(read, dateline):
    text = f"{dateline}The mayor of the city said on Sunday that forty houses had burnt down."
    [attribution] = read(text, published="2024-05-08").attributions
    assert attribution.source.text == "The mayor of the city"
    text = f"{dateline}Forty houses burnt down on Sunday, the mayor of the city said."
    [attribution] = read(text, published="2024-05-08").attributions
    assert attribution.content[0].of(text) == "Forty houses burnt down on Sunday"
