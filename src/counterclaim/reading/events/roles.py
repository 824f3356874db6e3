"""Who acts and who is acted upon, by name.

In:  a trigger, the actor and place mentions.   Out: names of actors and targets.
All come from the clause's own words: subject and object of the verb, arguments of the noun, subject of the verb that
carries the noun. A pronoun counts only where the actor finder resolved it; otherwise the role stays empty.
"""

from typing import Any

from counterclaim.reading.events.clauses import PHRASE_OBJECTS
from counterclaim.reading.events.grammar import classes_of, clause_of, content_noun, lemma_of, objects_via, pobj
from counterclaim.reading.events.lexicon import is_plain, load_lexicon
from counterclaim.reading.events.mentions import Context
from counterclaim.reading.events.trigger import Trigger
from counterclaim.reading.events.verbal import doers_asked
from counterclaim.records.reading import Attribution
from counterclaim.records.values import EventType, Quote

# Heads that stand for the party named beside them: "Ukrainian troops" act as Ukraine, "Ukraine's backers" do not.
_STANDS_FOR_PARTY = frozenset(
    "troop soldier force army military navy fleet government ministry official authority negotiator delegation "
    "delegate leader leadership diplomat fighter serviceman marine pilot police command side state "
    "regime president minister representative envoy artillery airborne paratrooper brigade unit commander "
    "spokesman spokeswoman spokesperson "
    "general mediator lawmaker warplane jet drone aircraft missile invader occupier separatist insurgent rebel "
    "guerrilla militant militia defender occupant counterpart administration people man country nation party "
    "group movement bomber tank ship helicopter plane".split()
)
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_DONE_TO = frozenset({"person", "polity", "armed", "place", "site", "any"})
_OWN_VOICE = frozenset({"we", "us", "i", "me", "ourselves"})
_BETWEEN = frozenset({"between", "among"})
_LEFT = frozenset({"poss", "amod", "compound", "nmod"})
_PHRASE_TOKENS = 9  # longer names are cut to the noun and what stands before it
_DROPPED = frozenset({"det", "punct", "predet", "preconj", "case", "cc"})


def roles_of(
    trigger: Trigger, context: Context, attribution: Attribution | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a trigger's actors and targets, in text order, without repeats."""
    actors, targets = _of_verb(trigger) if trigger.clause is not None else _of_noun(trigger, context)
    if trigger.frame.type in _MUTUAL and not actors and len(targets) > 1:
        actors, targets = targets, []
    if is_plain(trigger.frame):  # what stands as its object may be a weapon or a quality
        targets = [head for head in targets if classes_of(head, context.place_tokens) & _DONE_TO]
    parties = [head for head in actors if _can_act(head, context) and not _is_spot(head, context)]
    named = _names(parties, context, attribution)
    return named, tuple(name for name in _names(targets, context, attribution) if name not in named)


def heads_of(trigger: Trigger, context: Context) -> tuple[list[Any], list[Any]]:
    """The head tokens of a trigger's actors and targets."""
    return _of_verb(trigger) if trigger.clause is not None else _of_noun(trigger, context)


def _of_verb(trigger: Trigger) -> tuple[list[Any], list[Any]]:
    clause, frame, token = trigger.clause, trigger.frame, trigger.token
    assert clause is not None
    fixed = {w.i for w in trigger.words}
    if frame.name == "request.must":
        return [], list(clause.subjects)
    verb = token.head if token.pos_ in {"ADJ", "AUX"} else token
    objects = [o for o in clause.objects if o.i not in fixed]
    via = [o for w in trigger.words if w.dep_ in {"dobj", "pobj"} for o in objects_via(w, frame.via)]
    via += [o for o in objects_via(verb, frame.via) if o.i not in fixed]
    actors = list(clause.subjects)
    if frame.actor == "none":
        actors = []
    elif frame.actor != "subject":
        actors = objects_via(verb, {frame.actor})
    if frame.target == "subject":
        return actors, list(clause.subjects or clause.objects)
    if frame.target == "none":
        return actors, []
    if frame.target != "object":
        return actors, list(clause.datives) or objects_via(verb, {frame.target}) or via
    if frame.type is EventType.REQUEST and frame.clause == "to":
        return actors, (objects or doers_asked(verb) or via)
    behind = [o for w in trigger.words if w.dep_ == "prep" for o in pobj(w)]
    return actors, objects or via or list(clause.datives) or behind


def _of_noun(trigger: Trigger, context: Context) -> tuple[list[Any], list[Any]]:
    noun, frame = trigger.token, trigger.frame
    actors: list[Any] = []
    targets: list[Any] = []
    bears = frame.owner == "target" and not objects_via(noun, frame.via)
    for child in noun.children:
        owner = child.dep_ == "poss" and child.ent_type_ not in {"DATE", "TIME"}
        if owner and child.pos_ == "PRON" and trigger.carrier is not None:
            continue  # "called off its offensive": the verb's subject says whose
        if owner and bears:
            targets.append(child)
        elif owner or (child.dep_ in _LEFT and child.i < noun.i and _is_party(child, context)):
            actors.append(child)
    actors += objects_via(noun, {"by"})
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and trigger.carrier is None:
            actors += clause_of(child).subjects  # "explosions caused by the raiders"
    if frame.type in _MUTUAL or frame.via & _BETWEEN:
        between = objects_via(noun, _BETWEEN)
        if between:
            actors = [*actors, *between]
    targets += [o for o in objects_via(noun, frame.via - _BETWEEN) if o.i not in {w.i for w in trigger.words}]
    if trigger.carrier is not None and trigger.carried != "occurs":
        clause = clause_of(trigger.carrier)
        doers = [s for s in clause.subjects if s != noun]
        if trigger.carried == "suffers":
            targets = targets or doers
        else:
            actors = actors or doers if trigger.carried == "ends" else [*doers, *(a for a in actors if a not in doers)]
            targets = targets or list(clause.datives) or _by_way_of(trigger)
    elif trigger.carrier is not None and trigger.carrier.lemma_ != "be":
        objects = clause_of(trigger.carrier).objects
        targets = targets or [o for o in objects if o != noun and o.lower_ not in PHRASE_OBJECTS]
    return actors, targets


def _by_way_of(trigger: Trigger) -> list[Any]:
    """ "imposed sanctions on Russia": the target may hang on the carrying verb."""
    fixed = {w.i for w in trigger.words}
    found = objects_via(trigger.carrier, trigger.frame.via - {"in", "of", "to", "for"} | {"on", "against", "with"})
    return [o for o in found if o.i not in fixed and o != trigger.token]


def _is_party(token: Any, context: Context) -> bool:
    if not token.is_alpha or token.lower_ in {"intra", "inter", "anti", "pro", "non"}:
        return False
    if token.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}:
        return True
    return context.actors.at(token.idx, token.idx + len(token)) is not None


