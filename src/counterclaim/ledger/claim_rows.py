"""Claims out of the database, with what they say of their article.

In: rows.   Out: a query to add conditions to, and the claims that its rows stand for.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import RowMapping, Select, select

from counterclaim.errors import NotALedger, RecordError
from counterclaim.ledger import tables
from counterclaim.ledger.rows import claim_from, ref_from
from counterclaim.records.claim import Claim


def claims_with_refs() -> Select[Any]:
    """Claims with what they say of their article, which the reading that gave them holds."""
    reading = tables.reading.c
    return (
        select(
            tables.claim,
            tables.article.c.id.label("article_id"),
            reading.path.label("ref_path"),
            reading.title.label("ref_title"),
            reading.outlet.label("ref_outlet"),
            reading.published.label("ref_published"),
        )
        .join(tables.reading, tables.claim.c.reading == reading.number)
        .join(tables.article, tables.claim.c.article == tables.article.c.number)
    )


def claim_of(row: RowMapping) -> Claim:
    """The claim that a row of `claims_with_refs` stands for. Raises NotALedger where it is damaged."""
    ref = {name: row[f"ref_{name}"] for name in ("path", "title", "outlet", "published")}
    with sound(f"claim {row['id']}"):
        return claim_from(row, ref_from(row["article_id"], ref))


@contextmanager
def sound(what: str) -> Iterator[None]:
    """Say so where what was stored cannot be what was written."""
    try:
        yield
    except (ValueError, TypeError, KeyError, zlib.error, RecordError) as err:
        raise NotALedger(
            f"{what} is damaged in the ledger: {type(err).__name__}: {err}. Restore it from a copy"
        ) from err
