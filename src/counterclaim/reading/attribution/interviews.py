"""Interviews whose answers carry no name, or carry it once: questions, and what the one who is asked says.

In:  a Document, the Turns that its labels show (turns.py).   Out: Turns of the one who is asked; candidates for the
sentences of the answers that state something.
The structure must be clear: several paragraphs that ask, what stands between them is no list of headings (somebody
says "I" or "we" in it), and exactly one person can be the one who answers. Otherwise nobody is given anything.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, common, size
from counterclaim.reading.attribution.mentions import Cast
from counterclaim.reading.attribution.nesting import MOST_AROUND
from counterclaim.reading.attribution.relays import relay_of
from counterclaim.reading.attribution.resolution import identify
from counterclaim.reading.attribution.sources import is_title
from counterclaim.reading.attribution.turns import ANSWERER, LABEL, SURENESS, TURN, Turn, turn_at
from counterclaim.reading.document import Document
from counterclaim.records.reading import Attribution
from counterclaim.records.span import Span, hull, words_of
from counterclaim.records.values import Quote

ANSWER = "transcript: answer"
OWN = frozenset({"i", "we", "my", "our"})
# Fewer questions are rhetorical ones; and they are at least this share of the paragraphs from the first of them on.
LEAST_QUESTIONS, LEAST_SHARE = 3, 0.25
# In an explainer with questions for headings nobody says "I": this share of the answers must.
LEAST_FIRST_PERSON = 0.25
# A remark by which the interviewer prompts has at most this many words, and the answers around it have more.
LONGEST_PROMPT_WORDS = 30
# "He never wanted it." states nothing that stands alone.
LEAST_WORDS = 5
FACTUAL = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC", "FAC", "CARDINAL", "QUANTITY", "PERCENT", "MONEY", "EVENT"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CONVERSING = frozenset({"speak", "talk", "tell", "discuss", "answer", "explain", "describe", "interview", "converse"})
_ASKS = re.compile(r"\?[”\"’')\]]*\Z")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_BYLINE = re.compile(r"(?:[Bb]y|BY|[Ii]nterview(?:ed)? by|[Ww]ords by)\s")
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|in\s+conversation|conversation\s+with|(?:spoke|talk(?:s|ed)?|speaks?|sat\s+down)\s+(?:to|with)"
    r"|edited\s+for|questions)\b",
    re.IGNORECASE,
)


def find_answers(document: Document, labelled: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The turns of an interview: those of its labels where they name speakers, else those of its questions' answers."""
    if labelled:
        return _with_asked(document, labelled)
    paragraphs = [p for p in document.paragraphs if not document.is_excluded(p)]
    asking = _asking(document.text, paragraphs)
    if sum(asking) < LEAST_QUESTIONS:
        return ()
    first = asking.index(True)
    if sum(asking) < LEAST_SHARE * (len(paragraphs) - first):
        return ()
    answers = list(_between(document.text, paragraphs, asking))
    spoken = sum(bool(_FIRST_PERSON.search(p.of(document.text))) for p in answers)
    if len(answers) < LEAST_QUESTIONS or spoken < LEAST_FIRST_PERSON * len(answers):
        return ()
    labels = {m["who"]: Span(m.start("who"), m.end("who")) for p in answers if (m := _label(document.text, p))}
    if len(labels) > 1:
        return ()
    who = next(iter(labels.values()), None) or _asked(document, paragraphs[first].start)
    if who is None:
        return ()
    return tuple(Turn(who, _unlabelled(document.text, p), named=True) for p in answers)


def stated(document: Document, turns: Sequence[Turn], kept: Sequence[Candidate]) -> Iterator[tuple[None, Candidate]]:
    """The sentences of the answers that state something and that nobody else is quoted in."""
    ordered = sorted(kept, key=lambda c: _reach(c).start)
    starts = [_reach(c).start for c in ordered]
    for turn in (t for t in turns if t.named):
        for sentence in _sentences(document, turn.said):
            span = Span(max(sentence.start_char, turn.said.start), min(sentence.end_char, turn.said.end))
            if not _states(document, span) or _in_brackets(document.text, turn, span.start):
                continue
            stop = bisect.bisect_left(starts, span.end)
            if not any(_tells(span, c) for c in ordered[max(0, stop - MOST_AROUND) : stop]):
                yield None, Candidate((turn.who,), (), (span,), SURENESS, ANSWER, act="assert")


