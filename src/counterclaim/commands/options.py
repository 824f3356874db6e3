"""Options that several commands share, each with its help, unit and default said once."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from counterclaim import settings
from counterclaim.commands.output import Format, problem
from counterclaim.ledger.store import Dated
from counterclaim.records.values import Track
from counterclaim.show import filters
from counterclaim.show.filters import CONDITIONS, Condition, asked_filter, narrowed

day = filters.day

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files of any kind that holds articles, folders, globs, or - for standard input.",
        show_default=False,
    ),
]
Fetch = Annotated[
    bool, typer.Option("--fetch", help="Fetch web addresses, feeds and the pages that they name. Else nothing is.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Nothing leaves this machine, whatever the settings say.")]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="NAME",
        help="A host that may lie in a private network; several times.",
        show_default=False,
    ),
]
LedgerPath = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="The ledger: a file or postgresql://… COUNTERCLAIM_LEDGER sets another default.",
        default_factory=lambda: settings.value_of("ledger"),
        show_default="counterclaim.ledger",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The ledger as it stood at the end of that day (UTC): what did we know then?",
        show_default=False,
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the articles.", show_default=False)]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="The headline.", show_default=False)]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote them.", show_default=False)]
Date = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DATE",
        help="When they were published: YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO. Else by the text's evidence.",
        show_default=False,
    ),
]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where they were published.", show_default=False)]
ListFormat = Annotated[Format, typer.Option("--format", help="How to write the list.")]

TrackOption = Annotated[Track | None, typer.Option("--track", help="The part of the war.", show_default=False)]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Published on or after: YYYY-MM-DD, YYYY-MM or YYYY.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Published on or before: YYYY-MM-DD, YYYY-MM or YYYY.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day on which forecasts are open or due.", show_default="today"),
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read; each takes 0.5 GB.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.", show_default=False)]
Bounds = Annotated[
    str,
    typer.Option(
        "--bounds",
        metavar="RULE",
        help="How one range is made of several accounts: minmax, acled, ucdp, median, third-party or latest.",
    ),
]

After = Annotated[
    str | None,
    typer.Option(
        "--after",
        metavar="ID",
        help="Go on behind this one: the page before names it as its next.",
        show_default=False,
    ),
]


def filtered(
    command: Callable[..., None],
    *,
    leave_out: tuple[str, ...] = (),
    dated: Dated = Dated.PUBLISHED,
    sure_by_setting: bool = True,
    **fixed: Any,
) -> Callable[..., None]:
    """Give a command the options by which claims are asked for, in the place of its parameter `wanted`.

    Args:
        command: takes `wanted: ClaimFilter`.
        leave_out: conditions that make no sense for it.
        dated: which date --since and --until are held against unless the person says.
        sure_by_setting: leave out statements that the setting min_confidence calls unsure, unless the person says.
        fixed: conditions that the command itself puts; they are no options.
    """
    own = inspect.signature(command, eval_str=True)
    asked = [c for c in CONDITIONS if c.name not in (*leave_out, *fixed)]
    names = {c.name for c in asked}

    @functools.wraps(command)
    def with_filter(**given: Any) -> None:
        conditions = {name: given.pop(name) for name in names}
        wanted = asked_filter(conditions | fixed, dated=dated)
        if wanted.near is not None and wanted.near.name:  # of several places of one name, which one was taken
            near = wanted.near
            problem(f"near {near.name}, {near.lat:.2f},{near.lon:.2f}, within {near.km:g} km")
        if sure_by_setting and "min_confidence" not in leave_out and wanted.min_confidence is None:
            wanted = narrowed(wanted, min_statement=settings.number_of("min_confidence") or None)
        command(**given, wanted=wanted)

    parameters = []
    for parameter in own.parameters.values():
        if parameter.name == "wanted":
            parameters += [_parameter(condition, dated) for condition in asked]
        else:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    # The command-line library looks at both: the signature for order and defaults, the annotations for types.
    with_filter.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_filter.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_filter


def _parameter(condition: Condition, dated: Dated) -> inspect.Parameter:
    default = f" [default: {dated}]" if condition.name == "dated" else ""
    option = typer.Option(
        condition.option,
        help=condition.help + default,
        metavar=condition.metavar,
        min=condition.least,
        max=condition.most,
        show_default=False,
    )
    return inspect.Parameter(
        condition.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[condition.type | None, option],
    )