def _names(heads: list[Any], context: Context, attribution: Attribution | None) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        if _is_abstract(head, context):
            continue
        name = name_of(head, context) or _speaker(head, attribution)
        if name and name not in found:
            found.append(name)
    return tuple(found)


def _is_spot(head: Any, context: Context) -> bool:
    """Whether a name is only a place on the map ("the Mosul offensive"): no country, and nobody that acts is meant."""
    start, end = head.idx, head.idx + len(head)
    place = context.places.at(start, end)
    return place is not None and place.kind != "country" and context.actors.at(start, end) is None


def _can_act(head: Any, context: Context) -> bool:
    """Whether a noun can be an actor: a weapon, a building or an idea only serves one."""
    inner = content_noun(head)
    if inner.pos_ != "NOUN":
        return True
    classes = classes_of(inner, context.place_tokens)
    if classes & {"person", "polity", "armed", "any"} or not classes & {"equipment", "site", "saying", "place"}:
        return True
    return any(c.dep_ in _LEFT and c.i < inner.i and _is_party(c, context) for c in inner.children)


def _speaker(head: Any, attribution: Attribution | None) -> str | None:
    """The source's name for a pronoun by which he speaks of himself: "we", or "it" in "the ministry said it had".

    The same for what is his: "its forces" in what the ministry says.
    """
    if attribution is None or attribution.source is None or attribution.source.name is None:
        return None
    if head.lower_ in _OWN_VOICE:
        return attribution.source.name
    owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    if owner is not None and lemma_of(head) in _STANDS_FOR_PARTY:
        return attribution.source.name if owner.lower_ in {"our", "its", "his", "her"} else None
    if attribution.quote is Quote.DIRECT:
        return None  # who speaks of "them" in his own words means others
    if head.lower_ == "they" and not attribution.source.text.endswith("s"):
        return None  # "they" in the words of one man are others
    if head.lower_ in {"it", "he", "she", "they"} and head.dep_ in {"nsubj", "nsubjpass"}:
        verb = head.head
        cues = attribution.cue
        governor = verb.head
        told = verb.dep_ == "ccomp" and any(c.start <= governor.idx < c.end for c in cues)
        return attribution.source.name if told else None
    return None


def _is_abstract(head: Any, context: Context) -> bool:
    """Whether a noun names an event or an idea, which cannot act or suffer as a party does."""
    inner = content_noun(head)
    if inner.pos_ != "NOUN":
        return False
    classes = classes_of(inner, context.place_tokens)
    if classes & {"person", "polity", "armed", "place", "site", "equipment"}:
        return False
    return "saying" in classes or lemma_of(inner) in load_lexicon().nouns


def name_of(head: Any, context: Context) -> str | None:
    """The name of a noun phrase: the resolved actor where there is one, else the phrase; None for a bare pronoun."""
    head = content_noun(head)
    end = head.idx + len(head)
    mention = context.actors.at(head.idx, end)
    if mention is not None:
        return mention.name
    if head.pos_ == "PRON" or head.tag_ in {"WDT", "WP", "DT", "PRP"}:
        return None
    if lemma_of(head) in _STANDS_FOR_PARTY:
        if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.children):
            return None  # whose troops the pronoun means is for the attribution to say
        for child in head.children:
            if child.dep_ in _LEFT and child.i < head.i:
                party = context.actors.at(child.idx, child.idx + len(child))
                if party is not None:
                    return party.name
    place = context.places.at(head.idx, end)
    if place is not None and "place" in classes_of(head, context.place_tokens):
        return place.name
    return _phrase(head, context)


def _phrase(head: Any, context: Context) -> str:
    """The words of a noun phrase without articles, clauses and long complements."""
    first = min(
        (c.left_edge.i for c in head.children if c.i < head.i and c.dep_ not in {"relcl", "acl"}), default=head.i
    )
    first = max(first, head.i - _PHRASE_TOKENS)
    doc = head.doc
    while first < head.i and (doc[first].dep_ in _DROPPED or doc[first].pos_ in {"PRON", "PUNCT", "DET"}):
        first += 1
    last = head
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - first < _PHRASE_TOKENS:
            last = child.right_edge
    text: str = context.document.text[doc[first].idx : last.idx + len(last)]
    return " ".join(text.split())
