import os
import signal
import subprocess
import sys
import time

import pytest

from counterclaim.flow import Ledger

TEXT = "The defence ministry said on Tuesday that {n} soldiers had been killed near Orlivka. Ukraine denied it."


@pytest.fixture
def folder(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    for n in range(40, 46):
        (articles / f"{n}.txt").write_text(TEXT.format(n=n))
    return articles


def test_ingest_counts_what_it_kept_and_a_second_run_changes_nothing(cli, folder, tmp_path):
    ledger = tmp_path / "war.ledger"
    first = cli("ingest", folder, "--ledger", ledger, "--date", "2024-05-08", "--outlet", "Wire")
    assert (first.code, first.out) == (0, "")
    assert first.err.startswith("6 found · 6 kept (")
    assert first.err.endswith(" · 0 unchanged · 0 dropped\n")
    with Ledger.open(ledger) as opened:
        digest, entries = opened.store.digest(), list(opened.articles())
    assert [(e.outlet, str(e.published), e.basis) for e in entries] == [("Wire", "2024-05-08", "given: 2024-05-08")] * 6
    second = cli("ingest", folder, "--ledger", ledger, "--date", "2024-05-08", "--outlet", "Wire")
    assert second.err == "6 found · 0 kept (0 claims) · 6 unchanged · 0 dropped\n"
    with Ledger.open(ledger) as opened:
        assert opened.store.digest() == digest


def test_bad_files_are_named_and_counted_and_the_rest_is_kept(cli, folder, tmp_path):
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_bytes(b"\x89PNG\0\0")
    (folder / "c.txt").write_bytes("Война в Украине продолжается: министерство обороны сообщило о потерях.".encode())
    done = cli("ingest", folder, "--ledger", tmp_path / "x.ledger")
    assert done.code == 1
    assert f"{folder / 'a.txt'}: dropped: empty file" in done.err
    assert f"{folder / 'b.txt'}: dropped: binary file" in done.err
    assert "9 found · 6 kept (" in done.err
    assert "1 kept unread (1 language ru) · 2 dropped (1 binary file, 1 empty file)" in done.err


def test_another_language_is_kept_and_never_read_as_english(cli, tmp_path):
    text = "Война в Украине продолжается: министерство обороны сообщило о потерях. He said 40 men died."
    (tmp_path / "c.txt").write_text(text)
    done = cli("ingest", tmp_path / "c.txt", "--ledger", tmp_path / "x.ledger")
    assert (done.code, done.err) == (
        0,
        "1 found · 0 kept (0 claims) · 0 unchanged · 1 kept unread (1 language ru) · 0 dropped\n",
    )
    with Ledger.open(tmp_path / "x.ledger") as opened:
        [entry] = opened.articles()
        reading = opened.view.reading(entry.id)
        assert opened.verify(reread=True).problem is None
    assert (entry.language, entry.claims) == ("ru", 0)
    assert [(x.span.start, x.span.end, x.reason) for x in reading.excluded] == [
        (0, len(text), "language ru: only English is read")
    ]
    again = cli("ingest", tmp_path / "c.txt", "--ledger", tmp_path / "x.ledger")
    assert again.err == "1 found · 0 kept (0 claims) · 1 unchanged · 0 dropped\n"


def test_the_same_text_twice_is_one_article_seen_in_two_places(cli, folder, tmp_path):
    (folder / "copy.txt").write_text((folder / "40.txt").read_text())
    done = cli("ingest", folder, "--ledger", tmp_path / "x.ledger")
    assert "7 found · 6 kept (" in done.err
    assert "1 unchanged" in done.err
    with Ledger.open(tmp_path / "x.ledger") as opened:
        seen = {e.id: len(opened.store.sightings(e.id)) for e in opened.articles()}
    assert sorted(seen.values()) == [1, 1, 1, 1, 1, 2]


def test_where_no_path_names_anything_no_ledger_is_made(cli, tmp_path):
    done = cli("ingest", "nowhere", "nothing/*.txt", "--ledger", tmp_path / "x.ledger")
    assert (done.code, done.err) == (2, "counterclaim: nowhere: no such file or folder\n")
    assert not (tmp_path / "x.ledger").exists()


def test_a_path_that_names_nothing_is_named_and_the_others_are_read(cli, folder, tmp_path):
    (tmp_path / "empty").mkdir()
    paths = ("nowhere", folder, tmp_path / "empty", "nothing/*.txt")
    done = cli("ingest", *paths, "--ledger", tmp_path / "x.ledger")
    assert done.code == 1
    assert "nowhere: dropped: nothing there: no such file or folder" in done.err
    assert f"{tmp_path / 'empty'}: dropped: nothing there: the folder holds no files" in done.err
    assert "nothing/*.txt: dropped: nothing there: no file fits this pattern" in done.err
    assert " 6 kept (" in done.err
    with Ledger.open(tmp_path / "x.ledger") as opened:
        assert sum(1 for _ in opened.articles()) == 6


def test_a_date_that_is_none_is_refused_with_the_expected_form(cli, folder, tmp_path):
    done = cli("ingest", folder, "--date", "8 May", "--ledger", tmp_path / "x.ledger")
    assert done.code == 2
    assert "the date of publication: '8 May' is none; expected YYYY-MM-DD" in done.err


def test_no_progress_bar_is_written_into_a_pipe(cli, folder, tmp_path):
    done = cli("ingest", folder, "--ledger", tmp_path / "x.ledger")
    assert "\x1b" not in done.err
    assert "Reading" not in done.err


@pytest.mark.slow
def test_a_run_that_is_killed_is_completed_by_the_next(cli, folder, tmp_path):
    for n in range(100, 200):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n))
    whole, torn = tmp_path / "whole.ledger", tmp_path / "torn.ledger"
    cli("ingest", folder, "--ledger", whole)
    command = [
        sys.executable,
        "-c",
        "from counterclaim.commands.main import run; run()",
        "ingest",
        folder,
        "--ledger",
        torn,
    ]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not _articles_in(torn):
            time.sleep(0.05)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert 0 < _articles_in(torn) < 106
    done = cli("ingest", folder, "--ledger", torn)
    assert done.code == 0
    with Ledger.open(whole) as a, Ledger.open(torn) as b:
        assert a.store.digest() == b.store.digest()


def _articles_in(ledger):
    if not ledger.exists():
        return 0
    try:
        with Ledger.open(ledger, create=False, read_only=True) as opened:
            return opened.store.counts().articles
    except Exception:  # noqa: BLE001 the child may be making its tables just now
        return 0
