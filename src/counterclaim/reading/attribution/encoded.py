"""The encoder's spans put in order by the parse: whole noun phrases, no torn clauses, nothing from another paragraph.

In:  the Document and RawAttributions.   Out: Candidates with the token that heads each cue.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from counterclaim.reading.attribution.candidates import CLOSING, OPENING, Candidate, common, minus, union
from counterclaim.reading.attribution.decoding import RawAttribution
from counterclaim.reading.attribution.lexicon import is_cue_verb
from counterclaim.reading.attribution.nouns import POSSESSIVES
from counterclaim.reading.attribution.quotations import Quotation, overlapping
from counterclaim.reading.attribution.sources import can_speak
from counterclaim.reading.attribution.speakers import glued_speaker, noun_phrase, subject_of
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans

# Pieces of one content are torn apart by a word or two that the encoder was unsure of; wider gaps are left.
TORN_CHARS = 60
# A clause that "that" opens is no longer than this up to where the encoder goes on.
CLAUSE_CHARS = 250
_OPENERS = frozenset({"that", "whether", "if", "how", "why"})


def from_encoder(
    document: Document, raws: Iterable[RawAttribution], quotations: tuple[Quotation, ...]
) -> Iterator[tuple[Any | None, Candidate]]:
    """Each raw attribution as a Candidate, with the token that heads its cue (None if there is none)."""
    for raw in raws:
        cue = _trimmed(raw.cue, document.text)
        content = _trimmed(raw.content, document.text)
        source = _trimmed(raw.source, document.text)
        if not content:
            continue
        anchor = anchor_of(document, cue)
        content = _in_one_paragraph(document, cue or content, content, quotations)
        if all(s.of(document.text) == ":" for s in cue):  # a colon leads to what is said, never back
            content = tuple(s for s in content if not cue or s.start >= cue[-1].end)
        source = _plain_source(document, cue, anchor, source)
        if not source or _stands_later(document, anchor, source) or _beside_subject(document, anchor, source):
            source = _plain_source(document, cue, anchor, _own_subject(anchor, content)) or source
        content = minus(minus(content, source), cue)
        content = _mended(document.text, content, (*source, *cue))
        content = tuple(s for s in content if any(c.isalnum() for c in s.of(document.text)))
        if content:
            yield anchor, Candidate(source, cue, content, raw.confidence, "encoder")


def _stands_later(document: Document, anchor: Any | None, source: Spans) -> bool:
    """Whether the source stands in a sentence after the cue's: "The governor echoed it. The premier disagrees"."""
    if anchor is None or anchor.pos_ != "VERB":
        return False
    return document.sentence_index(source[0].start) > document.sentence_index(anchor.idx)


