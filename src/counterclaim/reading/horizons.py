"""By when a forecast is to come true: from its own time words, else a length of time counted from a known beginning.

In:  the forecast's words and times.   Out: the days by which it falls due, or None: a gap stays a gap.
"""

import datetime as dt
import re
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.durations import days_of
from counterclaim.reading.timex.anchors import Anchor, spoken_of
from counterclaim.records.article import Published
from counterclaim.records.reading import Time
from counterclaim.records.span import Span
from counterclaim.records.when import When

# A length of time in a forecast that hangs on a condition runs from an unknown day: "within 72 hours if they attack".
_CONDITION = re.compile(r"\b(?:if|once|should\s+(?:they|it|he|she)|in\s+case|unless|provided)\b", re.IGNORECASE)
# What makes a length of time one that lies ahead: "after 30 years of independence" does not.
_AHEAD = re.compile(
    r"\b(?:within|inside|in|over|for|under|the|next|coming|another|no\s+more\s+than|no\s+longer\s+than|less\s+than|at\s+most"
    r"|as\s+little\s+as|only|just|no)\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
# What is expected of a war as a whole, or of a place in its way: its length runs from the war's first day.
_FATE = re.compile(
    r"\b(?:fall(?:s|en)?|captur\w+|seiz\w+|tak(?:e|es|en|ing)|conquer\w*|overrun|collaps\w+|capitulat\w+|surrender\w*"
    r"|win|victory|defeat\w*|the\s+war|the\s+campaign|the\s+operation|the\s+offensive|capital)\b",
    re.IGNORECASE,
)
# A plural of a unit without a number reaches up to the next larger unit: "within weeks" is within a month. In days.
_PLURAL_DAYS = {"hours": 1, "days": 7, "weeks": 31, "months": 365}
_VAGUE = re.compile(
    r"\b(?:within|inside|in\s+(?:just\s+)?(?:a\s+matter\s+of|(?:a\s+)?few|some))\s+(?:the\s+)?(?:coming\s+|next\s+|few\s+)*"
    r"(hours|days|weeks|months)\b",
    re.IGNORECASE,
)
# From when something has been going on is not by when it is to end ("the total since 2012").
_SINCE = re.compile(r"\bsince(?:\s+(?:the|early|mid|late|about|around)\b)*\W*\Z", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(
    r"(?:early |mid-?|late )?(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)


def horizon_of(
    times: tuple[Time, ...],
    made: When | None,
    text: str,
    sentence: Any,
    war: Anchor | None,
    *,
    looking_back: bool,
) -> When | None:
    """By when: the latest time named that is not over by then; else a length of time counted from its beginning.

    Args:
        times: those in the forecast's clause.
        made: when the forecast was made, where that is known.
        text: the article's.
        sentence: the forecast's (a spacy Span).
        war: the war that the article tells of, for expectations that went before it.
        looking_back: a past expectation reported later ("had expected the city to fall within two days").
    """
    points = [
        _ahead(t.when, t.span.of(text), made)
        for t in times
        if t.when is not None
        and not _is_since(t.span, text)
        # "the coming months" is a length and a stretch of days at once
        and (t.kind != "DURATION" or (made is not None and t.when.first >= made.first))
    ]
    named = [when for when in points if made is None or when.last >= made.first]
    if named:
        return max(named, key=lambda when: (when.last, when.first))
    lengths = [
        days
        for t in times
        if t.kind == "DURATION"
        and (days := days_of(t.value)) is not None
        and _AHEAD.search(text[max(0, t.span.start - 30) : t.span.start])
    ]
    words = sentence.text
    vague = _VAGUE.search(words)
    if not lengths and vague is not None and made is not None:
        lengths = [_PLURAL_DAYS[vague.group(1).lower()]]
    if not lengths or _CONDITION.search(words):
        return None
    if made is not None:
        return When.between(made.first, made.last + dt.timedelta(days=lengths[0]))
    if looking_back and war is not None and _FATE.search(words):
        return When.between(war.first, war.first + dt.timedelta(days=lengths[0]))
    return None


def _is_since(span: Span, text: str) -> bool:
    return span.of(text).lower().startswith("since") or bool(_SINCE.search(text[max(0, span.start - 30) : span.start]))


def _ahead(when: When, words: str, made: When | None) -> When:
    """A month without its year is the next one in a forecast ("due in June"), whatever it would be in a story."""
    if made is None or when.last >= made.first or _YEAR.search(words) or not _MONTH.fullmatch(words.strip()):
        return when
    years = made.first.year - when.first.year + (when.last.replace(year=made.first.year, day=28) < made.first)
    return When.between(_in_years(when.first, years), _in_years(when.last, years))


def _in_years(day: dt.date, years: int) -> dt.date:
    """The same day of a later year; 29 February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def war_told_of(document: Document, published: Published | None) -> Anchor | None:
    """The war that the article is about, begun by its publication; None where it names none or has no date."""
    if published is None:
        return None
    begun = [war for war in spoken_of(document.text).wars if war.first <= published.when.last]
    return begun[0] if begun else None
