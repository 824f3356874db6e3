"""The questions that a set of claims gives accounts of. The way in to comparison.

In: claims, in any order, and the families of their articles. Out: questions, disputed ones first; the same
for every order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.comparison.blocks import article_blocks, block_questions, heard, parts_of_block
from counterclaim.comparison.families import NO_FAMILIES, Families
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.statement_questions import matched_groups, matched_questions, statement_matches
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
    blocks, places = _blocks(known, families, stories)
    found = []
    for block, members in blocks.items():
        for name, part in parts_of_block(members).items():
            told = heard(name, part)
            made = block_questions(block, told, places, families.of, rule)
            found += with_left_out(made, len(part) - len(told))
    statements = [claim for claim in known if claim.kind == "statement"]
    for group, matches in matched_groups(statements, statement_matches(statements)):
        for name, part in parts_of_block(group).items():
            told = heard(name, part)
            found += with_left_out(matched_questions(told, matches, families.of), len(part) - len(told))
    return tuple(sorted(found, key=question_order))


def _blocks(
    claims: Iterable[Claim], families: Families, stories: Stories
) -> tuple[dict[str, list[Claim]], dict[str, str | None]]:
    """Claims by block, and the places that figures' surroundings give."""
    blocks: dict[str, list[Claim]] = defaultdict(list)
    places: dict[str, str | None] = {}
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article.id].append(claim)
    for article in by_article.values():
        for block, claim, place in article_blocks(article, families.of, stories.shared):
            blocks[block].append(claim)
            places[claim.id] = place
    return blocks, places


def with_left_out(questions: Sequence[Question], left_out: int) -> list[Question]:
    """Questions of a part of a block of which so many claims are not set beside the others."""
    return [replace(question, left_out=left_out) for question in questions] if left_out else list(questions)


def question_order(question: Question) -> tuple[int, int, str, str]:
    """Disputed questions first, those of many origins, then by date; the same in every listing."""
    place = "\t".join(
        f"{part:08d}" if isinstance(part, int) else part for part in claim_order(question.accounts[0].claim)
    )
    return (_RANK[question.status], -question.origins, place, question.id)
