"""From scores to attributions, on scores made by hand."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.attribution.decoding import (
    Answer,
    DecodingRules,
    LinkWeights,
    RawAttribution,
    constrained_tags,
    decode,
)
from counterclaim.reading.attribution.encoding import Passage, Window

# Two-dimensional link vectors: an attribution's cue and its words share a direction, so they are linked.
LINK = LinkWeights(
    np.array([[[20, 0], [0, 20], [-10, -10]]] * 2, np.float32),
    np.zeros(2, np.float32),
)
FIRST, SECOND = (1.0, 0.0), (0.0, 1.0)


def passage_of(text: str) -> Passage:
    """One piece a word; words are split at spaces."""
    words = tuple(text.split())
    starts = np.cumsum([0] + [len(w) + 1 for w in words[:-1]])
    ends = starts + np.array([len(w) for w in words])
    count = len(words)
    return Passage(
        starts, ends, np.arange(count + 1), np.zeros(count, np.int64), np.zeros((count, 3), np.int64),
        np.zeros(count, np.int64), words,
    )  # fmt: skip


def answer_of(tags: str, directions: list[tuple[float, float]], sourceless: tuple[float, float] = (0.0, 0.0)) -> Answer:
    """Tags as letters: o, then S s, C c, T t for the begin and inside of source, cue and content (text)."""
    scores = np.full((len(tags) + 2, 7), -5.0, np.float32)
    for i, tag in enumerate(tags):
        scores[i + 1, "oSsCcTt".index(tag)] = 5.0
    vectors = np.array([sourceless, *directions, (0, 0)], np.float32)
    return Answer(scores, vectors, vectors)


def spans(text: str, *words: str) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(w), text.index(w) + len(w)) for w in words)


def decoded(text: str, answer: Answer, **rules) -> list[RawAttribution]:
    passage = passage_of(text)
    count = len(passage)
    return decode(passage, [Window(0, count, 0, count)], [answer], LINK, DecodingRules(**rules))


def test_each_content_and_source_goes_to_the_cue_that_it_is_linked_to():
    text = "Kyiv said yes while Moscow denied that"
    answer = answer_of("SCToSCT", [FIRST, FIRST, SECOND, FIRST, SECOND, SECOND, FIRST])
    first, second = decoded(text, answer)
    assert (first.source, first.cue, first.content) == (
        spans(text, "Kyiv"), spans(text, "said"), spans(text, "that"),
    )  # fmt: skip
    assert (second.source, second.cue, second.content) == (
        spans(text, "Moscow"), spans(text, "denied"), spans(text, "yes"),
    )  # fmt: skip


def test_both_halves_of_a_split_quotation_are_one_content():
    text = "“We” said Ann “hold”"
    [found] = decoded(text, answer_of("TCST", [FIRST] * 4))
    assert found.content == spans(text, "“We”", "“hold”")


def test_a_cue_without_content_is_no_attribution():
    assert decoded("Ann said", answer_of("SC", [FIRST] * 2)) == []


def test_a_content_that_no_cue_claims_is_left_out():
    assert decoded("Ann said nothing", answer_of("SCT", [FIRST, FIRST, SECOND])) == []


def test_an_attribution_whose_sources_are_all_unlinked_has_none():
    text = "It was said that Ann left"
    [found] = decoded(text, answer_of("ooCTSt", [FIRST] * 4 + [SECOND, FIRST]))
    assert found.source == ()


def test_the_link_to_no_source_outweighs_a_weaker_source():
    answer = answer_of("SCT", [(0.55, 0.0), FIRST, FIRST], sourceless=FIRST)
    assert decoded("Ann said so", answer, sourceless_margin=0.0)[0].source == ()
    assert decoded("Ann said so", answer)[0].source == ((0, 3),)


def test_touching_content_runs_become_one_span():
    text = "said one two three"
    [found] = decoded(text, answer_of("CTtT", [FIRST] * 4))
    assert found.content == ((5, 18),)


def test_a_small_gap_inside_a_content_is_closed_and_words_of_others_are_not_taken():
    text = "Ann said that he indeed left today she thinks for good"
    answer = answer_of("SCTtotTSCTt", [FIRST] * 7 + [SECOND] * 2 + [FIRST] * 2)
    answer.tags[6] = answer.tags[3]
    [found] = decoded(text, answer, fill_gap=1)
    assert found.content == spans(text, "that he indeed left today", "for good")
    [found] = decoded(text, answer, fill_gap=0)
    assert found.content == spans(text, "that he", "left today", "for good")


def test_an_inside_tag_without_its_beginning_is_repaired():
    text = "Ann said that he left"
    answer = answer_of("SCttt", [FIRST] * 5)
    answer.tags[3, "oSsCcTt".index("T")] = 4.0
    [found] = decoded(text, answer)
    assert found.content == ((9, 21),)


def test_confidence_follows_the_fitted_weights():
    [found] = decoded("Ann said so", answer_of("SCT", [FIRST] * 3), confidence=(0.0,) * 8)
    assert found.confidence == 0.5


def test_windows_are_merged_by_what_each_owns():
    text = "Ann said so and Bob said no"
    passage = passage_of(text)
    cover = [Window(0, 5, 0, 4), Window(2, 7, 4, 7)]
    answers = [answer_of("SCToS", [FIRST] * 4 + [SECOND]), answer_of("TtSCT", [SECOND] * 2 + [FIRST] * 3)]
    first, second = decode(passage, cover, answers, LINK, DecodingRules())
    assert (first.source, first.content) == (spans(text, "Ann"), spans(text, "so"))
    assert (second.source, second.content) == (spans(text, "Bob"), spans(text, "no"))


LEGAL = {(p, t) for p in range(7) for t in range(7) if t == 0 or t % 2 == 1 or p in (t, t - 1)}


def is_legal(tags) -> bool:
    return all(pair in LEGAL for pair in itertools.pairwise([0, *tags]))


SCORES = st.lists(st.lists(st.integers(-9, 0), min_size=7, max_size=7), min_size=1, max_size=12)


@given(SCORES)
def test_constrained_tags_are_legal_and_keep_a_legal_best(rows):
    scores = np.array(rows, np.float32)
    tags = constrained_tags(scores)
    assert is_legal(tags.tolist())
    if is_legal(scores.argmax(axis=1).tolist()):
        assert tags.tolist() == scores.argmax(axis=1).tolist()


@given(st.lists(st.lists(st.integers(-9, 0), min_size=6, max_size=6), min_size=1, max_size=4))
def test_a_stretch_without_outside_words_gets_its_best_legal_tags(rows):
    scores = np.array([[-100, *row] for row in rows], np.float32)
    found = constrained_tags(scores).tolist()
    best = max(
        sum(scores[i, t] for i, t in enumerate(p)) for p in itertools.product(range(7), repeat=len(rows)) if is_legal(p)
    )
    assert sum(scores[i, t] for i, t in enumerate(found)) == best
