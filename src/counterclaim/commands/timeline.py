"""`counterclaim timeline`: what is said to have happened, by day, with its status and who says so."""

from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, problem
from counterclaim.commands.writing import write_listing
from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.show.filters import Kind, narrowed


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("timeline")(options.filtered(timeline, dated=Dated.ABOUT, leave_out=("kind", "dated")))


def timeline(
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    kind: Annotated[
        Kind,
        typer.Option("--kind", help="What is listed; figures stand at their as-of date, forecasts at their horizon."),
    ] = Kind.EVENT,
    within: Annotated[
        int | None,
        typer.Option("--within", min=1, metavar="DAYS", help="Leave out what is dated no closer than so many days."),
    ] = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List what is said to have happened in order of its own date, with status, source and place in the text.

    Dates are those of the events, not of publication: --since and --until narrow to events that reach into those
    days. An event that is dated to an interval stands under the interval's first day, behind those of that day alone.
    Events without a date cannot stand on a timeline; how many there are is said on standard error.

    Example:

        counterclaim timeline --since 2022-03-01 --until 2022-03-31 --track talks
    """
    from counterclaim.show import timeline as shown

    with opened_at(ledger, as_of) as opened:
        found = shown.in_order(opened.claims(narrowed(wanted, kind=kind)), within=within)
    if output is Format.TABLE:
        shown.print_timeline(found.entries[:limit])
    else:
        write_listing(shown.TIMELINE, found.entries[:limit], output)
    if found.undated:
        problem(f"{found.undated} without a date left out; `counterclaim {kind}s` lists them")
    if found.wide:
        problem(f"{found.wide} dated no closer than {within} days left out")
