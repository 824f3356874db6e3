"""The shipped model: it reads, keeps its promises on offsets, and takes anything."""

import dataclasses
import itertools
import json
import re
import resource
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import ModelError
from counterclaim.reading.attribution.encoder import SHIPPED_MODEL, AttributionEncoder
from counterclaim.reading.hints import EVENT_TYPES

ENCODER = AttributionEncoder.load()
TEXT = (
    "The Ruritanian navy ministry announced that its ships had reached Orlivka. "
    "“We hold the village,” Mayor Ivan Petrov told Reuters.\n\nUkrainian officials denied the claim."
)


def words(text, spans):
    return [text[a:b] for a, b in spans]


def found_in(text, excluded=()):
    return [
        (words(text, a.source), words(text, a.cue), words(text, a.content))
        for a in ENCODER.read(text, excluded).attributions
    ]


def test_a_report_a_quotation_and_a_denial_are_read():
    assert found_in(TEXT) == [
        (["The Ruritanian navy ministry"], ["announced"], ["that its ships had reached Orlivka"]),
        (["Mayor Ivan Petrov"], ["told"], ["“We hold the village,”"]),
        (["Ukrainian officials"], ["denied"], ["the claim"]),
    ]


def test_an_excluded_stretch_is_not_read_and_its_neighbours_are():
    start = TEXT.index("“")
    end = TEXT.index("\n\n")
    assert [cue for _, cue, _ in found_in(TEXT, [(start, end)])] == [["announced"], ["denied"]]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=3))
def test_no_span_touches_or_crosses_an_excluded_stretch(excluded):
    for attribution in ENCODER.read(TEXT, excluded).attributions:
        parts = [*attribution.source, *attribution.cue, *attribution.content]
        low, high = min(a for a, _ in parts), max(b for _, b in parts)
        assert all(end <= low or start >= high for start, end in excluded if start < end)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400) | st.text(st.sampled_from('he said “x” "\n\x00\u202e\ud800'), max_size=400))
def test_any_text_is_read_into_sorted_spans_inside_it(text):
    for attribution in ENCODER.read(text).attributions:
        assert 0 <= attribution.confidence <= 1
        assert attribution.cue
        assert attribution.content
        for spans in (attribution.source, attribution.cue, attribution.content):
            flat = [place for span in spans for place in span]
            assert flat == sorted(flat)
            assert all(0 <= a < b <= len(text) for a, b in spans)


@pytest.mark.parametrize("text", ["", "a", "\x00", "\u200f", '"', "“" * 500, "x" * 70_000, "\n" * 70_000])
def test_texts_that_say_nothing_have_no_attributions(text):
    assert ENCODER.read(text).attributions == []


def test_reading_does_not_depend_on_what_was_read_before():
    alone = AttributionEncoder.load().read(TEXT)
    ENCODER.read("Something else, he said. " * 40)
    again = ENCODER.read(TEXT)
    assert again.attributions == alone.attributions
    assert again.hints.events.tolist() == alone.hints.events.tolist()


def test_every_word_that_is_read_has_hints():
    hints = ENCODER.read(TEXT).hints
    assert [TEXT[a:b] for a, b in zip(hints.starts, hints.ends, strict=True)] == re.findall(r"\w+|[^\w\s]", TEXT)
    assert hints.events.shape == hints.foreseen.shape == (len(hints.starts),)
    assert hints.types.shape == (len(hints.starts), len(EVENT_TYPES))
    assert hints.types.astype(float).sum(axis=1) == pytest.approx(1, abs=0.01)


def test_a_window_that_overlaps_another_gives_the_hints_of_its_own_words_once():
    text = "Rebels shelled the port at dawn. " * 120
    hints = ENCODER.read(text).hints
    assert hints.starts.tolist() == sorted(set(hints.starts.tolist()))
    shelled = [i for i in range(len(hints.starts)) if text[hints.starts[i] : hints.ends[i]] == "shelled"]
    assert len(shelled) == 120
    assert hints.events[shelled].astype(float).mean() > 0.5


def test_excluded_words_have_no_hints():
    start, end = TEXT.index("“"), TEXT.index("\n\n")
    hints = ENCODER.read(TEXT, [(start, end)]).hints
    assert hints.words(start, end) == slice(
        len(hints.starts[hints.ends <= start]), len(hints.starts[hints.ends <= start])
    )


def test_a_model_without_a_branch_gives_no_hints_and_the_same_attributions():
    alone = dataclasses.replace(ENCODER, _branch=None).read(TEXT)
    assert alone.attributions == ENCODER.read(TEXT).attributions
    assert (len(alone.hints.starts), alone.hints.words(0, len(TEXT))) == (0, slice(0, 0))


def test_a_model_with_a_changed_file_is_refused(tmp_path):
    folder = shutil.copytree(SHIPPED_MODEL, tmp_path / "model")
    with (folder / "tokenizer.json").open("a") as file:
        file.write(" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json has sha256"):
        AttributionEncoder.load(folder)


def test_a_model_that_lacks_a_file_is_refused(tmp_path):
    folder = shutil.copytree(SHIPPED_MODEL, tmp_path / "model")
    (folder / "attribution.onnx").unlink()
    with pytest.raises(ModelError, match="is not complete"):
        AttributionEncoder.load(folder)


def test_a_model_for_another_encoding_is_refused(tmp_path):
    folder = shutil.copytree(SHIPPED_MODEL, tmp_path / "model")
    description = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(description | {"encoding": 0}))
    with pytest.raises(ModelError, match="encoding 0"):
        AttributionEncoder.load(folder)


@pytest.mark.slow
def test_a_line_of_five_megabytes_is_read_in_bounded_memory():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = "The mayor said the town held and " * 152_000
    count = sum(len(answers) for _, _, answers in itertools.islice(ENCODER.answers(text), 4))
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert count > 0
    assert grown_kb < 100_000
