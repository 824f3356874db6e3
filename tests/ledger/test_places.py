"""Claims are found by the circle that their places lie in, and by the kind of source, in every kind of database."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select, text

from counterclaim.ledger import tables
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.located import named_places, places_within
from counterclaim.ledger.log import FIRST_HASH, seal
from counterclaim.ledger.migrate import migrate
from counterclaim.ledger.sqlite import APPLICATION_ID, open_sqlite
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.article import Article, Published
from counterclaim.records.places import Located, Near, distance_km
from counterclaim.records.reading import Attribution, Event, Figure, Place, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote
from counterclaim.records.when import When

TEXT = "The mayor said a bridge in Luhe was hit on the way to Osten. Four people died in Osten, in Norland."
LUHE, OSTEN, NORLAND = (50.0, 36.2, "town"), (50.4, 36.2, "town"), (50.1, 36.0, "country")


def span(words, start=0):
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def place(words, where, start=0):
    return Place(span(words, start), words, None, *where[:2], "NL", where[2])


def reading(kind="witness", luhe=LUHE):
    content = span("a bridge in Luhe was hit on the way to Osten")
    said = Attribution(
        "a1", Source((span("The mayor"),), "The mayor", kind=kind), (), (span("said"),), (content,), Quote.INDIRECT,
        Act.ASSERT, None, 0.9,
    )  # fmt: skip
    late = TEXT.index("died")
    return Reading(
        Article(TEXT, outlet="Luhe Post"),
        Reader("0.1.0", (("made", kind + str(luhe)),)),
        Published(When.parse("2023-05-04"), "given"),
        attributions=(said,),
        figures=(Figure("f1", span("Four"), "Four", 4.0, 4.0, False, Measure.KILLED, place="Osten"),),
        events=(Event("e1", content, span("hit"), EventType.ASSAULT, where=("Luhe",), attribution="a1"),),
        places=(
            place("Luhe", luhe),
            place("Osten", OSTEN),
            place("Osten", (10.0, 10.0, "region"), late),
            place("Norland", NORLAND),
            Place(span("bridge"), "bridge"),
        ),
    )


def kinds(view, **wanted):
    return [claim.kind for claim in view.claims(ClaimFilter(**wanted))]


def test_a_claim_is_about_the_places_that_its_own_words_name():
    statement, event, figure = claims_of(reading())
    luhe, osten = (Located(name, *at[:2], None, "NL", "town") for name, at in (("Luhe", LUHE), ("Osten", OSTEN)))
    assert statement.located == (luhe, osten)
    assert event.located == (luhe,)
    # the mention in the figure's sentence is meant, though one of that name stands nearer
    assert figure.located == (Located("Osten", 10.0, 10.0, None, "NL", "region"),)
    assert (statement.source_kind, event.source_kind, figure.source_kind) == ("witness", "witness", None)


def test_a_place_without_coordinates_is_nowhere():
    unknown = [Place(Span(0, 4), "Luhe")]
    assert named_places(["Luhe"], unknown, Span(0, 4), Span(0, 9)) == ()
    assert places_within([Span(0, 9)], unknown) == ()


def test_claims_are_found_by_the_circle_that_their_places_lie_in(store):
    store.add(reading(), claims_of(reading()))
    assert kinds(store, near=Near(50.0, 36.2, 10)) == ["statement", "event"]
    assert kinds(store, near=Near(50.4, 36.2, 10)) == ["statement"]
    assert kinds(store, near=Near(50.2, 36.2, 10)) == []
    assert kinds(store, near=Near(50.2, 36.2, 30), kind="event") == ["event"]
    # a region of some 100 km is in no smaller circle, and a country in none of this size
    assert kinds(store, near=Near(10.0, 10.0, 50)) == []
    assert kinds(store, near=Near(10.0, 10.0, 120)) == ["figure"]
    assert kinds(store, source_kind="witness") == ["statement", "event"]
    assert kinds(store, source_kind="military") == []
    assert store.verify().problem is None


def test_a_later_reading_moves_a_claim_and_the_earlier_moment_keeps_it(store, clock):
    store.add(reading(), claims_of(reading()))
    clock.at = "2024-06-01T00:00:00+00:00"
    moved = reading(kind="official", luhe=(20.0, 20.0, "town"))
    store.add(moved, claims_of(moved))
    assert kinds(store, near=Near(50.0, 36.2, 10)) == []
    assert kinds(store, near=Near(20.0, 20.0, 10), source_kind="official") == ["statement", "event"]
    before = store.as_of(clock_day("2024-05-15"))
    assert kinds(before, near=Near(50.0, 36.2, 10), source_kind="witness") == ["statement", "event"]
    assert store.verify().problem is None


def clock_day(text):
    return When.parse(text).first


def test_many_claims_in_a_circle_are_found_on_the_walk_as_well(store, monkeypatch):
    monkeypatch.setattr("counterclaim.ledger.places.MANY_MATCHES", 1)
    store.add(reading(), claims_of(reading()))
    assert kinds(store, near=Near(50.0, 36.2, 10)) == ["statement", "event"]
    assert kinds(store, near=Near(-50.0, 36.2, 10)) == []


def test_an_earlier_ledger_gets_places_kinds_and_words_from_its_readings(tmp_path):
    with open_sqlite(str(tmp_path / "new"), create=True, read_only=False, wait_s=1) as new:
        new.add(reading(), claims_of(reading()))
        wanted = list(new.claims())
        _as_written_by_the_first_tables(new, tmp_path / "old")
    with open_sqlite(str(tmp_path / "old"), create=False, read_only=False, wait_s=1) as old:
        assert list(old.claims()) == wanted
        assert kinds(old, near=Near(50.0, 36.2, 10), source_kind="witness") == ["statement", "event"]
        assert old.verify().problem is None


def _as_written_by_the_first_tables(ledger, path):
    """A file with the tables of step 0001 and the rows of `ledger` in the columns that there were."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection, ledger.backend.reading() as now:
        migrate(connection, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in tables.metadata.sorted_tables:
            names = [row.name for row in connection.execute(text(f"PRAGMA table_info({table.name})"))]
            rows = [dict(row) for row in now.execute(select(table)).mappings()] if names else []
            if rows:
                old = [{name: row[name] for name in names} for row in rows]
                if table is tables.log:  # which did not say by whom, and was sealed without
                    before = FIRST_HASH
                    for entry in old:
                        entry["hash"] = before = seal({n: v for n, v in entry.items() if n != "hash"}, before)
                connection.execute(insert(table).values(dict.fromkeys(names)), old)
    engine.dispose()


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 1), 111.195),
        ((50, 30), (50, 30), 0),
        ((0, 179.5), (0, -179.5), 111.195),
        ((90, 0), (-90, 0), 20015.1),
    ],
)
def test_distances_are_along_the_globe(one, other, km):
    assert distance_km(*one, *other) == pytest.approx(km, rel=1e-4)


@pytest.mark.parametrize(("lat", "lon", "km"), [(91, 0, 5), (0, 181, 5), (0, 0, 0), (0, 0, -3), (math.nan, 0, 5)])
def test_what_is_no_circle_is_refused(lat, lon, km):
    with pytest.raises(ValueError, match="no circle on the map"):
        Near(lat, lon, km)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.1, 5000), st.floats(-90, 90), st.floats(-180, 180))
def test_what_lies_in_a_circle_lies_in_its_box(lat, lon, km, other_lat, other_lon):
    circle = Near(lat, lon, km)
    if not circle.holds(other_lat, other_lon, 2.0):
        return
    south, north, west, east = circle.box
    assert south - 1e-9 <= other_lat <= north + 1e-9
    within = west - 1e-9 <= other_lon <= east + 1e-9
    across = other_lon >= west - 1e-9 or other_lon <= east + 1e-9
    assert within if west <= east else across
