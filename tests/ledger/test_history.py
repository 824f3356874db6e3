"""The ledger as it stood, and what changed since."""

import datetime as dt
from dataclasses import replace

import pytest

from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ChangeKind, ClaimFilter
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Figure, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import Measure

OLD, NEW = Reader("0.1.0", ()), Reader("0.2.0", ())
TEXT = "Storms sank 12 boats off Merin and 3 off Tarn."
SUNK = Figure("f1", Span(12, 14), "12", 12.0, 12.0, False, Measure.DESTROYED)
MORE = Figure("f2", Span(35, 36), "3", 3.0, 3.0, False, Measure.DESTROYED)


def add(store, *figures, reader=OLD, text=TEXT, run=None):
    reading = Reading(Article(text, path="a.txt"), reader, None, figures=figures)
    return store.add(reading, claims_of(reading), run=run)


def day(text):
    return dt.date.fromisoformat(text)


def lows(view, **conditions):
    return [claim.low for claim in view.claims(ClaimFilter(**conditions))]


@pytest.fixture
def reread(store, clock):
    """An article read on 1 May, and read anew on 3 May: one figure revised, one withdrawn, one found."""
    clock.at = "2024-05-01T10:00:00+00:00"
    add(store, SUNK, MORE)
    clock.at = "2024-05-03T10:00:00+00:00"
    late = replace(SUNK, id="f2", span=Span(25, 30), text="Merin", measure=Measure.COUNT)
    add(store, replace(SUNK, low=13.0), late, reader=NEW)
    return store


def test_the_ledger_can_be_asked_what_it_held_on_a_day(reread):
    assert lows(reread) == [13.0, 12.0]
    assert lows(reread.as_of(day("2024-05-03"))) == [13.0, 12.0]
    assert lows(reread.as_of(day("2024-05-02"))) == [12.0, 3.0]
    assert lows(reread.as_of(day("2024-04-30"))) == []


def test_a_moment_within_a_day_is_told_apart(reread):
    before, after = dt.datetime(2024, 5, 3, 9, 59, tzinfo=dt.UTC), dt.datetime(2024, 5, 3, 10, 0, tzinfo=dt.UTC)
    assert lows(reread.as_of(before)) == [12.0, 3.0]
    assert lows(reread.as_of(after)) == [13.0, 12.0]
    east = dt.timezone(dt.timedelta(hours=3))
    assert lows(reread.as_of(dt.datetime(2024, 5, 3, 12, 59, tzinfo=east))) == [12.0, 3.0]


def test_every_query_is_as_of_that_day(reread, clock):
    clock.at = "2024-05-05T00:00:00+00:00"
    run = reread.begin_run()
    add(reread, text="Another article with 12 boats.", run=run)
    reread.add_drops(run, [Drop("x", "not text")])
    reread.see(Article(TEXT, path="b.txt"))
    reread.finish_run(run, {"kept": 1})
    then = reread.as_of(day("2024-05-02"))
    assert then.counts() == replace(
        then.counts(), articles=1, readings=1, claims=2, superseded_claims=0, runs=0, dropped=0
    )
    assert len(list(then.articles())) == 1
    assert then.reading(Article(TEXT).id).reader == OLD
    assert [s.path for s in then.sightings(Article(TEXT).id)] == ["a.txt"]
    assert (list(then.runs()), list(then.drops())) == ([], [])
    assert then.digest() != reread.digest()
    assert lows(then, search="storms") == [12.0, 3.0]
    assert then.claim(next(then.claims()).id).low == 12.0
    assert (reread.counts().runs, reread.counts().dropped) == (1, 1)


def test_the_digest_of_a_day_is_the_one_that_was_given_on_that_day(store, clock, made):
    digests = {}
    for number in range(5):
        clock.at = f"2024-05-0{number + 1}T00:00:00+00:00"
        store.add(made(number // 2, Reader(f"0.{number}", ())), claims_of(made(number // 2)))
        digests[clock.at[:10]] = store.digest()
    assert {on: store.as_of(day(on)).digest() for on in digests} == digests
    assert len(set(digests.values())) == 5


def test_what_changed_is_told_claim_by_claim(reread):
    changes = {change.claim.measure: change for change in reread.changes(day("2024-05-02"))}
    assert sorted((c.kind, c.claim.low) for c in reread.changes(day("2024-05-02"))) == [
        (ChangeKind.ADDED, 12.0),
        (ChangeKind.REVISED, 13.0),
        (ChangeKind.WITHDRAWN, 3.0),
    ]
    [revised] = [c for c in reread.changes(day("2024-05-02")) if c.kind is ChangeKind.REVISED]
    assert (revised.before.low, revised.before.article.path) == (12.0, "a.txt")
    assert all(change.at == "2024-05-03T10:00:00.000000Z" for change in changes.values())


def test_changes_between_two_days_leave_out_what_came_later(reread):
    assert [c.kind for c in reread.changes(day("2024-04-30"), day("2024-05-02"))] == [ChangeKind.ADDED] * 2
    assert [c.kind for c in reread.changes(day("2024-04-30"))] == [ChangeKind.ADDED] * 2
    assert list(reread.changes(day("2024-05-03"))) == []
    assert list(reread.changes(day("2024-05-03"), day("2024-05-01"))) == []


def test_what_came_and_went_in_between_is_not_told(store, clock):
    for number, figures in enumerate(((SUNK,), (SUNK, MORE), (SUNK,))):
        clock.at = f"2024-05-0{number + 1}T00:00:00+00:00"
        add(store, *figures, reader=Reader(f"0.{number}", ()))
    assert list(store.changes(day("2024-05-01"))) == []


def test_a_change_names_the_run_that_made_it(store):
    run = store.begin_run()
    add(store, SUNK, run=run)
    [change] = store.changes(day("2024-04-01"))
    assert change.run == run
    assert change.version


def test_a_clock_that_is_set_back_does_not_reorder_the_history(store, clock):
    clock.at = "2024-05-03T00:00:00+00:00"
    add(store, SUNK)
    clock.at = "2024-05-01T00:00:00+00:00"
    add(store, SUNK, MORE, reader=NEW)
    assert lows(store.as_of(day("2024-05-02"))) == []
    assert lows(store.as_of(day("2024-05-03"))) == [12.0, 3.0]
