"""Which articles were seen at an address, and when: the versions of a page that was edited without a word.

In: a View, an address or an article.   Out: SeenAt, oldest first. The ledger as it stood gives what was seen by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from counterclaim.errors import UnknownId
from counterclaim.ledger import tables
from counterclaim.ledger.query import begins, only
from counterclaim.ledger.store import View
from counterclaim.ledger.view import SqlView


@dataclass(frozen=True, slots=True)
class SeenAt:
    """An article that was seen at an address, for the first time."""

    article: str  # its id
    url: str
    outlet: str | None
    at: str  # ISO 8601 UTC


@dataclass(frozen=True, slots=True)
class Edited:
    """An address at which several texts were seen."""

    url: str
    versions: int
    first: str  # ISO 8601 UTC
    last: str


def seen_at(view: View, url: str) -> tuple[SeenAt, ...]:
    """The articles that were seen at `url`, each once, in the order in which they were seen first.

    An address with and without a slash at its end is one. Raises UnknownId where nothing was seen there.
    """
    sighting, article, log = tables.sighting.c, tables.article.c, tables.log.c
    sql = _sql(view)
    spellings = sorted({url, url.rstrip("/"), url.rstrip("/") + "/"})
    query = (
        select(article.id, sighting.url, sighting.outlet, log.at)
        .join(tables.article, article.number == sighting.article)
        .join(tables.log, log.number == sighting.begun)
        .where(sighting.url.in_(spellings))
        .order_by(sighting.number)
    )
    if sql.entry is not None:
        query = query.where(sighting.begun <= sql.entry)
    seen: dict[str, SeenAt] = {}
    with sql.backend.reading() as connection:
        for row in connection.execute(query):
            seen.setdefault(row.id, SeenAt(row.id, row.url, row.outlet or None, row.at))
    if not seen:
        raise UnknownId(f"no article was seen at {url}; counterclaim articles lists what there is")
    return tuple(seen.values())


def addresses_of(view: View, article_id: str) -> tuple[str, ...]:
    """The addresses at which an article was seen, in that order. Raises UnknownId where there is no such article."""
    sighting, article = tables.sighting.c, tables.article.c
    sql = _sql(view)
    with sql.backend.reading() as connection:
        found = select(article.number, article.id).where(*begins(article.id, article_id)).limit(2)
        number = only(connection.execute(found).mappings().all(), "article", article_id)["number"]
        query = select(sighting.url).where(sighting.article == number, sighting.url != "").order_by(sighting.number)
        if sql.entry is not None:
            query = query.where(sighting.begun <= sql.entry)
        return tuple(dict.fromkeys(connection.execute(query).scalars()))


def edited(view: View) -> Iterator[Edited]:
    """Every address at which several texts were seen, the one with the newest version first. Walks all sightings."""
    sighting, log = tables.sighting.c, tables.log.c
    sql = _sql(view)
    address = func.rtrim(sighting.url, "/")
    versions = func.count(sighting.article.distinct())
    first, last = func.min(log.at), func.max(log.at)
    query = (
        select(address.label("url"), versions.label("versions"), first.label("first"), last.label("last"))
        .join(tables.log, log.number == sighting.begun)
        .where(sighting.url != "")
        .group_by(address)
        .having(versions > 1)
        .order_by(last.desc(), address)
    )
    if sql.entry is not None:
        query = query.where(sighting.begun <= sql.entry)
    with sql.backend.reading() as connection:
        for row in connection.execute(query):
            yield Edited(row.url, row.versions, row.first, row.last)


def _sql(view: View) -> SqlView:
    if not isinstance(view, SqlView):
        raise TypeError(f"a view of a database is needed, not {type(view).__name__}")
    return view
