"""Verbs, adjectives and modals that name events: a verb's sense depends on what it acts on.

In:  a token, the lexicon.   Out: a Trigger or None.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.events.clauses import PHRASE_OBJECTS
from counterclaim.reading.events.grammar import (
    Clause,
    below,
    classes_of,
    clause_of,
    content_noun,
    fits,
    is_infinitive,
    is_verb,
    lemma_of,
    objects_via,
    pobj,
    verb_lemma,
)
from counterclaim.reading.events.lexicon import Entry, Frame, Lexicon
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.values import EventType

_SPOKEN = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
_CLAUSES = frozenset({"xcomp", "ccomp"})
_PARTICLES = frozenset(
    "at on upon into from out back off over to for of with against up down in through toward towards across away "
    "by near around along behind ahead forward aside under as together that".split()
)
# How far from its verb a preposition may stand and still belong to it ("called on", not "called him on Monday").
_NEAR_TOKENS = 3
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "nsubj", "agent"})


def verb_trigger(token: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> Trigger | None:
    """The event that a verb, a predicative adjective or a modal names, if it names one."""
    pos = token.pos_
    if is_verb(token):
        table, pos = lexicon.verbs, "VERB"
    elif pos == "ADJ":
        table = lexicon.adjectives
        if token.dep_ not in {"acomp", "conj", "oprd", "ccomp", "ROOT"}:
            return None
    elif pos == "AUX":
        return _of_modal(token, lexicon, place_tokens)
    else:
        return None
    entries = table.get(verb_lemma(token) if pos == "VERB" else token.lemma_.lower())
    if not entries:
        return None
    if token.dep_ in {"amod", "compound", "aux"}:
        return None
    clause: Clause | None = None
    for entry in entries:
        words = _words_near(token, entry) if entry.words else ()
        if words is None:
            continue
        clause = clause or (clause_of(token) if pos == "VERB" else clause_of(token.head))
        if _suits(token, entry, clause, words, place_tokens):
            described = token.tag_ == "VBN" or entry.frame.name == "mobilize.operate"
            if entry.frame.type is EventType.MOBILIZE and token.dep_ == "acl" and described:
                return None  # "the troops stationed there": a description, nothing that happens
            return Trigger(token, entry.frame, clause, words=words)
    return None


def _of_modal(token: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> Trigger | None:
    """ "must", "should": a demand on somebody, where a verb follows."""
    entries = lexicon.modals.get(token.lemma_.lower())
    if not entries or token.dep_ != "aux" or token.head.pos_ not in {"VERB", "AUX"}:
        return None
    if any(c.dep_ == "aux" and c.lower_ in {"have", "'ve", "’ve"} for c in token.head.children):
        return None  # "should have left": what was not done, no demand
    if any(c.dep_ == "nsubj" and c.i > token.i for c in token.head.children):
        return None  # "should the president negotiate, …": a condition
    for entry in entries:
        clause = clause_of(token.head)
        if clause.subjects and not clause.passive and _all_fit(clause.subjects, entry.frame.subject, place_tokens):
            return Trigger(token, entry.frame, clause, words=())
    return None


def _words_near(token: Any, entry: Entry) -> tuple[Any, ...] | None:
    """The tokens for the entry's further words, or None where one of them is missing."""
    found: list[Any] = []
    for n, word in enumerate(entry.words):
        particle = word in _PARTICLES
        match = None
        for near in _links(token, word) if particle and n == 0 else _phrase(token, entry.words):
            if near.lower_ != word and near.lemma_.lower() != word:
                continue
            if near.i < token.i and near.dep_ not in {"nsubjpass", "advmod", "neg", "dobj"}:
                continue
            if particle and not _belongs(near, token, entry):
                continue
            match = near
            break
        if match is None and word in {"to", "not"}:
            match = next((c for x in token.children if x.dep_ == "xcomp" for c in x.children if c.lower_ == word), None)
        if match is None:
            return None
        found.append(match)
    return tuple(found)


def _links(verb: Any, word: str) -> Iterator[Any]:
    """Where a verb's own particle may hang: on the verb; "for" also on the object that the parser gave it to."""
    yield from verb.children
    if word == "for":
        yield from (c for o in verb.children if o.dep_ == "dobj" for c in o.children if c.dep_ == "prep")


def _phrase(verb: Any, words: tuple[str, ...]) -> Iterator[Any]:
    """The words that can make a set phrase with a verb: its objects and what the phrase's prepositions bring in.

    "Called a truce" is a set phrase, "called for a truce" another.
    """
    for child in verb.children:
        if child.dep_ in _OTHER_CLAUSES:
            continue
        yield child
        if child.dep_ == "prep" and child.lower_ not in words:
            continue
        for inner in child.children:
            if inner.dep_ in {"pobj", "prep", "amod", "compound", "prt", "pcomp", "conj"}:
                yield inner
                yield from (c for c in inner.children if c.dep_ in {"pobj", "amod", "compound"})


