"""`counterclaim show` of what no longer holds says so, by whom and why."""

import datetime as dt
import json

import pytest

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.records.article import Article
from counterclaim.records.reading import Figure, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import Measure

TODAY = dt.datetime.now(dt.UTC).date().isoformat()
TEXT = "Storms sank 12 boats."


def reading(version, *, reads):
    figure = Figure("f1", Span(12, 14), "12", 12.0, 12.0, False, Measure.DESTROYED)
    return Reading(Article(TEXT), Reader(version, ()), None, figures=(figure,) if reads else ())


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "war.ledger") as ledger:
        ledger.store.add(reading("0.1.0", reads=True), claims_of(reading("0.1.0", reads=True)))
    return tmp_path / "war.ledger"


def shown(cli, path):
    [claim] = claims_of(reading("0.1.0", reads=True))
    as_text = cli("show", claim.id, "--ledger", path)
    as_json = cli("show", claim.id, "--ledger", path, "--format", "json")
    assert (as_text.code, as_json.code) == (0, 0)
    assert "Storms sank 12 boats." in as_text.out
    return json.loads(as_json.out)["over"], as_text.err


def test_a_claim_that_holds_is_shown_without_more(cli, path):
    assert shown(cli, path) == (None, "")


def test_a_rejected_claim_is_said_to_be_rejected_by_whom_and_why(cli, path):
    [claim] = claims_of(reading("0.1.0", reads=True))
    cli("review", "reject", claim.id, "--ledger", path, "--by", "Ana", "--reason", "an\x1b[2J\nage")
    over, said = shown(cli, path)
    assert over == f"rejected by Ana on {TODAY}: an\ufffd[2J age"
    assert said == f"counterclaim: {claim.id[:9]} stands in no listing any more: {over}\n"


def test_a_claim_that_a_later_reading_no_longer_makes_is_said_to_be_over(cli, path):
    with Ledger.open(path) as ledger:
        ledger.store.add(reading("0.2.0", reads=False), ())
    assert shown(cli, path)[0] == f"a later reading no longer makes this claim, since {TODAY}"
