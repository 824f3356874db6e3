from hypothesis import given
from hypothesis import strategies as st

from counterclaim.ledger.context import LONGEST_CONTEXT_CHARS, sentence_around
from counterclaim.records.span import Span


def around(text, words):
    start = text.index(words)
    return sentence_around(text, Span(start, start + len(words))).of(text)


def test_the_sentence_that_holds_the_words_is_shown():
    text = "Snow fell. The governor said 40 houses burned. Nobody was hurt."
    assert around(text, "40 houses") == "The governor said 40 houses burned."


def test_words_at_either_end_of_the_text_have_a_sentence_too():
    text = "Forty houses burned. Nobody was hurt"
    assert around(text, "Forty") == "Forty houses burned."
    assert around(text, "hurt") == "Nobody was hurt"


def test_a_title_or_an_initial_ends_no_sentence():
    text = "It rained. Gen. A. Kessler told the U.S. Senate that 12 tanks were lost. It stopped."
    assert around(text, "12 tanks") == "Gen. A. Kessler told the U.S. Senate that 12 tanks were lost."


def test_the_full_stop_of_a_number_ends_no_sentence():
    text = "He left. About 3.5 million fled in May. She stayed."
    assert around(text, "million") == "About 3.5 million fled in May."


def test_quotation_marks_close_with_their_sentence():
    text = "He paused. “We lost nobody,” he said. “Not one man.” Then he left."
    assert around(text, "Not one man") == "“Not one man.”"
    assert around(text, "We lost nobody") == "“We lost nobody,” he said."


def test_a_new_line_ends_a_sentence():
    text = "Toll rises to 40\nThe governor spoke on Monday.\n"
    assert around(text, "40") == "Toll rises to 40"
    assert around(text, "governor") == "The governor spoke on Monday."


def test_several_sentences_are_shown_where_the_words_run_over_them():
    text = "One. Two men fell. Three rose. Four."
    assert around(text, "men fell. Three") == "Two men fell. Three rose."


def test_an_endless_sentence_is_cut_at_word_edges_around_the_words():
    text = "word " * 300 + "TARGET " + "word " * 300
    shown = around(text, "TARGET")
    assert len(shown) <= LONGEST_CONTEXT_CHARS
    assert set(shown.split()) == {"word", "TARGET"}
    assert shown.index("TARGET") > 150


def test_words_longer_than_the_limit_stand_alone():
    text = "He said: " + "a very long speech " * 40 + "and left."
    words = ("a very long speech " * 40).strip()
    assert around(text, words) == words


@given(st.text("ab. \n“”A1", min_size=1, max_size=900), st.data())
def test_what_is_shown_always_covers_the_words_and_keeps_the_limit(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    shown = sentence_around(text, span)
    assert shown.covers(span)
    assert shown.end <= len(text)
    assert shown.end - shown.start <= max(LONGEST_CONTEXT_CHARS, span.end - span.start)


def test_one_line_of_a_megabyte_is_looked_at_only_near_the_words():
    text = "a" * 1_000_000
    assert sentence_around(text, Span(500_000, 500_010)).covers(Span(500_000, 500_010))
