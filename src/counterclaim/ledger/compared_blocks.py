"""The comparison's index: which claims are compared with each other.

In: rows.   Out: rows, by the claims' numbers and the blocks' names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, literal, select, update

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart


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


_ALL = 1 << 62
_COLUMNS = len(Membership.__slots__)


def _counted(*conditions: ColumnElement[bool]) -> Select[int]:
    of = select(literal(1)).where(_HERE.block == bindparam("block"), *conditions).limit(bindparam("most")).subquery()
    return select(func.count()).select_from(of)


_HERE = kept.member.c
# Made once: to build a statement costs more than to run it.
_COUNT = _counted()
_COUNT_DAYS = _counted(_HERE.day >= bindparam("first"), _HERE.day <= bindparam("last"))


def _heard() -> Select[Any]:
    """The claims of one day of a block, what each source gives of it once before anything a second time."""
    claim = tables.claim.c
    order = (func.coalesce(claim.published_first, "9999"), claim.id)
    nth = func.row_number().over(partition_by=(claim.source, claim.low, claim.high), order_by=order)
    told = (
        select(kept.member, nth.label("nth"), order[0].label("published"), claim.id)
        .join(tables.claim, claim.number == _HERE.claim)
        .where(_HERE.block == bindparam("block"), _HERE.day == bindparam("day"))
        .subquery()
    )
    return select(told).order_by(told.c.nth, told.c.published, told.c.id).limit(bindparam("most"))


_HEARD = _heard()


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

    def heard(self, block: str, day: int, most: int) -> list[Membership]:
        """Of a block's claims of one day so many as comparison.blocks.heard keeps."""
        return self._memberships(_HEARD, {"block": block, "day": day, "most": most})

    def move_members(self, block: str, to: str) -> None:
        """Put all claims of one block into another."""
        here = kept.member
        self._connection.execute(update(here).where(here.c.block == block).values(block=to))

    def counts(self, parts: Iterable[BlockPart], most: int = _ALL) -> dict[BlockPart, int]:
        """How many claims parts of blocks have, counted no further than `most`: a large block costs no more."""
        found: dict[BlockPart, int] = {}
        for part in dict.fromkeys(parts):
            whole = part.first is None or part.last is None
            values = {"block": part.block, "first": part.first, "last": part.last, "most": most}
            found[part] = int(self._connection.execute(_COUNT if whole else _COUNT_DAYS, values).scalar_one())
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

    def drop_members_of(self, block: str) -> None:
        """Empty a block."""
        self._connection.execute(delete(kept.member).where(kept.member.c.block == block))

    def _memberships(self, query: Any, values: Mapping[str, Any] | None = None) -> list[Membership]:
        # the table's columns stand in the order of Membership's, and at the beginning of every row
        return [Membership(*row[:_COLUMNS]) for row in self._connection.execute(query, values or {})]
