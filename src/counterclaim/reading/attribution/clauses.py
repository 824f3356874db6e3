"""Attributions that the parse alone shows: a verb of data/cues.toml with its subject and what it says.

In:  a body sentence (spacy Span).   Out: Candidates, one for each verb in a frame that its group allows.
Frames after Krestel, Bergler and Witte (2008) and Pareti (2012): finite clause, infinitive, small clause, gerund,
nominal object, quotation.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus, size, span_of, spans_of_tokens
from counterclaim.reading.attribution.lexicon import Use, is_cue_verb, uses
from counterclaim.reading.attribution.speakers import speaker_of
from counterclaim.records.span import Spans

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
OBJECTS = frozenset({"dobj", "dative", "prep", "oprd", "pobj", "attr", "xcomp", "acomp", "advmod"})
# Groups whose verb may follow what is said without marks of quotation: "..., analysts say".
BEHIND = frozenset(
    {
        "saying",
        "claiming",
        "thinking",
        "finding",
        "estimating",
        "predicting",
        "warning",
        "alleging",
        "countering",
        "hoping",
    }
)
SPEECH_FRAMES = frozenset({"clause", "quote"})
COMPLEMENTS = frozenset({"clause", "quote", "infinitive", "small", "gerund"})

# How sure a rule is, before it is joined with the encoder's.
SURE, LIKELY, UNSURE = 0.8, 0.65, 0.5
# An object in marks up to this long is a word held at arm's length ("offered “talks”"), not a speech.
SCARE_QUOTE_CHARS = 30
# A relative clause that goes on longer says more than what its noun is.
LONGEST_RELATIVE_TOKENS = 12
# Tokens between a verb and a "that" which the parser hung elsewhere: "argued, absurdly, that ...".
THAT_REACH_TOKENS = 7


def find_in_clauses(sentence: Any) -> Iterator[Candidate]:
    """Propose attributions from the verbs of one sentence."""
    for token in sentence:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound") or not is_cue_verb(token):
            continue
        for use in uses(token):
            found = _in_frames(token, use)
            if found is not None:
                yield found
                break


def _in_frames(verb: Any, use: Use) -> Candidate | None:
    frames = use.group.frames
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    content: Spans = ()
    rule, confidence = "", SURE
    if verb.dep_ == "relcl" and any(t.tag_ == "WDT" and t.dep_ in ("dobj", "pobj") for t in verb.subtree):
        content, rule, confidence = _antecedent(verb)
    elif frames & COMPLEMENTS:
        content, rule = _complement(verb, use, passive)
    if not content and frames & {"object", "number"}:
        content, rule, confidence = _predicate(verb, use, passive)
        if "number" in frames and not _counts(verb, use):
            return None
    if not content and frames & {"object"}:
        content, rule, confidence = _antecedent(verb)
    if not content:
        return None
    source = speaker_of(verb, passive)
    if source is None:
        return None
    if not source:
        confidence = min(confidence, LIKELY)
    cue = spans_of_tokens(cue_tokens(verb, use))
    if rule not in ("object", "relative"):
        content = minus(minus(content, cue), source)
    if not content:
        return None
    return Candidate(source, cue, content, confidence, f"{use.group.name}: {rule}", act=use.group.act)


def _counts(verb: Any, use: Use) -> bool:
    """Whether the predicate gives a number; of verbs of giving, a count, or a number of hours or days."""
    after = [t for t in verb.subtree if t.i > verb.i]
    # "Put into effect the decision of March 18" gives no number: days and the like are none.
    if not any(
        (
            (t.like_num or t.ent_type_ in ("CARDINAL", "QUANTITY", "PERCENT"))
            and t.ent_type_ not in ("DATE", "TIME", "LAW")
        )
        or (use.group.name == "giving time" and t.like_num)
        for t in after
    ):
        return False
    if use.group.name == "giving a figure":
        return any(c.dep_ == "dobj" and c.lemma_.lower() in COUNTS for c in verb.children)
    if use.group.name != "giving time":
        return True
    # "Gave the families 72 hours to leave" is an order, no guess at how long somebody holds out.
    return any(t.lemma_.lower() in TIME_UNITS for t in after) and not any(t.tag_ == "TO" for t in after)


COUNTS = frozenset({"toll", "figure", "estimate", "tally", "count", "total", "breakdown"})
TIME_UNITS = frozenset({"hour", "day", "week", "month", "year"})


def cue_tokens(verb: Any, use: Use) -> list[Any]:
    """The verb with its auxiliaries, negation and the particles of its entry."""
    tokens = {t.i: t for t in use.tokens}
    for child in verb.children:
        if child.dep_ in AUXILIARIES and child.i < verb.i:
            tokens[child.i] = child
    return [tokens[i] for i in sorted(tokens)]


def _complement(verb: Any, use: Use, passive: bool) -> tuple[Spans, str]:
    """What a verb says in a clause of its own."""
    frames = use.group.frames
    particles = {t.i for t in use.tokens}
    children = [c for c in verb.children if c.i not in particles]
    children += [c for t in use.tokens if t.i != verb.i for c in t.children]
    # In "S said; M say C" the parser may offer both clauses: the one on the verb's own side of a semicolon counts.
    clauses = [c for c in children if c.dep_ == "ccomp" and not _cut_off(verb, c) and not _is_aside(c)]
    if use.group.name not in BEHIND:
        clauses = [c for c in clauses if c.i > verb.i or _in_marks(c, verb)]
    clauses.sort(key=lambda c: (c.i < verb.i, abs(c.i - verb.i)))
    for child in clauses:
        kind = _clause_kind(child)
        if kind == "clause" and frames & SPEECH_FRAMES:
            return _subtree(child, verb), "clause"
        if kind in frames:
            return (*_subtree(child, verb), *_resumed(child)), f"{kind} clause" if kind == "small" else kind
    for child in children:
        if child.dep_ == "parataxis" and child.i > verb.i and "clause" in frames and not _cut_off(verb, child):
            return _subtree(child, verb), "clause"
        if child.dep_ == "xcomp" and child.i > verb.i:
            kind = "gerund" if child.tag_ == "VBG" else "infinitive"
            if kind in frames or (passive and "small" in frames and kind == "infinitive"):
                return (*_subtree(child, verb), *_resumed(child)), kind
        if child.dep_ == "pcomp" and child.tag_ == "VBG" and "gerund" in frames:
            return _subtree(child, verb), "gerund"
        if child.dep_ == "advcl" and child.i > verb.i and "clause" in frames and _as_if(child):
            return _subtree(child, verb), "clause"
    if frames & SPEECH_FRAMES:
        if aside := _host_clause(verb):
            return aside, "parenthesis"
        if stray := _stray_that(verb):
            return stray, "clause"
        quoted = quoted_beside(verb)
        if quoted and ("object" not in frames or size(quoted) > SCARE_QUOTE_CHARS):
            return quoted, "quotation"
    return (), ""


def _in_marks(clause: Any, verb: Any) -> bool:
    """Whether a closing quotation mark stands between a clause and the verb after it."""
    return any(t.text in CLOSING_MARKS for t in verb.doc[clause.i + 1 : verb.i])


def _as_if(clause: Any) -> bool:
    """ "feel as if the city were lost": what somebody feels."""
    first = clause.left_edge
    return bool(first.lower_ == "as" and first.nbor().lower_ in ("if", "though"))


def _clause_kind(head: Any) -> str:
    """clause (finite), small (its own subject and a to-infinitive), infinitive, gerund."""
    has_subject = any(c.dep_ in SUBJECTS or c.dep_ == "expl" for c in head.children)
    to = any(c.dep_ == "aux" and c.tag_ == "TO" for c in head.children)
    if to:
        return "small" if has_subject else "infinitive"
    if head.tag_ == "VBG" and not any(c.dep_ == "aux" for c in head.children) and not has_subject:
        return "gerund"
    return "clause"


def _cut_off(verb: Any, clause: Any) -> bool:
    """Whether a semicolon stands between the verb and a clause before it."""
    if clause.i > verb.i:
        return False
    return any(t.text == ";" for t in verb.doc[clause.right_edge.i : verb.i])


def _is_aside(clause: Any) -> bool:
    """ "X is pushing for peace, Fox News noted": the aside is no complement of the verb before it."""
    if clause.i < clause.head.i or not is_cue_verb(clause):
        return False
    before = clause.left_edge
    opened = before.i > 0 and before.nbor(-1).text == ","
    return opened and not any(c.dep_ in ("ccomp", "xcomp", "dobj", "mark") for c in clause.children)


def _host_clause(verb: Any) -> Spans:
    """The clause around an aside: "..., he said, ...", "..., as the paper explained, ..."."""
    aside = verb.dep_ in ("parataxis", "ccomp") and (verb.dep_ == "parataxis" or _is_aside(verb))
    as_aside = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    if not (aside or as_aside) or any(c.dep_ in ("dobj", "xcomp") for c in verb.children):
        return ()
    inside = {t.i for t in verb.subtree}
    if len(inside) > 14 and aside:
        return ()
    host = verb.head
    while host.dep_ in ("conj", "relcl", "advcl") and host.head.i < verb.i and host.head != host and aside:
        host = host.head
    first, last = host.left_edge.i, max(host.right_edge.i, verb.right_edge.i)
    # "X dismissed it: the crater, he said, showed ...": what is said begins at the colon.
    own_edge = min(verb.left_edge.i, verb.i)
    first = max([first, *(t.i + 1 for t in verb.doc[first:own_edge] if t.text in (":", ";"))])
    # What the parser hangs below the aside but stands after its comma goes on with the host ("and imposed ...").
    own = {t.i for t in verb.subtree if not _after_comma(verb, t)}
    tokens = [t for t in verb.doc[first : last + 1] if t.i not in own]
    return spans_of_tokens(tokens)


def _after_comma(verb: Any, token: Any) -> bool:
    if token.i <= verb.i:
        return False
    return any(t.text == "," for t in verb.doc[verb.i : token.i]) and token.i not in {t.i for t in verb.lefts}


def _stray_that(verb: Any) -> Spans:
    """A clause with "that" right after the verb which the parser hung on another word."""
    doc = verb.doc
    sent_end = verb.sent.end
    for token in doc[verb.i + 1 : min(verb.i + 1 + THAT_REACH_TOKENS, sent_end)]:
        if token.lower_ == "that" and token.dep_ == "mark":
            clause = token.head
            tokens = [t for t in clause.subtree if t.i >= token.i]
            return spans_of_tokens(tokens)
        if token.pos_ in ("VERB", "AUX") or token.text in ";:.":
            return ()
    return ()


def quoted_beside(verb: Any) -> Spans:
    """Quotations right before the speaker or right after the verb: "“This,” the man cried, “is ours.”"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    first = min(subject.left_edge.i, verb.i) if subject is not None else verb.i
    doc, sentence = verb.doc, verb.sent
    out: list[Any] = []
    at = first - 1
    while at > sentence.start and doc[at].text in (",", "-", "—", "–"):
        at -= 1
    if at > sentence.start and doc[at].text in CLOSING_MARKS:
        back = at - 1
        while back > sentence.start and doc[back].text not in OPENING_MARKS:
            back -= 1
        if doc[back].text in OPENING_MARKS:
            out.extend(doc[back : at + 1])
    at = max(verb.i, subject.right_edge.i if subject is not None else verb.i) + 1
    while at < sentence.end and (doc[at].text in (",", ":") or doc[at].pos_ == "ADV"):
        at += 1
    if at < sentence.end and doc[at].text in OPENING_MARKS:
        forth = at + 1
        while forth < sentence.end - 1 and doc[forth].text not in CLOSING_MARKS:
            forth += 1
        out.extend(doc[at : forth + 1])
    return spans_of_tokens(out)


