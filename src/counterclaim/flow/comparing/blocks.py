"""Which figures, events and explanations are compared with which, and the questions that come of it.

In: a ledger's rows, the articles or blocks concerned.   Out: the blocks' claims and questions in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.comparison.blocks import (
    article_blocks,
    block_questions,
    day_number,
    month_of,
    most,
    part_of,
)
from counterclaim.flow.comparing.rows import families_of, question_row
from counterclaim.flow.comparing.stories import stories_of
from counterclaim.ledger.comparison_rows import BlockPart, ComparisonRows, Membership, QuestionRow
from counterclaim.records.claim import Claim


def reblock_all(rows: ComparisonRows, copies: set[int], moved: set[int]) -> None:
    """Put articles' figures and events into their blocks, and mark the blocks.

    Args:
        copies: articles whose family changed, so that origins are counted anew wherever they are an account.
        moved: articles whose story changed; of these only what changes its block is compared anew.
    """
    articles = sorted(copies | moved)
    claims = rows.claims_of_articles(articles)
    article_of = {number: article for article, held in claims.items() for number in held}
    before: dict[int, list[Membership]] = defaultdict(list)
    for row in rows.memberships(sorted(article_of)):
        before[article_of[row.claim]].append(row)
    after = _memberships(rows, articles, claims)
    changed = [n for n in articles if n in copies or set(before[n]) != set(after[n])]
    rows.drop_members(sorted(number for n in changed for number in claims[n]))
    rows.put_members(row for n in changed for row in after[n])
    rows.mark_stale(
        f"{row.block}@{row.day}"
        for n in changed
        for row in ((*before[n], *after[n]) if n in copies else set(before[n]) ^ set(after[n]))
    )
    _mark_grown(rows, [row for n in changed for row in before[n]], [row for n in changed for row in after[n]])
    again = sorted(number for n in copies for number in claims[n])
    touched = {end for match in rows.matches(again) for end in (match.a, match.b)}
    rows.mark_stale(f"m@{claim}" for claim in touched)


def _memberships(
    rows: ComparisonRows, articles: Sequence[int], claims: Mapping[int, Mapping[int, Claim]]
) -> dict[int, list[Membership]]:
    """The blocks that the claims of articles belong to."""
    held = rows.likenesses(articles)
    stories = stories_of(rows, articles)
    origins = {row.origin for row in held.values() if row.origin is not None}
    names = rows.ids_of(origins | {story for story in stories.values() if story is not None})
    found: dict[int, list[Membership]] = {number: [] for number in articles}
    for number in articles:
        ordered = sorted(claims[number].values(), key=lambda claim: (claim.span.start, claim.id))
        if number not in held or not ordered:
            continue
        origin, first = held[number].origin, stories[number]
        family = names[origin] if origin is not None else ordered[0].article.id
        story = names[first] if first is not None else None
        numbers = {claim.id: row for row, claim in claims[number].items()}
        found[number] = [
            Membership(block, numbers[claim.id], day_number(claim), place)
            for block, claim, place in _blocks_of(ordered, family, story)
        ]
    return found


def _blocks_of(ordered: Sequence[Claim], family: str, story: str | None) -> list[tuple[str, Claim, str | None]]:
    return article_blocks(ordered, lambda _: family, lambda _: story)


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
    """Make the questions of a block that is taken apart anew: those of the months, or days, that were touched."""
    months = {day: BlockPart(block, *month_of(day)) for day in days}
    counts = rows.counts(months.values(), most() + 1)
    parts = {part_of(day, most() + 1, counts[months[day]]): day for day in sorted(days)}
    for part, day in parts.items():
        is_day = len(part) == len("2022-03-05")
        first, last = (day, day) if is_day else month_of(day)
        members = rows.members(block, first, last)
        claims = rows.claims([member.claim for member in members])
        numbers = {claim.id: number for number, claim in claims.items()}
        places = {claims[m.claim].id: m.place for m in members if m.claim in claims}
        found = block_questions(block, list(claims.values()), places, families_of(rows, claims.values()), "minmax")
        name = f"{block}@{part}"
        # what the block, or the month, had as a whole is gone: all of its days were marked when it grew too large
        gone = {f"{block}@", name, *([f"{block}@{part[: len('2022-03')]}"] if is_day else [])}
        if not is_day:
            rows.drop_questions_of([name])
        rows.put_questions(gone, [question_row(question, name, numbers) for question in found])


def _mark_grown(rows: ComparisonRows, before: Iterable[Membership], after: Iterable[Membership]) -> None:
    """Mark every day of the blocks, and months, that have just become too large to be compared as a whole."""
    gained: Counter[BlockPart] = Counter()
    for row in after:
        gained.update((BlockPart(row.block), BlockPart(row.block, *month_of(row.day))))
    for row in before:
        gained.subtract((BlockPart(row.block), BlockPart(row.block, *month_of(row.day))))
    grown = {part: more for part, more in gained.items() if more > 0}
    counts = rows.counts(grown, most() + max(grown.values(), default=0) + 1)
    for part, more in grown.items():
        if counts[part] - more <= most() < counts[part]:
            rows.mark_stale(f"{part.block}@{row.day}" for row in rows.members(part.block, part.first, part.last))
