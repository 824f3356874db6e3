"""What the network's hints add to forecasts: clauses that look ahead in words that no rule knows.

In:  the document, hints.   Out: Foreseen, as foreseeing.py gives them.
The threshold was set on articles that the network did not learn from (docs/accuracy.md).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from counterclaim.reading.document import Document
from counterclaim.reading.foresight import Foreseen, is_past
from counterclaim.reading.hints import Hints
from counterclaim.records.span import Span

# Where a forecast is looked for: a run of at least so many words, each as likely as this.
SEEN, LEAST_WORDS = 0.4, 4
# How likely the whole clause must be, on average and at its likeliest word. Without this 15 of 39 finds were right,
# as judged by eye; with it 12 of 19.
MEAN, PEAK = 0.45, 0.8
AS_THE_NETWORK_READS = "as the network reads it"


def foreseen_by_network(document: Document, hints: Hints) -> Iterator[Foreseen]:
    """The clauses in which the network sees a forecast, in text order."""
    for start, end in _runs(hints):
        tokens = document.tokens(Span(int(hints.starts[start]), int(hints.ends[end - 1])))
        if len(tokens) < LEAST_WORDS or tokens[-1].sent.start != tokens[0].sent.start or tokens.sent[-1].text == "?":
            continue
        verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"}]
        if not verbs:
            continue
        head = tokens.root if tokens.root in verbs else verbs[0]
        if _is_able_or_unwilling(head):
            continue
        yield Foreseen(head, head, AS_THE_NETWORK_READS, past=head.pos_ == "VERB" and is_past(head))


def _is_able_or_unwilling(verb: Any) -> bool:
    """ "The unit can shell the port", "could have fallen", "would not send ships": ability, guess or refusal."""
    aux = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    negated = any(c.dep_ == "neg" for c in verb.children)
    return "can" in aux or bool(aux & {"have", "'ve", "’ve"}) or (negated and bool(aux & {"will", "would", "wo"}))


def _runs(hints: Hints) -> Iterator[tuple[int, int]]:
    """Stretches of words [first, end) that are each likely to belong to a forecast."""
    likely = np.r_[False, hints.foreseen >= SEEN, False]
    edges = np.flatnonzero(likely[1:] != likely[:-1]).tolist()
    for start, end in list(pairwise(edges))[::2]:
        if end - start >= LEAST_WORDS:
            yield start, end


def is_likely(clause: Span, hints: Hints) -> bool:
    """Whether a whole clause reads as a forecast, and not a few words of it."""
    likely = hints.foreseen[hints.words(clause.start, clause.end)].astype(np.float32)
    return len(likely) >= LEAST_WORDS and bool(likely.mean() >= MEAN and likely.max() >= PEAK)
