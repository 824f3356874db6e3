"""A feed through the door: each entry's page is wanted, or its own text is taken, or it is dropped by name.

In:  the bytes of a feed.   Out: Taken for what is at hand; pages are wanted, and come later.
"""

import datetime as dt
import html
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.intake.charset import declared_in, decode
from counterclaim.intake.dated import parse_moment, plausible_day
from counterclaim.intake.feeds.entries import Entry
from counterclaim.intake.feeds.jsonfeeds import read_json
from counterclaim.intake.feeds.xmlfeeds import read_xml
from counterclaim.intake.fetching.addresses import is_address
from counterclaim.intake.found import Known, Opened, Take, Taken, Terms, Wanted
from counterclaim.intake.kinds import Kind
from counterclaim.intake.limits import Refused
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.when import When

_TEASER = "feed entry holds only a teaser"
_HOW = "the text of a feed's entry"


def read_feed(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """The entries of one feed."""
    data = opened.whole(terms.limits, what="feed")
    if len(data) > terms.limits.page_bytes:  # as with a page, its parsed form takes many times as much memory
        raise Refused(
            "too large",
            f"the feed has {len(data):,} bytes; at most {terms.limits.page_bytes:,} (COUNTERCLAIM_MAX_PAGE_BYTES)",
        )
    found = opened.found
    decoded = decode(data, declared_in(data) or found.known.charset)
    if decoded is None:
        raise Refused("unknown charset", f"the bytes fit neither UTF-8 nor what is declared ({declared_in(data)})")
    address = found.known.url
    feed = (read_json if decoded.text.lstrip("\ufeff \t\r\n")[:1] == "{" else read_xml)(decoded.text, address)
    if not feed.entries:
        yield opened.drop("empty feed", feed.fault or "it holds no entries")
        return
    collected = found.known.collected or dt.datetime.now(dt.UTC)
    fault = (f"the feed is not well formed: {feed.fault}",) if feed.fault else ()
    for number, entry in enumerate(feed.entries, 1):
        known, notes = _known(entry, found.known, collected)
        member = found.inside(_shown(entry.name), b"", number, known)
        text = entry.whole
        instead = replace(member, source=_page(entry, text)) if text else None
        if terms.want is not None and entry.link and is_address(entry.link):
            feed_name = address or found.name
            terms.want(Wanted(entry.link, entry.link, known, feed_name, entry.mark, instead))
        elif instead is not None:
            for taken in take(instead):
                yield _from_feed(taken, (*notes, *fault))
        else:
            yield Taken(Drop(member.name, _TEASER, _teaser(entry, terms)), member.name, Kind.FEED, notes, member.at)


def _known(entry: Entry, of_feed: Known, collected: dt.datetime) -> tuple[Known, tuple[str, ...]]:
    """What the feed says of an entry; a date after collection is not taken, and said."""
    published: Published | None = None
    notes: list[str] = []
    for what, written in (("published", entry.published), ("updated", entry.updated)):
        moment = parse_moment(written) if written and published is None else None
        if moment is None or written is None:
            continue
        day = plausible_day(moment, collected)
        if isinstance(day, str):
            notes.append(f"the feed's date {written[:40]!r} is not taken: {day}")
        else:
            published = Published(When.day(day), f"feed: {what} {written[:60]}")
    known = Known(
        url=entry.link if entry.link and is_address(entry.link) else None,
        outlet=of_feed.outlet,
        title=entry.title,
        author=entry.author,
        published=published,
        collected=collected,
    )
    return known, tuple(notes)


def _page(entry: Entry, text: str) -> bytes:
    """The entry's text as a page, so that it goes the way of all pages."""
    title = html.escape(html.unescape(entry.title or ""))
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return (
        f"<!doctype html><html><head>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>".encode(
            "utf-8", "replace"
        )
    )


def _from_feed(taken: Taken, notes: tuple[str, ...]) -> Taken:
    item = taken.item
    if isinstance(item, Article) and item.obtained:
        item = replace(item, obtained=f"{_HOW}, {item.obtained}")
    return replace(taken, item=item, notes=(*taken.notes, *notes))


def _teaser(entry: Entry, terms: Terms) -> str:
    words = max((len(text.split()) for text in entry.texts), default=0)
    if not entry.link:
        return f"it holds {words} words, and no address of a page"
    if not is_address(entry.link):
        return f"it holds {words} words, and its page {entry.link[:200]!r} is no web address"
    return f"it holds {words} words" + ("; --fetch gets its page" if terms.want is None else "")


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:300])


KINDS = {Kind.FEED: read_feed}
"""The kinds that this module reads."""
