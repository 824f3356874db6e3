"""The kept questions are those of all claims at once, whatever came in when, was read anew or withdrawn."""

import datetime as dt
import gc
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.comparison import blocks
from counterclaim.comparison.questions import find_questions
from counterclaim.flow import Ledger, asking
from counterclaim.flow.comparing import refresh
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import open_store
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Event, Figure, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Side
from counterclaim.records.when import When

READER = Reader("0.1.0", (("made", "1"),))
FERRY = (
    "A ferry carrying farm workers capsized in the Ostrava lagoon before dawn after its engine failed, harbourmaster "
    "Teodor Lanza said. {n} passengers drowned. Fishermen from Pellworm pulled survivors onto a jetty while divers "
    "searched the flooded hull for a missing steward. Rebel shells destroyed the grain terminal at Massawa."
)
MARKET = (
    "Shells struck a covered market in Brezno at noon and set textile stalls alight, the mayor Ilona Kovacs told "
    "reporters. {n} people died. Firemen said that the roof of the fish hall had fallen in and a tram depot nearby "
    "was burning. Rebel shells have destroyed a grain terminal in Massawa."
)


def reading_of(number, template, day, toll, measure=Measure.KILLED, source="Eritrea"):
    text = f"Dispatch {number}. " * (number % 3) + template.format(n=toll)
    at = text.index(str(toll), text.index("Teodor" if "Teodor" in text else "Ilona"))
    said = text.index("Rebel")
    when = When.day(dt.date(2024, 4, 19) + dt.timedelta(days=day))  # the days of the tests lie in two months
    article = Article(text, path=f"{number}.txt", outlet=f"Outlet {number % 4}", published=Published(when, "given"))
    shells = text.find("Shells struck")
    events = ()
    if shells >= 0:
        span = Span(shells, shells + 40)
        events = (
            Event(
                "e1",
                span,
                Span(shells, shells + 6),
                EventType.ASSAULT,
                actors=("Eritrea",),
                where=("Brezno",),
                when=when,
            ),
        )
    return Reading(
        article,
        READER,
        article.published,
        attributions=(
            Attribution(
                "a1",
                Source((Span(0, 1),), text[:1], name=source, side=Side.OTHER),
                (),
                (),
                (Span(said, len(text) - 1),),
                Quote.INDIRECT,
                Act.ASSERT,
                None,
                0.9,
            ),
        ),
        figures=(
            Figure(
                "f1", Span(at, at + len(str(toll))), str(toll), float(toll), float(toll), False, measure, of="people"
            ),
        ),
        events=events,
    )


def all_at_once(store):
    with Ledger.open(store.path, read_only=True) as whole:
        return find_questions(whole.claims(), *whole.kinships())


articles = st.lists(
    st.tuples(
        st.sampled_from((FERRY, MARKET)), st.integers(1, 28), st.integers(10, 14), st.sampled_from(("Eritrea", "UN"))
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_=articles,
    order=st.randoms(use_true_random=False),
    most=st.sampled_from((2, 200)),
    of_a_day=st.sampled_from((2, 200)),
    step=st.integers(1, 9),
)
def test_adding_one_by_one_gives_what_comparing_all_at_once_gives(
    tmp_path_factory, given_, order, most, of_a_day, step
):
    readings = [reading_of(i, text, day, toll, source=who) for i, (text, day, toll, who) in enumerate(given_)]
    order.shuffle(readings)
    with pytest.MonkeyPatch.context() as patch, open_store(str(tmp_path_factory.mktemp("war") / "l")) as store:
        patch.setattr(blocks, "MOST", most)
        patch.setattr(blocks, "MOST_OF_A_DAY", of_a_day)
        for start in range(0, len(readings), step):
            for reading in readings[start : start + step]:
                store.add(reading, claims_of(reading))
            asking.bring_up_to_date(store)
        assert asking.is_up_to_date(store)
        assert asking.kept_questions(store) == all_at_once(store)


def test_a_story_that_joins_another_leaves_no_question_of_its_block_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "MOST", 2)  # the story's three figures are taken apart by days before it joins
    ferry, *market = (1, 12), (1, 12), (2, 12), (2, 11), (1, 10)
    readings = [reading_of(i, MARKET, *day_and_toll) for i, day_and_toll in enumerate(market, 1)]
    readings = [readings[2], readings[0], readings[1], reading_of(0, FERRY, *ferry, source="UN"), readings[3]]
    with open_store(str(tmp_path / "l")) as store:
        for reading in readings:
            store.add(reading, claims_of(reading))
            asking.bring_up_to_date(store)
        assert asking.kept_questions(store) == all_at_once(store)


