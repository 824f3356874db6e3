"""A reading's attributions, figures, events and forecasts as claims, each with who makes it and the words around it.

In: Reading.   Out: claims in text order. Pure: the same reading gives the same claims, ids included.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from counterclaim.ledger.context import sentence_around
from counterclaim.ledger.located import named_places, places_within
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.reading import Attribution, Event, Figure, Forecast, Reading
from counterclaim.records.span import Span, hull, words_of
from counterclaim.records.values import Act, Measure, Track

TRACK_OF_MEASURE = {
    Measure.KILLED: Track.LOSSES,
    Measure.WOUNDED: Track.LOSSES,
    Measure.CAPTURED: Track.LOSSES,
    Measure.CASUALTIES: Track.LOSSES,
    Measure.MISSING: Track.LOSSES,
    Measure.DESTROYED: Track.LOSSES,
    Measure.SHOT_DOWN: Track.LOSSES,
    Measure.TROOPS: Track.FORCES,
    Measure.RECRUITS: Track.FORCES,
    Measure.TARGETS_HIT: Track.STRIKES,
    Measure.LAUNCHED: Track.STRIKES,
    Measure.SORTIES: Track.STRIKES,
    Measure.AREA: Track.TERRITORY,
    Measure.MONEY: Track.SUPPORT,
    Measure.DISPLACED: Track.HUMANITARIAN,
}
"""The part of the war that a figure belongs to by what it counts; distances, durations and plain counts have none."""

KINDS = ("statement", "figure", "event", "forecast")
"""Kinds of claims, in the order in which those that begin at one place are listed: a statement before what it holds."""

# 64 bits: the chance that any two of a million claims share an id is 3 in 100 million. The ledger refuses a collision.
ID_HEX_DIGITS = 16


def claims_of(reading: Reading) -> tuple[Claim, ...]:
    """The claims of one reading, ordered by where they stand, then by kind.

    An attribution that is withheld ("declined to say ...") gives none. A figure, event or forecast inside another takes
    its source, relays, cue, act and confidence from it; outside every attribution it is the narrator's. One whose
    attribution is not in the reading has no source and is not the narrator's either: nothing is put into somebody's
    mouth.

    Ids are derived from the article, the kind and the words' place, not from what a reader made of them, so that a
    newer reader's claim about the same words keeps its id. Where several claims of a kind stand at the same words
    (two events of one trigger, one quotation of two people), what they say is part of the id.
    """
    ref = _ref(reading)
    said_by = {a.id: a for a in reading.attributions}
    tracks = _tracks_within(reading)
    found = [
        _Found(_statement(a, tracks, ref, reading), hull(a.content), a.source.text if a.source else "")
        for a in reading.attributions
        if a.withheld is None
    ]
    found += [_Found(_figure(f, said_by, ref, reading), f.span, f.measure) for f in reading.figures]
    found += [_Found(_event(e, said_by, ref, reading), e.trigger, e.type) for e in reading.events]
    found += [_Found(_forecast(p, said_by, ref, reading), p.span, "") for p in reading.forecasts]
    claims = _with_ids(found)
    return tuple(sorted(claims, key=lambda c: (c.span.start, KINDS.index(c.kind), c.id)))


@dataclass(frozen=True, slots=True)
class _Found:
    claim: Claim  # its id still empty
    words: Span  # what identifies it: for an event its trigger, which moves less between readers than the clause
    differs: str  # what tells it from another one at the same words


def _with_ids(found: Iterable[_Found]) -> list[Claim]:
    """Give every claim its id; the order of `found` matters only between claims that are alike in every respect."""
    at_words: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        at_words[f"{one.claim.article.id}|{one.claim.kind}|{one.words.start}|{one.words.end}"].append(one)
    claims = []
    for key, group in at_words.items():
        if len(group) == 1:
            claims.append(replace(group[0].claim, id=_id(key)))
            continue
        alike: dict[str, int] = defaultdict(int)
        for one in sorted(group, key=lambda f: (f.differs, f.claim.span, repr(f.claim.low), repr(f.claim.high))):
            number = alike[one.differs]
            alike[one.differs] += 1
            claims.append(replace(one.claim, id=_id(f"{key}|{one.differs}|{number}")))
    return claims


def _id(key: str) -> str:
    return "c" + hashlib.sha256(key.encode("utf-8")).hexdigest()[:ID_HEX_DIGITS]


def _ref(reading: Reading) -> ArticleRef:
    article = reading.article
    published = reading.published.when if reading.published else None
    return ArticleRef(article.id, article.path, article.title, article.outlet, published)


def _bare(kind: str, local: str, span: Span, said: Attribution | None, ref: ArticleRef, reading: Reading) -> Claim:
    """What claims of all kinds have in common; the attribution's part is filled in where there is one."""
    text = reading.article.text
    sentence = sentence_around(text, span)
    source = said.source if said else None
    return Claim(
        id="",
        kind=kind,
        article=ref,
        span=span,
        text=span.of(text),
        sentence=sentence,
        context=sentence.of(text),
        source=(source.name or source.text) if source else None,
        source_text=source.text if source else None,
        source_spans=source.spans if source else (),
        actor=source.actor if source else None,
        side=source.side if source else None,
        narrator=said is None,
        via=tuple(relay.name for relay in said.via) if said else (),
        track=None,
        said=said.said if said else None,
        confidence=said.confidence if said else None,
        local=local,
        source_kind=source.kind if source else None,
        cue=words_of(said.cue, text) if said and said.cue else None,
        quote=said.quote if said else None,
        act=said.act if said else None,
    )


