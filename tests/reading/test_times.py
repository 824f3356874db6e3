import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reading import layout
from counterclaim.reading.document import make_documents
from counterclaim.reading.times import find_times
from counterclaim.records.article import Article, Published
from counterclaim.records.when import When


@pytest.fixture
def parse(models):
    def make(text):
        article = Article(text)
        [document] = make_documents([(article, layout.find_excluded(article))], models)
        return document

    return make


@pytest.fixture
def times(parse):
    def find(text, published=None):
        known = Published(When.parse(published), "given by the test") if published else None
        return [(t.span.of(text), t.value, t.when and t.when.text, t.kind) for t in find_times(parse(text), known)]

    return find


@pytest.mark.parametrize(
    ("text", "words", "value", "when"),
    [
        ("It fell on 3 March 2021.", "3 March 2021", "2021-03-03", "2021-03-03"),
        ("It fell on March 3, 2021.", "March 3, 2021", "2021-03-03", "2021-03-03"),
        ("It fell in the spring of 1994.", "the spring of 1994", "1994-SP", "1994-03-01/1994-05-31"),
        ("It fell in late 1994.", "late 1994", "1994", "1994-09-02/1994-12-31"),
        ("It fell by mid-March 1994.", "mid-March 1994", "1994-03", "1994-03-11/1994-03-21"),
        ("It fell on the night of 5 May 1994.", "the night of 5 May 1994", "1994-05-05TNI", "1994-05-05"),
        ("It fell in the 1990s.", "the 1990s", "199", "1990-01-01/1999-12-31"),
        ("It fell in the second quarter of 1994.", "the second quarter of 1994", "1994-Q2", "1994-04-01/1994-06-30"),
        ("It fell in the last week of May 1994.", "the last week of May 1994", "P1W", "1994-05-25/1994-05-31"),
        ("It fell in the second half of 1994.", "the second half of 1994", "1994-H2", "1994-07-02/1994-12-31"),
        ("It fell in 480 BC.", "480 BC", "BC0480", None),
        ("It fell on 2021-03-03.", "2021-03-03", "2021-03-03", "2021-03-03"),
        ("It held for more than three weeks.", "more than three weeks", "P3W", None),
        ("It was a ten-day siege.", "ten-day", "P10D", None),
        ("Shells fell every day.", "every day", "XXXX-XX-XX", None),
        ("It fell two weeks ago.", "two weeks ago", None, None),
        ("It fell on Tuesday.", "Tuesday", "XXXX-WXX-2", None),
    ],
)
def test_expressions_that_need_no_publication(times, text, words, value, when):
    [found] = times(text)
    assert found[:3] == (words, value, when)


