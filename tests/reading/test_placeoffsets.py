"""Places by distance and direction, borders, and the precision classes that follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.placeoffsets import Offset, borders, moved, offset_before
from counterclaim.reading.placeprecision import precision_of
from counterclaim.records.places import distance_km
from counterclaim.records.span import Span

GOMA = (-1.6792, 29.2228)


def offset(text, name="Goma"):
    start = text.index(name)
    return offset_before(text, Span(start, start + len(name)))


@pytest.mark.parametrize(
    ("words", "km", "bearing"),
    [
        ("Rebels took a village 12 km south of Goma.", 12, 180),
        ("Rebels took a village 12 kilometres (7 miles) to the north-west of Goma.", 12, 315),
        ("The camp lies 30-40 km from Goma.", 35, None),
        ("The camp lies about ten miles outside the city of Goma.", 16.09344, None),
        ("The ship sank five nautical miles off Goma.", 9.26, None),
        ("The camp is near Goma.", None, None),
        ("Shells fell on the outskirts of Goma.", None, None),
    ],
)
def test_distance_and_direction_are_read_from_the_words_before_a_name(words, km, bearing):
    found = offset(words)
    assert found is not None
    assert (found.km and pytest.approx(found.km)) == km
    assert found.bearing == bearing


@pytest.mark.parametrize(
    "words", ["They met in Goma.", "They drove 12 km. Goma was quiet.", "After 12 miles Goma came into view.", "Goma"]
)
def test_without_such_words_a_name_is_the_place_itself(words):
    assert offset(words) is None


def test_a_bearing_moves_the_point_and_leaves_a_radius_for_what_a_compass_word_leaves_open():
    lat, lon, radius = moved(*GOMA, Offset("12 km south of", 12, 180))
    assert (round(lat, 2), round(lon, 2)) == (-1.79, 29.22)
    assert 0 < radius < 12


@given(
    lat=st.floats(-80, 80),
    lon=st.floats(-179, 179),
    km=st.floats(1, 500),
    bearing=st.sampled_from([0, 45, 90, 135, 180, 225, 270, 315]),
)
def test_a_moved_point_lies_as_far_away_as_the_words_say(lat, lon, km, bearing):
    there = moved(lat, lon, Offset("", km, bearing))
    assert distance_km(lat, lon, *there[:2]) == pytest.approx(km, rel=0.01, abs=0.05)


def test_a_border_has_its_middle_and_reaches_its_ends_and_the_distance_said():
    text = "The convoy stopped 70 miles from the Polish border."
    [border] = borders(text, {"UA": 5.0, "PL": 1.0})
    [bare] = borders("Lorries queue at the Polish border.", {"UA": 5.0})
    assert border.span.of(text) == "Polish border"
    assert (border.name, border.countries) == ("border of Poland and Ukraine", ("PL", "UA"))
    assert border.relation == "70 miles from"
    assert border.radius_km == pytest.approx(bare.radius_km + 70 * 1.609344, abs=0.1)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Troops massed on the Ukraine-Belarus border.", ("UA", "BY")),
        ("Refugees crossed Sudan's border with Chad.", ("SD", "TD")),
        ("They fought along the border between Armenia and Azerbaijan.", ("AM", "AZ")),
    ],
)
def test_both_countries_of_a_border_are_read_where_they_are_named(text, countries):
    assert [b.countries for b in borders(text, {})] == [countries]


def test_a_border_whose_other_country_nothing_says_is_left_out():
    assert list(borders("The Polish border was quiet.", {})) == []
    assert list(borders("The border with Japan and Chad does not exist.", {})) == []


@pytest.mark.parametrize(
    ("kind", "relation", "km", "ucdp", "acled"),
    [
        ("town", None, None, 1, 1),
        ("town", "near", None, 2, 2),
        ("town", "12 km south of", 4.0, 2, 2),
        ("town", "120 km from", 132.0, 5, 3),
        ("district", None, None, 3, 2),
        ("region", None, None, 4, 3),
        ("region", "near", None, 4, 3),
        ("border", None, 165.0, 5, 3),
        ("country", None, None, 6, 3),
        ("sea", None, None, 7, 3),
        (None, None, None, None, None),
    ],
)
def test_the_classes_of_ucdp_and_acled_follow_from_kind_and_relation(kind, relation, km, ucdp, acled):
    known = precision_of(kind, relation, km)
    assert (known.ucdp, known.acled) == (ucdp, acled)


def test_a_reading_keeps_what_a_place_is_measured_from(read):
    text = "Rebels shelled a village 12 km south of Goma on Monday, the army said."
    [place] = read(text).places
    assert place.span.of(text) == "Goma"
    assert (place.relation, place.ucdp, place.acled) == ("12 km south of", 2, 2)
    assert place.lat == pytest.approx(-1.79, abs=0.01)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("12 km", "km"), ("12 miles", "mile"), ("12 nautical miles", "nautical_mile"), ("12 metres", "metre")],
)
def test_a_distance_in_kilometres_is_what_pint_makes_of_it(written, unit):
    import pint

    found = offset(f"The camp lies {written} from Goma.")
    assert found is not None
    assert found.km == pytest.approx(pint.UnitRegistry().Quantity(12, unit).to("km").magnitude)
