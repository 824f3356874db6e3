"""Which articles were seen at an address, on both databases."""

import datetime as dt

import pytest

from counterclaim.errors import UnknownId
from counterclaim.ledger.addresses import Edited, SeenAt, addresses_of, edited, seen_at
from counterclaim.records.article import Article
from counterclaim.records.reading import Reader, Reading

URL = "https://dispatch.example/strike"


def written(moment):
    """As the log writes moments."""
    return f"{moment[:19]}.000000Z"


MOMENTS = ("2024-05-01T10:00:00+00:00", "2024-05-03T10:00:00+00:00", "2024-05-05T10:00:00+00:00")


@pytest.fixture
def page(store, clock):
    """A page that was edited once, seen again as it was, and another page that never changed."""
    articles = [
        Article("Storms sank 12 boats.", url=URL, outlet="Dispatch"),
        Article("Storms sank 14 boats.", url=f"{URL}/", outlet="Dispatch"),
        Article("Storms sank 12 boats.", url=f"{URL}?again", outlet="Dispatch"),
    ]
    for at, article in zip(MOMENTS, articles, strict=True):
        clock.at = at
        store.add(Reading(article, Reader("0.1.0", ()), None), ())
    store.add(Reading(Article("Talks go on.", url="https://dispatch.example/talks"), Reader("0.1.0", ()), None), ())
    store.add(Reading(Article("A file."), Reader("0.1.0", ()), None), ())
    return articles


def test_the_texts_seen_at_an_address_come_in_the_order_in_which_they_were_seen_first(store, page):
    assert seen_at(store, URL) == (
        SeenAt(page[0].id, URL, "Dispatch", written(MOMENTS[0])),
        SeenAt(page[1].id, f"{URL}/", "Dispatch", written(MOMENTS[1])),
    )
    assert seen_at(store, f"{URL}/") == seen_at(store, URL)


def test_the_ledger_as_it_stood_knows_only_what_was_seen_by_then(store, page):
    early = store.as_of(dt.date(2024, 5, 2))
    assert [seen.article for seen in seen_at(early, URL)] == [page[0].id]
    assert addresses_of(store.as_of(dt.date(2024, 5, 4)), page[0].id) == (URL,)
    assert list(edited(early)) == []


def test_an_article_s_addresses_are_known(store, page):
    assert addresses_of(store, page[0].id[:12]) == (URL, f"{URL}?again")
    assert addresses_of(store, Article("A file.").id) == ()


def test_addresses_with_several_texts_are_listed_the_newest_change_first(store, page, clock):
    clock.at = "2024-05-07T10:00:00+00:00"
    store.add(Reading(Article("Talks end.", url="https://dispatch.example/talks"), Reader("0.1.0", ()), None), ())
    first, last = written(MOMENTS[0]), written(MOMENTS[1])
    assert list(edited(store)) == [
        Edited("https://dispatch.example/talks", 2, written(MOMENTS[2]), written(clock.at)),
        Edited(URL, 2, first, last),
    ]


def test_an_address_where_nothing_was_seen_is_an_error(store, page):
    with pytest.raises(UnknownId, match="no article was seen at"):
        seen_at(store, "https://dispatch.example/nothing")
    with pytest.raises(UnknownId):
        addresses_of(store, "ffff")


def test_the_texts_seen_at_an_address_are_read_off_an_index(store, page):
    if not store.path.endswith(".ledger"):
        pytest.skip("PostgreSQL walks a table of five rows sooner")
    with store.backend.reading() as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN SELECT number FROM sighting WHERE url IN ('a', 'b')")
        assert "ix_sighting_url" in " ".join(row.detail for row in plan)