# 14 May 2014 was a Wednesday.
@pytest.mark.parametrize(
    ("text", "value", "when"),
    [
        ("The town fell yesterday.", "2014-05-13", "2014-05-13"),
        ("The town fell on Monday.", "2014-05-12", "2014-05-12"),
        ("The town fell on Wednesday.", "2014-05-14", "2014-05-14"),
        ("The envoys will meet on Monday.", "2014-05-19", "2014-05-19"),
        ("The envoys are set to meet on Friday.", "2014-05-16", "2014-05-16"),
        ("The town fell earlier this week.", "2014-W20", "2014-05-11/2014-05-14"),
        ("The town fell last week.", "2014-W19", "2014-05-05/2014-05-11"),
        ("The town fell earlier this month.", "2014-05", "2014-05-01/2014-05-14"),
        ("The town fell last month.", "2014-04", "2014-04"),
        ("The town fell last summer.", "2013-SU", "2013-06-01/2013-08-31"),
        ("The town fell in March.", "2014-03", "2014-03"),
        ("The town fell in November.", "2013-11", "2013-11"),
        ("The envoys will meet in November.", "2014-11", "2014-11"),
        ("The minister told us to expect 10,000 men by November.", "2014-11", "2014-11"),
        ("Homes could be without power by November.", "2014-11", "2014-11"),
        ("The town fell on 20 May.", "2013-05-20", "2013-05-20"),
        ("The town fell three days ago.", "2014-05-11", "2014-05-11"),
        ("The town fell two years ago.", "2012", "2012"),
        ("The town was shelled over the past month.", "P1M", "2014-04-14/2014-05-14"),
        ("The town was shelled over the past two weeks.", "P2W", "2014-04-30/2014-05-14"),
        ("The town was shelled overnight.", "2014-05-13TNI", "2014-05-13/2014-05-14"),
        ("The envoys will meet next month.", "2014-06", "2014-06"),
        ("Exports fell in the fourth quarter.", "2013-Q4", "2013-10-01/2013-12-31"),
        ("Exports will fall in the first quarter.", "2015-Q1", "2015-01-01/2015-03-31"),
        ("Exports fell in the first quarter of this year.", "2014-Q1", "2014-01-01/2014-03-31"),
        ("Exports fell last quarter.", "2014-Q1", "2014-01-01/2014-03-31"),
        ("Forty died in the first nine months of last year.", "P9M", "2013-01-01/2013-09-30"),
        ("Forty died in the last three months of last year.", "P3M", "2013-10-01/2013-12-31"),
        ("Forty died in the first half of this year.", "2014-H1", "2014-01-01/2014-07-01"),
        ("Forty died in the last month.", "P1M", "2014-04-14/2014-05-14"),
        ("Forty died in June of last year.", "2013-06", "2013-06"),
        ("Forty died in June last year.", "2013-06", "2013-06"),
        ("Forty died on 3 June last year.", "2013-06-03", "2013-06-03"),
        ("Forty died in March this year.", "2014-03", "2014-03"),
        ("The envoys will meet in March of next year.", "2015-03", "2015-03"),
        ("The town fell over the weekend.", "2014-W19-WE", "2014-05-10/2014-05-11"),
        ("The envoys will meet at the weekend.", "2014-W20-WE", "2014-05-17/2014-05-18"),
        ("The town fell on New Year’s Eve.", "2013-12-31", "2013-12-31"),
        ("Few people come here these days.", "PRESENT_REF", "2014-05-14"),
    ],
)
def test_expressions_that_hang_on_publication(times, text, value, when):
    [found] = times(text, published="2014-05-14")
    assert found[1:3] == (value, when)


def test_the_next_days_of_a_plan_are_the_writers_and_not_the_last_date_told(times):
    text = "The siege began on 3 March 1994. The envoys will meet within the next ten days."
    assert times(text, published="2014-05-14")[-1][1:3] == ("P10D", "2014-05-14/2014-05-24")


def test_publication_known_only_roughly_widens_the_interval(times):
    assert times("The town fell on Monday.", published="2014-05-14/2014-05-15") == [
        ("Monday", "2014-05-12", "2014-05-12", "DATE")
    ]
    assert times("The town fell yesterday.", published="2014-05-14/2014-05-15") == [
        ("yesterday", "2014-05", "2014-05-13/2014-05-14", "DATE")
    ]
    # Written from Thursday to Saturday: the weekend before, or the one just begun.
    [weekend] = times("The town fell over the weekend.", published="2014-05-15/2014-05-17")
    assert weekend[2] == "2014-05-10/2014-05-18"


def test_a_story_moves_through_its_own_time(times):
    text = (
        "The siege began on 3 March 1994. Two days later the bridge was blown up. The next day the governor fled. "
        "That spring no bread reached the town. In June the walls were breached. The following month it fell."
    )
    assert [t[:3] for t in times(text)] == [
        ("3 March 1994", "1994-03-03", "1994-03-03"),
        ("Two days later", "1994-03-05", "1994-03-05"),
        ("The next day", "1994-03-06", "1994-03-06"),
        ("That spring", "1994-SP", "1994-03-01/1994-05-31"),
        ("June", "1994-06", "1994-06"),
        ("The following month", "1994-07", "1994-07"),
    ]


def test_weeks_of_a_war_are_counted_from_its_beginning(times):
    text = "Russia’s full-scale invasion of Ukraine has slowed. As the war enters its third week, talks go on."
    assert ("its third week", "2022-03", "2022-03-10/2022-03-16", "DATE") in times(text, published="2022-03-12")


