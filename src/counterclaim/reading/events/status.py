"""How an event is presented: happened, alleged, denied, planned, predicted or hypothetical.

In:  a trigger and the attribution that covers it.   Out: a Status and the words that decided it.
The words around the trigger are read from the inside outwards; the first that changes the status decides
(operators.toml).
Negation and modality after Saurí & Pustejovsky's FactBank reading of "selected by" and "modified by" contexts.
"""

from dataclasses import dataclass
from typing import Any

from counterclaim.reading.events.grammar import TIME_ENTITIES, classes_of, has_to, verb_lemma
from counterclaim.reading.events.granted import LOOKING_BACK, is_granted
from counterclaim.reading.events.lexicon import load_operators
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.reading import Attribution
from counterclaim.records.values import Act, EventType, Status

DEEPEST = 8  # levels climbed; deeper embedding than this is a broken parse

_NOWHERE: frozenset[int] = frozenset()
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp"})
# "Sent tanks to retake the pass": what somebody is sent to do has not been done by that.
_SENDING = frozenset("send deploy dispatch rush fly".split())
# By these a party makes an event its own aim.
_AIMING = frozenset("hope propose seek invite consider want wish offer weigh mull contemplate".split())
# Words whose "for" looks back at what was done.
_ANSWERS = frozenset(
    "responsibility retaliation revenge blame condemnation punishment reprisal response evidence date day week month "
    "sanction criticism praise anger apology compensation payback sentence trial justice suspect victim arrest jail "
    "detain imprison try convict execute punish condemn denounce criticize criticise thank apologize apologise".split()
)
# An attack that is tried has begun; an accord or a concession that is only worked for has not come about.
_TRYING = frozenset(
    "try attempt work strive struggle seek labour labor endeavour endeavor effort bid drive push race scramble".split()
)
_SETTLED = frozenset({EventType.AGREE, EventType.YIELD})
_BY_ACT = {
    Act.ASSERT: Status.ALLEGED,
    Act.ACCUSE: Status.ALLEGED,
    Act.ESTIMATE: Status.ALLEGED,
    Act.EXPRESS: Status.ALLEGED,
    Act.DENY: Status.DENIED,
    Act.PREDICT: Status.PREDICTED,
    Act.DEMAND: Status.HYPOTHETICAL,
    Act.OFFER: Status.PLANNED,
    Act.AGREE: Status.PLANNED,
    Act.REFUSE: Status.DENIED,
}
_PROMISING = frozenset({Act.OFFER, Act.AGREE, Act.DEMAND, Act.REFUSE})
# Acts whose own wording already says that nothing has happened yet.
_UNREAL_ACTS = frozenset({Act.DEMAND, Act.OFFER, Act.AGREE, Act.PREDICT, Act.REFUSE})


@dataclass(frozen=True, slots=True)
class Presented:
    """A status and what decided it, for the event's rule."""

    status: Status
    why: str
    aimed: bool = False  # a party wants it, offers it, works for it


def status_of(trigger: Trigger, attribution: Attribution | None) -> Presented:
    """How the trigger's event is presented, in the words around it and then by whoever says it."""
    found = _read_outwards(trigger)
    if found is None and trigger.frame.planned:
        return Presented(Status.PLANNED, "still to come")
    if found is not None and found.status is not Status.HAPPENED:
        return _as_said(found, attribution)
    if attribution is not None:
        if trigger.frame.covers and attribution.act in _UNREAL_ACTS:
            # The words of a demand or promise are its own performance: "we demand …" has happened.
            return Presented(Status.HAPPENED, "said and thereby done")
        if is_granted(trigger):
            return Presented(Status.HAPPENED, "taken for granted by who says it")
        status = _BY_ACT[attribution.act]
        if attribution.act in _PROMISING and trigger.token.tag_ == "VBD":
            status = Status.ALLEGED  # "undertook to guard the pass that it took in May": told beside the promise
        return Presented(status, f"in an attribution: {attribution.act.value}")
    return found or Presented(Status.HAPPENED, "narrator")


def _as_said(found: Presented, attribution: Attribution | None) -> Presented:
    """What whoever says it makes of a plan: one that is denied is denied, one foreseen with "will" is predicted."""
    if attribution is None or found.status is not Status.PLANNED:
        return found
    if attribution.act is Act.DENY:
        return Presented(Status.DENIED, found.why)
    foreseen = attribution.act is Act.PREDICT and found.why == "will"
    return Presented(Status.PREDICTED, found.why) if foreseen else found


