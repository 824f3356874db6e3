"""The API's shapes as its description (OpenAPI) has them: rows, records, the one success shape, the one error shape.

In: the listings' columns.   Out: pydantic models. They describe and are not run over every answer: the tests hold the
answers against them.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from counterclaim.show.tables import ARTICLES, CLAIMS, FORECASTS, QUESTIONS, SOURCES, TALKS, Listing
from counterclaim.show.web.pages.places import PLACES
from counterclaim.show.web.pages.sources import OUTLETS

_WHOLE = frozenset(
    "accounts origins articles claims chars start end narrator approximate moves mentions evidence".split()
)
_NUMBERS = frozenset(
    "low high best confidence lat lon radius_km likelihood_low likelihood_high geonameid ucdp acled "
    "ucdp_precision acled_precision".split()
)


class LedgerState(BaseModel):
    """Which state of which ledger an answer shows: cite it, and whoever has the ledger can show the same again."""

    name: str = Field(examples=["war.ledger"])
    as_of: str | None = Field(description="The day as of which it was asked; null: now.", examples=[None])
    entry: int = Field(description="Number of the last entry of the ledger's log.", examples=[812])
    head: str = Field(description="SHA-256 of that entry and all before it.", examples=["9f2c" + "0" * 60])
    at: str | None = Field(description="When that was, UTC.", examples=["2026-11-22T09:26:11.000000Z"])
    version: str = Field(description="Of Counterclaim.", examples=["0.1.0"])


class Problem(BaseModel):
    """The one error shape (RFC 9457, application/problem+json)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["no single claim with the id 'c0': there is none"])
    instance: str = Field(examples=["/api/v1/claims/c0"])
    faults: list[dict[str, str]] | None = Field(default=None, description="What of the request cannot be understood.")


def row_model(name: str, listing: Listing[Any]) -> type[BaseModel]:
    """A model of one row of a listing."""
    fields: dict[str, Any] = {}
    for column in listing.columns:
        kind: Any = str | None
        if column.name in _WHOLE:
            kind = int | None
        elif column.name in _NUMBERS:
            kind = int | float | None
        fields[column.name] = (kind, Field())
    return create_model(
        name, __doc__=f"One row of {listing.name}; docs/data-format.md says what each field is.", **fields
    )


ClaimRow = row_model("ClaimRow", CLAIMS)
QuestionRow = row_model("QuestionRow", QUESTIONS)
ArticleRow = row_model("ArticleRow", ARTICLES)
SourceRow = row_model("SourceRow", SOURCES)
OutletRow = row_model("OutletRow", OUTLETS)
PlaceRow = row_model("PlaceRow", PLACES)
RoundRow = row_model("RoundRow", TALKS)
ForecastRow = row_model("ForecastRow", FORECASTS)


class Ends(BaseModel):
    """Both ends of an interval of days."""

    model_config = ConfigDict(populate_by_name=True)

    from_: str = Field(alias="from", examples=["2022-03-10"])
    to: str = Field(examples=["2022-03-11"])


class AccountArticle(BaseModel):
    """Where an account stands."""

    id: str
    path: str | None
    outlet: str | None
    published: Ends | None


class AccountRecord(BaseModel):
    """One claim's answer to a question; accounts of one origin count once."""

    model_config = ConfigDict(extra="allow")

    claim: str
    article: AccountArticle
    span: list[int] = Field(min_length=2, max_length=2, description="Code points of the article's text, end exclusive.")
    text: str
    source: str | None
    via: list[str]
    interest: str | None
    measure: str | None
    low: float | None
    high: float | None
    approximate: bool
    since: str | None
    as_of: str | None
    status: str | None
    origin: str


class RelationRecord(BaseModel):
    """How account a stands to account b (claim ids), with the reason."""

    model_config = ConfigDict(extra="allow")

    a: str
    b: str
    relation: str
    why: str


class BoundsRecord(BaseModel):
    """One range of several accounts by a named rule; null: the rule gives no such value."""

    rule: str
    low: float | None
    best: float | None
    high: float | None


class QuestionRecord(BaseModel):
    """A question with its accounts side by side."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str
    kind: str
    track: str | None
    status: str
    accounts: list[AccountRecord]
    origins: int
    relations: list[RelationRecord]
    bounds: BoundsRecord | None


class Record(BaseModel):
    """A record whose fields docs/data-format.md describes."""

    model_config = ConfigDict(extra="allow")


class WordsRecord(BaseModel):
    """A stretch of an article's text."""

    article: str
    start: int
    end: int
    text: str
    before: str
    behind: str


class Counts(BaseModel):
    """How much a ledger holds."""

    articles: int
    claims: int
    questions: int
    disputed: int
    kinds: dict[str, int]


def answer_of(name: str, data: Any) -> type[BaseModel]:
    """The one success shape around `data`."""
    return create_model(
        name,
        __doc__="The one success shape: data, the cursor of the next page (null: none), the ledger's state.",
        data=(data, Field()),
        next=(str | None, Field(description="Give it back as `after` for the next page.")),
        ledger=(LedgerState, Field()),
    )


Claims = answer_of("Claims", list[ClaimRow])  # type: ignore[valid-type]
OneClaim = answer_of("OneClaim", ClaimRow)
Questions = answer_of("Questions", list[QuestionRow])  # type: ignore[valid-type]
OneQuestion = answer_of("OneQuestion", QuestionRecord)
Articles = answer_of("Articles", list[ArticleRow])  # type: ignore[valid-type]
OneArticle = answer_of("OneArticle", Record)
Words = answer_of("ArticleWords", WordsRecord)
Sources = answer_of("Sources", list[SourceRow])  # type: ignore[valid-type]
Outlets = answer_of("Outlets", list[OutletRow])  # type: ignore[valid-type]
Places = answer_of("Places", list[PlaceRow])  # type: ignore[valid-type]
Rounds = answer_of("Rounds", list[Record])
Forecasts = answer_of("Forecasts", list[Record])
State = answer_of("State", Counts)
Queue = answer_of("Queue", list[Record])
Decided = answer_of("Decided", list[Record])
Ingested = answer_of("Ingested", Record)

ERRORS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, words in (
        (400, "The body cannot be parsed"),
        (401, "A token is needed"),
        (404, "There is no such thing"),
        (413, "The body is too large"),
        (422, "The request cannot be understood"),
        (429, "Too many requests; Retry-After says when to come back"),
        (503, "Another process is writing; come back"),
    )
}
