"""What hosts ask of robots (RFC 9309)."""

import itertools
import time

import pytest

from counterclaim.intake.fetching.robots import read_rules
from counterclaim.intake.limits import Refused
from counterclaim.records.article import Article

RULES = """
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*?print=
Disallow: /*.cgi$

User-agent: counterclaim
User-agent: another
Disallow: /not-for-us
Crawl-delay: 3
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/a", True), ("/private/x", True), ("/not-for-us/x", False), ("/x?print=1", True)],
)
def test_our_own_group_counts_and_no_other(path, allowed):
    rules = read_rules(RULES)
    assert rules.delay_s == 3
    assert is_allowed(rules, path) is allowed


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/private/x", False),
        ("/private/open", True),
        ("/x?print=1", False),
        ("/run.cgi", False),
        ("/run.cgi?x", True),
        ("/", True),
    ],
)
def test_the_longest_rule_counts_with_its_wildcards(path, allowed):
    assert is_allowed(read_rules(RULES.partition("User-agent: counterclaim")[0]), path) is allowed


def is_allowed(rules, path):
    try:
        rules.check(f"https://x.example{path}")
    except Refused:
        return False
    return True


def test_what_a_host_forbids_is_not_asked_for(web, fetch, page):
    web.serve("/robots.txt", "User-agent: *\nDisallow: /private", Content_Type="text/plain")
    web.serve("/private/a", page(1))
    web.serve("/b", page(2))
    taken = {t.name: t.item for t in fetch(web.url("/private/a"), web.url("/b"))}
    assert taken[web.url("/private/a")].reason == "robots.txt"
    assert isinstance(taken[web.url("/b")], Article)
    assert web.paths == ["/b"]
    assert [a.path for a in web.asked].count("/robots.txt") == 1


def test_a_redirect_is_held_against_the_rules_too(web, fetch):
    web.serve("/robots.txt", "User-agent: *\nDisallow: /private", Content_Type="text/plain")
    web.serve("/a", status=302, Location="/private/a")
    [taken] = fetch(web.url("/a"))
    assert taken.item.reason == "robots.txt"
    assert web.paths == ["/a"]


def test_a_host_whose_rules_cannot_be_had_is_left_alone(web, fetch, page):
    web.serve("/robots.txt", status=503)
    web.serve("/a", page(1))
    [taken] = fetch(web.url("/a"), retries=1)
    assert (taken.item.reason, web.paths) == ("robots.txt unreachable", [])


def test_crawl_delay_is_kept_between_all_requests(web, fetch, page):
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.4", Content_Type="text/plain")
    for n in range(3):
        web.serve(f"/{n}", page(n))
    fetch(*(web.url(f"/{n}") for n in range(3)))
    times = [a.at for a in web.asked][1:]
    assert all(b - a >= 0.39 for a, b in itertools.pairwise(times))


def test_a_host_that_wants_an_hour_between_requests_is_named(web, fetch, page):
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 3600", Content_Type="text/plain")
    [taken] = fetch(web.url("/a"))
    assert (taken.item.reason, web.paths) == ("crawl delay", [])


def test_a_monstrous_robots_file_is_read_in_part_and_soon(web, fetch, page):
    web.serve(
        "/robots.txt", "User-agent: *\nDisallow: /x\n" + "Disallow: /" + "*a" * 3_000_000, Content_Type="text/plain"
    )
    web.serve("/a", page(1))
    began = time.process_time()
    [taken] = fetch(web.url("/a"))
    assert isinstance(taken.item, Article)
    assert time.process_time() - began < 5
