"""How a fetcher behaves: whom it says it is, how long it waits, how much it takes, which hosts it may reach.

In:  settings, and what the person said on the command line.   Out: Manners, or None where nothing may be fetched.
"""

from dataclasses import dataclass
from typing import Self

from counterclaim import settings
from counterclaim.errors import UsageError
from counterclaim.version import __version__

# The name that robots.txt files address it by (RFC 9309, section 2.2.1).
ROBOT = "counterclaim"
_YES, _NO = frozenset(("1", "true", "yes", "on")), frozenset(("", "0", "false", "no", "off"))


@dataclass(frozen=True, slots=True)
class Manners:
    """See docs/fetching.md for what each is for. Times in seconds, sizes in bytes."""

    contact: str = ""  # an address that a host's owner can write to
    pace_s: float = 2.0  # from the end of one request to a host to the beginning of the next
    timeout_s: float = 20.0  # without a sign of life
    whole_s: float = 120.0  # for one answer
    redirects: int = 5
    retries: int = 3
    hosts: int = 8  # asked at the same time
    largest: int = 64 << 20  # of one answer, as sent and unpacked
    unpack_ratio: int = 200
    allowed: frozenset[str] = frozenset()  # hosts that may lie in a private network, by name
    longest_wait_s: float = 300.0  # that a host may ask for before it is left alone in this run

    @property
    def user_agent(self) -> str:
        """What it says it is, the same for every host."""
        about = f"; {self.contact}" if self.contact else ""
        return f"{ROBOT}/{__version__} (news research{about})"

    @classmethod
    def from_settings(cls, allow: tuple[str, ...] = ()) -> Self:
        """The manners as they are set. Raises UsageError where a setting does not fit.

        Args:
            allow: hosts that may lie in a private network, beside those in the settings.
        """
        contact = settings.value_of("contact").strip()
        if not contact.isascii() or any(ord(c) < 32 or c in "()" for c in contact):
            raise UsageError(f"COUNTERCLAIM_CONTACT is {contact!r}; expected an e-mail address or a web address")
        named = (*settings.value_of("allow_hosts").split(","), *allow)
        return cls(
            contact=contact,
            pace_s=settings.number_of("fetch_pace"),
            timeout_s=settings.number_of("fetch_timeout"),
            whole_s=settings.number_of("fetch_deadline"),
            redirects=int(settings.number_of("fetch_redirects")),
            retries=int(settings.number_of("fetch_retries")),
            hosts=max(1, int(settings.number_of("fetch_hosts"))),
            largest=int(settings.number_of("max_item_bytes")),
            unpack_ratio=int(settings.number_of("max_unpack_ratio")),
            allowed=frozenset(name.strip().lower().strip("[]") for name in named if name.strip()),
        )


def is_offline(asked: bool) -> bool:
    """Whether nothing may leave this machine, by --offline or by the setting."""
    return asked or _flag("offline")


def make_manners(*, fetch: bool, offline: bool, allow: tuple[str, ...] = ()) -> Manners | None:
    """The manners to fetch with; None = nothing is fetched.

    Args:
        fetch: the person allows it for this call; else the setting says.
        offline: the person forbids it for this call, which goes before everything else.
    Raises:
        UsageError: both are asked for, or a setting does not fit.
    """
    if fetch and offline:
        raise UsageError("--fetch and --offline contradict each other; give one of them")
    if is_offline(offline):
        if fetch:
            raise UsageError("--fetch is given, but COUNTERCLAIM_OFFLINE forbids it; unset it to fetch")
        return None
    if not (fetch or _flag("fetch")):
        return None
    return Manners.from_settings(allow)


def _flag(name: str) -> bool:
    value = settings.value_of(name).strip().lower()
    if value not in _YES | _NO:
        raise UsageError(f"COUNTERCLAIM_{name.upper()} is {value!r}; expected 1 or 0")
    return value in _YES
