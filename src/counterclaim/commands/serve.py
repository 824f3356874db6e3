"""`counterclaim serve`: the ledger as pages and as an API."""

from pathlib import Path
from typing import Annotated

import typer

from counterclaim import settings
from counterclaim.errors import InputError, UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    ledger: Annotated[
        str | None,
        typer.Argument(metavar="LEDGER", help="A file or postgresql://…", show_default="counterclaim.ledger"),
    ] = None,
    named: Annotated[
        str | None,
        typer.Option("--ledger", metavar="FILE", help="The same, as other commands take it.", show_default=False),
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 takes any that is free.")
    ] = 8765,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            help="A name by which browsers may call it; may be repeated.",
            show_default=False,
        ),
    ] = None,
    read_token: Annotated[
        Path | None,
        typer.Option(
            "--read-token",
            metavar="FILE",
            help="Reading takes the token in this file.",
            show_default="open on loopback",
        ),
    ] = None,
    write_token: Annotated[
        Path | None,
        typer.Option(
            "--write-token",
            metavar="FILE",
            help="Ingest and review take the token in this file.",
            show_default="a new one, shown",
        ),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be written, by nobody.")] = False,
    rate: Annotated[
        float, typer.Option(min=0.1, metavar="N", help="Requests a second that one address may send.")
    ] = 50.0,
    https: Annotated[
        bool, typer.Option("--https", help="It stands behind a server that speaks https: cookies over it only.")
    ] = False,
) -> None:
    """Show a ledger as pages in a browser, and as an API for programs.

    The pages are for reading and need no JavaScript; with it, charts answer and bounds change in place. Nothing is
    asked of any other host. The API lies under /api/v1, its description at /api/v1/openapi.json.

    On this machine reading is open to everybody. Reviewing and ingesting take a token, which is shown at the start; the
    address shown with it signs a browser in. On any other address reading takes a token as well.

    Example:

        counterclaim serve war.ledger --port 8765
    """
    from counterclaim.show.web.server import ServeOptions, run_server

    if ledger and named:
        raise UsageError(f"two ledgers are named, {ledger} and {named}; one is served")
    address = ledger or named or settings.value_of("ledger")
    run_server(
        ServeOptions(
            ledger=address,
            host=host,
            port=port,
            names=tuple(allow_host or ()),
            read_token=_token(read_token),
            write_token=_token(write_token),
            read_only=read_only,
            rate=rate,
            https=https,
        ),
        tell=_tell,
    )


def _token(file: Path | None) -> str | None:
    """The token in a file. Raises InputError or UsageError where there is none that is long enough."""
    if file is None:
        return None
    try:
        token = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as err:
        raise InputError(str(file), f"its token cannot be read: {err}") from err
    if len(token) < 16 or any(sign.isspace() for sign in token):
        raise UsageError(f"{file} holds no token: 16 characters or more without spaces are needed")
    return token


def _tell(message: str) -> None:
    typer.echo(f"counterclaim: {message}", err=True)
