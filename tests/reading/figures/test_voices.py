"""Who puts a figure forward: whoever says it, and the writer where somebody only decides or does something."""

import pytest

import counterclaim


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Congress said it would spend $60 billion on the army.", [("60 billion", "US Congress")]),
        ("Congress approved $60 billion for the army.", [("60 billion", None)]),
        ("The two armies agreed to exchange 300 prisoners.", [("300", None)]),
        ("Experts agree that 40 people died in the raid.", [("40", "Experts")]),
        ("The army pledged 31 tanks to the brigade.", [("31", "army")]),
    ],
)
def test_who_decides_puts_no_figure_forward(text, wanted):
    reading = counterclaim.read(text, published="2031-05-10")
    named = {a.id: a.source.name for a in reading.attributions if a.source}
    assert [(f.text.removeprefix("$"), named.get(f.attribution or "")) for f in reading.figures] == wanted
