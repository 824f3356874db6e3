import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading import layout
from counterclaim.reading.dating.constraints import Constraint, agree, clipped
from counterclaim.reading.document import make_documents
from counterclaim.reading.publication import find_published
from counterclaim.records.article import Article
from counterclaim.records.when import When


@pytest.fixture
def published(models):
    def find(text):
        article = Article(text)
        [document] = make_documents([(article, layout.find_excluded(article))], models)
        return find_published(document)

    return find


MORE = (
    "\nOfficers on both banks said the shelling had gone on through the night and into the morning."
    "\nThe mayor of the town asked for help with the wounded, and the hospital called for blood."
)


def interval(found):
    return None if found is None else found.when.text


def test_a_text_without_a_date_has_none(published):
    assert published("The town was shelled on Tuesday." + MORE) is None


def test_a_publication_line_states_the_day(published):
    found = published("Published: Tuesday, 5 March 2019\nThe town was shelled again." + MORE)
    assert (interval(found), found.basis) == ("2019-03-05", "date line Tuesday, 5 March 2019")


def test_a_dateline_without_a_year_needs_the_rest_of_the_text(published):
    text = "TBILISI, Aug 13 (Agency) - Shelling stopped in South Ossetia, Georgia said. President Mikheil Saakashvili "
    found = published(text + "met Russian President Dmitry Medvedev’s envoy in 2008." + MORE)
    assert interval(found) == "2008-08-13"


def test_a_date_without_a_year_takes_it_from_the_war_and_its_known_events(published):
    text = "Kyiv, 3 May. Civilians were evacuated from Azovstal, the mayor said. President Joe Biden asked for aid."
    assert interval(published(text + " Russia denied that it had shelled Ukraine’s corridor." + MORE)) == (
        "2022-05-03/2022-06-12"
    )


@pytest.mark.parametrize(
    ("sentence", "inside", "outside"),
    [
        ("After 100 days of this war, Russia holds a fifth of Ukraine.", "2022-06-04", "2022-06-20"),
        ("The war in Ukraine enters its seventh week with Russia in retreat.", "2022-04-10", "2022-04-25"),
        ("Ukraine marked the second anniversary of Russia’s full-scale invasion.", "2024-02-24", "2024-05-01"),
        ("Five months into the war in Gaza, Israel and Hamas met mediators.", "2024-03-20", "2024-06-01"),
        ("Nearly two years after the war in Sudan began, the RSF left Khartoum.", "2025-02-20", "2024-03-01"),
    ],
)
def test_time_counted_from_the_beginning_of_a_war(published, sentence, inside, outside):
    found = published(sentence + MORE)
    assert found is not None
    assert found.when.overlaps(When.parse(inside))
    assert not found.when.overlaps(When.parse(outside))


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("On 14 March 2019, a year ago last week, the dam broke.", "2020-03-15/2020-03-27"),
        ("On 14 March 2019, two years ago today, the dam broke.", "2021-03-14"),
        ("The dam broke on 14 March 2019, five weeks ago yesterday.", "2019-04-19"),
    ],
)
def test_a_day_so_long_ago_says_when_it_was_written(published, sentence, wanted):
    # "In June" is then of the story's own year and dates nothing.
    assert interval(published(sentence + " It had cracked in June." + MORE)) == wanted


def test_the_anniversary_of_a_year_is_of_its_own_year(published):
    text = "Villagers marked the eighth anniversary of the 2011 flood on Monday. Rain had fallen on 3 May." + MORE
    assert published(text).when.overlaps(When.parse("2019-05-10"))


def test_an_anniversary_without_more_is_the_wars(published):
    text = (
        "By the second anniversary Ukraine had buried many, and Russia more. The army withdrew on 17 February." + MORE
    )
    assert interval(published(text)) == "2024-02-17/2024-03-25"


def test_a_movement_called_after_a_day_dates_nothing(published):
    assert published("The March 23 Movement and the 17 February Brigade met in the town." + MORE) is None


def test_an_event_with_a_known_day_dates_what_was_said_of_it(published):
    found = published("The fall of Kabul to the Taliban on Sunday shocked donors." + MORE)
    assert interval(found) == "2021-08-15/2021-08-21"
    assert "fall of Kabul (2021-08-15)" in found.basis


def test_last_month_and_earlier_this_month_are_told_apart(published):
    earlier = published("The fall of Kabul to the Taliban earlier this month shocked donors." + MORE)
    last = published("The fall of Kabul to the Taliban last month shocked donors." + MORE)
    assert (interval(earlier), interval(last)) == ("2021-08-15/2021-08-31", "2021-09")


