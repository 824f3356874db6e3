"""What pages look up in a ledger is what going through all of its claims gives, in each kind of database."""

import datetime as dt
from collections import Counter

import pytest
from sqlalchemy import text

from counterclaim.errors import UnknownId
from counterclaim.flow import Ledger, analysing
from counterclaim.flow.asking import all_questions, bring_up_to_date, is_up_to_date
from counterclaim.flow.catalogue import HeldCatalogue, KeptCatalogue, QuestionsWanted, catalogue_of
from counterclaim.flow.happenings import HeldHappenings, KeptHappenings, happenings_of
from counterclaim.ledger import page_tables
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.migrate import migrate, revision_of
from counterclaim.ledger.migrations import HEAD
from counterclaim.ledger.named_places import named_places
from counterclaim.ledger.page_rows import Days
from counterclaim.ledger.store import ClaimFilter
from counterclaim.ledger.tallies import claims_of_articles, published_between, quoted_by, sizes_of
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Event, Forecast, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Quote, Track
from counterclaim.records.when import When

ARTICLES = 40
LATER_INDEXES = ("ix_reading_ended",)  # of steps behind the one that prepares pages


@pytest.fixture(scope="module")
def ledger(new_store, made):
    """Articles of three weeks, so that they speak of the same days."""
    store = new_store()
    for number in range(ARTICLES):
        reading = made(number, days=20)
        store.add(reading, claims_of(reading))
    bring_up_to_date(store)
    return Ledger(store, store)


@pytest.fixture(scope="module")
def held(ledger):
    return HeldCatalogue(all_questions(ledger))


