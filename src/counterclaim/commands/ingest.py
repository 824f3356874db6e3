"""`counterclaim ingest`: read whatever holds articles into the ledger."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.columns import Columns, SavedMapping, SaveMapping, mapped_columns
from counterclaim.commands.output import name_drops, problem, progress_bar
from counterclaim.errors import InputError, UsageError
from counterclaim.flow import Each, Ledger, Outcome, Report, find_sources, make_defaults, make_manners

# More than a screen of them tells nobody anything; the counts and --report do.
_NAMED_DROPS = 20

ReportFile = Annotated[
    str | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write every item and what became of it to FILE, as JSON Lines; - for standard output.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)


def ingest(
    paths: options.Sources,
    ledger: options.LedgerPath,
    outlet: options.Outlet = None,
    title: options.Title = None,
    author: options.Author = None,
    date: options.Date = None,
    url: options.Url = None,
    columns: Columns = None,
    mapping: SavedMapping = None,
    save_mapping: SaveMapping = None,
    jobs: options.Jobs = 1,
    report: ReportFile = None,
    fetch: options.Fetch = False,
    offline: options.Offline = False,
    allow_host: options.AllowHost = None,
) -> None:
    """Read articles into the ledger.

    Takes text, Markdown, HTML pages, e-mail, PDF and DOCX; tables (CSV, Parquet) and JSON; web archives (WARC, WACZ);
    ZIP and tar archives of any of these. The kind is found by content. What a file says of itself (front matter, a
    page's metadata, a table's columns) goes before the options. With --fetch also web addresses, feeds (RSS, Atom,
    JSON) and OPML lists of feeds; what was fetched is not fetched again as long as it stays as it is.

    What is in the ledger already stays as it is, so running it twice changes nothing, and a run that was stopped is
    finished by running it again.

    Example:

        counterclaim ingest articles/ --ledger war.ledger

        counterclaim ingest crawl.warc.gz mails.zip --jobs 4 --report done.jsonl

        counterclaim ingest export.csv --columns text=body,date=pubdate

        counterclaim ingest feeds.opml https://example.org/news/talks --fetch
    """
    defaults = make_defaults(published=date, outlet=outlet, title=title, author=author, url=url)
    manners = make_manners(fetch=fetch, offline=offline, allow=tuple(allow_host or ()))
    mapped = mapped_columns(columns, mapping, save_mapping)
    named = find_sources(paths, manners)  # before a ledger is made for paths that name nothing
    with report_to(report) as each, Ledger.open(ledger) as opened, progress_bar("Reading") as bar:
        done = opened.ingest(
            named,
            defaults=defaults,
            columns=mapped,
            jobs=jobs,
            progress=bar,
            each=each,
            tell=lambda text: typer.echo(text, err=True),
            manners=manners,
        )
    say(done, report)
    if done.reasons:
        raise typer.Exit(1)


def say(done: Report, report: str | None) -> None:
    """Name what was dropped, and the counts, on standard error."""
    name_drops(done.dropped, most=_NAMED_DROPS)
    if (more := done.reasons.total() - _NAMED_DROPS) > 0:
        where = f"{report} lists them all" if report else "--report FILE lists them all"
        problem(f"… and {more:,} more dropped; {where}")
    typer.echo(str(done), err=True)


@contextmanager
def report_to(path: str | None) -> Iterator[Each | None]:
    """Writes each outcome as a line of JSON as it comes, so that a run that was stopped has its report so far."""
    if path is None:
        yield None
    elif path == "-":
        yield lambda outcome: print(outcome_line(outcome), file=sys.stdout)  # noqa: T201 standard output was asked for
    else:
        try:
            file = Path(path).open("w", encoding="utf-8")  # noqa: SIM115 closed below
        except OSError as err:
            raise UsageError(f"the report cannot be written to {path}: {err.strerror}") from err

        def write(outcome: Outcome) -> None:
            try:
                print(outcome_line(outcome), file=file, flush=True)
            except OSError as err:
                raise InputError(path, f"the report cannot be written: {err.strerror}") from err

        try:
            yield write
        finally:
            with suppress(OSError):  # every line has left the buffer, or could not
                file.close()


def outcome_line(outcome: Outcome) -> str:
    """One line of the report: docs/intake.md describes it."""
    article = outcome.article
    published = article.published if article else None
    record = {
        "item": outcome.item,
        "kind": outcome.kind,
        "became": outcome.became,
        "article": article.id if article else None,
        "claims": outcome.claims,
        "title": article.title if article else None,
        "outlet": article.outlet if article else None,
        "author": article.author if article else None,
        "url": article.url if article else None,
        "language": article.language if article else None,
        "published": str(published.when) if published else None,
        "basis": published.basis if published else None,
        "chars": len(article.text) if article else None,
        "reason": outcome.reason,
        "detail": outcome.detail,
        "notes": list(outcome.notes),
    }
    return json.dumps(record, ensure_ascii=False)
