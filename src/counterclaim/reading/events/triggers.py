"""Which words of a sentence name an event, and in which sense.

In:  a sentence's tokens and the lexicon.   Out: Triggers: token, frame, and the light verb that carries a noun.
A verb's sense depends on what it acts on; a noun counts only where something is said of it: "the talks" that merely
points back to talks told before is no second event.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.reading.events.grammar import (
    Clause,
    below,
    classes_of,
    clause_of,
    content_noun,
    fits,
    is_noun,
    lemma_of,
    objects_via,
    verb_lemma,
)
from counterclaim.reading.events.lexicon import Entry, Frame, Lexicon, load_light
from counterclaim.records.values import EventType

_CLAUSES = frozenset({"xcomp", "ccomp"})
_PARTICLES = frozenset(
    "at on upon into from out back off over to for of with against up down in through toward towards across away "
    "by near around along behind ahead forward aside under as together that".split()
)
# How far from its verb a preposition may stand and still belong to it ("called on", not "called him on Monday").
_NEAR_TOKENS = 3
_ARGUMENT_PREPOSITIONS = frozenset(
    {"on", "against", "between", "with", "by", "at", "into", "among", "of", "from", "to"}
)
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "nsubj", "agent"})
# Verbs that say that an event came about; others ("stalled", "failed") only comment on one that is known.
_COME_ABOUT = frozenset(
    "begin start break erupt happen occur take kill injure wound hit damage destroy resume end last rock open leave "
    "flare commence ensue follow result trigger cause conclude land".split()
)
_POINTERS = frozenset({"this", "that", "these", "those", "such", "any", "no"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event."""

    token: Any
    frame: Frame
    clause: Clause | None  # verbs: the levelled clause
    carrier: Any | None = None  # nouns: the verb that says who did it ("launched" an attack)
    carried: str | None = None  # the carrier's kind: does, aspect, suffers, occurs, ends
    words: tuple[Any, ...] = ()  # further tokens of the trigger ("open" ... "fire")
    contents: tuple[EventType, ...] = ()  # what a promise, demand or threat is about (merging.uncovered)


