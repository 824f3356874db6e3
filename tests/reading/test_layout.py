import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading import layout
from counterclaim.records.article import Article
from counterclaim.records.span import Span

BODY = (
    "The river crossing was shelled for a third night, the provincial governor said in his daily briefing.\n"
    "Two bridges were damaged, and a column of lorries had to turn back before dawn, residents told reporters.\n"
    "Neither army has commented on the attack, which came a day before the delegations were to meet.\n"
)


REST = (
    "The ferry has not run since the autumn, when a mine sank the larger of the two boats with four hands.\n"
    "A mediator is expected in the town tomorrow, and the mayor hopes that he will bring diesel and bread.\n"
)


def excluded(text, **meta):
    return [(x.span.of(text), x.reason) for x in layout.find_excluded(Article(text, **meta))]


def test_running_text_is_kept_whole():
    assert excluded(BODY) == []


def test_front_matter_is_excluded():
    text = "title: A crossing\n---\n" + BODY
    assert excluded(text, header=Span(0, 21)) == [(text[:21], "front matter")]


def test_the_second_copy_of_a_caption_goes_and_the_first_stays():
    caption = "A ferryman waits beside the broken bridge at dusk. (Ana Weaver/River Post)"
    text = f"{BODY}{caption}\n{caption}\n\nThe ferry is the only way across, the mayor said."
    [found] = layout.find_excluded(Article(text))
    assert (found.span.of(text), found.reason, found.span.start) == (caption, "doubled caption", text.rindex(caption))


def test_short_sentences_may_stand_twice_when_they_are_apart():
    assert excluded(f"No one was hurt.\n{BODY}No one was hurt.\n") == []


def test_subscription_blurb_goes_with_the_lines_that_belong_to_it():
    blurb = (
        "Sign up now and the River Post will be in your inbox every weekday\n"
        "A subscription costs only $4 a month for our reporting from both banks.\n"
        "And you get a free one-week trial."
    )
    assert excluded(BODY + blurb) == [(blurb, "blurb")]


def test_a_newsletter_s_greeting_and_farewell_are_no_part_of_its_news():
    greeting = "Welcome to today’s River Brief, where we look at the bridge, the dam and the vote.\n"
    farewell = "That’s it for today. We will be back on Monday, after the holiday."
    assert [words.strip() for words, _ in excluded(greeting + BODY + farewell)] == [greeting.strip(), farewell]
    assert excluded(BODY + "“That’s it for today,” the envoy said, and left the room.") == []


@pytest.mark.parametrize(
    "appeal",
    [
        "Forwarded this by a friend? Sign up here. If you value our work, consider chipping in $5 a month.",
        "The River Post is free to read because readers pay for it. Give $8 a month.",
        "Our fundraiser ends on Friday. Every dollar counts.",
    ],
)
def test_an_appeal_in_whole_sentences_is_a_blurb(appeal):
    assert excluded(BODY + appeal) == [(appeal, "blurb")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two men are awaiting trial, and you can count on the court to keep you waiting, their lawyer said.",
        "Donors pledged $40 million for the corridor, and the ministry thanked the public for its support.",
        "“Join us and support our troops,” the general told the crowd.",
        "Relatives may donate blood at the hospital until Friday.",
        "Give the delta $5 billion a month and it will hold the line.",
        "A volunteer asked readers to help the brigade, which needs $5,000 a month.",
    ],
)
def test_sentences_about_trials_money_and_support_are_not_blurbs(sentence):
    assert excluded(BODY + sentence) == []


def test_related_list_goes_with_its_dates_doubled_titles_and_teasers():
    cards = (
        "Further Reading\n\nHow the Delta Was Lost\n\nHow the Delta Was Lost\n\nMonday, March 4, 2019\n\n"
        "The delta fell within a week, and 4,000 people fled to the hills above the town before winter came.\n\n"
        "Type: Essay\n\n"
        "Can the Ferrymen Hold Out?\n\nCan the Ferrymen Hold Out?\n\nFriday, March 1, 2019\n\n"
        "The ferrymen have asked both armies for safe passage, and neither has answered them so far this year.\n\n"
        "Type: Podcast\n\n"
        "View All Essays"
    )
    more = "".join(f"On day {n} of the siege, the {n}th lorry of the morning reached the town.\n" for n in range(4, 12))
    assert excluded(BODY + more + "\n" + cards) == [(cards, "related items")]
    assert excluded(BODY + "\n" + cards) == [(cards, "related items")]  # even where it is most of the text


