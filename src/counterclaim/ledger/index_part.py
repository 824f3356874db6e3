"""What every part of the comparison's index is: calls on some of its tables, within one transaction."""

from sqlalchemy import Connection, Table, delete, insert, select


class IndexPart:
    """Some tables of the index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _entry_in(self, table: Table, version: str) -> int | None:
        """Up to which log entry a part goes, by its table of one row; None = it was not made, or by other rules."""
        row = self._connection.execute(select(table)).first()
        return row.entry if row is not None and row.version == version else None

    def _note_entry(self, table: Table, entry: int, version: str) -> None:
        self._connection.execute(delete(table))
        self._connection.execute(insert(table), {"id": 1, "entry": entry, "version": version})
