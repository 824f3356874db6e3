# ruff: noqa: E501 pages and rows are written as they are met
import datetime as dt
import json
import re
from collections import Counter

import pytest
from benchmarks.made_pages import COLLECTED as MADE_COLLECTED
from benchmarks.made_pages import made_pages
from tests.intake.conftest import COLLECTED, page

from counterclaim.intake.found import Known
from counterclaim.records.article import Article, Drop

FACTS = (
    "The regional governor said on Tuesday that four people had been wounded when shells hit the market in Orlivka.",
    "Rescue workers told reporters that they had brought eleven people out of the cellar of a block of flats nearby.",
    "The army denied that any of its units had fired at the town, and said that it would look into the report itself.",
)
CARD = '<div class=card><h3><a href="/a{n}">Headline number {n} about the war</a></h3><p>A short teaser of the story.</p></div>'


def _one(taken):
    [one] = taken
    return one.item


def test_a_page_gives_its_paragraphs_and_what_it_says_of_itself(through):
    record = {"@type": "NewsArticle", "headline": "Shells hit market", "author": {"name": "Ana Kovac"},
              "publisher": {"name": "Harbour Dispatch"}, "datePublished": "2024-05-03T10:00:00+02:00"}  # fmt: skip
    head = (
        f'<script type="application/ld+json">{json.dumps(record)}</script>'
        '<link rel=canonical href="https://dispatch.example/market"><meta property=og:site_name content="The Dispatch">'
    )
    data = page(FACTS, title="Shells hit market - The Dispatch", head=head)
    item = _one(
        through(data, "p.html", known=Known(url="https://www.dispatch.example/market?x=1", collected=COLLECTED))
    )
    assert item.text == "\n\n".join(FACTS) + "\n"
    assert (item.title, item.author, item.outlet) == ("Shells hit market", "Ana Kovac", "The Dispatch")
    assert (item.url, item.language) == ("https://dispatch.example/market", "en")
    assert (str(item.published.when), item.published.basis) == (
        "2024-05-03",
        "JSON-LD datePublished: 2024-05-03T10:00:00+02:00",
    )
    assert item.original == data
    assert item.obtained.startswith("trafilatura ")


def test_made_pages_of_sixteen_layouts_keep_body_and_date(through):
    recall, precision, right, late = [], [], 0, 0
    pages = list(made_pages(32, seed=7))
    for made in pages:
        [taken] = through(made.html, "p", known=Known(url=made.url, collected=MADE_COLLECTED))
        assert isinstance(taken.item, Article), (made.layout, taken.item)
        gold, got = _words(" ".join(made.paragraphs)), _words(taken.item.text)
        common = (gold & got).total()
        recall.append(common / gold.total())
        precision.append(common / got.total())
        day = taken.item.published.when.first if taken.item.published else None
        right += day == made.day
        late += day is not None and day > MADE_COLLECTED.date()
    assert (sum(recall) / len(pages), sum(precision) / len(pages)) >= (0.99, 0.97)
    assert right >= 0.95 * len(pages)
    assert late == 0


