"""Whether a noun phrase names one who passes on what people say: an outlet, a platform, one whose trade it is to hear.

In:  the head of a noun phrase (spaCy token).   Out: a Relay, or None.
"""

import re
from collections.abc import Callable
from typing import Any

from counterclaim.reading import register
from counterclaim.reading.attribution import sources
from counterclaim.reading.document import Document
from counterclaim.records.reading import Relay
from counterclaim.records.span import Span

# Who is told but passes nothing on by name.
NOBODY = frozenset({"reporter", "journalist", "press", "audience", "crowd", "media"})
# "Radio Harbour", "Channel 12": a broadcaster whose name begins with what it is.
_STATION = re.compile(r"(?:the\s+)?((?:Radio|TV|Television|Channel)(?:\s+(?:\d+|[A-Z][\w’'-]*))+)")
_BARE = re.compile(r"(?:the|a|an|local|their|his|her)\s+\w+$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# "The Sentinel" in mid-sentence: a capital article belongs to the name, and hardly anything but a paper has one.
_TITLED = re.compile(r"The(?:\s+[A-Z][\w’'-]*){1,3}$")
# A body of one word that the parser takes for an organisation is too often a person.
LEAST_WORDS = 2


def outlet_at(document: Document, token: Any, namer: Callable[[Span], str | None]) -> Relay | None:
    """The outlet or agency that the phrase headed by `token` names, or that "the agency" stands for."""
    phrase = _phrase(token)
    whole = _with_complement(token)
    outlet = sources.outlet_in(whole.of(document.text))
    if outlet is not None:
        at = document.text.find(outlet, whole.start, whole.end)
        return Relay((Span(at, at + len(outlet)),), outlet)
    if station := _STATION.match(document.text, phrase.start):
        return Relay((Span(*station.span(1)),), station.group(1))
    if token.lemma_.lower() in NOBODY or not (
        sources.is_outlet_word(token.text) or sources.is_outlet_word(token.lemma_)
    ):
        return None
    if (named := name_after(token)) is not None:
        return Relay((named,), named.of(document.text))
    words = phrase.of(document.text)
    if token.pos_ != "PROPN" and (_BARE.match(words) or len(words) <= len(token) + 4):
        meant = namer(phrase) if words.lower().startswith("the ") else None
        return Relay((phrase,), meant) if meant else None
    return _without_article(document, phrase)


def platform_at(document: Document, token: Any) -> Relay | None:
    """The platform in a phrase: "on Telegram", "on its Telegram channel", "in a Facebook post"."""
    phrase = _phrase(token)
    found = sources.register().platforms.search(document.text, phrase.start, phrase.end)
    return Relay((Span(*found.span()),), found.group()) if found else None


def hearer_at(document: Document, token: Any, *, asks: bool) -> Relay | None:
    """One who hears people by trade, by noun or name; where he `asks`, whoever is named.

    An unknown name counts where it is written like a paper's or stands for an organisation that the register of actors
    does not hold: a government, a party and an armed group are an audience.
    """
    phrase = _phrase(token)
    words = phrase.of(document.text)
    known = sources.register()
    actor = register.lookup(words)
    if actor is not None and actor.id in known.hearing_actors:
        return Relay((phrase,), actor.name, actor.id)
    if any(w.lower() in known.audiences for w in words.split()) or token.lemma_.lower() in NOBODY:
        return None
    if token.lemma_.lower() in known.hearers:
        return _without_article(document, phrase)
    if token.pos_ == "PROPN" and (trade := next((c for c in token.lefts if c.lemma_.lower() in known.hearers), None)):
        name = Span(trade.nbor().idx, token.idx + len(token))  # "told Tribune correspondent Karen Novak"
        return Relay((name,), name.of(document.text))
    if actor is not None or token.ent_type_ in ("GPE", "LOC", "NORP", "DATE", "TIME"):
        return None
    if _TITLED.match(words) and not token.is_sent_start:
        return Relay((phrase,), words)
    if asks and token.pos_ == "PROPN":
        return _without_article(document, phrase)
    unknown_body = token.ent_type_ == "ORG" and token.pos_ == "PROPN" and sources.kind_of_noun(token.lemma_) is None
    return _without_article(document, phrase) if unknown_body and len(words.split()) >= LEAST_WORDS else None


def _phrase(token: Any) -> Span:
    left = token.left_edge
    return Span(left.idx, token.idx + len(token))


def _with_complement(token: Any) -> Span:
    """The phrase with what its "of" leads to: "the press service of the Tribune"."""
    right = next((c.right_edge for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), token)
    return Span(token.left_edge.idx, right.idx + len(right))


def _without_article(document: Document, phrase: Span) -> Relay:
    name = _ARTICLE.sub("", phrase.of(document.text))
    return Relay((Span(phrase.end - len(name), phrase.end),), name)


def name_after(noun: Any) -> Span | None:
    """The name after its noun: of "the local newspaper The Daily Ledger", "The Daily Ledger"."""
    last = noun
    while last.i + 1 < noun.sent.end and last.nbor().text[0].isupper() and last.nbor().is_alpha:
        last = last.nbor()
    if last.i == noun.i or noun.pos_ == "PROPN":
        return None
    first = noun.nbor()
    return Span(first.idx, last.idx + len(last))
