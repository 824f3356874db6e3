"""Texts that no newspaper prints: comparison neither fails nor slows down on them."""

import dataclasses
import datetime as dt
import time

import pytest

from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.talks import find_rounds
from counterclaim.records.span import Span


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW AND KYIV MET IN " * 20_000,
        "1 March " * 60_000,
        "“" * 500_000,
        "\u202e" * 200_000,
        "talks ended " * 40_000,
        "x",
    ],
    ids=["capitals", "dates", "quotation marks", "direction marks", "talks", "one character"],
)
def test_one_line_of_any_length_is_compared_in_no_time(claim, toll, text):
    parts = [
        toll(5, of="people", at=10),
        claim("event", "talks", event_type="CONSULT", actors=("Russia", "Ukraine"), at=20),
        claim("event", "hit", event_type="ASSAULT", actors=("Russia",), where=("X",), trigger="hit", at=30),
        claim("statement", text[:3000], act="deny", source="Russia", at=40),
        claim("statement", text[:3000], act="accuse", source="Ukraine", at=50),
        claim("forecast", "will end", source="Y", at=60),
    ]
    claims = [dataclasses.replace(part, context=text, sentence=Span(0, len(text))) for part in parts]
    began = time.process_time()
    find_questions(claims)
    find_rounds(claims)
    find_forecasts(claims, dt.date(2025, 1, 1))
    assert time.process_time() - began < 5
