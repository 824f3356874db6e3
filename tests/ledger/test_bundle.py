"""A ledger travels as one ZIP file that checks itself."""

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest

from counterclaim.errors import LedgerError, NotALedger
from counterclaim.ledger.bundle import read_bundle, write_bundle
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import open_store


@pytest.fixture
def origin(tmp_path, made):
    path = str(tmp_path / "origin.ledger")
    with open_store(path) as store:
        run = store.begin_run()
        for number in range(6):
            store.add(made(number), claims_of(made(number)), run=run)
    return path


@pytest.fixture
def bundle(origin, tmp_path):
    path = str(tmp_path / "war.zip")
    write_bundle(origin, path)
    return path


def rewrite(bundle, target, **changes):
    """The same ZIP with members changed: bytes, or a function of the bytes."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            change = changes.get(name.split(".")[0])
            if change is not None:
                new.writestr(name, change(old.read(name)))
    return str(target)


def same(data):
    return data


def test_a_bundle_becomes_the_same_ledger_elsewhere(origin, bundle, tmp_path):
    target = str(tmp_path / "elsewhere.ledger")
    counts = read_bundle(bundle, target)
    with open_store(origin) as one, open_store(target) as other:
        assert other.counts() == one.counts() == counts
        assert other.digest() == one.digest()
        assert other.verify() == one.verify()
        assert list(other.claims()) == list(one.claims())


def test_the_manifest_says_what_is_in_the_bundle(origin, bundle):
    with zipfile.ZipFile(bundle) as packed:
        assert packed.namelist() == ["manifest.json", "ledger.sqlite"]
        said = json.loads(packed.read("manifest.json"))
    with open_store(origin) as store:
        assert said["digest"] == store.digest()
        assert said["counts"]["claims"] == store.counts().claims


def test_a_bundle_is_not_written_over_something(origin, bundle):
    with pytest.raises(LedgerError, match="is there already"):
        write_bundle(origin, bundle)
    with pytest.raises(LedgerError, match="cannot be written"):
        write_bundle(origin, "/nowhere/at/all.zip")


def test_no_bundle_is_made_of_a_ledger_that_does_not_fit_itself(origin, tmp_path):
    with closing(sqlite3.connect(origin)) as connection, connection:
        connection.execute("UPDATE claim SET context = 'changed' WHERE number = 3")
    with pytest.raises(LedgerError, match="does not fit itself"):
        write_bundle(origin, str(tmp_path / "war.zip"))
    assert not (tmp_path / "war.zip").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"manifest": same, "ledger": lambda data: data[:-100]}, "SHA-256"),
        ({"manifest": same, "ledger": lambda data: data + b"0" * 5_000_000}, "SHA-256"),
        ({"manifest": same, "ledger": lambda data: data.replace(b"Dispatch", b"Dispitch")}, "SHA-256"),
        ({"manifest": lambda data: data.replace(b"bundle 1", b"bundle 9"), "ledger": same}, "another format"),
        ({"manifest": lambda _: b"{}", "ledger": same}, "manifest cannot be read"),
        ({"manifest": lambda _: b"\xff\x00", "ledger": same}, "manifest cannot be read"),
        ({"manifest": same}, "not a bundle"),
        ({"ledger": same}, "not a bundle"),
    ],
)
def test_a_bundle_that_was_changed_is_refused_and_makes_no_ledger(bundle, tmp_path, changes, said):
    other = rewrite(bundle, tmp_path / "other.zip", **changes)
    with pytest.raises(NotALedger, match=said):
        read_bundle(other, str(tmp_path / "elsewhere.ledger"))
    assert not (tmp_path / "elsewhere.ledger").exists()


def test_what_is_no_bundle_says_so(tmp_path):
    (tmp_path / "notes.txt").write_text("Forty boats were lost.")
    with pytest.raises(NotALedger, match="is not a bundle"):
        read_bundle(str(tmp_path / "notes.txt"), str(tmp_path / "new.ledger"))
    with pytest.raises(LedgerError, match="there is no bundle"):
        read_bundle(str(tmp_path / "missing.zip"), str(tmp_path / "new.ledger"))
