"""How fast the ledger takes in claims and finds them again, and how that grows: `python -m benchmarks.ledger`.

Made data of realistic shape (benchmarks/made.py), 10^2 to 10^5 claims, 10^6 with --largest 1000000. Each size is a new
ledger filled by a process of its own, so that its peak memory is the ingest's. Queries are timed in this process, warm,
with filters drawn at random; `ratio` compares a size with the one before. Rows in `cpu` are this process's own seconds
and milliseconds: with SQLite all that the ledger takes, whatever else the machine does meanwhile.
"""

import argparse
import datetime as dt
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.made import made_reading
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ClaimFilter, Store, open_store
from counterclaim.records.values import EventType, Measure, Side, Status, Track

CLAIMS_PER_ARTICLE = 19.2  # of the made readings
PAGE = 50
ROUNDS = 60
WORDS = ("attacked", "dawn", "troops near Verovka", "likely fall", '"had helped"', "wounded Ostburg", "shelling")
SOURCES = ("general of", "Mayor of Torburg", "Ostane", "russia", "nobody of that name", "envoy of Verovka (us)")


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured at one size. Times in milliseconds but where the name says otherwise."""

    claims: int
    ingest_per_s: float
    ingest_per_cpu_s: float
    again_per_s: float  # the same readings once more: nothing changes
    ingest_peak_mb: float
    bytes_per_claim: float
    open_ms: float
    open_cpu_ms: float
    page_median_ms: float
    page_p95_ms: float
    page_cpu_median_ms: float
    page_cpu_p95_ms: float
    source_cpu_p95_ms: float  # of pages asked for by a part of a source's name
    search_median_ms: float
    search_p95_ms: float
    search_cpu_median_ms: float
    search_cpu_p95_ms: float
    next_page_ms: float  # the page behind the middle of the ledger
    claim_ms: float  # one claim by its id
    listing_per_s: float


def main() -> None:
    """Fill ledgers of growing size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=100_000, help="number of claims in the largest ledger")
    parser.add_argument("--only", type=int, metavar="CLAIMS", help="one ledger of this size alone")
    parser.add_argument("--there", metavar="ADDRESS", help="only time queries, on a ledger that was filled here before")
    parser.add_argument("--folder", help="where to make the ledgers; a temporary folder otherwise")
    parser.add_argument(
        "--postgres", metavar="ADDRESS", help="make them there: postgresql://user@host/{}; {} is filled in"
    )
    parser.add_argument("--fill", nargs=2, metavar=("ADDRESS", "ARTICLES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.fill[0], int(options.fill[1]))
        return
    sizes = [options.only] if options.only else [10**n for n in range(2, 8) if 10**n <= options.largest]
    with tempfile.TemporaryDirectory() as folder:
        results = []
        if options.there:
            results, sizes = [measure(options.there, 0)], []
        for size in sizes:
            address = str(Path(options.folder or folder) / f"{size}.ledger")
            if options.postgres:
                address = _new_database(options.postgres, f"counterclaim_bench_{size}")
            results.append(measure(address, size))
    print_table(results)
    print("load average", *(f"{load:.1f}" for load in os.getloadavg()), "on", os.cpu_count(), "cores")


def _new_database(server: str, name: str) -> str:
    import psycopg

    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name)


def _settle(address: str) -> None:
    """Do at once what a PostgreSQL server does by itself within minutes: count values, sort in the index of words."""
    if address.startswith("postgresql://"):
        import psycopg

        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")


def _bytes(address: str) -> int:
    """What the ledger takes on the disk."""
    if not address.startswith("postgresql://"):
        return sum(file.stat().st_size for file in Path(address).parent.glob(Path(address).name + "*"))
    import psycopg

    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def fill(address: str, articles: int) -> None:
    """Ingest the made readings and print claims, seconds, CPU seconds and peak megabytes. Making them is not timed."""
    claims = 0
    wall = cpu = 0.0
    with open_store(address) as store:
        run = store.begin_run()
        for number in range(articles):
            reading = made_reading(number)
            found = claims_of(reading)
            claims += len(found)
            started, cpu_started = time.perf_counter(), time.process_time()
            store.add(reading, found, run=run)
            wall += time.perf_counter() - started
            cpu += time.process_time() - cpu_started
        store.finish_run(run, {"kept": articles})
    print(claims, wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(address: str, size: int) -> Result:
    """Fill a new ledger with about `size` claims (0: it is filled) and time what people do with it."""
    articles = max(1, round(size / CLAIMS_PER_ARTICLE))
    wall = cpu = peak = float("nan")
    if size:
        command = [sys.executable, "-m", "benchmarks.ledger", "--fill", address, str(articles)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        claims, wall, cpu, peak = map(float, done.stdout.split())
        _settle(address)
    with open_store(address) as store:
        if not size:
            counts = store.counts()
            claims, articles = float(counts.claims), counts.articles
        chance = random.Random(size)
        filters = list(_filters(chance))
        pages = [_page(store, wanted) for wanted in filters]
        searches = [_page(store, ClaimFilter(search=words)) for words in chance.choices(WORDS, k=ROUNDS // 2)]
        sources = [_page(store, ClaimFilter(source=part)) for part in SOURCES * 3]
        opened = [_timed(lambda: open_store(address).close()) for _ in range(5)]
        middle = made_reading(articles // 2)
        some = claims_of(middle)[0].id
        again = min(articles, 200)
        unchanged_s = _ms(lambda: _add_again(store, again)) / 1000
        listed = min(int(claims), 20_000)
        return Result(
            claims=int(claims),
            ingest_per_s=claims / wall,
            ingest_per_cpu_s=claims / cpu,
            again_per_s=again * CLAIMS_PER_ARTICLE / unchanged_s,
            ingest_peak_mb=peak,
            bytes_per_claim=_bytes(address) / claims,
            open_ms=statistics.median(wall for wall, _ in opened),
            open_cpu_ms=statistics.median(cpu for _, cpu in opened),
            page_median_ms=statistics.median(wall for wall, _ in pages),
            page_p95_ms=_p95([wall for wall, _ in pages]),
            page_cpu_median_ms=statistics.median(cpu for _, cpu in pages),
            page_cpu_p95_ms=_p95([cpu for _, cpu in pages]),
            source_cpu_p95_ms=_p95([cpu for _, cpu in sources]),
            search_median_ms=statistics.median(wall for wall, _ in searches),
            search_p95_ms=_p95([wall for wall, _ in searches]),
            search_cpu_median_ms=statistics.median(cpu for _, cpu in searches),
            search_cpu_p95_ms=_p95([cpu for _, cpu in searches]),
            next_page_ms=statistics.median(_ms(lambda: list(store.claims(after=some, limit=PAGE))) for _ in range(9)),
            claim_ms=statistics.median(_ms(lambda: store.claim(some)) for _ in range(9)),
            listing_per_s=listed / (_ms(lambda: sum(1 for _ in store.claims(limit=listed))) / 1000),
        )


def _filters(chance: random.Random) -> Iterator[ClaimFilter]:
    """What people ask for: one, two or three conditions, common and rare ones."""
    made: list[Callable[[], dict[str, Any]]] = [
        lambda: {"kind": chance.choice(("statement", "figure", "event", "forecast"))},
        lambda: {"track": chance.choice((Track.LOSSES, Track.TALKS, Track.TERRITORY, Track.FORECASTS))},
        lambda: {"side": chance.choice((Side.RUSSIA, Side.UKRAINE, Side.US))},
        lambda: {"actor": f"{chance.choice(('russia', 'ukraine'))}-{chance.choice(('general', 'mayor'))}"},
        lambda: {"outlet": chance.choice(("North Post", "Valley Mail"))},
        lambda: {"measure": chance.choice((Measure.KILLED, Measure.AREA, Measure.TROOPS))},
        lambda: {"event_type": chance.choice((EventType.ASSAULT, EventType.CONSULT))},
        lambda: {"status": chance.choice((Status.HAPPENED, Status.DENIED))},
        lambda: {"source": chance.choice(("general of", "Mayor of Torburg", "Ostane"))},
        lambda: {"since": _day(chance), "until": None},
        lambda: {"min_confidence": 0.9},
    ]
    for _ in range(ROUNDS):
        conditions: dict[str, Any] = {}
        for make in chance.sample(made, chance.choice((1, 1, 2, 2, 3))):
            conditions |= make()
        yield ClaimFilter(**conditions)


def _day(chance: random.Random) -> dt.date:
    return dt.date(2022, 3, 1) + dt.timedelta(days=chance.randrange(1400))


def _add_again(store: Store, articles: int) -> None:
    for number in range(articles):
        reading = made_reading(number)
        store.add(reading, claims_of(reading))


def _page(store: Store, wanted: ClaimFilter) -> tuple[float, float]:
    return _timed(lambda: list(store.claims(wanted, limit=PAGE)))


def _ms(call: Callable[[], object]) -> float:
    return _timed(call)[0]


def _timed(call: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of this process's CPU time."""
    started, cpu_started = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - started) * 1000, (time.process_time() - cpu_started) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def print_table(results: list[Result]) -> None:
    """One row a figure, one column a size, with the ratio to the size before."""
    print(f"{'':20}" + "".join(f"{result.claims:>12,} claims     " for result in results))
    for name in Result.__slots__[1:]:
        cells = []
        for at, result in enumerate(results):
            value = getattr(result, name)
            before = getattr(results[at - 1], name) if at else 0
            cells.append(f"{value:>12,.1f} {f'x{value / before:.2f}' if before else '':>10} ")
        print(f"{name:20}" + "".join(cells))


if __name__ == "__main__":
    main()
