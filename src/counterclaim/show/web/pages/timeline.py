"""The timeline: what is said to have happened, in the order of its own dates, with a grid of how much when."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.flow.happenings import Happening
from counterclaim.ledger.page_rows import Days
from counterclaim.show.charts.drawing import Chart
from counterclaim.show.charts.timeline import timeline_chart
from counterclaim.show.timeline import TIMELINE, Entry
from counterclaim.show.web.pages.base import PAGE_ROWS, Choice, Data, Page, Paging, Site, next_number

# Cells of the grid along the axis of days: wider stretches are taken until there are no more of them.
MOST_STRETCHES = 60
_STRETCHES = ("day", "week", "month", "year")
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """When an event is said to have been, and in which part of the war."""

    first: dt.date
    last: dt.date
    track: str

    @property
    def middle(self) -> int:
        """The ordinal of its middle day."""
        return (self.first.toordinal() + self.last.toordinal()) // 2


@dataclass(frozen=True, slots=True)
class Moments:
    """How many events there are of each stretch: a chart goes through stretches, of which there are far fewer."""

    counts: Mapping[Stretch, int]  # the stretches in order
    undated: int

    @classmethod
    def of(cls, counts: Iterable[tuple[str, str, str, int]], undated: int) -> "Moments":
        """Out of first day, last day (ISO 8601), track and number."""
        day = dt.date.fromisoformat
        return cls({Stretch(day(first), day(last), track): n for first, last, track, n in counts}, undated)


@dataclass(frozen=True, slots=True)
class TimelineAsked:
    """Which events are asked for."""

    since: dt.date | None = None
    until: dt.date | None = None
    track: str | None = None
    after: str | None = None  # id of the last event of the page before
    number: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid, as a row of its table."""

    first: dt.date
    after: dt.date
    track: str
    events: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by stretch of time and track, and what lies too far from the rest to be drawn beside it."""

    cells: tuple[Cell, ...] = ()
    stretch: str = "day"
    before: int = 0  # events before the first cell's stretch could begin
    behind: int = 0  # events behind the last


@dataclass(frozen=True, slots=True)
class TimelineView:
    """One page of the timeline."""

    chart: Chart | None
    grid: Grid
    events: tuple[Entry, ...]
    undated: int
    tracks: tuple[Choice, ...]
    asked: TimelineAsked
    paging: Paging


def timeline_page(site: Site, asked: TimelineAsked) -> Page:
    """One page of events, each once however often its article tells it, with the grid of all that are asked for."""
    moments = site.snapshot.moments
    counts = {stretch: number for stretch, number in moments.counts.items() if _is_wanted(stretch, asked)}
    drawn = grid(counts)
    events = site.snapshot.happenings.within(_days(asked), asked.after, PAGE_ROWS + 1)
    found = [_entry(event) for event in events]
    tracks: Counter[str] = Counter()
    for told, number in moments.counts.items():
        tracks[told.track] += number
    shown = found[:PAGE_ROWS]
    kept: dict[str, str | int | None] = {
        "since": asked.since.isoformat() if asked.since else None,
        "until": asked.until.isoformat() if asked.until else None,
        "track": asked.track,
    }
    following = shown[-1].claim.id if len(found) > PAGE_ROWS else None
    cells = [(c.first, c.after, c.track, c.events) for c in drawn.cells]
    view = TimelineView(
        chart=timeline_chart(cells, "timeline-table", drawn.stretch),
        grid=drawn,
        events=tuple(shown),
        undated=moments.undated,
        tracks=tuple(
            Choice(
                t,
                t,
                t == asked.track,
                n,
                site.links.page("timeline", **{**kept, "track": None if t == asked.track else t}),
            )
            for t, n in sorted(tracks.items())
        ),
        asked=asked,
        paging=Paging(
            shown=len(shown),
            total=sum(counts.values()),
            following=site.links.page("timeline", **kept, after=following, page=next_number(site, asked.number))
            if following
            else None,
            first=site.links.page("timeline", **kept) if asked.after else None,
            after=following,
        ),
    )
    return Page("timeline.html", "timeline", "Timeline", view, path=("timeline", kept))


def timeline_data(site: Site, asked: TimelineAsked) -> Data[Entry]:
    """All events asked for, in the order of their dates, each with the ids of the claims that tell of it again."""
    return Data(TIMELINE, map(_entry, site.snapshot.happenings.within(_days(asked), asked.after)))


def _is_wanted(stretch: Stretch, asked: TimelineAsked) -> bool:
    return (
        (asked.since is None or stretch.last >= asked.since)
        and (asked.until is None or stretch.first <= asked.until)
        and (asked.track is None or stretch.track == asked.track)
    )


def _days(asked: TimelineAsked) -> Days:
    return Days(
        asked.since.isoformat() if asked.since else None, asked.until.isoformat() if asked.until else None, asked.track
    )


def _entry(event: Happening) -> Entry:
    assert event.claim.when is not None, "only dated events stand on a timeline"
    return Entry(event.claim.when, event.claim, event.again)


def grid(counts: Mapping[Stretch, int]) -> Grid:
    """Counts by stretch of time and track; an event of several stretches counts in the one of its middle.

    The stretches are days, weeks, months or years: the shortest of which the bulk of the events takes no more than
    MOST_STRETCHES. What lies so many stretches off the bulk's other end is counted and not drawn: it would make all
    else a line.
    """
    if not counts:
        return Grid()
    by_day: Counter[tuple[int, str]] = Counter()
    for told, number in counts.items():
        by_day[told.middle, told.track] += number
    first, last = _bulk(by_day)
    span = last - first + 1
    stretch = next(
        (s for s, long in zip(_STRETCHES, (1, 7, 30.5, 365), strict=True) if span / long <= MOST_STRETCHES), "year"
    )
    reach = _DAYS[stretch] * MOST_STRETCHES
    before, behind = 0, 0
    found: Counter[tuple[dt.date, str]] = Counter()
    for (day, track), number in by_day.items():
        if day < last - reach:
            before += number
        elif day > max(first, last - reach) + reach:
            behind += number
        else:
            found[(_start(dt.date.fromordinal(day), stretch), track)] += number
    cells = [Cell(start, _next(start, stretch), track, number) for (start, track), number in sorted(found.items())]
    return Grid(tuple(cells), stretch, before, behind)


def _bulk(by_day: Mapping[tuple[int, str], int]) -> tuple[int, int]:
    """The first and the last day but for the outermost hundredth of the events on either side."""
    spare = sum(by_day.values()) // 100
    days = sorted(by_day)
    return _reached(days, by_day, spare), _reached(days[::-1], by_day, spare)


def _reached(days: Sequence[tuple[int, str]], by_day: Mapping[tuple[int, str], int], spare: int) -> int:
    """The day on which more than `spare` events have been passed."""
    passed = 0
    for day in days:
        passed += by_day[day]
        if passed > spare:
            return day[0]
    return days[-1][0]


def _start(day: dt.date, stretch: str) -> dt.date:
    if stretch == "week":
        return day - dt.timedelta(days=min(day.weekday(), day.toordinal() - 1))
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[stretch]


def _next(start: dt.date, stretch: str) -> dt.date:
    if stretch in {"day", "week"}:
        return start + dt.timedelta(days=min(1 if stretch == "day" else 7, dt.date.max.toordinal() - start.toordinal()))
    if stretch == "year" or start.month == 12:
        return start.replace(year=min(9999, start.year + 1), month=1)
    return start.replace(month=start.month + 1)
