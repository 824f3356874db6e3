"""Claims and readings as rows and back, exactly; and what is derived from them: order, mark, the days they are about.

In: records.   Out: mappings of column to value, and records again. Only here is it known how a claim lies in columns.
"""

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from counterclaim.errors import RecordError
from counterclaim.ledger import tables
from counterclaim.ledger.claims import KINDS
from counterclaim.records.article import Article, Published
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.decisions import DecisionAct, Review, value_from_json, value_to_json
from counterclaim.records.places import Located
from counterclaim.records.reading import Reading
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Stage, Status, Track
from counterclaim.records.when import When
from counterclaim.records.wire import reading_from_json, reading_to_json

Columns = Mapping[str, Any] | RowMapping
Row = dict[str, Any]  # column to value: only here and where rows meet SQL

_canonical_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_compact_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_EPOCH = When.parse("1700-01-01").first.toordinal()
# Bits of each part of a position: 63 in all, a signed 64-bit number.
_DAYS, _ARTICLES, _CHARS, _KINDS = 18, 22, 21, 2
_UNKNOWN_DAY = (1 << _DAYS) - 1


def position_of(article_id: str, published: When | None, start: int, kind: str) -> int:
    """Where a claim stands in the ledger's order, whenever it came in: publication day, article, place in the text,
    and of what begins at one place a statement before what stands in it.

    Articles of unknown date come last. Days before 1700 and after 2417 and places beyond 2 million characters are taken
    as the nearest that fits; claims of equal position are ordered by id.
    """
    day = min(max(published.first.toordinal() - _EPOCH, 0), _UNKNOWN_DAY - 1) if published else _UNKNOWN_DAY
    article = int(article_id[:6], 16) >> 24 - _ARTICLES
    place = min(start, (1 << _CHARS) - 1)
    return ((day << _ARTICLES | article) << _CHARS | place) << _KINDS | KINDS.index(kind)


def first_position_of(day: dt.date | None) -> int:
    """The first position of articles published on a day or later, as far as days can be told apart; None = undated."""
    number = _UNKNOWN_DAY if day is None else min(max(day.toordinal() - _EPOCH, 0), _UNKNOWN_DAY - 1)
    return number << (_ARTICLES + _CHARS + _KINDS)


def first_position_after(day: dt.date) -> int:
    """A position behind those of all articles published on that day or before, as far as days can be told apart."""
    number = min(max(day.toordinal() - _EPOCH, 0) + 1, _UNKNOWN_DAY)
    return number << (_ARTICLES + _CHARS + _KINDS)


def day_of_position(position: int) -> dt.date | None:
    """The day of publication that a position stands for; None where it is not known."""
    number = position >> (_ARTICLES + _CHARS + _KINDS)
    return None if number == _UNKNOWN_DAY else dt.date.fromordinal(number + _EPOCH)


def about(claim: Claim) -> When | None:
    """The days that a claim is about: when the event happened, as of when the figure holds, by when the forecast; else
    when it was said; else when it was published."""
    return claim.when or claim.as_of or claim.horizon or claim.said or claim.article.published


def claim_row(claim: Claim) -> Row:
    """What a claim's own columns hold. Numbers of article, reading and log are the caller's.

    Raises:
        RecordError: a date's written form does not stand for its days, so that it could not be read back.
    """
    row = {
        "id": claim.id,
        "kind": claim.kind,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "text": claim.text,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "context": claim.context,
        "source": claim.source,
        "source_text": claim.source_text,
        "source_spans": _list([[s.start, s.end] for s in claim.source_spans]),
        "actor": claim.actor,
        "side": claim.side,
        "narrator": claim.narrator,
        "via": _list(claim.via),
        "track": claim.track,
        "said": written(claim.said),
        "confidence": _number(claim.confidence),
        "local": claim.local,
        "cue": claim.cue,
        "quote": claim.quote,
        "act": claim.act,
        "measure": claim.measure,
        "low": _number(claim.low),
        "high": _number(claim.high),
        "approximate": claim.approximate,
        "of_what": claim.of,
        "of_actor": claim.of_actor,
        "unit": claim.unit,
        "by_whom": claim.by,
        "since": written(claim.since),
        "as_of": written(claim.as_of),
        "place": claim.place,
        "modality": claim.modality,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "trigger_words": claim.trigger,
        "actors": _list(claim.actors),
        "targets": _list(claim.targets),
        "happened": written(claim.when),
        "places": _list(claim.where),
        "status": claim.status,
        "horizon": written(claim.horizon),
        "made": written(claim.made),
        "likelihood_low": _number(claim.likelihood[0]) if claim.likelihood else None,
        "likelihood_high": _number(claim.likelihood[1]) if claim.likelihood else None,
        "wording": claim.wording,
        "source_kind": claim.source_kind,
        "stage": claim.stage,
        "condition": claim.condition,
        "located": _located(claim.located),
        "reviewed": _reviewed(claim.reviewed),
    }
    row |= _found_by(claim)
    row["mark"] = _mark(row, claim.article.title)
    return row


