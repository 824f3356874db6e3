"""Which articles are copies of one text, kept as articles come and go.

In: a ledger's rows, an article's number and text.   Out: the articles whose family changed.
"""

from collections.abc import Sequence

from counterclaim.comparison.families import LARGEST_BUCKET
from counterclaim.comparison.families import is_copy as is_copy_of
from counterclaim.ledger.comparison_rows import ComparisonRows, LikenessRow


def family_of(rows: ComparisonRows, article: int, held: LikenessRow) -> list[int]:
    """The other articles of an article's family, by number."""
    origin = held.origin if held.origin is not None else article
    return sorted({origin, *rows.family(origin)} - {article})


def join_family(rows: ComparisonRows, article: int, text: str, bands: Sequence[int]) -> set[int]:
    """Put an article into one family with its copies; gives the articles whose family changed."""
    near = rows.earliest_with(bands, LARGEST_BUCKET) - {article}
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
