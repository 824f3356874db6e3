"""From a list of feeds to claims in the ledger, over real HTTP: and a second run fetches nothing."""

import json
import os
import socket
import subprocess
import sys

import pytest

from counterclaim.flow import Ledger


def rss(web, entries, title="The Harbour Dispatch"):
    items = "".join(
        f"<item><title>Drones over Lindhaven</title><link>{web.url(path)}</link><guid>{path}</guid>"
        f"<pubDate>Tue, 03 Jun 2025 10:00:00 GMT</pubDate><description>{summary}</description></item>"
        for path, summary in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def opml(tmp_path, *urls):
    file = tmp_path / "feeds.opml"
    outlines = "".join(f'<outline type="rss" text="{url}" xmlUrl="{url}"/>' for url in urls)
    file.write_text(f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>')
    return file


@pytest.fixture
def ingest(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_FETCH_PACE", "0")
    monkeypatch.setenv("COUNTERCLAIM_FETCH_RETRIES", "1")
    ledger = tmp_path / "war.ledger"

    def call(*sources, fetch=("--fetch", "--allow-host", "127.0.0.1")):
        return cli("ingest", *sources, "--ledger", ledger, *fetch)

    call.ledger = ledger
    return call


def test_from_a_list_to_claims_and_the_second_run_fetches_nothing(web, page, ingest, tmp_path):
    web.serve("/one.xml", rss(web, [("/a", "Teaser …"), ("/b", "Teaser …")]), ETag='"1"')
    web.serve("/two.xml", rss(web, [("/b", "Teaser …"), ("/gone", "Teaser …")]), ETag='"2"')
    web.serve("/a", page(1))
    web.serve("/b", page(50))
    feeds = opml(tmp_path, web.url("/one.xml"), web.url("/two.xml"))
    first = ingest(feeds)
    assert first.code == 1
    assert "4 found · 2 kept (" in first.err
    assert "1 unchanged · 1 dropped (1 not found)" in first.err
    assert f"{web.url('/gone')}: dropped: not found: HTTP 404" in first.err
    assert "fetched 4 from 1 host (" in first.err
    assert sorted(web.paths) == ["/a", "/b", "/gone", "/one.xml", "/two.xml"]
    with Ledger.open(ingest.ledger) as opened:
        entries = list(opened.articles())
        assert [(str(e.published), e.basis) for e in entries] == [
            ("2025-06-03", "feed: published Tue, 03 Jun 2025 10:00:00 GMT")
        ] * 2
        assert {e.url for e in entries} == {web.url("/a"), web.url("/b")}
        assert all(e.claims for e in entries)
        [custody] = opened.view.custody(entries[0].id)
        assert opened.view.original(custody.sha256).startswith(b"<!doctype html>")
        digest = opened.store.digest()
    web.asked.clear()
    second = ingest(feeds)
    assert (second.code, second.err.splitlines()[-1]) == (
        0,
        "2 found · 0 kept (0 claims) · 2 unchanged · 0 dropped",
    )
    assert [a.path for a in web.asked if "If-None-Match" not in a.headers] == ["/robots.txt"]
    with Ledger.open(ingest.ledger) as opened:
        assert opened.store.digest() == digest


def test_only_what_is_new_or_changed_in_a_feed_is_fetched(web, page, ingest):
    web.serve("/feed", rss(web, [("/a", "Teaser …"), ("/b", "Teaser …")]))
    web.serve("/a", page(1))
    web.serve("/b", page(50))
    ingest(web.url("/feed"))
    web.serve("/feed", rss(web, [("/c", "Teaser …"), ("/a", "Teaser …"), ("/b", "Corrected …")]))
    web.serve("/b", page(60))
    web.serve("/c", page(90))
    web.asked.clear()
    done = ingest(web.url("/feed"))
    assert sorted(web.paths) == ["/b", "/c", "/feed"]
    assert "3 found · 2 kept (" in done.err


def test_a_page_that_fails_for_now_is_tried_in_the_next_run_though_its_feed_has_not_changed(web, page, ingest):
    web.serve("/feed", rss(web, [("/a", "Teaser …"), ("/b", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1))
    web.serve("/b", status=503)
    first = ingest(web.url("/feed"))
    assert (first.code, "1 dropped (1 server error)" in first.err) == (1, True)
    web.serve("/b", page(50))
    web.asked.clear()
    second = ingest(web.url("/feed"))
    assert sorted(web.paths) == ["/b", "/feed"]
    assert (second.code, "1 kept (" in second.err) == (0, True)


def test_a_feed_that_has_moved_is_followed_and_remembered(web, page, ingest):
    web.serve("/old", status=301, Location="/feed")
    web.serve("/feed", rss(web, [("/a", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1))
    assert "1 kept (" in ingest(web.url("/old")).err
    web.asked.clear()
    assert "1 unchanged" in ingest(web.url("/old")).err
    assert sorted(web.paths) == ["/feed", "/old"]


def test_the_feed_s_own_text_stands_in_for_a_page_behind_a_wall(web, page, ingest, tmp_path):
    whole = "The harbour master said on Tuesday that two barges had been sunk and that nobody was hurt. " * 10
    web.serve("/feed", rss(web, [("/a", whole)]))
    web.serve("/a", b"", status=403)
    report = tmp_path / "report.jsonl"
    done = ingest(web.url("/feed"), "--report", report)
    assert (done.code, "1 kept (" in done.err) == (0, True)
    [line] = [json.loads(line) for line in report.read_text().splitlines()]
    assert line["url"] == web.url("/a")
    assert "text from the feed; its page was not had: access denied: HTTP 403" in line["notes"]


def test_a_ledger_that_was_made_anew_gets_everything_although_the_visits_are_still_there(web, page, ingest):
    web.serve("/feed", rss(web, [("/a", "Teaser …")]), ETag='"1"')
    web.serve("/a", page(1), ETag='"a"')
    ingest(web.url("/feed"))
    for file in ingest.ledger.parent.glob("war.ledger*"):
        if not file.name.endswith(".fetched"):
            file.unlink()
    assert "1 kept (" in ingest(web.url("/feed")).err


def test_an_address_without_leave_to_fetch_stops_before_anything_is_read(web, ingest, tmp_path):
    (tmp_path / "a.txt").write_text("The ministry said on Monday that the port had been shelled again.")
    done = ingest(tmp_path / "a.txt", web.url("/a"), fetch=())
    assert done.code == 2
    assert "is a web address, and nothing may be fetched; --fetch allows it" in done.err
    assert web.asked == []
    assert not ingest.ledger.exists()


@pytest.mark.parametrize("how", ["option", "setting"])
def test_offline_opens_no_connection_whatever_else_is_set(web, ingest, tmp_path, monkeypatch, how):
    def refuse(*arguments, **named):
        raise AssertionError("a connection was opened, or a name looked up")

    monkeypatch.setenv("COUNTERCLAIM_FETCH", "1")
    monkeypatch.setenv("COUNTERCLAIM_ALLOW_HOSTS", "127.0.0.1")
    if how == "setting":
        monkeypatch.setenv("COUNTERCLAIM_OFFLINE", "1")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    feeds = opml(tmp_path, web.url("/feed"))
    feed = tmp_path / "feed.xml"
    feed.write_text(rss(web, [("/a", "Teaser …")]))
    options = ("--offline",) if how == "option" else ()
    done = ingest(feeds, feed, fetch=options)
    assert done.code == 1
    assert f"{feeds}!{web.url('/feed')}: dropped: not fetched" in done.err
    assert f"{feed}!{web.url('/a')}: dropped: feed entry holds only a teaser" in done.err
    assert ingest(web.url("/a"), fetch=options).code == 2
    assert web.asked == []


# Every process that Python starts runs this before anything else, and notes each connection and each look-up of a name.
WATCHED = """
import os, sys
def note(what):
    with open(os.environ["NOTED"], "a") as file:
        file.write(what + "\\n")
def watch(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        note(f"{event} {arguments}")
note("began")
sys.addaudithook(watch)
"""


@pytest.mark.slow
def test_offline_holds_in_the_reading_processes_as_well(web, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(WATCHED)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):  # more than one reading process gets at once
        text = f"The ministry said on Monday that {number} drones had been shot down. See {web.url('/a')}."
        (folder / f"{number}.txt").write_text(text)
    (folder / "feed.xml").write_text(rss(web, [("/a", "Teaser …")]))
    own = {"PYTHONPATH": str(tmp_path), "NOTED": str(tmp_path / "noted"), "COUNTERCLAIM_FETCH": "1"}
    own["COUNTERCLAIM_ALLOW_HOSTS"] = "127.0.0.1"
    run = "from counterclaim.commands.main import run; run()"
    arguments = ["ingest", folder, "--jobs", "2", "--offline", "--ledger", tmp_path / "war.ledger"]
    done = subprocess.run(
        [sys.executable, "-c", run, *arguments], env=os.environ | own, capture_output=True, text=True, check=False
    )
    assert done.stderr.endswith(" · 0 unchanged · 1 dropped (1 feed entry holds only a teaser)\n")
    noted = (tmp_path / "noted").read_text().splitlines()
    assert noted.count("began") >= 3, "the one that writes, and two that read"
    assert set(noted) == {"began"}
    assert web.asked == []


def test_fetch_and_offline_contradict_each_other(ingest, tmp_path, monkeypatch):
    assert "contradict" in ingest(tmp_path, fetch=("--fetch", "--offline")).err
    monkeypatch.setenv("COUNTERCLAIM_OFFLINE", "1")
    done = ingest(tmp_path, fetch=("--fetch",))
    assert (done.code, "COUNTERCLAIM_OFFLINE forbids it" in done.err) == (2, True)


def test_a_ledger_that_another_is_fetching_into_is_left_alone_with_a_clear_message(web, page, ingest, tmp_path):
    from counterclaim.intake.fetching.visits import Visits, visits_path

    feeds = opml(tmp_path, web.url("/feed"))
    with Visits(visits_path(str(ingest.ledger))) as visits:
        visits.open()
        for source in (feeds, web.url("/a")):
            done = ingest(source)
            assert (done.code, "another `counterclaim watch` or `ingest --fetch`" in done.err) == (2, True)
    assert web.asked == []


def test_a_password_in_an_address_is_neither_sent_nor_shown_nor_kept(web, ingest):
    done = ingest(web.url("/a").replace("http://", "http://me:secret@"))
    assert (done.code, "dropped: password in address" in done.err) == (1, True)
    assert web.asked == []
    kept = b"".join(file.read_bytes() for file in ingest.ledger.parent.glob("war.ledger*"))
    assert "secret" not in done.err
    assert b"secret" not in kept


def test_a_page_that_lists_articles_tells_of_its_feed(web, ingest):
    cards = "".join(f'<div><h2><a href="/{i}">Headline number {i} of today</a></h2></div>' for i in range(12))
    head = '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    web.serve("/", f"<!doctype html><html><head>{head}</head><body><h1>News</h1>{cards}</body></html>")
    done = ingest(web.url("/"))
    assert f"{web.url('/')} names a feed: {web.url('/news.xml')}; give that to get its articles" in done.err


def test_a_page_can_be_read_without_a_ledger(web, page, cli, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_FETCH_PACE", "0")
    web.serve("/a", page(1))
    done = cli("read", web.url("/a"), "--fetch", "--allow-host", "127.0.0.1", "--format", "jsonl")
    assert (done.code, json.loads(done.out)["article"]["title"]) == (0, "Drones over Lindhaven")
