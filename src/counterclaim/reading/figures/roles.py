"""Whose loss, whose deed: what is counted in the article's words, the actor it belongs to, who did it.

In:  Counted, its measure, the actor mentions.   Out: Roles. What the clause does not say stays None.
"""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from counterclaim.reading.figures.counted import Counted, noun_phrase
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.lexicon import PEOPLE, lexicon
from counterclaim.reading.register import by_id, country_of, military, state
from counterclaim.records.reading import Actor, Place
from counterclaim.records.span import Span
from counterclaim.records.values import Measure

# The subject of these verbs gives the number: "put the number of dead at 23".
_TELLING = frozenset({"put", "place", "estimate", "say", "report", "set", "count", "record", "give"})
# The subject of these verbs is who suffers, not who does it.
_SUFFERING = frozenset({"lose", "suffer", "sustain", "bury", "mourn", "report", "have", "see"})
_OWNED = frozenset({Measure.AREA, Measure.MONEY, Measure.SORTIES, Measure.TARGETS_HIT, Measure.LAUNCHED})
_INTRANSITIVE = frozenset(
    {"die", "perish", "fall", "succumb", "drown", "flee", "surrender", "disappear", "collapse", "crash"}
)
_DEEDS = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.DESTROYED,
        Measure.SHOT_DOWN,
        Measure.TARGETS_HIT,
        Measure.LAUNCHED,
        Measure.AREA,
        Measure.MONEY,
        Measure.DISPLACED,
        Measure.SORTIES,
    }
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Who and what a figure is about."""

    of: str | None
    of_actor: str | None
    by: str | None


class Mentions:
    """Actor mentions for look-up by stretch of text."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = sorted(actors, key=lambda a: a.span)
        self._starts = [a.span.start for a in self._actors]

    def within(self, start: int, end: int) -> list[Actor]:
        """The mentions that begin in the stretch, in text order."""
        return self._actors[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]


class Places:
    """Place mentions for look-up by sentence."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = sorted(places, key=lambda p: p.span)
        self._starts = [p.span.start for p in self._places]

    def of(self, counted: Counted) -> str | None:
        """The place that "in", "at" or "near" names within REACH characters of the number, the nearest; else None."""
        number = counted.quantity.span
        start = max(counted.sentence.start_char, number.start - _PLACE_REACH)
        end = min(counted.sentence.end_char, number.end + _PLACE_REACH)
        near = self._places[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]
        located = [p for p in near if _is_located(counted.sentence.doc, p.span)]
        return min(located, key=lambda p: (abs(p.span.start - number.start), p.span.start)).name if located else None


_PLACE_REACH = 200
_LOCATING = frozenset({"in", "at", "near", "outside", "around", "inside", "across"})


def _is_located(doc: Any, place: Span) -> bool:
    token = doc.char_span(place.start, place.end, alignment_mode="expand")
    if token is None or token.start == 0:
        return False
    before = doc[token.start - 1]
    if before.lower_ == "the" and token.start > 1:
        before = doc[token.start - 2]
    return before.lower_ in _LOCATING


def read_roles(text: str, counted: Counted, read: Read, mentions: Mentions) -> Roles:
    """The roles that the figure's own clause gives."""
    of = _of(text, counted)
    verb = read.evidence if read.evidence is not None and read.evidence.pos_ in ("VERB", "AUX") else _governor(counted)
    subject = _subject(verb) if verb is not None else None
    agent = _agent(verb) if verb is not None else None
    loser = subject if verb is not None and verb.lemma_.lower() in _SUFFERING else None
    owner = (
        _actor_in(mentions, of)
        or _owner_by_country(counted, of.of(text) if of else "")
        or (_actor_at(mentions, loser) if loser is not None else None)
    )
    by = None
    acted = read.evidence is not None and read.evidence.pos_ in ("VERB", "AUX", "ADJ")
    if (
        (acted or read.measure in _OWNED)
        and read.measure in _DEEDS
        and (verb is None or verb.lemma_.lower() not in _INTRANSITIVE | _TELLING)
    ):
        if agent is not None:
            by = _words(text, agent)
        elif (
            subject is not None and loser is None and not _is_counted(subject, counted) and _can_act(subject, mentions)
        ):
            by = _words(text, subject)
    of_text = of.of(text) if of else (_words(text, loser) if loser is not None else None)
    return Roles(of_text, owner, by)


