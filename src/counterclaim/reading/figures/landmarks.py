"""Times that a text tells by its war: "before the war", "at the start of the uprising", "on its third anniversary".

In:  a text, when its war began, its publication.   Out: where such words stand, and the days that they mean.
No calendar word stands in them, so the reader of dates leaves them out.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counterclaim.reading.figures.stems import matches
from counterclaim.records.article import Published
from counterclaim.records.span import Span
from counterclaim.records.when import When

_WAR = (
    r"(?:the|this|that|its|their|last|latest|present|current|Russia[’']s|Israel[’']s|civil)?\s?(?:[\w-]+\s){0,2}?"
    r"(?:war|invasion|conflict|uprising|fighting|hostilities|aggression|rebellion|insurgency|revolution)\b"
)
_BEFORE = re.compile(rf"\b(?:before|prior\sto|ahead\sof)\s{_WAR}", re.IGNORECASE)
_BEFORE_STEMS = re.compile(r"before|prior|ahead")
_AT_START = re.compile(
    rf"\bat\sthe\s(?:(?:very\s)?(?:start|beginning|outbreak|outset|onset)|time)\sof\s{_WAR}"
    rf"|\bwhen\s{_WAR}\s(?:began|started|broke\sout|erupted)\b",
    re.IGNORECASE,
)
_START_STEMS = re.compile(r"at\sthe|when")
_NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ANNIVERSARY = re.compile(
    rf"\b(?:on|marking|marked|mark|to\smark)\s(?:the|its|their)\s(?:(?P<word>{'|'.join(_NUMBERS)})|(?P<digits>\d\d?)(?:st|nd|rd|th))"
    rf"\sanniversary\sof\s{_WAR}",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\b(?:over|during|in|within|throughout)\s(?P<week>the\sweek)\b(?!\s(?:of|to|before|after|that))")
# What was so "before the war" is told of the last weeks before it.
_EVE = dt.timedelta(30)


@dataclass(frozen=True, slots=True)
class Landmark:
    """Words that tell a time by a war, and the days that they mean."""

    span: Span
    when: When
    goes_on: bool  # whether what is told next may be of that time too


def landmarks(text: str, began: Callable[[], When | None], published: Published | None) -> Iterator[Landmark]:
    """Yield where the text tells a time by its war; nothing where that war is not known.

    Args:
        began: asks for the day on which the war of the text began; asked only where such words stand.
    """
    if published is not None and "the week" in text:
        first = published.when.first - dt.timedelta(7)
        for found in _WEEK.finditer(text):
            yield Landmark(Span(*found.span("week")), When.between(first, published.when.last), goes_on=False)
    for found in matches(_BEFORE, _BEFORE_STEMS, text):
        if war := began():
            yield Landmark(Span(*found.span()), When.between(war.first - _EVE, war.first), goes_on=False)
    for found in matches(_AT_START, _START_STEMS, text):
        if war := began():
            yield Landmark(Span(*found.span()), When.day(war.first), goes_on=False)
    for found in _ANNIVERSARY.finditer(text) if "anniversary" in text.lower() else ():
        years = int(found["digits"]) if found["digits"] else _NUMBERS.index(found["word"].lower()) + 1
        if (war := began()) and (day := _years_on(war.first, years)):
            yield Landmark(Span(*found.span()), When.day(day), goes_on=True)


def _years_on(day: dt.date, years: int) -> dt.date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, or past the calendar's end
        return None
