"""By when a forecast falls due: counted from when it was made, from a war's first day, or not at all."""

import pytest

WAR = " Ukraine has been at war since Russia invaded it on 24 February 2022."


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
