"""`counterclaim brief`: the briefing."""

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from counterclaim import settings
from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.errors import InputError, UsageError
from counterclaim.records.printable import printable


class BriefFormat(StrEnum):
    """How a briefing is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("brief")(brief)


def brief(
    ledger: options.LedgerPath,
    since: options.Since = None,
    until: options.Until = None,
    on: options.On = None,
    bounds: options.Bounds = "minmax",
    as_of: options.AsOf = None,
    output: Annotated[BriefFormat, typer.Option("--format", help="How to write it.")] = BriefFormat.TEXT,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it here.", show_default="standard output"),
    ] = None,
) -> None:
    """Print the briefing: what is disputed, by whom, in which words.

    Disputed questions first, each with its accounts, their bounds, who gives them through whom, and the words; then
    losses, forces, territory, strikes, talks, support and sanctions, forecasts with their due dates, and the articles.
    Every line cites the article and the characters that it rests on. Nothing in it is written by a machine about the
    world: it is made of templates and quotations.

    Example:

        counterclaim brief --ledger war.ledger --since 2022-03-01 --until 2022-03-31

        counterclaim brief --ledger war.ledger --format pdf --output march.pdf
    """
    from counterclaim.show.briefing import render, render_pdf
    from counterclaim.show.gather import gather

    with opened_at(ledger, as_of) as opened:
        material = gather(
            opened,
            since=options.day(since),
            until=options.day(until, last=True),
            on=options.day(on) or dt.datetime.now(dt.UTC).date(),
            rule=bounds,
            min_confidence=settings.number_of("min_confidence") or None,
        )
    if output is BriefFormat.PDF:
        if file is None and sys.stdout.isatty():
            raise UsageError("a PDF is nothing for a terminal; say where to with --output FILE")
        _write(render_pdf(material), file)
        return
    # Wider lines than this are hard to follow, whatever the terminal.
    width = min(max(Console().width, 60), 110)
    text = render(material, output, width).rstrip("\n") + "\n"
    _write((printable(text) if output is BriefFormat.TEXT else text).encode(), file)


def _write(content: bytes, file: Path | None) -> None:
    """To the file, or to standard output. Raises InputError where the file cannot be written."""
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        file.write_bytes(content)
    except OSError as err:
        raise InputError(str(file), f"cannot be written: {err.strerror}") from err
