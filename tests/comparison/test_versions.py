"""Two versions of one article: which words went and came."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.comparison.versions import Part, Stretch, compare_versions

BEFORE = "Twelve drones were shot down over the port.\n\nThe governor said that nobody was hurt.\n\nTalks go on.\n"


def parts(difference):
    return [[(s.part, s.words) for s in paragraph] for paragraph in difference.paragraphs]


def test_an_edited_word_is_told_from_the_words_around_it():
    difference = compare_versions(BEFORE, BEFORE.replace("Twelve", "Fourteen"), (), ())
    assert parts(difference) == [
        [
            (Part.REMOVED, "Twelve"),
            (Part.ADDED, "Fourteen"),
            (Part.KEPT, "drones were shot down over the port."),
        ]
    ]
    assert (difference.removed, difference.added) == (1, 1)


def test_paragraphs_that_went_and_came_stand_whole():
    after = BEFORE.replace("Talks go on.\n", "") + "Correction: the number of drones was wrong.\n"
    difference = compare_versions(BEFORE, after + "\nMore soon.\n", (), ())
    assert difference.paragraphs[-1] == (Stretch(Part.ADDED, "More soon."),)
    shorter = compare_versions(BEFORE, BEFORE.replace("Talks go on.\n", ""), (), ())
    assert shorter.paragraphs == ((Stretch(Part.REMOVED, "Talks go on."),),)


def test_blanks_and_line_ends_are_no_change_of_words():
    difference = compare_versions(BEFORE, BEFORE.replace(" ", "  ").replace("\n", "\r\n"), (), ())
    assert (difference.is_of_words, difference.paragraphs) == (False, ())


TEXTS = st.lists(st.lists(st.sampled_from("a b c d e f".split()), min_size=1, max_size=8), max_size=6).map(
    lambda paragraphs: "\n\n".join(" ".join(p) for p in paragraphs)
)


@given(TEXTS, TEXTS)
def test_what_stayed_and_came_is_the_later_text_and_what_stayed_and_went_the_earlier(before, after):
    difference = compare_versions(before, after, (), ())
    came = sorted(w for p in difference.paragraphs for s in p if s.part is Part.ADDED for w in s.words.split())
    went = sorted(w for p in difference.paragraphs for s in p if s.part is Part.REMOVED for w in s.words.split())
    left = sorted(before.split())
    for word in went:
        left.remove(word)
    assert sorted([*left, *came]) == sorted(after.split())
    assert compare_versions(before, before, (), ()).paragraphs == ()


def test_a_text_of_one_long_line_is_compared_soon():
    import time

    began = time.process_time()
    long = "word " * 200_000
    difference = compare_versions(long, long + "more", (), ())
    assert (difference.added, time.process_time() - began < 3) == (200_001, True)
