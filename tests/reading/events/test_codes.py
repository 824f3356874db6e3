"""Codes of other codebooks, derived by table."""

import pytest

from counterclaim.reading.events.codes import Codes, derive_codes
from counterclaim.records.reading import Event
from counterclaim.records.span import Span
from counterclaim.records.values import EventType


def an_event(kind, mode=None, rule=""):
    return Event("e1", Span(0, 4), Span(0, 4), kind, mode=mode, rule=rule)


@pytest.mark.parametrize(
    ("kind", "mode", "rule", "codes"),
    [
        (EventType.ASSAULT, "drone", "assault.drone; narrator", Codes("195", "Air/drone strike")),
        (EventType.YIELD, "ceasefire", "yield.ceasefire; narrator", Codes("0871", "Agreement")),
        (EventType.ASSAULT, None, "assault.shoot-down; narrator", Codes("190", "Disrupted weapons use")),
        (EventType.CONSULT, None, "consult.meet; narrator", Codes("040", None)),
        (EventType.CRIME, None, "crime.crime; narrator", Codes(None, None)),
    ],
)
def test_codes_follow_from_type_mode_and_frame(kind, mode, rule, codes):
    assert derive_codes(an_event(kind, mode, rule)) == codes


def test_who_takes_ground_decides_between_two_of_acleds_kinds():
    taken = an_event(EventType.ASSAULT, rule="assault.capture; narrator")
    assert derive_codes(taken).acled == "Non-state actor overtakes territory"
    assert derive_codes(taken, by_state=True).acled == "Government regains territory"


@pytest.mark.parametrize("kind", [k for k in EventType if k is not EventType.CRIME])
def test_every_type_has_a_cameo_code_kept_as_text(kind):
    cameo = derive_codes(an_event(kind)).cameo
    assert cameo is not None
    assert cameo.isdigit()


def test_a_derived_code_says_that_it_is_derived():
    assert derive_codes(an_event(EventType.AID)).derived
