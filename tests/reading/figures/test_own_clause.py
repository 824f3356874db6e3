"""The time of a figure is that of its own clause: of its tense, its part of the sentence, its war."""

import datetime as dt

import pytest

from counterclaim.reading.figures.landmarks import landmarks
from counterclaim.reading.figures.sameperiod import Period, in_another_year
from counterclaim.records.article import Published
from counterclaim.records.reading import Time
from counterclaim.records.span import Span
from counterclaim.records.when import When

PUBLISHED = "2031-05-10"


def time(text, words, when):
    start = text.index(words)
    return Time(Span(start, start + len(words)), when, When.parse(when), "DATE")


@pytest.mark.parametrize(
    ("text", "words", "when", "as_of"),
    [
        # What has happened by now, or is so now, is of no past time of another clause.
        (
            "The army lost nine men on 3 May, and 185 have died since the advance began.",
            "3 May",
            "2031-05-03",
            PUBLISHED,
        ),
        ("Of the 700 people who lived there in April, 40 are left.", "April", "2031-04", PUBLISHED),
        (
            "The front has fired 60 rockets in response to the killing of a chief on 8 May.",
            "8 May",
            "2031-05-08",
            PUBLISHED,
        ),
        ("He asked for 500 guns to push them back to where they stood in April.", "April", "2031-04", PUBLISHED),
        ("The aim was 500 tonnes a month, roughly what the port shipped in April.", "April", "2031-04", PUBLISHED),
        ("Some 40 men were killed where the river bends on 3 May.", "3 May", "2031-05-03", "2031-05-03"),
        # What the figure is told by may itself be dated.
        ("Images that the laboratory published on 3 May show 41 new tanks.", "3 May", "2031-05-03", "2031-05-03"),
        ("The minister said on 3 May that 40 people have died.", "3 May", "2031-05-03", "2031-05-03"),
        # What is to come is of its day, what was is not.
        ("The ministry will send 900 soldiers to the border in June.", "June", "2031-06", "2031-06"),
        ("The party lost 40 seats and will meet in June.", "June", "2031-06", PUBLISHED),
        # The year of a law is a part of its name.
        ("The house revived the Lend-Lease Act of 1941 by 417 votes to 10.", "1941", "1941", PUBLISHED),
        # What a figure is compared with, or a part of, has a time of its own; "for 2030" is the number's own.
        ("Russia may fire 20,000 shells, a third of its peak rate in April.", "April", "2031-04", PUBLISHED),
        ("Revenue is 46 percent below that of April.", "April", "2031-04", PUBLISHED),
        ("The agency now reports a fall of 2.1 percent for 2030, and expects growth.", "2030", "2030", "2030"),
    ],
)
def test_the_tense_says_which_time_is_the_figures(figures_of, text, words, when, as_of):
    figures = figures_of(text, published=PUBLISHED, times=(time(text, words, when),))[0]
    assert figures[0 if "185" not in text and "700" not in text else 1].as_of == When.parse(as_of)


def test_and_parts_the_time_before_from_the_number_behind_it(figures_of):
    text = "The monitors counted 12 dead in March and 40 in April."
    times = (time(text, "March", "2031-03"), time(text, "April", "2031-04"))
    assert [f.as_of.text for f in figures_of(text, times=times)[0]] == ["2031-03", "2031-04"]


def test_what_followed_a_semicolon_is_of_the_day_before_it(figures_of):
    text = "They shelled the harbour on 3 May; nine people died there."
    [figure] = figures_of(text, times=(time(text, "3 May", "2031-05-03"),))[0]
    assert figure.as_of.text == "2031-05-03"


def test_a_heading_dates_what_is_told_below_it(figures_of):
    text = "What happened on 3 May?\n\nA lorry ran over a mine. Six people were killed."
    [figure] = figures_of(text, times=(time(text, "3 May", "2031-05-03"),))[0]
    assert figure.as_of.text == "2031-05-03"


def test_what_has_changed_since_is_of_the_day_of_writing(figures_of):
    text = "On 3 May the governor spoke of 18 dead, and has since raised the toll to 35."
    first, second = figures_of(text, published=PUBLISHED, times=(time(text, "3 May", "2031-05-03"),))[0]
    assert (first.as_of.text, second.as_of.text) == ("2031-05-03", PUBLISHED)


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("Before the war the town had 12 clinics.", "Before the war", "2031-01-02/2031-02-01"),
        ("At the start of the invasion it had 400 tanks.", "At the start of the invasion", "2031-02-01"),
        ("They met on the second anniversary of the war.", "on the second anniversary of the war", "2033-02-01"),
        ("It advanced two miles over the week.", "the week", "2033-05-03/2033-05-10"),
    ],
)
def test_words_that_tell_a_time_by_the_war(text, words, when):
    began, published = When.parse("2031-02-01"), Published(When.parse("2033-05-10"), "given by the test")
    [found] = landmarks(text, lambda: began, published)
    assert (found.span.of(text), found.when) == (words, When.parse(when))


def test_of_an_unknown_war_nothing_is_told():
    text = "Before the war, at the start of the fighting and on the second anniversary of the invasion."
    assert list(landmarks(text, lambda: None, None)) == []


@pytest.mark.parametrize(
    ("words", "since", "as_of"),
    [
        (" in the same period of 2029", "2029-01-01", "2029-04-30"),
        (" in the same months last year", "2030-01-01", "2030-04-30"),
        (" over the same period a year earlier", "2030-01-01", "2030-04-30"),
    ],
)
def test_the_same_period_of_another_year(words, since, as_of):
    before = Period(When.parse("2031-01-01"), When.parse("2031-04-30"), said=True)
    assert in_another_year(words, 0, len(words), before) == Period(When.parse(since), When.parse(as_of), said=True)


def test_the_same_period_as_before_is_of_no_other_year():
    before = Period(None, When.day(dt.date(2032, 2, 29)))
    assert in_another_year(" over the same period", 0, 21, before) is None
    assert in_another_year(" in the same month last year", 0, 28, before).as_of == When.parse("2031-02-28")
