"""Nothing behind a firewall can be had by way of an article's address, a redirect or a name that changes its mind."""

import pytest

from counterclaim.records.article import Article, Drop


def only(taken):
    [one] = taken
    return one.item


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_asked_unless_it_is_allowed_by_name(web, fetch, page, host):
    web.serve("/a", page(1))
    item = only(fetch(web.url("/a", host), allowed=(), retries=0))
    assert isinstance(item, Drop)
    # A system without IPv6 cannot reach the last one at all.
    assert item.reason in {"private address", "no connection"}
    assert web.asked == []


def test_a_host_that_is_allowed_by_name_is_asked(web, fetch, page):
    web.serve("/a", page(1))
    assert isinstance(only(fetch(web.url("/a"), allowed=("127.0.0.1",))), Article)


def test_a_redirect_to_a_private_address_is_not_followed(web, fetch, page):
    web.serve("/secret", page(1))
    web.serve("/a", status=302, Location=web.url("/secret", "localhost"))
    item = only(fetch(web.url("/a")))
    assert (item.reason, item.detail.split(" is ")[0].split(",")[0].startswith("localhost leads to")) == (
        "private address",
        True,
    )
    assert web.paths == ["/a"]


def test_a_name_that_leads_elsewhere_a_moment_later_is_checked_again(web, fetch, page):
    """DNS rebinding: the first answer is a public address, every later one is loopback."""
    answers = []

    def lookup(host, port):
        answers.append(host)
        return ["93.184.215.14"] if len(answers) == 1 else ["127.0.0.1"]

    web.serve("/a", page(1))
    item = only(fetch(web.url("/a", "rebind.example"), allowed=(), lookup=lookup, timeout_s=0.2, retries=1))
    assert item.reason in {"private address", "timeout", "no connection"}
    assert web.asked == []


def test_the_connection_goes_to_the_address_that_was_checked_and_the_name_is_kept(web, fetch, page):
    lookups = []

    def lookup(host, port):
        lookups.append(host)
        return ["127.0.0.1"]

    web.serve("/a", page(1))
    item = only(fetch(web.url("/a", "news.example"), allowed=("news.example",), lookup=lookup))
    assert isinstance(item, Article)
    assert {asked.headers["Host"] for asked in web.asked} == {f"news.example:{web.port}"}
    assert set(lookups) == {"news.example"}


def test_of_several_addresses_only_public_ones_are_asked(web, fetch, page):
    from counterclaim.intake.fetching.pinning import usable_addresses

    found = usable_addresses("x.example", 80, frozenset(), lambda *_: ["10.0.0.1", "93.184.215.14", "::1"])
    assert found == ["93.184.215.14"]


def test_robots_txt_may_not_lead_into_a_private_network_either(web, fetch, page):
    web.serve("/robots.txt", status=301, Location=web.url("/inner", "localhost"))
    web.serve("/a", page(1))
    assert only(fetch(web.url("/a"))).reason == "private address"
    assert web.paths == []
