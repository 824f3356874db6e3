"""The versions of a page: every text that was seen at its address, and what each changed of the one before.

In: a View, an address or an article's id.   Out: PageVersions.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from counterclaim.comparison.versions import Difference, compare_versions
from counterclaim.errors import UnknownId
from counterclaim.intake.fetching.addresses import checked_address, is_address
from counterclaim.intake.limits import Refused
from counterclaim.ledger.addresses import SeenAt, addresses_of, seen_at
from counterclaim.ledger.store import ClaimFilter, View
from counterclaim.records.article import Article
from counterclaim.records.claim import Claim


@dataclass(frozen=True, slots=True)
class PageVersion:
    """One text that was seen at an address."""

    number: int  # 1 = the first
    seen: SeenAt
    article: Article
    words: int
    claims: int
    change: Difference | None  # against the version before; None = the first


def find_versions(view: View, wanted: str) -> Iterator[tuple[str, tuple[PageVersion, ...]]]:
    """Each address that is meant, with its versions, oldest first.

    Args:
        wanted: a web address, or an article's id (which may be shortened): then every address where it was seen.
    Raises:
        UnknownId: nothing was seen there, or no article is called so.
    """
    if is_address(wanted):
        address = _address(view, wanted)
        yield address, _versions(view, address)
        return
    addresses = addresses_of(view, wanted)
    if not addresses:
        raise UnknownId(f"article {wanted} was seen in files only, at no address: it has no versions to compare")
    for address in addresses:
        yield address, _versions(view, address)


def _address(view: View, wanted: str) -> str:
    """The address as the ledger has it: pages name their own, which often lacks what a link adds to it."""
    try:
        checked = checked_address(wanted)
    except Refused:
        checked = wanted
    for address in dict.fromkeys((wanted, checked, checked.partition("?")[0])):
        with suppress(UnknownId):
            seen_at(view, address)
            return address
    seen_at(view, wanted)  # says that there is nothing
    return wanted


def _versions(view: View, address: str) -> tuple[PageVersion, ...]:
    found: list[PageVersion] = []
    before: tuple[str, tuple[Claim, ...]] | None = None
    for number, seen in enumerate(seen_at(view, address), 1):
        article = view.article(seen.article)
        body = article.text[article.header.end :] if article.header else article.text
        claims = tuple(view.claims(ClaimFilter(article=seen.article)))
        change = compare_versions(before[0], body, before[1], claims) if before else None
        found.append(PageVersion(number, seen, article, len(body.split()), len(claims), change))
        before = body, claims
    return tuple(found)
