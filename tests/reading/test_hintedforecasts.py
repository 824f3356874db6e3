"""What the network's hints add to the forecasts that the rules find."""

import re

import numpy as np
import pytest

from counterclaim.reading.forecasts import find_forecasts
from counterclaim.reading.hints import EVENT_TYPES, Hints


def foreseen(models, text, *stretches):
    """(words, rule) of the forecasts of a text in which the network sees the given stretches as foreseen."""
    from counterclaim.reading.document import make_documents
    from counterclaim.records.article import Article

    [document] = make_documents([(Article(text), ())], models)
    spans = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    inside = [(text.index(s), text.index(s) + len(s)) for s in stretches]
    likely = [0.9 if any(a <= start < b for a, b in inside) else 0.0 for start, _ in spans]
    starts, ends = (np.array(side, np.int64) for side in zip(*spans, strict=True))
    none = np.zeros(len(spans), np.float16)
    hints = Hints(
        starts, ends, none, np.zeros((len(spans), len(EVENT_TYPES)), np.float16), np.array(likely, np.float16)
    )
    found = find_forecasts(document, attributions=(), hints=hints, times=(), published=None)
    return [(f.span.of(text), f.rule) for f in found]


def test_words_that_no_rule_knows_are_a_forecast_where_the_network_sees_one(models):
    text = "The garrison has weeks left before its bread runs out."
    assert foreseen(models, text) == []
    [(words, rule)] = foreseen(models, text, "garrison has weeks left before its bread runs out")
    assert (words, rule) == ("The garrison has weeks left before its bread runs out", "as the network reads it")


def test_what_the_rules_read_stands_and_is_told_once(models):
    text = "The siege is likely to end in June."
    by_rule = foreseen(models, text)
    assert [words for words, _ in by_rule] == ["The siege is likely to end in June"]
    assert foreseen(models, text, "siege is likely to end in June") == by_rule


def test_an_appointment_stays_one_whatever_the_network_sees(models):
    text = "The foreign minister will travel to the capital on Monday."
    assert foreseen(models, text, "foreign minister will travel to the capital") == []


def test_an_indirect_question_and_a_short_stretch_foresee_nothing(models):
    assert foreseen(models, "Nobody knows how the siege will end.", "how the siege will end") == []
    assert foreseen(models, "The garrison has weeks left.", "has weeks left") == []


@pytest.mark.parametrize(
    "text", ["The unit can shell the port.", "The town could have fallen early.", "Peru would not send its ships."]
)
def test_what_is_possible_now_might_have_been_or_is_refused_is_no_forecast(models, text):
    assert foreseen(models, text, text.rstrip(".")) == []
