"""The ledger of forecasts: whose, by when, open or due, and what later claims bear on it."""

from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.records.forecasts import ForecastState
from counterclaim.records.values import Track


def test_a_forecast_is_due_after_its_horizon_and_open_until_then(claim, day):
    told = claim(
        "forecast", "Aleppo will fall within days", source="a general", horizon="2016-12-05", made="2016-12-01"
    )
    assert find_forecasts([told], day("2016-12-05"))[0].state is ForecastState.OPEN
    assert find_forecasts([told], day("2016-12-06"))[0].state is ForecastState.DUE


def test_a_forecast_without_a_time_stays_open(claim, day):
    told = claim("forecast", "the siege will be lifted", source="a general", made="2016-12-01")
    assert find_forecasts([told], day("2030-01-01"))[0].state is ForecastState.OPEN


def test_one_makers_forecast_in_two_articles_is_one(claim, day):
    shared = {"source": "General Idriss", "horizon": "2016-12-05", "made": "2016-12-01"}
    a = claim("forecast", "Aleppo will fall within days", article="a", **shared)
    b = claim("forecast", "that Aleppo would fall within days", article="b", **shared)
    [found] = find_forecasts([a, b], day("2017-01-01"))
    assert [mention.article.path for mention in found.mentions] == ["a.txt", "b.txt"]


def test_later_events_at_the_place_are_offered_and_earlier_ones_are_not(claim, day):
    told = claim("forecast", "Rebels say Aleppo will fall", source="an envoy", horizon="2016-12-05", made="2016-12-01")
    event = {"event_type": "ASSAULT", "where": ("Aleppo",), "actors": ("Syria",)}
    before = claim("event", "shelled Aleppo", article="b", when="2016-11-20", **event)
    after = claim("event", "took the old city of Aleppo", article="c", when="2016-12-07", **event)
    elsewhere = claim("event", "shelled Homs", article="d", when="2016-12-07", **(event | {"where": ("Homs",)}))
    [found] = find_forecasts([told, before, after, elsewhere], day("2017-01-01"))
    assert [(item.claim.id, item.why) for item in found.evidence] == [
        (after.id, "Tells of Aleppo on 7 December 2016, after it was made.")
    ]


def test_a_country_alone_is_no_evidence(claim, day):
    told = claim("forecast", "Nobody in Syria will win", source="an envoy", made="2016-12-01")
    after = claim("event", "bombed a bridge", event_type="ASSAULT", where=("Syria",), when="2016-12-07", article="c")
    [found] = find_forecasts([told, after], day("2017-01-01"))
    assert found.evidence == ()


def test_what_happened_on_the_outskirts_of_a_capital_by_then_is_evidence_though_one_article_tells_both(claim, day):
    told = claim("forecast", "Asmara would fall within two days", horizon="1998-05-08", published="1998-05-20", at=900)
    halt = claim(
        "event", "halted on the outskirts of Asmara", event_type="ASSAULT", when="1998-05-01/1998-05-20", at=10
    )
    [found] = find_forecasts([told, halt], day("1998-07-01"))
    assert [(e.claim.text, e.why) for e in found.evidence] == [
        ("halted on the outskirts of Asmara", "Tells of Asmara on 1–20 May 1998, after it was made.")
    ]


def test_a_capital_without_its_name_is_looked_for_by_it(claim, day):
    told = claim(
        "forecast", "gave the Sudanese capital a week", source="an envoy", horizon="2023-04-22", made="2023-04-15"
    )
    event = claim(
        "event", "fought on in Khartoum", article="b", when="2023-05-02", event_type="ASSAULT", where=("Khartoum",)
    )
    [found] = find_forecasts([told, event], day("2024-01-01"))
    assert [(item.claim.id, item.why) for item in found.evidence] == [
        (event.id, "Tells of Khartoum on 2 May 2023, after it was made.")
    ]


def test_how_a_sides_forces_stood_bears_on_the_fall_of_its_capital(claim, day):
    told = claim(
        "forecast", "Khartoum would fall in a week", source="an envoy", horizon="2023-04-22", made="2023-04-15"
    )
    stood = {"event_type": "ASSAULT", "track": Track.TERRITORY, "trigger": "holding off", "actors": ("Sudanese army",)}
    soon = claim("event", "is holding the rebels off", article="b", when="2023-05-02", **stood)
    late = claim("event", "is holding the rebels off", article="c", when="2023-11-02", **stood)
    enemy = claim("event", "are holding off", article="d", when="2023-05-02", **(stood | {"actors": ("Chad",)}))
    [found] = find_forecasts([told, soon, late, enemy], day("2024-01-01"))
    assert [(item.claim.id, item.why) for item in found.evidence] == [
        (soon.id, "Tells how Sudanese forces stood on 2 May 2023, after it was made.")
    ]


def test_how_forces_stood_says_nothing_of_talks_in_their_capital(claim, day):
    told = claim("forecast", "talks in Khartoum next week", source="an envoy", horizon="2023-04-22", made="2023-04-15")
    stood = {"event_type": "ASSAULT", "track": Track.TERRITORY, "trigger": "holding off", "actors": ("Sudanese army",)}
    soon = claim("event", "is holding the rebels off", article="b", when="2023-05-02", **stood)
    assert find_forecasts([told, soon], day("2024-01-01"))[0].evidence == ()
