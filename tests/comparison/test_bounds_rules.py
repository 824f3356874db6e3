"""The named rules of bounds, each on accounts that are written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.comparison.bounds import RULES, bounds_of
from counterclaim.records.question import Account
from counterclaim.records.values import Interest


@pytest.fixture(scope="session")
def account(toll):
    def make(low, high=None, interest=None, origin=None, **fields):
        claim = toll(low, high, at=10 + 7 * int(low or 0), **fields)
        return Account(claim, origin or f"o{low}", interest)

    return make


@pytest.fixture(scope="session")
def accounts(account):
    return [
        account(498, interest=Interest.OWN, as_of="2022-03-02"),
        account(2000, 4000, interest=Interest.THIRD_PARTY, as_of="2022-03-08"),
        account(12_000, 0, interest=Interest.ENEMY, as_of="2022-03-10"),
    ]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("minmax", (498, None, 12_000)),
        ("acled", (498, 498, 498)),
        ("ucdp", (498, 3000, 12_000)),
        ("median", (2000, 3000, 2249)),
        ("third-party", (2000, None, 4000)),
        ("latest", (12_000, None, 12_000)),
    ],
)
def test_each_rule_on_three_accounts(accounts, rule, found):
    bounds = bounds_of(accounts, rule)
    assert (bounds.rule, bounds.low, bounds.best, bounds.high) == (rule, *found)


@pytest.mark.parametrize(
    ("words", "value"), [("dozens", 12), ("hundreds", 100), ("several", 3), ("tens", 10), ("tens of thousands", 20_000)]
)
def test_acleds_table_of_vague_words(account, words, value):
    assert bounds_of([account(20_000, 0, text=words)], "acled").low == value


def test_an_origin_counts_once_with_its_latest_account(account):
    told = [
        account(3, origin="o1", as_of="2024-05-01"),
        account(19, origin="o1", as_of="2024-05-03"),
        account(12, origin="o2", as_of="2024-05-02"),
    ]
    assert (bounds_of(told, "minmax").low, bounds_of(told, "minmax").high) == (12, 19)


def test_a_rule_that_has_nothing_to_say_gives_none(account):
    bounds = bounds_of([account(5, interest=Interest.OWN)], "third-party")
    assert (bounds.low, bounds.best, bounds.high) == (None, None, None)


def test_square_miles_and_kilometres_are_brought_to_the_unit_of_the_first(account):
    told = [
        account(100, measure="area", unit="square mile", of="Syrian territory"),
        account(300, measure="area", unit="square kilometre", of="Syrian territory"),
    ]
    assert (bounds_of(told, "minmax").low, bounds_of(told, "minmax").high) == (100, 115.83)


def test_an_unknown_rule_is_refused(accounts):
    with pytest.raises(KeyError):
        bounds_of(accounts, "wishful")


@given(values=st.lists(st.tuples(st.integers(1, 10_000), st.integers(0, 500)), min_size=1, max_size=8))
def test_every_rule_stays_within_the_accounts(account, values):
    told = [account(low, low + more, Interest.THIRD_PARTY, origin=f"o{i}") for i, (low, more) in enumerate(values)]
    least, most = min(low for low, _ in values), max(low + more for low, more in values)
    for rule in RULES:
        bounds = bounds_of(told, rule)
        known = [value for value in (bounds.low, bounds.best, bounds.high) if value is not None]
        assert known
        assert all(least <= value <= most for value in known)
        assert known == sorted(known)