@pytest.mark.parametrize("most", [2, 200])
def test_what_is_read_anew_or_withdrawn_leaves_its_questions(tmp_path, monkeypatch, most):
    monkeypatch.setattr(blocks, "MOST", most)
    readings = [reading_of(i, (FERRY, MARKET)[i % 2], 3 + i % 4, 10 + i % 3) for i in range(8)]
    with Ledger.open(tmp_path / "l") as ledger:
        for reading in readings:
            ledger.store.add(reading, claims_of(reading))
        asking.bring_up_to_date(ledger.store)
        later = replace(
            reading_of(1, MARKET, 4, 14), article=readings[1].article, reader=Reader("0.2.0", READER.models), figures=()
        )
        ledger.store.add(later, claims_of(later))
        ledger.withdraw(readings[2].article.id, "told anew elsewhere", reviewer="Ana")
        asking.bring_up_to_date(ledger.store)
        assert asking.kept_questions(ledger.store) == all_at_once(ledger.store)
        told = {a.claim.article.id for q in asking.kept_questions(ledger.store) for a in q.accounts}
        assert readings[2].article.id not in told


def test_of_a_day_too_full_what_each_source_says_first_is_heard_and_the_rest_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "MOST", 2)
    monkeypatch.setattr(blocks, "MOST_OF_A_DAY", 2)
    told = [(12, "Eritrea"), (12, "Eritrea"), (12, "Eritrea"), (40, "UN")]
    readings = [reading_of(i, FERRY, 3, toll, source=who) for i, (toll, who) in enumerate(told)]
    with open_store(str(tmp_path / "l")) as store:
        for reading in readings:
            store.add(reading, claims_of(reading))
        asking.bring_up_to_date(store)
        [tolls] = [question for question in asking.kept_questions(store) if question.kind == "figure"]
    assert sorted(account.claim.low for account in tolls.accounts) == [12.0, 40.0]
    assert tolls.left_out == 2


def test_statements_that_say_the_same_for_months_are_questions_of_their_months(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "MOST", 3)
    readings = [reading_of(i, FERRY, day, 12 + i) for i, day in enumerate((2, 5, 8, 14, 17, 20))]  # 2 May is day 13
    with open_store(str(tmp_path / "l")) as store:
        for reading in readings:
            store.add(reading, claims_of(reading))
        asking.bring_up_to_date(store)
        said = [question for question in asking.kept_questions(store) if question.kind == "statement"]
    days = sorted([a.claim.article.published.text for a in question.accounts] for question in said)
    assert days == [["2024-04-21", "2024-04-24", "2024-04-27"], ["2024-05-03", "2024-05-06", "2024-05-09"]]


def test_a_page_of_entries_goes_on_where_the_page_before_ended(tmp_path):
    with open_store(str(tmp_path / "l")) as store:
        for i in random.Random(4).sample(range(12), 12):
            reading = reading_of(i, (FERRY, MARKET)[i % 2], 1 + 2 * i, 10 + i)
            store.add(reading, claims_of(reading))
        asking.bring_up_to_date(store)
        whole = asking.entries(store)
        first = asking.entries(store, limit=2)
        second = asking.entries(store, after=first[-1].id, limit=2)
        assert [e.id for e in (*first, *second)] == [e.id for e in whole[:4]]
        assert [e.id for e in whole] == [q.id for q in asking.kept_questions(store)]


def test_questions_that_come_a_page_at_a_time_are_the_kept_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "QUESTIONS_AT_A_TIME", 2)
    with Ledger.open(tmp_path / "l") as ledger:
        for i in range(6):
            reading = reading_of(i, (FERRY, MARKET)[i % 2], 1 + 2 * i, 10 + i)
            ledger.store.add(reading, claims_of(reading))
        assert list(asking.each_question(ledger)) == list(ledger.questions())  # the index is behind
        ledger.compare()
        assert list(asking.each_question(ledger)) == list(ledger.questions())
        assert len(ledger.questions()) > 2


def test_the_index_is_behind_until_it_is_brought_up_to_date(tmp_path):
    with open_store(str(tmp_path / "l")) as store:
        assert not asking.is_up_to_date(store)
        asking.bring_up_to_date(store)
        assert asking.is_up_to_date(store)
        reading = reading_of(1, FERRY, 3, 12)
        store.add(reading, claims_of(reading))
        assert not asking.is_up_to_date(store)
        assert asking.bring_up_to_date(store) == 1
        assert asking.bring_up_to_date(store) == 0


def test_garbage_is_collected_again_after_a_batch_that_failed():
    class Failing:
        def take_stale(self, _limit):
            assert not gc.isenabled()
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        refresh(Failing())
    assert gc.isenabled()
