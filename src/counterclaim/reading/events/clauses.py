"""The words of an event: its trigger with what belongs to it, as tight as one stretch can be.

In:  a trigger and the heads of its roles.   Out: the span of the clause, the span of the trigger.
"""

from typing import Any

from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.span import Span

# "Took place", "took part", "took effect": part of the verb, no party.
PHRASE_OBJECTS = frozenset({"place", "part", "effect"})
# A subject further away than this is left out: what lies between is another clause.
_NEAR_TOKENS = 7
# Objects longer than this are cut after their head.
_LONG_TOKENS = 14
_CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "appos"})


def trigger_span(trigger: Trigger) -> Span:
    """The stretch from the first to the last word of the trigger; only the main word where others stand far off."""
    words = [trigger.token, *(w for w in trigger.words if abs(w.i - trigger.token.i) <= 4)]
    return Span(min(w.idx for w in words), max(w.idx + len(w) for w in words))


def clause_span(trigger: Trigger, actors: list[Any], targets: list[Any], complement: bool) -> Span:
    """The stretch of the trigger, its carrier, its near arguments and, if wanted, its infinitive or clause."""
    token = trigger.token
    core = [token, *trigger.words]
    if trigger.carrier is not None and abs(trigger.carrier.i - token.i) <= _LONG_TOKENS:
        core.append(trigger.carrier)
        core += [c for c in trigger.carrier.children if c.dep_ == "dobj" and c.lower_ in PHRASE_OBJECTS]
    first = min(w.i for w in core)
    last = max(w.i for w in core)
    if trigger.clause is None:
        first = min(first, _left(token))
        last = max(last, _right(token))
    for head in targets:
        if head.sent.start == token.sent.start and head.i > first and head.i - last <= _NEAR_TOKENS:
            last = max(last, _right(head))
    for head in (*actors, *targets):
        if head.sent.start == token.sent.start and 0 < first - head.i <= _NEAR_TOKENS:
            first = min(first, _left(head))
    if complement:
        for child in token.children:
            if child.dep_ in {"xcomp", "ccomp", "pcomp", "dobj", "acl", "prep"} and child.i > token.i:
                last = max(last, min(child.right_edge.i, last + _LONG_TOKENS))
    doc = token.doc
    last = min(last, token.sent.end - 1)
    while last > token.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    while first < token.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _left(head: Any) -> int:
    """The first token of a noun phrase's own words."""
    kept: list[int] = [c.left_edge.i for c in head.children if c.i < head.i and c.dep_ not in _CLAUSAL]
    own: int = head.i
    return max(min([own, *kept]), own - _LONG_TOKENS)


def _right(head: Any) -> int:
    """The last token of a noun phrase's own words: its prepositional phrases, no clauses."""
    last: int = head.i
    for child in head.children:
        if child.i > head.i and child.dep_ in {"prep", "conj", "prt"} and child.right_edge.i - head.i <= _LONG_TOKENS:
            last = max(last, _right_without_clause(child))
    return last


def _right_without_clause(node: Any) -> int:
    stops: list[int] = [t.left_edge.i for t in node.subtree if t.dep_ in _CLAUSAL and t.i > node.i]
    end: int = node.right_edge.i
    return min([end, *(stop - 1 for stop in stops if stop > node.i)])
