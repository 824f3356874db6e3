"""Forks processes that ingest, review, bring up, pack and export ledgers, on command; run by the `nursery` fixture.

stdin:  start LEDGER FIRST LAST VERSION | review LEDGER FIRST LAST | open LEDGER | pack LEDGER FILE |
        export LEDGER FOLDER | archive LEDGER ZIP | wait PID
        (fields split by tabs)      stdout:  PID | exit status
"""

import importlib.util
import os
import sys
from pathlib import Path

import alembic.command
import alembic.config  # noqa: F401 - both are loaded here, so that no forked process spends its time on them

from counterclaim.flow import Ledger
from counterclaim.flow.ingesting import ingest as ingest_files
from counterclaim.ledger.bundle import write_bundle
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import open_store
from counterclaim.records.correcting import anchor_of
from counterclaim.records.decisions import Decision, DecisionAct
from counterclaim.records.reading import Reader
from counterclaim.show.exports import writing

TABLES = ("articles", "claims")


def ingest(made, ledger, first, last, version):
    with open_store(ledger, wait_s=60) as store:
        run = store.begin_run()
        for number in range(first, last):
            reading = made.made_reading(number, Reader(version, ()))
            store.add(reading, claims_of(reading), run=run)
        store.finish_run(run, {"kept": last - first})


def review(made, ledger, first, last):
    """Reject, correct and take back in turn; one article of ten is withdrawn. The same decisions whenever it is run."""
    with open_store(ledger, wait_s=60) as store:
        for number in range(first, last):
            claims = claims_of(made.made_reading(number))
            for at, claim in enumerate(claims[:6]):
                act = (DecisionAct.REJECT, DecisionAct.CORRECT, DecisionAct.ACCEPT)[at % 3]
                field, value = ("source", "Port Office") if act is DecisionAct.CORRECT else (None, None)
                day = f"2024-05-{at + 1:02}T10:00:00Z"
                made_one = Decision(act, claim.id, "Ana", day, field=field, value=value, anchors=(anchor_of(claim),))
                store.decide([made_one])
                if at == 3:
                    store.decide([Decision(DecisionAct.WITHDRAW, made_one.id, "Ana", "2024-06-01T10:00:00Z")])
            if number % 10 == 0:
                store.decide([Decision(DecisionAct.WITHDRAW, claims[0].article.id, "Ana", "2024-06-02T10:00:00Z")])


def bring_up(_made, ledger):
    open_store(ledger, create=False, wait_s=60).close()


def pack(_made, ledger, file):
    write_bundle(ledger, file)


def export(_made, ledger, folder):
    """Two tables as CSV with what describes them."""
    with Ledger.open(ledger, read_only=True) as opened:
        writing.write_folder(opened, writing.Order(writing.ExportFormat.CSV), Path(folder), TABLES, force=True)


def archive(_made, ledger, file):
    """Through the one door and with the places of runs that were stopped; what it says stands in LEDGER.told."""
    with open_store(ledger, wait_s=60) as store, Path(f"{ledger}.told").open("a", encoding="utf-8") as told:
        ingest_files(store, [file], tell=lambda text: print(text, file=told, flush=True))


def as_asked(made, what, fields):
    if what == "start":
        ingest(made, fields[0], int(fields[1]), int(fields[2]), fields[3])
    elif what == "review":
        review(made, fields[0], int(fields[1]), int(fields[2]))
    else:
        {"open": bring_up, "pack": pack, "export": export, "archive": archive}[what](made, *fields)


def main():
    spec = importlib.util.spec_from_file_location("made_readings", sys.argv[1])
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    for line in sys.stdin:
        what, *fields = line.rstrip("\n").split("\t")
        if what == "wait":
            print(os.waitstatus_to_exitcode(os.waitpid(int(fields[0]), 0)[1]), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                as_asked(made, what, fields)
                status = 0
            finally:
                os._exit(status)
        print(pid, flush=True)


main()
