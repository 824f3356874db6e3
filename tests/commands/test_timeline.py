"""`counterclaim timeline`: claims in order of the days that they are about."""

import csv
import io
import json

import pytest

from counterclaim.flow import Ledger

ARTICLES = {
    "first.txt": "Rebels shelled the port of Aden on 4 May 2019, the governor said. On 2 May 2019 the envoy met "
    "the rebels in Geneva. In June 2019 the army captured the village of Qataba. The army shelled villages.",
    "second.txt": "Government troops retook the airport on 3 May 2019.",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeline")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "made.ledger"
    with Ledger.open(path) as opened:
        assert opened.ingest([str(folder / name) for name in ARTICLES]).kept == len(ARTICLES)
    return path


def records(cli, ledger, *arguments):
    return json.loads(cli("timeline", "--ledger", ledger, "--format", "json", *arguments).out)


def test_events_stand_in_order_of_their_own_days_whatever_article_tells_them(cli, ledger):
    rows = records(cli, ledger)
    assert [row["from"] for row in rows] == sorted(row["from"] for row in rows)
    told = [(row["from"], row["event_type"], row["status"]) for row in rows if row["days"] == 1]
    assert told == [
        ("2019-05-02", "CONSULT", "happened"),
        ("2019-05-03", "ASSAULT", "happened"),
        ("2019-05-04", "ASSAULT", "alleged"),
    ]
    assert [row["source"] for row in rows if row["from"] == "2019-05-04"] == ["governor"]


def test_days_ask_for_the_events_date_and_not_for_that_of_publication(cli, ledger):
    assert [
        r["from"] for r in records(cli, ledger, "--since", "2019-05-03", "--until", "2019-05-03", "--within", "1")
    ] == ["2019-05-03"]


def test_what_is_dated_too_widely_or_not_at_all_is_counted_and_not_dropped_silently(cli, ledger):
    done = cli("timeline", "--ledger", ledger, "--within", "2", "--format", "json")
    assert all(row["days"] <= 2 for row in json.loads(done.out))
    assert "dated no closer than 2 days left out" in done.err


def test_table_csv_and_jsonl_say_the_same(cli, ledger):
    rows = records(cli, ledger)
    assert [json.loads(x) for x in cli("timeline", "--ledger", ledger, "--format", "jsonl").out.splitlines()] == rows
    listed = list(csv.DictReader(io.StringIO(cli("timeline", "--ledger", ledger, "--format", "csv").out)))
    assert [row["id"] for row in listed] == [row["id"] for row in rows]
    table = cli("timeline", "--ledger", ledger).out
    assert table.index("2 May 2019") < table.index("3 May 2019") < table.index("4 May 2019")
    assert not any(line.endswith(" ") for line in table.splitlines())


def test_filters_narrow_the_timeline(cli, ledger):
    assert {r["event_type"] for r in records(cli, ledger, "--type", "CONSULT")} == {"CONSULT"}
    assert {r["track"] for r in records(cli, ledger, "--track", "talks")} == {"talks"}
    assert len(records(cli, ledger, "--limit", "1")) == 1


def test_an_unknown_kind_is_wrong_usage(cli, ledger):
    done = cli("timeline", "--ledger", ledger, "--kind", "evnt")
    assert done.code == 2
    assert "'evnt' is not one of 'statement', 'figure', 'event', 'forecast'" in done.err


def test_an_event_that_an_article_tells_twice_is_one_entry_under_its_closest_date(cli, tmp_path):
    text = (
        "Rebels shelled the grain depot in Aden, the army said. The depot in Aden was hit by rebels on 4 May 2019. "
        "Rebels shelled the bridge in Aden on 6 May 2019."
    )
    (tmp_path / "twice.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "twice.ledger"
    with Ledger.open(path) as opened:
        assert opened.ingest([str(tmp_path / "twice.txt")]).kept == 1
        told = {claim.id: claim for claim in opened.claims() if claim.kind == "event"}
    depot, bridge = records(cli, path)
    assert (depot["from"], depot["to"], bridge["from"]) == ("2019-05-04", "2019-05-04", "2019-05-06")
    assert told[depot["again"]].text.startswith("Rebels shelled the grain depot")
    assert bridge["again"] == ""
    assert "[told 2 times]" in cli("timeline", "--ledger", path).out
