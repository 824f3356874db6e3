"""Which addresses may be asked: web addresses without passwords, whose hosts lie in the public internet.

In:  an address as a person, a feed or a redirect gives it; an IP address that a name leads to.   Out: the address in
its one form, or Refused with the reason.
"""

import ipaddress
import re
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit

from counterclaim.intake.limits import Refused

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 4096  # characters; servers answer 414 to longer ones
_PASSWORD = re.compile(r"(\A\s*[A-Za-z][\w+.-]*:[/\\]*)[^/?#\\]*@")
# IPv6 addresses that stand for an IPv4 address, which is what the connection reaches in the end (RFC 6052, 8215).
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def is_address(text: str) -> bool:
    """Whether a person means a web address: anything with a scheme, so that a forbidden one is named as such."""
    scheme, sep, _ = text.partition("://")
    return bool(sep) and scheme.isascii() and scheme.replace("+", "").isalnum() and len(scheme) > 1


def checked_address(url: str) -> str:
    """The address in its one form: scheme and host in lower case, no fragment, no bare spaces or letters beyond ASCII.

    Raises:
        Refused: no web address; with a name and password; too long; without a host.
    """
    if len(url) > _LONGEST:
        raise Refused("unusable address", f"it has {len(url):,} characters; at most {_LONGEST:,}")
    try:
        parts = urlsplit(urldefrag(url.strip())[0])
        host, port = parts.hostname, parts.port
    except ValueError as err:
        raise Refused("unusable address", f"{url[:200]!r}: {err}") from err
    if parts.scheme.lower() not in {"http", "https"}:
        raise Refused("unusable address", f"{parts.scheme or 'no scheme'}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise Refused("password in address", "an address with a name and password is not fetched, nor kept")
    if not host:
        raise Refused("unusable address", f"{url[:200]!r} names no host")
    try:
        name = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError as err:
        raise Refused("unusable address", f"{host[:200]!r} is no host's name: {err}") from err
    if not name or any(c in name for c in " \t\r\n\0\\%<>^|`{}"):
        raise Refused("unusable address", f"{host[:200]!r} is no host's name")
    shown = f"[{name}]" if ":" in name else name
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    netloc = shown if port in {None, default} else f"{shown}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return urlunsplit((parts.scheme.lower(), netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|"), ""))


def without_password(url: str) -> str:
    """The address as it can be shown and kept: a name and password in it are left out."""
    return _PASSWORD.sub(r"\1…@", url)


def host_of(url: str) -> str:
    """The host of a checked address; what pace, robots.txt and permission go by."""
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    """Scheme, host and port of a checked address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def why_not_public(address: IPAddress) -> str | None:
    """Why an IP address is none of the public internet; None = it is."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _ipv4_within(address)
        if inner is not None:
            return why_not_public(inner)
    for name in ("is_loopback", "is_link_local", "is_unspecified", "is_multicast", "is_reserved", "is_private"):
        if getattr(address, name):
            return name[3:].replace("_", "-")
    return None if address.is_global else "not public"


def _ipv4_within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
