"""Whose side somebody is on, what is counted, and whose loss it is."""

import datetime as dt

import pytest

from counterclaim.comparison.counted import counted_by, includes
from counterclaim.comparison.interest import interest_of
from counterclaim.comparison.parties import are_enemies, parties_in_words, party_in_words, party_of_actor
from counterclaim.comparison.places import place_contains, place_key
from counterclaim.records.values import Interest, Side


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("Sudanese soldiers", "sdn"),
        ("South Sudanese troops", "ssd"),
        ("North Korean prisoners", "prk"),
        ("Israeli settlers", "isr"),
        ("Houthi fighters", "houthis"),
        ("US-backed forces", None),
        ("Syrian rebels", "syr-rebels"),
        ("people in Moscow", None),
        ("us", None),
        ("", None),
    ],
)
def test_the_party_of_those_counted(words, party):
    assert party_in_words(words) == party


@pytest.mark.parametrize(
    ("actor", "side", "words", "party"),
    [
        ("rus-mod", None, None, "rus"),
        (None, Side.UKRAINE, "the General Staff", "ukr"),
        (None, None, "Moscow", "rus"),
        (None, None, "the Pentagon", "usa"),
        (None, Side.MEDIA, "Reuters", None),
        (None, None, None, None),
    ],
)
def test_the_party_of_those_who_speak(actor, side, words, party):
    assert party_of_actor(actor, side, words) == party


def test_joined_names_are_several_parties():
    assert parties_in_words("Ukrainian and Russian negotiators") == ("ukr", "rus")


@pytest.mark.parametrize(
    ("a", "b", "on", "enemies"),
    [
        ("rus", "ukr", "2022-03-01", True),
        ("rus", "ukr", "2005-03-01", False),
        ("ukr", "usa", "2022-03-01", False),
        ("syr", "syr-rebels", "2015-01-01", True),
        ("isr", "hamas", "2023-11-01", True),
        ("rus", "rus", "2022-03-01", False),
    ],
)
def test_enmity_holds_at_a_date(a, b, on, enemies):
    day = dt.date.fromisoformat(on)
    assert are_enemies(a, b, day) is enemies
    assert are_enemies(b, a, day) is enemies


@pytest.mark.parametrize(
    ("source", "side", "of", "interest"),
    [
        ("Russia", None, "Russian soldiers", Interest.OWN),
        ("Ukraine", None, "Russian soldiers", Interest.ENEMY),
        ("the Pentagon", None, "Russian soldiers", Interest.THIRD_PARTY),
        ("United Nations", Side.INTERNATIONAL, "Russian soldiers", Interest.THIRD_PARTY),
        ("Russia", None, "people", None),
        (None, None, "Russian soldiers", None),
    ],
)
def test_whose_loss_a_figure_counts(toll, source, side, of, interest):
    assert interest_of(toll(40, source=source, side=side, of=of, as_of="2022-03-11")) is interest


def test_strength_has_no_interest(toll):
    assert interest_of(toll(40, source="Russia", of="Russian soldiers", measure="troops")) is None


@pytest.mark.parametrize(
    ("of", "measure", "unit", "counted"),
    [
        ("Russian soldiers", "killed", "person", ("rus", "force", None)),
        ("Russian losses", "casualties", "person", ("rus", "force", None)),
        ("women and children", "killed", "person", (None, "civilians", None)),
        ("civilian deaths", "killed", "person", (None, "civilians", None)),
        ("people", "wounded", "person", (None, "people", None)),
        ("Ukrainian drones", "shot_down", "drone", ("ukr", "drones", None)),
        ("US military materiel", "money", "USD", ("usa", None, "materiel")),
        ("grain silos", "destroyed", "silo", (None, None, "silos")),
        (None, "killed", "person", (None, "people", None)),
    ],
)
def test_what_is_counted(toll, of, measure, unit, counted):
    found = counted_by(toll(5, of=of, measure=measure, unit=unit))
    assert (found.party, found.category, found.noun) == counted


def test_kinds_hold_narrower_kinds():
    assert includes("people", "children")
    assert includes("force", "officers")
    assert not includes("children", "people")
    assert not includes("tanks", "children")


@pytest.mark.parametrize(
    ("a", "b"),
    [("Kyiv", "Kiev"), ("the Kursk region", "Kursk"), ("Odesa, Ukraine", "Odessa"), ("Türkiye", "Turkey")],
)
def test_spellings_of_a_place_share_a_key(a, b):
    assert place_key(a) == place_key(b)


def test_the_front_is_no_place():
    assert place_key("the front lines") is None
    assert place_contains("Turkey", "Antalya, Turkey")
    assert not place_contains("Antalya", "Turkey")


@pytest.mark.parametrize(("words", "party"), [("M23 rebels", "m23"), ("Syrian rebels", "syr-rebels")])
def test_an_armed_group_has_no_rebels_of_its_own(words, party):
    assert party_in_words(words) == party
