"""`counterclaim claims`, `figures`, `events`, `sources`, `articles`, `questions`, `talks`, `forecasts`: listings."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer

from counterclaim.commands import options
from counterclaim.commands.analysis import write_positions, write_records, write_scores
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, problem
from counterclaim.commands.writing import first_of, write_listing
from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.flow.sureness import Sure, left_out_words
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.wire_comparison import forecast_to_json, question_to_json, round_to_json
from counterclaim.show.filters import Kind

# Conditions that make no sense for a listing.
_OF_EVENTS = ("event_type", "status")
_OF_FIGURES = ("measure",)
_WITH_THEM = "COUNTERCLAIM_MIN_CONFIDENCE=0 lists them too"
_OF_QUESTIONS = ("kind", "track", "min_confidence")  # kind and track are the question's own there


class MapFormat(StrEnum):
    """How a listing of what may have places is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


class QuestionKind(StrEnum):
    """What the accounts of a question are."""

    FIGURE = "figure"
    EVENT = "event"
    STATEMENT = "statement"


OrMap = Annotated[MapFormat, typer.Option("--format", help="How to write the list; geojson is a map of it.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("claims")(options.filtered(claims))
    app.command("figures")(options.filtered(figures, kind=Kind.FIGURE, leave_out=_OF_EVENTS))
    app.command("events")(options.filtered(events, kind=Kind.EVENT, leave_out=_OF_FIGURES))
    app.command("questions")(options.filtered(questions, leave_out=_OF_QUESTIONS))
    for command in (sources, articles, talks, forecasts):
        app.command(command.__name__)(command)


def claims(
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    after: options.After = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: OrMap = MapFormat.TABLE,
) -> None:
    """List claims: who said what, through whom, where it stands.

    In the order of publication, article and place in the text. Page by page with --limit and --after: a full page
    names the claim to go on behind, on standard error, and as "next" in JSON.

    Example:

        counterclaim claims --source Zelenskyy --since 2022-03-01 --format csv

        counterclaim claims --near Kherson --km 40 --source-kind military
    """
    _claims("CLAIMS", ledger, wanted, after, limit, output, as_of)


def figures(
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    after: options.After = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: OrMap = MapFormat.TABLE,
) -> None:
    """List figures: how many of whom, with bounds, as of when, by whom said.

    Example:

        counterclaim figures --measure killed --format json
    """
    _claims("FIGURES", ledger, wanted, after, limit, output, as_of)


def events(
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    after: options.After = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: OrMap = MapFormat.TABLE,
) -> None:
    """List events: what is said to have happened, where and when, who to whom, with its status.

    Example:

        counterclaim events --type ASSAULT --status alleged

        counterclaim events --dated about --since 2022-03-01 --until 2022-03-31

        counterclaim events --track strikes --format geojson > strikes.geojson
    """
    _claims("EVENTS", ledger, wanted, after, limit, output, as_of)


def sources(
    ledger: options.LedgerPath,
    record: Annotated[
        bool,
        typer.Option("--record", help="What became of their claims, by kind: first, echoed, contradicted."),
    ] = False,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List who claims are attributed to, most claims first.

    Example:

        counterclaim sources --limit 20 --ledger war.ledger

        counterclaim sources --record --ledger war.ledger
    """
    with opened_at(ledger, as_of) as opened:
        if record:
            write_records(opened, output, limit)
            return
        _first("SOURCES", opened.sources(), output, limit)


def articles(
    ledger: options.LedgerPath,
    after: options.After = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List articles by date of publication, and what says when that was.

    Example:

        counterclaim articles --format json
    """
    with opened_at(ledger, as_of) as opened:
        _page("ARTICLES", opened.articles(after=after, limit=_one_more(limit)), output, after, limit)


def questions(
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only those whose accounts conflict.")] = False,
    track: options.TrackOption = None,
    kind: Annotated[
        QuestionKind | None, typer.Option("--kind", help="What its accounts are.", show_default=False)
    ] = None,
    bounds: options.Bounds = "minmax",
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List the questions that several accounts answer, disputed ones first.

    Conditions on source, place, date and the like narrow the claims that are compared. jsonl prints the question
    record that docs/data-format.md describes, with every account and relation.

    Example:

        counterclaim questions --disputed --track losses
    """
    with opened_at(ledger, as_of) as opened:
        found = opened.questions(disputed=disputed, track=track, kind=kind, rule=bounds, wanted=wanted)
    _first("QUESTIONS", found, output, limit, question_to_json)


def talks(
    ledger: options.LedgerPath,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Party by issue: each demand, offer, refusal and agreement over time.")
    ] = False,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List the rounds of talks in order of date, with place, level, parties and outcome.

    Example:

        counterclaim talks --ledger war.ledger

        counterclaim talks --matrix --format csv > positions.csv
    """
    with opened_at(ledger, as_of) as opened:
        if matrix:
            write_positions(opened, output, limit)
            return
        found = opened.talks()
    _first("TALKS", found, output, limit, round_to_json)


def forecasts(
    ledger: options.LedgerPath,
    on: options.On = None,
    score: Annotated[
        bool, typer.Option("--score", help="Who forecast how well: Brier scores of judged ones, and calibration.")
    ] = False,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List forecasts in the order in which they fall due.

    Example:

        counterclaim forecasts --on 2022-03-01
    """
    with opened_at(ledger, as_of) as opened:
        if score:
            write_scores(opened, output, limit)
            return
        found = opened.forecasts(options.day(on))
    _first("FORECASTS", found, output, limit, forecast_to_json)


def _claims(
    listing: str,
    ledger: str,
    wanted: ClaimFilter,
    after: str | None,
    limit: int | None,
    output: MapFormat,
    as_of: str | None,
) -> None:
    if output is MapFormat.GEOJSON:
        if limit is not None or after is not None:
            raise UsageError("a map has no pages; narrow it by conditions instead of --limit and --after")
        with opened_at(ledger, as_of) as opened:
            _map(opened, wanted)
        return
    least = wanted.min_statement if wanted.kind in {None, Kind.STATEMENT} else None
    with opened_at(ledger, as_of) as opened:
        if limit is not None:
            _page(listing, opened.claims(wanted, after=after, limit=_one_more(limit)), Format(output), after, limit)
            if least is not None:
                problem(f"statements below the confidence of {least:g} are left out; {_WITH_THEM}")
            return
        sure = Sure(opened.claims(replace(wanted, min_statement=None), after=after), least)
        _page(listing, sure, Format(output), after, None)
    if least is not None and sure.left_out:
        problem(f"{left_out_words(sure.left_out, least)}; {_WITH_THEM}")


def _map(opened: Ledger, wanted: ClaimFilter) -> None:
    """The claims that have places, as GeoJSON; how many have none is said."""
    from counterclaim.show.exports import geojson
    from counterclaim.show.exports.public import Shown

    left_out: Counter[str] = Counter()
    sys.stdout.writelines(geojson.pieces(opened, wanted, left_out, Shown()))
    for reason, count in sorted(left_out.items()):
        problem(f"{count:,} {'claim' if count == 1 else 'claims'} left out: {reason}")


def _one_more(limit: int | None) -> int | None:
    """One item more than is shown says whether there is a next page."""
    return None if limit is None else limit + 1


def _page(name: str, items: Iterable[Any], output: Format, after: str | None, limit: int | None) -> None:
    """Write a listing, or one page of it with the key of the next.

    A page as JSON is an object, {"items": […], "next": ID or null}; a whole listing is a list.
    """
    if limit is None:
        if after is not None and output is Format.JSON:
            _write_page(name, items, None)
        else:
            _list(name, items, output)
        return
    page = list(items)
    following = page[limit - 1].id if len(page) > limit else None
    if output is Format.JSON:
        _write_page(name, page[:limit], following)
    else:
        _list(name, page[:limit], output)
    if following is not None:
        problem(f"there is more; go on with: --after {following}")


def _write_page(name: str, items: Iterable[Any], following: str | None) -> None:
    from counterclaim.show import tables

    page = {"items": list(getattr(tables, name).records(items)), "next": following}
    sys.stdout.write(json.dumps(page, ensure_ascii=False, indent=1) + "\n")


def _first[T](
    name: str,
    items: Iterable[T],
    output: Format,
    limit: int | None,
    record: Callable[[T], dict[str, Any]] | None = None,
) -> None:
    """Write the first of a listing that has no pages."""
    _list(name, first_of(items, limit), output, record)


def _list[T](
    name: str, items: Iterable[T], output: Format, record: Callable[[T], dict[str, Any]] | None = None
) -> None:
    """Write the listing of that name; the tables are imported only when one is written."""
    from counterclaim.show import tables

    listing: tables.Listing[T] = getattr(tables, name)
    write_listing(listing, items, output, record)
