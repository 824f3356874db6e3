"""Keeping the questions of a ledger up to date: what an added article concerns is compared anew, and nothing else.

In: a ledger's rows.   Out: the index of comparison/blocks.py in the same ledger, and questions out of it. What comes
out is what comparison.questions.find_questions gives for all claims at once, whatever the order of arrival.

    copies.py      which articles are copies of one text
    stories.py     which articles report the same thing
    statements.py  which statements are of one claim
    blocks.py      which claims are compared with which; their questions
"""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from counterclaim.comparison.blocks import UNKNOWN_DAY, most
from counterclaim.comparison.families import band_keys
from counterclaim.comparison.stories import arrival, signature_of
from counterclaim.flow.comparing.blocks import mark_moved, reblock_all, remake, remake_whole
from counterclaim.flow.comparing.copies import family_of, join_family
from counterclaim.flow.comparing.statements import is_group, put_statements, split_groups
from counterclaim.flow.comparing.stories import join_stories, leave_stories, story_keys
from counterclaim.ledger.comparison_rows import BlockPart, ComparisonRows, LikenessRow

# Of the rules by which claims are compared: when they change what comes out, the index is made anew.
RULES_VERSION = "18"
BLOCKS_AT_A_TIME = 200


def update(rows: ComparisonRows, articles: Sequence[int]) -> None:
    """Bring changed articles into the index, by their rows' numbers, and mark what they concern."""
    with _uncollected():
        for article in articles:
            _drop(rows, article)
            _put(rows, article)


def refresh(rows: ComparisonRows, limit: int = BLOCKS_AT_A_TIME) -> int:
    """Make the questions of some marked blocks anew; gives how many blocks there were."""
    with _uncollected():
        return _refreshed(rows, rows.take_stale(limit))


def _refreshed(rows: ComparisonRows, marks: Sequence[str]) -> int:
    days: dict[str, set[int]] = defaultdict(set)
    for mark in marks:
        block, _, day = mark.rpartition("@")
        days[block].add(int(day))
    counts = rows.counts(map(BlockPart, days), most() + 1)
    whole = [block for block in days if counts[BlockPart(block)] <= most()]
    remake_whole(rows, whole)
    remake(rows, {block: days[block] for block in sorted(days.keys() - set(whole))})
    return len(marks)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold back the collector of cyclic garbage for one batch.

    Claims come and go by the hundred for every article and are in no cycle: each thousand of them would have all that
    the process holds walked through, a seventh of the time of the slowest articles.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def articles_in_batches(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Numbers a batch at a time."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


# --- one article in and out


def _put(rows: ComparisonRows, article: int) -> None:
    found = rows.article(article)
    if found is None:
        return
    ref, text = found
    signature = signature_of(ref.title, text)
    day = ref.published.first.toordinal() if ref.published else UNKNOWN_DAY
    bands = band_keys(text)
    keys = [(key, day) for key in (*bands, *story_keys(signature))]
    row = LikenessRow(article, day, "\t".join(arrival(ref)), signature.packed(), None, None, None)
    rows.put_likeness(row, keys)
    copies = join_family(rows, article, text, bands) | {article}
    moved = join_stories(rows, row, signature)
    mark_moved(rows, put_statements(rows, ref, rows.claims_of_articles([article])[article]))
    reblock_all(rows, copies, moved)


def _drop(rows: ComparisonRows, article: int) -> None:
    held = rows.likenesses([article]).get(article)
    if held is None:
        return
    followers = rows.followers(article)
    family = family_of(rows, article, held)
    claims = rows.drop_article(article)
    left = rows.memberships(claims)
    rows.mark_stale(f"{row.block}@{row.day}" for row in left)
    rows.drop_members(claims)
    rows.drop_statements(claims)
    mark_moved(rows, split_groups(rows, (row.block for row in left if is_group(row.block))))
    moved = leave_stories(rows, held, followers)
    rows.set_origins(dict.fromkeys(family))
    copies = set(family)
    for other in family:
        found = rows.article(other)
        if found is not None:
            copies |= join_family(rows, other, found[1], band_keys(found[1]))
    reblock_all(rows, copies, moved)
