"""The comparison's index: which claims are compared with each other.

In: rows.   Out: rows, by the claims' numbers and the blocks' names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import delete, func, insert, select

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart


@dataclass(frozen=True, slots=True)
class Membership:
    """One claim in a block."""

    block: str
    claim: int
    day: int
    place: str | None


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

    def count(self, block: str, first: int | None = None, last: int | None = None) -> int:
        """How many claims a block has, of some days or of all."""
        query = select(func.count()).select_from(kept.member).where(kept.member.c.block == block)
        if first is not None and last is not None:
            query = query.where(kept.member.c.day >= first, kept.member.c.day <= last)
        return int(self._connection.execute(query).scalar_one())

    def counts_of(self, blocks: Iterable[str]) -> dict[str, int]:
        """How many claims blocks have; those without any are left out."""
        found: dict[str, int] = {}
        for part in batched(blocks, AT_A_TIME):
            query = select(kept.member.c.block, func.count().label("many")).where(kept.member.c.block.in_(part))
            found |= {row.block: row.many for row in self._connection.execute(query.group_by(kept.member.c.block))}
        return found

    def members_of(self, blocks: Iterable[str]) -> dict[str, list[Membership]]:
        """Blocks' claims."""
        found: dict[str, list[Membership]] = defaultdict(list)
        for part in batched(blocks, AT_A_TIME):
            for row in self._memberships(select(kept.member).where(kept.member.c.block.in_(part))):
                found[row.block].append(row)
        return found

    def days(self, block: str) -> list[int]:
        """The days of a block's claims, each once."""
        query = select(kept.member.c.day).where(kept.member.c.block == block).distinct()
        return sorted(self._connection.execute(query).scalars())

    def drop_members(self, claims: Sequence[int]) -> None:
        """Take claims out of their blocks."""
        for part in batched(claims, AT_A_TIME):
            self._connection.execute(delete(kept.member).where(kept.member.c.claim.in_(part)))

    def _memberships(self, query: Any) -> list[Membership]:
        return [
            Membership(**{name: row[name] for name in Membership.__slots__})
            for row in self._connection.execute(query).mappings()
        ]
