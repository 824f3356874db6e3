"""Keeping the questions of a ledger up to date: what an added article concerns is compared anew, and nothing else.

In: a ledger's rows.   Out: the index of comparison/blocks.py in the same ledger, and questions out of it. What comes
out is what comparison.questions.find_questions gives for all claims at once, whatever the order of arrival.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from counterclaim.comparison.answers import matches_within
from counterclaim.comparison.blocks import (
    UNKNOWN_DAY,
    article_blocks,
    block_questions,
    day_number,
    month_of,
    most,
    part_of,
)
from counterclaim.comparison.families import LARGEST_BUCKET, band_keys
from counterclaim.comparison.families import is_copy as is_copy_of
from counterclaim.comparison.questions import question_order
from counterclaim.comparison.same_claims import NEIGHBOURS, WINDOW_DAYS, Match, judge, keys_of
from counterclaim.comparison.statement_questions import matched_questions
from counterclaim.comparison.stories import LEAST_KEYS_SHARED, Signature, arrival, likeness, signature_of
from counterclaim.comparison.stories import WINDOW_DAYS as STORY_DAYS
from counterclaim.ledger.comparison_rows import ComparisonRows, LikenessRow, MatchRow, Membership, QuestionRow
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.question import Question, RelationKind

# Of the rules by which claims are compared: when they change what comes out, the index is made anew.
RULES_VERSION = "3"
BLOCKS_AT_A_TIME = 200
_STORY_KEYS = 1 << 60  # keeps the keys of stories apart from those of copies


def update(rows: ComparisonRows, articles: Sequence[int]) -> None:
    """Bring changed articles into the index, by their rows' numbers, and mark what they concern."""
    for article in articles:
        _drop(rows, article)
        _put(rows, article)


def refresh(rows: ComparisonRows, limit: int = BLOCKS_AT_A_TIME) -> int:
    """Make the questions of some marked blocks anew; gives how many blocks there were."""
    marks = rows.take_stale(limit)
    days: dict[str, set[int]] = defaultdict(set)
    statements: list[int] = []
    for mark in marks:
        block, _, day = mark.rpartition("@")
        if block == "m":
            statements.append(int(day))
        else:
            days[block].add(int(day))
    counts = rows.counts_of(days)
    whole = [block for block in days if counts.get(block, 0) <= most()]
    _remake_whole(rows, whole)
    for block in days.keys() - set(whole):
        _remake(rows, block, days[block])
    _regroup(rows, statements)
    return len(marks)


# --- one article in and out


def _put(rows: ComparisonRows, article: int) -> None:
    found = rows.article(article)
    if found is None:
        return
    ref, text = found
    signature = signature_of(ref.title, text)
    day = ref.published.first.toordinal() if ref.published else UNKNOWN_DAY
    bands = band_keys(text)
    keys = [(key, day) for key in bands] + [(_STORY_KEYS | key, day) for key in signature.keys]
    row = LikenessRow(article, day, "\t".join(arrival(ref)), signature.packed(), None, None, None)
    rows.put_likeness(row, keys)
    copies = _join_family(rows, article, text, bands) | {article}
    moved = _join_stories(rows, row, signature)
    claims = rows.claims_of_article(article)
    _put_statements(rows, ref, claims)
    _reblock_all(rows, copies, moved)


def _drop(rows: ComparisonRows, article: int) -> None:
    held = rows.likenesses([article]).get(article)
    if held is None:
        return
    followers = rows.followers(article)
    family = _family_of(rows, article, held)
    claims = rows.drop_article(article)
    rows.mark_stale(f"{row.block}@{row.day}" for row in rows.memberships(claims))
    touched = {end for match in rows.matches(claims) for end in (match.a, match.b)}
    rows.mark_stale(f"m@{claim}" for claim in touched)
    rows.drop_members(claims)
    rows.drop_statements(claims)
    moved: set[int] = set()
    rows.set_predecessors(dict.fromkeys(followers))
    for other in followers:
        row = rows.likenesses([other])[other]
        moved |= _join_stories(rows, row, Signature.unpacked(row.signature)) | {other}
    rows.set_origins(dict.fromkeys(family))
    copies = set(family)
    for other in family:
        found = rows.article(other)
        if found is not None:
            copies |= _join_family(rows, other, found[1], band_keys(found[1]))
    moved |= {held.predecessor} if held.predecessor is not None else set()
    _reblock_all(rows, copies, moved)


# --- copies


