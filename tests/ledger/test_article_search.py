"""Articles found by their words and dates, page by page, in every kind of database; and the words marked in them."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.search import snippets
from counterclaim.ledger.store import ArticleFilter
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Reader, Reading
from counterclaim.records.when import When

READER = Reader("0.1.0", (("made", "by hand"),))
TEXTS = [
    ("The convoys were attacked at dawn near the café.", "2024-05-01", "North Post"),
    ("Nobody attacked anything.", None, "North Post"),
    ("An attack at dawn, and another.", "2024-04-30", "Wire"),
    ("Peace held in the valley.", "2024-05-01", "Wire"),
    ("Snow fell.", None, None),
]


@pytest.fixture(scope="module")
def full(new_store):
    store = new_store()
    for words, published, outlet in TEXTS:
        when = Published(When.parse(published), "given") if published else None
        reading = Reading(Article(words, outlet=outlet, published=when), READER, when)
        store.add(reading, claims_of(reading))
    return store


def found(store, wanted=None, **page):
    return [store.article(entry.id).text.split()[0] for entry in store.articles(wanted, **page)]


def test_articles_come_by_day_and_those_without_one_last(full):
    days = [entry.published for entry in full.articles()]
    assert [str(day) for day in days[:3]] == ["2024-04-30", "2024-05-01", "2024-05-01"]
    assert days[3:] == [None, None]


def test_pages_of_articles_join_to_the_whole(full):
    whole = [entry.id for entry in full.articles()]
    for size in (1, 2, 3, 10):
        pages, key = [], None
        for _ in itertools.count():
            page = [entry.id for entry in full.articles(after=key, limit=size)]
            pages += page
            if len(page) < size:
                break
            key = page[-1]
        assert pages == whole


@pytest.mark.parametrize(
    ("wanted", "first_words"),
    [
        (ArticleFilter(search="attack dawn"), ["An", "The"]),
        (ArticleFilter(search="ATTACKS"), ["An", "The", "Nobody"]),
        (ArticleFilter(search="cafe"), ["The"]),
        (ArticleFilter(search='"at dawn near"'), ["The"]),
        (ArticleFilter(search="attack OR snow"), []),
        (ArticleFilter(outlet="Wire", since=dt.date(2024, 5, 1)), ["Peace"]),
        (ArticleFilter(until=dt.date(2024, 4, 30)), ["An"]),
        (ArticleFilter(search="attack", outlet="North Post"), ["The", "Nobody"]),
    ],
)
def test_articles_are_found_by_their_words_outlet_and_days(full, wanted, first_words):
    assert found(full, wanted) == first_words


def test_a_copied_ledger_finds_articles_by_their_words(full, tmp_path):
    from counterclaim.ledger.copy import copy_ledger
    from counterclaim.ledger.store import open_store

    if not full.path.endswith(".ledger"):
        pytest.skip("the copy of a database is the same code")
    copy_ledger(full.path, str(tmp_path / "copy.ledger"))
    with open_store(str(tmp_path / "copy.ledger")) as copy:
        assert found(copy, ArticleFilter(search="attack dawn")) == ["An", "The"]


def test_a_snippet_points_at_every_form_of_the_words():
    one, other = snippets(["x " * 200 + "The Café was attacked.", "nothing"], 'attack "the cafe"')
    assert [hit.of(one.text) for hit in one.hits] == ["The Café", "attacked"]
    assert one.text.startswith("…")
    assert len(one.text) < 200
    assert (other.text, other.hits) == ("nothing", ())


@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=30))
def test_whatever_is_searched_for_every_text_has_its_snippet(texts, words):
    found = snippets([t.encode("utf-8", "ignore").decode() for t in texts], words.encode("utf-8", "ignore").decode())
    assert len(found) == len(texts)
    for snippet in found:
        assert all(0 <= hit.start < hit.end <= len(snippet.text) for hit in snippet.hits)


def test_the_order_of_articles_is_read_off_an_index(full):
    if not full.path.endswith(".ledger"):
        pytest.skip("PostgreSQL has its own planner")
    query = (
        "EXPLAIN QUERY PLAN SELECT reading.number FROM reading JOIN article ON article.number = reading.article "
        "WHERE reading.begun <= 9 AND published_first IS NOT NULL AND published_first >= '2024' "
        "ORDER BY published_first, article.id LIMIT 50"
    )
    with create_engine(f"sqlite:///{full.path}").connect() as connection:
        plan = " ".join(row.detail for row in connection.execute(text(query)))
    assert "ix_reading_published_first" in plan
