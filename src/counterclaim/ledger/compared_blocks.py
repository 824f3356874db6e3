"""The comparison's index: which claims are compared with each other.

In: rows.   Out: rows, by the claims' numbers and the blocks' names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import delete, func, insert, literal, select

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart

COUNTED_AT_A_TIME = 50  # subqueries in one statement


@dataclass(frozen=True, slots=True)
class Membership:
    """One claim in a block."""

    block: str
    claim: int
    day: int
    place: str | None


@dataclass(frozen=True, slots=True)
class BlockPart:
    """A block, or its claims from one day to another, both inclusive."""

    block: str
    first: int | None = None
    last: int | None = None


class ComparedBlocks(IndexPart):
    """Which claims are in which blocks."""

    def put_members(self, rows: Iterable[Membership]) -> None:
        """Add claims to blocks."""
        values = [{name: getattr(row, name) for name in Membership.__slots__} for row in rows]
        if values:
            self._connection.execute(insert(kept.member), values)

    def memberships(self, claims: Sequence[int]) -> list[Membership]:
        """The blocks that claims are in."""
        return [
            row
            for part in batched(claims, AT_A_TIME)
            for row in self._memberships(select(kept.member).where(kept.member.c.claim.in_(part)))
        ]

    def members(self, block: str, first: int | None = None, last: int | None = None) -> list[Membership]:
        """A block's claims, of some days or of all."""
        query = select(kept.member).where(kept.member.c.block == block)
        if first is not None and last is not None:
            query = query.where(kept.member.c.day >= first, kept.member.c.day <= last)
        return self._memberships(query)

    def counts(self, parts: Iterable[BlockPart], most: int) -> dict[BlockPart, int]:
        """How many claims parts of blocks have, counted no further than `most`: a large block costs no more."""
        here = kept.member.c
        found: dict[BlockPart, int] = {}
        for some in batched(dict.fromkeys(parts), COUNTED_AT_A_TIME):
            counted = []
            for part in some:
                of = select(literal(1)).where(here.block == part.block)
                if part.first is not None and part.last is not None:
                    of = of.where(here.day >= part.first, here.day <= part.last)
                counted.append(select(func.count()).select_from(of.limit(most).subquery()).scalar_subquery())
            row = self._connection.execute(select(*counted)).one()
            found |= dict(zip(some, map(int, row), strict=True))
        return found

    def members_of(self, blocks: Iterable[str]) -> dict[str, list[Membership]]:
        """Blocks' claims."""
        found: dict[str, list[Membership]] = defaultdict(list)
        for part in batched(blocks, AT_A_TIME):
            for row in self._memberships(select(kept.member).where(kept.member.c.block.in_(part))):
                found[row.block].append(row)
        return found

    def drop_members(self, claims: Sequence[int]) -> None:
        """Take claims out of their blocks."""
        for part in batched(claims, AT_A_TIME):
            self._connection.execute(delete(kept.member).where(kept.member.c.claim.in_(part)))

    def _memberships(self, query: Any) -> list[Membership]:
        return [
            Membership(**{name: row[name] for name in Membership.__slots__})
            for row in self._connection.execute(query).mappings()
        ]
