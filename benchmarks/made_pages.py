"""News pages as sites make them, with what is right about each: the body's paragraphs and the day of publication.

Sixteen layouts of the kinds that are met (templates of newspapers, agencies, ministries, magazines, blogs, old table
pages), each with its own boilerplate, cookie banners, related links, comments, decoy dates. All words are made here.
In:  a seed.   Out: Page. The same seed gives the same bytes.
"""

# ruff: noqa: E501 markup is written in the lines in which sites write it

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

COLLECTED = dt.datetime(2025, 9, 1, 12, 0, tzinfo=dt.UTC)

_PLACES = "Orlivka Brastov Kamenets Velika Dolna Severin Tarnov Ostrava Zaliv Pereva Miroslav Hrabne".split()
_BODIES = ("the defence ministry", "the regional governor", "a spokesman for the army", "the Red Cross", "two officials",
           "the mayor", "the foreign minister", "railway workers", "the general staff", "aid groups")  # fmt: skip
_VERBS = ("said", "reported", "announced", "denied", "confirmed", "estimated", "told reporters", "wrote on Monday")
_FACTS = (
    "that {n} people had been killed when shells hit a market in {place}",
    "that the bridge at {place} could no longer be used by heavy vehicles",
    "that talks on an exchange of {n} prisoners would go on in {place} next week",
    "that more than {n} families had left {place} since the shelling began",
    "that its forces had taken a hill to the north of {place} after two days of fighting",
    "that electricity would be restored to {n} households around {place} by Friday",
    "that a convoy with food and medicine had been stopped outside {place} for {n} hours",
    "that the ceasefire near {place} had been broken {n} times within a week",
)
_ASIDES = (
    "The figures could not be checked independently.",
    "Both sides accuse each other of shelling the road.",
    "Residents described long queues for water and bread.",
    "A second round is planned, although no date was given.",
    "Neither army commented on the report.",
    "Snow has made the roads in the hills impassable for days.",
)
_NAMES = ("Ana Kovac", "Peter Lindqvist", "Mara Osei", "Tomas Brandt", "Irena Novak", "Samuel Adeyemi", "Lucia Ferri")
_SITES = (
    "The Harbour Dispatch",
    "Northern Courier",
    "Meridian Post",
    "Levant Observer",
    "Capital Ledger",
    "Valley Times",
)


@dataclass(frozen=True, slots=True)
class Story:
    """What a page is made from."""

    title: str
    author: str
    site: str
    day: dt.date
    paragraphs: tuple[str, ...]
    url: str
    rng: random.Random = field(repr=False)

    @property
    def iso(self) -> str:
        """The moment of publication with a zone."""
        return f"{self.day}T{self.rng.randrange(6, 20):02d}:{self.rng.randrange(60):02d}:00+00:00"

    @property
    def shown(self) -> str:
        """The date as a reader sees it."""
        return f"{self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is right about it."""

    layout: str
    html: bytes = field(repr=False)
    url: str
    title: str
    paragraphs: tuple[str, ...] = field(repr=False)
    day: dt.date | None  # None: the page does not say


def made_pages(count: int, seed: int = 1) -> Iterator[Page]:
    """`count` pages, the layouts in turn."""
    for number in range(count):
        name, layout = LAYOUTS[number % len(LAYOUTS)]
        story = _story(random.Random(f"{seed}/{number}"))
        html, dated = layout(story)
        yield Page(name, html.encode(), story.url, story.title, story.paragraphs, story.day if dated else None)


def _story(rng: random.Random) -> Story:
    day = dt.date(2022, 3, 1) + dt.timedelta(days=rng.randrange(1200))
    site = rng.choice(_SITES)
    place = rng.choice(_PLACES)
    title = f"{rng.choice(('Shelling', 'Talks', 'Aid', 'Fighting', 'Power cuts'))} near {place}: {rng.choice(('what is known', 'both sides claim success', 'thousands wait', 'officials disagree'))}"
    slug = title.lower().replace(" ", "-").replace(":", "")
    host = site.lower().replace("the ", "").replace(" ", "")
    paragraphs = tuple(_paragraph(rng) for _ in range(rng.randrange(5, 22)))
    return Story(
        title,
        rng.choice(_NAMES),
        site,
        day,
        paragraphs,
        f"https://www.{host}.example/world/{slug}-{rng.randrange(10**6)}",
        rng,
    )


