"""Saying that one will do something is itself the event: a promise, a threat or a refusal.

In:  a trigger, its status, the attribution.   Out: the type of the announced act, or None where nothing is announced.
PLOVER's reading: "said it would allow inspectors" is AGREE, "would boycott" is THREATEN, "will not accept" is REJECT.
"""

from typing import Any

from counterclaim.reading.events.grammar import classes_of, verb_lemma
from counterclaim.reading.events.lexicon import load_operators
from counterclaim.reading.events.mentions import Context
from counterclaim.reading.events.status import Presented
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.reading import Attribution
from counterclaim.records.values import Act, EventType, Status

_KIND = frozenset(
    {
        EventType.AID, EventType.SUPPORT, EventType.COOPERATE, EventType.CONSULT, EventType.YIELD, EventType.AGREE,
    }
)  # fmt: skip
_HARSH = frozenset({EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.PROTEST})
_REFUSABLE = _KIND
# Verbs by which a truce is made between parties: an agreement, while one that is declared or kept is a step back.
_CONCLUDING = frozenset("agree sign reach broker negotiate conclude strike clinch seal ink mediate arrange".split())
_CEASEFIRE = "ceasefire"
# Kinds of source that look on and cannot refuse for a party.
_ONLOOKERS = frozenset({"analyst", "media", "reports", "witness", "document"})
# Why a status is what it is: said by who will do it; "failed to persuade him": he refused.
PERSUADING = "request.persuade"
ANNOUNCED = "said by who will do it"
TALKED_OUT = "was not persuaded"
# "vowed to", "is prepared to": what is vowed decides between a threat and a promise.
VOWING = "threaten.vow"
# Acts done by speaking: to say that one demanded it is to have demanded it; to say that one agreed is a claim.
_WORDS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN})
# Taken by saying so now: "we accept", "she supports"; "we accepted" is a claim.
_STANDS = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.REJECT})
_SPEAKERS = frozenset({"it", "he", "she", "we", "i", "they"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "wo", "'d", "’d", "shall"})


def announced(
    trigger: Trigger, presented: Presented, attribution: Attribution | None, context: Context
) -> EventType | None:
    """The type of the act performed by announcing it; None unless the speaker speaks of what he himself will do."""
    if trigger.frame.name == PERSUADING:
        return EventType.REJECT if presented.why in {"failed", "fails", "fail", "failing"} else None
    if trigger.frame.name == VOWING:
        if presented.status is Status.DENIED or _forswears(trigger.token):
            return EventType.REJECT
        return EventType.THREATEN if _HARSH & set(trigger.contents) else EventType.AGREE
    if trigger.carried == "ends":
        return EventType.YIELD if trigger.frame.type in _HARSH else None  # who calls off an offensive steps back
    kind = trigger.frame.type
    verb = trigger.token
    if trigger.clause is None:
        act = _carried_act(trigger, presented, attribution)
        if act is not None or trigger.carried != "does":
            return act
        verb = trigger.carrier
    governor = verb.head if presented.why == "not going to" else verb
    if governor is verb and not any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children):
        return None
    if not _speaks_of_himself(governor, attribution, context):
        return None
    if presented.status is Status.DENIED:
        return EventType.REJECT if kind in _REFUSABLE else None
    if presented.status not in {Status.PLANNED, Status.PREDICTED}:
        return None
    if kind in _KIND:
        return EventType.AGREE
    return EventType.THREATEN if kind in _HARSH else None


def _forswears(verb: Any) -> bool:
    """Whether what is vowed is not to be done: "swore never to speak with them"."""
    return any(c.dep_ == "neg" for vowed in verb.children if vowed.dep_ == "xcomp" for c in vowed.children)


def told_of_himself(trigger: Trigger, attribution: Attribution | None, context: Context) -> bool:
    """Whether a speaker tells of his own words: "said he had proposed a truce", "said … and accused the army".

    What he did by speaking he did by saying so; what he denies having said he denies.
    """
    if trigger.clause is None or attribution is None or attribution.source is None:
        return False
    if not (trigger.frame.type in _WORDS or (trigger.frame.type in _STANDS and trigger.token.tag_ in {"VBP", "VBZ"})):
        return False
    if any(c.dep_ == "neg" for c in trigger.token.children) or not trigger.clause.subjects:
        return False
    own = trigger.token.dep_ == "conj" and any(
        span.start <= trigger.clause.subjects[0].idx < span.end for span in attribution.source.spans
    )
    return own or (attribution.act is not Act.DENY and _speaks_of_himself(trigger.token, attribution, context))


def concluded(trigger: Trigger) -> EventType | None:
    """AGREE for a truce that parties make with each other ("a truce signed in May"); None for all else."""
    verb = trigger.carrier
    made = trigger.frame.mode == _CEASEFIRE and verb is not None and verb_lemma(verb) in _CONCLUDING
    return EventType.AGREE if made else None


def _carried_act(trigger: Trigger, presented: Presented, attribution: Attribution | None) -> EventType | None:
    """The act that a noun's verb makes of it: "offered a truce" is AGREE, "there will be no talks" REJECT."""
    verb, kind = trigger.carrier, trigger.frame.type
    if verb is not None and verb.lemma_ == "offer" and kind in _KIND - {EventType.CONSULT}:
        return EventType.AGREE
    refused = trigger.carried == "occurs" and kind in _REFUSABLE and _is_ruled_out(verb, presented, attribution)
    return EventType.REJECT if refused else None


def _is_ruled_out(be: Any, presented: Presented, attribution: Attribution | None) -> bool:
    """ "There will be no talks", said by somebody who would have to hold them and no onlooker: a refusal."""
    if attribution is None or attribution.source is None or attribution.source.kind in _ONLOOKERS:
        return False
    return presented.status is Status.DENIED and any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in be.children)


def _speaks_of_himself(verb: Any, attribution: Attribution | None, context: Context) -> bool:
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if not subjects:
        return False
    subject = subjects[0]
    if attribution is not None and attribution.source is not None:
        if subject.lower_ in {"we", "i"}:
            return True
        name = (attribution.source.name or attribution.source.text).lower()
        if len(subject) > 2 and subject.pos_ == "PROPN" and subject.lower_ in name:
            return True
        if _is_his(subject):
            return True
        party = context.actors.at(subject.idx, subject.idx + len(subject))
        if party is not None and party.side is not None and party.side is attribution.source.side:
            return attribution.source.kind != "analyst"
    head = verb.head
    if verb.dep_ != "ccomp" or head.pos_ != "VERB" or not (subject.lower_ in _SPEAKERS or _is_his(subject)):
        return False
    if load_operators().verbs.get(head.lemma_.lower()) != "alleged" and head.lemma_ != "warn":
        return False
    # "The ministry said it would …": the pronoun stands for the speaker, where the numbers of both agree.
    return any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in head.children)


def _is_his(subject: Any) -> bool:
    """ "his country", "its forces": the speaker's own party."""
    own = any(c.dep_ == "poss" and c.lower_ in {"his", "her", "its", "our", "their", "my"} for c in subject.children)
    return own and bool(classes_of(subject, frozenset()) & {"polity", "armed"} or subject.lemma_ in {"man", "people"})
