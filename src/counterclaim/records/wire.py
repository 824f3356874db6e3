"""Readings as JSON and back: the public interchange form (docs/data-format.md).

`reading_from_json(reading_to_json(r), r.article.text) == r` for every Reading: the record carries the
text's hash, not the text.
"""

from collections.abc import Iterable
from typing import Any

from counterclaim.errors import RecordError
from counterclaim.records.article import Article, Drop, Excluded, Published
from counterclaim.records.reading import (
    Actor,
    Attribution,
    Event,
    Figure,
    Forecast,
    Place,
    Reader,
    Reading,
    Relay,
    Source,
    Time,
)
from counterclaim.records.span import Span, Spans, words_of
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Stage, Status, Track
from counterclaim.records.when import When

Json = dict[str, Any]  # only here: this module is the edge between typed records and JSON


def reading_to_json(reading: Reading) -> Json:
    """One JSON object for one article, as `counterclaim read --format jsonl` prints it."""
    article, text = reading.article, reading.article.text
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "url": article.url,
            "language": article.language,
            "published": published_to_json(reading.published),
            "metadata_published": published_to_json(article.published),
            "header": pair(article.header),
        },
        "reader": {"version": reading.reader.version, "models": dict(reading.reader.models)},
        "excluded": [{"start": x.span.start, "end": x.span.end, "reason": x.reason} for x in reading.excluded],
        "attributions": [_attribution(a, text) for a in reading.attributions],
        "figures": [_figure(f) for f in reading.figures],
        "events": [_event(e) for e in reading.events],
        "forecasts": [
            {
                "id": p.id,
                "span": pair(p.span),
                "attribution": p.attribution,
                "horizon": iso(p.horizon),
                "made": iso(p.made),
                "likelihood": list(p.likelihood) if p.likelihood else None,
                "wording": p.wording,
                "condition": p.condition,
                "rule": p.rule,
            }
            for p in reading.forecasts
        ],
        "times": [
            {
                "span": pair(t.span),
                "value": t.value,
                "from": t.when.first.isoformat() if t.when else None,
                "to": t.when.last.isoformat() if t.when else None,
                "kind": t.kind,
                "when": iso(t.when),
            }
            for t in reading.times
        ],
        "places": [
            {
                "span": pair(p.span),
                "name": p.name,
                "geonameid": p.geonameid,
                "lat": p.lat,
                "lon": p.lon,
                "country": p.country,
                "kind": p.kind,
                "relation": p.relation,
                "radius_km": p.radius_km,
                "ucdp": p.ucdp,
                "acled": p.acled,
            }
            for p in reading.places
        ],
        "actors": [
            {"span": pair(a.span), "actor": a.actor, "name": a.name, "kind": a.kind, "side": a.side}
            for a in reading.actors
        ],
        "dropped": [
            {"span": pair(d.span), "reason": d.reason, "item": d.item, "detail": d.detail} for d in reading.dropped
        ],
    }


def reading_from_json(record: Json, text: str) -> Reading:
    """The Reading that `record` stands for.

    Args:
        record: what `reading_to_json` gave.
        text: the article's stored text; its SHA-256 must be the record's article id.
    Raises:
        RecordError: the text is another one, or the record does not have the documented form.
    """
    try:
        return _reading(record, text)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as err:
        raise RecordError(f"not a reading record: {type(err).__name__}: {err}") from err


def published_to_json(published: Published | None) -> Json | None:
    """The interval and its basis, or None."""
    if published is None:
        return None
    return {
        "from": published.when.first.isoformat(),
        "to": published.when.last.isoformat(),
        "basis": published.basis,
        "when": published.when.text,
    }


def when_to_json(when: When | None) -> Json | None:
    """Both ends of an interval of days, or None."""
    return {"from": when.first.isoformat(), "to": when.last.isoformat()} if when else None


def iso(when: When | None) -> str | None:
    """An interval of days as it is written, or None."""
    return when.text if when else None


def pair(span: Span | None) -> list[int] | None:
    """Start and end, or None."""
    return [span.start, span.end] if span else None


def number(value: float | None) -> int | float | None:
    """Whole numbers without a decimal point, as people and scorers expect them."""
    if value is None or not float(value).is_integer():
        return value
    return int(value)


def _attribution(a: Attribution, text: str) -> Json:
    source = None
    if a.source is not None:
        source = {
            "spans": _pairs(a.source.spans),
            "text": a.source.text,
            "name": a.source.name,
            "actor": a.source.actor,
            "side": a.source.side,
            "kind": a.source.kind,
            "named": a.source.named,
        }
    return {
        "id": a.id,
        "source": source,
        "via": [{"spans": _pairs(v.spans), "name": v.name, "actor": v.actor} for v in a.via],
        "cue": _words(a.cue, text) if a.cue else None,
        "content": _words(a.speech or a.content, text),
        "claim": _words(a.content, text) if a.speech else None,
        "quote": a.quote,
        "act": a.act,
        "said": iso(a.said),
        "confidence": a.confidence,
        "rule": a.rule,
        "withheld": a.withheld,
    }


def _figure(f: Figure) -> Json:
    return {
        "id": f.id,
        "span": pair(f.span),
        "text": f.text,
        "low": number(f.low),
        "high": number(f.high),
        "approximate": f.approximate,
        "measure": f.measure,
        "of": f.of,
        "of_actor": f.of_actor,
        "unit": f.unit,
        "by": f.by,
        "since": iso(f.since),
        "as_of": iso(f.as_of),
        "place": f.place,
        "modality": f.modality,
        "attribution": f.attribution,
        "rule": f.rule,
    }