def _paragraph(rng: random.Random) -> str:
    sentences = [_sentence(rng) for _ in range(rng.randrange(1, 4))]
    if rng.random() < 0.5:
        sentences.append(rng.choice(_ASIDES))
    return " ".join(sentences)


def _sentence(rng: random.Random) -> str:
    who = rng.choice(_BODIES)
    fact = rng.choice(_FACTS).format(n=rng.randrange(3, 900), place=rng.choice(_PLACES))
    return f"{who[0].upper()}{who[1:]} {rng.choice(_VERBS)} {fact}."


# ---- what stands around the article

_SCRIPT = (
    "<script>(function(w,d,s){var f=d.getElementsByTagName(s)[0];w.dataLayer=w.dataLayer||[];"
    + "w.q=function(a){return a&&a.length};" * 60
    + "})(window,document,'script');</script>"
)
_STYLE = "<style>" + "".join(f".c{i}{{margin:{i}px;padding:0 {i}px;display:flex}}" for i in range(150)) + "</style>"
_COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><h2>We value your privacy</h2><p>We and our 842 partners '
    "store and access information on your device to show personalised ads and to measure their success. You can change your "
    "choices at any time.</p><button>Accept all</button><button>Manage preferences</button></div>"
)


def _nav(rng: random.Random, items: int = 40) -> str:
    names = ("World", "Politics", "Business", "Sport", "Culture", "Science", "Opinion", "Weather", "Travel", "Health")
    links = "".join(
        f'<li class="nav-item"><a href="/{rng.choice(names).lower()}/{i}">{rng.choice(names)}</a></li>'
        for i in range(items)
    )
    return f'<header class="site-header"><a href="/" class="logo">Home</a><nav><ul>{links}</ul></nav></header>'


def _related(story: Story, items: int = 8) -> str:
    rng = story.rng
    cards = "".join(
        f'<div class="card"><a href="/world/{rng.randrange(10**6)}"><img src="/i/{i}.jpg" alt=""><h3>{_sentence(rng)[:70]}</h3></a>'
        f'<time datetime="2025-08-{rng.randrange(1, 28):02d}">August 2025</time><p>{_sentence(rng)}</p></div>'
        for i in range(items)
    )
    return f'<aside class="related-stories"><h2>More on this story</h2>{cards}</aside>'


def _comments(story: Story) -> str:
    rows = "".join(
        f'<li class="comment"><span class="comment-author">reader{i}</span><time datetime="2025-07-{i + 1:02d}T10:00:00Z">July {i + 1}, 2025</time>'
        f"<p>I do not believe a word of this, and neither should you. {_sentence(story.rng)}</p></li>"
        for i in range(6)
    )
    return f'<section id="comments" class="comments-area"><h2>6 comments</h2><ol>{rows}</ol></section>'


_FOOTER = (
    '<footer class="site-footer"><p>© 2025 All rights reserved. Reproduction without written permission is prohibited.</p>'
    "<ul><li><a href=/about>About us</a></li><li><a href=/terms>Terms of use</a></li><li><a href=/privacy>Privacy policy</a>"
    "</li></ul><p>Sign up for our newsletter and get the day's stories in your inbox every morning.</p></footer>"
)


def _document(story: Story, head: str, body: str, *, cookies: bool = True, lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(story.title)} - {story.site}</title>'
        f"{head}{_STYLE}{_SCRIPT}</head><body>{_COOKIES if cookies else ''}{body}{_SCRIPT}</body></html>"
    )


def _opengraph(story: Story) -> str:
    return (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{story.site}"><link rel="canonical" href="{story.url}">'
    )


