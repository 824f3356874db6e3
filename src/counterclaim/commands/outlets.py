"""`counterclaim outlets`: who published what the ledger holds, and what is known of them."""

from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, problem
from counterclaim.commands.writing import write_listing
from counterclaim.errors import UsageError

Name = Annotated[
    str | None,
    typer.Argument(metavar="NAME|URL", help="Only this outlet, out of the register.", show_default=False),
]
Check = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Say what is wrong with a register of your own.", show_default=False),
]
All = Annotated[bool, typer.Option("--all", help="The whole register instead of what the ledger holds.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("outlets")(outlets)


def outlets(
    ledger: options.LedgerPath,
    name: Name = None,
    everything: All = False,
    check: Check = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List who published what the ledger holds: country, ownership, link to a state.

    The facts come from a register that ships and from your own file (COUNTERCLAIM_OUTLETS), which goes before it. Each
    row names where it can be checked; nobody has checked them all. What is not known stays so: its cells are empty.

    Example:

        counterclaim outlets --ledger war.ledger

        counterclaim outlets https://www.presstv.ir/news

        counterclaim outlets --check my-outlets.csv
    """
    from counterclaim.intake.outlets import check as problems_of
    from counterclaim.intake.outlets import register as known
    from counterclaim.show.outlets import HELD, REGISTER

    if check is not None:
        count, problems = problems_of(check)
        for found in problems:
            problem(f"{check}: {found}")
        if problems:
            raise typer.Exit(1)
        what = "1 outlet" if count == 1 else f"{count:,} outlets"
        typer.echo(f"{check}: {what}, nothing is wrong; use it with COUNTERCLAIM_OUTLETS={check}")
    elif name is not None:
        outlet = known().of_address(name) if "://" in name else known().of_name(name) or known().by_domain.get(name)
        if outlet is None:
            raise UsageError(
                f"the register knows no outlet {name!r}; --all lists it, and a file of your own extends it"
            )
        write_listing(REGISTER, [outlet], output)
    elif everything:
        write_listing(REGISTER, known().outlets, output)
    else:
        from counterclaim.flow.outlets import outlets_of

        with opened_at(ledger, as_of) as opened:
            write_listing(HELD, outlets_of(opened.view), output)
