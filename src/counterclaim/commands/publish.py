"""`counterclaim publish`: the ledger as a folder of pages that opens without a server."""

from pathlib import Path, PurePath
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish")(publish)


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write: new, empty, or an earlier site.")],
    ledger: options.LedgerPath,
    as_of: options.AsOf = None,
    full_texts: Annotated[
        bool, typer.Option("--full-texts", help="Put the articles' whole texts in: only where you may.")
    ] = False,
    exact_places: Annotated[
        bool,
        typer.Option("--exact-places", help="Show places as exactly as they are known: only where that harms nobody."),
    ] = False,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the site is called.", show_default="the ledger's name")
    ] = None,
) -> None:
    """Write the ledger's pages as a site that opens from the file system, and can be put on any web server.

    The pages are those of counterclaim serve, search included. Full texts stay with you: the site shows short
    quotations, and no place more exactly than its district, unless you say otherwise. manifest.json holds the SHA-256
    of every file and the state of the ledger that they show, so that the site can be cited and checked.

    Example:

        counterclaim publish site/ --ledger war.ledger
    """
    from counterclaim.show.web.publishing import PublishOptions
    from counterclaim.show.web.publishing import publish as write

    called = name or (ledger.rsplit("/", 1)[-1] if "://" in ledger else PurePath(ledger).name)
    with opened_at(ledger, as_of) as opened:
        done = write(opened, folder, PublishOptions(full_texts=full_texts, exact_places=exact_places, name=called))
    size = f"{done.files:,} files, {done.size / 1e6:.1f} MB"
    typer.echo(f"{folder}: {size} · ledger {done.head[:12]} · manifest {done.digest[:12]}")
