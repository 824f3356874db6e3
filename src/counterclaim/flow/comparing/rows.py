"""Questions as the ledger keeps them, and the families by which their origins are counted.

In: questions, claims.   Out: rows; a function from an article to its family.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from counterclaim.comparison.questions import question_order
from counterclaim.ledger.comparison_rows import ComparisonRows, Membership, QuestionRow
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question


@dataclass(slots=True)
class Moved:
    """Claims that changed their blocks: their rows as they were, and as they are."""

    before: list[Membership] = field(default_factory=list)
    after: list[Membership] = field(default_factory=list)

    def add(self, before: Iterable[Membership], after: Iterable[Membership]) -> None:
        """Note some more."""
        self.before += before
        self.after += after


def question_row(question: Question, block: str, numbers: Mapping[str, int]) -> QuestionRow:
    """A question of a block as a row, with its claims named by their rows' numbers."""
    standing, fewer, place, _ = question_order(question)
    return QuestionRow(
        id=question.id,
        block=block,
        standing=standing,
        fewer=fewer,
        place=place,
        kind=question.kind,
        track=question.track.value if question.track else None,
        status=question.status.value,
        title=question.title,
        accounts=len(question.accounts),
        record={
            "accounts": [[numbers[a.claim.id], a.origin, a.interest] for a in question.accounts],
            "relations": [[numbers[r.a], numbers[r.b], r.relation, r.why] for r in question.relations],
            "left_out": question.left_out,
            "bounds": [question.bounds.low, question.bounds.best, question.bounds.high] if question.bounds else None,
        },
    )


def families_of(rows: ComparisonRows, claims: Iterable[Claim]) -> Callable[[str], str]:
    """From the id of an article of these claims to that of the article that it is a copy of, or its own."""
    families = rows.origins_of({claim.article.id for claim in claims})
    return lambda article: families.get(article, article)
