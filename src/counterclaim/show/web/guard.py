"""What stands before every page and every call: who may come in, how much, and what a browser may do with the answer.

In: ASGI requests.   Out: the same, or a refusal in the API's one error shape (problem+json) or as plain words.

- Host: only names that the server was started for, so that another site's name cannot be pointed at it (DNS rebinding).
- Sizes: no body larger than the limit, counted as it comes; no address longer than LONGEST_ADDRESS.
- Pace: a bucket a client address; an empty one answers 429 with Retry-After.
- Headers: no inline script, no other host, no frame around the page, no sniffing of types, no referrer to others.
"""

import json
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST_ADDRESS = 8_192  # bytes, path and query
MOST_CLIENTS = 10_000  # buckets held; the longest unseen go first
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one client may ask."""

    per_second: float = 50.0  # requests, on average
    burst: int = 200  # requests at once
    body_bytes: int = 20_000_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Guard:
    """The middleware. Holds nothing but the buckets."""

    def __init__(
        self, app: App, *, hosts: frozenset[str], limits: Limits, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._limits = limits
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _with_headers(send)
        headers = dict(scope["headers"])
        refused = self._refused(scope, headers)
        if refused:
            await _refuse(answer, scope, *refused)
            return
        limited = _Counted(receive, answer, self._limits.body_bytes)
        with suppress(_TooLarge):
            await self._app(scope, limited.receive, limited.send)
        if limited.over and not limited.begun:
            await _refuse(answer, scope, 413, "Too large", f"at most {self._limits.body_bytes:,} bytes are taken", ())

    def _refused(
        self, scope: Scope, headers: dict[bytes, bytes]
    ) -> tuple[int, str, str, tuple[tuple[bytes, bytes], ...]] | None:
        host = host_of(headers.get(b"host", b"").decode("latin-1"))
        if host not in self._hosts and "*" not in self._hosts:
            return 421, "Unknown host", f"this server does not answer to {host[:80]!r}; see serve --allow-host", ()
        if len(scope.get("raw_path", b"") or b"") + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
            return 414, "Address too long", f"an address has at most {LONGEST_ADDRESS:,} bytes", ()
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._limits.body_bytes:
            return 413, "Too large", f"at most {self._limits.body_bytes:,} bytes are taken", ()
        wait = self._wait((scope.get("client") or ("", 0))[0])
        if wait > 0:
            retry = ((b"retry-after", str(max(1, round(wait + 0.5))).encode()),)
            return 429, "Too many requests", f"try again in {wait:.1f} seconds", retry
        return None

    def _wait(self, client: str) -> float:
        """Seconds until the client may ask again; 0 = now."""
        now = self._clock()
        bucket = self._buckets.pop(client, None) or _Bucket(float(self._limits.burst), now)
        bucket.left = min(self._limits.burst, bucket.left + (now - bucket.at) * self._limits.per_second)
        bucket.at = now
        self._buckets[client] = bucket
        while len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            return (1 - bucket.left) / self._limits.per_second
        bucket.left -= 1
        return 0.0


class _TooLarge(Exception):
    """The body is larger than the limit."""


class _Counted:
    """A body whose bytes are counted as they come; what the application says to one that is cut off is not sent."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive = receive
        self._send = send
        self._left = most
        self.over = False
        self.begun = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.over = True
                raise _TooLarge
        return message

    async def send(self, message: Message) -> None:
        if self.over and not self.begun:
            return
        self.begun = True
        await self._send(message)


def host_of(header: str) -> str:
    """The name in a Host header, without its port, in lower case."""
    header = header.strip().lower()
    if header.startswith("["):
        return header[: header.find("]") + 1]
    return header.rsplit(":", 1)[0] if header.count(":") == 1 else header


def _with_headers(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            held = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in HEADERS if pair[0] not in held)]
        await send(message)

    return answer


async def _refuse(
    send: Send, scope: Scope, status: int, title: str, detail: str, headers: tuple[tuple[bytes, bytes], ...]
) -> None:
    body = json.dumps(problem(status, title, detail, scope["path"]), ensure_ascii=False).encode()
    kind = (b"content-type", b"application/problem+json")
    await send({"type": "http.response.start", "status": status, "headers": [kind, *headers]})
    await send({"type": "http.response.body", "body": body})


def problem(status: int, title: str, detail: str, instance: str) -> dict[str, Any]:
    """The API's one error shape (RFC 9457)."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": instance}