def _json_ld(story: Story, published: str | None) -> str:
    record = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title,
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "Organization", "name": story.site}, "dateModified": "2025-08-30T09:00:00Z",
    }  # fmt: skip
    if published:
        record["datePublished"] = published
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "World"}]}
    return f'<script type="application/ld+json">{json.dumps([record, crumbs])}</script>'


def _ps(story: Story, sign: str = "<p>{}</p>") -> str:
    return "".join(sign.format(escape(p)) for p in story.paragraphs)


# ---- the layouts: each gives the page, and whether the page says when it was published


def _newspaper(s: Story) -> tuple[str, bool]:
    body = f'{_nav(s.rng)}<main><article><h1>{escape(s.title)}</h1><p class="byline">By {s.author}</p>{_ps(s)}</article>{_related(s)}</main>{_FOOTER}'
    return _document(s, _opengraph(s) + _json_ld(s, s.iso), body), True


def _wordpress(s: Story) -> tuple[str, bool]:
    body = (
        f'{_nav(s.rng, 20)}<div id="primary" class="content-area"><article class="post hentry"><h1 class="entry-title">{escape(s.title)}</h1>'
        f'<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="{s.iso}">{s.shown}</time>'
        f'<time class="updated" datetime="2025-08-20T00:00:00+00:00">20 August 2025</time></span> by <span class="author vcard"><a rel="author">{s.author}</a></span></div>'
        f'<div class="entry-content">{_ps(s)}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Facebook</li><li>Twitter</li></ul></div></div></article>'
        f"{_comments(s)}</div><div id=secondary class='widget-area'><h2>Recent posts</h2><ul><li><a href=/x>{_sentence(s.rng)}</a></li></ul></div>{_FOOTER}"
    )
    return _document(s, f'<meta property="og:site_name" content="{s.site}">', body), True


def _old_table(s: Story) -> tuple[str, bool]:
    text = "<br><br>".join(escape(p) for p in s.paragraphs)
    links = "".join(f"<a href=p{i}.htm>Section {i}</a><br>" for i in range(20))
    html = (
        f"<html><head><title>{escape(s.title)}</title></head><body bgcolor=white><table width=100%><tr><td width=150 valign=top>{links}</td>"
        f"<td><font size=5><b>{escape(s.title)}</b></font><br><font size=1>Published: {s.shown}</font><br><br><font size=3>{text}</font></td></tr></table>"
        "<center><font size=1>Copyright 2025. Best viewed at 1024x768.</font></center></body></html>"
    )
    return html, True


def _blocks(s: Story) -> tuple[str, bool]:
    parts = []
    for number, p in enumerate(s.paragraphs):
        parts.append(f'<div data-component="text-block" class="ssrcss-1 e1"><p class="ssrcss-2">{escape(p)}</p></div>')
        if number == 3:
            parts.append(
                '<div data-component="links-block"><ul><li><a href="/1">What we know about the talks so far</a></li><li><a href="/2">The war in maps</a></li></ul></div>'
            )
    body = f'{_nav(s.rng)}<main id="main-content"><article class="ssrcss-0"><header><h1>{escape(s.title)}</h1><time data-testid="timestamp" datetime="{s.iso}">{s.shown}</time></header>{"".join(parts)}</article></main>{_related(s)}{_FOOTER}'
    return _document(s, _opengraph(s) + _json_ld(s, s.iso), body), True


def _drupal(s: Story) -> tuple[str, bool]:
    body = (
        f'{_nav(s.rng, 15)}<div class="region-content"><div class="node node--type-article"><h1 class="page-title">{escape(s.title)}</h1>'
        f'<div class="submitted">Submitted by {s.author} on <span property="dc:date dc:created" content="{s.iso}">{s.shown}</span></div>'
        f'<div class="field field--name-body">{_ps(s)}</div></div></div>{_comments(s)}{_FOOTER}'
    )
    return _document(s, f'<meta name="dcterms.date" content="{s.iso}">', body, cookies=False), True


