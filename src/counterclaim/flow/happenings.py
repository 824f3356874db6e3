"""The dated events of a ledger in the order of their days, each once however often its article tells it.

In: a ledger.   Out: Happenings, in one of two forms that give the same: looked up where the ledger is prepared for it;
or all events gone through and held, for a day in the past.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from counterclaim.errors import UnknownId
from counterclaim.flow.preparing import NO_TRACK, closest_dated, is_prepared
from counterclaim.flow.tellings import by_event
from counterclaim.ledger.page_rows import Days, HappeningRow
from counterclaim.ledger.store import ClaimFilter, Store
from counterclaim.records.claim import Claim

if TYPE_CHECKING:
    from counterclaim.flow.ledger import Ledger

AT_A_TIME = 500  # read in one transaction: what others wait for


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, under its closest dated telling."""

    claim: Claim
    again: tuple[str, ...]  # ids of the claims that tell of it as well in the article


class Happenings(ABC):
    """Dated events by first day, last day, track and id."""

    @abstractmethod
    def by_stretch(self) -> list[tuple[str, str, str, int]]:
        """First and last day (ISO 8601) and track, and how many events have them, in order."""

    @abstractmethod
    def undated(self) -> int:
        """How many events have no date."""

    @abstractmethod
    def within(self, days: Days, after: str | None = None, limit: int | None = None) -> Iterator[Happening]:
        """The events asked for, behind the one whose claim has the id `after`. Raises UnknownId."""


def happenings_of(ledger: "Ledger") -> Happenings:
    """The dated events of a ledger as it is, or as it stood at a moment."""
    if ledger.view is ledger.store:
        with ledger.store.compared() as rows:
            prepared = is_prepared(rows, or_behind=True)
        if prepared:
            return KeptHappenings(ledger.store)
    return HeldHappenings(ledger.claims(ClaimFilter(kind="event")))


def _unknown(after: str) -> UnknownId:
    return UnknownId(f"no event has the id {after!r}; it may have changed with the ledger")


class HeldHappenings(Happenings):
    """All events, gone through and held."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        held = []
        self._undated = 0
        for tellings in by_event(claims):
            claim = closest_dated(tellings)
            if claim.when is None:
                self._undated += 1
            else:
                held.append(Happening(claim, tuple(other.id for other in tellings if other is not claim)))
        self._held = sorted(held, key=_order)

    def by_stretch(self) -> list[tuple[str, str, str, int]]:
        """See Happenings."""
        counts = Counter(_order(found)[:3] for found in self._held)
        return [(*stretch, counts[stretch]) for stretch in sorted(counts)]

    def undated(self) -> int:
        """See Happenings."""
        return self._undated

    def within(self, days: Days, after: str | None = None, limit: int | None = None) -> Iterator[Happening]:
        """See Happenings."""
        start = 0
        if after is not None:
            last = next((found for found in self._held if found.claim.id == after), None)
            if last is None:
                raise _unknown(after)
            start = bisect_right(self._held, _order(last), key=_order)
        return islice((found for found in self._held[start:] if _is_within(found, days)), limit)


class KeptHappenings(Happenings):
    """Events out of the ledger's own list of them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def by_stretch(self) -> list[tuple[str, str, str, int]]:
        """See Happenings."""
        with self._store.compared() as rows:
            return rows.happenings_by_stretch()

    def undated(self) -> int:
        """See Happenings."""
        with self._store.compared() as rows:
            return rows.undated_happenings()

    def within(self, days: Days, after: str | None = None, limit: int | None = None) -> Iterator[Happening]:
        """See Happenings."""
        last: HappeningRow | None = None
        if after is not None:
            with self._store.compared() as rows:
                last = rows.happening_with_id(after)
            if last is None or last.first is None:
                raise _unknown(after)
        return islice(self._behind(days, last, AT_A_TIME if limit is None else min(limit, AT_A_TIME)), limit)

    def _behind(self, days: Days, last: HappeningRow | None, size: int) -> Iterator[Happening]:
        while True:
            with self._store.compared() as rows:
                page = rows.happenings(days, last, size)
                claims = rows.claims(row.claim for row in page)
            yield from (Happening(claims[row.claim], tuple(row.again.split())) for row in page if row.claim in claims)
            if len(page) < size:
                return
            last = page[-1]


def _order(found: Happening) -> tuple[str, str, str, str]:
    claim = found.claim
    assert claim.when is not None, "only dated events are held"
    track = claim.track.value if claim.track else NO_TRACK
    return claim.when.first.isoformat(), claim.when.last.isoformat(), track, claim.id


def _is_within(found: Happening, days: Days) -> bool:
    first, last, track, _ = _order(found)
    return (
        (days.since is None or last >= days.since)
        and (days.until is None or first <= days.until)
        and (days.track is None or track == days.track)
    )