def test_dates_of_related_links_do_not_count(published):
    text = "The fall of Kabul to the Taliban earlier this month shocked donors." + MORE
    text += "".join(
        f"\nAt crossing {n} the guards let {n * 7} lorries through before dusk, drivers said." for n in range(9)
    )
    links = "\nRelated stories\nHow a town was lost\nMonday, March 4, 2024\nWhat comes next\nFriday, March 1, 2024"
    assert interval(published(text + links)) == "2021-08-15/2021-08-31"


def test_one_old_date_with_its_year_is_not_enough(published):
    assert published("The bridge was built on 3 May 1996 and has stood since." + MORE) is None


def test_a_decade_that_has_begun_is_not_after_publication(published):
    told = (
        "The front broke on Saturday, 14 January 1939. The bridge fell on 26 January, the port on 5 February. "
        "The last men fled on 1 April."
    )
    assert published(told).when.first.year == 1939
    assert published(f"{told} Raids went on well into the 1950s.") is None


def test_dates_that_agree_are_enough(published):
    text = (
        "The envoys met on Monday, March 4, 2019. On March 1 the shelling had stopped, and on February 26 it was heavy."
    )
    assert interval(published(text + MORE)) == "2019-03-04/2019-04-10"


def test_nothing_is_later_than_what_is_still_to_come(published):
    text = "The envoys met on Monday, March 4, 2019. They will meet again on March 20, 2019."
    assert interval(published(text + MORE)) == "2019-03-04/2019-03-20"


days = st.dates(min_value=dt.date(1980, 1, 1), max_value=dt.date(2060, 1, 1))


@given(st.lists(st.tuples(days, days, st.floats(0.1, 10))), st.randoms())
def test_agreement_does_not_depend_on_the_order_of_constraints(rows, random):
    constraints = [Constraint(clipped([(min(a, b), max(a, b))]), round(w, 1), str(a)) for a, b, w in rows]
    shuffled = list(constraints)
    random.shuffle(shuffled)
    one, other = agree(constraints, widest_days=400), agree(shuffled, widest_days=400)
    assert (one and one.pair) == (other and other.pair)
    assert one is None or one.pair[0] <= one.pair[1]


@pytest.mark.parametrize("text", ["", "a", "1999 " * 5_000, "MAY " * 5_000, "“" * 3_000, "\u200f", "12/12/12 " * 999])
def test_hostile_text_does_not_raise(published, text):
    found = published(text)
    assert found is None or found.when.first <= found.when.last


HEAD = "Shelling hits two villages\n\n{line}\n\nThe governor said that two villages had been shelled overnight." + MORE


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("First published on Fri 12 Jul 2024 07.30 CEST", "2024-07-12"),
        ("14.07.2025, 18:45", "2025-07-14"),
        ("2025-07-14T06:12:00Z", "2025-07-14"),
        ("Updated 0714 GMT (1514 HKT) January 22, 2024", "2024-01-22"),
        ("Published On 22 Jan 202422 Jan 2024", "2024-01-22"),
        ("Situation Report No. 4 (as of 8 July 2021)", "2021-07-08"),
        ("Ann Smith · July 14, 2025 · 3 min read", "2025-07-14"),
        ("THE EVENING POST Thursday May 20 1982", "1982-05-20"),
        ("14 Nov 24", "2024-11-14"),
        ("03/04/2024", "2024-03-04/2024-04-03"),  # either way round
        ("Reporting period: 1–8 July 2021", "2021-07-08/2021-07-18"),
        ("November 2024", "2024-11"),
        ("Sat 5 Jul 2025 02.14 CEST. First published on Fri 4 Jul 2025", "2025-07-04/2025-07-05"),
    ],
)
def test_a_line_at_the_head_states_the_day_in_any_usual_form(published, line, day):
    assert interval(published(HEAD.format(line=line))) == day


@pytest.mark.parametrize("line", ["© 2024 The Harbor Review", "Copyright Harbor Press Ltd 2024. All rights reserved."])
def test_a_copyright_line_gives_the_year_only(published, line):
    assert interval(published(HEAD.format(line="The governor’s office") + "\n" + line)) == "2024"


def test_a_date_below_the_text_counts_with_its_label_or_where_nothing_else_is_stated(published):
    below = "\nLast updated: 3 May 2019"
    assert interval(published(HEAD.format(line="Monday") + below)) == "2019-05-03"
    assert interval(published(HEAD.format(line="2 May 2019") + "\n9 June 2011")) == "2019-05-02"


