"""What people decide of questions and forecasts holds, whatever is found later."""

import datetime as dt

import pytest

from counterclaim.comparison.decided import judged, with_decisions
from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.scores import records_of, score_of
from counterclaim.records.decisions import Anchor, Decision, DecisionAct
from counterclaim.records.forecasts import ForecastState
from counterclaim.records.question import RelationKind

AT = "2024-05-03T10:00:00Z"


def anchors(claims, of):
    return tuple(Anchor(c.id, c.article.id, c.kind, c.span, c.text, of) for c in claims)


def decide(act, subject, claims=(), **fields):
    return Decision(DecisionAct(act), subject, "Ana", AT, anchors=anchors(claims, subject), **fields)


@pytest.fixture
def tolls(toll):
    return [
        toll(40, of="people", place="Goma, DR Congo", source="Red Cross", article="a"),
        toll(70, of="people", place="Sake, DR Congo", source="Rwanda", article="b"),
        toll(55, of="people", place="Sake, DR Congo", source="Uganda", article="c"),
    ]


def test_merged_questions_are_one_whose_accounts_are_compared(tolls):
    one, other = sorted(find_questions(tolls), key=lambda q: len(q.accounts))
    [merged] = with_decisions([one, other], [decide("merge", other.id, others=(one.id,))])
    assert merged.id == other.id
    assert len(merged.accounts) == 3
    assert (merged.bounds.low, merged.bounds.high) == (40, 70)
    assert len(merged.decided) == 1


def test_claims_that_leave_a_question_are_a_question_of_their_own(tolls):
    whole = next(q for q in find_questions(tolls) if len(q.accounts) == 2)
    found = with_decisions([whole], [decide("split", whole.id, others=(tolls[1].id,))])
    assert sorted(tuple(a.claim.id for a in q.accounts) for q in found) == sorted([(tolls[1].id,), (tolls[2].id,)])
    assert not any(r.relation is RelationKind.CONFLICT for q in found for r in q.relations)


def test_a_decision_finds_its_question_by_the_words_of_its_accounts_where_the_id_is_gone(tolls):
    whole = next(q for q in find_questions(tolls) if len(q.accounts) == 2)
    pin = decide("pin", "q0123456789abcdef", claims=tolls[1:], field="title", value="Who died at Sake?")
    [found] = with_decisions([whole], [pin])
    assert found.title == "Who died at Sake?"


def test_a_pinned_account_stays_in_its_question(tolls):
    one, other = sorted(find_questions(tolls), key=lambda q: len(q.accounts))
    found = with_decisions([one, other], [decide("pin", one.id, claims=tolls[:1], others=(tolls[1].id,))])
    held = {q.id: {a.claim.id for a in q.accounts} for q in found}
    assert held == {one.id: {tolls[0].id, tolls[1].id}, other.id: {tolls[2].id}}


def test_a_pinned_bound_is_named_as_such(tolls):
    whole = next(q for q in find_questions(tolls) if len(q.accounts) == 2)
    [found] = with_decisions([whole], [decide("pin", whole.id, field="best", value=60.0)])
    assert (found.bounds.rule, found.bounds.low, found.bounds.best, found.bounds.high) == ("pinned", 55, 60, 70)


def test_a_decision_on_questions_that_are_not_there_changes_nothing(tolls):
    questions = find_questions(tolls)
    assert with_decisions(questions, [decide("merge", "q1", others=("q2",))]) == questions


@pytest.fixture
def forecast(claim):
    [found] = find_forecasts(
        [
            claim(
                "forecast",
                "Juba will fall within a week",
                source="some analysts",
                made="2013-12-16",
                horizon="2013-12-23",
                likelihood=(0.55, 0.8),
            )
        ],
        dt.date(2014, 1, 1),
    )
    return found


def test_a_judged_forecast_is_scored_at_both_ends_of_its_words(forecast):
    [known] = judged([forecast], [decide("judge", forecast.id, field="outcome", value="false")])
    assert (known.state, known.outcome) == (ForecastState.JUDGED, "false")
    score = score_of(known)
    assert (score.happened, score.best, score.worst) == (False, 0.3025, 0.64)


def test_a_judgement_finds_its_forecast_by_its_words(forecast):
    verdict = Decision(
        DecisionAct.JUDGE, "p000", "Ana", AT, field="outcome", value="true", anchors=anchors(forecast.mentions, "p000")
    )
    [known] = judged([forecast], [verdict])
    [record] = records_of([known])
    assert (record.maker, record.judged, record.happened, record.scored) == ("some analysts", 1, 1, 1)
    assert record.bins == ((0.55, 0.8, 1, 1),)


def test_a_forecast_without_a_likelihood_or_a_verdict_has_no_score(forecast):
    assert score_of(forecast).best is None
    [record] = records_of([forecast])
    assert (record.made, record.judged, record.best) == (1, 0, None)
