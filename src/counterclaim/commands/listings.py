"""`counterclaim claims`, `figures`, `events`, `sources`, `articles`, `questions`, `talks`, `forecasts`: listings."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, json_line
from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.records.values import Act, EventType, Measure, Status
from counterclaim.records.wire import question_to_json
from counterclaim.records.wire_comparison import forecast_to_json, round_to_json
from counterclaim.settings import number_of


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (claims, figures, events, sources, articles, questions, talks, forecasts):
        app.command(command.__name__)(command)


def claims(
    ledger: options.LedgerPath,
    kind: Annotated[str | None, typer.Option(help="statement, figure, event or forecast.", show_default=False)] = None,
    act: Annotated[Act | None, typer.Option(help="What the source does by saying it.", show_default=False)] = None,
    track: options.TrackOption = None,
    source: options.Source = None,
    side: options.SideOption = None,
    outlet: options.ByOutlet = None,
    since: options.Since = None,
    until: options.Until = None,
    article: options.InArticle = None,
    search: options.Search = None,
    min_confidence: options.MinConfidence = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List claims: who said what, through whom, where it stands.

    Example:

        counterclaim claims --source Zelenskyy --since 2022-03-01 --format csv
    """
    wanted = _filter(
        kind=kind,
        act=act,
        track=track,
        source=source,
        side=side,
        outlet=outlet,
        since=since,
        until=until,
        article=article,
        search=search,
        min_confidence=min_confidence,
    )
    _claims("CLAIMS", ledger, wanted, limit, output, as_of)


def figures(
    ledger: options.LedgerPath,
    measure: Annotated[Measure | None, typer.Option(help="What is counted.", show_default=False)] = None,
    track: options.TrackOption = None,
    source: options.Source = None,
    side: options.SideOption = None,
    outlet: options.ByOutlet = None,
    since: options.Since = None,
    until: options.Until = None,
    article: options.InArticle = None,
    search: options.Search = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List figures: how many of whom, with bounds, as of when, by whom said.

    Example:

        counterclaim figures --measure killed --format json
    """
    wanted = _filter(
        kind="figure",
        measure=measure,
        track=track,
        source=source,
        side=side,
        outlet=outlet,
        since=since,
        until=until,
        article=article,
        search=search,
    )
    _claims("FIGURES", ledger, wanted, limit, output, as_of)


def events(
    ledger: options.LedgerPath,
    event_type: Annotated[
        EventType | None, typer.Option("--type", help="PLOVER's event type.", show_default=False)
    ] = None,
    status: Annotated[Status | None, typer.Option(help="How it is presented.", show_default=False)] = None,
    track: options.TrackOption = None,
    source: options.Source = None,
    side: options.SideOption = None,
    outlet: options.ByOutlet = None,
    since: options.Since = None,
    until: options.Until = None,
    article: options.InArticle = None,
    search: options.Search = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List events: what is said to have happened, where and when, who to whom, with its status.

    Example:

        counterclaim events --type ASSAULT --status alleged
    """
    wanted = _filter(
        kind="event",
        event_type=event_type,
        status=status,
        track=track,
        source=source,
        side=side,
        outlet=outlet,
        since=since,
        until=until,
        article=article,
        search=search,
    )
    _claims("EVENTS", ledger, wanted, limit, output, as_of)


def sources(ledger: options.LedgerPath, as_of: options.AsOf = None, output: options.ListFormat = Format.TABLE) -> None:
    """List who claims are attributed to, most claims first.

    Example:

        counterclaim sources --ledger war.ledger
    """
    with opened_at(ledger, as_of) as opened:
        _list("SOURCES", opened.sources(), output)


def articles(
    ledger: options.LedgerPath,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List articles by date of publication, and what says when that was.

    Example:

        counterclaim articles --format json
    """
    with opened_at(ledger, as_of) as opened:
        _list("ARTICLES", opened.articles(limit=limit), output)


def questions(
    ledger: options.LedgerPath,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only those whose accounts conflict.")] = False,
    track: options.TrackOption = None,
    kind: Annotated[str | None, typer.Option(help="figure, event or statement.", show_default=False)] = None,
    bounds: options.Bounds = "minmax",
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List the questions that several accounts answer, disputed ones first.

    jsonl prints the question record that docs/data-format.md describes, with every account and relation.

    Example:

        counterclaim questions --disputed --track losses
    """
    with opened_at(ledger, as_of) as opened:
        found = opened.questions(disputed=disputed, track=track, kind=kind, rule=bounds)
    _list("QUESTIONS", found, output, question_to_json)


def talks(ledger: options.LedgerPath, as_of: options.AsOf = None, output: options.ListFormat = Format.TABLE) -> None:
    """List the rounds of talks in order of date, with place, level, parties and outcome.

    Example:

        counterclaim talks --ledger war.ledger
    """
    with opened_at(ledger, as_of) as opened:
        found = opened.talks()
    _list("TALKS", found, output, round_to_json)


def forecasts(
    ledger: options.LedgerPath,
    on: options.On = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List forecasts in the order in which they fall due.

    Example:

        counterclaim forecasts --on 2022-03-01
    """
    with opened_at(ledger, as_of) as opened:
        found = opened.forecasts(options.day(on))
    _list("FORECASTS", found, output, forecast_to_json)


def _filter(*, since: str | None, until: str | None, min_confidence: float | None = None, **wanted: Any) -> ClaimFilter:
    return ClaimFilter(
        since=options.day(since),
        until=options.day(until, last=True),
        dated=Dated.PUBLISHED,
        min_confidence=min_confidence if min_confidence is not None else number_of("min_confidence") or None,
        **wanted,
    )


def _claims(
    listing: str, ledger: str, wanted: ClaimFilter, limit: int | None, output: Format, as_of: str | None
) -> None:
    with opened_at(ledger, as_of) as opened:
        _list(listing, opened.claims(wanted, limit=limit), output)


def _list[T](
    name: str, items: Iterable[T], output: Format, record: Callable[[T], dict[str, Any]] | None = None
) -> None:
    """Write a listing; `record` gives the full JSON of an item where there is more to it than its columns."""
    from counterclaim.show import tables

    listing: tables.Listing[T] = getattr(tables, name)
    match output:
        case Format.TABLE:
            tables.print_listing(listing, items)
        case Format.CSV:
            sys.stdout.writelines(tables.csv_lines(listing, items))
        case Format.JSONL:
            for line in map(record, items) if record else listing.records(items):
                json_line(line)
        case Format.JSON:
            whole = list(map(record, items)) if record else list(listing.records(items))
            sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
