"""The noun phrase that speaks: the subject of a verb of saying, wherever the sentence has put it.

In:  the verb (spaCy token).   Out: the spans of its speaker.
"""

import re
from typing import Any

from counterclaim.reading.attribution.candidates import span_of
from counterclaim.reading.attribution.lexicon import is_cue_verb
from counterclaim.reading.attribution.sources import can_speak
from counterclaim.records.span import Span, Spans

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NOBODY = frozenset({"there", "this", "that", "which", "what"})
# Verbs under which the subject of a to-infinitive is their own: "appears to have believed", "continued to insist".
RAISING = frozenset(
    {"appear", "seem", "continue", "begin", "start", "go", "tend", "happen", "dare", "proceed", "rush", "use", "want"}
)
INVERTED_DEPS = frozenset({"dobj", "npadvmod", "nsubj", "appos", "attr", "oprd", "dep", "dative"})
# Two words run together by a faulty conversion: "constitutionZelenskyy".
_GLUED = re.compile(r"[a-z]{2}([A-Z][a-z]{2,})$")
MAX_HOPS = 6


def subject_of(verb: Any) -> Any | None:
    """The head of the subject of a verb: its own, or that of the verb it is joined to or stands under."""
    for _ in range(MAX_HOPS):
        own = [c for c in verb.children if c.dep_ in SUBJECTS]
        if own:
            return own[0]
        if any(c.dep_ == "agent" for c in verb.children):
            return None
        if (inverted := _inverted(verb)) is not None:
            return inverted
        if (set_off := _set_off(verb)) is not None:
            return set_off
        head = verb.head
        to = any(c.tag_ == "TO" for c in verb.children)
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return head if can_speak(head) else None
        if verb.dep_ == "acl" and head.dep_ == "nsubj" and head.head.tag_ == "WDT" and can_speak(head):
            return (
                head  # "a claim which the mayor, Ada Lind, described as ...": the parser took the verb for a participle
            )
        if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
            verb = _reporter(verb, head.head)
        elif head.pos_ not in ("VERB", "AUX"):
            return None
        elif resumes_outer(verb):
            verb = head.head
        elif verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and to and head.lemma_.lower() in RAISING):
            verb = head
        elif verb.dep_ in ("advcl", "parataxis") and verb.tag_ == "VBG":
            verb = _reporter(verb, head)
        else:
            return None
    return None


def resumes_outer(verb: Any) -> bool:
    """ "X warned that famine is near and called for a truce": the tenses show that X called, not the famine."""
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or not is_cue_verb(verb) or clause.i < clause.head.i:
        return False
    if any(c.dep_ in SUBJECTS or c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    past = {"VBD", "VBN"}
    now = any(c.tag_ in ("VBZ", "VBP", "MD") for c in (clause, *clause.lefts))
    return verb.tag_ in past and clause.head.tag_ in past and now


def _reporter(participle: Any, head: Any) -> Any:
    """ "X said that soldiers had died while claiming ...": a speaker claims, not the soldiers."""
    if is_cue_verb(participle) and head.dep_ == "ccomp" and is_cue_verb(head.head) and head.head.i < head.i:
        subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
        if subject is None or not (subject.pos_ == "PROPN" and subject.ent_type_ == "PERSON"):
            return head.head
    return head


def _inverted(verb: Any) -> Any | None:
    """ "..., wrote the Financial Times.": the speaker right after the verb, which the parser took for its object."""
    before = verb.nbor(-1) if verb.i > 0 else None
    if before is None or before.text not in {",", "”", '"', "’", "»", "''", "—", "–"} or not is_cue_verb(verb):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    for child in verb.rights:
        if child.i > verb.i + 8:
            break
        if child.dep_ in INVERTED_DEPS and child.pos_ in ("NOUN", "PROPN", "PRON") and can_speak(child):
            return child if child.left_edge.i == verb.i + 1 else None
    return None


def _set_off(verb: Any) -> Any | None:
    """ "In a note, the mayor, Ada Lind, said ...": the name right before the verb, which the parser hung elsewhere."""
    if verb.i < 2 or verb.nbor(-1).text != "," or verb.tag_ not in ("VBD", "VBZ", "VBP") or not is_cue_verb(verb):
        return None
    name = verb.nbor(-2)
    if name.ent_type_ != "PERSON" or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return None
    while name.head.ent_type_ == "PERSON" and name.dep_ in ("compound", "flat") and name.head.i < verb.i:
        name = name.head
    return name


def glued_speaker(verb: Any) -> Span | None:
    """The name at the end of a word that was run together with it, right before the verb."""
    if verb.i == 0:
        return None
    before = verb.nbor(-1)
    found = _GLUED.search(before.text)
    return Span(before.idx + found.start(1), before.idx + len(before)) if found else None


def speaker_of(verb: Any, passive: bool) -> Spans | None:
    """The source's spans; () where nobody is named; None where the words make this no attribution."""
    agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if agent is not None:
        return noun_phrase(agent)
    subject = subject_of(verb)
    if passive:
        return ()  # "we were told": the hearers are no source
    if subject is None:
        glued = glued_speaker(verb)
        return (glued,) if glued else None
    if subject.tag_ in ("WP", "WDT") or subject.lower_ in ("who", "which"):
        relative = verb if verb.dep_ == "relcl" else subject.head
        while relative.dep_ == "conj":
            relative = relative.head
        if relative.dep_ != "relcl" or not can_speak(relative.head):
            return None
        return noun_phrase(relative.head)
    if subject.lower_ in NOBODY:
        return None
    return noun_phrase(subject)


def noun_phrase(head: Any) -> Spans:
    """The words of a noun phrase without the clauses that hang on it, with what stands in apposition."""
    barred: set[int] = set()
    for inner in (head, *(c for c in head.children if c.dep_ == "appos")):
        for child in inner.children:
            late = child.dep_ == "prep" and child.i > head.i and child.nbor(-1).text == ","
            if child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp", "dep") or late:
                barred.update(t.i for t in child.subtree)
    tokens = [t for t in head.subtree if t.i not in barred]
    # Only the run of words around the head: where a clause was cut out, what follows it is left too.
    at = next((k for k, t in enumerate(tokens) if t.i == head.i), None)
    if at is None:
        return ()
    first = last = at
    while first > 0 and tokens[first].i - tokens[first - 1].i == 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i == 1:
        last += 1
    run = tokens[first : last + 1]
    while run and (run[-1].is_punct or run[-1].dep_ in ("cc", "prep")) and run[-1].text not in ("”", '"', ")", "’"):
        run.pop()
    span = span_of(run)
    return (span,) if span else ()
