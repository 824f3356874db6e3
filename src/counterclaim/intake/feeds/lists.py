"""OPML lists of feeds: every feed in one is wanted.

In:  the bytes of a list.   Out: nothing but Drops; what the feeds hold comes later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.intake.charset import declared_in, decode
from counterclaim.intake.feeds.entries import refuse_entity_bombs
from counterclaim.intake.fetching.addresses import is_address
from counterclaim.intake.found import Known, Opened, Take, Taken, Terms, Wanted
from counterclaim.intake.kinds import Kind
from counterclaim.intake.limits import Refused
from counterclaim.records.article import Drop


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed in a list."""

    address: str
    title: str | None


def read_list(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:  # noqa: ARG001 every reader is called alike
    """The feeds of one list."""
    found = opened.found
    feeds = listed_feeds(opened.whole(terms.limits, what="list"), found.known.charset)
    if not feeds:
        yield opened.drop("empty list", "no outline in it has an xmlUrl")
        return
    for number, feed in enumerate(feeds, 1):
        if not is_address(feed.address):
            name = f"{found.name}!{feed.address[:300]}"
            yield Taken(
                Drop(name, "unusable address", "it is no web address"), name, Kind.OPML, (), (*found.at, number)
            )
        elif terms.want is not None:
            terms.want(Wanted(feed.address, feed.address, Known(outlet=found.known.outlet), found.known.url))
        else:
            name = f"{found.name}!{feed.address}"
            why = f"{feed.title or 'the feed'} lies on the web; --fetch gets it"
            yield Taken(Drop(name, "not fetched", why), name, Kind.OPML, (), (*found.at, number))


def listed_feeds(data: bytes, charset: str | None = None) -> tuple[Listed, ...]:
    """The feeds in an OPML file, each once, in its order. Raises Refused where it cannot be read."""
    from lxml import etree

    decoded = decode(data, declared_in(data) or charset)
    if decoded is None:
        raise Refused("unknown charset", "the bytes fit neither UTF-8 nor what is declared")
    refuse_entity_bombs(decoded.text, "list")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    text = decoded.text.lstrip("\ufeff \t\r\n")
    try:
        root: Any = etree.fromstring(_without_declaration(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as err:
        raise Refused("damaged list", f"{err}"[:300]) from err
    if root is None:
        raise Refused("damaged list", "it is no XML")
    feeds: dict[str, Listed] = {}
    for outline in root.iter("outline"):
        said = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        if address := said.get("xmlurl"):
            feeds.setdefault(address, Listed(address, said.get("title") or said.get("text") or None))
    return tuple(feeds.values())


def _without_declaration(text: str) -> str:
    """The text without `<?xml … encoding=…?>`, which no longer holds once it is decoded."""
    return text.partition("?>")[2] if text.startswith("<?xml") else text


KINDS = {Kind.OPML: read_list}
"""The kinds that this module reads."""