def _read_outwards(trigger: Trigger) -> Presented | None:
    node = trigger.token
    if trigger.clause is None:
        decided = _of_noun(node)
        if decided is not None:
            return decided
        if trigger.carrier is not None:
            node = trigger.carrier
            if trigger.carried == "ends":
                return _above_verb(node) or Presented(Status.HAPPENED, "ended")
            governed = load_operators().verbs.get(verb_lemma(node))
            if governed in {"planned", "predicted"} and trigger.carried == "aspect":
                return Presented(Status(governed), node.lower_)  # "planned an attack"
        else:
            return _above_noun(node)
    elif node.pos_ == "AUX":  # a modal that is a demand has been said, whatever it demands
        return None
    elif node.pos_ == "ADJ":
        node = node.head
    return _above_verb(node) or (_worked_for(node) if trigger.frame.type in _SETTLED else None)


def _worked_for(verb: Any) -> Presented | None:
    """ "Efforts to reach a truce", "is trying to broker a deal": the outcome is an aim."""
    node = verb
    for _ in range(DEEPEST):
        if node.dep_ not in {"xcomp", "advcl", "acl"} or not has_to(node):
            return None
        node = node.head
        if node.lemma_.lower() in _TRYING:
            return Presented(Status.HYPOTHETICAL, node.lower_, aimed=True)
    return None


def _of_noun(noun: Any) -> Presented | None:
    operators = load_operators()
    for child in noun.children:
        low = child.lower_
        if child.dep_ == "det" and low == "no":
            return Presented(Status.DENIED, "no")
        if child.dep_ in {"amod", "compound", "advmod"}:
            status = operators.adjectives.get(low)
            if status and low not in {"more", "any", "further", "successful", "coming"}:
                return Presented(Status(status), low)
    return None


def _above_noun(noun: Any) -> Presented | None:
    """Nouns without a carrier: what governs them, as far as it says whether they came about."""
    operators = load_operators()
    head, dep = noun.head, noun.dep_
    for _ in range(DEEPEST):
        if dep in {"pobj", "pcomp"} and head.pos_ in {"ADP", "SCONJ", "PART"}:
            if operators.prepositions.get(head.lower_) == "denied":
                return Presented(Status.DENIED, head.lower_)
            link, head, dep = head.lower_, head.head, head.dep_
            if head.pos_ in {"NOUN", "PROPN"}:
                if head.lemma_.lower() in LOOKING_BACK:
                    return None
                status = operators.nouns.get(head.lemma_.lower()) if link in {"of", "for", "about", "to"} else None
                if status and status != "transparent":
                    return Presented(Status(status), head.lower_)
                if link == "for":  # what something is for has not happened yet; what it answers has, and what has a day
                    known = head.lemma_.lower() in _ANSWERS or any(c.ent_type_ == "DATE" for c in noun.children)
                    return None if known else Presented(Status.HYPOTHETICAL, "for")
                dep, head = head.dep_, head.head
                continue
            if head.pos_ == "ADJ" and operators.adjectives.get(head.lower_) == "hypothetical":
                return Presented(Status.HYPOTHETICAL, head.lower_)
            if head.pos_ in {"VERB", "AUX"}:
                status = operators.verbs.get(f"{verb_lemma(head)} {link}") or operators.verbs.get(head.lemma_.lower())
                wanted = link in {"for", "about"} and status in {"planned", "hypothetical", "predicted"}
                wanted = wanted or (link == "of" and status == "alleged")  # "accused them of war crimes"
                return Presented(Status(status), head.lower_) if wanted and status else None
            return None
        if dep == "conj":
            dep, head = head.dep_, head.head
            continue
        if dep == "nsubj" and head.pos_ in {"VERB", "AUX"} and _is_conditional(head):
            return Presented(Status.HYPOTHETICAL, "would")  # "the capture of the town would open the road"
        if dep in {"dobj", "nsubjpass", "attr", "oprd"} and head.pos_ in {"VERB", "AUX"}:
            status = operators.objects.get(verb_lemma(head)) or operators.verbs.get(verb_lemma(head))
            if status in {"planned", "hypothetical", "predicted", "denied", "alleged"}:
                return Presented(Status(status), head.lower_, verb_lemma(head) in _AIMING)
            return None
        return None
    return None


def _is_conditional(verb: Any) -> bool:
    modals = load_operators().modals
    return any(c.dep_ == "aux" and modals.get(c.lower_) in {"conditional", "possible"} for c in verb.children)


