# ruff: noqa: E501 files are written as they come
"""Every kind of file from the command line into a ledger, each made by the tool that is usual for it."""

import gzip
import io
import json
import sys
import tarfile
import zipfile
from email.message import EmailMessage

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typst
from fastwarc.warc import WarcRecord, WarcRecordType

from counterclaim.flow import Ledger

FACT = "The defence ministry said on Tuesday that {n} soldiers had been killed near Orlivka, and that it would go on."
MORE = "Rescue workers told reporters that they had brought eleven people out of the cellar of a block of flats nearby."


def _text(n):
    return f"{FACT.format(n=n)} {MORE}"


def _page(n):
    return f"<html><head><title>Report {n}</title></head><body><article><p>{FACT.format(n=n)}</p><p>{MORE}</p></article></body></html>"


def _mail(n):
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = (
        "a@x.example",
        "Fri, 03 May 2024 10:00:00 +0000",
        f"Report {n}",
    )
    message.set_content(_text(n))
    return bytes(message)


def _docx(n):
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(_text(n))
    document.save(out)
    return out.getvalue()


def _parquet(n):
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{"text": _text(n), "title": f"Report {n}", "date": "2024-05-03"}]), out)
    return out.getvalue()


def _tar(n):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as archive:
        member = tarfile.TarInfo("a.txt")
        data = _text(n).encode()
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def _zip(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _warc(n):
    record, out = WarcRecord(), io.BytesIO()
    record.init_headers()
    record.record_type = WarcRecordType.response
    record.headers["WARC-Target-URI"] = f"https://x.example/{n}"
    record.headers["WARC-Date"] = "2024-06-01T12:00:00Z"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _page(n).encode())
    record.write(out)
    return out.getvalue()


KINDS = {
    "01.txt": lambda n: _text(n).encode(),
    "02.md": lambda n: f"# Report\n\n{FACT.format(n=n)}\n\n**{MORE}**\n".encode(),
    "03.html": lambda n: _page(n).encode(),
    "04.jsonl": lambda n: (
        json.dumps({"text": _text(n), "date": "2024-05-03"}).encode() + b"\n" + json.dumps({"text": ""}).encode()
    ),
    "05.csv": lambda n: f'text,title,date\n"{_text(n)}",Report,2024-05-03\n'.encode(),
    "06.parquet": _parquet,
    "07.zip": lambda n: _zip({"a/b.txt": _text(n)}),
    "08.tar.xz": _tar,
    "09.warc": _warc,
    "10.warc.gz": lambda n: gzip.compress(_warc(n)),
    "11.wacz": lambda n: _zip({"datapackage.json": "{}", "archive/a.warc.gz": gzip.compress(_warc(n))}),
    "12.eml": _mail,
    "13.pdf": lambda n: typst.compile(_text(n).encode()),
    "14.docx": _docx,
}


@pytest.fixture
def folder(tmp_path):
    everything = tmp_path / "in"
    everything.mkdir()
    for number, (name, make) in enumerate(KINDS.items(), 40):
        (everything / name).write_bytes(make(number))
    return everything


def _killed(ledger):
    """The figures in the ledger, which tell what was read out of each file."""
    with Ledger.open(ledger) as opened:
        return sorted(int(c.low) for c in opened.claims() if c.kind == "figure" and c.measure == "killed" and c.low)


