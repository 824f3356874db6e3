"""Every other table: articles, sources, questions, accounts, relations, talks, moves, forecasts, decisions.

In:  what the ledger gives.   Out: Tables, and where each gets its records from.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from counterclaim.flow import Ledger
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, SourceEntry
from counterclaim.records.decisions import Decision, decision_to_json
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import Account, Question, Relation
from counterclaim.records.talks import Move, Round
from counterclaim.records.wire import number
from counterclaim.show.exports.claims import CLAIMS, EVENTS, FIGURES
from counterclaim.show.exports.schema import Field, Link, Table, Type, first_of, last_of, text_of

ARTICLES: Table[ArticleEntry] = Table(
    "articles",
    "Articles as they were published, without their texts",
    ("id",),
    (
        Field("id", Type.TEXT, lambda a: a.id, "SHA-256 of the text", required=True),
        Field("outlet", Type.TEXT, lambda a: a.outlet, "who published it"),
        Field("title", Type.TEXT, lambda a: a.title, "the headline"),
        Field("author", Type.TEXT, lambda a: a.author, "who wrote it"),
        Field("url", Type.TEXT, lambda a: a.url, "where it was published"),
        Field("path", Type.TEXT, lambda a: a.path, "where it was read from"),
        Field("language", Type.TEXT, lambda a: a.language, "ISO 639-1"),
        Field("published", Type.TEXT, lambda a: text_of(a.published), "when: ISO day, month, year or FROM/TO"),
        Field("published_from", Type.DATE, lambda a: first_of(a.published), "first day on which it can have been"),
        Field("published_to", Type.DATE, lambda a: last_of(a.published), "last day on which it can have been"),
        Field("basis", Type.TEXT, lambda a: a.basis, "what says when it was published"),
        Field("chars", Type.INTEGER, lambda a: a.chars, "length of the text in code points", required=True),
        Field("claims", Type.INTEGER, lambda a: a.claims, "how many its current reading gave", required=True),
        Field("reader", Type.TEXT, lambda a: a.reader, "version of the reader", required=True),
        Field("added", Type.TEXT, lambda a: a.added, "when it came into the ledger, ISO 8601 UTC", required=True),
    ),
)
SOURCES: Table[SourceEntry] = Table(
    "sources",
    "Who claims are attributed to",
    (),
    (
        Field("source", Type.TEXT, lambda s: s.source, "name; empty: attributed to nobody named"),
        Field("actor", Type.TEXT, lambda s: s.actor, "id in the register of actors"),
        Field("side", Type.TEXT, lambda s: s.side, "the side that it is on"),
        Field("claims", Type.INTEGER, lambda s: s.claims, "how many claims", required=True),
        Field("first", Type.DATE, lambda s: s.first, "first publication with a claim of it"),
        Field("last", Type.DATE, lambda s: s.last, "last publication with a claim of it"),
    ),
)
QUESTIONS: Table[Question] = Table(
    "questions",
    "What several claims give accounts of",
    ("id",),
    (
        Field("id", Type.TEXT, lambda q: q.id, "the question's id", required=True),
        Field("title", Type.TEXT, lambda q: q.title, "the question in words", required=True),
        Field("kind", Type.TEXT, lambda q: q.kind, "figure, event, statement or forecast", required=True),
        Field("track", Type.TEXT, lambda q: q.track, "the part of the war"),
        Field("status", Type.TEXT, lambda q: q.status, "reported, multiply-reported, disputed, …", required=True),
        Field("accounts", Type.INTEGER, lambda q: len(q.accounts), "how many accounts", required=True),
        Field("origins", Type.INTEGER, lambda q: q.origins, "how many origins; copies count once", required=True),
        Field("rule", Type.TEXT, lambda q: q.bounds.rule if q.bounds else None, "the rule of the bounds"),
        Field("low", Type.NUMBER, lambda q: number(q.bounds.low) if q.bounds else None, "lower bound by that rule"),
        Field("best", Type.NUMBER, lambda q: number(q.bounds.best) if q.bounds else None, "best value by that rule"),
        Field("high", Type.NUMBER, lambda q: number(q.bounds.high) if q.bounds else None, "upper bound by that rule"),
    ),
)


@dataclass(frozen=True, slots=True)
class Part[T]:
    """A part of a question, a round or a forecast, with the id of the whole."""

    whole: str
    part: T


ACCOUNTS: Table[Part[Account]] = Table(
    "accounts",
    "Which claims answer which question",
    ("question", "claim"),
    (
        Field("question", Type.TEXT, lambda p: p.whole, "the question's id", required=True),
        Field("claim", Type.TEXT, lambda p: p.part.claim.id, "the claim's id", required=True),
        Field("origin", Type.TEXT, lambda p: p.part.origin, "accounts of one origin count once", required=True),
        Field("interest", Type.TEXT, lambda p: p.part.interest, "whose loss it counts: own, enemy, third-party"),
    ),
    (Link("question", "questions", "id"), Link("claim", "claims", "id")),
)
RELATIONS: Table[Part[Relation]] = Table(
    "relations",
    "How two accounts of a question stand to each other",
    (),
    (
        Field("question", Type.TEXT, lambda p: p.whole, "the question's id", required=True),
        Field("a", Type.TEXT, lambda p: p.part.a, "a claim's id", required=True),
        Field("b", Type.TEXT, lambda p: p.part.b, "another claim's id", required=True),
        Field("relation", Type.TEXT, lambda p: p.part.relation, "agree, conflict, denies, …", required=True),
        Field("why", Type.TEXT, lambda p: p.part.why, "the reason, in one sentence", required=True),
    ),
    (Link("question", "questions", "id"), Link("a", "claims", "id"), Link("b", "claims", "id")),
)
TALKS: Table[Round] = Table(
    "talks",
    "Rounds of talks, assembled from all articles",
    ("id",),
    (
        Field("id", Type.TEXT, lambda r: r.id, "the round's id", required=True),
        Field("date", Type.TEXT, lambda r: text_of(r.date), "when: ISO day, month, year or FROM/TO"),
        Field("date_from", Type.DATE, lambda r: first_of(r.date), "first day"),
        Field("date_to", Type.DATE, lambda r: last_of(r.date), "last day"),
        Field("place", Type.TEXT, lambda r: r.place, "where"),
        Field("level", Type.TEXT, lambda r: r.level, "heads of state, ministers, delegations, …"),
        Field("parties", Type.LIST, lambda r: list(r.parties), "who talked"),
        Field("mediators", Type.LIST, lambda r: list(r.mediators), "who mediated"),
        Field("outcome", Type.TEXT, lambda r: r.outcome, "in the article's own words"),
        Field("status", Type.TEXT, lambda r: r.status, "happened, planned, …", required=True),
        Field("claims", Type.LIST, lambda r: [m.claim for m in r.mentions], "the claims that tell of it"),
    ),
)
MOVES: Table[Part[Move]] = Table(
    "moves",
    "Demands, offers, refusals and agreements at talks",
    (),
    (
        Field("round", Type.TEXT, lambda p: p.whole, "the round's id", required=True),
        Field("party", Type.TEXT, lambda p: p.part.party, "who makes it", required=True),
        Field("act", Type.TEXT, lambda p: p.part.act, "demand, offer, refuse or agree", required=True),
        Field("issue", Type.TEXT, lambda p: p.part.issue, "what it is about", required=True),
        Field("claim", Type.TEXT, lambda p: p.part.mention.claim, "the claim's id", required=True),
        Field("article", Type.TEXT, lambda p: p.part.mention.article.id, "the article's id", required=True),
        Field("start", Type.INTEGER, lambda p: p.part.mention.span.start, "of its words in the article", required=True),
        Field("end", Type.INTEGER, lambda p: p.part.mention.span.end, "of its words in the article", required=True),
        Field("text", Type.TEXT, lambda p: p.part.mention.text, "its words", required=True),
    ),
    (Link("round", "talks", "id"), Link("claim", "claims", "id"), Link("article", "articles", "id")),
)
FORECASTS: Table[TrackedForecast] = Table(
    "forecasts",
    "What was said would happen, by whom, by when, and how it stands",
    ("id",),
    (
        Field("id", Type.TEXT, lambda f: f.id, "the forecast's id", required=True),
        Field("text", Type.TEXT, lambda f: f.text, "its words", required=True),
        Field("maker", Type.TEXT, lambda f: f.maker, "who made it; empty: the article itself, or nobody named"),
        Field("made", Type.TEXT, lambda f: text_of(f.made), "when: ISO day, month, year or FROM/TO"),
        Field("made_from", Type.DATE, lambda f: first_of(f.made), "first day"),
        Field("made_to", Type.DATE, lambda f: last_of(f.made), "last day"),
        Field("horizon", Type.TEXT, lambda f: text_of(f.horizon), "by when: ISO day, month, year or FROM/TO"),
        Field("horizon_from", Type.DATE, lambda f: first_of(f.horizon), "first day"),
        Field("horizon_to", Type.DATE, lambda f: last_of(f.horizon), "last day"),
        Field("likelihood_low", Type.NUMBER, lambda f: f.likelihood[0] if f.likelihood else None, "ICD 203, 0 to 1"),
        Field("likelihood_high", Type.NUMBER, lambda f: f.likelihood[1] if f.likelihood else None, "ICD 203, 0 to 1"),
        Field("state", Type.TEXT, lambda f: f.state, "open, due or judged", required=True),
        Field("outcome", Type.TEXT, lambda f: f.outcome, "a person's judgement"),
        Field("claims", Type.LIST, lambda f: [claim.id for claim in f.mentions], "the claims that tell it"),
        Field("evidence", Type.LIST, lambda f: [item.claim.id for item in f.evidence], "later claims that bear on it"),
    ),
)
DECISIONS: Table[Decision] = Table(
    "decisions",
    "What people decided: accepted, rejected, corrected, merged, split, judged",
    ("id",),
    (
        Field("id", Type.TEXT, lambda d: d.id, "the decision's id", required=True),
        Field("act", Type.TEXT, lambda d: d.act, "what it does", required=True),
        Field("subject", Type.TEXT, lambda d: d.subject, "the id of what it is about", required=True),
        Field("others", Type.LIST, lambda d: list(d.others), "further ids: merged questions, claims that leave"),
        Field("field", Type.TEXT, lambda d: d.field, "which field is corrected, pinned or judged"),
        Field("value", Type.JSON, lambda d: decision_to_json(d)["value"], "what it is set to"),
        Field("reviewer", Type.TEXT, lambda d: d.reviewer, "who decided", required=True),
        Field("at", Type.TEXT, lambda d: d.at, "when, ISO 8601 UTC", required=True),
        Field("reason", Type.TEXT, lambda d: d.reason, "why"),
        Field("anchors", Type.JSON, lambda d: decision_to_json(d)["anchors"], "the words that it is about"),
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a ledger is exported."""

    wanted: ClaimFilter = field(default_factory=ClaimFilter)
    rule: str = "minmax"  # by which one range is made of several accounts
    on: dt.date | None = None  # the day on which forecasts are open or due; None = today (UTC)


