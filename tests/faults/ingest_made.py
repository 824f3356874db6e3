"""Forks processes that ingest, review, bring up and pack made ledgers, on command; run by the `nursery` fixture.

stdin:  start LEDGER FIRST LAST VERSION | review LEDGER FIRST LAST | open LEDGER | pack LEDGER FILE | wait PID
        (fields split by tabs)      stdout:  PID | exit status
"""

import importlib.util
import os
import sys

import alembic.command
import alembic.config  # noqa: F401 - both are loaded here, so that no forked process spends its time on them

from counterclaim.ledger.bundle import write_bundle
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import open_store
from counterclaim.records.correcting import anchor_of
from counterclaim.records.decisions import Decision, DecisionAct
from counterclaim.records.reading import Reader


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


def as_asked(made, what, fields):
    if what == "start":
        ingest(made, fields[0], int(fields[1]), int(fields[2]), fields[3])
    elif what == "review":
        review(made, fields[0], int(fields[1]), int(fields[2]))
    else:
        {"open": bring_up, "pack": pack}[what](made, *fields)


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
