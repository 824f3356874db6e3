"""HXL hashtags below a CSV file's header: there when asked for, told in the metadata, passed over on the way back."""

import csv
import json

import pytest

from counterclaim.flow import Ledger
from counterclaim.flow.importing import import_rows
from counterclaim.records.tablecells import are_tags
from counterclaim.show.exports import acled, csvfile, hxl, ucdp
from counterclaim.show.exports.claims import CLAIMS
from counterclaim.show.exports.tables import TABLES
from counterclaim.show.exports.writing import ExportFormat, Order, write, write_folder


def test_acled_s_columns_carry_the_tags_that_humanitarian_tools_look_for(ledger, tmp_path):
    write(ledger, Order(ExportFormat.ACLED, hxl=True), tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(newline="") as stream:
        names, tags, *rows = csv.reader(stream)
    assert len(names) == len(tags)
    tagged = dict(zip(names, tags, strict=True))
    assert (tagged["event_date"], tagged["admin1"], tagged["fatalities"], tagged["interaction"]) == (
        "#date+occurred", "#adm1+name", "#affected+killed", "",
    )  # fmt: skip
    assert len(rows) == 1
    said = json.loads((tmp_path / "events.csv-metadata.json").read_text())
    assert said["dialect"]["headerRowCount"] == 2
    with Ledger.open(tmp_path / "again.ledger") as again:
        assert import_rows(again.store, str(tmp_path / "events.csv")).report.kept == 1


def test_bounds_are_tagged_as_dead_only_where_they_count_dead():
    assert dict(zip(ucdp.UCDP.names, hxl.tags_of(ucdp.UCDP.names), strict=True))["best"] == "#affected+killed"
    claims = dict(zip(CLAIMS.names, hxl.tags_of(CLAIMS.names), strict=True))
    assert (claims["low"], claims["high"], claims["latitude"]) == ("", "", "#geo+lat")


def test_a_table_with_tags_is_read_back_as_one_without(ledger, tmp_path):
    write_folder(ledger, Order(ExportFormat.CSV, hxl=True), tmp_path / "tables", ["claims"])
    with (tmp_path / "tables" / "claims.csv").open(newline="") as stream:
        found = list(csvfile.rows(CLAIMS, stream))
    plain = "".join(csvfile.pieces(CLAIMS, ledger.claims()))
    assert found == list(csvfile.rows(CLAIMS, plain.splitlines(keepends=True)))
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_text())
    assert [r["dialect"] for r in package["resources"]] == [{"commentChar": "#"}]


@pytest.mark.parametrize("table", [acled.ACLED, ucdp.UCDP, *(listed.table for listed in TABLES.values())])
def test_the_row_of_tags_begins_with_one_in_every_table_and_is_known_for_what_it_is(table):
    tags = hxl.tags_of(table.names)
    assert tags[0].startswith("#")
    assert are_tags(tags)
    assert not are_tags(table.names)
