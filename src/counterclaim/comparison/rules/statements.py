"""How alike two statements are: words, parties, numbers, names, polarity. One function a rule.

Words are compared by meaning: each word of one is set beside the nearest of the other, by the vectors of the shipped
encoder's vocabulary, rare words counting most (a soft alignment in the manner of BERTScore, Zhang et al. 2020).
In: two statement claims. Out: Verdict. A score of 0 keeps them apart.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from counterclaim.comparison.parties import parties_in_words
from counterclaim.comparison.rules.verdict import Verdict
from counterclaim.comparison.vocabulary import Vector, rank_of, vocabulary, weight_of
from counterclaim.comparison.words import STOP_WORDS, stem
from counterclaim.records.claim import Claim
from counterclaim.records.values import Act

# A statement longer than this says several things; its beginning is compared.
LONGEST = 600
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_DATE = re.compile(
    r"\b(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?\b|\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b"
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denie[sd]|deny|denying|refus\w+|false|untrue|"
    r"fake|fabricat\w+|rejects?|rejected)\b|n[’']t\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|did|does|do|[a-z]{2,}ed|"
    r"killing|taking|attacking|shelling|bombing|using|violating|breaking|struck|hit|shot|fell|took|taken|lost|fled|broke|"
    r"broken|won|held|sent|left|began|begun|gave|given|went|came|saw|led|met|shelled|destroys|kills|attacks|strikes|"
    r"occupies|captures|seizes|refuses|wants|needs|remains|continues|controls|holds|uses|plans|prepares)\b"
)
# Two words nearer than this by their vectors may stand for each other ("truce" and "ceasefire" are at .6).
NEAR_WORDS = 0.4
LEAST_WEIGHT = 0.5  # of a common word
# A word that weighs this much says what a statement is about; two statements of one claim share two of them at least.
TELLING = 3.0


@dataclass(frozen=True, slots=True)
class Said:
    """A statement's words with their weights, and what else is compared."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    names: frozenset[str]  # words written with a capital inside the sentence that are no party's
    parties: tuple[str, ...]
    numbers: frozenset[str]
    negated: bool

    @property
    def telling(self) -> tuple[str, ...]:
        """Its weightiest words, heaviest first."""
        heavy = sorted(zip(self.weights, self.words, strict=True), key=lambda pair: (-pair[0], pair[1]))
        return tuple(word for weight, word in heavy if weight >= TELLING)


@lru_cache(maxsize=200_000)
def said_in(text: str) -> Said:
    """What a statement's words say."""
    text = text[:LONGEST]
    weights: dict[str, float] = {}
    names = set()
    for match in _WORD.finditer(text):
        written = match.group()
        word = written.lower().removesuffix("’s").removesuffix("'s")
        if word in STOP_WORDS:
            continue
        weight = max(weight_of(word, name=written[0].isupper()), LEAST_WEIGHT)
        if parties_in_words(written):
            weight = min(weight, LEAST_WEIGHT * 2)
        elif written[0].isupper() and match.start():
            names.add(word)
        weights[word] = max(weights.get(word, 0.0), weight)
    undated = _DATE.sub(" ", text)
    return Said(
        words=tuple(weights),
        weights=tuple(weights.values()),
        names=frozenset(names),
        parties=parties_in_words(text),
        numbers=frozenset(number.replace(",", "").rstrip(".") for number in _NUMBER.findall(undated)),
        negated=len(_NEGATED.findall(text)) % 2 == 1,
    )


def same_words(a: Claim, b: Claim) -> Verdict:
    """How far the words of each have a counterpart in the other, 0..1 (the harmonic mean of both ways)."""
    score = alignment(said_in(a.text), said_in(b.text))
    return Verdict("words", score, f"Their words match to {score:.0%}.")


def alignment(x: Said, y: Said) -> float:
    """The weighted share of words with a counterpart, both ways joined."""
    there, back = _shares(x, y)
    return round(2 * there * back / (there + back), 4) if there + back else 0.0


