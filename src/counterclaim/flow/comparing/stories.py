"""Which articles report the same thing, kept as articles come and go.

In: a ledger's rows, an article's signature.   Out: the articles whose story may have changed; an article's story.
"""

from counterclaim.comparison.blocks import UNKNOWN_DAY
from counterclaim.comparison.stories import LEAST_KEYS_SHARED, Signature, likeness
from counterclaim.comparison.stories import WINDOW_DAYS as STORY_DAYS
from counterclaim.ledger.comparison_rows import ComparisonRows, LikenessRow

_STORY_KEYS = 1 << 60  # keeps the keys of stories apart from those of copies


def story_keys(signature: Signature) -> list[int]:
    """What an article is found by as one of a story."""
    return [_STORY_KEYS | key for key in signature.keys]


def join_stories(rows: ComparisonRows, row: LikenessRow, signature: Signature) -> set[int]:
    """Find an article's predecessor, and whose predecessor it now is; gives the articles whose story may change."""
    alike = _alike(rows, row, signature)
    others = rows.likenesses(alike)
    before = {other.predecessor for other in others.values() if other.predecessor is not None}
    ids = rows.ids_of([row.article, *others, *before])
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
    moved = followers | {left for number in followers if (left := others[number].predecessor) is not None}
    for number in followers:
        moved |= _line_behind(rows, others[number])
    changed: dict[int, tuple[int, float] | None] = {number: (row.article, alike[number]) for number in followers}
    if predecessor is not None:
        changed[row.article] = (predecessor, alike[predecessor])
    rows.set_predecessors(changed)
    if predecessor is not None:
        moved |= {predecessor, *_line_before(rows, row.article)}
    return moved | _line_behind(rows, row)


def _alike(rows: ComparisonRows, row: LikenessRow, signature: Signature) -> dict[int, float]:
    """The articles of the time of one story that report the same thing, with how far they are alike."""
    keys = story_keys(signature)
    if not keys:
        return {}
    # an article without a date is of a story with others without one only
    around = 0 if row.day == UNKNOWN_DAY else STORY_DAYS
    shared = rows.articles_with(keys, max(row.day - around, UNKNOWN_DAY), row.day + around)
    near = [number for number, n in shared.items() if n >= LEAST_KEYS_SHARED and number != row.article]
    found = {
        number: likeness(signature, Signature.unpacked(other.signature))
        for number, other in rows.likenesses(near).items()
        if (other.day == UNKNOWN_DAY) == (row.day == UNKNOWN_DAY)
    }
    return {number: round(how.cosine, 6) for number, how in found.items() if how.is_same}


def _line_behind(rows: ComparisonRows, row: LikenessRow) -> set[int]:
    """All articles whose line of predecessors leads to one within the time of one story."""
    found: set[int] = set()
    waiting = [row.article]
    while waiting:
        followers = rows.likenesses(set(rows.followers(waiting.pop())) - found)
        near = {number for number, other in followers.items() if other.day - row.day <= STORY_DAYS}
        found |= near
        waiting += near
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


def story_of(rows: ComparisonRows, article: int) -> int | None:
    """The article in which an article's story began; None where no other article is of it."""
    line = _line_before(rows, article)
    if line:
        return line[-1]
    return article if rows.followers(article) else None
