# ruff: noqa: E501 pages and rows are written as they are met
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import UsageError
from counterclaim.intake.dated import DayOrder, day_order, parse_moment
from counterclaim.intake.limits import Refused
from counterclaim.intake.tables.mapping import find_columns, load_mapping, parse_columns, save_mapping
from counterclaim.records.article import Article, Drop

TEXT = "The regional governor said on Tuesday that four people had been wounded when shells hit the market in Orlivka."
ROWS = [
    {"Headline": f"Report {n}", "Body": f"{TEXT} It was report number {n}.", "pubDate": f"{n + 20}/04/2024",
     "Source": "Wire", "link": f"https://x.example/{n}"} for n in range(3)
]  # fmt: skip


def _csv(rows, **how):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], **how)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _parquet(rows):
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        _csv(ROWS),
        _csv(ROWS, delimiter=";"),
        _csv(ROWS, dialect="excel-tab"),
        "\n".join(map(json.dumps, ROWS)).encode(),
        json.dumps(ROWS, indent=1).encode(),
        json.dumps({"total": 3, "articles": ROWS}).encode(),
        _parquet(ROWS),
    ],
    ids=["csv", "semicolons", "tabs", "json lines", "json list", "json with a list", "parquet"],
)
def test_the_columns_of_every_kind_of_table_are_guessed_and_shown(through, data):
    told = []
    taken = through(data, "export", tell=told.append)
    assert [
        (t.item.text, t.item.title, t.item.outlet, t.item.url, str(t.item.published.when), t.item.published.basis)
        for t in taken
    ] == [
        (row["Body"], row["Headline"], "Wire", row["link"], f"2024-04-{n + 20}", f"column pubDate: {row['pubDate']}")
        for n, row in enumerate(ROWS)
    ]
    assert [t.name for t in taken] == ["export!row 1", "export!row 2", "export!row 3"]
    assert told == [
        "export: columns text=Body, title=Headline, date=pubDate, outlet=Source, url=link (guessed; --columns says otherwise)"
    ]


def test_columns_without_telling_names_are_told_by_their_contents(through):
    rows = [{"k1": str(n), "k2": TEXT * 3, "k3": f"2024-05-0{n + 1}", "k4": f"https://x.example/{n}"} for n in range(3)]
    told = []
    taken = through(_csv(rows), "t", tell=told.append)
    assert told[0].startswith("t: columns text=k2, date=k3, url=k4 (guessed")
    assert str(taken[2].item.published.when) == "2024-05-03"


def test_what_the_person_says_goes_before_a_guess(through):
    rows = [
        {"text": "short label for it", "title": "t", "summary": TEXT, "when": "2024-05-01", "date": "x"}
        for _ in range(3)
    ]
    [first, *_] = through(_csv(rows), columns={"text": "summary", "date": "when"})
    assert (first.item.text, str(first.item.published.when)) == (TEXT, "2024-05-01")


def test_a_column_that_is_not_there_is_named_with_those_that_are(through):
    [taken] = through(_csv(ROWS), "t.csv", columns={"text": "story"})
    assert (taken.item.reason, taken.item.detail) == (
        "no such column",
        "'story' for text; the columns are 'Headline', 'Body', 'pubDate', 'Source', 'link'",
    )


def test_a_column_of_pages_goes_through_the_page_reader(through):
    html = (
        "<html><head><title>T</title></head><body><article>"
        + f"<p>{TEXT}</p><p>Later: {TEXT}</p>"
        + "</article></body></html>"
    )
    [taken] = through(json.dumps([{"html": html, "url": "https://x.example/1"}]).encode())
    assert (taken.item.text.count(TEXT), taken.item.url, taken.kind) == (2, "https://x.example/1", "HTML")


def test_html_in_a_text_column_is_read_as_it_shows(through):
    [taken] = through(json.dumps([{"text": f"<p>{TEXT}</p><p>Second <b>one</b>.</p>"}]).encode())
    assert taken.item.text == f"{TEXT}\n\nSecond one.\n"


def test_bad_rows_are_named_and_the_rest_goes_on(through):
    lines = [json.dumps(ROWS[0]), "{broken", '"a word"', json.dumps({**ROWS[1], "Body": " "}), json.dumps(ROWS[2])]
    taken = through("\n".join(lines).encode(), "t.jsonl")
    assert [(t.name, "kept" if isinstance(t.item, Article) else t.item.reason) for t in taken] == [
        ("t.jsonl!row 1", "kept"),
        ("t.jsonl!row 2", "malformed row"),
        ("t.jsonl!row 3", "malformed row"),
        ("t.jsonl!row 4", "no text"),
        ("t.jsonl!row 5", "kept"),
    ]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_that_a_spreadsheet_saved_is_read_in_every_charset(through, charset, delimiter):
    rows = [("title", "text", "date"), ("Атака", f'"{TEXT}"', "2024-05-03"), *[("B", TEXT, "2024-05-04")] * 3000]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(charset)
    taken = through(data, "t.csv")
    assert len(taken) == 3001
    assert (taken[0].item.title, taken[0].item.text, str(taken[0].item.published.when)) == ("Атака", TEXT, "2024-05-03")
    assert {t.item.text for t in taken} == {TEXT}