def coverage(x: Said, y: Said) -> float:
    """The weighted share of the one's words with a counterpart in the other, the better of both ways."""
    return round(max(_shares(x, y)), 4)


def _shares(x: Said, y: Said) -> tuple[float, float]:
    """The weighted share of the words of each that have a counterpart in the other."""
    if not x.words or not y.words:
        return 0.0, 0.0
    near = _vectors(x.words) @ _vectors(y.words).T
    near = np.where(near < NEAR_WORDS, 0.0, near)
    at = {_stem(word): j for j, word in enumerate(y.words)}
    for i, word in enumerate(x.words):
        if (j := at.get(_stem(word))) is not None:
            near[i, j] = 1.0
    there = float(near.max(1) @ np.array(x.weights)) / sum(x.weights)
    back = float(near.max(0) @ np.array(y.weights)) / sum(y.weights)
    return there, back


def same_parties(a: Claim, b: Claim) -> Verdict:
    """Whether they speak of the same parties, in the same roles: who attacked whom is not who was attacked by whom."""
    x, y = said_in(a.text).parties, said_in(b.text).parties
    if set(x) != set(y) and x and y and not (set(x) <= set(y) or set(y) <= set(x)):
        return Verdict("parties", 0.0, "They speak of different parties.", "parties")
    if len(x) > 1 and len(y) > 1 and x[0] != y[0] and set(x) == set(y):
        return Verdict("parties", 0.3, "They name the same parties the other way round.", "parties")
    return Verdict("parties", 1.0 if x == y else 0.7, "They speak of the same parties.")


def same_numbers(a: Claim, b: Claim) -> Verdict:
    """Whether the numbers in them agree; where one gives none, nothing is said against it."""
    x, y = said_in(a.text).numbers, said_in(b.text).numbers
    if x and y and not x & y:
        return Verdict("numbers", 0.0, "Their numbers differ.", "numbers")
    return Verdict("numbers", 1.0 if x == y else 0.7, "Their numbers do not contradict each other.")


def same_names(a: Claim, b: Claim) -> Verdict:
    """Whether each names somebody or some place that the other does not."""
    x, y = said_in(a.text), said_in(b.text)
    only_x, only_y = x.names - set(y.words), y.names - set(x.words)
    if only_x and only_y:
        return Verdict("names", 0.3, f"One names {min(only_x).title()}, the other {min(only_y).title()}.", "names")
    return Verdict("names", 1.0, "Neither names anybody whom the other leaves out.")


def same_polarity(a: Claim, b: Claim) -> Verdict:
    """Whether both say that it is so, or one that it is not."""
    if is_negative(a) != is_negative(b):
        return Verdict("polarity", 0.0, "One says that it is so, the other that it is not.", "polarity")
    return Verdict("polarity", 1.0, "Both say the same of it.")


def is_negative(claim: Claim) -> bool:
    """Whether a statement denies its content: "denied that X" has X for content, and is negative of X."""
    return (claim.act is Act.DENY) != said_in(claim.text).negated


def has_predicate(text: str) -> bool:
    """Whether the words say something of something, as far as form tells: "information on the invasion" does not."""
    said = text[:LONGEST]
    return bool(_PREDICATE.search(said.lower() if said.isupper() else said))


def shared_telling(a: Claim, b: Claim) -> int:
    """How many weighty words both have, in whatever form: "rockets" and "rocket"."""
    stems = {stem(word) for word in said_in(b.text).telling}
    return sum(1 for word in said_in(a.text).telling if stem(word) in stems)


def _vectors(words: tuple[str, ...]) -> Vector:
    unit = _units()
    rows = [rank_of(word) for word in words]
    return np.stack([unit[row] if row is not None else unit[-1] for row in rows])


@cache
def _units() -> Vector:
    """Vectors of length 1, and one of zeros at the end for words outside the vocabulary."""
    vectors = vocabulary().vectors
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.vstack([unit, np.zeros((1, unit.shape[1]), np.float32)]).astype(np.float32)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    rank = rank_of(word)
    return word if rank is None else f"#{rank}"
