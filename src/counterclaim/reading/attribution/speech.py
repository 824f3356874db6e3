"""Quotations and their speakers: whole quotations, split ones, those that run on, those that stand alone.

In:  judged candidates and the article's quotations.   Out: candidates whose contents take in what the speaker goes on
to say, candidates for free-standing quotations, and Drops for those whose speaker nothing shows.
"""

import bisect
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus, union
from counterclaim.reading.attribution.citing import is_medium
from counterclaim.reading.attribution.lexicon import speaks_up
from counterclaim.reading.attribution.quotations import Quotation, overlapping
from counterclaim.reading.attribution.sources import can_speak
from counterclaim.reading.attribution.speakers import noun_phrase, subject_of
from counterclaim.reading.document import Document
from counterclaim.records.article import Drop
from counterclaim.records.span import Span, Spans, hull

Found = tuple[Any | None, Candidate]

# Fewer words between marks are a name, a title or scare quotes, not speech that stands alone.
SPEECH_WORDS = 5
# A quotation that a speaker "goes on with" is less sure than one with its own cue, and one in a new paragraph less.
RUNS_ON, NEW_PARAGRAPH, INTRODUCED = 0.9, 0.55, 0.75
# Speech goes on within this many characters of its cue; and how many candidates before it are looked at.
FARTHEST_CHARS, MOST_BEFORE = 400, 12

NO_SPEAKER = "a quotation without a speaker"


def with_whole_speech(
    document: Document, judged: Sequence[Found], quotations: tuple[Quotation, ...]
) -> tuple[list[Found], list[Drop]]:
    """Give every quotation that can be given to a speaker."""
    out = [(anchor, _whole(document.text, found, quotations)) for anchor, found in judged]
    taken = sorted(s for _, c in out for s in (*c.content, *c.cue, *c.source))
    ends = sorted((_end(c), i) for i, (_, c) in enumerate(out))
    dropped: list[Drop] = []
    for quotation in quotations:
        weight = _weight(document, quotation)
        if not weight or _touched(quotation.span, taken):
            continue
        start = quotation.span.start
        near = [i for _, i in ends[: bisect.bisect_right(ends, (start, len(out)))][-MOST_BEFORE:] if out[i][1].source]
        given = _run_on(document, quotation, out, near, quotations)
        if given is not None:
            at, found = given
            out[at] = (out[at][0], found)
            bisect.insort(ends, (_end(found), at))
        elif weight < SPEECH_WORDS:
            continue
        elif (alone := _alone(document, quotation, [out[i][1] for i in near])) is not None:
            out.append(alone)
            bisect.insort(ends, (_end(alone[1]), len(out) - 1))
        else:
            words = quotation.inner(document.text)[:200]
            dropped.append(Drop(words, NO_SPEAKER, "", quotation.span))
            continue
        bisect.insort(taken, quotation.span)
    return out, dropped


def _whole(text: str, found: Candidate, quotations: tuple[Quotation, ...]) -> Candidate:
    """The content with the whole of each quotation that it has begun, unless cue or source stand inside it."""
    extended: list[Span] = list(found.content)
    for span in found.content:
        for quotation in overlapping(span, quotations):
            q = quotation.span
            shared = min(span.end, q.end) - max(span.start, q.start)
            if any(q.overlaps(s) for s in (*found.cue, *found.source)) or shared < min(8, q.end - q.start):
                continue
            if shared >= 0.3 * (q.end - q.start) or len(quotation.inner(text).split()) > 2:
                extended.append(q)
    return replace(found, content=union(extended, text, bridge=2)) if len(extended) > len(found.content) else found


def _weight(document: Document, quotation: Quotation) -> int:
    """How many words of speech a quotation has; 0 for a name, a title or a phrase between marks."""
    words = quotation.inner(document.text)
    count = len(words.split())
    if document.is_excluded(quotation.span):
        return 0
    sentence = words[:1].isupper() and words[-1:] in ".!?…" and count > 1
    if count < SPEECH_WORDS:
        return count if sentence or quotation.continues else 0
    return count if quotation.continues or words[:1].isupper() or words[-1:] in ",.!?…" else 0


def _touched(span: Span, taken: list[Span]) -> bool:
    at = bisect.bisect_left(taken, span.end, key=lambda s: s.start)
    return any(s.overlaps(span) for s in taken[max(0, at - 12) : at])


def _end(found: Candidate) -> int:
    return max(found.content[-1].end, found.cue[-1].end if found.cue else 0)


