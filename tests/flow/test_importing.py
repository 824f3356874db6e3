"""Coded rows into a ledger: what their cells say, by the source that they name; and out again into the same columns."""

import csv
import io
from collections import Counter

import pytest

from counterclaim.errors import InputError
from counterclaim.flow import Ledger
from counterclaim.flow.importing import import_rows
from counterclaim.flow.reading import reread
from counterclaim.ledger.store import ClaimFilter
from counterclaim.show.exports import acled, csvfile, ucdp
from counterclaim.show.exports.public import Shown

ACLED_HEADER = ",".join(acled.COLUMNS)
SHELLING = (
    "UKR77,2024-05-03,2024,1,Political violence,Explosions/Remote violence,Shelling/artillery/missile attack,"
    "Military Forces of Russia (2000-),,External/Other forces,Civilians (Ukraine),,Civilians,"
    "External/Other forces-Civilians,Civilian targeting,804,Europe,Ukraine,Merin,,,Branovka,48.7311,37.5678,1,"
    'Harbour Wire,National,"On 3 May 2024, forces shelled a market.\nFour died.",4,,1714900000'
)
CLASH = (
    "UKR78,2024-05-11,2024,2,Political violence,Battles,Government regains territory,"
    "Military Forces of Ukraine (2019-),,,Wagner-like Company,,,,,804,Europe,Ukraine,,,,Dolna,48.9,37.1,3,"
    "Valley Post; Harbour Wire,,Clashes.,0,crowd=3,"
)
UCDP_ROW = {
    "id": "91", "relid": "UKR-2024-1-2-3", "year": "2024", "type_of_violence": "1", "conflict_name": "Ours: Merin",
    "dyad_name": "Government of Ukraine - Merin Front", "side_a": "Government of Ukraine", "side_b": "Merin Front",
    "number_of_sources": "2", "source_office": "Harbour Wire;Valley Post", "source_date": "2024-05-05;2024-05-06",
    "source_headline": "Fight at Dolna;Toll rises", "source_original": "the governor", "where_prec": "2",
    "where_coordinates": "Dolna", "latitude": "48.9", "longitude": "37.1", "country": "Ukraine",
    "date_prec": "2", "date_start": "2024-05-03 00:00:00.000", "date_end": "2024-05-05 00:00:00.000",
    "deaths_a": "2", "deaths_b": "5", "deaths_civilians": "0", "deaths_unknown": "1", "best": "8",
    "high": "10", "low": "6",
}  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "war.ledger") as opened:
        yield opened


