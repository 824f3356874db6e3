"""The sources that claims name, each once, so that a part of a name is looked for among names and not among claims.

In: rows of claims; a part of a name.   Out: the rows with their speakers' numbers; a condition on the claim table.
"""

import hashlib
from collections.abc import Sequence
from itertools import batched

from sqlalchemy import ColumnElement, Connection, bindparam, false, func, insert, select

from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.rows import Row

# As with words (sqlite.py): of few claims all are found and put in order, of many a page is found on a walk in order.
MANY_MATCHES = 20_000

# Statements are made once: building one anew takes longer than SQLite takes to run it.
_HELD = select(tables.speaker.c.mark, tables.speaker.c.number).where(
    tables.speaker.c.mark.in_(bindparam("marks", expanding=True))
)
_INSERT = insert(tables.speaker)


def number_speakers(connection: Connection, rows: Sequence[Row]) -> None:
    """Give each claim's row the number of its speaker, and new speakers a number; claims that name nobody have none.

    The caller holds the ledger's one write lock, so that nobody puts in the same.
    """
    marks = {id(row): mark_of(row["source"], row["source_text"]) for row in rows}
    names = {mark: name_of(row["source"], row["source_text"]) for row in rows if (mark := marks[id(row)]) is not None}
    numbers = _held(connection, sorted(names))
    fresh = [{"mark": mark, "name": names[mark]} for mark in sorted(names) if mark not in numbers]
    if fresh:
        connection.execute(_INSERT, fresh)
        numbers |= _held(connection, [row["mark"] for row in fresh])
    for row in rows:
        mark = marks[id(row)]
        row["speaker"] = None if mark is None else numbers[mark]


def named(connection: Connection, part: str) -> ColumnElement[bool]:
    """The condition that a claim's source or its mention holds `part`, upper and lower case alike."""
    speaker, claim = tables.speaker.c, tables.claim.c
    numbers = select(speaker.number).where(speaker.name.contains(part.lower(), autoescape=True))
    if connection.execute(numbers.limit(1)).first() is None:
        return false()
    other = tables.claim.alias("named")
    found = select(other.c.number).where(other.c.speaker.in_(numbers))
    some = select(func.count()).select_from(found.limit(MANY_MATCHES).subquery())
    if (connection.execute(some).scalar() or 0) < MANY_MATCHES:
        return claim.number.in_(found)
    return (claim.speaker + 0).in_(numbers)  # "+ 0" keeps the database on its walk in the ledger's order


def mark_of(source: str | None, mention: str | None) -> str | None:
    """What tells a speaker from others; None for nobody named."""
    if source is None and mention is None:
        return None
    return hashlib.sha256(f"{source or ''}\n{mention or ''}".encode()).hexdigest()[:32]


def name_of(source: str | None, mention: str | None) -> str:
    """What is searched: both in lower case, one a line."""
    return f"{source or ''}\n{mention or ''}".lower()


def _held(connection: Connection, marks: Sequence[str]) -> dict[str, int]:
    held: dict[str, int] = {}
    for part in batched(marks, AT_A_TIME):
        rows = connection.execute(_HELD, {"marks": part})
        held |= {row.mark: row.number for row in rows}
    return held
