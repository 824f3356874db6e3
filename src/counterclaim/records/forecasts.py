"""Forecasts as the ledger follows them: who said what would happen by when, and what later claims bear on it."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import Claim
from counterclaim.records.when import When


class ForecastState(StrEnum):
    """Where a forecast stands on a given day."""

    OPEN = "open"  # its time has not passed, or none was given
    DUE = "due"  # its time has passed and nobody has judged it
    JUDGED = "judged"  # a person has said how it turned out


@dataclass(frozen=True, slots=True)
class Evidence:
    """A later claim that bears on a forecast: offered to a person, who judges."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class TrackedForecast:
    """One maker's forecast, however many articles bring it."""

    id: str
    text: str
    maker: str | None  # None = the article's own voice or nobody named
    made: When | None
    horizon: When | None
    likelihood: tuple[float, float] | None  # ICD 203 range
    state: ForecastState
    outcome: str | None  # a person's judgement
    mentions: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
