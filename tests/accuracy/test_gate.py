"""The gate itself, and the gate's own tests."""

import json
import subprocess
import sys

import pytest
from accuracy.gate import NOISE, Floors, failures, pinned
from accuracy.score import MisplacedAnchor, Tally, locate, score_article

from accuracy import gate
from counterclaim.records.when import When

TEXT = "The army said on Monday that 40 soldiers had died near Orlivka. Subscribe today!"
KEY = {
    "article": "toy.txt",
    "published": {"from": "2024-05-06", "to": "2024-05-06"},
    "boilerplate": [{"anchor": "Subscribe", "to": "today!"}],
    "claims": [
        {"id": "c1", "source": "The army", "name": "army", "via": [], "anchor": "40 soldiers had died near Orlivka",
         "quote": "indirect", "act": "assert"},
    ],
    "figures": [
        {"id": "f1", "anchor": "that 40 soldiers", "number": "40", "low": 40, "high": 40, "measure": "killed",
         "source": "army", "as_of": "2024-05-06"},
    ],
    "events": [
        {"id": "e1", "anchor": "40 soldiers had died", "type": "ASSAULT", "when": "2024-05", "status": "alleged",
         "source": "army"},
    ],
    "forecasts": [],
}  # fmt: skip


def record(**changes):
    perfect = {
        "article": {"published": {"from": "2024-05-06", "to": "2024-05-06"}},
        "excluded": [{"start": 64, "end": 80}],
        "attributions": [
            {"id": "a1", "source": {"text": "The army", "name": "army"}, "via": [],
             "quote": "indirect", "act": "assert",
             "content": {"spans": [[24, 62]], "text": "that 40 soldiers had died near Orlivka"}},
        ],
        "figures": [
            {"span": [29, 31], "text": "40", "low": 40, "high": 40, "measure": "killed", "as_of": "2024-05-06",
             "attribution": "a1"},
        ],
        "events": [{"span": [29, 49], "type": "ASSAULT", "when": "2024-05-06", "status": "alleged"}],
        "forecasts": [],
    }  # fmt: skip
    return perfect | changes


def scored(rec):
    tally = Tally()
    score_article(TEXT, KEY, rec, tally)
    return tally


def test_a_perfect_record_scores_one_everywhere():
    tally = scored(record())
    assert {name: hit / of for name, (hit, of) in tally.rows.items()} == dict.fromkeys(tally.rows, 1.0)
    assert tally.misses == []


def test_an_empty_record_scores_nothing():
    tally = scored(record(attributions=[], figures=[], events=[], excluded=[], article={"published": None}))
    shares = {name: tally.share(name) for name in tally.rows}
    assert shares.pop("body kept") == 1.0
    assert set(shares.values()) == {0.0}


def test_a_false_alarm_lowers_precision_and_nothing_else():
    perfect = record()
    extra = perfect["figures"][0] | {"span": [0, 3], "text": "The"}
    tally = scored(record(figures=[*perfect["figures"], extra]))
    assert tally.share("figures that match a key row") == 0.5
    assert tally.share("figures wholly right") == 1.0


def test_a_wrong_source_is_seen_though_the_claim_is_found():
    perfect = record()["attributions"][0]
    tally = scored(record(attributions=[perfect | {"source": {"text": "He", "name": "Governor"}}]))
    assert tally.share("claims found") == 1.0
    assert tally.share("claims found with source") == 0.0


def test_an_anchor_that_is_not_there_once_is_an_error():
    with pytest.raises(MisplacedAnchor, match="stands 2 times"):
        locate("a a", "a")


def test_the_gate_shuts_below_a_floor_and_on_other_data():
    tally = scored(record(events=[]))
    floors = Floors("data", dict.fromkeys(tally.rows, 1.0))
    assert failures(tally, floors, "other data") == [
        "the samples or keys have changed since the floors were pinned: look at the table, then --pin"
    ]
    assert "events found: 0.000 is below the floor of 1.000" in failures(tally, floors, "data")
    assert failures(scored(record()), Floors("data", dict.fromkeys(scored(record()).rows, 1.0)), "data") == []


def test_pinning_never_lowers_a_floor_unless_it_is_allowed():
    worse = scored(record(events=[]))
    floors = Floors("data", dict.fromkeys(scored(record()).rows, 1.0))
    with pytest.raises(SystemExit, match="these floors would sink: events found"):
        pinned(worse, floors, "data", allow_regression=False)
    assert pinned(worse, floors, "data", allow_regression=True).shares["events found"] == 0.0
    raised = pinned(scored(record()), Floors("data", {"events found": 0.5}), "data", allow_regression=False)
    assert raised.shares["events found"] == 1.0
    assert NOISE < 0.05


def test_every_key_fits_its_sample():
    for file in sorted(gate.KEYS.glob("*.json")):
        key = json.loads(file.read_text(encoding="utf-8"))
        text = (gate.SAMPLES / key["article"]).read_text(encoding="utf-8")
        for row in [*key["claims"], *key["figures"], *key["events"], *key["forecasts"]]:
            locate(text, row["anchor"])
        for row in key["figures"]:
            assert row["number"] in row["anchor"], row
        for when in [r.get(f) for f in ("as_of", "since", "when", "said", "horizon") for r in
                     [*key["claims"], *key["figures"], *key["events"], *key["forecasts"]]]:  # fmt: skip
            assert when is None or When.parse(when)


def test_the_reading_holds_the_pinned_floors():
    done = subprocess.run(
        [sys.executable, "-m", "accuracy.gate"], check=False, cwd=gate.ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
