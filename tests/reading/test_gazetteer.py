import shutil

import pytest

from counterclaim.reading import gazetteer
from counterclaim.reading.gazetteer import GazetteerError, _own


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kharkov", "town", "UA"),
        ("Kharkiv", "region", "UA"),
        ("Donbass", "region", "UA"),
        ("Crimea", "region", "UA"),
        ("Gaza", "region", "PS"),
        ("Tigray", "region", "ET"),
        ("DRC", "country", "CD"),
        ("Türkiye", "country", "TR"),
        ("Black Sea", "sea", None),
        ("Ky.", "region", "US"),
        ("Rapides Parish", "district", "US"),
    ],
)
def test_the_first_entry_of_a_name(name, kind, country):
    first = gazetteer.entries(name)[0]
    assert (first.kind, first.country) == (kind, country)


def test_an_entry_has_its_point_id_and_division():
    [kharkiv] = [e for e in gazetteer.entries("Kharkiv") if e.kind == "town"]
    assert (kharkiv.geonameid, kharkiv.lat, kharkiv.lon, kharkiv.division) == (706483, 49.9818, 36.2548, "UA.07")
    assert kharkiv.people > 1_000_000


def test_towns_of_one_name_come_largest_first():
    people = [e.people for e in gazetteer.entries("Springfield") if e.main and e.kind == "town"]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


def test_an_unknown_name_has_no_entries():
    assert gazetteer.entries("Qwertyopolis") == ()
    assert gazetteer.entries("") == ()
    assert gazetteer.entries("A" * 1000) == ()


def test_a_spelling_that_no_list_has_is_found_by_sound():
    assert gazetteer.entries("Hodeidah") == ()
    assert ("Al Ḩudaydah", "YE") in [(e.name, e.country) for e in gazetteer.sounding("Hodeidah")]


def test_a_division_is_found_by_its_code():
    region = gazetteer.region_of("ET.53")
    assert region is not None
    assert (region.name, region.country, region.geonameid) == ("Tigray", "ET", 444187)
    assert gazetteer.region_of("XX.00") is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Name,region,UA,,91.5,30,,,here", "point 91.5, 30.0"),
        ("Name,region,UA,,north,30,,,here", "expected degrees"),
        ("Name,region,ZZ,,50,30,,,here", "country 'ZZ'"),
        (",region,UA,,50,30,,,here", "no name or no source"),
        ("Name,region,UA", "a wrong number of columns"),
    ],
)
def test_a_bad_row_of_our_own_is_an_error_that_says_where_and_why(tmp_path, line, says):
    shutil.copy(gazetteer.DATA / "places.csv", tmp_path)
    with (tmp_path / "places.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(GazetteerError, match=r"places\.csv, line \d+: ") as caught:
        _own(tmp_path / "places.csv")
    assert says in str(caught.value)


@pytest.mark.parametrize("name", ["Mariupol", "Avdiyivka", "Bakhchysaray", "Al Ḩudaydah", "Khankendi", "Zaporizhzhya"])
def test_the_index_was_made_with_the_sounds_that_look_it_up(name):
    """The shipped index holds hashes of sounds: a change to `names.sound` needs the index made anew."""
    assert name in [e.name for e in gazetteer.sounding(name)]
