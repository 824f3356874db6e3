"""Who passed a claim on: those who were told, who carried, quoted or published it, and where it was posted.

In:  a candidate and the clause of its cue.   Out: Relays, in the order of the words.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from counterclaim.reading.attribution import hearers
from counterclaim.reading.attribution.candidates import Candidate, common, size
from counterclaim.reading.attribution.lexicon import is_cue_verb
from counterclaim.reading.attribution.speakers import SUBJECTS
from counterclaim.reading.document import Document
from counterclaim.records.reading import Actor, Relay
from counterclaim.records.span import Span

# Words that lead to the relay: "told CNN", "speaking with CNN", "in an interview to", "wrote in Foreign Policy".
_LEADS = frozenset({"with", "to", "by", "in", "on", "for", "of", "via", "through", "from", "over"})
_TELLING = frozenset({"tell", "inform"})
# "In a message which the Tribune published", "quoted by the agency": verbs by which one carries what another says.
CARRYING = frozenset(
    """report publish carry quote cite air broadcast obtain see release interview post repost share stream relay print
    transmit circulate leak review view distribute reach contact""".split()
)
_SPEAKING = frozenset({"speak", "talk", "say", "write", "comment", "respond", "reply", "confirm", "admit", "explain"})
# Nouns of what is said where: "in an interview with", "in a statement to".
_GENRES = frozenset(
    """interview talk article comment op-ed statement essay column post remark piece speech appearance report
    conversation podcast email message letter video broadcast address response question""".split()
)
_INFORMANTS = frozenset({"source", "informant", "interlocutor", "contact"})
_SERVICES = frozenset({"service", "edition", "arm", "bureau", "correspondent", "editor", "branch"})

Namer = Callable[[Span], str | None]
"""Gives the name that "the agency" stands for; None where the article shows none."""


def passed_by(document: Document, anchor: Any, found: Candidate, others: Sequence[Span], namer: Namer) -> list[Relay]:
    """Who was told or carried it: in the clause of the cue, else in that of the verb which the cue is joined to.

    Args:
        others: where other candidates name their sources: those pass on as enclosing ones, if they do.
    """
    if anchor.pos_ not in ("VERB", "NOUN", "AUX"):
        return []
    for verb in _joined(anchor):
        met = list(_in_clause(document, verb, found, others, namer))
        if met:
            return met
    # "Wrote X of the Y Center in Foreign Policy": what the parser hung elsewhere.
    tokens = (t for span in found.source for t in document.tokens(span))
    in_source = (_relay_at(document, anchor, t, in_source=True, namer=namer) for t in tokens)
    return [relay for relay in in_source if relay is not None][:1]


def _joined(anchor: Any) -> Iterator[Any]:
    """The cue's verb, then those it shares its subject with: "told CNN that ..., but said", "..., adding that"."""
    verb = anchor
    yield verb
    while verb.pos_ in ("VERB", "AUX") and verb.head.i != verb.i and is_cue_verb(verb.head):
        goes_on = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
        if not goes_on or any(c.dep_ in SUBJECTS for c in verb.children):
            return
        verb = verb.head
        yield verb


def _in_clause(
    document: Document, verb: Any, found: Candidate, others: Sequence[Span], namer: Namer
) -> Iterator[Relay]:
    for token in verb.subtree:
        span = Span(token.idx, token.idx + max(1, len(token)))
        if token.is_punct or any(s.overlaps(span) for s in (*found.content, *others)):
            continue
        if _reported_elsewhere(token, verb) or _of_another_clause(token, verb):
            continue
        in_source = any(s.overlaps(span) for s in found.source)
        relay = _relay_at(document, verb, token, in_source=in_source, namer=namer)
        if relay is not None:
            yield relay


def _reported_elsewhere(token: Any, anchor: Any) -> bool:
    """Whether the word stands in an "according to" phrase, whose source passes on as an enclosing one."""
    return anchor.lower_ != "according" and any(t.lower_ == "according" for t in token.ancestors if t.i > anchor.i)


def _of_another_clause(token: Any, verb: Any) -> bool:
    """Whether a verb of its own stands between them: "reiterated it, but Y rejected it in a talk with TASS"."""
    for above in token.ancestors:
        if above.i == verb.i:
            return False
        if above.pos_ not in ("VERB", "AUX"):
            continue
        if above.dep_ in ("conj", "ccomp", "xcomp", "parataxis"):
            return True
        if above.dep_ == "advcl" and any(c.dep_ in SUBJECTS for c in above.children):
            return True
    return False


def _relay_at(document: Document, anchor: Any, token: Any, *, in_source: bool, namer: Namer) -> Relay | None:
    """The relay that this word heads; None where it is none."""
    lead = token.head
    if token.dep_ == "nsubj" and lead.dep_ == "relcl" and lead.lemma_.lower() in CARRYING:
        return hearers.outlet_at(document, token, namer)
    if token.dep_ == "poss" and in_source and lead.lemma_.lower() in _INFORMANTS:
        return hearers.outlet_at(document, token, namer)  # "the agency's source in the talks"
    if not _is_object(token) or not _leads(lead, anchor, in_source=in_source):
        return None
    if (relay := hearers.outlet_at(document, token, namer)) is not None:
        return relay
    if lead.lower_ in ("on", "via", "through", "over", "in", "to"):
        relay = hearers.platform_at(document, token)
    if relay is None and _hears(lead):
        relay = hearers.hearer_at(document, token, asks=_asks(lead))
    return relay


def _is_object(token: Any) -> bool:
    """Whether the word is an object of its head; a name that the parser took for a verb after "told" is one too."""
    if token.dep_ in ("dobj", "dative", "pobj", "conj"):
        return True
    told = token.head.lemma_.lower() in _TELLING and token.i > token.head.i
    return bool(told and token.pos_ == "PROPN" and token.dep_ in ("ccomp", "npadvmod", "oprd", "dep"))


def _leads(lead: Any, anchor: Any, *, in_source: bool) -> bool:
    """Whether what stands under this word may have passed it on."""
    lower, above = lead.lower_, lead.head.lemma_.lower()
    if lead.lemma_.lower() in _TELLING:
        return True
    if lower not in _LEADS:
        return False
    if lower in ("of", "from", "for"):
        return above in _SERVICES  # "the Belarusian service of Radio Liberty"
    if lower in ("in", "on") and not in_source:
        return lead.head.i == anchor.i or above in _GENRES | _SPEAKING | CARRYING
    if lower == "to" and in_source:
        return above in _SPEAKING | CARRYING | _GENRES
    return True


def _hears(lead: Any) -> bool:
    """Whether somebody unknown may stand here who hears people: "told the team", "in an interview with X"."""
    above = lead.head.lemma_.lower()
    if lead.lemma_.lower() in _TELLING:
        return True
    if lead.lower_ in ("to", "with"):
        return above in _SPEAKING | _GENRES | CARRYING
    return bool(lead.lower_ == "by" and above in CARRYING)


def _asks(lead: Any) -> bool:
    """ "In an interview with ...": whoever stands here asks, person or not."""
    return bool(lead.lower_ in ("with", "by") and lead.head.lemma_.lower() == "interview")


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
