"""The command line: `counterclaim COMMAND`. Results go to standard output, progress and problems to standard error.

Exit codes: 0 done; 1 done, but some items failed (they are named); 2 the call cannot be carried out as given.
"""

import sys
from collections.abc import Sequence

import click
import typer

from counterclaim.commands import ingest, read
from counterclaim.commands.output import problem
from counterclaim.errors import CounterclaimError
from counterclaim.version import __version__

app = typer.Typer(
    help="Read reporting on a war and keep the disagreement: who said what, through whom, with which figure.",
    epilog="First steps:  counterclaim ingest articles/ && counterclaim brief",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


ingest.register(app)
read.register(app)


def run(arguments: Sequence[str] | None = None) -> None:
    """The entry point: errors of ours become one plain message and an exit code."""
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.Abort:
        problem("stopped; what was finished is kept")
        sys.exit(130)
    except click.ClickException as err:
        err.show()
        sys.exit(err.exit_code)
    except CounterclaimError as err:
        problem(str(err))
        sys.exit(2)
    except KeyboardInterrupt:
        problem("stopped; what was finished is kept, and the same command goes on from there")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough. Closing quietly is what it expects.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
