"""Who passed a claim on: agencies, outlets, other officials, documents; the nearest to the source first.

In:  a candidate, those that enclose it, its cue's clause.   Out: Relays.
"""

import re
from collections.abc import Sequence
from typing import Any

from counterclaim.reading.attribution import sources
from counterclaim.reading.attribution.candidates import Candidate, common, size
from counterclaim.reading.document import Document
from counterclaim.records.reading import Actor, Relay
from counterclaim.records.span import Span

# Who is told but passes nothing on by name.
NOBODY = frozenset({"reporter", "journalist", "press", "audience", "crowd", "reporters"})
# Words that lead to the relay: "told CNN", "speaking with CNN", "in an interview to", "wrote in Foreign Policy".
_LEADS = frozenset(
    {"with", "to", "by", "in", "on", "for", "of", "via", "through", "from", "told", "tell", "telling", "tells"}
)

# "Radio Harbour", "Channel 12": a broadcaster whose name begins with what it is.
_STATION = re.compile(r"(?:the\s+)?((?:Radio|TV|Television|Channel)(?:\s+(?:\d+|[A-Z][\w’'-]*))+)")


def told_outlet(document: Document, anchor: Any, found: Candidate, others: Sequence[Span]) -> Relay | None:
    """The outlet that the speaker told, wrote in or was quoted by, in the clause of the cue."""
    if anchor.pos_ not in ("VERB", "NOUN", "AUX"):
        return None
    for token in anchor.subtree:
        span = Span(token.idx, token.idx + max(1, len(token)))
        if any(s.overlaps(span) for s in found.content) or token.is_punct:
            continue
        if any(o.overlaps(span) for o in others) or _reported_elsewhere(token, anchor):
            continue
        in_source = any(s.overlaps(span) for s in found.source)
        relay = _outlet_at(document, anchor, token, in_source)
        if relay is not None:
            return relay
    for span in found.source:  # "wrote X of the Y Center in Foreign Policy"
        for token in document.tokens(span):
            relay = _outlet_at(document, anchor, token, True)
            if relay is not None:
                return relay
    return None


def _reported_elsewhere(token: Any, anchor: Any) -> bool:
    """Whether the word stands in an "according to" phrase, whose source passes on as an enclosing one."""
    return anchor.lower_ != "according" and any(t.lower_ == "according" for t in token.ancestors if t.i > anchor.i)


def _outlet_at(document: Document, anchor: Any, token: Any, in_source: bool) -> Relay | None:
    if token.dep_ == "nsubj" and token.head.dep_ == "relcl" and token.head.lemma_.lower() in CARRYING:
        return _carrier(document, token)
    if token.dep_ not in ("dobj", "dative", "pobj", "conj"):
        return None
    left = token.left_edge
    phrase = Span(left.idx, token.idx + len(token))
    words = phrase.of(document.text)
    lead = token.head
    if lead.lower_ not in _LEADS and lead.lemma_.lower() not in _LEADS:
        return None
    if lead.lower_ in ("of", "from", "for") and not _service(lead):
        return None
    if (
        lead.lower_ in ("in", "on")
        and in_source is False
        and lead.head.i != anchor.i
        and lead.head.lemma_ not in _GENRES
    ):
        return None
    right = token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            right = child.right_edge
    whole = Span(left.idx, right.idx + len(right))
    outlet = sources.outlet_in(whole.of(document.text))
    if outlet is not None and not (in_source and lead.lower_ == "to"):
        at = document.text.find(outlet, whole.start, whole.end)
        return Relay((Span(at, at + len(outlet)),), outlet)
    if station := _STATION.match(document.text, phrase.start):
        return Relay((Span(*station.span(1)),), station.group(1))
    lemma = token.lemma_.lower()
    if lemma in NOBODY:
        return None
    nouns = sources.register().outlet_nouns
    if (lemma in nouns or token.lower_ in nouns) and (named := _name_after(token)) is not None:
        return Relay((named,), named.of(document.text))
    if (lemma in nouns or token.lower_ in nouns) and (
        token.pos_ == "PROPN" or phrase.end - phrase.start > len(token) + 4
    ):
        if re.match(r"(?:the|a|an|local|their|his|her)\s+\w+$", words, re.IGNORECASE) and token.pos_ != "PROPN":
            return None
        name = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)
        start = phrase.end - len(name)
        return Relay((Span(start, phrase.end),), name)
    return None


def _name_after(noun: Any) -> Span | None:
    """The name after its noun: of "the local newspaper The Daily Ledger", "The Daily Ledger"."""
    last = noun
    while last.i + 1 < noun.sent.end and last.nbor().text[0].isupper() and last.nbor().is_alpha:
        last = last.nbor()
    if last.i == noun.i or noun.pos_ == "PROPN":
        return None
    first = noun.nbor()
    return Span(first.idx, last.idx + len(last))


# "In a message which the Tribune published": verbs by which an outlet carries what somebody says.
CARRYING = frozenset({"report", "publish", "carry", "quote", "air", "broadcast", "obtain", "see", "release"})


def _carrier(document: Document, token: Any) -> Relay | None:
    phrase = Span(token.left_edge.idx, token.idx + len(token))
    words = phrase.of(document.text)
    outlet = sources.outlet_in(words)
    name = outlet or re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)
    if outlet is None and not (token.pos_ == "PROPN" and token.lower_ in sources.register().outlet_nouns):
        return None
    at = document.text.find(name, phrase.start, phrase.end)
    return Relay((Span(at, at + len(name)),), name)


_GENRES = frozenset(
    {
        "interview",
        "article",
        "comment",
        "op-ed",
        "statement",
        "essay",
        "column",
        "post",
        "remark",
        "piece",
        "speech",
        "appearance",
        "write",
        "say",
        "speak",
        "report",
    }
)


def _service(lead: Any) -> bool:
    """ "the Belarusian service of Radio Liberty" """
    return lead.head.lemma_.lower() in ("service", "edition", "arm", "bureau", "correspondent", "editor", "branch")


def is_relay_only(outer: Candidate, inner: Candidate, outer_is_medium: bool) -> bool:
    """Whether an outlet's report is nothing but what somebody else said: then it passes on and claims nothing.

    The share was chosen so that "Reuters reported that the President said ..." counts and a report which quotes
    somebody in passing does not.
    """
    if not outer_is_medium:
        return False
    rest = size(outer.content) - common(outer.content, inner.content)
    said_by = size(inner.source) + size(inner.cue)
    return rest - said_by <= 0.35 * size(outer.content)


def relay_of(span: Span, name: str, actor: Actor | None) -> Relay:
    """A Relay for an enclosing source."""
    return Relay((span,), name, actor.actor if actor else None)
