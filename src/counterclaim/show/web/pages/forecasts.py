"""Forecasts: those that are due first, then open, then judged; how well words and outcomes agree."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.comparison.scores import Record
from counterclaim.flow.analysing import with_evidence
from counterclaim.records.forecasts import ForecastState, TrackedForecast
from counterclaim.show.charts.calibration import calibration_chart
from counterclaim.show.charts.drawing import Chart
from counterclaim.show.tables import FORECASTS
from counterclaim.show.web.pages.base import Choice, Data, Page, Paging, Site, next_number

MOST_RECORDS = 30
FORECASTS_SHOWN = 30  # on one page: each brings the later claims that bear on it along
MOST_EVIDENCE = 3  # of these; the page's data has all


@dataclass(frozen=True, slots=True)
class ForecastsAsked:
    """Which forecasts are asked for."""

    state: str | None = None
    after: str | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class ForecastsView:
    """One page of forecasts."""

    forecasts: tuple[TrackedForecast, ...]
    states: tuple[Choice, ...]
    paging: Paging
    today: dt.date
    calibration: Chart | None
    bins: tuple[tuple[float, float, int, int], ...]  # likelihood range, judged, came true
    records: tuple[Record, ...]  # makers with judged forecasts
    most_evidence: int = MOST_EVIDENCE


def forecasts_page(site: Site, asked: ForecastsAsked) -> Page:
    """One page of forecasts."""
    wanted = _wanted(site, asked)
    start = next((i for i, f in enumerate(wanted, 1) if f.id == asked.after), 0) if asked.after else 0
    shown = wanted[start : start + FORECASTS_SHOWN]
    last = shown[-1].id if start + FORECASTS_SHOWN < len(wanted) else None
    counts = Counter(f.state.value for f in site.snapshot.forecasts)
    page = next_number(site, asked.number)
    records = site.snapshot.forecast_records
    bins = _pooled(records)
    view = ForecastsView(
        forecasts=site.snapshot.followed(shown),
        states=tuple(
            Choice(s.value, s.value, s == asked.state, counts[s.value],
                   site.links.page("forecasts", state=None if s == asked.state else s.value))
            for s in (ForecastState.DUE, ForecastState.OPEN, ForecastState.JUDGED) if counts[s.value]
        ),
        paging=Paging(
            shown=len(shown),
            total=len(wanted),
            following=site.links.page("forecasts", state=asked.state, after=last, page=page) if last else None,
            first=site.links.page("forecasts", state=asked.state) if asked.after else None,
            after=last,
        ),
        today=site.as_of or site.snapshot.today,
        calibration=calibration_chart(
            [((low + high) / 2, came / number, number) for low, high, number, came in bins], "calibration-table"
        ),
        bins=bins,
        records=tuple(record for record in records if record.judged)[:MOST_RECORDS],
    )  # fmt: skip
    return Page("forecasts.html", "forecasts", "Forecasts", view, path=("forecasts", {"state": asked.state}))


def _pooled(records: Sequence[Record]) -> tuple[tuple[float, float, int, int], ...]:
    """All makers' bins together: how many were called so likely, and how many of them came true."""
    found: dict[tuple[float, float], list[int]] = {}
    for record in records:
        for low, high, number, came in record.bins:
            held = found.setdefault((low, high), [0, 0])
            held[0] += number
            held[1] += came
    return tuple((low, high, number, came) for (low, high), (number, came) in sorted(found.items()))


def forecasts_data(site: Site, asked: ForecastsAsked) -> Data[TrackedForecast]:
    """All forecasts asked for."""
    return Data(FORECASTS, with_evidence(site.snapshot.ledger, _wanted(site, asked)))


def _wanted(site: Site, asked: ForecastsAsked) -> Sequence[TrackedForecast]:
    every = site.snapshot.forecasts_by_state
    return [forecast for forecast in every if forecast.state == asked.state] if asked.state else every
