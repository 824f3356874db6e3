"""Which bar of confidence a listing sets when nobody says: statements only, at the setting's default."""

import inspect

import pytest

from counterclaim.commands import options
from counterclaim.ledger.store import ClaimFilter


def asked(**given):
    got = []

    def command(*, wanted: ClaimFilter) -> None:
        got.append(wanted)

    wrapped = options.filtered(command)
    wrapped(**{name: given.get(name) for name in inspect.signature(wrapped).parameters})
    return got[0]


def test_statements_below_the_default_are_left_out_and_nothing_else():
    wanted = asked()
    assert (wanted.min_statement, wanted.min_confidence) == (0.5, None)


def test_a_bar_that_is_given_holds_for_all_claims_instead():
    wanted = asked(min_confidence=0.8)
    assert (wanted.min_statement, wanted.min_confidence) == (None, 0.8)


@pytest.mark.parametrize(("value", "bar"), [("0.7", 0.7), ("0", None)])
def test_the_setting_moves_the_bar_or_takes_it_away(monkeypatch, value, bar):
    monkeypatch.setenv("COUNTERCLAIM_MIN_CONFIDENCE", value)
    assert asked().min_statement == bar