def _above_verb(verb: Any) -> Presented | None:
    node = verb
    for _ in range(DEEPEST):
        decided = _own(node)
        if decided is not None:
            return decided
        head, dep = node.head, node.dep_
        if head == node:  # as headlines tell what is to come: "Ministers to meet in May"
            return Presented(Status.PLANNED, "to") if has_to(node) else None
        if dep == "conj":
            finite = any(c.dep_ == "aux" and c.tag_ in {"VBP", "VBZ", "VBD", "MD"} for c in node.children)
            if node.tag_ in {"VB", "VBG", "VBN"} and head.pos_ in {"VERB", "AUX", "ADJ"} and not finite:
                node = head
                continue
            return None
        if dep in _CLAUSAL or (dep == "advcl" and has_to(node)) or (dep == "acl" and has_to(node)):
            decided, node = _governed(node, head, dep)
            if decided is not None or node is None:
                return decided
            continue
        if dep == "relcl" and any(c.lower_ in {"any", "every", "whoever"} for c in (head, *head.children)):
            return Presented(Status.HYPOTHETICAL, "any")
        if dep == "advcl" and node.tag_ == "VBG" and head.pos_ in {"VERB", "AUX"}:
            node = head
            continue
        return None
    return None


def _governed(node: Any, head: Any, dep: str) -> tuple[Presented | None, Any | None]:
    """What the word above a dependent clause makes of it: a decision, or the next node to read."""
    operators = load_operators()
    if dep == "pcomp":
        if head.lower_ in operators.prepositions:
            return Presented(Status(operators.prepositions[head.lower_]), head.lower_), None
        if head.lower_ in {"of", "for"} and (deed := _charged(head)) is not None:
            return deed, None
        of = head.lower_ in {"of", "for"}
        head = head.head
        if of and head.pos_ in {"ADP", "ADV"}:
            return Presented(Status.HYPOTHETICAL, head.lower_), None  # "instead of", "short of", "outside of"
        if head.pos_ == "VERB" and operators.verbs.get(verb_lemma(head)) == "alleged":
            return Presented(Status.ALLEGED, head.lower_), None
        if head.pos_ == "VERB":
            status = operators.verbs.get(verb_lemma(head))
            return (Presented(Status(status), head.lower_), None) if status == "denied" else (None, None)
    if head.pos_ in {"VERB", "AUX"}:
        return _under_verb(node, head, dep)
    if head.pos_ in {"ADJ", "ADV"}:
        if head.lower_ == "able" and head.head.tag_ == "VBD" and not any(c.dep_ == "neg" for c in head.head.children):
            return None, head.head  # "were able to take the town": they did
        status = operators.adjectives.get(head.lower_)
        return (Presented(Status(status), head.lower_) if status else None), None
    if head.pos_ in {"NOUN", "PROPN"}:
        status = operators.nouns.get(head.lemma_.lower())
        if status == "transparent":
            return None, None
        return Presented(Status(status or "hypothetical"), head.lower_), None
    return None, None


def _charged(link: Any) -> Presented | None:
    """ "Accused the militia of burning farms", "jailed two men for killing a guard": a deed to answer for."""
    above = link.head
    if above.pos_ in {"NOUN", "PROPN", "PRON"} and above.dep_ in {"dobj", "nsubjpass", "pobj"}:
        if above.lemma_.lower() in load_operators().nouns:
            return None
        above = above.head.head if above.dep_ == "pobj" else above.head
    if link.lower_ == "of" and above.pos_ == "VERB" and load_operators().verbs.get(verb_lemma(above)) == "alleged":
        return Presented(Status.ALLEGED, above.lower_)
    answers = above.lemma_.lower() in _ANSWERS or (above.pos_ == "VERB" and verb_lemma(above) in _ANSWERS)
    return Presented(Status.HAPPENED, above.lower_) if link.lower_ == "for" and answers else None


def _under_verb(node: Any, head: Any, dep: str) -> tuple[Presented | None, Any | None]:
    """What a governing verb makes of the clause that depends on it."""
    status = load_operators().verbs.get(verb_lemma(head))
    if status and head.i > node.i and any(t.text == ";" for t in node.doc[node.i : head.i]):
        return None, None  # "…; experts say": said of what follows, not of what comes before the semicolon
    if head.lemma_ == "be" and dep == "xcomp" and has_to(node):
        return Presented(Status.PLANNED if _is_arranged(head) else Status.HYPOTHETICAL, "be to"), None
    if head.lemma_ == "go" and head.tag_ == "VBG":
        if any(c.dep_ == "neg" for c in head.children):
            return Presented(Status.DENIED, "not going to"), None
        return Presented(Status.PREDICTED if not _agentive(node) else Status.PLANNED, "going to"), None
    if status and status != "transparent":
        if any(c.dep_ == "neg" for c in head.children) and status != "alleged":
            return (None if status == "denied" else Presented(Status.DENIED, f"not {head.lower_}")), None
        return Presented(Status(status), head.lower_, verb_lemma(head) in _AIMING), None
    if has_to(node) and status is None and (dep == "advcl" or verb_lemma(head) in _SENDING):
        return Presented(Status.PLANNED, "to"), None
    if dep == "xcomp" or status == "transparent":
        return None, head
    return None, None