def find_triggers(sentence: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> list[Trigger]:
    """Find the triggers of one sentence, in text order. No token serves two of them."""
    found: list[Trigger] = []
    used: set[int] = set()
    for token in sentence:
        trigger = _of_verb(token, lexicon, place_tokens)
        if trigger:
            found.append(trigger)
            used.update(word.i for word in (token, *trigger.words))
    for token in sentence:
        if token.i in used:
            continue
        trigger = _of_noun(token, lexicon, place_tokens)
        if trigger:
            found.append(trigger)
    carriers = {t.carrier.i for t in found if t.carrier is not None and t.carried in {"does", "aspect", "suffers"}}
    # The verb of a light-verb phrase may be a trigger by itself ("launch missiles"): the noun says it better.
    kept = [t for t in found if t.clause is None or t.token.i not in carriers]
    return sorted(kept, key=lambda t: t.token.i)


def _of_verb(token: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> Trigger | None:
    pos = token.pos_
    if pos == "VERB" and not is_noun(token):
        table = lexicon.verbs
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
            if entry.frame.type is EventType.MOBILIZE and token.dep_ == "acl" and token.tag_ == "VBN":
                return None  # "the troops stationed there": a description, nothing that happens
            return Trigger(token, entry.frame, clause, words=words)
    return None


def _of_modal(token: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> Trigger | None:
    """ "must", "should": a demand on somebody, where a verb follows."""
    entries = lexicon.modals.get(token.lemma_.lower())
    if not entries or token.dep_ != "aux" or token.head.pos_ not in {"VERB", "AUX"}:
        return None
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
        for near in token.children if particle and n == 0 else _phrase(token):
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


def _phrase(verb: Any) -> Iterator[Any]:
    """The words that can make a set phrase with a verb: its objects and what prepositions bring in, no clauses."""
    for child in verb.children:
        if child.dep_ in _OTHER_CLAUSES:
            continue
        yield child
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
    complements = [c for c in token.children if c.dep_ in _CLAUSES]
    if frame.clause == "to" and not _has_infinitive(token, words):
        return False
    if frame.not_clause and any(not _is_infinitive(c) for c in complements):
        return False
    if frame.complement and not _has_complement(token, frame):
        return False
    fixed = {w.i for w in words}
    brought_in = [o for w in (token, *words) for o in objects_via(w, frame.via)]
    asked = doers_asked(token) if frame.clause == "to" else []
    objects = [o for o in (*clause.objects, *brought_in, *asked) if o.i not in fixed]
    if not clause.passive:
        objects = [o for o in objects if o not in clause.subjects]
    if any(_is_any(o, frame.not_object, place_tokens) for o in objects):
        return False
    if frame.object and not _object_fits(token, entry, objects, clause, place_tokens):
        return False
    if any(_is_any(s, frame.not_subject, place_tokens) for s in clause.subjects):
        return False
    doers = clause.subjects
    if frame.target == "subject" or (frame.subject and not frame.object and not objects and clause.passive):
        doers = clause.subjects or clause.objects
    return not (frame.subject and doers and not _all_fit(doers[:1], frame.subject, place_tokens))


def doers_asked(verb: Any) -> list[Any]:
    """Who is to do it, where the parser makes him the subject of the infinitive ("wants the militia to leave")."""
    return [
        s for c in verb.children if c.dep_ == "ccomp" for s in c.children if s.dep_ == "nsubj" and _is_infinitive(c)
    ]


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
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl", "pcomp"} and _is_infinitive(child):
            return True
        if child.dep_ in {"pobj", "dobj"} and any(_is_infinitive(c) for c in child.children):
            return True
    return False


def _is_infinitive(verb: Any) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ in {"aux", "mark"} for c in verb.children)


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


def _of_noun(token: Any, lexicon: Lexicon, place_tokens: frozenset[int]) -> Trigger | None:
    if not is_noun(token) or token.dep_ in {"compound", "nmod"}:
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
            and carrier.lemma_ in {"have", "see", "make", "give", "report"}
        ):
            carrier, kind = None, None
        if kind == "occurs" and carrier is not None and _known(token) and verb_lemma(carrier) not in _COME_ABOUT:
            return None
        if kind or frame.bare or _says_something(token, frame, words, place_tokens):
            return Trigger(token, frame, None, carrier, kind, words)
    return None


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
        if dep == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN" and content_noun(head.head) is noun:
            head, dep = head.head.head, head.head.dep_
        elif dep == "conj" and head.pos_ in {"NOUN", "PROPN"}:
            head, dep = head.head, head.dep_
    preposition = None
    if dep == "pobj" and head.pos_ in {"ADP", "PART"} and head.head.pos_ == "VERB":
        preposition, head = head.lower_, head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return None, None
    after = {c.lower_ for c in head.children if c.dep_ in {"prt", "prep", "advmod"}}
    passive = any(c.dep_ == "auxpass" for c in head.children)
    for words, kind in load_light().get(verb_lemma(head), ()):
        if preposition is not None:
            if words and words[-1] == preposition and set(words[:-1]) <= after:
                return head, kind
        elif set(words) <= after and _stands_right(kind, dep, passive):
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
        if child.dep_ == "acl" and _is_infinitive(child) and frame.covers:
            return True
        if child.dep_ == "acl" and child.tag_ == "VBN" and any(c.dep_ == "agent" for c in child.children):
            return True
        if _is_dated(child):
            return True
        if child.dep_ == "poss" and frame.modifiers and (child.pos_ != "PRON" or child.lower_ == "our"):
            return True
        if child.dep_ in _MODIFIERS and child.ent_type_ in {"NORP", "GPE", "ORG"} and child.i < noun.i:
            if not frame.modifiers:
                continue
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
