"""Who reckons, who asks: claims made by a noun and a number, without a verb of saying."""

import pytest


def named(find, text):
    found, _ = find(text)
    return [(a.source.name, a.source.text, " ".join(s.of(text) for s in a.content)) for a in found if a.source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "By the ministry’s own count, 300 tanks were lost.",
            [("ministry", "the ministry’s", "300 tanks were lost")],
        ),
        (
            "Russia holds around 88 percent of the Donbas, by US estimates.",
            [("US government", "US estimates", "Russia holds around 88 percent of the Donbas")],
        ),
        (
            "His dead and wounded, by Western estimates, number more than 700,000.",
            [("Western estimates", "Western estimates", "His dead and wounded number more than 700,000")],
        ),
        ("By any count, 300 tanks were lost.", []),
        ("By all estimates, 300 tanks were lost.", []),
        ("The camp was overrun by 300 of them.", []),
    ],
)
def test_a_reckoning_is_its_owners(find, text, expected):
    assert named(find, text) == expected


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("President Jan Kral’s request for 40 million dollars is stuck.", "President Jan Kral’s", "for 40 million"),
        ("The mayor’s plea for 40 buses was heard.", "The mayor’s", "for 40 buses"),
    ],
)
def test_a_request_for_so_much_is_a_demand_of_who_asks(find, text, source, content):
    [one], _ = find(text)
    assert (one.source.text, one.act.value) == (source, "demand")
    assert " ".join(s.of(text) for s in one.content).startswith(content)


def test_a_request_without_a_number_is_none_of_these(find):
    found, _ = find("The mayor’s request for help was heard.")
    assert [a.rule for a in found if a.rule == "noun: request"] == []
