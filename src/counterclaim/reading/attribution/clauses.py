"""Attributions that the parse alone shows: a verb of data/cues.toml with its subject and what it says.

In:  a body sentence (spacy Span).   Out: Candidates, one for each verb in a frame that its group allows.
Frames after Krestel, Bergler and Witte (2008) and Pareti (2012): finite clause, infinitive, small clause, gerund,
nominal object, quotation.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus, span_of, spans_of_tokens
from counterclaim.reading.attribution.lexicon import Use, is_cue_verb, uses
from counterclaim.records.span import Spans

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp", "parataxis"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
OBJECTS = frozenset({"dobj", "dative", "prep", "oprd", "pobj", "attr", "xcomp", "advcl", "acomp"})
IMPERSONAL = frozenset({"it", "there", "this", "that", "which", "what", "these", "those"})

# How sure a rule is, before calibration: see docs/accuracy.md for how often each is right on PolNeAR dev.
SURE, LIKELY, UNSURE = 0.8, 0.65, 0.5


def find_in_clauses(sentence: Any, text: str) -> Iterator[Candidate]:
    """Propose attributions from the verbs of one sentence."""
    for token in sentence:
        if token.pos_ not in ("VERB", "AUX") or not is_cue_verb(token):
            continue
        for use in uses(token):
            found = _in_frames(token, use, text)
            if found is not None:
                yield found
                break


def _in_frames(verb: Any, use: Use, text: str) -> Candidate | None:
    frames = use.group.frames
    subject = subject_of(verb)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    content: Spans = ()
    rule, confidence = "", SURE
    if frames & {"clause", "quote", "infinitive", "small", "gerund"}:
        content, rule = _complement(verb, frames, passive)
    if not content and "object" in frames and len(use.tokens) >= 1:
        content, rule, confidence = _predicate(verb, use, passive)
    if not content:
        return None
    source = _source(verb, subject, passive)
    if source is None:
        return None
    if not source:
        confidence = min(confidence, LIKELY)
    cue = spans_of_tokens(cue_tokens(verb, use))
    if rule != "object":
        content = minus(minus(content, cue), source)
    content = tuple(s for s in content if any(c.isalnum() for c in s.of(text)))
    if not content:
        return None
    return Candidate(source, cue, content, confidence, f"{use.group.name}: {rule}", act=use.group.act)


def subject_of(verb: Any) -> Any | None:
    """The head of the subject of a verb, its own or that of the verb it is joined to or stands under."""
    seen = 0
    while seen < 6:
        own = [c for c in verb.children if c.dep_ in SUBJECTS]
        if own:
            return own[0]
        agent = [c for c in verb.children if c.dep_ == "agent"]
        if agent:
            return None
        if (verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX")) or (verb.dep_ in ("advcl", "parataxis") and verb.tag_ == "VBG" and verb.head.pos_ in ("VERB", "AUX")):
            verb = verb.head
        elif verb.dep_ in ("acl",) and verb.tag_ == "VBG":
            return verb.head
        elif verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):
            verb = verb.head.head
        else:
            return None
        seen += 1
    return None


def _source(verb: Any, subject: Any | None, passive: bool) -> Spans | None:
    """The source's spans; () where nobody is named; None where the words make this no attribution."""
    agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if agent is not None:
        return noun_phrase(agent)
    if passive:
        if verb.lemma_.lower() == "tell" and subject is not None:
            return noun_phrase(subject)  # "we were told": the hearers are all that is named
        return ()
    if subject is None:
        return None
    if subject.dep_ == "relcl" or subject.lower_ in ("who", "that", "which"):
        relative = verb if verb.dep_ == "relcl" else subject.head
        while relative.dep_ == "conj":
            relative = relative.head
        return noun_phrase(relative.head) if relative.dep_ == "relcl" and subject.lower_ != "which" else None
    if subject.lower_ in IMPERSONAL and subject.lower_ != "it":
        return None
    return noun_phrase(subject)


def noun_phrase(head: Any) -> Spans:
    """The words of a noun phrase without relative and participial clauses, with what stands in apposition."""
    barred = {
        t.i
        for c in head.children
        if c.dep_ in ("relcl", "acl", "advcl", "punct", "parataxis", "ccomp") and not _is_of(c)
        for t in c.subtree
    }
    # "Kyiv and Moscow" stays whole here; it is split later, where each part says the same.
    tokens = [t for t in head.subtree if t.i not in barred]
    if not tokens:
        return ()
    first, last = tokens[0], tokens[-1]
    span = span_of(head.doc[first.i : last.i + 1]) if len(tokens) == last.i - first.i + 1 else None
    if span is not None:
        return (span,)
    # Where a relative clause was cut out of the middle, the part up to it is the name.
    run = [tokens[0]]
    for token in tokens[1:]:
        if token.i - run[-1].i > 2:
            if head.i <= run[-1].i:
                break
            run = []
        run.append(token)
    span = span_of(run)
    return (span,) if span else ()


