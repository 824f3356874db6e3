"""How long a page takes, at the median, over real HTTP on loopback: `python -m benchmarks.pages`.

A ledger of made articles (benchmarks/made.py) is filled, compared, served in this process and asked for each page RUNS
times: for another question, claim, article or search each time, so that no answer is a page kept from before. Server
and client share the process: CPU time is of both. `kB` is the page as sent (gzip) and unpacked, without style, scripts
and chart library. What is compared once for a state of the ledger is timed apart.
"""

import argparse
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx

from benchmarks.made import made_reading
from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.show.web.app import make_app
from counterclaim.show.web.guard import Limits
from counterclaim.show.web.keys import Keys
from counterclaim.show.web.served import Serving

RUNS = 25
TOKEN = "benchmark"
KINDS = ("figure", "event", "statement")
WORDS = ("soldiers", "ministry", "killed", "attack", "troops", "river", "trains", "spokesman", "drones", "shelling")


def main() -> None:
    """Fill, serve, ask, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000, help="in the ledger  [default: 100000]")
    parser.add_argument("--ledger", type=Path, help="use this one instead of a made one")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or fill(Path(folder) / "made.ledger", args.claims)
        with serving(path) as address, httpx.Client(base_url=address, timeout=3600) as client:
            began, cpu = time.perf_counter(), time.process_time()
            client.get("/")
            took, busy = time.perf_counter() - began, time.process_time() - cpu
            print(f"first page, all made ready: {busy:.1f} CPU s, {took:.1f} s")
            measure(client)


def measure(client: httpx.Client) -> None:
    """Ask for each page and print medians."""
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
    print(f"{'page':<14} {'median ms':>10} {'CPU ms':>8} {'worst ms':>9} {'kB gzip':>8} {'kB':>7}")
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
        middle, busy_ms = statistics.median(took), statistics.median(cpu)
        print(f"{name:<14} {middle:>10.1f} {busy_ms:>8.1f} {max(took):>9.1f} {sent / 1e3:>8.1f} {whole / 1e3:>7.1f}")


def fill(path: Path, claims: int) -> Path:
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
        cpu = time.process_time()
        ledger.compare()
        print(f"compared in {time.process_time() - cpu:.0f} CPU s")
    return path


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The pages over a ledger, on a free port."""
    import socket

    import uvicorn

    sock = socket.create_server(("127.0.0.1", 0))
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
