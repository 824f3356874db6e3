"""Events dated by what stands around their clause: a heading's day, a known event, publication."""

import pytest


def told(read, text, published=None):
    return [(e.trigger.of(text), e.when and e.when.text, e.status) for e in read(text, published).events]


def test_a_question_that_names_the_day_dates_the_paragraph_below_it(read):
    text = "What happened on 19 May?\n\nJets struck the depot. Troops then stormed the town."
    assert told(read, text, "2023-06-01") == [
        ("struck", "2023-05-19", "happened"),
        ("stormed", "2023-05-19", "happened"),
    ]


def test_what_is_dated_later_than_publication_is_planned(read):
    text = "A peace conference in Geneva on April 15 is unlikely to help."
    assert told(read, text, "2025-03-28") == [("peace conference", "2025-04-15", "planned")]


def test_an_event_that_says_since_when_keeps_its_own_known_day(read):
    text = "Russian and Ukrainian envoys met on 10 March 2022 for the first time since the Russian invasion began."
    assert told(read, text) == [("met", "2022-03-10", "happened"), ("invasion", "2022-02-24", "happened")]


def test_a_known_event_later_than_the_article_gives_it_no_day(read):
    text = "Russia is preparing the capture of Avdiivka."
    assert told(read, text, "2023-11-30") == [("capture", "2023-10-31/2023-11-30", "happened")]
    assert told(read, text, "2024-03-01") == [("capture", "2024-02-17", "happened")]


def test_an_unknown_event_that_says_since_when_takes_no_other_events_time(read):
    text = "The envoys met in Geneva on 10 March 2022 for the first time since the rebels attacked the port."
    assert told(read, text)[1] == ("attacked", None, "happened")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The ministry rejected this version.", "rejected"),
        ("The envoy promised them schools.", "promised"),
        ("The residents were called on to stay, and the union blamed the army.", "blamed"),
    ],
)
def test_what_was_said_without_a_date_is_reported_lately(read, text, trigger):
    when = {t: w for t, w, _ in told(read, text, "2023-09-29")}[trigger]
    assert when == "2023-08-30/2023-09-29"


def test_what_was_done_without_a_date_stays_undated(read):
    assert told(read, "Rebels burned the depot.", "2023-09-29") == [("burned", None, "happened")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nobody attacked the village.", "denied"),
        ("No side attacked the village.", "denied"),
        ("The capture of the town would give the rebels the valley.", "hypothetical"),
    ],
)
def test_what_nobody_does_is_denied_and_what_would_follow_is_imagined(read, text, status):
    assert [e.status for e in read(text).events][:1] in ([status], [])
    assert "happened" not in [e.status for e in read(text).events]


def test_what_is_answered_is_an_event_of_its_own(read):
    text = "The group fired rockets at the town in response to the killing of a commander near the port."
    assert [t for t, *_ in told(read, text)] == ["fired rockets", "killing"]


def test_what_a_report_tells_without_a_date_was_done_lately(read):
    text = "Rebels burned the depot on 27 September.\n\nGunmen looted a convoy. Police arrested two men."
    assert told(read, text, "2023-09-29") == [
        ("burned", "2023-09-27", "happened"),
        ("looted", "2023-08-30/2023-09-29", "happened"),
        ("arrested", "2023-08-30/2023-09-29", "happened"),
    ]


def test_in_an_article_whose_dated_deeds_lie_years_back_nothing_is_taken_for_news(read):
    text = "Rebels burned the depot in 1994.\n\nTroops stormed the town in 1995.\n\nGunmen looted a convoy."
    assert told(read, text, "2023-09-29")[2] == ("looted", None, "happened")


def test_a_report_that_goes_back_to_older_days_stays_there(read):
    text = (
        "Rebels burned the depot on 27 September. Jets bombed the port on 28 September. Police arrested two men "
        "on Monday.\n\nTroops stormed the town in 1995.\n\nGunmen looted a convoy."
    )
    assert told(read, text, "2023-09-29")[4] == ("looted", None, "happened")


def test_the_story_goes_on_from_a_sentence_that_tells_no_event(read):
    text = "The rainy season was over by October 1991. Rebels burned the depot."
    assert told(read, text) == [("burned", "1991-10", "happened")]
    apart = "The rainy season was over by October 1991.\n\nRebels burned the depot."
    assert told(read, apart) == [("burned", None, "happened")]
