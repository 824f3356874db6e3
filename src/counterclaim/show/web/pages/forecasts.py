"""Forecasts: those that are due first, then open, then judged; how well words and outcomes agree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.records.forecasts import ForecastState, TrackedForecast
from counterclaim.show.tables import FORECASTS
from counterclaim.show.web.pages.base import PAGE_ROWS, Choice, Data, Page, Paging, Site

_ORDER = {ForecastState.DUE: 0, ForecastState.OPEN: 1, ForecastState.JUDGED: 2}


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
    today: str


def forecasts_page(site: Site, asked: ForecastsAsked) -> Page:
    """One page of forecasts."""
    wanted = list(_wanted(site, asked))
    start = next((i for i, f in enumerate(wanted, 1) if f.id == asked.after), 0) if asked.after else 0
    shown = wanted[start : start + PAGE_ROWS]
    last = shown[-1].id if start + PAGE_ROWS < len(wanted) else None
    counts = Counter(f.state.value for f in site.snapshot.forecasts)
    page = asked.number + 1 if site.links.static else None
    view = ForecastsView(
        forecasts=tuple(shown),
        states=tuple(
            Choice(s.value, s.value, s == asked.state, counts[s.value],
                   site.links.page("forecasts", state=None if s == asked.state else s.value))
            for s in _ORDER if counts[s.value]
        ),
        paging=Paging(
            shown=len(shown),
            total=len(wanted),
            following=site.links.page("forecasts", state=asked.state, after=last, page=page) if last else None,
            first=site.links.page("forecasts", state=asked.state) if asked.after else None,
            after=last,
        ),
        today=(site.as_of or site.snapshot.today).isoformat(),
    )  # fmt: skip
    return Page("forecasts.html", "forecasts", "Forecasts", view, path=("forecasts", {"state": asked.state}))


def forecasts_data(site: Site, asked: ForecastsAsked) -> Data[TrackedForecast]:
    """All forecasts asked for."""
    return Data(FORECASTS, _wanted(site, asked))


def _wanted(site: Site, asked: ForecastsAsked) -> Iterator[TrackedForecast]:
    for forecast in sorted(site.snapshot.forecasts, key=lambda f: _ORDER[f.state]):
        if not asked.state or forecast.state == asked.state:
            yield forecast
