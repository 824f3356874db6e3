"""Tables that anyone can edit (CSV): rows with their line, and errors that name file, line, column, what was seen.

In:  a file's text.   Out: rows as dictionaries with all columns, cells trimmed.
What a table's cells may hold is said where its rows are made: registertables, actorrows, timex/anchors.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from counterclaim.errors import InputError

Row = tuple[int, dict[str, str]]  # the line on which it ends, and its cells by column


class TableError(InputError):
    """A row of a table breaks a rule."""

    def __init__(self, table: str, line: int, column: str, seen: str, allowed: str) -> None:
        where = f"line {line}, column {column}" if column else f"line {line}"
        super().__init__(table, f"{where}: {seen}; expected {allowed}")


def read_text(path: Path) -> str:
    """A table's text. Raises InputError where the file cannot be read or is not UTF-8."""
    try:
        return path.expanduser().read_text("utf-8-sig")
    except OSError as err:
        raise InputError(str(path), f"the table cannot be read: {err.strerror}") from err
    except UnicodeDecodeError as err:
        raise InputError(str(path), f"the table is not UTF-8: {err.reason} at byte {err.start}") from err


def rows_of(text: str, table: str, columns: Sequence[str], needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a table with their lines; columns that it leaves out are empty.

    Args:
        table: what errors call the file.
        columns: all that it may have.
        needed: those that it must have.
    Raises:
        TableError: an unknown, missing or repeated column, or a row with too many or too few cells.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    allowed = f"the columns {', '.join(columns)}"
    for name in header:
        if name not in columns:
            raise TableError(table, 1, "", f"there is no column {name!r}", allowed)
    if missing := [name for name in needed if name not in header]:
        raise TableError(table, 1, "", f"no column {', '.join(missing)}", allowed)
    if len(set(header)) < len(header):
        raise TableError(table, 1, "", "a column named twice", "each once")
    for row in reader:
        if None in row or None in row.values():
            raise TableError(table, reader.line_num, "", "a wrong number of columns", str(len(header)))
        yield reader.line_num, {name: (row.get(name) or "").strip() for name in columns}


def many(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, divided by "|"."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


class Cells:
    """One row's cells for checking: each check raises TableError with the place."""

    def __init__(self, table: str, line: int, row: dict[str, str]) -> None:
        self.table, self.line, self.row = table, line, row

    def expect(self, good: object, column: str, seen: str, allowed: str) -> None:
        """Raise unless `good`."""
        if not good:
            raise TableError(self.table, self.line, column, seen, allowed)

    def given(self, column: str, what: str) -> str:
        """The cell, which must not be empty."""
        self.expect(self.row[column], column, "empty", what)
        return self.row[column]

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """The cell, which must be one of `allowed`."""
        self.expect(self.row[column] in allowed, column, repr(self.row[column]), "one of " + ", ".join(allowed))
        return self.row[column]

    def day(self, column: str) -> dt.date | None:
        """The cell as a day; None where it is empty."""
        if not self.row[column]:
            return None
        try:
            return dt.date.fromisoformat(self.row[column])
        except ValueError as err:
            raise TableError(self.table, self.line, column, repr(self.row[column]), "a day, YYYY-MM-DD") from err


def faults(rows: Iterator[Row], read: Callable[[int, dict[str, str]], object]) -> tuple[int, tuple[str, ...]]:
    """How many rows a table has, and what is wrong with each that breaks a rule."""
    count = 0
    found: list[str] = []
    while True:
        try:
            line, row = next(rows)
        except StopIteration:
            return count, tuple(found)
        except InputError as err:
            return count, (*found, err.reason)
        count += 1
        try:
            read(line, row)
        except InputError as err:
            found.append(err.reason)
