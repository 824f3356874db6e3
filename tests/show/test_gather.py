"""What a briefing is made from: everything, less the unsure statements that no dispute hangs on."""

from pathlib import Path

import pytest

from counterclaim.flow import Ledger
from counterclaim.records.question import CONTESTED
from counterclaim.show.gather import gather

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    with Ledger.open(tmp_path_factory.mktemp("gather") / "samples.ledger") as opened:
        opened.ingest([str(SAMPLES)])
        yield opened


def contested(material):
    return [q for q in material.questions if q.status in CONTESTED]


def test_a_dispute_stands_whole_in_a_briefing_of_sure_statements_only(ledger):
    everything, sure = gather(ledger), gather(ledger, min_confidence=1.0)
    assert contested(sure) == contested(everything) != []
    disputed = {a.claim.id for q in contested(everything) for a in q.accounts}
    left_out = [c for c in everything.claims if c not in sure.claims]
    assert left_out
    assert {c.kind for c in left_out} == {"statement"}
    assert not disputed & {c.id for c in left_out}
    assert sure.unsure == (len(left_out), 1.0)


def test_no_question_of_a_briefing_has_an_account_that_it_leaves_out(ledger):
    sure = gather(ledger, min_confidence=1.0)
    kept = {c.id for c in sure.claims}
    assert {a.claim.id for q in sure.questions for a in q.accounts} <= kept
    assert {x for q in sure.questions for r in q.relations for x in (r.a, r.b)} <= kept
