"""Forms of figures that reports on other wars brought up: one sentence of our own for each."""

import pytest

from counterclaim.records.values import Measure


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "measure"),
    [
        ("The army fired “dozens” of rockets at the port.", "dozens", 24, None, Measure.LAUNCHED),
        ("Images show only 31 destroyed or damaged vehicles.", "31", 31, 31, Measure.DESTROYED),
        ("The militia has cleared 15 to 20 percent of the city.", "15 to 20", 15, 20, Measure.AREA),
        ("Rebels now hold a fifth of the province.", "a fifth", 20, 20, Measure.AREA),
        ("More than 90,000 people had been ordered out of the camps.", "90,000", 90000, None, Measure.DISPLACED),
        ("By noon 8,200 people had crossed the bridge into Chad.", "8,200", 8200, 8200, Measure.DISPLACED),
        ("The group operates with about 5,000 armed men.", "5,000", 5000, 5000, Measure.TROOPS),
        ("They could soon reach Beni, a city of some 1.3 million.", "1.3 million", 1.3e6, 1.3e6, Measure.COUNT),
        ("The jets damaged 13 supply routes.", "13", 13, 13, Measure.TARGETS_HIT),
        ("The strikes engaged three tactical units near the dam.", "three", 3, 3, Measure.TARGETS_HIT),
        ("The radar counted about 50 launches overnight.", "50", 50, 50, Measure.LAUNCHED),
        (
            "POLICE SAID 8 SOLDIERS WERE KILLED BY A MINE NEAR THE BRIDGE.",
            "8",
            8,
            8,
            Measure.KILLED,
        ),
    ],
)
def test_a_figure_is_read_with_its_bounds_and_what_it_measures(read, text, words, low, high, measure):
    found = [(f.text, f.low, f.high, f.measure) for f in read(text).figures if f.text == words]
    assert found == [(words, low, high, measure)]


@pytest.mark.parametrize(
    "text",
    [
        "At least 39 people were killed and 87 wounded, the mayor said.",
        "At least 39 people were killed; 87 were wounded, the mayor said.",
        "Thirty-nine people were killed and 87 wounded, the mayor said.",
    ],
)
def test_words_of_bounds_are_of_the_number_behind_them_and_of_no_other(read, text):
    [second] = [f for f in read(text).figures if f.measure == "wounded"]
    assert (second.low, second.high) == (87, 87)


@pytest.mark.parametrize("text", ["17.05 BST\nThe minister has left.", "14.57\nThe minister has left."])
def test_the_clock_of_a_live_report_is_no_figure(read, text):
    assert read(text).figures == ()


def test_a_later_number_takes_what_it_counts_from_the_toll_before(read):
    figures = read("The toll has risen to 17 dead, the ministry said. The earlier figure was 12.").figures
    assert [(f.text, f.measure) for f in figures] == [("17", "killed"), ("12", "killed")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen killed 9 villagers on Monday and 15 on Tuesday.",
            [("9", Measure.KILLED, "villagers", "person"), ("15", Measure.KILLED, "villagers", "person")],
        ),
        (
            "The force took 400 hectares and 17 villages last week.",
            [("400", Measure.AREA, None, "hectare"), ("17", Measure.COUNT, "villages", "village")],
        ),
        ("A 70,000-strong force guards the border.", [("70,000", Measure.TROOPS, "force", "person")]),
        ("Rescuers raised to 41 the number of bodies found.", [("41", Measure.KILLED, "bodies", "person")]),
        (
            "Three out of four homes in the town were burnt.",
            [("Three", Measure.DESTROYED, "four homes", "home")],
        ),
        (
            "No fewer than 35 and possibly as many as 60 people drowned.",
            [("35", Measure.KILLED, "people", "person"), ("60", Measure.KILLED, "people", "person")],
        ),
        (
            "Aid has reached 2 million out of a population of 9 million.",
            [("2 million", Measure.COUNT, None, "person"), ("9 million", Measure.COUNT, None, "person")],
        ),
        (
            "The army grew from 90,000 soldiers (8 divisions and 4 brigades) to 140,000.",
            [
                ("90,000", Measure.TROOPS, "soldiers", "person"),
                ("8", Measure.TROOPS, "divisions", "division"),
                ("4", Measure.TROOPS, "brigades", "brigade"),
                ("140,000", Measure.TROOPS, "soldiers", "person"),
            ],
        ),
        (
            "The strikes destroyed two weapons caches, three tactical vehicles and a tunnel.",
            [
                ("two", Measure.DESTROYED, "weapons caches", "cache"),
                ("three", Measure.DESTROYED, "tactical vehicles", "vehicle"),
            ],
        ),
        ("The guns suppressed two mortar teams.", [("two", Measure.TARGETS_HIT, "mortar teams", "team")]),
        ("In March 44 miners were shot dead.", [("44", Measure.KILLED, "miners", "person")]),
        ("By then 3,200 families had registered.", [("3,200", Measure.COUNT, "families", "family")]),
        ("By then the rebels had 5,000 men.", [("5,000", Measure.TROOPS, "men", "person")]),
        ("The village had 5,000 men before the war.", [("5,000", Measure.COUNT, "men", "person")]),
        ("The marshal brought up 30,000 men to storm the fort.", [("30,000", Measure.TROOPS, "men", "person")]),
        ("The judge has implicated four officers.", [("four", Measure.COUNT, "officers", "person")]),
        (
            "The shelling killed over 600 civilians by one count or over 200 according to another.",
            [("600", Measure.KILLED, "civilians", "person"), ("200", Measure.KILLED, "civilians", "person")],
        ),
        ("The brigade, about 1,800 strong, crossed the river.", [("1,800", Measure.TROOPS, None, "person")]),
        ("The ministry reported zero casualties.", [("zero", Measure.CASUALTIES, "casualties", "person")]),
        ("The governor said none of his soldiers died.", [("none", Measure.KILLED, "his soldiers", "person")]),
        ("His men killed 10 for every one of ours.", [("10", Measure.KILLED, None, "person per person")]),
        ("Ten people were killed and another 22 hurt.", [("Ten", Measure.KILLED, "people", "person"),
                                                        ("22", Measure.WOUNDED, "hurt", "person")]),
    ],
)  # fmt: skip
def test_what_is_counted_of_whom_in_which_unit(read, text, expected):
    assert [(f.text, f.measure, f.of, f.unit) for f in read(text).figures] == expected


@pytest.mark.parametrize(
    "text",
    ["The general, 58, commanded the corps.", "The colonel, 44, surrendered.", "His widow, 31, fled with the child."],
)
def test_the_age_of_somebody_named_by_an_office_is_no_figure(read, text):
    reading = read(text)
    assert (reading.figures, [d.reason for d in reading.dropped if d.item.isdigit()]) == ((), ["age"])


def test_who_gives_a_number_has_not_done_the_deed(read):
    assert [f.by for f in read("The militia put the number of dead at 23.").figures] == [None]


def test_a_place_before_the_strikes_is_nobody_who_strikes(read):
    assert [f.by for f in read("Near Goma, 12 strikes destroyed seven trucks.").figures] == [None, None]
