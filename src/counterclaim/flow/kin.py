"""Which of a few articles are copies of one text: out of the kept index where it is up to date.

In: a ledger, ids of articles.   Out: a function from an article to the one that its family began in.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from counterclaim.flow.asking import is_up_to_date
from counterclaim.flow.ledger import Ledger

if TYPE_CHECKING:
    from counterclaim.comparison.families import Families

FamilyOf = Callable[[str], str]


class Kin:
    """The families of a ledger's articles, asked for a few at a time.

    Where the index is behind, or the ledger is looked at as it stood, all texts are compared when it first matters,
    which takes memory for all of them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept = ledger.view is ledger.store and is_up_to_date(ledger.store)
        self._families: Families | None = None

    def among(self, articles: Collection[str]) -> FamilyOf:
        """The families of these articles; of a single one nothing needs to be looked up."""
        if len(articles) < 2:
            return lambda article: article
        if self._kept:
            with self._ledger.store.compared() as rows:
                origins = rows.origins_of(set(articles))
            return lambda article: origins.get(article, article)
        if self._families is None:
            self._families = self._ledger.families()
        return self._families.of