def _within(
    kind: str, item: Figure | Event | Forecast, said_by: dict[str, Attribution], ref: ArticleRef, reading: Reading
) -> Claim:
    """A figure's, event's or forecast's claim, joined with the attribution that it stands in."""
    said = said_by.get(item.attribution) if item.attribution else None
    claim = _bare(kind, item.id, item.span, said, ref, reading)
    return claim if item.attribution is None else replace(claim, narrator=False)


def _statement(said: Attribution, tracks: dict[str, set[Track]], ref: ArticleRef, reading: Reading) -> Claim:
    """A statement's track is the one track of what stands in it; None where it has several or none."""
    claim = _bare("statement", said.id, hull(said.content), said, ref, reading)
    within = tracks.get(said.id, set())
    track = Track.FORECASTS if said.act is Act.PREDICT else next(iter(within)) if len(within) == 1 else None
    return replace(claim, track=track, located=places_within(said.content, reading.places))


def _tracks_within(reading: Reading) -> dict[str, set[Track]]:
    """The tracks of the figures and events that stand in each attribution."""
    tracks: dict[str, set[Track]] = defaultdict(set)
    for item, track in [(f, TRACK_OF_MEASURE.get(f.measure)) for f in reading.figures] + [
        (e, e.track) for e in reading.events
    ]:
        if item.attribution and track:
            tracks[item.attribution].add(track)
    return tracks


def _figure(f: Figure, said_by: dict[str, Attribution], ref: ArticleRef, reading: Reading) -> Claim:
    claim = _within("figure", f, said_by, ref, reading)
    return replace(
        claim,
        track=TRACK_OF_MEASURE.get(f.measure),
        located=named_places((f.place,) if f.place else (), reading.places, f.span, claim.sentence),
        measure=f.measure,
        low=f.low,
        high=f.high,
        approximate=f.approximate,
        of=f.of,
        of_actor=f.of_actor,
        unit=f.unit,
        by=f.by,
        since=f.since,
        as_of=f.as_of,
        place=f.place,
        modality=f.modality,
    )


def _event(e: Event, said_by: dict[str, Attribution], ref: ArticleRef, reading: Reading) -> Claim:
    claim = _within("event", e, said_by, ref, reading)
    return replace(
        claim,
        track=e.track,
        located=named_places(e.where, reading.places, e.span, claim.sentence),
        event_type=e.type,
        mode=e.mode,
        trigger=e.trigger.of(reading.article.text),
        actors=e.actors,
        targets=e.targets,
        when=e.when,
        where=e.where,
        status=e.status,
        stage=e.stage,
    )


def _forecast(p: Forecast, said_by: dict[str, Attribution], ref: ArticleRef, reading: Reading) -> Claim:
    return replace(
        _within("forecast", p, said_by, ref, reading),
        track=Track.FORECASTS,
        located=places_within((p.span,), reading.places),
        horizon=p.horizon,
        made=p.made,
        likelihood=p.likelihood,
        wording=p.wording,
        condition=p.condition,
    )
