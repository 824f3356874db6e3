"""Articles that report the same thing in words of their own: one incident, several stories, not copies.

Each article's rare words, names and numbers are its signature. The most similar earlier article within ten days, if it
is similar enough, is its predecessor; an article's story is named by the first of its line that lies within that time.
Word weights come from a fixed table, not from the ledger, so that what two articles have in common is the same
whatever else there is, and adding an article changes only the stories near it.

In: articles' titles and texts. Out: Signatures, Stories. The order of arrival does not matter.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import numpy as np

from counterclaim.comparison.parties import party_in_words
from counterclaim.comparison.vocabulary import weight_of
from counterclaim.records.claim import ArticleRef

_TOKEN = re.compile(r"[^\W\d_][\w’']+|\d+")
# News tells the thing itself first; behind this many characters come background and other news.
READ_CHARACTERS = 3000
MOST_TERMS = 100
# Swept on the development part of several-reports-of-one-incident articles (accuracy/gva.py): B-cubed F1 is flat
# between .28 and .34.
ALIKE = 0.28
# What two texts have in common must itself say something: two headlines on one war share a few names, and two of one
# outlet its furniture, and no more.
LEAST_SHARED = 12  # terms
WINDOW_DAYS = 10
# Of an article's terms, those by which another one may find it.
KEY_TERMS = 24
LEAST_KEYS_SHARED = 2
# Of a war that hundreds of articles a day are about, so many are weighed: what reports the same thing shares the most.
MOST_WEIGHED = 60


@dataclass(frozen=True, slots=True)
class Signature:
    """What an article is about: its weightiest terms, heaviest first, and their weights (length 1 in all)."""

    terms: tuple[int, ...]  # 32-bit hashes
    weights: tuple[float, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """The terms by which it is found."""
        return self.terms[:KEY_TERMS]

    def packed(self) -> bytes:
        """Terms, then weights, as 32-bit numbers."""
        return np.array(self.terms, dtype="<u4").tobytes() + np.array(self.weights, dtype="<f4").tobytes()

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """What `packed` made of a signature, again."""
        half = len(data) // 2
        terms, weights = np.frombuffer(data[:half], dtype="<u4"), np.frombuffer(data[half:], dtype="<f4")
        return cls(tuple(map(int, terms)), tuple(map(float, weights)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two articles report the same thing."""

    cosine: float
    shared: int  # how many terms they have in common

    @property
    def is_same(self) -> bool:
        """Whether it is enough for one story."""
        return self.cosine >= ALIKE and self.shared >= LEAST_SHARED


@dataclass(frozen=True, slots=True)
class Stories:
    """Which story each article belongs to; an article outside every story is its own."""

    first: dict[str, str] = field(default_factory=dict)  # an article of a shared story to that story's first one
    predecessor: dict[str, tuple[str, float]] = field(default_factory=dict)  # article to the likest earlier one

    def of(self, article: str) -> str:
        """The id of the article in which the story of `article` began."""
        return self.first.get(article, article)

    def shared(self, article: str) -> str | None:
        """As `of`; None where no other article is of that story."""
        return self.first.get(article)


NO_STORIES = Stories()


def signature_of(title: str | None, text: str) -> Signature:
    """An article's weightiest words. Parties of wars are left out: they stand in every text of a war."""
    counts: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for match in _TOKEN.finditer(f"{title or ''}\n{text[:READ_CHARACTERS]}"):
        written = match.group()
        word = written.lower().removesuffix("’s").removesuffix("'s")
        weight = weight_of(word, name=written[0].isupper())
        if weight and not _is_party(word):
            counts[word] += 1
            weights[word] = max(weights.get(word, 0.0), weight)
    heavy = sorted(((1 + math.log(n)) * weights[w], w) for w, n in counts.items())[: -MOST_TERMS - 1 : -1]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in heavy))
    weights_of = np.array([weight / length for weight, _ in heavy], dtype=np.float32)  # as they are kept
    return Signature(tuple(_hash(w) for _, w in heavy), tuple(map(float, weights_of)))


def likeness(a: Signature, b: Signature) -> Likeness:
    """The cosine of two signatures and the number of terms in both."""
    other = dict(zip(b.terms, b.weights, strict=True))
    common = [x * other[term] for term, x in zip(a.terms, a.weights, strict=True) if term in other]
    return Likeness(math.fsum(common), len(common))


def find_stories(articles: Iterable[tuple[ArticleRef, Signature]]) -> Stories:
    """Stories among articles given with their signatures."""
    known = {ref.id: (ref, signature) for ref, signature in articles}
    order = sorted(known, key=lambda article: arrival(known[article][0]))
    by_key: dict[int, list[str]] = defaultdict(list)
    predecessor: dict[str, tuple[str, float]] = {}
    for article in order:
        ref, signature = known[article]
        shared: Counter[str] = Counter()
        for key in signature.keys:
            for other in reversed(by_key[key]):
                if not is_near(known[other][0], ref):
                    break
                shared[other] += 1
            by_key[key].append(article)
        found = likest(signature, {a: known[a][1] for a in most_shared(shared)})
        if found:
            predecessor[article] = found
    first = {a: name_of_line(a, predecessor, {a: known[a][0] for a in known}) for a in predecessor}
    return Stories(first | {b: b for a, b in first.items() if first.get(b, b) == b}, predecessor)


def most_shared[T: (int, str)](shared: Mapping[T, int]) -> list[T]:
    """The articles that are weighed, of those that share keys with one: a few of them, those that share most."""
    enough = [(-n, article) for article, n in shared.items() if n >= LEAST_KEYS_SHARED]
    return [article for _, article in sorted(enough)[:MOST_WEIGHED]]


def likest(signature: Signature, candidates: Mapping[str, Signature]) -> tuple[str, float] | None:
    """The most similar of the candidates, if it is similar enough; of equals the first by id."""
    best: tuple[float, str] | None = None
    for article in sorted(candidates):
        found = likeness(signature, candidates[article])
        if found.is_same and (best is None or round(found.cosine, 6) > best[0]):
            best = (round(found.cosine, 6), article)
    return (best[1], best[0]) if best else None


def name_of_line(article: str, predecessor: Mapping[str, tuple[str, float]], refs: Mapping[str, ArticleRef]) -> str:
    """The first article of the line of predecessors that is near in time."""
    at = article
    while (before := predecessor.get(at)) is not None and is_near(refs[before[0]], refs[article]):
        at = before[0]
    return at


def arrival(ref: ArticleRef) -> tuple[str, str]:
    """The order in which articles count as earlier: by day of publication, those without one last, then by id."""
    return (ref.published.first.isoformat() if ref.published else "9999", ref.id)


def is_near(early: ArticleRef, late: ArticleRef) -> bool:
    """Whether two articles appeared within the time in which one incident is reported."""
    if early.published is None or late.published is None:
        return early.published is late.published
    return abs((late.published.first - early.published.first).days) <= WINDOW_DAYS


@lru_cache(maxsize=100_000)
def _is_party(word: str) -> bool:
    return party_in_words(word.title(), speaking=True) is not None


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=4).digest())
