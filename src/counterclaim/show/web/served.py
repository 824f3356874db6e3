"""What a running server holds, and what each request needs of it.

In: a ledger's address and how to serve it.   Out: Served, one for the application; Site, one for each request.
"""

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath

from fastapi import Request

from counterclaim.flow import Ledger
from counterclaim.show.web.assets import version
from counterclaim.show.web.guard import LOOPBACK, Limits
from counterclaim.show.web.keys import COOKIE, Keys
from counterclaim.show.web.links import ServerLinks
from counterclaim.show.web.pages.base import Site
from counterclaim.show.web.snapshot import Snapshots
from counterclaim.version import __version__


@dataclass(frozen=True, slots=True)
class Serving:
    """How a ledger is served."""

    ledger: str  # a file, or postgresql://…
    hosts: frozenset[str] = LOOPBACK  # names that requests may call the server by; "*" = any
    keys: Keys = field(default_factory=lambda: Keys(None, None))
    limits: Limits = field(default_factory=Limits)
    secure: bool = False  # cookies over https only

    @property
    def name(self) -> str:
        """The ledger's name, to show: no folders, no password."""
        return self.ledger.rsplit("/", 1)[-1] if "://" in self.ledger else PurePath(self.ledger).name


@dataclass(frozen=True, slots=True)
class Served:
    """A ledger, open and compared, for all requests."""

    serving: Serving
    snapshots: Snapshots
    writing: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def open(cls, serving: Serving) -> "Served":
        """Open the ledger for reading. Raises LedgerError."""
        return cls(serving, Snapshots(Ledger.open(serving.ledger, create=False, read_only=True)))

    def close(self) -> None:
        """Let go of the ledger."""
        self.snapshots.close()
        self.snapshots.ledger.close()

    def write[T](self, do: Callable[[Ledger], T]) -> T:
        """Do something with the ledger open for writing, one at a time. Raises LedgerBusy."""
        with self.writing, Ledger.open(self.serving.ledger, create=False) as ledger:
            return do(ledger)

    def site(self, request: Request, as_of: dt.date | None = None, bounds: str = "minmax") -> Site:
        """What a page is made from."""
        cookie = request.cookies.get(COOKIE)
        keys = self.serving.keys
        may_write = keys.may_write(bearer_of(request), cookie)
        return Site(
            current=self.snapshots.current(as_of),
            links=ServerLinks(as_of=as_of, version=version()),
            name=self.serving.name,
            bounds=bounds,
            version=__version__,
            can_review=may_write,
            form_token=keys.form_token(cookie) if may_write else "",
        )


def served_of(request: Request) -> Served:
    """The server's ledger."""
    held: Served = request.app.state.served
    return held


def bearer_of(request: Request) -> str | None:
    """The token of an Authorization header."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None
