"""What a person names, files and addresses alike, taken in; addresses only where fetching is allowed.

In:  paths and web addresses; Manners, or None.   Out: Taken, for the one way into a ledger.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from counterclaim.errors import InputError, UnknownId
from counterclaim.intake.fetching.addresses import is_address
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.files import find_files, take_files
from counterclaim.intake.found import Taken, Terms, Wanted
from counterclaim.ledger.store import Store

if TYPE_CHECKING:
    from counterclaim.intake.fetching.visits import Visits


def take_sources(paths: Iterable[str], terms: Terms, manners: Manners | None, store: Store | None) -> Iterator[Taken]:
    """Everything that paths and addresses hold.

    Args:
        manners: how to fetch; None = nothing is fetched, and what feeds name is dropped by that name.
        store: the ledger, beside which visits are noted; None = nothing is known of earlier visits.
    Raises:
        InputError: no path names anything, or an address is given and may not be fetched; nothing was read by then.
        LedgerBusy: another process is fetching into this ledger.
    """
    addresses, files = _named(paths, manners)
    if manners is None:
        return take_files(files, terms)
    # The network's libraries are loaded only where something may be fetched.
    from counterclaim.intake.fetching.visits import Visits, visits_path

    visits = Visits(visits_path(store.path) if store is not None else None)
    if addresses:
        visits.open()
    return _take_with(addresses, files, terms, manners, visits, holder(store))


def find_sources(paths: Iterable[str], manners: Manners | None) -> list[str]:
    """The addresses and files that `paths` name, folders and globs searched.

    Raises:
        InputError: no path names anything, or an address is given and may not be fetched.
    """
    addresses, files = _named(paths, manners)
    return addresses + files


def _named(paths: Iterable[str], manners: Manners | None) -> tuple[list[str], list[str]]:
    addresses, rest = split_sources(paths)
    if addresses and manners is None:
        raise InputError(
            addresses[0],
            "is a web address, and nothing may be fetched; --fetch allows it, --offline and COUNTERCLAIM_OFFLINE "
            "forbid it",
        )
    return addresses, find_files(rest, needed=not addresses)


def split_sources(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Web addresses, and the rest."""
    addresses: list[str] = []
    rest: list[str] = []
    for path in paths:
        (addresses if is_address(path) else rest).append(path)
    return addresses, rest


def holder(store: Store | None) -> Callable[[str], bool]:
    """Whether a ledger holds an article, by its id."""

    def holds(article: str) -> bool:
        if store is None:
            return False
        try:
            store.sightings(article)
        except UnknownId:
            return False
        return True

    return holds


def _take_with(
    addresses: list[str],
    files: list[str],
    terms: Terms,
    manners: Manners,
    visits: "Visits",
    holds: Callable[[str], bool],
) -> Iterator[Taken]:
    from counterclaim.intake.fetching.frontier import Frontier, summary
    from counterclaim.intake.fetching.taking import Taking

    with visits:
        frontier = Frontier(manners, visits, holds)
        taking = Taking(frontier, terms)
        try:
            for address in addresses:
                taking.want(Wanted(address, address))
            yield from take_files(files, taking.terms)
            yield from taking.taken()
        finally:
            frontier.close()
        if frontier.tallies and terms.tell:
            terms.tell(summary(frontier.tallies))
