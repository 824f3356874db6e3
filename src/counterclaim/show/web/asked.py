"""What can be asked of pages and of the API: the filters of the command line, checked at the door.

In: the query of an address.   Out: typed questions (ClaimFilter and the pages' own). An empty field of a form asks for
nothing. What cannot be understood is refused with a message that names the field.
"""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.records.forecasts import ForecastState
from counterclaim.records.question import QuestionStatus
from counterclaim.records.values import Act, EventType, Measure, Side, Status, Track
from counterclaim.show.filters import Kind, SourceKind, asked_filter, narrowed

LONGEST_SEARCH = 400  # characters
LONGEST_NAME = 200
_NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_ID = r"^[A-Za-z0-9]{1,64}$"

Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME, pattern=_NO_CONTROLS)]
Words = Annotated[str, StringConstraints(max_length=LONGEST_SEARCH, pattern=_NO_CONTROLS)]
Date = Annotated[str, StringConstraints(pattern=_DATE)]
Id = Annotated[str, StringConstraints(pattern=_ID)]
Rule = Literal["minmax", "acled", "ucdp", "median", "third-party", "latest"]


def _iso_day(given: Any) -> Any:
    """Only a day as it is written: numbers, which pydantic takes for seconds since 1970, are none."""
    if isinstance(given, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII):
        raise ValueError("expected a day: YYYY-MM-DD")
    return given


Day = Annotated[dt.date, BeforeValidator(_iso_day)]


class Asked(BaseModel):
    """What every address may ask: the ledger as it stood at the end of a day."""

    model_config = ConfigDict(extra="ignore")

    as_of: Annotated[Day | None, Field(description="The ledger as it stood at the end of that day (UTC).")] = None

    @model_validator(mode="before")
    @classmethod
    def _empty_asks_nothing(cls, values: Any) -> Any:
        if cls.model_config.get("extra") == "forbid":  # the API takes nothing that it does not describe
            return values
        return {k: v for k, v in values.items() if v != ""} if isinstance(values, dict) else values


class ClaimQuery(Asked):
    """Which claims; all conditions must hold. The filters of `counterclaim claims`."""

    search: Annotated[Words | None, Field(description='Words in one sentence; "a phrase" in quotes.')] = None
    kind: Annotated[Kind | None, Field(description="Kind of claim.")] = None
    track: Annotated[Track | None, Field(description="The part of the war.")] = None
    source: Annotated[Name | None, Field(description="Part of the source's name or mention.")] = None
    source_kind: Annotated[SourceKind | None, Field(description="What kind of source it is.")] = None
    actor: Annotated[Name | None, Field(description="The source's id in the actor register.")] = None
    side: Annotated[Side | None, Field(description="The side that the source is on.")] = None
    outlet: Annotated[Name | None, Field(description="Who published it.")] = None
    measure: Annotated[Measure | None, Field(description="What a figure counts.")] = None
    event_type: Annotated[EventType | None, Field(description="PLOVER's type of event.")] = None
    status: Annotated[Status | None, Field(description="How an event is presented.")] = None
    act: Annotated[Act | None, Field(description="What the source does by saying it.")] = None
    narrator: Annotated[bool | None, Field(description="The article's own voice (true) or somebody's (false).")] = None
    since: Annotated[Date | None, Field(description="From this day, month or year on.", examples=["2022-03"])] = None
    until: Annotated[Date | None, Field(description="Up to the end of this day, month or year.")] = None
    dated: Annotated[Dated, Field(description="Which date `since` and `until` are held against.")] = Dated.PUBLISHED
    near: Annotated[
        Name | None,
        Field(
            description="About a place near this one: a name, NAME,COUNTRY or LATITUDE,LONGITUDE.",
            examples=["50.4,30.5"],
        ),
    ] = None
    km: Annotated[float | None, Field(ge=0.001, le=20_000, description="How near: the circle's radius.")] = None
    article: Annotated[Id | None, Field(description="An article's id or its beginning.")] = None
    min_confidence: Annotated[
        float | None, Field(ge=0, le=1, description="Attributed claims of that confidence or more.")
    ] = None

    @property
    def filter(self) -> ClaimFilter:
        """The ledger's own filter. Raises UsageError for a place or a date that there is not."""
        given = self.model_dump(include=set(ClaimQuery.model_fields) - {"as_of", "narrator"})
        return narrowed(asked_filter(given, dated=self.dated), narrator=self.narrator)

    @property
    def written(self) -> dict[str, str | int | None]:
        """The filter as it stands in an address, without what it leaves open."""
        held = self.model_dump(mode="json", exclude_defaults=True, exclude={"as_of", "after", "limit"})
        return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in held.items()}


class ClaimsPageQuery(ClaimQuery):
    """A page of claims."""

    after: Annotated[Id | None, Field(description="The last claim of the page before.")] = None


class QuestionQuery(Asked):
    """Which questions. The filters of `counterclaim questions`."""

    status: Annotated[QuestionStatus | None, Field(description="What the accounts amount to.")] = None
    track: Annotated[Track | None, Field(description="The part of the war.")] = None
    kind: Annotated[Literal["figure", "event", "statement"] | None, Field(description="What it is about.")] = None
    search: Annotated[Words | None, Field(description="Words that all stand in the title.")] = None
    bounds: Annotated[Rule, Field(description="How one range is made of several accounts.")] = "minmax"
    after: Annotated[Id | None, Field(description="The last question of the page before.")] = None


class BoundsQuery(Asked):
    """One question."""

    bounds: Annotated[Rule, Field(description="How one range is made of several accounts.")] = "minmax"


class TimelineQuery(Asked):
    """Which events."""

    since: Annotated[Day | None, Field(description="First day.")] = None
    until: Annotated[Day | None, Field(description="Last day.")] = None
    track: Annotated[Name | None, Field(description="The part of the war.")] = None
    after: Annotated[Id | None, Field(description="The last event of the page before.")] = None


class ForecastQuery(Asked):
    """Which forecasts."""

    state: Annotated[ForecastState | None, Field(description="open, due or judged.")] = None
    after: Annotated[Id | None, Field(description="The last forecast of the page before.")] = None


class ArticlesQuery(Asked):
    """A page of articles."""

    after: Annotated[Id | None, Field(description="The last article of the page before.")] = None


class ReaderQuery(Asked):
    """One article's reader."""

    at: Annotated[int, Field(ge=0, le=1_000_000_000, description="A character that must be shown.")] = 0


class TalksQuery(Asked):
    """A page of rounds of talks."""

    after: Annotated[Id | None, Field(description="The last round of the page before.")] = None


class PositionQuery(Asked):
    """A page of a list that is cut by position."""

    after: Annotated[int, Field(ge=0, le=1_000_000_000, description="How many stand before the page.")] = 0


class NameQuery(Asked):
    """One source or outlet."""

    name: Annotated[str, StringConstraints(max_length=2_000)] = ""
