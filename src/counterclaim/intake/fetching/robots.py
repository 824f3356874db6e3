"""What a host asks robots to leave alone (RFC 9309), and how long it asks them to wait.

In:  the answer to a request for /robots.txt.   Out: Rules.
"""

from dataclasses import dataclass, field
from typing import Any

from counterclaim.intake.fetching.manners import ROBOT
from counterclaim.intake.limits import Refused

LARGEST_BYTES = 500 << 10  # RFC 9309, section 2.5: at least so much is to be read; the rest is not
KEPT_S = 24 * 3600.0  # section 2.4: not longer than a day


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows."""

    parsed: Any = field(repr=False)  # None = everything
    delay_s: float | None = None  # it asks for so many seconds between two requests

    def check(self, url: str) -> None:
        """Raises Refused where the host asks robots not to fetch `url`."""
        if self.parsed is not None and not self.parsed.can_fetch(url, ROBOT):
            raise Refused("robots.txt", "the host asks robots to leave this address alone")


ALL_ALLOWED = Rules(None)


def read_rules(text: str) -> Rules:
    """The rules in a robots.txt file. Lines that are none are passed over."""
    from protego import Protego

    parsed = Protego.parse(text)
    return Rules(parsed, _delay(parsed))


def _delay(parsed: Any) -> float | None:
    """Crawl-delay, or the Request-rate's share, whichever is longer."""
    delay = parsed.crawl_delay(ROBOT)
    rate = parsed.request_rate(ROBOT)
    waits = [float(delay)] if delay else []
    if rate is not None and rate.requests:
        waits.append(rate.seconds / rate.requests)
    return max((wait for wait in waits if wait > 0), default=None)
