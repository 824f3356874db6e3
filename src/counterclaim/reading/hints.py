"""What the network says of words besides attributions: which name events, and what is foreseen.

In:  the network's scores for each window of a text.   Out: Hints: probabilities by word, looked up by code points.
Advice only: events and forecasts decide what they make of it, each at thresholds of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.reading.attribution.encoding import Passage
from counterclaim.records.values import EventType

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]

# The classes in the order of the network's outputs; training takes them from here.
EVENT_TYPES = tuple(
    EventType(name)
    for name in (
        "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
        "ASSAULT CRIME"
    ).split()
)
# The network's outputs by name, and how many classes each has.
OUTPUTS = {"events": 2, "types": len(EVENT_TYPES), "foreseen": 2}

Scores = dict[str, Floats]  # output -> [words, classes] for the words that one window answers for


@dataclass(frozen=True, slots=True, eq=False)
class Hints:
    """Probabilities for each of a text's n words, in text order."""

    starts: Ints  # [n] first code point of each word
    ends: Ints  # [n] end of each word, exclusive
    events: Halves  # [n] that the word names an event
    types: Halves  # [n, EVENT_TYPES] of which type, if it names one
    foreseen: Halves  # [n] that the word belongs to a forecast

    def words(self, start: int, end: int) -> slice:
        """The words that share a character with [start, end)."""
        low = int(np.searchsorted(self.ends, start, side="right"))
        return slice(low, int(np.searchsorted(self.starts, end, side="left")))


def joined(parts: Iterable[tuple[Passage, Sequence[Scores]]]) -> Hints:
    """The hints for a text from its passages, in order, with the scores of each of their windows."""
    starts, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    found = {name: [np.zeros((0, classes), np.float16)] for name, classes in OUTPUTS.items()}
    for passage, windows in parts:
        starts.append(passage.starts)
        ends.append(passage.ends)
        for scores in windows:
            for name, rows in scores.items():
                found[name].append(_softmax(rows).astype(np.float16))
    table = {name: np.concatenate(rows) for name, rows in found.items()}
    return Hints(
        np.concatenate(starts), np.concatenate(ends), table["events"][:, 1], table["types"], table["foreseen"][:, 1]
    )


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
