"""Talks and forecasts as JSON: the public forms in which they are printed (docs/data-format.md)."""

from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.span import Span
from counterclaim.records.talks import Mention, Round
from counterclaim.records.when import When
from counterclaim.records.wire import Json


def round_to_json(found: Round) -> Json:
    """One JSON object for one round, as `counterclaim talks --format jsonl` prints it."""
    return {
        "id": found.id,
        "date": _iso(found.date),
        "place": found.place,
        "level": found.level,
        "parties": list(found.parties),
        "mediators": list(found.mediators),
        "outcome": found.outcome,
        "status": found.status,
        "mentions": [_mention(mention) for mention in found.mentions],
        "moves": [
            {
                "party": move.party,
                "act": move.act,
                "issue": move.issue,
                "claim": move.mention.claim,
                "text": move.mention.text,
                "path": move.mention.article.path,
                "span": _pair(move.mention.span),
            }
            for move in found.moves
        ],
    }


def forecast_to_json(forecast: TrackedForecast) -> Json:
    """One JSON object for one forecast, as `counterclaim forecasts --format jsonl` prints it."""
    return {
        "id": forecast.id,
        "text": forecast.text,
        "maker": forecast.maker,
        "made": _iso(forecast.made),
        "horizon": _iso(forecast.horizon),
        "likelihood": list(forecast.likelihood) if forecast.likelihood else None,
        "state": forecast.state,
        "outcome": forecast.outcome,
        "mentions": [_place(claim.article, claim.span) | {"claim": claim.id} for claim in forecast.mentions],
        "evidence": [_evidence(item.claim, item.why) for item in forecast.evidence],
    }


def _evidence(claim: Claim, why: str) -> Json:
    return {"claim": claim.id, **_place(claim.article, claim.span), "why": why}


def _mention(mention: Mention) -> Json:
    return {**_place(mention.article, mention.span), "claim": mention.claim}


def _place(article: ArticleRef, span: Span) -> Json:
    return {"path": article.path, "article": article.id, "span": _pair(span)}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _iso(when: When | None) -> str | None:
    return when.text if when else None
