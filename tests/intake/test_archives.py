import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from tests.intake.conftest import page, zstandard

from counterclaim.records.article import Article

TEXT = "The regional governor said on Tuesday that four people had been wounded when shells hit the market in Orlivka."


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            if isinstance(data, str):
                member.type, member.linkname = tarfile.SYMTYPE, data
                archive.addfile(member)
            else:
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def _became(taken):
    return [(t.name, "kept" if isinstance(t.item, Article) else t.item.reason) for t in taken]


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
def test_the_members_of_an_archive_come_out_in_its_order(through, mode):
    members = [(f"news/{n}.txt", f"{TEXT} Number {n}.".encode()) for n in range(5)]
    data = zipped(members) if mode == "zip" else tarred(members, mode)
    taken = through(data, "pack")
    assert [(t.name, t.item.text) for t in taken] == [(f"pack!{name}", text.decode()) for name, text in members]
    assert [t.at for t in taken] == [(n,) for n in range(1, 6)]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard])
def test_a_packed_text_is_read_under_its_own_name(through, pack):
    [taken] = through(pack(TEXT.encode()), "a.txt.gz")
    assert (taken.name, taken.item.text) == ("a.txt.gz", TEXT)


def test_archives_in_archives_are_opened_to_a_depth(through):
    data = zipped([("a.txt", TEXT.encode())])
    for depth in range(2, 6):
        data = zipped([(f"{depth}.zip", data)])
    [taken] = through(data, "deep.zip", archive_depth=3)
    assert (taken.item.item, taken.item.reason) == ("deep.zip!5.zip!4.zip!3.zip", "nested too deeply")
    assert _became(through(data, "deep.zip", archive_depth=5)) == [("deep.zip!5.zip!4.zip!3.zip!2.zip!a.txt", "kept")]


def test_a_file_packed_over_and_over_is_refused(through):
    data = TEXT.encode()
    for _ in range(6):
        data = gzip.compress(data)
    assert _became(through(data, "a.gz")) == [("a.gz", "nested too deeply")]


def test_names_that_lead_out_of_an_archive_are_only_names(through, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "bad\x1b[31m.txt"]
    taken = through(zipped([(name, TEXT.encode()) for name in names]), "a.zip")
    assert [t.name for t in taken] == [f"a.zip!{n}" for n in (*names[:3], "C:\\evil.txt", "bad\ufffd[31m.txt")]
    assert list(tmp_path.rglob("*")) == []


def test_links_and_devices_are_named_and_not_followed(through):
    taken = through(tarred([("a.txt", TEXT.encode()), ("passwd", "/etc/passwd")]), "a.tar")
    assert _became(taken) == [("a.tar!a.txt", "kept"), ("a.tar!passwd", "link or device")]
    assert taken[1].item.detail == "points to /etc/passwd; only files are read"


def test_what_goes_with_saved_pages_is_passed_over_and_said(through):
    told = []
    members = [
        ("p.html", page([TEXT, f"Later: {TEXT}"])),
        ("p_files/a.js", b"x"),
        ("p_files/b.png", b"x"),
        (".DS_Store", b"x"),
    ]
    assert _became(through(zipped(members), "site.zip", tell=told.append)) == [("site.zip!p.html", "kept")]
    assert told == ["site.zip: passed over 3 members that are no articles (1 .js, 1 .png, 1 hidden)"]


def test_a_damaged_member_loses_itself_and_not_the_archive(through):
    data = bytearray(zipped([("a.txt", TEXT.encode()), ("b.txt", TEXT.encode() * 9), ("c.txt", TEXT.encode())]))
    at = data.index(b"b.txt") + 40
    data[at : at + 8] = b"\xff" * 8
    assert [became for _, became in _became(through(bytes(data), "a.zip"))][::2] == ["kept", "kept"]
    assert _became(through(bytes(data), "a.zip"))[1][0] == "a.zip!b.txt"


def test_an_encrypted_member_is_named(through):
    data = bytearray(zipped([("a.txt", TEXT.encode())]))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    assert _became(through(bytes(data), "a.zip")) == [("a.zip!a.txt", "encrypted")]


def test_other_office_files_are_named_with_what_to_do(through):
    [taken] = through(zipped([("xl/workbook.xml", b"<x/>")]), "a.xlsx")
    assert (taken.item.reason, taken.item.detail) == ("binary file", "it is an XLSX table; export it as CSV")


def test_a_cut_archive_gives_what_came_before_the_cut(through):
    members = [(f"{n}.txt", " ".join(f"{TEXT} {n} {i * 7919 % 1000}." for i in range(300)).encode()) for n in range(5)]
    whole = gzip.compress(tarred(members))
    taken = through(whole[: len(whole) // 2], "a.tgz")
    assert isinstance(taken[0].item, Article)
    assert taken[-1].item.reason == "damaged tar"
    assert _became(through(zipped(members)[:-30], "a.zip")) == [("a.zip", "damaged ZIP")]


def test_an_interrupted_archive_goes_on_behind_the_last_member(through):
    members = [(f"{n}.txt", TEXT.encode()) for n in range(4)]
    for data, name in ((zipped(members), "a.zip"), (tarred(members), "a.tar")):
        assert [t.name for t in through(data, name, behind={name: (3,)})] == [f"{name}!3.txt"]


def test_an_interruption_inside_an_inner_archive_goes_on_within_it(through):
    inner = tarred([(f"{n}.txt", TEXT.encode()) for n in range(3)])
    data = zipped([("a.txt", TEXT.encode()), ("b.tar", inner), ("c.txt", TEXT.encode())])
    assert [t.name for t in through(data, "x.zip", behind={"x.zip": (2, 2)})] == ["x.zip!b.tar!2.txt", "x.zip!c.txt"]


def test_a_stream_that_cannot_be_sought_is_read_as_well(through):
    class Pipe(io.RawIOBase):
        def __init__(self, data):
            super().__init__()
            self._data = io.BytesIO(data)

        def readable(self):
            return True

        def readinto(self, into):
            part = self._data.read(min(len(into), 7))
            into[: len(part)] = part
            return len(part)

    for data in (zipped([("a.txt", TEXT.encode())]), gzip.compress(tarred([("a.txt", TEXT.encode())]))):
        assert _became(through(io.BufferedReader(Pipe(data)), "-")) == [("-!a.txt", "kept")]