def test_the_headings_of_a_chronicle_are_not_the_day_of_publication(published):
    days = "\n".join(f"{n} March 1999\nThe town was shelled and two people were hurt in it." for n in (1, 5, 9, 12))
    found = published("How the siege went on\n" + days + MORE)
    assert found is None or "date line" not in found.basis


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("LIMA, 14 MAY 90 (EFE) -- [TEXT] ", "1990-05-14"),
        ("GOMA/KINSHASA, Feb 11, 2025 (Agency) - ", "2025-02-11"),
        ("MOSCOW, March 9, 2018. /Agency/. ", "2018-03-09"),
        ("SANA’A, Yemen (Agency) — 3 May 2016 — ", "2016-05-03"),
        ("CAIRO/TEL AVIV, 16 August 2024 (Agency): ", "2024-08-16"),
        ("KIGALI, Oct. 3, 1996 (Agency) _ ", "1996-10-03"),
        ("13 February 2021, Nairobi – ", "2021-02-13"),
    ],
)
def test_a_dateline_before_the_first_words_states_the_day(published, opening, day):
    assert interval(published(opening + "Two villages were shelled, the governor said." + MORE)) == day


def test_a_dateline_counts_below_a_title_a_byline_and_a_summary(published):
    head = "Army says it broke the siege\n\nBy Ana Marin\n\n"
    head += "The town had been cut off for two years, its people say, and hungry.\n\n"
    text = head + "PORT SUDAN, Feb. 24, 2025 (Agency) - Two villages were shelled, the governor said." + MORE
    assert interval(published(text)) == "2025-02-24"


def test_a_date_in_the_first_sentence_is_no_dateline(published):
    text = "The siege of 12 May 1999 - the longest of that war - was lifted, the governor said." + MORE
    found = published(text)
    assert found is None or "date line" not in found.basis


def test_a_date_that_opens_a_chronicles_entry_is_no_dateline(published):
    text = "12 May 1999, Monday – a day like any other. The siege was lifted in the night, the governor said." + MORE
    found = published(text)
    assert found is None or "date line" not in found.basis


def test_a_dateline_without_its_year_takes_the_one_in_which_the_lead_names_its_weekday(published):
    # 22 October was a Tuesday in 2019, 2024 and 2030; only one of them fell in this war.
    found = published(
        "KHARTOUM, Oct 22 (River Wire) - The RSF shelled a market in Sudan, doctors said on Tuesday." + MORE
    )
    assert interval(found) == "2024-10-22"


def test_a_dateline_without_year_and_weekday_is_left_open(published):
    # Without a weekday each year of the war is as likely.
    assert published("KHARTOUM, Oct 22 (River Wire) - The RSF shelled a market, doctors in Sudan said." + MORE) is None


def test_an_encyclopedia_says_when_its_page_was_last_edited(published):
    footer = "\nThis page was last edited on 14 January 2022, at 09:12 (UTC)."
    found = published("The town fell on 9 October 2020 after a siege of three weeks." + MORE + footer)
    assert interval(found) == "2022-01-14"


def test_a_dateline_may_follow_the_day_of_its_news(published):
    # 22 October was a Tuesday in 2024 and the day after one in 2025: a raid on Tuesday leaves both open.
    assert published("KHARTOUM, Oct 22 (River Wire) - The RSF shelled a market in Sudan on Tuesday." + MORE) is None


def test_a_date_with_slashes_around_the_month_is_read(published):
    assert interval(published("[Tue, 27/March/2018]\nThe town was shelled again." + MORE)) == "2018-03-27"


def test_a_day_without_its_year_is_that_of_the_event_that_the_text_is_about(published):
    text = "Avdiivka was given up on the night of February 17, and the road west of the town is open now." + MORE
    assert interval(published(text)) == "2024-02-17/2024-04-17"
    other = text.replace("Avdiivka", "Riverton")
    assert interval(published(other)) is None


@pytest.mark.parametrize(
    ("called", "interval_of"),
    [
        ("the defence minister, Rustem Umerov", "2024-02-17/2024-04-17"),
        ("the defence minister, Donald H. Rumsfeld", "2001-02-17/2001-04-18"),
        ("the deputy defence minister, Donald Rumsfeld", None),
        ("the defence minister met a guest in town, Donald Rumsfeld", None),  # another's office
    ],
)
def test_an_official_in_office_tells_which_year_it_was(published, called, interval_of):
    text = f"On Saturday, February 17, {called}, told the cabinet that the road was open." + MORE
    found = published(text)
    assert interval(found) == interval_of
    assert (" is defence minister" in found.basis) if found else not interval_of