def _family_of(rows: ComparisonRows, article: int, held: LikenessRow) -> list[int]:
    origin = held.origin if held.origin is not None else article
    return sorted({origin, *rows.family(origin)} - {article})


def _join_family(rows: ComparisonRows, article: int, text: str, bands: Iterable[int]) -> set[int]:
    """Put an article into one family with its copies; gives the articles whose family changed."""
    near = {other for key in bands for other in rows.earliest_with(key, LARGEST_BUCKET)} - {article}
    copies = [other for other in sorted(near) if (found := rows.article(other)) and is_copy_of(text, found[1])]
    if not copies:
        return set()
    held = rows.likenesses([*copies, article])
    whole = {article, *copies} | {row.origin for row in held.values() if row.origin is not None}
    for origin in sorted(whole):
        whole |= set(rows.family(origin))
    every = rows.likenesses(whole)
    first = min(every, key=lambda number: every[number].arrival)
    after = {number: None if number == first else first for number in every}
    changed = {number: origin for number, origin in after.items() if every[number].origin != origin}
    rows.set_origins(changed)
    return set(changed) | {first, article}


# --- stories


def _join_stories(rows: ComparisonRows, row: LikenessRow, signature: Signature) -> set[int]:
    """Find an article's predecessor, and whose predecessor it now is; gives the articles whose story may change."""
    first, last = (row.day, row.day) if row.day == UNKNOWN_DAY else (row.day - STORY_DAYS, row.day + STORY_DAYS)
    keys = [_STORY_KEYS | key for key in signature.keys]
    shared = rows.articles_with(keys, max(first, UNKNOWN_DAY), last) if keys else Counter()
    near = [a for a, n in shared.items() if n >= LEAST_KEYS_SHARED and a != row.article]
    if row.day != UNKNOWN_DAY:
        near = [a for a in near if a is not None]
    best: tuple[float, str, int] | None = None
    later: dict[int, tuple[int, float] | None] = {}
    moved: set[int] = set()
    others = rows.likenesses(near)
    names = rows.ids_of([row.article, *(r.predecessor for r in others.values() if r.predecessor is not None)])
    ids = rows.ids_of(near) | names
    for number, other in others.items():
        if (other.day == UNKNOWN_DAY) != (row.day == UNKNOWN_DAY):
            continue
        found = likeness(signature, Signature.unpacked(other.signature))
        if not found.is_same:
            continue
        cosine = round(found.cosine, 6)
        if other.arrival < row.arrival:
            rank = (-cosine, ids[number], number)
            best = min(best, rank) if best else rank
        elif other.predecessor is None or (-cosine, ids[row.article]) < (
            -(other.nearness or 0.0),
            ids[other.predecessor],
        ):
            later[number] = (row.article, cosine)
            moved |= {number} | ({other.predecessor} if other.predecessor is not None else set())
    changed = later | ({row.article: (best[2], -best[0])} if best else {})
    for number in later:
        moved |= _line_behind(rows, number)
    rows.set_predecessors(changed)
    if best:
        moved |= {best[2], *_line_before(rows, row.article)}
    return moved | _line_behind(rows, row.article)


def _line_behind(rows: ComparisonRows, article: int) -> set[int]:
    """All articles whose line of predecessors leads to one."""
    found: set[int] = set()
    waiting = [article]
    while waiting:
        for follower in rows.followers(waiting.pop()):
            if follower not in found:
                found.add(follower)
                waiting.append(follower)
    return found


def _line_before(rows: ComparisonRows, article: int) -> list[int]:
    """An article's line of predecessors, as far as it lies within the time of one story."""
    row = rows.likenesses([article])[article]
    found: list[int] = []
    at = row
    while at.predecessor is not None:
        before = rows.likenesses([at.predecessor])[at.predecessor]
        if before.day != UNKNOWN_DAY and abs(row.day - before.day) > STORY_DAYS:
            break
        found.append(before.article)
        at = before
    return found


def _story(rows: ComparisonRows, article: int) -> int | None:
    line = _line_before(rows, article)
    if line:
        return line[-1]
    return article if rows.followers(article) else None


# --- blocks


def _reblock_all(rows: ComparisonRows, copies: set[int], moved: set[int]) -> None:
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
        story = _story(rows, article)
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


