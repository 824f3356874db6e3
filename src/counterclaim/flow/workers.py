"""Reading in several processes: articles out, readings back in the same order, a bounded number of them on the way.

In:  articles, in order.   Out: their Readings or Drops, in the same order; the same as one process gives.
Each worker is a process of its own that loads the models once. The ledger is not known here: one process writes.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice

from counterclaim.errors import ModelError
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Reading

# Articles that go to a worker at once: enough to fill the parser's batches, few enough to come back soon.
_AT_ONCE = 16
_WAITING_PER_WORKER = 2  # batches, so that no worker waits for the one that takes longest


def read_by_workers(articles: Iterable[Article], pipeline: str, jobs: int) -> Iterator[Reading | Drop]:
    """Read articles in `jobs` processes.

    Raises:
        ModelError: a worker ended before its time, most likely for want of memory.
    """
    source = iter(articles)
    waiting: deque[tuple[list[Article], Future[list[Reading | Drop]]]] = deque()
    # A fresh interpreter: a forked one would share the ledger's file and connections.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            while True:
                while len(waiting) < jobs * _WAITING_PER_WORKER and (batch := list(islice(source, _AT_ONCE))):
                    # The original bytes are of no use to the reader, and stay here.
                    bare = [replace(article, original=None) for article in batch]
                    waiting.append((batch, pool.submit(_read_batch, bare, pipeline)))
                if not waiting:
                    return
                batch, results = waiting.popleft()
                for article, result in zip(batch, results.result(), strict=True):
                    yield result if isinstance(result, Drop) else replace(result, article=article)
        except BrokenProcessPool as err:
            raise ModelError(
                f"one of {jobs} reading processes ended before its time, most likely for want of memory; what was "
                "finished is kept. Run it again with fewer --jobs."
            ) from err
        finally:
            for _, future in waiting:
                future.cancel()


def _read_batch(batch: list[Article], pipeline: str) -> list[Reading | Drop]:
    from counterclaim.reading.models import load_models
    from counterclaim.reading.reader import read_articles

    return list(read_articles(batch, load_models(pipeline)))
