"""Options that several commands share, each with its help, unit and default said once."""

from pathlib import Path
from typing import Annotated

import typer

from counterclaim import settings
from counterclaim.commands.output import Format

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Text files, folders, globs, or - for standard input.", show_default=False),
]
LedgerPath = Annotated[
    Path,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="The ledger. COUNTERCLAIM_LEDGER sets another default.",
        default_factory=lambda: Path(settings.value_of("ledger")),
        show_default="counterclaim.ledger",
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
