import gzip
import io
import zipfile

import pytest
from fastwarc.stream_io import ZstdWriter, zstd_train_dictionary_from_samples
from tests.intake.conftest import page, zstandard

from counterclaim.intake.door import take
from counterclaim.intake.found import Found, Terms
from counterclaim.intake.limits import Limits
from counterclaim.records.article import Article

FACTS = (
    "The regional governor said on Tuesday that four people had been wounded when shells hit the market in Orlivka.",
    "Rescue workers told reporters that they had brought eleven people out of the cellar of a block of flats nearby.",
)


def _answer(n, status="200 OK", media_type="text/html; charset=utf-8", body=None):
    body = page((*FACTS, f"It was report number {n} of that day."), title=f"Report {n}") if body is None else body
    return (f"https://x.example/{n}", status, media_type, body)


def _became(taken):
    return [(t.name.split("!", 1)[-1], "kept" if isinstance(t.item, Article) else t.item.reason) for t in taken]


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_crawl_come_out_with_what_the_crawl_knows(through, warc, packed):
    told = []
    answers = [
        _answer(1),
        _answer(2, "404 Not Found"),
        _answer(3, media_type="image/png", body=b"\x89PNG\r\n"),
        _answer(4, "301 Moved", body=b""),
        _answer(5, media_type="application/octet-stream"),  # a page whatever the server calls it
        _answer(6, media_type="text/html", body=b"\x89PNG\r\n"),  # none, whatever the server calls it
    ]
    taken = through(warc(answers, gzip=packed), "c.warc", tell=told.append)
    assert _became(taken) == [
        ("https://x.example/1", "kept"),
        ("https://x.example/2", "error page"),
        ("https://x.example/5", "kept"),
    ]
    assert (taken[0].item.url, taken[0].item.outlet, taken[0].item.title) == (
        "https://x.example/1",
        "x.example",
        "Report 1",
    )
    assert taken[0].item.original == answers[0][3]
    assert told == ["c.warc: passed over 3 records that are no pages (1 image/png, 1 redirect, 1 text/html)"]


def test_a_crawl_packed_by_zstandard_is_read_frame_by_frame(through, warc):
    packed = b"".join(zstandard(warc([_answer(n)])) for n in (1, 2))
    assert _became(through(packed, "c.warc.zst")) == [("https://x.example/1", "kept"), ("https://x.example/2", "kept")]
    assert _became(through(packed[:-20], "c.warc.zst"))[-1] == ("c.warc.zst", "damaged file")


def test_a_crawl_packed_with_a_dictionary_of_its_own_is_read_with_it(through, warc):
    records = [warc([_answer(n)]) for n in range(40)]
    dictionary = zstd_train_dictionary_from_samples(records, max_size=4096)
    out = io.BytesIO()
    writer = ZstdWriter(out, dictionary=dictionary)
    for record in records:
        writer.write(record)
    writer.finish()
    writer.flush()
    assert out.getvalue().startswith(b"\x5d\x2a\x4d\x18"), "a frame with the dictionary comes first"
    assert _became(through(out.getvalue(), "c.warc.zst")) == [(f"https://x.example/{n}", "kept") for n in range(40)]


def test_no_date_is_later_than_the_crawl(through, warc):
    body = page(FACTS, head='<meta property="article:published_time" content="2024-06-02">')
    [taken] = through(warc([_answer(1, body=body)], moment="2024-06-01T10:00:00Z"))
    assert taken.item.published is None
    [taken] = through(warc([_answer(1, body=body)], moment="2024-06-02T00:00:01Z"))
    assert str(taken.item.published.when) == "2024-06-02"


def test_a_wacz_package_is_read_through_its_archives(through, warc):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("datapackage.json", "{}")
        package.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://x.example/1"}')
        package.writestr("archive/data.warc.gz", warc([_answer(1), _answer(2)], gzip=True))
        package.writestr("indexes/index.cdx", "x")
    taken = through(out.getvalue(), "c.wacz")
    assert [t.name for t in taken] == [f"c.wacz!archive/data.warc.gz!https://x.example/{n}" for n in (1, 2)]
    assert [t.at for t in taken] == [(3, 1), (3, 2)]


