import io
import json
import sys

import pytest

from counterclaim.records.wire import reading_from_json

TEXT = "The defence ministry said on Tuesday that 40 soldiers had been killed near Orlivka. Ukraine denied it."


def test_read_prints_one_record_an_article_in_the_order_given(cli, tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"{TEXT} ({name})")
    done = cli("read", tmp_path / "b.txt", tmp_path / "a.txt", "--format", "jsonl", "--date", "2024-05-08")
    assert done.code == 0
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [r["article"]["path"] for r in records] == [str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]
    for record in records:
        text = (tmp_path / record["article"]["path"]).read_text()
        reading = reading_from_json(record, text)
        for figure in reading.figures:
            assert figure.span.of(text) == figure.text


def test_reading_the_same_article_twice_gives_the_same_bytes(cli, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    lines = {cli("read", tmp_path / "a.txt", "--format", "jsonl").out for _ in range(2)}
    assert len(lines) == 1


def test_standard_input_is_read(cli, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    done = cli("read", "-", "--format", "jsonl")
    assert json.loads(done.out)["article"]["path"] == "-"


def test_a_dropped_file_leaves_the_other_records_and_exit_code_one(cli, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xff")
    done = cli("read", tmp_path / "b.txt", tmp_path / "a.txt", "--format", "jsonl")
    assert (done.code, len(done.out.splitlines())) == (1, 1)
    assert "b.txt: dropped: not UTF-8: byte 0xff at 0" in done.err


@pytest.mark.parametrize("option", [[], ["--explain"]])
def test_people_see_who_said_what(cli, tmp_path, option):
    (tmp_path / "a.txt").write_text(TEXT)
    done = cli("read", tmp_path / "a.txt", "--date", "2024-05-08", *option)
    assert done.code == 0
    for words in ("defence ministry", "40", "killed", "2024-05-08"):
        assert words in done.out
