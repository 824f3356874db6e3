"""Parts of what was counted before, and things said of those counted only by several words together."""

import pytest

from counterclaim.records.values import Measure


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "measure", "unit"),
    [
        (
            "Inspectors found 60 bunkers, 45 of them destroyed.",
            "45",
            45,
            45,
            Measure.DESTROYED,
            "bunker",
        ),
        (
            "The mission has 9,000 peacekeepers. Norway, which provides 300 of them, may leave.",
            "300",
            300,
            300,
            Measure.TROOPS,
            "person",
        ),
        ("Nineteen of the dead were children.", "Nineteen", 19, 19, Measure.KILLED, "person"),
        ("About 30 per cent of the wounded were women.", "30", 30, 30, Measure.WOUNDED, "percent"),
        (
            "The army holds 80 hostages, of whom at least 12 are no longer alive.",
            "12",
            12,
            None,
            Measure.KILLED,
            "person",
        ),
        ("Some 4,300 people are behind bars.", "4,300", 4300, 4300, Measure.CAPTURED, "person"),
        ("The shelling drove 9,000 from their homes.", "9,000", 9000, 9000, Measure.DISPLACED, "person"),
        ("Another 70,000 could be forced to flee.", "70,000", 70000, 70000, Measure.DISPLACED, "person"),
        ("A major surrendered with 33 of his men.", "33", 33, 33, Measure.CAPTURED, "person"),
        ("Patrols seized 90 rifles and eight pick-ups.", "eight", 8, 8, Measure.COUNT, "pick-up"),
        ("The last of 900 Danish troops left on Monday.", "900", 900, 900, Measure.TROOPS, "person"),
        ("They downed 15 drones and three missiles fired at the dam.", "three", 3, 3, Measure.SHOT_DOWN, "missile"),
        (
            "Almost two million people, an eighth of the country, have been displaced.",
            "an eighth",
            12.5,
            12.5,
            None,
            "percent",
        ),
        ("Some 1.4m people have fled.", "1.4m", 1.4e6, 1.4e6, Measure.DISPLACED, "person"),
        (
            "The port needs 80 lorries a day. “We need 200 at the very least,” a clerk said.",
            "200",
            200,
            None,
            None,
            None,
        ),
        ("The fund pays 300 men $250 a month each.", "250", 250, 250, Measure.MONEY, "USD per month"),
        ("The army said not one civilian died in the raid.", "not one", 0, 0, Measure.KILLED, "person"),
        ("The monitors counted 16 civilians killed. The coalition says none.", "none", 0, 0, Measure.KILLED, "person"),
        ("It will cost 90bn shekels, of which 40bn for roads.", "40bn", 4e10, 4e10, Measure.MONEY, None),
    ],
)
def test_a_part_or_a_phrase_says_what_is_measured(read, text, words, low, high, measure, unit):
    [found] = [f for f in read(text).figures if f.text in (words, f"${words}")]
    assert (found.low, found.high) == (low, high)
    assert measure is None or found.measure is measure
    assert unit is None or found.unit == unit


def test_a_ministry_of_defence_shoots_down_no_vehicles(read):
    text = "The Defence Ministry said 50 lorries, 20 boats and 9 aircraft were destroyed on the ground."
    assert {f.measure for f in read(text).figures} == {Measure.DESTROYED}


def test_what_was_done_reaches_a_second_number_on_the_other_side(read):
    figures = read("At least 93 died on the northern side and 50 on the southern.").figures
    assert [(f.low, f.high, f.measure) for f in figures] == [(93, None, "killed"), (50, 50, "killed")]


def test_the_age_of_a_girl_and_the_number_of_a_family_are_no_figures(read):
    assert read("The youngest was a girl of three.").figures == ()
    assert [f.text for f in read("The raid left six members of one family dead.").figures] == ["six"]


@pytest.mark.parametrize(
    ("text", "words", "since", "as_of"),
    [
        (
            "March 3, 2021. The agency said 700 families fled between 18 and 22 February 2021.",
            "700",
            "2021-02-18",
            "2021-02-22",
        ),
        ("In the first war, from 1988 to 1994, about 30,000 people were killed.", "30,000", "1988", "1994"),
        ("The war, which erupted in April 2019, has killed thousands of people.", "thousands", "2019-04", None),
        ("It was the worst loss since 53 guards were killed in November 2021.", "53", None, "2021-11"),
        ("Villagers say 300 were killed in May 2020; the army says it killed 203 rebels.", "203", None, "2020-05"),
    ],
)
def test_from_when_to_when_a_figure_counts(read, text, words, since, as_of):
    [found] = [f for f in read(text).figures if f.text == words]
    assert (found.since and str(found.since), found.as_of and str(found.as_of)) == (since, as_of)


def test_ratios_and_lists_keep_what_they_are_of(read):
    text = "Twenty missiles were launched, 12 shot down. The attackers had a ratio of 3:1 in guns."
    assert [(f.text, f.measure, f.unit) for f in read(text).figures] == [
        ("Twenty", "launched", "missile"),
        ("12", "shot_down", "missile"),
        ("3:1", "count", "ratio"),
    ]


def test_men_condemned_to_several_fates_at_once_are_casualties(read):
    [found] = read("The siege condemned 30,000 men to death, captivity or debilitating injury.").figures
    assert (found.low, found.measure) == (30000, "casualties")


def test_miles_and_dollars_are_not_left_out(read):
    text = "The front moved 2 km. The general put the size of the grouping at 111,000."
    assert [(f.text, f.unit) for f in read(text).figures] == [("2", "kilometre"), ("111,000", "person")]


@pytest.mark.parametrize(
    ("text", "words", "low", "measure"),
    [
        ("Of the 2.3m Vandals driven from their homes, some went north.", "2.3m", 2.3e6, Measure.DISPLACED),
        ("The rebels hold 70% today.", "70", 70, Measure.AREA),
        ("The map gives the north 52% of the island, the south 30% and the rest to nobody.", "30", 30, Measure.AREA),
        ("The air force had flown no missions over the valley.", "no", 0, Measure.SORTIES),
        ("They push on towards the capital, home to about a million.", "a million", 1e6, Measure.COUNT),
    ],
)
def test_shares_of_ground_missions_not_flown_and_homes(read, text, words, low, measure):
    [found] = [f for f in read(text).figures if f.text.rstrip("%") == words]
    assert (found.low, found.measure) == (low, measure)


def test_where_people_are_treated_and_how_old_they_are_is_no_figure(read):
    text = "Some 130 people were being treated in two hospitals, most of them under five."
    assert [f.text for f in read(text).figures] == ["130"]
