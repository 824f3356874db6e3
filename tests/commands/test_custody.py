"""What a ledger can prove, from the command line."""

import datetime as dt
import json
import sqlite3

import pytest
from sqlalchemy import create_engine

from counterclaim.flow import Ledger
from counterclaim.ledger.migrate import migrate
from counterclaim.ledger.sqlite import APPLICATION_ID

TEXT = "The defence ministry said on Tuesday that 40 soldiers had been killed near Orlivka. Ukraine denied it."


@pytest.fixture
def ledger(cli, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    path = tmp_path / "war.ledger"
    assert cli("ingest", tmp_path / "a.txt", "--ledger", path, "--date", "2024-05-08").code == 0
    return path


def digest(path):
    with Ledger.open(path, read_only=True) as opened:
        return opened.store.digest()


def test_verify_says_that_everything_fits_and_rereading_gives_the_same(cli, ledger):
    done = cli("verify", "--ledger", ledger, "--reread")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{ledger}: everything fits: ")


def test_verify_names_what_was_tampered_with(cli, ledger):
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE claim SET high = 400 WHERE kind = 'figure'")
    done = cli("verify", "--ledger", ledger)
    assert (done.code, done.out) == (1, "")
    assert str(ledger) in done.err


def test_a_bundle_and_a_copy_are_the_same_ledger(cli, ledger, tmp_path):
    assert cli("export", tmp_path / "war.zip", "--ledger", ledger).code == 0
    assert cli("import", tmp_path / "war.zip", "--ledger", tmp_path / "taken.ledger").code == 0
    assert cli("copy", ledger, tmp_path / "copied.ledger").code == 0
    assert digest(ledger) == digest(tmp_path / "taken.ledger") == digest(tmp_path / "copied.ledger")
    (tmp_path / "war.zip").write_bytes(b"PK no bundle")
    assert cli("import", tmp_path / "war.zip", "--ledger", tmp_path / "other.ledger").code == 2


def test_the_ledger_as_it_stood_before_anything_came_in_is_empty(cli, ledger):
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    assert json.loads(cli("claims", "--ledger", ledger, "--as-of", yesterday, "--format", "json").out) == []
    today = cli("claims", "--ledger", ledger, "--as-of", dt.datetime.now(dt.UTC).date(), "--format", "json").out
    assert today == cli("claims", "--ledger", ledger, "--format", "json").out != "[]\n"


def test_diff_lists_what_came_in(cli, ledger):
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    changes = [json.loads(x) for x in cli("diff", yesterday, "--ledger", ledger, "--format", "jsonl").out.splitlines()]
    claims = json.loads(cli("claims", "--ledger", ledger, "--format", "json").out)
    assert {c["change"] for c in changes} == {"added"}
    assert sorted(c["claim"] for c in changes) == sorted(c["id"] for c in claims)
    assert len(cli("diff", yesterday, "--ledger", ledger).out.splitlines()) == len(changes)
    wrong = cli("diff", "2024-05-03", "2024-05-01", "--ledger", ledger)
    assert (wrong.code, wrong.err) == (
        2,
        "counterclaim: 2024-05-01 lies before 2024-05-03; give the earlier day first\n",
    )


def test_a_ledger_of_an_earlier_version_is_brought_up_when_asked(cli, tmp_path):
    old = tmp_path / "old.ledger"
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        migrate(connection, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()
    before = old.read_bytes()
    done = cli("claims", "--ledger", old)
    assert done.code == 2
    assert f"Bring it up to this version with: counterclaim upgrade --ledger {old}" in done.err
    assert old.read_bytes() == before
    assert "0 articles, 0 claims" in cli("upgrade", "--ledger", old).out
    assert cli("claims", "--ledger", old).code == 0
    assert cli("upgrade", "--ledger", tmp_path / "none.ledger").code == 2
