"""A process killed while it brings a ledger up, reviews, packs or exports it, or takes an archive in: nothing lost,
nothing double, nothing damaged.

COUNTERCLAIM_KILLS=200 kills as often; a few otherwise.
"""

import os
import random
import signal
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, inspect, select

from counterclaim.ledger import tables
from counterclaim.ledger.bundle import read_bundle
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.log import FIRST_HASH, seal
from counterclaim.ledger.migrate import migrate
from counterclaim.ledger.sqlite import APPLICATION_ID
from counterclaim.ledger.store import open_store

KILLS = max(6, int(os.environ.get("COUNTERCLAIM_KILLS", "25")) // 4)  # each test its share
ARTICLES = 14


@pytest.fixture(scope="module")
def whole(tmp_path_factory, made):
    """A closed ledger to take copies of."""
    path = tmp_path_factory.mktemp("whole") / "war.ledger"
    with open_store(str(path)) as store:
        for number in range(ARTICLES):
            store.add(made(number), claims_of(made(number)))
    return path


def copied(whole, tmp_path, name="war.ledger"):
    path = tmp_path / name
    path.write_bytes(whole.read_bytes())
    return path


def state(path):
    with open_store(str(path), read_only=True) as store:
        assert store.verify().problem is None
        return store.digest(), store.counts(), list(store.decisions())


def taken(nursery, *job):
    """How long a job takes that nobody disturbs."""
    started = time.monotonic()
    assert nursery.wait(nursery.begin(*job)) == 0
    return time.monotonic() - started


def kill_often(nursery, job, seconds, kills, between=lambda: None, seed=20240503):
    """Begin a job again and again, each time killed at another point; gives how many were."""
    chance = random.Random(seed)
    killed = 0
    for _ in range(kills):
        pid = nursery.begin(*job)
        time.sleep(chance.uniform(0, seconds))
        os.kill(pid, signal.SIGKILL)
        killed += nursery.wait(pid) == -signal.SIGKILL
        between()
    return killed


def test_review_killed_at_any_point_is_completed_by_the_next(nursery, whole, tmp_path):
    calm, harried = copied(whole, tmp_path, "calm.ledger"), copied(whole, tmp_path)
    seconds = taken(nursery, "review", calm, 0, ARTICLES)

    def is_sound():
        with open_store(str(harried), read_only=True) as store:
            assert store.verify().problem is None

    killed = kill_often(nursery, ("review", harried, 0, ARTICLES), seconds / 2, KILLS, is_sound)
    assert killed >= min(KILLS // 2, 8)  # once all is decided, the last ones are done before they are killed
    taken(nursery, "review", harried, 0, ARTICLES)
    assert state(harried) == state(calm)
    with open_store(str(harried), read_only=True) as store:
        ids = [decision.id for decision in store.decisions()]
    assert len(ids) == len(set(ids)) > 5 * ARTICLES


def as_the_first_version_wrote_it(whole, path):
    """The rows of a ledger in the tables of step 0001, the log sealed as it was then."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as old, open_store(str(whole), read_only=True) as store, store.backend.reading() as now:
        migrate(old, "0001")
        old.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in tables.metadata.sorted_tables:
            names = (
                [c["name"] for c in inspect(old).get_columns(table.name)] if inspect(old).has_table(table.name) else []
            )
            rows = [{n: row[n] for n in names} for row in now.execute(select(table)).mappings()] if names else []
            if table is tables.log:
                before = FIRST_HASH
                for row in rows:
                    row["hash"] = before = seal({n: v for n, v in row.items() if n != "hash"}, before)
            if rows:
                old.execute(insert(table).values(dict.fromkeys(names)), rows)
    engine.dispose()


def test_bringing_a_ledger_up_killed_at_any_point_leaves_the_old_or_the_new_one(nursery, whole, tmp_path):
    old = tmp_path / "old.ledger"
    as_the_first_version_wrote_it(whole, old)
    kept = old.read_bytes()
    calm = [taken(nursery, "open", copied(old, tmp_path, f"calm{n}.ledger")) for n in range(3)]
    taken(nursery, "open", old)
    wanted = state(old)
    killed = 0
    for seed in range(KILLS):
        harried = tmp_path / "harried.ledger"
        for beside in tmp_path.glob("harried.ledger*"):
            beside.unlink()
        harried.write_bytes(kept)
        killed += kill_often(nursery, ("open", harried), min(calm), 1, seed=seed)
        open_store(str(harried), create=False).close()
        assert state(harried) == wanted
    assert killed >= KILLS // 2


def test_packing_killed_at_any_point_leaves_no_half_bundle_and_the_ledger_as_it_was(nursery, whole, tmp_path):
    path, bundle = copied(whole, tmp_path), tmp_path / "war.zip"
    wanted = state(path)
    seconds = taken(nursery, "pack", path, bundle)
    bundle.unlink()

    def is_whole_or_absent():
        if bundle.exists():
            with closing(zipfile.ZipFile(bundle)) as made:
                assert made.testzip() is None
            bundle.unlink()

    killed = kill_often(nursery, ("pack", path, bundle), seconds, KILLS, is_whole_or_absent)
    assert killed >= KILLS // 2
    taken(nursery, "pack", path, bundle)
    read_bundle(str(bundle), str(tmp_path / "there.ledger"))
    assert state(path) == state(tmp_path / "there.ledger") == wanted
    assert not (tmp_path / "war.zip.part").exists()


def test_exporting_killed_at_any_point_leaves_whole_files_and_no_parts(nursery, whole, tmp_path):
    path, folder = copied(whole, tmp_path), tmp_path / "tables"
    wanted = state(path)
    seconds = taken(nursery, "export", path, folder)
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {"articles.csv", "claims.csv", "csv-metadata.json"} < set(files)

    def is_whole_or_absent():
        for file in folder.iterdir():
            if not file.name.endswith(".part"):
                assert file.read_bytes() == files[file.name]
                file.unlink()

    killed = kill_often(nursery, ("export", path, folder), 0.7 * seconds, KILLS, is_whole_or_absent)
    assert killed >= KILLS // 2
    taken(nursery, "export", path, folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == files
    assert state(path) == wanted


DISPATCHES = 180


def dispatches(path):
    """A ZIP of articles in a language that is kept unread: all of the way in but the models."""
    with zipfile.ZipFile(path, "w") as made:
        for number in range(DISPATCHES):
            text = f"Am Morgen fuhren {number} Boote aus dem Hafen, und der Sturm hielt sie bis zum Abend fest.\n"
            made.writestr(f"{number:04}.txt", text * 3)


def test_taking_an_archive_in_killed_at_any_point_goes_on_and_loses_nothing(nursery, tmp_path):
    dispatches(tmp_path / "war.zip")
    calm, harried = tmp_path / "calm.ledger", tmp_path / "harried.ledger"
    seconds = taken(nursery, "archive", calm, tmp_path / "war.zip")

    def is_sound():
        if harried.exists():
            with open_store(str(harried)) as store:
                assert store.verify().problem is None
                most = store.counts().articles > DISPATCHES // 2
            if most:  # the next one begins anew, so that every kill meets work
                for beside in tmp_path.glob("harried.ledger*"):
                    beside.unlink()

    killed = kill_often(nursery, ("archive", harried, tmp_path / "war.zip"), 0.7 * seconds, KILLS, is_sound)
    assert killed >= KILLS // 2
    pid = nursery.begin("archive", harried, tmp_path / "war.zip")
    while not list(tmp_path.glob("harried.ledger*.places")):  # one that had written down where it was
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    nursery.wait(pid)
    taken(nursery, "archive", harried, tmp_path / "war.zip")
    wanted, found = state(calm), state(harried)
    assert found[0] == wanted[0]
    assert (found[1].articles, found[1].readings) == (wanted[1].articles, wanted[1].readings) == (DISPATCHES,) * 2
    with open_store(str(harried), read_only=True) as store:
        assert all(len(store.sightings(entry.id)) == 1 for entry in store.articles())
    assert "going on behind item" in Path(f"{harried}.told").read_text()


def test_two_reviewers_at_once_lose_nothing(nursery, whole, tmp_path):
    calm, shared = copied(whole, tmp_path, "calm.ledger"), copied(whole, tmp_path)
    taken(nursery, "review", calm, 0, ARTICLES)
    one, other = nursery.begin("review", shared, 0, 9), nursery.begin("review", shared, 5, ARTICLES)
    assert [nursery.wait(one), nursery.wait(other)] == [0, 0]
    assert state(shared) == state(calm)
