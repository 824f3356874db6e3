"""Running the pages and the API on a port of this machine.

In: ServeOptions.   Out: nothing; it serves until it is stopped.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

from counterclaim.errors import UsageError
from counterclaim.show.web.guard import LOOPBACK, Limits
from counterclaim.show.web.keys import Keys, new_token
from counterclaim.show.web.served import Served, Serving

_KEEP_ALIVE_S = 20
_MOST_AT_ONCE = 200  # requests; more are told to come back


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """How to serve, as the command line has it."""

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    read_token: str | None = None
    write_token: str | None = None
    read_only: bool = False
    rate: float = 50.0
    https: bool = False


def run_server(options: ServeOptions, tell: Callable[[str], None]) -> None:
    """Serve until stopped.

    Args:
        tell: says what a person needs to know: the address, and the token where one was made.
    Raises:
        LedgerError: the ledger cannot be opened.
        UsageError: the address cannot be listened on.
    """
    import uvicorn

    from counterclaim.show.web.app import make_app

    serving = serving_of(options)
    Served.open(serving).close()  # what is wrong with the ledger is said now, not on the first page
    with listening(options.host, options.port) as sock:
        port = sock.getsockname()[1]
        shown = f"[{options.host}]" if ":" in options.host else options.host
        address = f"{'https' if options.https else 'http'}://{shown}:{port}"
        tell(f"{serving.name} at {address}/  (API: {address}/api/v1/openapi.json; stop with Ctrl-C)")
        if serving.keys.read and not options.read_token:
            tell(f"to read, sign in: {address}/sign-in?token={serving.keys.read}")
        if serving.keys.write and not options.write_token:
            tell(f"to review and ingest, sign in: {address}/sign-in?token={serving.keys.write}")
        config = uvicorn.Config(
            make_app(serving),
            log_level="warning",
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_S,
            limit_concurrency=_MOST_AT_ONCE,
            proxy_headers=False,
        )
        uvicorn.Server(config).run(sockets=[sock])


def serving_of(options: ServeOptions) -> Serving:
    """Names and tokens after the address: open to read on loopback only."""
    loopback = is_loopback(options.host)
    write = None if options.read_only else options.write_token or new_token()
    read = options.read_token or (None if loopback else new_token())
    names = {name.lower() for name in options.names} | ({*LOOPBACK} if loopback else {options.host.lower(), *LOOPBACK})
    if ":" in options.host:
        names.add(f"[{options.host.lower()}]")
    return Serving(
        ledger=options.ledger,
        hosts=frozenset(names),
        keys=Keys(write, read),
        limits=Limits(per_second=options.rate, burst=max(20, round(options.rate * 4))),
        secure=options.https,
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises UsageError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named by its protocol: asyncio sends at once (TCP_NODELAY) only where it knows the socket for TCP. Without that a
    # second page over the same connection waits 40 ms for the browser to confirm the first half of the answer.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(128)
    except OSError as err:
        sock.close()
        raise UsageError(
            f"cannot listen on {host}, port {port}: {err.strerror or err}; another --port may be free"
        ) from err
    return sock
