"""The addresses of the pages, for browsers: each page, and the same page's data as JSON and CSV."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from counterclaim.comparison.bounds import RULES
from counterclaim.errors import UnknownId
from counterclaim.records.values import Act, EventType, Measure, Side, Status, Track
from counterclaim.show.web import asked
from counterclaim.show.web.answers import data_answer, etag, page_answer, unchanged
from counterclaim.show.web.assets import asset
from counterclaim.show.web.keys import COOKIE, SIGNED_IN_S
from counterclaim.show.web.pages import (
    article,
    briefing,
    claims,
    forecasts,
    places,
    questions,
    sources,
    talks,
    timeline,
)
from counterclaim.show.web.pages.base import Data, Page, Site
from counterclaim.show.web.served import served_of

router = APIRouter(include_in_schema=False)

Form_ = Literal["json", "csv"]
FILTER_CHOICES = (
    ("kind", "Kind", ("statement", "figure", "event", "forecast")),
    ("track", "Track", tuple(Track)),
    ("side", "Side", tuple(Side)),
    ("measure", "Measure", tuple(Measure)),
    ("event_type", "Event", tuple(EventType)),
    ("status", "Status", tuple(Status)),
    ("act", "Act", tuple(Act)),
)
_ASSET_AGE_S = 365 * 24 * 3600


def _show(request: Request, query: asked.Asked, make: Callable[[Site], Page], **extra: Any) -> Response:
    site = _site(request, query)
    return unchanged(request, etag(site, request)) or page_answer(site, request, make(site), **extra)


def _give(request: Request, query: asked.Asked, make: Callable[[Site], Data[Any]], form: str, name: str) -> Response:
    site = _site(request, query)
    return unchanged(request, etag(site, request)) or data_answer(site, request, make(site), form, name)


def _site(request: Request, query: asked.Asked) -> Site:
    return served_of(request).site(request, query.as_of, cast(str, getattr(query, "bounds", "minmax")))


@router.get("/")
def show_briefing(request: Request, query: Annotated[asked.BoundsQuery, Query()]) -> Response:
    """The briefing."""
    return _show(request, query, briefing.briefing_page)


@router.get("/briefing.{form}")
def give_briefing(request: Request, form: Form_, query: Annotated[asked.BoundsQuery, Query()]) -> Response:
    """The briefing's data: the disputed questions."""
    return _give(request, query, briefing.briefing_data, form, "disputed")


def _questions(query: asked.QuestionQuery) -> questions.QuestionsAsked:
    return questions.QuestionsAsked(query.status, query.track, query.kind, query.search, query.after)


@router.get("/questions")
def show_questions(request: Request, query: Annotated[asked.QuestionQuery, Query()]) -> Response:
    """The questions."""
    return _show(request, query, lambda site: questions.questions_page(site, _questions(query)))


@router.get("/questions.{form}")
def give_questions(request: Request, form: Form_, query: Annotated[asked.QuestionQuery, Query()]) -> Response:
    """The questions' data."""
    return _give(request, query, lambda site: questions.questions_data(site, _questions(query)), form, "questions")


@router.get("/questions/{item}.{form}")
def give_question(
    request: Request, item: asked.Id, form: Form_, query: Annotated[asked.BoundsQuery, Query()]
) -> Response:
    """One question's data."""
    return _give(request, query, lambda site: questions.question_data(site, item), form, f"question-{item}")


@router.get("/questions/{item}")
def show_question(request: Request, item: asked.Id, query: Annotated[asked.BoundsQuery, Query()]) -> Response:
    """One question."""
    return _show(request, query, lambda site: questions.question_page(site, item))


def _claims(query: asked.ClaimsPageQuery) -> claims.ClaimsAsked:
    return claims.ClaimsAsked(query.filter, query.written, query.after)


@router.get("/claims")
def show_claims(request: Request, query: Annotated[asked.ClaimsPageQuery, Query()]) -> Response:
    """The claims: the search."""
    return _show(
        request,
        query,
        lambda site: claims.claims_page(site, _claims(query)),
        search_words=query.search or "",
        filter_choices=FILTER_CHOICES,
    )


