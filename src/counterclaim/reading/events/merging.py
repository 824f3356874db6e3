"""One event a mention: what merely repeats, carries or spells out an event is folded into it.

In:  triggers of a sentence, drafts of events.   Out: those that stand for an event of their own.
Two steps. What a demand, promise, refusal or threat is about is its content and no second event (`uncovered`). Joined
mentions of one act are one event (`folded`), as in TABARI and PETRARCH, which code one event a sentence for each
type, actor and target.
"""

import dataclasses
from typing import Any

from counterclaim.reading.events.commissives import VOWING
from counterclaim.reading.events.drafts import Draft
from counterclaim.reading.events.grammar import has_to
from counterclaim.reading.events.granted import LOOKING_BACK
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Status, Track

DEEPEST = 12
# Two spans of one event further apart than this many characters are not joined into one stretch.
_JOINED_CHARS = 60

# What is promised in these types is a deed to come, told beside the promise ("agreed to hand over its heavy weapons").
_DEEDS = frozenset(
    {EventType.YIELD, EventType.AID, EventType.MOBILIZE, EventType.ASSAULT, EventType.SANCTION, EventType.COERCE}
)
_HELP = frozenset({EventType.YIELD, EventType.AID})
# How many drafts back a twin is looked for: keeps a run-on line of thousands of verbs linear.
_NEAREST = 12
_CONTENT_PREPOSITIONS = frozenset({"for", "to", "of", "on", "against", "from", "about", "with"})
_WHEN = frozenset({"after", "before", "since", "during", "following", "until", "amid"})
_CAUSES = frozenset("response retaliation revenge reaction answer reprisal aftermath wake despite because".split())
_OUTSIDE = frozenset({"nsubj", "nsubjpass", "csubj", "agent", "relcl", "conj", "parataxis", "npadvmod", "mark", "prt"})
_SAME_CLAUSE = frozenset(
    {
        "dobj",
        "prep",
        "pobj",
        "pcomp",
        "xcomp",
        "conj",
        "agent",
        "nsubj",
        "nsubjpass",
        "acl",
        "advcl",
        "dative",
        "attr",
        "oprd",
    }
)


