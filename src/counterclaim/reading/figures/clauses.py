"""Whether a time of the sentence is that of the number's own clause.

"185 have died since the raid on Monday", "of those who lived here in spring 13,000 are left", "3,000 leave in June".
In:  Counted and the span of a time in its sentence.   Out: its tense, and whether the time is of another clause.
"""

from enum import Enum
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.records.span import Span


class Tense(Enum):
    """How the verb above a number tells it."""

    PAST = "were killed"
    PERFECT = "have been killed"
    PRESENT = "are left"
    OPEN = "will be sent"


_HAVE = frozenset({"has", "have", "'ve", "’ve"})
_OF_NOW = _HAVE | {"is", "are", "'s", "’s"}
_OPEN = frozenset("will would could may might must should can shall ’ll 'll".split())
_CLIMB = 8  # steps up the parse
# What hangs on a verb by these is another clause than its own.
_APART = frozenset({"relcl", "advcl", "acl", "conj", "parataxis"})


def tense_of(counted: Counted) -> Tense | None:
    """The tense of the verb above the number; None where no verb in a tense stands above it."""
    verb = _finite_above(counted.noun if counted.noun is not None else counted.number)
    return _tense(verb) if verb is not None else None


def is_of_another_clause(counted: Counted, span: Span) -> bool:
    """Whether the time is told of another clause, or of a noun, than what is counted."""
    there = counted.sentence.doc.char_span(span.start, span.end, alignment_mode="expand")
    own = _finite_above(counted.noun if counted.noun is not None else counted.number)
    if there is None or own is None:
        return False
    token = there.root
    for _ in range(_CLIMB):
        if token == own:
            return False
        if token.is_ancestor(own):
            return not _carries(token, own)
        if token.pos_ in ("VERB", "AUX") and token.dep_ in _APART:
            return not _describes(token, own, counted)
        own_noun = token == counted.noun or token.is_ancestor(counted.number)  # "a fall of 2.1 percent for 2022"
        if token.pos_ == "NOUN" and token.i < there.start and not own_noun:
            return True  # "in response to the killing of a commander last night"
        if token.head == token:
            return False
        token = token.head
    return False


def is_of_what_is_told_beside(counted: Counted, span: Span) -> bool:
    """Whether a later time is of a clause on something else: "500 tonnes, roughly what it shipped before the war".

    Or "500 howitzers to push them back to where they stood on 23 February".
    """
    there = counted.sentence.doc.char_span(span.start, span.end, alignment_mode="expand")
    if there is None or span.start < counted.quantity.span.end:
        return False
    token = there.root
    for _ in range(_CLIMB):
        if token.head == token:
            return False
        if token.pos_ in ("VERB", "AUX") and token.i > counted.last.i:
            ahead = token.doc[max(counted.last.i + 1, token.left_edge.i) : token.i]
            return any(t.lower_ == "what" or (t.lower_ == "where" and t.nbor(-1).lower_ == "to") for t in ahead)
        token = token.head
    return False


def _describes(verb: Any, own: Any, counted: Counted) -> bool:
    """Whether a relative clause is on what is counted, or on what tells it: "images published in May show 41"."""
    relative = verb.dep_ in ("relcl", "acl")
    return relative and (
        verb.head in (counted.noun, counted.number) or (verb.head.head == own and verb.head.dep_ == "nsubj")
    )


def _carries(verb: Any, own: Any) -> bool:
    """Whether the verb speaks of what its clause `own` says: "said on Tuesday that 40 have died"."""
    token = own
    for _ in range(_CLIMB):
        if token == verb:
            return True
        if token.dep_ in _APART or token.head == token:
            return False
        token = token.head
    return False


def _finite_above(token: Any) -> Any | None:
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX") and _tense(token) is not None:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _tense(verb: Any) -> Tense | None:
    if verb.tag_ == "MD":
        return Tense.OPEN
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _OPEN:
        return Tense.OPEN
    if "had" in helpers:
        return Tense.PAST
    if helpers & _OF_NOW:
        return Tense.PERFECT if verb.tag_ in ("VBN", "VBD") and helpers & _HAVE else Tense.PRESENT
    if verb.tag_ in ("VBZ", "VBP"):
        return Tense.PRESENT
    if verb.tag_ == "VBD" or (verb.tag_ in ("VBN", "VBG") and helpers & {"was", "were"}):
        return Tense.PAST
    return None
