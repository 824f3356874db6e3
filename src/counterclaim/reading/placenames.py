"""Which words of an article are names of places.

In:  a Document.   Out: spans, in text order, not overlapping.

The entity recogniser proposes; the register and the grammar dispose: a people or an adjective is no place, a ministry's
building is an actor, a state or capital that does something ("Moscow claims") is an actor too. Names that the
recogniser took for something else, or for nothing, are places where the words before them say so ("the village of …",
"near …") and the gazetteer knows them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.reading import gazetteer, names, register, roles
from counterclaim.reading.document import Document
from counterclaim.reading.placecontext import country_talk
from counterclaim.reading.wordlists import words_of
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
_LOCAL_PREPOSITION = re.compile(
    r"(?:\A|\W)(?:in|near|outside|around|towards?|into|(?:north|south|east|west)(?:-?(?:east|west))?\s+of)\s+\Z",
    re.IGNORECASE,
)
_OTHER_LABELS = frozenset(("PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART"))
# A word of a name has at most 40 letters: without that bound a line without spaces would take cubic time.
_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’'-]{0,39}[^\W\d_](?:[ -][A-ZÀ-Þ][\w’'-]{0,39}[^\W\d_]){0,2}(?!\w)")
_TYPED_NAME = re.compile(
    r"(?P<name>"
    + _NAME.pattern
    + r")\s+(?:regions?|oblasts?|Oblast|Region|provinces?|Province|governorate|district|raion|"
    r"airports?|airfields?|air\s?bases?|airbases?|seaports?|railway\s+station|ring\s+road|suburbs?|direction)\b"
)
_CUE_NAME = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|villages?|settlements?|hamlets?|suburbs?|outskirts|regions?|provinces?)\s+(?:of|near)\s+"
    r"(?:the\s+)?(?P<name>" + _NAME.pattern + ")"
)
_NEAR_NAME = re.compile(
    r"\b(?:in|near|outside|around|towards?|into|(?:north|south|east|west)(?:east|west|-east|-west)?\s+of)\s+(?P<name>"
    + _NAME.pattern
    + r")(?!['’]s)"
)
_TRIM_FRONT = re.compile(
    r"(?:the|a|an|south|north|east|west|southern|northern|eastern|western|central)\s+", re.IGNORECASE
)
_TRIM_BACK = re.compile(r"(?:['’]s?|[\s,.;:\"”“)\]—–-])+\Z")
# Words that a name of a place never ends with; the recogniser takes them in.
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady)\.?\s\Z")
SIZEABLE_PEOPLE = 5_000
_NO_PLACE_END = re.compile(
    r"\b(?:War|Wars|Agreement|Accords?|Summit|Conference|Times|Post|News|University|Ministry|Army)\Z"
)


def find_names(document: Document, talk: Mapping[str, float] | None = None) -> tuple[Span, ...]:
    """Find the names of places in the body.

    Args:
        talk: how often the article speaks of each country (`placecontext.country_talk`); None: it is counted here.
    """
    talk = country_talk(document.text) if talk is None else talk
    people = _people(document)
    found: list[Span] = []
    others: list[Any] = []
    for sentence in document.sentences:
        for ent in document.entities_in(sentence):
            if ent.label_ in _PLACE_LABELS:
                found += _from_entity(document, ent, people)
            elif ent.label_ in _OTHER_LABELS and len(ent) <= 3:
                others.append(ent)
    places = {span.start for span in found}
    for ent in others:
        found += _mislabelled(document, ent, people, places, talk)
    found += _unlabelled(document, found, people, talk)
    return tuple(_apart([s for s in found if names.key(s.of(document.text)) not in words_of("no_place")]))


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
    if _COURTESY.search(document.text[max(0, span.start - 6) : span.start]):
        return
    if not _may_be_place(name, ent.label_) or _is_actor(ent, name):
        return
    if names.key(name) in people and not gazetteer.entries(name):
        return
    yield span


def _may_be_place(name: str, label: str) -> bool:
    if not name[0].isupper() or names.key(name) in words_of("no_place") or _NO_PLACE_END.search(name):
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


def _mislabelled(
    document: Document, ent: Any, people: frozenset[str], places: set[int], talk: Mapping[str, float]
) -> Iterator[Span]:
    """A name that the recogniser took for a person or a body, where words or grammar say that it is a place."""
    span = _trimmed(document.text, ent.start_char, ent.end_char)
    if span is None or not _may_be_town(span.of(document.text), people):
        return
    name = span.of(document.text)
    before = document.text[max(0, span.start - 40) : span.start]
    if (_PLACE_CUE.search(before) and gazetteer.entries(name)) or (
        _fits(name, talk)
        and (
            (_LOCAL_PREPOSITION.search(before) and document.text[span.end : span.end + 2] not in ("'s", "’s"))
            or _is_taken(ent)
            or _is_listed(ent, places)
            or (_is_sizeable(name, talk) if " " not in name else _own(name))
        )
    ):
        yield span


def _may_be_town(name: str, people: frozenset[str]) -> bool:
    if not _NAME.fullmatch(name) or register.is_demonym(name) or names.key(name) in people:
        return False
    known = register.lookup(name)
    return known is None or (known.kind == "state" and not register.is_seat(name))


def _fits(name: str, talk: Mapping[str, float]) -> bool:
    """Whether the gazetteer has a town of the name in a country that the article speaks of, or a city anywhere."""
    return any(
        (e.main and e.people > 100_000)
        or ((e.main or e.people > 10_000 or len(name) > 6) and (e.country in talk or (e.own and not e.country)))
        for e in gazetteer.entries(name)
    )


def _is_sizeable(name: str, talk: Mapping[str, float]) -> bool:
    """Whether a lone word, whatever its role, is the main name of a town in a country that the article speaks of."""
    return len(name) > 4 and any(
        gazetteer.is_known_for(e, SIZEABLE_PEOPLE) and e.country in talk for e in gazetteer.entries(name)
    )


def _is_taken(ent: Any) -> bool:
    """ "captured Avdiivka", "El Fasher was shelled", "Vuhledar had fallen"."""
    root = ent.root
    if root.dep_ == "nsubj":
        return root.head.lemma_ in ("fall", "burn")
    return root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in words_of("territory_verbs")


def _is_listed(ent: Any, places: set[int]) -> bool:
    """Whether it stands in a list with a place: "Avdiivka and Pokrovsk"."""
    linked = [t for t in ent.root.children if t.dep_ == "conj"]
    linked += [ent.root.head] if ent.root.dep_ == "conj" else []
    return any(t.idx in places for t in linked)


def _unlabelled(
    document: Document, found: list[Span], people: frozenset[str], talk: Mapping[str, float]
) -> Iterator[Span]:
    """ "the village of X", "X region", "near X" where the recogniser saw no place."""
    taken = {s.start for s in found}
    text = document.text
    for pattern in (_CUE_NAME, _TYPED_NAME, _NEAR_NAME):
        for match in pattern.finditer(text):
            span = _known_part(text, match.start("name"), match["name"], last=pattern is _TYPED_NAME)
            if span is None or span.start in taken or document.is_excluded(span):
                continue
            name = span.of(text)
            if not _may_be_town(name, people) or document.sentence_at(span.start) is None:
                continue
            if pattern is _NEAR_NAME and (
                not _fits(name, talk) or document.tokens(span)[0].ent_type_ not in ("", "ORG")
            ):
                continue
            taken.add(span.start)
            yield span


def _known_part(text: str, start: int, name: str, *, last: bool) -> Span | None:
    """The longest beginning (or, with `last`, end) of the name that the gazetteer knows."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\s]+", name)]
    for n in range(len(words), 0, -1):
        first, end = (words[-n][0], words[-1][1]) if last else (words[0][0], words[n - 1][1])
        span = _trimmed(text, start + first, start + end)
        if span and gazetteer.entries(span.of(text)):
            return span
    return None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    if end - start > names.LONGEST_NAME_CHARS:
        return None
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
