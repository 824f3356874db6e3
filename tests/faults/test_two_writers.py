"""Several processes on one ledger file: one writes at a time, the others wait, readers are never in the way."""

import sqlite3
from contextlib import closing

import pytest

from counterclaim.errors import LedgerBusy
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added, open_store


def test_two_ingests_of_the_same_articles_at_once_give_one_ledger(nursery, tmp_path):
    alone, shared = tmp_path / "alone.ledger", tmp_path / "shared.ledger"
    assert nursery.wait(nursery.start(alone, 0, 80)) == 0
    one, other = nursery.start(shared, 0, 60), nursery.start(shared, 20, 80)
    assert [nursery.wait(one), nursery.wait(other)] == [0, 0]
    with open_store(str(alone), read_only=True) as first, open_store(str(shared), read_only=True) as second:
        assert second.digest() == first.digest()
        assert second.counts().readings == 80
        assert second.counts().superseded_claims == 0


@pytest.mark.parametrize("attempt", range(5))
def test_several_that_make_a_ledger_at_once_make_one(nursery, tmp_path, attempt):
    path = tmp_path / "new.ledger"
    pids = [nursery.start(path, 0, 1) for _ in range(5)]
    assert [nursery.wait(pid) for pid in pids] == [0] * 5
    with open_store(str(path), read_only=True) as store:
        assert store.counts().readings == 1


def test_a_writer_that_waits_in_vain_says_so_and_nothing_is_written(ledger, made):
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other, open_store(str(ledger), wait_s=0.1) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match="being written by another process"):
            store.add(made(50), claims_of(made(50)))
        assert store.counts().articles == 10  # reading goes on meanwhile
        other.execute("ROLLBACK")
        assert store.add(made(50), claims_of(made(50))) is Added.NEW


def test_what_is_there_already_needs_no_lock(ledger, made):
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other, open_store(str(ledger), wait_s=0.1) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.add(made(3), claims_of(made(3))) is Added.UNCHANGED


def test_a_reader_sees_what_is_added_after_it_was_opened(ledger, made):
    with open_store(str(ledger), read_only=True) as reader, open_store(str(ledger)) as writer:
        writer.add(made(50), claims_of(made(50)))
        assert reader.counts().articles == 11
