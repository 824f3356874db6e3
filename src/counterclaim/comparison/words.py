"""Words of a claim's text, brought to a common form for comparison.

In: a stretch of text. Out: sets of content words, and how far two of them overlap.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# No statement is longer; a text without a full stop is not compared word by word to its end.
LONGEST = 4000
STOP_WORDS = frozenset(
    """a an the and or but nor so of in on at by for from to with without into onto over under about against
    between among through during before after above below up down out off again further then once as is are was
    were be been being am have has had having do does did doing will would shall should may might must can could
    not no yes it its itself he him his she her they them their we us our you your i me my this that these those
    which who whom whose what when where why how all any both each few more most other some such only own same
    than too very just also there here now still yet if because while although though since until whether said
    say says told claim claims claimed accuse accused according reported report that's it's""".split()
)


@lru_cache(maxsize=200_000)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, lower case, without their commonest endings; of a very long text its beginning."""
    return frozenset(
        stem(word)
        for token in _WORD.findall(text[:LONGEST])
        if (word := token.lower().removesuffix("’s").removesuffix("'s")) not in STOP_WORDS
    )


def stem(word: str) -> str:
    """A word without its commonest English endings: crude, but the same for both texts."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that both have, 0..1; 0 for an empty set."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
