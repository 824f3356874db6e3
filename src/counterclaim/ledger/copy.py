"""Moving a ledger from one database to another without loss: every row as it is, the log and its hashes included.

In: two addresses, the second of an empty or new ledger.   Out: what the copy holds, checked against its origin.
"""

from sqlalchemy import Connection, func, insert, select

from counterclaim.errors import LedgerError
from counterclaim.ledger import tables
from counterclaim.ledger.entries import Counts
from counterclaim.ledger.store import open_store
from counterclaim.ledger.writer import SqlStore

ROWS_AT_A_TIME = 500  # some 1 MB of claims
ORIGINALS_AT_A_TIME = 8  # whole pages and documents


def copy_ledger(source: str, target: str) -> Counts:
    """Copy a whole ledger, in one transaction: all of it or nothing.

    Args:
        source: a file or an address (see store.open_store); it is not changed.
        target: a file that is not there yet, or the address of an empty database.
    Raises:
        LedgerError: `target` holds something already, or the copy is not equal to its origin.
    """
    with open_store(source, create=False, read_only=True) as origin, open_store(target) as copy:
        assert isinstance(origin, SqlStore)
        assert isinstance(copy, SqlStore)
        with origin.backend.reading() as reading, copy.backend.writing() as writing:
            if _holds_anything(writing):
                raise LedgerError(f"{copy.path} is not empty; a ledger is copied to a new file or database")
            for table in tables.metadata.sorted_tables:
                many = ORIGINALS_AT_A_TIME if table is tables.original else ROWS_AT_A_TIME
                rows = reading.execution_options(yield_per=many).execute(select(table)).mappings()
                for part in rows.partitions(many):
                    writing.execute(insert(table), [dict(row) for row in part])
            copy.backend.finish_copy(writing)
        if copy.digest() != origin.digest() or copy.counts() != origin.counts():
            raise LedgerError(f"{copy.path} does not hold what {origin.path} held; was it written to meanwhile?")
        return copy.counts()


def _holds_anything(connection: Connection) -> bool:
    return any(
        connection.execute(select(func.count()).select_from(table)).scalar() for table in (tables.log, tables.run)
    )
