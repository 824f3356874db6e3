"""Reading and comparison together on the five shared articles: the disputes and rounds that a person sees in them."""

import datetime as dt

import pytest

from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.talks import find_rounds
from counterclaim.ledger.claims import claims_of
from counterclaim.records.question import RelationKind

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="session")
def seed_claims(shared, read):
    files = sorted((shared / "seeds").glob("*.txt"))
    return [c for file in files for c in claims_of(read(file.read_text(encoding="utf-8"), path=file.name))]


def test_the_rival_tolls_of_march_2022_are_one_question(seed_claims):
    [question] = [q for q in find_questions(seed_claims) if 498 in {a.claim.low for a in q.accounts}]
    tolls = {(a.claim.low, a.claim.high): a.claim for a in question.accounts}
    assert {(498, 498), (2000, 4000), (12_000, 12_000)} <= tolls.keys()
    assert tolls[(498, 498)].as_of.text == "2022-03-02"
    named = {frozenset((r.a, r.b)): r.relation for r in question.relations}
    russian, pentagon, ukrainian = (tolls[key].id for key in ((498, 498), (2000, 4000), (12_000, 12_000)))
    assert named[frozenset((pentagon, ukrainian))] is RelationKind.CONFLICT
    assert named[frozenset((russian, pentagon))] is RelationKind.DIFFERENT_PERIOD
    assert named[frozenset((russian, ukrainian))] is RelationKind.DIFFERENT_PERIOD


def test_the_toll_of_three_years_stands_beside_and_in_no_conflict(seed_claims):
    [question] = [q for q in find_questions(seed_claims) if 498 in {a.claim.low for a in q.accounts}]
    [total] = [a.claim.id for a in question.accounts if a.claim.low == 800_000]
    assert {r.relation for r in question.relations if total in {r.a, r.b}} == {RelationKind.DIFFERENT_SCOPE}
    assert (question.bounds.low, question.bounds.high) == (498, 12_000)


def test_ground_in_one_region_is_one_question_from_its_taking_to_its_loss(seed_claims):
    [question] = [q for q in find_questions(seed_claims) if q.title.startswith("Who gained and lost ground")]
    assert question.title == "Who gained and lost ground in Kursk, August 2024 to April 2025?"
    assert len({account.claim.article.id for account in question.accounts}) == 2


def test_every_two_aims_given_for_one_incursion_are_rivals(seed_claims):
    [question] = [q for q in find_questions(seed_claims) if q.title.startswith("What was the aim")]
    accounts = len(question.accounts)
    assert accounts >= 3
    assert [r.relation for r in question.relations] == [RelationKind.CONFLICT] * (accounts * (accounts - 1) // 2)


def test_each_forecast_of_a_capitals_fall_is_offered_what_came_of_it(seed_claims):
    due = [f for f in find_forecasts(seed_claims, dt.date(2026, 1, 1)) if f.horizon and f.horizon.last.month == 2]
    assert len({found.maker for found in due if found.horizon.last.year == 2022}) == 3
    of_another = {f.maker: {e.claim.article.id for e in f.evidence} - {f.mentions[0].article.id} for f in due}
    assert all(of_another[found.maker] for found in due if found.horizon.last.year == 2022)


def test_the_rounds_of_talks_stand_in_order_of_date(seed_claims):
    dates = [found.date.text for found in find_rounds(seed_claims) if found.date and found.date.days == 1]
    assert [date for date in ("2022-02-28", "2022-03-10", "2025-06-02") if date in dates] == [
        "2022-02-28",
        "2022-03-10",
        "2025-06-02",
    ]
    assert dates == sorted(dates)
