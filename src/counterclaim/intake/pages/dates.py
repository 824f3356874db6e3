"""When a page was published, by what the page itself says, strongest evidence first; never after its collection.

In:  a tree, its metadata, its address, when it was collected.   Out: Published with the evidence, and notes on what
else was seen. What is implausible is not taken, and said. A date of modification or in a footer is no publication.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*\Z")
_SLASHED = re.compile(r"\s*(\d{4})/(\d{1,2})/(\d{1,2})\b")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*\Z")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_NAMED = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .-]+{_MONTH},?[ .-]+(?P<year>\d{{4}})\b", re.I)
_NAMED_US = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I)
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
# The first newspaper appeared in 1605; the first second of 1970 is a computer's zero.
_EARLIEST = dt.date(1605, 1, 1)
_COMPUTERS_ZERO = dt.date(1970, 1, 1)
# Dates of one page may differ by a day through time zones and midnight.
_SAME_DAYS = 1
_ALLOWANCE = dt.timedelta(minutes=5)  # between the clocks of a server and of who collected


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as a page writes it; `instant` where it says time and zone."""

    day: dt.date
    instant: dt.datetime | None = None


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
    for written, evidence in _evidence(tree, meta, article, url):
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
    if chosen is None:
        chosen = _by_htmldate(tree, url, collected)
    if chosen is None:
        return Dated(None, tuple(notes))
    return Dated(Published(When.day(chosen[0]), chosen[1]), tuple(notes))


def parse_moment(written: str) -> Moment | None:
    """A date as machines and English bylines write it. Day and month in figures alone ("03/04/2022") stay unread."""
    if found := _ISO.match(written):
        return _iso(found)
    if found := _COMPACT.match(written) or _SLASHED.match(written):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return Moment(day) if day else None
    if found := _EPOCH.match(written):
        instant = dt.datetime.fromtimestamp(int(found[1]), dt.UTC)
        return Moment(instant.date(), instant)
    if found := _NAMED.search(written) or _NAMED_US.search(written):
        day = _day(int(found["year"]), _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
        return Moment(day) if day else None
    return None


def plausible_day(moment: Moment, collected: dt.datetime) -> dt.date | str:
    """The day of publication, as written where that can be; else why it is none."""
    limit = collected.astimezone(dt.UTC)
    if moment.day == _COMPUTERS_ZERO:
        return "it is a computer's zero"
    if moment.day < _EARLIEST:
        return "it lies before all newspapers"
    if moment.day <= limit.date():
        return moment.day
    if moment.instant is not None and moment.instant <= limit + _ALLOWANCE:
        return limit.date()  # already tomorrow where it was published
    return f"it lies after the page was collected ({limit:%Y-%m-%d})"


def _evidence(tree: Any, meta: dict[str, str], article: Thing | None, url: str | None) -> Iterator[tuple[str, str]]:
    if article is not None and article.published:
        yield article.published, "JSON-LD datePublished"
    for name in _META_NAMES:
        if name in meta:
            yield meta[name], f"meta {name}"
            break
    yield from _marked(tree)
    if url and (found := _IN_ADDRESS.search(url)):
        yield "-".join(found.groups()), "date in the address"


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
        if not written and len(shown) < 120 and not re.match(r"(?:last )?(?:updated|modified)", shown, re.I):
            written = _PUBLISHED_ON.sub("", shown) if parse_moment(shown) else None
        elif re.match(r"(?:last )?(?:updated|modified)", shown, re.I):
            continue
        if not written or parse_moment(written) is None:
            continue
        if sure or _PUBLISHED_ON.search(shown) or re.search(r"publi|posted", marks, re.I):
            yield written, f"<{tag}> marked as published"
            return
        weaker.append((written, f"<{tag}> in the article"))
    yield from weaker[:1]


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
    since that takes a copyright line's year or a related story's date for the article's."""
    from htmldate import find_date as htmldate

    try:
        found = htmldate(
            tree,
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
    return (
        (day, f"found on the page by htmldate: {found}")
        if isinstance(plausible_day(Moment(day), collected), dt.date)
        else None
    )


def _iso(found: re.Match[str]) -> Moment | None:
    day = _day(int(found[1]), int(found[2]), int(found[3]))
    if day is None:
        return None
    if not found[4] or not found[7]:
        return Moment(day)
    zone = found[7].upper()
    offset = dt.timedelta()
    if zone[0] in "+-":
        offset = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    try:
        local = dt.datetime(
            day.year, day.month, day.day, int(found[4]), int(found[5]), int(found[6] or 0), tzinfo=dt.UTC
        )
        return Moment(day, local - offset)
    except (ValueError, OverflowError):
        return Moment(day)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