def _remake_whole(rows: ComparisonRows, blocks: Sequence[str]) -> None:
    """Make the questions anew of blocks that are not taken apart, all in a few queries."""
    members = rows.members_of(blocks)
    claims = rows.claims({member.claim for found in members.values() for member in found})
    numbers = {claim.id: number for number, claim in claims.items()}
    family = _of(_families(rows, claims.values()))
    made: list[QuestionRow] = []
    for block in blocks:
        name = f"{block}@"
        held = [member for member in members.get(block, ()) if member.claim in claims]
        places = {claims[member.claim].id: member.place for member in held}
        found = block_questions(block, [claims[member.claim] for member in held], places, family, "minmax")
        made += [_row(question, name, numbers) for question in found]
    # a story that joins another takes all of its claims along: its block may have been taken apart and now be empty
    rows.drop_questions_of(f"{block}@" for block in blocks)
    rows.put_questions((), made)


def _remake(rows: ComparisonRows, block: str, days: set[int]) -> None:
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
    family = _families(rows, claims.values())
    found = block_questions(block, list(claims.values()), places, _of(family), "minmax")
    name = f"{block}@{part}"
    rows.put_questions({name, *gone}, [_row(question, name, numbers) for question in found])


def _families(rows: ComparisonRows, claims: Iterable[Claim]) -> dict[str, str]:
    """Articles of claims to the ids of the articles that they are copies of."""
    return rows.origins_of({claim.article.id for claim in claims})


def _of(families: Mapping[str, str]) -> Callable[[str], str]:
    return lambda article: families.get(article, article)


# --- statements


def _put_statements(rows: ComparisonRows, ref: ArticleRef, claims: Mapping[int, Claim]) -> None:
    """Match an article's statements with each other and with those of other articles."""
    statements = {number: claim for number, claim in claims.items() if claim.kind == "statement"}
    numbers = {claim.id: number for number, claim in statements.items()}
    day = ref.published.first.toordinal() if ref.published else UNKNOWN_DAY
    found: dict[tuple[int, int], MatchRow] = {}
    keys: list[tuple[int, int, int]] = []
    near: dict[int, set[int]] = defaultdict(set)
    window = WINDOW_DAYS if ref.published else 0
    for number, claim in statements.items():
        keys += [(_number_of(key), day, number) for key in keys_of(claim)]
    found_near = rows.statements_near({key for key, _, _ in keys}, day, window, NEIGHBOURS)
    for key, _, number in keys:
        near[number] |= found_near.get(key, set())
    others = rows.claims({other for candidates in near.values() for other in candidates})
    numbers |= {claim.id: number for number, claim in others.items()}
    matches: list[Match] = list(matches_within(sorted(statements.values(), key=lambda c: (c.span.start, c.id))))
    for number, candidates in near.items():
        for other in sorted(candidates & others.keys()):
            match = judge(statements[number], others[other])
            if match:
                matches.append(match)
    for match in matches:
        a, b = sorted((numbers[match.a], numbers[match.b]))
        found[(a, b)] = MatchRow(a, b, match.relation.value, match.why, match.verdicts[0].score)
    rows.put_statement_keys(keys)
    rows.put_matches(found.values())


def _regroup(rows: ComparisonRows, statements: Iterable[int]) -> None:
    """Make the questions anew of the groups that statements are in."""
    done: set[int] = set()
    for start in statements:
        if start in done:
            continue
        group, matches = _group(rows, start)
        done |= group | {start}
        claims = rows.claims(group)
        ids = {number: claim.id for number, claim in claims.items()}
        family = _families(rows, claims.values())
        known = [
            Match(min(ids[m.a], ids[m.b]), max(ids[m.a], ids[m.b]), RelationKind(m.relation), m.why, ())
            for m in matches
            if m.a in ids and m.b in ids
        ]
        found = matched_questions(list(claims.values()), known, _of(family))
        numbers = {claim: number for number, claim in ids.items()}
        name = f"m@{min(group)}"
        rows.put_questions({f"m@{n}" for n in group | {start}}, [_row(question, name, numbers) for question in found])


def _group(rows: ComparisonRows, start: int) -> tuple[set[int], list[MatchRow]]:
    group, edge = {start}, {start}
    matches: dict[tuple[int, int], MatchRow] = {}
    while edge:
        fresh = rows.matches(sorted(edge))
        matches |= {(match.a, match.b): match for match in fresh}
        edge = {end for match in fresh for end in (match.a, match.b)} - group
        group |= edge
    return group, list(matches.values())


def _number_of(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest())


# --- questions as rows


def _row(question: Question, block: str, numbers: Mapping[str, int]) -> QuestionRow:
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
            "bounds": [question.bounds.low, question.bounds.best, question.bounds.high] if question.bounds else None,
        },
    )


def articles_in_batches(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Numbers a batch at a time."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
