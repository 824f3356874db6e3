"""Which statements are of one claim, and the questions that come of it.

In: a ledger's rows, an article's statements.   Out: matches and questions in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from counterclaim.comparison.answers import matches_within
from counterclaim.comparison.blocks import UNKNOWN_DAY
from counterclaim.comparison.same_claims import MOST_JUDGED, NEIGHBOURS, WINDOW_DAYS, Match, judge, keys_of
from counterclaim.comparison.statement_questions import matched_questions
from counterclaim.flow.comparing.rows import families_of, question_row
from counterclaim.ledger.comparison_rows import ComparisonRows, MatchRow
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.question import RelationKind


def put_statements(rows: ComparisonRows, ref: ArticleRef, claims: Mapping[int, Claim]) -> None:
    """Match an article's statements with each other and with those of other articles."""
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


def regroup(rows: ComparisonRows, statements: Iterable[int]) -> None:
    """Make the questions anew of the groups that statements are in."""
    done: set[int] = set()
    for start in statements:
        if start in done:
            continue
        group, matches = _group(rows, start)
        done |= group | {start}
        claims = rows.claims(group)
        ids = {number: claim.id for number, claim in claims.items()}
        family = families_of(rows, claims.values())
        known = [
            Match(min(ids[m.a], ids[m.b]), max(ids[m.a], ids[m.b]), RelationKind(m.relation), m.why, ())
            for m in matches
            if m.a in ids and m.b in ids
        ]
        found = matched_questions(list(claims.values()), known, family)
        numbers = {claim: number for number, claim in ids.items()}
        name = f"m@{min(group)}"
        rows.put_questions(
            {f"m@{n}" for n in group | {start}}, [question_row(question, name, numbers) for question in found]
        )


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
