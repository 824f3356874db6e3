"""`counterclaim read`: read articles and print what they say; no ledger is touched."""

from enum import StrEnum
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.columns import Columns, SavedMapping, mapped_columns
from counterclaim.commands.output import json_line, name_drops, say
from counterclaim.flow import make_defaults, make_manners, read_many
from counterclaim.records.article import Drop
from counterclaim.records.wire import reading_to_json
from counterclaim.show.reading import explain_reading, print_reading


class ReadingFormat(StrEnum):
    """How a reading is written."""

    JSONL = "jsonl"
    TABLE = "table"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read")(read)


def read(
    paths: options.Sources,
    output: Annotated[
        ReadingFormat, typer.Option("--format", help="How to write what was read.")
    ] = ReadingFormat.TABLE,
    explain: Annotated[bool, typer.Option("--explain", help="Show the text with its spans marked, and why.")] = False,
    outlet: options.Outlet = None,
    title: options.Title = None,
    author: options.Author = None,
    date: options.Date = None,
    url: options.Url = None,
    columns: Columns = None,
    mapping: SavedMapping = None,
    jobs: options.Jobs = 1,
    fetch: options.Fetch = False,
    offline: options.Offline = False,
    allow_host: options.AllowHost = None,
) -> None:
    """Read articles and print what they say, without a ledger.

    Takes everything that ingest takes, on the same terms. What cannot be read is named at the end.

    jsonl prints one JSON object an article, in input order: the interchange form that docs/data-format.md describes.

    Example:

        counterclaim read samples/06-station-strike-first.txt

        counterclaim read export.csv --columns text=body,date=pubdate --format jsonl > readings.jsonl
    """
    defaults = make_defaults(published=date, outlet=outlet, title=title, author=author, url=url)
    dropped: list[Drop] = []
    manners = make_manners(fetch=fetch, offline=offline, allow=tuple(allow_host or ()))
    mapped = mapped_columns(columns, mapping)
    for result in read_many(paths, defaults=defaults, columns=mapped, jobs=jobs, tell=say, manners=manners):
        if isinstance(result, Drop):
            dropped.append(result)
        elif explain:
            explain_reading(result)
        elif output is ReadingFormat.JSONL:
            json_line(reading_to_json(result))
        else:
            print_reading(result)
    name_drops(dropped)
    if dropped:
        raise typer.Exit(1)