CLOSING_MARKS, OPENING_MARKS = frozenset({"”", '"', "»", "’", "''"}), frozenset({"“", '"', "«", "‘", "``", "„"})


def _resumed(clause: Any) -> Spans:
    """A second infinitive after an interruption: "to take A, according to X — and to hold B"."""
    sentence = clause.sent
    for token in sentence:
        if token.i <= clause.i or token.dep_ != "conj" or token.tag_ != "VB" or token.head.lower_ != "according":
            continue
        if any(c.tag_ == "TO" for c in token.children):
            return spans_of_tokens(list(token.subtree))
    return ()


def _subtree(head: Any, verb: Any) -> Spans:
    """The clause under `head`, with the punctuation inside it."""
    inside = {t.i for t in head.subtree}
    inside.discard(verb.i)
    first, last = min(inside), max(inside)
    tokens = [t for t in head.doc[first : last + 1] if t.i in inside or t.is_punct or t.is_space]
    return spans_of_tokens(tokens)


def _predicate(verb: Any, use: Use, passive: bool) -> tuple[Spans, str, float]:
    """For acts of speech with a noun phrase as object the claim is the predicate: verb, object and complements."""
    objects = [c for c in verb.children if c.i > verb.i and c.dep_ in OBJECTS]
    wanted = [c for c in objects if c.dep_ in ("dobj", "oprd", "prep", "dative", "xcomp") or c in use.tokens]
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and agent is not None:
        span = span_of(verb.doc[verb.head.left_edge.i : agent.right_edge.i + 1])
        return ((span,) if span else ()), "object", UNSURE
    if passive:
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is None or agent is None:
            return (), "", 0.0
        span = span_of(verb.doc[subject.left_edge.i : agent.right_edge.i + 1])
        return ((span,) if span else ()), "object", LIKELY
    particles = len(use.tokens) > 1
    if not wanted or not (particles or any(c.dep_ in ("dobj", "oprd", "dative") for c in wanted)):
        return (), "", 0.0
    direct = next((c for c in wanted if c.dep_ == "dobj"), None)
    if direct is not None and direct.pos_ == "PRON" and len(wanted) == 1 and not particles:
        return (), "", 0.0
    end = max(c.right_edge.i for c in objects)
    # A remark of the writer's at the end (", which ...") is no part of it.
    for noun in (t for c in objects for t in c.subtree):
        for clause in noun.rights:
            after_comma = clause.dep_ == "relcl" and clause.left_edge.nbor(-1).text == ","
            if after_comma and clause.right_edge.i >= end:
                end = min(end, clause.left_edge.i - 1)
    if "number" in use.group.frames:
        end = verb.right_edge.i
    stop = verb.i + 1
    # A joined verb or a new clause ends the predicate.
    for token in verb.doc[verb.i + 1 : end + 1]:
        if token.head.i == verb.i and token.dep_ in ("conj", "parataxis", "ccomp"):
            break
        if (
            token.head.i == verb.i
            and token.dep_ == "cc"
            and any(c.dep_ == "conj" and c.i > token.i for c in verb.rights)
        ):
            break
        if token.dep_ == "mark" and token.lower_ == "as" and is_cue_verb(token.head):
            break
        stop = token.i + 1
    span = span_of(verb.doc[verb.i : stop])
    return ((span,) if span else ()), "object", LIKELY


def _antecedent(verb: Any) -> tuple[Spans, str, float]:
    """ "the quick victory that he expected": what a relative clause says of its noun."""
    if verb.dep_ != "relcl" or not any(c.dep_ in SUBJECTS for c in verb.children):
        return (), "", 0.0
    subject = next(c for c in verb.children if c.dep_ in SUBJECTS)
    if subject.tag_ in ("WDT", "WP") or any(
        c.dep_ in ("dobj", "ccomp") and c.tag_ not in ("WDT", "WP") for c in verb.children
    ):
        return (), "", 0.0
    if verb.right_edge.i - verb.i > LONGEST_RELATIVE_TOKENS:
        return (), "", 0.0
    noun = verb.head
    last = max([verb.i, *(c.right_edge.i for c in verb.rights if c.dep_ in ("xcomp", "prep", "advmod", "npadvmod"))])
    span = span_of(verb.doc[noun.left_edge.i : last + 1])
    return ((span,) if span else ()), "relative", UNSURE