def test_a_chronology_with_dates_on_lines_of_their_own_is_kept():
    days = "".join(f"March {d}, 2019\n\n{BODY.splitlines()[d % 3]}\n\n" for d in (3, 4, 5))
    assert [r for _, r in excluded(BODY + days) if r == "related links"] == []


def test_a_list_of_links_inside_an_article_stops_where_the_text_goes_on():
    links = "MORE FROM THE RIVER POST\n+ Ferry owner seeks damages after strike\n+ School reopens on the east bank"
    more = "The governor said he would ask for help.\n" + BODY
    assert excluded(
        BODY + links + "\n" + more.replace("third", "fourth").replace("Two", "Four").replace("Neither", "No")
    ) == [(links, "related links")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("By Ana Weaver", "byline"),
        ("By ANA WEAVER and JON STILES | River Post", "byline"),
        ("Published: Tuesday, March 5, 2019 - Updated: 2 days ago", "publication line"),
        ("March 5, 2019 10:02 PM", "publication line"),
        ("Ana Weaver | March 5, 2019", "publication line"),
        ("River Post - 5 March 2019, 10:02", "publication line"),
    ],
)
def test_lines_at_the_head(line, reason):
    assert excluded(f"{line}\n{BODY}") == [(line, reason)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("This article first appeared in The Delta Review.", "reprint notice"),
        ("Republished with permission from The Delta Review.", "reprint notice"),
        ("Ana Weaver is a defence reporter for the River Post.", "author bio"),
        ("Dr. Ana Weaver is a senior fellow at the Delta Institute and the author of “Ferries”.", "author bio"),
        ("Photo: Agency Pictures.", "photo credit"),
        ("Copyright 2019 River Post. All rights reserved.", "copyright notice"),
        ("Reporting by Ana Weaver; editing by Jon Stiles", "credit line"),
        ("The views expressed in this article are those of the author.", "disclaimer"),
        ("Tags: delta, ferry, shelling", "tag list"),
        ("Facebook | Twitter | Email", "share line"),
        ("Leave a comment", "comment prompt"),
        ("READ ALSO: How the delta was lost", "related link"),
    ],
)
def test_lines_at_the_tail(line, reason):
    assert excluded(f"{BODY}{line}\n") == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "By Wednesday Night",
        "PREVIOUS: Two soldiers were taken to a hospital on the east bank on Monday, where one of them later died.",
        "Updated at 4:45 p.m.: Officials in the delta said four people had been found dead in a cellar on Monday, "
        "and that the search was going on in the neighbouring villages.",
    ],
)
def test_lines_that_only_begin_like_notices_are_kept(line):
    assert excluded(f"{line}\n{BODY}") == []


def test_a_person_of_whom_the_article_speaks_is_no_author():
    text = (
        f"{BODY}The crossing cannot be held, Ilya Marsh wrote.\nIlya Marsh is a senior analyst at the Delta Institute."
    )
    assert excluded(text) == []


def test_a_text_that_would_be_lost_almost_whole_is_kept():
    assert excluded("Subscribe today and get our newsletter in your inbox every day.") == []


def test_byline_in_brackets_before_the_first_sentence():
    text = "(Ana Weaver, Delta Review) The governor left the city.\n" + BODY
    assert excluded(text) == [("(Ana Weaver, Delta Review)", "byline")]
    assert layout.find_credit(Article(text)) == layout.Credit(author="Ana Weaver", outlet="Delta Review")


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (BODY, layout.Credit()),
        ("By Ana Weaver, River Post\n" + BODY, layout.Credit(author="Ana Weaver", outlet="River Post")),
        (BODY + "This article originally appeared in The Delta Review.", layout.Credit(original="The Delta Review")),
        ("DELTA CITY (Reuters) - " + BODY, layout.Credit(original="Reuters")),
        (
            BODY + "Ana Weaver is a reporter for the River Post.",
            layout.Credit(author="Ana Weaver", outlet="the River Post"),
        ),
        (BODY + "© 2019 River Post", layout.Credit(outlet="River Post")),
    ],
)
def test_credit_is_what_the_page_says(text, credit):
    assert layout.find_credit(Article(text)) == credit


