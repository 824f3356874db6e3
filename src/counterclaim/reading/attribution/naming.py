"""The name in a mention's own words: a person after titles, a body by the register, an outlet, an unnamed group.

In:  a mention with its head token, and the article's Cast.   Out: its Identity.
"""

from dataclasses import dataclass, replace
from typing import Any

from counterclaim.reading import register
from counterclaim.reading.attribution import sources
from counterclaim.reading.attribution.mentions import (
    BODIES,
    Cast,
    bare_name,
    full_name,
    titled_name,
    without_article,
)
from counterclaim.reading.attribution.speakers import noun_phrase
from counterclaim.reading.document import Document
from counterclaim.records.reading import Actor
from counterclaim.records.span import Span

PLURAL = frozenset({"they", "them", "their", "both", "themselves"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a source is."""

    name: str | None
    actor: Actor | None
    kind: str | None
    named: bool
    reason: str | None = None  # why there is no name
    gender: str | None = None
    person: bool = False
    plural: bool = False


def name_of(document: Document, span: Span, tokens: Any, head: Any, cast: Cast) -> Identity:
    """A mention that names somebody itself."""
    words = span.of(document.text)
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in PLURAL or any(c.dep_ == "conj" for c in head.children)
    noun_kind = sources.kind_of_noun(head.lemma_)
    # "Khartoum denied it": the parser takes many a seat of government for a person, the register does not.
    actor = cast.actor_in(Span(head.idx, head.idx + len(head))) or _seat(words, span)
    person_entity = None if actor is not None and actor.kind == "state" else _person_in(document, tokens, head)
    short = head.is_upper and len(head) > 1 and actor is not None  # an acronym that the parser took for a word
    # What the article brings in as "the Albion Army (AA)" is no outlet of that name.
    brought_in = short and actor is not None and actor.kind != "media" and actor.name != head.text
    outlet = None if brought_in else sources.outlet_in(words)
    if person_entity is None and (missed := _unrecognised(words, tokens, head, cast)):
        actor = cast.actor_in(span)
        person_actor = actor if actor is not None and actor.kind == "person" else None
        kind = noun_kind or next((k for t in tokens if (k := sources.kind_of_noun(t.lemma_))), None) or "person"
        who = person_actor.name if person_actor else missed
        return Identity(who, person_actor, kind, named=True, gender=sources.gender(f"{words} {who}"), person=True)
    if person_entity is not None:
        own = Span(person_entity.start_char, person_entity.end_char)
        mention = next((m for m in reversed(cast.before(span.end + 1, 12)) if m.person and m.span == own), None)
        name = mention.name if mention else bare_name(person_entity.text)
        actor = cast.actor_in(Span(person_entity.start_char, person_entity.end_char))
        title_kind = "media" if actor is not None and actor.kind == "media" else _kind_by_title(tokens, person_entity)
        gender = sources.gender(f"{words} {name}")
        return Identity(name, actor, title_kind or "person", named=True, gender=gender, person=True)
    # "Russian news agency TASS": the outlet's name ends the mention that says what it is.
    titled = outlet is not None and words.endswith(outlet) and (noun_kind == "media" or " news " in f" {words} ")
    if outlet is not None and (titled or outlet == without_article(words) or head.text in outlet):
        return Identity(outlet, cast.actor_in(span), "media", named=True, plural=False)
    if noun_kind == "document" and (maker := _maker(document, head, cast)):
        return maker
    some = tokens[0].lower_ in sources.QUANTIFIERS
    named = not some and (short or head.pos_ == "PROPN" or head.ent_type_ in ("ORG", "GPE", "PERSON"))
    lone = not plural and not named and head.lemma_.lower() not in BODIES
    # "A teacher who fled": whoever is "who" may be "she" later.
    whose = any(t.lower_ == "who" for c in head.children if c.dep_ == "relcl" for t in c.children)
    person = lone and (whose or noun_kind in ("official", "military", "analyst", "witness", "person"))
    # A group or an unnamed official is called by the article's words: the register knows only the body behind it.
    bodily = not plural and head.lemma_.lower() in BODIES and actor is not None and actor.actor is not None
    holds = actor is not None and actor.kind == "person"  # "the Russian leader": whoever leads at the time
    fills = (
        actor is not None and actor.span.overlaps(Span(head.idx, head.idx + len(head))) and (named or bodily or holds)
    )
    core = noun_phrase(head)
    # In text in capitals the parser may take an article for the head.
    within = core and len(core[0].of(document.text)) > 3 and span.start <= core[0].start and core[0].end <= span.end
    own_words = core[0].of(document.text) if within else words
    if fills and actor is not None:
        actor = _spokesbody(actor)
    called = actor.name if fills and actor is not None else without_article(own_words)
    paper = named and " " in called and head.text[:1].isupper() and head.lower_ in sources.register().outlet_titles
    own_kind = noun_kind or (kind_of(actor) if fills else None) or ("media" if paper else "body" if named else None)
    return Identity(
        called,
        actor if fills else None,
        own_kind,
        named,
        gender=sources.gender(head.text),
        person=person,
        plural=plural,
    )


_MADE_FROM = frozenset({"ORG", "FAC", "PERSON"})  # "a report from Kyiv" tells where it was written
_MADE_BY = _MADE_FROM | {"GPE"}
_STATES_OWN, _OF_STATES = frozenset({"estimate", "assessment"}), frozenset({"GPE", "NORP"})  # "US estimates"


def _maker(document: Document, head: Any, cast: Cast) -> Identity | None:
    """Who speaks in a paper: "a study published by the Institute", "a Reuters tally", "Kyiv's report"."""
    verbs = [head, *(child for child in head.children if child.dep_ == "acl")]
    preps = [p for verb in verbs for p in verb.children if p.dep_ in ("prep", "agent")]
    makers = [(t, _MADE_BY) for p in preps if p.lower_ == "by" for t in p.children if t.dep_ == "pobj"]
    makers += [(t, _MADE_BY) for t in head.children if t.dep_ == "poss"]
    makers += [(t, _MADE_FROM) for p in preps if p.lower_ == "from" for t in p.children if t.dep_ == "pobj"]
    makers += [(t, _MADE_FROM) for t in head.children if t.dep_ == "compound"]
    of = [t for t in head.children if t.dep_ in ("compound", "amod") and t.i < head.i]
    if head.lemma_.lower() in _STATES_OWN and len(of) == 1 and of[0].left_edge == of[0]:
        makers.append((of[0], _OF_STATES))
    for token, labels in makers:
        entity = next((e for e in document.entities_in(token.sent) if e.start <= token.i < e.end), None)
        if entity is None or entity.label_ not in labels:
            continue
        own = Span(entity.start_char, entity.end_char)
        actor = cast.actor_in(own) or (_state(entity.text, own) if labels is _OF_STATES else None)
        if actor is None and labels is _OF_STATES:
            continue  # "Western estimates" are nobody's
        person = entity.label_ == "PERSON" if actor is None else actor.kind == "person"
        actor = _spokesbody(actor) if actor is not None else None
        name = actor.name if actor is not None else without_article(bare_name(entity.text))
        kind = kind_of(actor) or ("person" if person else "body")
        return Identity(name, actor, kind, named=True, person=person)
    return None


def _seat(words: str, span: Span) -> Actor | None:
    """The state whose seat of government the whole mention names, where the parser saw no name at all."""
    return _state(words, span) if register.is_seat(words) else None


def _state(words: str, span: Span) -> Actor | None:
    """The state of a country's name, adjective or seat of government."""
    code = register.country_of(words)
    known = (register.state(code) if code else None) or register.lookup(words)
    return Actor(span, known.name, known.id, known.kind, known.side) if known is not None else None


def _spokesbody(actor: Actor) -> Actor:
    """The register's body that speaks: a state speaks through its government."""
    known = register.by_id(actor.actor) if actor.actor else None
    if known is None:
        return actor
    speaks = register.speaker(known)
    return replace(actor, name=speaks.name, actor=speaks.id, kind=speaks.kind, side=speaks.side)


# Kinds of the actor register in the words for sources.
KINDS = {
    "state": "official",
    "government": "official",
    "military": "military",
    "unit": "military",
    "media": "media",
    "think tank": "analyst",
    "analyst": "analyst",
    "person": "person",
}


def kind_of(actor: Actor | None) -> str | None:
    """The kind of source that the register's kind is."""
    return KINDS.get(actor.kind or "", "body") if actor is not None else None


def _unrecognised(words: str, tokens: Any, head: Any, cast: Cast) -> str | None:
    """A person's name that the entity recogniser missed: after a title, or a family name known from elsewhere."""
    for token in tokens:
        if sources.is_title(token.lemma_) and (name := titled_name(token)) and tokens.text.endswith(name.split()[-1]):
            return name
    for child in head.children:
        # "the governor, Oleh Kiper,": a name of two or three words beside a title.
        parts = [t for t in child.subtree if not t.is_punct]
        named = child.dep_ == "appos" and 2 <= len(parts) <= 3 and child.i < tokens.end
        if named and sources.is_title(head.lemma_) and all(t.pos_ == "PROPN" and t.is_title for t in parts):
            return " ".join(t.text for t in parts)
    if head.pos_ == "PROPN" and len(tokens) <= 3 and head.text.lower() in cast.people:
        return full_name(head.text, cast.people, sources.gender(words))
    if words[:1].isupper() and len(words.split()) == 1 and words.lower() in cast.people:
        return full_name(words, cast.people)
    return None


AFFILIATIONS = frozenset(
    {"institute", "center", "centre", "university", "college", "council", "foundation", "institution", "endowment"}
)


def _kind_by_title(tokens: Any, entity: Any) -> str | None:
    """The kind of source that a person's title or affiliation shows."""
    for token in tokens:
        if token.i < entity.start or token.dep_ == "appos":
            kind = sources.kind_of_noun(token.lemma_)
            if kind:
                return kind
    if any(t.i >= entity.end and t.lower_ in AFFILIATIONS for t in tokens):
        return "analyst"
    return None


def _person_in(document: Document, tokens: Any, head: Any) -> Any | None:
    """The person's name that heads the mention or stands in apposition to its head."""
    people = [e for e in document.entities_in(tokens) if e.label_ == "PERSON"]
    for entity in people:
        root = entity.root
        if root.i == head.i or (root.dep_ == "appos" and root.head.i == head.i) or entity.start <= head.i < entity.end:
            return entity
        if head.dep_ == "appos" and head.head.i == root.i:
            return entity
    # "Ambassador to the UN Vasily Nebenzya": the name ends the mention.
    if people and people[-1].end >= tokens.end - 1 and head.i < people[-1].start and people[-1].root.dep_ != "poss":
        # In "advisers to Mr. Obama" the name is the preposition's; in "Ambassador to the UN Jane Roe" it is not.
        before = people[-1].start - 1
        while before > tokens.start and (
            sources.is_title(tokens.doc[before].lower_) or tokens.doc[before].pos_ == "DET"
        ):
            before -= 1
        last = tokens.doc[before].lower_
        return people[-1] if last not in ("of", "by", "for", "with", "to", "against", "near", "in", "and") else None
    return None
