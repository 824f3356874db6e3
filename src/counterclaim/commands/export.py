"""`counterclaim export`: the ledger, or what is asked of it, in the shapes that other programs load."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import problem
from counterclaim.errors import UsageError
from counterclaim.ledger.store import ClaimFilter
from counterclaim.show.filters import in_words

if TYPE_CHECKING:
    from counterclaim.flow import Ledger
    from counterclaim.show.exports.writing import ExportFormat, Order, Tally


class FileFormat(StrEnum):
    """How a ledger is written. The names of show.exports, and the bundle, which is the whole ledger."""

    BUNDLE = "bundle"
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


def register(app: typer.Typer) -> None:
    """Add the command."""
    # An export is for programs, which can look at the confidence themselves: nothing is left out unless it is said.
    app.command("export")(options.filtered(export, sure_by_setting=False))


def export(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What to write: a file, a folder for several tables, - for output.")
    ],
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    output: Annotated[
        FileFormat | None, typer.Option("--format", help="How to write it.", show_default="by the ending of FILE")
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="NAME",
            help="Which table: articles, claims, figures, events, forecasts, sources, questions, accounts, relations, "
            "talks, moves, decisions. Several for a folder.",
            show_default="claims; all for a folder",
        ),
    ] = None,
    bounds: Annotated[
        str | None,
        typer.Option(
            "--bounds",
            metavar="RULE",
            help="How one range is made of several accounts: minmax, acled, ucdp, median, third-party or latest.",
            show_default="acled's and ucdp's own there, else minmax",
        ),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Short quotations, coarse places, no local paths, no reviewers' names.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Leave CSV text as it is, also where a spreadsheet would run it as formula.")
    ] = False,
    hxl: Annotated[
        bool, typer.Option("--hxl", help="Of CSV: a row of HXL hashtags below the header, for humanitarian tools.")
    ] = False,
    licence: Annotated[
        str | None, typer.Option("--license", metavar="URL", help="The licence that the metadata names.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    as_of: options.AsOf = None,
) -> None:
    """Write the ledger, or what is asked of it, for other programs: tables, maps, annotations, data sets' columns.

    FILE.zip is a bundle: the whole ledger with its history, which another machine can check and import. csv, jsonl and
    parquet hold one table a file, or a folder of all; CSV comes with its metadata. acled and ucdp fold event claims to
    one row an event in those data sets' columns. What is left out of a format is counted, by reason.

    Example:

        counterclaim export war.zip --ledger war.ledger

        counterclaim export events.csv --format acled --bounds minmax --since 2022-02-24 --dated about

        counterclaim export site-data/ --format csv --public
    """
    if output is FileFormat.BUNDLE or (output is None and file.lower().endswith(".zip")):
        _bundle(file, ledger, narrowed=bool(in_words(wanted) or table or bounds or public or as_of))
        return
    from counterclaim.show.exports import writing
    from counterclaim.show.exports.public import Shown

    chosen = _format_of(file, output)
    tables = table or []
    _check(file, chosen, tables, hxl=hxl)
    folder = _is_folder(file)
    named = tables[0] if tables and not folder else "claims"
    order = writing.Order(chosen, named, wanted, bounds, Shown(public), not exact, hxl, licence)
    with opened_at(ledger, as_of) as opened:
        if folder:
            for name, tally in writing.write_folder(opened, order, Path(file), tables, force=force).items():
                _tell(f"{name}{writing.FORMATS[chosen].suffix}", tally, order, name)
        elif file == "-":
            _tell("", _to_output(opened, order), order, order.table)
        else:
            _tell(file, writing.write(opened, order, Path(file), force=force), order, order.table)


def _is_folder(file: str) -> bool:
    return file.endswith("/") or Path(file).is_dir()


def _format_of(file: str, output: FileFormat | None) -> "ExportFormat":
    """The format asked for, else the one that the file's ending means."""
    from counterclaim.show.exports import writing

    if output is not None:
        return writing.ExportFormat(output)
    if _is_folder(file):
        raise UsageError(f"{file}: which format? Give csv, jsonl or parquet with --format")
    return writing.format_of(file)


def _check(file: str, chosen: "ExportFormat", tables: list[str], *, hxl: bool) -> None:
    """Refuse what does not go together, before a ledger is opened."""
    from counterclaim.show.exports import writing

    if tables and chosen not in writing.TABULAR:
        raise UsageError(f"--table is for csv, jsonl and parquet; {chosen} is what it is")
    if _is_folder(file) and chosen not in writing.TABULAR:
        raise UsageError(f"{file} is a folder; {chosen} is one file")
    if not _is_folder(file) and len(tables) > 1:
        raise UsageError(f"{len(tables)} tables need a folder: give one, ending in /")
    if hxl and writing.FORMATS[chosen].media_type != "text/csv":
        raise UsageError(f"--hxl is for CSV; {chosen} has no rows for hashtags")


def _to_output(opened: "Ledger", order: "Order") -> "Tally":
    from counterclaim.show.exports import writing

    tally = writing.Tally()
    if order.format is writing.ExportFormat.PARQUET:
        writing.write_parquet(opened, order, tally, sys.stdout.buffer)
    else:
        for piece in writing.pieces(opened, order, tally):
            sys.stdout.write(piece)
    return tally


def _bundle(file: str, ledger: str, *, narrowed: bool) -> None:
    from counterclaim.ledger.bundle import write_bundle

    if narrowed:
        raise UsageError(
            "a bundle is the whole ledger; conditions, --table, --as-of and --public are for other formats"
        )
    if file == "-":
        raise UsageError("a bundle goes to a file: FILE.zip")
    write_bundle(ledger, file)
    problem(f"{file}: written; counterclaim import {file} --ledger NEW takes it in")


def _tell(file: str, tally: "Tally", order: "Order", table: str) -> None:
    """Say what was written and what was left out, on standard error."""
    from counterclaim.show.exports import writing

    if file:
        problem(
            f"{file}: written"
            + (f", {tally.rows:,} {'row' if tally.rows == 1 else 'rows'}" if writing.table_of(order) else "")
        )
    for reason, count in sorted(tally.left_out.items()):
        problem(f"{count:,} {'claim' if count == 1 else 'claims'} left out: {reason}")
    if order.format in writing.TABULAR and in_words(order.wanted) and not writing.listed(table).narrowed:
        problem(f"{table} are not narrowed by conditions on claims")