def uncovered(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out triggers inside the content of one that covers it ("demanded that they exchange prisoners").

    A deed that is promised stays beside the promise ("agreed to hand over its guns"): it is an event to come.
    """
    # A modal's demand covers its verb, whatever that verb would cover by itself: it comes last.
    ranked = sorted((t for t in triggers if t.frame.covers), key=lambda t: t.token.pos_ == "AUX")
    covering = {_anchor(t).i: t for t in ranked}
    if not covering:
        return triggers
    contents: dict[int, list[EventType]] = {}
    kept: list[Trigger] = []
    for trigger in triggers:
        owner = _owner(trigger, covering)
        if owner is None or _is_deed(trigger, owner):
            kept.append(trigger)
        if owner is not None:
            contents.setdefault(owner.token.i, []).append(trigger.frame.type)
    return [dataclasses.replace(t, contents=tuple(contents.get(t.token.i, ()))) for t in kept]


def _anchor(trigger: Trigger) -> Any:
    """The token whose dependents are the content: for a modal the verb that it demands."""
    return trigger.token.head if trigger.token.pos_ == "AUX" else trigger.token


def _owner(trigger: Trigger, covering: dict[int, Trigger]) -> Trigger | None:
    """The covering trigger that the trigger is content of."""
    node = trigger.token
    if node.i in covering and covering[node.i] is not trigger:
        return covering[node.i]  # the verb under a "must"
    for _ in range(DEEPEST):
        head, dep = node.head, node.dep_
        if head == node:
            return None
        if head.i in covering and covering[head.i] is not trigger:
            owner = covering[head.i]
            if _parted(trigger.token, head):
                return None
            if owner.frame.type is EventType.ACCUSE and owner.clause is not None and trigger.clause is not None:
                return None  # "accused them of firing on the convoy": the charge is told as well
            return owner if _is_content(node, dep) else None
        if node.pos_ == "NOUN" and node.i != trigger.token.i and node.lemma_.lower() in LOOKING_BACK:
            return None
        if dep in {"relcl", "parataxis"} or (dep == "prep" and node.lower_ in _WHEN):
            return None
        node = head
    return None


def _parted(word: Any, verb: Any) -> bool:
    """Whether a semicolon parts a word from a verb behind it ("shot hundreds; the ministry denies this")."""
    return word.i < verb.i and any(t.text == ";" for t in word.doc[word.i : verb.i])


def _is_deed(trigger: Trigger, owner: Trigger) -> bool:
    """Whether content is a deed that is promised: an event to come, told beside the promise."""
    if trigger.clause is None or owner.token.pos_ != "VERB":
        return False
    kind = trigger.frame.type
    return (owner.frame.type is EventType.AGREE and kind in _DEEDS) or (owner.frame.name == VOWING and kind in _HELP)


def _is_content(node: Any, dep: str) -> bool:
    if dep in _OUTSIDE:
        return False
    if dep == "prep":
        return node.lower_ in _CONTENT_PREPOSITIONS
    if dep == "advcl":
        return has_to(node)
    return True


def without_purposes(drafts: list[Draft]) -> list[Draft]:
    """Leave out what an event is for ("sent tanks to retake the pass"): its purpose is no second event."""
    taken = {token.i for d in drafts for token in (d.trigger.token, d.trigger.carrier) if token is not None}
    return [d for d in drafts if d.presented.why != "to" or not _serves(d.trigger, taken)]


def _serves(trigger: Trigger, taken: set[int]) -> bool:
    node = trigger.carrier if trigger.carrier is not None else trigger.token
    for _ in range(DEEPEST):
        if node.head == node:
            return False
        climbs = node.dep_ in {"advcl", "xcomp"}
        node = node.head
        if climbs:
            return node.i in taken or any(c.i in taken for c in node.children if c.dep_ in {"dobj", "conj"})
    return False


def folded(drafts: list[Draft]) -> list[Draft]:
    """Fold joined mentions of one act. Input and output are in text order."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = _twin(kept, draft)
        if twin is None:
            kept.append(draft)
        else:
            kept[twin] = _joined(kept[twin], draft)
    return kept


def _twin(kept: list[Draft], draft: Draft) -> int | None:
    """The index of the draft in the same sentence that tells the same act."""
    for n in range(len(kept) - 1, max(-1, len(kept) - 1 - _NEAREST), -1):
        if kept[n].trigger.token.sent.start != draft.trigger.token.sent.start:
            return None
        if _same_act(kept[n], draft):
            return n
    return None


def _same_act(a: Draft, b: Draft) -> bool:
    if a.type is not b.type or _unreal(a) != _unreal(b):
        return False
    path = _path(b.trigger, a.trigger)
    above = a
    if path is None:
        path = _path(a.trigger, b.trigger)
        above = b
    if path is None or _through_cause(a.trigger, b.trigger):
        return False
    low = b if above is a else a
    if path and path[-1] == "conj" and _has_own_subject(low.trigger) and above.trigger.clause is not None:
        return False  # "rockets hit the station and 39 people were killed": told as two
    if a.actors and b.actors and not set(a.actors) & set(b.actors) and above.trigger.clause is not None:
        return "nsubj" in path or "agent" in path
    if "conj" in path and _has_own_object(a.trigger) and _has_own_object(b.trigger):
        return False  # "opened a second front and took the fort": two deeds
    return not ("conj" in path and a.targets and b.targets and not set(a.targets) & set(b.targets))


def _has_own_subject(trigger: Trigger) -> bool:
    return trigger.clause is not None and any(c.dep_ in {"nsubj", "nsubjpass"} for c in trigger.token.children)


def _has_own_object(trigger: Trigger) -> bool:
    return trigger.clause is not None and any(c.dep_ == "dobj" for c in trigger.token.children)


def _through_cause(a: Trigger, b: Trigger) -> bool:
    """Whether one event answers, follows or precedes the other ("fired rockets in response to the killing")."""
    low, high = (a, b) if a.token.i > b.token.i else (b, a)
    node = low.token
    for _ in range(DEEPEST):
        if node.head == node or node.i == high.token.i:
            return False
        link = node.lower_ in _CAUSES and node.dep_ in {"prep", "pobj", "pcomp"}
        link = link or (node.dep_ == "prep" and node.lower_ in _WHEN)
        link = link or (node.dep_ == "agent" and node.head.lemma_ in {"follow", "precede"})
        if link and node.head.i != low.token.i:
            return True
        node = node.head
    return False


def _unreal(draft: Draft) -> bool:
    return draft.presented.status not in {Status.HAPPENED, Status.ALLEGED}


def _path(low: Trigger, high: Trigger) -> list[str] | None:
    """The dependency labels from one trigger up to another; None where a clause border lies between."""
    tops = {high.token.i, *((high.carrier.i,) if high.carrier is not None else ())}
    node = low.token
    labels: list[str] = []
    for _ in range(DEEPEST):
        if node.i in tops:
            return labels
        dep = node.dep_
        if node.head == node or dep not in _SAME_CLAUSE:
            return None
        if dep == "advcl" and node.tag_ != "VBG":
            return None
        if dep == "acl" and node.tag_ not in {"VBG", "VBN"}:
            return None
        labels.append(dep)
        node = node.head
    return None


def _joined(a: Draft, b: Draft) -> Draft:
    """One draft of two, the first in the text leading."""
    actors = a.actors or b.actors
    if any(head == b.trigger.token for head in a.heads) and b.actors:
        actors = b.actors  # "was hit by a rebel attack": who attacked, not the attack, is the actor
    gap = max(b.span.start - a.span.end, a.span.start - b.span.end)
    span = Span(min(a.span.start, b.span.start), max(a.span.end, b.span.end)) if gap <= _JOINED_CHARS else a.span
    return dataclasses.replace(
        a,
        mode=a.mode or b.mode,
        actors=actors,
        targets=(*a.targets, *(t for t in b.targets if t not in a.targets and t not in actors)),
        span=span,
        heads=(*a.heads, *b.heads),
        when=a.when or b.when,
        dated=a.dated if a.when else b.dated,
        where=(*a.where, *(w for w in b.where if w not in a.where)),
        track=Track.TERRITORY if Track.TERRITORY in {a.track, b.track} else a.track,
    )
