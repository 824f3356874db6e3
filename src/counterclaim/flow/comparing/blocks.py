"""Which figures, events and explanations are compared with which, and the questions that come of it.

In: a ledger's rows, the articles or blocks concerned.   Out: the blocks' claims and questions in the ledger.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from counterclaim.comparison.blocks import (
    UNKNOWN_DAY,
    article_blocks,
    block_questions,
    day_number,
    month_of,
    part_of,
)
from counterclaim.flow.comparing.rows import families_of, question_row
from counterclaim.flow.comparing.stories import story_of
from counterclaim.ledger.comparison_rows import ComparisonRows, Membership, QuestionRow


def reblock_all(rows: ComparisonRows, copies: set[int], moved: set[int]) -> None:
    """Put articles into their blocks: what copies tell counts anew, of a story only what changes its block."""
    for article in sorted(copies):
        _reblock(rows, article, is_copy=True)
    for article in sorted(moved - copies):
        _reblock(rows, article, is_copy=False)


def _reblock(rows: ComparisonRows, article: int, *, is_copy: bool) -> None:
    """Put an article's figures and events into their blocks, and mark the blocks.

    Args:
        is_copy: whether its family changed, so that origins are counted anew wherever it is an account.
    """
    claims = rows.claims_of_article(article)
    held = rows.likenesses([article]).get(article)
    numbers = {claim.id: number for number, claim in claims.items()}
    before = rows.memberships(sorted(claims))
    after: list[Membership] = []
    if held is not None and claims:
        story = story_of(rows, article)
        names = rows.ids_of([n for n in (held.origin, story) if n is not None])
        family = names[held.origin] if held.origin is not None else None
        ref = next(iter(claims.values())).article
        ordered = sorted(claims.values(), key=lambda claim: (claim.span.start, claim.id))
        blocks = article_blocks(
            ordered, lambda _: family or ref.id, lambda _: names[story] if story is not None else None
        )
        after = [Membership(block, numbers[claim.id], day_number(claim), place) for block, claim, place in blocks]
    if not is_copy:
        changed = set(before) ^ set(after)
        if changed:
            rows.drop_members(sorted(claims))
            rows.put_members(after)
            rows.mark_stale(f"{row.block}@{row.day}" for row in changed)
        return
    rows.drop_members(sorted(claims))
    rows.put_members(after)
    rows.mark_stale(f"{row.block}@{row.day}" for row in (*before, *after))
    touched = {end for match in rows.matches(sorted(claims)) for end in (match.a, match.b)}
    rows.mark_stale(f"m@{claim}" for claim in touched)


def remake_whole(rows: ComparisonRows, blocks: Sequence[str]) -> None:
    """Make the questions anew of blocks that are not taken apart, all in a few queries."""
    members = rows.members_of(blocks)
    claims = rows.claims({member.claim for found in members.values() for member in found})
    numbers = {claim.id: number for number, claim in claims.items()}
    family = families_of(rows, claims.values())
    made: list[QuestionRow] = []
    for block in blocks:
        name = f"{block}@"
        held = [member for member in members.get(block, ()) if member.claim in claims]
        places = {claims[member.claim].id: member.place for member in held}
        found = block_questions(block, [claims[member.claim] for member in held], places, family, "minmax")
        made += [question_row(question, name, numbers) for question in found]
    # a story that joins another takes all of its claims along: its block may have been taken apart and now be empty
    rows.drop_questions_of(f"{block}@" for block in blocks)
    rows.put_questions((), made)


def remake(rows: ComparisonRows, block: str, days: set[int]) -> None:
    """Make the questions of a block anew, those of the touched days only where the block is taken apart."""
    name = f"{block}@"
    held = rows.question_blocks(name)
    whole = rows.count(block)
    if not held or name in held:
        days = set(rows.days(block))
    done: set[str] = set()
    for day in sorted(days):
        first, last = month_of(day)
        month = rows.count(block, first, last)
        part = part_of(day, whole, month)
        if part in done:
            continue
        over = {b for b in held if day != UNKNOWN_DAY and b.startswith(f"{name}{dt.date.fromordinal(day):%Y-%m}")}
        if len(part) > len("2022-03") and f"{name}{part[:7]}" in held:  # a month that is now taken apart by days
            for other in (d for d in rows.days(block) if first <= d <= last):
                split = part_of(other, whole, month)
                _remake_part(rows, block, split, rows.members(block, other, other), {f"{name}{part[:7]}"})
                done.add(split)
            continue
        bounds = (first, last) if len(part) == len("2022-03") else (day, day)
        gone = over if len(part) == len("2022-03") else {f"{name}{part}"}
        _remake_part(rows, block, part, rows.members(block, *bounds), gone | ({name} if name in held else set()))
        done.add(part)


def _remake_part(
    rows: ComparisonRows, block: str, part: str, members: Sequence[Membership], gone: Iterable[str]
) -> None:
    claims = rows.claims([member.claim for member in members])
    numbers = {claim.id: number for number, claim in claims.items()}
    places = {claims[m.claim].id: m.place for m in members if m.claim in claims}
    family = families_of(rows, claims.values())
    found = block_questions(block, list(claims.values()), places, family, "minmax")
    name = f"{block}@{part}"
    rows.put_questions({name, *gone}, [question_row(question, name, numbers) for question in found])
