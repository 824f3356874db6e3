"""`counterclaim timeline`: what is said to have happened, by day, with its status and who says so."""

from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, problem
from counterclaim.commands.writing import write_listing
from counterclaim.errors import UsageError
from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.records.values import EventType, Status
from counterclaim.settings import number_of

KINDS = ("event", "figure", "forecast", "statement")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("timeline")(timeline)


def timeline(
    ledger: options.LedgerPath,
    kind: Annotated[str, typer.Option(help="event, figure (by as-of date), forecast (by horizon), statement.")] = (
        "event"
    ),
    event_type: Annotated[
        EventType | None, typer.Option("--type", help="PLOVER's event type.", show_default=False)
    ] = None,
    status: Annotated[Status | None, typer.Option(help="How it is presented.", show_default=False)] = None,
    track: options.TrackOption = None,
    source: options.Source = None,
    side: options.SideOption = None,
    outlet: options.ByOutlet = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="About this day or later: YYYY-MM-DD, YYYY-MM or YYYY.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="About this day or earlier: YYYY-MM-DD, YYYY-MM or YYYY.")
    ] = None,
    within: Annotated[
        int | None,
        typer.Option("--within", min=1, metavar="DAYS", help="Leave out what is dated no closer than so many days."),
    ] = None,
    article: options.InArticle = None,
    search: options.Search = None,
    min_confidence: options.MinConfidence = None,
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
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of claim; expected one of: {', '.join(KINDS)}")
    wanted = ClaimFilter(
        kind=kind,
        event_type=event_type,
        status=status,
        track=track,
        source=source,
        side=side,
        outlet=outlet,
        since=options.day(since),
        until=options.day(until, last=True),
        dated=Dated.ABOUT,
        article=article,
        search=search,
        min_confidence=min_confidence,
        min_statement=number_of("min_confidence") or None,
    )
    from counterclaim.show import timeline as shown

    with opened_at(ledger, as_of) as opened:
        found = shown.in_order(opened.claims(wanted), within=within)
    if output is Format.TABLE:
        shown.print_timeline(found.entries[:limit])
    else:
        write_listing(shown.TIMELINE, found.entries[:limit], output)
    if found.undated:
        problem(f"{found.undated} without a date left out; `counterclaim {kind}s` lists them")
    if found.wide:
        problem(f"{found.wide} dated no closer than {within} days left out")