@pytest.mark.parametrize(
    "wanted",
    [
        QuestionsWanted(),
        QuestionsWanted(statuses=("disputed",)),
        QuestionsWanted(statuses=("reported", "multiply-reported"), several=True),
        QuestionsWanted(track="losses", kind="figure"),
        QuestionsWanted(words="how MANY"),
        QuestionsWanted(words="nobody asks that"),
    ],
)
def test_questions_are_listed_the_same_out_of_the_index_and_when_all_are_held(ledger, held, wanted):
    kept = catalogue_of(ledger)
    assert isinstance(kept, KeptCatalogue)
    every = list(held.wanted(wanted))
    assert list(kept.wanted(wanted)) == every
    assert list(kept.wanted(wanted, few=1)) == every
    if every:
        behind = every[len(every) // 2].id
        assert list(kept.wanted(wanted, after=behind)) == list(held.wanted(wanted, after=behind))


def test_questions_are_found_by_id_by_claim_and_counted_the_same(ledger, held):
    kept = catalogue_of(ledger)
    every = list(held.wanted())
    claims = [claim.id for claim in ledger.claims()]
    assert len(every) > 50
    assert [kept.one(question.id) for question in every] == every
    assert kept.one(every[0].id[:12]) == every[0]
    assert kept.several(["q0", every[3].id, every[1].id]) == [every[3], every[1]]
    assert kept.of_claims(claims) == held.of_claims(claims)
    assert kept.beside_others(claims) == held.beside_others(claims) != set()
    assert kept.counts() == held.counts()
    assert kept.counts().total == len(every)


@pytest.mark.parametrize("form", [catalogue_of, lambda ledger: HeldCatalogue(all_questions(ledger))])
def test_a_question_that_is_not_there_is_named(ledger, form):
    catalogue = form(ledger)
    with pytest.raises(UnknownId, match="no questions have an id that begins with 'qzz'"):
        catalogue.one("qzz")
    with pytest.raises(UnknownId, match="no questions have"):
        catalogue.one("")
    with pytest.raises(UnknownId, match="no question has the id 'qzz'; it may have changed"):
        list(catalogue.wanted(after="qzz"))


@pytest.mark.parametrize(
    "days",
    [
        Days(),
        Days(since="2022-03-01", until="2022-03-05"),
        Days(track="strikes"),
        Days(until="2022-02-26", track="talks"),
        Days(since="2030-01-01"),
    ],
)
def test_events_stand_on_the_timeline_in_one_order_each_once(ledger, days):
    kept, every = happenings_of(ledger), HeldHappenings(ledger.claims(ClaimFilter(kind="event")))
    assert isinstance(kept, KeptHappenings)
    found = list(every.within(days))
    assert list(kept.within(days)) == found
    assert list(kept.within(days, limit=3)) == found[:3]
    assert kept.by_stretch() == every.by_stretch()
    assert sum(row[-1] for row in kept.by_stretch()) == len(list(every.within(Days())))
    if found:
        behind = found[len(found) // 2].claim.id
        assert list(kept.within(days, after=behind)) == list(every.within(days, after=behind))
    assert kept.undated() == every.undated()


def test_a_timeline_behind_an_event_that_is_not_there_is_refused(ledger):
    with pytest.raises(UnknownId, match="no event has the id 'c0'"):
        next(happenings_of(ledger).within(Days(), after="c0"))


def foretold(day, words, **event):
    """An article that foresees the fall of Kolminsk, or tells of fighting there."""
    when = When.day(dt.date.fromisoformat(day))
    span = Span(0, len(words))
    said = Attribution("a1", Source((Span(0, 9),), words[:9], words[:9]), (), (Span(10, 14),), (span,), Quote.INDIRECT,
                       Act.PREDICT, None, 0.9)  # fmt: skip
    told = Event("e1", span, Span(0, 5), EventType.ASSAULT, when=when, where=("Kolminsk",), track=Track.STRIKES)
    return Reading(
        Article(words, path=f"{day}.txt", outlet="Valley Mail", published=Published(when, "given")),
        Reader("0.1.0", ()),
        Published(when, "given"),
        attributions=() if event else (said,),
        forecasts=() if event else (Forecast("p1", span, "a1", When.day(when.first + dt.timedelta(days=7)), None),),
        events=(told,) if event else (),
    )


def test_what_bears_on_forecasts_is_found_by_place(new_store):
    store = new_store()
    for reading in (
        foretold("2023-05-02", "An expert said that Kolminsk would fall within a week."),
        foretold("2023-05-01", "Shells hit the station of Kolminsk.", event=True),
        foretold("2023-05-12", "Rebels stormed the bridge of Kolminsk.", event=True),
        foretold("2023-05-14", "Rebels stormed the mill of Kolminsk.", event=True),
    ):
        store.add(reading, claims_of(reading))
    bring_up_to_date(store)
    ledger, on = Ledger(store, store), dt.date(2023, 6, 1)
    [forecast] = ledger.forecasts(on)
    assert [found.claim.text for found in forecast.evidence] == [
        "Rebels stormed the bridge of Kolminsk.",
        "Rebels stormed the mill of Kolminsk.",
    ]
    assert analysing.with_evidence(ledger, analysing.listed_forecasts(ledger, on)) == (forecast,)


def test_sums_are_those_of_all_claims(ledger):
    claims = list(ledger.claims())
    articles = Counter(claim.article.id for claim in claims)
    outlet = claims[0].article.outlet
    quoted = Counter(c.source for c in claims if c.source and c.article.outlet == outlet)
    sizes = sizes_of(ledger.view)
    assert (sizes.articles, sizes.claims) == (ARTICLES, len(claims))
    assert sizes.sources == len({claim.source for claim in claims if claim.source})
    assert claims_of_articles(ledger.view, articles) == articles
    found = quoted_by(ledger.view, outlet, 5)
    assert list(found) == sorted(quoted.items(), key=lambda item: (-item[1], item[0]))[:5]
    published = [claim.article.published for claim in claims]
    between = published_between(ledger.view)
    assert (between.first, between.last) == (min(p.first for p in published), max(p.last for p in published))


def test_places_are_counted_with_their_first_claims(ledger):
    told = [claim for claim in ledger.claims() if claim.kind in {"event", "figure"}]
    counts = Counter((p.lat, p.lon, p.reach_km) for claim in told for p in claim.located)
    places, unlocated = named_places(ledger.view, 2)
    assert {(p.lat, p.lon, p.km): p.claims for p in places} == counts
    assert unlocated == sum(not claim.located for claim in told)
    for place in places:
        here = [
            c for c in told if any((p.lat, p.lon, p.reach_km) == (place.lat, place.lon, place.km) for p in c.located)
        ]
        assert list(place.first) == here[:2]


def test_a_withdrawn_article_leaves_what_was_prepared_and_comes_back(new_store, made):
    store = new_store()
    for number in range(3):
        store.add(made(number), claims_of(made(number)))
    ledger = Ledger(store, store)
    ledger.compare()
    before = list(happenings_of(ledger).within(Days()))
    gone = made(1).article.id
    decision = ledger.withdraw(gone, "not ours")
    left = list(happenings_of(ledger).within(Days()))
    assert left == [found for found in before if found.claim.article.id != gone] != before
    ledger.withdraw(decision.id, "ours after all")
    assert [found.claim.id for found in happenings_of(ledger).within(Days())] == [found.claim.id for found in before]


def test_what_people_decided_about_questions_stands_in_the_list_and_nothing_else_is_held(new_store, made):
    store = new_store()
    for number in range(ARTICLES):
        reading = made(number, days=20)
        store.add(reading, claims_of(reading))
    ledger = Ledger(store, store)
    ledger.compare()
    several = [q for q in ledger.questions(kind="figure") if len(q.accounts) > 2]
    one, other, third = several[:3]
    ledger.decide("merge", one.id, others=(other.id,), reason="one count", reviewer="Ana")
    ledger.decide("split", third.id, others=(third.accounts[0].claim.id,), reason="another town", reviewer="Ana")
    ledger.decide("pin", several[-1].id, fields={"title": "Who counts here?"}, reason="clearer", reviewer="Ana")
    kept, held = catalogue_of(ledger), HeldCatalogue(all_questions(ledger))
    every = list(held.wanted())
    assert any(question.title == "Who counts here?" for question in every)
    assert other.id not in {question.id for question in every}
    assert list(kept.wanted()) == every
    assert [kept.one(question.id) for question in every] == every
    assert list(kept.wanted(after=every[4].id)) == every[5:]
    claims = [claim.id for claim in ledger.claims()]
    assert kept.of_claims(claims) == held.of_claims(claims)
    assert kept.counts() == held.counts()
    assert kept.several([one.id, other.id]) == held.several([one.id, other.id])
    with pytest.raises(UnknownId):
        kept.one(other.id)


def test_a_ledger_of_before_is_prepared_when_its_claims_are_next_compared(new_store, made):
    store = new_store()
    for number in range(6):
        store.add(made(number), claims_of(made(number)))
    ledger = Ledger(store, store)
    ledger.compare()
    before = ledger.questions(), list(happenings_of(ledger).within(Days()))
    with store.backend.writing() as connection:
        for table in (page_tables.answer, page_tables.scene, page_tables.happening, page_tables.prepared_article,
                      page_tables.prepared):  # fmt: skip
            table.drop(connection)
        for name in LATER_INDEXES:
            connection.execute(text(f"DROP INDEX {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))
        migrate(connection)
        assert revision_of(connection) == HEAD
    assert not is_up_to_date(store)
    assert isinstance(happenings_of(ledger), HeldHappenings)
    assert ledger.compare() == 6
    assert isinstance(happenings_of(ledger), KeptHappenings)
    assert (ledger.questions(), list(happenings_of(ledger).within(Days()))) == before
    assert list(catalogue_of(ledger).wanted()) == list(before[0])
