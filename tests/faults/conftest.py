"""Processes that ingest made readings and can be killed, and what an undisturbed ingest gives."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import open_store

HERE = Path(__file__).resolve().parent
MADE = HERE.parents[1] / "benchmarks" / "made.py"


class Nursery:
    """Forks processes that ingest, from one that has everything loaded: a new one begins within milliseconds."""

    def __init__(self, process):
        self._process = process

    def start(self, ledger, first, last, version="0.1.0"):
        """Begin to ingest the made readings first..last-1; gives the process id."""
        self._say(f"start\t{ledger}\t{first}\t{last}\t{version}")
        return int(self._hear())

    def begin(self, what, *fields):
        """Begin any job that ingest_made.py has; gives the process id."""
        self._say("\t".join(map(str, (what, *fields))))
        return int(self._hear())

    def wait(self, pid):
        """Its exit status: 0 = all is ingested; negative = the signal that killed it."""
        self._say(f"wait\t{pid}")
        return int(self._hear())

    def _say(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _hear(self):
        line = self._process.stdout.readline()
        assert line, "the nursery has died"
        return line


@pytest.fixture(scope="session")
def nursery():
    command = [sys.executable, str(HERE / "ingest_made.py"), str(MADE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Nursery(process)
        process.stdin.close()


@pytest.fixture(scope="session")
def made():
    spec = importlib.util.spec_from_file_location("made_readings", MADE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.made_reading


@pytest.fixture
def ledger(tmp_path, made):
    """A closed ledger of ten made articles."""
    path = tmp_path / "war.ledger"
    with open_store(str(path)) as store:
        for number in range(10):
            store.add(made(number), claims_of(made(number)))
    return path
