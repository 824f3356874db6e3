"""Events as the rules read them; what the network's hints change is told in test_hinted.py."""

import pytest


@pytest.fixture(scope="session")
def read(read_by_rules):
    """Read one text into a Reading, without the network's hints."""
    return read_by_rules