def _press_release(s: Story) -> tuple[str, bool]:
    points = "".join(f"<li>{escape(p)}</li>" for p in s.paragraphs[-3:])
    body = (
        f'<div id="top"><a href="/">Ministry</a> | <a href="/news">News</a> | <a href="/contacts">Contacts</a></div><div class="content"><h2>{escape(s.title)}</h2>'
        f'<div class="news-date">{s.shown}</div>{"".join(f"<p>{escape(p)}</p>" for p in s.paragraphs[:-3])}<ol>{points}</ol></div><div id="bottom">Press service. Phone +00 000 000. Hotline open around the clock.</div>'
    )
    return _document(s, "", body, cookies=False), True


def _agency(s: Story) -> tuple[str, bool]:
    parts = []
    for number, p in enumerate(s.paragraphs):
        lead = f"{s.rng.choice(_PLACES).upper()}, {s.day:%B} {s.day.day} (Wire) - " if number == 0 else ""
        parts.append(f"<p>{escape(p)}</p>" if number else f'<p><span class="dateline">{lead}</span>{escape(p)}</p>')
        if number % 4 == 2:
            parts.append('<div class="ad-slot"><span>Advertisement</span></div>')
    body = f'{_nav(s.rng)}<div class="Page-content"><h1 class="Page-headline">{escape(s.title)}</h1><div class="RichTextStoryBody">{"".join(parts)}</div><p class="Page-credit">Our Standards: The Wire Trust Principles.</p></div>{_related(s, 12)}{_FOOTER}'
    head = (
        _opengraph(s)
        + f'<meta property="article:published_time" content="{s.iso}"><meta property="article:modified_time" content="2025-08-31T08:00:00Z">'
    )
    return _document(s, head, body), True


def _magazine(s: Story) -> tuple[str, bool]:
    parts = []
    for number, p in enumerate(s.paragraphs):
        parts.append(f"<p>{escape(p)}</p>")
        if number == 1:
            parts.append(
                '<figure><img src="/a.jpg"><figcaption>A road outside the town in winter. Photograph: Agency</figcaption></figure>'
            )
        if number == 4:
            parts.append(
                '<aside class="newsletter-signup"><h4>Get our weekly letter</h4><p>The best of our reporting, every Saturday. By signing up you agree to our terms.</p></aside>'
            )
    body = f'{_nav(s.rng)}<article><header><h1>{escape(s.title)}</h1><div class="dek">{_sentence(s.rng)}</div><div class="byline">Words by <a rel="author">{s.author}</a> · <time pubdate datetime="{s.day}">{s.shown}</time></div></header><div class="article-body">{"".join(parts)}</div></article>{_related(s)}{_FOOTER}'
    return _document(s, _opengraph(s), body), True


def _blog(s: Story) -> tuple[str, bool]:
    body = (
        f'<div class="main"><h2 class="date-header"><span>{s.day:%A, %B} {s.day.day}, {s.day.year}</span></h2><div class="post hentry"><h3 class="post-title">{escape(s.title)}</h3>'
        f'<div class="post-body entry-content">{"<br/><br/>".join(escape(p) for p in s.paragraphs)}</div><div class="post-footer">Posted by {s.author} at <abbr class="published" title="{s.iso}">10:15</abbr></div></div></div>'
        f'<div class="sidebar"><h2>Blog Archive</h2><ul>{"".join(f"<li><a href=/a{y}>{y}</a> (12)</li>" for y in range(2015, 2026))}</ul></div>'
    )
    return _document(s, "", body, cookies=False), True


def _microdata(s: Story) -> tuple[str, bool]:
    body = (
        f'{_nav(s.rng)}<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{escape(s.title)}</h1><meta itemprop="dateModified" content="2025-08-28"><meta itemprop="datePublished" content="{s.iso}">'
        f'<span itemprop="author" itemscope><span itemprop="name">{s.author}</span></span><div itemprop="articleBody">{_ps(s)}</div></div>{_related(s)}{_comments(s)}{_FOOTER}'
    )
    return _document(s, "", body), True


