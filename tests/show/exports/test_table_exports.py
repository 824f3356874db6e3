"""Tables come back from JSON Lines, CSV and Parquet as they went in, and no cell of a CSV file is a formula."""

import csv
import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import RecordError
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.places import Located
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Status, Track
from counterclaim.records.when import When
from counterclaim.show.exports import csvfile, csvw, jsonl, parquet
from counterclaim.show.exports.claims import CLAIMS, EVENTS, FIGURES, claim_from
from counterclaim.show.exports.schema import Type
from counterclaim.show.exports.tables import TABLES, Asked

# What an article can hold: anything but lone surrogates; an empty text is no value.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
HOSTILE = st.sampled_from(
    ["=1+1", "+x", "-5", "@a", "'=1", "''+", "\t", "\r\n", "a|b", "\\|", "\\", '"', "＝1", "\u2028", ";"]
)
TEXT = WORDS | HOSTILE
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
WHEN = st.builds(lambda a, b: When.between(min(a, b), max(a, b)), DAYS, DAYS)
SPAN = st.builds(lambda a, b: Span(a, a + b), st.integers(0, 10**6), st.integers(1, 500))
FEW = st.lists(TEXT, max_size=3).map(tuple)
PLACES = st.builds(
    Located, TEXT, st.floats(-90, 90), st.floats(-180, 180), st.none() | st.integers(1, 10**7),
    st.none() | st.just("UA"), st.none() | st.sampled_from(["town", "region"]), st.none() | TEXT,
    st.none() | st.floats(0, 500), st.none() | st.integers(1, 7), st.none() | st.integers(1, 3),
)  # fmt: skip
AMOUNT = st.none() | st.floats(-1e15, 1e15, allow_nan=False).map(float)
CLAIM = st.builds(
    Claim,
    id=st.from_regex(r"c[0-9a-f]{16}", fullmatch=True),
    kind=st.sampled_from(["statement", "figure", "event", "forecast"]),
    article=st.builds(
        ArticleRef, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), *[st.none() | TEXT] * 3, st.none() | WHEN
    ),
    span=SPAN,
    text=TEXT,
    sentence=SPAN,
    context=TEXT,
    source=st.none() | TEXT,
    source_text=st.none() | TEXT,
    source_spans=st.lists(SPAN, max_size=2).map(tuple),
    actor=st.none() | TEXT,
    side=st.none() | st.sampled_from(Side),
    narrator=st.booleans(),
    via=FEW.filter(lambda texts: texts != ("",)),
    track=st.none() | st.sampled_from(Track),
    said=st.none() | WHEN,
    confidence=st.none() | st.floats(0, 1),
    local=st.just("a1"),
    source_kind=st.none() | TEXT,
    located=st.lists(PLACES, max_size=2).map(tuple),
    cue=st.none() | TEXT,
    quote=st.none() | st.sampled_from(Quote),
    act=st.none() | st.sampled_from(Act),
    measure=st.none() | st.sampled_from(Measure),
    low=AMOUNT,
    high=AMOUNT,
    approximate=st.booleans(),
    of=st.none() | TEXT,
    of_actor=st.none() | TEXT,
    unit=st.none() | TEXT,
    by=st.none() | TEXT,
    since=st.none() | WHEN,
    as_of=st.none() | WHEN,
    place=st.none() | TEXT,
    modality=st.none() | st.sampled_from(Modality),
    event_type=st.none() | st.sampled_from(EventType),
    mode=st.none() | TEXT,
    trigger=st.none() | TEXT,
    actors=FEW,
    targets=FEW,
    when=st.none() | WHEN,
    where=FEW,
    status=st.none() | st.sampled_from(Status),
    horizon=st.none() | WHEN,
    made=st.none() | WHEN,
    likelihood=st.none() | st.just((0.05, 0.2)),
    wording=st.none() | TEXT,
)


@given(st.lists(CLAIM, max_size=3))
def test_claims_come_back_from_json_lines(claims):
    lines = list(jsonl.lines(CLAIMS, claims))
    assert all(line.endswith("\n") and len(line.splitlines()) == 1 for line in lines)
    assert [claim_from(row) for row in jsonl.rows(CLAIMS, lines)] == claims


@given(st.lists(CLAIM, max_size=3))
@pytest.mark.parametrize("safe", [True, False])
def test_claims_come_back_from_csv(safe, claims):
    text = "".join(csvfile.pieces(CLAIMS, claims, safe=safe))
    rows = csvfile.rows(CLAIMS, io.StringIO(text, newline=""), safe=safe)
    assert [claim_from(row) for row in rows] == claims


