"""`counterclaim verify`, `diff`, `copy`: what a ledger can prove, and how it travels."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import json_line, problem
from counterclaim.commands.review_lists import By
from counterclaim.errors import InputError, UsageError
from counterclaim.flow import Ledger
from counterclaim.records.decisions import decision_to_json
from counterclaim.records.printable import printable
from counterclaim.show.decisions import decision_in_words
from counterclaim.show.words import change_in_words, change_record


class DiffFormat(StrEnum):
    """How changes are written."""

    TEXT = "text"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (verify, upgrade, diff, withdraw, original, copy):
        app.command(command.__name__)(command)


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
        f"{ledger}: everything fits: {found.entries} log entries, {found.readings} readings, {found.claims} claims, "
        f"{found.originals} originals, {found.decisions} decisions"
    )


def upgrade(ledger: options.LedgerPath) -> None:
    """Bring a ledger of an earlier version of Counterclaim up to this one; nothing in it is lost.

    It is done in one step or not at all. Commands that write to a ledger do it by themselves; those that only read ask
    for this. An earlier version can no longer open the ledger then: keep a copy if you need it to.

    Example:

        counterclaim upgrade --ledger war.ledger
    """
    with Ledger.open(ledger, create=False) as opened:
        counts = opened.view.counts()
    typer.echo(f"{ledger}: up to this version; {counts.articles} articles, {counts.claims} claims")


def diff(
    since: Annotated[str, typer.Argument(metavar="DATE1", help="The earlier day.")],
    ledger: options.LedgerPath,
    until: Annotated[str | None, typer.Argument(metavar="DATE2", help="The later day; today if left out.")] = None,
    output: Annotated[DiffFormat, typer.Option("--format", help="How to write it.")] = DiffFormat.TEXT,
) -> None:
    """List what was added, revised and withdrawn, and what people decided, between the ends of two days (UTC).

    Each line says by whom: a person's name, or the program's.

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
                typer.echo(printable(change_in_words(change)))
        for decision in opened.view.decided(first, last):
            if output is DiffFormat.JSONL:
                json_line({"change": "decided", **decision_to_json(decision)})
            else:
                what = decision_in_words(decision)
                typer.echo(printable(f"{'decided':10}{decision.id}  {decision.at}  {decision.reviewer}: {what}"))


def withdraw(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id; may be shortened.", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the history.")],
    ledger: options.LedgerPath,
    by: By = None,
) -> None:
    """Withdraw an article: its claims leave all views of today, --as-of an earlier day shows them.

    Nothing is deleted, and reading the file again does not bring it back. `counterclaim review undo` does, with the id
    that this prints.

    Example:

        counterclaim withdraw 3f2a91b0 --reason "retracted by the outlet" --by Ana
    """
    with Ledger.open(ledger, create=False) as opened:
        decision = opened.withdraw(opened.view.article(article).id, reason, reviewer=by)
    typer.echo(f"{decision.id}  {decision.reviewer}: {decision_in_words(decision)}")


def original(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id; may be shortened.", show_default=False)],
    ledger: options.LedgerPath,
    out: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the bytes there; - for standard output.", show_default=False
        ),
    ] = None,
    sha256: Annotated[
        str | None,
        typer.Option("--sha256", metavar="HASH", help="Which bytes, where there are several.", show_default=False),
    ] = None,
    as_of: options.AsOf = None,
) -> None:
    """Say of which bytes an article was made, where and when they were found and how its text was got; give them back.

    Example:

        counterclaim original 3f2a91b0 --output page.html
    """
    with opened_at(ledger, as_of) as opened:
        kept = [held for held in opened.view.custody(article) if held.sha256.startswith(sha256 or "")]
        if not kept:
            raise UsageError(f"the ledger holds no original of article {article}; ingest the file again to keep it")
        if out is None:
            for held in kept:
                where = held.url or held.path or "standard input"
                typer.echo(printable(f"{held.sha256}  {held.bytes:,} bytes  {held.at}  {where}"))
                typer.echo(f"    text got by: {held.how}; taken in by {held.who}")
            return
        data = opened.view.original(kept[-1].sha256)
    try:
        if out == "-":
            sys.stdout.buffer.write(data)
        else:
            Path(out).write_bytes(data)
    except OSError as err:
        raise InputError(out, f"cannot be written: {err.strerror}") from err


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
