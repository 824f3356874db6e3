"""Nouns that name events, where something is said of them.

In:  a token, the lexicon.   Out: a Trigger or None.
"The talks" that merely points back to talks told before is no second event: a noun counts with a verb that carries it
("launched an attack", "fighting broke out") or with an argument of its own (whose, on whom, between whom, where, when).
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.events.grammar import (
    below,
    classes_of,
    content_noun,
    is_infinitive,
    is_noun,
    lemma_of,
    verb_lemma,
)
from counterclaim.reading.events.lexicon import Entry, Frame, Lexicon, load_light
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.values import EventType

_ARGUMENT_PREPOSITIONS = frozenset(
    {"on", "against", "between", "with", "by", "at", "into", "among", "of", "from", "to"}
)
# Verbs that say that an event came about; others ("stalled", "failed") only comment on one that is known.
_COME_ABOUT = frozenset(
    "begin start break erupt happen occur take kill injure wound hit damage destroy resume end last rock open leave "
    "flare commence ensue follow result trigger cause conclude land take expire lapse".split()
)
# Of talks and truces their end is news as well.
_ENDING = frozenset({EventType.CONSULT, EventType.YIELD, EventType.AGREE})
_BREAK_DOWN = frozenset("collapse adjourn".split())
# A blockade that ends is a step back, as one that is ended.
_LIFTED = frozenset({EventType.COERCE, EventType.SANCTION})
_LAPSE = frozenset("end expire lapse cease stop".split())
_PLACING = frozenset({"in", "at", "near", "across", "over", "around", "outside", "inside"})
# Kinds of event that a place alone makes concrete ("shelling in the valley", "talks in Geneva").
_PLACED = frozenset({EventType.ASSAULT, EventType.CONSULT, EventType.PROTEST, EventType.MOBILIZE})
_BEFORE = frozenset({"follow", "precede", "accompany"})
_POINTERS = frozenset({"this", "that", "these", "those", "such", "any", "no"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})


def noun_trigger(token: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> Trigger | None:
    """The event that a noun names, if something is said of it."""
    if not is_noun(token) or token.dep_ in {"compound", "nmod"} or _is_a_name(token):
        return None
    entries = lexicon.nouns.get(lemma_of(token)) or lexicon.nouns.get(token.lower_)
    if not entries:
        return None
    for entry in entries:
        words = _noun_words(token, entry)
        if words is None:
            continue
        frame = entry.frame
        if frame.not_modifier and any(c.lemma_.lower() in frame.not_modifier for c in _modifiers(token)):
            continue
        carrier, kind = carrier_of(token)
        if (
            carrier is not None
            and kind == "does"
            and frame.type == "ASSAULT"
            and carrier.lemma_ in {"have", "see", "give", "report"}
        ):
            carrier, kind = None, None
        if kind == "occurs" and carrier is not None and frame.type in _LIFTED and verb_lemma(carrier) in _LAPSE:
            kind = "ends"
        if kind == "occurs" and carrier is not None and _known(token) and not _is_news(verb_lemma(carrier), frame):
            return None
        if kind or frame.bare or _says_something(token, frame, words, place_tokens):
            return Trigger(token, frame, None, carrier, kind, words)
    return None


def _is_a_name(noun: Any) -> bool:
    """Whether a noun is the last word of the name of a body or a place ("the Combined Joint Task Force")."""
    named = noun.pos_ == "PROPN" and noun.ent_type_ in {"ORG", "FAC", "LOC"}
    return named and any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.ent_type_ for c in noun.children)


def _is_news(verb: str, frame: Frame) -> bool:
    """Whether a verb tells of a known event that it came about, or of talks or a truce that it broke down."""
    return verb in _COME_ABOUT or (verb in _BREAK_DOWN and frame.type in _ENDING)


def _known(noun: Any) -> bool:
    """Whether a noun points back to an event told before: "the talks", "those talks", "his attack"."""
    return any(
        (c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"}) or c.dep_ == "poss"
        for c in noun.children
    )


def _modifiers(noun: Any) -> Iterator[Any]:
    for child in noun.children:
        if child.dep_ in _MODIFIERS and child.i < noun.i:
            yield child
            yield from (c for c in child.children if c.dep_ in _MODIFIERS)


def _noun_words(noun: Any, entry: Entry) -> tuple[Any, ...] | None:
    if not entry.words:
        return ()
    if entry.behind:
        link = next((c for c in noun.children if c.lower_ == entry.words[0]), None)
        if link is None:
            return None
        rest = entry.words[1:]
        inner = [c for c in below(link, 2) if c.lemma_.lower() in rest or c.lower_ in rest]
        return (link, *inner) if len({c.lemma_.lower() for c in inner} | set()) >= len(rest) else None
    left = {}
    for child in _modifiers(noun):
        left[child.lemma_.lower()] = child
        left[child.lower_] = child
    if noun.i and noun.doc[noun.i - 1].dep_ in {"punct", "amod", "compound", "nmod"}:
        left.setdefault(noun.doc[noun.i - 1].lower_, noun.doc[noun.i - 1])
    words = [left.get(word) or left.get(word + "s") for word in entry.words]
    return tuple(words) if all(w is not None for w in words) else None


def carrier_of(noun: Any) -> tuple[Any | None, str | None]:
    """The verb that carries an event noun, and how: does, aspect, suffers, occurs, ends; (None, None) without one."""
    described = _carried_by_relative(noun)
    if described is not None:
        return described, "does"
    head, dep = noun.head, noun.dep_
    for _ in range(3):  # "a series of attacks", "another round of talks": the portion's verb is the carrier
        if dep == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN" and content_noun(head.head) == noun:
            head, dep = head.head.head, head.head.dep_
        elif dep == "conj" and head.pos_ in {"NOUN", "PROPN"}:
            head, dep = head.head, head.dep_
    if dep == "pobj" and head.dep_ == "agent" and head.head.lemma_ in _BEFORE:
        return head.head, "occurs"  # "the raid was followed by a series of attacks"
    preposition = None
    if dep == "pobj" and head.pos_ in {"ADP", "PART"} and head.head.pos_ in {"VERB", "AUX"}:
        preposition, head = head.lower_, head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return None, None
    after = {c.lower_ for c in head.children if c.dep_ in {"prt", "prep", "advmod", "dobj"} and c != noun}
    passive = any(c.dep_ == "auxpass" for c in head.children)
    for words, kind in load_light().get(verb_lemma(head), ()):
        if preposition is not None:
            if words and words[-1] == preposition and set(words[:-1]) <= after:
                return head, kind
        elif set(words) <= after and _stands_right(kind, dep, passive) and not _is_second(noun, head):
            return head, kind
    if head.lemma_ == "be" and dep in {"attr", "nsubj"} and any(c.dep_ == "expl" for c in head.children):
        return head, "occurs"
    return None, None


def _carried_by_relative(noun: Any) -> Any | None:
    """The light verb of a relative clause ("talks held in May", "the drive that the army is set to launch")."""
    for child in noun.children:
        if child.dep_ not in {"acl", "relcl"} or child.pos_ != "VERB":
            continue
        verbs = [child, *(c for c in child.children if c.dep_ == "xcomp")]
        verbs += [c for a in child.children if a.dep_ == "acomp" for c in a.children if c.dep_ == "xcomp"]
        for verb in verbs:
            light = any(
                not words and kind in {"does", "aspect"} for words, kind in load_light().get(verb_lemma(verb), ())
            )
            if light and not any(c.dep_ == "dobj" and c.tag_ not in {"WDT", "WP"} for c in verb.children):
                if child.dep_ == "acl" and child.tag_ != "VBN":
                    continue
                if child.dep_ == "relcl" and not any(c.dep_ in {"nsubj", "auxpass"} for c in child.children):
                    continue
                return verb
    return None


def _is_second(noun: Any, verb: Any) -> bool:
    """Whether another subject stands before it ("talks since the invasion took place"): only that one is carried."""
    return noun.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.i < noun.i for c in verb.children)


def _stands_right(kind: str, dep: str, passive: bool) -> bool:
    if kind == "occurs":
        return dep == "nsubj" and not passive
    return dep in {"dobj", "nsubjpass", "attr"} or (dep == "nsubj" and kind == "aspect" and not passive)


def _says_something(noun: Any, frame: Frame, words: tuple[Any, ...], place_tokens: frozenset[int]) -> bool:
    """Whether a noun without a carrier has an argument of its own: whose, on whom, between whom, by whom, when."""
    fixed = {w.i for w in words}
    for child in noun.children:
        if child.i in fixed and child.dep_ == "prep":
            return True
        if child.dep_ == "det" and child.lower_ in _POINTERS:
            return False
        if child.dep_ == "acl" and is_infinitive(child) and frame.covers:
            return True
        if child.dep_ == "acl" and child.tag_ == "VBN" and any(c.dep_ == "agent" for c in child.children):
            return True
        if _is_dated(child):
            return True
        if child.dep_ == "poss" and frame.modifiers and (child.pos_ != "PRON" or child.lower_ == "our"):
            return True
        named = child.ent_type_ in {"NORP", "GPE", "ORG"} or (child.text.isupper() and len(child) > 1)
        if child.dep_ in _MODIFIERS and named and child.i < noun.i:
            if not frame.modifiers:
                continue
            return True
        placing = child.dep_ == "prep" and child.lower_ in _PLACING and frame.type in _PLACED
        if placing and any("place" in classes_of(o, place_tokens) for o in _objects(child)):
            return True
        brings_in = child.dep_ == "prep" and child.lower_ in (frame.via & _ARGUMENT_PREPOSITIONS | {"by", "between"})
        if brings_in and any(_concrete(o, place_tokens) for o in _objects(child)):
            return True
    return False


def _is_dated(child: Any) -> bool:
    """Whether a noun's dependent is a date ("Tuesday's talks", "a meeting, February 28,")."""
    if child.ent_type_ == "DATE":
        return child.dep_ in {"poss", "nmod", "appos", "npadvmod", "compound"} and child.pos_ != "ADJ"
    return child.dep_ == "prep" and any(o.ent_type_ == "DATE" for o in _objects(child))


def _objects(prep: Any) -> list[Any]:
    return [c for c in prep.children if c.dep_ == "pobj"]


def _concrete(head: Any, place_tokens: frozenset[int]) -> bool:
    return bool(classes_of(head, place_tokens) & {"name", "armed", "person", "polity", "place", "site", "equipment"})
