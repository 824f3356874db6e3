"""The comparison's index: the questions that came out, and the blocks whose questions must be made anew.

In: rows.   Out: rows. A question's accounts and relations are compressed JSON, of which nothing is known here.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, bindparam, delete, func, insert, select

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart
from counterclaim.ledger.page_tables import answer


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


Place = tuple[int, int, str, str]
"""Where a question stands in their order."""


@dataclass(frozen=True, slots=True)
class QuestionHead:
    """One question without its accounts."""

    number: int
    id: str
    standing: int
    fewer: int
    place: str
    kind: str
    track: str | None
    status: str
    title: str

    @property
    def order(self) -> Place:
        """Where it stands among all questions."""
        return self.standing, self.fewer, self.place, self.id


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
        here = kept.question.c
        within = (here.block >= bindparam("start"), here.block < bindparam("end"))
        ranges = [{"start": start, "end": start[:-1] + chr(ord(start[-1]) + 1)} for start in starts]
        if ranges:
            numbers = select(here.number).where(*within)
            self._connection.execute(delete(answer).where(answer.c.question.in_(numbers)), ranges)
            self._connection.execute(delete(kept.question).where(*within), ranges)

    def put_questions(self, blocks: Iterable[str], rows: Iterable[QuestionRow]) -> None:
        """Put questions in the place of those of some blocks."""
        here = kept.question.c
        for part in batched(blocks, AT_A_TIME):
            gone = select(here.number).where(here.block.in_(part))
            self._connection.execute(delete(answer).where(answer.c.question.in_(gone)))
            self._connection.execute(delete(kept.question).where(here.block.in_(part)))
        held = list(rows)
        values = [
            {name: getattr(row, name) for name in QuestionRow.__slots__ if name != "record"}
            | {"record": zlib.compress(json.dumps(row.record, ensure_ascii=False, separators=(",", ":")).encode())}
            for row in held
        ]
        if not values:
            return
        made = insert(kept.question).returning(here.number, sort_by_parameter_order=True)
        numbers = self._connection.execute(made, values).scalars()
        answers = {
            (account[0], number)
            for number, row in zip(numbers, held, strict=True)
            for account in row.record["accounts"]
        }
        self._connection.execute(insert(answer), [{"claim": claim, "question": q} for claim, q in sorted(answers)])

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
            query = query.where(_behind((after.standing, after.fewer, after.place, after.id)))
        return self._questions(query.limit(limit) if limit is not None else query)

    def heads(
        self,
        *,
        statuses: Collection[str] = (),
        track: str | None = None,
        kind: str | None = None,
        several: bool = False,
        after: Place | None = None,
        limit: int | None = None,
    ) -> list[QuestionHead]:
        """Questions in their order without their accounts: many can be looked through.

        Args:
            statuses: only those of one of these; empty = of any.
            several: only those of several accounts.
        """
        here = kept.question.c
        query = select(*(here[name] for name in QuestionHead.__slots__))
        query = query.order_by(here.standing, here.fewer, here.place, here.id)
        if statuses:
            query = query.where(here.status.in_(statuses))
        for column, value in ((here.track, track), (here.kind, kind)):
            if value is not None:
                query = query.where(column == value)
        if several:
            query = query.where(here.accounts > 1)
        if after is not None:
            query = query.where(_behind(after))
        return [QuestionHead(*row) for row in self._connection.execute(query.limit(limit) if limit else query)]

    def heads_with_ids(self, ids: Iterable[str]) -> list[QuestionHead]:
        """Questions by their whole ids, without their accounts."""
        here = kept.question.c
        columns = [here[name] for name in QuestionHead.__slots__]
        return [
            QuestionHead(*row)
            for part in batched(sorted(set(ids)), AT_A_TIME)
            for row in self._connection.execute(select(*columns).where(here.id.in_(part)))
        ]

    def heads_beginning(self, start: str, limit: int) -> list[QuestionHead]:
        """Questions whose ids begin so, without their accounts."""
        here = kept.question.c
        query = select(*(here[name] for name in QuestionHead.__slots__))
        query = query.where(here.id >= start, here.id < start + "g").order_by(here.id).limit(limit)
        return [QuestionHead(*row) for row in self._connection.execute(query)]

    def question_counts(self) -> list[tuple[str, str | None, str, int]]:
        """How many questions there are of each status, track and kind."""
        here = kept.question.c
        of = (here.status, here.track, here.kind)
        return [
            (row[0], row[1], row[2], row[3])
            for row in self._connection.execute(select(*of, func.count()).group_by(*of))
        ]

    def questions_numbered(self, numbers: Iterable[int]) -> dict[int, QuestionRow]:
        """Questions by their rows' numbers."""
        found: dict[int, QuestionRow] = {}
        for part in batched(numbers, AT_A_TIME):
            rows = self._connection.execute(select(kept.question).where(kept.question.c.number.in_(part))).mappings()
            found |= {row["number"]: _question(row) for row in rows}
        return found

    def answered(self, claims: Iterable[str]) -> dict[str, list[QuestionHead]]:
        """The questions that claims give accounts of, by the claims' ids, each in the questions' order."""
        here, claim = kept.question.c, tables.claim.c
        found: dict[str, list[QuestionHead]] = defaultdict(list)
        for part in batched(claims, AT_A_TIME):
            query = (
                select(claim.id.label("of"), *(here[name] for name in QuestionHead.__slots__))
                .join(answer, answer.c.claim == claim.number)
                .join(kept.question, here.number == answer.c.question)
                .where(claim.id.in_(part), claim.ended.is_(None))
                .order_by(here.standing, here.fewer, here.place, here.id)
            )
            for row in self._connection.execute(query):
                found[row[0]].append(QuestionHead(*row[1:]))
        return found

    def claims_beside_others(self, claims: Iterable[str]) -> set[str]:
        """Those of some claims, by id, that give one of several accounts of a question."""
        here, claim = kept.question.c, tables.claim.c
        found: set[str] = set()
        for part in batched(claims, AT_A_TIME):
            query = (
                select(claim.id)
                .join(answer, answer.c.claim == claim.number)
                .join(kept.question, here.number == answer.c.question)
                .where(claim.id.in_(part), claim.ended.is_(None), here.accounts > 1)
            )
            found |= set(self._connection.execute(query).scalars())
        return found

    def questions_with_id(self, start: str, limit: int) -> list[QuestionRow]:
        """Questions whose ids begin so."""
        here = kept.question.c.id
        query = select(kept.question).where(here >= start, here < start + "g").order_by(here).limit(limit)
        return self._questions(query)

    def _questions(self, query: Any) -> list[QuestionRow]:
        return [_question(row) for row in self._connection.execute(query).mappings()]


def _question(row: RowMapping) -> QuestionRow:
    names = [name for name in QuestionRow.__slots__ if name != "record"]
    return QuestionRow(**{name: row[name] for name in names}, record=json.loads(zlib.decompress(row["record"])))


def _behind(place: Place) -> ColumnElement[bool]:
    """That a question lies behind a place in their order."""
    # not a row value: older SQLite does not take the index for one
    here = kept.question.c
    standing, fewer, words, question_id = place
    later = (here.place > words) | ((here.place == words) & (here.id > question_id))
    later = (here.fewer > fewer) | ((here.fewer == fewer) & later)
    return (here.standing > standing) | ((here.standing == standing) & later)
