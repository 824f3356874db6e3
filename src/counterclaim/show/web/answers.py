"""How pages and data are sent: with an ETag of the ledger's state, compressed, streamed where they are long.

In: a Site and a Page or Data.   Out: responses.
"""

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse

from counterclaim.records.tablecells import harmless
from counterclaim.show.tables import Cell, Column, Listing, csv_lines
from counterclaim.show.web.pages.base import Data, Page, Site
from counterclaim.show.web.render import render

_ROWS_AT_ONCE = 200  # rows of a stream sent in one piece


def etag(site: Site, request: Request, *more: object) -> str:
    """Changes with the ledger's state, the day (forecasts fall due), the code, and what was asked for."""
    snapshot = site.snapshot
    assets = site.links.asset("")
    parts = (snapshot.head.hash, snapshot.as_of, snapshot.today, snapshot.behind, site.current.stale, site.version,
             assets, site.can_review, site.form_token, request.url.path, request.url.query, *more)  # fmt: skip
    return f'W/"{hashlib.sha256("|".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """304 where the browser has it already."""
    held = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    if tag in held or "*" in held:
        return Response(status_code=304, headers={"etag": tag, "cache-control": "private, no-cache"})
    return None


def page_answer(site: Site, request: Request, page: Page, status: int = 200) -> Response:
    """A page as HTML."""
    headers = {"cache-control": "private, no-cache", "vary": "cookie, accept-encoding"}
    if page.passing:
        headers["cache-control"] = "no-store"
    elif status == 200:
        headers["etag"] = etag(site, request)
    return HTMLResponse(render(site, page), status_code=status, headers=headers)


def data_answer(site: Site, request: Request, data: Data[Any], form: str, name: str) -> Response:
    """A page's data as "json" or "csv", streamed."""
    headers = {"cache-control": "private, no-cache", "etag": etag(site, request)}
    if form == "csv":
        assert data.listing is not None  # every page that offers CSV has a listing
        headers["content-disposition"] = f'attachment; filename="{name}.csv"'
        return StreamingResponse(
            harmless_csv(data.listing, data.items), media_type="text/csv; charset=utf-8", headers=headers
        )
    return StreamingResponse(json_lines(site, data), media_type="application/json", headers=headers)


def harmless_csv(listing: Listing[Any], items: Iterable[Any]) -> Iterator[str]:
    """CSV in which no cell is taken for a formula by a spreadsheet: what an article says comes from strangers."""

    def made_harmless(column: Column[Any]) -> Column[Any]:
        def value(item: Any) -> Cell:
            held = column.value(item)
            return harmless(held) if isinstance(held, str) else held

        return replace(column, value=value)

    return csv_lines(Listing(listing.name, tuple(map(made_harmless, listing.columns))), items)


def json_lines(site: Site, data: Data[Any]) -> Iterator[str]:
    """The data in the API's one success shape, row by row."""
    state = json.dumps(ledger_state(site), ensure_ascii=False)
    if data.record is not None:
        yield f'{{"data": {json.dumps(data.record, ensure_ascii=False)}, "next": null, "ledger": {state}}}\n'
        return
    yield '{"data": ['
    first = True
    for rows in batched_rows(data.listing, data.items):
        text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        yield text if first else ",\n" + text
        first = False
    yield f'], "next": null, "ledger": {state}}}\n'


def batched_rows(listing: Listing[Any] | None, items: Iterable[Any]) -> Iterator[tuple[dict[str, Any], ...]]:
    """Rows of a listing, some hundred at a time."""
    if listing is not None:
        yield from itertools.batched(listing.records(items), _ROWS_AT_ONCE)


def ledger_state(site: Site) -> dict[str, Any]:
    """Which state of which ledger an answer shows."""
    head = site.snapshot.head
    return {
        "name": site.name,
        "as_of": site.as_of.isoformat() if site.as_of else None,
        "entry": head.number,
        "head": head.hash,
        "at": head.at,
        "version": site.version,
    }
