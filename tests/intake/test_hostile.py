# ruff: noqa: E501 hostile input is written as it comes
"""Files made to break a reader: each is refused with a reason, in bounded memory and time, and what is beside it is read."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.conftest import page, zstandard

from counterclaim.intake.door import take
from counterclaim.intake.found import Found, Terms
from counterclaim.intake.limits import Limits
from counterclaim.records.article import Article, Drop

TEXT = "The regional governor said on Tuesday that four people had been wounded when shells hit the market in Orlivka."
MB = 1 << 20


class Zeros(io.RawIOBase):
    """So many bytes of one kind, made as they are read."""

    def __init__(self, size, what=b"\0"):
        super().__init__()
        self._left, self._what = size, what * MB

    def readable(self):
        return True

    def readinto(self, into):
        size = min(len(into), self._left, MB)
        into[:size] = self._what[:size]
        self._left -= size
        return size


def _reasons(taken):
    return ["kept" if isinstance(t.item, Article) else t.item.reason for t in taken]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard])
def test_a_bomb_in_one_packed_stream_is_stopped(through, pack):
    bomb = pack(TEXT.encode() + b" " * (60 * MB))
    assert _reasons(through(bomb, "a.gz")) == ["decompression bomb"]


def test_a_bomb_in_a_tar_is_stopped_and_in_a_zip_the_rest_goes_on(through):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        member = tarfile.TarInfo("zeros")
        member.size = 60 * MB
        archive.addfile(member, io.BufferedReader(Zeros(member.size, b" ")))
    assert "decompression bomb" in _reasons(through(out.getvalue(), "a.tgz"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b" " * (30 * MB))
        archive.writestr("a.txt", TEXT)
    assert _reasons(through(out.getvalue(), "a.zip")) == ["decompression bomb", "kept"]


def test_many_members_that_share_their_bytes_are_stopped_together(through):
    """Fifield's bomb: each member looks fair, all of them together do not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(40):
            archive.writestr(f"{n}.txt", (TEXT + " ") * 9000)  # 1 MB each, packed to a few kB
    reasons = _reasons(through(out.getvalue(), "a.zip", unpack_ratio=50))
    assert "decompression bomb" in reasons


def test_a_text_that_packs_well_is_no_bomb(through):
    [taken] = through(gzip.compress(((TEXT + "\n") * 20_000).encode()), "log.gz")
    assert isinstance(taken.item, Article)


def test_a_line_of_a_hundred_megabytes_is_refused_in_little_memory():
    stream = io.BufferedReader(Zeros(100 * MB, b"x"))
    tracemalloc.start()
    [taken] = take(Found("x.txt", stream), Terms(Limits(item_bytes=8 * MB)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken.item.reason == "too large"
    assert peak < 40 * MB


def test_a_line_of_a_hundred_megabytes_between_records_loses_itself_alone():
    class Lines(io.RawIOBase):
        def __init__(self):
            super().__init__()
            good = json.dumps({"text": TEXT, "title": "T"}).encode() + b"\n"
            self._parts = [io.BytesIO(good + b'{"text": "'), Zeros(100 * MB, b"x"), io.BytesIO(b'"}\n' + good)]

        def readable(self):
            return True

        def read(self, size=-1):
            while self._parts:
                if part := self._parts[0].read(min(size, MB) if size > 0 else MB):
                    return part
                self._parts.pop(0)
            return b""

    tracemalloc.start()
    taken = list(take(Found("x.jsonl", Lines()), Terms(Limits(item_bytes=8 * MB))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert _reasons(taken) == ["kept", "too large", "kept"]
    assert peak < 64 * MB


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 200_000 + TEXT.encode(),
        b"<html><body>" + b"<b><i>" * 50_000 + TEXT.encode() + b"</b></i>" * 50_000,
        b"<html><body><table>" + b"<tr><td><table>" * 20_000,
        b"<html><body>" + b"<p>" * 300_000,
        b"<html><body>" + b"<p>x" * 20_000,
        b"<html " + b"a=1 " * 200_000 + b">",
        b"<html><body>" + b"&lt;" * 300_000,
        b"<html><head><script type='application/ld+json'>" + b"[" * 100_000 + b"</script></head><body><p>" + TEXT.encode(),
        b"<html><!--" + b"-" * 500_000,
        b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><html>&b;</html>",
    ],
    ids=["divs", "misnested", "tables", "paragraphs", "fewer paragraphs", "attributes", "entities", "json", "comment", "doctype"],
)  # fmt: skip
def test_markup_without_end_is_read_or_refused_in_bounded_time(through, data):
    started = time.process_time()
    taken = through(data, "x.html")
    assert time.process_time() - started < 10
    assert len(taken) == 1


def test_json_nested_without_end_is_refused(through):
    assert _reasons(through(b'{"a":' * 100_000, "x.jsonl")) == ["nested too deeply"]
    assert _reasons(through(b"[" * 500_000 + b'{"a": 1}', "x.json"))[0] != "kept"


def test_an_archive_header_that_claims_the_memory_is_refused(through):
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 1 << 33
    taken = through(member.tobuf(tarfile.GNU_FORMAT) + b"\0" * 2048, "a.tar")
    assert [(t.item.reason, t.item.detail) for t in taken] == [
        ("damaged tar", "a header of 8,589,934,592 bytes; what came before it is taken in")
    ]


def test_lying_types_are_told_by_content(through):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.pdf", page([TEXT, f"Later: {TEXT}"]))
        archive.writestr("text.html", TEXT)
        archive.writestr("table.txt.gz", gzip.compress(TEXT.encode()))
        archive.writestr("really.warc", b"\x89PNG\r\n\x1a\n")
    taken = through(out.getvalue(), "a.zip")
    assert [str(t.kind) for t in taken] == ["HTML", "text", "text", "binary"]


@settings(max_examples=150)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"%PDF-1.7\n", b"PAR1",
         b"WARC/1.0\r\n", b"<html>", b'{"text":"', b'[{"text":"', b"a,b,c\n1,2,3\n4,5,6\n", b"From: a@x\nTo: b\nSubject: c\n",
         b"From a@x Fri May 3 2024\nFrom: a\nTo: b\nSubject: c\n", b"# a\n[b](c)\n", b"---\n", b"\xff\xfe", b"<rss><channel>"]
    ),
)  # fmt: skip
def test_no_bytes_end_a_run(data, sign):
    taken = list(take(Found("x", sign + data), Terms(Limits())))
    assert all(isinstance(t.item, (Article, Drop)) for t in taken)
    again = list(take(Found("x", sign + data), Terms(Limits())))
    assert [t.item for t in taken] == [t.item for t in again]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_flipped_bytes_in_real_files_end_no_run(data):
    whole = data.draw(st.sampled_from(_real_files()))
    at = data.draw(st.integers(0, len(whole) - 1))
    harmed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    assert all(isinstance(t.item, (Article, Drop)) for t in take(Found("x", harmed), Terms(Limits())))


def _real_files():
    import pyarrow as pa
    import pyarrow.parquet as pq

    zipped, tarred, table = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
    with tarfile.open(fileobj=tarred, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(TEXT)
        archive.addfile(member, io.BytesIO(TEXT.encode()))
    pq.write_table(pa.Table.from_pylist([{"text": TEXT, "title": "T"}]), table)
    return [
        zipped.getvalue(),
        tarred.getvalue(),
        table.getvalue(),
        lzma.compress(TEXT.encode()),
        bz2.compress(TEXT.encode()),
    ]