pieces = st.lists(
    st.sampled_from(
        [
            *BODY.splitlines(),
            "By Ana Weaver",
            "March 5, 2019",
            "Related Stories",
            "A Title Of Five Words",
            "“Help is needed at the crossing now, at once,” she said.",
            "Subscribe to our newsletter today",
            "",
            "© 2019",
            "“unclosed",
            "1234",
            "\u200fRTL",
        ]
    )
    | st.text(max_size=60),
    max_size=25,
)


@given(pieces)
def test_stretches_are_in_order_apart_and_the_same_each_time(lines):
    text = "\n".join(lines)
    found = layout.find_excluded(Article(text))
    assert found == layout.find_excluded(Article(text))
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(x.span.of(text) == x.span.of(text).strip() and x.span.end <= len(text) for x in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "Aa Bb Cc " * 100_000,
        "By " + "Ana " * 50_000,
        "“" * 100_000,
        "A B\n" * 50_000,
        "1 " * 300_000,
        "“x y z”\n" * 30_000,
    ],
    ids=["empty", "one", "names", "byline", "quotes", "short-lines", "digits", "quoted-lines"],
)
def test_hostile_text_takes_linear_time(text):
    start = time.process_time()
    layout.find_excluded(Article(text))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "line",
    [
        "($1 = 2,310 pounds)",
        "Our Standards: what we hold ourselves to.",
        "Found a mistake? Select the text and press Enter",
        "[3] https://example.org/post/12; https://example.org/post/13",
        "Read us on Telegram",
        "The agency is not responsible for material quoted from other media",
        "The institute will next publish on 11 April.",
        "Head of office, Harbour Street, office@example.org, Tel. +251 900 000 000",
        "Summer sale starts today – Page 22",
    ],
)
def test_house_lines_below_the_text_are_left_out(line):
    text = BODY + "\n\n" + line
    assert [text[x.span.start : x.span.end] for x in layout.find_excluded(Article(text))] == [line]


def test_a_read_more_link_takes_no_post_of_a_live_blog_with_it():
    text = f"{BODY}Read more\n\n09.05 GMT\n\nGood morning. Overnight about 150 shells fell on the east bank.\n"
    assert excluded(text) == [("Read more", "related link")]


def test_the_list_of_posts_above_a_live_blog_goes_and_the_posts_stay():
    contents = "Key events\n14.20 GMT\nGovernor denies it\n13.05 GMT\nFour dead at the crossing"
    text = f"{contents}\n14.20 GMT\n{BODY}13.05 GMT\nFour dead at the crossing\n{REST}"
    assert excluded(text) == [(contents, "contents list")]


@pytest.mark.parametrize(
    "line",
    [
        "Photographs from the crossing show six bodies in the road.",
        "Source: the health ministry says that 41 people died in March.",
        "Tuesday, 14 March",
        "In numbers",
        "Share prices fell by 4 per cent on the news.",
    ],
)
def test_a_line_of_the_text_itself_is_no_notice(line):
    assert excluded(f"{BODY}{line}\n{REST}") == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Print  Send to a friend", "share line"),
        ("Press Service of the River Ministry", "page furniture"),
        ("/RPA/", "page furniture"),
        ("1. ^ Weaver, A. (2019). River towns. 3 (1): 12-19.", "endnote"),
        ("This page was last edited on 14 January 2022, at 09:12 (UTC).", "publication line"),
        ("Retrieved from the index of the archive", "page furniture"),
        ("The writer is a fellow at the River Institute.", "author bio"),
    ],
)
def test_lines_below_the_text_go(line, reason):
    assert excluded(f"{BODY}{line}") == [(line, reason)]


def test_a_long_list_of_clock_times_costs_linear_time():
    text = "12:00\nA headline\n" * 20_000
    start = time.process_time()
    layout.find_excluded(Article(text))
    assert time.process_time() - start < 5
