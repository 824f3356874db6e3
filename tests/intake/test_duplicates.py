from benchmarks.made_pages import made_pages
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.intake.duplicates import Seen
from counterclaim.records.article import Article

STORIES = ["\n\n".join(made.paragraphs) for made in made_pages(6, seed=3)]


def test_a_reworded_and_a_shortened_copy_are_named_after_what_came_first():
    seen = Seen()
    words = STORIES[0].split()
    reworded = " ".join(
        word.upper() if n % 40 == 0 else "about" if n % 60 == 7 else word for n, word in enumerate(words)
    )
    assert seen.note(Article(STORIES[0]), "first") == ()
    assert seen.note(Article(STORIES[1]), "other") == ()
    [note] = seen.note(Article(reworded), "reworded")
    assert note.startswith("near-duplicate of first (")
    assert seen.note(Article(STORIES[0]), "again") == ("same text as first",)


def test_stories_made_of_the_same_kinds_of_sentences_are_no_duplicates():
    seen = Seen()
    assert [seen.note(Article(story), str(n)) for n, story in enumerate(STORIES)] == [()] * len(STORIES)


def test_headlines_alone_are_no_duplicates():
    seen = Seen()
    assert [
        seen.note(Article(text), text) for text in ("Talks resume in Istanbul", "Talks resume in Istanbul today")
    ] == [
        (),
        (),
    ]


@given(st.lists(st.sampled_from(STORIES), max_size=8))
def test_the_same_order_gives_the_same_notes(stories):
    one, two = Seen(), Seen()
    named = [(Article(story), str(n)) for n, story in enumerate(stories)]
    assert [one.note(a, n) for a, n in named] == [two.note(a, n) for a, n in named]
