"""The command line: `counterclaim COMMAND`. Results go to standard output, progress and problems to standard error.

Exit codes: 0 done; 1 done, but some items failed (they are named), or the output was not read to its end (a pipe into
head); 2 the call cannot be carried out as given; 130 stopped by the person.
The commands are imported when they are called, not with this module: Ctrl-C within that half second is quiet as well.
"""

import errno
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from counterclaim.errors import CounterclaimError

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
        _problem(str(err))
        sys.exit(2)
    except OSError as err:
        if err.errno not in {errno.EPIPE, *_NO_ROOM}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter's last flush fails aloud
        if err.errno == errno.EPIPE:
            sys.exit(1)
        _problem(f"{err.filename or 'the output'} cannot be written: {err.strerror}")
        sys.exit(2)
    except _Stopped:
        _problem("stopped; what was finished is kept, and the same command goes on from there")
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, before)


def _call(arguments: Sequence[str] | None) -> NoReturn:
    """Carry the call out; what it printed has left this process before it ends."""
    from counterclaim.commands.app import app

    try:
        app(args=list(arguments) if arguments is not None else None)
    finally:
        sys.stdout.flush()
    sys.exit(0)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _Stopped


def _problem(text: str) -> None:
    from counterclaim.commands.output import problem

    problem(text)