@dataclass(frozen=True, slots=True)
class Listed:
    """A table, and its records in a ledger."""

    table: Table[Any]
    records: Callable[[Ledger, Asked], Iterable[Any]]
    narrowed: bool = True  # whether the filter of `Asked` narrows it


def _kind(kind: str) -> Callable[[Ledger, Asked], Iterable[Any]]:

    def claims(ledger: Ledger, asked: Asked) -> Iterable[Any]:
        if asked.wanted.kind not in (None, kind):
            return ()
        return ledger.claims(replace(asked.wanted, kind=kind))

    return claims


def _questions(ledger: Ledger, asked: Asked) -> tuple[Question, ...]:
    return ledger.questions(rule=asked.rule, wanted=asked.wanted)


def _accounts(ledger: Ledger, asked: Asked) -> Iterator[Part[Account]]:
    return (Part(q.id, account) for q in _questions(ledger, asked) for account in q.accounts)


def _relations(ledger: Ledger, asked: Asked) -> Iterator[Part[Relation]]:
    return (Part(q.id, relation) for q in _questions(ledger, asked) for relation in q.relations)


def _moves(ledger: Ledger, _asked: Asked) -> Iterator[Part[Move]]:
    return (Part(found.id, move) for found in ledger.talks() for move in found.moves)


TABLES: dict[str, Listed] = {
    "articles": Listed(ARTICLES, lambda ledger, _: ledger.articles(), narrowed=False),
    "claims": Listed(CLAIMS, lambda ledger, asked: ledger.claims(asked.wanted)),
    "figures": Listed(FIGURES, _kind("figure")),
    "events": Listed(EVENTS, _kind("event")),
    "forecasts": Listed(FORECASTS, lambda ledger, asked: ledger.forecasts(asked.on), narrowed=False),
    "sources": Listed(SOURCES, lambda ledger, _: ledger.sources(), narrowed=False),
    "questions": Listed(QUESTIONS, _questions),
    "accounts": Listed(ACCOUNTS, _accounts),
    "relations": Listed(RELATIONS, _relations),
    "talks": Listed(TALKS, lambda ledger, _: ledger.talks(), narrowed=False),
    "moves": Listed(MOVES, _moves, narrowed=False),
    "decisions": Listed(DECISIONS, lambda ledger, _: ledger.view.decisions(), narrowed=False),
}
"""Every table by name, in the order in which they are written."""
