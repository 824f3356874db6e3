"""A ledger checks itself, and names what does not fit when somebody has had a hand in it."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from counterclaim.ledger import rows
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Verified, open_store
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Figure, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import Measure
from counterclaim.version import __version__


@pytest.fixture
def path(tmp_path, made):
    """A ledger with everything in it: a run, drops, copies, an article read anew."""
    path = tmp_path / "war.ledger"
    with open_store(str(path)) as store:
        run = store.begin_run()
        for number in range(8):
            reading = made(number, Reader(__version__, ()))
            store.add(reading, claims_of(reading), run=run)
        anew = made(3, Reader("99.0", ()))
        anew = replace(anew, figures=anew.figures[1:], events=())
        store.add(anew, claims_of(anew), run=run)
        store.see(Article(anew.article.text, path="copy.txt", outlet="The Horn"), run=run)
        store.add_drops(run, [Drop("a.bin", "not text", "3 NUL bytes", Span(1, 2)), Drop("b", "empty")])
        store.finish_run(run, {"kept": 8, "reread": 1})
    return path


def verified(path, reread=None):
    with open_store(str(path), read_only=True) as store:
        return store.verify(reread)


def tamper(path, statement):
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement).rowcount > 0, "the test changed nothing"


def test_a_ledger_that_nobody_touched_fits(path):
    with open_store(str(path), read_only=True) as store:
        counts = store.counts()
        every = counts.claims + counts.superseded_claims
        assert store.verify() == Verified(problem=None, entries=13, readings=9, claims=every)
    assert counts.superseded_claims > 0


def test_an_empty_ledger_fits(tmp_path):
    with open_store(str(tmp_path / "new.ledger")) as store:
        assert store.verify() == Verified(None, 0, 0, 0)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE log SET at = '2020-01-01T00:00:00.000000Z' WHERE number = 4", "log entry 4 .* was changed"),
        ("UPDATE log SET hash = replace(hash, 'a', 'b') WHERE number = 4", "log entry 4 .* was changed"),
        ("UPDATE log SET content = replace(content, 'a', 'b') WHERE number = 4", "log entry 4 .* was changed"),
        ("DELETE FROM log WHERE number = 4", "log entry 4 is missing"),
        ("UPDATE claim SET low = low + 1 WHERE number = (SELECT min(number) FROM claim WHERE kind = 'figure')", "mark"),
        ("UPDATE claim SET context = context || ' ' WHERE number = 7", "claim c[0-9a-f]+: .* mark"),
        ("UPDATE claim SET mark = 'ffffffffffffffff' WHERE number = 7", "claim c[0-9a-f]+: .* mark"),
        ("UPDATE claim SET outlet = 'The Horn' WHERE number = 7", "claim c[0-9a-f]+: .* outlet"),
        ("UPDATE claim SET about_first = '2000-01-01' WHERE number = 7", "claim c[0-9a-f]+: .* about_first"),
        ("UPDATE claim SET position = position + 1 WHERE number = 7", "claim c[0-9a-f]+: .* position"),
        ("UPDATE claim SET id = 'c0000000000000000' WHERE number = 7", "claim c0000000000000000: .* mark"),
        ("UPDATE claim SET ended = (SELECT max(number) FROM log WHERE act = 'reading') WHERE number = 7", "claim 7 of"),
        ("UPDATE claim SET ended = NULL WHERE ended IS NOT NULL AND kind = 'event'", "the reading of article .* gave"),
        ("DELETE FROM claim WHERE number = 7", "gave .* claims"),
        ("UPDATE reading SET title = 'Another' WHERE number = 2", "the reading of article .* title"),
        (
            "UPDATE reading SET record = (SELECT record FROM reading WHERE number = 3) WHERE number = 2",
            "SHA-256|damaged",
        ),
        ("UPDATE article SET chars = chars + 1 WHERE number = 2", "the text of article"),
        (
            "UPDATE article SET text = (SELECT text FROM article WHERE number = 3) WHERE number = 2",
            "the text of article",
        ),
        ("UPDATE sighting SET outlet = 'The Bell' WHERE path = 'copy.txt'", "sighting of article"),
        ("DELETE FROM sighting WHERE path = 'copy.txt'", "sighting of article"),
        ("UPDATE dropped SET reason = 'lost'", "dropped of run 1"),
        ("DELETE FROM dropped WHERE item = 'b'", "dropped of run 1"),
        ("UPDATE run SET version = '0.0.1'", "run begun of run 1"),
        ("UPDATE run SET counts = '{}'", "run finished of run 1"),
    ],
)
def test_what_was_changed_by_hand_is_named(path, statement, named):
    tamper(path, statement)
    assert re.search(named, verified(path).problem or "nothing was found")


def test_a_claim_put_in_beside_the_log_is_named(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(claim)")]
        chosen = ", ".join({"number": "99999", "id": "'c00'", "begun": "13"}.get(c, f'"{c}"') for c in columns)
        connection.execute(f"INSERT INTO claim SELECT {chosen} FROM claim WHERE number = 7")
    assert "in the ledger and not in its log" in verified(path).problem


def test_reading_again_must_give_the_same(path, made):
    again = {made(number).article.id: made(number, Reader(__version__, ())) for number in range(8)}
    assert verified(path, lambda article: again[article.id]).problem is None
    other = {key: replace(reading, figures=()) for key, reading in again.items()}
    assert "again gives another reading" in verified(path, lambda article: other[article.id]).problem


def test_ids_that_were_not_derived_from_the_words_are_named(tmp_path):
    text = "Storms sank 12 boats."
    figure = Figure("f1", Span(12, 14), "12", 12.0, 12.0, False, Measure.DESTROYED)
    reading = Reading(Article(text), Reader(__version__, ()), None, figures=(figure,))
    with open_store(str(tmp_path / "war.ledger")) as store:
        store.add(reading, [replace(claims_of(reading)[0], id="cfedcba9876543210")])
        assert "does not give a claim with the id cfedcba98" in store.verify().problem


def test_a_later_version_may_write_more_of_a_reading_and_never_less(path, monkeypatch):
    write = rows.reading_to_json
    monkeypatch.setattr(rows, "reading_to_json", lambda reading: {**write(reading), "moods": []})
    assert verified(path).problem is None
    monkeypatch.setattr(rows, "reading_to_json", lambda reading: {**write(reading), "figures": []})
    assert "does not come out of its record as it went in" in verified(path).problem
