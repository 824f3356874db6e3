"""Which articles report the same thing, kept as articles come and go.

In: a ledger's rows, an article's signature.   Out: the articles whose story may have changed; an article's story.
"""

from collections.abc import Collection, Mapping, Sequence

from counterclaim.comparison.blocks import UNKNOWN_DAY
from counterclaim.comparison.stories import LEAST_KEYS_SHARED, MOST_WEIGHED, Signature, likeness
from counterclaim.comparison.stories import WINDOW_DAYS as STORY_DAYS
from counterclaim.ledger.comparison_rows import ComparisonRows, LikenessRow, Step

_STORY_KEYS = 1 << 60  # keeps the keys of stories apart from those of copies


def story_keys(signature: Signature) -> list[int]:
    """What an article is found by as one of a story."""
    return [_STORY_KEYS | key for key in signature.keys]


def join_stories(rows: ComparisonRows, row: LikenessRow, signature: Signature) -> set[int]:
    """Find an article's predecessor, and whose predecessor it now is; gives the articles whose story changed."""
    alike, others = _alike(rows, row, signature)
    before = {other.predecessor for other in others.values() if other.predecessor is not None}
    ids = rows.ids_of({row.article, *others, *before})
    followers = {
        number
        for number, other in others.items()
        if other.arrival > row.arrival
        and (
            other.predecessor is None
            or (-alike[number], ids[row.article]) < (-(other.nearness or 0.0), ids[other.predecessor])
        )
    }
    earlier = [number for number, other in others.items() if other.arrival < row.arrival]
    predecessor = min(earlier, key=lambda number: (-alike[number], ids[number]), default=None)
    left = {found for number in followers if (found := others[number].predecessor) is not None}
    last = max((others[number].day for number in followers), default=row.day) + STORY_DAYS
    touched = {*rows.steps_behind({row.article, *followers}, last), *left, row.article}
    touched |= {predecessor} if predecessor is not None else set()
    told = stories_of(rows, touched)
    changed: dict[int, tuple[int, float] | None] = {number: (row.article, alike[number]) for number in followers}
    if predecessor is not None:
        changed[row.article] = (predecessor, alike[predecessor])
    rows.set_predecessors(changed)
    after = stories_of(rows, touched)
    return {number for number in touched if told[number] != after[number]}


def leave_stories(rows: ComparisonRows, gone: LikenessRow, followers: Sequence[int]) -> set[int]:
    """Find other predecessors for those whose predecessor is gone; gives the articles whose story may have changed."""
    held = rows.likenesses(followers)
    last = max((row.day for row in held.values()), default=gone.day) + STORY_DAYS
    moved = set(rows.steps_behind(followers, last))
    rows.set_predecessors(dict.fromkeys(followers))
    for row in rows.likenesses(followers).values():
        moved |= join_stories(rows, row, Signature.unpacked(row.signature))
    return moved | ({gone.predecessor} if gone.predecessor is not None else set())


def _alike(
    rows: ComparisonRows, row: LikenessRow, signature: Signature
) -> tuple[dict[int, float], dict[int, LikenessRow]]:
    """The articles of the time of one story that report the same thing: how far they are alike, and themselves."""
    keys = story_keys(signature)
    if not keys:
        return {}, {}
    # an article without a date is of a story with others without one only
    around = 0 if row.day == UNKNOWN_DAY else STORY_DAYS
    days = range(max(row.day - around, UNKNOWN_DAY), row.day + around + 1)
    others = rows.likenesses(rows.articles_with(row.article, keys, days, LEAST_KEYS_SHARED, MOST_WEIGHED))
    found = {
        number: likeness(signature, Signature.unpacked(other.signature))
        for number, other in others.items()
        if (other.day == UNKNOWN_DAY) == (row.day == UNKNOWN_DAY)
    }
    alike = {number: round(how.cosine, 6) for number, how in found.items() if how.is_same}
    return alike, {number: others[number] for number in alike}


def stories_of(rows: ComparisonRows, articles: Collection[int]) -> dict[int, int | None]:
    """The article in which each article's story began; None where no other article is of it."""
    days = rows.days_of(articles)
    steps = rows.steps_before(articles, min(days.values(), default=0) - STORY_DAYS)
    found: dict[int, int | None] = {number: _first_of_line(number, steps) for number in articles}
    alone = [number for number, first in found.items() if first is None]
    told = rows.with_followers(alone)
    return found | {number: number for number in alone if number in told}


def _first_of_line(article: int, steps: Mapping[int, Step]) -> int | None:
    """The end of a line of predecessors, as far as it lies within the time of one story."""
    at = steps.get(article)
    first: int | None = None
    while at is not None and at.predecessor is not None:
        before = steps.get(at.predecessor)
        if before is None or (before.day != UNKNOWN_DAY and abs(steps[article].day - before.day) > STORY_DAYS):
            break
        first, at = before.article, before
    return first
