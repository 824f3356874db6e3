"""`counterclaim export`: what is written where, what is said of it, and calls that cannot be carried out."""

import csv
import io
import json

import pytest

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Event, Figure, Place, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Measure
from counterclaim.records.when import When

TEXT = "Shells hit Osten on Tuesday, killing 4 people. " + "The mayor walked on. " * 20


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "war.ledger"
    reading = Reading(
        Article(TEXT, path="/home/me/osten.txt", outlet="Osten Post", title="Shells"),
        Reader("0.1.0", ()),
        Published(When.parse("2024-05-04"), "given"),
        figures=(Figure("f1", Span(37, 38), "4", 4.0, 4.0, False, Measure.KILLED, "people", unit="person"),),
        events=(
            Event("e1", Span(0, 27), Span(7, 10), EventType.ASSAULT, "heavy-weapons", (), ("Osten",),
                  When.parse("2024-04-30"), ("Osten",), rule="assault.strike"),
        ),
        places=(Place(Span(11, 16), "Osten", 1, 50.0123, 30.0456, "UA", "town", None, 5.0, 1, 1),),
    )  # fmt: skip
    with Ledger.open(path) as opened:
        opened.store.add(reading, claims_of(reading))
    return path


@pytest.mark.parametrize(
    ("name", "arguments", "head"),
    [
        ("c.csv", [], "id,kind,article,"),
        ("c.jsonl", [], '{"id": "c'),
        ("c.parquet", [], "PAR1"),
        ("q.csv", ["--table", "questions"], "id,title,kind,"),
        ("a.csv", ["--format", "acled"], "event_id_cnty,event_date,"),
        ("u.csv", ["--format", "ucdp"], "id,relid,year,"),
        ("f.csv", ["--format", "ftm"], "canonical_id,entity_id,"),
        ("m.geojson", [], '{"type": "FeatureCollection"'),
        ("p.jsonl", ["--format", "plover"], '{"id": "c'),
        ("w.jsonld", ["--format", "annotations"], '{"@context": "http://www.w3.org/ns/anno.jsonld"'),
        ("s.jsonld", ["--format", "schema.org"], '{"@context": "https://schema.org"'),
    ],
)
def test_each_format_goes_to_a_file_and_the_text_ones_to_output(cli, ledger, tmp_path, name, arguments, head):
    file = tmp_path / name
    done = cli("export", file, "--ledger", ledger, *arguments)
    assert (done.code, done.out) == (0, "")
    assert f"{file}: written" in done.err
    assert file.read_bytes().startswith(head.encode())
    if name.endswith(".csv") and "ftm" not in arguments:
        said = json.loads((tmp_path / f"{name}-metadata.json").read_text())
        assert said["url"] == name
    if not name.endswith(".parquet"):
        form = arguments if "--format" in arguments else [*arguments, "--format", file.suffix[1:]]
        assert cli("export", "-", "--ledger", ledger, *form).out == file.read_text()
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_a_folder_holds_every_table_and_what_describes_them(cli, ledger, tmp_path):
    done = cli("export", f"{tmp_path}/all/", "--format", "csv", "--ledger", ledger, "--license", "https://l.example/")
    assert done.code == 0
    tables = {path.stem for path in (tmp_path / "all").glob("*.csv")}
    assert tables == {
        "articles", "claims", "figures", "events", "forecasts", "sources", "questions", "accounts", "relations",
        "talks", "moves", "decisions",
    }  # fmt: skip
    group = json.loads((tmp_path / "all" / "csv-metadata.json").read_text())
    assert {t["url"] for t in group["tables"]} == {f"{t}.csv" for t in tables}
    assert {t["dc:license"]["@id"] for t in group["tables"]} == {"https://l.example/"}
    again = cli("export", f"{tmp_path}/all/", "--format", "csv", "--ledger", ledger)
    assert again.code == 2
    assert "is there already" in again.err
    two = cli(
        "export",
        f"{tmp_path}/two/",
        "--format",
        "parquet",
        "--table",
        "claims",
        "--table",
        "figures",
        "--ledger",
        ledger,
    )
    assert sorted(p.name for p in (tmp_path / "two").iterdir()) == ["claims.parquet", "figures.parquet"], two.err


def test_conditions_narrow_what_is_written_and_what_they_do_not_narrow_is_said(cli, ledger, tmp_path):
    done = cli("export", "-", "--format", "jsonl", "--kind", "figure", "--ledger", ledger)
    assert [json.loads(line)["kind"] for line in done.out.splitlines()] == ["figure"]
    assert cli("export", "-", "--format", "jsonl", "--near", "10,10", "--ledger", ledger).out == ""
    before = cli("export", "-", "--format", "jsonl", "--as-of", "2020-01-01", "--ledger", ledger)
    assert (before.code, before.out) == (0, "")
    articles = cli("export", "-", "--format", "csv", "--table", "articles", "--kind", "figure", "--ledger", ledger)
    assert "articles are not narrowed by conditions on claims" in articles.err


def test_a_public_export_shows_no_path_no_exact_place_and_short_words(cli, ledger):
    done = cli("export", "-", "--format", "jsonl", "--public", "--ledger", ledger)
    assert "/home/me" not in done.out
    event = next(json.loads(x) for x in done.out.splitlines() if json.loads(x)["kind"] == "event")
    assert (event["latitude"], event["longitude"]) == (50.0, 30.0)
    assert event["located"][0]["radius_km"] >= 12
    assert event["context"] == event["text"] == "Shells hit Osten on Tuesday"
    assert (
        "/home/me"
        not in cli("export", "-", "--format", "csv", "--table", "articles", "--public", "--ledger", ledger).out
    )


def test_what_a_format_leaves_out_is_counted_by_reason(cli, ledger):
    done = cli("export", "-", "--format", "geojson", "--ledger", ledger)
    assert "1 claim left out: no place known" in done.err
    [row] = csv.DictReader(io.StringIO(cli("export", "-", "--format", "acled", "--ledger", ledger).out))
    assert (row["fatalities"], row["sub_event_type"], row["rule"]) == (
        "4",
        "Shelling/artillery/missile attack",
        "acled",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["out.json"], "which format? Give one with --format"),
        (["out.csv", "--table", "rumours"], "there is no table 'rumours'; the tables are: articles, claims"),
        (["out.csv", "--bounds", "guess"], "there is no bounds rule 'guess'"),
        (["out.csv", "--format", "acled", "--table", "claims"], "--table is for csv, jsonl and parquet"),
        (["out/", "--format", "geojson"], "is a folder; geojson is one file"),
        (["out/"], "which format? Give csv, jsonl or parquet"),
        (["out.csv", "--table", "claims", "--table", "figures"], "2 tables need a folder"),
        (["war.zip", "--kind", "figure"], "a bundle is the whole ledger"),
        (["-", "--format", "bundle"], "a bundle goes to a file"),
        (["nowhere/out.csv"], "there is no folder"),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_so_and_writes_nothing(
    cli, ledger, tmp_path, monkeypatch, arguments, message
):
    monkeypatch.chdir(tmp_path)
    done = cli("export", *arguments, "--ledger", ledger)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert list(tmp_path.rglob("*")) == []


def test_a_file_that_is_there_is_not_written_over_unless_it_is_said(cli, ledger, tmp_path):
    file = tmp_path / "c.csv"
    file.write_text("mine")
    assert cli("export", file, "--ledger", ledger).code == 2
    assert file.read_text() == "mine"
    assert cli("export", file, "--ledger", ledger, "--force").code == 0
    assert file.read_text() != "mine"
