"""However a listing is cut into stretches, it holds the claims that meet its filter, in the ledger's order."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from counterclaim.ledger import stretches
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.rows import about, position_of
from counterclaim.ledger.sought import UNDATED, Month, facet_word, month_at, month_of, undated
from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.records.article import Published
from counterclaim.records.values import Side, Status, Track
from counterclaim.records.when import When

# Publication days that positions cannot tell apart, that no month holds alone, and none.
ODD_DAYS = ("1650-05-01", "1700-01-01", "2022-03-11/2022-04-13", "2417-10-02", "2900-01-01", None)

ODD_OUTLET = 'The "North" – _Post_'


@pytest.fixture(scope="module")
def full(new_store, made):
    """A ledger of made articles over four years, some of odd days, in no order."""
    readings = [made(number) for number in range(40)]
    for reading, day in zip(readings[:12], ODD_DAYS * 2, strict=True):
        published = Published(When.parse(day), "byline") if day else None
        article = replace(reading.article, published=published, outlet=ODD_OUTLET)
        readings[readings.index(reading)] = replace(reading, article=article, published=published)
    with new_store() as store:
        for reading in random.Random(2).sample(readings, len(readings)):
            store.add(reading, claims_of(reading))
        yield store


def last_day(when):
    return when.last.isoformat() if when else ""


def keys(claims):
    return [(position_of(c.article.id, c.article.published, c.span.start, c.kind), c.id) for c in claims]


FILTERS = [
    (ClaimFilter(search="attacked"), lambda c: "attacked" in c.context),
    (
        ClaimFilter(search="said dawn", kind="event", side=Side.RUSSIA),
        lambda c: "dawn" in c.context and c.kind == "event" and c.side is Side.RUSSIA,
    ),
    (
        ClaimFilter(track=Track.STRIKES, status=Status.HAPPENED),
        lambda c: c.track is Track.STRIKES and c.status is Status.HAPPENED,
    ),
    (ClaimFilter(outlet=ODD_OUTLET, narrator=False), lambda c: c.article.outlet == ODD_OUTLET and not c.narrator),
    (
        ClaimFilter(search="attacked", since=dt.date(2024, 6, 1), dated=Dated.PUBLISHED),
        lambda c: "attacked" in c.context and last_day(c.article.published) >= "2024-06-01",
    ),
    (
        ClaimFilter(kind="forecast", since=dt.date(2024, 6, 1)),
        lambda c: c.kind == "forecast" and last_day(about(c)) >= "2024-06-01",
    ),
]


@pytest.mark.parametrize(("many", "in_month"), [(1, 1), (1, 10), (20, 300), (100_000, 300)])
@pytest.mark.parametrize(("wanted", "meets"), FILTERS, ids=range(len(FILTERS)))
def test_every_way_of_looking_gives_the_claims_that_meet_the_filter_in_order(
    full, wanted, meets, many, in_month, monkeypatch
):
    monkeypatch.setattr(stretches, "MANY_MATCHES", many)
    monkeypatch.setattr(stretches, "MANY_IN_MONTH", in_month)
    found = list(full.claims(wanted))
    assert found
    assert keys(found) == sorted(keys(filter(meets, full.claims())))


@pytest.mark.parametrize(("many", "in_month"), [(1, 1), (20, 10)])
@pytest.mark.parametrize("size", [1, 9])
def test_pages_of_a_listing_that_is_cut_by_months_join_to_the_whole(full, size, many, in_month, monkeypatch):
    wanted = ClaimFilter(search="attacked", since=dt.date(2023, 1, 1))
    whole = list(full.claims(wanted))
    monkeypatch.setattr(stretches, "MANY_MATCHES", many)
    monkeypatch.setattr(stretches, "MANY_IN_MONTH", in_month)
    pages, last = [], None
    while page := list(full.claims(wanted, after=last, limit=size)):
        pages += page
        last = page[-1].id
    assert pages == whole
    assert len(whole) > 3 * size


def test_a_claim_that_looks_ahead_is_found_by_a_day_long_after_its_publication(full):
    ahead = [
        c for c in full.claims() if c.horizon and c.article.published and c.horizon.last > c.article.published.last
    ]
    latest = max(ahead, key=lambda c: c.horizon.last)
    found = list(full.claims(ClaimFilter(kind="forecast", since=latest.horizon.last)))
    assert latest in found


@pytest.mark.parametrize("day", ["1699-12-31", "1700-01-01", "1700-02-01", "2022-03-11", "2417-09-30", "3000-01-01"])
def test_a_position_lies_in_the_month_of_its_publication(day):
    position = position_of("ab" * 32, When.day(dt.date.fromisoformat(day)), 10, "event")
    month = month_of(day)
    assert month_at(position) == month
    assert month.first <= position < month.after


def test_undated_articles_have_a_stretch_of_their_own_behind_all_months():
    position = position_of("ab" * 32, None, 10, "event")
    assert month_at(position) == undated() == Month(UNDATED, undated().first, None)
    assert month_of("2417-09-05").after == undated().first <= position


def test_a_value_is_one_word_and_never_ends_a_query():
    assert facet_word("event_type", "ASSAULT") == "eventtypeASSAULT"
    assert facet_word("narrator", True) == "narrator1"
    assert facet_word("outlet", "a\0b") == "outleta b"
