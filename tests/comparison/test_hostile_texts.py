"""Texts that no newspaper prints: comparison neither fails nor slows down on them."""

import dataclasses
import datetime as dt
import time

import pytest

from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.talks import find_rounds
from counterclaim.records.span import Span
from counterclaim.records.values import Track


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW AND KYIV MET IN " * 20_000,
        "1 March " * 60_000,
        "“" * 500_000,
        "\u202e" * 200_000,
        "talks ended " * 40_000,
        "A-" * 200_000,
        "the aim of the " * 30_000,
        "x",
    ],
    ids=["capitals", "dates", "quotation marks", "direction marks", "talks", "hyphens", "aims", "one character"],
)
def test_one_line_of_any_length_is_compared_in_no_time(claim, toll, text):
    parts = [
        toll(5, of="people", at=10),
        claim("event", "talks", event_type="CONSULT", actors=("Russia", "Ukraine"), at=20),
        claim("event", "hit", event_type="ASSAULT", actors=("Russia",), where=("X",), trigger="hit", at=30),
        claim("event", "took", event_type="ASSAULT", track=Track.TERRITORY, when="2024-05", trigger="took", at=35),
        claim("statement", text[:3000], act="deny", source="Russia", at=40),
        claim("statement", text[:3000], act="accuse", source="Ukraine", at=50),
        claim("statement", f"it was meant to {text[:3000]}", act="assert", source="Poland", at=55),
        claim("statement", f"another {text[:3000]} was meant to", act="assert", source="Sweden", at=58),
        claim("forecast", text[:3000], source="Y", at=60, horizon="2024-06"),
    ]
    claims = [dataclasses.replace(part, context=text, sentence=Span(0, len(text))) for part in parts]
    began = time.process_time()
    find_questions(claims)
    find_rounds(claims)
    find_forecasts(claims, dt.date(2025, 1, 1))
    assert time.process_time() - began < 5
