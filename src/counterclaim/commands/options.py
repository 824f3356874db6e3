"""Options that several commands share, each with its help, unit and default said once."""

import datetime as dt
from typing import Annotated

import typer

from counterclaim import settings
from counterclaim.commands.output import Format
from counterclaim.errors import UsageError
from counterclaim.records.values import Side, Track
from counterclaim.records.when import When

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Text files, folders, globs, or - for standard input.", show_default=False),
]
LedgerPath = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="The ledger: a file or postgresql://… COUNTERCLAIM_LEDGER sets another default.",
        default_factory=lambda: settings.value_of("ledger"),
        show_default="counterclaim.ledger",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The ledger as it stood at the end of that day (UTC): what did we know then?",
        show_default=False,
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the articles.", show_default=False)]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="The headline.", show_default=False)]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote them.", show_default=False)]
Date = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DATE",
        help="When they were published: YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO. Else by the text's evidence.",
        show_default=False,
    ),
]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where they were published.", show_default=False)]
ListFormat = Annotated[Format, typer.Option("--format", help="How to write the list.")]

TrackOption = Annotated[Track | None, typer.Option("--track", help="The part of the war.", show_default=False)]
SideOption = Annotated[Side | None, typer.Option("--side", help="The side that the source is on.", show_default=False)]
Source = Annotated[
    str | None, typer.Option(metavar="NAME", help="Part of the source's name or mention.", show_default=False)
]
ByOutlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.", show_default=False)]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Published on or after: YYYY-MM-DD, YYYY-MM or YYYY.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Published on or before: YYYY-MM-DD, YYYY-MM or YYYY.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day on which forecasts are open or due.", show_default="today"),
]
InArticle = Annotated[
    str | None,
    typer.Option("--article", metavar="ID", help="Only in this article; the id may be shortened.", show_default=False),
]
Search = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help='Words in the sentence around it; "a phrase" in quotes.', show_default=False),
]
MinConfidence = Annotated[
    float | None, typer.Option(min=0, max=1, help="Leave out claims below it, 0 to 1.", show_default=False)
]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.", show_default=False)]
Bounds = Annotated[
    str,
    typer.Option(
        "--bounds",
        metavar="RULE",
        help="How one range is made of several accounts: minmax, acled, ucdp, median, third-party or latest.",
    ),
]


def day(text: str | None, *, last: bool = False) -> dt.date | None:
    """The first (or last) day of a date as a person writes it. Raises UsageError when it is none."""
    if text is None:
        return None
    try:
        when = When.parse(text)
    except ValueError as err:
        raise UsageError(f"{text!r} is no date; expected YYYY-MM-DD, YYYY-MM or YYYY") from err
    return when.last if last else when.first
