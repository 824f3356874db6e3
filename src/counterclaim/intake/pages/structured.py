"""What a page says of itself in JSON-LD (schema.org): articles, live blogs, galleries, publishers.

In:  a tree.   Out: Thing, typed; a block that is no JSON is passed over, the others count.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from counterclaim.intake.pages.tree import one_line

ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "AskPublicNewsArticle ReviewNewsArticle BlogPosting Report SatiricalArticle AdvertiserContentArticle "
    "LiveBlogPosting SocialMediaPosting ScholarlyArticle TechArticle".split()
)
_LONGEST_BLOCK = 4 << 20  # characters; live blogs hold hundreds of posts
_MOST_THINGS = 2000
_DEEPEST = 12
_COMMENT = re.compile(r"\A\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*\Z")


@dataclass(frozen=True, slots=True)
class Thing:
    """One schema.org object. Values are as the page writes them; None = it does not say."""

    types: frozenset[str]
    headline: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    free: bool | None = None  # isAccessibleForFree
    body: str | None = field(default=None, repr=False)
    posts: tuple["Thing", ...] = ()  # of a live blog


def things(tree: Any) -> tuple[Thing, ...]:
    """Every typed object of the page's JSON-LD, in order; what lies inside a list or graph included."""
    found: list[Thing] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        for value in _objects(_loaded(script.text)):
            found.append(_thing(value))
            if len(found) >= _MOST_THINGS:
                return tuple(found)
    return tuple(found)


def main_article(found: tuple[Thing, ...], titles: tuple[str, ...]) -> Thing | None:
    """The object that the page is about: the only article, or the one whose headline the page bears as its title."""
    articles = [thing for thing in found if thing.types & ARTICLES]
    if len(articles) > 1:
        named = [a for a in articles if a.headline and any(_same(a.headline, title) for title in titles)]
        return named[0] if named else None
    return articles[0] if articles else None


def _same(headline: str, title: str) -> bool:
    a, b = headline.casefold(), title.casefold()
    return a == b or (len(a) > 20 and (a in b or b in a))


def _loaded(text: str) -> object:
    if len(text) > _LONGEST_BLOCK:
        return None
    try:
        return json.loads(_COMMENT.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value[:_MOST_THINGS]:
            yield from _objects(part, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(name), (dict, list)):
                yield from _objects(value[name], depth + 1)


def _thing(value: dict[str, Any], *, inner: bool = False) -> Thing:
    types = value.get("@type")
    posts = value.get("liveBlogUpdate")
    posts = posts if isinstance(posts, list) else [posts] if isinstance(posts, dict) else []
    return Thing(
        types=frozenset(str(t).rsplit("/", 1)[-1] for t in (types if isinstance(types, list) else [types])),
        headline=_words(value.get("headline")) or _words(value.get("name")),
        url=_address(value.get("url")) or _address(value.get("mainEntityOfPage")),
        published=_words(value.get("datePublished")),
        modified=_words(value.get("dateModified")),
        author=_names(value.get("author") or value.get("creator")),
        publisher=_names(value.get("publisher")),
        language=_words(value.get("inLanguage")),
        free=_truth(value.get("isAccessibleForFree")),
        body=_body(value.get("articleBody")),
        posts=() if inner else tuple(_thing(p, inner=True) for p in posts[:_MOST_THINGS] if isinstance(p, dict)),
    )


def _words(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    return one_line(html.unescape(value)) or None


def _body(value: object) -> str | None:
    return html.unescape(value) if isinstance(value, str) and value.strip() else None


def _names(value: object) -> str | None:
    """Names of people or bodies, joined with commas as a byline joins them."""
    values = value if isinstance(value, list) else [value]
    names = [_words(v.get("name") if isinstance(v, dict) else v) for v in values[:20]]
    kept = list(dict.fromkeys(name for name in names if name and not name.startswith(("http://", "https://"))))
    return ", ".join(kept) or None


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None
