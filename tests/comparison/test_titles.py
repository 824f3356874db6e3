"""Titles of questions, as a person would ask."""

from dataclasses import replace

import pytest

from counterclaim.comparison.statement_titles import claim_title
from counterclaim.comparison.titles import event_title, figure_title
from counterclaim.records.span import Span


@pytest.mark.parametrize(
    ("text", "act", "cue", "title"),
    [
        ("that the dam has burst", "assert", "said", "Kenya said that the dam has burst: is it so"),
        (
            "Uganda of shelling a market",
            "accuse",
            "accused",
            "Is Uganda to blame for shelling a market, according to Kenya",
        ),
        ("blamed Uganda", "accuse", "blamed", "Is Uganda to blame, according to Kenya"),
        ("reports of a massacre", "assert", "spoke of", "Kenya spoke of reports of a massacre: is it so"),
    ],
)
def test_a_claim_is_asked_about_with_who_makes_it(claim, text, act, cue, title):
    assert claim_title([claim("statement", text, source="Kenya", act=act, cue=cue)]) == title


@pytest.mark.parametrize(
    ("of", "what"),
    [
        ("drone", "drones"),
        ("army supply", "army supplies"),
        ("REBEL FIGHTERS", "rebel fighters"),
        ("aircraft", "aircraft"),
    ],
)
def test_what_is_counted_is_named_in_the_plural_and_in_small_letters(toll, of, what):
    assert figure_title([toll(7, of=of, measure="shot_down")]) == f"How many {what} were shot down, 2 May 2024?"


def test_money_is_asked_for_what_it_is_for(toll):
    assert figure_title([toll(7, of="mine clearance", measure="money", as_of=None, published=None)]) == (
        "How much money for mine clearance?"
    )


def test_money_of_unknown_use_is_named_by_the_words_before_it(toll):
    context = "The ministry will rebuild the bridge at Juba for 7 million dollars."
    given = toll(7, of=None, measure="money", context=context, at=10 + context.index("7"), as_of=None, published=None)
    given = replace(given, sentence=Span(10, 10 + len(context)))
    assert figure_title([given]) == ("How much money is meant: “The ministry will rebuild the bridge at Juba for …”?")


def test_nobody_is_no_subject_of_a_question(claim):
    event = claim("event", "was agreed", event_type="AGREE", where=("Juba",), when="2024-05-02")
    assert event_title([event]) == "What was agreed in Juba, 2 May 2024?"


def test_who_did_it_is_named_without_how_many(claim):
    actors = ("More than 30 Kenyan ships",)
    event = claim("event", "massed", event_type="MOBILIZE", actors=actors, where=("Mombasa",), when="2024-05-02")
    assert event_title([event]) == "Did Kenyan ships mass forces in Mombasa, 2 May 2024?"


def test_a_place_without_a_name_is_at_it(toll):
    assert figure_title([toll(7, of="bridges", measure="destroyed", place="the border of Chad and Sudan")]) == (
        "How many bridges were destroyed at the border of Chad and Sudan, 2 May 2024?"
    )
