"""Two tolls of one event are rivals only where both count all of the victims, by the same rule, at one time."""

from dataclasses import replace

import pytest

from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.event_tolls import judge_event_figures
from counterclaim.comparison.figure_questions import counts
from counterclaim.comparison.parts import part_words
from counterclaim.comparison.questions import find_questions
from counterclaim.records.question import RelationKind
from counterclaim.records.span import Span
from counterclaim.records.when import When

judge = judge_event_figures({}, one_story=True)


@pytest.fixture
def told(toll):
    """A toll whose sentence is `context`, at the place of its words in it."""

    def make(words, context, low, article, day="2023-03-04", **fields):
        at = context.index(words)
        made = toll(low, text=words, context=context, article=article, as_of=day, published=day, **fields)
        return replace(made, span=Span(at, at + len(words)), sentence=Span(0, len(context)))

    return make


def test_a_lower_toll_of_a_later_day_is_a_rival_in_one_story_and_a_higher_one_may_have_grown(told):
    first = told("Six", "Six people died in the fire.", 6, "a", of="people")
    lower = told("four", "The fire killed four people.", 4, "b", day="2023-03-09", of="people")
    higher = told("eight", "The fire killed eight people.", 8, "c", day="2023-03-09", of="people")
    assert judge(first, lower)[0] is RelationKind.CONFLICT
    assert judge(first, higher)[0] is RelationKind.DIFFERENT_PERIOD


def test_a_toll_that_names_the_place_and_one_that_does_not_count_one_event(told):
    named = told("Six", "Six people died in Brezno.", 6, "a", of="people", place="Brezno")
    bare = told("six", "The fire killed six people.", 6, "b", of="people")
    assert judge(named, bare)[0] is RelationKind.AGREE


def test_third_parties_counts_of_the_dead_that_differ_by_one_may_be_one(told):
    one = told("Four", "Four people are dead after the raid.", 4, "a", of="people")
    other = told("three", "A student killed three people and then himself.", 3, "b", of="people")
    why = "They differ by one: it may be the attacker, or who died last."
    assert judge(one, other) == (RelationKind.DIFFERENT_SCOPE, why)


def test_two_sides_counts_that_differ_by_one_are_rivals(told):
    one = told("Four", "Four people are dead.", 4, "a", of="people", source="Baku")
    other = told("three", "Three people died.".lower(), 3, "b", of="people", source="Yerevan")
    assert judge(one, other)[0] is RelationKind.CONFLICT


def test_wounded_that_differ_by_no_more_than_the_dead_may_hold_them(told):
    one = told("four", "The raid injured four people.", 4, "a", of="people", measure="wounded")
    other = told("three", "It left one dead and three injured.", 3, "b", of=None, measure="wounded")
    assert judge(one, other)[0] is RelationKind.DIFFERENT_SCOPE
    both = [
        told(n, f"One person was killed and {n} others hurt.", low, n, of="others", measure="wounded")
        for n, low in (("six", 6), ("five", 5))
    ]
    assert judge(*both)[0] is RelationKind.CONFLICT


def test_a_headline_of_several_attacks_counts_other_victims(told):
    one = told("four", "The raid injured four people.", 4, "a", of="people", measure="wounded")
    other = told("seven", "Seven people were hurt.".lower(), 7, "b", of="people", measure="wounded")
    summed = replace(other, article=replace(other.article, title="Overnight bombings across the city"))
    assert judge(one, other)[0] is RelationKind.CONFLICT
    assert judge(one, summed)[0] is RelationKind.DIFFERENT_SCOPE


def test_a_toll_of_another_year_told_in_the_story_is_of_another_event(told):
    now = told("Six", "Six people died in the fire.", 6, "a", of="people")
    then = told("four", "In 2015 a fire killed four people.", 4, "b", day="2023-03-05", of="people")
    assert judge(now, replace(then, as_of=When.parse("2015-08-21")))[0] is RelationKind.DIFFERENT_PERIOD


def test_whom_somebody_is_accused_of_shooting_may_hold_the_dead(told):
    shot = told("eight", "A man accused of shooting eight people is in jail.", 8, "a", of="people", measure="wounded")
    hurt = told("Seven", "Seven people were injured and one died.", 7, "b", of="people", measure="wounded")
    assert judge(shot, hurt)[0] is RelationKind.DIFFERENT_SCOPE


def test_a_daily_toll_in_one_form_is_of_another_day(told):
    form = "{} people were hurt on October {} by shells, the regional council said."
    one = told("23", form.format(23, 19), 23, "a", day="2022-10-19", of="people", measure="wounded")
    other = told("14", form.format(14, 25), 14, "b", day="2022-10-25", of="people", measure="wounded")
    assert judge(one, other)[0] is RelationKind.DIFFERENT_PERIOD


@pytest.mark.parametrize(
    ("words", "context"),
    [
        ("23", "They are Daquan Lund, 23, and Ricky Hale."),
        ("16", "The children's ages were 6, 11, 15 and 16, officials said."),
        ("17", "The sergeant said that two of the victims are 16 and 17."),
        ("18", "He wounded an 18 and 15 year old."),
    ],
)
def test_an_age_counts_nobody(told, words, context):
    assert not counts(told(words, context, int(words), "a", of=None, measure="wounded"))


