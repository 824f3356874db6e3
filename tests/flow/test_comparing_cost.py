"""What one more article makes the comparison look at: counted, so that a slow machine is no matter.

Counted are claims read out of the ledger, statements judged beside each other, and articles weighed for a story.
"""

from collections import Counter
from itertools import islice

import pytest
from benchmarks.comparison import made_war

from counterclaim.flow import Ledger
from counterclaim.flow.comparing import statements, stories
from counterclaim.ledger.comparison_rows import ComparisonRows

ADDED = 6


@pytest.fixture
def looked_at(monkeypatch):
    """How often each kind of thing was looked at."""
    count = Counter()

    def counting(owner, name, size):
        plain = getattr(owner, name)

        def counted(*args, **kwargs):
            found = plain(*args, **kwargs)
            count[name] += size(found)
            return found

        monkeypatch.setattr(owner, name, counted)

    counting(ComparisonRows, "claims", len)
    counting(ComparisonRows, "claims_of_articles", lambda found: sum(map(len, found.values())))
    counting(statements, "judge", lambda _: 1)
    counting(stories, "likeness", lambda _: 1)
    return count


def cost_of_adding(folder, looked_at, articles, days):
    """What `ADDED` articles made the comparison look at, in a ledger of so many others on so many days."""
    with Ledger.open(folder / f"{articles}-{days}.ledger") as ledger:
        made = made_war(7, days)
        for claims, reading in islice(made, articles):
            ledger.store.add(reading, claims)
        ledger.compare()
        looked_at.clear()
        for claims, reading in islice(made, ADDED):
            ledger.store.add(reading, claims)
            ledger.compare()
        return Counter(looked_at)


def test_a_ledger_four_times_as_long_makes_one_more_article_no_dearer(tmp_path, looked_at):
    short = cost_of_adding(tmp_path, looked_at, 25, days=25)
    long = cost_of_adding(tmp_path, looked_at, 100, days=100)
    assert short.total() > ADDED * 20  # something was looked at
    assert long.total() < 1.6 * short.total()


def test_a_ledger_four_times_as_dense_is_looked_at_within_bounds(tmp_path, looked_at, monkeypatch):
    monkeypatch.setattr(statements, "MOST_JUDGED", 3)
    thin = cost_of_adding(tmp_path, looked_at, 25, days=10)
    dense = cost_of_adding(tmp_path, looked_at, 100, days=10)
    assert thin["judge"] > 0
    assert dense["judge"] <= 3 * ADDED * 20  # an article has fewer than 20 statements
    assert dense["likeness"] <= 60 * ADDED
    assert dense["claims_of_articles"] < 1.6 * thin["claims_of_articles"]
