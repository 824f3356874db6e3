"""Rows in the columns of ACLED or UCDP GED into the ledger: each an article with the claims that its cells say.

In:  a CSV file.   Out: an Imported: the run's Report, whose columns they are, and what claims have no place for.
Nothing is read by a model: a row's text is its cells, a line each, and every claim rests on such lines.
"""

import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from counterclaim.errors import InputError
from counterclaim.flow.ingesting import Each, Progress, Report, Way, ingest_taken
from counterclaim.flow.reading import make_defaults, make_terms
from counterclaim.intake.files import found_at
from counterclaim.intake.found import Opened, Taken, Terms, opened
from counterclaim.intake.kinds import HEAD_BYTES, Kind
from counterclaim.intake.limits import Refused
from counterclaim.intake.tables.rows import DELIMITERS, csv_cells, under
from counterclaim.ledger.store import Store
from counterclaim.reading.coded.rows import SHAPES, Shape, file_shape, published_of, read_row, row_reader, row_text
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Reader, Reading
from counterclaim.records.tablecells import are_tags, as_said
from counterclaim.version import __version__

# Columns that only exports of ours have: their text cells are safe for spreadsheets, and come back as they were said.
_OURS = frozenset({"claim_ids", "rule"})


@dataclass(slots=True)
class Imported:
    """What became of a file's rows."""

    shape: Shape
    report: Report
    words_alone: Counter[str] = field(default_factory=Counter)  # rows by column that claims have no place for
    unread: Counter[str] = field(default_factory=Counter)  # cells that were looked at and made nothing of, by reason


def import_rows(
    store: Store,
    path: str,
    *,
    outlet: str | None = None,
    progress: Progress | None = None,
    each: Each | None = None,
) -> Imported:
    """Take in a file of coded rows.

    Args:
        path: a CSV file in the columns of ACLED or UCDP GED; of the latter also without a header.
        outlet: whose rows they are; a file's columns do not say.
    Raises:
        InputError: it cannot be read, or its columns are nobody's that is known. Nothing was written by then.
    """
    terms = make_terms(make_defaults(outlet=outlet))
    found = found_at(path)
    terms.meter.total = found.size or 0
    words_alone: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    reader = row_reader(__version__)
    try:
        with opened(found) as stream:
            rows = csv_cells(Opened(found, stream, Kind.CSV), terms, _delimiter(stream))
            shape, header, rows = _recognised(path, rows)
            way = Way(reader, lambda items: _read(items, shape, reader, unread))
            taken = _taken(path, shape, header, under(header, rows), terms, words_alone)
            report = ingest_taken(store, taken, terms, way=way, progress=progress, each=each)
    except OSError as err:
        raise InputError(path, f"cannot be read: {err.strerror or err}") from err
    except Refused as err:
        raise InputError(path, f"{err.reason}: {err.detail}") from err
    return Imported(shape, report, words_alone, unread)


def _delimiter(stream: io.BufferedReader) -> str | None:
    """What parts the names of the header, if they are known ones; it does not hang on whether the rows are sound."""
    header = stream.peek(HEAD_BYTES)[:HEAD_BYTES].split(b"\n", 1)[0].decode("utf-8", "replace")
    return next((sign for sign in DELIMITERS if file_shape([n.strip().strip('"') for n in header.split(sign)])), None)


def _read[Other](
    items: Iterator[Article | Drop | Other], shape: Shape, reader: Reader, unread: Counter[str]
) -> Iterator[Reading | Drop | Other]:
    """Rows read; whatever else comes goes through as it is."""
    for item in items:
        if isinstance(item, Article):
            reading = read_row(item, shape, reader)
            unread.update(drop.reason for drop in reading.dropped)
            yield reading
        else:
            yield item


def _recognised(
    path: str, rows: Iterator[list[str] | Refused]
) -> tuple[Shape, Sequence[str], Iterator[list[str] | Refused]]:
    """Whose columns they are, the columns, and the rows below them."""
    first = next(rows, [])
    known = file_shape(first) if isinstance(first, list) else None
    if known is None:
        seen = ", ".join(first[:6]) if isinstance(first, list) else first.detail
        names = " nor ".join(shape.name for shape in SHAPES)
        raise InputError(
            path,
            f"its first row has the columns of neither {names} ({seen[:120] or 'it is empty'} …). For articles use: "
            f"counterclaim ingest {path}",
        )
    shape, header, has_header = known
    return shape, header, rows if has_header else chain([first], rows)


def _taken(
    path: str,
    shape: Shape,
    header: Sequence[str],
    rows: Iterator[tuple[int, Mapping[str, object] | Refused]],
    terms: Terms,
    words_alone: Counter[str],
) -> Iterator[Taken]:
    is_ours = set(header) >= _OURS
    passed = shape.mapped | ({"n_accounts", "n_independent", "status", *_OURS} if is_ours else frozenset())
    for number, row in rows:
        name = f"{path}!row {number}"
        if not isinstance(row, Refused) and number == 1 and are_tags(map(str, row.values())):
            continue
        if isinstance(row, Refused):
            yield Taken(Drop(name, row.reason, row.detail), name, Kind.CSV, (), (number,))
            continue
        cells = {column: as_said(str(cell)) if is_ours else str(cell) for column, cell in row.items()}
        if not any(cells.get(column, "").strip() for column in shape.leading):
            yield Taken(Drop(name, "empty row", "none of the cells that tell an event"), name, Kind.CSV, (), (number,))
            continue
        words_alone.update(column for column, words in cells.items() if words.strip() and column not in passed)
        text = row_text(shape, cells)
        article = Article(
            text.encode("utf-8", "replace").decode("utf-8"),
            path=name,
            outlet=terms.defaults.outlet if terms.defaults else None,
            published=published_of(shape, text),
            original=json.dumps(dict(row), ensure_ascii=False, default=str).encode("utf-8", "replace"),
            obtained=f"row of a file in the columns of {shape.name}, a line a cell",
        )
        yield Taken(article, name, Kind.CSV, (), (number,))
