"""Which words of an article are names of places.

In:  a Document.   Out: spans, in text order, not overlapping.

The entity recogniser proposes; the register and the grammar dispose: a people or an adjective is no place, a ministry's
building is an actor, a state or capital that does something ("Moscow claims") is an actor too. Names that the
recogniser took for something else, or for nothing, are places where the words before them say so ("the village of …",
"near …") and the gazetteer knows them.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from counterclaim.reading import gazetteer, names, register, roles
from counterclaim.reading.document import Document
from counterclaim.records.span import Span

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_PLACE_CUE = re.compile(
    r"\b(?:(?:cit(?:y|ies)|towns?|villages?|settlements?|hamlets?|suburbs?|regions?|provinces?|oblasts?|districts?|ports?)"
    r"\s+(?:of|in|near)|outskirts\s+of|towns?|villages?|settlements?|city|hamlet)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:\A|\W)(?:in|near|at|outside|around|towards?|from|to|into|of|over|between|and)\s+(?:the\s+)?\Z"
)
_LOCAL_PREPOSITION = re.compile(r"(?:\A|\W)(?:in|near|outside|around|towards?|into)\s+\Z", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*[^\W\d_](?:[ -][A-ZÀ-Þ][\w’'-]*[^\W\d_]){0,2}")
_TYPED_NAME = re.compile(
    r"(?P<name>"
    + _NAME.pattern
    + r")\s+(?:regions?|oblasts?|Oblast|Region|provinces?|Province|governorate|district|raion)\b"
)
_CUE_NAME = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|villages?|settlements?|hamlets?|suburbs?|outskirts|regions?|provinces?)\s+(?:of|near)\s+"
    r"(?:the\s+)?(?P<name>" + _NAME.pattern + ")"
)
_TRIM_FRONT = re.compile(
    r"(?:the|a|an|south|north|east|west|southern|northern|eastern|western|central)\s+", re.IGNORECASE
)
_TRIM_BACK = re.compile(r"(?:['’]s?|[\s,.;:\"”“)\]—–-])+\Z")
# Words that a name of a place never ends with; the recogniser takes them in.
_NO_PLACE = frozenset(
    "western eastern northern southern central north south east west middle upper lower allied federal union republic"
    " state states city county district province region village town border capital front internet earth god".split()
)
_NO_PLACE_END = re.compile(
    r"\b(?:War|Wars|Agreement|Accords?|Summit|Conference|Times|Post|News|University|Ministry|Army)\Z"
)


def find_names(document: Document) -> tuple[Span, ...]:
    """Find the names of places in the body."""
    people = _people(document)
    found: list[Span] = []
    for sentence in document.sentences:
        for ent in document.entities_in(sentence):
            if ent.label_ in _PLACE_LABELS:
                found += _from_entity(document, ent, people)
            elif ent.label_ in ("PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART"):
                found += _mislabelled(document, ent, people)
    found += _unlabelled(document, found)
    return tuple(_apart(found))


def _people(document: Document) -> frozenset[str]:
    """Surnames of the people that the article names in full."""
    return frozenset(
        names.key(ent.text.rsplit(maxsplit=1)[-1])
        for sentence in document.sentences
        for ent in document.entities_in(sentence)
        if ent.label_ == "PERSON" and len(ent) > 1
    )


def _from_entity(document: Document, ent: Any, people: frozenset[str]) -> Iterator[Span]:
    span = _trimmed(document.text, ent.start_char, ent.end_char)
    if span is None:
        return
    name = span.of(document.text)
    if not _may_be_place(name, ent.label_) or _is_actor(ent, name):
        return
    if names.key(name) in people and not gazetteer.entries(name):
        return
    yield span


def _may_be_place(name: str, label: str) -> bool:
    if not name[0].isupper() or names.key(name) in _NO_PLACE or _NO_PLACE_END.search(name):
        return False
    if register.is_demonym(name) and not _is_country(name):
        return False
    actor = register.lookup(name)
    if actor is not None and actor.kind != "state" and not _own(name):
        return False
    return label != "FAC" or bool(gazetteer.entries(name))


def _is_country(name: str) -> bool:
    return any(e.kind in ("country", "territory") for e in gazetteer.entries(name)[:1])


def _own(name: str) -> bool:
    return any(e.own for e in gazetteer.entries(name)[:1])


def _is_actor(ent: Any, name: str) -> bool:
    """Whether a state's or capital's name is somebody here rather than somewhere."""
    actor = register.lookup(name)
    if actor is None or actor.kind != "state":
        return False
    if register.is_seat(name):
        return roles.speaks_for_state(ent) or roles.describes(ent)
    return roles.acts(ent) or roles.describes(ent)


def _mislabelled(document: Document, ent: Any, people: frozenset[str]) -> Iterator[Span]:
    """A name that the recogniser took for a person or a body, after words that say it is a place."""
    span = _trimmed(document.text, ent.start_char, ent.end_char)
    if span is None or len(ent) > 3:
        return
    name = span.of(document.text)
    if not _NAME.fullmatch(name) or register.lookup(name) or register.is_demonym(name) or names.key(name) in people:
        return
    before = document.text[max(0, span.start - 40) : span.start]
    cue = bool(_PLACE_CUE.search(before))
    after = document.text[span.end : span.end + 2]
    if (cue or (_LOCAL_PREPOSITION.search(before) and not after.startswith(("'s", "’s")))) and _is_town(name):
        yield span


def _is_town(name: str) -> bool:
    return any(e.main or e.people > 10_000 for e in gazetteer.entries(name))


def _unlabelled(document: Document, found: list[Span]) -> Iterator[Span]:
    """ "the village of X" where the recogniser saw no entity."""
    taken = {s.start for s in found}
    for match in itertools.chain(_CUE_NAME.finditer(document.text), _TYPED_NAME.finditer(document.text)):
        span = Span(match.start("name"), match.end("name"))
        if span.start in taken or document.is_excluded(span) or document.sentence_at(span.start) is None:
            continue
        words = span.of(document.text).split(" ")
        for n in range(len(words), 0, -1):
            name = " ".join(words[:n])
            trimmed = _trimmed(document.text, span.start, span.start + len(name))
            if trimmed and gazetteer.entries(trimmed.of(document.text)) and not register.is_demonym(name):
                yield trimmed
                break


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    if found := _TRIM_BACK.search(words):
        # The stop of an abbreviation ("D.C.", "Ky.") is part of it.
        cut = words[: found.start()]
        if not (words.startswith(cut + ".") and ("." in cut or gazetteer.short_forms().get(cut + "."))):
            words = cut
        else:
            words = cut + "."
    if not words:
        return None
    if not _own(words) and (found := _TRIM_FRONT.match(words)):
        rest = words[found.end() :]
        known = gazetteer.entries(words)
        if rest and rest[0].isupper() and (words[0].islower() or not known or found.group().lower() == "the "):
            start += found.end()
            words = rest
    return Span(start, start + len(words)) if words and any(c.isalpha() for c in words) else None


def _apart(found: list[Span]) -> Iterator[Span]:
    end = -1
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.start >= end:
            yield span
            end = span.end
