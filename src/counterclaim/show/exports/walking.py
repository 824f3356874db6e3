"""Two listings of a ledger walked side by side: both are in its order of articles, so each is gone through once.

In:  a listing; the articles of another, one after another.   Out: what the listing has of each article.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from counterclaim.flow import Ledger
from counterclaim.ledger.store import ArticleEntry
from counterclaim.records.claim import ArticleRef, Claim


class Beside[T]:
    """A listing that is walked beside another one of the same ledger."""

    def __init__(self, items: Iterable[T], article_of: Callable[[T], ArticleRef]) -> None:
        """`items` come in the ledger's order of articles: by publication, unknown dates last, then by id."""
        self._groups: Iterator[tuple[ArticleRef, list[T]]] = (
            (article_of(group[0]), group)
            for group in (list(part) for _, part in groupby(items, key=lambda item: article_of(item).id))
        )
        self._here = next(self._groups, None)

    def of(self, article: ArticleRef) -> list[T]:
        """What the listing has of an article; articles are asked for in the ledger's order."""
        while self._here is not None and _order(self._here[0]) < _order(article):
            self._here = next(self._groups, None)
        return self._here[1] if self._here is not None and self._here[0].id == article.id else []


def articles_beside(ledger: Ledger) -> Beside[ArticleEntry]:
    """The ledger's articles, to walk beside a listing of its claims."""
    return Beside(ledger.articles(), lambda a: ArticleRef(a.id, a.path, a.title, a.outlet, a.published))


def entry_of(articles: Beside[ArticleEntry], claim: Claim) -> ArticleEntry:
    """The entry of the article that a claim stands in; of what the claim itself knows where the walk has lost it."""
    found = articles.of(claim.article)
    if found:
        return found[0]
    ref = claim.article
    return ArticleEntry(ref.id, ref.path, ref.title, ref.outlet, None, None, None, ref.published, None, 0, 0, "", "")


def _order(article: ArticleRef) -> tuple[bool, str, str]:
    return (article.published is None, article.published.first.isoformat() if article.published else "", article.id)
