"""What becomes of readings that are given to a ledger."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import LedgerError, RecordError, UnknownId
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.reading import Event, Figure, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Measure
from counterclaim.records.when import When

OLD, NEW = Reader("0.9.0", (("encoder", "1"),)), Reader("0.10.0", (("encoder", "1"),))
TEXT = "Storms sank 12 boats off Merin. Crews rescued 30 people."


def reading(text=TEXT, reader=OLD, low=12.0, **meta):
    return Reading(
        Article(text, **meta),
        reader,
        Published(When.parse("2024-05-03"), "given"),
        figures=(Figure("f1", Span(12, 14), text[12:14], low, low, False, Measure.DESTROYED),),
        events=(Event("e1", Span(32, 53), Span(38, 45), EventType.AID),),
    )


def add(store, reading, run=None):
    return store.add(reading, claims_of(reading), run=run)


def test_a_reading_and_its_claims_come_back_as_they_were_given(store):
    given = reading(path="a.txt", outlet="The Bell", title="Storm", header=Span(0, 3))
    assert add(store, given) is Added.NEW
    assert store.reading(given.article.id) == given
    assert store.article(given.article.id) == given.article
    assert tuple(store.claims()) == claims_of(given)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(number=st.integers(0, 10**6))
def test_made_readings_come_back_as_they_were_given(store, made, number):
    given = made(number)
    add(store, given)
    assert store.reading(given.article.id) == given
    assert all(store.claim(claim.id) == claim for claim in claims_of(given))


def test_the_same_reading_given_twice_changes_nothing(store):
    add(store, reading())
    before = store.digest(), store.counts()
    assert add(store, reading()) is Added.UNCHANGED
    assert (store.digest(), store.counts()) == before


def test_a_newer_reader_supersedes_and_what_it_reads_alike_stays(store):
    add(store, reading())
    assert add(store, reading(reader=NEW, low=13.0)) is Added.SUPERSEDED
    figure, event = store.claims()
    assert (figure.low, event.kind) == (13.0, "event")
    assert store.reading(figure.article.id).reader == NEW
    counts = store.counts()
    assert (counts.articles, counts.readings, counts.claims, counts.superseded_claims) == (1, 2, 2, 1)


def test_a_claim_that_a_newer_reader_no_longer_makes_does_not_hold(store):
    add(store, reading())
    add(store, replace(reading(reader=NEW), figures=()))
    assert [claim.kind for claim in store.claims()] == ["event"]
    assert store.counts().superseded_claims == 1


def test_an_older_reader_does_not_supersede_a_newer_one(store):
    add(store, reading(reader=NEW))
    assert add(store, reading(low=99.0)) is Added.UNCHANGED
    assert store.reading(reading().article.id).reader == NEW


def test_another_model_of_the_same_version_supersedes(store):
    add(store, reading())
    assert add(store, reading(reader=Reader("0.9.0", (("encoder", "2"),)))) is Added.SUPERSEDED


def test_whether_an_article_was_read_is_known_without_reading_it(store):
    article = reading().article
    assert not store.has_article(article, OLD)
    add(store, reading())
    assert store.has_article(article, OLD)
    assert not store.has_article(article, NEW)
    assert not store.has_article(replace(article, text="Another text."), OLD)


def test_metadata_that_the_ledger_lacks_is_worth_reading_for(store):
    add(store, reading())
    told = replace(reading().article, outlet="The Bell")
    assert not store.has_article(told, OLD)
    assert add(store, reading(outlet="The Bell")) is Added.SUPERSEDED
    assert {claim.article.outlet for claim in store.claims()} == {"The Bell"}
    assert store.has_article(told, OLD)
    assert store.has_article(reading().article, OLD)  # which now says less than the ledger knows


def test_copies_of_a_text_are_one_article_seen_in_several_places(store):
    add(store, reading(path="a.txt", outlet="The Bell"))
    assert add(store, reading(path="b.txt", outlet="The Horn")) is Added.UNCHANGED
    store.see(reading(path="c.txt").article)
    store.see(reading(path="c.txt").article)
    [entry] = store.articles()
    assert entry.outlet == "The Bell"
    assert [(s.path, s.outlet) for s in store.sightings(entry.id)] == [
        ("a.txt", "The Bell"),
        ("b.txt", "The Horn"),
        ("c.txt", None),
    ]


def test_what_the_ledger_knows_of_an_article_completes_it(store):
    add(store, reading(path="a.txt", outlet="The Bell", header=Span(0, 5)))
    told = Article(TEXT, path="b.txt", outlet="The Horn", title="Storm")
    assert store.complete(told) == Article(TEXT, path="b.txt", outlet="The Bell", title="Storm", header=Span(0, 5))
    assert store.complete(Article("Unknown.")) == Article("Unknown.")


def test_the_digest_does_not_depend_on_the_order_of_arrival(new_store, made):
    digests = set()
    for numbers in ((1, 2, 3), (3, 1, 2, 1)):
        with new_store() as store:
            for number in numbers:
                add(store, made(number))
            digests.add(store.digest())
    assert len(digests) == 1


def test_claims_of_another_article_are_refused_and_nothing_is_written(store, made):
    with pytest.raises(RecordError, match="is of article"):
        store.add(reading(), claims_of(made(1)))
    assert store.counts().articles == 0


def test_two_claims_with_one_id_are_refused_and_nothing_is_written(store):
    [claim, _] = claims_of(reading())
    with pytest.raises(RecordError, match="have the id"):
        store.add(reading(), [claim, claim])
    assert store.counts().articles == 0


def test_an_id_that_belongs_to_another_articles_claim_is_refused_and_nothing_is_written(store, made):
    add(store, made(1))
    taken = claims_of(made(1))[0].id
    [claim, _] = claims_of(reading())
    with pytest.raises(LedgerError, match="another article"):
        store.add(reading(), [replace(claim, id=taken)])
    assert store.counts().articles == 1


def test_a_run_keeps_its_counts_and_what_it_dropped(store):
    run = store.begin_run()
    drops = (
        Drop("a.bin", "not text", "3 NUL bytes"),
        Drop("“", "unmatched quotation mark", span=Span(3, 4)),
    )
    store.add_drops(run, drops)
    store.finish_run(run, {"kept": 0, "dropped": 2})
    other = store.begin_run()
    assert tuple(store.drops(run)) == drops
    assert tuple(store.drops(other)) == ()
    assert tuple(store.drops()) == drops
    [last, first] = store.runs()
    assert (last.number, last.finished) == (other, None)
    assert (first.number, dict(first.counts)) == (run, {"kept": 0, "dropped": 2})
    assert first.finished is not None


def test_an_id_may_be_shortened_as_long_as_only_one_begins_so(store, made):
    for number in range(20):
        add(store, made(number))
    ids = [claim.id for claim in store.claims()]
    assert store.claim(ids[7][:13]).id == ids[7]
    assert store.reading(made(3).article.id[:12]) == made(3)
    with pytest.raises(UnknownId, match="several begin so"):
        store.claim("c")
    with pytest.raises(UnknownId, match="there is none"):
        store.claim("cffffffffffffffff")
    with pytest.raises(UnknownId, match="there is none"):
        store.article("zzzz")
