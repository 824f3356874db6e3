"""Everybody whom the article mentions and who may be meant later by a pronoun or a short form.

In:  a Document and the actors found in it.   Out: Mentions in text order, with full names for short ones.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from counterclaim.reading import register
from counterclaim.reading.attribution import sources
from counterclaim.reading.attribution.quotations import Quotation, overlapping
from counterclaim.reading.document import Document
from counterclaim.records.reading import Actor
from counterclaim.records.span import Span

# How alike two spellings of a family name are (0..100): "Zelensky", "Zelenskyy", "Zelenskiy" reach 88 and more.
SAME_FAMILY_NAME = 85
# In a text with more family names than this (a directory, a casualty list) spellings are not compared: a bound on cost.
MOST_FAMILIES = 500
SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass"})
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)


FullNames = dict[str, tuple[str, ...]]
"""Family name in lower case -> the fullest forms that the article gives, one for each bearer."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody mentioned in the article's own words."""

    span: Span
    text: str
    head: Any  # spacy Token
    name: str  # full form
    person: bool
    plural: bool
    gender: str | None  # "f", "m" or None
    kind: str | None
    actor: str | None
    subject: bool
    quoted: bool
    sentence: int  # index in document.sentences


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions of an article, ready for look-up."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]  # in text order
    people: "FullNames"

    def before(self, offset: int, limit: int) -> Sequence[Mention]:
        """The `limit` mentions that end at or before `offset`, nearest last."""
        stop = bisect.bisect_right(self.mentions, offset, key=lambda m: m.span.start)
        return [m for m in self.mentions[max(0, stop - limit) : stop] if m.span.end <= offset]

    def actor_in(self, span: Span) -> Actor | None:
        """The actor whose mention fills most of `span`."""
        stop = bisect.bisect_left(self.actors, span.end, key=lambda a: a.span.start)
        best = None
        for actor in reversed(self.actors[max(0, stop - 8) : stop]):
            if actor.span.overlaps(span) and (best is None or _size(actor.span) > _size(best.span)):
                best = actor
        return best


def _size(span: Span) -> int:
    return span.end - span.start


def find_cast(document: Document, actors: tuple[Actor, ...], quotations: tuple[Quotation, ...]) -> Cast:
    """Collect the mentions of people, bodies and groups."""
    ordered = tuple(sorted(actors, key=lambda a: (a.span.start, a.span.end)))
    full = _full_names(document)
    cast = Cast((), ordered, full)
    out: list[Mention] = []
    for number, sentence in enumerate(document.sentences):
        seen: set[int] = set()
        for entity in document.entities_in(sentence):
            if entity.label_ not in ("PERSON", "ORG", "GPE", "NORP"):
                continue
            head = entity.root
            seen.add(head.i)
            out.append(_entity(document, cast, entity, head, number, full, quotations))
        for token in sentence:
            if token.i in seen or token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod"):
                continue
            kind = sources.kind_of_noun(token.lemma_) or _kind_of_known(cast, token)
            if kind:
                out.append(_noun(document, cast, token, kind, number, quotations))
    out.sort(key=lambda m: (m.span.start, m.span.end))
    return Cast(tuple(out), ordered, full)


def _kind_of_known(cast: Cast, token: Any) -> str | None:
    """ "body" for a name that the parser took for a word and the register knows: "the RSF"."""
    known = cast.actor_in(Span(token.idx, token.idx + len(token)))
    ends = known is not None and known.actor is not None and known.span.end == token.idx + len(token)
    return "body" if ends and known is not None and known.kind != "person" else None


def _full_names(document: Document) -> FullNames:
    """Full names by family name; of one bearer's forms ("Al Gore", "Albert Arnold Gore") the first."""
    out: dict[str, list[str]] = {}
    for sentence in document.sentences:
        for entity in document.entities_in(sentence):
            if entity.label_ == "PERSON":
                _add(out, bare_name(entity.text))
        for token in sentence:
            if token.pos_ in ("NOUN", "PROPN") and sources.is_title(token.lemma_) and (titled := titled_name(token)):
                _add(out, titled)
    return {family: tuple(names) for family, names in out.items()}


