"""Which format is which, and writing one: to a file that is whole or not there, to a stream, or a folder of tables.

In:  a ledger and an Order.   Out: text, piece by piece; or files.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.ledger.store import ClaimFilter
from counterclaim.show.exports import (
    acled,
    annotations,
    csvfile,
    csvw,
    ftm,
    geojson,
    hxl,
    jsonl,
    parquet,
    plover,
    schemaorg,
    ucdp,
)
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.schema import Table
from counterclaim.show.exports.tables import TABLES, Asked, Listed
from counterclaim.show.exports.whole import whole


class ExportFormat(StrEnum):
    """The formats that a ledger is written in."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"
    ANNOTATIONS = "annotations"
    SCHEMA_ORG = "schema.org"
    GEOJSON = "geojson"
    FTM = "ftm"


@dataclass(frozen=True, slots=True)
class Described:
    """What there is to know of a format before it is chosen."""

    suffix: str
    media_type: str
    about: str


FORMATS: dict[ExportFormat, Described] = {
    ExportFormat.CSV: Described(".csv", "text/csv", "a table as CSV, with CSV on the Web metadata"),
    ExportFormat.JSONL: Described(".jsonl", "application/x-ndjson", "a table as JSON Lines"),
    ExportFormat.PARQUET: Described(".parquet", "application/vnd.apache.parquet", "a table as Parquet"),
    ExportFormat.ACLED: Described(".csv", "text/csv", "events folded by day, place and dyad, in ACLED's columns"),
    ExportFormat.UCDP: Described(".csv", "text/csv", "deadly events, in UCDP GED's columns"),
    ExportFormat.PLOVER: Described(".jsonl", "application/x-ndjson", "events as PLOVER 2.0"),
    ExportFormat.ANNOTATIONS: Described(".jsonld", "application/ld+json", "claims as W3C Web Annotations"),
    ExportFormat.SCHEMA_ORG: Described(
        ".jsonld", "application/ld+json", "claims as schema.org Claim, verdicts as reviews"
    ),
    ExportFormat.GEOJSON: Described(".geojson", "application/geo+json", "claims on the map"),
    ExportFormat.FTM: Described(".csv", "text/csv", "articles, actors and events as FollowTheMoney statements"),
}
TABULAR = frozenset({ExportFormat.CSV, ExportFormat.JSONL, ExportFormat.PARQUET})
_BY_SUFFIX = {
    ".csv": ExportFormat.CSV,
    ".jsonl": ExportFormat.JSONL,
    ".ndjson": ExportFormat.JSONL,
    ".parquet": ExportFormat.PARQUET,
    ".geojson": ExportFormat.GEOJSON,
}
# The rule by which a data set itself makes one number of several.
_OWN_RULES = {ExportFormat.ACLED: "acled", ExportFormat.UCDP: "ucdp"}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, and how."""

    format: ExportFormat
    table: str = "claims"  # of the tabular formats
    wanted: ClaimFilter = field(default_factory=ClaimFilter)
    rule: str | None = None  # None = the format's own, else minmax
    shown: Shown = Shown()  # noqa: RUF009 - frozen
    safe: bool = True  # no text cell of a CSV file that a spreadsheet would take for a formula
    hxl: bool = False  # a row of HXL hashtags below the header of a CSV file
    licence: str | None = None  # address of the licence that the files' metadata names

    @property
    def asked(self) -> Asked:
        """What of the ledger is exported."""
        return Asked(self.wanted, self.rule or _OWN_RULES.get(self.format, "minmax"))


@dataclass(slots=True)
class Tally:
    """What became of what was asked for, counted while it is written."""

    rows: int = 0  # of the formats that have rows
    left_out: Counter[str] = field(default_factory=Counter)  # claims, by reason

    def counted[T](self, items: Iterable[T]) -> Iterator[T]:
        """The same items, counted as they pass."""
        for item in items:
            self.rows += 1
            yield item


def format_of(path: str) -> ExportFormat:
    """The format that a file's ending stands for. Raises UsageError where it stands for none, or for several."""
    found = _BY_SUFFIX.get(Path(path).suffix.lower())
    if found is None:
        names = ", ".join(ExportFormat)
        raise UsageError(f"{path}: which format? Give one with --format: {names}; FILE.zip is a bundle")
    return found


