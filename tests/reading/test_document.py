import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.document import LONGEST_PIECE_CHARS, is_hard_wrapped, make_documents
from counterclaim.records.article import Article, Excluded
from counterclaim.records.span import Span

TWO = "The mayor spoke first. He was brief.\n\nThe governor followed\nand left.\n"


def document_of(text, models, *excluded):
    [document] = make_documents([(Article(text), excluded)], models)
    return document


def test_the_parse_covers_the_whole_text_with_its_offsets(models):
    document = document_of(TWO, models)
    assert document.doc.text == TWO
    assert [s.text for s in document.sentences] == [
        "The mayor spoke first.",
        "He was brief.",
        "The governor followed",
        "and left.",
    ]
    assert [p.of(TWO) for p in document.paragraphs] == [
        "The mayor spoke first. He was brief.",
        "The governor followed",
        "and left.",
    ]


def test_no_sentence_touches_an_excluded_stretch(models):
    text = "A body sentence stands here. Subscribe today for less! Another body sentence ends it."
    blurb = Span(29, 54)
    assert blurb.of(text) == "Subscribe today for less!"
    document = document_of(text, models, Excluded(blurb, "subscription blurb"))
    assert [s.text for s in document.sentences] == ["A body sentence stands here.", "Another body sentence ends it."]
    assert document.doc.text == text
    assert document.is_excluded(Span(30, 31))
    assert not document.is_excluded(Span(0, 29))
    assert document.sentence_at(31) is None


def test_offsets_lead_to_sentences_paragraphs_and_tokens(models):
    document = document_of(TWO, models)
    at = TWO.index("governor")
    assert document.sentence_at(at).text == "The governor followed"
    assert document.paragraph_at(at).of(TWO) == "The governor followed"
    assert [t.text for t in document.tokens(Span(at - 4, at + 3))] == ["The", "governor"]
    assert document.sentence_index(at) == 2
    assert document.paragraph_at(TWO.index("\n\n") + 1) is None


def test_lines_of_one_width_are_one_paragraph(models):
    text = (
        "The delegation arrived late in the evening and went straight\n"
        "to the palace where the hosts had been waiting for the whole\n"
        "of the afternoon with tea and biscuits on the long oak table\n"
        "that once belonged to a sultan whose name nobody remembers a\n"
        "hundred years on although the guide insists that he was fond\n"
        "of it and of the view over the water to the other shore and\n"
        "of little else besides.\n\nThen the talks began.\n"
    )
    assert is_hard_wrapped(text)
    assert len(document_of(text, models).paragraphs) == 2
    assert not is_hard_wrapped(TWO)


@given(st.text(st.sampled_from('ab.!\n \t\r“"’\u200f\ufeffé中'), max_size=200))
def test_any_text_is_covered_without_a_gap(models, text):
    document = document_of(text, models)
    assert document.doc.text == text
    for sentence in document.sentences:
        assert document.sentence_at(sentence.start_char).start_char == sentence.start_char


def test_a_line_without_end_is_cut_into_bounded_pieces(models):
    text = "word " * (LONGEST_PIECE_CHARS // 2)
    document = document_of(text, models)
    assert document.doc.text == text
    assert max(s.end_char - s.start_char for s in document.sentences) <= LONGEST_PIECE_CHARS


@pytest.mark.parametrize("count", [1, 3])
def test_articles_without_a_body_keep_their_turn(models, count):
    blank = Article("Subscribe!")
    items = [(blank, (Excluded(Span(0, 10), "subscription blurb"),))] * count + [(Article(TWO), ())]
    documents = list(make_documents(items, models))
    assert [len(d.sentences) for d in documents] == [0] * count + [4]


def test_the_entities_of_a_part_are_those_that_lie_in_it(models):
    document = document_of("Ukraine spoke. Lavrov met Kuleba in Turkey on Monday. Nobody else came.", models)
    for sentence in document.sentences:
        assert document.entities_in(sentence) == tuple(sentence.ents)
    assert any(document.entities_in(s) for s in document.sentences)
