"""Texts that say nearly the same: which article of a run is a reworded or shortened copy of which that came before.

In:  articles, one by one.   Out: notes, for the report. Nothing is left out for being a copy: who copies whom is what
the comparison wants to know, and `comparison.families` settles it over the ledger, with dates. This is the quick look.
How: MinHash over five-word runs, banded (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3),
by rensa; a pair that shares a band is compared by its signatures.
"""

import re
from array import array
from typing import Any

from counterclaim.records.article import Article

# As comparison.families has it, so that the note and the families mean the same by "near-duplicate".
_SHINGLE = 5  # words
_FEWEST = 12  # runs; a headline is no text
_ALIKE = 0.5  # estimated share of common runs
_PERMUTATIONS, _BANDS = 64, 16
_LARGEST_BUCKET = 200  # articles that share a band beyond this number share a template, not a text
_MOST_WORDS = 20_000  # a longer text's beginning stands for it
_WORD = re.compile(r"\w+")
_SEED = 20220224


class Seen:
    """The texts of a run so far: 64 numbers and a place in 16 bands for each, about 1 kB."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._ids: dict[str, int] = {}
        self._signatures = array("Q")
        self._bands: dict[bytes, list[int]] = {}

    def note(self, article: Article, name: str) -> tuple[str, ...]:
        """Notes on `article`, after which it counts as seen: "same text as X", "near-duplicate of X (84 % ...)"."""
        if (first := self._ids.get(article.id)) is not None:
            return (f"same text as {self._names[first]}",)
        number = len(self._names)
        self._names.append(name)
        self._ids[article.id] = number
        signature = _signature(article.text[article.header.end :] if article.header else article.text)
        if signature is None:
            self._signatures.extend([0] * _PERMUTATIONS)
            return ()
        like = self._nearest(signature)
        self._signatures.extend(signature)
        for band in _bands(signature):
            bucket = self._bands.setdefault(band, [])
            if len(bucket) < _LARGEST_BUCKET:
                bucket.append(number)
        if like is None:
            return ()
        other, share = like
        return (f"near-duplicate of {self._names[other]} ({share:.0%} of five-word runs in common, estimated)",)

    def _nearest(self, signature: list[int]) -> tuple[int, float] | None:
        """The most alike of those before it, the first of equals."""
        others = {other for band in _bands(signature) for other in self._bands.get(band, ())}
        best: tuple[int, float] | None = None
        for other in sorted(others):
            start = other * _PERMUTATIONS
            theirs = self._signatures[start : start + _PERMUTATIONS]
            share = sum(a == b for a, b in zip(signature, theirs, strict=True)) / _PERMUTATIONS
            if share >= _ALIKE and (best is None or share > best[1]):
                best = (other, share)
        return best


def _signature(text: str) -> list[int] | None:
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    runs = [" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    if len(runs) < _FEWEST:
        return None
    from rensa import RMinHash

    sketch: Any = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(runs)
    return list(sketch.digest())


def _bands(signature: list[int]) -> list[bytes]:
    rows = _PERMUTATIONS // _BANDS
    return [
        bytes([band]) + b"".join(value.to_bytes(8, "little") for value in signature[band * rows : (band + 1) * rows])
        for band in range(_BANDS)
    ]
