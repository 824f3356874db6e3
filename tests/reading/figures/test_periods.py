"""Over which time a figure counts, and whose voice says it."""

import datetime as dt

import pytest

from counterclaim.records.reading import Attribution, Source, Time
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Quote
from counterclaim.records.when import When


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def time(text, words, when, kind="DATE"):
    return Time(at(text, words), when, When.parse(when), kind)


def says(text, source, cue, content, *, name="a1", said=None, act=Act.ASSERT):
    return Attribution(
        id=name,
        source=Source((at(text, source),), source),
        via=(),
        cue=(at(text, cue),),
        content=(at(text, content),),
        quote=Quote.INDIRECT,
        act=act,
        said=When.parse(said) if said else None,
        confidence=0.9,
    )


def test_as_of_names_the_day_and_since_the_start(figures_of):
    text = "As of 3 May, Northland has lost 900 tanks since 7 January."
    times = (time(text, "3 May", "2031-05-03"), time(text, "7 January", "2031-01-07"))
    [figure] = figures_of(text, times=times)[0]
    assert (figure.as_of.text, figure.since.text) == ("2031-05-03", "2031-01-07")


def test_the_same_period_is_that_of_the_figure_before(figures_of):
    text = "On 3 May the army shot down 40 drones. It lost 12 tanks over the same period."
    first, second = figures_of(text, times=(time(text, "3 May", "2031-05-03"),))[0]
    assert first.as_of == second.as_of == When.day(dt.date(2031, 5, 3))


def test_hours_later_goes_on_from_the_day_before(figures_of):
    text = "The envoy spoke on 3 May. Hours later, the fleet fired 24 missiles."
    [figure] = figures_of(text, times=(time(text, "3 May", "2031-05-03"),))[0]
    assert figure.as_of.text == "2031-05-03"


def test_a_time_beyond_but_belongs_to_another_statement(figures_of):
    text = "The ministry spoke on 3 May, but the army has lost 900 tanks."
    [figure] = figures_of(text, times=(time(text, "3 May", "2031-05-03"),), published="2031-05-10")[0]
    assert figure.as_of.text == "2031-05-10"


def test_no_figure_is_as_of_a_day_after_publication(figures_of):
    text = "The army has lost 900 tanks this week."
    times = (time(text, "this week", "2031-05-05/2031-05-11"),)
    [figure] = figures_of(text, times=times, published="2031-05-08")[0]
    assert (figure.since.text, figure.as_of.text) == ("2031-05-05", "2031-05-08")


def test_the_day_of_saying_stands_in_for_a_missing_date(figures_of):
    text = "The ministry said that 900 men were killed."
    told = says(text, "The ministry", "said", "that 900 men were killed", said="2031-05-04")
    [figure] = figures_of(text, attributions=(told,))[0]
    assert (figure.as_of.text, figure.attribution) == ("2031-05-04", "a1")


def test_the_innermost_voice_has_the_figure(figures_of):
    text = "The paper wrote that the ministry claims that 900 men were killed."
    outer = says(text, "The paper", "wrote", "that the ministry claims that 900 men were killed")
    inner = says(text, "the ministry", "claims", "that 900 men were killed", name="a2")
    [figure] = figures_of(text, attributions=(outer, inner))[0]
    assert figure.attribution == "a2"


@pytest.mark.parametrize(("act", "voice"), [(Act.ASSERT, "a1"), (Act.AGREE, None), (Act.DEMAND, None)])
def test_who_says_so_of_what_is_counted_says_the_number_who_agreed_does_not(figures_of, act, voice):
    text = "Just 40 lorries came, against the 900 that the agencies said were needed."
    content = says(text, "the agencies", "said", "the 900 that the agencies said were needed", act=act)
    assert figures_of(text, attributions=(content,))[0][1].attribution == voice


def test_the_present_number_is_of_the_day_of_writing(figures_of):
    text = "There were 3,000 soldiers in April; an official puts the present number nearer 7,000."
    first, second = figures_of(text, published="2031-05-10", times=(time(text, "April", "2031-04"),))[0]
    assert (first.as_of.text, second.as_of.text) == ("2031-04", "2031-05-10")


def test_outside_every_content_a_figure_is_the_narrators(figures_of):
    text = "The army has lost 900 tanks. It will go on, the ministry said."
    told = says(text, "the ministry", "said", "It will go on")
    [figure] = figures_of(text, attributions=(told,))[0]
    assert figure.attribution is None


def test_who_lays_claim_to_ground_says_nothing_of_its_size(figures_of):
    text = "In May the separatists laid permanent claim to 3,000 square miles of the valley."
    told = says(text, "the separatists", "laid permanent claim to", "3,000 square miles of the valley")
    [figure] = figures_of(text, attributions=(told,))[0]
    assert figure.attribution is None


def test_the_number_of_those_who_speak_is_not_in_what_they_say(figures_of):
    text = "Forty soldiers said that they had fled."
    told = says(text, "Forty soldiers", "said", "that they had fled")
    assert {f.attribution for f in figures_of(text, attributions=(told,))[0]} <= {None}


def test_since_the_invasion_is_the_known_day_of_the_war_the_article_is_about(figures_of):
    text = "Since the start of the invasion, Russia has lost 900 tanks in Ukraine, Kyiv says."
    [figure] = figures_of(text, published="2022-05-10")[0]
    assert figure.since.text == "2022-02-24"


