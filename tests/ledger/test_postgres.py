"""What only a ledger on PostgreSQL does: several writers, and clear errors of its own."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from counterclaim.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger, UsageError
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added, open_store
from counterclaim.ledger.tables import metadata


@pytest.fixture
def address(postgres):
    return postgres()


def sql(address, *statements):
    import psycopg

    with psycopg.connect(address) as connection:
        for statement in statements:
            connection.execute(statement)


def add(store, reading):
    return store.add(reading, claims_of(reading))


def test_migrating_gives_exactly_the_tables_that_the_code_expects(address):
    open_store(address).close()
    with create_engine(address.replace("postgresql:", "postgresql+psycopg:")).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    # The indexes of words are PostgreSQL's own; SQLAlchemy knows nothing of them.
    own = ("ix_claim_words", "ix_article_words", "article_words")
    assert [d for d in differences if d[1].name not in own] == []


def test_a_ledger_is_there_when_it_is_opened_again(address, made):
    with open_store(address) as store:
        add(store, made(1))
        digest = store.digest()
    with open_store(address, read_only=True, create=False) as store:
        assert store.digest() == digest
        assert store.verify().problem is None
        assert store.reading(made(1).article.id) == made(1)


def test_the_digest_is_that_of_the_same_articles_in_a_file(address, made, tmp_path):
    with open_store(address) as one, open_store(str(tmp_path / "war.ledger")) as other:
        for number in range(4):
            add(one, made(number))
            add(other, made(3 - number))
        assert one.digest() == other.digest()


def test_several_writers_at_once_give_one_ledger(address, made):
    open_store(address).close()
    errors = []

    def write(first, last):
        try:
            with open_store(address) as store:
                for number in range(first, last):
                    add(store, made(number))
        except Exception as err:  # noqa: BLE001 - whatever it is, the test must fail
            errors.append(err)

    threads = [threading.Thread(target=write, args=ends) for ends in ((0, 12), (4, 16), (8, 20))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_store(address) as store:
        counts = store.counts()
        assert (counts.articles, counts.readings, counts.superseded_claims) == (20, 20, 0)
        assert store.verify().problem is None


def test_two_that_make_a_ledger_at_once_make_one(address):
    errors = []

    def make():
        try:
            open_store(address).close()
        except Exception as err:  # noqa: BLE001 - whatever it is, the test must fail
            errors.append(err)

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_writer_that_waits_in_vain_says_so(address, made):
    with open_store(address) as holder, open_store(address, wait_s=0.2) as store:
        with holder._backend.writing(), pytest.raises(LedgerBusy, match="being written by another process"):
            add(store, made(1))
        assert add(store, made(1)) is Added.NEW


def test_a_store_opened_for_reading_writes_nothing(address, made):
    open_store(address).close()
    with open_store(address, read_only=True) as store, pytest.raises(LedgerError, match="read-only"):
        add(store, made(1))


def test_an_empty_database_is_no_ledger_unless_one_may_be_made(address):
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match="there is no ledger at"):
            open_store(address, **options)


def test_another_programs_database_is_left_alone(address):
    sql(address, "CREATE TABLE harbour (name text)")
    with pytest.raises(NotALedger, match=r"tables of another program \(harbour\)"):
        open_store(address)


def test_a_ledger_of_a_later_version_is_left_alone(address):
    open_store(address).close()
    sql(address, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerTooNew, match="later version"):
        open_store(address)


def test_a_server_that_is_not_there_is_named_without_the_password():
    with pytest.raises(LedgerError, match="cannot be reached") as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/war?connect_timeout=2")
    assert "secret" not in str(caught.value)


def test_an_address_that_is_none_says_what_one_looks_like():
    with pytest.raises(UsageError, match="expected postgresql://"):
        open_store("postgresql://:::/")


def test_statements_stay_prepared_from_one_article_to_the_next(address, made):
    from sqlalchemy import text

    with open_store(address) as store:
        for number in range(1, 9):
            add(store, made(number))
        with store._backend.reading() as connection:
            prepared = connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar()
    assert prepared > 5
