"""The timeline: what is said to have happened, in the order of its own dates, with a grid of how much when."""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.show.charts.drawing import Chart
from counterclaim.show.charts.timeline import timeline_chart
from counterclaim.show.tables import EVENTS
from counterclaim.show.web.pages.base import PAGE_ROWS, Choice, Data, Page, Paging, Site

# Cells of the grid along the axis of days: wider stretches are taken until there are no more of them.
MOST_STRETCHES = 60
_STRETCHES = ("day", "week", "month", "year")
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An event's place in the timeline, light enough to keep of every event."""

    first: dt.date
    last: dt.date
    claim: str
    track: str

    @property
    def middle(self) -> int:
        """The ordinal of its middle day."""
        return (self.first.toordinal() + self.last.toordinal()) // 2


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
class TimelineView:
    """One page of the timeline."""

    chart: Chart | None
    cells: tuple[Cell, ...]
    stretch: str
    claims: tuple[Claim, ...]
    undated: int
    tracks: tuple[Choice, ...]
    asked: TimelineAsked
    paging: Paging


def moments_of(claims: Iterable[Claim]) -> tuple[tuple[Moment, ...], int]:
    """The dated events in order, and how many events have no date."""
    found, undated = [], 0
    for claim in claims:
        if claim.when is None:
            undated += 1
            continue
        found.append(Moment(claim.when.first, claim.when.last, claim.id, claim.track.value if claim.track else "other"))
    return tuple(sorted(found)), undated


def timeline_page(site: Site, asked: TimelineAsked) -> Page:
    """One page of events, with the grid of all that are asked for."""
    every, undated = site.snapshot.moments
    wanted = _wanted(every, asked)
    cells, stretch = grid(wanted)
    start = 0
    if asked.after:
        start = next((i for i, m in enumerate(wanted, 1) if m.claim == asked.after), 0)
    shown = wanted[start : start + PAGE_ROWS]
    kept: dict[str, str | int | None] = {
        "since": asked.since.isoformat() if asked.since else None,
        "until": asked.until.isoformat() if asked.until else None,
        "track": asked.track,
    }
    following = shown[-1].claim if start + PAGE_ROWS < len(wanted) else None
    page = asked.number + 1 if site.links.static else None
    tracks = Counter(m.track for m in every)
    view = TimelineView(
        chart=timeline_chart([(c.first, c.after, c.track, c.events) for c in cells], "timeline-table", stretch),
        cells=tuple(cells),
        stretch=stretch,
        claims=tuple(site.snapshot.ledger.view.claim(moment.claim) for moment in shown),
        undated=undated,
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
            total=len(wanted),
            following=site.links.page("timeline", **kept, after=following, page=page) if following else None,
            first=site.links.page("timeline", **kept) if asked.after else None,
            after=following,
        ),
    )
    return Page("timeline.html", "timeline", "Timeline", view, path=("timeline", kept))


def timeline_data(site: Site, asked: TimelineAsked) -> Data[Claim]:
    """All events asked for, in the order of their dates."""
    wanted = _wanted(site.snapshot.moments[0], asked)
    return Data(EVENTS, (site.snapshot.ledger.view.claim(moment.claim) for moment in wanted))


def _wanted(every: Sequence[Moment], asked: TimelineAsked) -> list[Moment]:
    """Events whose days reach into the stretch asked for."""
    end = bisect_right(every, asked.until, key=_first) if asked.until else len(every)
    found = every[:end]
    return [
        m
        for m in found
        if (asked.since is None or m.last >= asked.since) and (asked.track is None or m.track == asked.track)
    ]


def grid(moments: Sequence[Moment]) -> tuple[list[Cell], str]:
    """Counts by stretch of time and track; an event of several stretches counts in the one of its middle.

    The stretches are days, weeks, months or years: the shortest of which there are no more than MOST_STRETCHES. Where
    the years themselves are more, only the last so many are counted: the events before are in the list.
    """
    if not moments:
        return [], "day"
    days = sorted(moment.middle for moment in moments)
    # the outermost hundredth on either side does not decide on the grain
    spare = len(days) // 100
    first, last = days[spare], days[-1 - spare]
    span = last - first + 1
    stretch = next(
        (s for s, long in zip(_STRETCHES, (1, 7, 30.5, 365), strict=True) if span / long <= MOST_STRETCHES), "year"
    )
    earliest = last - _DAYS[stretch] * MOST_STRETCHES
    by_day = Counter((moment.middle, moment.track) for moment in moments)
    counts: Counter[tuple[dt.date, str]] = Counter()
    for (day, track), number in by_day.items():
        if day >= earliest:
            counts[(_start(dt.date.fromordinal(day), stretch), track)] += number
    cells = [Cell(start, _next(start, stretch), track, number) for (start, track), number in sorted(counts.items())]
    return cells, stretch


def _first(moment: Moment) -> dt.date:
    return moment.first


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
