"""By when a forecast falls due: counted from when it was made, from a war's first day, or not at all."""

import pytest

WAR = " Ukraine has been at war since Russia invaded it on 24 February 2022."


@pytest.fixture(scope="session")
def read(read_by_rules):
    """By the rules alone; what the network's hints change is told in test_hintedforecasts.py."""
    return read_by_rules


def horizons(read, text, published="2022-03-11"):
    return [str(f.horizon) if f.horizon else None for f in read(text + WAR, published=published).forecasts]


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("Foreign services had expected the capital to fall in only two days.", "2022-02-24/2022-02-26"),
        ("General Lee granted the capital no more than three days in briefings held in early February.",
         "2022-02-24/2022-02-27"),
        ("The city will fall within two days, the general said.", "2022-03-11/2022-03-13"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_counted_from_where_it_begins(read, text, horizon):
    assert horizons(read, text) == [horizon]


@pytest.mark.parametrize(
    "text",
    [
        "The capital could fall within 72 hours if the army attacks, the general said.",
        "He believed that the country would not resist after 30 years of independence.",
    ],
)
def test_a_length_that_runs_from_no_known_day_gives_no_horizon(read, text):
    assert set(horizons(read, text)) <= {None}


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("The first tanks are due in June.", "2022-06"),
        ("The first tanks are due in February.", "2023-02"),
        ("An offensive is expected this summer.", "2022-06-01/2022-08-31"),
        ("The town will fall within weeks, the general said.", "2022-03-11/2022-04-11"),
        ("The port will be captured in a matter of days, officials predict.", "2022-03-11/2022-03-18"),
        ("The army could run out of shells in the coming months.", "2022-03-11/2022-09-11"),
        ("The rebels are likely to attack before winter.", "2022-12-01/2023-02-28"),
        ("The force will return to full strength by the end of the year.", "2022-09-02/2022-12-31"),
    ],
)
def test_a_forecast_looks_ahead_of_the_day_on_which_it_is_made(read, text, horizon):
    assert horizons(read, text) == [horizon]


def test_a_dateline_is_no_part_of_a_forecast(read):
    text = "ADEN, 4 May 2019 - The army will leave the port, the governor said."
    (forecast,) = read(text).forecasts
    assert (text[forecast.span.start : forecast.span.end], forecast.horizon) == ("The army will leave the port", None)
