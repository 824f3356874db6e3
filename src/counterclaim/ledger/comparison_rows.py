"""The comparison's index in any SQL database: what articles are like, which claims are compared, their questions.

In: a connection in a transaction.   Out: plain rows and claims; nothing here knows how claims are compared.
"""

import json
import zlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger import tables
from counterclaim.ledger.claim_rows import claim_of, claims_with_refs
from counterclaim.ledger.query import holds
from counterclaim.ledger.rows import article_from, ref_from, unpacked
from counterclaim.records.claim import ArticleRef, Claim

AT_A_TIME = 400  # bound parameters: SQLite allows 999 in its older builds
UNKNOWN_DAY = -1
MOST_ROWS = 1 << 62  # beyond every row number


@dataclass(frozen=True, slots=True)
class LikenessRow:
    """What the index holds of one article."""

    article: int
    day: int  # ordinal; -1 = not known
    arrival: str
    signature: bytes
    origin: int | None
    predecessor: int | None
    nearness: float | None


@dataclass(frozen=True, slots=True)
class Membership:
    """One claim in a block."""

    block: str
    claim: int
    day: int
    place: str | None


@dataclass(frozen=True, slots=True)
class MatchRow:
    """Two statements of one claim, by their rows' numbers."""

    a: int
    b: int
    relation: str
    why: str
    score: float


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


