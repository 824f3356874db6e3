"""Through whom a claim came: who was told, who reported that it was said, who is credited; and what holds on after it.

In:  Kept candidates and their Identities, or the records made of them.   Out: Relays, nearest to the source first.
"""

import bisect
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from counterclaim.reading.attribution import relays, sources
from counterclaim.reading.attribution.credits import Credit, credited
from counterclaim.reading.attribution.hearers import name_after
from counterclaim.reading.attribution.lexicon import act_of_cue
from counterclaim.reading.attribution.mentions import Cast, without_article
from counterclaim.reading.attribution.naming import Identity
from counterclaim.reading.attribution.nesting import Kept
from counterclaim.reading.attribution.resolution import identify
from counterclaim.reading.document import Document
from counterclaim.records.reading import Attribution, Relay
from counterclaim.records.span import Span, hull
from counterclaim.records.values import Act


def chain(
    document: Document,
    item: Kept,
    kept: list[Kept],
    named: Sequence[Span],
    identities: list[Identity | None],
    cast: Cast,
) -> tuple[Relay, ...]:
    """Those who passed it on: whom the source told, then each enclosing source and whom that one told.

    Who rejects what somebody says does not pass it on: "the army denied the rebels' claim that ..." is the rebels' own.
    """
    out = _told(document, item, named, cast)
    for j in item.outer:
        identity = identities[j]
        act = kept[j].found.act or act_of_cue(kept[j].anchor)
        if identity is not None and identity.name and kept[j].found.source and act not in _REJECTING:
            out.append(relays.relay_of(hull(kept[j].found.source), identity.name, identity.actor))
            out += _told(document, kept[j], named, cast)
    return tuple({r.name: r for r in reversed(out)}.values())[::-1]


def _told(document: Document, item: Kept, named: Sequence[Span], cast: Cast) -> list[Relay]:
    """Whom the source of one candidate told, and who cites it there."""
    found = item.found
    namer = partial(_medium_named, document, cast)
    out: list[Relay] = []
    if item.anchor is not None:
        at = bisect.bisect_left(named, item.anchor.idx, key=lambda s: s.start)
        others = [s for s in named[max(0, at - 12) : at + 12] if s not in found.source]
        met = relays.passed_by(document, item.anchor, found, others, namer)
        own = {s.of(document.text) for s in found.source}
        out += [relay for relay in met if relay.name not in own]
    if found.through:
        span = hull(found.through)
        words = span.of(document.text)
        after = name_after(document.tokens(span).root) if len(document.tokens(span)) else None
        name = sources.outlet_in(words) or (after.of(document.text) if after else namer(span))
        if name or not out:
            out.append(relays.relay_of(span, name or without_article(words), None))
    return out


def _medium_named(document: Document, cast: Cast, span: Span) -> str | None:
    """The outlet that "the newspaper" stands for."""
    identity = identify(document, (span,), cast, ())
    if identity.name is None or not identity.named or identity.kind != "media":
        return None
    return sources.outlet_in(identity.name) or without_article(identity.name)


_REJECTING = frozenset({Act.DENY.value, Act.REFUSE.value})


def with_credits(record: Attribution, lines: Sequence[Credit]) -> Attribution:
    """The agencies that the article credits stand last in the chain of those who passed it on."""
    known = {v.name for v in record.via}
    found = credited(record.content[0], record.source.name if record.source else None, lines)
    more = tuple(relay for relay in found if relay.name not in known)
    return replace(record, via=(*record.via, *more)) if more else record


def continued(document: Document, records: list[Attribution]) -> list[Attribution]:
    """The outlet that somebody told and the day of speaking hold for what the same source says right after."""
    out: list[Attribution] = []
    last: dict[str, Attribution] = {}
    heard = {v.spans[0] for r in records for v in r.via if sources.outlet_in(v.name) or _is_medium(v.name)}
    for record in records:
        name = record.source.name if record.source else None
        before = last.get(name) if name else None
        if before is not None and _near(document, before, record):
            told = tuple(v for v in before.via if v.spans[0] in heard)
            if not record.via and told and before.cue != record.cue and _goes_on(record):
                record = replace(record, via=told)
            if record.said is None and before.said is not None:
                record = replace(record, said=before.said)
        out.append(record)
        if name:
            last[name] = record
    return out


def _is_medium(name: str) -> bool:
    return any(map(sources.is_outlet_word, name.split()))


def _goes_on(record: Attribution) -> bool:
    """Whether the source is meant to be known from before: a pronoun or "the official"."""
    words = record.source.text.split() if record.source else []
    return bool(words) and words[0].lower() in {"he", "she", "they", "it", "the", "that", "this"}


def _near(document: Document, before: Attribution, after: Attribution) -> bool:
    """Whether the later one stands in the same paragraph or the next."""
    a, b = document.sentence_index(before.content[-1].start), document.sentence_index(after.content[0].start)
    return 0 <= b - a <= 2
