"""Putting the claims of an article into the ledger: what says something new begins, what no longer holds ends.

In: a connection in a writing transaction, rows of claims.   Out: nothing; nothing is overwritten but a row's end.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from counterclaim.errors import LedgerError, RecordError
from counterclaim.ledger import tables
from counterclaim.ledger.places import link_places
from counterclaim.ledger.rows import BESIDE_MARK, Row, claim_row
from counterclaim.ledger.speakers import number_speakers
from counterclaim.records.claim import Claim

# Statements are made once: building one anew takes longer than SQLite takes to run it.
_HELD_CLAIMS = select(tables.claim.c.number, *(tables.claim.c[name] for name in ("id", "mark", *BESIDE_MARK))).where(
    tables.claim.c.article == bindparam("of_article"), tables.claim.c.ended.is_(None)
)
_INSERT_CLAIM = insert(tables.claim)

Held = Mapping[str, RowMapping]  # the claims of an article that hold, by id: number, mark and what lies beside the mark


def claim_rows(article_id: str, claims: Iterable[Claim]) -> dict[str, Row]:
    """The rows of an article's claims by id. Raises RecordError for another article's claim, or two of one id."""
    rows: dict[str, Row] = {}
    for claim in claims:
        if claim.article.id != article_id:
            raise RecordError(
                f"claim {claim.id} is of article {claim.article.id[:12]}…, the reading of {article_id[:12]}…"
            )
        if claim.id in rows:
            raise RecordError(f"two claims of article {article_id[:12]}… have the id {claim.id}")
        rows[claim.id] = claim_row(claim)
    return rows


def held_claims(connection: Connection, article: int) -> Held:
    """The claims of the article with that number that hold now."""
    return {row["id"]: row for row in connection.execute(_HELD_CLAIMS, {"of_article": article}).mappings()}


def put_claims(
    connection: Connection, rows: Mapping[str, Row], held: Held, *, article: int, reading: int, begun: int
) -> None:
    """Add claims that are new or say something new, and end those of `held` that are not among `rows`."""
    end_rows(connection, tables.claim, [row["number"] for row in held.values() if not _still_holds(row, rows)], begun)
    fresh = [
        {**row, "article": article, "reading": reading, "begun": begun, "ended": None}
        for row in rows.values()
        if row["id"] not in held or not _says_the_same(row, held[row["id"]])
    ]
    if not fresh:
        return
    number_speakers(connection, fresh)
    try:
        connection.execute(_INSERT_CLAIM, fresh)
    except IntegrityError as err:
        # Two claims of different articles with one id would be taken for each other ever after.
        raise LedgerError(
            "an id of this article's claims belongs to a claim of another article; nothing of this one was written"
        ) from err
    if any(row["located"] is not None for row in fresh):
        link_places(connection, begun)


def end_rows(connection: Connection, table: Table, numbers: list[int], entry: int) -> None:
    """Note that rows hold no longer, as of a log entry."""
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        connection.execute(update(table).where(table.c.number.in_(part)).values(ended=entry))


def _still_holds(held: RowMapping, rows: Mapping[str, Row]) -> bool:
    return held["id"] in rows and _says_the_same(rows[held["id"]], held)


def _says_the_same(row: Mapping[str, Any], held: RowMapping) -> bool:
    return all(row[name] == held[name] for name in ("mark", *BESIDE_MARK))
