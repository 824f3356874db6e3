"""Over which time a figure counts: since when, and as of when it was so.

In:  Counted, the article's time expressions, its publication date, who says it when.   Out: Period.
"As of April", "on March 2", "since the invasion", "over the same period"; else the day of saying, else publication.
"""

import bisect
import datetime as dt
import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from counterclaim.reading.figures.counted import Counted
from counterclaim.records.article import Published
from counterclaim.records.reading import Attribution, Time
from counterclaim.records.span import Span
from counterclaim.records.when import When


@dataclass(frozen=True, slots=True)
class Period:
    """Since when (inclusive) and as of when; None = the text gives none."""

    since: When | None
    as_of: When | None


@dataclass(frozen=True, slots=True)
class War:
    """A war and the day it began. All groups of `words` must have a word in the article."""

    name: str
    began: dt.date
    words: tuple[re.Pattern[str], ...]


_AS_OF = re.compile(
    r"\b(?:as\sof|by|until|up\sto|through|till)\s(?:the\s)?(?:end\sof\s|early\s|late\s|mid-?)?\Z", re.IGNORECASE
)
_STRICT_AS_OF = re.compile(r"\bas\sof\s(?:the\s)?(?:end\sof\s|early\s|late\s|mid-?)?\Z", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b[^.;,]{0,60}\Z", re.IGNORECASE)
_SINCE_WAR = re.compile(
    r"\bsince\s(?:(?:the\s)?(?:start|beginning|outbreak|onset|launch|first\sdays?)\sof\s)?(?:(?:the|its|his|this|their|a)\s)?(?:[\w’'-]+\s){0,4}?"
    r"(?:invasion|war|conflict|fighting|hostilities|special\smilitary\soperation|(?:full-scale|ground)\s(?:assault|offensive))\b"
    r"|\bsince\s(?:\w+\s){1,4}(?:invaded|began|started|launched\s(?:its|the|his)\s[\w\s-]{0,30}(?:invasion|war|assault|offensive))",
    re.IGNORECASE,
)
_SAME_PERIOD = re.compile(
    r"\b(?:over|during|in|for|within)\sth(?:e|at|is)\ssame\s(?:period|time|span|month|week|day|days)\b", re.IGNORECASE
)
_PAST_STRETCH = re.compile(r"\b(?:over|during|in|for|within)\s(?:the\s)?\Z", re.IGNORECASE)


class Dates:
    """The time expressions that stand for days, for look-up by sentence."""

    def __init__(self, times: tuple[Time, ...]) -> None:
        self._times = sorted(
            (t for t in times if t.when is not None and t.kind in ("DATE", "TIME", "DURATION")), key=lambda t: t.span
        )
        self._starts = [t.span.start for t in self._times]

    def within(self, start: int, end: int) -> list[tuple[Span, When]]:
        """The expressions that begin in the stretch, in text order."""
        rows = self._times[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]
        return [(t.span, t.when) for t in rows if t.when is not None]


def read_period(
    text: str,
    counted: Counted,
    *,
    dates: Dates,
    published: Published | None,
    attribution: Attribution | None,
    previous: Period | None,
) -> Period:
    """The period of one figure.

    Args:
        previous: the period of the figure before, which "over the same period" refers to.
    """
    start, end = counted.sentence.start_char, counted.sentence.end_char
    near = dates.within(start, end)
    since = next((when for span, when in near if _SINCE.search(text, max(start, span.start - 70), span.start)), None)
    if since is None and _SINCE_WAR.search(text, start, end):
        since = war_start(text, published)
    if previous is not None and _SAME_PERIOD.search(text, start, end):
        since, standing = since or previous.since, previous.as_of
    else:
        standing = None
    others = [(span, when) for span, when in near if when is not since and not _is_future(when, published)]
    as_of = _nearest(text, counted.quantity.span, others)
    if as_of is not None and published is not None and as_of.last > published.when.last:
        as_of = When.between(min(as_of.first, published.when.last), published.when.last)
    if as_of is None:
        as_of = standing or (attribution.said if attribution is not None else None)
    if as_of is None and published is not None:
        as_of = published.when
    return Period(since, as_of)


def _nearest(text: str, number: Span, near: list[tuple[Span, When]]) -> When | None:
    """ "As of" wins; then the nearest expression of the sentence."""
    for span, when in near:
        if _STRICT_AS_OF.search(text, max(0, span.start - 24), span.start) or text[
            span.start : span.end
        ].lower().startswith("as of"):
            return when
    ranked = sorted(near, key=lambda p: (abs(p[0].start - number.start), p[0].start))
    return ranked[0][1] if ranked else None


def _is_future(when: When, published: Published | None) -> bool:
    return published is not None and when.first > published.when.last


def war_start(text: str, published: Published | None) -> When | None:
    """The day on which the war that the article is about began; None where no row of wars.toml fits."""
    latest = published.when.last if published else None
    fitting = [
        war
        for war in _wars()
        if (latest is None or war.began <= latest) and all(words.search(text) for words in war.words)
    ]
    return When.day(max(fitting, key=lambda w: w.began).began) if fitting else None


@functools.cache
def _wars() -> tuple[War, ...]:
    raw = tomllib.loads(resources.files(__package__).joinpath("wars.toml").read_text(encoding="utf-8"))
    return tuple(
        War(
            row["name"],
            dt.date.fromisoformat(row["began"]),
            tuple(re.compile(rf"\b(?:{'|'.join(map(re.escape, group))})(?!\w)") for group in row["words"]),
        )
        for row in raw["wars"]
    )
