"""The timeline: what is said to have happened, in the order of its own dates, with a grid of how much when."""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from counterclaim.records.claim import Claim
from counterclaim.show.charts.drawing import Chart
from counterclaim.show.charts.timeline import timeline_chart
from counterclaim.show.tables import EVENTS
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
    """All dated events by their stretch: a page looks through stretches, of which there are far fewer."""

    events: Mapping[Stretch, tuple[str, ...]]  # ids of claims, in order; the stretches in order
    undated: int


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


def moments_of(claims: Iterable[Claim]) -> Moments:
    """The dated events in order, and how many events have no date."""
    found: dict[Stretch, list[str]] = {}
    undated = 0
    for claim in claims:
        if (stretch := _stretch_of(claim)) is None:
            undated += 1
        else:
            found.setdefault(stretch, []).append(claim.id)
    return Moments({stretch: tuple(sorted(found[stretch])) for stretch in sorted(found)}, undated)


def _stretch_of(claim: Claim) -> Stretch | None:
    if claim.when is None:
        return None
    return Stretch(claim.when.first, claim.when.last, claim.track.value if claim.track else "other")


def timeline_page(site: Site, asked: TimelineAsked) -> Page:
    """One page of events, with the grid of all that are asked for."""
    moments = site.snapshot.moments
    counts = {stretch: len(ids) for stretch, ids in moments.events.items() if _is_wanted(stretch, asked)}
    cells, stretch = grid(counts)
    found = list(islice(_wanted(site, asked), PAGE_ROWS + 1))
    shown = found[:PAGE_ROWS]
    kept: dict[str, str | int | None] = {
        "since": asked.since.isoformat() if asked.since else None,
        "until": asked.until.isoformat() if asked.until else None,
        "track": asked.track,
    }
    following = shown[-1] if len(found) > PAGE_ROWS else None
    tracks: Counter[str] = Counter()
    for told, ids in moments.events.items():
        tracks[told.track] += len(ids)
    view = TimelineView(
        chart=timeline_chart([(c.first, c.after, c.track, c.events) for c in cells], "timeline-table", stretch),
        cells=tuple(cells),
        stretch=stretch,
        claims=tuple(map(site.snapshot.ledger.view.claim, shown)),
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


def timeline_data(site: Site, asked: TimelineAsked) -> Data[Claim]:
    """All events asked for, in the order of their dates."""
    return Data(EVENTS, map(site.snapshot.ledger.view.claim, _wanted(site, asked)))


def _wanted(site: Site, asked: TimelineAsked) -> Iterator[str]:
    """Ids of the events whose days reach into the stretch asked for, beginning behind `after`, one by one."""
    events = site.snapshot.moments.events
    last = site.snapshot.ledger.view.claim(asked.after) if asked.after else None
    begun = _stretch_of(last) if last else None
    for stretch, ids in events.items():
        if _is_wanted(stretch, asked) and (begun is None or stretch >= begun):
            yield from ids if last is None or stretch != begun else ids[bisect_right(ids, last.id) :]


def _is_wanted(stretch: Stretch, asked: TimelineAsked) -> bool:
    return (
        (asked.since is None or stretch.last >= asked.since)
        and (asked.until is None or stretch.first <= asked.until)
        and (asked.track is None or stretch.track == asked.track)
    )


def grid(counts: Mapping[Stretch, int]) -> tuple[list[Cell], str]:
    """Counts by stretch of time and track; an event of several stretches counts in the one of its middle.

    The stretches are days, weeks, months or years: the shortest of which there are no more than MOST_STRETCHES. Where
    the years themselves are more, only the last so many are counted: the events before are in the list.
    """
    if not counts:
        return [], "day"
    by_day: Counter[tuple[int, str]] = Counter()
    for told, number in counts.items():
        by_day[told.middle, told.track] += number
    first, last = _bulk(by_day)
    span = last - first + 1
    stretch = next(
        (s for s, long in zip(_STRETCHES, (1, 7, 30.5, 365), strict=True) if span / long <= MOST_STRETCHES), "year"
    )
    earliest = last - _DAYS[stretch] * MOST_STRETCHES
    found: Counter[tuple[dt.date, str]] = Counter()
    for (day, track), number in by_day.items():
        if day >= earliest:
            found[(_start(dt.date.fromordinal(day), stretch), track)] += number
    cells = [Cell(start, _next(start, stretch), track, number) for (start, track), number in sorted(found.items())]
    return cells, stretch


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
