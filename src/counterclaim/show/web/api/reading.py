"""The API's reading half: the same conditions as on the command line, pages by cursor."""

from collections.abc import Iterable
from itertools import islice
from typing import Annotated, Any, cast

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from counterclaim.comparison.bounds import with_bounds
from counterclaim.records.question import QuestionStatus
from counterclaim.records.wire import reading_to_json
from counterclaim.records.wire_comparison import forecast_to_json, question_to_json, round_to_json
from counterclaim.show.tables import (
    ARTICLES,
    CLAIMS,
    QUESTIONS,
    SOURCES,
    Listing,
)
from counterclaim.show.web import asked
from counterclaim.show.web.answers import etag, ledger_state, unchanged
from counterclaim.show.web.api import shapes
from counterclaim.show.web.pages.base import Site
from counterclaim.show.web.pages.places import PLACES
from counterclaim.show.web.pages.questions import QuestionsAsked, wanted_questions
from counterclaim.show.web.pages.sources import OUTLETS
from counterclaim.show.web.served import served_of

router = APIRouter(prefix="/api/v1", tags=["reading"], responses=shapes.ERRORS)

MOST_ROWS = 1_000  # of one answer; exports (exports.py) have no limit
_LONGEST_WORDS = 20_000  # characters of an article in one answer
_STRICT = ConfigDict(extra="forbid")

Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="At most so many.")]
Item = Annotated[
    asked.Id, Path(description="An id, or its beginning as long as no other begins so.", examples=["c511cbddd38695ef4"])
]


class StateAsked(asked.Asked):
    """What the ledger holds."""

    model_config = _STRICT


class ClaimsAsked(asked.ClaimsPageQuery):
    """A page of claims."""

    model_config = _STRICT
    limit: Limit = 50


class QuestionsPageAsked(asked.QuestionQuery):
    """A page of questions."""

    model_config = _STRICT
    limit: Limit = 50


class QuestionAsked(asked.BoundsQuery):
    """One question."""

    model_config = _STRICT


class PageAsked(asked.ArticlesQuery):
    """A page of anything with an id."""

    model_config = _STRICT
    limit: Limit = 50


class ForecastsAsked(asked.ForecastQuery):
    """A page of forecasts."""

    model_config = _STRICT
    limit: Limit = 50


class OffsetAsked(asked.PositionQuery):
    """A page of a list that is counted."""

    model_config = _STRICT
    limit: Limit = 50


class WordsAsked(asked.Asked):
    """A stretch of an article."""

    model_config = _STRICT
    start: Annotated[int, Field(ge=0, le=2_000_000_000, description="First code point.")]
    end: Annotated[int, Field(ge=1, le=2_000_000_000, description="Behind the last one.")]
    around: Annotated[int, Field(ge=0, le=2_000, description="Code points shown on each side.")] = 160


def answer(site: Site, request: Request, data: Any, following: str | None = None) -> Response:
    """The one success shape."""
    body = {"data": data, "next": following, "ledger": ledger_state(site)}
    return JSONResponse(body, headers={"etag": etag(site, request), "cache-control": "private, no-cache"})


def _site(request: Request, query: asked.Asked) -> Site:
    return served_of(request).site(request, query.as_of, cast(str, getattr(query, "bounds", "minmax")))


def _page(listing: Listing[Any], items: Iterable[Any], limit: int) -> tuple[list[dict[str, Any]], bool, Any]:
    """Rows of a page, whether more follow, the last item."""
    found = list(islice(items, limit + 1))
    shown = found[:limit]
    return list(listing.records(shown)), len(found) > limit, shown[-1] if shown else None


@router.get("/", response_model=shapes.State, summary="What the ledger holds")
def state(request: Request, query: Annotated[StateAsked, Query()]) -> Response:
    """How much the ledger holds, and which state of it answers."""
    site = _site(request, query)
    counts = site.snapshot.counts
    data = {
        "articles": counts.articles,
        "claims": counts.claims,
        "questions": site.snapshot.question_counts.total,
        "disputed": site.snapshot.question_counts.status[QuestionStatus.DISPUTED.value],
        "kinds": dict(counts.kinds),
    }
    return unchanged(request, etag(site, request)) or answer(site, request, data)


@router.get("/claims", response_model=shapes.Claims, summary="Claims")
def claims(request: Request, query: Annotated[ClaimsAsked, Query()]) -> Response:
    """Claims by day of publication, article and place in the text; the conditions of `counterclaim claims`."""
    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    found = site.snapshot.ledger.claims(query.filter, after=query.after, limit=query.limit + 1)
    rows, more, last = _page(CLAIMS, found, query.limit)
    return answer(site, request, rows, last.id if more else None)


@router.get("/claims/{item}", response_model=shapes.OneClaim, summary="One claim")
def claim(request: Request, item: Item, query: Annotated[StateAsked, Query()]) -> Response:
    """One claim: the current one of that id, or the last that held."""
    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    [row] = CLAIMS.records([site.snapshot.ledger.view.claim(item)])
    return answer(site, request, row)


