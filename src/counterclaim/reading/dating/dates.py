"""Evidence from the dates that a text names: stated, full, years, dates without a year."""

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from itertools import repeat

from counterclaim.reading.dating.constraints import YEARS, Constraint, clipped, since, until
from counterclaim.reading.dating.evidence import Evidence, Kind, quoted
from counterclaim.reading.layout.datelines import Beside, Date
from counterclaim.reading.timex.anchors import LAST_KNOWN
from counterclaim.reading.timex.calendar import Pair, add_days, add_months, add_units, day_of, month_pair, year_pair
from counterclaim.reading.timex.clauses import SO_LONG_AGO, Located
from counterclaim.reading.timex.words import lexicon

_LEAD_SENTENCES = 3
# How far ahead a day, a month ("the November election") is named without its year.
_DAY_AHEAD_DAYS, _MONTH_AHEAD_DAYS = 150, 240
_SAID_ON = re.compile(r"\b(?:said|says|told \w+|announced|reported|warned)(?: here)?(?: on| late| early)?\s\Z")
_LEAD_CHARS = 400  # of the sentence after a dateline
_CLOCK = re.compile(r",?\s(?:at )?\d{1,2}[:.]\d\d")
_MOST_WITHOUT_YEAR = 12
_UNTIL = re.compile(r"\b(?:until|till|through|by)\s\Z", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s\Z", re.IGNORECASE)
_REPORTED_WITHIN_DAYS = 10
_MONTH_ENDS_DAYS = 5
_OPENING = re.compile(
    r"\b(?:early(?:\s(?:in|this|on))?|(?:the\s)?(?:start|beginning|outset)\sof|mid-?)\s?(?:in\s)?[A-Z][a-z]+\.?\Z"
)
_NEEDS_NO_YEAR_DAYS = 330  # a date that stands without its year lies no further back
# "the 2016 election" is spoken of long before it comes.
_OF_A_CYCLE = re.compile(
    r"\W*(?:\w+ )?(?:elections?|race|campaign|vote|primar|ballot|budget|nominat|candidate|presidential|olympic|"
    r"world cup|season|deadline|goal|target)",
    re.IGNORECASE,
)


def stated_date(evidence: Evidence) -> Iterator[Constraint]:
    """A publication line or a dateline gives the day itself; several ("published …, updated …") the days between."""
    own = [x for x in evidence.lines if x.beside in (Beside.NOTHING, Beside.NAME) and not x.ends_period]
    days = [pair for line in own for way in line.ways for pair in _days_of(way)]
    words = [evidence.text_of(x.span) for x in own]
    if not days and evidence.opening:
        days = [pair for way in evidence.opening.ways for pair in _days_of(way)]
        words = [evidence.text_of(evidence.opening.span)]
    if days:
        if len(own) > 1 and all(w.year and w.day for x in own for w in x.ways):
            days = [(min(days)[0], max(days)[1])]
        yield Constraint(clipped(days), 10.0, f"date line {' / '.join(dict.fromkeys(words))}")


def dateline_in_its_war(evidence: Evidence) -> Iterator[Constraint]:
    """A dateline without its year: the lead names the same weekday, or that of the day before; a war was under way.

    Agencies leave the year out and name the day of their news in the first sentence: "BEIRUT, Oct 22 … on Tuesday".
    Where somebody says it on that day, it is the dateline's own.
    """
    opening = evidence.opening
    if opening is None or any(way.year for way in opening.ways):
        return
    days = [day for way in opening.ways for day, _ in _days_of(way)]
    words = evidence.text_of(opening.span)
    lead = _weekday_of_lead(evidence, opening.span.end)
    if lead is not None:
        weekday, said = lead
        days = [d for d in days if (d.weekday() - weekday) % 7 in ((0,) if said else (0, 1))]
        yield Constraint(clipped([(d, d) for d in days]), 2.0, f"{words} is or follows the weekday of the lead")
    fought = [d for d in days if any(w.first <= d <= (w.last or LAST_KNOWN) for w in evidence.wars)]
    if len(fought) == 1:
        yield Constraint(clipped([(fought[0], fought[0])]), 2.0, f"{words} lies in a war that it speaks of")


def _weekday_of_lead(evidence: Evidence, start: int) -> tuple[int, bool] | None:
    """The first weekday by itself in the sentence that follows the dateline, and whether somebody speaks on it."""
    after = [x for x in evidence.located if x.expression.span.start >= start]
    for located in after:
        m = located.expression.meaning
        if located.sentence != after[0].sentence or located.expression.span.start > start + _LEAD_CHARS:
            return None
        if m.weekday is not None and not m.month and not m.relation and not m.repeated and not located.future:
            return m.weekday, bool(_SAID_ON.search(located.before[-24:]))
    return None


def dates_beside_titles(evidence: Evidence) -> Iterator[Constraint]:
    """A title may carry the day, a report the last day of its period, a copyright line the year."""
    for line in evidence.lines:
        words = evidence.text_of(line.span)
        days = [pair for way in line.ways for pair in _days_of(way)]
        if line.beside is Beside.COPYRIGHT:
            # Pages renew the year in their footers: it may be later than the article's, hardly earlier.
            yield Constraint(clipped(days), 1.0, f"copyright {words}")
            yield Constraint(until(max(days)[1]), 1.5, f"copyright {words}")
        elif line.ends_period:
            soon = [(a, x) for a, _ in days if (x := add_days(a, _REPORTED_WITHIN_DAYS))]
            yield Constraint(clipped(soon), 5.0, f"the period reported on ends on {words}")
        elif line.beside is Beside.TITLE:
            yield Constraint(clipped(days), 5.0, f"a title of {words}")


def _days_of(way: Date) -> list[Pair]:
    """The calendar days, months or years that the date can be: one for each year where it names none."""
    if way.month is None:
        year = year_pair(way.year) if way.year else None
        return [year] if year else []
    if way.day is None:
        return [month_pair(way.year, way.month)] if way.year else []
    days = (day_of(y, way.month, way.day) for y in ([way.year] if way.year else YEARS))
    return [(d, d) for d in days if d and way.weekday in (None, d.weekday())]


def full_dates(evidence: Evidence) -> Iterator[Constraint]:
    """Days with their year: past ones stand before publication, the latest of them not long before."""
    past: dict[dt.date, Located] = {}
    for located in evidence.located:
        m = located.expression.meaning
        if not (m.year and m.month and m.day and not m.bc):
            continue
        day = day_of(m.year, m.month, m.day)
        if day is None:
            continue
        if located.future:
            yield Constraint(until(day), 1.5, f"{quoted(located)} is still to come")
        elif located.sentence < _LEAD_SENTENCES and _CLOCK.match(located.after):
            yield Constraint(clipped([(day, day + dt.timedelta(1))]), 4.0, f"{quoted(located)} is a time stamp")
        elif not located.present and not _UNTIL.search(located.before[-12:]):
            past.setdefault(day, located)
    for day in sorted(past)[-6:]:
        yield Constraint(since(day), 1.5, f"{quoted(past[day])} is past")
    if past:
        day = max(past)
        # A date with its year is often an old one; with its weekday it is the news itself, with the time a time stamp.
        told = past[day].expression.meaning.weekday is not None or _CLOCK.match(past[day].after)
        lead = past[day].sentence < _LEAD_SENTENCES
        recent = clipped([(day, day + dt.timedelta(60))])
        yield Constraint(recent, 1.0 if told else 0.8 if lead else 0.5, f"{quoted(past[day])} is the latest date")


def dates_so_long_ago(evidence: Evidence) -> Iterator[Constraint]:
    """ "November 27, 2024, a year ago last week": the day, and how long ago it was when this was written."""
    for located, found in _so_long_ago(evidence):
        m = located.expression.meaning
        day = day_of(m.year or 0, m.month or 0, m.day or 0)
        if day is None:
            continue
        count = lexicon()["numbers"].get(found["count"].lower(), 1) if found["count"].isalpha() else int(found["count"])
        then = add_units(day, count, found["unit"][0].upper())
        low, high = _AGO_WINDOWS[" ".join((found["when"] or "").lower().split())]
        pair = (then + dt.timedelta(low), then + dt.timedelta(high)) if then else None
        yield Constraint(clipped([pair] if pair else []), 4.0, f"{quoted(located)}: {found.group().strip(' ,')}")


def _so_long_ago(evidence: Evidence) -> Iterator[tuple[Located, re.Match[str]]]:
    for located in evidence.located:
        m = located.expression.meaning
        if m.year and m.month and m.day and not m.bc and (found := SO_LONG_AGO.match(located.after)):
            yield located, found


# Days after the anniversary on which it may be written; without a word for it an anniversary is spoken of near its day.
_AGO_WINDOWS = {
    "": (-21, 21),
    "today": (0, 0),
    "yesterday": (1, 1),
    "this week": (-6, 6),
    "last week": (1, 13),
    "this month": (-30, 30),
    "last month": (1, 61),
}


def years_named(evidence: Evidence) -> Iterator[Constraint]:
    """Years, and months or seasons of a year; a decade has begun too ("well into the 1950s")."""
    seen: set[tuple[int, int | None, bool]] = set()
    latest: tuple[Pair, Located] | None = None
    for located in evidence.located:
        m = located.expression.meaning
        if m.decade and not located.future:
            yield Constraint(since(dt.date(m.decade, 1, 1)), 1.0, f"{quoted(located)} has begun")
        if not m.year or m.day or m.bc or _OF_A_CYCLE.match(located.after):
            continue
        if (m.year, m.month, located.future) in seen:
            continue
        seen.add((m.year, m.month, located.future))
        pair = month_pair(m.year, m.month) if m.month else year_pair(m.year)
        if pair is None:
            continue
        if located.future:
            yield Constraint(until(pair[1]), 1.0, f"{quoted(located)} is still to come")
            continue
        yield Constraint(since(pair[0]), 1.0, f"{quoted(located)} has begun")
        if latest is None or pair > latest[0]:
            latest = pair, located
    if latest:
        (first, last), located = latest
        stop = add_months(last, 12)
        # News seldom names the year that it is written in: the latest year may be long past.
        weight = 0.5 if located.expression.meaning.month else 0.4
        yield Constraint(
            clipped([(first, stop)]) if stop else (),
            weight,
            f"{quoted(located)} is the latest year named",
            closes=False,
        )


def dates_without_year(evidence: Evidence) -> Iterator[Constraint]:
    """A day or a month without a year is one of the year before publication, mostly of the weeks before.

    Not in a story that is told from so many years on: its days are those of its own year.
    """
    if any(_so_long_ago(evidence)):
        return
    named = [m for m in evidence.mentions if m.anchor.kind in ("event", "memory")]
    recent: list[tuple[str, tuple[Pair, ...]]] = []
    for located in _without_year(evidence.located):
        m = located.expression.meaning
        if any(x.span.overlaps(located.expression.span) and x.anchor.first.month == m.month for x in named):
            continue  # "Sept. 11" is a name
        if located.present or _is_when_war_began(evidence, located):
            continue
        # "At the start of September" is written from then on, "in September" when it is over or nearly.
        opens = m.day is None and bool(_OPENING.search(f"{located.before[-24:]}{located.words}"))
        day = (m.month or 1, 1 if opens else m.day, m.weekday)
        words = quoted(located)
        if located.future:
            ahead = _MONTH_AHEAD_DAYS if m.day is None else _DAY_AHEAD_DAYS
            yield Constraint(_around_each(*day, before=ahead, after=0), 0.8, f"{words} is still to come")
            continue
        weight = 3.0 if m.weekday is not None else 1.0 if m.day else 0.5
        yield Constraint(_around_each(*day, before=0, after=_NEEDS_NO_YEAR_DAYS), weight, f"{words} needs no year")
        lasting = _SINCE.search(located.before[-12:])  # what has lasted since then may be longer ago
        reach = _around_each(*day, before=0, after=120 if lasting else 40 if m.day else 75)
        yield Constraint(reach, 0.2 if m.day else 0.12, f"{words} is recent", closes=False)
        recent.append((words, reach))
        yield from _of_known_events(evidence, located)
    if recent:
        # The latest of them is; which one that is, their years tell.
        reason = f"one of {len(recent)} dates without a year is recent" if recent[1:] else f"{recent[0][0]} is recent"
        yield Constraint(clipped(pair for _, reach in recent for pair in reach), 0.4, reason, closes=False)


def feasts_ahead(evidence: Evidence) -> Iterator[Constraint]:
    """ "Could pass before Christmas" is written in the weeks before it."""
    for located in evidence.located:
        m = located.expression.meaning
        month, day = lexicon()["holidays"].get(m.holiday or "", (0, 0))
        if month and not (m.year or m.relation) and (located.future or _BEFORE_FEAST.search(located.before[-24:])):
            reach = _around_each(month, day, None, before=_FEAST_AHEAD_DAYS, after=0)
            yield Constraint(reach, 0.5, f"{quoted(located)} is still to come")


_BEFORE_FEAST = re.compile(r"\b(?:before|by|until|ahead\sof|in\stime\sfor)\s(?:the\s)?\Z", re.IGNORECASE)
_FEAST_AHEAD_DAYS = 75


def _is_when_war_began(evidence: Evidence, located: Located) -> bool:
    """ "Since February", "where they stood on February 23": how a war began is named without its year for years."""
    m = located.expression.meaning
    lasting = bool(_SINCE.search(located.before[-12:]))
    return m.weekday is None and any(
        m.month == war.first.month and (lasting if m.day is None else abs(m.day - war.first.day) <= 1)
        for war in evidence.wars
    )


def _of_known_events(evidence: Evidence, located: Located) -> Iterator[Constraint]:
    """ "On February 17", in an article that names a town which fell on a 17 February, is that day."""
    m = located.expression.meaning
    shared = (a.first for a in evidence.among if a.kind == "event" and a.one_day and a.first.day == m.day)
    days = sorted({day for day in shared if day.month == m.month and m.weekday in (None, day.weekday())})
    if days:
        pairs = [(day, day + dt.timedelta(_NEEDS_NO_YEAR_DAYS)) for day in days]
        yield Constraint(clipped(pairs), 1.0, f"{quoted(located)} is {' or '.join(day.isoformat() for day in days)}")


def _without_year(located: Sequence[Located]) -> Iterator[Located]:
    """Dates without a year that do not hang on a year named in the same sentence; the first dozen."""
    year_at, count = -9, 0
    for x in located:
        m = x.expression.meaning
        if m.year:
            year_at = x.sentence
        elif m.month and not m.of_year and m.relation is None and x.sentence != year_at:
            count += 1
            yield x
            if count == _MOST_WITHOUT_YEAR:
                return


@functools.lru_cache(maxsize=512)  # articles of one batch name the same days: 14 kB each
def _around_each(month: int, day: int | None, weekday: int | None, *, before: int, after: int) -> tuple[Pair, ...]:
    """The day, or the end of the month, in each year where it is that weekday, with so many days before and after it.

    "In January" is written when January is over, or nearly: "this month" before.
    """
    if day is None:
        pairs = [(last - dt.timedelta(_MONTH_ENDS_DAYS), last) for _, last in map(month_pair, YEARS, repeat(month))]
    else:
        days = (day_of(year, month, day) for year in YEARS)
        pairs = [(d, d) for d in days if d and weekday in (None, d.weekday())]
    return clipped([(a - dt.timedelta(before), b + dt.timedelta(after)) for a, b in pairs])


KINDS: tuple[Kind, ...] = (
    stated_date,
    dateline_in_its_war,
    dates_beside_titles,
    full_dates,
    dates_so_long_ago,
    years_named,
    dates_without_year,
    feasts_ahead,
)
