"""Where output goes: results to standard output, progress and problems to standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from counterclaim.flow import Progress as Tell
from counterclaim.flow import Progressed
from counterclaim.records.article import Drop
from counterclaim.records.printable import printable


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def say(message: str) -> None:
    """Say how it goes, on standard error."""
    typer.echo(printable(message), err=True)


def problem(message: str) -> None:
    """Say what went wrong, on standard error."""
    say(f"counterclaim: {message}")


def name_drops(drops: tuple[Drop, ...] | list[Drop], *, most: int | None = None) -> None:
    """Name each thing that was not kept (the first `most` of them), with its reason, on standard error."""
    for drop in drops[:most]:
        problem(f"{drop.item}: dropped: {drop.reason}{drop.detail and ': '}{drop.detail}")


def json_line(record: dict[str, Any]) -> None:
    """One JSON object on one line of standard output."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


@contextmanager
def progress_bar(what: str) -> Iterator[Tell | None]:
    """A progress bar on a terminal; nothing in a pipe or a log."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn(what),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[items]:,} items · {task.fields[rate]:.1f}/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None, items=0, rate=0.0)

        def tell(done: Progressed) -> None:
            rate = done.items / (bar.tasks[0].elapsed or 1)
            bar.update(task, completed=done.bytes_done, total=done.bytes_total or None, items=done.items, rate=rate)

        yield tell
