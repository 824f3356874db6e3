"""Rows of CSV, Parquet, JSON Lines and JSON, one by one, however large the file.

In:  an open file.   Out: its columns, then (number, Row or Refused), numbered from 1.
A row that cannot be read comes as the Refused that says why, and the next one follows.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.intake.charset import decode, in_utf8, marked_charset
from counterclaim.intake.found import Opened, Terms
from counterclaim.intake.kinds import HEAD_BYTES, Kind
from counterclaim.intake.limits import Limits, Refused
from counterclaim.intake.tables.mapping import Row

Numbered = tuple[int, Row | Refused]
SAMPLE_ROWS = 200
DELIMITERS = ",;\t|"
_WIDE = frozenset(("utf-16", "utf-32"))
_DEEPEST = 2  # levels of nested records that become columns: article.text


def rows_of(opened: Opened, terms: Terms) -> Iterator[Numbered]:
    """The rows of a table or of JSON records."""
    if opened.kind is Kind.CSV:
        return _csv_rows(opened, terms)
    if opened.kind is Kind.PARQUET:
        return _parquet_rows(opened, terms)
    return _json_lines(opened, terms) if opened.kind is Kind.JSON_LINES else _json_rows(opened, terms)


def names_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns of rows, in the order in which they first come."""
    return tuple(dict.fromkeys(name for row in rows for name in row))


def csv_cells(opened: Opened, terms: Terms, delimiter: str | None = None) -> Iterator[list[str] | Refused]:
    """The lines of cells of a CSV file, its header among them, empty ones left out.

    Args:
        delimiter: where it is known; None = by the first lines.
    """
    head = opened.stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    charset = _charset(head, opened.found.known.charset)
    if charset in _WIDE:  # as spreadsheets save "Unicode text": a line end there is more than one byte
        head = head.decode(charset, "ignore").encode("utf-8")
        opened = replace(opened, stream=in_utf8(opened.stream, charset))
        charset = "utf-8-sig"
    csv.field_size_limit(terms.limits.item_bytes)
    lines = _Lines(opened, terms, charset)
    dialect = _dialect(head.decode(charset, "replace"), delimiter)
    reader = csv.reader(lines, dialect)
    while True:
        try:
            cells = next(reader, None)
        except (csv.Error, Refused) as err:
            yield err if isinstance(err, Refused) else Refused("malformed row", f"{err}")
            reader = csv.reader(lines, dialect)
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield cells


def under(header: Sequence[str], rows: Iterable[list[str] | Refused]) -> Iterator[Numbered]:
    """Lines of cells as rows by their columns, numbered from 1."""
    for number, cells in enumerate(rows, 1):
        if isinstance(cells, Refused):
            yield number, cells
        elif len(cells) > len(header):
            yield (
                number,
                Refused("malformed row", f"{len(cells)} cells under {len(header)} columns: a lone quotation mark?"),
            )
        else:
            yield number, dict(zip(header, cells, strict=False))


def _csv_rows(opened: Opened, terms: Terms) -> Iterator[Numbered]:
    rows = csv_cells(opened, terms)
    for before, first in enumerate(rows):
        if not isinstance(first, Refused):
            header = [cell.strip().lstrip("\ufeff") or f"column {i}" for i, cell in enumerate(first, 1)]
            yield from ((before + number, row) for number, row in under(header, rows))
            return
        yield before + 1, first


class _Lines:
    """A file's lines as text; a line past the limit is refused, and what follows it is read."""

    def __init__(self, opened: Opened, terms: Terms, charset: str) -> None:
        self._opened, self._terms, self._charset = opened, terms, charset
        self._read = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = bounded_line(self._opened.stream, self._terms.limits)
        if line is None:
            raise StopIteration
        self._read += len(line)
        self._terms.meter.at(self._opened.found, self._read)
        return line.decode(self._charset, "replace").replace("\0", "")


