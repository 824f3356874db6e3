"""Forks processes that ingest made readings, on command; run by the `nursery` fixture.

stdin:  start LEDGER FIRST LAST VERSION | wait PID   (fields split by tabs)      stdout:  PID | exit status
"""

import importlib.util
import os
import sys

import alembic.command
import alembic.config  # noqa: F401 - both are loaded here, so that no forked process spends its time on them

from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import open_store
from counterclaim.records.reading import Reader


def ingest(made, ledger, first, last, version):
    with open_store(ledger, wait_s=60) as store:
        run = store.begin_run()
        for number in range(first, last):
            reading = made.made_reading(number, Reader(version, ()))
            store.add(reading, claims_of(reading), run=run)
        store.finish_run(run, {"kept": last - first})


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
                ingest(made, fields[0], int(fields[1]), int(fields[2]), fields[3])
                status = 0
            finally:
                os._exit(status)
        print(pid, flush=True)


main()
