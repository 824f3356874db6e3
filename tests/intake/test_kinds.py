import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from tests.intake.conftest import page

from counterclaim.intake.kinds import Kind, kind_of

PROSE = b"The ministry said on Monday that its forces had left Orlivka, after two days of fighting.\n" * 3


def _zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", PROSE)
    return out.getvalue()


def _tarred():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(PROSE)
        archive.addfile(member, io.BytesIO(PROSE))
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.EMPTY),
        (PROSE, Kind.TEXT),
        (b"---\ntitle: A\n---\n" + PROSE, Kind.TEXT),
        (b"# Talks resume\n\nRead [more](https://x.example/a) here.\n", Kind.MARKDOWN),
        (page(["Text."]), Kind.HTML),
        (b"\xef\xbb\xbf<!-- saved -->\n<!DOCTYPE html>\n<html>", Kind.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y"><body>', Kind.HTML),
        (page(["Text."]).decode().encode("utf-16"), Kind.HTML),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel>', Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
        (b'<?xml version="1.0"?><opml version="2.0">', Kind.OPML),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>front line, 3 May</text></svg>', Kind.XML),
        (b'{"text": "a"}\n{"text": "b"}\n', Kind.JSON_LINES),
        (b'[\n {"text": "a"},\n {"text": "b"}\n]', Kind.JSON),
        (b'{\n "articles": [{"text": "a"}]\n}', Kind.JSON),
        (b'title,text,date\nA,"One, two",2024-05-03\nB,"Three",2024-05-04\nC,D,E\n', Kind.CSV),
        (b"title;text\nA;B\n", Kind.TEXT),  # two lines with a semicolon each are no table without a sign of one
        (PROSE.replace(b"\n", b" ") + b"{not json}", Kind.TEXT),
        (b"From: a@x.example\r\nDate: Fri, 3 May 2024 10:00:00 +0000\r\nSubject: Talks\r\n\r\nText.", Kind.MAIL),
        (b"From a@x Fri May  3 10:00:00 2024\nFrom: a@x\nTo: b@x\nSubject: c\n\nText.", Kind.MAILBOX),
        (b"Question: what now?\n\nAnswer: nothing.\n", Kind.TEXT),
        (gzip.compress(PROSE), Kind.GZIP),
        (bz2.compress(PROSE), Kind.BZIP2),
        (lzma.compress(PROSE), Kind.XZ),
        (_zipped(), Kind.ZIP),
        (_tarred(), Kind.TAR),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", Kind.WARC),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"PAR1\x15", Kind.PARQUET),
        (b"\x89PNG\r\n\x1a\n", Kind.BINARY),
        (b"abc\0def", Kind.BINARY),
    ],
)
def test_the_kind_is_told_by_the_content(head, kind):
    assert kind_of(head, "download") is kind


def test_a_text_file_stays_text_whatever_signs_are_in_it():
    table = b"name,side,place\na,b,c\nd,e,f\ng,h,i\n"
    marked = b"# Heading\n\n[link](https://x.example) and **bold**\n"
    assert [kind_of(data, "notes.txt") for data in (table, marked)] == [Kind.TEXT, Kind.TEXT]
    assert kind_of(page(["Text."]), "page.txt") is Kind.HTML


def test_a_lying_ending_does_not_make_a_kind():
    assert kind_of(page(["Text."]), "article.pdf") is Kind.HTML
    assert kind_of(PROSE, "article.json") is Kind.TEXT
