"""What the briefing says, in which order, and that every line of it can be followed to its words."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from counterclaim.records.when import When
from counterclaim.show.briefing import Material, compose, render
from counterclaim.show.briefing_entries import period_note

CITE = re.compile(r"\[(\d+):(\d+)-(\d+)\]")


def test_the_dispute_comes_first_with_each_account_its_bounds_and_its_words(material):
    section = compose(material).sections[0]
    assert section.title == "Disputed"
    [entry] = section.entries
    assert entry.head == "How many Armenian soldiers were killed, 12 to 16 September 2022?"
    assert entry.tags == ("disputed", "1 article, 2 origins", "minmax 40–90")
    assert [(row.label, row.who, row.words) for row in entry.rows] == [
        ("40", "Armenia", "The army says 40 Armenian soldiers were killed on the border."),
        ("90", "Azerbaijan", "Azerbaijan puts it at 90."),
    ]
    assert "counts its own" in entry.rows[0].detail
    assert "counts its enemy's" in entry.rows[1].detail
    assert entry.notes == (
        "conflict: Armenia and Azerbaijan differ: 40 and 90 lie apart for the same period and scope.",
    )


def test_sections_stand_in_their_order_and_empty_ones_are_left_out(material):
    assert [section.title for section in compose(material).sections] == [
        "Disputed",
        "Losses",
        "Strikes",
        "Talks",
        "Forecasts",
        "What is new",
    ]


def test_a_round_tells_its_place_outcome_and_moves(material):
    [talks] = [section for section in compose(material).sections if section.key == "talks"]
    [entry] = talks.entries
    assert entry.head == "15 September 2022, Prague, Armenia and Azerbaijan"
    assert entry.notes == ("outcome, in the article's words: “agreed to swap prisoners”",)
    assert [(row.label, row.who, row.detail) for row in entry.rows] == [
        ("told", "Gazette", ""),
        ("demands", "Baku", "territory"),
    ]


def test_a_forecast_whose_time_has_passed_is_due_and_later_events_there_are_offered(material):
    [forecasts] = [section for section in compose(material).sections if section.key == "forecasts"]
    row = forecasts.entries[0].rows[0]
    assert (row.label, row.who) == ("by 23 September 2022", "one analyst")
    assert row.detail.startswith("due, made 16 September 2022")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_citation_leads_to_words_of_a_listed_article(material, form):
    page = render(material, form).replace("\\", "")
    articles = {line.number for line in compose(material).articles}
    cites = [tuple(map(int, found)) for found in CITE.findall(page)]
    spans = {(claim.span.start, claim.span.end) for claim in material.claims}
    assert len(cites) >= 7
    assert all(number in articles and (start, end) in spans for number, start, end in cites)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_the_text_is_no_wider_than_asked_for(material, width):
    assert max(map(len, render(material, "text", width).splitlines())) <= width


def test_an_articles_markup_is_text_in_the_page_and_the_page_asks_nothing_of_others(material):
    page = render(material, "html")
    assert "&lt;b&gt;“Seven&lt;/b&gt;" in page
    assert "Courier &amp; Sons" in page
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    assert "<script" not in page
    assert "prefers-color-scheme: dark" in page


def test_the_page_is_well_formed(material):
    class Balance(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attrs):  # noqa: ARG002
            if tag not in {"meta", "br"}:
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    parser = Balance()
    parser.feed(render(material, "html"))
    assert parser.open == []


def test_markdown_signs_of_an_article_stay_signs(material):
    assert "\\<b\\>“Seven\\</b\\>" in render(material, "markdown")


def test_a_briefing_on_nothing_says_so_and_does_not_fail():
    empty = Material((), (), (), (), ())
    assert render(empty, "text").startswith("BRIEFING\n0 articles · 0 claims · 0 sources · 0 disputed questions\n")
    assert "<h1>Briefing</h1>" in render(empty, "html")


def test_an_unknown_form_is_refused_by_name(material):
    with pytest.raises(ValueError, match="no briefing is written as 'pdf'"):
        render(material, "pdf")


@pytest.mark.parametrize(
    ("tolls", "words"),
    [
        ((60,), "other period: 40 ends on 12 September 2022; 60 runs later"),
        ((60, 70), "other period: 40 ends on 12 September 2022; 60, 70 run later"),
        ((60, 70, 80, 90, 95), "other period: 40 ends on 12 September 2022; 60, 70, 80, 90 and 1 other run later"),
    ],
)
def test_a_note_counts_the_accounts_that_run_later(claims, tolls, words):
    early = replace(claims[0], as_of=When.parse("2022-09-12"))
    assert period_note(early, [replace(early, low=n, high=n) for n in tolls]) == words
