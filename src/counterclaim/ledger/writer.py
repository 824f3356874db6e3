"""Adding to a ledger in any SQL database: one transaction an article, nothing overwritten.

In: readings with their claims.   Out: what became of them. Implements store.Store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from counterclaim.ledger import log, tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.claim_writing import claim_rows, end_rows, held_claims, put_claims
from counterclaim.ledger.comparison_rows import ComparisonRows
from counterclaim.ledger.custody import is_noted, note, number_of_sighting, seen_of
from counterclaim.ledger.decided import standing
from counterclaim.ledger.deciding import decide
from counterclaim.ledger.effective import effective
from counterclaim.ledger.entries import Added, Verified
from counterclaim.ledger.rows import article_from, canonical, models_text, packed, reading_content, reading_row
from counterclaim.ledger.verify import verify
from counterclaim.ledger.view import SqlView
from counterclaim.records.article import Article, Drop
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision, DecisionAct
from counterclaim.records.reading import Reader, Reading
from counterclaim.version import __version__

_METADATA = ("title", "outlet", "author", "url", "language", "published", "header")  # of an article, its path left out

# Statements are made once: building one anew takes longer than SQLite takes to run it.
_HELD = (
    select(*(column for column in tables.reading.c if column.name != "record"))
    .join(tables.article, tables.article.c.number == tables.reading.c.article)
    .where(tables.article.c.id == bindparam("of_article"), tables.reading.c.ended.is_(None))
)
_INSERT_ARTICLE = insert(tables.article)
_INSERT_READING = insert(tables.reading)


class SqlStore(SqlView):
    """A ledger, open for reading and writing."""

    def __init__(self, backend: Backend, clock: log.Clock = log.utc_now) -> None:
        super().__init__(backend)
        self._clock = clock

    @property
    def path(self) -> str:
        """See store.Store."""
        return self._backend.path

    def close(self) -> None:
        """See store.Store."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin_run(self) -> int:
        """See store.Writer."""
        with self._backend.writing() as connection:
            row = {"started": log.moment(self._clock), "version": __version__}
            [number] = connection.execute(insert(tables.run).values(row)).inserted_primary_key or [0]
            self._enter(connection, "run begun", str(number), canonical(row), int(number))
        return int(number)

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """See store.Writer."""
        done = {"finished": log.moment(self._clock), "counts": canonical(dict(counts)).decode()}
        with self._backend.writing() as connection:
            connection.execute(update(tables.run).where(tables.run.c.number == run).values(done))
            self._enter(connection, "run finished", str(run), canonical(done), run)

    @contextmanager
    def comparing(self) -> Iterator[ComparisonRows]:
        """See store.Store."""
        with self._backend.writing() as connection:
            yield ComparisonRows(connection)

    @contextmanager
    def compared(self) -> Iterator[ComparisonRows]:
        """See store.Store."""
        with self._backend.reading() as connection:
            yield ComparisonRows(connection)

    def verify(self, reread: Callable[[Article], Reading] | None = None) -> Verified:
        """See store.Store."""
        return verify(self._backend, reread)

    def has_article(self, article: Article, reader: Reader) -> bool:
        """See store.Writer."""
        with self._backend.reading() as connection:
            held = _held(connection, article.id)
        return held is not None and _is_known(held, article, reader)

    def complete(self, article: Article) -> Article:
        """See store.Writer."""
        with self._backend.reading() as connection:
            held = _held(connection, article.id)
        if held is None:
            return article
        known = article_from(held, article.text)
        return replace(
            article, **{name: getattr(known, name) for name in _METADATA if getattr(known, name) is not None}
        )

    def see(self, article: Article, *, run: int | None = None) -> None:
        """See store.Writer."""
        seen = seen_of(article)
        with self._backend.reading() as connection:
            held = _held(connection, article.id)
            if held is None or is_noted(connection, held["article"], seen):
                return
        with self._backend.writing() as connection:
            if not is_noted(connection, held["article"], seen):
                is_new = number_of_sighting(connection, held["article"], seen) is None
                act = "sighting" if is_new else "custody"
                begun = self._enter(connection, act, article.id, canonical(seen.content), run)
                note(connection, held["article"], article, seen, begun)

    def add(self, reading: Reading, claims: Iterable[Claim], *, run: int | None = None) -> Added:
        """See store.Writer."""
        article = reading.article
        article_id = article.id
        with self._backend.reading() as connection:  # without the write lock: most of a second run ends here
            held = _held(connection, article_id)
        if held is not None and _is_known(held, article, reading.reader):
            self.see(article, run=run)
            return Added.UNCHANGED
        claims = tuple(claims)
        rows = claim_rows(article_id, claims)
        seen = seen_of(article)
        row = reading_row(reading)
        with self._backend.writing() as connection:
            held = _held(connection, article_id)
            if held is not None and _is_known(held, article, reading.reader):
                return Added.UNCHANGED  # another writer was quicker
            if decisions := standing(connection, article_id):
                if any(decision.act is DecisionAct.WITHDRAW for decision in decisions):
                    return Added.WITHDRAWN
                rows = claim_rows(article_id, effective(claims, decisions).claims)
            row |= {"ended": None, "claims": len(rows)}
            number = held["article"] if held else None
            content = reading_content(row, rows.values(), seen.new_content(connection, number))
            begun = self._enter(connection, "reading", article_id, content, run)
            if number is None:
                number = _insert_article(connection, article, begun)
            if held is not None:
                end_rows(connection, tables.reading, [held["number"]], begun)
            row |= {"article": number, "begun": begun}
            [reading_number] = connection.execute(_INSERT_READING, row).inserted_primary_key or [0]
            over = held_claims(connection, number) if held else {}
            put_claims(connection, rows, over, article=number, reading=reading_number, begun=begun)
            self._backend.index_words(connection, begun)
            note(connection, number, article, seen, begun, is_new=held is None)
        return Added.NEW if held is None else Added.SUPERSEDED

    def decide(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """See store.Writer."""
        with self._backend.writing() as connection:
            return decide(connection, self._backend, self._clock, decisions)

    def add_drops(self, run: int, drops: Iterable[Drop]) -> None:
        """See store.Writer."""
        rows = [
            {
                "item": d.item,
                "reason": d.reason,
                "detail": d.detail,
                "span_start": d.span.start if d.span else None,
                "span_end": d.span.end if d.span else None,
            }
            for d in drops
        ]
        if rows:
            with self._backend.writing() as connection:
                begun = self._enter(connection, "dropped", str(run), canonical(rows), run)
                connection.execute(insert(tables.drop), [{**row, "run": run, "begun": begun} for row in rows])

    def _enter(self, connection: Connection, act: str, subject: str, content: bytes, run: int | None) -> int:
        return log.enter(connection, self._clock, act=act, subject=subject, content=content, run=run)


def _insert_article(connection: Connection, article: Article, begun: int) -> int:
    row = {
        "id": article.id,
        "begun": begun,
        "text": packed(article.text.encode("utf-8")),
        "chars": len(article.text),
    }
    [number] = connection.execute(_INSERT_ARTICLE, row).inserted_primary_key or [0]
    return int(number)


def _held(connection: Connection, article_id: str) -> RowMapping | None:
    """The current reading of an article, without its record; None = the article is not there."""
    return connection.execute(_HELD, {"of_article": article_id}).mappings().first()


def _is_known(held: RowMapping, article: Article, reader: Reader) -> bool:
    """Whether reading `article` with `reader` would give nothing that is not there yet."""
    if held["version"] == reader.version:
        as_new = held["models"] == models_text(reader.models)
    else:
        as_new = _version_key(held["version"]) > _version_key(reader.version)
    columns = {"published": "given_published", "header": "header_start"}
    given = [columns.get(name, name) for name in _METADATA if getattr(article, name) is not None]
    return bool(as_new) and all(held[column] is not None for column in given)


def _version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Orders 0.10 behind 0.9, and 1.0rc1 before 1.0 (a part with letters comes before the end and before a number)."""
    parts = version.replace("rc", ".rc").replace("a", ".a").replace("b", ".b").replace("dev", ".dev").split(".")
    keys = [(2, int(p), "") if p.isdigit() else (0, 0, p) for p in parts if p]
    return (*keys, (1, 0, ""))
