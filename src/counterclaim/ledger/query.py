"""What a filter asks for, as conditions on the claim table.

In: ClaimFilter, the log entry as of which the ledger is looked at.   Out: SQLAlchemy conditions.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, or_
from sqlalchemy.sql import FromClause

from counterclaim.errors import UnknownId
from counterclaim.ledger import tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.filters import ArticleFilter, ClaimFilter, Dated
from counterclaim.ledger.places import about_places_in
from counterclaim.ledger.rows import first_position_after
from counterclaim.ledger.sought import FACETS
from counterclaim.ledger.speakers import named

_ONLY_OF = (("measure", "figure"), ("event_type", "event"), ("status", "event"))


def holds(table: FromClause, entry: int | None) -> ColumnElement[bool]:
    """Which rows hold: now (None), or as of a log entry."""
    if entry is None:
        return table.c.ended.is_(None)
    return and_(table.c.begun <= entry, or_(table.c.ended.is_(None), table.c.ended > entry))


def begins(column: ColumnElement[str], start: str) -> list[ColumnElement[bool]]:
    """Ids that begin so: a range of the index, whatever the database makes of LIKE. "g" follows every hex digit."""
    start = start.strip().lower()
    return [column >= start, column < start + "g"]


def only(rows: Sequence[RowMapping], what: str, asked: str) -> RowMapping:
    """The row of the only id among `rows` (its first: the newest). Raises UnknownId for none or several."""
    ids = sorted({row["id"] for row in rows})
    if len(ids) != 1:
        seen = f"several begin so: {', '.join(i[:16] for i in ids[:3])} …; give more of it" if ids else "there is none"
        raise UnknownId(f"no single {what} with the id {asked!r}: {seen}")
    return rows[0]


def contradicts_itself(wanted: ClaimFilter) -> bool:
    """Whether no claim can meet a filter: a figure of some event type, say. A walk over all would find that, too."""
    kinds = {kind for field, kind in _ONLY_OF if getattr(wanted, field) is not None}
    return len(kinds | ({wanted.kind} if wanted.kind is not None else set())) > 1


def values_of(wanted: ClaimFilter, *, by_index: bool) -> Iterator[ColumnElement[bool]]:
    """The conditions that columns have certain values.

    Args:
        by_index: False keeps the database from taking an index of one of them, where claims are found otherwise.
    """
    for name in FACETS:
        value = getattr(wanted, name)
        if value is not None:
            column = tables.claim.c[name]
            yield column == value if by_index or isinstance(value, bool) else column.concat("") == value


def conditions(wanted: ClaimFilter, article: int | None, connection: Connection) -> Iterator[ColumnElement[bool]]:
    """Every other condition of a filter but its words. `article` is the number of the one that it names."""
    claim = tables.claim.c
    if wanted.source is not None:
        yield named(connection, wanted.source)
    if article is not None:
        yield claim.article == article
    if wanted.min_confidence is not None:
        yield claim.confidence >= wanted.min_confidence
    if wanted.min_statement is not None:
        yield or_(claim.kind != "statement", claim.confidence.is_(None), claim.confidence >= wanted.min_statement)
    if wanted.near is not None:
        yield about_places_in(connection, wanted.near)
    yield from _dates(wanted)


def article_conditions(wanted: ArticleFilter, backend: Backend) -> Iterator[ColumnElement[bool]]:
    """Every condition of a filter of articles, on the article and reading tables."""
    reading = tables.reading.c
    if wanted.outlet is not None:
        yield reading.outlet == wanted.outlet
    if wanted.since is not None:
        yield reading.published_last >= wanted.since.isoformat()
    if wanted.until is not None:
        yield reading.published_first <= wanted.until.isoformat()
    if wanted.search is not None and wanted.search.strip():
        yield backend.article_matches(wanted.search)


def _dates(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """Intervals that share a day with [since, until]."""
    prefix = {Dated.ABOUT: "about", Dated.SAID: "said", Dated.PUBLISHED: "published"}[wanted.dated]
    first, last = tables.claim.c[f"{prefix}_first"], tables.claim.c[f"{prefix}_last"]
    if wanted.since is not None:
        yield last >= wanted.since.isoformat()
    if wanted.until is not None:
        yield first <= wanted.until.isoformat()
        if wanted.dated is Dated.PUBLISHED:  # the walk in order ends there
            yield tables.claim.c.position < first_position_after(wanted.until)
