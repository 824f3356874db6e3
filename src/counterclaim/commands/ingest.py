"""`counterclaim ingest`: read articles into the ledger."""

import typer

from counterclaim.commands import options
from counterclaim.commands.output import name_drops, progress_bar
from counterclaim.flow import Ledger, make_defaults


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(
    paths: options.Paths,
    ledger: options.LedgerPath,
    outlet: options.Outlet = None,
    title: options.Title = None,
    author: options.Author = None,
    date: options.Date = None,
    url: options.Url = None,
) -> None:
    """Read articles into the ledger.

    What is in the ledger already stays as it is, so running it twice changes nothing, and a run that was stopped is
    finished by running it again. Front matter (title:, outlet:, author:, date:, url: lines between two --- lines) goes
    before the options.

    Example:

        counterclaim ingest articles/ --ledger war.ledger
    """
    defaults = make_defaults(published=date, outlet=outlet, title=title, author=author, url=url)
    with Ledger.open(ledger) as opened, progress_bar("Reading") as tell:
        report = opened.ingest(paths, defaults=defaults, progress=tell)
    name_drops(report.dropped)
    typer.echo(str(report), err=True)
    if report.dropped:
        raise typer.Exit(1)
