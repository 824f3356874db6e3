"""How far support or sanctions have got: proposed, pledged, approved, delivered; imposed, lifted.

In:  a trigger, the event's type and status.   Out: Stage; None for events that are neither support nor sanctions.
The words that carry the event say it first (data/stages.toml), its status second: what is told as happened has been
delivered or imposed, what is planned is pledged, what is only thought of is proposed.
"""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources

from counterclaim.reading.events.grammar import classes_of, clause_of, lemma_of, objects_via, pobj, verb_lemma
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.values import EventType, Stage, Status

_HAPPENED = frozenset({Status.HAPPENED, Status.ALLEGED})
_HELP = frozenset({EventType.AID})
_GIVING = frozenset({"agree.promise", "agree.approve-aid", "agree.accept"})
_NOWHERE: frozenset[int] = frozenset()


def stage_of(trigger: Trigger, kind: EventType, status: Status) -> Stage | None:
    """The stage of an event of support or sanctions.

    Args:
        kind: the event's type, which an announcement may have made another than the trigger's frame.
        status: how the event is presented; what is denied has no stage.
    """
    about = _about(trigger, kind)
    if about is None or status is Status.DENIED:
        return None
    said = _by_words(trigger)
    if about == "sanctions":
        if said is Stage.LIFTED or trigger.carried == "ends" or trigger.frame.name == "yield.lift":
            return Stage.LIFTED if status in _HAPPENED else Stage.PROPOSED
        if kind is EventType.REQUEST or status is Status.HYPOTHETICAL:
            return Stage.PROPOSED
        if said in {Stage.APPROVED, Stage.PROPOSED}:
            return said
        return Stage.IMPOSED if status in _HAPPENED else Stage.PLEDGED if kind is EventType.AGREE else Stage.PROPOSED
    if kind is EventType.REQUEST or status is Status.HYPOTHETICAL:
        return Stage.PROPOSED
    if said in {Stage.APPROVED, Stage.PLEDGED, Stage.PROPOSED}:
        return said
    if kind is EventType.AGREE or status in {Status.PLANNED, Status.PREDICTED}:
        return Stage.PLEDGED
    return Stage.DELIVERED


def _about(trigger: Trigger, kind: EventType) -> str | None:
    """Whether the event is about support, about sanctions, or about neither."""
    contents = set(trigger.contents)
    if kind is EventType.SANCTION or EventType.SANCTION in contents or trigger.frame.type is EventType.SANCTION:
        return "sanctions"
    if trigger.frame.name == "yield.lift":
        return "sanctions" if _names_sanctions(trigger) else None
    if kind is EventType.AID or trigger.frame.type in _HELP or _HELP & contents:
        return "support"
    promised = kind is EventType.AGREE and trigger.frame.name in _GIVING
    return "support" if (promised or kind is EventType.REQUEST) and _names_help(trigger) else None


def _names_sanctions(trigger: Trigger) -> bool:
    if trigger.clause is None:
        return "sanction" in {lemma_of(trigger.token), *(lemma_of(w) for w in trigger.words)}
    return any(lemma_of(o) in _words()["sanctions"] for o in trigger.clause.objects)


def _names_help(trigger: Trigger) -> bool:
    if trigger.clause is None:
        return False
    brought_in = [o for word in trigger.words for o in pobj(word)]
    objects = [*trigger.clause.objects, *objects_via(trigger.token, {"to", "for"}), *brought_in]
    return any("aid" in classes_of(o, _NOWHERE) for o in objects)


def _by_words(trigger: Trigger) -> Stage | None:
    """The stage that the trigger's own verb, or the verb that carries its noun, says."""
    verb = trigger.carrier if trigger.carrier is not None else trigger.token
    lemmas = {verb_lemma(verb)}
    if trigger.carrier is not None:
        lemmas |= {lemma_of(s) for s in clause_of(trigger.carrier).subjects if s == trigger.token}
    for stage in (Stage.LIFTED, Stage.APPROVED, Stage.PLEDGED, Stage.PROPOSED):
        if lemmas & _words()[stage.value]:
            return stage
    return None


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    text = (resources.files(__package__) / "data" / "stages.toml").read_text("utf-8")
    return {name: frozenset(row["words"]) for name, row in tomllib.loads(text).items()}
