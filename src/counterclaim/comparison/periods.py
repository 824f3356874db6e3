"""Which period a claim speaks of, how far two periods lie apart, and how a period is said in a title.

In: claims with their dates. Out: Period, days, words.
"""

import datetime as dt
import re
from dataclasses import dataclass

from counterclaim.comparison.words import LONGEST
from counterclaim.records.claim import Claim
from counterclaim.records.when import When

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})\b", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})\s+({_MONTH})\b", re.IGNORECASE)
# Words by which a sentence has a day of its own.
_DAY_SAID = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|to(?:day|night)|yesterday|overnight|hours?"
    r"|this (?:morning|afternoon|evening|week)|(?:past|last) (?:\w+ )?(?:days?|nights?|week)"
    rf"|{_MONTH_DAY.pattern}|{_DAY_MONTH.pattern})\b",
    re.IGNORECASE,
)
# Two tolls of a war "as of" days this far apart may still be the same count: reports quote yesterday's figure. The toll
# of one event is another one every day: it is revised while the rubble is searched.
NEAR_DAYS = 2
# A long count is renewed slowly: a difference of 5 % of the time that it covers does not make it another period.
NEAR_SHARE = 0.05
# An event whose days are more than this, up to its article's own, has no date of its own: it is told as news.
LATELY = 7


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` (None = not said) to `end` (None = no date at all)."""

    since: When | None
    end: When | None
    said: bool  # whether the claim itself dates its end; False: taken from the article's publication

    @property
    def day(self) -> dt.date | None:
        """The day by which periods are put in order: the middle of the end."""
        if self.end is None:
            return None
        return self.end.first + (self.end.last - self.end.first) // 2


def period_of(claim: Claim) -> Period:
    """The period of a figure (since, as of) or an event (when)."""
    if claim.kind == "event":
        when = claim.when if claim.when and not _is_lately(claim) else _published(claim)
        return Period(None, when, claim.when is not None)
    if claim.as_of:
        return Period(claim.since, claim.as_of, True)
    return Period(claim.since, _published(claim), False)


def _is_lately(claim: Claim) -> bool:
    """Whether an event is dated by nothing but its tense: "had shelled" is some time up to publication."""
    published = claim.article.published
    return bool(
        claim.when and published and claim.when.last == published.last and claim.when.days > max(LATELY, published.days)
    )


def _published(claim: Claim) -> When | None:
    return claim.said or claim.article.published


def days_apart(a: When, b: When) -> int:
    """How many days lie between two intervals; 0 where they touch."""
    if a.overlaps(b):
        return 0
    return (b.first - a.last).days if a.last < b.first else (a.first - b.last).days


def near_days(a: Period, b: Period) -> int:
    """How far apart, in days, the ends of two counts may lie and still be of one period."""
    since = a.since or b.since
    if since is None or a.end is None or b.end is None:
        return 0
    covered = (min(a.end.last, b.end.last) - since.first).days
    return max(NEAR_DAYS, round(covered * NEAR_SHARE))


def same_period(a: Period, b: Period) -> bool | None:
    """Whether two counts cover the same period; None where one has no date."""
    if a.end is None or b.end is None:
        return None
    if days_apart(a.end, b.end) > near_days(a, b):
        return False
    if a.since and b.since:
        return days_apart(a.since, b.since) <= near_days(a, b)
    return True


def is_dated_by_telling(claim: Claim) -> bool:
    """Whether a figure has no date but its article's: "the ministry put the dead at 74", weeks after the event."""
    published = claim.article.published
    if published is None or claim.since or (claim.as_of and not claim.as_of.overlaps(published)):
        return False
    return not _DAY_SAID.search(claim.context[:LONGEST])


def days_named(text: str) -> frozenset[tuple[str, str]]:
    """The days that a text names by month and number, whatever the order: "October 19", "19 Oct"."""
    found = _MONTH_DAY.findall(text) + [(m, d) for d, m in _DAY_MONTH.findall(text)]
    return frozenset((month[:3].casefold(), day) for month, day in found)


def when_words(when: When) -> str:
    """A date as a title says it: "11 March 2022", "early March 2022", "March 2022", "11–13 March 2022", "2022"."""
    first, last = when.first, when.last
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return month_words(first)
        return _joined(month_words(first), month_words(last), first.year == last.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month_words(last)}"
    return _joined(
        f"{first.day} {month_words(first)}", f"{last.day} {month_words(last)}", same_year=first.year == last.year
    )


def _joined(first: str, last: str, same_year: bool) -> str:
    return f"{first.rsplit(' ', 1)[0] if same_year else first} – {last}"


def month_words(day: dt.date) -> str:
    """ "March 2022"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def end_words(when: When) -> str:
    """The end of a count in words of a title: a day stays a day, a few days become a part of the month."""
    if when.days == 1 or when.days > 31:
        return when_words(when)
    middle = when.first + (when.last - when.first) // 2
    if (when.first.year, when.first.month) != (when.last.year, when.last.month):
        return when_words(When.between(when.first, when.last))
    if when.days > 16:
        return month_words(middle)
    part = "early" if middle.day <= 12 else "mid-" if middle.day <= 20 else "late"
    return f"{part}{'' if part.endswith('-') else ' '}{month_words(middle)}"


def span_words(since: When | None, end: When | None) -> str:
    """ "24 February to early March 2022", "12 to 16 May 2024", "April 2025", "" where nothing is known."""
    if end is None:
        return f"since {when_words(since)}" if since else ""
    if since is None or since.overlaps(end):
        return end_words(end)
    last = end_words(end)
    first = when_words(since)
    if first.endswith(str(end.last.year)) and since.first.year == end.last.year:
        first = first.removesuffix(f" {since.first.year}")
        if end.days == 1 and since.days == 1 and since.first.month == end.last.month:
            first = str(since.first.day)
    return f"{first} to {last}"
