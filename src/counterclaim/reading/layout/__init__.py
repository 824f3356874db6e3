"""What in an article's text is not the article, and what such lines say about where the article comes from.

In:  an Article (the raw text, before any parsing).
Out: `find_excluded`: the stretches to leave unread, each with a short countable reason.
     `find_credit`: author, outlet and first outlet, as bylines, reprint notices and copyright lines name them.
By structure (a line's shape, its place at the head or the tail, repetition, the cadence of cards with dates) together
with registers of phrases in `data/*.toml`, which a domain expert can extend.
"""

from counterclaim.reading.layout.credits import Credit, find_credit
from counterclaim.reading.layout.exclusion import find_excluded

__all__ = ["Credit", "find_credit", "find_excluded"]