def bounded_line(stream: io.BufferedReader, limits: Limits) -> bytes | None:
    """The next line; None at the end. Raises Refused for one past the limit, which is then read over."""
    line = stream.readline(limits.item_bytes + 1)
    if len(line) > limits.item_bytes:
        size = len(line)
        while not line.endswith(b"\n") and (line := stream.readline(1 << 20)):
            size += len(line)
        raise Refused(
            "too large", f"a line of {size:,} bytes; at most {limits.item_bytes:,} (COUNTERCLAIM_MAX_ITEM_BYTES)"
        )
    return line or None


def _charset(head: bytes, declared: str | None) -> str:
    """The charset of a table, by its head, cut where a character cannot be."""
    if (marked := marked_charset(head)) is not None:
        return marked
    cut = head if len(head) < HEAD_BYTES else head[: head.rfind(b"\n") + 1 or len(head)]
    found = decode(cut, declared)
    if found is None:
        raise Refused("unknown charset", "the bytes are no UTF-8, and the charset cannot be told; save it as UTF-8")
    return found.charset


def _dialect(sample: str, known: str | None) -> Any:
    class Dialect(csv.excel):
        delimiter = known or max(DELIMITERS, key=lambda sign: (_columns(sample, sign), sign == ","))

    return Dialect


def _columns(sample: str, delimiter: str) -> int:
    """How many columns the header has with a delimiter, 0 where the rows do not agree with it."""
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row][:20]
    except csv.Error:
        return 0
    if not rows:
        return 0
    body = rows[1:-1] or rows[1:]
    agree = sum(len(row) == len(rows[0]) for row in body)
    return len(rows[0]) if 2 * agree >= len(body) else 0


def _parquet_rows(opened: Opened, terms: Terms) -> Iterator[Numbered]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with opened.seekable(terms.limits) as file:
        try:
            table = pq.ParquetFile(file, memory_map=False, pre_buffer=False)
            total, size = max(table.metadata.num_rows, 1), opened.found.size or 0
            number = 0
            for batch in table.iter_batches(batch_size=64, use_threads=False):
                names = batch.schema.names
                columns = [batch.column(i) for i in range(len(names))]
                for at in range(batch.num_rows):
                    number += 1
                    yield number, flat({name: column[at].as_py() for name, column in zip(names, columns, strict=True)})
                terms.meter.at(opened.found, size * number // total)
        except (pa.ArrowException, OSError) as err:
            raise Refused("damaged Parquet", f"{err}"[:300]) from err


def _json_lines(opened: Opened, terms: Terms) -> Iterator[Numbered]:
    number = read = 0
    while True:
        number += 1
        try:
            line = bounded_line(opened.stream, terms.limits)
        except Refused as err:
            yield number, err
            continue
        if line is None:
            return
        read += len(line)
        terms.meter.at(opened.found, read)
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, _record(line)


def _json_rows(opened: Opened, terms: Terms) -> Iterator[Numbered]:
    """A JSON file with one record, a list of them, or a list somewhere within one record."""
    value = _loaded(opened.whole(terms.limits, what="JSON file"))
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        value = (
            max(lists, key=len)
            if lists and not any(isinstance(v, str) and len(v) > 200 for v in value.values())
            else [value]
        )
    if not isinstance(value, list):
        raise Refused("no records", "the JSON holds neither a record nor a list of them")
    for number, record in enumerate(value, 1):
        yield number, flat(record) if isinstance(record, dict) else Refused("malformed row", "it is no JSON object")


def _record(line: bytes) -> Row | Refused:
    try:
        value = _loaded(line)
    except Refused as err:
        return err
    return flat(value) if isinstance(value, dict) else Refused("malformed row", "the line is no JSON object")


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        raise Refused("not UTF-8", f"byte {data[err.start]:#04x} at {err.start} is no UTF-8, which JSON is in") from err
    except RecursionError as err:
        raise Refused("nested too deeply", "JSON nested deeper than any real record") from err
    except ValueError as err:
        raise Refused("malformed row", f"no JSON: {err}") from err


def flat(record: dict[str, Any], depth: int = 0, before: str = "") -> dict[str, Any]:
    """A record whose nested ones are columns with a dot: {"article": {"text": …}} is article.text."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            found |= flat(value, depth + 1, f"{before}{name}.")
        else:
            found[f"{before}{name}"] = value
    return found
