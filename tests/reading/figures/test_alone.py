"""Numbers that stand alone, lengths of time that are claims, and what is brought down, read by what is around them."""

import pytest


def rows(found):
    return [(f.text, str(f.measure)) for f in found[0]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How many soldiers are left? Everyone repeats 300,000.", [("300,000", "troops")]),
        ("The army holds 4,000 prisoners. The front says 2,600.", [("4,000", "captured"), ("2,600", "captured")]),
        ("Casualties are rising. The staff puts those at 1,000 a day.", [("1,000", "casualties")]),
        ("The ship went down in '88.", []),
        ("The dispute between the two goes on.", []),
        ("The council passed Resolution 598.", []),
    ],
)
def test_a_number_alone_counts_what_was_told_just_before(figures_of, text, wanted):
    assert rows(figures_of(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The call lasted 40 minutes.",
        "The tanker burned for nineteen hours.",
        "The garrison has food for three weeks.",
        "They were sent to the front after 50 days of training.",
        "The siege will take ten more weeks.",
        "The general said there were 30 to 45 days of fighting weather left.",
        "Households could have six hours of electricity a day.",
        "They send us boys with two weeks' training.",
    ],
)
def test_how_long_something_lasts_is_a_claim(figures_of, text):
    assert [measure for _, measure in rows(figures_of(text))] == ["duration"]


@pytest.mark.parametrize(
    "text",
    ["She worked for three years as a nurse.", "It was quiet in the last 24 hours.", "They met after two years."],
)
def test_a_career_or_the_last_day_is_no_claim(figures_of, text):
    assert rows(figures_of(text)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Air defences destroyed 42 drones.", [("42", "shot_down")]),
        ("The strike destroyed 12 drones in a warehouse.", [("12", "destroyed")]),
        ("The gunners bagged four helicopters.", [("four", "shot_down")]),
        ("The squadron lost five jets to enemy fire.", [("five", "shot_down")]),
        ("The raid left six trucks ablaze.", [("six", "destroyed")]),
        ("Another 208 were lost from radar.", [("208", "count")]),
        ("The staff counted 539 drones.", [("539", "launched")]),
    ],
)
def test_what_flies_is_brought_down_in_the_air_and_destroyed_on_the_ground(figures_of, text, wanted):
    assert rows(figures_of(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("His company had 110 men.", [("110", "troops")]),
        ("The landing force will face some 9,000 Syrians.", [("9,000", "troops")]),
        ("Conscription has brought it 25,000 new men.", [("25,000", "recruits")]),
        ("The camp registered 3,140 new arrivals.", [("3,140", "displaced")]),
        ("The army lost 2,500 men as prisoners.", [("2,500", "captured")]),
        ("The battalion lost 14 soldiers in the fighting.", [("14", "killed")]),
    ],
)
def test_men_are_read_by_what_became_of_them(figures_of, text, wanted):
    assert rows(figures_of(text)) == wanted
