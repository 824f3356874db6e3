"""Full-text search: pages of claims and of articles, each hit with the words around what was searched for.

In:  a ledger's view, words, conditions.   Out: pages of hits, and the key of the next.
"""

from dataclasses import dataclass, replace

from counterclaim.ledger.search import Snippet, snippets
from counterclaim.ledger.store import ArticleEntry, ArticleFilter, ClaimFilter, Dated, View
from counterclaim.records.claim import Claim

__all__ = ["Hit", "Page", "Snippet", "search_articles", "search_claims"]


@dataclass(frozen=True, slots=True)
class Hit[T]:
    """Something found, with the words around what was searched for."""

    item: T
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Page[T]:
    """Some hits in the ledger's order, and the id to go on behind; None = these were the last."""

    hits: tuple[Hit[T], ...]
    next: str | None


def search_claims(
    view: View, words: str, wanted: ClaimFilter, *, after: str | None = None, limit: int = 20
) -> Page[Claim]:
    """Claims with all the words in the sentence around them, that meet every condition, by publication."""
    found = list(view.claims(replace(wanted, search=words), after=after, limit=limit + 1))
    page = found[:limit]
    marked = snippets([claim.context for claim in page], words)
    hits = tuple(Hit(claim, snippet) for claim, snippet in zip(page, marked, strict=True))
    return Page(hits, page[-1].id if len(found) > limit else None)


def search_articles(
    view: View, words: str, wanted: ClaimFilter, *, after: str | None = None, limit: int = 20
) -> Page[ArticleEntry]:
    """Articles with all the words anywhere in them, by publication; of the conditions outlet and publication count."""
    dates = (wanted.since, wanted.until) if wanted.dated is Dated.PUBLISHED else (None, None)
    articles = ArticleFilter(words, wanted.outlet, *dates)
    found = list(view.articles(articles, after=after, limit=limit + 1))
    page = found[:limit]
    marked = snippets([view.article(entry.id).text for entry in page], words)
    hits = tuple(Hit(entry, snippet) for entry, snippet in zip(page, marked, strict=True))
    return Page(hits, page[-1].id if len(found) > limit else None)
