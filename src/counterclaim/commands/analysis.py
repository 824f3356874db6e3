"""`counterclaim origins`, `framing`, `compare`: who had it from whom, who says it how; what other lists add to."""

from enum import StrEnum
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, problem
from counterclaim.commands.writing import first_of, write_listing
from counterclaim.flow import Ledger


class By(StrEnum):
    """What framing is compared between."""

    OUTLET = "outlet"
    SIDE = "side"


class Counted(StrEnum):
    """What framing counts."""

    WORDS = "words"
    NAMES = "names"
    VERBS = "verbs"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (origins, framing, compare):
        app.command(command.__name__)(command)


def origins(
    ledger: options.LedgerPath,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="A question's id; may be shortened.", show_default=False)
    ] = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """Show who had an account from whom, with the evidence; without a question, which articles are copies.

    Accounts of one origin count once, however many outlets bring them. Each hangs on the account that it was had from:
    the article that its text copies, the outlet that it credits, or the earlier statement of the same source.

    Example:

        counterclaim origins q3f2a --ledger war.ledger
    """
    from counterclaim.flow import analysing
    from counterclaim.show import analysis_tables as tables

    with opened_at(ledger, as_of) as opened:
        if question is None:
            [(families, refs)] = analysing.families(opened)
            copies = [
                tables.Copy(refs[copy], refs[head], families.evidence.get(copy, ""))
                for copy, head in sorted(families.head.items(), key=lambda item: (item[1], item[0]))
            ]
            write_listing(tables.COPIES, copies, output)
            return
        _, found = analysing.origins(opened, question)
    rows = []
    for origin in found:
        depth: dict[str, int] = {}
        for echo in origin.echoes:
            depth[echo.claim.id] = depth.get(echo.of, 0) + 1 if echo.of else 0
            rows.append(tables.Told(origin.name, depth[echo.claim.id], echo))
    write_listing(tables.ORIGINS, rows, output)


def framing(
    ledger: options.LedgerPath,
    by: Annotated[By, typer.Option(help="Compare outlets, or sides in their own words.")] = By.OUTLET,
    count: Annotated[
        Counted, typer.Option(help="words: over-used ones; names: spellings and terms; verbs: said, claimed, admitted.")
    ] = Counted.WORDS,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="Words a group.")] = 15,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """Show how outlets, or sides, speak of the same things, with statistics and the words in context.

    Words are weighted by log-odds with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008): z above 1.96 is
    beyond chance. Names counts spellings (Kyiv, Kiev) and words for one thing (invasion, special operation). Verbs
    counts by which verbs each outlet brings each party's statements.

    Example:

        counterclaim framing --by side --ledger war.ledger
    """
    from counterclaim.flow import analysing
    from counterclaim.show import analysis_tables as tables

    grouping = analysing.Grouping(by.value)
    with opened_at(ledger, as_of) as opened:
        match count:
            case Counted.WORDS:
                found = analysing.framing_words(opened, grouping, most=most)
                write_listing(tables.WORDS, found, output)
                if not found:
                    hint = "; --by side compares sides instead" if by is By.OUTLET else ""
                    typer.echo(
                        f"words are weighed between two {by.value}s at least, and one has none here{hint}", err=True
                    )
            case Counted.NAMES:
                write_listing(tables.CHOICES, analysing.framing_choices(opened, grouping), output)
            case Counted.VERBS:
                write_listing(tables.VERBS, analysing.framing_verbs(opened), output)


def compare(ledger: options.LedgerPath) -> None:
    """Bring a ledger's questions up to date with its claims.

    ingest does so itself; a ledger that was imported, or written by an earlier version, is asked faster after it.

    Example:

        counterclaim compare --ledger war.ledger
    """
    with Ledger.open(ledger, create=False) as opened:
        articles = opened.compare()
    typer.echo(f"{ledger}: {articles:,} articles compared", err=True)


def write_records(opened: Ledger, output: Format, limit: int | None) -> None:
    """Print every source's record (sources --record)."""
    from counterclaim.flow import analysing
    from counterclaim.show import analysis_tables as tables

    write_listing(tables.RECORDS, first_of(analysing.source_records(opened), limit), output)


def write_positions(opened: Ledger, output: Format, limit: int | None) -> None:
    """Print who moved what on which issue, and when (talks --matrix): a grid for people, else one row a move."""
    from counterclaim.flow import analysing
    from counterclaim.show import analysis_tables as tables
    from counterclaim.show.talks_grid import grid_of

    positions = analysing.positions(opened)
    if output is Format.TABLE:
        listing, rows, left_out = grid_of(positions)
        write_listing(listing, rows, output)
        if left_out:
            problem(f"no room for {', '.join(left_out)}; --format csv lists every move, with its words")
        return
    moved = [tables.Moved(position, stand) for position in positions for stand in position.stands]
    write_listing(tables.POSITIONS, first_of(moved, limit), output)


def write_scores(opened: Ledger, output: Format, limit: int | None) -> None:
    """Print forecasters' records: Brier scores at both ends of their words, and calibration (forecasts --score)."""
    from counterclaim.flow import analysing
    from counterclaim.show import analysis_tables as tables

    _, records = analysing.forecast_scores(opened)
    write_listing(tables.SCORES, first_of(records, limit), output)
