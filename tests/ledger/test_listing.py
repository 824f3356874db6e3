"""Finding claims, articles and sources in a ledger."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from counterclaim.errors import UnknownId
from counterclaim.ledger import stretches
from counterclaim.ledger.claims import KINDS, claims_of
from counterclaim.ledger.query import contradicts_itself
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, Dated, SourceEntry
from counterclaim.ledger.view import PAGE_ROWS
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Event, Figure, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Side, Status, Track
from counterclaim.records.when import When


@pytest.fixture(scope="module")
def readings(made):
    return [made(number) for number in range(60)]


@pytest.fixture(scope="module")
def full(new_store, readings):
    """A ledger of sixty made articles, in no order."""
    with new_store() as store:
        for reading in random.Random(1).sample(readings, len(readings)):
            store.add(reading, claims_of(reading))
        yield store


@pytest.fixture(scope="module")
def everything(readings):
    return [claim for reading in readings for claim in claims_of(reading)]


def ids(claims):
    return sorted(claim.id for claim in claims)


CONDITIONS = [
    (ClaimFilter(kind="figure"), lambda c: c.kind == "figure"),
    (ClaimFilter(track=Track.LOSSES), lambda c: c.track is Track.LOSSES),
    (ClaimFilter(actor="ukraine-general"), lambda c: c.actor == "ukraine-general"),
    (ClaimFilter(side=Side.RUSSIA), lambda c: c.side is Side.RUSSIA),
    (ClaimFilter(outlet="Valley Mail"), lambda c: c.article.outlet == "Valley Mail"),
    (ClaimFilter(measure=Measure.AREA), lambda c: c.measure is Measure.AREA),
    (ClaimFilter(event_type=EventType.AID), lambda c: c.event_type is EventType.AID),
    (ClaimFilter(status=Status.ALLEGED), lambda c: c.status is Status.ALLEGED),
    (ClaimFilter(act=Act.ASSERT), lambda c: c.act is Act.ASSERT),
    (ClaimFilter(act=Act.DENY), lambda _: False),
    (ClaimFilter(narrator=True), lambda c: c.narrator),
    (ClaimFilter(narrator=False), lambda c: not c.narrator),
    (ClaimFilter(source="GOVERNOR OF t"), lambda c: "governor of t" in (c.source or "").lower()),
    (ClaimFilter(source="%"), lambda _: False),
    (ClaimFilter(min_confidence=0.8), lambda c: (c.confidence or 0) >= 0.8),
    (ClaimFilter(min_statement=0.8), lambda c: c.kind != "statement" or (c.confidence or 0) >= 0.8),
    (ClaimFilter(search="attacked dawn"), lambda c: "attacked" in c.context and "dawn" in c.context),
    (ClaimFilter(search='"would likely fall"'), lambda c: "would likely fall" in c.context),
    (ClaimFilter(search='"likely would fall"'), lambda _: False),
    (
        ClaimFilter(kind="event", track=Track.TALKS, side=Side.US),
        lambda c: (c.kind, c.track, c.side) == ("event", Track.TALKS, Side.US),
    ),
    (
        ClaimFilter(since=dt.date(2023, 1, 1), until=dt.date(2023, 12, 31), dated=Dated.PUBLISHED),
        lambda c: c.article.published.first.year == 2023,
    ),
    (
        ClaimFilter(until=dt.date(2023, 6, 30), kind="event", dated=Dated.PUBLISHED),
        lambda c: c.kind == "event" and c.article.published.first <= dt.date(2023, 6, 30),
    ),
    (
        ClaimFilter(since=dt.date(2024, 1, 1), dated=Dated.SAID),
        lambda c: c.said is not None and c.said.last >= dt.date(2024, 1, 1),
    ),
]


@pytest.mark.parametrize(("wanted", "meets"), CONDITIONS, ids=lambda v: str(v) if isinstance(v, ClaimFilter) else "")
def test_a_filter_gives_exactly_the_claims_that_meet_it(full, everything, wanted, meets):
    assert ids(full.claims(wanted)) == ids(filter(meets, everything))


@pytest.mark.parametrize("typed", ["dawn", "attacked dawn", '"would likely fall"', "zebra"])
def test_words_that_very_many_claims_hold_are_found_the_other_way_with_the_same_result(full, typed, monkeypatch):
    wanted = ClaimFilter(search=typed, side=Side.UKRAINE)
    one_way = list(full.claims(wanted))
    monkeypatch.setattr(stretches, "MANY_MATCHES", 1)
    assert list(full.claims(wanted)) == one_way


def test_claims_come_by_day_of_publication_then_by_place_in_the_text(full, everything):
    listed = list(full.claims())
    assert ids(listed) == ids(everything)
    keys = [(c.article.published.first, c.article.id[:5], c.span.start, KINDS.index(c.kind), c.id) for c in listed]
    assert keys == sorted(keys)


@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_join_to_the_whole_listing(full, size):
    wanted = ClaimFilter(kind="figure")
    pages, last = [], None
    while page := list(full.claims(wanted, after=last, limit=size)):
        pages += page
        last = page[-1].id
    assert pages == list(full.claims(wanted))


def test_a_listing_longer_than_a_page_of_rows_is_whole(full, everything):
    assert len(everything) > 2 * PAGE_ROWS
    assert len(list(full.claims(limit=PAGE_ROWS + 1))) == PAGE_ROWS + 1
    assert list(full.claims(limit=0)) == []


def test_a_listing_stays_as_the_ledger_was_when_it_began(store, made):
    for number in range(40):
        store.add(made(number), claims_of(made(number)))
    expected = ids(store.claims())
    listing = store.claims()
    seen = [next(listing)]
    newer = Reader("9.0", ())
    for number in range(80):  # half of it read anew without anything found, half of it new
        reading = made(number, newer)
        reading = replace(reading, attributions=(), figures=(), events=(), forecasts=()) if number < 40 else reading
        store.add(reading, claims_of(reading))
    seen += listing
    assert ids(seen) == expected


def test_going_on_behind_a_claim_that_is_not_there_says_so(full):
    with pytest.raises(UnknownId, match="there is none"):
        next(full.claims(after="c0000000000000000"))


def test_an_article_may_be_named_by_the_beginning_of_its_id(full, readings):
    some = readings[7]
    assert list(full.claims(ClaimFilter(article=some.article.id[:16]))) == list(claims_of(some))


def test_dates_are_held_against_what_a_claim_is_about(store):
    text = "Boats sank in May. " * 3
    events = (
        Event("e1", Span(0, 10), Span(6, 10), EventType.ASSAULT, when=When.parse("2024-05")),
        Event("e2", Span(19, 29), Span(25, 29), EventType.ASSAULT, when=When.parse("2024-06-10")),
        Event("e3", Span(38, 48), Span(44, 48), EventType.ASSAULT),
    )
    reading = Reading(Article(text), Reader("1", ()), Published(When.parse("2024-07-01"), "given"), events=events)
    store.add(reading, claims_of(reading))

    def found(since, until, dated=Dated.ABOUT):
        wanted = ClaimFilter(since=dt.date.fromisoformat(since), until=dt.date.fromisoformat(until), dated=dated)
        return [claim.local for claim in store.claims(wanted)]

    assert found("2024-05-31", "2024-06-09") == ["e1"]  # an interval that shares one day with the window
    assert found("2024-06-01", "2024-06-30") == ["e2"]
    assert found("2024-07-01", "2024-07-01") == ["e3"]  # nothing better known than the day of publication
    assert found("2024-07-01", "2024-07-01", Dated.PUBLISHED) == ["e1", "e2", "e3"]
    assert found("2020-01-01", "2030-01-01", Dated.SAID) == []


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        '""',
        "AND",
        "a OR b",
        "(",
        "NEAR(x y)",
        "context:x",
        "*",
        "^x",
        "-x",
        "'",
        "\\",
        "%",
        "Київ",
        "x\0y",
    ],
)
def test_nothing_that_is_typed_into_the_search_is_an_operator_or_an_error(full, typed):
    list(full.claims(ClaimFilter(search=typed), limit=3))


def test_a_search_without_any_word_finds_nothing(full):
    assert list(full.claims(ClaimFilter(search="!?"))) == []


def test_search_finds_other_forms_of_a_word_and_does_not_mind_accents(store):
    text = "Bürgermeister Núñez evacuated 40 families."
    figure = Figure("f1", Span(30, 32), "40", 40.0, 40.0, False, Measure.DISPLACED)
    reading = Reading(Article(text), Reader("1", ()), None, figures=(figure,))
    store.add(reading, claims_of(reading))
    for typed in ("evacuation", "evacuating family", "nunez", "BURGERMEISTER"):
        assert len(list(store.claims(ClaimFilter(search=typed)))) == 1


def test_articles_come_by_day_of_publication_and_undated_ones_last(store, clock):
    for name, day in (("b", "2024-05-03"), ("a", None), ("c", "2023-01-01")):
        published = Published(When.parse(day), "the text says so") if day else None
        store.add(Reading(Article(f"Text {name}.", path=name, outlet="The Bell"), Reader("1", ()), published), ())
    entries = list(store.articles())
    assert [entry.path for entry in entries] == ["c", "b", "a"]
    assert entries[1] == ArticleEntry(
        id=entries[1].id,
        path="b",
        title=None,
        outlet="The Bell",
        author=None,
        url=None,
        language=None,
        published=When.parse("2024-05-03"),
        basis="the text says so",
        chars=7,
        claims=0,
        reader="1",
        added="2024-05-01T00:00:00.000000Z",
    )
    assert [e.path for e in store.articles(limit=2)] == ["c", "b"]
    assert [e.path for e in store.articles(after=entries[1].id)] == ["a"]


def test_sources_are_listed_with_their_claims_and_days(store):
    text = "The mayor said so. The mayor said so. It was reported so. So it is."

    def said(number, name, start):
        source = Source((Span(start, start + 9),), "The mayor", name, "mayor-1", Side.OTHER) if name else None
        span = Span(start + 10, start + 17)
        return Attribution(f"a{number}", source, (), (), (span,), Quote.INDIRECT, Act.ASSERT, None, 0.9)

    attributions = (said(1, "Mayor of Tarn", 0), said(2, "Mayor of Tarn", 19), said(3, None, 38))
    published = Published(When.parse("2024-05-03/2024-05-04"), "given")
    event = Event("e1", Span(58, 66), Span(61, 63), EventType.STATEMENT)  # the narrator's
    reading = Reading(Article(text), Reader("1", ()), published, attributions=attributions, events=(event,))
    store.add(reading, claims_of(reading))
    first, last = dt.date(2024, 5, 3), dt.date(2024, 5, 4)
    assert list(store.sources()) == [
        SourceEntry("Mayor of Tarn", "mayor-1", Side.OTHER, 2, first, last),
        SourceEntry(None, None, None, 1, first, last),
    ]


def test_an_empty_ledger_lists_nothing(store):
    assert list(store.claims()) == list(store.articles()) == list(store.sources()) == list(store.runs()) == []
    assert store.counts().claims == 0
    assert len(store.digest()) == 64


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ClaimFilter(kind="figure", event_type=EventType.ASSAULT), True),
        (ClaimFilter(kind="statement", measure=Measure.KILLED), True),
        (ClaimFilter(measure=Measure.KILLED, status=Status.HAPPENED), True),
        (ClaimFilter(kind="event", event_type=EventType.ASSAULT, status=Status.HAPPENED), False),
        (ClaimFilter(kind="forecast"), False),
        (ClaimFilter(), False),
    ],
)
def test_what_no_claim_can_be_is_not_looked_for(store, wanted, expected):
    assert contradicts_itself(wanted) is expected
    if expected:
        assert list(store.claims(wanted)) == []
