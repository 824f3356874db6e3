"""The log of every change: numbered entries, each sealed with the hash of the one before.

In: a connection in a writing transaction.   Out: the number of the new entry; rows say by it when they began or ended.
Changing, removing or adding an entry afterwards breaks every hash from there on.
"""

import datetime as dt
import hashlib
from collections.abc import Callable

from sqlalchemy import Connection, insert, select

from counterclaim.ledger import tables
from counterclaim.ledger.rows import canonical
from counterclaim.version import __version__

Clock = Callable[[], dt.datetime]

FIRST_HASH = "0" * 64  # what the first entry is sealed with
PROGRAM = f"counterclaim {__version__}"  # who makes the changes that no person decides on


_LAST = select(tables.log.c.number, tables.log.c.hash, tables.log.c.at).order_by(tables.log.c.number.desc()).limit(1)
_INSERT = insert(tables.log)


def utc_now() -> dt.datetime:
    """The moment, with its time zone."""
    return dt.datetime.now(dt.UTC)


def moment(clock: Clock) -> str:
    """Now, as the ledger writes moments: ISO 8601 in UTC to the microsecond, always the same length."""
    return clock().astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def enter(
    connection: Connection,
    clock: Clock,
    *,
    act: str,
    subject: str,
    content: bytes,
    run: int | None,
    who: str = PROGRAM,
) -> int:
    """Write the next entry and give its number.

    Args:
        act: what is done: reading, sighting, custody, decision, run begun, run finished, dropped.
        subject: what it is about: an article's id, a run's number, a question's or a decision's id.
        content: the bytes whose hash stands for what is written; the same can be derived from the rows again.
        who: the person or the program that makes the change.
    """
    last = connection.execute(_LAST).first()
    number, before, latest = (last.number + 1, last.hash, last.at) if last else (1, FIRST_HASH, "")
    # A clock that was set back must not put a change before the one that it follows: "as of" counts on the order.
    at = max(moment(clock), latest)
    entry = {
        "number": number,
        "at": at,
        "run": run,
        "act": act,
        "subject": subject,
        "content": hashlib.sha256(content).hexdigest(),
        "who": who,
    }
    connection.execute(_INSERT, {**entry, "hash": seal(entry, before)})
    return number


def seal(entry: dict[str, object], before: str) -> str:
    """The hash of an entry that follows the one whose hash is `before`.

    An entry of before version 2 says nothing of who made it, and was sealed without.
    """
    entry = {name: value for name, value in entry.items() if name != "who" or value is not None}
    return hashlib.sha256(before.encode() + canonical(entry)).hexdigest()
