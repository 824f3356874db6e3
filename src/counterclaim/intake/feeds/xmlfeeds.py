"""RSS and Atom of all versions, by feedparser, which never sees an address and so fetches nothing.

In:  the text of a feed.   Out: Feed.
"""

import io
from typing import Any

from counterclaim.intake.feeds.entries import Entry, Feed, refuse_entity_bombs
from counterclaim.intake.limits import Refused

_LONGEST_FIELD = 2000


def read_xml(text: str, address: str | None) -> Feed:
    """A feed in XML; a broken one as far as it can be read.

    Args:
        address: where it was got from; relative links are resolved against it.
    Raises:
        Refused: it is none, or declares entities as bombs do.
    """
    import feedparser

    refuse_entity_bombs(text, "feed")
    headers = {"content-type": "application/xml; charset=utf-8"}
    if address:
        headers["content-location"] = address
    # Bytes, never a string: a string that looks like an address would be fetched.
    parsed: Any = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers=headers,
        sanitize_html=False,  # only words are taken from it
        resolve_relative_uris=False,
    )
    if not parsed.version and not parsed.entries:
        raise Refused("damaged feed", f"{parsed.get('bozo_exception') or 'no feed can be told in it'}"[:300])
    about = parsed.feed
    fault = parsed.get("bozo_exception") if parsed.bozo else None
    return Feed(
        title=_short(about.get("title")),
        link=about.get("link"),
        language=_short(about.get("language")),
        entries=tuple(_entry(entry) for entry in parsed.entries),
        fault=f"{type(fault).__name__}: {fault}"[:200] if fault else None,
    )


def _entry(entry: Any) -> Entry:
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    contents.append(entry.get("summary") or "")
    source = entry.get("source") or {}
    return Entry(
        id=_short(entry.get("id")),
        link=_link(entry),
        title=_short(entry.get("title")),
        author=_short(entry.get("author")),
        published=_short(entry.get("published")),
        updated=_short(entry.get("updated")) if "updated" in entry else None,
        language=_short((entry.get("title_detail") or {}).get("language")),
        texts=tuple(dict.fromkeys(sorted((t for t in contents if t.strip()), key=len, reverse=True))),
        origin=_short(source.get("title")),
    )


def _link(entry: Any) -> str | None:
    """The address of the article: the link that is its own, not a file that goes with it."""
    if entry.get("link"):
        return str(entry["link"]).strip()
    own = (link.get("href") for link in entry.get("links", ()) if link.get("rel") in {None, "alternate"})
    found = next((href for href in own if href), None)
    return str(found).strip() if found else None


def _short(value: Any) -> str | None:
    return " ".join(str(value).split())[:_LONGEST_FIELD] or None if value else None
