"""Sums over a ledger's rows that pages show, made by the database.

In: a view of a ledger.   Out: numbers. Every function raises TypeError for a view that is no database's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched

from sqlalchemy import Select, distinct, func, select

from counterclaim.ledger import tables
from counterclaim.ledger.backend import AT_A_TIME
from counterclaim.ledger.query import holds
from counterclaim.ledger.store import View
from counterclaim.ledger.view import SqlView
from counterclaim.records.when import When


def quoted_by(view: View, outlet: str | None, most: int) -> tuple[tuple[str, int], ...]:
    """The sources that an outlet (None: articles without one) brings most claims of, with how many."""
    view, claim = _database(view), tables.claim.c
    of = claim.outlet.is_(None) if outlet is None else claim.outlet == outlet
    query = (
        select(claim.source, func.count())
        .where(of, claim.source.is_not(None), holds(tables.claim, view.entry))
        .group_by(claim.source)
        .order_by(func.count().desc(), claim.source)
        .limit(most)
    )
    with view.backend.reading() as connection:
        return tuple((row[0], row[1]) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much a ledger holds, as far as a page says it first of all."""

    articles: int
    claims: int
    sources: int  # names that claims are attributed to


def sizes_of(view: View) -> Sizes:
    """How many articles, claims and sources there are."""
    view, claim = _database(view), tables.claim.c
    # one claim of each speaker tells its name: a look-up each, where the distinct names of all claims are a walk
    name = (
        select(claim.source)
        .where(claim.speaker == tables.speaker.c.number, holds(tables.claim, view.entry))
        .limit(1)
        .scalar_subquery()
    )
    names = select(name.label("name")).select_from(tables.speaker).subquery()
    with view.backend.reading() as connection:

        def count(query: Select[int]) -> int:
            return int(connection.execute(query).scalar_one())

        return Sizes(
            count(select(func.count()).select_from(tables.reading).where(holds(tables.reading, view.entry))),
            count(select(func.count()).select_from(tables.claim).where(holds(tables.claim, view.entry))),
            count(select(func.count(distinct(names.c.name)))),
        )


def published_between(view: View) -> When | None:
    """From the first to the last day on which articles were published; None where none has a date."""
    view, reading = _database(view), tables.reading.c
    query = select(func.min(reading.published_first), func.max(reading.published_last))
    with view.backend.reading() as connection:
        first, last = connection.execute(query.where(holds(tables.reading, view.entry))).one()
    return When.between(When.parse(first).first, When.parse(last).last) if first and last else None


def claims_of_articles(view: View, articles: Iterable[str]) -> dict[str, int]:
    """How many claims articles have, by their whole ids."""
    view = _database(view)
    article, claim = tables.article.c, tables.claim.c
    found: dict[str, int] = {}
    with view.backend.reading() as connection:
        for part in batched(sorted(set(articles)), AT_A_TIME):
            query = (
                select(article.id, func.count())
                .join(tables.claim, claim.article == article.number)
                .where(article.id.in_(part), holds(tables.claim, view.entry))
                .group_by(article.id)
            )
            found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _database(view: View) -> SqlView:
    if not isinstance(view, SqlView):
        raise TypeError(f"a view of a database is needed, not {type(view).__name__}")
    return view
