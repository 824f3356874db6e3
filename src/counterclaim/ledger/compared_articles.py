"""The comparison's index: what articles are like, of which others they are copies, and in whose story they stand.

In: rows.   Out: rows, by the articles' numbers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, union_all, update

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

    def articles_with(self, keys: Sequence[int], first: int, last: int) -> Counter[int]:
        """How many of the keys each article of some days has."""
        here = kept.likeness_key.c
        found: Counter[int] = Counter()
        for part in batched(keys, AT_A_TIME):
            query = select(here.article).where(here.key.in_(part), here.day >= first, here.day <= last)
            found.update(self._connection.execute(query).scalars())
        return found

    def earliest_with(self, keys: Sequence[int], limit: int) -> set[int]:
        """Of each key the earliest articles that have it."""
        if not keys:
            return set()
        here = kept.likeness_key.c
        each = (
            select(here.article).where(here.key == key).order_by(here.day, here.article).limit(limit).subquery()
            for key in sorted(set(keys))
        )
        query = union_all(*(select(some.c.article) for some in each))
        return set(self._connection.execute(query).scalars())

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
