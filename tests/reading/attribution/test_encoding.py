"""Words, pieces, features and windows: what the encoder is shown of a text."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from counterclaim.reading.attribution.encoder import SHIPPED_MODEL
from counterclaim.reading.attribution.encoding import (
    BLOCK_CHARS,
    BREAKS,
    MAX_WORD_PIECES,
    QUOTATION,
    SHAPES,
    Passage,
    blocks,
    encode,
    window_arrays,
    windows,
)


def load_tokenizer():
    tokenizer = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


TOKENIZER = load_tokenizer()


def passage_of(text: str) -> Passage:
    return encode(text, 0, len(text), TOKENIZER)


def of_words(passage: Passage, feature: int, names: tuple[str, ...]) -> list[str]:
    return [names[i] for i in passage.features[passage.first[:-1], feature]]


def test_words_are_runs_of_letters_and_single_marks_with_their_offsets():
    text = "He said: “No.”"
    passage = passage_of(text)
    assert passage.words == ("He", "said", ":", "“", "No", ".", "”")
    assert [text[a:b] for a, b in zip(passage.starts, passage.ends, strict=True)] == list(passage.words)


def test_case_is_kept_as_a_shape():
    passage = passage_of('May 5 may NATO "B" iPhone F16 ,')
    assert of_words(passage, 0, SHAPES) == [
        "title", "digit", "lower", "upper", "quote", "initial", "quote", "mixed", "digit", "punctuation",
    ]  # fmt: skip


def test_breaks_tell_words_lines_and_paragraphs_apart():
    passage = passage_of("One, two\nthree\n\nfour \r\n \r\n five")
    assert of_words(passage, 1, BREAKS) == ["blank line", "none", "space", "line", "blank line", "blank line"]


def test_pieces_inside_a_word_are_marked_as_such():
    passage = passage_of("Volnovakha")
    inner = len(passage.pieces) - 1
    assert inner > 0
    assert [BREAKS[i] for i in passage.features[:, 1]] == ["blank line"] + ["inside word"] * inner


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("a “b c” d", ["outside", "opening", "inside", "inside", "closing", "outside"]),
        ('a "b" c "d"', ["outside", "opening", "inside", "closing", "outside", "opening", "inside", "closing"]),
        ("''We hold''", ["opening", "opening", "inside", "inside", "closing", "closing"]),
        ("don't", ["outside", "outside", "outside"]),
    ],
)
def test_words_know_whether_they_stand_in_a_quotation(text, states):
    assert of_words(passage_of(text), 2, QUOTATION) == states


def test_a_quotation_mark_left_open_costs_its_paragraph_only():
    passage = passage_of("“We hold it.\n\nThe mayor left.")
    assert of_words(passage, 2, QUOTATION) == ["opening", *["unclosed"] * 4, *["outside"] * 4]


def test_a_quotation_goes_on_over_a_hard_wrapped_line():
    passage = passage_of("“We hold\nit” he said")
    assert of_words(passage, 2, QUOTATION) == ["opening", "inside", "inside", "inside", "closing", "outside", "outside"]


def test_characters_that_the_vocabulary_deletes_are_no_words():
    passage = passage_of("a \x00 b")
    assert passage.words == ("a", "b")
    assert passage.starts.tolist() == [0, 4]


def test_a_lone_surrogate_is_read_as_an_unknown_character():
    passage = passage_of("a \ud800 b")
    assert passage.starts.tolist()[0] == 0
    assert passage.ends.tolist()[-1] == 5


def test_no_word_has_more_pieces_than_a_window_can_take():
    passage = passage_of("中" * 1000)
    assert np.diff(passage.first).max() <= MAX_WORD_PIECES


def test_an_empty_text_has_no_windows():
    assert windows(passage_of(""), 254) == []


def test_a_text_is_cut_after_a_blank_line_where_there_is_one():
    text = "x" * (BLOCK_CHARS - 100) + "\n\n" + "y" * 300
    assert list(blocks(text)) == [(0, BLOCK_CHARS - 98), (BLOCK_CHARS - 98, len(text))]


def test_excluded_stretches_are_in_no_block():
    text = "0123456789"
    assert list(blocks(text, [(6, 8), (2, 3), (2, 4)])) == [(0, 2), (4, 6), (8, 10)]


TEXTS = st.text(st.sampled_from("aB c.\n\"“”'«é中\x00\u200f1"), max_size=600)


@given(TEXTS, st.lists(st.tuples(st.integers(-5, 700), st.integers(-5, 700)), max_size=4))
def test_blocks_are_the_text_without_what_is_excluded(text, excluded):
    kept = {i for a, b in blocks(text, excluded) for i in range(a, b)}
    gone = {i for a, b in excluded for i in range(max(a, 0), b)}
    assert kept == set(range(len(text))) - gone


@given(TEXTS)
@example("\ud800" * 3)
def test_offsets_slice_the_words_back(text):
    passage = passage_of(text)
    assert tuple(text[a:b] for a, b in zip(passage.starts, passage.ends, strict=True)) == passage.words
    assert passage.first[-1] == len(passage.pieces) == len(passage.features)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab .\n\n中é"), max_size=3000), st.integers(200, 300), st.integers(0, 64))
@example("中" * 3000, 200, 64)
def test_windows_own_every_word_exactly_once(text, limit, overlap):
    passage = passage_of(text)
    cover = windows(passage, limit, overlap)
    owned = [word for w in cover for word in range(w.own_first, w.own_last)]
    assert owned == list(range(len(passage)))
    for w in cover:
        assert w.first <= w.own_first <= w.own_last <= w.last
        assert passage.first[w.last] - passage.first[w.first] <= limit


def test_a_windows_input_is_its_pieces_between_the_special_ones():
    passage = passage_of("He said no")
    [window] = windows(passage, 254)
    pieces, features = window_arrays(passage, window, (101, 102))
    assert pieces.tolist() == [[101, *passage.pieces.tolist(), 102]]
    assert features[0, 0].tolist() == features[0, -1].tolist() == [0, 0, 0]
    assert features[0, 1:-1].tolist() == passage.features.tolist()