@pytest.mark.parametrize(
    ("text", "words", "when", "since", "as_of"),
    [
        ("In the past week 40 people died.", "the past week", "2031-05-03/2031-05-10", "2031-05-03", "2031-05-10"),
        ("So far this year 412 people have died.", "this year", "2031", "2031-01-01", "2031-05-10"),
        ("So far in May, the fleet has lost 31 ships.", "May", "2031-05", "2031-05-01", "2031-05-10"),
        (
            "The first three months of 2030 cost 1,200 lives.",
            "The first three months of 2030",
            "2030-01-01/2030-03-31",
            "2030-01-01",
            "2030-03-31",
        ),
        ("Last year 3,300 people were killed.", "Last year", "2030", None, "2030"),
        ("They have lost 45 tanks since the start of the year.", "the start of the year", "2031-01-01/2031-05-01",
         "2031-01-01", "2031-05-10"),
        ("Thousands were killed after 2027.", "2027", "2027", "2027", "2031-05-10"),
        ("A truce was signed on 2 May; since then 17 people have died.", "2 May", "2031-05-02", "2031-05-02",
         "2031-05-10"),
        ("They say 100 people a day flee; none has come since 28 April.", "28 April", "2031-04-28", None, "2031-05-10"),
        ("The garrison has had 400 soldiers over the past week.", "the past week", "2031-05-03/2031-05-10", None,
         "2031-05-03/2031-05-10"),
    ],
)  # fmt: skip
def test_since_when_a_total_counts(figures_of, text, words, when, since, as_of):
    figure = figures_of(text, times=(time(text, words, when),), published="2031-05-10")[0][0]
    assert (figure.since and figure.since.text, figure.as_of.text) == (since, as_of)


def test_a_total_that_the_sentence_calls_the_wars_counts_from_its_first_day(figures_of):
    text = "Sudan’s army under Burhan shelled Omdurman. The death toll of the war has passed 50,000, the RSF said."
    [figure] = figures_of(text, published="2025-05-10")[0]
    assert (figure.text, figure.since.text) == ("50,000", "2023-04-15")


def test_a_number_in_brackets_is_of_the_time_before_them(figures_of):
    text = "From 90,000 soldiers in 2009 (8 divisions) the army grew by 2012."
    times = (time(text, "2009", "2009"), time(text, "2012", "2012"))
    figures = figures_of(text, times=times)[0]
    assert [(f.text, f.as_of.text) for f in figures] == [("90,000", "2009"), ("8", "2009")]


def test_a_total_counts_what_was_counted_first(figures_of):
    text = "Officials said 36 people had been killed and 150 wounded, bringing the total to 2,119."
    figures, _ = figures_of(text)
    assert [(f.text, f.measure) for f in figures] == [("36", "killed"), ("150", "wounded"), ("2,119", "killed")]


OLD = "The siege began on 3 May 2020. The town had 9,000 people. It fell on 9 June 2020. The war ended on 7 July 2020."


def test_an_undated_figure_of_an_old_story_lies_between_the_dates_around_it(figures_of):
    times = (
        time(OLD, "3 May 2020", "2020-05-03"),
        time(OLD, "9 June 2020", "2020-06-09"),
        time(OLD, "7 July 2020", "2020-07-07"),
    )
    [figure] = figures_of(OLD, times=times)[0]
    assert figure.as_of.text == "2020-05-03/2020-06-09"


def test_what_happened_next_in_a_paragraph_is_of_its_day(figures_of):
    text = "Shells hit the market on 3 May. Twelve people were killed. Nine hospitals are closed."
    first, second = figures_of(text, times=(time(text, "3 May", "2031-05-03"),))[0]
    assert (first.as_of.text, second.as_of.text) == ("2031-05-03", "2031-05-10")


def test_the_day_of_a_report_holds_until_another_time_is_named(figures_of):
    text = "In the past 24 hours the enemy attacked again.\nNorth of the river 40 soldiers were killed."
    [figure] = figures_of(text, times=(time(text, "the past 24 hours", "2031-05-09/2031-05-10", "DURATION"),))[0]
    assert (figure.since.text, figure.as_of.text) == ("2031-05-09", "2031-05-10")


def test_a_total_that_goes_on_counts_from_the_same_day(figures_of):
    text = "Since 7 January 900 men have been killed. Some 4,000 have been wounded."
    first, second = figures_of(text, times=(time(text, "7 January", "2031-01-07"),))[0]
    assert first.since.text == second.since.text == "2031-01-07"


def test_a_time_beside_an_earlier_total_is_not_that_of_the_present_one(figures_of):
    text = "About 24,000 people go hungry, up from 18,000 in June."
    first, second = figures_of(text, times=(time(text, "June", "2030-06"),))[0]
    assert (first.as_of.text, second.as_of.text) == ("2031-05-10", "2030-06")


def test_an_offensive_is_not_the_war(figures_of):
    text = "Russia invaded Ukraine in 2022. The army has freed 113 villages since the offensive began."
    found = figures_of(text, published="2023-06-17")[0]
    assert [f.since for f in found if f.text == "113"] == [None]
