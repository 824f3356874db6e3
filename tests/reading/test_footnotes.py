"""Reference marks are blanked for the models and never in the stored text."""

import pytest

from counterclaim.reading.footnotes import without_marks


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("The dam was lost.[12] The army left.", "The dam was lost.     The army left."),
        ('"A factory burned."[3][4] It was late.', '"A factory burned."       It was late.'),
        ("Forty fell[1], the mayor said.", "Forty fell   , the mayor said."),
        ("The pass is shut.[note 2] So is the road.", "The pass is shut.         So is the road."),
        ("It fell.¹² The town was dark.", "It fell.   The town was dark."),
    ],
)
def test_a_mark_becomes_as_many_spaces(text, blanked):
    assert without_marks(text) == blanked


@pytest.mark.parametrize(
    "text", ["[The] mayor [left].", "He has 12 km² of land.", "See [12] of the list.", "[3] A note."]
)
def test_other_brackets_and_raised_digits_stay(text):
    assert without_marks(text) == text


def test_a_mark_behind_a_full_stop_ends_the_sentence(models):
    from counterclaim.reading.document import make_documents
    from counterclaim.records.article import Article

    text = "The governor reported queues in the port.[14] The premier called on partners to help.[15]"
    [document] = make_documents([(Article(text), ())], models)
    assert [s.text.split()[1] for s in document.sentences] == ["governor", "premier"]
    assert document.text == text
