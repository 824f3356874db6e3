"""How common a word is, and its vector: by what texts and statements are told apart without a network.

In: words. Out: a weight, the higher the rarer; vectors. The table (data/wordvectors.npz) is the shipped encoder's own
vocabulary in order of frequency, each word sent through its base model once (training/wordvectors.py).
"""

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

# The first words of the vocabulary are of every text: "the", "year", "government" begins at about 230.
EVERYWHERE = 300
# A word outside the vocabulary is a name, or as rare as one.
OUTSIDE = 30_000
NAME_FACTOR = 1.5  # a name says more of what a text is about than a word as rare
NUMBER_WEIGHT = 5.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by rank (0 the commonest), with a vector each."""

    rank: dict[str, int]
    vectors: Vector  # words × 64


@cache
def vocabulary() -> Vocabulary:
    """The table, read once."""
    with np.load(str(files("counterclaim.comparison") / "data" / "wordvectors.npz")) as table:
        words = table["words"].tobytes().decode("ascii").split("\n")
        vectors = table["vectors"].astype(np.float32) * np.float32(table["scale"])
    return Vocabulary({word: at for at, word in enumerate(words)}, vectors)


@lru_cache(maxsize=200_000)
def rank_of(word: str) -> int | None:
    """A lower-case word's place in the order of frequency, its plural's as its own; None = outside the vocabulary."""
    rank = vocabulary().rank
    for ending in ("", "s", "es", "ed", "ing"):
        found = rank.get(word.removesuffix(ending)) if word.endswith(ending) else None
        if found is not None:
            return found
    return None


@lru_cache(maxsize=200_000)
def weight_of(word: str, *, name: bool = False) -> float:
    """How much a word tells (the logarithm of its rank, after Zipf); 0 for words of every text."""
    if word.isdigit():
        return NUMBER_WEIGHT if len(word) > 1 else 0.0
    rank = rank_of(word)
    if rank is not None and rank < EVERYWHERE:
        return 0.0
    weight = math.log((OUTSIDE if rank is None else rank) / 100 + 1)
    return weight * NAME_FACTOR if name else weight
