"""Hosts in parallel, one at a time on each, and a run that can be stopped."""

import itertools
import threading
import time

import pytest

from counterclaim.intake.fetching.frontier import Frontier
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.found import Wanted
from counterclaim.records.article import Article


def loopback(_host, _port):
    return ["127.0.0.1"]


NAMES = ("a.example", "b.example", "c.example", "d.example")


def slow(web, page, seconds):
    """Each page takes a while; notes how many are asked for at a time, by host."""
    busy, most, lock = {}, {}, threading.Lock()

    def handle(handler):
        host = handler.headers["Host"].split(":")[0]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            most[host] = max(most.get(host, 0), busy[host])
            most["all"] = max(most.get("all", 0), sum(busy.values()))
        time.sleep(seconds)
        body = page(int(handler.path[1:])).encode()
        with lock:
            busy[host] -= 1
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    for n in range(100):
        web.answer(f"/{n}", handle)
    return most


def test_hosts_are_asked_in_parallel_and_each_one_at_a_time(web, fetch, page):
    most = slow(web, page, 0.15)
    urls = [web.url(f"/{n}", host) for host in NAMES for n in range(3)]
    taken = fetch(*urls, allowed=NAMES, lookup=loopback)
    assert sum(isinstance(t.item, Article) for t in taken) == 12
    assert {host: most[host] for host in NAMES} == dict.fromkeys(NAMES, 1)
    assert most["all"] > 1


def test_no_more_hosts_at_a_time_than_asked_for(web, fetch, page):
    most = slow(web, page, 0.1)
    fetch(*(web.url("/1", h) for h in NAMES), allowed=NAMES, lookup=loopback, hosts=2)
    assert most["all"] <= 2


def test_the_pace_is_kept_on_each_host(web, fetch, page):
    for n in range(3):
        web.serve(f"/{n}", page(n))
    fetch(*(web.url(f"/{n}") for n in range(3)), pace_s=0.3)
    times = [a.at for a in web.asked]
    assert len(times) == 4
    assert all(b - a >= 0.29 for a, b in itertools.pairwise(times))


def test_a_dead_host_holds_nobody_up_and_is_given_up(web, fetch, page):
    web.serve("/1", page(1))
    dead = [f"http://dead.example:{web.port}/{n}" for n in range(30)]

    def lookup(host, port):
        if host == "dead.example":
            raise OSError("not known")
        return ["127.0.0.1"]

    began = time.monotonic()
    taken = fetch(*dead, web.url("/1"), lookup=lookup, retries=2)
    assert time.monotonic() - began < 20  # waiting for each of the thirty would take a minute
    assert len(taken) == 31
    left = [t.item for t in taken if "left alone in this run" in getattr(t.item, "detail", "")]
    assert len(left) >= 25


def test_a_feed_of_many_hosts_costs_each_host_once(fetch):
    """A hostile feed names as many hosts as it has entries: choosing the next one must not walk over all of them."""

    def lookup(host, port):
        raise OSError("not known")

    began = time.process_time()
    taken = fetch(*(f"http://h{n}.example/" for n in range(4000)), lookup=lookup, retries=0)
    assert {t.item.reason for t in taken} == {"no connection"}
    assert (len(taken), time.process_time() - began < 20) == (4000, True)


def test_closing_ends_the_threads_in_the_midst_of_everything(web, page):
    slow(web, page, 0.3)
    frontier = Frontier(Manners(pace_s=1, allowed=frozenset(["127.0.0.1"])))
    for n in range(20):
        frontier.want(Wanted(web.url(f"/{n}"), str(n)))
    next(frontier.fetched())
    began = time.monotonic()
    frontier.close()
    assert time.monotonic() - began < 10  # the nineteen others would take as many seconds
    assert not [t for t in threading.enumerate() if t.name.startswith("fetching-")]


@pytest.mark.parametrize("fault", [ValueError("odd"), KeyError("odd")])
def test_a_fault_of_ours_is_a_drop_and_no_thread_dies(web, fetch, page, monkeypatch, fault):
    from counterclaim.intake.fetching import getting

    def broken(value):
        raise fault

    monkeypatch.setattr(getting, "_media_type", broken)
    for n in range(3):
        web.serve(f"/{n}", page(n))
    taken = fetch(*(web.url(f"/{n}") for n in range(3)))
    assert [t.item.reason for t in taken] == ["damaged answer"] * 3