def _add(names: dict[str, list[str]], name: str) -> None:
    parts = name.split()
    if not 2 <= len(parts) <= 5:
        return
    known = names.setdefault(parts[-1].lower(), [])
    if not any(k.split()[0] == parts[0] for k in known):
        known.append(name)


# A name after a title: two to four words in title case, no acronym among them.
_NAME_WORD = re.compile(r"[^\W\d_][\w’'.-]*$")
_LOWER = re.compile(r"[a-zà-ÿ]")


def titled_name(title: Any) -> str | None:
    """The name that ends a title's phrase though the entity recogniser missed it: "Ambassador to the UN Jane Roe".

    None if the phrase holds a recognised person, or if what ends it may be the name of something else.
    """
    end = title.i + 1
    doc = title.doc
    stop = min(len(doc), title.i + 14)
    while end < stop and (doc[end].pos_ in ("PROPN", "ADP", "DET", "NOUN") or doc[end].tag_ in ("POS", "CC")):
        if doc[end].is_sent_start:
            break
        end += 1
    run: list[Any] = []
    for token in reversed(doc[title.i + 1 : end]):
        if token.pos_ != "PROPN" or not _NAME_WORD.match(token.text) or not _LOWER.search(token.text):
            break
        run.insert(0, token)
    if not len(run) >= 2 or any(t.ent_type_ == "PERSON" for t in run):
        return None
    before = run[0].nbor(-1)
    given = sources.register().given_masculine | sources.register().given_feminine
    start = next((k for k, t in enumerate(run) if t.text in given and k < len(run) - 1), None)
    if start is None:
        # Without a known given name: only right after the title or an acronym ("the UN"), and two or three words.
        if len(run) > 3 or not (before.i == title.i or before.text.isupper()):
            return None
        start = 0
    return " ".join(t.text for t in run[start:])


def bare_name(text: str) -> str:
    """A person's name without titles before it and a possessive after it."""
    words = _POSSESSIVE.sub("", text.strip()).split()
    while len(words) > 1 and not words[0][:1].isalpha():
        words.pop(0)
    titles = sources.register().titles
    while len(words) > 1 and (words[0].lower() in titles or register.country_of(words[0])):
        words.pop(0)
    return " ".join(words)


def full_name(short: str, full: FullNames, gender: str | None = None) -> str | None:
    """The full form of a family name, under any of its spellings.

    None if the article gives none, or several bearers between whom the gender does not decide.
    """
    words = short.split()
    if not words:
        return None
    family = words[-1].lower()
    if family not in full:
        if len(full) > MOST_FAMILIES:
            return None
        best = max(full, key=lambda k: (fuzz.ratio(k, family), k), default=None)
        if best is None or len(family) < 5 or best[0] != family[0] or fuzz.ratio(best, family) < SAME_FAMILY_NAME:
            return None
        family = best
    bearers = full[family]
    if len(words) > 1:
        bearers = tuple(b for b in bearers if b.split()[0] == words[0]) or bearers
    if len(bearers) > 1 and gender is not None:
        bearers = tuple(b for b in bearers if sources.gender(b) == gender)
    return bearers[0] if len(bearers) == 1 else None


def _entity(
    document: Document,
    cast: Cast,
    entity: Any,
    head: Any,
    number: int,
    full: FullNames,
    quotations: tuple[Quotation, ...],
) -> Mention:
    span = Span(entity.start_char, entity.end_char)
    words = _POSSESSIVE.sub("", entity.text)
    actor = cast.actor_in(span)
    single = len(words.split()) == 1 and words.lower() in full
    person = entity.label_ == "PERSON" or single or (actor is not None and actor.kind == "person")
    name = bare_name(words) if person else words
    # Titles before the name show the gender ("spokeswoman Maria Zakharova").
    lead = document.text[max(0, span.start - 40) : span.end]
    if person:
        name = full_name(name, full, sources.gender(_own_title(lead, words))) or name
    if actor is not None and (actor.actor or (len(actor.name) > len(name) and not person)):
        name = actor.name
    return Mention(
        span=span,
        text=words,
        head=head,
        name=name,
        person=person,
        plural=entity.label_ == "NORP" and words.lower().endswith("s"),
        gender=sources.gender(f"{_own_title(lead, words)} {name}") if person else None,
        kind="media" if _is_outlet(entity, words) else None,
        actor=actor.actor if actor else None,
        subject=_is_subject(head),
        quoted=_in_quotation(span, quotations),
        sentence=number,
    )


