"""The command line: `counterclaim COMMAND`. Results go to standard output, progress and problems to standard error.

Exit codes: 0 done; 1 done, but some items failed (they are named), or the output was not read to its end (a pipe into
head); 2 the call cannot be carried out as given; 130 stopped by the person.
"""

import errno
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import typer

from counterclaim.commands import (
    agents,
    analysis,
    brief,
    custody,
    export,
    importing,
    ingest,
    listings,
    outlets,
    publish,
    read,
    review,
    search,
    serve,
    settings,
    show,
    timeline,
    versions,
    watch,
)
from counterclaim.commands.output import problem
from counterclaim.commands.overview import Overview, keep_examples
from counterclaim.errors import CounterclaimError
from counterclaim.version import __version__

app = typer.Typer(
    cls=Overview,
    help="Read reporting on a war and keep the disagreement: who said what, through whom, with which figure.",
    epilog="First steps:  counterclaim ingest articles/ && counterclaim brief",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


ingest.register(app)
watch.register(app)
read.register(app)
listings.register(app)
analysis.register(app)
search.register(app)
show.register(app)
brief.register(app)
custody.register(app)
export.register(app)
importing.register(app)
review.register(app)
timeline.register(app)
versions.register(app)
outlets.register(app)
settings.register(app)
serve.register(app)
agents.register(app)
publish.register(app)
keep_examples(app)

# What writing to standard output comes to where its disk is full or gone. Files have messages where they are written.
_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


class _Stopped(BaseException):
    """The person pressed Ctrl-C. Not KeyboardInterrupt, which the command library would report in its own words."""


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """The entry point: errors of ours become one plain message and an exit code."""
    before = signal.signal(signal.SIGINT, _stop)
    try:
        _call(arguments)
    except CounterclaimError as err:
        problem(str(err))
        sys.exit(2)
    except OSError as err:
        if err.errno not in {errno.EPIPE, *_NO_ROOM}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter's last flush fails aloud
        if err.errno == errno.EPIPE:
            sys.exit(1)
        problem(f"{err.filename or 'the output'} cannot be written: {err.strerror}")
        sys.exit(2)
    except _Stopped:
        problem("stopped; what was finished is kept, and the same command goes on from there")
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, before)


def _call(arguments: Sequence[str] | None) -> NoReturn:
    """Carry the call out; what it printed has left this process before it ends."""
    try:
        app(args=list(arguments) if arguments is not None else None)
    finally:
        sys.stdout.flush()
    sys.exit(0)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _Stopped
