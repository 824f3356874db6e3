"""CSV (RFC 4180, UTF-8, one line feed a line): typed cells, lists in one cell, safe to open in a spreadsheet. And back.

In:  a Table and its records; or a text stream.   Out: pieces of text; or typed rows.

A list's texts are joined by "|"; a "|" or "\\" inside one has "\\" before it. Missing values are empty, and so is a
text that is empty: the two are not told apart, nor are a missing list and one without members.

No text cell is one that a spreadsheet takes for a formula (records/tablecells.py). Numbers and dates are left as they
are. `safe=False` writes the words alone.
"""

import csv
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TextIO

from counterclaim.errors import RecordError
from counterclaim.records.tablecells import are_tags, as_said, harmless
from counterclaim.show.exports.schema import Row, Table, Type, Value

_PIECE_CHARS = 1 << 16
_TO_QUOTE = re.compile(r'[",\r\n]')


def pieces[T](
    table: Table[T], items: Iterable[T], *, safe: bool = True, tags: Sequence[str] | None = None
) -> Iterator[str]:
    """The file, piece by piece, the columns' names first, below them their hashtags if there are any."""
    rows = ([cell(v, safe=safe) for v in row.values()] for row in table.rows(items))
    yield from written(table.names, chain([tags], rows) if tags is not None else rows)


def written(header: Iterable[str], rows: Iterable[Iterable[str | int | float]]) -> Iterator[str]:
    """CSV of cells that are ready, in pieces of some 64,000 characters."""
    piece, chars = [_line(header)], 0
    for row in rows:
        piece.append(_line(row))
        chars += len(piece[-1])
        if chars > _PIECE_CHARS:
            yield "".join(piece)
            piece, chars = [], 0
    yield "".join(piece)


def _line(cells: Iterable[str | int | float]) -> str:
    """One line. The standard library's writer leaves a lone carriage return unquoted, and its reader then trips."""
    return ",".join(_quoted(cell) if isinstance(cell, str) else repr(cell) for cell in cells) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text


def cell(value: Value, *, safe: bool = True) -> str | int | float:
    """One value as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        text = "|".join(member.replace("\\", "\\\\").replace("|", "\\|") for member in value)
    elif isinstance(value, list | dict):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    return harmless(text) if safe else text


def rows[T](table: Table[T], stream: TextIO, *, safe: bool = True) -> Iterator[Row]:
    """The rows of a file, typed as the table has them; columns that it lacks are left out.

    Raises:
        RecordError: a cell cannot be what its column holds.
    """
    readers: dict[str, Callable[[str], Value]] = {field.name: _READ[field.type] for field in table.fields}
    reader = csv.DictReader(stream)
    for at, cells in enumerate(reader):
        if at == 0 and are_tags(cells.values()):
            continue
        row: Row = {}
        for name, text in cells.items():
            if name not in readers:
                continue
            try:
                row[name] = readers[name](as_said(text) if safe else text)
            except ValueError as err:
                raise RecordError(f"line {reader.line_num}, {name}: {text!r:.60} cannot be read: {err}") from err
        yield row


def _number(text: str) -> int | float | None:
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        return float(text)


def _boolean(text: str) -> bool | None:
    if text not in ("true", "false", ""):
        raise ValueError("expected true or false")
    return text == "true" if text else None


def _members(text: str) -> list[str]:
    if not text:
        return []
    members, member, signs = [], "", iter(text)
    for sign in signs:
        if sign == "|":
            members.append(member)
            member = ""
        else:
            member += next(signs, "") if sign == "\\" else sign
    return [*members, member]


_READ: dict[Type, Callable[[str], Value]] = {
    Type.TEXT: lambda text: text or None,
    Type.INTEGER: lambda text: int(text) if text else None,
    Type.NUMBER: _number,
    Type.BOOLEAN: _boolean,
    Type.DATE: lambda text: dt.date.fromisoformat(text) if text else None,
    Type.LIST: _members,
    Type.JSON: lambda text: json.loads(text) if text else None,
}
