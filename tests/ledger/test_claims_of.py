from dataclasses import replace

from counterclaim.ledger.claims import claims_of
from counterclaim.records.article import Article, Published
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.reading import Attribution, Event, Figure, Forecast, Reader, Reading, Relay, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Side, Stage, Status, Track
from counterclaim.records.when import When

TEXT = (
    "Fog lay over Tarn. The harbour ministry, quoted by the Bell agency, said 40 sailors were killed on Friday. "
    "Tugs met the convoy at noon. Captains expect the port to close by June."
)
READER = Reader("0.1.0", (("pipeline", "1"),))


def at(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


SAID = Attribution(
    id="a1",
    source=Source((at("The harbour ministry"),), "The harbour ministry", "Ministry of Harbours", "har-min", Side.OTHER),
    via=(Relay((at("the Bell agency"),), "Bell"),),
    cue=(at("said"),),
    content=(at("40 sailors were killed on Friday"),),
    quote=Quote.INDIRECT,
    act=Act.ASSERT,
    said=When.parse("2024-05-03"),
    confidence=0.9,
)
KILLED = Figure(
    "f1", at("40"), "40", 40.0, 40.0, False, Measure.KILLED, of="sailors", unit="person", attribution="a1", rule="r"
)
MET = Event(
    "e1",
    at("Tugs met the convoy at noon"),
    at("met"),
    EventType.CONSULT,
    actors=("Tugs",),
    targets=("the convoy",),
    status=Status.HAPPENED,
    track=Track.TALKS,
)
CLOSE = Forecast("p1", at("the port to close by June"), None, When.parse("2024-06"), When.parse("2024-05"))
READING = Reading(
    Article(TEXT, path="tarn.txt", title="Fog", outlet="The Bell"),
    READER,
    Published(When.parse("2024-05-04"), "the text"),
    attributions=(SAID,),
    figures=(KILLED,),
    events=(MET,),
    forecasts=(CLOSE,),
)


def of_kind(reading, kind):
    return [claim for claim in claims_of(reading) if claim.kind == kind]


def test_a_figure_takes_its_source_from_the_attribution_that_it_stands_in():
    [figure] = of_kind(READING, "figure")
    assert figure == Claim(
        id=figure.id,
        kind="figure",
        article=ArticleRef(READING.article.id, "tarn.txt", "Fog", "The Bell", When.parse("2024-05-04")),
        span=at("40"),
        text="40",
        sentence=at("The harbour ministry, quoted by the Bell agency, said 40 sailors were killed on Friday."),
        context="The harbour ministry, quoted by the Bell agency, said 40 sailors were killed on Friday.",
        source="Ministry of Harbours",
        source_text="The harbour ministry",
        source_spans=(at("The harbour ministry"),),
        actor="har-min",
        side=Side.OTHER,
        narrator=False,
        via=("Bell",),
        track=Track.LOSSES,
        said=When.parse("2024-05-03"),
        confidence=0.9,
        local="f1",
        cue="said",
        quote=Quote.INDIRECT,
        act=Act.ASSERT,
        measure=Measure.KILLED,
        low=40.0,
        high=40.0,
        of="sailors",
        unit="person",
        modality=KILLED.modality,
    )


def test_what_stands_outside_every_attribution_is_the_narrators():
    [event] = of_kind(READING, "event")
    assert (event.narrator, event.source, event.side, event.confidence) == (True, None, None, None)
    assert (event.trigger, event.actors, event.targets, event.track) == ("met", ("Tugs",), ("the convoy",), Track.TALKS)
    assert event.event_type is EventType.CONSULT


def test_a_forecast_keeps_its_horizon_and_belongs_to_the_forecasts():
    [forecast] = of_kind(READING, "forecast")
    assert (forecast.horizon, forecast.made) == (When.parse("2024-06"), When.parse("2024-05"))
    assert forecast.track is Track.FORECASTS
    assert forecast.text == "the port to close by June"


def test_a_statement_belongs_to_the_one_track_of_what_stands_in_it():
    [statement] = of_kind(READING, "statement")
    assert statement.track is Track.LOSSES
    area = replace(KILLED, id="f2", measure=Measure.AREA)
    assert of_kind(replace(READING, figures=(KILLED, area)), "statement")[0].track is None
    assert of_kind(replace(READING, figures=()), "statement")[0].track is None


def test_a_predicting_statement_is_a_forecast():
    [statement] = of_kind(replace(READING, attributions=(replace(SAID, act=Act.PREDICT),)), "statement")
    assert statement.track is Track.FORECASTS


def test_a_mention_names_the_source_where_nothing_is_resolved():
    pronoun = replace(SAID, source=replace(SAID.source, text="it", name=None))
    [statement] = of_kind(replace(READING, attributions=(pronoun,)), "statement")
    assert (statement.source, statement.source_text) == ("it", "it")


def test_what_is_attributed_to_nobody_named_is_not_the_narrators():
    [statement] = of_kind(replace(READING, attributions=(replace(SAID, source=None),)), "statement")
    assert (statement.source, statement.narrator) == (None, False)


def test_a_figure_of_an_unknown_attribution_is_put_into_nobodys_mouth():
    [figure] = of_kind(replace(READING, figures=(replace(KILLED, attribution="a9"),)), "figure")
    assert (figure.source, figure.narrator) == (None, False)


def test_ids_stay_when_a_newer_reader_sees_the_same_words_otherwise():
    newer = replace(
        READING,
        reader=Reader("0.2.0", ()),
        attributions=(replace(SAID, id="a7", source=None, confidence=0.4),),
        figures=(replace(KILLED, id="f3", attribution="a7", low=39.0),),
    )
    assert {c.id for c in claims_of(newer)} == {c.id for c in claims_of(READING)}


def test_ids_do_not_depend_on_the_order_in_which_things_were_found():
    two = replace(MET, id="e2", type=EventType.AID)
    some = replace(READING, events=(MET, two))
    other = replace(READING, events=(two, MET))
    assert {c.event_type: c.id for c in of_kind(some, "event")} == {c.event_type: c.id for c in of_kind(other, "event")}


def test_two_claims_at_the_same_words_have_two_ids():
    other = replace(SAID, id="a2", source=replace(SAID.source, text="the Bell agency"))
    same = replace(SAID, id="a3")
    claims = of_kind(replace(READING, attributions=(SAID, other, same)), "statement")
    assert len({c.id for c in claims}) == 3


def test_claims_stand_in_the_order_of_the_text():
    assert [c.kind for c in claims_of(READING)] == ["statement", "figure", "event", "forecast"]


def test_a_reading_without_anything_gives_no_claims():
    assert claims_of(Reading(Article("x"), READER, None)) == ()


def test_the_stage_of_support_and_the_condition_of_a_forecast_reach_their_claims():
    given = replace(MET, type=EventType.AID, stage=Stage.PLEDGED)
    hung = replace(CLOSE, condition="if the fog lasts")
    reading = replace(READING, events=(given,), forecasts=(hung,))
    assert [claim.stage for claim in of_kind(reading, "event")] == [Stage.PLEDGED]
    assert [claim.condition for claim in of_kind(reading, "forecast")] == ["if the fog lasts"]


def test_of_an_attribution_that_is_withheld_no_claim_is_made():
    silent = replace(READING, attributions=(replace(SAID, withheld="nothing was said"),), figures=(), events=())
    assert [claim.kind for claim in claims_of(silent)] == ["forecast"]
