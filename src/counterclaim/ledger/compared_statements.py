"""The comparison's index: by which words statements are found, and which of them say the same or the contrary.

In: rows.   Out: rows, by the claims' numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, delete, func, insert, select

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart


def _nearest() -> Select[Any]:
    """Of each key the statements next in time before (or on) a day and after it, picked by the database."""
    here = kept.statement_key.c
    later = here.day > bindparam("day")
    away = case((later, here.day), else_=-here.day)
    among = case((later, here.claim), else_=-here.claim)
    nth = func.row_number().over(partition_by=(here.key, later), order_by=(away, among))
    told = (
        select(here.key, here.claim, nth.label("nth"))
        .where(
            here.key.in_(bindparam("keys", expanding=True)),
            here.day >= bindparam("first"),
            here.day <= bindparam("last"),
        )
        .subquery()
    )
    return select(told.c.key, told.c.claim).where(told.c.nth <= bindparam("most"))


# Made once: to build such a statement costs more than to run it.
_NEAREST = _nearest()


@dataclass(frozen=True, slots=True)
class MatchRow:
    """Two statements of one claim, by their rows' numbers."""

    a: int
    b: int
    relation: str
    why: str
    score: float


class ComparedStatements(IndexPart):
    """Statements' keys and matches."""

    def put_statement_keys(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add (key, day, claim) rows."""
        values = [{"key": key, "day": day, "claim": claim} for key, day, claim in sorted(set(rows))]
        if values:
            self._connection.execute(insert(kept.statement_key), values)

    def statements_near(self, keys: Iterable[int], day: int, window: int, limit: int) -> dict[int, set[int]]:
        """By key, statements published within a window of days: as many as `limit` nearest before and after."""
        found: dict[int, set[int]] = defaultdict(set)
        values = {"day": day, "first": day - window, "last": day + window, "most": limit}
        for part in batched(sorted(keys), AT_A_TIME):
            for key, claim in self._connection.execute(_NEAREST, values | {"keys": part}):
                found[key].add(claim)
        return found

    def put_matches(self, rows: Iterable[MatchRow]) -> None:
        """Add matches, a before b."""
        values = [{name: getattr(row, name) for name in MatchRow.__slots__} for row in rows]
        if values:
            self._connection.execute(insert(kept.match), values)

    def matches_among(self, claims: Iterable[int]) -> list[MatchRow]:
        """Every match of two of some claims."""
        wanted, here = sorted(set(claims)), kept.match.c
        # both ends are asked for: one statement may match thousands
        return [
            row
            for one in batched(wanted, AT_A_TIME)
            for other in batched(wanted, AT_A_TIME)
            for row in self._matches(here.a.in_(one), here.b.in_(other))
        ]

    def matches_of_group(self, claims: Iterable[int]) -> list[MatchRow]:
        """Every match of some claims that no other claim matches."""
        return [row for part in batched(claims, AT_A_TIME) for row in self._matches(kept.match.c.a.in_(part))]

    def _matches(self, *conditions: ColumnElement[bool]) -> list[MatchRow]:
        return [MatchRow(*row) for row in self._connection.execute(select(kept.match).where(*conditions))]

    def drop_statements(self, claims: Sequence[int]) -> None:
        """Take statements and their matches out."""
        for part in batched(claims, AT_A_TIME):
            self._connection.execute(delete(kept.statement_key).where(kept.statement_key.c.claim.in_(part)))
            for column in (kept.match.c.a, kept.match.c.b):
                self._connection.execute(delete(kept.match).where(column.in_(part)))
