"""A file that is there whole or not at all: written beside its place under another name, then renamed.

In:  a path.   Out: a stream of bytes. What a process that was killed left behind goes with the next file of that name.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from counterclaim.errors import UsageError


@contextmanager
def whole(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A stream whose bytes are at `path` once the block is done, and nowhere if it is broken off.

    Raises:
        UsageError: `path` is there already and `force` is false; its folder is not there; it cannot be written.
    """
    if path.exists() and not force:
        raise UsageError(f"{path} is there already; give another name, or --force to write over it")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path} cannot be written: there is no folder {path.absolute().parent}")
    _sweep(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        stream = part.open("wb")
    except OSError as err:
        raise UsageError(f"{path} cannot be written: {err.strerror}") from err
    try:
        with stream:
            yield stream
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(path)


def _sweep(path: Path) -> None:
    """Remove the parts of processes that are no more."""
    with suppress(OSError):
        for entry in os.scandir(path.absolute().parent):
            found = re.fullmatch(rf"\.{re.escape(path.name)}\.(\d+)\.part", entry.name)
            if found and not _is_alive(int(found[1])):
                os.unlink(entry.path)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's: it is not for us to say
    return True
