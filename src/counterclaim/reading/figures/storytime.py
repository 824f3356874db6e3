"""What an article's dates tell of a figure that its own sentence leaves undated: the story's time, the report's period.

In:  the article's time expressions and its publication.   Out: Dates, for look-up by offset.
When wars began is general knowledge (`timex/data/anchors.csv`).
"""

import bisect
import datetime as dt
import re

from counterclaim.reading.timex.anchors import spoken_of
from counterclaim.records.article import Published
from counterclaim.records.reading import Time
from counterclaim.records.span import Span
from counterclaim.records.when import When

_ABOUT_A_WEEK = 8  # "Saturday" in an article that is dated to a week only
_STORY_REACH = 700  # characters back to the day that "hours later" goes on from
# An article whose dates all lie so long before publication tells an old story: its undated figures are of that time.
_LONG_OVER = dt.timedelta(300)
_OLD_DATES, _DATED_DAYS = 3, 62  # how many such dates, and how wide each may be
_STORY_DAYS = 400  # wider than this, what lies between two dates says nothing
_PARAGRAPH_REACH = 500  # characters back within the paragraph to the date that a past event hangs on
_OPENING = re.compile(
    r"\b(?:since|from|until|till|by|before)\s(?:\w+\s){0,2}\Z", re.IGNORECASE
)  # says when no event was
_A_SEASON = 100  # days: a year named before does not date what follows
# "In the past 24 hours" at the head of a report holds until another time is named.
_REPORT_HEAD = 600
_REPORT_DAYS = 3
_REPORTING = re.compile(r"(?:\A|[\n.:]\s*)(?:in|over|during|within|for)\s(?:the\s)?\Z", re.IGNORECASE)
_LAST_DAY = re.compile(r"(?:the\s)?(?:past|last|previous)\s(?:24\shours|day|night|48\shours)\Z", re.IGNORECASE)


class Dates:
    """The time expressions of an article that stand for days, and when its war began."""

    def __init__(self, text: str, times: tuple[Time, ...], published: Published | None) -> None:
        self._text = text
        self._published = published
        self._war: When | None = None
        self._war_sought = False
        self._old: bool | None = None
        self._times = sorted((t for t in times if t.when is not None and t.kind != "SET"), key=lambda t: t.span)
        self._starts = [t.span.start for t in self._times]

    def within(self, start: int, end: int) -> list[tuple[Span, When]]:
        """The expressions that begin in the stretch, in text order."""
        rows = self._times[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]
        return [(t.span, t.when) for t in rows if t.when is not None]

    def day_before(self, offset: int) -> When | None:
        """The last single day named shortly before `offset`; None where there is none."""
        named = [when for _, when in self.within(max(0, offset - _STORY_REACH), offset) if when.days <= _ABOUT_A_WEEK]
        single = [when for when in named if when.days == 1]
        days = single or named
        return days[-1] if days else None

    def war_began(self) -> When | None:
        """The day on which the war that the article is about began; None where the register has none that fits."""
        if not self._war_sought:
            self._war_sought = True
            wars = spoken_of(self._text).wars
            latest = self._published.when.last if self._published else None
            begun = [w for w in wars if latest is None or w.first <= latest]
            self._war = When.day(begun[0].first) if begun else None
        return self._war

    def around(self, offset: int) -> When | None:
        """In an old story, the time between the last date before `offset` and the next one; None in news."""
        if not self._tells_old_story():
            return None
        at = bisect.bisect_left(self._starts, offset)
        before = next((t.when for t in reversed(self._times[:at]) if t.when and t.when.days <= _STORY_DAYS), None)
        after = next((t.when for t in self._times[at:] if t.when and t.when.days <= _STORY_DAYS), None)
        if before is None or after is None:
            return before or after
        span = When.between(min(before.first, after.first), max(before.last, after.last))
        return span if span.days <= _STORY_DAYS else before

    def _tells_old_story(self) -> bool:
        if self._old is None:
            dated = [t.when for t in self._times if t.when and t.when.days <= _DATED_DAYS and t.value != "PRESENT_REF"]
            first = self._published.when.first if self._published else None
            self._old = len(dated) >= _OLD_DATES and all(first and w.last < first - _LONG_OVER for w in dated)
        return self._old

    def of_paragraph(self, offset: int) -> When | None:
        """The last past time named earlier in the paragraph: what happened next is of that time."""
        start = max(self._text.rfind("\n", 0, offset) + 1, offset - _PARAGRAPH_REACH)
        named = [
            when
            for span, when in self.within(start, offset)
            if when.days <= _A_SEASON and not _OPENING.search(self._text, max(start, span.start - 24), span.start)
        ]
        past = [when for when in named if self._published is None or when.last <= self._published.when.last]
        return past[-1] if past else None

    def of_report(self, offset: int) -> When | None:
        """ "In the past 24 hours" at the head of a report, where no other time has been named since."""
        for span, when in reversed(self.within(0, offset)):
            if not _LAST_DAY.fullmatch(span.of(self._text)):
                if span.start > _REPORT_HEAD:
                    return None
                continue
            opens = _REPORTING.search(self._text, max(0, span.start - 16), span.start)
            return when if opens and span.start < _REPORT_HEAD and when.days <= _REPORT_DAYS else None
        return None
