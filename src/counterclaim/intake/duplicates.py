"""Texts that say nearly the same: which article of a run is a reworded or shortened copy of which that came before.

In:  articles, one by one.   Out: notes, for the report. Nothing is left out for being a copy: who copies whom is what
the comparison wants to know, and `comparison.families` settles it over the ledger, with dates. This is the quick look.
How: MinHash over five-word runs, banded (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3),
by rensa, finds candidates; a sample of the runs themselves, the same half of them for every text, settles each.
"""

import re
import zlib
from array import array
from typing import Any

from counterclaim.records.article import Article

# As comparison.families has it, so that the note and the families mean the same by "near-duplicate".
_SHINGLE = 5  # words
_FEWEST = 12  # runs; a headline is no text
_ALIKE, _CONTAINED = 0.5, 0.6  # share of common runs: of both texts together, of the shorter one
# Bands of 3: a pair alike by 0.5 is found with a chance of 0.94, a copy cut to a third (alike by 0.3) of 0.44. Bands of
# 2 would find nearly all of those, and a third of all articles that share a template with them.
_PERMUTATIONS, _BANDS = 63, 21
_SAMPLED = 2  # one run in so many is kept, by its checksum: a MinHash alone errs by 0.06, too much among thousands
_COMPARED = 200  # articles that share a band beyond this number share a template, not a text
_MOST_WORDS = 20_000  # a longer text's beginning stands for it
_WORD = re.compile(r"\w+")
_SEED = 20220224


class Seen:
    """The texts of a run so far: some 2 kB for each."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._names: list[str] = []
        self._ids: dict[str, int] = {}
        self._samples: list[array[int]] = []
        self._bands: Any = RMinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)

    def note(self, article: Article, name: str) -> tuple[str, ...]:
        """Notes on `article`, after which it counts as seen: "same text as X", "near-duplicate of X (84 % …)"."""
        if (first := self._ids.get(article.id)) is not None:
            return (f"same text as {self._names[first]}",)
        number = len(self._names)
        self._names.append(name)
        self._ids[article.id] = number
        runs = _runs(article.text[article.header.end :] if article.header else article.text)
        sample = {check for run in runs if (check := zlib.crc32(run.encode())) % _SAMPLED == 0}
        self._samples.append(array("I", sorted(sample)))
        if len(runs) < _FEWEST or not sample:
            return ()
        sketch = _sketch(runs)
        like = self._nearest(sample, self._bands.query(sketch))
        self._bands.insert(number, sketch)
        if like is None:
            return ()
        other, share = like
        return (f"near-duplicate of {self._names[other]} (some {share:.0%} of the shorter text stand in the other)",)

    def _nearest(self, sample: set[int], candidates: list[int]) -> tuple[int, float] | None:
        """The most alike of those before it, the first of equals, with the share of the shorter text."""
        best: tuple[int, float] | None = None
        for other in sorted(candidates)[:_COMPARED]:
            theirs = self._samples[other]
            common = sum(check in sample for check in theirs)
            shorter = min(len(sample), len(theirs))
            share = common / shorter if shorter else 0.0
            alike = common / (len(sample) + len(theirs) - common) if common else 0.0
            if (alike >= _ALIKE or share >= _CONTAINED) and (best is None or share > best[1]):
                best = (other, share)
        return best


def _runs(text: str) -> list[str]:
    """The different runs of five words, in order."""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    return list(dict.fromkeys(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)))


def _sketch(runs: list[str]) -> Any:
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(runs)
    return sketch