def test_months_of_a_term_are_counted_from_its_beginning(times):
    text = "President Donald Trump has met both sides over the first two months of his second term."
    [found] = times(text, published="2025-03-25")
    assert found == ("the first two months", "P2M", "2025-01-20/2025-03-19", "DURATION")


def test_a_clock_time_is_one_of_the_day_beside_it(times):
    assert [t[1] for t in times("Shells fell at 11:40 p.m. Monday.", published="2014-05-14")] == [
        "2014-05-12T23:40",
        "2014-05-12",
    ]
    assert times("Shells fell at 11:40 p.m. near the bridge.", published="2014-05-14") == [
        ("11:40 p.m.", "XXXX-XX-XXT23:40", None, "TIME")
    ]


def test_last_night_is_the_writers(times):
    assert times("Shells fell last night.", published="2014-05-14")[0][1:3] == ("2014-05-13TNI", "2014-05-13")


def test_days_counted_from_something_undated_stay_open(times):
    text = "The town fell on 3 May 2014. Two days before the vote the envoys left."
    assert times(text)[1][1:3] == (None, None)


def test_ages_are_no_times(times):
    assert times("A 19-year-old soldier, 19 years old, spoke.") == []


def test_the_same_period_is_the_last_one_named(times):
    text = "On 2 March 2014 the ministry counted 40 dead. The rebels lost 60 in the same period."
    assert times(text)[1] == ("the same period", None, "2014-03-02", "DATE")


@pytest.mark.parametrize(
    "text",
    [
        "The talks may fail, and the troops may march on the city.",
        "The fall of the city shocked them.",
        "They lost 1500 soldiers and 2000 rifles.",
        "The president spoke at Mar-a-Lago.",
    ],
)
def test_words_that_only_look_like_time(times, text):
    assert times(text) == []


def test_no_time_in_excluded_stretches(times):
    body = "The bridge was hit again in the night, residents of the old town told reporters at the crossing.\n" * 1
    text = body + "Ferries ran as usual from both banks, and no one else was hurt in the attack, they added.\n"
    assert [t[0] for t in times(text + "Copyright 2019 River Post. All rights reserved.", published="2014-05-14")] == [
        "in the night"[3:]
    ]


words = st.sampled_from(
    "on in the last next two 12 31 March May 2014 1999 Tuesday weeks day ago later early mid - , . night summer of "
    "that first half year 5:30 p.m. BC 1990s now yesterday war fell Kyiv “ ” 40th every few a".split()
)


@given(st.lists(words, max_size=40), st.sampled_from([None, "2014-05-14", "2014-05", "2014-05-30/2014-06-02"]))
@settings(max_examples=40)
def test_spans_slice_back_and_intervals_are_ordered(models, drawn, published):
    text = " ".join(drawn)
    [document] = make_documents([(Article(text), ())], models)
    known = Published(When.parse(published), "") if published else None
    found = find_times(document, known)
    assert found == find_times(document, known)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(t.span.of(text).strip() == t.span.of(text) != "" for t in found)
    assert all(t.when is None or t.when.first <= t.when.last for t in found)


@pytest.mark.parametrize(
    "text", ["", "1", "MAY MAY", "“Tuesday", "9999 years ago in 9999", "31 February 2014", "\u200f3 May\u200f"]
)
def test_hostile_text_does_not_raise(times, text):
    times(text, published="2014-05-14")
    times(text)


def test_a_date_without_a_year_just_before_publication_is_this_years_whatever_year_came_before(read):
    text = (
        "The militia has besieged the town since May 2024. It shelled the camp again on March 27. In February it had "
        "attacked another camp. A conference on April 15 is unlikely to help."
    )
    times = {t.span.of(text): t.when and t.when.text for t in read(text, "2025-03-28").times}
    assert times["March 27"] == "2025-03-27"
    assert times["February"] == "2025-02"
    assert times["April 15"] == "2025-04-15"


