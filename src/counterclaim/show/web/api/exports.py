"""Everything of one kind, streamed: the files that `counterclaim export` writes, and the pages' outlets and places.

In:  a file's name, conditions on claims.   Out: the file, piece by piece, in constant memory.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ConfigDict, Field

from counterclaim.errors import UnknownId
from counterclaim.flow import Ledger
from counterclaim.show.exports.tables import TABLES
from counterclaim.show.exports.writing import FORMATS, TABULAR, ExportFormat, Order, Tally, pieces, write_parquet
from counterclaim.show.tables import Listing
from counterclaim.show.web import asked
from counterclaim.show.web.answers import batched_rows, etag, harmless_csv, unchanged
from counterclaim.show.web.api import shapes
from counterclaim.show.web.pages.base import Site
from counterclaim.show.web.pages.places import PLACES
from counterclaim.show.web.pages.sources import OUTLETS
from counterclaim.show.web.served import served_of

router = APIRouter(prefix="/api/v1", tags=["reading"], responses=shapes.ERRORS)

_PIECE_BYTES = 1 << 16
# What a file of a format is called where the format's own name would tell less.
_CALLED = {ExportFormat.GEOJSON: "claims"}
ORDERS: dict[str, Order] = {
    f"{table}{FORMATS[form].suffix}": Order(form, table) for table in TABLES for form in sorted(TABULAR)
} | {f"{_CALLED.get(form, form)}{FORMATS[form].suffix}": Order(form) for form in ExportFormat if form not in TABULAR}
# What pages list and the ledger has no table of.
LISTED: dict[str, Listing[Any]] = {"outlets": OUTLETS, "places": PLACES}
FILES = sorted((*ORDERS, *(f"{name}.{form}" for name in LISTED for form in ("csv", "jsonl"))))
_KINDS = sorted({about.media_type for about in FORMATS.values()})

File = Annotated[
    str, Path(description="A table or a data set's format.", json_schema_extra={"enum": FILES}, examples=["claims.csv"])
]


class ExportAsked(asked.ClaimQuery):
    """Which claims to export, and how one range is made of several accounts."""

    model_config = ConfigDict(extra="forbid")
    bounds: Annotated[asked.Rule | None, Field(description="None: the format's own rule, else minmax.")] = None


@router.get(
    "/exports/{file}",
    summary="Everything of one kind, streamed",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The file", "content": {kind: {"schema": {"type": "string"}} for kind in _KINDS}},
    },
)
def export(request: Request, file: File, query: Annotated[ExportAsked, Query()]) -> Response:
    """A file as `counterclaim export` writes it. The conditions hold for claims and for what is made of them."""
    if file not in FILES:
        raise UnknownId(f"there is no export {file[:60]!r}; there are: {', '.join(FILES)}")
    site = served_of(request).site(request, query.as_of)
    if same := unchanged(request, etag(site, request)):
        return same
    headers = {"content-disposition": f'attachment; filename="{file}"', "etag": etag(site, request)}
    order = ORDERS.get(file)
    if order is None:
        name, _, form = file.partition(".")
        return StreamingResponse(_listed(site, name, form), media_type=_media_type(ExportFormat(form)), headers=headers)
    order = replace(order, wanted=query.filter, rule=query.bounds)
    ledger = site.snapshot.ledger
    body: Iterable[str | bytes] = (
        _parquet(ledger, order) if order.format is ExportFormat.PARQUET else pieces(ledger, order, Tally())
    )
    return StreamingResponse(body, media_type=_media_type(order.format), headers=headers)


def _media_type(form: ExportFormat) -> str:
    kind = FORMATS[form].media_type
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _parquet(ledger: Ledger, order: Order) -> Iterator[bytes]:
    """The file by way of the disk: its index stands at its end."""
    with tempfile.TemporaryFile() as file:
        write_parquet(ledger, order, Tally(), file)
        file.seek(0)
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _listed(site: Site, name: str, form: str) -> Iterator[str]:
    items: Iterable[Any] = site.snapshot.outlets if name == "outlets" else site.snapshot.places[0]
    if form == "csv":
        return harmless_csv(LISTED[name], items)
    rows = batched_rows(LISTED[name], items)
    return ("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in batch) for batch in rows)
