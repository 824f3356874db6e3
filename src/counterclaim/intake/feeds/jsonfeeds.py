"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).

In:  the text of a feed.   Out: Feed.
"""

import html
import json
from typing import Any
from urllib.parse import urljoin

from counterclaim.intake.feeds.entries import Entry, Feed
from counterclaim.intake.limits import Refused

_LONGEST_FIELD = 2000


def read_json(text: str, address: str | None) -> Feed:
    """A feed in JSON. Items that are none are passed over, and said.

    Raises:
        Refused: it is no JSON Feed.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise Refused("damaged feed", f"it is no JSON: {err}"[:300]) from err
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise Refused("damaged feed", "it has no list of items")
    items = [item for item in feed["items"] if isinstance(item, dict)]
    passed = len(feed["items"]) - len(items)
    base = address or _text(feed.get("feed_url")) or ""
    return Feed(
        title=_text(feed.get("title")),
        link=_text(feed.get("home_page_url")),
        language=_text(feed.get("language")),
        entries=tuple(_entry(item, base) for item in items),
        fault=f"{passed} items are no objects" if passed else None,
    )


def _entry(item: dict[str, Any], base: str) -> Entry:
    link = _text(item.get("url")) or _text(item.get("external_url"))
    plain = item.get("content_text")
    paragraphs = plain.split("\n\n") if isinstance(plain, str) else []
    texts = (
        item.get("content_html"),
        "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs),
        html.escape(item["summary"]) if isinstance(item.get("summary"), str) else None,
    )
    return Entry(
        id=_text(item.get("id")),
        link=_joined(base, link) if link else None,
        title=_text(item.get("title")),
        author=_author(item),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        language=_text(item.get("language")),
        texts=tuple(dict.fromkeys(t for t in texts if isinstance(t, str) and t.strip())),
    )


def _author(item: dict[str, Any]) -> str | None:
    authors = item.get("authors")
    one = item.get("author")
    people = authors if isinstance(authors, list) else [one]
    names = [name for person in people if isinstance(person, dict) and (name := _text(person.get("name")))]
    return ", ".join(names) or None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _text(value: Any) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)  # ids are numbers in some feeds
    return " ".join(value.split())[:_LONGEST_FIELD] or None if isinstance(value, str) else None
