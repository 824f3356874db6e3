"""Raw spans of the encoder to attributions: who that is, through whom, by what act, when.

In:  a Document, what the encoder found, the actors and times found before.   Out: Attributions in text order and Drops.
The order here: propose (encoder, rules), join, judge, nest, split, resolve. Each is a module of this folder.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from counterclaim.reading import register
from counterclaim.reading.attribution.acts import act_of, quote_of
from counterclaim.reading.attribution.candidates import Candidate, common, minus, size
from counterclaim.reading.attribution.chains import chain, continued, with_credits
from counterclaim.reading.attribution.citing import with_cited
from counterclaim.reading.attribution.credits import find_credits
from counterclaim.reading.attribution.decoding import RawAttribution
from counterclaim.reading.attribution.headlines import find_in_headlines
from counterclaim.reading.attribution.hearings import with_hearings
from counterclaim.reading.attribution.interviews import find_answers, is_interview, is_label, stated, voiced
from counterclaim.reading.attribution.judging import OWN_VOICE, is_negated, is_ruled_only
from counterclaim.reading.attribution.lexicon import act_of_cue
from counterclaim.reading.attribution.lists import find_in_lists
from counterclaim.reading.attribution.mandative import demands
from counterclaim.reading.attribution.mentions import Cast, find_cast
from counterclaim.reading.attribution.naming import Identity
from counterclaim.reading.attribution.nesting import Kept, confidence_alone, nested, without_relays
from counterclaim.reading.attribution.proposing import propose
from counterclaim.reading.attribution.quotations import Quotation, find_quotations
from counterclaim.reading.attribution.resolution import Speaker, identify
from counterclaim.reading.attribution.saying import time_of_saying
from counterclaim.reading.attribution.speech import with_whole_speech
from counterclaim.reading.attribution.splitting import split_content, split_sources
from counterclaim.reading.attribution.turns import Turn, find_turns, spoken_turns, turn_at
from counterclaim.reading.document import Document
from counterclaim.records.article import Drop, Published
from counterclaim.records.reading import Actor, Attribution, Source, Time
from counterclaim.records.span import Span, Spans, hull, words_of
from counterclaim.records.values import Act, Side

# "rejected the plan": what is said is only told with its verb; of a longer object the verb is the cue alone.
LEAST_OBJECT_WORDS = 4
# "Does not exclude a new war" holds it possible.
LEFT_OPEN = frozenset({"exclude", "rule", "preclude"})
# "My estimate is ...": a source of its own only where somebody's turn or quotation tells whose.
OWN_WORDS = frozenset({"my", "our"})
_PRESS = re.compile(r"\b(?:news|press|media)\s+", re.IGNORECASE)


def find_attributions(
    document: Document,
    raws: Sequence[RawAttribution],
    *,
    actors: tuple[Actor, ...],
    times: tuple[Time, ...],
    published: Published | None,
) -> tuple[tuple[Attribution, ...], tuple[Drop, ...]]:
    """Find who says what in the body.

    Args:
        raws: what the encoder found in the body.
    Returns:
        The attributions in text order, and what was seen and not kept.
    """
    quotations = find_quotations(document.text, document.paragraphs)
    turns = find_answers(document, find_turns(document.text, document.paragraphs))
    judged, dropped = _candidates(document, raws, quotations, turns, actors)
    cast = find_cast(document, actors, quotations)
    found = nested(judged)
    named = sorted(s for k in found for s in k.found.source)
    identities, unresolved = _identities(document, found, cast, turns)
    kept, relayed = without_relays(document, found, identities)
    records = [
        record
        for i in kept
        for record in _records(document, i, found, named, identities, cast, quotations, times, published)
    ]
    records = [voiced(document, record, turns, cast) for record in records]
    records.sort(key=lambda a: (a.content[0].start, a.content[-1].end, a.cue[:1], a.source.spans if a.source else ()))
    lines = find_credits(document)
    records = [with_credits(record, lines) for record in with_hearings(document, continued(document, records))]
    numbered = tuple(replace(a, id=f"a{n}") for n, a in enumerate(records, 1))
    return numbered, (*dropped, *unresolved, *relayed)


def _candidates(
    document: Document,
    raws: Sequence[RawAttribution],
    quotations: tuple[Quotation, ...],
    turns: tuple[Turn, ...],
    actors: tuple[Actor, ...],
) -> tuple[list[tuple[Any | None, Candidate]], list[Drop]]:
    """What encoder and rules propose, joined and judged."""
    kept: list[tuple[Any | None, Candidate]] = []
    dropped: list[Drop] = []
    for proposal in propose(document, raws, quotations, turns):
        found, reason = proposal.found, proposal.reason
        if reason is None:
            kept.append((proposal.anchor, found))
        else:
            span = hull(found.content)
            dropped.append(
                Drop(words_of(found.content, document.text)[:200], reason, words_of(found.cue, document.text), span)
            )
    if one_answers := is_interview(turns):
        kept = [(anchor, found) for anchor, found in kept if not is_label(document, found)]
    spoken_in = stated(document, turns, [c for _, c in kept]) if one_answers else spoken_turns(document, turns)
    by_layout = (*find_in_headlines(document, actors), *find_in_lists(document), *spoken_in)
    for anchor, found in by_layout:
        if not any(common(found.content, c.content) > 0.3 * size(found.content) for _, c in kept):
            kept.append((anchor, found))
    spoken, lost = with_whole_speech(document, list(with_cited(document, kept)), quotations)
    return sorted(spoken, key=lambda f: (f[1].content[0].start, f[1].content[-1].end)), [*dropped, *lost]


def _identities(
    document: Document, kept: list[Kept], cast: Cast, turns: tuple[Turn, ...]
) -> tuple[list[Identity | None], list[Drop]]:
    """Who each source is, in text order of the sources, each knowing those before it."""
    out: list[Identity | None] = [None] * len(kept)
    dropped: list[Drop] = []
    speakers: list[Speaker] = []
    order = sorted((i for i, k in enumerate(kept) if k.found.source), key=lambda i: kept[i].found.source[0])
    own = [i for i in order if words_of(kept[i].found.source, document.text).lower() in (OWN_VOICE | OWN_WORDS)]
    for i in (i for i in order if i not in own):
        spans = kept[i].found.source
        identity = identify(document, spans, cast, speakers, kept[i].found.content)
        out[i] = identity
        whole = hull(spans)
        tokens = document.tokens(whole)
        lemma = tokens.root.lemma_.lower() if len(tokens) else ""
        speakers.append(Speaker(whole, lemma, identity, whole.of(document.text)))
    for i in own:
        out[i] = _own_speaker(document, kept, i, out, cast, turns)
    for i in order:
        if (one := out[i]) is not None and one.name is None:
            whole = hull(kept[i].found.source)
            reason = one.reason or "not resolved"
            dropped.append(Drop(whole.of(document.text), reason, "the source keeps its words", whole))
    return out, dropped


def _own_speaker(
    document: Document,
    kept: list[Kept],
    i: int,
    known: list[Identity | None],
    cast: Cast,
    turns: tuple[Turn, ...],
) -> Identity:
    """Who "I" is: whoever speaks the turn of a transcript or the quotation that it stands in."""
    source = kept[i].found.source
    if words_of(source, document.text).lower() == "you":
        return Identity(None, None, None, named=False, reason="the one who is spoken to")
    turn = turn_at(hull(source), turns)
    if turn is not None:
        if not turn.named:
            return Identity(None, None, None, named=False, reason="the transcript names nobody")
        return identify(document, (turn.who,), cast, ())
    outer = next((found for j in kept[i].outer if (found := known[j]) is not None and found.name), None)
    return outer or Identity(None, None, None, named=False, reason="a speaker whom nothing names")


def _records(
    document: Document,
    i: int,
    kept: list[Kept],
    named: Sequence[Span],
    identities: list[Identity | None],
    cast: Cast,
    quotations: tuple[Quotation, ...],
    times: tuple[Time, ...],
    published: Published | None,
) -> Iterable[Attribution]:
    """The attributions that one candidate gives."""
    item = kept[i]
    via = chain(document, item, kept, named, identities, cast)
    said = time_of_saying(document, item.anchor, item.found, times, published)
    negated = item.anchor is not None and is_negated(item.anchor)
    alone = list(split_sources(document, item.found)) if item.found.source else [item.found]
    for one in alone:
        identity = identities[i] if len(alone) == 1 else identify(document, one.source, cast, ())
        source = _source(document, one, identity)
        cue_act = one.act or act_of_cue(item.anchor)
        denied = negated
        if item.anchor is not None and negated and item.anchor.lemma_.lower() in LEFT_OPEN:
            cue_act, denied = Act.PREDICT.value, False
        if cue_act == Act.ASSERT.value and demands(item.anchor):
            cue_act = Act.DEMAND.value
        verb = item.anchor.lemma_.lower() if item.anchor is not None else ""
        does = partial(_act, document.text, cue_act, denied, source, verb)
        parts = list(split_content(document, one, does))
        longest = max(parts, key=lambda p: size(p[0].content))[0] if len(parts) > 1 else None
        for part, act in parts:
            said_words = _said_words(document.text, part)
            yield Attribution(
                id="",
                source=source,
                via=tuple(relay for relay in via if source is None or relay.name != source.name),
                cue=part.cue,
                content=said_words,
                quote=quote_of(said_words, quotations),
                act=act,
                said=said,
                confidence=round(confidence_alone(part, identity), 3),
                rule=part.rule,
                withheld=part.withheld,
                speech=_said_words(document.text, one) if part is longest else (),
            )


def _act(text: str, cue_act: str | None, negated: bool, source: Source | None, verb: str, content: Spans) -> Act:
    """What `source` does by saying `content`."""
    words, kind = (source.text, source.kind) if source else ("", None)
    return act_of(cue_act, negated, words_of(content, text), words, kind, verb)


def _said_words(text: str, found: Candidate) -> Spans:
    return found.content if is_ruled_only(found) else _without_cue(text, found)


def _without_cue(text: str, found: Candidate) -> Spans:
    """What is said without the verb that says so: of "rejected the plan to ...", "the plan to ..."."""
    out = tuple(s for s in minus(found.content, found.cue) if any(c.isalnum() for c in s.of(text)))
    if len(words_of(out, text).split()) < LEAST_OBJECT_WORDS:
        return found.content
    return tuple(_trimmed(text, s) for s in out)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))


def _source(document: Document, found: Candidate, identity: Identity | None) -> Source | None:
    if not found.source or identity is None:
        return None
    text = words_of(found.source, document.text)
    side = identity.actor.side if identity.actor else None
    if side is None and (document.tokens(hull(found.source)).root.pos_ != "PRON" or identity.name):
        side = register.side_of(text) or register.side_of(identity.name or text)
    if side is Side.MEDIA and identity.kind in ("official", "military"):  # "the Pentagon's press secretary"
        side = register.side_of(_PRESS.sub("", text))
    return Source(
        spans=found.source,
        text=text,
        name=identity.name,
        actor=identity.actor.actor if identity.actor else None,
        side=side,
        kind=identity.kind,
        named=identity.named,
    )
