"""How forecasts turned out: Brier scores at both ends of a worded range, and calibration by who made them.

In: judged forecasts. Out: scores. Brier (1950), Verification of forecasts expressed in terms of probability: the
squared difference of the probability and what happened (1 or 0); 0 is perfect, 0.25 what "even chance" always earns. A
forecast without a likelihood in words is no probability and has no score; it is counted. Likelihoods: ICD 203.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records.forecasts import ForecastState, TrackedForecast

# What people write for how a forecast turned out.
CAME_TRUE = frozenset(("true", "yes", "came true", "correct", "happened", "right", "1", "1.0"))
DID_NOT = frozenset(("false", "no", "did not", "incorrect", "wrong", "failed", "0", "0.0"))


@dataclass(frozen=True, slots=True)
class Score:
    """One judged forecast's score."""

    forecast: TrackedForecast
    happened: bool | None  # None = judged neither true nor false
    at_low: float | None  # Brier score at the low end of its range; None = no likelihood in words, or no outcome
    at_high: float | None

    @property
    def best(self) -> float | None:
        """The better of the two ends: what the words can be taken to have earned at most."""
        return None if self.at_low is None or self.at_high is None else min(self.at_low, self.at_high)

    @property
    def worst(self) -> float | None:
        """The worse of the two ends."""
        return None if self.at_low is None or self.at_high is None else max(self.at_low, self.at_high)


@dataclass(frozen=True, slots=True)
class Record:
    """One maker's forecasts."""

    maker: str | None  # None = the articles' own voice, or nobody named
    made: int
    judged: int
    happened: int
    scored: int
    best: float | None  # mean Brier score at the better ends
    worst: float | None
    bins: tuple[tuple[float, float, int, int], ...]  # likelihood range, how many, how many of them happened


def happened(outcome: str | None) -> bool | None:
    """Whether an outcome in words says that it came true; None for one that says neither."""
    words = (outcome or "").strip().lower()
    return True if words in CAME_TRUE else False if words in DID_NOT else None


def score_of(forecast: TrackedForecast) -> Score:
    """The score of one forecast."""
    came = happened(forecast.outcome) if forecast.state is ForecastState.JUDGED else None
    if came is None or forecast.likelihood is None:
        return Score(forecast, came, None, None)
    low, high = forecast.likelihood
    return Score(forecast, came, round((low - came) ** 2, 6), round((high - came) ** 2, 6))


def records_of(forecasts: Iterable[TrackedForecast]) -> tuple[Record, ...]:
    """Every maker's record, those with most judged forecasts first."""
    by_maker: dict[str | None, list[TrackedForecast]] = defaultdict(list)
    for forecast in forecasts:
        by_maker[forecast.maker].append(forecast)
    found = [_record(maker, members) for maker, members in by_maker.items()]
    return tuple(sorted(found, key=lambda r: (-r.judged, -r.made, r.maker or "")))


def _record(maker: str | None, forecasts: Sequence[TrackedForecast]) -> Record:
    scores = [score_of(forecast) for forecast in forecasts]
    decided = [score for score in scores if score.happened is not None]
    scored = [score for score in decided if score.at_low is not None]
    bins: dict[tuple[float, float], list[bool]] = defaultdict(list)
    for score in scored:
        assert score.forecast.likelihood is not None
        bins[score.forecast.likelihood].append(bool(score.happened))
    return Record(
        maker=maker,
        made=len(forecasts),
        judged=len(decided),
        happened=sum(bool(score.happened) for score in decided),
        scored=len(scored),
        best=_mean([score.best for score in scored]),
        worst=_mean([score.worst for score in scored]),
        bins=tuple((low, high, len(came), sum(came)) for (low, high), came in sorted(bins.items())),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None