def _is_arranged(be: Any) -> bool:
    """Whether "are to" tells what has been arranged, not what something is for ("the aim is to") or would take."""
    conditional = any(c.dep_ == "mark" and c.lower_ in load_operators().marks for c in be.children)
    return not conditional and any(c.dep_ == "nsubj" and _may_decide(c) for c in be.children)


def _may_decide(subject: Any) -> bool:
    """Whether a subject is somebody, or something that people hold (talks, a vote), rather than an aim or an idea."""
    return bool(classes_of(subject, _NOWHERE) & {"person", "polity", "armed", "talks", "equipment", "aid"})


def _own(verb: Any) -> Presented | None:
    """What the verb's own auxiliaries, negation, adverbs and subordinators say."""
    operators = load_operators()
    modal: str | None = None
    negated = False
    perfect = False
    for child in verb.children:
        dep, low = child.dep_, child.lower_
        if dep == "neg" or (
            dep in {"advmod", "preconj", "cc"} and operators.adverbs.get(low) == "denied" and low != "no"
        ):
            negated = True
        elif dep == "aux":
            modal = modal or operators.modals.get(low) or operators.modals.get(child.lemma_.lower())
            perfect = perfect or low in {"have", "'ve", "’ve"}
        elif dep == "advmod" and low in operators.adverbs:
            return Presented(Status(operators.adverbs[low]), low)
        elif dep == "mark" and low in operators.marks and low not in {"once", "until"}:
            return Presented(Status.HYPOTHETICAL, low)
        elif dep in {"nsubj", "nsubjpass"} and _is_nobody(child):
            negated = True
    if modal == "future":
        if negated:
            return Presented(Status.DENIED, "will not")
        return Presented(Status.PLANNED if _agentive(verb) else Status.PREDICTED, "will")
    if modal == "conditional":
        if _backshifted(verb):
            return Presented(Status.DENIED, "would not") if negated else Presented(Status.PREDICTED, "would")
        return Presented(Status.HYPOTHETICAL, "would")
    if modal == "possible" and not negated and not perfect and _by_a_time(verb):
        return Presented(Status.PREDICTED, "modal with a time")
    if modal in {"possible", "needed"}:
        if negated and modal == "possible" and perfect is False:
            return Presented(Status.DENIED, "cannot")
        return Presented(Status.ALLEGED if perfect and modal == "possible" else Status.HYPOTHETICAL, "modal")
    if negated:
        return Presented(Status.DENIED, "not")
    return None


def _by_a_time(verb: Any) -> bool:
    """Whether "may", "might" or "could" is given a time ("could fall within weeks"): an outlook, no mere thought."""
    if any(c.dep_ == "aux" and c.lower_ in {"can", "ca"} for c in verb.children):
        return False
    timed = (c for c in verb.children if c.dep_ in {"prep", "npadvmod"})
    return any(t.ent_type_ in TIME_ENTITIES for c in timed for t in (c, *c.children))


def _is_nobody(subject: Any) -> bool:
    """ "no side", "nobody": what is said of it is denied."""
    if subject.lower_ in {"nobody", "none", "neither"}:
        return True
    return any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in subject.children)


def _agentive(verb: Any) -> bool:
    """Whether the verb's subject is somebody who can decide to do it."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            named = child.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"} or child.pos_ in {"PROPN", "PRON"}
            return named or _may_decide(child)
        if child.dep_ == "nsubjpass":
            return "talks" in classes_of(child, _NOWHERE)  # "the talks will be held": somebody has fixed them
    return verb.dep_ in {"conj", "xcomp"}


def _backshifted(verb: Any) -> bool:
    """Whether "would" is a reported "will" ("said the talks would resume") rather than a condition."""
    head = verb.head
    if verb.dep_ not in {"ccomp", "conj"} or head.pos_ != "VERB":
        return False
    return load_operators().verbs.get(verb_lemma(head)) in {"alleged", "predicted", "planned"}
