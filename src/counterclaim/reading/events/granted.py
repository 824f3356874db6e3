"""What a speaker takes for granted: an event that he only names in asserting something else.

In:  a trigger.   Out: whether its words presuppose that the event came about.
Kinds of presupposition after Levinson's list (Pragmatics, 1983): restrictive clauses, clauses and phrases of time.
"""

from typing import Any

from counterclaim.reading.events.grammar import has_to
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.values import EventType

# Nouns that look back at what was done: "called for an inquiry into the killing" does not ask for the killing.
LOOKING_BACK = frozenset(
    "investigation inquiry enquiry probe responsibility perpetrator culprit victim survivor trial justice aftermath "
    "anniversary condemnation suspect culpability blame apology compensation".split()
)
_SINCE = frozenset({"since", "after", "before", "until", "when"})
# Acts done by speaking: who speaks of "the demand", "his refusal" takes for granted that it was made.
_SPOKEN = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE})


def is_granted(trigger: Trigger) -> bool:
    """Whether who says it takes it for granted and asserts something else of it."""
    if trigger.clause is not None:
        return _describes(trigger.token) or _sets_the_time(trigger.token, _SINCE - {"when"})
    if trigger.carrier is not None:
        return _sets_the_time(trigger.carrier, _SINCE)
    return trigger.frame.type in _SPOKEN or _presupposed(trigger.token)


def _describes(verb: Any) -> bool:
    """Whether a clause only says which one is meant: "the shells which fell on the camp", "the six arrested in May".

    A cleft asserts it ("it was the guards who fled"), and so does what the parser hung on the root.
    """
    described = verb.tag_ in {"VBD", "VBN"} and (verb.dep_ == "relcl" or (verb.dep_ == "acl" and not has_to(verb)))
    return described and verb.head.dep_ not in {"ROOT", "attr", "appos"}


def _sets_the_time(verb: Any, links: frozenset[str]) -> bool:
    """Whether a clause only says when something else was: "since the offensive began"."""
    return verb.dep_ == "advcl" and any(c.lower_ in links and c.dep_ in {"mark", "advmod"} for c in verb.children)


def _presupposed(noun: Any) -> bool:
    """Whether a noun is taken for granted: "since the invasion", "an inquiry into the killing of three nurses"."""
    node = noun
    for _ in range(3):
        if node.dep_ != "pobj":
            return False
        if node.head.lower_ in _SINCE | {"during", "following"}:
            return True
        node = node.head.head
        if node.lemma_.lower() in LOOKING_BACK:
            return True
    return False
