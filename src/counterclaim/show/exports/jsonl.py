"""JSON Lines: one object a row, every column in it, lists as lists, dates as ISO text. And back.

In:  a Table and its records; or lines.   Out: lines; or typed rows.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator

from counterclaim.errors import RecordError
from counterclaim.show.exports.schema import Row, Table, Type

_encode = json.JSONEncoder(ensure_ascii=False, default=dt.date.isoformat, allow_nan=False).encode
# Next line, line separator, paragraph separator; JSON escapes the other control characters itself.
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def lines[T](table: Table[T], items: Iterable[T]) -> Iterator[str]:
    """One line a record. What some programs take for the end of a line besides the line feed is written as escapes."""
    for row in table.rows(items):
        yield _encode(row).translate(_LINE_ENDS) + "\n"


def rows[T](table: Table[T], text: Iterable[str]) -> Iterator[Row]:
    """The rows that lines stand for, typed as the table has them. Raises RecordError for a line that is no object."""
    days = [field.name for field in table.fields if field.type is Type.DATE]
    for number, line in enumerate(text, 1):
        try:
            row = dict(json.loads(line))
            for name in days:
                if row.get(name):
                    row[name] = dt.date.fromisoformat(row[name])
        except (ValueError, TypeError) as err:
            raise RecordError(f"line {number} is no row of {table.name}: {err}") from err
        yield row
