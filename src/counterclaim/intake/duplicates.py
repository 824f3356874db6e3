"""Texts that say nearly the same: which article of a run is a reworded or shortened copy of which that came before.

In:  articles, one by one.   Out: notes, for the report. Nothing is left out for being a copy: who copies whom is what
the comparison wants to know, and `comparison.families` settles it over the ledger, with dates. This is the quick look.
How: MinHash over five-word runs, banded (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3),
by rensa; a pair that shares a band is compared by its signatures.
"""

import re
from array import array
from operator import eq
from typing import Any

from counterclaim.records.article import Article

# As comparison.families has it, so that the note and the families mean the same by "near-duplicate".
_SHINGLE = 5  # words
_FEWEST = 12  # runs; a headline is no text
_ALIKE = 0.5  # estimated share of common runs
_PERMUTATIONS, _BANDS = 64, 16
_COMPARED = 200  # articles that share a band beyond this number share a template, not a text
_MOST_WORDS = 20_000  # a longer text's beginning stands for it
_WORD = re.compile(r"\w+")
_SEED = 20220224


class Seen:
    """The texts of a run so far: a signature of 64 numbers and its place in 16 bands for each, some 2 kB."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._names: list[str] = []
        self._ids: dict[str, int] = {}
        self._signatures = array("I")
        self._bands: Any = RMinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)

    def note(self, article: Article, name: str) -> tuple[str, ...]:
        """Notes on `article`, after which it counts as seen: "same text as X", "near-duplicate of X (84 % ...)"."""
        if (first := self._ids.get(article.id)) is not None:
            return (f"same text as {self._names[first]}",)
        number = len(self._names)
        self._names.append(name)
        self._ids[article.id] = number
        sketch = _sketch(article.text[article.header.end :] if article.header else article.text)
        if sketch is None:
            self._signatures.extend([0] * _PERMUTATIONS)
            return ()
        signature = array("I", sketch.digest())
        like = self._nearest(signature, self._bands.query(sketch))
        self._signatures.extend(signature)
        self._bands.insert(number, sketch)
        if like is None:
            return ()
        other, share = like
        return (f"near-duplicate of {self._names[other]} ({share:.0%} of five-word runs in common, estimated)",)

    def _nearest(self, signature: "array[int]", candidates: list[int]) -> tuple[int, float] | None:
        """The most alike of those before it, the first of equals."""
        best: tuple[int, float] | None = None
        for other in sorted(candidates)[:_COMPARED]:
            start = other * _PERMUTATIONS
            theirs = self._signatures[start : start + _PERMUTATIONS]
            share = sum(map(eq, signature, theirs)) / _PERMUTATIONS
            if share >= _ALIKE and (best is None or share > best[1]):
                best = (other, share)
        return best


def _sketch(text: str) -> Any:
    """The MinHash of a text's runs of words; None for one that is too short to compare."""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    runs = [" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    if len(runs) < _FEWEST:
        return None
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(runs)
    return sketch
