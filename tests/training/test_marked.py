"""Marked texts: spans without words find their words again, in articles of our own and in the corpora."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

import marked  # noqa: E402
import war  # noqa: E402
from counterclaim.reading.hints import EVENT_TYPES  # noqa: E402

ENTRIES = [json.loads(line) for line in (marked.HOME / "annotations.jsonl").read_text(encoding="utf-8").splitlines()]
OWN = [entry for entry in ENTRIES if "corpus" not in entry]


def test_marked_texts_are_read_as_they_were_written(tmp_path):
    text = "Rebels shelled it. It may fall."
    row = {"name": "a", "text": text, "events": [[7, 14, "ASSAULT"]], "forecasts": [[19, 30]]}
    (tmp_path / "marked.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert marked.read_marked(tmp_path / "marked.jsonl") == [
        marked.Marked("a", text, ((7, 14, "ASSAULT"),), ((19, 30),))
    ]


def test_every_article_written_for_the_hints_is_marked_and_has_not_changed(tmp_path):
    shelf = war.Shelf(tmp_path, tmp_path)
    written = {path.stem for path in (marked.HOME / "texts").glob("*.txt")}
    assert written <= {entry["name"] for entry in OWN}
    assert all(war.fingerprint(war.text_of(entry, shelf)) == entry["sha256"] for entry in OWN)


def test_every_mark_covers_words_of_its_text_and_has_a_type_that_the_network_knows(tmp_path):
    shelf = war.Shelf(tmp_path, tmp_path)
    for entry in OWN:
        text = war.text_of(entry, shelf)
        for start, end, kind in entry["events"]:
            assert text[start:end] == text[start:end].strip() != "", entry["name"]
            assert kind in EVENT_TYPES
        assert all(0 <= start < end <= len(text) for start, end in entry["forecasts"])


@pytest.mark.shared
def test_the_texts_of_the_corpora_are_the_ones_that_were_marked(shared):
    shelf = war.Shelf(shared / "corpora", shared / "corpora" / "polnear" / "train" / "text")
    of_others = [entry for entry in ENTRIES if "corpus" in entry]
    assert all(war.fingerprint(war.text_of(entry, shelf)) == entry["sha256"] for entry in of_others)


def test_nothing_is_marked_whose_licence_forbids_commercial_use():
    kept_for_measuring = {
        entry["name"]
        for line in (war.HOME / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
        if (entry := json.loads(line)).get("measuring")
    }
    assert kept_for_measuring.isdisjoint(entry["name"] for entry in ENTRIES)