def _found_by(claim: Claim) -> Row:
    """Columns that only serve to find and to order claims: nothing of a claim is read back from them."""
    published, days = claim.article.published, about(claim)
    return {
        "position": position_of(claim.article.id, published, claim.span.start, claim.kind),
        "outlet": claim.article.outlet,
        "published_first": first_day(published),
        "published_last": last_day(published),
        "about_first": first_day(days),
        "about_last": last_day(days),
        "said_first": first_day(claim.said),
        "said_last": last_day(claim.said),
    }


# What a later version of the tables added beside the mark, so that the marks of earlier ones, and the log's hashes over
# them, stay what they were. The ledger looks at these as well when it asks whether a claim says something new.
BESIDE_MARK = ("source_kind", "located", "stage", "condition")

# Not part of what a claim says: its number within one reading changes when another claim is found before it, and its
# speaker's when ledgers grow in another order. The names in order, so that a mark does not depend on the order of the
# code; empty values left out, so that a column added later changes no mark.
_MARKED = sorted(
    column.name
    for column in tables.claim.c
    if column.name not in ("number", "article", "reading", "begun", "ended", "mark", "local", "speaker", *BESIDE_MARK)
)


def _mark(row: Row, title: str | None) -> str:
    said = {name: row[name] for name in _MARKED if row[name] is not None}
    return hashlib.sha256(_compact_json({**said, "title": title}).encode("utf-8")).hexdigest()[:16]


def claim_from(row: Columns, ref: ArticleRef) -> Claim:
    """The claim that a row stands for, in the article that `ref` names."""
    likelihood = None
    if row["likelihood_low"] is not None:
        likelihood = (row["likelihood_low"], row["likelihood_high"])
    return Claim(
        id=row["id"],
        kind=row["kind"],
        article=ref,
        span=Span(row["span_start"], row["span_end"]),
        text=row["text"],
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        context=row["context"],
        source=row["source"],
        source_text=row["source_text"],
        source_spans=tuple(Span(s, e) for s, e in _tuple(row["source_spans"])),
        actor=row["actor"],
        side=Side(row["side"]) if row["side"] else None,
        narrator=row["narrator"],
        via=_tuple(row["via"]),
        track=Track(row["track"]) if row["track"] else None,
        said=days_of(row["said"]),
        confidence=row["confidence"],
        local=row["local"],
        source_kind=row["source_kind"],
        located=tuple(Located(*place) for place in _tuple(row["located"])),
        cue=row["cue"],
        quote=Quote(row["quote"]) if row["quote"] else None,
        act=Act(row["act"]) if row["act"] else None,
        measure=Measure(row["measure"]) if row["measure"] else None,
        low=row["low"],
        high=row["high"],
        approximate=row["approximate"],
        of=row["of_what"],
        of_actor=row["of_actor"],
        unit=row["unit"],
        by=row["by_whom"],
        since=days_of(row["since"]),
        as_of=days_of(row["as_of"]),
        place=row["place"],
        modality=Modality(row["modality"]) if row["modality"] else None,
        event_type=EventType(row["event_type"]) if row["event_type"] else None,
        mode=row["mode"],
        trigger=row["trigger_words"],
        actors=_tuple(row["actors"]),
        targets=_tuple(row["targets"]),
        when=days_of(row["happened"]),
        where=_tuple(row["places"]),
        status=Status(row["status"]) if row["status"] else None,
        stage=Stage(row["stage"]) if row["stage"] else None,
        horizon=days_of(row["horizon"]),
        made=days_of(row["made"]),
        likelihood=likelihood,
        wording=row["wording"],
        condition=row["condition"],
        reviewed=_reviews(row["reviewed"]),
    )


