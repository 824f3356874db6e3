"""Charts: their colours, what is drawn, that nothing false is shown."""

import datetime as dt
import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records.places import distance_km
from counterclaim.show.charts.calibration import calibration_chart
from counterclaim.show.charts.map import Spot, circle_ring, map_chart, outlines
from counterclaim.show.charts.palette import BY_NAME, INTEREST_ROLE, ROLES
from counterclaim.show.charts.timeline import timeline_chart
from counterclaim.show.web.assets import asset
from counterclaim.show.web.pages.places import PlaceEntry, coarse
from counterclaim.show.web.pages.timeline import MOST_STRETCHES, Stretch, grid

MARKS = {*INTEREST_ROLE.values(), "best", "accent", "ink", "faint"}


def light(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    a, b = sorted((light(one), light(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_stands_out_from_the_paper_by_three_to_one(theme):
    paper = getattr(BY_NAME["paper"], theme)
    for name in MARKS:
        assert contrast(getattr(BY_NAME[name], theme), paper) >= 3, name


def test_style_and_script_know_the_same_colours():
    style, script = asset("site.css").body.decode(), asset("site.js").body.decode()
    for role in ROLES:
        assert f"--c-{role.name}: {role.light}" in style
        assert style.count(f"--c-{role.name}: {role.dark}") == 2
        assert f'{role.name}: "{role.light}"' in script


@given(st.floats(-70, 70), st.floats(-179, 179), st.sampled_from([2.0, 5.0, 25.0, 100.0, 500.0]))
def test_every_corner_of_a_circle_lies_its_radius_from_the_place(lat, lon, km):
    for east, north in circle_ring(lat, lon, km):
        assert distance_km(lat, lon, north, east) == pytest.approx(km, rel=0.02, abs=0.05)


def test_a_map_has_circles_and_areas_and_no_points():
    chart = map_chart([Spot("Verovka", 48.5, 37.9, 5, 3), Spot("Ukraine", 49, 32, 500, 7, "UA")], "places-table")
    spec = json.loads(chart.spec)
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert set(marks) == {"geoshape", "text"}
    assert spec["datasets"]["world"] == []  # the outlines are loaded once for all pages, not with each
    assert "2 places" in chart.title
    assert map_chart([], "places-table") is None


def test_a_countrys_code_that_is_none_gets_into_no_expression():
    chart = map_chart([Spot("X", 1, 1, 5, 1), Spot("Evil", 1, 1, 500, 1, "A'];alert(1)//")], "t")
    assert "alert" not in chart.spec


def test_the_base_map_is_small_and_holds_countries_by_code():
    world = json.loads(outlines())
    assert len(outlines()) < 200_000
    codes = {country.get("id") for country in world["objects"]["countries"]["geometries"]}
    assert {"UA", "RU", "SD", "GE", "AM", "AZ", "IL", "LB", "ET", "PL"} <= codes


def test_a_drawing_takes_the_pages_colours_and_asks_for_nothing():
    chart = timeline_chart([(dt.date(2024, 3, 1), dt.date(2024, 3, 8), "strikes", 4)], "timeline-table", "week")
    assert "var(--c-accent)" in chart.svg
    assert not re.search(r"#[0-9a-f]{6}|style=|href=|<script", chart.svg)
    assert 'aria-hidden="true"' in chart.svg


def test_a_calibration_plot_needs_judged_forecasts():
    assert calibration_chart([], "t") is None
    assert "var(--c-accent)" in calibration_chart([(0.7, 0.5, 4)], "t").svg


@given(st.lists(st.tuples(st.dates(), st.integers(0, 400), st.sampled_from(["strikes", "talks"])), max_size=60))
def test_the_grid_counts_every_event_once_or_among_those_too_far_off_to_be_drawn(given_moments):
    told = Counter(
        Stretch(first, min(dt.date.max, first + dt.timedelta(days=min(long, (dt.date.max - first).days))), track)
        for first, long, track in given_moments
    )
    drawn = grid(told)
    counted = sum(cell.events for cell in drawn.cells)
    assert counted + drawn.before + drawn.behind == told.total()
    assert counted >= 1 or not told
    assert len({cell.first for cell in drawn.cells}) <= 2 * MOST_STRETCHES + 3


def test_what_lies_far_from_the_bulk_of_the_events_is_counted_and_not_drawn():
    def on(day):
        return Stretch(dt.date.fromisoformat(day), dt.date.fromisoformat(day), "strikes")

    march = {on(f"2022-03-{day:02}"): 50 for day in range(1, 31)}
    drawn = grid(march | {on("1654-01-18"): 2, on("2021-12-01"): 3, on("2022-05-01"): 4, on("2094-01-01"): 1})
    assert (drawn.stretch, drawn.before, drawn.behind) == ("day", 5, 5)
    assert {cell.first.month for cell in drawn.cells} == {3}
    near = grid(march | {on("2022-02-20"): 3})
    assert (near.before, near.behind, near.cells[0].first) == (0, 0, dt.date(2022, 2, 20))


def test_a_coarse_place_says_no_more_than_its_district():
    from counterclaim.records.places import Located

    town = coarse(PlaceEntry(Located("Verovka", 48.5312, 37.9123, 7, "UA", "town"), 3, (), 5.0))
    assert (town.place.lat, town.place.lon, town.place.geonameid, town.radius_km) == (48.5, 38.0, None, 25.0)
    assert distance_km(48.5312, 37.9123, town.place.lat, town.place.lon) < town.radius_km
    whole = PlaceEntry(Located("Ukraine", 49, 32, 1, "UA", "country"), 3, (), 500.0)
    assert coarse(whole) is whole
