"""`counterclaim import`: a bundle as a new ledger, or a data set's coded rows as claims of theirs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.ingest import ReportFile, report_to, say
from counterclaim.commands.output import problem, progress_bar
from counterclaim.errors import UsageError
from counterclaim.flow import Ledger

if TYPE_CHECKING:
    from collections import Counter

_ZIP = b"PK\x03\x04"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A bundle that export wrote, or CSV in the columns of ACLED or UCDP GED."),
    ],
    ledger: options.LedgerPath,
    outlet: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Of rows: whose they are, since columns do not say.", show_default=False),
    ] = None,
    report: ReportFile = None,
) -> None:
    """Take in a bundle as a new ledger, after checking it; or coded rows as articles with the claims that they make.

    Of a CSV file in the columns of ACLED or UCDP GED each row becomes an article, its text the row's cells, a line
    each, and its claims what the cells say: the event, its dead within the bounds that are given, attributed to the
    source that the row names. Nothing is added, and what claims have no place for stays in the text and is counted by
    column. The same file again changes nothing; a row that was revised is another article.

    Example:

        counterclaim import war.zip --ledger copy.ledger

        counterclaim import ged.csv --outlet "UCDP GED 24.1" --ledger war.ledger
    """
    if _is_zip(file):
        if outlet or report:
            raise UsageError("a bundle says itself what is in it; --outlet and --report are for rows")
        _bundle(file, ledger)
    else:
        _rows(file, ledger, outlet, report)


def _is_zip(file: str) -> bool:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(len(_ZIP)) == _ZIP
    except OSError:
        return True  # the bundle's reader says what is wrong with it


def _bundle(file: str, ledger: str) -> None:
    from counterclaim.ledger.bundle import read_bundle

    counts = read_bundle(file, ledger)
    typer.echo(f"{ledger}: {counts.articles} articles, {counts.claims} claims", err=True)


def _rows(file: str, ledger: str, outlet: str | None, report: str | None) -> None:
    from counterclaim.flow.importing import import_rows

    with report_to(report) as each, Ledger.open(ledger) as opened, progress_bar("Taking in") as bar:
        done = import_rows(opened.store, file, outlet=outlet, progress=bar, each=each)
        opened.compare()
    problem(f"{file}: rows in the columns of {done.shape.name}")
    _count("claims have no place for, kept as words alone", done.words_alone)
    _count("looked at and made nothing of", done.unread)
    say(done.report, report)
    if done.report.reasons:
        raise typer.Exit(1)


def _count(what: str, counts: "Counter[str]") -> None:
    if counts:
        problem(f"{what}: {', '.join(f'{name} ({count:,})' for name, count in sorted(counts.items()))}")