def reading_row(reading: Reading) -> Row:
    """What a reading's own columns hold."""
    article, published = reading.article, reading.published
    when = published.when if published else None
    given, header = article.published, article.header
    return {
        "version": reading.reader.version,
        "models": models_text(reading.reader.models),
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "published": written(when),
        "published_first": first_day(when),
        "published_last": last_day(when),
        "basis": published.basis if published else None,
        "given_published": written(given.when) if given else None,
        "given_basis": given.basis if given else None,
        "header_start": header.start if header else None,
        "header_end": header.end if header else None,
        "record": packed(canonical(reading_to_json(reading))),
    }


def reading_from(row: Columns, text: str) -> Reading:
    """The reading that a row stands for, of the article with that text."""
    return reading_from_json(json.loads(unpacked(row["record"])), text)


def reading_content(row: Row, claims: Iterable[Row], sighting: Row) -> bytes:
    """The bytes whose hash the log keeps for a reading: its record, what every claim of it says, where it was seen."""
    marks = sorted((claim["id"], claim["mark"]) for claim in claims)
    return canonical({"record": unpacked(row["record"]), "claims": marks, "sighting": sighting})


def article_from(row: Columns, text: str) -> Article:
    """The article that a reading's row was made of."""
    given, header = days_of(row["given_published"]), row["header_start"]
    return Article(
        text=text,
        path=row["path"],
        title=row["title"],
        outlet=row["outlet"],
        author=row["author"],
        url=row["url"],
        language=row["language"],
        published=Published(given, row["given_basis"]) if given else None,
        header=Span(header, row["header_end"]) if header is not None else None,
    )


def ref_from(article_id: str, row: Columns) -> ArticleRef:
    """What a claim says of its article, from the columns of the reading that gave it."""
    return ArticleRef(article_id, row["path"], row["title"], row["outlet"], days_of(row["published"]))


def models_text(models: tuple[tuple[str, str], ...]) -> str:
    """Models and their versions, in a form that is equal when they are."""
    return canonical(dict(models)).decode()


def canonical(value: object) -> bytes:
    """JSON that is the same bytes whenever the value is the same."""
    return _canonical_json(value).encode("utf-8")


def packed(data: bytes) -> bytes:
    """Compressed; level 6 is the knee: 9 takes twice the time for 1 % less."""
    return zlib.compress(data, 6)


def unpacked(data: bytes) -> str:
    """Text again."""
    return zlib.decompress(data).decode("utf-8")


@lru_cache(maxsize=1 << 16)
def days_of(text: str | None) -> When | None:
    """The interval that a written date stands for. Few dates recur in very many rows."""
    return When.parse(text) if text else None


@lru_cache(maxsize=1 << 16)
def written(when: When | None) -> str | None:
    """A date's written form, if it stands for the very same days."""
    if when is None:
        return None
    if When.parse(when.text) != when:
        raise RecordError(f"the date {when.text!r} does not stand for {when.first} to {when.last}")
    return when.text


def first_day(when: When | None) -> str | None:
    """The first day, in ISO 8601."""
    return when.first.isoformat() if when else None


def last_day(when: When | None) -> str | None:
    """The last day, in ISO 8601."""
    return when.last.isoformat() if when else None


def _number(value: float | None) -> float | None:
    """As the database gives it back: a record has whole numbers without a decimal point, and a mark tells the two."""
    return None if value is None else float(value)


def _list(values: tuple[str, ...] | list[list[int]]) -> str | None:
    return _compact_json(values) if values else None


def _reviewed(reviews: tuple[Review, ...]) -> str | None:
    rows = [[r.decision, r.act, r.reviewer, r.at, r.field, value_to_json(r.before)] for r in reviews]
    return _compact_json(rows) if rows else None


def _reviews(text: str | None) -> tuple[Review, ...]:
    return tuple(
        Review(decision, DecisionAct(act), reviewer, at, field, value_from_json(before))
        for decision, act, reviewer, at, field, before in _tuple(text)
    )


def _located(places: tuple[Located, ...]) -> str | None:
    return _compact_json([astuple(place) for place in places]) if places else None


def _tuple(text: str | None) -> tuple[Any, ...]:
    return tuple(json.loads(text)) if text else ()
