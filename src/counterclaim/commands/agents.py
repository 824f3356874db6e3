"""`counterclaim mcp`: the ledger as read-only tools for agents."""

from typing import Annotated

import typer

from counterclaim import settings
from counterclaim.commands import options


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("mcp")(mcp)


def mcp(
    ledger: Annotated[
        str | None,
        typer.Argument(metavar="LEDGER", help="A file or postgresql://…", show_default="counterclaim.ledger"),
    ] = None,
    as_of: options.AsOf = None,
) -> None:
    """Answer an agent's questions about a ledger, over the Model Context Protocol on standard input and output.

    The tools only read: overview, search, questions, question, claim, article_span, talks, forecasts. Every answer
    carries the claims' ids and the words that they rest on. An agent's host starts it by itself; for most hosts the
    entry in their configuration is:

        {"mcpServers": {"war": {"command": "counterclaim", "args": ["mcp", "/full/path/to/war.ledger"]}}}

    Example:

        counterclaim mcp war.ledger --as-of 2022-05-03
    """
    from counterclaim.show.agents.server import run_server

    run_server(ledger or settings.value_of("ledger"), as_of=options.day(as_of, last=True))