def _application(s: Story) -> tuple[str, bool]:
    state = json.dumps(
        {"props": {"pageProps": {"related": [{"title": _sentence(s.rng), "date": "2025-08-01"} for _ in range(40)]}}}
    )
    body = f'<div id="__next">{_nav(s.rng)}<main class="css-1k2"><section class="css-9x"><h1 class="css-h1">{escape(s.title)}</h1><p class="css-by">{s.author}</p></section><section class="css-77">{_ps(s, "<p class=css-p1>{}</p>")}</section></main>{_related(s)}{_FOOTER}</div><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    return _document(s, _opengraph(s) + _json_ld(s, s.iso.replace("+00:00", ".000Z")), body), True


def _address_dated(s: Story) -> tuple[str, bool]:
    body = f'<div class="menu">{_nav(s.rng, 10)}</div><div class="article"><h1>{escape(s.title)}</h1><div class="text">{_ps(s)}</div></div><div class="share">Share Print Send</div>{_FOOTER}'
    return _document(s, f'<link rel="canonical" href="{_dated_address(s)}">', body), True


def _dated_address(s: Story) -> str:
    host, _, slug = s.url.rpartition("/world/")
    return f"{host}/{s.day:%Y/%m/%d}/{slug}"


def _undated(s: Story) -> tuple[str, bool]:
    body = f"{_nav(s.rng, 12)}<article><h1>{escape(s.title)}</h1>{_ps(s)}</article>{_related(s)}{_comments(s)}{_FOOTER}"
    return _document(s, _opengraph(s), body), False


def _clock_wrong(s: Story) -> tuple[str, bool]:
    """The publishing system says a day that had not come when the page was collected; the page shows the right one."""
    body = f'{_nav(s.rng)}<article><h1>{escape(s.title)}</h1><div class="byline">{s.author}</div><div class="publish-date">Published {s.day:%B} {s.day.day}, {s.day.year}</div>{_ps(s)}</article>{_related(s)}{_FOOTER}'
    return _document(s, _opengraph(s) + _json_ld(s, "2031-01-01T00:00:00Z"), body), True


def _regional(s: Story) -> tuple[str, bool]:
    body = (
        f'{_nav(s.rng)}<div class="story"><h1>{escape(s.title)}</h1><ul class="story-meta"><li>By {s.author}</li><li class="date">{s.day:%b} {s.day.day}, {s.day.year}</li></ul>'
        f'<div class="gallery-teaser"><figure><img src=1.jpg><figcaption>1 of 1: The bridge before the war (Staff)</figcaption></figure></div><div class="story-body">{_ps(s)}</div><div class="tags">Tags: war, talks, region</div></div>{_comments(s)}{_FOOTER}'
    )
    return _document(s, f'<meta property="og:site_name" content="{s.site}">', body), True


def _accelerated(s: Story) -> tuple[str, bool]:
    body = f'<amp-sidebar id="menu">{_nav(s.rng, 15)}</amp-sidebar><article class="amp-wp-article"><header><h1 class="amp-wp-title">{escape(s.title)}</h1><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{s.iso}">3 years ago</time></div></header><div class="amp-wp-article-content">{_ps(s)}</div></article><amp-ad></amp-ad>{_FOOTER}'
    return _document(s, _opengraph(s), body, cookies=False), True


LAYOUTS: tuple[tuple[str, Callable[[Story], tuple[str, bool]]], ...] = (
    ("newspaper", _newspaper), ("WordPress", _wordpress), ("old table page", _old_table), ("blocks", _blocks),
    ("Drupal", _drupal), ("press release", _press_release), ("agency", _agency), ("magazine", _magazine), ("blog", _blog),
    ("microdata", _microdata), ("application", _application), ("date in the address", _address_dated),
    ("undated", _undated), ("clock wrong", _clock_wrong), ("regional", _regional), ("accelerated", _accelerated),
)  # fmt: skip