def _beside_subject(document: Document, anchor: Any | None, source: Spans) -> bool:
    """Whether the source is not the cue's subject but stands in another clause, or in one telling of the subject.

    "A source quoted by the Tribune spoke of ...": the source; "a board that he set up argued ...": the board; "they
    suspect fraud, which the mayor called absurd": the mayor.
    """
    if anchor is None or anchor.pos_ != "VERB" or len(source) != 1:
        return False
    # A subject shared with another verb is left to the encoder: taking it cost .1 of full F1 on held-out articles.
    subject = next((c for c in anchor.children if c.dep_ == "nsubj"), None)
    if subject is None and anchor.dep_ == "acl" and anchor.tag_ != "VBG":
        subject = subject_of(anchor)
    tokens = document.tokens(source[0])
    if subject is None or subject.pos_ == "PRON" or not len(tokens) or not can_speak(subject):
        return False
    head = tokens.root
    if tokens.start <= subject.i < tokens.end or head.i == anchor.i:
        return False
    clause = next((t for t in head.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if clause is None or clause.i == anchor.i:
        return False
    inside = clause.dep_ in ("acl", "relcl") and subject.is_ancestor(clause)
    return inside or (len(tokens) == 1 and head.pos_ == "PRON" and head.dep_ == "nsubj" and clause.is_ancestor(anchor))


def _trimmed(pairs: Iterable[tuple[int, int]], text: str) -> Spans:
    out = []
    for start, end in pairs:
        words = text[start:end]
        lead, trail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
        if lead + trail < len(words):
            out.append(Span(start + lead, end - trail))
    return tuple(sorted(out))


def anchor_of(document: Document, cue: Spans) -> Any | None:
    """The verb of the cue, or its first content word."""
    tokens = [t for span in cue for t in document.tokens(span) if not t.is_space]
    ranked = sorted(tokens, key=lambda t: (_rank(t), -t.i))
    return ranked[0] if ranked else None


def _rank(token: Any) -> int:
    if token.lower_ == "according":
        return 0
    if token.pos_ == "VERB":
        return 1 if is_cue_verb(token) else 2
    return {"NOUN": 3, "AUX": 4}.get(token.pos_, 5)


def _in_one_paragraph(document: Document, cue: Spans, content: Spans, quotations: tuple[Quotation, ...]) -> Spans:
    """Content outside the cue's paragraph is kept only where a quotation carries it."""
    home = document.paragraph_at(cue[0].start)
    if home is None:
        return content
    out: list[Span] = []
    for span in content:
        inside = (max(span.start, home.start), min(span.end, home.end))
        if inside[0] < inside[1]:
            out.append(Span(*inside))
        for quotation in overlapping(span, quotations):
            if not quotation.span.overlaps(home) and _is_speech(document.text, quotation):
                part = (max(span.start, quotation.span.start), min(span.end, quotation.span.end))
                if part[0] < part[1]:
                    out.append(Span(*part))
    return union(out, document.text)


# Fewer words between marks, in another paragraph than the cue's, are a phrase of somebody else's sentence.
LEAST_SPEECH_WORDS = 5


def _is_speech(text: str, quotation: Quotation) -> bool:
    return quotation.continues or len(quotation.inner(text).split()) >= LEAST_SPEECH_WORDS


_TAGS = re.compile(r"(?:\[[^\]\n]{1,60}\]\s*)+")
# What is never a speaker: an object pronoun, or "it" before a passive ("it was reported").
OBJECT_PRONOUNS = frozenset({"them", "him", "me", "us", "themselves", "himself"})


def _plain_source(document: Document, cue: Spans, anchor: Any | None, source: Spans) -> Spans:
    """The source in the cue's own paragraph (or one before it), without tags; () where it names nobody."""
    out = []
    for span in source:
        words = span.of(document.text)
        if "\n" in words.strip():
            home = document.paragraph_at(cue[0].start) if cue else None
            if home is not None and home.overlaps(span):
                span = Span(max(span.start, home.start), min(span.end, home.end))
        if tags := _TAGS.match(span.of(document.text)):
            if tags.end() >= span.end - span.start:
                continue
            span = Span(span.start + tags.end(), span.end)
        out.append(span)
    words = " ".join(s.of(document.text) for s in out).lower()
    passive = anchor is not None and (anchor.tag_ == "VBN" or any(c.dep_ == "auxpass" for c in anchor.children))
    perfect = anchor is not None and any(c.lemma_.lower() == "have" for c in anchor.children)
    told = words in ("we", "i") and anchor is not None and anchor.lemma_.lower() == "tell"
    # "He was given it by his own staff and is said to have ...": the owner of something else says nothing.
    owned = words in POSSESSIVES and anchor is not None and anchor.pos_ == "VERB"
    if words in OBJECT_PRONOUNS or owned or ((words == "it" or told) and passive and not perfect):
        return ()
    return tuple(out)


def _own_subject(anchor: Any | None, content: Spans) -> Spans:
    """The cue's own subject, for a find of the encoder without a source; () where there is none.

    A source that the encoder gave is left as it is: growing it to the parse's noun phrase cost three right attributions
    on balance on the held-out articles of PolNeAR train.
    """
    if anchor is None or anchor.pos_ != "VERB":
        return ()
    subject = subject_of(anchor)
    if subject is None and (glued := glued_speaker(anchor)):
        return (glued,)
    if subject is None or any(c.dep_ in ("auxpass",) for c in anchor.children):
        return ()
    found = noun_phrase(subject)
    behind = subject.i > anchor.i  # "…,” vowed the mayor": the encoder took the speaker into the content
    return found if found and (behind or not common(found, content)) else ()


def _two_quotations(text: str, end: int, start: int) -> bool:
    """Whether one quotation ends at `end` and another begins at `start`: what stands between is the writer's."""
    return text[end - 1] in CLOSING and text[start] in OPENING


def _opens_a_clause(text: str, piece: Span, gap: tuple[int, int]) -> bool:
    """Whether a piece is a lone "that": its clause follows, though the words between speak for somebody else as well.

    "Said that [12,000 men have volunteered] to fight": the network takes the men for the source of a wish of theirs.
    """
    return piece.of(text).lower() in _OPENERS and not any(mark in text[slice(*gap)] for mark in ".!?;")


def _mended(text: str, content: Spans, taken: Spans) -> Spans:
    """Content pieces joined over short gaps in which neither the source nor the cue stands."""
    out: list[Span] = []
    for span in sorted(content):
        if out:
            gap = (out[-1].end, span.start)
            blocked = any(t.start < gap[1] and gap[0] < t.end for t in taken) or _two_quotations(text, *gap)
            reach = CLAUSE_CHARS if _opens_a_clause(text, out[-1], gap) else TORN_CHARS
            if gap[1] - gap[0] <= reach and not blocked and "\n" not in text[gap[0] : gap[1]]:
                out[-1] = Span(out[-1].start, span.end)
                continue
        out.append(span)
    return tuple(out)
