"""What the rest of the product knows of a ledger: what can be read (View) and written (Writer), how to open one.

All SQL lies behind these protocols, in the backends. A ledger only grows: adding a reading by a newer reader ends the
old one's hold, it does not delete it. What is asked and answered (filters.py, entries.py) can be imported from here.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from counterclaim.ledger.entries import (
    Added,
    ArticleEntry,
    Change,
    ChangeKind,
    Counts,
    Custody,
    Rejected,
    Run,
    Sighting,
    SourceEntry,
    Verified,
    Version,
)
from counterclaim.ledger.filters import ArticleFilter, ClaimFilter, Dated
from counterclaim.records.article import Article, Drop
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision
from counterclaim.records.reading import Reader, Reading

if TYPE_CHECKING:
    from counterclaim.ledger.comparison_rows import ComparisonRows

__all__ = [
    "Added",
    "ArticleEntry",
    "ArticleFilter",
    "Change",
    "ChangeKind",
    "ClaimFilter",
    "Counts",
    "Custody",
    "Dated",
    "Rejected",
    "Run",
    "Sighting",
    "SourceEntry",
    "Store",
    "Verified",
    "Version",
    "View",
    "Writer",
    "open_store",
]


class View(Protocol):
    """Reading a ledger. Every listing streams: memory does not grow with the ledger.

    Ids may be given shortened, as long as only one begins so. Raises UnknownId where none or several do, and
    LedgerError (or one of its kind) where the ledger itself fails.
    """

    def claims(
        self, wanted: ClaimFilter | None = None, *, after: str | None = None, limit: int | None = None
    ) -> Iterator[Claim]:
        """Claims by publication day, article and place in the text, whatever order they came in.

        A listing stays as the ledger was when it began, whatever is added meanwhile.

        Args:
            wanted: None = all claims.
            after: a claim's id: go on behind it (page by page: the last id of the page before).
            limit: at most so many.
        """
        ...

    def claim(self, claim_id: str) -> Claim:
        """One claim; the current one of that id, or the last that held."""
        ...

    def articles(
        self, wanted: ArticleFilter | None = None, *, after: str | None = None, limit: int | None = None
    ) -> Iterator[ArticleEntry]:
        """Articles by publication day and id; those of unknown date last. Arguments as for `claims`."""
        ...

    def article(self, article_id: str) -> Article:
        """One article with its text, and the metadata with which it was read."""
        ...

    def sightings(self, article_id: str) -> tuple[Sighting, ...]:
        """Where the article's text was found, oldest first."""
        ...

    def reading(self, article_id: str) -> Reading:
        """The current reading of an article."""
        ...

    def sources(self) -> Iterator[SourceEntry]:
        """Who claims are attributed to, most claims first. The narrators' claims are left out."""
        ...

    def runs(self) -> Iterator[Run]:
        """Runs of ingest, newest first."""
        ...

    def drops(self, run: int | None = None) -> Iterator[Drop]:
        """What was looked at and not kept, in the order in which it came; of one run or of all."""
        ...

    def as_of(self, moment: dt.date | dt.datetime) -> "View":
        """The ledger as it stood at a moment; a day means its end, in UTC."""
        ...

    def changes(self, since: dt.date | dt.datetime, until: dt.date | dt.datetime | None = None) -> Iterator[Change]:
        """What was added, revised and withdrawn from one moment to another (None = now), ordered by the claims' ids."""
        ...

    def decisions(self, subject: str | None = None) -> Iterator[Decision]:
        """What people decided, in the order in which they did; what was taken back is left out.

        Args:
            subject: only what is about the claim, question, forecast, article or decision with that whole id.
        """
        ...

    def decision(self, decision_id: str) -> Decision:
        """One decision, taken back or not."""
        ...

    def decided(self, since: dt.date | dt.datetime, until: dt.date | dt.datetime | None = None) -> Iterator[Decision]:
        """The decisions that came into the ledger from one moment to another (None = now), as they came."""
        ...

    def rejected(self) -> Iterator[Rejected]:
        """The claims that people rejected, by article and place in the text."""
        ...

    def withdrawal(self, article_id: str) -> Decision | None:
        """The decision by which an article (its whole id) is withdrawn; None = it is not."""
        ...

    def machine_claim(self, claim_id: str) -> Claim:
        """A claim as the reader makes it, whatever people decided."""
        ...

    def versions(self, claim_id: str) -> tuple[Version, ...]:
        """Every form in which a claim has stood, oldest first, and who made it so."""
        ...

    def custody(self, article_id: str) -> tuple[Custody, ...]:
        """The original bytes that an article was made of where it was seen, oldest first."""
        ...

    def original(self, sha256: str) -> bytes:
        """Original bytes by their SHA-256 in hexadecimal."""
        ...

    def counts(self) -> Counts:
        """How much the ledger holds."""
        ...

    def digest(self) -> str:
        """SHA-256 over the articles' readers and the ids of claims and decisions: the same input gives the same, in
        whatever order."""
        ...