def _is_outlet(entity: Any, words: str) -> bool:
    """An outlet that is known, or whose name ends like one's: "the Harbour Tribune"."""
    name = without_article(words)
    ends = " " in name and sources.is_outlet_word(name.split()[-1])
    return sources.outlet_in(words) == name or (ends and entity.label_ == "ORG" and name[:1].isupper())


def _own_title(lead: str, words: str) -> str:
    """The lower-case or titled words right before a name."""
    before = lead[: lead.rfind(words)] if words in lead else ""
    return " ".join(re.split(r"[,.;:]\s|\s(?:and|with|by|to|of)\s", before)[-1].split()[-3:])


def _noun(
    document: Document, cast: Cast, token: Any, kind: str, number: int, quotations: tuple[Quotation, ...]
) -> Mention:
    left = token.left_edge
    # From the noun's own left edge to its complements "of ..."; the rest is description.
    right = token
    for child in token.rights:
        if _complements(child) or (child.dep_ == "appos" and child.ent_type_ == "PERSON"):
            right = child.right_edge
    span = Span(left.idx, right.idx + len(right))
    actor = cast.actor_in(Span(token.idx, token.idx + len(token)))
    lower = token.lemma_.lower()
    plural = token.tag_ in ("NNS", "NNPS")
    person = not plural and kind in ("official", "military", "analyst", "witness", "person") and lower not in BODIES
    words = span.of(document.text)
    titled = titled_name(token) if person and sources.is_title(token.lemma_) else None
    return Mention(
        span=span,
        text=words,
        head=token,
        name=titled or (actor.name if actor and actor.actor else without_article(words)),
        person=person,
        plural=plural,
        gender=sources.gender(f"{token.text} {titled or ''}") if person else None,
        kind=kind,
        actor=actor.actor if actor else None,
        subject=_is_subject(token),
        quoted=_in_quotation(span, quotations),
        sentence=number,
    )


def _complements(child: Any) -> bool:
    """Whether a phrase behind a noun says which one it is: no deed, and nobody's words.

    Of "accused the army of “a massacre”" and "accused by inspectors of hiding" the parser hangs "of" on the noun.
    """
    if child.dep_ != "prep" or child.lower_ not in ("of", "for", "at", "in", "from"):
        return False
    return not any(t.dep_ == "pcomp" or t.is_quote for t in child.subtree)


# Nouns of the official and military kinds that are bodies, not persons: never "he".
BODIES = frozenset(
    """government ministry administration authority kremlin pentagon department parliament police court intelligence
    agency service council commission committee delegation regime state country nation ally power embassy consulate
    cabinet office bureau presidency federation party side west campaign coalition alliance bloc opposition junta
    municipality army military force brigade battalion regiment navy militia headquarters command staff garrison unit
    squadron division capital institute institution university tank family people crowd couple""".split()
)


def without_article(words: str) -> str:
    """A mention without its article: "the Russian Defense Ministry" -> "Russian Defense Ministry"."""
    return re.sub(r"^(?:the|a|an)\s+", "", _POSSESSIVE.sub("", words.strip()), flags=re.IGNORECASE)


def _is_subject(head: Any) -> bool:
    while head.dep_ in ("compound", "appos", "conj", "nmod") and head.head != head:
        head = head.head
    return head.dep_ in SUBJECT_DEPS


def _in_quotation(span: Span, quotations: tuple[Quotation, ...]) -> bool:
    return any(q.span.covers(span) and q.span.end - q.span.start > 30 for q in overlapping(span, quotations))