def test_a_date_whose_day_and_month_cannot_be_told_apart_is_left_out(through):
    rows = [{"text": TEXT, "date": f"0{n + 1}/04/2024"} for n in range(3)]
    taken = through("\n".join(map(json.dumps, rows)).encode())
    assert [t.item.published for t in taken[:3]] == [None, None, None]
    assert taken[0].notes == (
        "date '01/04/2024' is not taken: it is no date, or its day and month cannot be told apart",
    )


def test_a_date_after_the_collection_is_not_taken(through):
    [taken] = through(json.dumps([{"text": TEXT, "date": "2024-06-02"}]).encode())
    assert taken.item.published is None
    assert "after the collection" in taken.notes[0]


def test_nested_records_are_columns_with_a_dot(through):
    [taken] = through(json.dumps([{"article": {"text": TEXT, "title": "T"}, "source": {"name": "Wire"}}]).encode())
    assert (taken.item.text, taken.item.outlet) == (TEXT, "Wire")


def test_an_interrupted_table_goes_on_behind_the_last_row(through):
    taken = through(_csv(ROWS), "t.csv", behind={"t.csv": (2,)})
    assert [t.name for t in taken] == ["t.csv!row 3"]


def test_a_mapping_is_saved_by_name_and_found_again(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_MAPPINGS", str(tmp_path / "maps"))
    path = save_mapping("wire", {"text": 'the "body"', "date": "day"})
    assert path == tmp_path / "maps" / "wire.toml"
    assert load_mapping("wire") == load_mapping(str(path)) == {"text": 'the "body"', "date": "day"}
    with pytest.raises(UsageError, match=r"there is no mapping 'wires'.*saved are: wire"):
        load_mapping("wires")
    with pytest.raises(UsageError, match="no name for a mapping"):
        save_mapping("../evil", {"text": "a"})


def test_a_user_without_a_home_folder_is_told_what_to_set(monkeypatch):
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", _nobody)  # as in a container whose user is in no list
    with pytest.raises(UsageError, match="this user has no home folder; set HOME, or give a whole path"):
        load_mapping("wire")


def _nobody(uid):
    raise KeyError(uid)


@pytest.mark.parametrize(
    ("written", "problem"),
    [("text", "expected FIELD=COLUMN"), ("body=text", "no field 'body'"), ("text=", "no mapping")],
)
def test_a_mapping_that_is_none_is_refused_with_the_form(written, problem):
    with pytest.raises(UsageError, match=problem):
        parse_columns(written)


def test_a_table_without_texts_says_what_its_columns_are():
    with pytest.raises(Refused, match="no text column: none of the columns holds texts: 'a', 'b'"):
        find_columns(["a", "b"], [{"a": "1", "b": "2"}], None)


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("2024-05-03", DayOrder.UNKNOWN, "2024-05-03"),
        ("2024-05-03 10:00:00+02:00", DayOrder.UNKNOWN, "2024-05-03"),
        ("20240503T100000+0200", DayOrder.UNKNOWN, "2024-05-03"),
        ("1714730400", DayOrder.UNKNOWN, "2024-05-03"),
        ("1714730400000", DayOrder.UNKNOWN, "2024-05-03"),
        ("Fri, 03 May 2024 10:00:00 GMT", DayOrder.UNKNOWN, "2024-05-03"),
        ("May 3rd, 2024", DayOrder.UNKNOWN, "2024-05-03"),
        ("3 May 2024", DayOrder.UNKNOWN, "2024-05-03"),
        ("13.05.2024", DayOrder.UNKNOWN, "2024-05-13"),
        ("03.05.2024", DayOrder.UNKNOWN, "2024-05-03"),
        ("03.05.2024", DayOrder.MONTH_FIRST, "2024-03-05"),
        ("05.13.2024", DayOrder.UNKNOWN, "2024-05-13"),
        ("03/05/2024", DayOrder.DAY_FIRST, "2024-05-03"),
        ("03/05/2024", DayOrder.MONTH_FIRST, "2024-03-05"),
        ("03/05/2024", DayOrder.UNKNOWN, None),
        ("2024-13-45", DayOrder.UNKNOWN, None),
        ("yesterday", DayOrder.UNKNOWN, None),
    ],
)
def test_dates_are_read_as_machines_and_bylines_write_them(written, order, day):
    moment = parse_moment(written, order)
    assert (str(moment.day) if moment else None) == day


@given(st.dates())
def test_an_iso_day_reads_back(day):
    assert parse_moment(day.isoformat()).day == day


def test_a_column_shows_the_order_of_its_dates():
    assert day_order(["03/04/2024", "25/04/2024"]) is DayOrder.DAY_FIRST
    assert day_order(["03/04/2024", "04/25/2024"]) is DayOrder.MONTH_FIRST
    assert day_order(["03/04/2024"]) is DayOrder.UNKNOWN
    assert day_order(["25/04/2024", "04/25/2024"]) is DayOrder.UNKNOWN


def test_a_lone_quotation_mark_loses_its_row_and_not_the_file(through):
    data = (
        b'title,text,date\nA,"'
        + TEXT.encode()
        + b'",2024-05-01\nB,x,2024-05-02,extra\nC,"'
        + TEXT.encode()
        + b'",2024-05-03\n'
    )
    taken = through(data, "t.csv")
    assert [type(t.item) for t in taken] == [Article, Drop, Article]
    assert taken[1].item.reason == "malformed row"
