"""Rounds and forecasts in their public JSON forms."""

import json

from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.talks import find_rounds
from counterclaim.records.wire_comparison import forecast_to_json, round_to_json


def test_a_round_as_json_has_the_documented_form(claim):
    talks = claim(
        "event",
        "talks in Algiers",
        event_type="CONSULT",
        when="2000-06-18",
        where=("Algiers",),
        actors=("Eritrea", "Ethiopia"),
    )
    move = claim("statement", "withdraw from the border", source="Eritrea", act="demand", said="2000-06-19", at=80)
    [found] = find_rounds([talks, move])
    record = json.loads(json.dumps(round_to_json(found)))
    assert record.pop("id").startswith("t")
    assert record == {
        "date": "2000-06-18",
        "place": "Algiers",
        "level": None,
        "parties": ["Eritrea", "Ethiopia"],
        "mediators": [],
        "outcome": None,
        "status": "happened",
        "mentions": [{"path": "a.txt", "article": talks.article.id, "span": [10, 26], "claim": talks.id}],
        "moves": [
            {
                "party": "Eritrea",
                "act": "demand",
                "issue": "territory",
                "claim": move.id,
                "text": "withdraw from the border",
                "path": "a.txt",
                "span": [80, 104],
            }
        ],
    }


def test_a_forecast_as_json_has_the_documented_form(claim, day):
    told = claim(
        "forecast",
        "Aleppo will fall",
        source="a general",
        horizon="2016-12-05",
        made="2016-12-01",
        likelihood=(0.55, 0.8),
    )
    [found] = find_forecasts([told], day("2017-01-01"))
    record = json.loads(json.dumps(forecast_to_json(found)))
    assert record.pop("id").startswith("p")
    assert record == {
        "text": "Aleppo will fall",
        "maker": "a general",
        "made": "2016-12-01",
        "horizon": "2016-12-05",
        "likelihood": [0.55, 0.8],
        "state": "due",
        "outcome": None,
        "mentions": [{"path": "a.txt", "article": told.article.id, "span": [10, 26], "claim": told.id}],
        "evidence": [],
    }
