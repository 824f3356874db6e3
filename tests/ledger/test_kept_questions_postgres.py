"""The questions that PostgreSQL keeps are those of a file: what the database picks and counts is the same in both."""

from dataclasses import replace
from itertools import islice

import pytest
from benchmarks.comparison import made_war

from counterclaim.comparison import blocks
from counterclaim.flow import asking
from counterclaim.ledger.store import open_store

ARTICLES, DAYS = 20, 2


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "MOST", 4)
    monkeypatch.setattr(blocks, "MOST_OF_A_DAY", 3)


def at_one_place(claim):
    """The claim, if it is a figure, as a toll of one place, so that many are in one block."""
    return replace(claim, of="people", place="Brezno") if claim.kind == "figure" else claim


def test_a_server_keeps_the_questions_that_a_file_keeps(postgres, tmp_path, small_blocks):
    kept = []
    for address in (postgres(), str(tmp_path / "war.ledger")):
        with open_store(address) as store:
            for at, (claims, reading) in enumerate(islice(made_war(5, DAYS), ARTICLES)):
                store.add(reading, tuple(map(at_one_place, claims)))
                if at % 10 == 9:
                    asking.bring_up_to_date(store)
            kept.append(asking.kept_questions(store))
    on_server, in_file = kept
    assert on_server == in_file
    assert any(question.left_out for question in in_file)
    assert len({question.kind for question in in_file}) > 1
