"""Statements about what was then the future."""

import pytest


@pytest.fixture(scope="session")
def read(read_by_rules):
    """By the rules alone; what the network's hints change is told in test_hintedforecasts.py."""
    return read_by_rules


def foreseen(reading):
    """The words of every forecast."""
    return [f.span.of(reading.article.text) for f in reading.forecasts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The delegations will meet in the lakeside town.", "The delegations will meet in the lakeside town"),
        ("The war is likely to drag on.", "The war is likely to drag on"),
        ("The siege may end soon.", "The siege may end soon"),
        ("The republic is heading toward defeat.", "The republic is heading toward defeat"),
        ("The talks are set to resume on Friday.", "The talks are set to resume on Friday"),
        ("Generals expected the capital to fall.", "Generals expected the capital to fall"),
        ("He gave the garrison no more than two days.", "He gave the garrison no more than two days"),
        ("The likeliest outcome is a long siege.", "The likeliest outcome is a long siege"),
        ("The fall of the town is a matter of days.", "The fall of the town is a matter of days"),
        ("There is a high risk of famine by September.", "risk of famine"),
        ("The probability of a wider war remained low.", "probability of a wider war"),
        ("The fighting threatens to engulf the valley.", "The fighting threatens to engulf the valley"),
        ("The next round is planned for 14 June.", "The next round is planned for 14 June"),
        ("Officials gave the defenders until the spring.", "Officials gave the defenders until the spring"),
        ("A durable deal is improbable.", "A durable deal is improbable"),
        ("Diplomats consider an early truce unlikely.", "an early truce unlikely"),
        ("Indicators suggest that the army may shell the port.", "the army may shell the port"),
        ("The minister is expected in the capital on Monday.", "The minister is expected in the capital on Monday"),
        ("The two envoys will meet on Monday.", "The two envoys will meet on Monday"),
    ],
)
def test_a_statement_about_the_future_is_a_forecast(text, words, read):
    assert foreseen(read(text)) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "We will not surrender.",
        "The army must withdraw.",
        "The rebels would have lost without the drones.",
        "The army may have shelled the town.",
        "Will the siege end?",
        "They could not reach the village.",
        "The army has withdrawn.",
        "You will find the museum behind the station.",
        "He hopes the war will end.",
        "The general threatens to burn the granaries.",
        "It is a matter of principle.",
        "The medics reduced the risk of infection.",
        "They are headed to the valley to help the farmers.",
        "The foreign minister will travel to the capital on Monday.",
        "She will meet with the prime minister on 3 June.",
        "The ministry will host a donors' conference in Geneva.",
        "The envoy plans to visit the camp next week.",
        "Should supplies not get in within three weeks, nobody eats.",
        "The republic will not tolerate this provocation.",
        "The kingdom will stand with its ally for as long as it takes.",
        "The cultural centre will include a library.",
        "The president is scheduled to visit the port on Friday.",
        "The defence secretary heads to Geneva for talks.",
        "The retreat may mean that the army lacks shells.",
        "He gave the garrison until Friday to leave.",
        "You might have thought that people would have little interest in books.",
    ],
)
def test_vows_demands_questions_and_what_is_contrary_to_fact_are_no_forecasts(text, read):
    assert foreseen(read(text)) == []


def test_a_reported_would_is_a_forecast(read):
    reading = read("The envoy said on Monday that the talks would focus on grain.", published="2024-05-08")
    [forecast] = reading.forecasts
    assert foreseen(reading) == ["the talks would focus on grain"]
    assert forecast.attribution in {a.id for a in reading.attributions}
    assert str(forecast.made) == "2024-05-06"


def test_an_expectation_and_its_content_are_one_forecast(read):
    assert len(read("Analysts predict that the rebels will attack the port.").forecasts) == 1


@pytest.mark.parametrize(
    ("text", "wording", "likelihood"),
    [
        ("The front will almost certainly hold.", "almost certainly", (0.95, 0.99)),
        ("The talks are unlikely to succeed.", "unlikely", (0.20, 0.45)),
        ("The army is very likely to withdraw.", "very likely", (0.80, 0.95)),
        ("The truce will probably hold.", "probably", (0.55, 0.80)),
        ("The front will hold.", None, None),
    ],
)
def test_words_of_likelihood_take_the_ranges_of_icd_203(text, wording, likelihood, read):
    [forecast] = read(text).forecasts
    assert (forecast.wording, forecast.likelihood) == (wording, likelihood)


def test_a_date_in_the_clause_is_the_horizon(read):
    [forecast] = read("The talks will resume on 12 May 2024.", published="2024-05-08").forecasts
    assert (str(forecast.horizon), str(forecast.made)) == ("2024-05-12", "2024-05-08")