def put(tmp_path, text, name="rows.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def ucdp_file(*rows, header=True):
    lines = [[row.get(column, "") for column in ucdp.COLUMNS] for row in rows]
    stream = io.StringIO()
    csv.writer(stream).writerows([*([ucdp.COLUMNS] if header else []), *lines])
    return stream.getvalue()


def exported(ledger, which, rule):
    """The file that an export writes, and its rows."""
    table, find = (acled.ACLED, acled.coded) if which == "acled" else (ucdp.UCDP, ucdp.deadly)
    text = "".join(csvfile.pieces(table, find(ledger, ClaimFilter(), rule, Counter(), Shown())))
    return text, list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_says_what_its_cells_say_and_whose_words_it_rests_on(ledger, tmp_path):
    done = import_rows(ledger.store, put(tmp_path, f"{ACLED_HEADER}\n{SHELLING}\n"), outlet="The coders")
    assert (done.shape.name, done.report.kept, done.report.claims) == ("ACLED", 1, 3)
    [entry] = ledger.articles()
    text = ledger.view.article(entry.id).text
    assert text.startswith("Row in the columns of ACLED\n\nevent_date: 2024-05-03\n")
    claims = {claim.kind: claim for claim in ledger.claims()}
    assert all(text[c.span.start : c.span.end] == c.text for c in claims.values())
    assert {c.source for c in claims.values()} == {"Harbour Wire"}
    assert claims["statement"].text == "On 3 May 2024, forces shelled a market. Four died."
    event = claims["event"]
    assert (event.event_type, event.mode, event.status) == ("ASSAULT", "heavy-weapons", "alleged")
    # actor1 is not the attacker: both take part, nobody is the target
    assert (event.actors, event.targets) == (("Military Forces of Russia (2000-)", "Civilians (Ukraine)"), ())
    assert (str(event.when), event.where, event.located[0].lat) == ("2024-05-03", ("Branovka",), 48.7311)
    dead = claims["figure"]
    assert (dead.text, dead.measure, dead.low, dead.high) == ("fatalities: 4", "killed", 4, 4)
    assert (entry.outlet, str(entry.published), entry.basis) == (
        "The coders", "2024-05-05", "column timestamp: 1714900000",
    )  # fmt: skip


def test_what_claims_have_no_place_for_is_counted_and_stays_in_the_text(ledger, tmp_path):
    done = import_rows(ledger.store, put(tmp_path, f"{ACLED_HEADER}\n{SHELLING}\n{CLASH}\n"))
    assert done.words_alone == {
        "admin1": 1, "civilian_targeting": 1, "inter1": 1, "inter2": 1, "interaction": 1, "source_scale": 1, "tags": 1,
    }  # fmt: skip
    assert done.unread == {"no number of dead": 1}
    assert any("tags: crowd=3\n" in ledger.view.article(entry.id).text for entry in ledger.articles())


def test_nought_dead_in_acled_is_no_figure_and_a_week_is_a_week(ledger, tmp_path):
    import_rows(ledger.store, put(tmp_path, f"{ACLED_HEADER}\n{CLASH}\n"))
    [event] = ledger.claims(ClaimFilter(kind="event"))
    assert str(event.when) == "2024-05-08/2024-05-14"
    assert event.source == "Valley Post; Harbour Wire"  # nothing says which of them says what
    assert list(ledger.claims(ClaimFilter(kind="figure"))) == []


@pytest.mark.parametrize("header", [True, False])
def test_a_row_of_ucdp_keeps_its_bounds_and_whose_dead_they_are(ledger, tmp_path, header):
    done = import_rows(ledger.store, put(tmp_path, ucdp_file(UCDP_ROW, header=header)))
    assert (done.shape.name, done.report.kept) == ("UCDP GED", 1)
    claims = list(ledger.claims())
    figures = sorted((c.low, c.high, c.of, c.of_actor) for c in claims if c.kind == "figure")
    assert figures == [
        (2, 2, "Government of Ukraine", "ukr-gov"),
        (5, 5, "Merin Front", None),
        (6, 10, None, None),
    ]
    assert {(c.source, c.via) for c in claims} == {("the governor", ("Harbour Wire;Valley Post",))}
    [event] = [c for c in claims if c.kind == "event"]
    assert (str(event.when), event.targets) == ("2024-05-03/2024-05-05", ())
    assert {c.said for c in claims} == {None}  # two days of two sources


def test_only_one_sided_violence_has_a_victim(ledger, tmp_path):
    row = {**UCDP_ROW, "type_of_violence": "3", "side_b": "Civilians", "deaths_b": "0", "deaths_civilians": "6"}
    import_rows(ledger.store, put(tmp_path, ucdp_file(row)))
    [event] = ledger.claims(ClaimFilter(kind="event"))
    assert (event.actors, event.targets) == (("Government of Ukraine",), ("Civilians",))


def test_the_same_file_again_changes_nothing_and_the_readings_come_out_the_same(ledger, tmp_path):
    path = put(tmp_path, f"{ACLED_HEADER}\n{SHELLING}\n{CLASH}\n")
    import_rows(ledger.store, path)
    before = ledger.view.digest()
    assert import_rows(ledger.store, path).report.unchanged == 2
    assert ledger.view.digest() == before
    assert ledger.store.verify(reread).problem is None


def test_rows_that_cannot_be_read_are_named_and_the_others_go_on(ledger, tmp_path):
    broken = SHELLING.replace("UKR77,2024-05-03", "UKR79,yesterday").replace("Shelling/artillery/missile attack", "Jam")
    too_long = SHELLING + ",more"
    empty = "UKR80" + "," * 30
    done = import_rows(
        ledger.store, put(tmp_path, f"{ACLED_HEADER}\n{too_long}\n{broken}\n{empty}\n{SHELLING}\n{SHELLING}\n")
    )
    assert (done.report.kept, done.report.unchanged) == (2, 1)
    assert done.report.reasons == {"malformed row": 1, "empty row": 1}
    assert done.unread == {"unreadable date": 1, "unknown sub-event type": 1}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Storms sank 12 boats.\n"])
def test_a_file_in_nobodys_columns_is_refused_and_nothing_is_written(ledger, tmp_path, text):
    with pytest.raises(InputError, match="counterclaim ingest"):
        import_rows(ledger.store, put(tmp_path, text))
    assert list(ledger.view.runs()) == []


# What a row says of itself; ours behind ACLED's columns and the accounts' own words are told anew by every export.
KEPT_BY_ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 inter1 actor2 inter2 "
    "interaction civilian_targeting iso region country admin1 location latitude longitude geo_precision source "
    "fatalities fatalities_low fatalities_high"
).split()
KEPT_BY_UCDP = (
    "year type_of_violence dyad_name side_a side_b source_office source_original where_prec where_coordinates adm_1 "
    "latitude longitude geom_wkt country region event_clarity date_prec date_start date_end deaths_a deaths_b "
    "deaths_civilians deaths_unknown best high low"
).split()


@pytest.mark.parametrize(
    ("which", "columns", "rows"),
    [
        ("acled", KEPT_BY_ACLED, f"{ACLED_HEADER}\n{SHELLING}\n{CLASH}\n"),
        ("ucdp", KEPT_BY_UCDP, ucdp_file(UCDP_ROW, {**UCDP_ROW, "id": "92", "deaths_a": "0", "latitude": "48.8"})),
    ],
)
def test_an_export_that_is_taken_in_is_exported_as_it_was(tmp_path, ledger, which, columns, rows):
    import_rows(ledger.store, put(tmp_path, rows))
    text, before = exported(ledger, which, "ucdp")
    assert before
    with Ledger.open(tmp_path / "again.ledger") as again:
        import_rows(again.store, put(tmp_path, text, "again.csv"))
        _, after = exported(again, which, "ucdp")
    assert [{c: row[c] for c in columns} for row in after] == [{c: row[c] for c in columns} for row in before]


def test_a_cell_that_a_spreadsheet_would_run_comes_back_as_it_was_said(tmp_path, ledger):
    import_rows(ledger.store, put(tmp_path, f"{ACLED_HEADER}\n{SHELLING}\n".replace("Branovka,48", "=Branovka,48")))
    text, _ = exported(ledger, "acled", "acled")
    assert ",'=Branovka," in text
    with Ledger.open(tmp_path / "again.ledger") as again:
        import_rows(again.store, put(tmp_path, text, "again.csv"))
        assert {c.where for c in again.claims(ClaimFilter(kind="event"))} == {("=Branovka",)}


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_between_cells_are_known_by_the_header(tmp_path, ledger, sign):
    stream = io.StringIO()
    csv.writer(stream, delimiter=sign).writerows(csv.reader([ACLED_HEADER, CLASH]))
    assert import_rows(ledger.store, put(tmp_path, stream.getvalue())).report.kept == 1
