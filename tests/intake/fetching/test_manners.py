"""How a fetcher behaves, from the settings; and whether it may fetch at all."""

import pytest

from counterclaim.errors import UsageError
from counterclaim.intake.fetching.manners import make_manners
from counterclaim.version import __version__


@pytest.mark.parametrize(
    ("environment", "given", "may"),
    [
        ({}, {}, False),
        ({}, {"fetch": True}, True),
        ({"FETCH": "1"}, {}, True),
        ({"FETCH": "yes"}, {"offline": True}, False),
        ({"FETCH": "1", "OFFLINE": "1"}, {}, False),
        ({"OFFLINE": "true"}, {}, False),
        ({"OFFLINE": "0"}, {"fetch": True}, True),
    ],
)
def test_nothing_is_fetched_unless_allowed_and_offline_goes_before_all(monkeypatch, environment, given, may):
    for name, value in environment.items():
        monkeypatch.setenv(f"COUNTERCLAIM_{name}", value)
    manners = make_manners(**({"fetch": False, "offline": False} | given))
    assert (manners is not None) is may


def test_the_settings_say_how_it_behaves(monkeypatch):
    for name, value in {
        "CONTACT": "desk@example.org",
        "FETCH_PACE": "5",
        "ALLOW_HOSTS": "Intra.example, [::1]",
    }.items():
        monkeypatch.setenv(f"COUNTERCLAIM_{name}", value)
    manners = make_manners(fetch=True, offline=False, allow=("localhost",))
    assert manners.user_agent == f"counterclaim/{__version__} (news research; desk@example.org)"
    assert (manners.pace_s, manners.allowed) == (5.0, frozenset(("intra.example", "::1", "localhost")))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONTACT", "a\r\nX-Evil: 1"),
        ("CONTACT", "Büro"),
        ("OFFLINE", "perhaps"),
        ("FETCH", "2"),
        ("FETCH_PACE", "slow"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(monkeypatch, name, value):
    monkeypatch.setenv(f"COUNTERCLAIM_{name}", value)
    with pytest.raises(UsageError, match=f"COUNTERCLAIM_{name}"):
        make_manners(fetch=name != "FETCH", offline=False)
