"""What is said to have happened, to be happening or to be going to happen.

In:  the parsed article and what earlier steps found.   Out: Events in text order.
One event a mention: a noun and the verb that carries it are one, and so are joined verbs that tell one attack. All
about an event comes from its own sentence, with the stated exceptions in dating.py; what is not said stays empty.
An event told again in a later sentence keeps its own words and names its first telling (sameness.py).
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.events.clauses import clause_span, trigger_span
from counterclaim.reading.events.commissives import (
    ANNOUNCED,
    PERSUADING,
    TALKED_OUT,
    VOWING,
    announced,
    concluded,
    told_of_himself,
)
from counterclaim.reading.events.drafts import Draft
from counterclaim.reading.events.hinted import WORTH_TELLING, likeliest, with_hinted
from counterclaim.reading.events.lexicon import load_lexicon
from counterclaim.reading.events.mentions import Context, context_of, innermost, span_of
from counterclaim.reading.events.merging import folded, uncovered, without_purposes
from counterclaim.reading.events.roles import heads_of, roles_of
from counterclaim.reading.events.sameness import TOWN_KM, Telling, first_tellings
from counterclaim.reading.events.stages import stage_of
from counterclaim.reading.events.status import Presented, status_of
from counterclaim.reading.events.storytime import dated_as_told
from counterclaim.reading.events.tracks import mode_of, track_of
from counterclaim.reading.events.trigger import Trigger
from counterclaim.reading.events.triggers import find_triggers
from counterclaim.reading.hints import Hints
from counterclaim.records.article import Published
from counterclaim.records.places import reach_of_kind_km
from counterclaim.records.reading import Actor, Attribution, Event, Place, Time
from counterclaim.records.values import EventType, Status

# Headlines of more words are rare, and then they tell a whole event.
_HEADING_TOKENS = 8
# Of these a proposal is news by itself ("are considering sanctions on the bank").
_STAGED = frozenset({EventType.SANCTION, EventType.AID})
_SAID = frozenset({Status.ALLEGED, Status.DENIED})
_HURT = frozenset({"wound", "injure", "hurt"})


def find_events(
    document: Document,
    *,
    attributions: tuple[Attribution, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    hints: Hints,
    published: Published | None,
) -> tuple[Event, ...]:
    """Find the events of the body, in text order.

    Types and modes are PLOVER's, status is `records.values.Status`; `rule` names the frame, what decided the status and
    what gave the date. A bare saying is no event.
    """
    context = context_of(document, attributions, actors, places, times)
    triggers = list(_triggers(context, attributions, hints))
    covering = innermost(attributions, [span_of(trigger.token) for trigger in triggers])
    drafts = [_draft(trigger, said, context, hints) for trigger, said in zip(triggers, covering, strict=True)]
    headed = {s.start for s in document.sentences if _is_heading(s)}
    dated = dated_as_told(without_purposes([d for d in drafts if d is not None]), context, published, headed)
    told = folded(dated)
    wide = frozenset(place.name for place in places if reach_of_kind_km(place.kind) > TOWN_KM)
    first = first_tellings([_telling(draft, document.text, wide) for draft in told])
    return tuple(_event(n, draft, first[n - 1]) for n, draft in enumerate(told, 1))


def _triggers(context: Context, attributions: tuple[Attribution, ...], hints: Hints) -> Iterator[Trigger]:
    """The triggers of the body in text order, without those that are only another's content.

    A "must" in the author's own voice is opinion, and hides nothing: "they should meet on Friday" is a plan.
    """
    lexicon = load_lexicon()
    # A question tells nothing, a heading only what the text below it tells.
    told = [s for s in context.document.sentences if s[-1].text != "?" and not _is_heading(s)]
    found = [with_hinted(s, find_triggers(s, lexicon, context.place_tokens), hints) for s in told]
    modal = [t for triggers in found for t in triggers if t.token.pos_ == "AUX"]
    voices = innermost(attributions, [span_of(t.token) for t in modal])
    own = {t.token.i for t, said in zip(modal, voices, strict=True) if said is None or said.source is None}
    for triggers in found:
        yield from uncovered([t for t in triggers if t.token.i not in own])


def _is_heading(sentence: Any) -> bool:
    """Whether a sentence is a line of its own in title case without a full stop."""
    if sentence[-1].is_punct or len(sentence) > _HEADING_TOKENS:
        return False
    words = [t for t in sentence if t.is_alpha]
    titled = sum(t.text[0].isupper() for t in words)
    return bool(words) and titled * 3 >= len(words) * 2 and not all(t.text.isupper() for t in words)


def _draft(trigger: Trigger, attribution: Attribution | None, context: Context, hints: Hints) -> Draft | None:
    presented = status_of(trigger, attribution)
    if presented.status in _SAID and told_of_himself(trigger, attribution, context):
        presented = Presented(Status.HAPPENED, "said of himself")
    kind = announced(trigger, presented, attribution, context)
    if kind is not None and trigger.carried != "ends":
        presented = Presented(Status.HAPPENED, _why_told(trigger))
    kind = kind or concluded(trigger)
    actors, targets = roles_of(trigger, context, attribution)
    if presented.why == TALKED_OUT:
        actors, targets = targets, actors
    if presented.why == ANNOUNCED and not actors and attribution is not None and attribution.source is not None:
        actors = (attribution.source.name or attribution.source.text,)
    worth = _worth_telling(trigger, presented, attribution, actors, targets)
    if not worth and (likeliest(trigger, hints) or 0.0) < WORTH_TELLING:
        return None
    actor_heads, target_heads = heads_of(trigger, context)
    mode = None if kind else mode_of(trigger, actors)
    return Draft(
        trigger=trigger,
        type=kind or trigger.frame.type,
        mode=mode,
        actors=actors,
        targets=targets,
        presented=presented,
        attribution=attribution,
        track=track_of(trigger, kind or trigger.frame.type, mode),
        span=clause_span(trigger, actor_heads, target_heads, trigger.frame.covers),
        heads=(*actor_heads, *target_heads),
    )


def _why_told(trigger: Trigger) -> str:
    """What made one act out of the words for another (commissives.py)."""
    if trigger.frame.name == PERSUADING:
        return TALKED_OUT
    return "narrator" if trigger.frame.name == VOWING else ANNOUNCED


def _is_bare_toll(trigger: Trigger) -> bool:
    """Whether "killed" only describes a number ("2,870 killed"): that is a figure and tells no event.

    Nor does "26 were injured": the hurt are told beside the attack that hurt them, unless by whom is said.
    """
    clause = trigger.clause
    if clause is None or not clause.passive:
        return False
    if trigger.token.lemma_ in _HURT:
        return not any(c.dep_ == "agent" for c in trigger.token.children)
    if clause.subjects:
        return False
    return not any(c.dep_ in {"auxpass", "prep", "npadvmod"} for c in trigger.token.children)


def _worth_telling(
    trigger: Trigger,
    presented: Presented,
    attribution: Attribution | None,
    actors: tuple[str, ...],
    targets: tuple[str, ...],
) -> bool:
    """Whether a mention says something about an event, or only plays with the thought of one.

    A "must" outside every attribution is the author's opinion. What may happen or would happen is an event only where
    it is said who would do it to whom (as an outlook it is a forecast anyway); an event noun that is only wished for
    or ruled out says nothing.
    """
    if trigger.token.pos_ == "AUX":
        return attribution is not None and attribution.source is not None
    if trigger.clause is None and trigger.carrier is None:
        if presented.status is Status.HYPOTHETICAL:
            wished = bool(targets) and _is_wished(presented)
            return presented.why != "for" and (trigger.frame.type in _STAGED or wished)
        return presented.status is not Status.DENIED
    if trigger.frame.name == "assault.kill" and trigger.clause is not None and _is_bare_toll(trigger):
        return False
    if trigger.frame.name == VOWING and not trigger.contents:
        return trigger.token.lemma_ not in {"vow", "swear", "determined"}
    if presented.status is Status.HYPOTHETICAL or presented.why == "would":
        has_parties = bool(targets and (actors or trigger.frame.actor == "none"))
        has_party = bool(targets or actors) or (attribution is not None and attribution.source is not None)
        open_still = presented.why == "modal" or _is_wished(presented)
        return has_parties or (open_still and has_party) or trigger.carried == "occurs"
    return True


def _is_wished(presented: Presented) -> bool:
    """Whether a party makes an event its own aim ("hope to sign", "wants strikes on the port"), or it would follow."""
    return presented.why == "would" or presented.aimed


def _telling(draft: Draft, text: str, wide: frozenset[str]) -> Telling:
    return Telling(
        type=draft.type,
        mode=draft.mode,
        status=draft.presented.status,
        when=draft.when,
        towns=frozenset(draft.where) - wide,
        lands=frozenset(draft.where) & wide,
        actors=draft.actors,
        targets=draft.targets,
        words=draft.span.of(text),
        trigger=draft.trigger.token.text,
        context=draft.trigger.token.sent.text,
        sentence=draft.trigger.token.sent.start_char,
    )


def _event(n: int, draft: Draft, first: int | None) -> Event:
    """The nth event of the article; `first` is the place of the first telling of it, if this is not the first."""
    frame = draft.trigger.frame
    return Event(
        id=f"e{n}",
        same_as=None if first is None else f"e{first + 1}",
        span=draft.span,
        trigger=trigger_span(draft.trigger),
        type=draft.type,
        mode=draft.mode,
        actors=draft.actors,
        targets=draft.targets,
        when=draft.when,
        where=draft.where,
        status=draft.presented.status,
        attribution=draft.attribution.id if draft.attribution else None,
        track=draft.track,
        stage=stage_of(draft.trigger, draft.type, draft.presented.status),
        rule=f"{frame.name}; {draft.presented.why}; {draft.dated}",
    )
