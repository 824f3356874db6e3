"""What all pages have in common: what they are made from, what they are, and their data.

In: a snapshot, links.   Out: Site (what every template knows), Page (one page, ready for its template).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.records.claim import Claim
from counterclaim.show.tables import Listing
from counterclaim.show.web.links import Links
from counterclaim.show.web.quoting import Quoted, quoted
from counterclaim.show.web.snapshot import Current, Snapshot

PAGE_ROWS = 50
USUAL_BOUNDS = "minmax"
SHORT_QUOTE_CHARS = 160  # of an article's words that a site for everybody shows around a value


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows of its surroundings."""

    current: Current
    links: Links
    name: str  # of the ledger, to show
    bounds: str = USUAL_BOUNDS  # the rule of bounds that the reader picked
    version: str = ""
    can_review: bool = False
    form_token: str = ""  # goes back with every form that changes something
    full_texts: bool = True  # False: short quotations only
    coarse_places: bool = False  # True: no place more exact than its district

    @property
    def snapshot(self) -> Snapshot:
        """The ledger's state that pages show."""
        return self.current.snapshot

    @property
    def picked_bounds(self) -> str | None:
        """The rule of bounds as an address holds it: not at all where it is the usual one."""
        return None if self.bounds == USUAL_BOUNDS else self.bounds

    @property
    def as_of(self) -> dt.date | None:
        """The day as of which the ledger is looked at; None: now."""
        return self.snapshot.as_of

    def words(self, claim: Claim, longest: int = 320) -> str:
        """The sentence that a claim stands in, as much of it as this site shows."""
        return self.quoted(claim, longest).text

    def quoted(self, claim: Claim, longest: int = 320) -> Quoted:
        """The same, with the claim's own words told apart."""
        return quoted(claim, self.longest(longest))

    def longest(self, characters: int) -> int:
        """How many of an article's words in a row this site shows where `characters` would fit."""
        return characters if self.full_texts else min(characters, SHORT_QUOTE_CHARS)

    def below(self, links: Links) -> "Site":
        """The same site seen from another folder."""
        return replace(self, links=links)


@dataclass(frozen=True, slots=True)
class Data[T]:
    """What a page shows, for programs: rows of a listing, or one record."""

    listing: Listing[T] | None
    items: Iterable[T]
    record: dict[str, Any] | None = None  # what JSON gives instead of rows, where one thing is shown


@dataclass(frozen=True, slots=True)
class Page:
    """One page: which template shows it, and what of."""

    template: str
    nav: str  # which entry of the navigation it belongs to
    title: str
    view: Any  # the template's own frozen record
    cited: str = ""  # how a citation calls it; empty = by its title
    searched: str = ""  # what stands in the field for searching
    path: tuple[str, Mapping[str, str | int | None]] | None = None  # name and what was asked, for its data's addresses
    passing: bool = False  # it will be another one in a moment, though the ledger stays as it is


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one is in a listing that is cut into pages by key."""

    shown: int
    total: int | None  # None: not counted
    following: str | None  # address of the next page
    first: str | None  # address of the first, where this is a later one
    note: str = ""
    after: str | None = None  # where the next page begins: the key that its address carries


def next_number(site: Site, number: int) -> int | None:
    """The number of the next page where pages are files; a server goes by the key alone."""
    return number + 1 if site.links.static else None


def paged[T](
    site: Site, name: str, every: Sequence[T], start: int, number: int, size: int, key: Callable[[T, int], str]
) -> tuple[tuple[T, ...], Paging]:
    """One page of a list that is at hand, and where the rest is.

    Args:
        start: the place in the list at which the page begins.
        number: of the page, where pages are files.
        size: rows on a page.
        key: what the next page's address carries, of the last row shown and the place behind it.
    """
    rows, end = tuple(every[start : start + size]), start + size
    after = key(rows[-1], end) if end < len(every) else None
    following = site.links.page(name, after=after, page=next_number(site, number)) if after else None
    return rows, Paging(len(rows), len(every), following, site.links.page(name) if start else None, after=after)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter may take."""

    value: str
    label: str
    chosen: bool
    number: int | None = None  # how many there are of it
    link: str = ""