@pytest.mark.parametrize(("called", "known"), [("President", True), ("Vice President", False)])
def test_a_deputy_does_not_hold_the_office_that_he_is_deputy_of(published, called, known):
    text = f"On Thursday, March 13, {called} Barack Obama told the cabinet that the road was open." + MORE
    found = published(text)
    assert ("holds the office" in found.basis if found else False) is known


def test_a_time_stamp_in_the_head_is_the_day(published):
    text = "Harbour: the northern pier burns (30.04.22 20:43) « City | News" + MORE
    assert interval(published(text)) == "2022-04-30/2022-05-01"


def test_what_lasts_until_a_day_is_not_dated_after_it(published):
    text = (
        "The drills began on Thursday, June 30, 2022, and were extended until July 9, 2022, the ministry said." + MORE
    )
    assert interval(published(text)) == "2022-06-30/2022-08-29"


WAR = " Russia invaded Ukraine. Defense Minister Sergei Shoigu calls it a special military operation."


def test_how_a_war_began_is_named_without_its_year_for_years(published):
    text = "Berlin promised tanks on Wednesday, January 25. Kyiv wants the army back where it stood on February 23."
    found = published(text + WAR + MORE)
    assert interval(found) == "2023-01-25/2023-03-26"
    assert "February 23" not in found.basis


def test_a_month_by_its_name_alone_is_over_when_it_is_written_of(published):
    text = "Defense Minister Rustem Umerov met crews. In February the road was closed, on Thursday, February 8, open."
    assert interval(published(text + WAR + MORE)).startswith("2024-02-24/")


def test_the_start_of_a_month_may_be_spoken_of_within_it(published):
    text = "Defense Minister Rustem Umerov came. On Thursday, February 1, the road was shut, since early February not."
    assert interval(published(text + WAR + MORE)) == "2024-02-01/2024-04-01"


def test_known_events_alone_say_when_an_article_was_written(published):
    text = "Kyiv holds the border town of Sudzha. The bridge over the Seim was destroyed, and the Kursk push goes on."
    found = published(f"{text} Ukraine does not say for how long." + MORE)
    assert interval(found) == "2024-08-16/2024-10-15"


def test_what_news_speaks_of_as_present_narrows_the_day(published):
    text = "Defense Minister Rustem Umerov came. Biden’s request for $61 billion for Israel and others waits."
    found = published(text + " Congress is at odds. The heaviest fighting is around Avdiivka." + WAR + MORE)
    assert (found.when.first, found.when.last) == (dt.date(2023, 10, 20), dt.date(2024, 2, 26))
    assert "“fighting is around Avdiivka” was in the news from 2023-10-11 to 2024-02-16" in found.basis


def test_what_shall_happen_before_a_feast_is_written_in_the_weeks_before_it(published):
    text = "Defense Minister Rustem Umerov said on Friday, October 13, that the law could pass before Christmas."
    assert interval(published(text + WAR + MORE)) == "2023-10-13/2023-12-12"
    assert "before Christmas" in published(text + WAR + MORE).basis


def test_what_was_approved_in_a_month_is_past_whatever_is_said_of_it(published):
    text = "Defense Minister Rustem Umerov came. The aid approved in April is expected to last for some weeks."
    found = published(text + " On Tuesday, June 25, he spoke." + WAR + MORE)
    assert interval(found) == "2024-06-25/2024-08-04"


def test_an_expression_that_opens_the_next_sentence_is_not_of_the_event_before(published):
    text = "Defense Minister Oleksii Reznikov spoke. The explosions on Nord Stream came{} rule was made."
    beside = published(text.format(" last week. The") + WAR + MORE)
    behind = published(text.format(". Last week the") + WAR + MORE)
    assert interval(beside) == "2022-10-03/2022-10-09"
    assert interval(behind) == "2022-09-26/2023-09-05"


def test_hints_alone_do_not_say_that_an_article_was_not_written_later(published):
    assert published("In March the road was closed, and in June it was open. The plan is of 2013." + MORE) is None


def test_the_days_right_after_the_best_that_only_a_hint_speaks_against_are_as_good():
    first = dt.date(2024, 6, 1)
    sure = Constraint(clipped([(first, first + dt.timedelta(300))]), 2.0, "sure")
    hint = Constraint(clipped([(first, first + dt.timedelta(10))]), 0.3, "hint")
    assert agree([sure, hint], widest_days=400).pair == (first, first + dt.timedelta(60))
    strong = Constraint(hint.pairs, 1.0, "strong")
    assert agree([sure, strong], widest_days=400).pair == (first, first + dt.timedelta(10))
