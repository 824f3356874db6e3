"""The API's writing half: articles in, decisions in. Every call takes the token for writing."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from counterclaim.errors import RecordError, UsageError
from counterclaim.flow import Ledger
from counterclaim.flow.reviewing import decisions_from_records
from counterclaim.records.decisions import decision_to_json
from counterclaim.show.tables import CLAIMS
from counterclaim.show.web import asked
from counterclaim.show.web.api import shapes
from counterclaim.show.web.api.reading import answer
from counterclaim.show.web.served import bearer_of, served_of
from counterclaim.show.web.taking_in import ArticleText, take_in_texts

_BEARER = HTTPBearer(auto_error=False, description="The server's token for writing.")
_LONGEST_TEXT = 2_000_000  # characters of one article in one call
_MOST_ARTICLES = 100
_MOST_DECISIONS = 500

Text = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00]*$")]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_TEXT)]


def _may_write(request: Request, _bearer: Annotated[Any, Depends(_BEARER)]) -> None:
    """Programs show the token; a browser's cookie is not enough here, since any page could send it a call."""
    keys = served_of(request).serving.keys
    if not keys.may_write(bearer_of(request), None):
        raise HTTPException(
            401, "writing takes the server's token: Authorization: Bearer …", {"www-authenticate": "Bearer"}
        )


router = APIRouter(prefix="/api/v1", tags=["writing"], dependencies=[Depends(_may_write)], responses=shapes.ERRORS)


class ArticleGiven(BaseModel):
    """One article."""

    model_config = ConfigDict(extra="forbid")

    text: LongText = Field(examples=["The ministry said on Friday that 40 soldiers were killed."])
    title: Text | None = None
    outlet: Text | None = Field(default=None, examples=["Gazette"])
    author: Text | None = None
    published: Annotated[str, StringConstraints(max_length=40)] | None = Field(default=None, examples=["2024-05-03"])
    url: Text | None = None
    name: Text | None = Field(default=None, description="What to call it in reports; not part of its identity.")


class ArticlesGiven(BaseModel):
    """Articles to read into the ledger."""

    model_config = ConfigDict(extra="forbid")

    articles: Annotated[list[ArticleGiven], Field(min_length=1, max_length=_MOST_ARTICLES)]


class DecisionGiven(BaseModel):
    """One decision, short: what, about what, by whom, why."""

    model_config = ConfigDict(extra="forbid")

    act: Annotated[str, StringConstraints(max_length=20)] = Field(examples=["reject"])
    subject: asked.Id = Field(examples=["c511cbddd38695ef4"])
    others: Annotated[list[asked.Id], Field(max_length=200)] = []
    field: Text | None = None
    value: str | float | bool | list[Text] | None = None
    reason: Text = Field(default="", examples=["an age, no toll"])
    reviewer: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(examples=["Ana"])


class DecisionsGiven(BaseModel):
    """Decisions to note, all or none."""

    model_config = ConfigDict(extra="forbid")

    decisions: Annotated[list[DecisionGiven], Field(min_length=1, max_length=_MOST_DECISIONS)]


class QueueAsked(asked.Asked):
    """How much of the queue."""

    model_config = ConfigDict(extra="forbid")
    limit: Annotated[int, Field(ge=1, le=100, description="At most so many.")] = 50


@router.post("/articles", response_model=shapes.Ingested, summary="Read articles into the ledger")
def take_articles(request: Request, given: ArticlesGiven) -> Response:
    """Read articles; what is there already stays as it is. Says what became of each."""
    served = served_of(request)
    texts = [ArticleText(**article.model_dump()) for article in given.articles]
    report = served.write(lambda ledger: take_in_texts(ledger, texts))
    return answer(served.site(request), request, report)


@router.get("/review/queue", response_model=shapes.Queue, summary="What waits for review")
def queue(request: Request, query: Annotated[QueueAsked, Query()]) -> Response:
    """Claims by doubt times consequence, each with its reasons."""
    site = served_of(request).site(request, query.as_of)
    data = [
        {
            "claim": next(iter(CLAIMS.records([item.claim]))),
            "doubt": item.doubt.number,
            "doubt_why": item.doubt.why,
            "consequence": item.consequence.number,
            "consequence_why": item.consequence.why,
            "questions": list(item.questions),
            "decisions": [decision_to_json(decision) for decision in item.decisions],
        }
        for item in site.snapshot.queue[: query.limit]
    ]
    return answer(site, request, data)


@router.post("/review/decisions", response_model=shapes.Decided, summary="Note what people decided")
def take_decisions(request: Request, given: DecisionsGiven) -> Response:
    """Accept, reject, correct (claims); merge, split, pin (questions); judge; withdraw. All of them or none."""
    served = served_of(request)
    records = [decision.model_dump(exclude_none=True) | {"value": decision.value} for decision in given.decisions]

    def decide(ledger: Ledger) -> list[dict[str, Any]]:
        try:
            made = ledger.store.decide(decisions_from_records(ledger, records))
            ledger.compare()
        except RecordError as err:
            raise UsageError(str(err)) from err
        return [decision_to_json(decision) for decision in made]

    data = served.write(decide)
    return answer(served.site(request), request, data)