class ComparisonRows:
    """The index, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- how far it goes

    def entry(self, version: str) -> int | None:
        """Up to which log entry the index goes; None = it was not made, or by other rules."""
        row = self._connection.execute(select(kept.compared)).first()
        return row.entry if row is not None and row.version == version else None

    def set_entry(self, entry: int, version: str) -> None:
        """Note up to which log entry the index goes."""
        self._connection.execute(delete(kept.compared))
        self._connection.execute(insert(kept.compared), {"id": 1, "entry": entry, "version": version})

    def newest(self) -> int:
        """The last log entry that changed a claim or an article."""
        values = [
            self._connection.execute(select(func.max(column))).scalar() or 0
            for table in (tables.claim, tables.reading)
            for column in (table.c.begun, table.c.ended)
        ]
        decided = self._connection.execute(select(func.max(tables.decision.c.begun))).scalar() or 0
        undone = self._connection.execute(select(func.max(tables.decision.c.ended))).scalar() or 0
        return max(*values, decided, undone)

    def changed_articles(self, since: int) -> list[int]:
        """Numbers of the articles of which a claim or the reading changed after a log entry, in order."""
        found: set[int] = set()
        for table in (tables.claim, tables.reading):
            for column in (table.c.begun, table.c.ended):
                found |= set(
                    self._connection.execute(select(table.c.article).where(column > since).distinct()).scalars()
                )
        return sorted(found)

    def has_stale(self) -> bool:
        """Whether some questions are not up to date."""
        return self._connection.execute(select(kept.stale.c.block).limit(1)).first() is not None

    def clear(self) -> None:
        """Empty the index."""
        for table in (
            kept.compared,
            kept.likeness_key,
            kept.likeness,
            kept.statement_key,
            kept.match,
            kept.member,
            kept.stale,
            kept.question,
        ):
            self._connection.execute(delete(table))

    # --- what the ledger holds

    def article(self, number: int) -> tuple[ArticleRef, str] | None:
        """What claims say of an article, and its text without front matter; None where it was withdrawn."""
        reading = tables.reading
        query = (
            select(tables.article.c.id, tables.article.c.text, reading)
            .join(reading, reading.c.article == tables.article.c.number)
            .where(tables.article.c.number == number, holds(reading, None))
        )
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        article = article_from(row, unpacked(row["text"]))
        ref = ref_from(row["id"], {name: row[name] for name in ("path", "title", "outlet", "published")})
        return ref, article.text[article.header.end :] if article.header else article.text

    def ids_of(self, articles: Iterable[int]) -> dict[int, str]:
        """Articles' ids by their numbers."""
        found: dict[int, str] = {}
        for part in _parts(articles):
            query = select(tables.article.c.number, tables.article.c.id).where(tables.article.c.number.in_(part))
            found |= {row.number: row.id for row in self._connection.execute(query)}
        return found

    def origins_of(self, articles: Iterable[str]) -> dict[str, str]:
        """Copies' ids to the ids of the articles that they are copies of; only of those that are copies."""
        origin = tables.article.alias("origin")
        found: dict[str, str] = {}
        for part in _parts(sorted(articles)):
            query = (
                select(tables.article.c.id, origin.c.id.label("of"))
                .join(kept.likeness, kept.likeness.c.article == tables.article.c.number)
                .join(origin, origin.c.number == kept.likeness.c.origin)
                .where(tables.article.c.id.in_(part))
            )
            found |= {row.id: row.of for row in self._connection.execute(query)}
        return found

    def claims_of_article(self, article: int) -> dict[int, Claim]:
        """An article's claims that hold, by row number."""
        query = claims_with_refs().where(tables.claim.c.article == article, holds(tables.claim, None))
        return {row["number"]: claim_of(row) for row in self._connection.execute(query).mappings()}

    def claims(self, numbers: Iterable[int]) -> dict[int, Claim]:
        """Claims by row number; those that no longer hold are left out."""
        found: dict[int, Claim] = {}
        for part in _parts(numbers):
            query = claims_with_refs().where(tables.claim.c.number.in_(part), holds(tables.claim, None))
            found |= {row["number"]: claim_of(row) for row in self._connection.execute(query).mappings()}
        return found

    # --- articles

    def put_likeness(self, row: LikenessRow, keys: Iterable[tuple[int, int]]) -> None:
        """Add an article with the (key, day) pairs that it is found by."""
        values = {name: getattr(row, name) for name in LikenessRow.__slots__}
        self._connection.execute(insert(kept.likeness), values)
        pairs = [{"key": key, "day": day, "article": row.article} for key, day in sorted(set(keys))]
        if pairs:
            self._connection.execute(insert(kept.likeness_key), pairs)

    def likenesses(self, articles: Iterable[int]) -> dict[int, LikenessRow]:
        """What the index holds of articles."""
        found: dict[int, LikenessRow] = {}
        for part in _parts(articles):
            query = select(kept.likeness).where(kept.likeness.c.article.in_(part))
            for row in self._connection.execute(query).mappings():
                found[row["article"]] = LikenessRow(**{name: row[name] for name in LikenessRow.__slots__})
        return found

    def articles_with(self, keys: Sequence[int], first: int, last: int) -> Counter[int]:
        """How many of the keys each article of some days has."""
        here = kept.likeness_key.c
        found: Counter[int] = Counter()
        for part in _parts(keys):
            query = select(here.article).where(here.key.in_(part), here.day >= first, here.day <= last)
            found.update(self._connection.execute(query).scalars())
        return found

    def earliest_with(self, key: int, limit: int) -> list[int]:
        """The earliest articles that have a key."""
        here = kept.likeness_key.c
        query = select(here.article).where(here.key == key).order_by(here.day, here.article).limit(limit)
        return list(self._connection.execute(query).scalars())

    def family(self, origin: int) -> list[int]:
        """The articles that are copies of one."""
        query = select(kept.likeness.c.article).where(kept.likeness.c.origin == origin)
        return list(self._connection.execute(query).scalars())

    def followers(self, article: int) -> list[int]:
        """The articles whose predecessor this one is."""
        query = select(kept.likeness.c.article).where(kept.likeness.c.predecessor == article)
        return list(self._connection.execute(query).scalars())

    def set_origins(self, origins: Mapping[int, int | None]) -> None:
        """Note what articles are copies of."""
        self._update_likeness([{"at": article, "origin": origin} for article, origin in origins.items()], "origin")

    def set_predecessors(self, found: Mapping[int, tuple[int, float] | None]) -> None:
        """Note the likest earlier articles."""
        rows = [
            {"at": article, "predecessor": near[0] if near else None, "nearness": near[1] if near else None}
            for article, near in found.items()
        ]
        self._update_likeness(rows, "predecessor", "nearness")

    def _update_likeness(self, rows: list[dict[str, Any]], *columns: str) -> None:
        if rows:
            values: dict[str, Any] = {column: bindparam(column) for column in columns}
            change = update(kept.likeness).where(kept.likeness.c.article == bindparam("at")).values(values)
            self._connection.execute(change, rows)

    def drop_article(self, article: int) -> list[int]:
        """Take an article out of the index; gives the numbers of its claims that were in it."""
        here = kept.likeness_key
        self._connection.execute(delete(here).where(here.c.article == article))
        self._connection.execute(delete(kept.likeness).where(kept.likeness.c.article == article))
        query = select(tables.claim.c.number).where(tables.claim.c.article == article)
        return list(self._connection.execute(query).scalars())

    # --- statements

    def put_statement_keys(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add (key, day, claim) rows."""
        values = [{"key": key, "day": day, "claim": claim} for key, day, claim in sorted(set(rows))]
        if values:
            self._connection.execute(insert(kept.statement_key), values)

    def statements_near(self, keys: Iterable[int], day: int, window: int, limit: int) -> dict[int, set[int]]:
        """By key, statements published within a window of days: as many as `limit` nearest before and after."""
        here = kept.statement_key.c
        rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for part in _parts(sorted(keys)):
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
            for part in _parts(wanted):
                for row in self._connection.execute(select(kept.match).where(column.in_(part))).mappings():
                    found[(row["a"], row["b"])] = MatchRow(**{name: row[name] for name in MatchRow.__slots__})
        return list(found.values())

    def drop_statements(self, claims: Sequence[int]) -> None:
        """Take statements and their matches out."""
        for part in _parts(claims):
            self._connection.execute(delete(kept.statement_key).where(kept.statement_key.c.claim.in_(part)))
            for column in (kept.match.c.a, kept.match.c.b):
                self._connection.execute(delete(kept.match).where(column.in_(part)))

    # --- blocks

    def put_members(self, rows: Iterable[Membership]) -> None:
        """Add claims to blocks."""
        values = [{name: getattr(row, name) for name in Membership.__slots__} for row in rows]
        if values:
            self._connection.execute(insert(kept.member), values)

    def memberships(self, claims: Sequence[int]) -> list[Membership]:
        """The blocks that claims are in."""
        return [
            row
            for part in _parts(claims)
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
        for part in _parts(blocks):
            query = select(kept.member.c.block, func.count().label("many")).where(kept.member.c.block.in_(part))
            found |= {row.block: row.many for row in self._connection.execute(query.group_by(kept.member.c.block))}
        return found

    def members_of(self, blocks: Iterable[str]) -> dict[str, list[Membership]]:
        """Blocks' claims."""
        found: dict[str, list[Membership]] = defaultdict(list)
        for part in _parts(blocks):
            for row in self._memberships(select(kept.member).where(kept.member.c.block.in_(part))):
                found[row.block].append(row)
        return found

    def days(self, block: str) -> list[int]:
        """The days of a block's claims, each once."""
        query = select(kept.member.c.day).where(kept.member.c.block == block).distinct()
        return sorted(self._connection.execute(query).scalars())

    def drop_members(self, claims: Sequence[int]) -> None:
        """Take claims out of their blocks."""
        for part in _parts(claims):
            self._connection.execute(delete(kept.member).where(kept.member.c.claim.in_(part)))

    def _memberships(self, query: Any) -> list[Membership]:
        return [
            Membership(**{name: row[name] for name in Membership.__slots__})
            for row in self._connection.execute(query).mappings()
        ]

    # --- questions

    def mark_stale(self, blocks: Iterable[str]) -> None:
        """Note that the questions of blocks must be made anew."""
        wanted = sorted(set(blocks))
        for part in _parts(wanted):
            self._connection.execute(delete(kept.stale).where(kept.stale.c.block.in_(part)))
        if wanted:
            self._connection.execute(insert(kept.stale), [{"block": block} for block in wanted])

    def take_stale(self, limit: int) -> list[str]:
        """Some blocks whose questions must be made anew; they count as made."""
        query = select(kept.stale.c.block).order_by(kept.stale.c.block).limit(limit)
        found = list(self._connection.execute(query).scalars())
        for part in _parts(found):
            self._connection.execute(delete(kept.stale).where(kept.stale.c.block.in_(part)))
        return found

    def question_blocks(self, start: str) -> set[str]:
        """The blocks with questions whose names begin so."""
        here = kept.question.c.block
        query = select(here).where(here >= start, here < start[:-1] + chr(ord(start[-1]) + 1)).distinct()
        return set(self._connection.execute(query).scalars())

    def drop_questions_of(self, starts: Iterable[str]) -> None:
        """Drop the questions of every block whose name begins with one of these, a block's parts with it."""
        here = kept.question.c.block
        gone = delete(kept.question).where(here >= bindparam("start"), here < bindparam("end"))
        ranges = [{"start": start, "end": start[:-1] + chr(ord(start[-1]) + 1)} for start in starts]
        if ranges:
            self._connection.execute(gone, ranges)

    def put_questions(self, blocks: Iterable[str], rows: Iterable[QuestionRow]) -> None:
        """Put questions in the place of those of some blocks."""
        for part in _parts(blocks):
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

    def questions_of_claims(self, claims: Sequence[int]) -> list[QuestionRow]:
        """The questions of the blocks that claims are in, statements' groups included."""
        blocks = {row.block for row in self.memberships(claims)}
        found: list[QuestionRow] = []
        for block in sorted(blocks):
            here = kept.question.c.block
            found += self._questions(select(kept.question).where(here >= block + "@", here < block + "A"))
        return found

    def counts(self) -> dict[str, int]:
        """How many questions there are by status."""
        query = select(kept.question.c.status, func.count()).group_by(kept.question.c.status)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def _questions(self, query: Any) -> list[QuestionRow]:
        names = [name for name in QuestionRow.__slots__ if name != "record"]
        return [
            QuestionRow(**{name: row[name] for name in names}, record=json.loads(zlib.decompress(row["record"])))
            for row in self._connection.execute(query).mappings()
        ]


def _parts[T](items: Iterable[T]) -> list[list[T]]:
    every = list(items)
    return [every[start : start + AT_A_TIME] for start in range(0, len(every), AT_A_TIME)]
