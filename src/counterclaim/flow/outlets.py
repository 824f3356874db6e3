"""Who published what a ledger holds, with what the register knows of them.

In: a View, the register.   Out: OutletEntry, most claims first. Walks all articles once.
"""

import datetime as dt
from dataclasses import dataclass

from counterclaim.intake.outlets import Outlet, register
from counterclaim.ledger.store import View


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """One outlet of a ledger."""

    name: str | None  # as the ledger has it; None = articles that do not say who published them
    outlet: Outlet | None  # None = unknown to the register
    articles: int
    claims: int
    first: dt.date | None  # first day on which an article of it can have been published
    last: dt.date | None


@dataclass(slots=True)
class _Count:
    articles: int = 0
    claims: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


def outlets_of(view: View) -> tuple[OutletEntry, ...]:
    """The outlets of a ledger, most claims first."""
    counts: dict[str | None, _Count] = {}
    for entry in view.articles():
        count = counts.setdefault(entry.outlet, _Count())
        count.articles += 1
        count.claims += entry.claims
        if entry.published is not None:
            count.first = min(count.first or entry.published.first, entry.published.first)
            count.last = max(count.last or entry.published.last, entry.published.last)
    known = register()
    entries = [
        OutletEntry(name, known.of_name(name), count.articles, count.claims, count.first, count.last)
        for name, count in counts.items()
    ]
    return tuple(sorted(entries, key=lambda e: (-e.claims, -e.articles, e.name is None, e.name or "")))
