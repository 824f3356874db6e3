import importlib

import pytest

import counterclaim


def test_there_are_fewer_than_fifteen_public_names_and_each_is_there():
    assert len(counterclaim.__all__) < 15
    for name in counterclaim.__all__:
        assert getattr(counterclaim, name) is not None


def test_what_the_type_checker_sees_is_what_is_there():
    source = importlib.util.find_spec("counterclaim").origin
    with open(source, encoding="utf-8") as file:
        text = file.read()
    for name in counterclaim.__all__:
        assert name == "__version__" or f"import {name} as {name}" in text


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'Frobnicator'"):
        counterclaim.Frobnicator  # noqa: B018


def test_a_text_is_read_without_a_ledger():
    text = "The ministry said on Monday that 40 soldiers had been killed."
    reading = counterclaim.read(text, published="2024-05-07", outlet="Wire")
    assert (reading.article.text, reading.article.outlet, str(reading.published.when)) == (text, "Wire", "2024-05-07")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no text"),
        (" … ", "no text"),
        ("---\ndate: soon\n---\nThe war goes on.", "unreadable date"),
        ("Die Verteidigungsministerin sagte am Montag, dass vierzig Soldaten gefallen seien.", "language de"),
    ],
)
def test_a_text_that_cannot_be_read_is_an_error_with_its_reason(text, reason):
    with pytest.raises(counterclaim.CounterclaimError, match=f"text: {reason}"):
        counterclaim.read(text)
