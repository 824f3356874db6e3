"""Conversations told of in a sentence of their own: "Brandt gave an interview to Radio Harbour. He believes that ...".

In:  a Document and its records in text order.   Out: the records, with who heard them as their relay.
What is said right after goes through the outlet that was spoken to, until somebody else speaks or the paragraph ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.reading.attribution.hearers import hearer_at, outlet_at
from counterclaim.reading.document import Document
from counterclaim.records.reading import Attribution, Relay
from counterclaim.records.span import Span

GIVING = frozenset({"give", "grant"})
SPEAKING = frozenset({"speak", "talk"})
ASKING = frozenset({"interview", "question"})
TO = frozenset({"to", "with"})
# Sources that go on with those who were just introduced.
ANAPHORIC = frozenset({"he", "she", "they", "it", "one", "another", "some", "most", "others", "many", "several"})


@dataclass(frozen=True, slots=True)
class Hearing:
    """Somebody spoke to an outlet, and the stretch in which that holds."""

    told_in: Span  # the sentence that tells of the conversation
    scope: Span
    relay: Relay


def with_hearings(document: Document, records: Sequence[Attribution]) -> list[Attribution]:
    """Give what is said after an interview was told of to the outlet that heard it."""
    hearings = list(find_hearings(document))
    if not hearings:
        return list(records)
    out: list[Attribution] = []
    ended: set[Span] = set()
    for record in records:
        at = record.content[0].start
        heard = next((h for h in reversed(hearings) if h.scope.start <= at < h.scope.end), None)
        if heard is not None and heard.told_in not in ended and record.source is not None:
            if not _goes_on(document.text, record.source.text, record.source.name, heard):
                ended.add(heard.told_in)
            elif not record.via:
                record = replace(record, via=(heard.relay,))
        out.append(record)
    return out


def _goes_on(text: str, words: str, name: str | None, heard: Hearing) -> bool:
    """Whether the source is taken up from the sentence of the conversation, by a pronoun or by name."""
    if words.split(maxsplit=1)[0].lower() in ANAPHORIC:
        return True
    return name is not None and name.split()[-1] in heard.told_in.of(text)


def find_hearings(document: Document) -> Iterator[Hearing]:
    """The conversations with an outlet that a sentence tells of without saying what was said, in text order."""
    for sentence in document.sentences:
        for verb in sentence:
            if verb.pos_ != "VERB" or (met := _outlet_of(verb)) is None:
                continue
            home = document.paragraph_at(sentence.start_char)
            relay = outlet_at(document, met, lambda _: None)
            if relay is None and verb.lemma_.lower() in GIVING:
                relay = hearer_at(document, met, asks=True)
            if home is None or relay is None or home.end <= sentence.end_char:
                continue
            told_in = Span(sentence.start_char, sentence.end_char)
            yield Hearing(told_in, Span(sentence.end_char, home.end), relay)


def _outlet_of(verb: Any) -> Any | None:
    """The token that may name the outlet of a conversation which this verb tells of."""
    lemma = verb.lemma_.lower()
    if any(c.dep_ == "ccomp" for c in verb.children):
        return None  # what was said stands with it
    if lemma in GIVING:
        talk = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() == "interview"), None)
        return (_after(talk) or _after(verb)) if talk is not None else None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if lemma in ASKING:
        return subject
    if lemma in SPEAKING and verb.dep_ == "ROOT" and (heard := _after(verb)) is not None:
        return heard if heard.pos_ == "PROPN" else subject
    return None


def _after(token: Any) -> Any | None:
    """What stands after "to" or "with"."""
    lead = next((c for c in token.children if c.dep_ in ("prep", "dative") and c.lower_ in TO), None)
    return next((c for c in lead.children if c.dep_ == "pobj"), None) if lead is not None else None