def _run_on(
    document: Document,
    quotation: Quotation,
    out: Sequence[Found],
    near: Sequence[int],
    quotations: tuple[Quotation, ...],
) -> tuple[int, Candidate] | None:
    """The candidate whose speech goes on in this quotation: right after its sentence, or in the next paragraph where
    its own quotation was left open."""
    start = quotation.span.start
    if not near or start - _end(out[near[-1]][1]) > FARTHEST_CHARS:
        return None
    at = max(near, key=lambda i: _end(out[i][1]))
    found = out[at][1]
    spoken = [q for s in found.content for q in overlapping(s, quotations)]
    if not spoken:
        return None
    home, here = document.paragraph_at(found.content[-1].start), document.paragraph_at(start)
    if quotation.continues and spoken[-1].closed is False:
        return at, replace(found, content=(*found.content, quotation.span))
    if home != here or not _adjoins(document, found, start):
        return None
    rest = document.sentence_at(quotation.span.end - 1)
    if rest is not None and rest.end_char - quotation.span.end > 12:
        return None  # the sentence goes on after the mark: somebody else may be speaking
    content = tuple(sorted((*found.content, quotation.span)))
    return at, replace(found, content=content, confidence=found.confidence * RUNS_ON)


def _adjoins(document: Document, found: Candidate, start: int) -> bool:
    """Whether nothing but the end of the cue's own sentence lies between the speech and what follows."""
    spoken = hull((*found.content, *found.cue, *found.source))
    sentence = document.sentence_at(max(0, spoken.end - 1))
    end = max(spoken.end, sentence.end_char if sentence is not None else 0)
    return not any(c.isalnum() for c in document.text[min(end, start) : start])


def _alone(document: Document, quotation: Quotation, before_it: Sequence[Candidate]) -> Found | None:
    """A quotation without a cue: introduced with a colon, or a paragraph of its own after its speaker's."""
    start = quotation.span.start
    introduced = _introducer(document, quotation)
    if introduced:
        return None, Candidate(introduced, (), (quotation.span,), INTRODUCED, "quotation: introduced", act="assert")
    home = document.paragraph_at(start)
    if home is None or home.start != start or home.end - quotation.span.end > 3:
        return None
    if not before_it:
        return None
    last = max(before_it, key=lambda c: c.content[-1].end)
    gap = document.text[last.content[-1].end : start]
    quoted_before = any(m in document.text[last.content[-1].start : last.content[-1].end] for m in '“"«')
    if gap.count("\n") and len(gap) < 300 and quoted_before:
        return None, Candidate(
            last.source,
            (),
            minus((quotation.span,), last.source),
            NEW_PARAGRAPH,
            "quotation: next paragraph",
            act="assert",
        )
    return None


def _introducer(document: Document, quotation: Quotation) -> Spans:
    """The speaker whom the words before the quotation introduce: with a colon, or as one who spoke."""
    start = quotation.span.start
    before = document.text[max(0, start - 3) : start].rstrip()
    index = document.sentence_index(start - 1) if start else -1
    if index < 0 or start - document.sentences[index].start_char > FARTHEST_CHARS:
        return ()
    home = document.paragraph_at(start)
    colon = before.endswith(":")
    if not colon and (home is None or not home.covers(_span(document.sentences[index][0]))):
        return ()
    if not colon and _has_own_cue(document, quotation):
        return ()
    for verb in document.sentences[index]:
        if verb.idx >= start or verb.pos_ not in ("VERB", "AUX"):
            continue
        if not colon and not speaks_up(verb.lemma_.lower()):
            continue
        subject = subject_of(verb)
        if subject is not None and subject.idx < start and can_speak(subject):
            speaker = noun_phrase(subject)
            asks = not colon and is_medium(document, speaker)
            return () if asks else speaker  # "the Tribune spoke to three farmers": a farmer's words follow
    return _named_alone(document, document.sentences[index], start) if colon else ()


def _has_own_cue(document: Document, quotation: Quotation) -> bool:
    """Whether the sentence goes on behind the mark: "“We lost it all,” one said."."""
    sentence = document.sentence_at(quotation.span.end - 1)
    rest = document.text[quotation.span.end : sentence.end_char] if sentence is not None else ""
    return any(map(str.isalnum, rest))


# "Another:", "A nurse at the same hospital:": who speaks has at most so many words.
MOST_NAMING_WORDS = 10


def _named_alone(document: Document, sentence: Any, start: int) -> Spans:
    """The speaker of "Another: “They left.”": nothing but a noun phrase stands before the colon."""
    tokens = document.tokens(Span(sentence.start_char, start))
    words = [t for t in tokens if t.is_alpha]
    if not 0 < len(words) <= MOST_NAMING_WORDS or any(t.pos_ in ("VERB", "AUX") for t in words):
        return ()
    head = next((t for t in words if not any(a in words for a in t.ancestors)), words[0])
    return noun_phrase(head) if can_speak(head) else ()


def _span(token: Any) -> Span:
    return Span(token.idx, token.idx + max(1, len(token)))
