"""Which claims are compared with which, and the questions that come of it.

In: a ledger's rows, the articles or blocks concerned.   Out: the blocks' claims and questions in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.comparison.blocks import (
    article_blocks,
    block_questions,
    day_number,
    is_one_day,
    month_of,
    most,
    most_of_a_day,
    part_of,
)
from counterclaim.comparison.questions import with_left_out
from counterclaim.comparison.same_claims import Match
from counterclaim.comparison.statement_questions import matched_questions
from counterclaim.flow.comparing.rows import Moved, families_of, question_row
from counterclaim.flow.comparing.statements import is_group
from counterclaim.flow.comparing.stories import stories_of
from counterclaim.ledger.comparison_rows import BlockPart, ComparisonRows, Membership, QuestionRow
from counterclaim.records.claim import Claim
from counterclaim.records.question import RelationKind


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
    for number, held in before.items():
        after[number] += [row for row in held if is_group(row.block)]  # which statements.py alone changes
    changed = [n for n in articles if n in copies or set(before[n]) != set(after[n])]
    rows.drop_members(sorted(number for n in changed for number in claims[n]))
    rows.put_members(row for n in changed for row in after[n])
    rows.mark_stale(
        f"{row.block}@{row.day}"
        for n in changed
        for row in ((*before[n], *after[n]) if n in copies else set(before[n]) ^ set(after[n]))
    )
    _mark_grown(rows, [row for n in changed for row in before[n]], [row for n in changed for row in after[n]])


def mark_moved(rows: ComparisonRows, moved: Moved) -> None:
    """Mark what statements' groups were and are now."""
    rows.mark_stale(f"{row.block}@{row.day}" for row in (*moved.before, *moved.after))
    _mark_grown(rows, moved.before, moved.after)


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
    made = _made(rows, {f"{block}@": members.get(block, []) for block in blocks})
    # a story that joins another takes all of its claims along: its block may have been taken apart and now be empty
    rows.drop_questions_of(f"{block}@" for block in blocks)
    rows.put_questions((), made)


def remake(rows: ComparisonRows, blocks: Mapping[str, set[int]]) -> None:
    """Make the questions of blocks that are taken apart anew: those of the months, or days, that were touched."""
    months = {(block, day): BlockPart(block, *month_of(day)) for block, days in blocks.items() for day in days}
    counts = rows.counts(months.values(), most() + 1)
    parts: dict[str, list[Membership]] = {}
    left_out: dict[str, int] = {}
    emptied: set[str] = set()
    gone: set[str] = set()
    for (block, day), month in months.items():
        part = part_of(day, most() + 1, counts[month])
        name = f"{block}@{part}"
        if name in parts:
            continue
        # what the block, or the month, had as a whole is gone: all of its days were marked when it grew too large
        gone.add(f"{block}@")
        if is_one_day(part):
            parts[name] = rows.heard(block, day, most_of_a_day())
            if len(parts[name]) == most_of_a_day():
                left_out[name] = rows.counts([BlockPart(block, day, day)]).popitem()[1] - most_of_a_day()
            gone |= {name, f"{block}@{part[: len('2022-03')]}"}
        else:
            parts[name] = rows.members(block, month.first, month.last)
            emptied.add(name)
    made = _made(rows, parts, left_out)
    rows.drop_questions_of(sorted(emptied))
    rows.put_questions(gone, made)


def _made(
    rows: ComparisonRows, parts: Mapping[str, Sequence[Membership]], left_out: Mapping[str, int] | None = None
) -> list[QuestionRow]:
    """The questions of parts of blocks, by the parts' names, with how many of each part's claims are not heard."""
    claims = rows.claims({member.claim for found in parts.values() for member in found})
    numbers = {claim.id: number for number, claim in claims.items()}
    family = families_of(rows, claims.values())
    made: list[QuestionRow] = []
    for name, found in parts.items():
        block, _, _ = name.rpartition("@")
        held = [member for member in found if member.claim in claims]
        told = [claims[member.claim] for member in held]
        if is_group(block):
            questions = matched_questions(told, _matches_among(rows, held, claims), family)
        else:
            places = {claims[member.claim].id: member.place for member in held}
            questions = block_questions(block, told, places, family, "minmax")
        questions = with_left_out(questions, (left_out or {}).get(name, 0))
        made += [question_row(question, name, numbers) for question in questions]
    return made


def _matches_among(rows: ComparisonRows, held: Sequence[Membership], claims: Mapping[int, Claim]) -> list[Match]:
    """The matches between claims of one part."""
    ids = {member.claim: claims[member.claim].id for member in held}
    return [
        Match(min(ids[m.a], ids[m.b]), max(ids[m.a], ids[m.b]), RelationKind(m.relation), m.why, ())
        for m in rows.matches_among(ids)
    ]


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