@pytest.mark.parametrize("packed", [False, True])
def test_an_interrupted_crawl_goes_on_behind_the_last_record(through, warc, packed):
    data = warc([_answer(n) for n in range(4)], gzip=packed)
    assert _became(through(data, "c.warc", behind={"c.warc": (3,)})) == [("https://x.example/3", "kept")]
    whole = gzip.compress(warc([_answer(n) for n in range(4)]))  # packed as one piece
    assert _became(through(whole, "c.warc", behind={"c.warc": (3,)})) == [("https://x.example/3", "kept")]


def test_a_damaged_packed_record_is_named_and_the_next_is_read(through, warc):
    parts = [warc([_answer(n)], gzip=True) for n in range(4)]
    parts[1] = parts[1][:200] + b"\0\xff\0\xff" + parts[1][204:]
    assert _became(through(b"".join(parts), "c.warc.gz")) == [
        ("https://x.example/0", "kept"),
        (f"record at byte {len(parts[0]):,}", "malformed record"),
        ("https://x.example/2", "kept"),
        ("https://x.example/3", "kept"),
    ]


@pytest.mark.parametrize("length", [b"999999999", b"-5", b"20", b"word"])
def test_a_record_with_a_lying_length_loses_itself_alone(through, warc, length):
    parts = [warc([_answer(n)]) for n in range(3)]
    start = parts[1].index(b"Content-Length: ") + 16
    parts[1] = parts[1][:start] + length + parts[1][parts[1].index(b"\r\n", start) :]
    became = _became(through(b"".join(parts), "c.warc"))
    assert became[0] == ("https://x.example/0", "kept")
    assert became[-1] == ("https://x.example/2", "kept")
    assert all(reason != "kept" for _, reason in became[1:-1])
    assert len(became) == 3


def test_garbage_between_records_is_passed(through, warc):
    data = warc([_answer(0)]) + b"GARBAGE\r\n" * 50 + warc([_answer(1)])
    assert [became for _, became in _became(through(data))].count("kept") == 2


def test_a_cut_crawl_says_that_it_was_cut(through, warc):
    data = warc([_answer(n) for n in range(3)], gzip=True)
    taken = through(data[:-60], "c.warc.gz")
    assert _became(taken)[:2] == [("https://x.example/0", "kept"), ("https://x.example/1", "kept")]
    assert taken[-1].item.reason in {"truncated WARC", "malformed record"}


def test_a_record_past_the_limit_is_refused_and_the_rest_goes_on(through, warc):
    data = warc([_answer(0), _answer(1, body=b"<html>" + b"x" * 300_000), _answer(2)], gzip=True)
    first, second, third = _became(through(data, "c", item_bytes=100_000))
    assert (first, third) == (("https://x.example/0", "kept"), ("https://x.example/2", "kept"))
    assert (second[0][:15], second[1]) == ("record at byte ", "too large")


def test_a_crawl_from_a_pipe_is_read_as_from_a_file(warc, tmp_path):
    data = warc([_answer(n) for n in range(3)], gzip=True)
    (tmp_path / "c.warc.gz").write_bytes(data)
    from_file = take(Found("c", tmp_path / "c.warc.gz"), Terms(Limits()))
    from_pipe = take(Found("c", io.BufferedReader(io.BytesIO(data))), Terms(Limits()))
    assert [t.item for t in from_file] == [t.item for t in from_pipe]


def test_the_text_that_a_crawl_converted_is_taken_as_text(through):
    text = " ".join(FACTS).encode()
    data = (
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://x.example/1\r\n"
        b"WARC-Date: 2024-06-01T12:00:00Z\r\n"
        b"Content-Type: text/plain\r\nContent-Length: " + str(len(text)).encode() + b"\r\n\r\n" + text + b"\r\n\r\n"
    )
    [taken] = through(data, "c.wet")
    assert (taken.item.text, taken.item.url) == (text.decode(), "https://x.example/1")
