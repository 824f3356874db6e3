"""Ground in one region over time: which events are of it, and the question that they answer."""

from dataclasses import replace

import pytest

from counterclaim.comparison.explaining import why_one_question
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.territory import ground_within
from counterclaim.records.places import Located
from counterclaim.records.question import RelationKind
from counterclaim.records.values import Track


@pytest.fixture
def ground(claim):
    """One event that tells of ground, with its sentence."""

    def make(text, trigger, when, article="a", at=10, **fields):
        settled = {
            "event_type": "ASSAULT",
            "track": Track.TERRITORY,
            "published": when,
            "trigger": trigger,
            "when": when,
        }
        return claim("event", text, article=article, at=at, **(settled | fields))

    return make


@pytest.fixture
def told_of_tigray(ground):
    taken = "Eritrean troops took village after village in the Tigray region."
    lost = "Rebels drove soldiers out of Adwa, a town in the Tigray region."
    return (
        ground("took village after village", "took", "2020-11-20", context=taken, actors=("Eritrea",)),
        ground("drove soldiers out", "drove", "2021-07-02", "b", context=lost, where=("Adwa",), source="a mayor"),
    )


def test_a_region_from_its_taking_to_its_loss_is_one_question(told_of_tigray):
    [question] = [q for q in find_questions(told_of_tigray) if q.title.startswith("Who gained")]
    assert question.title == "Who gained and lost ground in Tigray, November 2020 to July 2021?"
    assert question.track is Track.TERRITORY
    assert [account.claim for account in question.accounts] == list(told_of_tigray)
    assert [(r.relation, r.why) for r in question.relations] == [
        (RelationKind.DIFFERENT_PERIOD, "The one tells of 20 November 2020, the other of 2 July 2021.")
    ]
    assert why_one_question(question) == "All tell of ground taken, held or lost in one region, whatever the time."


def test_what_is_told_of_one_week_is_no_track_over_time(told_of_tigray, ground):
    taken, _ = told_of_tigray
    again = ground("entered Shire", "entered", "2020-11-22", "b", context="Troops entered Shire in the Tigray region.")
    assert not [q for q in find_questions([taken, again]) if q.title.startswith("Who gained")]


def test_copies_and_one_sources_repetitions_are_one_origin(told_of_tigray, ground):
    context = "The army said that it held the Tigray region."
    held = [
        ground("it held", "held", "2021-03-01", name, context=context, source="the army", source_kind="military")
        for name in "cd"
    ]
    [question] = [q for q in find_questions([*told_of_tigray, *held]) if q.title.startswith("Who gained")]
    assert (len(question.accounts), question.origins) == (4, 3)


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("Troops made gains in the region.", "tigray"),
        ("Troops captured 40 square miles of enemy territory.", "tigray"),
        ("Troops advanced in a number of regions along the front.", None),
        ("Troops advanced.", None),
    ],
)
def test_ground_without_a_place_is_of_the_region_named_just_before(ground, claim, words, region):
    named = claim("statement", "the Tigray region", context="He spoke of the Tigray region.", at=10)
    event = ground(words, "advanced", "2020-11-20", at=60, context=words)
    assert ground_within([named, event]) == ([(region, event)] if region else [])


def test_a_region_named_far_before_is_not_meant(ground, claim):
    named = claim("statement", "the Tigray region", context="He spoke of the Tigray region.", at=10)
    event = ground("made gains in the region", "made gains", "2020-11-20", at=400)
    assert ground_within([named, event]) == []


def test_whose_a_region_is_stands_not_in_its_name(ground):
    event = ground("entered", "entered", "2020-11-20", context="Troops entered Ethiopia’s Tigray region at dawn.")
    assert ground_within([event]) == [("tigray", event)]


def test_the_gazetteer_knows_a_region_that_no_word_calls_one(ground):
    event = ground("driven from", "driven from", "2020-11-20", where=("Tigray",))
    located = replace(event, located=(Located("Tigray", 14.0, 38.5, kind="region"),))
    assert (ground_within([event]), ground_within([located])) == ([], [("tigray", located)])


def test_plans_and_talk_of_ground_are_no_account_of_it(ground):
    context = "Troops mean to take the Tigray region."
    planned = ground("take", "take", "2020-11-20", context=context, status="planned")
    fought = ground("fought", "fought", "2020-11-20", context=context)
    assert ground_within([planned, fought]) == []
