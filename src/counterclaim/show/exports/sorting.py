"""Putting more things in order than memory holds: sorted runs on the disk, merged as they are read.

In:  things in any order, and what they are ordered by.   Out: the same things in order.
"""

import heapq
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import batched
from tempfile import TemporaryFile
from typing import IO, Any

RUN_ITEMS = 10_000  # some 30 MB of claims; a million make a hundred runs, which merge in one go


def in_order[T](items: Iterable[T], key: Callable[[T], Any], *, run_items: int = RUN_ITEMS) -> Iterator[T]:
    """The items by key, those of equal key in the order in which they came.

    Fewer than `run_items` are sorted in memory; more go through temporary files that vanish by themselves.
    """
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        last: list[T] = []
        for batch in batched(items, run_items):
            if last:
                runs.append(_written(last, stack))
            last = sorted(batch, key=key)
        if not runs:
            yield from last
            return
        yield from heapq.merge(*(_read(run) for run in runs), last, key=key)


def _written[T](items: list[T], stack: ExitStack) -> IO[bytes]:
    run: IO[bytes] = stack.enter_context(TemporaryFile(prefix="counterclaim-"))  # noqa: SIM115 - closed by the stack
    for item in items:
        pickle.dump(item, run, pickle.HIGHEST_PROTOCOL)
    run.seek(0)
    return run


def _read(run: IO[bytes]) -> Iterator[Any]:
    """What this process itself wrote a moment ago to a file without a name: nobody else can have put anything there."""
    while True:
        try:
            yield pickle.load(run)
        except EOFError:
            return
