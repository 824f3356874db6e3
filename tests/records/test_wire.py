"""The interchange form: every Reading comes back from its JSON as it went in."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import RecordError
from counterclaim.records import reading as r
from counterclaim.records.article import Article, Drop, Excluded, Published
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Status, Track
from counterclaim.records.when import When
from counterclaim.records.wire import number, reading_from_json, reading_to_json

TEXT = "The ministry said “40 of its soldiers” were killed near Orlivka on 3 May, according to an agency. " * 3

spans = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda t: Span(t[0], t[0] + t[1]))
several = st.lists(spans, min_size=1, max_size=3).map(tuple)
words = st.text(string.printable, max_size=12)
maybe_words = st.none() | words
whens = (
    st.none() | st.dates().map(When.day) | st.sampled_from(["2022", "2022-03", "2022-02-24/2022-03"]).map(When.parse)
)
sides = st.none() | st.sampled_from(Side)
amounts = st.none() | st.integers(0, 10**7).map(float) | st.floats(0, 1e6)
names = st.lists(words, max_size=2).map(tuple)

sources = st.none() | st.builds(
    r.Source, several, words, maybe_words, maybe_words, sides, kind=maybe_words, named=st.booleans()
)
relays = st.lists(st.builds(r.Relay, several, words, maybe_words), max_size=2).map(tuple)
attributions = st.builds(
    r.Attribution,
    id=words,
    source=sources,
    via=relays,
    cue=st.just(()) | several,
    content=several,
    quote=st.sampled_from(Quote),
    act=st.sampled_from(Act),
    said=whens,
    confidence=st.floats(0, 1),
    withheld=maybe_words,
    speech=st.just(()) | several,
)
figures = st.builds(
    r.Figure,
    id=words,
    span=spans,
    text=words,
    low=amounts,
    high=amounts,
    approximate=st.booleans(),
    measure=st.sampled_from(Measure),
    of=maybe_words,
    of_actor=maybe_words,
    unit=maybe_words,
    by=maybe_words,
    since=whens,
    as_of=whens,
    place=maybe_words,
    modality=st.sampled_from(Modality),
    attribution=maybe_words,
    rule=words,
)
events = st.builds(
    r.Event,
    id=words,
    span=spans,
    trigger=spans,
    type=st.sampled_from(EventType),
    mode=maybe_words,
    actors=names,
    targets=names,
    when=whens,
    where=names,
    status=st.sampled_from(Status),
    attribution=maybe_words,
    track=st.none() | st.sampled_from(Track),
    rule=words,
)
forecasts = st.builds(
    r.Forecast,
    id=words,
    span=spans,
    attribution=maybe_words,
    horizon=whens,
    made=whens,
    likelihood=st.none() | st.tuples(st.floats(0, 0.5), st.floats(0.5, 1)),
    wording=maybe_words,
    rule=words,
)
published = st.none() | st.builds(Published, whens.filter(bool), words)


def many(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


articles = st.builds(
    Article,
    text=st.just(TEXT),
    path=maybe_words,
    title=maybe_words,
    outlet=maybe_words,
    author=maybe_words,
    url=maybe_words,
    language=st.sampled_from([None, "en"]),
    published=published,
    header=st.none() | spans,
)
readings = st.builds(
    r.Reading,
    article=articles,
    reader=st.builds(r.Reader, words, st.just((("model", "1"), ("spacy", "3.8")))),
    published=published,
    excluded=many(st.builds(Excluded, spans, words)),
    attributions=many(attributions),
    figures=many(figures),
    events=many(events),
    forecasts=many(forecasts),
    times=many(st.builds(r.Time, spans, maybe_words, whens, words)),
    places=many(
        st.builds(
            r.Place, spans, words, st.none() | st.integers(0), st.none() | st.floats(-90, 90), st.none(), maybe_words
        )
    ),
    actors=many(st.builds(r.Actor, spans, words, maybe_words, maybe_words, sides)),
    dropped=many(st.builds(Drop, words, words, words, st.none() | spans)),
)


@given(readings)
def test_a_reading_comes_back_from_its_json_as_it_went_in(reading):
    line = json.dumps(reading_to_json(reading))
    assert reading_from_json(json.loads(line), TEXT) == reading


def test_the_record_has_the_documented_names():
    reading = r.Reading(
        article=Article(TEXT, path="x.txt"),
        reader=r.Reader("0", (("m", "1"),)),
        published=Published(When.parse("2024-05"), "dateline"),
        figures=(
            r.Figure("f1", Span(18, 20), "40", 40.0, None, False, Measure.KILLED, since=When.parse("2024-05-01")),
        ),
    )
    record = reading_to_json(reading)
    assert set(record) == {
        "article", "reader", "excluded", "attributions", "figures", "events", "forecasts", "times", "places",
        "actors", "dropped",
    }  # fmt: skip
    assert record["article"]["published"] == {
        "from": "2024-05-01",
        "to": "2024-05-31",
        "basis": "dateline",
        "when": "2024-05",
    }
    figure = record["figures"][0]
    assert (figure["span"], figure["low"], figure["high"], figure["measure"]) == ([18, 20], 40, None, "killed")
    assert isinstance(figure["low"], int)


def test_a_record_of_another_text_is_refused():
    record = reading_to_json(r.Reading(Article(TEXT), r.Reader("0", ()), None))
    with pytest.raises(RecordError, match="the text's SHA-256 is"):
        reading_from_json(record, TEXT + " ")


@pytest.mark.parametrize("field", ["article", "attributions", "reader"])
def test_a_record_without_a_needed_field_is_refused_by_name(field):
    record = reading_to_json(r.Reading(Article(TEXT), r.Reader("0", ()), None))
    del record[field]
    with pytest.raises(RecordError, match=field):
        reading_from_json(record, TEXT)


@pytest.mark.parametrize(("value", "written"), [(None, None), (40.0, 40), (2.5, 2.5), (8e8, 800000000)])
def test_whole_numbers_are_written_without_a_decimal_point(value, written):
    assert json.dumps(number(value)) == json.dumps(written)