@pytest.mark.parametrize("context", ["12 dead, 40 hurt", "The blast killed 12.", "Army says 12 killed in raid"])
def test_a_headlines_bare_number_counts(told, context):
    assert counts(told("12", context, 12, "a", of=None))


@pytest.mark.parametrize(
    ("context", "part"),
    [
        ("Two people were killed and seven others injured.", None),
        ("A gunman killed six people and wounded seven others.", None),
        ("He killed a woman, injuring an officer and seven others.", "seven others"),
        ("It left two other people dead and seven others hurt.", "seven others"),
        ("Two were killed and seven others critically injured.", "seven … critically"),
    ],
)
def test_others_beside_the_dead_are_all_of_the_wounded(told, context, part):
    assert part_words(told("seven", context, 7, "a", of=None, measure="wounded")) == part


def test_more_of_one_kind_than_there_are_of_all_contradicts_the_whole_toll(told):
    whole = told("40", "The ministry said that 40 people died.", 40, "a", of="people", source="Eritrea")
    civilians = told("55", "The group counted 55 dead civilians.", 55, "b", of="civilians", source="Ethiopia")
    fewer = told("30", "The group counted 30 dead civilians.", 30, "c", of="civilians", source="Ethiopia")
    assert judge(whole, civilians)[0] is RelationKind.CONFLICT
    assert judge(whole, fewer)[0] is RelationKind.WIDER


def test_an_open_toll_of_a_part_does_not_agree_with_the_toll_of_all(told):
    whole = replace(told("45", "At least 45 people died.", 45, "a", of="people", source="Eritrea"), high=None)
    words = "At least 17 of the dead were under age, doctors said."
    part = replace(told("17", words, 17, "b", of=None, source="doctors"), high=None)
    among = judge_event_figures({part.id: "“17 of the” counts a part of them."}, one_story=True)
    assert among(whole, part) == (RelationKind.DIFFERENT_SCOPE, "“17 of the” counts a part of them.")


def test_a_number_that_the_outlet_corrected_is_superseded(told):
    now = told("68", "The fire killed 68 people, the ministry said.", 68, "a", of="people", source="ministry")
    words = "An earlier version of this article said that 86 people had died."
    before = told("86", words, 86, "b", of="people", source="earlier version of this article")
    assert judge(now, before)[0] is RelationKind.SUPERSEDES


@pytest.mark.parametrize("words", ["it has lost 404 soldiers", "which brings its losses to 404"])
def test_what_an_army_says_it_lost_are_its_own_people(told, words):
    lost = told("404", f"The Eritrean army said {words}.", 404, "a", measure="casualties", source="Eritrea", of=None)
    assert counted_by(lost).party == "eri"


@pytest.fixture
def weeks_later(told):
    """Tolls of one article of May: a dated one of an event of April, and others that it dates by nothing."""

    def make(words, context, low, article="a", **fields):
        return told(words, context, low, article, day="2023-05-06", place="Brezno", **({"of": "people"} | fields))

    dated = make("84", "A strike on Brezno on 17 April killed 84 people.", 84, source="Roads Watch")
    return replace(dated, as_of=When.parse("2023-04-17")), make


def test_what_an_article_dates_by_its_telling_is_of_the_event_that_it_dates(weeks_later):
    dated, make = weeks_later
    undated = make("74", "Baku put the number of killed at 74.", 74, source="Baku")
    [question] = find_questions([dated, undated])
    assert [(r.relation, r.why) for r in question.relations] == [
        (
            RelationKind.CONFLICT,
            "Roads Watch and Baku differ: 84 and 74 lie apart for the same period and scope.",
        )
    ]


@pytest.mark.parametrize(
    ("context", "article"),
    [("On Friday Baku put the number of killed at 74.", "a"), ("Baku put the number of killed at 74.", "b")],
)
def test_a_day_of_its_own_or_another_article_leaves_a_toll_at_its_date(weeks_later, context, article):
    dated, make = weeks_later
    other = make("74", context, 74, article, source="Baku")
    assert judge_event_figures({})(dated, other)[0] is RelationKind.DIFFERENT_PERIOD


def test_more_civilians_than_all_whom_another_source_of_the_article_counts_is_a_contradiction(weeks_later):
    dated, make = weeks_later
    civilians = replace(dated, of="civilians")
    undated = make("74", "Baku put the number of killed at 74.", 74, source="Baku")
    assert judge_event_figures({})(civilians, undated) == (
        RelationKind.CONFLICT,
        "Roads Watch counts more of one kind (84) than Baku counts of all (74).",
    )


def test_two_who_repeat_their_tolls_in_one_article_differ_there(toll):
    """The government's toll was first told on another day; the article that brings both says that they differ."""
    first = toll(272, source="Congo's government", as_of="2024-05-01", of="people", place="Kishishe", article="a")
    again = toll(272, source="Congo's government", as_of="2024-05-03", of="people", place="Kishishe", article="b")
    other = toll(8, source="the M23", as_of="2024-05-03", of="people", place="Kishishe", article="b", at=90)
    [question] = find_questions([first, again, other])
    assert [(r.a, r.b) for r in question.relations if r.relation == "conflict"] == [(again.id, other.id)]