def _reach(found: Candidate) -> Span:
    return hull((*found.source, *found.cue, *found.content))


def _tells(sentence: Span, found: Candidate) -> bool:
    """Whether what the sentence says is found already, or said by somebody in it."""
    if any(sentence.covers(s) for s in found.cue):
        return True
    return common((sentence,), found.content) > 0.3 * size((sentence,))


def is_label(document: Document, found: Candidate) -> bool:
    """Whether a colon after a name at the head of a paragraph was taken for saying: "THE PAPER: How long?"."""
    if words_of(found.cue, document.text).strip() != ":" or not found.source:
        return False
    home = document.paragraph_at(found.source[0].start)
    return home is not None and home.start == found.source[0].start


def is_interview(turns: Sequence[Turn]) -> bool:
    """Whether one person answers all along: the turns share one name, which stands once."""
    named = [t for t in turns if t.named]
    return len(named) > 1 and len({t.who for t in named}) == 1


def voiced(document: Document, record: Attribution, turns: Sequence[Turn], cast: Cast) -> Attribution:
    """A record within somebody's turn: the speaker's own words are direct, and whoever else is quoted there is quoted
    through the speaker. What the editors put in between brackets is their own."""
    at = record.content[0].start
    turn = turn_at(record.content[0], turns)
    if record.rule in (TURN, ANSWER):
        return replace(record, quote=Quote.DIRECT)
    if turn is None or not turn.named or record.source is None or _in_brackets(document.text, turn, at):
        return record
    who = identify(document, (turn.who,), cast, ())
    if record.source.text.lower() in OWN:
        return replace(record, quote=Quote.DIRECT)
    if who.name is None or record.source.name == who.name or any(v.name == who.name for v in record.via):
        return record
    return replace(record, via=(*record.via, relay_of(turn.who, who.name, who.actor)))


def _asking(text: str, paragraphs: Sequence[Span]) -> list[bool]:
    """Which paragraphs ask: those that end so, and those of whoever asks in front of another's label."""
    asking = [bool(_ASKS.search(p.of(text))) for p in paragraphs]
    labels = [m["who"] if (m := _label(text, p)) else None for p in paragraphs]
    hosts = {
        one
        for p, one, other in zip(paragraphs, labels, labels[1:], strict=False)
        if one and other and one != other and "?" in p.of(text)
    }
    answering = {other for one, other in pairwise(labels) if one in hosts and other} - {None}
    return [asks or (one in hosts and one not in answering) for asks, one in zip(asking, labels, strict=True)]


def _between(text: str, paragraphs: Sequence[Span], asking: Sequence[bool]) -> Iterator[Span]:
    """The paragraphs that answer. After the last question one does: notes on the authors may follow it."""
    questions = [i for i, asks in enumerate(asking) if asks]
    gaps = [paragraphs[a + 1 : b] for a, b in pairwise(questions)]
    usual = median(len(g) for g in gaps) if gaps else 0
    for gap in gaps:
        if usual <= 1 and len(gap) == 3 and _prompts(text, gap):
            gap = [gap[0], gap[2]]
        yield from gap
    yield from paragraphs[questions[-1] + 1 : questions[-1] + 2]


def _prompts(text: str, gap: Sequence[Span]) -> bool:
    before, remark, after = (len(p.of(text).split()) for p in gap)
    return remark <= LONGEST_PROMPT_WORDS and remark < min(before, after)


def _label(text: str, paragraph: Span) -> Any:
    found = LABEL.match(text, paragraph.start, paragraph.end)
    return found if found and found["who"] not in ANSWERER else None


def _unlabelled(text: str, paragraph: Span) -> Span:
    found = LABEL.match(text, paragraph.start, paragraph.end)
    return Span(found.end(), paragraph.end) if found else paragraph