def test_a_length_of_time_is_counted_from_when_it_is_said(read):
    [forecast] = read("The city will fall within three days.", published="2024-05-08").forecasts
    assert forecast.horizon.last.isoformat() == "2024-05-11"


def test_a_past_expectation_is_not_dated_by_publication(read):
    [forecast] = read("Generals expected the capital to fall within two days.", published="2024-05-08").forecasts
    assert (forecast.made, forecast.horizon) == (None, None)


def test_forecasts_slice_back_and_are_numbered_in_text_order(read):
    text = "The army will attack. The talks may fail, and the truce could collapse soon."
    reading = read(text)
    assert [f.id for f in reading.forecasts] == [f"p{n}" for n in range(1, len(reading.forecasts) + 1)]
    starts = [f.span.start for f in reading.forecasts]
    assert starts == sorted(starts)
    assert all(f.span.end <= len(text) for f in reading.forecasts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The president warned that the fighting could become a regional war.",
            "the fighting could become a regional war",
        ),
        ("The envoys should meet on 5 October in the capital.", "The envoys should meet on 5 October in the capital"),
        ("The island is preparing to withdraw the rest of its contingent.", "withdraw the rest of its contingent"),
        ("Half a million doses are to arrive by the end of October.", "are to arrive by the end of October"),
        ("Envoy expected in the capital on Monday", "expected in the capital on Monday"),
        ("The capture of the town would give the rebels the whole valley.", "would give the rebels the whole valley"),
    ],
)
def test_other_ways_of_speaking_of_what_is_to_come(read, text, words):
    [forecast] = read(text, "2023-09-29").forecasts
    assert words in forecast.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The envoys should have met on 5 September.",
        "Their aim is to hold the road.",
        "The army planned to withdraw but stayed.",
        "If it had fallen, the rebels would have won the valley.",
        "Nobody can leave the town.",
    ],
)
def test_what_is_over_or_only_meant_is_no_forecast(read, text):
    assert read(text, "2023-09-29").forecasts == ()


def test_the_condition_of_a_forecast_is_kept_in_its_words(read):
    text = "If the port stays closed, the garrison will run out of fuel. The rebels will return."
    first, second = read(text, "2023-09-29").forecasts
    assert (first.condition, second.condition) == ("If the port stays closed", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The president promised that no soldier would be sent abroad.",
        "He said his country would never give up the islands.",
        "Nobody knows how the siege will end.",
        "It is unclear what the army aims to do.",
    ],
)
def test_vows_told_afterwards_and_indirect_questions_are_no_forecasts(read, sentence):
    assert read(sentence).forecasts == ()


@pytest.mark.parametrize(
    ("sentence", "words", "horizon"),
    [
        ("A vote is scheduled for 3 June.", "A vote is scheduled for 3 June", "2024-06-03"),
        ("The conference is due in Geneva next month.", "The conference is due in Geneva next month", "2024-06"),
    ],
)
def test_what_is_fixed_for_a_day_is_a_forecast(read, sentence, words, horizon):
    reading = read(sentence, published="2024-05-10")
    assert [(p.span.of(sentence), str(p.horizon)) for p in reading.forecasts] == [(words, horizon)]


def test_the_word_that_joins_the_next_clause_is_no_part_of_a_forecast(read):
    sentence = "The militia could attack again, but the cost would be high."
    assert [p.span.of(sentence) for p in read(sentence).forecasts][:1] == ["The militia could attack again"]


@pytest.mark.parametrize(
    "text",
    [
        "The bombings could be linked to the cartel.",
        "The message may be a trap, the officer said.",
        "Up to forty people may be buried in the ditch.",
        "Without the raid the town would have fallen.",
        "Will the army use gas",
        "The rebels stopped firing so that the villagers will not be harmed.",
        "The rebels must leave the town by Monday, the general said.",
        "We will never give up the coast, the president said.",
    ],
)
def test_guesses_at_what_is_demands_and_vows_are_no_forecasts(read, text):
    assert read(text).forecasts == ()


def test_what_is_permitted_is_foreseen_and_what_the_speaker_refuses_is_vowed(read):
    assert foreseen(read("The ministry said that flights to the valley would be permitted from Monday.")) != []
    assert foreseen(read("The ministry said that it would never permit the flights.")) == []


def test_since_when_something_goes_on_is_not_by_when_it_ends(read):
    text = "The council will provide $2 million more, bringing the total since 2012 to $50 million."
    assert [f.horizon for f in read(text, "2024-05-08").forecasts] == [None]


def test_time_granted_until_a_month_ends_with_it(read):
    [forecast] = read("Officials gave the defenders until June 2025.", "2024-05-08").forecasts
    assert str(forecast.horizon) == "2025-06"