def test_every_kind_comes_into_the_ledger_mixed_and_all_at_once(cli, folder, tmp_path):
    ledger, report = tmp_path / "war.ledger", tmp_path / "report.jsonl"
    done = cli("ingest", folder, "--ledger", ledger, "--report", report)
    assert done.code == 1  # one row has no text
    assert "15 found · 14 kept (" in done.err
    assert "· 1 dropped (1 no text)\n" in done.err
    assert f"{folder / '05.csv'}: columns text=text, title=title, date=date" in done.err
    assert _killed(ledger) == list(range(40, 54))
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(line["kind"], line["became"]) for line in lines] == [
        *((kind, "kept") for kind in ("text", "Markdown", "HTML", "JSON Lines")),
        ("JSON Lines", "dropped"),
        *(
            (kind, "kept")
            for kind in ("CSV", "Parquet", "text", "text", "HTML", "HTML", "HTML", "e-mail", "PDF", "DOCX")
        ),
    ]
    with Ledger.open(ledger) as opened:
        assert {entry.id for entry in opened.articles()} == {line["article"] for line in lines if line["article"]}
        assert opened.verify().problem is None
    again = cli("ingest", folder, "--ledger", ledger)
    assert "15 found · 0 kept (0 claims) · 14 unchanged · 1 dropped" in again.err


@pytest.mark.slow
def test_several_processes_make_the_same_ledger_as_one(cli, folder, tmp_path):
    cli("ingest", folder, "--ledger", tmp_path / "one.ledger")
    cli("ingest", folder, "--ledger", tmp_path / "two.ledger", "--jobs", "2")
    with Ledger.open(tmp_path / "one.ledger") as one, Ledger.open(tmp_path / "two.ledger") as two:
        assert one.store.digest() == two.store.digest()


def test_standard_input_is_told_by_its_content_too(cli, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(_warc(77)))))
    done = cli("ingest", "-", "--ledger", tmp_path / "x.ledger")
    assert (done.code, _killed(tmp_path / "x.ledger")) == (0, [77])


def test_columns_are_said_saved_and_used_again(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_MAPPINGS", str(tmp_path / "maps"))
    table = tmp_path / "t.csv"
    table.write_text(f'a,b,c\n"{_text(70)}","short",2024-05-03\n"{_text(71)}","short",2024-05-04\n')
    first = cli(
        "ingest",
        table,
        "--ledger",
        tmp_path / "a.ledger",
        "--columns",
        "text=a,date=c,title=b",
        "--save-mapping",
        "wire",
    )
    assert f"saved as {tmp_path / 'maps' / 'wire.toml'}" in first.err
    assert f"{table}: columns text=a, title=b, date=c\n" in first.err
    second = cli("ingest", table, "--ledger", tmp_path / "b.ledger", "--mapping", "wire")
    assert (second.code, _killed(tmp_path / "b.ledger")) == (0, [70, 71])


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--columns", "body"), "'body' is no mapping; expected FIELD=COLUMN, as in --columns text=body,date=pubdate"),
        (("--columns", "words=body"), "there is no field 'words'; the fields are: text, html, title, date"),
        (("--save-mapping", "x"), "--save-mapping saves what --columns or --mapping say; give one of them"),
        (("--report", "/no/such/folder/x"), "the report cannot be written to /no/such/folder/x: No such file"),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_why_before_anything_is_done(cli, folder, tmp_path, options, problem):
    done = cli("ingest", folder, "--ledger", tmp_path / "x.ledger", *options)
    assert done.code == 2
    assert problem in done.err
    assert not (tmp_path / "x.ledger").exists()


def test_many_drops_are_counted_and_the_first_are_named(cli, tmp_path):
    (tmp_path / "t.jsonl").write_text("\n".join(['{"text": "x"}'] + ["{broken"] * 50))
    done = cli("ingest", tmp_path / "t.jsonl", "--ledger", tmp_path / "x.ledger", "--columns", "text=text")
    assert done.err.count(": dropped: ") == 20
    assert "counterclaim: … and 30 more dropped; --report FILE lists them all\n" in done.err
    assert "50 dropped (50 malformed row)" in done.err
    with Ledger.open(tmp_path / "x.ledger") as opened:
        assert sum(1 for _ in opened.view.drops()) == 50


def test_read_takes_the_same_kinds(cli, folder):
    done = cli("read", folder / "12.eml", folder / "07.zip", folder / "14.docx", "--format", "jsonl")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [r["article"]["path"] for r in records] == [
        str(folder / "12.eml"),
        f"{folder / '07.zip'}!a/b.txt",
        str(folder / "14.docx"),
    ]