def _is_of(token: Any) -> bool:
    return bool(token.dep_ == "prep" and token.lower_ == "of")


def cue_tokens(verb: Any, use: Use) -> list[Any]:
    """The verb with its auxiliaries, negation and the particles of its entry."""
    tokens = {t.i: t for t in use.tokens}
    for child in verb.children:
        if child.dep_ in AUXILIARIES and child.i < verb.i:
            tokens[child.i] = child
    return [tokens[i] for i in sorted(tokens)]


def _complement(verb: Any, frames: frozenset[str], passive: bool) -> tuple[Spans, str]:
    """What a verb says in a clause of its own."""
    for child in verb.children:
        if child.dep_ == "ccomp" or (child.dep_ == "parataxis" and child.i > verb.i and "clause" in frames):
            kind = _clause_kind(child)
            if kind == "clause" and frames & {"clause", "quote"}:
                return _subtree(child, verb), "clause"
            if kind == "small" and frames & {"small"}:
                return _subtree(child, verb), "small clause"
            if kind in ("infinitive", "gerund") and kind in frames:
                return _subtree(child, verb), kind
        elif child.dep_ == "xcomp" and child.i > verb.i:
            kind = "gerund" if child.tag_ == "VBG" else "infinitive"
            if kind in frames or (passive and "small" in frames and kind == "infinitive"):
                return _subtree(child, verb), kind
        elif child.dep_ == "pcomp" and child.tag_ == "VBG" and "gerund" in frames:
            return _subtree(child, verb), "gerund"
    if verb.dep_ == "parataxis" and frames & {"clause", "quote"} and _between_commas(verb):
        host = verb.head
        while host.dep_ in ("conj", "relcl", "advcl") and host.head.i < verb.i and host.head != host:
            host = host.head
        inside = {t.i for t in verb.subtree}
        tokens = [t for t in host.subtree if t.i not in inside]
        return spans_of_tokens(tokens), "parenthesis"
    return (), ""


def _clause_kind(head: Any) -> str:
    """clause (finite), small (its own subject and a to-infinitive), infinitive, gerund."""
    has_subject = any(c.dep_ in SUBJECTS or c.dep_ == "expl" for c in head.children)
    to = any(c.dep_ == "aux" and c.tag_ == "TO" for c in head.children)
    if to:
        return "small" if has_subject else "infinitive"
    if head.tag_ == "VBG" and not any(c.dep_ == "aux" for c in head.children) and not has_subject:
        return "gerund"
    return "clause"


def _between_commas(verb: Any) -> bool:
    words = list(verb.subtree)
    return len(words) <= 12


def _subtree(head: Any, verb: Any) -> Spans:
    """The clause under `head` with the marks of quotation around it."""
    inside = {t.i for t in head.subtree}
    inside.discard(verb.i)
    first, last = min(inside), max(inside)
    doc = head.doc
    tokens = [t for t in doc[first : last + 1] if t.i in inside or t.is_punct or t.is_space]
    return spans_of_tokens(tokens)


def _predicate(verb: Any, use: Use, passive: bool) -> tuple[Spans, str, float]:
    """For acts of speech with a noun phrase as object the claim is the predicate: verb, object and complements."""
    objects = [c for c in verb.children if c.i > verb.i and c.dep_ in OBJECTS]
    wanted = [c for c in objects if c.dep_ in ("dobj", "oprd", "prep", "dative", "xcomp") or c in use.tokens]
    if passive:
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        agent = any(c.dep_ == "agent" for c in verb.children)
        if subject is None or not agent:
            return (), "", 0.0
        span = span_of(verb.doc[subject.left_edge.i : verb.i + 1])
        return ((span,) if span else ()), "object", LIKELY
    particles = len(use.tokens) > 1
    if not wanted or not (particles or any(c.dep_ in ("dobj", "oprd", "dative") for c in wanted)):
        return (), "", 0.0
    direct = next((c for c in wanted if c.dep_ == "dobj"), None)
    if direct is not None and direct.pos_ == "PRON" and len(wanted) == 1 and not particles:
        return (), "", 0.0
    end = max(c.right_edge.i for c in objects)
    stop = verb.i + 1
    # A joined verb or a new clause ends the predicate.
    for token in verb.doc[verb.i + 1 : end + 1]:
        if token.head.i == verb.i and token.dep_ in ("conj", "cc", "parataxis", "ccomp"):
            break
        stop = token.i + 1
    span = span_of(verb.doc[verb.i : stop])
    return ((span,) if span else ()), "object", LIKELY
