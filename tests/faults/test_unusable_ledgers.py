"""Files that are no ledger, damaged, too new, read-only or out of room: a clear error each, and nothing damaged."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, suppress

import pytest
from sqlalchemy import event

from counterclaim.errors import LedgerError, LedgerTooNew, NotALedger
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added, ClaimFilter, open_store


def use_all_of_it(store):
    list(store.claims())
    list(store.claims(ClaimFilter(search="dawn", kind="event")))
    list(store.sources())
    store.counts()
    store.digest()
    for entry in store.articles():
        store.reading(entry.id)
        store.sightings(entry.id)


def sql(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_text_file_is_no_ledger_and_is_not_touched(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Forty boats were lost off Merin.\n" * 200)
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NotALedger, match="not a ledger: it is no SQLite file"):
            open_store(str(path), read_only=read_only)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["notes.txt"]


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(NotALedger, match="is a folder"):
        open_store(str(tmp_path))


def test_another_programs_database_is_no_ledger_and_is_not_touched(tmp_path):
    path = tmp_path / "other.db"
    sql(path, "CREATE TABLE claim (id TEXT)", "INSERT INTO claim VALUES ('x')")
    before = path.read_bytes()
    for mark in (0, 1234):
        sql(path, f"PRAGMA application_id = {mark}")
        before = path.read_bytes()
        with pytest.raises(NotALedger, match="of another program"):
            open_store(str(path))
    assert path.read_bytes() == before


def test_where_no_ledger_is_none_is_made_unasked(tmp_path):
    path = tmp_path / "war.ledger"
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match="there is no ledger at"):
            open_store(str(path), **options)
    with pytest.raises(LedgerError, match="there is no folder"):
        open_store(str(tmp_path / "missing" / "war.ledger"))
    assert os.listdir(tmp_path) == []


def test_an_empty_file_becomes_a_ledger_only_where_one_may_be_made(tmp_path):
    path = tmp_path / "war.ledger"
    path.touch()
    with pytest.raises(NotALedger, match="is empty"):
        open_store(str(path), create=False)
    with open_store(str(path)) as store:
        assert store.counts().articles == 0


def test_a_ledger_of_a_later_version_is_left_alone(ledger):
    sql(ledger, "UPDATE alembic_version SET version_num = '9999'")
    before = ledger.read_bytes()
    for read_only in (False, True):
        with pytest.raises(LedgerTooNew, match=r"later version of Counterclaim .*pip install --upgrade"):
            open_store(str(ledger), read_only=read_only)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("share", [0.003, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_ledger_is_said_to_be_damaged(ledger, made, share):
    ledger.write_bytes(ledger.read_bytes()[: int(ledger.stat().st_size * share)])
    before = ledger.read_bytes()
    with pytest.raises(NotALedger, match="damaged"), open_store(str(ledger), read_only=True) as store:
        use_all_of_it(store)
    assert ledger.read_bytes() == before
    with pytest.raises(NotALedger, match="damaged"), open_store(str(ledger)) as store:
        use_all_of_it(store)


@pytest.mark.parametrize("seed", range(20))
def test_a_corrupt_page_is_a_clear_error_or_does_no_harm(ledger, seed):
    chance = random.Random(seed)
    data = bytearray(ledger.read_bytes())
    at = 4096 * chance.randrange(1, len(data) // 4096)
    data[at : at + 4096] = chance.randbytes(4096)
    ledger.write_bytes(data)
    with suppress(LedgerError), open_store(str(ledger), read_only=True) as store:
        use_all_of_it(store)
    assert ledger.read_bytes() == data


def test_a_text_that_is_not_what_was_written_is_said_to_be_damaged(ledger, made):
    sql(ledger, "UPDATE article SET text = x'789c030000000001' WHERE number = 1")
    with open_store(str(ledger)) as store, pytest.raises(NotALedger, match="is damaged in the ledger"):
        store.reading(made(0).article.id)


def test_a_store_opened_for_reading_writes_nothing(ledger, made):
    before = ledger.read_bytes()
    with open_store(str(ledger), read_only=True) as store:
        use_all_of_it(store)
        for write in (
            lambda: store.add(made(50), claims_of(made(50))),
            store.begin_run,
            lambda: store.finish_run(1, {}),
            lambda: store.see(made(1).article.__class__(made(1).article.text, path="elsewhere")),
        ):
            with pytest.raises(LedgerError, match="read-only"):
                write()
    assert ledger.read_bytes() == before


def test_a_file_that_may_not_be_written_says_so(ledger, tmp_path_factory):
    """As another user where the tests run as root, whom no permission holds back."""
    folder = ledger.parent
    ledger.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    folder.chmod(0o555)
    before = ledger.read_bytes()
    script = (
        "import os, sys\n"
        "from counterclaim.errors import LedgerError\n"
        "from counterclaim.ledger.store import open_store\n"
        "open_store(sys.argv[2]).close()\n"  # loads all there is to load, which another user may not be able to
        "if os.getuid() == 0:\n    os.setuid(65534)\n"
        "with open_store(sys.argv[1], read_only=True) as store:\n    print(store.counts().articles)\n"
        "try:\n    open_store(sys.argv[1]).begin_run()\n"
        "except LedgerError as err:\n    print(err)\n"
    )
    for parent in (folder, *folder.parents):  # pytest's own folders let nobody else in
        if parent.stat().st_uid == os.getuid() and os.getuid() == 0 and "pytest" in str(parent):
            parent.chmod(parent.stat().st_mode | 0o055)
    command = [sys.executable, "-c", script, str(ledger), str(tmp_path_factory.mktemp("other") / "other.ledger")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    articles, message = done.stdout.splitlines()
    assert articles == "10"
    assert "read-only" in message or "cannot be opened" in message
    assert ledger.read_bytes() == before


def test_a_full_disk_costs_the_article_at_hand_and_nothing_else(ledger, made):
    with open_store(str(ledger)) as store:
        engine = store._backend._engine
        with closing(sqlite3.connect(ledger)) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]

        @event.listens_for(engine, "connect")
        def quota(connection, _record):
            connection.execute(f"PRAGMA max_page_count = {pages + quota.spare}")

        quota.spare = 30
        engine.dispose()
        written = []

        def fill():
            for number in range(10, 200):
                store.add(made(number), claims_of(made(number)))
                written.append(number)

        with pytest.raises(LedgerError, match="no room left"):
            fill()
        number = 10 + len(written)
        assert store.counts().articles == number > 10
        use_all_of_it(store)
        quota.spare = 10_000
        engine.dispose()
        assert store.add(made(number), claims_of(made(number))) is Added.NEW
        assert store.reading(made(number).article.id) == made(number)
