"""Events in ACLED's and UCDP's columns: which, folded how, with whose dead; and what is left out."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.flow import Ledger
from counterclaim.flow.coding import Party
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.article import Article, Published
from counterclaim.records.places import Located
from counterclaim.records.question import Bounds
from counterclaim.records.reading import Event, Place, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Status
from counterclaim.records.when import When
from counterclaim.show.exports import acled, csvfile, geojson, ucdp
from counterclaim.show.exports.dead import Group
from counterclaim.show.exports.incidents import Incident, incidents
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.sorting import in_order

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob"
).split()


def coded(ledger, rule="acled", public=False, **wanted):
    left_out = Counter()
    return list(acled.coded(ledger, ClaimFilter(**wanted), rule, left_out, Shown(public))), left_out


def test_the_columns_are_those_of_the_data_sets_in_their_order():
    assert list(acled.COLUMNS) == ACLED
    assert len(ACLED) == 31
    assert list(ucdp.COLUMNS) == UCDP
    assert len(UCDP) == 49
    assert set(acled.ACLED.names[31:]) == {
        "fatalities_low", "fatalities_high", "n_accounts", "n_independent", "status", "claim_ids", "rule",
    }  # fmt: skip


def test_two_tellings_and_a_denial_of_one_strike_are_one_row(ledger):
    [one], left_out = coded(ledger)
    row = acled.ACLED.row(one)
    assert left_out == {"no place narrower than a country": 1}
    said = {name: str(row[name]) for name in ACLED if row[name] is not None}
    assert said["event_date"] == "2024-05-03"
    assert (said["event_type"], said["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (said["actor1"], said["inter1"]) == ("Russian military", "External/Other forces")
    assert (said["actor2"], said["inter2"]) == ("Civilians (Ukraine)", "Civilians")
    assert said["interaction"] == "External/Other forces-Civilians"
    assert said["civilian_targeting"] == "Civilian targeting"
    assert (said["iso"], said["country"], said["region"]) == ("804", "Ukraine", "Europe")
    assert (said["location"], said["latitude"], said["longitude"]) == ("Branovka", "48.7311", "37.5678")
    assert (said["time_precision"], said["geo_precision"]) == ("1", "1")
    assert said["source"] == "Valley Post; Harbour Wire"
    assert said["event_id_cnty"].startswith("UKR")
    assert "Folded from 2 accounts of 2 origins." in said["notes"]
    assert "Shelling/artillery/missile attack folded into Air/drone strike by ACLED's hierarchy." in said["notes"]
    assert "Denied by The Kremlin." in said["notes"]
    assert (row["n_accounts"], row["n_independent"], row["status"], row["rule"]) == (2, 2, "disputed", "acled")
    assert len(row["claim_ids"].split(";")) == 2


@pytest.mark.parametrize(
    ("rule", "fatalities", "low", "high"),
    [("acled", 12, 12, 12), ("minmax", 12, 12, 15), ("ucdp", 14, 12, 15), ("latest", 15, 15, 15)],
)
def test_the_dead_follow_the_bounds_rule_that_is_chosen(ledger, rule, fatalities, low, high):
    [one], _ = coded(ledger, rule)
    row = acled.ACLED.row(one)
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == (fatalities, low, high)


def test_a_row_of_ucdp_has_its_dates_sources_and_dead(ledger):
    left_out = Counter()
    [one] = ucdp.deadly(ledger, ClaimFilter(), "ucdp", left_out, Shown())
    row = ucdp.UCDP.row(one)
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (3, "Russian military", "Civilians")
    assert (row["number_of_sources"], row["source_office"]) == (2, "Valley Post;Harbour Wire")
    assert row["source_article"].split(";")[1] == "Harbour Wire, 2024-05-05, Toll rises"
    assert row["source_headline"] == "Market hit, 12 dead;Toll rises"  # a ';' inside a headline would part it
    assert row["source_original"] == "The governor;an aid agency"
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == (1, 1, 1)
    assert (str(row["date_start"]), str(row["date_end"])) == ("2024-05-03", "2024-05-03")
    assert row["geom_wkt"] == "POINT (37.5678 48.7311)"
    assert row["low"] <= row["best"] <= row["high"]
    # "12 people": nobody says whose they were
    assert [row[f"deaths_{group}"] for group in ("a", "b", "civilians", "unknown")] == [None, None, None, row["best"]]
    assert {row[name] for name in ("conflict_new_id", "dyad_new_id", "gwnoa", "gwnob", "country_id")} == {None}


@pytest.mark.parametrize("table", [acled.ACLED, ucdp.UCDP])
def test_incidents_are_written_as_csv_with_every_column(ledger, table):
    find = acled.coded if table is acled.ACLED else ucdp.deadly
    text = "".join(csvfile.pieces(table, find(ledger, ClaimFilter(), "minmax", Counter(), Shown())))
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert tuple(row) == table.names
    assert None not in row.values()


def test_a_filter_narrows_the_events_and_never_their_dead(ledger):
    [one], _ = coded(ledger, outlet="Valley Post")
    assert acled.ACLED.row(one)["n_accounts"] == 1
    assert acled.ACLED.row(one)["fatalities"] == 12
    assert coded(ledger, kind="figure")[0] == []


def test_a_public_row_has_a_coarse_place_and_still_folds(ledger):
    [one], _ = coded(ledger, public=True)
    row = acled.ACLED.row(one)
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == (48.7, 37.6, 2)
    assert row["n_accounts"] == 2


def test_nothing_denied_or_planned_becomes_an_incident(ledger):
    left_out = Counter()
    found = list(incidents(ledger, ClaimFilter(), left_out, Shown()))
    assert {t.claim.status for one in found for t in one.tellings} == {Status.ALLEGED}
    assert [claim.status for one in found for claim in one.denials] == [Status.DENIED]


@pytest.mark.parametrize(
    ("when", "acled_class", "ucdp_class"),
    [
        ("2024-05-03", 1, 1),
        ("2024-05-03/2024-05-05", 2, 2),
        ("2024-05-01/2024-05-07", 2, 3),
        ("2024-05", 3, 4),
        ("2024", 3, 5),
    ],
)
def test_classes_of_precision_follow_the_width_of_the_date(when, acled_class, ucdp_class):
    assert acled.time_precision(When.parse(when)) == acled_class
    assert ucdp.date_precision(When.parse(when)) == ucdp_class


def test_every_sub_event_that_the_crosswalk_gives_has_a_place_in_the_hierarchy():
    import tomllib
    from importlib import resources

    rows = tomllib.loads((resources.files("counterclaim.reading.events") / "data" / "codes.toml").read_text("utf-8"))
    given_names = {row[k] for row in rows["row"] for k in ("acled", "state") if k in row}
    assert given_names <= {name for name, _ in acled.HIERARCHY}
    assert len(acled.HIERARCHY) == 25


@given(st.lists(st.integers()), st.integers(1, 7))
def test_runs_on_the_disk_give_the_same_order_as_memory(numbers, run_items):
    numbered = list(enumerate(numbers))
    found = list(in_order(numbered, key=lambda pair: pair[1], run_items=run_items))
    assert found == sorted(numbered, key=lambda pair: pair[1])


@pytest.mark.parametrize("kept", [True, False])
def test_copies_of_one_text_are_accounts_of_one_origin(tmp_path, kept):
    text = "Shells hit Branovka at dawn. " + " ".join(f"The {n}th house of the street burned down." for n in range(40))
    with Ledger.open(tmp_path / "copies.ledger") as ledger:
        for outlet, credit in (("Valley Post", ""), ("Harbour Wire", " Reporting by the Valley Post.")):
            day = When.parse("2024-05-03")
            event = Event("e1", Span(0, 19), Span(7, 10), EventType.ASSAULT, where=("Branovka",), when=day)
            place = Place(Span(11, 19), "Branovka", None, 48.7, 37.5, "UA", "town")
            when = Published(When.parse("2024-05-04"), "given")
            article = Article(text + credit, outlet=outlet, published=when)
            reading = Reading(article, Reader("0.1.0", ()), when, events=(event,), places=(place,))
            ledger.store.add(reading, claims_of(reading))
        if kept:
            ledger.compare()
        [one] = incidents(ledger, ClaimFilter(), Counter(), Shown())
        [first, second] = geojson.features(ledger, ClaimFilter(), Counter(), Shown())
    assert (len(one.tellings), one.n_independent) == (2, 1)
    assert [(f["properties"]["n_accounts"], f["properties"]["n_independent"]) for f in (first, second)] == [(2, 1)] * 2


ENDS = st.none() | st.floats(0, 10_000)


@given(ENDS, ENDS, ENDS, st.dictionaries(st.sampled_from(Group), ENDS))
def test_the_dead_of_a_ucdp_row_are_in_order_and_add_up(low, best, high, groups):
    if low is None and best is None and high is None:
        return
    row = ucdp.Deadly(
        None, Bounds("any", low, best, high), {group: Bounds("any", n, None, n) for group, n in groups.items()}
    )
    dead = {
        f.name: f.value(row)
        for f in ucdp.UCDP.fields
        if f.name.startswith("deaths_") or f.name in ("best", "high", "low")
    }
    assert dead["low"] <= dead["best"] <= dead["high"] or (low is not None and high is not None and low > high)
    assert sum(n or 0 for name, n in dead.items() if name.startswith("deaths_")) == dead["best"]


def test_a_pair_is_named_by_kinds_whoever_is_named_first():
    ours, theirs = Party("A", "a", "military", "UA"), Party("B", "b", "military", "RU")
    civilians = Party("Civilians", None, "civilians")
    place = Located("Branovka", 48.7, 37.5, country="UA")

    def interaction(*actors):
        incident = Incident(When.parse("2024-05-03"), place, actors, (), (), {})
        return acled.ACLED.row(acled.Coded(incident, "Armed clash", Bounds("acled", None, None, None)))["interaction"]

    assert interaction(ours, theirs) == interaction(theirs, ours) == "State forces-External/Other forces"
    assert interaction(civilians, theirs) == "External/Other forces-Civilians"
    assert interaction(ours, None) == "Sole state forces action"
    assert interaction(theirs, None) is None
    assert interaction(None, None) is None
