"""The trigger data: well formed, and every frame reads its own example."""

import tomllib
from importlib import resources

import pytest

from counterclaim.reading.events.lexicon import load_classes, load_lexicon
from counterclaim.records.values import EventType

FRAMES = tomllib.loads((resources.files("counterclaim.reading.events") / "data" / "triggers.toml").read_text("utf-8"))[
    "frame"
]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame["name"])
def test_a_frame_reads_its_own_example(frame, read):
    events = read(frame["example"]).events
    assert [e for e in events if e.type == EventType(frame["type"])], [(e.type, e.rule) for e in events]


def test_every_frame_says_its_sense_its_source_and_an_example():
    lacking = [f["name"] for f in FRAMES if not (f.get("definition") and f.get("source") and f.get("example"))]
    assert lacking == []


def test_a_frame_is_named_once():
    names = [f["name"] for f in FRAMES]
    assert sorted(set(names)) == sorted(names)


def test_a_word_is_listed_once_in_a_frame():
    twice = [(f["name"], k) for f in FRAMES for k in ("verbs", "nouns") if len(set(f.get(k, ()))) != len(f.get(k, ()))]
    assert twice == []


def test_the_lexicon_is_broad():
    lexicon = load_lexicon()
    assert len(lexicon.verbs) > 500
    assert len(lexicon.nouns) > 250
    assert {f.type for f in lexicon.frames} == set(EventType) - {EventType.STATEMENT, EventType.APPEAL}


def test_a_noun_may_stand_in_several_classes():
    assert load_classes()["volunteer"] >= {"armed", "person"}