def _belongs(particle: Any, verb: Any, entry: Entry) -> bool:
    """Whether a particle or preposition stands close enough to be the verb's own, and brings in no date."""
    if any(c.ent_type_ in {"DATE", "TIME"} for c in particle.children):
        return False
    apart = particle.i - verb.i
    return apart <= _NEAR_TOKENS or bool(entry.frame.object) or len(entry.words) > 1


def _suits(token: Any, entry: Entry, clause: Clause, words: tuple[Any, ...], place_tokens: frozenset[int]) -> bool:
    frame = entry.frame
    if frame.active and clause.passive:
        return False
    if entry.words == ("in",) and any(o.lower_ in PHRASE_OBJECTS for o in clause.objects):
        return False  # "took place in": another set phrase than "took in"
    complements = [c for c in token.children if c.dep_ in _CLAUSES]
    if frame.clause == "to" and not _has_infinitive(token, words):
        return False
    # A clause that begins far behind the verb is another's that the parser hung there.
    near = [c for c in complements if c.left_edge.i - token.i <= _NEAR_TOKENS]
    if frame.not_clause and any(not is_infinitive(c) for c in near):
        return False
    if frame.complement and not _has_complement(token, frame):
        return False
    fixed = {w.i for w in words}
    brought_in = [o for w in (token, *words) for o in objects_via(w, frame.via)]
    asked = doers_asked(token) if frame.clause == "to" else []
    # "Leaned on both sides": what stands behind the verb's own preposition.
    brought_in += [o for w in words if w.dep_ == "prep" for o in pobj(w) if o not in brought_in]
    objects = [o for o in (*clause.objects, *brought_in, *asked) if o.i not in fixed]
    if not clause.passive:
        objects = [o for o in objects if o not in clause.subjects]
    # "Conferred with the envoys on a plan": beside the first that a preposition brings in, the others only add to it.
    judged = [o for o in objects if o in clause.objects] or objects[:1]
    if any(_is_any(o, frame.not_object, place_tokens) for o in judged) or ("*" in frame.not_object and objects):
        return False
    # A set phrase brings its own object ("reduce the garrison"): it has to be of the kind like any other.
    acted_on = objects or [w for w in words if w.dep_ in {"dobj", "nsubjpass"}]
    if frame.object and not _object_fits(token, entry, acted_on, clause, place_tokens):
        return False
    if frame.recipient:
        receivers = [*clause.datives, *objects_via(token, {"to"})]
        if not any(fits(r, frame.recipient, place_tokens) for r in receivers):
            return False
    if any(_is_any(s, frame.not_subject, place_tokens) for s in clause.subjects):
        return False
    # A joined verb's subject is found by the parser's guess at what it is joined to: it rules nothing out.
    borrowed = token.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
    doers = () if borrowed and frame.type in _SPOKEN else clause.subjects
    if frame.subject_said and not any(_is_any(s, frame.subject, place_tokens) for s in clause.subjects):
        return False
    if frame.target == "subject" or (frame.subject and not frame.object and not objects and clause.passive):
        doers = doers or clause.objects
    return not (frame.subject and doers and not _all_fit(doers[:1], frame.subject, place_tokens))


def doers_asked(verb: Any) -> list[Any]:
    """Who is to do it, where the parser makes him the subject of the infinitive ("wants the militia to leave")."""
    return [s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ == "nsubj" and is_infinitive(c)]


def _object_fits(token: Any, entry: Entry, objects: list[Any], clause: Clause, place_tokens: frozenset[int]) -> bool:
    frame = entry.frame
    if not objects:
        return frame.intransitive and bool(clause.subjects)
    if frame.name.startswith("assault.capture") and token.lemma_ in {"take", "clear", "gain", "grab", "secure", "free"}:
        # These verbs take ground only in a plain, direct sense: the ground is their object, no "after" or "on" phrase.
        objects = [o for o in objects if o in clause.objects]
    return any(fits(o, frame.object, place_tokens) for o in objects)


def _has_infinitive(token: Any, words: tuple[Any, ...]) -> bool:
    for child in (*token.children, *(c for w in words for c in w.children)):
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl", "pcomp"} and is_infinitive(child):
            return True
        if child.dep_ in {"pobj", "dobj"} and any(is_infinitive(c) for c in child.children):
            return True
    return False


def _has_complement(token: Any, frame: Frame) -> bool:
    return any(near.lemma_.lower() in frame.complement for near in below(token, 4, right_of=token.i))


def _is_any(head: Any, barred: frozenset[str], place_tokens: frozenset[int]) -> bool:
    if not barred:
        return False
    inner = content_noun(head)
    lemmas = {lemma for noun in (head, inner) for lemma in (lemma_of(noun), f"={lemma_of(noun)}")}
    return bool(lemmas & barred) or bool(classes_of(inner, place_tokens) & barred)


def _all_fit(heads: tuple[Any, ...], wanted: frozenset[str], place_tokens: frozenset[int]) -> bool:
    return all(fits(h, wanted, place_tokens) for h in heads)
