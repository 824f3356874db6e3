"""`counterclaim search`: hits in their words, page by page, for people and for programs."""

import json

import pytest

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Quote, Side
from counterclaim.records.when import When


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "war.ledger"
    with Ledger.open(path) as opened:
        for number in range(1, 6):
            text = f"The bridge number {number} was repaired, [bold]Kyiv[/bold] said.\n\nIt snowed on <the> bridges."
            source = Source((Span(0, 3),), "Kyiv", side=Side.UKRAINE)
            content = (Span(0, text.index(",")),)
            said = Attribution("a1", source, (), (), content, Quote.INDIRECT, Act.ASSERT, None, 0.9)
            when = Published(When.parse(f"2024-05-0{number}"), "given")
            article = Article(text, outlet="Post" if number % 2 else "Wire", title=f"Bridge {number}", published=when)
            reading = Reading(article, Reader("0.1.0", ()), when, attributions=(said,))
            opened.store.add(reading, claims_of(reading))
    return path


def test_hits_show_the_words_that_were_found(cli, ledger):
    done = cli("search", "bridges", "repair", "--ledger", ledger, "--limit", "1")
    assert done.code == 0
    assert "The »bridge« number 1 was »repaired«, [bold]Kyiv[/bold] said." in done.out
    assert "Bridge 1  (Post, 2024-05-01)" in done.out
    assert "there are more claims; go on with: --in claims --after c" in done.err
    assert "there are more articles; go on with: --in articles --after " in done.err


def test_articles_are_found_by_words_that_no_claim_has(cli, ledger):
    found = json.loads(cli("search", "snowed", "--ledger", ledger, "--format", "json").out)
    assert found["claims"] == {"items": [], "next": None}
    assert [a["title"] for a in found["articles"]["items"]] == [f"Bridge {n}" for n in range(1, 6)]
    first = found["articles"]["items"][0]
    assert [first["snippet"][s:e] for s, e in first["hits"]] == ["snowed"]


@pytest.mark.parametrize("where", ["claims", "articles"])
def test_pages_join_to_the_whole(cli, ledger, where):
    whole = json.loads(cli("search", "bridge", "--ledger", ledger, "--format", "json").out)[where]["items"]
    pages, key = [], None
    while True:
        after = ("--after", key) if key else ()
        done = cli("search", "bridge", "--in", where, "--limit", "2", *after, "--format", "json", "--ledger", ledger)
        page = json.loads(done.out)
        assert list(page) == [where]
        pages += page[where]["items"]
        key = page[where]["next"]
        if key is None:
            break
    assert pages == whole
    assert len(whole) == 5


def test_conditions_narrow_the_claims_and_what_they_do_not_narrow_is_said(cli, ledger):
    done = cli("search", "bridge", "--side", "russia", "--outlet", "Wire", "--format", "jsonl", "--ledger", ledger)
    assert {json.loads(line)["kind"] for line in done.out.splitlines()} == {"article"}
    assert {json.loads(line)["outlet"] for line in done.out.splitlines()} == {"Wire"}
    assert "articles are narrowed by outlet and date of publication alone" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["!?"], "there is no word to search for"), (["bridge", "--after", "c1"], "say --in claims or --in articles")],
)
def test_a_search_that_cannot_be_made_says_so(cli, ledger, arguments, message):
    done = cli("search", *arguments, "--ledger", ledger)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_nothing_found_is_an_empty_answer(cli, ledger):
    done = cli("search", "zeppelin", "--ledger", ledger)
    assert (done.code, done.out) == (0, "no claims\nno articles\n")
