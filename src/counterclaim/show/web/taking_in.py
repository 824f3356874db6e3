"""Articles that come in over the API, as texts: the same way in as everything else.

In: texts with what is known of them.   Out: what became of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.flow import Ledger
from counterclaim.flow.ingesting import Outcome, ingest_taken
from counterclaim.flow.reading import make_defaults, make_terms
from counterclaim.intake.found import Taken
from counterclaim.intake.kinds import Kind
from counterclaim.intake.texts import make_article
from counterclaim.records.article import Drop


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as a program gives it."""

    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    name: str | None = None


def take_in_texts(ledger: Ledger, texts: Sequence[ArticleText]) -> dict[str, Any]:
    """Read texts into a ledger. Raises InputError where a date of publication is none."""
    taken = []
    for number, given in enumerate(texts, 1):
        defaults = make_defaults(
            published=given.published, outlet=given.outlet, title=given.title, author=given.author, url=given.url
        )
        name = given.name or f"article {number}"
        has_words = any(sign.isalnum() for sign in given.text)
        item = make_article(given.text, defaults=defaults) if has_words else Drop(name, "no text")
        taken.append(Taken(item, name, Kind.TEXT))
    outcomes: list[Outcome] = []
    report = ingest_taken(ledger.store, taken, make_terms(None, None, None), each=outcomes.append)
    ledger.compare()
    return {
        **report.counts,
        "articles": [
            {
                "name": outcome.item,
                "became": str(outcome.became),
                "article": outcome.article.id if outcome.article else None,
                "claims": outcome.claims,
                "reason": outcome.reason,
                "detail": outcome.detail,
                "notes": list(outcome.notes),
            }
            for outcome in outcomes
        ],
    }