@given(st.lists(CLAIM, max_size=3))
def test_claims_come_back_from_parquet(claims):
    stream = io.BytesIO()
    assert parquet.write(CLAIMS, claims, stream) == len(claims)
    assert [claim_from(row) for row in parquet.rows(CLAIMS, stream)] == claims


@given(st.lists(CLAIM, max_size=3))
def test_no_text_cell_of_a_csv_file_is_a_formula(claims):
    text = "".join(csvfile.pieces(CLAIMS, claims))
    numeric = {f.name for f in CLAIMS.fields if f.type in (Type.NUMBER, Type.INTEGER)}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        for name, cell in row.items():
            assert name in numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), (
                name
            )


@pytest.mark.parametrize(("table", "kind"), [(FIGURES, "figure"), (EVENTS, "event")])
def test_the_tables_of_one_kind_lose_nothing_of_it(ledger, table, kind):
    claims = list(TABLES[table.name].records(ledger, Asked()))
    assert claims
    assert {claim.kind for claim in claims} == {kind}
    text = "".join(csvfile.pieces(table, claims))
    assert [claim_from(row) for row in csvfile.rows(table, io.StringIO(text, newline=""))] == claims


@pytest.mark.parametrize("name", TABLES)
def test_every_table_gives_the_same_rows_in_every_format(ledger, name):
    table = TABLES[name].table
    items = list(TABLES[name].records(ledger, Asked(on=dt.date(2024, 6, 1))))
    assert items or name in ("talks", "moves", "decisions", "relations")
    plain = list(jsonl.rows(table, jsonl.lines(table, items)))
    cells = list(csvfile.rows(table, io.StringIO("".join(csvfile.pieces(table, items)), newline="")))
    stream = io.BytesIO()
    parquet.write(table, items, stream)
    assert plain == cells == list(parquet.rows(table, stream))
    assert all(tuple(row) == table.names for row in plain)
    for field in table.fields:
        assert not field.required or all(row[field.name] is not None for row in plain), field.name


def test_a_listing_is_written_piece_by_piece(ledger):
    claims = list(ledger.claims()) * 40
    pieces = list(csvfile.pieces(CLAIMS, iter(claims)))
    assert len(pieces) > 3
    assert max(map(len, pieces)) < 200_000


@pytest.mark.parametrize(
    ("line", "message"),
    [("nonsense", "line 1 is no row of claims"), ('{"published_from": "soon"}', "line 1 is no row of claims")],
)
def test_a_line_that_is_no_row_is_said(line, message):
    with pytest.raises(RecordError, match=message):
        list(jsonl.rows(CLAIMS, [line]))


def test_a_cell_that_cannot_be_read_is_said():
    with pytest.raises(RecordError, match="line 2, start: 'x' cannot be read"):
        list(csvfile.rows(CLAIMS, io.StringIO("id,start\nc1,x\n")))
    with pytest.raises(RecordError, match="not a row of claims"):
        claim_from({"id": "c1"})


def test_metadata_follows_the_rules_of_csv_on_the_web():
    tables = [(listed.table, f"{name}.csv") for name, listed in TABLES.items()]
    group = csvw.group_metadata(tables, licence="https://creativecommons.org/licenses/by/4.0/")
    assert group["@context"][0] == "http://www.w3.org/ns/csvw"
    datatypes = {"string", "integer", "number", "boolean", "date", "json"}
    by_url = {table["url"]: table for table in group["tables"]}
    for (table, url), said in zip(tables, group["tables"], strict=True):
        columns = said["tableSchema"]["columns"]
        names = [column["name"] for column in columns]
        assert (said["url"], names) == (url, list(table.names))
        assert len(set(names)) == len(names)
        assert not any(name.startswith("_") for name in names)
        bases = {c["datatype"] if isinstance(c["datatype"], str) else c["datatype"]["base"] for c in columns}
        assert bases <= datatypes
        assert set(said["tableSchema"].get("primaryKey", [])) <= set(names)
        for key in said["tableSchema"].get("foreignKeys", []):
            there = by_url[key["reference"]["resource"]]["tableSchema"]
            assert key["columnReference"] in names
            assert there["primaryKey"] == [key["reference"]["columnReference"]]


def test_the_data_package_names_the_same_columns():
    tables = [(listed.table, f"{name}.csv") for name, listed in TABLES.items()]
    package = csvw.package(tables, "war")
    assert json.loads(json.dumps(package)) == package
    found = {r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert found == {url: list(table.names) for table, url in tables}