def _event(e: Event) -> Json:
    return {
        "id": e.id,
        "span": pair(e.span),
        "trigger": pair(e.trigger),
        "type": e.type,
        "mode": e.mode,
        "actors": list(e.actors),
        "targets": list(e.targets),
        "when": iso(e.when),
        "where": list(e.where),
        "status": e.status,
        "attribution": e.attribution,
        "track": e.track,
        "stage": e.stage,
        "same_as": e.same_as,
        "rule": e.rule,
    }


def _reading(record: Json, text: str) -> Reading:
    head = record["article"]
    article = Article(
        text=text,
        path=head["path"],
        title=head["title"],
        outlet=head["outlet"],
        author=head["author"],
        url=head.get("url"),
        language=head["language"],
        published=_published(head.get("metadata_published")),
        header=_span(head.get("header")),
    )
    if article.id != head["id"]:
        raise RecordError(f"the text's SHA-256 is {article.id[:12]}…, the record is of article {head['id'][:12]}…")
    return Reading(
        article=article,
        reader=Reader(record["reader"]["version"], tuple(sorted(record["reader"]["models"].items()))),
        published=_published(head["published"]),
        excluded=tuple(Excluded(Span(x["start"], x["end"]), x["reason"]) for x in record["excluded"]),
        attributions=tuple(_attribution_from(a) for a in record["attributions"]),
        figures=tuple(_figure_from(f) for f in record["figures"]),
        events=tuple(_event_from(e) for e in record["events"]),
        forecasts=tuple(
            Forecast(
                id=p["id"],
                span=_needed(p["span"]),
                attribution=p["attribution"],
                horizon=_when(p["horizon"]),
                made=_when(p["made"]),
                likelihood=(p["likelihood"][0], p["likelihood"][1]) if p["likelihood"] else None,
                wording=p.get("wording"),
                condition=p.get("condition"),
                rule=p.get("rule", ""),
            )
            for p in record["forecasts"]
        ),
        times=tuple(
            Time(_needed(t["span"]), t["value"], _when(t.get("when")), t.get("kind", "DATE")) for t in record["times"]
        ),
        places=tuple(
            Place(
                _needed(p["span"]),
                p["name"],
                p["geonameid"],
                p["lat"],
                p["lon"],
                p["country"],
                p.get("kind"),
                p.get("relation"),
                p.get("radius_km"),
                p.get("ucdp"),
                p.get("acled"),
            )
            for p in record["places"]
        ),
        actors=tuple(
            Actor(_needed(a["span"]), a["name"], a["actor"], a["kind"], Side(a["side"]) if a["side"] else None)
            for a in record["actors"]
        ),
        dropped=tuple(
            Drop(d.get("item", ""), d["reason"], d.get("detail", ""), _span(d["span"])) for d in record["dropped"]
        ),
    )


def _attribution_from(a: Json) -> Attribution:
    s = a["source"]
    source = s and Source(
        spans=_spans(s["spans"]),
        text=s["text"],
        name=s["name"],
        actor=s["actor"],
        side=Side(s["side"]) if s["side"] else None,
        kind=s.get("kind"),
        named=s.get("named", True),
    )
    return Attribution(
        id=a["id"],
        source=source,
        via=tuple(Relay(_spans(v["spans"]), v["name"], v.get("actor")) for v in a["via"]),
        cue=_spans(a["cue"]["spans"]) if a["cue"] else (),
        content=_spans((a.get("claim") or a["content"])["spans"]),
        quote=Quote(a["quote"]),
        act=Act(a["act"]),
        said=_when(a["said"]),
        confidence=a["confidence"],
        rule=a.get("rule", ""),
        withheld=a.get("withheld"),
        speech=_spans(a["content"]["spans"]) if a.get("claim") else (),
    )


def _figure_from(f: Json) -> Figure:
    return Figure(
        id=f["id"],
        span=_needed(f["span"]),
        text=f["text"],
        low=f["low"],
        high=f["high"],
        approximate=f["approximate"],
        measure=Measure(f["measure"]),
        of=f["of"],
        of_actor=f["of_actor"],
        unit=f["unit"],
        by=f["by"],
        since=_when(f["since"]),
        as_of=_when(f["as_of"]),
        place=f["place"],
        modality=Modality(f["modality"]),
        attribution=f["attribution"],
        rule=f.get("rule", ""),
    )


def _event_from(e: Json) -> Event:
    return Event(
        id=e["id"],
        span=_needed(e["span"]),
        trigger=_needed(e["trigger"]),
        type=EventType(e["type"]),
        mode=e["mode"],
        actors=tuple(e["actors"]),
        targets=tuple(e["targets"]),
        when=_when(e["when"]),
        where=tuple(e["where"]),
        status=Status(e["status"]),
        attribution=e["attribution"],
        track=Track(e["track"]) if e.get("track") else None,
        stage=Stage(e["stage"]) if e.get("stage") else None,
        same_as=e.get("same_as"),
        rule=e.get("rule", ""),
    )


def _published(value: Json | None) -> Published | None:
    if value is None:
        return None
    text = value.get("when") or f"{value['from']}/{value['to']}"
    return Published(When.parse(text), value["basis"])


def _when(text: str | None) -> When | None:
    return When.parse(text) if text else None


def _words(spans: Spans, text: str) -> Json:
    return {"spans": _pairs(spans), "text": words_of(spans, text)}


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _span(pair: list[int] | None) -> Span | None:
    return Span(pair[0], pair[1]) if pair else None


def _needed(pair: list[int]) -> Span:
    return Span(pair[0], pair[1])


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(s, e) for s, e in pairs)
