"""The comparison's index: the questions that came out, and the blocks whose questions must be made anew.

In: rows.   Out: rows. A question's accounts and relations are compressed JSON, of which nothing is known here.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question as the index holds it; `record` is JSON."""

    id: str
    block: str
    standing: int
    fewer: int
    place: str
    kind: str
    track: str | None
    status: str
    title: str
    accounts: int
    record: Mapping[str, Any]


class KeptQuestions(IndexPart):
    """Questions, in their order, and which of them are stale."""

    def has_stale(self) -> bool:
        """Whether some questions are not up to date."""
        return self._connection.execute(select(kept.stale.c.block).limit(1)).first() is not None

    def mark_stale(self, blocks: Iterable[str]) -> None:
        """Note that the questions of blocks must be made anew."""
        wanted = sorted(set(blocks))
        for part in batched(wanted, AT_A_TIME):
            self._connection.execute(delete(kept.stale).where(kept.stale.c.block.in_(part)))
        if wanted:
            self._connection.execute(insert(kept.stale), [{"block": block} for block in wanted])

    def take_stale(self, limit: int) -> list[str]:
        """Some blocks whose questions must be made anew; they count as made."""
        query = select(kept.stale.c.block).order_by(kept.stale.c.block).limit(limit)
        found = list(self._connection.execute(query).scalars())
        for part in batched(found, AT_A_TIME):
            self._connection.execute(delete(kept.stale).where(kept.stale.c.block.in_(part)))
        return found

    def drop_questions_of(self, starts: Iterable[str]) -> None:
        """Drop the questions of every block whose name begins with one of these, a block's parts with it."""
        here = kept.question.c.block
        gone = delete(kept.question).where(here >= bindparam("start"), here < bindparam("end"))
        ranges = [{"start": start, "end": start[:-1] + chr(ord(start[-1]) + 1)} for start in starts]
        if ranges:
            self._connection.execute(gone, ranges)

    def put_questions(self, blocks: Iterable[str], rows: Iterable[QuestionRow]) -> None:
        """Put questions in the place of those of some blocks."""
        for part in batched(blocks, AT_A_TIME):
            self._connection.execute(delete(kept.question).where(kept.question.c.block.in_(part)))
        values = [
            {name: getattr(row, name) for name in QuestionRow.__slots__ if name != "record"}
            | {"record": zlib.compress(json.dumps(row.record, ensure_ascii=False, separators=(",", ":")).encode())}
            for row in rows
        ]
        if values:
            self._connection.execute(insert(kept.question), values)

    def questions(
        self,
        *,
        status: str | None = None,
        track: str | None = None,
        kind: str | None = None,
        after: QuestionRow | None = None,
        limit: int | None = None,
    ) -> list[QuestionRow]:
        """Questions in their order, a page at a time."""
        here = kept.question.c
        query = select(kept.question).order_by(here.standing, here.fewer, here.place, here.id)
        for column, value in ((here.status, status), (here.track, track), (here.kind, kind)):
            if value is not None:
                query = query.where(column == value)
        if after is not None:
            # not a row value: older SQLite does not take the index for one
            same = here.standing == after.standing
            later = (here.fewer > after.fewer) | (
                (here.fewer == after.fewer)
                & ((here.place > after.place) | ((here.place == after.place) & (here.id > after.id)))
            )
            query = query.where((here.standing > after.standing) | (same & later))
        return self._questions(query.limit(limit) if limit is not None else query)

    def questions_with_id(self, start: str, limit: int) -> list[QuestionRow]:
        """Questions whose ids begin so."""
        here = kept.question.c.id
        query = select(kept.question).where(here >= start, here < start + "g").order_by(here).limit(limit)
        return self._questions(query)

    def _questions(self, query: Any) -> list[QuestionRow]:
        names = [name for name in QuestionRow.__slots__ if name != "record"]
        return [
            QuestionRow(**{name: row[name] for name in names}, record=json.loads(zlib.decompress(row["record"])))
            for row in self._connection.execute(query).mappings()
        ]
