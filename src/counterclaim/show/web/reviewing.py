"""Review in the browser: the queue, and a person's decision written into the ledger.

A decision is taken only from a browser that signed in, by a form of ours (its token is bound to the browser's cookie),
sent from our own pages.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from counterclaim.errors import UnknownId, UsageError
from counterclaim.show.web import asked
from counterclaim.show.web.answers import data_answer, page_answer
from counterclaim.show.web.keys import COOKIE, SIGNED_IN_S
from counterclaim.show.web.pages.review import decide, review_data, review_page
from counterclaim.show.web.served import bearer_of, served_of

router = APIRouter(include_in_schema=False)

_NAME_COOKIE = "reviewer"
_MOST_FIELDS = 120
_LONGEST_DONE = 300


class ReviewQuery(asked.Asked):
    """Which claim to look at."""

    claim: Annotated[asked.Id | None, Query()] = None
    done: Annotated[asked.Name | None, Query()] = None


@router.get("/review")
def show_review(request: Request, query: Annotated[ReviewQuery, Query()]) -> Response:
    """The queue, for those who may write."""
    site = served_of(request).site(request)
    if not site.can_review:
        return RedirectResponse("/sign-in", status_code=303)
    page = review_page(
        site, claim=query.claim, reviewer=request.cookies.get(_NAME_COOKIE, "")[:200], done=query.done or ""
    )
    answer = page_answer(site, request, page)
    answer.headers["cache-control"] = "no-store"
    return answer


@router.get("/review.{form}")
def give_review(request: Request, form: Literal["json", "csv"]) -> Response:
    """The queue's data, for those who may write."""
    site = served_of(request).site(request)
    if not site.can_review:
        raise HTTPException(401, "sign in first, with the server's token for writing")
    return data_answer(site, request, review_data(site), form, "review")


@router.post("/review")
async def take_decision(request: Request) -> Response:
    """Write a decision, and go on to the next claim."""
    served = served_of(request)
    keys = served.serving.keys
    cookie = request.cookies.get(COOKIE)
    if not keys.may_write(bearer_of(request), cookie):
        raise HTTPException(401, "sign in first, with the server's token for writing")
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403, "this form was sent from another site")
    form = fields_of_form(await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=10_000))
    if not keys.is_form(cookie, form.get("form_token", "")):
        raise HTTPException(403, "this form is not one of ours, or is too old: load the page again")
    try:
        done = await run_in_threadpool(served.write, lambda ledger: decide(ledger, form))
    except (UsageError, UnknownId) as err:
        site = await run_in_threadpool(served.site, request)
        page = review_page(site, claim=form.get("claim"), reviewer=form.get("reviewer", ""), done=f"Not taken: {err}")
        return page_answer(site, request, page, 422)
    from urllib.parse import urlencode

    answer = RedirectResponse("/review?" + urlencode({"done": done[:_LONGEST_DONE]}), status_code=303)
    reviewer = form.get("reviewer", "").strip()
    if reviewer.isascii() and reviewer.isprintable():
        answer.set_cookie(
            _NAME_COOKIE,
            reviewer[:200],
            max_age=SIGNED_IN_S,
            httponly=True,
            samesite="strict",
            secure=served.serving.secure,
        )
    return answer


def fields_of_form(form: FormData) -> dict[str, str]:
    """The fields of a form that are text; of several of one name the last."""
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}
