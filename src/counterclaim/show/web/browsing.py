"""The addresses of the pages, for browsers: each page, and the same page's data as JSON and CSV."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from counterclaim.comparison.bounds import RULES
from counterclaim.errors import UnknownId
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
from counterclaim.show.web.pages.base import USUAL_BOUNDS, Data, Page, Site
from counterclaim.show.web.served import served_of

router = APIRouter(include_in_schema=False)

Form_ = Literal["json", "csv"]
_ASSET_AGE_S = 365 * 24 * 3600
_LONGEST_ID_IN_NAME = 20  # an article's id has 64 letters


@dataclass(frozen=True, slots=True)
class Way:
    """A page and the same page's data, at /NAME and /NAME.json, /NAME.csv.

    `page` and `data` are given the site and what was asked, an object of the type `query`.
    """

    name: str
    query: type[asked.Asked]
    page: Callable[[Site, Any], Page]
    data: Callable[[Site, Any], Data[Any]]
    file: str = ""  # what the data's file is called, where that is not the page's name


@dataclass(frozen=True, slots=True)
class ItemWay:
    """The page of one thing and its data, at /NAME/ID and /NAME/ID.json, /NAME/ID.csv.

    `page` is given what was asked as well, an object of the type `query`.
    """

    name: str
    query: type[asked.Asked]
    page: Callable[[Site, str, Any], Page]
    data: Callable[[Site, str], Data[Any]]


def _questions(query: asked.QuestionQuery) -> questions.QuestionsAsked:
    return questions.QuestionsAsked(query.status, query.track, query.kind, query.search, query.after)


def _claims(query: asked.ClaimsPageQuery) -> claims.ClaimsAsked:
    return claims.ClaimsAsked(query.filter, query.written, query.after)


def _timeline(query: asked.TimelineQuery) -> timeline.TimelineAsked:
    return timeline.TimelineAsked(query.since, query.until, query.track, query.after)


def _forecasts(query: asked.ForecastQuery) -> forecasts.ForecastsAsked:
    return forecasts.ForecastsAsked(query.state, query.after)


WAYS = (
    Way(
        "briefing",
        asked.BoundsQuery,
        lambda site, _: briefing.briefing_page(site),
        lambda site, _: briefing.briefing_data(site),
        "disputed",
    ),
    Way(
        "questions",
        asked.QuestionQuery,
        lambda site, query: questions.questions_page(site, _questions(query)),
        lambda site, query: questions.questions_data(site, _questions(query)),
    ),
    Way(
        "claims",
        asked.ClaimsPageQuery,
        lambda site, query: claims.claims_page(site, _claims(query)),
        lambda site, query: claims.claims_data(site, _claims(query)),
    ),
    Way(
        "articles",
        asked.ArticlesQuery,
        lambda site, query: article.articles_page(site, query.after),
        lambda site, _: article.articles_data(site),
    ),
    Way(
        "timeline",
        asked.TimelineQuery,
        lambda site, query: timeline.timeline_page(site, _timeline(query)),
        lambda site, query: timeline.timeline_data(site, _timeline(query)),
    ),
    Way(
        "map",
        asked.Asked,
        lambda site, _: places.map_page(site),
        lambda site, _: places.map_data(site),
        "places",
    ),
    Way(
        "talks",
        asked.TalksQuery,
        lambda site, query: talks.talks_page(site, query.after),
        lambda site, _: talks.talks_data(site),
    ),
    Way(
        "forecasts",
        asked.ForecastQuery,
        lambda site, query: forecasts.forecasts_page(site, _forecasts(query)),
        lambda site, query: forecasts.forecasts_data(site, _forecasts(query)),
    ),
    Way(
        "sources",
        asked.PositionQuery,
        lambda site, query: sources.sources_page(site, query.after),
        lambda site, _: sources.sources_data(site),
    ),
    Way(
        "source",
        asked.NameQuery,
        lambda site, query: sources.source_page(site, query.name),
        lambda site, query: sources.source_data(site, query.name),
    ),
    Way(
        "outlets",
        asked.PositionQuery,
        lambda site, query: sources.outlets_page(site, query.after),
        lambda site, _: sources.outlets_data(site),
    ),
    Way(
        "outlet",
        asked.NameQuery,
        lambda site, query: sources.outlet_page(site, query.name),
        lambda site, query: sources.outlet_data(site, query.name),
    ),
)
ITEM_WAYS = (
    ItemWay(
        "questions",
        asked.BoundsQuery,
        lambda site, item, _: questions.question_page(site, item),
        questions.question_data,
    ),
    ItemWay("claims", asked.Asked, lambda site, item, _: claims.claim_page(site, item), claims.claim_data),
    ItemWay(
        "articles",
        asked.ReaderQuery,
        lambda site, item, query: article.article_page(site, item, query.at),
        article.article_data,
    ),
)


def _add(way: Way) -> None:
    def show(request: Request) -> Response:
        query = _asked(request, way.query)
        return _show(request, query, lambda site: way.page(site, query))

    def give(request: Request, form: Form_) -> Response:
        query = _asked(request, way.query)
        return _give(request, query, lambda site: way.data(site, query), form, way.file or way.name)

    router.add_api_route("/" if way.name == "briefing" else f"/{way.name}", show, name=f"show {way.name}")
    router.add_api_route(f"/{way.name}.{{form}}", give, name=f"give {way.name}")


def _add_item(way: ItemWay) -> None:
    def show(request: Request, item: asked.Id) -> Response:
        query = _asked(request, way.query)
        return _show(request, query, lambda site: way.page(site, item, query))

    def give(request: Request, item: asked.Id, form: Form_) -> Response:
        name = f"{way.name.removesuffix('s')}-{item[:_LONGEST_ID_IN_NAME]}"
        return _give(request, _asked(request, way.query), lambda site: way.data(site, item), form, name)

    # the data first: their addresses would do for an id with a dot, which there is none of
    router.add_api_route(f"/{way.name}/{{item}}.{{form}}", give, name=f"give one of {way.name}")
    router.add_api_route(f"/{way.name}/{{item}}", show, name=f"show one of {way.name}")


def _asked[Q: asked.Asked](request: Request, kind: type[Q]) -> Q:
    """What the address asks. Raises RequestValidationError, as the framework does for what it reads itself."""
    try:
        return kind.model_validate(dict(request.query_params))
    except ValidationError as err:
        raise RequestValidationError([{**fault, "loc": ("query", *fault["loc"])} for fault in err.errors()]) from err


def _show(request: Request, query: asked.Asked, make: Callable[[Site], Page]) -> Response:
    site = _site(request, query)
    return unchanged(request, etag(site, request)) or page_answer(site, request, make(site))


def _give(request: Request, query: asked.Asked, make: Callable[[Site], Data[Any]], form: str, name: str) -> Response:
    site = _site(request, query)
    return unchanged(request, etag(site, request)) or data_answer(site, request, make(site), form, name)


def _site(request: Request, query: asked.Asked) -> Site:
    return served_of(request).site(request, query.as_of, cast(str, getattr(query, "bounds", USUAL_BOUNDS)))


for _way in WAYS:
    _add(_way)
for _item_way in ITEM_WAYS:
    _add_item(_item_way)


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
