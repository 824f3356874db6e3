"""Figures as an article gives them: what is counted, how wide, whose, since when."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def rows(found):
    figures, _ = found
    return [(f.text, f.low, f.high, str(f.measure)) for f in figures]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The shelling killed at least 14 people and wounded 30 others.",
            [("14", 14, None, "killed"), ("30", 30, 30, "wounded")],
        ),
        (
            "Nineteen people were killed and dozens were injured.",
            [("Nineteen", 19, 19, "killed"), ("dozens", 24, None, "wounded")],
        ),
        ("The raid left 12 dead and 40 wounded.", [("12", 12, 12, "killed"), ("40", 40, 40, "wounded")]),
        ("Northland has lost 3,000 soldiers.", [("3,000", 3000, 3000, "casualties")]),
        ("Northland has lost more than 200 tanks.", [("200", 200, None, "destroyed")]),
        ("Northland suffered up to 9,000 casualties.", [("9,000", None, 9000, "casualties")]),
        ("The deaths of 61 sailors were confirmed.", [("61", 61, 61, "killed")]),
        ("The death toll rose to 87.", [("87", 87, 87, "killed")]),
        ("Its troops captured 45 soldiers in the forest.", [("45", 45, 45, "captured")]),
        ("The army took 45 soldiers prisoner.", [("45", 45, 45, "captured")]),
        ("Air defences shot down 31 of the drones.", [("31", 31, 31, "shot_down")]),
        ("The ministry reported downing over 31 drones.", [("31", 31, None, "shot_down")]),
        ("Artillery hit 88 targets overnight.", [("88", 88, 88, "targets_hit")]),
        ("The fleet launched 24 missiles at the port.", [("24", 24, 24, "launched")]),
        ("The port was attacked with 24 missiles.", [("24", 24, 24, "launched")]),
        ("Some 40,000 troops are massed at the border.", [("40,000", 40000, 40000, "troops")]),
        ("More than 5,000 men have volunteered.", [("5,000", 5000, None, "recruits")]),
        ("About 70,000 people have fled the valley.", [("70,000", 70000, 70000, "displaced")]),
        ("Eleven soldiers are missing.", [("Eleven", 11, 11, "missing")]),
        ("Pilots fly 20 to 30 sorties a day.", [("20 to 30", 20, 30, "sorties")]),
        ("They hold over 600 square kilometres of the south.", [("600", 600, None, "area")]),
        ("The parliament approved $1.2 billion in aid.", [("$1.2 billion", 1.2e9, 1.2e9, "money")]),
        ("Their tanks are 15 miles from the city.", [("15", 15, 15, "distance")]),
        ("Generals expected the city to fall within three days.", [("three", None, 3, "duration")]),
        ("The village reported no casualties.", [("no", 0, 0, "casualties")]),
        ("Nobody was hurt.", [("Nobody", 0, 0, "wounded")]),
    ],
)
def test_a_figure_says_what_it_measures_and_how_wide_it_is(figures_of, text, wanted):
    assert rows(figures_of(text)) == wanted


def test_an_elliptic_figure_takes_what_it_counts_from_the_one_before(figures_of):
    figures, _ = figures_of(
        "Eastland says that 7,000 Northland soldiers have been killed; "
        "the Alliance puts that number closer to 900 to 1,500."
    )
    assert [(f.low, f.high, f.measure, f.of, f.unit) for f in figures] == [
        (7000, 7000, "killed", "Northland soldiers", "person"),
        (900, 1500, "killed", "Northland soldiers", "person"),
    ]


def test_an_elliptic_figure_names_its_own_party(figures_of):
    figures, _ = figures_of("The defenders fly about 20 sorties a day, against about 300 for the attackers.")
    assert [(f.low, f.measure, f.of) for f in figures] == [
        (20, "sorties", "sorties"),
        (300, "sorties", "the attackers"),
    ]


def test_a_ratio_of_men_is_a_ratio(figures_of):
    [figure] = figures_of("There are nine attackers for every one of our riflemen.")[0]
    assert (figure.low, figure.high, figure.unit, figure.measure) == (9, 9, "person per person", "troops")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The 34-year-old driver fled.", "age"),
        ("Anna Berg, 34, fled.", "age"),
        ("It was one of the worst raids.", "one of several"),
        ("Only one would do.", "one"),
        ("They met again after three years.", "duration is not the claim"),
        ("The two sides met again.", "definite mention"),
        ("Two ministers resigned.", "names parts or parties"),
    ],
)
def test_numbers_on_which_no_claim_rests_are_dropped_with_a_reason(figures_of, text, reason):
    figures, dropped = figures_of(text)
    assert figures == ()
    assert reason in [d.reason for d in dropped]


def test_who_did_it_and_to_whom(figures_of):
    [figure] = figures_of("Northland destroyed 41 Eastland aircraft.")[0]
    assert (figure.by, figure.of, figure.unit) == ("Northland", "Eastland aircraft", "aircraft")


def test_without_a_date_of_its_own_a_figure_is_as_of_publication(figures_of):
    [figure] = figures_of("The army has lost 200 tanks.", published="2031-05-10")[0]
    assert figure.as_of.text == "2031-05-10"
    [figure] = figures_of("The army has lost 200 tanks.", published=None)[0]
    assert figure.as_of is None


SENTENCES = st.sampled_from(
    [
        "The shelling killed {n} people.",
        "Northland has lost {n} tanks since spring.",
        "The army shot down {n} drones.",
        "At least {n} villagers were wounded.",
    ]
)


@settings(max_examples=25)
@given(sentence=SENTENCES, n=st.integers(min_value=13, max_value=900))
def test_a_figure_does_not_depend_on_what_stands_around_its_sentence(figures_of, sentence, n):
    alone, _ = figures_of(sentence.format(n=n))
    text = f"It rained.\n\n{sentence.format(n=n)}\n\nNobody came."
    [figure] = [f for f in figures_of(text)[0] if f.text == str(n)]
    assert [(f.low, f.high, f.measure, f.of) for f in alone] == [(figure.low, figure.high, figure.measure, figure.of)]
    assert figure.span.of(text) == figure.text


@pytest.mark.parametrize(
    "text", ["", "1", "NO LOSSES", "9" * 3000, "“12 men “ said 30’", "\u200f12 men\u200f", "12\n\n12\n\n"]
)
def test_hostile_articles_do_not_raise(figures_of, text):
    figures, dropped = figures_of(text)
    assert all(f.span.of(text) == f.text for f in figures)
    assert all(d.span.of(text) == d.item for d in dropped)


@pytest.mark.parametrize(
    "text",
    [
        "A writer dies at 74.",
        "She was as young as 13.",
        "The boys, ages 10 and 7, ran.",
        "For men under 30, it is hard.",
        "Orloff was 17 when the war began.",
        "It is open to students 18 and older.",
        "He fired a .45 caliber pistol.",
        "My son is 19.",
        "The box is 120 px high.",
    ],
)
def test_ages_and_calibres_are_no_figures(figures_of, text):
    assert figures_of(text)[0] == ()
