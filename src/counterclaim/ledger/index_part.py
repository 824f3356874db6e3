"""What every part of the comparison's index is: calls on some of its tables, within one transaction."""

from sqlalchemy import Connection


class IndexPart:
    """Some tables of the index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
