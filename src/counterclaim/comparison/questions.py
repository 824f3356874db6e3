"""The questions that a set of claims gives accounts of. The way in to comparison.

In: claims, in any order, and the families of their articles. Out: questions, disputed ones first; the same
for every order.
"""

from collections.abc import Iterable

from counterclaim.comparison.event_questions import event_questions
from counterclaim.comparison.families import NO_FAMILIES, Families
from counterclaim.comparison.figure_questions import figure_questions
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.statement_questions import statement_questions
from counterclaim.comparison.stories import NO_STORIES, Stories
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question, QuestionStatus

_RANK = {
    QuestionStatus.DISPUTED: 0,
    QuestionStatus.CONFIRMED: 1,
    QuestionStatus.MULTIPLY_REPORTED: 2,
    QuestionStatus.SUPERSEDED: 3,
    QuestionStatus.DENIED: 4,
    QuestionStatus.REPORTED: 5,
}


def find_questions(
    claims: Iterable[Claim], families: Families = NO_FAMILIES, stories: Stories = NO_STORIES, *, rule: str = "minmax"
) -> tuple[Question, ...]:
    """Set accounts side by side.

    Args:
        claims: of any number of articles, in any order; a claim given twice counts once.
        families: which articles are copies of one text (families.find_families).
        stories: which articles report the same thing (stories.find_stories).
        rule: the rule of bounds, one of bounds.RULES.
    Returns:
        Questions over figures (single accounts included), events (told twice, alleged or denied) and statements
        (accusations, denials, rival aims), in order of status, number of origins, date and id.
    Raises:
        KeyError: no rule of that name.
    """
    known = sorted({claim.id: claim for claim in claims}.values(), key=claim_order)
    found = [
        *figure_questions(known, families.of, rule, stories.shared),
        *event_questions(known, families.of),
        *statement_questions(known, families.of),
    ]
    return tuple(sorted(found, key=_order))


def _order(question: Question) -> tuple[int, int, tuple[str, str, int, str], str]:
    return (_RANK[question.status], -question.origins, claim_order(question.accounts[0].claim), question.id)
