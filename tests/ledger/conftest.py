"""Ledgers to test on: new ones in a temporary folder, with a clock that the test sets, and readings to fill them."""

import datetime as dt
import importlib.util
from pathlib import Path

import pytest

from counterclaim.ledger.sqlite import open_sqlite

MADE = Path(__file__).resolve().parents[2] / "benchmarks" / "made.py"


class Clock:
    """Stands still unless it is set: `clock.at = "2024-05-03T10:00:00+00:00"`."""

    at = "2024-05-01T00:00:00+00:00"

    def __call__(self):
        return dt.datetime.fromisoformat(self.at)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger_path(tmp_path):
    return tmp_path / "war.ledger"


@pytest.fixture
def store(ledger_path, clock):
    with open_sqlite(str(ledger_path), create=True, read_only=False, wait_s=1.0, clock=clock) as store:
        yield store


@pytest.fixture(scope="session")
def made():
    """Make the reading of a number: `made(7)`; of realistic shape, always the same."""
    spec = importlib.util.spec_from_file_location("made_readings", MADE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.made_reading
