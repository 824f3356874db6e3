"""The scorer of MUC-4: what it counts as wanted, found and gone wrong."""

import json

import pytest
from accuracy.muc4 import Number, Tally, incidents, measure, numbers, score_number, table

from counterclaim.records.reading import Event, Figure
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Measure, Status

SPAN = Span(0, 1)


def event(mode=None, status=Status.HAPPENED, kind=EventType.ASSAULT):
    return Event("e1", SPAN, SPAN, kind, mode=mode, status=status)


def figure(low, high, measured=Measure.KILLED):
    return Figure("f1", SPAN, "x", low, high, False, measured)


def test_modes_decide_the_kind_of_incident_and_what_is_denied_stands_for_none():
    told = (event("explosives"), event("abduct"), event(), event("drone", Status.DENIED), event(kind=EventType.CONSULT))
    assert incidents(told) == {"BOMBING", "KIDNAPPING", "ATTACK"}
    assert incidents(told[3:]) == set()


def test_number_slots_of_two_and_more_are_wanted_with_the_effect_on_those_counted():
    def slot(value, low, high):
        return {"alts": [{"value": value, "ref": "PEASANTS", "bounds": {"low": low, "high": high, "approx": False}}]}

    effect = [{"alts": [{"value": "DEATH", "ref": "PEASANTS"}]}]
    report = {"templates": [{"hum_num": [slot("50", 50, 50), slot("1", 1, 1)], "hum_total": [], "hum_effect": effect}]}
    assert list(numbers(report)) == [Number(frozenset({(50, 50)}), "DEATH")]


@pytest.mark.parametrize(
    ("figures", "dropped", "error"),
    [
        ((figure(6, None),), [], None),
        ((figure(6, 6),), [], "a bound missed"),
        ((figure(6, None, Measure.WOUNDED),), [], "DEATH read as wounded"),
        ((), ["small count"], "seen and left out"),
        ((), [], "not in the text as a number"),
    ],
)
def test_each_way_of_going_wrong_has_a_name(figures, dropped, error):
    tally = Tally()
    score_number(Number(frozenset({(6, None)}), "DEATH"), figures, dropped, tally)
    assert list(tally.errors) == ([error] if error else [])


def test_a_report_is_read_and_shown_in_three_tables(models):
    report = {
        "doc_id": "MADE-1",
        "text": "CALI, 3 MAR 91 (ABC) -- REBELS OF THE NORTHERN FRONT KIDNAPPED 12 MINERS NEAR THE RIVER ON FRIDAY.",
        "templates": [
            {
                "type": [{"alts": [{"value": "KIDNAPPING"}]}],
                "hum_num": [{"alts": [{"value": "12", "ref": "M", "bounds": {"low": 12, "high": 12}}]}],
                "hum_effect": [{"alts": [{"value": "KIDNAPPING", "ref": "M"}]}],
            }
        ],
    }
    tally = measure([json.loads(json.dumps(report))])
    assert tally.right["KIDNAPPING"] == 1
    assert tally.numbers["with bounds"] == tally.numbers["with measure"] == 1
    assert "KIDNAPPING" in table(tally)
