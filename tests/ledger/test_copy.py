"""A ledger goes from one database to another and back without loss."""

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.copy import copy_ledger
from counterclaim.ledger.store import Added, ClaimFilter, open_store
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Reader


@pytest.fixture
def origin(tmp_path, made):
    path = str(tmp_path / "origin.ledger")
    with open_store(path) as store:
        run = store.begin_run()
        for number in (*range(30), 3):
            reading = made(number, Reader("0.2.0" if number == 3 else "0.1.0", ()))
            store.add(reading, claims_of(reading), run=run)
        store.see(Article(made(1).article.text, path="copy.txt"), run=run)
        store.add_drops(run, [Drop("a.bin", "not text")])
        store.finish_run(run, {"kept": 30})
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def target(request, tmp_path):
    return str(tmp_path / "copy.ledger") if request.param == "sqlite" else request.getfixturevalue("postgres")()


def test_a_copy_holds_everything_and_goes_on(origin, target, made):
    counts = copy_ledger(origin, target)
    with open_store(origin) as one, open_store(target) as other:
        assert other.counts() == one.counts() == counts
        assert list(other.claims()) == list(one.claims())
        assert list(other.claims(ClaimFilter(search="dawn"))) == list(one.claims(ClaimFilter(search="dawn")))
        assert list(other.articles()) == list(one.articles())
        assert list(other.runs()) == list(one.runs())
        assert list(other.drops()) == list(one.drops())
        assert other.verify() == one.verify()
        assert other.verify().problem is None
        assert other.add(made(50), claims_of(made(50)), run=other.begin_run()) is Added.NEW
        assert other.verify().problem is None


def test_a_copy_of_a_copy_is_the_same_ledger(origin, target, tmp_path):
    back = str(tmp_path / "back.ledger")
    copy_ledger(origin, target)
    copy_ledger(target, back)
    with open_store(origin) as one, open_store(back) as other:
        assert other.digest() == one.digest()
        assert other.verify() == one.verify()


def test_nothing_is_copied_onto_a_ledger_that_holds_something(origin, target, made):
    with open_store(target) as store:
        store.add(made(99), claims_of(made(99)))
    with pytest.raises(LedgerError, match="is not empty"):
        copy_ledger(origin, target)
    with open_store(target) as store:
        assert store.counts().articles == 1


def test_copying_from_where_no_ledger_is_makes_none(target, tmp_path):
    with pytest.raises(LedgerError, match="there is no ledger"):
        copy_ledger(str(tmp_path / "missing.ledger"), target)
    assert not (tmp_path / "missing.ledger").exists()
