"""Which words of a sentence name an event, and in which sense.

In:  a sentence's tokens and the lexicon.   Out: Triggers in text order; no token serves two of them.
"""

from typing import Any

from counterclaim.reading.events.lexicon import Lexicon
from counterclaim.reading.events.nominal import noun_trigger
from counterclaim.reading.events.trigger import Trigger
from counterclaim.reading.events.verbal import verb_trigger

_CARRY = frozenset({"does", "aspect", "suffers"})


def find_triggers(sentence: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> list[Trigger]:
    """Find the triggers of one sentence, in text order. No token serves two of them."""
    found: list[Trigger] = []
    used: set[int] = set()
    for token in sentence:
        trigger = verb_trigger(token, lexicon, place_tokens)
        if trigger:
            found.append(trigger)
            used.update(word.i for word in (token, *trigger.words))
    for token in sentence:
        if token.i in used:
            continue
        trigger = noun_trigger(token, lexicon, place_tokens)
        if trigger:
            found.append(trigger)
    # "took place in": the verb of a set phrase is no trigger of its own ("took in").
    carriers = {
        t.carrier.i for t in found if t.carrier is not None and (t.carried in _CARRY or t.carrier.lemma_ == "take")
    }
    # A noun whose end a trigger tells ("lifted the ban") is told by that trigger.
    found = [t for t in found if t.carried != "ends" or t.carrier is None or t.carrier.i not in used]
    # The verb of a light-verb phrase may be a trigger by itself ("launch missiles"): the noun says it better.
    kept = [t for t in found if t.clause is None or t.token.i not in carriers]
    return sorted(kept, key=lambda t: t.token.i)
