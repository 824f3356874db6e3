"""Scores of attributions against PolNeAR gold, as its usual scorer counts them.

Gold and predictions are paired one to one, greedily, by the Jaccard index of their content words. partial: content
Jaccard >= .5. full: and the source's Jaccard >= .5, or both absent. exact: the same content words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import Annotated, Gold, Spans
from counterclaim.reading.attribution.decoding import RawAttribution
from counterclaim.reading.attribution.encoding import WORD

LEVELS = ("exact", "partial", "full")
ENOUGH = 0.5
Words = frozenset[int]
Roles = tuple[Words, Words, Words]  # source, cue, content


@dataclass(frozen=True, slots=True)
class Prediction:
    """One prediction's outcome: what it was paired with decides whether it was right."""

    partial: bool
    full: bool
    exact: bool


def roles(article: Annotated, attributions: Iterable[Gold | RawAttribution]) -> list[Roles]:
    """The attributions as sets of word numbers."""
    ends = np.array([m.end() for m in WORD.finditer(article.text)])
    starts = np.array([m.start() for m in WORD.finditer(article.text)])

    def words(spans: Spans) -> Words:
        found: set[int] = set()
        for start, end in spans:
            low, high = np.searchsorted(ends, start, side="right"), np.searchsorted(starts, end)
            found.update(range(int(low), int(high)))
        return frozenset(found)

    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions]


def judge(gold: Sequence[Roles], predicted: Sequence[Roles]) -> list[Prediction]:
    """Whether each prediction is right, after pairing."""
    candidates = sorted(
        (-jaccard(g[2], p[2]), -jaccard(g[0], p[0]), -jaccard(g[1], p[1]), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if g[2] & p[2]
    )
    out = [Prediction(False, False, False)] * len(predicted)
    used_gold: set[int] = set()
    used: set[int] = set()
    for content, source, _, i, j in candidates:
        if i in used_gold or j in used:
            continue
        used_gold.add(i)
        used.add(j)
        partial = -content >= ENOUGH
        out[j] = Prediction(partial, partial and -source >= ENOUGH, gold[i][2] == predicted[j][2])
    return out


def jaccard(a: Words, b: Words) -> float:
    """Shared words over all words; 1 where both are empty."""
    return len(a & b) / len(a | b) if a or b else 1.0


def f1(judged: Iterable[Sequence[Prediction]], gold_count: int) -> dict[str, float]:
    """F1 at each level over all articles."""
    hits, predicted = Counter[str](), 0
    for article in judged:
        predicted += len(article)
        for prediction in article:
            hits.update(level for level in LEVELS if getattr(prediction, level))
    return {level: 2 * hits[level] / max(1, predicted + gold_count) for level in LEVELS}
