"""Figures of a sentence that goes on with somebody's account without naming him again."""

import pytest

import counterclaim


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "US officials said that 120,000 Russians had died. Ukraine’s losses were put at close to 70,000 killed and "
            "100,000 wounded. The army has 43 tanks.",
            [("120,000", "US officials"), ("70,000", "US officials"), ("100,000", "US officials"), ("43", None)],
        ),
        (
            "US officials said that 120,000 Russians had died. Ukraine’s losses were put at 70,000 by the Tribune.",
            [("120,000", "US officials"), ("70,000", "Tribune")],
        ),
        (
            "US officials said that 120,000 Russians had died.\n\nUkraine’s losses were put at 70,000.",
            [("120,000", "US officials"), ("70,000", None)],
        ),
        (
            "A survey by the Kyiv International Institute of Sociology found that 32% agree. For 55% it is wrong.",
            [
                ("32%", "Kyiv International Institute of Sociology"),
                ("55%", "Kyiv International Institute of Sociology"),
            ],
        ),
        ("A count by the BBC has reached about 30,000 names.", [("30,000", "BBC")]),
        ("A count of the names has reached about 30,000.", [("30,000", None)]),
    ],
)
def test_the_account_goes_on(text, wanted):
    reading = counterclaim.read(text, published="2031-05-10")
    named = {a.id: a.source.name for a in reading.attributions if a.source}
    assert [(f.text, named.get(f.attribution or "")) for f in reading.figures] == wanted
