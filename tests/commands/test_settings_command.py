"""`counterclaim settings`: what is set, to what, and by whom."""

import csv
import io
import json

from counterclaim.settings import SETTINGS


def test_every_setting_is_listed_with_its_default_and_where_its_value_comes_from(cli, monkeypatch):
    for setting in SETTINGS:
        monkeypatch.delenv(setting.environment, raising=False)
    monkeypatch.setenv("COUNTERCLAIM_MIN_CONFIDENCE", "0.8")
    rows = {row["setting"]: row for row in json.loads(cli("settings", "--format", "json").out)}
    assert list(rows) == [setting.name for setting in SETTINGS]
    assert rows["min_confidence"]["value"] == "0.8"
    assert rows["min_confidence"]["origin"] == "COUNTERCLAIM_MIN_CONFIDENCE"
    assert rows["ledger"]["value"] == rows["ledger"]["default"] == "counterclaim.ledger"
    assert rows["ledger"]["origin"] == "default"


def test_table_csv_and_jsonl_say_the_same(cli):
    records = json.loads(cli("settings", "--format", "json").out)
    assert [json.loads(line) for line in cli("settings", "--format", "jsonl").out.splitlines()] == records
    assert list(csv.DictReader(io.StringIO(cli("settings", "--format", "csv").out))) == records
    table = cli("settings").out
    assert all(record["meaning"] in table for record in records)


def test_one_setting_by_its_name_or_its_variable(cli):
    assert [r["setting"] for r in json.loads(cli("settings", "pipeline", "--format", "json").out)] == ["pipeline"]
    assert json.loads(cli("settings", "COUNTERCLAIM_LEDGER", "--format", "json").out)[0]["setting"] == "ledger"


def test_a_name_that_is_no_setting_is_wrong_usage_and_names_those_there_are(cli):
    done = cli("settings", "pipelin")
    assert done.code == 2
    assert "there is no setting 'pipelin'" in done.err
    assert "pipeline" in done.err


def test_a_misspelled_variable_is_named(cli, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_PIPELIN", "x")
    assert "COUNTERCLAIM_PIPELIN is set, but there is no such setting" in cli("settings").err


def test_check_reads_the_own_tables_through_and_names_what_is_wrong(cli, tmp_path, monkeypatch):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("kind,name,first,phrases\nwar,Vale war,2031-02-03,Vale war\n", encoding="utf-8")
    bad.write_text("id,name,kind,source,country\nvlf,Vale Front,army,here,ET\n", encoding="utf-8")
    monkeypatch.setenv("COUNTERCLAIM_ANCHORS", str(good))
    done = cli("settings", "anchors", "--check")
    assert (done.code, done.out.splitlines()[0]) == (0, f"anchors: {good}: 1 row, nothing is wrong")
    monkeypatch.setenv("COUNTERCLAIM_ACTORS", str(bad))
    monkeypatch.setenv("COUNTERCLAIM_FETCH_PACE", "soon")
    done = cli("settings", "--check")
    assert done.code == 1
    assert f"actors: {bad}: line 2, column kind: 'army'; expected one of analyst, government" in done.err
    assert "COUNTERCLAIM_FETCH_PACE is 'soon'; expected a number" in done.err