@router.get("/claims.{form}")
def give_claims(request: Request, form: Form_, query: Annotated[asked.ClaimsPageQuery, Query()]) -> Response:
    """The claims' data."""
    return _give(request, query, lambda site: claims.claims_data(site, _claims(query)), form, "claims")


@router.get("/claims/{item}.{form}")
def give_claim(request: Request, item: asked.Id, form: Form_, query: Annotated[asked.Asked, Query()]) -> Response:
    """One claim's data."""
    return _give(request, query, lambda site: claims.claim_data(site, item), form, f"claim-{item}")


@router.get("/claims/{item}")
def show_claim(request: Request, item: asked.Id, query: Annotated[asked.Asked, Query()]) -> Response:
    """One claim."""
    return _show(request, query, lambda site: claims.claim_page(site, item))


@router.get("/articles")
def show_articles(request: Request, query: Annotated[asked.ArticlesQuery, Query()]) -> Response:
    """The articles."""
    return _show(request, query, lambda site: article.articles_page(site, query.after))


@router.get("/articles.{form}")
def give_articles(request: Request, form: Form_, query: Annotated[asked.Asked, Query()]) -> Response:
    """The articles' data."""
    return _give(request, query, article.articles_data, form, "articles")


@router.get("/articles/{item}.{form}")
def give_article(request: Request, item: asked.Id, form: Form_, query: Annotated[asked.Asked, Query()]) -> Response:
    """One article's reading."""
    return _give(request, query, lambda site: article.article_data(site, item), form, f"article-{item[:12]}")


@router.get("/articles/{item}")
def show_article(request: Request, item: asked.Id, query: Annotated[asked.ReaderQuery, Query()]) -> Response:
    """One article's reader."""
    return _show(request, query, lambda site: article.article_page(site, item, query.at))


def _timeline(query: asked.TimelineQuery) -> timeline.TimelineAsked:
    return timeline.TimelineAsked(query.since, query.until, query.track, query.after)


@router.get("/timeline")
def show_timeline(request: Request, query: Annotated[asked.TimelineQuery, Query()]) -> Response:
    """The timeline."""
    return _show(request, query, lambda site: timeline.timeline_page(site, _timeline(query)))


@router.get("/timeline.{form}")
def give_timeline(request: Request, form: Form_, query: Annotated[asked.TimelineQuery, Query()]) -> Response:
    """The timeline's data."""
    return _give(request, query, lambda site: timeline.timeline_data(site, _timeline(query)), form, "timeline")


@router.get("/map")
def show_map(request: Request, query: Annotated[asked.Asked, Query()]) -> Response:
    """The map."""
    return _show(request, query, places.map_page)


@router.get("/map.{form}")
def give_map(request: Request, form: Form_, query: Annotated[asked.Asked, Query()]) -> Response:
    """The map's data."""
    return _give(request, query, places.map_data, form, "places")


@router.get("/talks")
def show_talks(request: Request, query: Annotated[asked.Asked, Query()]) -> Response:
    """The talks."""
    return _show(request, query, talks.talks_page)


@router.get("/talks.{form}")
def give_talks(request: Request, form: Form_, query: Annotated[asked.Asked, Query()]) -> Response:
    """The talks' data."""
    return _give(request, query, talks.talks_data, form, "talks")


def _forecasts(query: asked.ForecastQuery) -> forecasts.ForecastsAsked:
    return forecasts.ForecastsAsked(query.state, query.after)


@router.get("/forecasts")
def show_forecasts(request: Request, query: Annotated[asked.ForecastQuery, Query()]) -> Response:
    """The forecasts."""
    return _show(request, query, lambda site: forecasts.forecasts_page(site, _forecasts(query)))