def pieces(ledger: Ledger, order: Order, tally: Tally) -> Iterator[str]:
    """The file as text, piece by piece.

    Raises:
        UsageError: Parquet, which is no text (see `write_parquet`); no such table or bounds rule.
    """
    wanted, shown = order.wanted, order.shown
    match order.format:
        case ExportFormat.CSV | ExportFormat.ACLED | ExportFormat.UCDP:
            table, items = _items(ledger, order, tally)
            return csvfile.pieces(table, items, safe=order.safe, tags=hxl.tags_of(table.names) if order.hxl else None)
        case ExportFormat.JSONL:
            table, items = _items(ledger, order, tally)
            return jsonl.lines(table, items)
        case ExportFormat.PLOVER:
            return tally.counted(plover.lines(ledger, wanted, tally.left_out, shown))
        case ExportFormat.ANNOTATIONS:
            return annotations.pieces(ledger, wanted, shown)
        case ExportFormat.SCHEMA_ORG:
            return schemaorg.pieces(ledger, wanted, shown)
        case ExportFormat.GEOJSON:
            return geojson.pieces(ledger, wanted, tally.left_out, shown)
        case ExportFormat.FTM:
            return ftm.pieces(ledger, wanted, shown)
        case ExportFormat.PARQUET:
            raise UsageError("Parquet is no text; write it to a file")


def write_parquet(ledger: Ledger, order: Order, tally: Tally, stream: IO[bytes]) -> None:
    """A table as Parquet to a stream of bytes."""
    table, items = _items(ledger, order, tally)
    parquet.write(table, items, stream)


def table_of(order: Order) -> Table[Any] | None:
    """The table whose columns the file has; None for formats that are no tables."""
    match order.format:
        case ExportFormat.ACLED:
            return acled.ACLED
        case ExportFormat.UCDP:
            return ucdp.UCDP
        case ExportFormat.CSV | ExportFormat.JSONL | ExportFormat.PARQUET:
            return listed(order.table).table
    return None


def listed(name: str) -> Listed:
    """The table of that name. Raises UsageError where there is none."""
    if name not in TABLES:
        raise UsageError(f"there is no table {name!r}; the tables are: {', '.join(TABLES)}")
    return TABLES[name]


def write(ledger: Ledger, order: Order, path: Path, *, force: bool = False) -> Tally:
    """Write one file, and beside a CSV file its metadata as FILE-metadata.json.

    Raises:
        UsageError: `path` is there already and `force` is false, or its folder is not there.
    """
    tally = Tally()
    with whole(path, force=force) as stream:
        if order.format is ExportFormat.PARQUET:
            write_parquet(ledger, order, tally, stream)
        else:
            for piece in pieces(ledger, order, tally):
                stream.write(piece.encode("utf-8"))
    table = table_of(order)
    if table is not None and path.suffix == ".csv":
        said = csvw.metadata(table, path.name, safe=order.safe, hxl=order.hxl, licence=order.licence)
        _write_json(path.with_name(path.name + "-metadata.json"), said)
    return tally


def write_folder(
    ledger: Ledger, order: Order, folder: Path, names: Iterable[str] = (), *, force: bool = False
) -> dict[str, Tally]:
    """Write several tables, all if no names are given, and what describes them together.

    With CSV files come csv-metadata.json (CSV on the Web, with keys and links) and datapackage.json (Frictionless).
    """
    chosen = list(names) or list(TABLES)
    suffix = FORMATS[order.format].suffix
    files = {name: folder / f"{name}{suffix}" for name in chosen if listed(name)}
    taken = [str(path) for path in files.values() if path.exists()]
    if taken and not force:
        raise UsageError(f"{taken[0]} is there already; give another folder, or --force to write over it")
    folder.mkdir(parents=True, exist_ok=True)
    tallies = {name: write(ledger, replace(order, table=name), path, force=True) for name, path in files.items()}
    if order.format is ExportFormat.CSV:
        tables = [(listed(name).table, path.name) for name, path in files.items()]
        _write_json(
            folder / "csv-metadata.json",
            csvw.group_metadata(tables, safe=order.safe, hxl=order.hxl, licence=order.licence),
        )
        _write_json(
            folder / "datapackage.json",
            csvw.package(tables, "counterclaim-ledger", hxl=order.hxl, licence=order.licence),
        )
    return tallies


def _items(ledger: Ledger, order: Order, tally: Tally) -> tuple[Table[Any], Iterator[Any]]:
    asked, shown = order.asked, order.shown
    _check_rule(asked.rule)
    if order.format is ExportFormat.ACLED:
        return acled.ACLED, tally.counted(acled.coded(ledger, asked.wanted, asked.rule, tally.left_out, shown))
    if order.format is ExportFormat.UCDP:
        return ucdp.UCDP, tally.counted(ucdp.deadly(ledger, asked.wanted, asked.rule, tally.left_out, shown))
    found = listed(order.table)
    return found.table, tally.counted(map(shown.anything, found.records(ledger, asked)))


def _check_rule(rule: str) -> None:
    # Comparing brings scientific libraries along that most exports do not need.
    from counterclaim.comparison.bounds import RULES

    if rule not in RULES:
        raise UsageError(f"there is no bounds rule {rule!r}; the rules are: {', '.join(RULES)}")


def _write_json(path: Path, value: Any) -> None:
    with whole(path, force=True) as stream:
        stream.write((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
