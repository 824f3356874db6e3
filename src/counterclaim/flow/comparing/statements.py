"""Which statements are of one claim: matches, and the blocks of statements that they join.

In: a ledger's rows, an article's statements.   Out: matches and blocks in the ledger; which of their rows changed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from counterclaim.comparison.answers import matches_within
from counterclaim.comparison.blocks import STATEMENTS, UNKNOWN_DAY, day_number
from counterclaim.comparison.joining import join, root
from counterclaim.comparison.same_claims import MOST_JUDGED, NEIGHBOURS, WINDOW_DAYS, Match, judge, keys_of
from counterclaim.flow.comparing.rows import Moved
from counterclaim.ledger.comparison_rows import BlockPart, ComparisonRows, MatchRow, Membership
from counterclaim.records.claim import ArticleRef, Claim


def put_statements(rows: ComparisonRows, ref: ArticleRef, claims: Mapping[int, Claim]) -> Moved:
    """Match an article's statements with each other and with those of other articles; gives which rows changed."""
    statements = {number: claim for number, claim in claims.items() if claim.kind == "statement"}
    numbers = {claim.id: number for number, claim in statements.items()}
    day = ref.published.first.toordinal() if ref.published else UNKNOWN_DAY
    keys = [(_number_of(key), day, number) for number, claim in statements.items() for key in keys_of(claim)]
    near = _candidates(rows, keys, day, WINDOW_DAYS if ref.published else 0)
    others = rows.claims({other for candidates in near.values() for other in candidates})
    numbers |= {claim.id: number for number, claim in others.items()}
    matches: list[Match] = list(matches_within(sorted(statements.values(), key=lambda c: (c.span.start, c.id))))
    for number, candidates in near.items():
        for other in sorted(candidates & others.keys()):
            match = judge(statements[number], others[other])
            if match:
                matches.append(match)
    found: dict[tuple[int, int], MatchRow] = {}
    for match in matches:
        a, b = sorted((numbers[match.a], numbers[match.b]))
        found[(a, b)] = MatchRow(a, b, match.relation.value, match.why, match.verdicts[0].score)
    rows.put_statement_keys(keys)
    rows.put_matches(found.values())
    return join_groups(rows, statements | others, found.values())


def _candidates(
    rows: ComparisonRows, keys: Sequence[tuple[int, int, int]], day: int, window: int
) -> dict[int, set[int]]:
    """The statements that each one is judged beside: a bounded number of those that share most keys with it."""
    told = rows.statements_near({key for key, _, _ in keys}, day, window, NEIGHBOURS)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for key, _, number in keys:
        shared[number].update(told.get(key, ()))
    return {
        number: {other for _, other in sorted((-n, other) for other, n in counts.items())[:MOST_JUDGED]}
        for number, counts in shared.items()
    }


def join_groups(rows: ComparisonRows, claims: Mapping[int, Claim], matches: Iterable[MatchRow]) -> Moved:
    """Put statements into one block with all that they match; gives which rows changed.

    Of two groups that become one, the smaller one's claims are moved: each claim a few times at most, however the
    groups grow.
    """
    ends = {end for match in matches for end in (match.a, match.b)}
    held = {row.claim: row.block for row in rows.memberships(sorted(ends)) if is_group(row.block)}
    parent = {name: name for name in [*map(_group_of, ends), *held.values()]}
    for match in matches:
        join(parent, _group_of(match.a), _group_of(match.b))
    for claim, block in held.items():
        join(parent, _group_of(claim), block)
    joined: dict[str, set[str]] = defaultdict(set)
    for block in held.values():
        joined[root(parent, block)].add(block)
    sizes = rows.counts(map(BlockPart, {block for many in joined.values() if len(many) > 1 for block in many}))
    name_of = {
        top: max(many, key=lambda block: (sizes.get(BlockPart(block), 0), block)) for top, many in joined.items()
    }
    moved = Moved()
    for top, many in joined.items():
        for block in sorted(many - {name_of[top]}):
            before = rows.members(block)
            rows.move_members(block, name_of[top])
            moved.add(before, [replace(row, block=name_of[top]) for row in before])
    fresh = []
    for claim in sorted(ends - held.keys()):
        top = root(parent, _group_of(claim))
        fresh.append(Membership(name_of.setdefault(top, top), claim, day_number(claims[claim]), None))
    rows.put_members(fresh)
    moved.add((), fresh)
    return moved


def split_groups(rows: ComparisonRows, blocks: Iterable[str]) -> Moved:
    """Find anew what belongs together in groups that lost a claim; gives which rows changed."""
    moved = Moved()
    for block in sorted(set(blocks)):
        before = rows.members(block)
        parent = {_group_of(row.claim): _group_of(row.claim) for row in before}
        matched = set()
        for match in rows.matches_of_group([row.claim for row in before]):
            join(parent, _group_of(match.a), _group_of(match.b))
            matched |= {match.a, match.b}
        after = [replace(row, block=root(parent, _group_of(row.claim))) for row in before if row.claim in matched]
        if len({row.block for row in after}) == 1 and len(after) == len(before):
            continue  # one group still, whatever it is called
        rows.drop_members_of(block)
        rows.put_members(after)
        moved.add(before, after)
    return moved


def is_group(block: str) -> bool:
    """Whether a block is one of statements that matches join."""
    return block.startswith(STATEMENTS)


def _group_of(claim: int) -> str:
    """The name of a group that begins with a claim; as many digits as a row number may have, so that names sort."""
    return f"{STATEMENTS}{claim:019d}"


def _number_of(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest())
