"""Claims and readings come back from the ledger as they went in, whatever is in them."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import RecordError
from counterclaim.ledger.claims import KINDS
from counterclaim.ledger.rows import about, claim_from, claim_row, first_position_after, position_of, written
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Status, Track
from counterclaim.records.when import When

spans = st.tuples(st.integers(0, 10**6), st.integers(1, 500)).map(lambda t: Span(t[0], t[0] + t[1]))
words = st.text(string.printable + "“”—Київ🛰", max_size=20)
maybe_words = st.none() | words
names = st.lists(words, max_size=3).map(tuple)
whens = (
    st.none() | st.dates().map(When.day) | st.sampled_from(["2022", "2022-03", "2022-02-24/2022-03"]).map(When.parse)
)
amounts = st.none() | st.integers(0, 10**9).map(float) | st.floats(-1e9, 1e9)
refs = st.builds(
    ArticleRef, st.text("0123456789abcdef", min_size=64, max_size=64), maybe_words, maybe_words, maybe_words, whens
)


def one_of(kind):
    return st.none() | st.sampled_from(kind)


claims = st.builds(
    Claim,
    id=st.text("0123456789abcdef", min_size=16, max_size=16).map("c".__add__),
    kind=st.sampled_from(["statement", "figure", "event", "forecast"]),
    article=refs,
    span=spans,
    text=words,
    sentence=spans,
    context=words,
    source=maybe_words,
    source_text=maybe_words,
    source_spans=st.lists(spans, max_size=3).map(tuple),
    actor=maybe_words,
    side=one_of(Side),
    narrator=st.booleans(),
    via=names,
    track=one_of(Track),
    said=whens,
    confidence=st.none() | st.floats(0, 1),
    local=words,
    cue=maybe_words,
    quote=one_of(Quote),
    act=one_of(Act),
    measure=one_of(Measure),
    low=amounts,
    high=amounts,
    approximate=st.booleans(),
    of=maybe_words,
    of_actor=maybe_words,
    unit=maybe_words,
    by=maybe_words,
    since=whens,
    as_of=whens,
    place=maybe_words,
    modality=one_of(Modality),
    event_type=one_of(EventType),
    mode=maybe_words,
    trigger=maybe_words,
    actors=names,
    targets=names,
    when=whens,
    where=names,
    status=one_of(Status),
    horizon=whens,
    made=whens,
    likelihood=st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1)),
    wording=maybe_words,
)


@given(claims)
def test_every_claim_comes_back_from_its_row(claim):
    assert claim_from(claim_row(claim), claim.article) == claim


@given(claims, claims)
def test_claims_that_differ_have_different_marks(one, other):
    alike = claim_row(one) | {"local": ""} == claim_row(other) | {"local": ""}
    assert (claim_row(one)["mark"] == claim_row(other)["mark"]) == alike or one.article.title != other.article.title


@given(st.dates(), st.dates(), st.integers(0, 10**6), st.integers(0, 10**6), refs, st.sampled_from(KINDS))
def test_claims_are_ordered_by_day_and_then_by_place(day, other, start, later, ref, kind):

    def place(when, start):
        return position_of(ref.id, When.day(when), start, kind)

    first, second = place(day, start), place(other, later)
    in_range = min(day.year, other.year) >= 1700 and max(day.year, other.year) < 2400
    if in_range and day != other:
        assert (first < second) == (day < other)
    if day == other and start != later:
        assert (first < second) == (start < later)
    assert 0 <= first < position_of(ref.id, None, 0, "statement") <= 2**63 - 1


@given(st.dates(), st.dates(), refs, st.sampled_from(KINDS))
def test_the_walk_up_to_a_day_reaches_everything_published_until_then(until, day, ref, kind):
    if day <= until:
        assert position_of(ref.id, When.day(day), 10**9, kind) < first_position_after(until)
    elif until.year > 1700 and day.year < 2400:
        assert position_of(ref.id, When.day(day), 0, kind) >= first_position_after(until)
    assert position_of(ref.id, None, 0, kind) >= first_position_after(until)


def test_a_date_whose_written_form_stands_for_other_days_is_refused():
    day = When.parse("2024-05-03")
    with pytest.raises(RecordError, match="does not stand for"):
        written(When(day.first, day.last, "2024-05"))


@given(claims, st.sampled_from(["when", "as_of", "horizon", "said"]))
def test_a_claim_is_about_its_own_days_before_those_of_its_saying(claim, field):
    bare = replace(claim, when=None, as_of=None, horizon=None, said=None)
    assert about(bare) == claim.article.published
    day = When.parse("2024-05-03")
    assert about(replace(bare, **{field: day})) == day
    assert about(replace(bare, said=When.parse("2024-05-09"), **({field: day} if field != "said" else {}))) == (
        day if field != "said" else When.parse("2024-05-09")
    )