def _words(text):
    return Counter(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize(
    ("head", "lead", "url", "day", "basis"),
    [
        ('<meta property="article:published_time" content="2024-05-03T22:00:00Z">', "", None, "2024-05-03", "meta"),
        ("", '<time datetime="2024-05-02" pubdate>2 May</time>', None, "2024-05-02", "<time> marked as published"),
        ("", "<div class=meta>Published: 1 May 2024</div>", None, "2024-05-01", "words on the page"),
        ("", "<p>May 4, 2024</p>", None, "2024-05-04", "line by the headline"),
        ("", "", "https://x.example/2024/04/30/market", "2024-04-30", "date in the address"),
    ],
)
def test_the_date_comes_with_its_evidence(through, head, lead, url, day, basis):
    item = _one(through(page(FACTS, head=head, lead=lead), known=Known(url=url, collected=COLLECTED)))
    assert str(item.published.when) == day
    assert item.published.basis.startswith(basis)


@pytest.mark.parametrize("written", ["2031-01-01", "2024-06-03T00:00:00Z", "1970-01-01T00:00:00Z", "0001-01-01"])
def test_a_date_that_cannot_be_is_left_out_with_the_reason(through, written):
    [taken] = through(page(FACTS, head=f'<meta name="date" content="{written}">'))
    assert taken.item.published is None
    assert any("is not taken" in note for note in taken.notes)


def test_tomorrow_elsewhere_is_today_where_it_was_collected(through):
    head = '<meta property="article:published_time" content="2024-06-02T01:30:00+14:00">'  # 1 June, 11:30 UTC
    assert str(_one(through(page(FACTS, head=head))).published.when) == "2024-06-01"


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (page(FACTS), 404, "error page"),
        (page(["The page you are looking for could not be found. Go to the homepage."], title="Page not found"), None,
         "error page"),
        (page(["Before you continue: we and our partners use cookies to show personalised ads.",
               "Accept all or manage preferences. Our cookie policy tells more."], title="Dispatch"), None,
         "consent wall"),
        (page([FACTS[0], "Subscribe to continue reading. Already a subscriber? Sign in."]), None, "paywall stub"),
        (page([], lead="".join(CARD.format(n=n) for n in range(12)), title="World news"), None, "list page"),
        (page([], lead="".join(f"<figure><img src={n}.jpg><figcaption>Picture {n}: a road outside the town</figcaption></figure>"
                               for n in range(9)), title="The week in pictures"), None, "gallery"),
        (b"<!doctype html><html><head><title>App</title></head><body><div id=root></div>" + b"<script src=a.js></script>" * 4,
         None, "no article text"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_is_named_for_what_it_is(through, data, status, reason):
    item = _one(through(data, "p.html", known=Known(status=status, collected=COLLECTED)))
    assert isinstance(item, Drop)
    assert (item.item, item.reason) == ("p.html", reason)
    assert item.detail


def test_an_article_about_cookies_and_subscriptions_stays_one(through):
    about = (
        "The regulator said that accept all buttons and cookie settings mislead readers, and that consent must be free.",
        "Publishers answered that readers who subscribe to read without ads are already a subscriber group of millions.",
        *FACTS,
    )
    assert isinstance(_one(through(page(about, title="Page not found: how sites lose their readers"))), Article)


def test_an_article_with_many_related_headlines_is_no_list(through):
    data = page((*FACTS, *(f"{fact} It was the second report." for fact in FACTS))).replace(
        b"</article>", b"</article>" + "".join(CARD.format(n=n) for n in range(20)).encode()
    )
    item = _one(through(data))
    assert isinstance(item, Article)
    assert "Headline number" not in item.text


def test_a_live_blog_is_cut_into_posts_with_their_times(through):
    posts = "".join(
        f'<article class="live-post" id="p{n}"><time datetime="2024-05-0{n}T1{n}:00:00Z">1{n}:00</time><h3>Post {n}</h3><p>{FACTS[n]}</p></article>'
        for n in (2, 1, 0)[:2]
    )
    extra = f'<article class="live-post" id="p0"><time datetime="2030-01-01T00:00:00Z">later</time><p>{FACTS[0]}</p></article>'
    data = f"<html><head><title>War live: what we know</title></head><body><main class=live-blog>{posts}{extra}</main></body></html>"
    taken = through(data.encode(), "live.html", known=Known(url="https://x.example/live", collected=COLLECTED))
    assert [
        (t.name, t.item.text, t.item.url, t.item.title, t.item.published and str(t.item.published.when)) for t in taken
    ] == [
        ("live.html!post 1", FACTS[2] + "\n", "https://x.example/live#p2", "Post 2", "2024-05-02"),
        ("live.html!post 2", FACTS[1] + "\n", "https://x.example/live#p1", "Post 1", "2024-05-01"),
        ("live.html!post 3", FACTS[0] + "\n", "https://x.example/live#p0", "War live: what we know", None),
    ]
    assert taken[0].item.published.basis == "time of the post: 2024-05-02T12:00:00Z"
    assert "post of a live blog of 3" in taken[0].notes


def test_a_live_blog_that_states_its_posts_is_read_from_them(through):
    blog = {"@type": "LiveBlogPosting", "headline": "War live", "liveBlogUpdate": [
        {"@type": "BlogPosting", "headline": f"Post {n}", "articleBody": FACTS[n], "datePublished": f"2024-05-0{n + 1}T10:00:00Z"}
        for n in range(3)]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(blog)}</script>'
    taken = through(page(["Scripts show the posts."], head=head))
    assert [(t.item.title, t.item.text.strip(), str(t.item.published.when)) for t in taken] == [
        (f"Post {n}", FACTS[n], f"2024-05-0{n + 1}") for n in range(3)
    ]


def test_a_page_in_another_language_keeps_its_language(through):
    text = (
        "Министерство обороны сообщило, что войска оставили село после двух дней боёв у реки, и назвало число погибших."
    )
    assert _one(through(page([text, f"Позже: {text}"], lang="en"))).language == "ru"


def test_a_lying_charset_invents_no_letters(through):
    data = page([*FACTS, "Das Ministerium teilte mit, die Brücke über den Fluß sei zerstört."]).replace(
        b"charset=utf-8", b"charset=windows-1251"
    )
    assert "Brücke über den Fluß" in _one(through(data)).text


def test_a_canonical_address_of_another_site_is_told_and_not_taken(through):
    data = page(FACTS, head='<link rel=canonical href="https://wire.example/original">')
    [taken] = through(data, known=Known(url="https://copy.example/story", collected=COLLECTED))
    assert taken.item.url == "https://copy.example/story"
    assert taken.notes == ("the page names another site as its own: https://wire.example/original",)


def test_a_page_saved_by_a_browser_knows_its_address(through):
    data = b"<!-- saved from url=(0029)https://dispatch.example/market -->\n" + page(FACTS)
    item = _one(through(data))
    assert (item.url, item.outlet) == ("https://dispatch.example/market", "dispatch.example")


def test_no_page_makes_the_present_a_date(through):
    item = _one(through(page(FACTS), known=Known(collected=dt.datetime.now(dt.UTC))))
    assert item.published is None
