"""One answer to one address: robots.txt obeyed, redirects followed and checked, sizes and times limited.

In:  an address, and what is known from an earlier visit.   Out: Answer; or Refused (for good), Again (try later).
"""

import datetime as dt
import email.utils
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpcore
import httpx

from counterclaim.intake.charset import decode
from counterclaim.intake.fetching.addresses import checked_address, host_of, origin_of
from counterclaim.intake.fetching.hosts import Hosts
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.fetching.pinning import PinnedTransport, Resolve, resolve
from counterclaim.intake.fetching.robots import ALL_ALLOWED, LARGEST_BYTES, Rules, read_rules
from counterclaim.intake.fetching.unpacking import ACCEPTED, CutOff, unpacked
from counterclaim.intake.fetching.visits import Validators
from counterclaim.intake.kinds import HEAD_BYTES, Kind, kind_of, name_of_binary
from counterclaim.intake.limits import Refused

_WANTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/plain;q=0.8, application/pdf;q=0.8, */*;q=0.5"
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530))
_NAMED = {
    401: "access denied", 402: "access denied", 403: "access denied", 407: "access denied", 451: "access denied",
    404: "not found", 410: "not found",
}  # fmt: skip


class Again(Exception):
    """It did not work now, and may work later."""

    def __init__(self, reason: str, detail: str, after_s: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.after_s = after_s  # the host asks for so long a pause; None = it does not say


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    url: str  # in the end, after redirects
    status: int
    body: bytes | None = field(repr=False)  # None = as it was at the earlier visit
    at: dt.datetime  # aware
    media_type: str | None = None
    charset: str | None = None
    validators: Validators = field(default_factory=Validators)
    sent: int = 0  # bytes over the wire
    way: tuple[str, ...] = ()  # the addresses that led there


class Getter:
    """Asks servers, one request at a time; every fetching thread has one of its own."""

    def __init__(self, manners: Manners, hosts: Hosts, lookup: Resolve = resolve) -> None:
        self._manners = manners
        self._hosts = hosts
        self._transport = PinnedTransport(manners.allowed, lookup)
        self._client = httpx.Client(
            transport=self._transport,
            trust_env=False,  # a proxy would look the names up itself, unchecked
            follow_redirects=False,
            timeout=httpx.Timeout(manners.timeout_s),
            headers={"User-Agent": manners.user_agent, "Accept": _WANTED, "Accept-Encoding": ACCEPTED},
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str, known: Validators | None = None) -> Answer:
        """Ask for `url`.

        Args:
            url: a checked address.
            known: of an earlier visit: if nothing has changed since, the answer has no body.
        Raises:
            Refused: it is not to be had, or not to be asked for.
            Again: not now.
        """
        self._client.cookies.clear()  # a server's mark on a reader lives as long as one way of redirects
        way: list[str] = []
        while True:
            host = host_of(url)
            rules = self._rules(url)
            rules.check(url)
            if (rules.delay_s or 0) > self._manners.longest_wait_s:
                raise Refused("crawl delay", f"{host} asks for {rules.delay_s:,.0f} s between two requests")
            with self._hosts.turn(host), self._asked(url, known) as answer:
                if answer.status_code in _REDIRECTS and "location" in answer.headers:
                    target = answer.headers["location"]
                else:
                    return self._answer(url, answer, bool(known), tuple(way))
            way.append(url)
            url = self._next(url, target, way)

    def _next(self, url: str, target: str, way: list[str]) -> str:
        following = checked_address(urljoin(url, target))
        if len(way) > self._manners.redirects:
            raise Refused("too many redirects", f"more than {self._manners.redirects}, at last to {following[:200]}")
        if following in way:
            raise Refused("too many redirects", f"they go round in a circle, back to {following[:200]}")
        if url.startswith("https:") and following.startswith("http:"):
            raise Refused("unsafe redirect", f"from https to {following[:200]}")
        return following

    @contextmanager
    def _asked(self, url: str, known: Validators | None) -> Iterator[httpx.Response]:
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.modified:
            headers["If-Modified-Since"] = known.modified
        deadline = time.monotonic() + self._manners.whole_s
        self._transport.until(deadline)
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                yield answer
        except (httpx.InvalidURL, httpx.CookieConflict, UnicodeError) as err:
            raise Refused("unusable address", f"{url[:200]}: {err}") from err
        except httpcore.LocalProtocolError as err:
            raise Refused("unusable address", f"{url[:200]}: {err}") from err
        except httpcore.TimeoutException as err:
            if time.monotonic() >= deadline:
                raise Again("timeout", f"the answer as a whole took longer than {self._manners.whole_s:g} s") from err
            raise Again("timeout", f"no sign of life within {self._manners.timeout_s:g} s") from err
        except httpcore.ConnectError as err:
            if isinstance(err.__context__, ssl.SSLCertVerificationError):
                why = err.__context__.verify_message
                raise Refused("bad certificate", f"{host_of(url)} does not prove that it is it: {why}") from err
            raise Again("no connection", str(err) or type(err).__name__) from err
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as err:
            raise Again("no connection", str(err) or type(err).__name__) from err

    def _answer(self, url: str, answer: httpx.Response, is_conditional: bool, way: tuple[str, ...]) -> Answer:
        status, headers = answer.status_code, answer.headers
        at = dt.datetime.now(dt.UTC)
        if status == 304 and is_conditional:
            return Answer(url, status, None, at)
        if status in _PASSING:
            reason = "too many requests" if status == 429 else "server error"
            raise Again(reason, f"HTTP {status}", _retry_after(headers.get("retry-after"), at))
        if not 200 <= status < 300:
            raise Refused(_NAMED.get(status, "unusable answer"), f"HTTP {status}")
        _check_length(headers.get("content-length"), self._manners.largest)
        body, sent = self._body(answer)
        return Answer(
            url=url,
            status=status,
            body=body,
            at=at,
            media_type=_media_type(headers.get("content-type")),
            charset=answer.charset_encoding,
            validators=Validators(_kept(headers.get("etag")), _kept(headers.get("last-modified"))),
            sent=sent,
            way=way,
        )

    def _body(self, answer: httpx.Response) -> tuple[bytes, int]:
        body = bytearray()
        looked = False
        pieces = unpacked(
            answer.iter_raw(1 << 16),
            answer.headers.get("content-encoding", ""),
            largest=self._manners.largest,
            ratio=self._manners.unpack_ratio,
        )
        try:
            for piece in pieces:
                body += piece
                if not looked and len(body) >= HEAD_BYTES:
                    looked = True
                    _check_kind(bytes(body[:HEAD_BYTES]))
        except CutOff as err:
            raise Again("no connection", "the answer was cut off") from err
        return bytes(body), answer.num_bytes_downloaded

    def _rules(self, url: str) -> Rules:
        """What the host allows, asked for once a day."""
        host, origin = host_of(url), origin_of(url)
        known = self._hosts.rules(host, origin)
        if known is None:
            known = self._ask_rules(host, origin)
            self._hosts.learn(host, origin, known)
        return known

    def _ask_rules(self, host: str, origin: str) -> Rules:
        """RFC 9309, section 2.3.1: a missing file allows everything, one that cannot be had nothing."""
        url, way = f"{origin}/robots.txt", 0
        while True:
            with self._hosts.turn(host_of(url)), self._asked(url, None) as answer:
                status = answer.status_code
                if status in _REDIRECTS and "location" in answer.headers and way < 5:
                    url = checked_address(urljoin(url, answer.headers["location"]))
                    way += 1
                    continue
                if status in _PASSING or status >= 500:
                    after = _retry_after(answer.headers.get("retry-after"), dt.datetime.now(dt.UTC))
                    raise Again("robots.txt unreachable", f"{host} answers HTTP {status} to it", after)
                if not 200 <= status < 300:
                    return ALL_ALLOWED
                return read_rules(_robots_text(answer))


def _robots_text(answer: httpx.Response) -> str:
    data = bytearray()
    coding = answer.headers.get("content-encoding", "")
    try:
        for piece in unpacked(answer.iter_raw(1 << 14), coding, largest=LARGEST_BYTES << 2, ratio=200):
            data += piece
            if len(data) >= LARGEST_BYTES:
                break
    except (CutOff, Refused):
        pass  # what came of it counts
    found = decode(bytes(data[:LARGEST_BYTES]))
    return found.text if found else data[:LARGEST_BYTES].decode("utf-8", "replace")


def _check_length(declared: str | None, largest: int) -> None:
    if declared and declared.isascii() and declared.isdigit() and len(declared) < 20 and int(declared) > largest:
        raise Refused(
            "too large",
            f"it has {int(declared):,} bytes; at most {largest:,} are fetched (COUNTERCLAIM_MAX_ITEM_BYTES). "
            "Download it by other means and give the file",
        )


def _check_kind(head: bytes) -> None:
    """Stop in the midst of a film: nothing that begins so is an article."""
    if kind_of(head) is Kind.BINARY:
        raise Refused("binary file", f"it is a {name_of_binary(head) or 'file of an unknown kind'}")


def _retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Seconds to wait, from either form of the header (RFC 9110, section 10.2.3)."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - now).total_seconds())


def _media_type(value: str | None) -> str | None:
    return (value or "").split(";")[0].strip().lower() or None


def _kept(value: str | None) -> str | None:
    """A validator as it can be sent back; a monstrous one is not kept."""
    return value if value and len(value) <= 1024 and value.isascii() and value.isprintable() else None
