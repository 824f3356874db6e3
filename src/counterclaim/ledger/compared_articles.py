"""The comparison's index: what articles are like, of which others they are copies, and in whose story they stand.

In: rows.   Out: rows, by the articles' numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.index_part import IndexPart


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
class Step:
    """One article of a line of predecessors."""

    article: int
    day: int
    predecessor: int | None


_KEYS = kept.likeness_key.c
_EARLIEST = (
    select(_KEYS.article)
    .where(_KEYS.key == bindparam("key"))
    .order_by(_KEYS.day, _KEYS.article)
    .limit(bindparam("most"))
)
# Counted by the database: of a dense ledger a key finds thousands of articles, of which these few matter.
_SHARING = (
    select(_KEYS.article)
    .where(
        _KEYS.key.in_(bindparam("keys", expanding=True)),
        _KEYS.day >= bindparam("first"),
        _KEYS.day <= bindparam("last"),
        _KEYS.article != bindparam("article"),
    )
    .group_by(_KEYS.article)
    .having(func.count() >= bindparam("least"))
    .order_by(func.count().desc(), _KEYS.article)
    .limit(bindparam("most"))
)


def _lines(*, back: bool) -> Select[Any]:
    """Whole lines of predecessors in one statement, without signatures: a walk by single look-ups costs more."""
    here, other = kept.likeness.c, kept.likeness.alias("other")
    start = select(here.article, here.day, here.predecessor).where(
        here.article.in_(bindparam("articles", expanding=True))
    )
    line = start.cte("line", recursive=True)
    joined = other.c.article == line.c.predecessor if back else other.c.predecessor == line.c.article
    within = other.c.day >= bindparam("day") if back else other.c.day <= bindparam("day")
    step = select(other.c.article, other.c.day, other.c.predecessor).join(line, joined).where(within)
    return select(line.union(step))


# Made once: to build such a statement costs more than to run it.
_BEFORE, _BEHIND = _lines(back=True), _lines(back=False)


class ComparedArticles(IndexPart):
    """What is known of articles, to find their copies and stories."""

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
        for part in batched(articles, AT_A_TIME):
            query = select(kept.likeness).where(kept.likeness.c.article.in_(part))
            for row in self._connection.execute(query).mappings():
                found[row["article"]] = LikenessRow(**{name: row[name] for name in LikenessRow.__slots__})
        return found

    def days_of(self, articles: Iterable[int]) -> dict[int, int]:
        """The days of articles."""
        here = kept.likeness.c
        found: dict[int, int] = {}
        for part in batched(articles, AT_A_TIME):
            query = select(here.article, here.day).where(here.article.in_(part))
            found |= {row.article: row.day for row in self._connection.execute(query)}
        return found

    def articles_with(self, article: int, keys: Sequence[int], days: range, least: int, most: int) -> list[int]:
        """Of the other articles of some days those that share most of the keys, `least` at least, `most` of them."""
        assert len(keys) <= AT_A_TIME, "an article's keys are looked up in one statement"
        values = {"article": article, "keys": list(keys), "first": days[0], "last": days[-1]}
        return list(self._connection.execute(_SHARING, values | {"least": least, "most": most}).scalars())

    def earliest_with(self, keys: Sequence[int], limit: int) -> set[int]:
        """Of each key the earliest articles that have it."""
        found: set[int] = set()
        for key in sorted(set(keys)):
            found |= set(self._connection.execute(_EARLIEST, {"key": key, "most": limit}).scalars())
        return found

    def steps_before(self, articles: Iterable[int], first: int) -> dict[int, Step]:
        """Articles, and all that their lines of predecessors lead to of a day or later."""
        return self._steps(_BEFORE, articles, first)

    def steps_behind(self, articles: Iterable[int], last: int) -> dict[int, Step]:
        """Articles, and all whose lines of predecessors lead to them, of a day or earlier."""
        return self._steps(_BEHIND, articles, last)

    def _steps(self, lines: Select[Any], articles: Iterable[int], day: int) -> dict[int, Step]:
        found: dict[int, Step] = {}
        for part in batched(articles, AT_A_TIME):
            for row in self._connection.execute(lines, {"articles": part, "day": day}):
                found[row.article] = Step(*row)
        return found

    def with_followers(self, articles: Iterable[int]) -> set[int]:
        """Those of some articles that are another one's predecessor."""
        here = kept.likeness.c.predecessor
        found: set[int] = set()
        for part in batched(articles, AT_A_TIME):
            found |= set(self._connection.execute(select(here).where(here.in_(part)).distinct()).scalars())
        return {number for number in found if number is not None}

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