class Writer(Protocol):
    """Adding to a ledger. Every call is one transaction: it is done wholly or not at all."""

    def begin_run(self) -> int:
        """Note that an ingest begins; its number goes with everything that it adds."""
        ...

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """Note that an ingest is done, and what it counted."""
        ...

    def has_article(self, article: Article, reader: Reader) -> bool:
        """Whether reading `article` with `reader` would give nothing new, so that it can be saved.

        True when this reader or a later one has read the same text, and `article` says nothing of outlet, date, title,
        author or address that the ledger does not know yet.
        """
        ...

    def complete(self, article: Article) -> Article:
        """`article` with what the ledger knows of it already; what it knows goes before what is given now."""
        ...

    def add(self, reading: Reading, claims: Iterable[Claim], *, run: int | None = None) -> Added:
        """Add an article with its reading and claims; where it is there already, note where else it was seen."""
        ...

    def see(self, article: Article, *, run: int | None = None) -> None:
        """Note where an article that is in the ledger was seen again. Does nothing if that is known."""
        ...

    def decide(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Write what people decided, all of it or nothing; gives those that the ledger did not hold yet.

        Claims are rejected and corrected, articles withdrawn and brought back by it at once; decisions about an article
        that comes in later take hold then.

        Raises:
            RecordError: a claim cannot have what it is corrected to.
        """
        ...

    def add_drops(self, run: int, drops: Iterable[Drop]) -> None:
        """Note what a run looked at and did not keep, and why."""
        ...


class Store(View, Writer, Protocol):
    """A ledger, open. A context manager: it closes itself."""

    @property
    def path(self) -> str:
        """Where it is: a file's path, or a database's address without a password."""
        ...

    def comparing(self) -> "AbstractContextManager[ComparisonRows]":
        """The index of the comparison, in one writing transaction."""
        ...

    def compared(self) -> "AbstractContextManager[ComparisonRows]":
        """The index of the comparison, to read."""
        ...

    def verify(self, reread: Callable[[Article], Reading] | None = None) -> Verified:
        """Check the ledger against itself: the log's chain, every hash, id and column.

        Args:
            reread: reads an article anew (slow); every current reading by this version must come out the same.
        """
        ...

    def close(self) -> None:
        """Let go of the file or the connections. Closing twice does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(path: str, *, create: bool = True, read_only: bool = False, wait_s: float = 10.0) -> Store:
    """Open the ledger at `path`, bringing it up to this version if an earlier one wrote it.

    Args:
        path: a file (SQLite), or postgresql://user:password@host/database.
        create: make a new, empty ledger where there is none.
        read_only: change nothing, not even the version; works on files and folders that cannot be written.
        wait_s: seconds to wait for another process that is writing.
    Raises:
        LedgerError: there is none and `create` is false, or it cannot be made or read.
        NotALedger, LedgerTooNew, LedgerBusy: see counterclaim.errors.
    """
    # Each database's driver is loaded only when it is asked for.
    if path.startswith(("postgresql://", "postgres://")):
        from counterclaim.ledger.postgres import open_postgres

        return open_postgres(path, create=create and not read_only, read_only=read_only, wait_s=wait_s)
    from counterclaim.ledger.sqlite import open_sqlite

    return open_sqlite(path, create=create and not read_only, read_only=read_only, wait_s=wait_s)
