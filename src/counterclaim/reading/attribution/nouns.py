"""Nouns that hold what somebody said: "the minister's claim that ...", "comments by officials, arguing ...".

And counts that somebody keeps: "a tally by the Tribune has reached 30,000 names".

In:  a body sentence (spacy Span).   Out: Candidates.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, span_of, spans_of_tokens
from counterclaim.reading.attribution.clauses import LIKELY, UNSURE
from counterclaim.reading.attribution.lexicon import hints, noun_act
from counterclaim.reading.attribution.sources import can_speak
from counterclaim.reading.attribution.speakers import noun_phrase
from counterclaim.records.span import Spans

HOLDING = frozenset({"by", "from", "of"})
# Acts whose noun may be followed by an infinitive: "a pledge to send", "threats to withdraw".
INFINITIVE_ACTS = frozenset({"offer", "demand", "refuse", "express"})


def find_nouns(sentence: Any) -> Iterator[Candidate]:
    """Propose attributions from the nouns of one sentence."""
    for token in sentence:
        if token.pos_ != "NOUN":
            continue
        yield from _counted(token)
        if (act := noun_act(token)) is None:
            continue
        holder = holder_of(token)
        if holder is None:
            continue
        source = noun_phrase(holder)
        if not source:
            continue
        if content := _clause_under(token, act):
            yield Candidate(source, spans_of_tokens([token]), content, LIKELY, "noun: clause", act=act)
        elif act == "demand" and (content := _so_much(token)):
            yield Candidate(source, spans_of_tokens([token]), content, LIKELY, "noun: request", act=act)
        elif content := _hinted(token):
            yield Candidate(source, spans_of_tokens([token]), content, UNSURE, "noun: hinting", act="assert")


_COUNTS = frozenset("count tally list database register survey tracker census".split())
_REACHING = frozenset("reach stand pass exceed top total number rise climb run come put list name hold include".split())


def _counted(noun: Any) -> Iterator[Candidate]:
    """ "A count by the Tribune has so far reached about 30,000 names"."""
    verb = noun.head
    if noun.lemma_ not in _COUNTS or noun.dep_ != "nsubj" or verb.lemma_ not in _REACHING or verb.pos_ != "VERB":
        return
    of_what = any(c.lower_ == "of" for c in noun.children)  # "a count of soldiers" is not theirs
    named = next((c for c in noun.children if c.dep_ == "compound" and c.ent_type_ == "ORG"), None)
    keeper = named if of_what else holder_of(noun) or named
    if keeper is None or not any(t.like_num for t in verb.subtree if t.i > verb.i):
        return
    source = noun_phrase(keeper)
    content = span_of(verb.doc[verb.i : verb.right_edge.i + 1])
    if source and content:
        yield Candidate(source, spans_of_tokens([noun]), (content,), LIKELY, "noun: count", act="estimate")


def _so_much(noun: Any) -> Spans:
    """ "The president's request for another $24 billion": what is asked for, where a number says how much."""
    wanted = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "for"), None)
    if wanted is None or not any(t.like_num for t in wanted.subtree):
        return ()
    span = span_of(wanted.doc[wanted.i : wanted.right_edge.i + 1])
    return (span,) if span else ()


def holder_of(noun: Any) -> Any | None:
    """Whose claim it is: a possessor, or one after "by", "from" or "of"."""
    for child in noun.children:
        if child.dep_ == "poss" and child.tag_ != "WP$" and (can_speak(child) or child.lower_ in POSSESSIVES):
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in HOLDING:
            held = next((g for g in child.children if g.dep_ == "pobj"), None)
            if held is not None and can_speak(held) and noun_act(held) is None:
                return held
    return None


POSSESSIVES = frozenset({"his", "her", "their", "its"})


def _clause_under(noun: Any, act: str) -> Spans:
    """A clause with "that", or for acts of will an infinitive, right after the noun."""
    for child in noun.rights:
        if child.dep_ not in ("acl", "ccomp", "relcl"):
            continue
        that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        to = any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children)
        if that or (to and act in INFINITIVE_ACTS and child.dep_ == "acl"):
            return spans_of_tokens(list(child.subtree))
    return ()


def _hinted(noun: Any) -> Spans:
    """ "Comments by X may be floating softer terms": the predicate, where the verb lets the noun speak."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.pos_ != "VERB" or not hints(verb.lemma_.lower()):
        return ()
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if clause is not None:
        return spans_of_tokens(list(clause.subtree))
    auxiliaries = [c.i for c in verb.lefts if c.dep_ in ("aux", "neg")]
    span = span_of(verb.doc[min([*auxiliaries, verb.i]) : verb.right_edge.i + 1])
    return (span,) if span else ()
