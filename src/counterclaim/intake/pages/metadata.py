"""What a page says of itself: title, author, outlet, its one address, language.

In:  a tree, its <meta> and JSON-LD.   Out: Metadata; None where the page does not say.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from counterclaim.intake.outlets import outlet_of
from counterclaim.intake.pages.structured import Thing
from counterclaim.intake.pages.tree import one_line, words_in

_LONGEST_TITLE = 500
_LONGEST_AUTHOR = 200
_BYLINE = re.compile(r"\A(?:written |story |reporting |report |text )?by[\s:]+", re.I)
_PLACEHOLDERS = frozenset(
    ("admin", "administrator", "editor", "webmaster", "author", "staff", "unknown", "none", "null")
)
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+")
_AUTHOR_MARKS = re.compile(r"(?:\A|[\s_-])(?:byline|author|byl)(?:[\s_-]*name)?(?:\Z|[\s_-])", re.I)
_NOT_AUTHOR = re.compile(r"\d{4}|https?:|@|published|updated|share|follow|minutes? (?:read|ago)", re.I)


@dataclass(frozen=True, slots=True)
class Metadata:
    """See the module."""

    title: str | None
    author: str | None
    outlet: str | None
    url: str | None
    language: str | None
    notes: tuple[str, ...] = ()


def titles(tree: Any, meta: dict[str, str]) -> tuple[str, ...]:
    """Every title that the page bears: og:title, its only <h1>, <title>."""
    headings = [words_in(h) for h in tree.iter("h1")]
    element = next(iter(tree.iter("title")), None)
    found = (
        meta.get("og:title"),
        headings[0] if len(headings) == 1 else None,
        meta.get("twitter:title"),
        words_in(element) if element is not None else None,
    )
    return tuple(dict.fromkeys(title[:_LONGEST_TITLE] for title in found if title))


def find_metadata(
    tree: Any, meta: dict[str, str], found: tuple[Thing, ...], article: Thing | None, url: str | None
) -> Metadata:
    """What the page says of itself; `url` is where it was got from, where that is known."""
    address, notes = _address(tree, meta, article, url)
    outlet = _outlet(meta, found, article, address)
    return Metadata(
        title=_title(tree, meta, article, outlet),
        author=_author(tree, meta, article, outlet),
        outlet=outlet,
        url=address,
        language=_language(tree, meta, article),
        notes=notes,
    )


def domain_of(url: str | None) -> str | None:
    """The host of an address without "www."; None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _title(tree: Any, meta: dict[str, str], article: Thing | None, outlet: str | None) -> str | None:
    headline = article.headline if article else None
    borne = titles(tree, meta)
    if not headline and not borne:
        return None
    best = headline or borne[0]
    if outlet:  # "Talks resume - The Harbour Dispatch"
        parts = _SUFFIX.split(best)
        while len(parts) > 1 and parts[-1].casefold() == outlet.casefold():
            parts.pop()
        best = best[: best.rfind(parts[-1]) + len(parts[-1])] if len(parts) else best
    return best[:_LONGEST_TITLE] or None


def _author(tree: Any, meta: dict[str, str], article: Thing | None, outlet: str | None) -> str | None:
    candidates = [article.author if article else None]
    candidates += [
        meta.get(name)
        for name in ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "byline")
    ]
    for candidate in candidates:
        if candidate and (name := _name(candidate, outlet)):
            return name
    for element in tree.iter("a", "span", "address", "div", "p"):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}"
        if _AUTHOR_MARKS.search(marks):
            shown = words_in(element)
            if len(shown) <= 80 and not _NOT_AUTHOR.search(shown) and (name := _name(shown, outlet)):
                return name
    return None


def _name(written: str, outlet: str | None) -> str | None:
    name = _BYLINE.sub("", one_line(written)).strip(" ,;|·-")
    if not name or len(name) > _LONGEST_AUTHOR or name.startswith(("http://", "https://", "@")):
        return None
    if name.casefold() in _PLACEHOLDERS or (outlet and name.casefold() == outlet.casefold()):
        return None
    return name


def _outlet(meta: dict[str, str], found: tuple[Thing, ...], article: Thing | None, url: str | None) -> str | None:
    """Whose the address is, by the register; else the name that the page gives the site; else who the article says
    published it; else the domain.
    """
    if known := outlet_of(url):
        return known.name
    site = next((thing.headline for thing in found if "WebSite" in thing.types and thing.headline), None)
    named = (meta.get("og:site_name"), article.publisher if article else None, site, meta.get("application-name"))
    return next((name for name in named if name and len(name) <= 100), None) or domain_of(url)


def _address(
    tree: Any, meta: dict[str, str], article: Thing | None, url: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """The one address of the page: its canonical one, unless that leads to another site than it was got from."""
    said = next(
        (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()), None
    )
    for candidate in (said, meta.get("og:url"), article.url if article else None):
        if not candidate:
            continue
        try:
            address = urljoin(url or "", candidate.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            continue
        if url and _site(address) != _site(url):
            return url, (f"the page names another site as its own: {address[:200]}",)
        if url and parts.path in {"", "/"} and urlsplit(url).path not in {"", "/"}:
            continue  # a template that calls every page the home page
        return address, ()
    return url, ()


def _site(url: str) -> str:
    """The last two labels of the host, or three under a short second level (bbc.co.uk)."""
    labels = (domain_of(url) or "").split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def _language(tree: Any, meta: dict[str, str], article: Thing | None) -> str | None:
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("og:locale")
    said = said or meta.get("content-language") or (article.language if article else None)
    code = re.match(r"([a-z]{2,3})(?:[-_]|\Z)", (said or "").strip().lower())
    return code[1] if code else None
