"""A process killed at any point leaves a ledger that the next run completes: nothing lost and nothing double.

COUNTERCLAIM_KILLS=200 kills as often, on a ledger as much larger.
"""

import os
import random
import signal
import sqlite3
import time

import pytest

from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added, open_store
from counterclaim.records.reading import Reader

KILLS = int(os.environ.get("COUNTERCLAIM_KILLS", "25"))
ARTICLES = 8 * KILLS


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, nursery):
    """The digest and the counts of a ledger that was made in one go, read twice by two versions."""
    path = tmp_path_factory.mktemp("undisturbed") / "war.ledger"
    seen = []
    for version in ("0.1.0", "0.2.0"):
        started = time.monotonic()
        assert nursery.wait(nursery.start(path, 0, ARTICLES, version)) == 0
        with open_store(str(path), read_only=True) as store:
            seen.append((store.digest(), store.counts(), time.monotonic() - started))
    return seen


def is_sound(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


def kill_until_done(nursery, path, version, delays):
    """Begin ingests that are killed after a while, then let one come through; gives how many were killed."""
    killed = 0
    for delay in delays:
        pid = nursery.start(path, 0, ARTICLES, version)
        time.sleep(delay)
        os.kill(pid, signal.SIGKILL)
        status = nursery.wait(pid)
        if status == 0:
            break
        assert status == -signal.SIGKILL
        killed += 1
        assert not path.exists() or path.stat().st_size == 0 or is_sound(path)
    assert nursery.wait(nursery.start(path, 0, ARTICLES, version)) == 0
    return killed


def counts_without_runs(counts):
    return counts.articles, counts.readings, counts.claims, counts.superseded_claims, dict(counts.kinds)


def test_the_run_after_a_kill_completes_the_ledger(nursery, undisturbed, tmp_path):
    path = tmp_path / "war.ledger"
    chance = random.Random(20240503)
    # The first few hit the making of the ledger, the rest the adding of articles: together not longer than it takes.
    share = undisturbed[0][2] / KILLS
    delays = [chance.uniform(0, 0.03) for _ in range(6)] + [chance.uniform(0.2, 1.4) * share for _ in range(KILLS - 6)]
    assert kill_until_done(nursery, path, "0.1.0", delays) >= KILLS // 2
    with open_store(str(path), read_only=True) as store:
        assert store.digest() == undisturbed[0][0]
        assert store.verify().problem is None
        assert counts_without_runs(store.counts()) == counts_without_runs(undisturbed[0][1])
        assert all(len(store.sightings(entry.id)) == 1 for entry in store.articles())


def test_the_run_after_a_kill_completes_a_reading_anew(nursery, undisturbed, tmp_path):
    path = tmp_path / "war.ledger"
    assert nursery.wait(nursery.start(path, 0, ARTICLES, "0.1.0")) == 0
    chance = random.Random(7)
    kills = KILLS // 3
    share = undisturbed[1][2] / kills
    assert (
        kill_until_done(nursery, path, "0.2.0", [chance.uniform(0.1, 1.2) * share for _ in range(kills)]) >= kills // 2
    )
    with open_store(str(path), read_only=True) as store:
        assert store.digest() == undisturbed[1][0]
        assert store.verify().problem is None
        assert counts_without_runs(store.counts()) == counts_without_runs(undisturbed[1][1])


def test_an_article_is_in_the_ledger_whole_or_not_at_all(nursery, made, tmp_path):
    path = tmp_path / "war.ledger"
    pid = nursery.start(path, 0, ARTICLES)
    while not path.exists() or path.stat().st_size == 0:
        time.sleep(0.005)
    time.sleep(0.3)
    os.kill(pid, signal.SIGKILL)
    nursery.wait(pid)
    reader = Reader("0.1.0", ())
    with open_store(str(path)) as store:
        held = {entry.id for entry in store.articles()}
        for number in range(ARTICLES):
            reading = made(number, reader)
            if reading.article.id in held:
                assert store.reading(reading.article.id) == reading
                assert all(store.claim(claim.id) == claim for claim in claims_of(reading))
            else:
                assert store.add(reading, claims_of(reading)) is Added.NEW
