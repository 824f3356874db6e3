"""One HTML page to an Article, or a live blog to one Article for each post, or a Drop that says what page it is.

In:  the bytes of a page and what is known of it.   Out: Taken.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urldefrag

from counterclaim.intake.charset import declared_in, decode
from counterclaim.intake.dated import parse_moment, plausible_day
from counterclaim.intake.found import Known, Opened, Take, Taken, Terms
from counterclaim.intake.kinds import Kind
from counterclaim.intake.language import language_of
from counterclaim.intake.limits import Refused
from counterclaim.intake.pages import dates
from counterclaim.intake.pages import tree as trees
from counterclaim.intake.pages.body import find_body
from counterclaim.intake.pages.liveblogs import Post, find_posts
from counterclaim.intake.pages.metadata import Metadata, find_metadata, titles
from counterclaim.intake.pages.sorting import sort_page
from counterclaim.intake.pages.structured import Thing, main_article, things
from counterclaim.intake.texts import made_by, taken
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.when import When

_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.I
)
# A JSON-LD body is taken in place of the page's where that is a stub of it.
_LONGER_BODY = 2.0


def read_page(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:  # noqa: ARG001 every reader is called alike
    """One page."""
    data = opened.whole(terms.limits, what="page")
    if len(data) > terms.limits.page_bytes:
        raise Refused(
            "too large",
            f"the page has {len(data):,} bytes; at most {terms.limits.page_bytes:,} (COUNTERCLAIM_MAX_PAGE_BYTES)",
        )
    known = opened.found.known
    declared = declared_in(data)
    decoded = decode(data, declared or known.charset) or decode(data, known.charset)
    if decoded is None:
        raise Refused(
            "unknown charset", f"the bytes fit neither UTF-8 nor what is declared ({declared or known.charset})"
        )
    notes = [decoded.note] if decoded.note else []
    page = trees.parse(decoded.text)
    url = known.url or _saved_from(decoded.text)
    meta, found = trees.metas(page), things(page)
    borne = titles(page, meta)
    article = main_article(found, borne)
    said = find_metadata(page, meta, found, article, url)
    collected = known.collected or dt.datetime.now(dt.UTC)
    scripts = trees.strip_code(page)  # what they state was read above
    dated = dates.find_date(page, meta=meta, article=article, url=said.url or url, collected=collected)
    known = replace(known, url=url, collected=collected)
    notes += [*said.notes, *dated.notes]
    if known.status is None or known.status < 400:
        posts = find_posts(page, found, borne, url)
        if posts:
            yield from _posts(opened, posts, said, known, terms, tuple(notes), data)
            return
    body = _body(page, article, url, notes)
    kind = sort_page(
        page, body, titles=borne, found=found, article=article, meta=meta, url=url, status=known.status, scripts=scripts
    )
    if kind.reason:
        yield Taken(
            Drop(opened.found.name, kind.reason, kind.detail),
            opened.found.name,
            Kind.HTML,
            tuple(notes),
            opened.found.at,
        )
        return
    text = "\n\n".join(_without_title(body, (said.title, *borne))) + "\n"
    item = page_article(text, opened.found.name, said, dated.published, known, terms)
    yield taken(opened, item, data, made_by("trafilatura"), *notes, *kind.notes)


def page_article(
    text: str, name: str, said: Metadata, published: Published | None, known: Known, terms: Terms
) -> Article | Drop:
    """A page's text with what the page says of itself, then what is known of it, then what the person says of all."""
    if not any(c.isalnum() for c in text):
        return Drop(name, "no text", "no letter or digit in it")
    if len(text) > terms.limits.article_chars:
        return Drop(name, "too long", f"{len(text):,} characters; at most {terms.limits.article_chars:,} are read")
    given = terms.defaults or Article("")
    return Article(
        text=text,
        path=name,
        title=said.title or known.title or given.title,
        outlet=known.outlet or said.outlet or given.outlet,
        author=said.author or known.author or given.author,
        url=said.url or known.url or given.url,
        # The words tell the language better than a template's lang attribute, which is often left at its default.
        language=language_of(text) or said.language or known.language or given.language,
        published=published or known.published or given.published,
    )


def _body(page: Any, article: Thing | None, url: str | None, notes: list[str]) -> tuple[str, ...]:
    body = find_body(page, url)
    told = article.body if article else None
    if told:
        paragraphs = tuple(
            p for part in re.split(r"\n+", told) if (p := trees.one_line(re.sub(r"<[^>]{1,500}>", " ", part)))
        )
        shown = sum(trees.count_words(p) for p in body)
        if sum(trees.count_words(p) for p in paragraphs) > max(_LONGER_BODY * shown, 60):
            notes.append("text from the page's JSON-LD, which holds more of it than the page shows")
            return paragraphs
    return body


def _without_title(body: tuple[str, ...], titles: tuple[str | None, ...]) -> tuple[str, ...]:
    """The body without the headline above it, which the title holds."""
    if len(body) > 1 and any(title and body[0].casefold() == title.casefold() for title in titles):
        return body[1:]
    return body


def _posts(
    opened: Opened,
    posts: tuple[Post, ...],
    said: Metadata,
    known: Known,
    terms: Terms,
    notes: tuple[str, ...],
    data: bytes,
) -> Iterator[Taken]:
    assert known.collected is not None  # set above
    for number, post in enumerate(posts, 1):
        name = f"{opened.found.name}!post {number}"
        moment = parse_moment(post.written or "")
        day = plausible_day(moment, known.collected) if moment else None
        published = Published(When.day(day), f"time of the post: {post.written}") if isinstance(day, dt.date) else None
        url = post.anchor if post.anchor and post.anchor.startswith("http") else said.url
        if url and post.anchor and not post.anchor.startswith("http"):
            url = f"{urldefrag(url)[0]}#{post.anchor}"
        own = replace(said, title=post.title or said.title, author=post.author or said.author, url=url)
        item = page_article(post.text + "\n", name, own, published, replace(known, published=None), terms)
        refused = (f"time of the post {post.written} is not taken: {day}",) if isinstance(day, str) else ()
        post_of = replace(opened.found, name=name)
        about = (f"post of a live blog of {len(posts)}", *notes, *refused)
        yield taken(replace(opened, found=post_of), item, data, made_by("trafilatura"), *about)


def _saved_from(html: str) -> str | None:
    """The address that a browser noted when it saved the page."""
    found = _SAVED_FROM.search(html[:4096])
    address = (found[1] or found[2]) if found else None
    return address if address and address.startswith(("http://", "https://")) else None


KINDS = {Kind.HTML: read_page}
"""The kinds that this module reads."""
