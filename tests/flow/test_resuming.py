"""Runs that were stopped. The articles are in a language that is kept unread, so that no models are needed."""

import contextlib
import json
import os

import pytest

from counterclaim.flow import Ledger

TEXT = "Министерство обороны сообщило, что войска оставили село после двух дней боёв у реки; донесение номер {n}."


class Stopped(Exception):
    pass


@pytest.fixture
def rows(tmp_path):
    file = tmp_path / "rows.jsonl"
    lines = [json.dumps({"text": TEXT.format(n=n), "title": f"T{n}"}, ensure_ascii=False) for n in range(65)]
    file.write_text("\n".join([*lines[:20], "{broken", *lines[20:]]), encoding="utf-8")
    return file


def _ingest(ledger, file, *, stop_after=None, **how):
    """What a run said, and the items that it looked at; stopped after so many of them."""
    items, told = [], []

    def each(outcome):
        items.append(outcome.item.rpartition("!")[2])
        if stop_after is not None and len(items) >= stop_after:
            raise Stopped

    with Ledger.open(ledger) as opened, contextlib.suppress(Stopped):
        opened.ingest([str(file)], each=each, tell=told.append, **how)
    return items, [line for line in told if "going on" in line]


def test_a_run_that_was_stopped_goes_on_behind_the_last_record(rows, tmp_path):
    ledger = tmp_path / "war.ledger"
    first, _ = _ingest(ledger, rows, stop_after=60)
    second, told = _ingest(ledger, rows)
    assert second[0] in {"row 59", "row 60", "row 61"}
    assert (len(first), second[-1]) == (60, "row 66")
    assert told[0].startswith(f"{rows}: going on behind item 5")
    whole = tmp_path / "whole.ledger"
    _ingest(whole, rows)
    with Ledger.open(ledger) as a, Ledger.open(whole) as b:
        assert a.store.digest() == b.store.digest()
        assert [d.item for d in a.view.drops()] == [d.item for d in b.view.drops()]
        assert a.verify().problem is None


def test_a_run_that_is_done_leaves_no_place_behind(rows, tmp_path):
    ledger = tmp_path / "war.ledger"
    _ingest(ledger, rows, stop_after=60)
    assert (tmp_path / "war.ledger.places").exists()
    _ingest(ledger, rows)
    assert not (tmp_path / "war.ledger.places").exists()
    again, told = _ingest(ledger, rows)
    assert (len(again), told) == (66, [])


def test_a_place_counts_for_the_same_file_options_and_ledger_alone(rows, tmp_path):
    ledger = tmp_path / "war.ledger"
    _ingest(ledger, rows, stop_after=60)
    assert len(_ingest(ledger, rows, columns={"text": "text"})[0]) == 66  # other options
    _ingest(ledger, rows, stop_after=60)
    os.utime(rows, (1, 1))
    assert len(_ingest(ledger, rows)[0]) == 66  # another file, for all that is known
    _ingest(ledger, rows, stop_after=60)
    for file in tmp_path.glob("war.ledger*"):
        if not file.name.endswith(".places"):
            file.unlink()
    assert len(_ingest(ledger, rows)[0]) == 66  # another ledger at the same path


def test_a_damaged_note_of_the_place_only_costs_time(rows, tmp_path):
    ledger = tmp_path / "war.ledger"
    _ingest(ledger, rows, stop_after=60)
    (tmp_path / "war.ledger.places").write_bytes(b'{"archive": 1}\n\xff{')
    assert len(_ingest(ledger, rows)[0]) == 66
