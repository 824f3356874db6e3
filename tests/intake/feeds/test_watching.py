"""Watching feeds and folders: what is new comes in, nothing twice, and it ends when it is told to."""

import os
import re
import signal
import subprocess
import sys
import threading
import time

import pytest
from tests.intake.feeds.test_end_to_end import opml, rss

from counterclaim.errors import InputError, LedgerBusy
from counterclaim.flow import Ledger, Manners
from counterclaim.flow.watching import Watching, watch

TEXT = "The harbour master said on Tuesday that {n} barges had been sunk by shelling and that nobody was hurt. "


@pytest.fixture
def manners():
    return Manners(pace_s=0, timeout_s=2, retries=0, allowed=frozenset(["127.0.0.1"]))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "war.ledger") as opened:
        yield opened


def one_round(ledger, *sources, manners=None, **how):
    [done] = watch(ledger.store, map(str, sources), manners, Watching(once=True, **how), stop=threading.Event())
    return done


def test_a_round_brings_what_is_new_and_a_quiet_one_leaves_no_trace(web, page, ledger, manners, tmp_path):
    web.serve("/feed", rss(web, [("/a", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "note.txt").write_text(TEXT.format(n=2) * 3)
    first = one_round(ledger, web.url("/feed"), inbox, manners=manners)
    assert (first.sources, first.report.kept, first.failing, first.next_at) == (2, 2, (), None)
    runs = len(list(ledger.view.runs()))
    second = one_round(ledger, web.url("/feed"), inbox, manners=manners)
    assert (second.report, second.unchanged) == (None, 2)
    assert len(list(ledger.view.runs())) == runs
    web.serve("/feed", rss(web, [("/b", "Teaser …"), ("/a", "Teaser …")]), ETag='"2"')
    web.serve("/b", page(50))
    (inbox / "note.txt").write_text(TEXT.format(n=3) * 3)
    third = one_round(ledger, web.url("/feed"), inbox, manners=manners)
    assert (third.report.kept, third.unchanged) == (2, 1)


def test_a_list_s_feeds_are_sources_of_their_own_and_a_failing_one_fails_alone(web, page, ledger, manners, tmp_path):
    web.serve("/feed", rss(web, [("/a", "Teaser …")]))
    web.serve("/a", page(1))
    web.serve("/down", status=503)
    done = one_round(ledger, opml(tmp_path, web.url("/feed"), web.url("/down")), manners=manners)
    assert (done.sources, done.report.kept, done.failing) == (2, 1, (web.url("/down"),))


def test_a_failing_source_is_asked_less_and_less_often(web, page, ledger, manners):
    web.serve("/down", status=503)
    web.serve("/feed", rss(web, [("/a", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1))
    stop = threading.Event()
    rounds = watch(ledger.store, [web.url("/down"), web.url("/feed")], manners, Watching(every_s=0.2), stop=stop)
    for _ in rounds:
        if web.paths.count("/feed") >= 10:
            stop.set()
    assert 2 <= web.paths.count("/down") <= 6


def test_a_page_that_fails_for_now_is_not_asked_for_in_every_round(web, page, ledger, manners):
    web.serve("/feed", rss(web, [("/a", "Teaser …"), ("/down", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1))
    web.serve("/down", status=503)
    stop = threading.Event()
    rounds = []
    for done in watch(ledger.store, [web.url("/feed")], manners, Watching(every_s=0.05), stop=stop):
        rounds.append(done)
        if len(rounds) == 4:
            stop.set()
    assert web.paths.count("/down") == 1
    assert [r.report is not None for r in rounds] == [True, False, False, False]
    assert len(list(ledger.view.drops())) == 1
    one_round(ledger, web.url("/feed"), manners=manners)  # a new watch tries it again
    assert web.paths.count("/down") == 2


def test_a_host_that_asks_for_a_pause_gets_it(web, ledger, manners):
    web.serve("/feed", status=429, Retry_After="4000")
    stop = threading.Event()
    began = time.monotonic()
    for done in watch(ledger.store, [web.url("/feed")], manners, Watching(every_s=0.1), stop=stop):
        assert (done.next_at - done.at).total_seconds() > 3900
        break
    assert time.monotonic() - began < 60  # it does not wait for the hour itself


def test_each_source_has_its_own_interval(web, page, ledger, manners):
    for name in ("/slow", "/fast"):
        web.serve(name, rss(web, [("/a", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1))
    stop = threading.Event()
    how = Watching(every_s=60, each_every_s={web.url("/fast"): 0.2})
    for _ in watch(ledger.store, [web.url("/slow"), web.url("/fast")], manners, how, stop=stop):
        if web.paths.count("/fast") >= 3:
            stop.set()
    assert web.paths.count("/slow") == 1


def test_a_page_that_is_edited_without_a_word_is_found_when_it_is_asked_again(web, page, ledger, manners):
    from counterclaim.intake.fetching.visits import Visits, visits_path

    web.serve("/feed", rss(web, [("/a", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1), ETag='"a"')
    one_round(ledger, web.url("/feed"), manners=manners)
    web.serve("/a", page(7), ETag='"b"')
    assert one_round(ledger, web.url("/feed"), manners=manners, recheck_s=86400).report is None  # too soon
    path = visits_path(ledger.store.path)
    path.write_text(re.sub(r'"(at|first)":"20\d\d', r'"\1":"2020', path.read_text()))
    with Visits(path) as visits:
        assert visits.last(web.url("/a")).first.startswith("2020")
    done = one_round(ledger, web.url("/feed"), manners=manners, recheck_s=86400)
    assert done.report.kept == 1
    dates = {str(entry.published) for entry in ledger.articles()}
    assert dates == {"2025-06-03"}  # the feed's date holds for the new version, too


def test_a_file_that_is_being_written_waits_for_the_next_round(ledger, tmp_path):
    (tmp_path / "in").mkdir()
    old, new = tmp_path / "in" / "old.txt", tmp_path / "in" / "new.txt"
    for n, file in enumerate((old, new)):
        file.write_text(TEXT.format(n=n) * 3)
    os.utime(old, (time.time() - 60, time.time() - 60))
    stop = threading.Event()
    for done in watch(ledger.store, [str(tmp_path / "in")], None, Watching(), stop=stop):
        assert done.report.kept == 1
        stop.set()


def test_an_empty_folder_is_waited_at_and_a_missing_one_is_an_error(ledger, tmp_path):
    (tmp_path / "in").mkdir()
    assert one_round(ledger, tmp_path / "in").failing == ()
    with pytest.raises(InputError, match="no such file or folder"):
        one_round(ledger, tmp_path / "out")
    with pytest.raises(InputError, match="give --fetch"):
        one_round(ledger, "https://x.example/feed")


def test_one_watch_at_a_time_has_a_ledger(ledger, tmp_path):
    (tmp_path / "in").mkdir()
    rounds = watch(ledger.store, [str(tmp_path / "in")], None, Watching(), stop=threading.Event())
    next(rounds)
    with pytest.raises(LedgerBusy, match="another `counterclaim watch`"):
        watch(ledger.store, [str(tmp_path / "in")], None, Watching(), stop=threading.Event())
    rounds.close()
    assert one_round(ledger, tmp_path / "in").sources == 1


def test_stopping_in_the_midst_of_a_round_keeps_what_came_and_the_next_round_gets_the_rest(web, page, ledger, manners):
    stop = threading.Event()

    def slow(handler):
        if web.paths.count(handler.path) and sum(p != "/feed" for p in web.paths) >= 4:
            stop.set()
            time.sleep(0.5)
        body = page(10 * int(handler.path[1:])).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    web.serve("/feed", rss(web, [(f"/{n}", "Teaser …") for n in range(9)]), ETag='"1"')
    for n in range(9):
        web.answer(f"/{n}", slow)
    list(watch(ledger.store, [web.url("/feed")], manners, Watching(), stop=stop))
    kept = len(list(ledger.articles()))
    assert kept < 9
    for n in range(9):
        web.serve(f"/{n}", page(10 * n))
    web.asked.clear()
    assert one_round(ledger, web.url("/feed"), manners=manners).report.kept == 9 - kept
    assert len([p for p in web.paths if p != "/feed"]) == 9 - kept


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path, number):
    (tmp_path / "in").mkdir()
    command = [sys.executable, "-c", "from counterclaim.commands.main import run; run()", "watch", str(tmp_path / "in")]
    process = subprocess.Popen(
        [*command, "--ledger", str(tmp_path / "war.ledger"), "--every", "5s"], stderr=subprocess.PIPE, text=True
    )
    first = process.stderr.readline()
    process.send_signal(number)
    _, rest = process.communicate(timeout=10)
    assert re.match(r"\d\d:\d\d:\d\dZ  1 source · ", first)
    assert (process.returncode, rest) == (0, "stopped; the same command goes on from here\n")


def test_the_command_prints_one_line_a_round_and_names_what_failed(web, page, cli, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_FETCH_PACE", "0")
    monkeypatch.setenv("COUNTERCLAIM_FETCH_RETRIES", "0")
    web.serve("/feed", rss(web, [("/a", "Teaser …"), ("/gone", "Teaser …")]))
    web.serve("/a", page(1))
    arguments = ("watch", web.url("/feed"), "--once", "--fetch", "--allow-host", "127.0.0.1")
    done = cli(*arguments, "--ledger", tmp_path / "war.ledger")
    assert done.code == 1
    problem, line = done.err.splitlines()
    assert problem == f"counterclaim: {web.url('/gone')}: dropped: not found: HTTP 404"
    assert re.fullmatch(
        r"\d\d:\d\d:\d\dZ  1 source · 1 kept \(\d+ claims\) · 0 as before · 1 dropped \(1 not found\)"
        r" · fetched 2 from 1 host \(\d kB\)",
        line,
    )
    quiet = cli(*arguments, "--ledger", tmp_path / "war.ledger")
    assert (quiet.code, "nothing new (2 as before)" in quiet.err) == (0, True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--every", "soon"), "'soon' is no time to wait"),
        (("--every", "1s"), "at least 5s"),
        (("--every", "elsewhere=1h"), "'elsewhere' is none of the sources"),
        (("--recheck", "x"), "'x' is no time to wait"),
    ],
)
def test_times_that_are_none_are_named(cli, tmp_path, options, message):
    done = cli("watch", tmp_path, "--once", "--ledger", tmp_path / "x.ledger", *options)
    assert (done.code, message in done.err) == (2, True)
