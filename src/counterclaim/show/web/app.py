"""The web application: pages for people, the API for programs, one ledger.

In: Serving.   Out: a FastAPI application. It opens the ledger when it starts and closes it when it ends.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from counterclaim.errors import CounterclaimError, InputError, LedgerBusy, RecordError, UnknownId, UsageError
from counterclaim.show.web.answers import page_answer
from counterclaim.show.web.api.exports import router as api_exports
from counterclaim.show.web.api.reading import router as api_reading
from counterclaim.show.web.api.shapes import Problem
from counterclaim.show.web.api.writing import router as api_writing
from counterclaim.show.web.browsing import router as pages
from counterclaim.show.web.guard import HEADERS, Guard, problem
from counterclaim.show.web.keys import COOKIE
from counterclaim.show.web.pages.base import Page
from counterclaim.show.web.reviewing import router as review
from counterclaim.show.web.served import Served, Serving, bearer_of, served_of
from counterclaim.version import __version__

_SUMMARY = "A ledger of attributed claims: who said what, through whom, with which figure, in which words."
_DESCRIPTION = """Every answer has one shape: `data`, `next` (give it back as `after`; null: no more) and `ledger`,
the state that it shows. Every error has one shape, too: problem+json (RFC 9457).

Each answer has an ETag of the ledger's state: ask again with If-None-Match. Reading is open on the machine itself,
elsewhere by token; writing takes a token always: `Authorization: Bearer …`. docs/data-format.md says what the
fields of rows and records mean."""
SMALLEST_COMPRESSED = 1_000  # bytes
# What may be asked for without a token: the way in, and what its page needs.
_OPEN = ("/sign-in", "/static/", "/favicon.ico")
_TITLES = {
    400: "Not understood",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not allowed",
    409: "In conflict",
    413: "Too large",
    415: "Not understood",
    422: "Not understood",
    503: "Busy",
}


def make_app(serving: Serving) -> FastAPI:
    """The application over one ledger. Raises nothing before it starts; LedgerError then."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        app.state.served = Served.open(serving)
        try:
            yield
        finally:
            app.state.served.close()

    app = FastAPI(
        title="Counterclaim",
        version=__version__,
        lifespan=life,
        docs_url=None,  # its page would load scripts from another host
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.include_router(pages)
    app.include_router(review)
    app.include_router(api_reading)
    app.include_router(api_exports)
    app.include_router(api_writing)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]  # the way that FastAPI documents
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED)
    app.middleware("http")(_may_read)
    app.add_middleware(Guard, hosts=serving.hosts, limits=serving.limits)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(CounterclaimError, _our_error)
    app.add_exception_handler(Exception, _fault)
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """The API's description, with its one error shape."""
    if app.openapi_schema is None:
        described = get_openapi(
            title="Counterclaim", version=app.version, description=_DESCRIPTION, routes=app.routes, summary=_SUMMARY
        )
        shapes_held = described.setdefault("components", {}).setdefault("schemas", {})
        shapes_held["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        for unused in ("HTTPValidationError", "ValidationError"):
            shapes_held.pop(unused, None)
        app.openapi_schema = described
    return app.openapi_schema


async def _may_read(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Nobody reads a server that asks for a token without one."""
    keys = served_of(request).serving.keys
    path = request.url.path
    if path.startswith(_OPEN) or keys.may_read(bearer_of(request), request.cookies.get(COOKIE)):
        return await go_on(request)
    if _is_page(request) and request.method == "GET":
        return RedirectResponse("/sign-in", status_code=303)
    answer = _refusal(request, 401, "this server asks for a token: Authorization: Bearer …")
    answer.headers["www-authenticate"] = "Bearer"
    return answer


def _is_page(request: Request) -> bool:
    path = request.url.path
    return not path.startswith("/api/") and not path.endswith((".json", ".csv"))


def _refusal(request: Request, status: int, detail: str, **more: Any) -> Response:
    """The one error shape for programs, a page for people."""
    title = _TITLES.get(status, "Error")
    if _is_page(request) and getattr(request.app.state, "served", None):
        site = served_of(request).site(request)
        return page_answer(site, request, Page("error.html", "", title, detail), status)
    body = problem(status, title, detail, request.url.path) | more
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [{"where": ".".join(map(str, e["loc"])), "what": str(e["msg"])[:300]} for e in error.errors()[:20]]
    said = "; ".join(f"{fault['where'].removeprefix('query.')}: {fault['what']}" for fault in faults)
    status = 404 if all(fault["where"].startswith("path.") for fault in faults) else 422
    return _refusal(request, status, said or "the request cannot be understood", faults=faults)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _refusal(request, error.status_code, str(error.detail))
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _fault(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the log has it; a stranger need not
    """A fault of ours: said in the one error shape, without what it was. The server's log has the rest."""
    body = problem(
        500, "Fault", "a fault of the server, which its log names; the ledger is as it was", request.url.path
    )
    headers = {name.decode(): value.decode() for name, value in HEADERS}
    return JSONResponse(body, status_code=500, media_type="application/problem+json", headers=headers)


def _our_error(request: Request, error: Exception) -> Response:
    if isinstance(error, UnknownId):
        return _refusal(request, 404, str(error))
    if isinstance(error, UsageError | InputError | RecordError):
        return _refusal(request, 422, str(error))
    if isinstance(error, LedgerBusy):
        answer = _refusal(request, 503, str(error))
        answer.headers["retry-after"] = "2"
        return answer
    return _refusal(request, 500, str(error))
