"""What the network's hints add to events: triggers that no frame knows, and a say in what is worth telling.

In:  hints, a sentence, its triggers.   Out: triggers; how likely each is.
What a frame reads stands: leaving out what the network sees nothing in loses as many events as it spares, and its
types are right less often than a frame's (PLOVER records: .81 with the frames', .72 with the network's where it is
sure). The thresholds were set on articles that the network did not learn from (docs/accuracy.md).
"""

from typing import Any

import numpy as np

from counterclaim.reading.events.clauses import PHRASE_OBJECTS
from counterclaim.reading.events.grammar import clause_of, is_noun, is_verb
from counterclaim.reading.events.lexicon import plain_frame
from counterclaim.reading.events.nominal import carrier_of
from counterclaim.reading.events.trigger import Trigger
from counterclaim.reading.hints import EVENT_TYPES, Hints

# From this probability on a word is a trigger without a frame.
SEEN = 0.6
# From this on a mention is told whatever the rules think of its worth.
WORTH_TELLING = 0.5


def likeliest(trigger: Trigger, hints: Hints) -> float | None:
    """How likely the network thinks it that a trigger's words name an event; None where it saw none of them."""
    tokens = [trigger.token, *trigger.words, *((trigger.carrier,) if trigger.carrier is not None else ())]
    return max((float(hints.events[i]) for t in tokens if (i := _word_of(t, hints)) is not None), default=None)


def with_hinted(sentence: Any, found: list[Trigger], hints: Hints) -> list[Trigger]:
    """The triggers of a sentence, with those that only the network sees, in text order."""
    used = {w.i for t in found for w in (t.token, *t.words, *((t.carrier,) if t.carrier is not None else ()))}
    added = [_trigger(t, i, hints) for t in sentence if t.i not in used and (i := _seen(t, hints)) is not None]
    return sorted([*found, *added], key=lambda t: t.token.i)


def _seen(token: Any, hints: Hints) -> int | None:
    """The word of a token that the network takes for a trigger; None for one it does not."""
    if not (is_verb(token) or is_noun(token) or token.pos_ == "ADJ"):
        return None
    word = _word_of(token, hints)
    if word is None or hints.events[word] < SEEN:
        return None
    phrase = token.lower_ in PHRASE_OBJECTS and token.head.pos_ == "VERB"
    return None if phrase else word


def _trigger(token: Any, word: int, hints: Hints) -> Trigger:
    frame = plain_frame(EVENT_TYPES[int(np.argmax(hints.types[word]))])
    if is_verb(token):
        return Trigger(token, frame, clause_of(token))
    carrier, carried = carrier_of(token)
    return Trigger(token, frame, None, carrier, carried)


def _word_of(token: Any, hints: Hints) -> int | None:
    words = hints.words(token.idx, token.idx + len(token))
    if words.start >= words.stop:
        return None
    return int(words.start) + int(np.argmax(hints.events[words]))
