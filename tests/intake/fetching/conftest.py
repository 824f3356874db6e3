"""Fetching as a run does it, quick and on loopback."""

import pytest
from tests.serving import page, web

from counterclaim.intake.fetching.frontier import Frontier
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.fetching.taking import Taking
from counterclaim.intake.found import Terms, Wanted
from counterclaim.intake.limits import Limits

__all__ = ["fetch", "page", "web"]

QUICK = {"pace_s": 0.0, "timeout_s": 2.0, "whole_s": 3.0, "retries": 2}


@pytest.fixture
def fetch():
    """Fetch addresses and give back what was taken: `fetch(url, …)`; loopback is allowed by name unless a test says."""

    def call(*urls, allowed=("127.0.0.1",), visits=None, holds=lambda _: True, lookup=None, limits=None, **manners):
        given = Manners(**(QUICK | {"allowed": frozenset(allowed)} | manners))
        more = {"lookup": lookup} if lookup else {}
        frontier = Frontier(given, visits, holds, back_off_s=0.02, **more)
        taking = Taking(frontier, Terms(limits or Limits()))
        try:
            for url in urls:
                taking.want(url if isinstance(url, Wanted) else Wanted(url, url))
            return list(taking.taken())
        finally:
            frontier.close()
            call.tallies = frontier.tallies

    return call
