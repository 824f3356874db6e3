"""The last entry of a ledger's log: changes whenever the ledger does, and names a state of it for good.

In: a View.   Out: Head. One look at one row, whatever the ledger's size.
"""

from dataclasses import dataclass

from sqlalchemy import select

from counterclaim.ledger import tables
from counterclaim.ledger.log import FIRST_HASH
from counterclaim.ledger.store import View
from counterclaim.ledger.view import SqlView


@dataclass(frozen=True, slots=True)
class Head:
    """The log's last entry at the moment that a view shows."""

    number: int  # 0 = nothing was ever written
    hash: str  # SHA-256 in hexadecimal, over the entry and all before it
    at: str | None  # when it was written, ISO 8601 UTC


def head_of(view: View) -> Head:
    """The head of a ledger, or of the ledger as it stood. Raises TypeError for a view that is no database's."""
    if not isinstance(view, SqlView):
        raise TypeError(f"a view of a database is needed, not {type(view).__name__}")
    log = tables.log.c
    query = select(log.number, log.hash, log.at).order_by(log.number.desc()).limit(1)
    if view.entry is not None:
        query = query.where(log.number <= view.entry)
    with view.backend.reading() as connection:
        row = connection.execute(query).first()
    return Head(row.number, row.hash, row.at) if row else Head(0, FIRST_HASH, None)
