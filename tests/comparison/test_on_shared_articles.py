"""Reading and comparison together on the five shared articles: the disputes and rounds that a person sees in them."""

import pytest

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


def test_the_rounds_of_talks_stand_in_order_of_date(seed_claims):
    dates = [found.date.text for found in find_rounds(seed_claims) if found.date and found.date.days == 1]
    assert [date for date in ("2022-02-28", "2022-03-10", "2025-06-02") if date in dates] == [
        "2022-02-28",
        "2022-03-10",
        "2025-06-02",
    ]
    assert dates == sorted(dates)
