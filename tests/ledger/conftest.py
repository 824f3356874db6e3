"""Ledgers to test on: new ones in a temporary folder, with a clock that the test sets, and readings to fill them."""

import datetime as dt
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from counterclaim.ledger.postgres import open_postgres
from counterclaim.ledger.sqlite import open_sqlite

# Debian keeps the server's programs out of the path, by version.
INITDB = max(
    Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=shutil.which("initdb") and Path(shutil.which("initdb"))
)
MADE = Path(__file__).resolve().parents[2] / "benchmarks" / "made.py"


class Clock:
    """Stands still unless it is set: `clock.at = "2024-05-03T10:00:00+00:00"`."""

    at = "2024-05-01T00:00:00+00:00"

    def __call__(self):
        return dt.datetime.fromisoformat(self.at)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def postgres():
    """Makes a new, empty database on a PostgreSQL server that lives as long as the tests, and gives its address.

    COUNTERCLAIM_TEST_POSTGRES names a server to use instead, as a user who may make databases: postgresql://user@host
    """
    given = os.environ.get("COUNTERCLAIM_TEST_POSTGRES")
    if given:
        yield DatabaseMaker(given)
        return
    if INITDB is None or importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL's server or its Python driver is not installed")
    # Not pytest's own folder: where the tests run as root the server runs as another user, whom that lets nowhere.
    folder = Path(tempfile.mkdtemp(prefix="ccpg", dir="/tmp"))
    as_user = {"user": "postgres"} if os.getuid() == 0 else {}
    if as_user:
        shutil.chown(folder, "postgres")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    control = [INITDB.parent / "pg_ctl", "-w", "-D", folder / "data"]
    commands = [
        [INITDB, "-D", folder / "data", "-A", "trust", "-U", "tester", "--encoding=UTF8", "--locale=C.UTF-8"],
        [*control, "-o", options, "-l", folder / "log", "start"],
    ]
    for command in commands:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)
    yield DatabaseMaker(f"postgresql://tester@/{{}}?host={folder}")
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)
    shutil.rmtree(folder)


class DatabaseMaker:
    """Makes databases on a server; `address` has {} in the place of the database's name, or ends in the host."""

    def __init__(self, address):
        self._address = address if "{}" in address else address.rstrip("/") + "/{}"
        self._made = 0

    def __call__(self):
        import psycopg

        self._made += 1
        name = f"counterclaim_test_{os.getpid()}_{self._made}"
        with psycopg.connect(self._address.format("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._address.format(name)


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def new_store(request, tmp_path_factory):
    """Opens new ledgers in each kind of database in turn: `new_store(clock=…)`. One script over both."""
    opened = []

    def make(**options):
        settings = {"create": True, "read_only": False, "wait_s": 1.0, **options}
        if request.param == "sqlite":
            store = open_sqlite(str(tmp_path_factory.mktemp("ledger") / "war.ledger"), **settings)
        else:
            store = open_postgres(request.getfixturevalue("postgres")(), **settings)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store, clock):
    with new_store(clock=clock) as store:
        yield store


@pytest.fixture(scope="session")
def made():
    """Make the reading of a number: `made(7)`; of realistic shape, always the same."""
    spec = importlib.util.spec_from_file_location("made_readings", MADE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.made_reading
