"""Lines that say when an article was published: a date with nothing beside it but a clock, a label, a name or a title.

In:  a Line and where it stands.   Out: a DateLine with the days that its words allow, or None.
Not a date in running text: that one says when something happened.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from counterclaim.reading.layout.lines import Line
from counterclaim.records.span import Span

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# "14 May 202414 May 2024": the page and its tooltip run together.
_YEAR_END = rf"{_YEAR}(?=\D|\Z|\d{{1,2}} [A-Z])"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[.,]?\s+)?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.](?P<month_number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\s?[+-]\d\d:?\d\d)?)?(?!\d)",
        rf"(?<![\d.:/]){_WEEKDAY}(?P<first>\d{{1,2}})(?P<between>[./-])(?P<second>\d{{1,2}})(?P=between){_YEAR_END}",
        rf"(?<![\d.:]){_WEEKDAY}{_NTH}[\s./-]*(?:of\s)?{_MONTH}(?:,?[\s/-]*{_YEAR_END}|\s?[’']?(?P<short>\d\d)(?![\d:.]))?",
        rf"{_WEEKDAY}{_MONTH}\s{_NTH}(?!\d|:\d)(?:,?\s{_YEAR_END})?",
        rf"\b{_MONTH},?\s{_YEAR_END}",
    )
)
# Every form has one of these; looking for them first is several times cheaper than trying the forms.
_IN_EVERY_FORM = re.compile(rf"\d[-/.]\d|{'|'.join(_MONTHS)}", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|"
    r"\b\d{3,4}\s?(?:gmt|utc|hrs|hours|local time)\b|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:[A-Z]{1,4}T|UTC|GMT(?:[+-]\d+)?|Z)\b")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^\d\n]{0,60}(?:(?:19|20)\d\d\s?[-–—]\s?)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_RANGE_BEFORE = re.compile(r"\d{1,2}(?:\s[A-Za-z]{3,9}\.?)?(?:,?\s\d{4})?\s?(?:[-–—]|to)\s?\Z")
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+")
_SEPARATED = re.compile(r"[|•·–—:()/,\[\]-]\s*\Z")
_SEPARATES = re.compile(r"\A\s*[|•·–—:()/,\[\]-]")
_PARTICLES = frozenset("of the and for by in at from on de la le el al".split())
# The places of a dateline, in capitals or as names; an agency may stand before the date as well as after it.
_PLACE = r"(?:[A-Z][\w.’'-]*(?:[ /-]+(?:[A-Z(][\w.’')-]*|of|de|al|el|la|and)){0,5},?\s*){1,4}"
_PLACES = re.compile(
    rf"[\W_]*(?:\[\w+\]\s*)?{_PLACE}"
    r"(?:\([\w /.&’-]{2,40}\)|/[\w /.&’-]{2,30}/)?[\s,–—-]*"
)
_AFTER_DATE = re.compile(
    r"[.,]?\s*(?:(?:\([\w /.&’-]{2,40}\)|/[\w /.&’-]{2,30}/|\[[\w /.&’-]{2,30}\])[\s.]*)?[-–—:|./_]"
)
_PLACES_AFTER = re.compile(rf"[,:]\s+(?!\w+day\b){_PLACE}(?:\([\w /.&’-]{{2,40}}\)\s*)?(?:--|[–—_]|-\s)")
_MOST_OPENING_CHARS = 130
_MOST_NAME_WORDS = 7
_MOST_TITLE_WORDS = 14
_MOST_CHARS = 200


class Beside(StrEnum):
    """What stands on the line beside the date."""

    NOTHING = "nothing"  # or a clock and a label: "Published: 14 July 2025 06:12"
    NAME = "name"  # an author or an outlet: "Daily Herald, May 20, 1982, Page 1"
    TITLE = "title"  # a title that carries its date: "Situation Report No. 4 (as of 8 July 2021)"
    COPYRIGHT = "copyright"  # only the year: "© 2024 The Harbor Review"


@dataclass(frozen=True, slots=True)
class Date:
    """One way to read a date; None = not said."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None  # 0 = Monday


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that states a date."""

    span: Span  # of the date's words
    ways: tuple[Date, ...]  # 03/04/2024 can be read in two
    beside: Beside
    labelled: bool  # "published", "updated", "as of" stands before it
    ends_period: bool  # "1–8 July 2021": the last day of what is reported on


@functools.cache
def _labels() -> tuple[re.Pattern[str], ...]:
    table = tomllib.loads(resources.files(__package__).joinpath("data", "datelines.toml").read_text(encoding="utf-8"))
    return tuple(
        re.compile("|".join(rf"(?:\b{p})" for p in table[name]["patterns"]), re.IGNORECASE)
        for name in ("labels", "furniture", "page")
    )


def read_date_line(line: Line) -> tuple[DateLine, ...]:
    """The dates that the line states ("Published …, updated …": two); none where it says something else as well."""
    text = line.text
    if len(text) > _MOST_CHARS or not any(c.isdigit() for c in text):
        return ()
    found = list(_dates(text))
    if not found:
        return _copyright(line)
    labels, furniture, page = _labels()
    rest = text
    for at, _ in found:
        rest = rest.replace(text[at.start : at.end], "\n", 1)
    for pattern in (_CLOCK, _ZONE, furniture):
        rest = pattern.sub(" ", rest)
    labelled = bool(labels.search(rest))
    words = _WORD.findall(labels.sub(" ", rest))
    first, ways = found[0]
    if page.match(text, 0, first.start):
        return (DateLine(_at(line, first), ways, Beside.NOTHING, True, False),)
    beside = _beside(words, text, first, labelled=labelled)
    if beside is None or (ways[0].day is None and beside is not Beside.NOTHING):
        return ()
    if beside is Beside.TITLE or ways[0].day is None:
        found = found[:1]
    return tuple(
        DateLine(_at(line, at), ways, beside, labelled, bool(_RANGE_BEFORE.search(text[: at.start])))
        for at, ways in found
        if len(found) == 1 or ways[0].day
    )


def read_opening(text: str, start: int) -> DateLine | None:
    """The date of a dateline before the first words: "KYIV, Ukraine, March 3 (Agency) -", "3 March 2021, Geneva –".

    Args:
        start: where the first sentence begins.
    """
    head = text[start : start + _MOST_OPENING_CHARS]
    for span, ways in _dates(head):
        before, after = head[: span.start], head[span.end :]
        placed = _PLACES.fullmatch(before) and _AFTER_DATE.match(after)
        if ways[0].day and (placed or (not before.strip() and _PLACES_AFTER.match(after))):
            return DateLine(Span(start + span.start, start + span.end), ways, Beside.NOTHING, False, False)
        break
    return None


def is_own(line: DateLine, *, head: bool) -> bool:
    """Whether the line is there for its date alone, and no title that carries one.

    Args:
        head: whether it stands among the first lines; below the text a date needs its label.
    """
    alone = line.beside in (Beside.NOTHING, Beside.NAME) and line.ways[0].day is not None
    return alone and (head or line.labelled)


def _beside(words: Sequence[str], text: str, at: Span, *, labelled: bool) -> Beside | None:
    apart = bool(_SEPARATED.search(text[: at.start]) or _SEPARATES.match(text[at.end :]))
    if not [w for w in words if not w.isdigit()]:
        return Beside.NOTHING
    named = all(w[0].isupper() or w in _PARTICLES or w.isdigit() for w in words)
    if named and len(words) <= _MOST_NAME_WORDS and (apart or labelled or text.isupper() or at.end >= len(text) - 1):
        return Beside.NAME
    if len(words) <= _MOST_TITLE_WORDS and not text.endswith((".", "!", "?", "…", "”")) and (apart or labelled):
        return Beside.TITLE
    return None


def _copyright(line: Line) -> tuple[DateLine, ...]:
    found = _COPYRIGHT.search(line.text)
    if not found:
        return ()
    span = _at(line, Span(*found.span("year")))
    return (DateLine(span, (Date(int(found["year"]), None, None, None),), Beside.COPYRIGHT, False, False),)


def _at(line: Line, span: Span) -> Span:
    return Span(line.span.start + span.start, line.span.start + span.end)


def _dates(text: str) -> Iterator[tuple[Span, tuple[Date, ...]]]:
    """The dates of a line, left to right, each form's matches not inside another's."""
    found: list[tuple[Span, tuple[Date, ...]]] = []
    for form in _FORMS if _IN_EVERY_FORM.search(text) else ():
        for match in form.finditer(text):
            span = Span(*match.span())
            ways = _ways(match)
            if ways and not any(span.overlaps(other) for other, _ in found):
                found.append((span, ways))
    yield from sorted(found)


def _ways(match: re.Match[str]) -> tuple[Date, ...]:
    said = match.groupdict()
    weekday = _DAYS.index(said["weekday"][:3].lower()) if said.get("weekday") else None
    year = int(said["year"]) if said.get("year") else _century(said["short"]) if said.get("short") else None
    if said.get("first"):
        # Day and month stand in either order; a weekday or a number over twelve tells which.
        first, second = int(said["first"]), int(said["second"])
        orders = ((first, second),) if said["between"] == "." else ((first, second), (second, first))
        ways = [Date(year, month, day, weekday) for day, month in orders]
    else:
        month = int(said["month_number"]) if said.get("month_number") else _MONTHS.index(said["month"][:3].lower()) + 1
        ways = [Date(year, month, int(said["day"]) if said.get("day") else None, weekday)]
    return tuple(dict.fromkeys(w for w in ways if 1 <= (w.month or 1) <= 12 and 1 <= (w.day or 1) <= 31))


def _century(short: str) -> int:
    """Two digits of a year: 70 to 99 are of the last century, as POSIX reads them (from 69)."""
    return int(short) + (1900 if int(short) >= 70 else 2000)
