"""A definite noun for a number names the last one told, even with a sentence between."""


def test_the_toll_of_a_later_sentence_counts_the_same_people(read):
    text = (
        "The army said on Monday that 900 rebel fighters had been killed. It gave no further details of the battle. "
        "A diplomat told reporters that the toll was closer to 200."
    )
    first, second = read(text, published="2024-05-08").figures
    assert (second.text, second.low, second.high) == ("200", 200, 200)
    assert (second.measure, second.of, second.unit) == (first.measure, first.of, first.unit)
    assert first.of == "rebel fighters"


def test_a_number_without_such_a_noun_does_not_reach_that_far(read):
    text = (
        "The army said on Monday that 900 rebel fighters had been killed. It gave no further details of the battle. "
        "Officials said 35 houses were burnt."
    )
    figures = read(text, published="2024-05-08").figures
    assert figures[-1].text == "35"
    assert figures[-1].of != figures[0].of
