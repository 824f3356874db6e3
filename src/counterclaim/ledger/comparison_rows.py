"""The comparison's index in any SQL database: what articles are like, which claims are compared, their questions.

In: a connection in a transaction.   Out: plain rows and claims; nothing here knows how claims are compared.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import batched

from sqlalchemy import delete, func, select

from counterclaim.ledger import comparison_tables as kept
from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.claim_rows import claim_of, claims_with_refs
from counterclaim.ledger.compared_articles import ComparedArticles, LikenessRow, Step
from counterclaim.ledger.compared_blocks import BlockPart, ComparedBlocks, Membership
from counterclaim.ledger.compared_statements import ComparedStatements, MatchRow
from counterclaim.ledger.kept_questions import KeptQuestions, QuestionRow
from counterclaim.ledger.page_rows import PageRows
from counterclaim.ledger.page_tables import answer
from counterclaim.ledger.query import holds
from counterclaim.ledger.rows import article_from, ref_from, unpacked
from counterclaim.records.claim import ArticleRef, Claim

_CHANGING = (tables.claim, tables.reading, tables.decision)

__all__ = ["BlockPart", "ComparisonRows", "LikenessRow", "MatchRow", "Membership", "QuestionRow", "Step"]


class ComparisonRows(ComparedArticles, ComparedStatements, ComparedBlocks, KeptQuestions, PageRows):
    """The whole index, within one transaction, and the ledger's rows that it is made of."""

    # --- how far it goes

    def entry(self, version: str) -> int | None:
        """Up to which log entry the index goes; None = it was not made, or by other rules."""
        return self._entry_in(kept.compared, version)

    def set_entry(self, entry: int, version: str) -> None:
        """Note up to which log entry the index goes."""
        self._note_entry(kept.compared, entry, version)

    def newest(self) -> int:
        """The last log entry that changed a claim or an article."""
        columns = [column for table in _CHANGING for column in (table.c.begun, table.c.ended)]
        # "is not null" lets the index of what ended be used: it holds nothing else
        latest = (self._connection.execute(select(func.max(c)).where(c.is_not(None))).scalar() for c in columns)
        return max(number or 0 for number in latest)

    def changed_articles(self, since: int) -> list[int]:
        """Numbers of the articles of which a claim or the reading changed after a log entry, in order."""
        found: set[int] = set()
        for table in (tables.claim, tables.reading):
            for column in (table.c.begun, table.c.ended):
                # each once is left to Python: for DISTINCT SQLite walks the articles, all of them
                found |= set(self._connection.execute(select(table.c.article).where(column > since)).scalars())
        return sorted(found)

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
            answer,
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
        for part in batched(articles, AT_A_TIME):
            query = select(tables.article.c.number, tables.article.c.id).where(tables.article.c.number.in_(part))
            found |= {row.number: row.id for row in self._connection.execute(query)}
        return found

    def origins_of(self, articles: Iterable[str]) -> dict[str, str]:
        """Copies' ids to the ids of the articles that they are copies of; only of those that are copies."""
        origin = tables.article.alias("origin")
        found: dict[str, str] = {}
        for part in batched(sorted(articles), AT_A_TIME):
            query = (
                select(tables.article.c.id, origin.c.id.label("of"))
                .join(kept.likeness, kept.likeness.c.article == tables.article.c.number)
                .join(origin, origin.c.number == kept.likeness.c.origin)
                .where(tables.article.c.id.in_(part))
            )
            found |= {row.id: row.of for row in self._connection.execute(query)}
        return found

    def claims_of_articles(self, articles: Iterable[int]) -> dict[int, dict[int, Claim]]:
        """The claims of articles that hold, by the articles' numbers and their own."""
        found: dict[int, dict[int, Claim]] = defaultdict(dict)
        for part in batched(articles, AT_A_TIME):
            query = claims_with_refs().where(tables.claim.c.article.in_(part), holds(tables.claim, None))
            for row in self._connection.execute(query).mappings():
                found[row["article"]][row["number"]] = claim_of(row)
        return found

    def claims(self, numbers: Iterable[int]) -> dict[int, Claim]:
        """Claims by row number; those that no longer hold are left out."""
        found: dict[int, Claim] = {}
        for part in batched(numbers, AT_A_TIME):
            query = claims_with_refs().where(tables.claim.c.number.in_(part), holds(tables.claim, None))
            found |= {row["number"]: claim_of(row) for row in self._connection.execute(query).mappings()}
        return found