@router.get("/forecasts.{form}")
def give_forecasts(request: Request, form: Form_, query: Annotated[asked.ForecastQuery, Query()]) -> Response:
    """The forecasts' data."""
    return _give(request, query, lambda site: forecasts.forecasts_data(site, _forecasts(query)), form, "forecasts")


@router.get("/sources")
def show_sources(request: Request, query: Annotated[asked.SourcesQuery, Query()]) -> Response:
    """The sources."""
    return _show(request, query, lambda site: sources.sources_page(site, query.after))


@router.get("/sources.{form}")
def give_sources(request: Request, form: Form_, query: Annotated[asked.Asked, Query()]) -> Response:
    """The sources' data."""
    return _give(request, query, sources.sources_data, form, "sources")


@router.get("/source")
def show_source(request: Request, query: Annotated[asked.NameQuery, Query()]) -> Response:
    """One source."""
    return _show(request, query, lambda site: sources.source_page(site, query.name))


@router.get("/source.{form}")
def give_source(request: Request, form: Form_, query: Annotated[asked.NameQuery, Query()]) -> Response:
    """One source's data."""
    return _give(request, query, lambda site: sources.source_data(site, query.name), form, "source")


@router.get("/outlets")
def show_outlets(request: Request, query: Annotated[asked.Asked, Query()]) -> Response:
    """The outlets."""
    return _show(request, query, sources.outlets_page)


@router.get("/outlets.{form}")
def give_outlets(request: Request, form: Form_, query: Annotated[asked.Asked, Query()]) -> Response:
    """The outlets' data."""
    return _give(request, query, sources.outlets_data, form, "outlets")


@router.get("/outlet")
def show_outlet(request: Request, query: Annotated[asked.NameQuery, Query()]) -> Response:
    """One outlet."""
    return _show(request, query, lambda site: sources.outlet_page(site, query.name))


@router.get("/outlet.{form}")
def give_outlet(request: Request, form: Form_, query: Annotated[asked.NameQuery, Query()]) -> Response:
    """One outlet's data."""
    return _give(request, query, lambda site: sources.outlet_data(site, query.name), form, "outlet")


@router.get("/static/{name}")
def give_asset(name: str) -> Response:
    """A style, a script, the base map, the chart library."""
    found = asset(name)
    if found is None:
        raise UnknownId(f"there is no file {name[:80]!r}")
    headers = {"cache-control": f"public, max-age={_ASSET_AGE_S}, immutable", "etag": f'"{found.digest[:24]}"'}
    return Response(found.body, media_type=found.kind, headers=headers)


@router.get("/favicon.ico")
def give_icon() -> Response:
    """Browsers ask for it whatever a page says."""
    return RedirectResponse("/static/icon.svg", status_code=308)


@router.get("/sign-in")
def show_sign_in(request: Request, token: Annotated[str, Query(max_length=512)] = "") -> Response:
    """Trade a token for a browser's cookie."""
    return _signed_in(request, token) if token else _sign_in_form("")


@router.post("/sign-in")
def sign_in(request: Request, token: Annotated[str, Form(max_length=512)]) -> Response:
    """The same from the form."""
    return _signed_in(request, token)


def _signed_in(request: Request, token: str) -> Response:
    serving = served_of(request).serving
    cookie = serving.keys.cookie_for(token.strip())
    if cookie is None:
        return _sign_in_form("That is none of this server’s tokens.", 403)
    answer = RedirectResponse("/review" if serving.keys.write else "/", status_code=303)
    answer.set_cookie(COOKIE, cookie, max_age=SIGNED_IN_S, httponly=True, samesite="strict", secure=serving.secure)
    return answer


def _sign_in_form(message: str, status: int = 200) -> Response:
    from counterclaim.show.web.render import environment

    html = environment().get_template("sign_in.html").render(message=message)
    return Response(
        html, status_code=status, media_type="text/html; charset=utf-8", headers={"cache-control": "no-store"}
    )


assert set(RULES) == set(asked.Rule.__args__), "a bounds rule is missing in asked.Rule"  # type: ignore[attr-defined]
