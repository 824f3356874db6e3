"""Questions, talks and forecasts as JSON: the public forms in which they are printed (docs/data-format.md)."""

from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import Question
from counterclaim.records.span import Span
from counterclaim.records.talks import Mention, Round
from counterclaim.records.wire import Json, iso, number, pair, when_to_json


def question_to_json(question: Question) -> Json:
    """One JSON object for one question, as `counterclaim questions --format jsonl` prints it."""
    return {
        "id": question.id,
        "title": question.title,
        "kind": question.kind,
        "track": question.track,
        "status": question.status,
        "accounts": [
            {
                "claim": account.claim.id,
                "article": {
                    "id": account.claim.article.id,
                    "path": account.claim.article.path,
                    "outlet": account.claim.article.outlet,
                    "published": when_to_json(account.claim.article.published),
                },
                "span": pair(account.claim.span),
                "text": account.claim.text,
                "source": account.claim.source if not account.claim.narrator else None,
                "via": list(account.claim.via),
                "interest": account.interest,
                "measure": account.claim.measure,
                "low": number(account.claim.low),
                "high": number(account.claim.high),
                "approximate": account.claim.approximate,
                "since": iso(account.claim.since),
                "as_of": iso(account.claim.as_of),
                "status": account.claim.status,
                "origin": account.origin,
            }
            for account in question.accounts
        ],
        "origins": question.origins,
        "relations": [{"a": r.a, "b": r.b, "relation": r.relation, "why": r.why} for r in question.relations],
        "bounds": {
            "rule": question.bounds.rule,
            "low": number(question.bounds.low),
            "best": number(question.bounds.best),
            "high": number(question.bounds.high),
        }
        if question.bounds
        else None,
        "left_out": question.left_out,
    }


def round_to_json(found: Round) -> Json:
    """One JSON object for one round, as `counterclaim talks --format jsonl` prints it."""
    return {
        "id": found.id,
        "date": iso(found.date),
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
                "span": pair(move.mention.span),
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
        "made": iso(forecast.made),
        "horizon": iso(forecast.horizon),
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
    return {"path": article.path, "article": article.id, "span": pair(span)}