@router.get("/questions", response_model=shapes.Questions, summary="Questions")
def questions(request: Request, query: Annotated[QuestionsPageAsked, Query()]) -> Response:
    """Questions, disputed ones first, with their bounds by the rule that you pick."""
    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    wanted = wanted_questions(site, QuestionsAsked(query.status, query.track, query.kind, query.search, query.after))
    rows, more, last = _page(QUESTIONS, (with_bounds(q, query.bounds) for q in wanted), query.limit)
    return answer(site, request, rows, last.id if more else None)


@router.get("/questions/{item}", response_model=shapes.OneQuestion, summary="One question with its accounts")
def question(request: Request, item: Item, query: Annotated[QuestionAsked, Query()]) -> Response:
    """One question: its accounts, how they stand to one another and why, the range by the rule that you pick."""
    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    return answer(site, request, question_to_json(with_bounds(site.snapshot.catalogue.one(item), query.bounds)))


@router.get("/articles", response_model=shapes.Articles, summary="Articles")
def articles(request: Request, query: Annotated[PageAsked, Query()]) -> Response:
    """Articles by day of publication; those of unknown date last."""
    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    found = site.snapshot.ledger.view.articles(after=query.after, limit=query.limit + 1)
    rows, more, last = _page(ARTICLES, found, query.limit)
    return answer(site, request, rows, last.id if more else None)


@router.get("/articles/{item}", response_model=shapes.OneArticle, summary="One article’s reading")
def article(request: Request, item: Item, query: Annotated[StateAsked, Query()]) -> Response:
    """What one article says: the record that `counterclaim read --format jsonl` prints, without the text."""
    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    return answer(site, request, reading_to_json(site.snapshot.ledger.view.reading(item)))


@router.get("/articles/{item}/words", response_model=shapes.Words, summary="The words of a span")
def words(request: Request, item: Item, query: Annotated[WordsAsked, Query()]) -> Response:
    """The words that a span stands for, with what stands around them."""
    from counterclaim.errors import UsageError

    site = _site(request, query)
    found = site.snapshot.ledger.view.article(item)
    if not query.start < query.end <= len(found.text):
        raise UsageError(f"no span: {query.start} to {query.end} of a text of {len(found.text)} characters")
    if query.end - query.start > _LONGEST_WORDS:
        raise UsageError(f"at most {_LONGEST_WORDS:,} characters at a time")
    data = {
        "article": found.id,
        "start": query.start,
        "end": query.end,
        "text": found.text[query.start : query.end],
        "before": found.text[max(0, query.start - query.around) : query.start],
        "behind": found.text[query.end : query.end + query.around],
    }
    return unchanged(request, etag(site, request)) or answer(site, request, data)


@router.get("/talks", response_model=shapes.Rounds, summary="Rounds of talks")
def talks(request: Request, query: Annotated[StateAsked, Query()]) -> Response:
    """All rounds with what each party demanded, offered, refused and agreed to."""
    site = _site(request, query)
    return unchanged(request, etag(site, request)) or answer(
        site, request, [round_to_json(found) for found in site.snapshot.rounds]
    )


@router.get("/forecasts", response_model=shapes.Forecasts, summary="Forecasts")
def forecasts(request: Request, query: Annotated[ForecastsAsked, Query()]) -> Response:
    """Forecasts by horizon, with their state today or on the day `as_of`, and what later claims bear on them."""
    from counterclaim.errors import UnknownId

    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    every = [f for f in site.snapshot.forecasts if query.state is None or f.state is query.state]
    start = 0
    if query.after:
        start = next((i for i, f in enumerate(every, 1) if f.id == query.after), -1)
        if start < 0:
            raise UnknownId(f"no forecast has the id {query.after!r}")
    shown = every[start : start + query.limit]
    more = start + query.limit < len(every)
    return answer(
        site,
        request,
        [forecast_to_json(f) for f in site.snapshot.followed(shown)],
        shown[-1].id if more else None,
    )


def _counted(request: Request, query: OffsetAsked, listing: Listing[Any], name: str) -> Response:
    site = _site(request, query)
    if same := unchanged(request, etag(site, request)):
        return same
    every = site.snapshot.places[0] if name == "places" else getattr(site.snapshot, name)
    shown = every[query.after : query.after + query.limit]
    following = query.after + query.limit
    return answer(site, request, list(listing.records(shown)), str(following) if following < len(every) else None)


@router.get("/sources", response_model=shapes.Sources, summary="Sources")
def sources(request: Request, query: Annotated[OffsetAsked, Query()]) -> Response:
    """Who claims are attributed to, most claims first."""
    return _counted(request, query, SOURCES, "sources")


@router.get("/outlets", response_model=shapes.Outlets, summary="Outlets")
def outlets(request: Request, query: Annotated[OffsetAsked, Query()]) -> Response:
    """Who published the articles, most articles first."""
    return _counted(request, query, OUTLETS, "outlets")


@router.get("/places", response_model=shapes.Places, summary="Places")
def places(request: Request, query: Annotated[OffsetAsked, Query()]) -> Response:
    """The places that claims are about, each with the radius that the words leave open."""
    return _counted(request, query, PLACES, "places")
