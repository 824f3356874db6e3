"""Each host one request at a time, at its own pace.

In:  a host, and when it was asked last.   Out: a turn, when it may be asked again.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from counterclaim.intake.fetching.robots import KEPT_S, Rules


class Stopped(Exception):
    """The fetching is being stopped; whatever waits ends."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    delay_s: float | None = None  # as its robots.txt asks
    rules: dict[str, tuple[Rules, float]] = field(default_factory=dict)  # by origin, with when they were got


class Hosts:
    """What is known of each host; shared by all fetching threads."""

    def __init__(self, pace_s: float, wait: Callable[[float], None]) -> None:
        self._pace_s = pace_s
        self._wait = wait  # raises Stopped
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _of(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn; the pause before the next one begins when this one ends."""
        known = self._of(host)
        with known.lock:
            while (left := known.next_at - time.monotonic()) > 0:
                self._wait(left)
            try:
                yield
            finally:
                known.next_at = max(known.next_at, time.monotonic() + self.pause_of(host))

    def pause_of(self, host: str) -> float:
        """Seconds between two requests."""
        return max(self._pace_s, self._of(host).delay_s or 0.0)

    def next_at(self, host: str) -> float:
        """When the host may be asked again, of `time.monotonic`."""
        return self._of(host).next_at

    def rules(self, host: str, origin: str) -> Rules | None:
        """What the origin allows; None = not known, or known for too long."""
        rules, at = self._of(host).rules.get(origin, (None, 0.0))
        return rules if rules is not None and time.monotonic() - at < KEPT_S else None

    def learn(self, host: str, origin: str, rules: Rules) -> None:
        """Keep what an origin allows, and go by the pause that it asks for."""
        known = self._of(host)
        known.rules[origin] = (rules, time.monotonic())
        known.delay_s = max((r.delay_s or 0.0 for r, _ in known.rules.values()), default=0.0) or None
