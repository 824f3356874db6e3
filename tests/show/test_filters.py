"""One definition of what claims can be asked for, as the command line and an address give it."""

import datetime as dt
from dataclasses import fields

import pytest

from counterclaim.errors import UsageError
from counterclaim.ledger.claims import KINDS
from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.records.places import Near
from counterclaim.records.values import Side
from counterclaim.show.filters import NAMES, Kind, asked_filter, in_words


def test_every_condition_of_the_ledger_can_be_asked_for():
    assert {f.name for f in fields(ClaimFilter)} - set(NAMES) == {"narrator", "min_statement"}
    assert set(NAMES) - {f.name for f in fields(ClaimFilter)} == {"km"}
    assert tuple(Kind) == KINDS


def test_text_as_an_address_has_it_becomes_a_typed_filter():
    given = {"side": "ukraine", "since": "2022-03", "until": "2022-03", "near": "50,30.5", "km": "7", "outlet": ""}
    assert asked_filter(given) == ClaimFilter(
        side=Side.UKRAINE,
        since=dt.date(2022, 3, 1),
        until=dt.date(2022, 3, 31),
        dated=Dated.PUBLISHED,
        near=Near(50.0, 30.5, 7.0),
    )
    assert asked_filter({}) == ClaimFilter(dated=Dated.PUBLISHED)


def test_a_town_is_the_middle_of_a_circle_rather_than_the_region_of_its_name():
    near = asked_filter({"near": "Kursk, RU"}).near
    assert near is not None
    assert (near.name, near.km) == ("Kursk (town, RU)", 25.0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"colour": "red"}, "there is no condition 'colour'"),
        ({"side": "mars"}, "side: 'mars' is none of: russia, ukraine"),
        ({"km": "far", "near": "0,0"}, "km: 'far' is no number"),
        ({"min_confidence": "2"}, "min_confidence: 2 must lie between 0 and 1"),
        ({"min_confidence": "nan"}, "min_confidence: nan must lie between 0 and 1"),
        ({"since": "soon"}, "'soon' is no date"),
    ],
)
def test_what_cannot_be_asked_for_is_said(given, message):
    with pytest.raises(UsageError, match=message):
        asked_filter(given)


def test_a_filter_is_told_in_words():
    wanted = asked_filter({"track": "losses", "near": "50,30.5", "since": "2022", "dated": "said"})
    assert in_words(wanted) == "track losses, within 25 km of 50,30.5, said 2022-01-01 to …"
    assert in_words(ClaimFilter()) == ""
