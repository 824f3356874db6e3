"""Listings as CSV, as records and as a terminal's table."""

import csv
import io
import re

from rich.console import Console

from counterclaim.comparison.source_records import SourceRecord
from counterclaim.show.analysis_tables import RECORDS
from counterclaim.show.tables import (
    CLAIMS,
    EVENTS,
    FIGURES,
    FORECASTS,
    QUESTIONS,
    TALKS,
    Column,
    Listing,
    csv_lines,
    print_listing,
)


def figures(claims):
    return [claim for claim in claims if claim.kind == "figure"]


def test_figures_as_csv_keep_every_value(claims):
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(FIGURES, figures(claims))))))
    assert [(r["low"], r["high"], r["of"], r["source"], r["as_of"]) for r in rows] == [
        ("40", "40", "Armenian soldiers", "Armenia", "2022-09-16"),
        ("90", "90", "Armenian soldiers", "Azerbaijan", "2022-09-16"),
        ("7", "7", "people", "the mayor", "2022-09-14"),
    ]
    assert rows[2]["text"] == "“Seven</b> people"


def test_missing_values_are_empty_in_csv_and_none_in_records(claims):
    [record] = list(EVENTS.records([c for c in claims if c.kind == "event" and c.source]))
    assert (record["targets"], record["actors"], record["when"]) == (None, "Azerbaijan", "2022-09-14")
    line = "".join(csv_lines(EVENTS, [c for c in claims if c.kind == "event" and c.source])).splitlines()[1]
    assert "None" not in line


def test_a_listing_of_nothing_has_its_header_only():
    assert "".join(csv_lines(CLAIMS, [])).splitlines()[0].startswith("id,kind,source,")


def test_tables_for_people_show_bounds_and_escape_markup(claims):
    out = io.StringIO()
    count = print_listing(FIGURES, figures(claims), Console(file=out, width=160, highlight=False))
    assert count == 3
    assert "Armenian soldiers" in out.getvalue()
    out = io.StringIO()
    print_listing(CLAIMS, claims, Console(file=out, width=200, highlight=False))
    assert "<b>“Seven</b>" in out.getvalue()


def test_every_kind_of_record_has_a_listing(material):
    for listing, items in ((QUESTIONS, material.questions), (TALKS, material.rounds), (FORECASTS, material.forecasts)):
        records = list(listing.records(items))
        assert len(records) == len(items) > 0
        assert all(set(record) == {column.name for column in listing.columns} for record in records)


def terminal(width):
    return Console(file=io.StringIO(), width=width, force_terminal=True, no_color=True, highlight=False)


def test_whose_record_it_is_stands_in_a_narrow_terminal_too():
    record = SourceRecord("Border guard service of Ostmark", None, "shot_down", 12, 3, 4, 5, 6, 7, 8, 9)
    screen = terminal(80)
    print_listing(RECORDS, [record], screen)
    shown = screen.file.getvalue()
    assert "source" in shown
    assert "Border guard" in shown
    assert "contradicted" in shown
    assert "no room for: alone, echoed, by later, revised; a wider terminal or --format csv" in shown


def test_running_text_is_never_squeezed_out_of_a_table():
    columns = (Column("who", str, "who", wraps=True), *(Column(f"n{i}", lambda _: 10**9, f"n{i}") for i in range(9)))
    screen = terminal(60)
    print_listing(Listing("things", columns), ["Border guard service of Ostmark"], screen)
    shown = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", screen.file.getvalue()).split())
    assert "who" in shown
    assert "Border" in shown
