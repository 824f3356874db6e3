"""People as one article names them: full names, the surnames that stand for them later, and whom they speak for.

In:  a Document.   Out: People, which resolves a name as it is written at an offset.
A surname goes to the full name in the article that ends with it, the latest before it if there are several; failing
that to the register; failing that it stays a name.
"""

import bisect
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.reading import gazetteer, names, register
from counterclaim.reading.document import Document
from counterclaim.records.span import Span
from counterclaim.records.values import Side
from counterclaim.records.when import When

_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Maj|Col|Capt|Sgt|Sen|Rep|Gov|Adm|Brig|Sir|Lord|Lady|Dame|Hon|Rev)\.?|President|General|"
    r"Major|Colonel|Lieutenant|Captain|Admiral|Minister|Secretary|Senator|Governor|Mayor|Chancellor|Premier|King|Queen|"
    r"Prince|Princess|Sheikh|Ayatollah|Imam|Ambassador|Professor|Doctor|Spokesman|Spokeswoman|Spokesperson|Commander|"
    r"Brigadier|Sergeant|Chairman|Chairwoman|Representative|Congressman|Congresswoman|Judge|Justice|Mullah)\s+"
)
_BACK = re.compile(r"(?:['’]s?|[\s,.;:\"”“)\]—–-])+\Z")
# Names that end with a stop of their own: "U.S.", "Ferdinand Marcos Jr.".
_STOPPED = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b[JS]r)\.\Z")
_NAME_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
# Furthest an apposition may reach: "…, a spokesman for the southern command of the … army,".
APPOSITION_CHARS = 90
_NUMBERS = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"))
TOWN_PEOPLE = 3_000
_APPOSITION = re.compile(r"\A,\s+(?P<words>(?:an?|the)?\s?[^,.;:()\n]{3,90}?)(?=[,.;:]|\s(?:said|says|told|who)\b)")
_BELONGS = re.compile(r"\A\s+(?:of|from|at|with)\s+(?:the\s+)?(?P<words>[A-Z][^,.;:()\n]{2,60}?)(?=[,.;:]|\s[a-z]+\b)")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the article knows them."""

    name: str  # full form: the register's if it knows the person, else the article's longest
    actor: str | None
    side: Side | None


@dataclass(frozen=True, slots=True)
class People:
    """The people of one article."""

    spans: tuple[tuple[Span, Person], ...]  # every mention, in text order
    surnames: dict[str, tuple[tuple[int, Person], ...]]  # key: offsets of full mentions and whom they name

    def named(self, surname: str, offset: int) -> Person | None:
        """Whom a surname stands for at an offset."""
        known = self.surnames.get(names.key(surname))
        if not known:
            return None
        at = bisect.bisect_right(known, offset, key=lambda k: k[0]) - 1
        return known[max(0, at)][1]


def find_people(document: Document, at: When | None) -> People:
    """Find the mentions of people and link them within the article."""
    spans = list(_spans(document))
    surnames_seen = {names.key(s.of(document.text).rsplit(maxsplit=1)[-1]) for s in spans if " " in s.of(document.text)}
    spans = [s for s in spans if names.key(s.of(document.text)) in surnames_seen or not _is_other(s.of(document.text))]
    full: dict[str, Person] = {}
    surnames: dict[str, list[tuple[int, Person]]] = {}
    for span in spans:
        words = span.of(document.text).split()
        if len(words) > 1:
            key = names.key(" ".join(words))
            if key not in full or (full[key].side is None):
                full[key] = _person(document, span, at)
            surnames.setdefault(names.key(words[-1]), []).append((span.start, full[key]))
    frozen = {k: tuple(v) for k, v in surnames.items()}
    people = People((), frozen)
    mentions = []
    for span in sorted([*spans, *_unlabelled(document, frozen, spans)]):
        name = span.of(document.text)
        person = full.get(names.key(name)) if " " in name else people.named(name, span.start)
        mentions.append((span, person or _person(document, span, at)))
    return People(tuple(mentions), frozen)


def _spans(document: Document) -> Iterator[Span]:
    for sentence in document.sentences:
        for ent in document.entities_in(sentence):
            span = None
            if ent.label_ in _NUMBERS:
                continue
            if ent.label_ == "PERSON" or _is_registered(ent):
                span = name_span(document.text, ent.start_char, ent.end_char)
            elif 2 < len(ent) < 12 and _is_registered(ent[-2:]):
                # "the UN Vasily Nebenzya" for the ambassador to the UN: the recogniser ran two names together.
                span = name_span(document.text, ent[-2].idx, ent.end_char)
            if span:
                yield span


def _unlabelled(document: Document, surnames: Container[str], found: Sequence[Span]) -> Iterator[Span]:
    """Surnames of people named in full elsewhere, and of people whom the register knows, that carry no label."""
    taken = {span.start for span in found}
    for sentence in document.sentences:
        for token in sentence:
            if token.idx in taken or len(token) < 4 or not token.text.istitle() or not token.text.isalpha():
                continue
            if token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN":
                continue
            if token.ent_iob_ == "I" or (token.ent_type_ and names.key(token.text) not in surnames):
                continue
            if names.key(token.text) in surnames or (
                token.pos_ == "PROPN" and _is_registered(token.doc[token.i : token.i + 1])
            ):
                yield Span(token.idx, token.idx + len(token))


def _is_registered(ent: Any) -> bool:
    known = register.lookup(ent.text) if len(ent) <= 3 else None
    return known is not None and known.kind == "person"


def _is_other(name: str) -> bool:
    """What the recogniser calls a person and the register knows as something else, or a word that is no name."""
    known = register.lookup(name)
    if (known is not None and known.kind != "person") or register.is_demonym(name) or register.is_title(name):
        return True
    if known is None and " " in name and any(e.own for e in gazetteer.entries(name)):
        return True
    # A lone word that is a town's name is more often the town than somebody's first mention.
    return (
        known is None
        and " " not in name
        and any(gazetteer.is_known_for(e, TOWN_PEOPLE) for e in gazetteer.entries(name))
    )


def name_span(text: str, start: int, end: int) -> Span | None:
    """The name without titles before it and a possessive ending or stop after it."""
    words = text[start : min(end, start + names.LONGEST_NAME_CHARS)].split("\n", maxsplit=1)[0]
    if (found := _BACK.search(words)) and not _STOPPED.search(words):
        words = words[: found.start()]
    while found := _TITLE.match(words):
        start += found.end()
        words = words[found.end() :]
    if not words or not words[0].isupper() or not _NAME_WORD.match(words) or len(words.split()) > 5:
        return None
    return Span(start, start + len(words))


def _person(document: Document, span: Span, at: When | None) -> Person:
    words = span.of(document.text)
    known = register.lookup(words, at)
    if known and known.kind == "person":
        return Person(known.name, known.id, known.side)
    titled = _title_before(document, span)
    if titled:
        known = register.lookup(f"{titled} {words}", at)
        if known and known.kind == "person":
            return Person(known.name, known.id, known.side)
    return Person(words, None, _side(document, span, titled, at))


def _title_before(document: Document, span: Span) -> str:
    """The words of the same noun phrase before a name: "Ukrainian deputy foreign minister"."""
    tokens = document.tokens(span)
    if not len(tokens):
        return ""
    root = tokens.root
    first = tokens.start
    left = [
        t.left_edge.i for t in root.lefts if t.dep_ in ("compound", "amod", "poss", "nmod", "appos") and t.i < first
    ]
    begin = max(min([*left, first]), first - 12, root.sent.start)
    return document.text[document.doc[begin].idx : span.start].strip() if begin < first else ""


def _side(document: Document, span: Span, title: str, at: When | None) -> Side | None:
    """Whom an unknown person speaks for, by the title before the name, an apposition or an institution after it."""
    if title and (side := register.side_of(title, at)):
        return side
    after = document.text[span.end : span.end + APPOSITION_CHARS]
    for pattern in (_APPOSITION, _BELONGS):
        if (found := pattern.match(after)) and (side := register.side_of(found["words"].strip(), at)):
            return side
    return None
