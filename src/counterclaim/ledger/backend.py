"""What a database must offer for a ledger to live in it. Each backend module has one of these.

In: nothing but SQLAlchemy.   Out: connections in transactions, whose errors are counterclaim.errors, and full-text
search.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import ColumnElement, Connection

from counterclaim.ledger.sought import Sought

AT_A_TIME = 400  # items looked up in one statement: SQLite's older builds allow 999 bound parameters


class Backend(Protocol):
    """One open database. The SQL that differs between databases is here and nowhere else."""

    @property
    def path(self) -> str:
        """Where it is, to show to a person."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees the database as it is at its first query, and writes nothing."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction of its own, the only one that writes; committed at the end, or not at all."""
        ...

    def holds_words(self, words: str, /) -> ColumnElement[bool]:
        """The condition that a claim's context holds all of `words`; "a phrase" in quotation marks as it stands."""
        ...

    def few(self, connection: Connection, sought: Sought, many: int, /) -> ColumnElement[bool] | None:
        """The condition that a claim is one of those that have all that is sought; None where there are `many`."""
        ...

    def article_matches(self, words: str, /) -> ColumnElement[bool]:
        """The condition that an article's text holds all of `words`; "a phrase" in quotation marks as it stands."""
        ...

    def index_words(self, connection: Connection, begun: int) -> None:
        """Make the claims and the article that began with a log entry findable by their words."""
        ...

    def finish_copy(self, connection: Connection) -> None:
        """Make good what goes with rows that were put in with their numbers: the word index, the counting on."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...
