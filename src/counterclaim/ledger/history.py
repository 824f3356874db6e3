"""The ledger as it stood, and what changed between two moments.

In: a connection and log entries.   Out: the entry of a moment; changes, ordered by the claims' ids.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, RowMapping, and_, case, func, or_, select

from counterclaim.ledger import tables
from counterclaim.ledger.claim_rows import claim_of, claims_with_refs
from counterclaim.ledger.entries import Change, ChangeKind
from counterclaim.ledger.query import holds

PAGE_ROWS = 500


def entry_at(connection: Connection, moment: dt.date | dt.datetime) -> int:
    """The last log entry at or before a moment; a day means its end, in UTC. 0 = there was nothing yet."""
    query = select(func.max(tables.log.c.number)).where(tables.log.c.at <= written_moment(moment))
    return connection.execute(query).scalar() or 0


def written_moment(moment: dt.date | dt.datetime) -> str:
    """A moment as the log writes it, so that the two compare; a day as its last microsecond, no time zone as UTC."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time.max, dt.UTC)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def changes(connection: Connection, first: int, second: int) -> Iterator[Change]:
    """How the claims that held as of entry `first` differ from those as of `second`.

    What came and went again between the two is not told.
    """
    claim, log = tables.claim.c, tables.log.c
    came = and_(claim.begun > first, claim.begun <= second)
    went = and_(claim.ended > first, claim.ended <= second)
    made_so = case((holds(tables.claim, second), claim.begun), else_=claim.ended)
    query = (
        claims_with_refs()
        .add_columns(log.at, log.run, log.who, tables.run.c.version.label("by"))
        .join(tables.log, log.number == made_so)
        .outerjoin(tables.run, tables.run.c.number == log.run)
        .where(or_(came, went))
        .order_by(claim.id, claim.begun)
    )
    rows = connection.execution_options(yield_per=PAGE_ROWS).execute(query).mappings()
    for _, versions in groupby(rows, key=lambda row: row["id"]):
        change = _change(list(versions), first, second)
        if change is not None:
            yield change


def _change(versions: list[RowMapping], first: int, second: int) -> Change | None:
    """What became of one claim, given all its rows that began or ended between the two entries."""
    before = next((row for row in versions if row["begun"] <= first), None)
    after = next((row for row in versions if row["ended"] is None or row["ended"] > second), None)
    row = after or before
    if row is None or (before and after and before["mark"] == after["mark"]):
        return None
    kind = ChangeKind.REVISED if before and after else ChangeKind.ADDED if after else ChangeKind.WITHDRAWN
    return Change(
        kind=kind,
        claim=claim_of(row),
        before=claim_of(before) if before and after else None,
        at=row["at"],
        run=row["run"],
        version=row["by"],
        who=row["who"],
    )
