"""Speed and memory of each export, and how fast claims are found by circle: `python -m benchmarks.exports`.

Made data of realistic shape (benchmarks/made.py) with places from a made gazetteer. Every export is a process of its
own, so that its peak memory is its own; a process that only opens the ledger is the base. CPU time, since machines are
busy; a claim is a row whatever the format makes of it.
"""

import argparse
import hashlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.made import made_reading
from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ArticleFilter, ClaimFilter, open_store
from counterclaim.records.places import Near
from counterclaim.records.reading import Place, Reading
from counterclaim.records.span import Span

CLAIMS_PER_ARTICLE = 19.2  # of the made readings
PLACES_A_LEDGER = 3_000
ROUNDS = 40
FORMATS = ("csv", "jsonl", "parquet", "acled", "ucdp", "plover", "annotations", "schema.org", "geojson", "ftm")


def main() -> None:
    """Fill a ledger, time every export of it and the finding of claims in it, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="about how many claims the ledger has")
    parser.add_argument("--ledger", help="where to make the ledger, or one that this has made; else a temporary one")
    parser.add_argument("--only", choices=("exports", "finding"), help="measure these alone")
    parser.add_argument("--export", nargs=3, metavar=("LEDGER", "FORMAT", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.export:
        export(*options.export)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or str(Path(folder) / "made.ledger")
        if not Path(path).exists():
            fill(path, round(options.claims / CLAIMS_PER_ARTICLE))
        with open_store(path, read_only=True) as store:
            claims = store.counts().claims
        print(f"{claims:,} claims")
        if options.only != "exports":
            print_finding(path)
        if options.only != "finding":
            print_exports(path, folder, claims)


def fill(path: str, articles: int) -> None:
    """A ledger of made readings with places."""
    with open_store(path) as store:
        run = store.begin_run()
        for number in range(articles):
            reading = placed(made_reading(number))
            store.add(reading, claims_of(reading), run=run)
    with Ledger.open(path) as ledger:
        ledger.compare()  # as ingest does, so that families need not be found anew


def placed(reading: Reading) -> Reading:
    """The reading with a place for every name that an event happened at: one of some thousands near one another."""
    text, chance = reading.article.text, random.Random(reading.article.id)
    found, events = [], []
    for event in reading.events:
        name = event.where[0]
        start = text.index(name, event.span.start)
        number = int.from_bytes(
            hashlib.sha256(f"{name}{chance.randrange(PLACES_A_LEDGER // 30)}".encode()).digest()[:4]
        )
        lat, lon = 44 + number % 800 / 100, 22 + number // 800 % 1800 / 100
        found.append(Place(Span(start, start + len(name)), name, number, lat, lon, "UA", "town", None, 5.0, 1, 1))
        events.append(event)
    return replace(reading, places=tuple(sorted(found, key=lambda p: p.span)), events=tuple(events))


def export(path: str, name: str, file: str) -> None:
    """Write one format and print CPU seconds, wall seconds and peak megabytes; "nothing" opens the ledger alone."""
    from counterclaim.show.exports.writing import ExportFormat, Order, write

    started, cpu = time.perf_counter(), time.process_time()
    with Ledger.open(path, create=False, read_only=True) as ledger:
        if name == "nothing":
            next(ledger.claims(limit=1))
        else:
            write(ledger, Order(ExportFormat(name)), Path(file))
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    print(cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def print_exports(path: str, folder: str, claims: int) -> None:
    """Claims a CPU second, peak memory and size of every format."""
    print(f"{'format':12} {'CPU s':>7} {'claims/CPU s':>13} {'peak MB':>8} {'MB':>7}")
    for name in ("nothing", *FORMATS):
        file = Path(folder) / f"export-{name}"
        command = [sys.executable, "-m", "benchmarks.exports", "--export", path, name, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        cpu, _, peak = map(float, done.stdout.split())
        rate = f"{claims / cpu:,.0f}" if name != "nothing" else ""
        size = f"{file.stat().st_size / 1e6:.1f}" if file.exists() else ""
        print(f"{name:12} {cpu:7.1f} {rate:>13} {peak:8.0f} {size:>7}", flush=True)
        file.unlink(missing_ok=True)


def print_finding(path: str) -> None:
    """Milliseconds for a page of fifty claims in a circle, of a kind of source, of ten articles by their words."""
    chance = random.Random(7)
    with open_store(path, read_only=True) as store:

        def ms(wanted: ClaimFilter) -> float:
            started = time.process_time()
            list(store.claims(wanted, limit=50))
            return (time.process_time() - started) * 1000

        def circles(km: float) -> Iterator[float]:
            for _ in range(ROUNDS):
                yield ms(ClaimFilter(near=Near(chance.uniform(44, 52), chance.uniform(22, 40), km)))

        times = {f"circle of {km} km": list(circles(km)) for km in (5, 25, 100, 500)}
        times["circle of 100 km, events"] = [
            ms(ClaimFilter(kind="event", near=Near(chance.uniform(44, 52), chance.uniform(22, 40), 100)))
            for _ in range(ROUNDS)
        ]
        times["kind of source"] = [ms(ClaimFilter(source_kind="official")) for _ in range(ROUNDS)]
        times["kind of source, none"] = [ms(ClaimFilter(source_kind="witness")) for _ in range(ROUNDS)]
        for words in ("attacked dawn", '"troops near Verovka"', "wounded Ostburg"):
            started = time.process_time()
            list(store.articles(ArticleFilter(search=words), limit=10))
            times[f"articles: {words}"] = [(time.process_time() - started) * 1000]
    print(f"{'page of':28} {'median ms':>10} {'p95 ms':>8}   (CPU)")
    for name, found in times.items():
        found.sort()
        print(f"{name:28} {statistics.median(found):10.1f} {found[int(len(found) * 0.95) - 1]:8.1f}")


if __name__ == "__main__":
    main()
