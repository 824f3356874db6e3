"""What a briefing is made from, taken from a ledger: one pass over the claims, compared once."""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import replace

from counterclaim.comparison.decided import judged, with_decisions
from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.talks import find_rounds
from counterclaim.flow import Ledger
from counterclaim.flow.sureness import Sure
from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.records.claim import ArticleRef
from counterclaim.records.question import CONTESTED, Question
from counterclaim.records.when import When
from counterclaim.show.briefing import Material


def gather(
    ledger: Ledger,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    on: dt.date | None = None,
    rule: str = "minmax",
    min_confidence: float | None = None,
) -> Material:
    """Take what the articles published from `since` to `until` (both inclusive) say, and set it side by side.

    Args:
        on: the day on which forecasts are due or open; UTC today when None.
        rule: the rule of bounds, one of `comparison.bounds.RULES`.
        min_confidence: leave out statements below it, but not out of a dispute; figures, events and forecasts are
            kept, whoever tells them.
    """
    every = tuple(ledger.claims(ClaimFilter(since=since, until=until, dated=Dated.PUBLISHED)))
    articles = tuple(
        ArticleRef(e.id, e.path, e.title, e.outlet, e.published)
        for e in ledger.articles()
        if _within(e.published, since, until)
    )
    families, stories = ledger.kinships()
    decisions = tuple(ledger.decisions())
    found = with_decisions(find_questions(every, families, stories, rule=rule), decisions, families.of)
    sure = Sure(every, min_confidence, kept=_contested(found))
    claims = tuple(sure)
    return Material(
        articles=articles,
        claims=claims,
        questions=found if len(claims) == len(every) else _among(found, {claim.id for claim in claims}),
        rounds=find_rounds(claims),
        forecasts=judged(find_forecasts(claims, on or dt.datetime.now(dt.UTC).date()), decisions),
        since=since,
        until=until,
        unsure=(sure.left_out, min_confidence) if min_confidence is not None and sure.left_out else None,
    )


def _contested(questions: Iterable[Question]) -> frozenset[str]:
    """The ids of the claims that disputes are made of: without one of them there would be none, unsaid."""
    return frozenset(account.claim.id for q in questions if q.status in CONTESTED for account in q.accounts)


def _among(questions: Iterable[Question], kept: Container[str]) -> tuple[Question, ...]:
    """The questions with those of their accounts that are kept; one with none left is none."""
    found: list[Question] = []
    for question in questions:
        accounts = tuple(account for account in question.accounts if account.claim.id in kept)
        relations = tuple(r for r in question.relations if r.a in kept and r.b in kept)
        if accounts:
            found.append(replace(question, accounts=accounts, relations=relations))
    return tuple(found)


def _within(published: When | None, since: dt.date | None, until: dt.date | None) -> bool:
    if published is None:
        return since is None and until is None
    return (since is None or published.last >= since) and (until is None or published.first <= until)
