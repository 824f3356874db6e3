"""What an article's dates tell of a figure that its own sentence leaves undated: the story's time, the report's period.

In:  the article's time expressions and its publication.   Out: Dates, for look-up by offset.
When wars began is general knowledge (`timex/data/anchors.csv`).
"""

import bisect
import datetime as dt
import re

from counterclaim.reading.figures.landmarks import landmarks
from counterclaim.reading.timex.anchors import Anchor, spoken_of
from counterclaim.reading.timex.clauses import is_year_of_law
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
_HEADING_CHARS, _BREAK = 90, 2  # the longest heading, and the line breaks below it
_OPENING = re.compile(
    r"\b(?:since|from|until|till|by|before)\s(?:\w+\s){0,2}\Z", re.IGNORECASE
)  # says when no event was
_A_SEASON = 100  # days: a year named before does not date what follows
# "In the past 24 hours" at the head of a report holds until another time is named.
_REPORT_HEAD = 600
_REPORT_DAYS = 3
_REPORTING = re.compile(r"(?:\A|[\n.:]\s*)(?:in|over|during|within|for)\s(?:the\s)?\Z", re.IGNORECASE)
_LAST_DAY = re.compile(r"(?:the\s)?(?:past|last|previous)\s(?:24\shours|day|night|48\shours)\Z", re.IGNORECASE)


_LAW_CHARS = 24  # "Constitution of "


class Dates:
    """The time expressions of an article that stand for days, and when its war began."""

    def __init__(self, text: str, times: tuple[Time, ...], published: Published | None) -> None:
        self._text = text
        self._published = published
        self._war: Anchor | None = None
        self._war_sought = False
        self._old: bool | None = None
        told = (t for t in times if not is_year_of_law(text[max(0, t.span.start - _LAW_CHARS) : t.span.start]))
        self._times = sorted((t for t in told if t.when is not None and t.kind != "SET"), key=lambda t: t.span)
        self._starts = [t.span.start for t in self._times]
        days = [(t.span, t.when, True) for t in self._times if t.when is not None]
        marks = [(m.span, m.when, m.goes_on) for m in landmarks(text, self._recent_war, published)]
        self._told = sorted([*days, *marks], key=lambda row: row[0])
        self._told_starts = [row[0].start for row in self._told]

    def within(self, start: int, end: int, *, goes_on: bool = False) -> list[tuple[Span, When]]:
        """The expressions that begin in the stretch, in text order; all, or those that what is told next may be of."""
        starts = self._told_starts
        rows = self._told[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        return [(span, when) for span, when, holds in rows if holds or not goes_on]

    def day_before(self, offset: int) -> When | None:
        """The last single day named shortly before `offset`; None where there is none."""
        named = [when for _, when in self.within(max(0, offset - _STORY_REACH), offset) if when.days <= _ABOUT_A_WEEK]
        single = [when for when in named if when.days == 1]
        days = single or named
        return days[-1] if days else None

    def war_began(self) -> When | None:
        """The day on which the war that the article is about began; None where the register has none that fits."""
        war = self._war_told()
        return When.day(war.first) if war else None

    def _recent_war(self) -> When | None:
        """The same, of a war that was not long over: "before the war" of a later year may be before another."""
        war, published = self._war_told(), self._published
        if war is None or war.last is None or published is None:
            return self.war_began()
        return None if published.when.first - war.last > _LONG_OVER else When.day(war.first)

    def _war_told(self) -> Anchor | None:
        if not self._war_sought:
            self._war_sought = True
            latest = self._published.when.last if self._published else None
            self._war = next((w for w in spoken_of(self._text).wars if latest is None or w.first <= latest), None)
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
        start = max(self._paragraph_start(offset), offset - _PARAGRAPH_REACH)
        named = [
            when
            for span, when in self.within(start, offset, goes_on=True)
            if when.days <= _A_SEASON and not _OPENING.search(self._text, max(start, span.start - 24), span.start)
        ]
        past = [when for when in named if self._published is None or when.last <= self._published.when.last]
        return past[-1] if past else None

    def _paragraph_start(self, offset: int) -> int:
        """Where the paragraph begins, or the heading right above it: "What happened on 19 September?"."""
        start = self._text.rfind("\n", 0, offset) + 1
        above = "\n" * (start < _HEADING_CHARS) + self._text[max(0, start - _HEADING_CHARS) : start].rstrip()
        heading = above.rpartition("\n")[2] if "\n" in above else ""
        return start - len(heading) - _BREAK if heading and not heading.endswith((".", ",", "”", '"')) else start

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