def test_two_digits_behind_day_and_month_are_a_year_where_they_count_nothing(read):
    text = "KYIV, 29 MAR 22 (ABC) - Shells hit a depot. On 12 Mar 40 people had died."
    times = [(t.span.of(text), t.value) for t in read(text, "2022-03-29").times]
    assert times == [("29 MAR 22", "2022-03-29"), ("12 Mar", "2022-03-12")]


# 14 May 2013 was a Tuesday.
@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("KAMPALA, 14 May 2013 - The column left. Two weeks later, more men came.", "Two weeks later", None),
        ("KAMPALA, 14 May 2013 - The column left. He came back the following day.", "the following day", None),
        ("KAMPALA, 14 May 2013 - The column left. A week earlier 19 men died.", "A week earlier", "2013-05-07"),
        ("The column left on 2 April. Two weeks later, more men came.", "Two weeks later", "2013-04-16"),
        ("The column left on 2 April. He came back the following day.", "the following day", "2013-04-03"),
        ("Hunger was severe between July and September.", "September", "2012-09"),
        ("Hunger is projected to spread between July and September.", "September", "2013-09"),
        ("The front held from November to March.", "March", "2013-03"),
        ("Elections are due in September.", "September", "2013-09"),
    ],
)
def test_what_is_told_as_past_is_not_after_publication(times, text, words, when):
    assert [t[2] for t in times(text, "2013-05-14") if t[0] == words] == [when]


def test_the_end_of_a_range_is_not_before_its_beginning(times):
    found = times("Hunger was severe between July and September.", "2021-07-08")
    assert [(words, when) for words, _, when, _ in found] == [("July", "2021-07"), ("September", None)]


CHRONICLE = (
    "The siege lasted from 7 to 16 October 2020. "
    "The war had begun on 27 September 2020 and ended on 10 November 2020.\n"
    "The town fell on 9 October. The ministry denied it, and a year later the order was lifted."
)


def test_an_encyclopedia_tells_from_the_time_of_its_story(times):
    found = times(CHRONICLE, published="2022-01-14")
    assert [(words, when) for words, _, when, _ in found][-2:] == [
        ("9 October", "2020-10-09"),
        ("a year later", "2021"),
    ]


def test_one_weekday_makes_it_news(times):
    found = times(CHRONICLE + " On Tuesday the mayor spoke.", published="2022-01-14")
    assert ("9 October", "2021-10-09") in [(words, when) for words, _, when, _ in found]


def test_the_past_24_hours_reach_back_to_the_day_before(times):
    found = times("The army lost 40 men in the past 24 hours.", published="2031-05-10")
    assert ("the past 24 hours", "PT24H", "2031-05-09/2031-05-10", "DURATION") in found


def test_the_first_day_right_after_a_day_is_that_day(times):
    found = times("Shelling began on 1 December. Eight were hurt on the first day.", published="2031-12-05")
    assert [(words, when) for words, _, when, _ in found] == [
        ("1 December", "2031-12-01"),
        ("the first day", "2031-12-01"),
    ]


def test_so_many_a_month_before_is_a_rate(times):
    assert times("It issued thousands of visas, against a few hundred a month before.", published="2031-05-10") == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The agency needs 60 million by July.", "2031-07"),
        ("It has received a third of the sum required until December.", "2031-12"),
        ("It received a third of the sum by March.", "2031-03"),
    ],
)
def test_what_is_wanted_by_a_month_is_wanted_of_the_next(times, text, when):
    assert [row[2] for row in times(text, published="2031-05-10")] == [when]


def test_a_story_that_says_how_long_ago_it_was_is_told_from_its_own_time(times):
    text = "On 27 November 2030, a year ago last week, the front broke. The capital fell on December 5."
    found = times(text, published="2031-12-04")
    assert [(words, when) for words, _, when, _ in found] == [
        ("27 November 2030", "2030-11-27"),
        ("December 5", "2030-12-05"),
    ]


@pytest.mark.parametrize("name", ["Operation 1027", "Law 1424", "Decree 1373", "Resolution 1701", "Flight 1984"])
def test_the_number_in_a_name_is_no_year(name, times):
    assert times(f"The council had prepared {name} for months.", published="2031-05-10") == []
