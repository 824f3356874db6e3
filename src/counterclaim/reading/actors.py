"""Mentions of those who act or speak, with the register's entry where it is known.

In:  a Document and the places found in it.   Out: Actors, in text order, not overlapping.

People come from the entity recogniser and are linked within the article (`people`); bodies are noun phrases with a
country's adjective, name or seat ("Russian forces", "Kyiv’s Foreign Ministry"), names that the register knows, and the
recogniser's other organisations, which stay names; states are country names that do something rather than being where
something happens. Offices are resolved by the article's date where its metadata give one.
"""

import re
from collections.abc import Iterator
from typing import Any

from counterclaim.reading import gazetteer, register, roles
from counterclaim.reading.acronyms import find_acronyms
from counterclaim.reading.definites import find_definites, find_units
from counterclaim.reading.document import Document
from counterclaim.reading.ministries import find_ministries
from counterclaim.reading.people import People, find_people, name_span
from counterclaim.reading.register import RegisteredActor
from counterclaim.reading.wordlists import words_of
from counterclaim.records.article import Published
from counterclaim.records.reading import Actor, Place
from counterclaim.records.span import Span
from counterclaim.records.when import When

# Words of a phrase before its head: "senior Ukrainian and Western intelligence officials" has six.
LONGEST_PHRASE_WORDS = 9
_SITE = re.compile(
    r"\b(?:airport|airfield|air ?base|port|bridge|dam|plant|station|square|street|road)\Z", re.IGNORECASE
)
_INNER = frozenset(("amod", "compound", "poss", "nmod", "case", "punct", "nummod", "npadvmod", "advmod", "det"))


def find_actors(document: Document, places: tuple[Place, ...], published: Published | None = None) -> tuple[Actor, ...]:
    """Find the actors that the body mentions, in text order.

    Args:
        published: when the article was written, which tells who held an office then; None: its own stated date, if any.
    """
    published = published or document.article.published
    at = published.when if published else None
    people = find_people(document, at)
    where = {place.span for place in places}
    found = [actor for actor in _people(people) if actor.actor or actor.span not in where]
    taken = [actor.span for actor in found]
    found += _bodies(document, taken, at)
    found += _entities(document, where, at)
    found += _acronyms(document)
    found = _as_brought_in(document, found, at)
    found += find_units(document)
    named = list(_apart(found))
    named = list(_apart([*named, *find_ministries(document, named)]))
    return tuple(_apart([*named, *find_definites(document, named)]))


def _people(people: People) -> Iterator[Actor]:
    for span, person in people.spans:
        yield Actor(span, person.name, person.actor, "person", person.side)


def _bodies(document: Document, people: list[Span], at: When | None) -> Iterator[Actor]:
    """Noun phrases that begin with a country's adjective, name, people or seat."""
    starts = {span.start for span in people}
    for sentence in document.sentences:
        for token in sentence:
            if not token.text[0].isupper() or token.idx in starts:
                continue
            phrase = _phrase(token, sentence)
            if phrase is None:
                continue
            first, last = phrase
            actor = _longest(document, first, last, at)
            if actor:
                yield actor


def _phrase(token: Any, sentence: Any) -> tuple[int, int] | None:
    """First and last token of the noun phrase that a country word opens; None where it opens none."""
    country = register.country_of(token.text) or (token.ent_type_ == "NORP" and token.text)
    if not country and token.i + 1 < sentence.end:
        country = register.country_of(f"{token.text} {token.doc[token.i + 1].text}")
    if not country:
        return None
    head = token
    while (
        head.head.i > head.i and head.dep_ in _INNER and head.head.i < min(sentence.end, token.i + LONGEST_PHRASE_WORDS)
    ):
        head = head.head
    if head == token and not register.is_demonym(token.text) and token.ent_type_ != "NORP":
        return None
    first = token.i
    while first > sentence.start and token.doc[first - 1].lower_ in ("the", "top", "senior", "some", "several", "many"):
        first -= 1
    return first, head.i


def _longest(document: Document, first: int, last: int, at: When | None) -> Actor | None:
    """The longest beginning of the phrase that the register knows."""
    doc = document.doc
    for end in range(last, first - 1, -1):
        if doc[end].ent_type_ == "PERSON" or doc[end].is_punct:
            continue
        span = Span(doc[first].idx, doc[end].idx + len(doc[end]))
        known = register.lookup(span.of(document.text), at)
        if known and known.kind == "person" and not (doc[end].tag_ == "NN" and doc[first].lower_ == "the"):
            continue  # "the Russian leader" is who leads at the time; a name finds its person elsewhere
        if known and (known.kind != "state" or register.is_demonym(doc[end].text)):
            return _actor(span, known)
    return None


