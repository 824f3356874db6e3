"""When and where an event takes place."""

from counterclaim.records.values import EventType


def test_a_date_belongs_to_the_clause_it_stands_in(read):
    text = "On 3 May 2024 the ministry announced that troops had seized the ridge on 1 May 2024."
    [event] = [e for e in read(text, "2024-05-05").events if e.type is EventType.ASSAULT]
    assert str(event.when) == "2024-05-01"


def test_an_undated_event_in_the_past_tense_goes_on_from_the_sentence_before(read):
    text = "On 2 March 2023 rebels stormed the depot. They burned three trucks."
    assert [str(e.when) for e in read(text, "2023-03-10").events] == ["2023-03-02", "2023-03-02"]


def test_a_story_does_not_go_on_from_an_event_of_old_that_is_only_brought_up(read):
    text = "It was the worst winter since the fall of the monarchy in 1931. Rebels stormed the depot."
    assert [str(e.when) for e in read(text, "2023-03-10").events] == ["1931", "None"]


def test_the_time_does_not_cross_into_the_next_paragraph(read):
    text = "On 2 March 2023 rebels stormed the depot.\n\nThe army shelled the valley."
    assert [str(e.when) for e in read(text).events] == ["2023-03-02", "None"]


def test_what_goes_on_ends_with_publication(read):
    [event] = read("The navy has been shelling the coast.", "2023-03-10").events
    assert str(event.when) == "2023-02-08/2023-03-10"


def test_nothing_has_happened_after_publication(read):
    [event] = read("This month the navy shelled the coast.", "2023-03-10").events
    assert str(event.when.last) == "2023-03-10"


def test_without_any_date_there_is_none(read):
    [event] = read("The navy shelled the coast.").events
    assert event.when is None


def test_months_gone_by_since_an_event_date_it(read):
    [event] = read("In the ten months since rebels seized the port, prices have doubled.", "2024-11-15").events
    assert (event.when.first.isoformat()[:7], event.when.last.isoformat()[:7]) == ("2023-12", "2024-01")


def test_the_place_of_an_event_stands_behind_a_preposition(read):
    [event] = read("Gunmen ambushed a patrol near Mosul on Friday.").events
    assert event.where == ("Mosul",)


def test_a_captured_town_is_where_it_happened(read):
    [event] = read("The rebels captured Mosul.").events
    assert event.where == ("Mosul",)


def test_a_day_that_another_noun_carries_is_not_the_day_of_the_event(read):
    sentence = "The first talks between the kingdoms since the May 4 invasion took place Thursday in Muscat."
    found = {e.type: str(e.when) for e in read(sentence, published="2024-05-10").events}
    assert found == {"CONSULT": "2024-05-09", "ASSAULT": "2024-05-04"}


def test_what_was_done_recently_is_dated_to_these_weeks_and_what_was_done_once_is_not(read):
    [recent] = read("The junta recently bombed the port of the island.", published="2024-05-20").events
    [once] = read("The junta once bombed the port of the island.", published="2024-05-20").events
    assert (str(recent.when), once.when) == ("2024-04-20/2024-05-20", None)


def test_an_event_still_to_come_takes_the_horizon_of_the_forecast_it_stands_in(read):
    reading = read("The port may fall to the rebels within two weeks.", published="2024-05-20")
    [event], [forecast] = reading.events, reading.forecasts
    assert forecast.horizon is not None
    assert event.when == forecast.horizon
    assert event.rule.endswith("horizon of the forecast")
