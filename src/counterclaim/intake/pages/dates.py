"""When a page was published, by what the page itself says, strongest evidence first; never after its collection.

In:  a tree, its metadata, its address, when it was collected.   Out: Published with the evidence, and notes on what
else was seen. What is implausible is not taken, and said. A date of modification or in a footer is no publication.
"""

import copy
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from counterclaim.intake.dated import Moment, parse_moment, plausible_day
from counterclaim.intake.pages.structured import Thing
from counterclaim.intake.pages.tree import one_line
from counterclaim.records.article import Published
from counterclaim.records.when import When

# Names under which publishing systems write the date of publication, the most specific first.
_META_NAMES = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published", "publish_date",
    "publish-date", "published-date", "pubdate", "publishdate", "publication_date", "originalpublicationdate",
    "article_date_original", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "citation_publication_date", "citation_date", "bt:pubdate", "displaydate", "date", "ptime",
)  # fmt: skip
_IN_ADDRESS = re.compile(r"/(20[0-4]\d|19[89]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|\Z|\D)")
_SAYS_PUBLISHED = re.compile(
    r"publi|posted|pubdate|byline|dateline|entry-date|post-date|article-date|timestamp|date", re.I
)
_SAYS_OTHER = re.compile(
    r"updat|modif|related|comment|sidebar|footer|event|recommend|promo|teaser|card|widget|copyright", re.I
)
_PUBLISHED_ON = re.compile(
    r"\b(?:published|posted|first published|released|publication date)\b[^\w]{0,4}(?:on|at|:)?\s*", re.I
)
_SAYS_UPDATED = re.compile(r"(?:last )?(?:updated|modified)", re.I)
_ANY_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_LONGEST_RAW = 400  # with the white space of its markup
_LONGEST_LINE = 60  # characters of a line that gives a date; longer ones tell of dates
_NEAR, _FAR = 8, 1 << 30  # pieces of text behind the headline
_LOOKED_AT = 20_000  # elements; more are a machine's doing
# Dates of one page may differ by a day through time zones and midnight.
_SAME_DAYS = 1


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of publication and its evidence, None where the page gives none; and what a person should know."""

    published: Published | None
    notes: tuple[str, ...] = ()


def find_date(
    tree: Any, *, meta: dict[str, str], article: Thing | None, url: str | None, collected: dt.datetime
) -> Dated:
    """The date of publication by the strongest plausible evidence.

    Args:
        collected: aware; when the bytes were got. Nothing is taken to have been published later.
    """
    notes: list[str] = []
    chosen: tuple[dt.date, str] | None = None
    for written, evidence in chain(_stated(meta, article, url), _shown(tree)):
        if chosen is not None and evidence.startswith(("<", "words", "line")):
            break  # what the page states for machines is not weighed against what stands somewhere on it
        moment = parse_moment(written)
        if moment is None:
            if chosen is None:
                notes.append(f"{evidence} is no date: {written[:60]!r}")
            continue
        day = plausible_day(moment, collected)
        if isinstance(day, str):
            notes.append(f"{evidence} {written[:40]!r} is not taken: {day}")
        elif chosen is None:
            chosen = (day, f"{evidence}: {written[:60]}")
        elif abs((day - chosen[0]).days) > _SAME_DAYS:
            notes.append(f"dates differ: {chosen[1]}, but {evidence}: {written[:40]}")
            break
    if chosen is None and not notes:  # where the page states what cannot be, a part of that would be found again
        chosen = _by_htmldate(tree, url, collected)
    if chosen is None:
        return Dated(None, tuple(notes))
    return Dated(Published(When.day(chosen[0]), chosen[1]), tuple(notes))


def _stated(meta: dict[str, str], article: Thing | None, url: str | None) -> Iterator[tuple[str, str]]:
    if article is not None and article.published:
        yield article.published, "JSON-LD datePublished"
    for name in _META_NAMES:
        if name in meta:
            yield meta[name], f"meta {name}"
            break
    if url and (found := _IN_ADDRESS.search(url)):
        yield "-".join(found.groups()), "date in the address"


def _shown(tree: Any) -> Iterator[tuple[str, str]]:
    yield from _marked(tree)
    yield from _said(tree)


def _marked(tree: Any) -> Iterator[tuple[str, str]]:
    """Dates that elements are marked up to hold, those that say "published" first; then a byline's."""
    weaker: list[tuple[str, str]] = []
    for element in tree.iter("time", "abbr", "span", "div", "p", "li"):
        tag, marks = (
            element.tag,
            f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}",
        )
        if tag != "time" and not _SAYS_PUBLISHED.search(marks):
            continue
        if _SAYS_OTHER.search(marks) or _elsewhere(element):
            continue
        sure = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        shown = one_line(" ".join(element.itertext()))[:200]
        written = element.get("datetime") or element.get("content") or (element.get("title") if tag == "abbr" else None)
        if not written and len(shown) < 120 and not _SAYS_UPDATED.match(shown):
            written = _PUBLISHED_ON.sub("", shown) if parse_moment(shown) else None
        elif _SAYS_UPDATED.match(shown):
            continue
        if not written or parse_moment(written) is None:
            continue
        if sure or _PUBLISHED_ON.search(shown) or re.search(r"publi|posted", marks, re.I):
            yield written, f"<{tag}> marked as published"
            return
        weaker.append((written, f"<{tag}> in the article"))
    yield from weaker[:1]


