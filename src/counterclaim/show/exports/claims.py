"""Claims as a table, and back: nothing of a claim is lost on the way (`claim_from` is the inverse).

In:  Claims.   Out: Tables of all claims and of figures, events and forecasts alone; Claims again from rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from counterclaim.errors import RecordError
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.decisions import DecisionAct, Review, value_from_json, value_to_json
from counterclaim.records.places import Located
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Stage, Status, Track
from counterclaim.records.when import When
from counterclaim.records.wire import number
from counterclaim.show.exports.schema import Field, Link, Table, Type, dates, when_from


def _dates(name: str, of: Callable[[Claim], When | None], about: str) -> tuple[Field[Claim], ...]:
    return dates(name, of, about)


_HEAD: tuple[Field[Claim], ...] = (
    Field("id", Type.TEXT, lambda c: c.id, "the claim's id: stays while its words stay", required=True),
    Field("kind", Type.TEXT, lambda c: c.kind, "statement, figure, event or forecast", required=True),
    Field("article", Type.TEXT, lambda c: c.article.id, "the article's id: SHA-256 of its text", required=True),
    Field("path", Type.TEXT, lambda c: c.article.path, "where the article was read from"),
    Field("title", Type.TEXT, lambda c: c.article.title, "the article's headline"),
    Field("outlet", Type.TEXT, lambda c: c.article.outlet, "who published the article"),
    *_dates("published", lambda c: c.article.published, "when the article was published"),
    Field("start", Type.INTEGER, lambda c: c.span.start, "first character of the words, in code points", required=True),
    Field("end", Type.INTEGER, lambda c: c.span.end, "behind the last character of the words", required=True),
    Field("text", Type.TEXT, lambda c: c.text, "the article's words from start to end", required=True),
)
_WORDS: tuple[Field[Claim], ...] = (
    Field("sentence_start", Type.INTEGER, lambda c: c.sentence.start, "of the sentence around them", required=True),
    Field("sentence_end", Type.INTEGER, lambda c: c.sentence.end, "of the sentence around them", required=True),
    Field("context", Type.TEXT, lambda c: c.context, "the sentence around them", required=True),
)
_SOURCE: tuple[Field[Claim], ...] = (
    Field("source", Type.TEXT, lambda c: c.source, "who says so, as resolved; empty: nobody named, or the narrator"),
    Field("source_text", Type.TEXT, lambda c: c.source_text, "the article's mention of the source"),
    Field("source_spans", Type.LIST, lambda c: [f"{s.start}-{s.end}" for s in c.source_spans], "where that stands"),
    Field("source_kind", Type.TEXT, lambda c: c.source_kind, "official, military, analyst, witness, document, …"),
    Field("actor", Type.TEXT, lambda c: c.actor, "the source's id in the register of actors"),
    Field("side", Type.TEXT, lambda c: c.side, "the side that the source is on"),
    Field("narrator", Type.BOOLEAN, lambda c: c.narrator, "whether it is the article's own voice", required=True),
    Field("via", Type.LIST, lambda c: list(c.via), "who passed it on, nearest to the source first"),
    *_dates("said", lambda c: c.said, "when it was said"),
    Field("cue", Type.TEXT, lambda c: c.cue, "the words that say that it is said"),
    Field("quote", Type.TEXT, lambda c: c.quote, "direct, indirect or mixed"),
    Field("act", Type.TEXT, lambda c: c.act, "what the source does by saying it"),
    Field("confidence", Type.NUMBER, lambda c: c.confidence, "0 to 1: how likely words and source are both right"),
    Field("track", Type.TEXT, lambda c: c.track, "the part of the war"),
    Field("local", Type.TEXT, lambda c: c.local, "the id within the article's reading", required=True),
)
_FIGURE: tuple[Field[Claim], ...] = (
    Field("measure", Type.TEXT, lambda c: c.measure, "what is counted: killed, wounded, troops, …"),
    Field("low", Type.NUMBER, lambda c: number(c.low), "lower bound, inclusive; empty: none given"),
    Field("high", Type.NUMBER, lambda c: number(c.high), "upper bound, inclusive; empty: none given"),
    Field("approximate", Type.BOOLEAN, lambda c: c.approximate, "about, some, nearly", required=True),
    Field("of", Type.TEXT, lambda c: c.of, "of whom or what, in the article's words"),
    Field("of_actor", Type.TEXT, lambda c: c.of_actor, "whose they are, in the register of actors"),
    Field("unit", Type.TEXT, lambda c: c.unit, "person, square mile, USD, …"),
    Field("by", Type.TEXT, lambda c: c.by, "who did it to them"),
    *_dates("since", lambda c: c.since, "since when it counts"),
    *_dates("as_of", lambda c: c.as_of, "as of when it holds"),
    Field("place", Type.TEXT, lambda c: c.place, "where, of a figure"),
    Field("modality", Type.TEXT, lambda c: c.modality, "asserted, estimated, planned, predicted, denied, hypothetical"),
)
_EVENT: tuple[Field[Claim], ...] = (
    Field("event_type", Type.TEXT, lambda c: c.event_type, "PLOVER's type, or STATEMENT or APPEAL"),
    Field("mode", Type.TEXT, lambda c: c.mode, "PLOVER's mode"),
    Field("trigger", Type.TEXT, lambda c: c.trigger, "the words that name the event"),
    Field("actors", Type.LIST, lambda c: list(c.actors), "who did it"),
    Field("targets", Type.LIST, lambda c: list(c.targets), "to whom or what"),
    *_dates("when", lambda c: c.when, "when it happened"),
    Field("where", Type.LIST, lambda c: list(c.where), "where, of an event"),
    Field("status", Type.TEXT, lambda c: c.status, "happened, alleged, denied, planned, predicted or hypothetical"),
    Field("stage", Type.TEXT, lambda c: c.stage, "of support and sanctions: proposed, pledged, approved, delivered, …"),
)
_FORECAST: tuple[Field[Claim], ...] = (
    *_dates("horizon", lambda c: c.horizon, "by when"),
    *_dates("made", lambda c: c.made, "when the forecast was made"),
    Field("likelihood_low", Type.NUMBER, lambda c: c.likelihood[0] if c.likelihood else None, "ICD 203 range, 0 to 1"),
    Field("likelihood_high", Type.NUMBER, lambda c: c.likelihood[1] if c.likelihood else None, "ICD 203 range, 0 to 1"),
    Field("wording", Type.TEXT, lambda c: c.wording, "the likelihood words themselves"),
    Field("condition", Type.TEXT, lambda c: c.condition, "the words of what a forecast hangs on"),
)
_TAIL: tuple[Field[Claim], ...] = (
    Field("latitude", Type.NUMBER, lambda c: c.located[0].lat if c.located else None, "of its first place, WGS 84"),
    Field("longitude", Type.NUMBER, lambda c: c.located[0].lon if c.located else None, "of its first place, WGS 84"),
    Field("located", Type.JSON, lambda c: [asdict(place) for place in c.located] or None, "every place it is about"),
    Field("reviewed", Type.JSON, lambda c: [_review(r) for r in c.reviewed] or None, "what people decided about it"),
)
_LINKS = (Link("article", "articles", "id"),)

CLAIMS: Table[Claim] = Table(
    "claims",
    "One attributed or narrator's statement a row: who said what, through whom, and where its words stand",
    ("id",),
    (*_HEAD, *_WORDS, *_SOURCE, *_FIGURE, *_EVENT, *_FORECAST, *_TAIL),
    _LINKS,
)
FIGURES: Table[Claim] = Table(
    "figures", "Claims that count something", ("id",), (*_HEAD, *_WORDS, *_SOURCE, *_FIGURE, *_TAIL), _LINKS
)
EVENTS: Table[Claim] = Table(
    "events", "Claims that something happened", ("id",), (*_HEAD, *_WORDS, *_SOURCE, *_EVENT, *_TAIL), _LINKS
)


def claim_from(row: Mapping[str, Any]) -> Claim:
    """The claim that a row of any of these tables stands for; columns that the row lacks are empty.

    Raises:
        RecordError: a column that every claim has is missing, or a value is none of those that it can have.
    """
    try:
        return _claim(row)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as err:
        raise RecordError(f"not a row of claims: {type(err).__name__}: {err}") from err


def _claim(row: Mapping[str, Any]) -> Claim:
    low, high = row.get("likelihood_low"), row.get("likelihood_high")
    return Claim(
        id=row["id"],
        kind=row["kind"],
        article=ArticleRef(row["article"], row["path"], row["title"], row["outlet"], when_from(row, "published")),
        span=Span(row["start"], row["end"]),
        text=row["text"],
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        context=row["context"],
        source=row["source"],
        source_text=row["source_text"],
        source_spans=tuple(_span(pair) for pair in row["source_spans"]),
        actor=row["actor"],
        side=Side(row["side"]) if row["side"] else None,
        narrator=row["narrator"],
        via=tuple(row["via"]),
        track=Track(row["track"]) if row["track"] else None,
        said=when_from(row, "said"),
        confidence=row["confidence"],
        local=row["local"],
        source_kind=row.get("source_kind"),
        located=tuple(Located(**place) for place in row.get("located") or ()),
        cue=row["cue"],
        quote=Quote(row["quote"]) if row["quote"] else None,
        act=Act(row["act"]) if row["act"] else None,
        measure=Measure(row["measure"]) if row.get("measure") else None,
        low=_amount(row.get("low")),
        high=_amount(row.get("high")),
        approximate=row.get("approximate") or False,
        of=row.get("of"),
        of_actor=row.get("of_actor"),
        unit=row.get("unit"),
        by=row.get("by"),
        since=when_from(row, "since"),
        as_of=when_from(row, "as_of"),
        place=row.get("place"),
        modality=Modality(row["modality"]) if row.get("modality") else None,
        event_type=EventType(row["event_type"]) if row.get("event_type") else None,
        mode=row.get("mode"),
        trigger=row.get("trigger"),
        actors=tuple(row.get("actors") or ()),
        targets=tuple(row.get("targets") or ()),
        when=when_from(row, "when"),
        where=tuple(row.get("where") or ()),
        status=Status(row["status"]) if row.get("status") else None,
        stage=Stage(row["stage"]) if row.get("stage") else None,
        horizon=when_from(row, "horizon"),
        made=when_from(row, "made"),
        likelihood=(float(low), float(high)) if low is not None and high is not None else None,
        wording=row.get("wording"),
        condition=row.get("condition"),
        reviewed=tuple(_review_from(review) for review in row.get("reviewed") or ()),
    )


def _amount(value: float | None) -> float | None:
    return None if value is None else float(value)


def _span(pair: str) -> Span:
    start, _, end = pair.partition("-")
    return Span(int(start), int(end))


def _review(review: Review) -> dict[str, Any]:
    return {**asdict(review), "before": value_to_json(review.before)}


def _review_from(review: Mapping[str, Any]) -> Review:
    before = value_from_json(review["before"])
    return Review(**{**review, "act": DecisionAct(review["act"]), "before": before})