def _of(text: str, counted: Counted) -> Span | None:
    if counted.noun is None:
        return _of(text, counted.antecedent) if counted.antecedent is not None else None
    span = noun_phrase(counted.noun, counted.last.i + 1)
    words = span.of(text)
    return span if words.strip() else None


def _governor(counted: Counted) -> Any | None:
    token = counted.noun if counted.noun is not None else counted.number
    for _ in range(6):
        if token.head == token:
            return token if token.pos_ == "VERB" else None
        token = token.head
        if token.pos_ == "VERB":
            return token
    return None


def _subject(verb: Any) -> Any | None:
    """The subject of a verb, also where a participle or an infinitive borrows it ("claimed to have hit 12")."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp") and verb.head != verb:
            verb = verb.head
            if verb.dep_ == "prep":
                verb = verb.head
            continue
        return None
    return None


def _agent(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ == "VBN"):
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME", "CARDINAL"):
                    return noun
    return None


def _is_counted(subject: Any, counted: Counted) -> bool:
    return (
        subject is counted.noun
        or (counted.first.i <= subject.i <= counted.last.i)
        or (counted.noun is not None and subject.i == counted.noun.i)
    )


_BODIES = frozenset(
    "army military government ministry force troop navy militia police regime group coalition alliance country "
    "side air brigade battalion regiment".split()
)


def _can_act(subject: Any, mentions: Mentions) -> bool:
    """Whether the subject is somebody who may have done it: a name, people, a force; not "the trains"."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in subject.head.children):
        return False
    if subject.left_edge.lower_ in _LOCATING:
        return False  # "Near Goma, 12 strikes destroyed …"
    if subject.pos_ == "PROPN" or mentions.within(subject.left_edge.idx, subject.idx + len(subject)):
        return True
    return lexicon().class_of(subject) in PEOPLE or subject.lemma_.lower() in _BODIES


def _words(text: str, noun: Any) -> str | None:
    """The noun with what stands before it in its phrase; None for a pronoun, which names nobody."""
    if noun.pos_ == "PRON":
        return None
    doc = noun.doc
    start = min(
        (c.left_edge.i for c in noun.lefts if c.dep_ in ("compound", "amod", "poss", "nmod", "det")), default=noun.i
    )
    return text[doc[start].idx : noun.idx + len(noun)]


def _actor_in(mentions: Mentions, span: Span | None) -> str | None:
    if span is None:
        return None
    named = [a.actor for a in mentions.within(span.start, span.end) if a.actor]
    return named[0] if named else None


def _owner_by_country(counted: Counted, words: str) -> str | None:
    """The country that an adjective or a possessor names: "Eastland’s 100 tanks", "150 Eastland drones"."""
    noun = counted.noun
    if noun is None:
        return None
    before = counted.sentence.doc[max(counted.sentence.start, counted.first.i - 3) : counted.first.i]
    possessors = [token.text for token in before if token.dep_ == "poss"]
    for word in [*_CAPITALISED.findall(words), *possessors]:
        country = country_of(word)
        owner = state(country) if country else None
        if country and owner:
            body = military(country) if counted.noun_class in _ARMED else None
            people = by_id(f"{owner.id}-civ") if counted.noun_class == "people" else None
            return (body or people or owner).id
    return None


_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*[a-z]\b")
_ARMED = frozenset({"troops", "recruits"})


def _actor_at(mentions: Mentions, noun: Any) -> str | None:
    left = noun.left_edge.idx
    named = [a.actor for a in mentions.within(left, noun.idx + len(noun)) if a.actor]
    return named[-1] if named else None