def _said(tree: Any) -> Iterator[tuple[str, str]]:
    """Dates that the page only words: "Published: 3 May 2024", or a short line with a date near its headline."""
    under: list[str] = []
    since_headline = _FAR
    for number, element in enumerate(tree.iter()):
        if number > _LOOKED_AT:
            break
        if element.tag in {"h1", "h2"}:
            since_headline = 0
        for words in (element.text, element.tail):
            if not words or words.isspace() or len(words) > _LONGEST_RAW:
                continue
            since_headline += 1
            if not _ANY_YEAR.search(words) or len(line := one_line(words)) > _LONGEST_LINE:
                continue
            if _SAYS_UPDATED.match(line):
                continue
            if parse_moment(_PUBLISHED_ON.sub("", line)) is None or _elsewhere(element):
                continue
            if _PUBLISHED_ON.match(line):
                yield line, "words on the page"
                return
            if since_headline <= _NEAR:
                under.append(line)
    if under:
        yield under[0], "line by the headline"


def _is_written(day: dt.date, tree: Any) -> bool:
    """Whether the first of a month stands on the page, and not only its month."""
    from lxml.etree import tostring

    page = str(tostring(tree, encoding="unicode"))
    signs = (
        rf"{day.year}[-/.]?{day.month:02d}[-/.]?01(?!\d)",
        rf"(?<!\d)0?1(?:st)?[ .-]+{day:%b}",
        rf"{day:%b}[a-z]*\.? 0?1(?:st)?(?!\d)",
        rf"(?<!\d)0?1[./]0?{day.month}[./]{day.year}|(?<!\d)0?{day.month}[./]0?1[./]{day.year}",
    )
    return any(re.search(sign, page, re.I) for sign in signs)


def _elsewhere(element: Any) -> bool:
    """Whether an element stands in a part of the page that is not the article."""
    for above in element.iterancestors():
        if above.tag in {"aside", "footer", "nav"}:
            return True
        if above.tag in {"body", "main", "article"}:
            return False
        if _SAYS_OTHER.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False


def _by_htmldate(tree: Any, url: str | None, collected: dt.datetime) -> tuple[dt.date, str] | None:
    """What htmldate finds in marked places and near words of publishing; its search of the whole text is left off,
    since that takes a copyright line's year for the article's, and so are comments, related stories and footers."""
    from htmldate import find_date as htmldate

    own = copy.deepcopy(tree)
    for element in list(own.iter("aside", "footer", "nav", "section", "div", "ol", "ul", "li")):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in {"aside", "footer", "nav"} or _SAYS_OTHER.search(marks):
            element.getparent().remove(element)
    try:
        found = htmldate(
            own,
            extensive_search=False,
            original_date=True,
            url=url,
            max_date=f"{collected.astimezone(dt.UTC):%Y-%m-%d}",
        )
    except Exception:  # noqa: BLE001 it is given hostile pages; no date is the honest answer
        return None
    if not found:
        return None
    day = dt.date.fromisoformat(found)
    if day.day == 1 and not _is_written(day, own):
        return None  # it fills a month's missing day with the first
    return (
        (day, f"found on the page by htmldate: {found}")
        if isinstance(plausible_day(Moment(day), collected), dt.date)
        else None
    )
