"""`counterclaim versions`: what was changed in a page without a word."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, json_line
from counterclaim.commands.writing import write_listing
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ledger.store import View

Page = Annotated[
    str | None,
    typer.Argument(
        metavar="URL|ARTICLE",
        help="A web address or an article's id; left out: all addresses with several versions.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("versions")(versions)


def versions(
    ledger: options.LedgerPath,
    page: Page = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """Show the versions of a page: when each was seen, which words and claims it changed.

    Every text that was seen at an address is kept. [-words-] went, {+words+} came. Without an address, the addresses
    at which several texts were seen are listed, the newest change first.

    Example:

        counterclaim versions https://example.org/news/talks --ledger war.ledger
    """
    with opened_at(ledger, as_of) as opened:
        if page is None:
            _list_edited(opened.view, output)
            return
        if output is Format.CSV:
            raise UsageError("a page's versions are written as table, json or jsonl; the list of addresses as csv, too")
        from counterclaim.flow.versions import find_versions
        from counterclaim.show.versions import version_lines, version_record

        found = list(find_versions(opened.view, page))
    if output is Format.TABLE:
        for address, seen in found:
            for line in version_lines(address, seen, marked=sys.stdout.isatty()):
                typer.echo(line)
        return
    records = [version_record(address, version) for address, seen in found for version in seen]
    if output is Format.JSON:
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    else:
        for record in records:
            json_line(record)


def _list_edited(view: "View", output: Format) -> None:
    from counterclaim.ledger.addresses import edited
    from counterclaim.show.versions import EDITED

    write_listing(EDITED, edited(view), output)
