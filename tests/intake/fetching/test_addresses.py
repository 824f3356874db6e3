import ipaddress

import pytest

from counterclaim.intake.fetching.addresses import checked_address, is_address, why_not_public
from counterclaim.intake.limits import Refused


@pytest.mark.parametrize(
    ("given", "checked"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a#part", "https://example.org/a"),
        ("http://example.org:8080/ä b?q=ü%20", "http://example.org:8080/%C3%A4%20b?q=%C3%BC%20"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        (" https://example.org./x ", "https://example.org/x"),
    ],
)
def test_an_address_has_one_form(given, checked):
    assert checked_address(given) == checked
    assert checked_address(checked) == checked


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("ftp://example.org/x", "unusable address"),
        ("file:///etc/passwd", "unusable address"),
        ("http://me:secret@example.org/", "password in address"),
        ("http://me@example.org/", "password in address"),
        ("http:///x", "unusable address"),
        ("http://example.org:99999/", "unusable address"),
        ("http://exa mple.org/", "unusable address"),
        ("http://a\\b.example/", "unusable address"),
        ("http://[::1/x", "unusable address"),
        ("http://example.org/" + "a" * 5000, "unusable address"),
    ],
)
def test_what_is_no_web_address_is_refused_and_no_password_is_repeated(given, reason):
    with pytest.raises(Refused) as refused:
        checked_address(given)
    assert refused.value.reason == reason
    assert "secret" not in refused.value.detail


def test_paths_are_no_addresses():
    assert [is_address(p) for p in ("a/b.txt", "C:\\x", "-", "https://x.example", "gopher://x")] == [
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "loopback"),
        ("10.1.2.3", "private"),
        ("192.168.0.1", "private"),
        ("169.254.169.254", "link-local"),
        ("100.64.0.1", "not public"),
        ("0.0.0.0", "unspecified"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::1", "loopback"),
        ("fe80::1", "link-local"),
        ("fd00::1", "private"),
        ("::ffff:127.0.0.1", "loopback"),
        ("64:ff9b::7f00:1", "loopback"),
        ("2002:7f00:1::", "loopback"),
        ("8.8.8.8", None),
        ("2001:4860:4860::8888", None),
    ],
)
def test_only_addresses_of_the_public_internet_are_public(address, why):
    assert why_not_public(ipaddress.ip_address(address)) == why
