"""Articles that are copies of one text: near-identical ones form a family, whose origin is the earliest or the wire.

MinHash over word shingles (Broder 1997), banded for locality (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
ch. 3), then the share of common shingles itself; numpy only, since the whole of it is forty lines. A text
that is written anew day by day with other numbers and dates in the same words ("112 have been killed since") is no
copy.

In: articles' texts. Out: Families. Cost grows with the words, not with the square of the articles.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.records.claim import ArticleRef

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d]+")
_FILLED = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
SHINGLE = 5  # words; shorter ones are shared by articles that only report the same thing
PERMUTATIONS, BANDS = 64, 16  # bands of 4: a pair alike by 0.5 is found with a chance of 0.64, by 0.7 of 0.99
# A copy cut to a third still holds nearly all of its shingles in the original: containment, not likeness.
CONTAINED = 0.6
ALIKE = 0.5
# The share of common shingles that hold other numbers or dates, above which one form was filled in twice: a number
# about every 160 words. A copy with one figure put right stays a copy; the daily toll in the same words is new.
REFILLED = 0.03
# Fewer shingles than this are a headline: equal headlines alone make no family.
FEWEST_SHINGLES = 12
# A band shared by more articles than this is boilerplate; only the first ones are compared with the rest.
LARGEST_BUCKET = 200


@dataclass(frozen=True, slots=True)
class Families:
    """Which family each article belongs to; an article outside every family is its own."""

    head: dict[str, str] = field(default_factory=dict)  # article id to the family's origin's id
    evidence: dict[str, str] = field(default_factory=dict)  # article id to why it is a copy

    def of(self, article: str) -> str:
        """The id of the article in which the family of `article` began."""
        return self.head.get(article, article)


NO_FAMILIES = Families()


def band_keys(text: str) -> tuple[int, ...]:
    """What an article's copies are found by: 56-bit numbers, 16 of them; none for a text as short as a headline."""
    found = _shingles(text)
    return tuple(_bands(found)) if len(found) >= FEWEST_SHINGLES else ()


def _bands(shingles: frozenset[int]) -> list[int]:
    signature = _signature(shingles)
    rows = PERMUTATIONS // BANDS
    return [
        int.from_bytes(
            hashlib.blake2b(
                signature[band * rows : (band + 1) * rows].tobytes(), digest_size=7, key=bytes([band])
            ).digest()
        )
        for band in range(BANDS)
    ]


def is_copy(a: str, b: str) -> bool:
    """Whether one of two texts is a copy of the other, whole or cut."""
    return _is_copy(_shingles(a), _shingles(b)) and not is_refilled(a, b)


def is_refilled(a: str, b: str) -> bool:
    """Whether two texts share their words and differ in the numbers and dates between them: two reports of a series."""
    one, other = _fillings(a), _fillings(b)
    common = one.keys() & other.keys()
    return sum(one[key].isdisjoint(other[key]) for key in common) > REFILLED * len(common)


def _fillings(text: str) -> dict[tuple[str, ...], set[str]]:
    """The five-word runs of a text with numbers and dates taken out, each with what stood in their places."""
    words = _TOKEN.findall(text.casefold())
    form = ["#" if word[0].isdigit() or word in _FILLED else word for word in words]
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for i in range(len(words) - SHINGLE + 1):
        run = tuple(form[i : i + SHINGLE])
        held = " ".join(words[i + n] for n, word in enumerate(run) if word == "#")
        found[run].add(held)
    return found


def find_families(articles: Iterable[tuple[ArticleRef, str]]) -> Families:
    """Families among articles given with their texts; the result does not depend on the order."""
    known = sorted(articles, key=lambda pair: _arrival(pair[0]))
    shingles = {ref.id: _shingles(text) for ref, text in known}
    buckets: dict[int, list[str]] = defaultdict(list)
    for ref, _ in known:
        found = shingles[ref.id]
        if len(found) < FEWEST_SHINGLES:
            continue
        for key in _bands(found):
            buckets[key].append(ref.id)
    refs, texts = {ref.id: ref for ref, _ in known}, {ref.id: text for ref, text in known}
    parent = {ref.id: ref.id for ref, _ in known}
    seen: set[tuple[str, str]] = set()
    for members in buckets.values():
        for i, a in enumerate(members[:LARGEST_BUCKET]):
            for b in members[i + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    if _is_copy(shingles[a], shingles[b]) and not is_refilled(texts[a], texts[b]):
                        _join(parent, a, b, refs)
    head = {article: _root(parent, article) for article in parent}
    head = {article: root for article, root in head.items() if article != root}
    evidence = {a: _evidence(shingles[a], shingles[root], refs[root]) for a, root in head.items()}
    return Families(head, evidence)


def _arrival(ref: ArticleRef) -> tuple[str, str]:
    return (ref.published.first.isoformat() if ref.published else "9999", ref.id)


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(words[i : i + SHINGLE]).encode("utf-8"), digest_size=7).digest())
        for i in range(len(words) - SHINGLE + 1)
    )


@cache
def _coefficients() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    random = np.random.default_rng(20220224)  # any fixed seed: signatures must be equal on every machine
    return (
        random.integers(1, 1 << 32, PERMUTATIONS, dtype=np.uint64),
        random.integers(0, 1 << 32, PERMUTATIONS, dtype=np.uint64),
    )


def _signature(shingles: frozenset[int]) -> NDArray[np.uint64]:
    """The least of each of 64 hash functions over the shingles (multiply-add modulo 2^64, high half)."""
    a, b = _coefficients()
    values = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    least = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(values), 4096):  # bounded memory for texts of any length
        part = values[start : start + 4096, None]
        mixed = (part * (a[None, :] * np.uint64(2) + np.uint64(1)) + b[None, :]) >> np.uint64(24)
        least = np.minimum(least, mixed.min(axis=0))
    return least


def _is_copy(a: frozenset[int], b: frozenset[int]) -> bool:
    common = len(a & b)
    fewer = min(len(a), len(b))
    return fewer > 0 and (common / fewer >= CONTAINED or common / len(a | b) >= ALIKE)


def _evidence(copy: frozenset[int], origin: frozenset[int], head: ArticleRef) -> str:
    share = len(copy & origin) / max(len(copy), 1)
    name = head.outlet or head.title or head.path or head.id[:12]
    return f"{share:.0%} of its five-word runs stand in {name}, the earliest of the family."


def _root(parent: dict[str, str], item: str) -> str:
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


def _join(parent: dict[str, str], a: str, b: str, refs: dict[str, ArticleRef]) -> None:
    a, b = _root(parent, a), _root(parent, b)
    if a != b:
        first, second = sorted((a, b), key=lambda item: _arrival(refs[item]))
        parent[second] = first
