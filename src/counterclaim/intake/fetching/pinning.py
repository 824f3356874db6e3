"""Connections that reach the address that was checked, and no other.

A name is looked up once, each address that it leads to is checked, and the connection is made to a checked one: what
the name leads to a moment later (DNS rebinding) changes nothing. The request still names the host, so that its
certificate is checked against the name. Every byte is waited for only up to the deadline of the whole answer.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from counterclaim.intake.fetching.addresses import IPAddress, why_not_public
from counterclaim.intake.limits import Refused

Resolve = Callable[[str, int], list[str]]
"""A host's name and a port to IP addresses as text. Raises OSError."""


def resolve(host: str, port: int) -> list[str]:
    """What the system knows of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def usable_addresses(host: str, port: int, allowed: frozenset[str], lookup: Resolve) -> list[str]:
    """The IP addresses that `host` may be asked at.

    Raises:
        Refused: every address that it leads to lies in a private network and its name is not allowed.
        httpcore.ConnectError: the name leads nowhere.
    """
    try:
        found = lookup(host, port)
    except (OSError, UnicodeError) as err:
        raise httpcore.ConnectError(f"{host} is not known: {getattr(err, 'strerror', None) or err}") from err
    if host.lower() in allowed:
        return found
    public, why = [], None
    for text in found:
        address: IPAddress = ipaddress.ip_address(text.split("%", 1)[0])
        reason = why_not_public(address)
        if reason is None:
            public.append(text)
        else:
            why = f"{host} leads to {text}, which is {reason}; --allow-host {host} allows it"
    if not public and why:
        raise Refused("private address", why)
    return public


class PinnedTransport(httpx.BaseTransport):
    """Sends requests of one fetching thread; `deadline` is the end of its patience, of `time.monotonic`."""

    def __init__(self, allowed: frozenset[str], lookup: Resolve = resolve) -> None:
        self._network = _Network(allowed, lookup)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=4,
            max_keepalive_connections=2,
            keepalive_expiry=30.0,
            network_backend=self._network,
        )

    def until(self, deadline: float) -> None:
        """Everything that follows must be done by then."""
        self._network.deadline = deadline

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request. Raises Refused, or an exception of httpcore."""
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=None,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=dict(answer.extensions)
        )

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Network(httpcore.NetworkBackend):
    """Looks up, checks and connects in one step."""

    def __init__(self, allowed: frozenset[str], lookup: Resolve) -> None:
        self._allowed = allowed
        self._lookup = lookup
        self._sockets = httpcore.SyncBackend()
        self.deadline = float("inf")

    def left(self, timeout: float | None) -> float:
        """Seconds that may still be waited."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long as a whole")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        error: Exception | None = None
        for address in usable_addresses(host, port, self._allowed, self._lookup):
            try:
                stream = self._sockets.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as err:
                error = err
            else:
                return _Stream(stream, self)
        raise error or httpcore.ConnectError(f"{host} has no address")


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, network: _Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout)), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