def _entities(document: Document, places: set[Span], at: When | None) -> Iterator[Actor]:
    """Names that the register knows, states that act, and organisations that stay names."""
    for sentence in document.sentences:
        for ent in document.entities_in(sentence):
            if ent.label_ not in ("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "PERSON", "EVENT"):
                continue
            span = _entity_span(document, ent)
            if span is None:
                continue
            words = span.of(document.text)
            known = register.lookup(words, at)
            if known is None or known.kind == "person":
                if ent.label_ == "ORG" and known is None and span not in places and _may_be_body(ent, words):
                    yield Actor(span, words.removeprefix("the ").removeprefix("The "), None, "organisation", None)
                continue
            if known.kind == "state" and not _is_somebody(ent, words):
                continue
            if ent.label_ in ("WORK_OF_ART", "EVENT", "PRODUCT") and known.kind == "state":
                continue
            yield _actor(_with_members(document, span, ent, known), known)


def _acronyms(document: Document) -> Iterator[Actor]:
    """Acronyms that the register knows and the recogniser passed over ("the RSF")."""
    for sentence in document.sentences:
        for token in sentence:
            if not token.ent_type_ and token.is_upper and 2 <= len(token) <= 6 and token.pos_ in ("PROPN", "NOUN"):
                known = register.lookup(token.text)
                if known and known.kind not in ("person", "state"):
                    yield _actor(Span(token.idx, token.idx + len(token)), known)


def _as_brought_in(document: Document, found: list[Actor], at: When | None) -> list[Actor]:
    """Acronyms that the article explains itself stand for what it says, whatever else the register knows by them."""
    short = find_acronyms(document.text)
    if not short:
        return found
    kept = [a for a in found if a.span.of(document.text).removeprefix("the ").removeprefix("The ") not in short]
    for sentence in document.sentences:
        for token in sentence:
            if (full := short.get(token.text)) is not None:
                span = Span(token.idx, token.idx + len(token))
                known = register.lookup(full, at)
                kept.append(_actor(span, known) if known else Actor(span, full, None, "organisation", None))
    return kept


def _with_members(document: Document, span: Span, ent: Any, known: RegisteredActor) -> Span:
    """ "M23 fighters": a body's name with the word for its members after it."""
    doc = document.doc
    if known.kind in ("group", "military", "organisation", "government", "unit") and ent.end < len(doc):
        after = doc[ent.end]
        if after.lower_ in words_of("members"):
            return Span(span.start, after.idx + len(after))
    return span


def _entity_span(document: Document, ent: Any) -> Span | None:
    span = name_span(document.text, ent.start_char, ent.end_char)
    if span is not None:
        return span
    words = document.text[ent.start_char : ent.end_char]
    if words[:4].lower() == "the ":
        inner = name_span(document.text, ent.start_char + 4, ent.end_char)
        return Span(ent.start_char, inner.end) if inner else None
    return None


def _is_somebody(ent: Any, words: str) -> bool:
    """Whether a state's name is a party here, not where something happens and not a mere description."""
    if register.is_seat(words):
        return roles.speaks_for_state(ent)
    return not roles.says_where(ent) and not roles.describes(ent)


def _may_be_body(ent: Any, words: str) -> bool:
    """Whether an unknown name that the recogniser calls an organisation can be one: no headline, title or lone word."""
    if len(words) < 3 or len(ent) > LONGEST_PHRASE_WORDS or register.is_demonym(words) or register.is_title(words):
        return False
    if any(token.pos_ in ("VERB", "AUX") for token in ent) or len(ent) + 1 >= len(ent.sent) or _SITE.search(words):
        return False
    return not gazetteer.entries(words)


def _actor(span: Span, known: RegisteredActor) -> Actor:
    return Actor(span, known.name, known.id, known.kind, known.side)


def _apart(found: list[Actor]) -> Iterator[Actor]:
    """The longest of those that overlap; a person before what else stands at the same words."""
    end = -1
    for actor in sorted(found, key=lambda a: (a.span.start, -a.span.end, a.kind != "person", a.actor is None)):
        if actor.span.start >= end:
            yield actor
            end = actor.span.end