def _with_asked(document: Document, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The turns marked "A:" given to the one who is asked, where the introduction shows who that is."""
    if all(t.named for t in turns) or (who := _asked(document, turns[0].who.start)) is None:
        return turns
    return tuple(replace(t, who=who, named=True) if t.who.of(document.text) in ANSWERER else t for t in turns)


def _asked(document: Document, stop: int) -> Span | None:
    """The one person whom what stands before the first question introduces as the one who answers."""
    if not _INTERVIEW.search(document.text, 0, stop):
        return None
    people: dict[str, Span] = {}
    talking: dict[str, Span] = {}
    for entity in document.entities:
        if entity.start_char >= stop:
            break
        home = document.paragraph_at(entity.start_char)
        if entity.label_ != "PERSON" or home is None or _BYLINE.match(document.text, home.start):
            continue
        span = Span(entity.start_char, entity.end_char)
        last = entity[-1].lower_
        if len(entity) > 1:
            people.setdefault(last, span)
        if _converses(entity.root):
            talking.setdefault(last, people.get(last, span))
    for found in (talking, people):
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return None
    return None


def _converses(token: Any) -> bool:
    """ "Ada Lind spoke to us", "we talked to Ada Lind", "an interview with Ada Lind".

    Where two people are named ("Ada Lind talked to the historian Jan Kral"), the one who is introduced is asked.
    """
    place = token.head if token.dep_ == "appos" and token.head.pos_ == "NOUN" else token
    if place.dep_ == "nsubj":
        if place.head.lemma_.lower() not in CONVERSING:
            return False
        other = _partner(place.head)
        return other is None or (_introduced(token) and not _introduced(other))
    if place.dep_ == "pobj" and place.head.lower_ in ("to", "with"):
        lead = place.head.head  # whom "he spoke with" is the one who asks
        if lead.pos_ == "NOUN":
            return True
        subject = next((c for c in lead.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.lower_ in ("we", "i"):
            return subject is not None
        return subject.ent_type_ == "PERSON" and _introduced(token) and not _introduced(subject)
    return bool(place.dep_ == "dobj" and place.head.lemma_.lower() == "interview")


def _partner(verb: Any) -> Any | None:
    """The person with whom the subject of this verb talks."""
    leads = (c for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "with"))
    heads = [g for c in leads for g in c.children if g.dep_ == "pobj"]
    named = [n for g in heads for n in (g, *g.children) if n.ent_type_ == "PERSON" and n.dep_ in ("pobj", "appos")]
    return named[0] if named else None


def _introduced(name: Any) -> bool:
    """Whether the words around a name say who that is: "the historian Jan Kral, whose book ..."."""
    described = name.dep_ == "appos" or any(c.dep_ in ("appos", "relcl", "acl") for c in name.children)
    return described or any(c.pos_ == "NOUN" or is_title(c.lemma_) for c in name.lefts)


def _sentences(document: Document, said: Span) -> Iterator[Any]:
    number = max(0, document.sentence_index(said.start))
    while number < len(document.sentences) and document.sentences[number].start_char < said.end:
        if document.sentences[number].end_char > said.start:
            yield document.sentences[number]
        number += 1


def _states(document: Document, span: Span) -> bool:
    """Whether a sentence says something of the world: a finite verb, and somebody, some place or some number."""
    words = span.of(document.text)
    if sum(any(c.isalnum() for c in w) for w in words.split()) < LEAST_WORDS or _ASKS.search(words):
        return False
    tokens = document.tokens(span)
    if not any(t.tag_ in FINITE for t in tokens):
        return False
    return any(e.label_ in FACTUAL for e in document.entities_in(tokens)) or any(t.like_num for t in tokens)


def _in_brackets(text: str, turn: Turn, at: int) -> bool:
    """Whether the editors put in what stands at `at`: "[The ministry denies this.]"."""
    return text.rfind("[", turn.said.start, at + 1) > text.rfind("]", turn.said.start, at)
