"""How long every kind of page takes, over real HTTP on loopback: `python -m benchmarks.pages`.

A ledger of made articles (benchmarks/made.py) is filled, compared, served in this process and asked for each page RUNS
times: for another question, claim, article or search each time, so that no answer is a page kept from before. Server
and client share the process: CPU time is of both. `kB` is the page as sent (gzip) and unpacked, without style, scripts
and chart library. What is compared once for a state of the ledger is timed apart.

At a million claims (--claims 1000000, or --ledger) comparing takes far longer than anything that is measured here:
--questions-of LEDGER takes the questions from one that holds the first of the same articles.
"""

import argparse
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx

from benchmarks.made import made_reading
from counterclaim.flow import Ledger
from counterclaim.flow.asking import INDEX_VERSION
from counterclaim.flow.preparing import prepare
from counterclaim.ledger.claims import claims_of
from counterclaim.show.web.app import make_app
from counterclaim.show.web.guard import Limits
from counterclaim.show.web.keys import Keys
from counterclaim.show.web.served import Serving
from counterclaim.show.web.server import listening

RUNS = 25
TOKEN = "benchmark"
KINDS = ("figure", "event", "statement")
WORDS = ("soldiers", "ministry", "killed", "attack", "troops", "river", "trains", "spokesman", "drones", "shelling")


def main() -> None:
    """Fill, serve, ask, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000, help="in the ledger  [default: 100000]")
    parser.add_argument("--ledger", type=Path, help="use this one instead of a made one")
    parser.add_argument(
        "--questions-of", type=Path, metavar="LEDGER", help="do not compare: take the questions of this smaller one"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or fill(Path(folder) / "made.ledger", args.claims, compared=args.questions_of is None)
        if args.questions_of is not None:
            take_questions(path, args.questions_of)
        with serving(path) as address, httpx.Client(base_url=address, timeout=3600) as client:
            began, cpu = time.perf_counter(), time.process_time()
            client.get("/")
            took, busy = time.perf_counter() - began, time.process_time() - cpu
            print(f"first page: {busy:.1f} CPU s, {took:.1f} s")
            measure(client)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    print("load average", *(f"{load:.1f}" for load in os.getloadavg()), "on", os.cpu_count(), "cores")


def measure(client: httpx.Client) -> None:
    """Ask for each page and print medians and 95th percentiles."""
    client.get(f"/sign-in?token={TOKEN}")  # the queue is for those who may review
    chance = random.Random(7)
    ids = {
        what: [row["id"] for row in client.get(f"/api/v1/{what}?limit=1000").json()["data"]]
        for what in ("claims", "questions", "articles")
    }
    named = {
        what: [row[what] for row in client.get(f"/api/v1/{what}s?limit=100").json()["data"] if row[what]]
        for what in ("source", "outlet")
    }
    disputed = [r["id"] for r in client.get("/api/v1/questions?limit=1000&status=disputed").json()["data"]]
    pages: dict[str, Callable[[], str]] = {
        "briefing": lambda: "/",
        "questions": lambda: f"/questions?after={chance.choice(ids['questions'])}",
        "by title": lambda: f"/questions?search={chance.choice(WORDS)}",
        "question": lambda: f"/questions/{chance.choice(disputed or ids['questions'])}",
        "claims": lambda: f"/claims?after={chance.choice(ids['claims'])}",
        "search": lambda: (
            f"/claims?search={chance.choice(WORDS)}&kind={chance.choice(('figure', 'event', 'statement'))}"
        ),
        "claim": lambda: f"/claims/{chance.choice(ids['claims'])}",
        "articles": lambda: f"/articles?after={chance.choice(ids['articles'])}",
        "article": lambda: f"/articles/{chance.choice(ids['articles'])}",
        "timeline": lambda: f"/timeline?since=20{chance.randrange(10, 26)}-01-01",
        "map": lambda: "/map",
        "talks": lambda: "/talks",
        "forecasts": lambda: "/forecasts",
        "sources": lambda: "/sources",
        "source": lambda: f"/source?{urlencode({'name': chance.choice(named['source'])})}",
        "outlets": lambda: "/outlets",
        "outlet": lambda: f"/outlet?{urlencode({'name': chance.choice(named['outlet'])})}",
        "review": lambda: "/review",
        "API claims": lambda: f"/api/v1/claims?after={chance.choice(ids['claims'])}",
        "API question": lambda: f"/api/v1/questions/{chance.choice(ids['questions'])}",
    }
    print(f"{'milliseconds':<14} {'median':>8} {'p95':>8} {'CPU med.':>9} {'CPU p95':>8} {'kB gzip':>8} {'kB':>7}")
    for name, asked in pages.items():
        client.get(asked())  # templates are compiled, statements prepared
        took, cpu, sent, whole = [], [], 0, 0
        for _ in range(RUNS):
            began, busy = time.perf_counter(), time.process_time()
            answer = client.get(asked())
            took.append((time.perf_counter() - began) * 1e3)
            cpu.append((time.process_time() - busy) * 1e3)
            answer.raise_for_status()
            sent, whole = max(sent, answer.num_bytes_downloaded), max(whole, len(answer.content))
        times = f"{statistics.median(took):>8.1f} {_p95(took):>8.1f} {statistics.median(cpu):>9.1f} {_p95(cpu):>8.1f}"
        print(f"{name:<14} {times} {sent / 1e3:>8.1f} {whole / 1e3:>7.1f}", flush=True)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def take_questions(path: Path, smaller: Path) -> None:
    """Put the questions of a ledger in SQLite into one that begins with the same articles, as if it were compared."""
    with closing(sqlite3.connect(path)) as ledger, ledger:
        ledger.execute("ATTACH ? AS smaller", (str(smaller),))
        other = "SELECT count(*) FROM smaller.claim s JOIN claim c USING (number) WHERE s.id <> c.id"
        if ledger.execute(other).fetchone() != (0,):
            raise SystemExit(f"{path} does not begin with the articles of {smaller}")
        for table in ("question", "answer", "stale", "compared"):
            ledger.execute(f"DELETE FROM {table}")
        for table in ("question", "answer"):
            ledger.execute(f"INSERT INTO {table} SELECT * FROM smaller.{table}")
        newest = ledger.execute("SELECT max(number) FROM log").fetchone()[0]
        ledger.execute("INSERT INTO compared (id, entry, version) VALUES (1, ?, ?)", (newest, INDEX_VERSION))
    with Ledger.open(path) as whole:
        prepare(whole.store)


def fill(path: Path, claims: int, *, compared: bool = True) -> Path:
    """A ledger of so many made claims."""
    began, held = time.perf_counter(), 0
    with Ledger.open(path) as ledger:
        run = ledger.store.begin_run()
        number = 0
        while held < claims:
            reading = made_reading(number)
            made = claims_of(reading)
            ledger.store.add(reading, made, run=run)
            held += len(made)
            number += 1
        ledger.store.finish_run(run, {"kept": number})
        print(f"{held:,} claims of {number:,} articles in {time.perf_counter() - began:.0f} s")
        if compared:
            cpu = time.process_time()
            ledger.compare()
            print(f"compared in {time.process_time() - cpu:.0f} CPU s")
    return path


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The pages over a ledger, on a free port."""
    import uvicorn

    sock = listening("127.0.0.1", 0)
    app = make_app(Serving(str(path), keys=Keys(TOKEN, None), limits=Limits(1e6, 1_000_000)))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        sock.close()


if __name__ == "__main__":
    main()
