"""`counterclaim verify`, `diff`, `copy`, `export`, `import`: what a ledger can prove, and how it travels."""

from enum import StrEnum
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import json_line, problem
from counterclaim.errors import UsageError
from counterclaim.show.words import change_in_words, change_record


class DiffFormat(StrEnum):
    """How changes are written."""

    TEXT = "text"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (verify, diff, copy, export):
        app.command(command.__name__)(command)
    app.command("import")(import_)


def verify(
    ledger: options.LedgerPath,
    reread: Annotated[bool, typer.Option("--reread", help="Read every article anew as well; slow.")] = False,
) -> None:
    """Check a ledger against itself: the chain of its log, every hash, id and column.

    Says the first thing that does not fit, and ends with exit code 1 then. With --reread the articles are read anew,
    and the readings must come out the same.

    Example:

        counterclaim verify --ledger war.ledger
    """
    with opened_at(ledger) as opened:
        found = opened.verify(reread=reread)
    if found.problem:
        problem(f"{ledger}: {found.problem}")
        raise typer.Exit(1)
    typer.echo(
        f"{ledger}: everything fits: {found.entries} log entries, {found.readings} readings, {found.claims} claims"
    )


def diff(
    since: Annotated[str, typer.Argument(metavar="DATE1", help="The earlier day.")],
    ledger: options.LedgerPath,
    until: Annotated[str | None, typer.Argument(metavar="[DATE2]", help="The later day; today if left out.")] = None,
    output: Annotated[DiffFormat, typer.Option("--format", help="How to write it.")] = DiffFormat.TEXT,
) -> None:
    """List what was added, revised and withdrawn between the ends of two days (UTC).

    Example:

        counterclaim diff 2024-05-03 --ledger war.ledger
    """
    first, last = options.day(since, last=True), options.day(until, last=True)
    if first is None or (last is not None and last < first):
        raise UsageError(f"{until} lies before {since}; give the earlier day first")
    with opened_at(ledger) as opened:
        for change in opened.view.changes(first, last):
            if output is DiffFormat.JSONL:
                json_line(change_record(change))
            else:
                typer.echo(change_in_words(change))


def copy(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A ledger: a file or postgresql://…")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Where to; a new or empty ledger.")],
) -> None:
    """Copy a ledger without loss, between files and databases.

    Example:

        counterclaim copy war.ledger postgresql://me@localhost/war
    """
    from counterclaim.ledger.copy import copy_ledger

    counts = copy_ledger(source, target)
    typer.echo(f"{target}: {counts.articles} articles, {counts.claims} claims", err=True)


def export(
    bundle: Annotated[str, typer.Argument(metavar="FILE.zip", help="The bundle to write.")],
    ledger: options.LedgerPath,
) -> None:
    """Write a ledger as one ZIP file that another machine can check and take in.

    Example:

        counterclaim export war.zip --ledger war.ledger
    """
    from counterclaim.ledger.bundle import write_bundle

    write_bundle(ledger, bundle)
    typer.echo(f"{bundle}: written; counterclaim import {bundle} --ledger NEW takes it in", err=True)


def import_(
    bundle: Annotated[str, typer.Argument(metavar="FILE.zip", help="A bundle that export wrote.")],
    ledger: options.LedgerPath,
) -> None:
    """Take in a bundle as a new ledger, after checking it.

    Example:

        counterclaim import war.zip --ledger copy.ledger
    """
    from counterclaim.ledger.bundle import read_bundle

    counts = read_bundle(bundle, ledger)
    typer.echo(f"{ledger}: {counts.articles} articles, {counts.claims} claims", err=True)
