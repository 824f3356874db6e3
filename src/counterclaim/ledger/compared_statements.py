"""The comparison's index: by which words statements are found, and which of them say the same or the contrary.

In: rows.   Out: rows, by the claims' numbers.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched

from sqlalchemy import delete, insert, select

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart

MOST_ROWS = 1 << 62  # beyond every row number


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
        here = kept.statement_key.c
        rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for part in batched(sorted(keys), AT_A_TIME):
            query = select(here.key, here.day, here.claim).where(
                here.key.in_(part), here.day >= day - window, here.day <= day + window
            )
            for row in self._connection.execute(query):
                rows[row.key].append((row.day, row.claim))
        found: dict[int, set[int]] = {}
        for key, told in rows.items():
            told.sort()
            at = bisect_right(told, (day, MOST_ROWS))
            found[key] = {claim for _, claim in told[max(0, at - limit) : at + limit]}
        return found

    def put_matches(self, rows: Iterable[MatchRow]) -> None:
        """Add matches, a before b."""
        values = [{name: getattr(row, name) for name in MatchRow.__slots__} for row in rows]
        if values:
            self._connection.execute(insert(kept.match), values)

    def matches(self, claims: Iterable[int]) -> list[MatchRow]:
        """Every match of some claims."""
        found: dict[tuple[int, int], MatchRow] = {}
        wanted = list(claims)
        for column in (kept.match.c.a, kept.match.c.b):
            for part in batched(wanted, AT_A_TIME):
                for row in self._connection.execute(select(kept.match).where(column.in_(part))).mappings():
                    found[(row["a"], row["b"])] = MatchRow(**{name: row[name] for name in MatchRow.__slots__})
        return list(found.values())

    def drop_statements(self, claims: Sequence[int]) -> None:
        """Take statements and their matches out."""
        for part in batched(claims, AT_A_TIME):
            self._connection.execute(delete(kept.statement_key).where(kept.statement_key.c.claim.in_(part)))
            for column in (kept.match.c.a, kept.match.c.b):
                self._connection.execute(delete(kept.match).where(column.in_(part)))
