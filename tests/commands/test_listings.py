"""The listings, `show` and `brief` on a ledger of the samples: for people and for programs."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.flow import Ledger

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("listings") / "samples.ledger"
    with Ledger.open(path) as opened:
        report = opened.ingest([str(SAMPLES / "*.txt")])
    assert (report.kept, report.dropped) == (15, ())
    return path


LISTINGS = ["claims", "figures", "events", "sources", "articles", "questions", "talks", "forecasts"]


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_says_the_same_as_table_json_jsonl_and_csv(cli, ledger, name):
    records = json.loads(cli(name, "--ledger", ledger, "--format", "json").out)
    lines = [json.loads(x) for x in cli(name, "--ledger", ledger, "--format", "jsonl").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(cli(name, "--ledger", ledger, "--format", "csv").out)))
    table = cli(name, "--ledger", ledger)
    assert records == lines
    assert len(records) == len(rows) > 0
    key = "source" if name == "sources" else "id"
    assert [r[key] or "" for r in records] == [r[key] for r in rows]
    assert table.code == 0
    # statements that are less sure than the setting are left out, and how many is said
    assert bool(table.err) == (name == "claims")
    assert len(table.out.splitlines()) > len(records)


def test_filters_narrow_a_listing_to_what_is_asked_for(cli, ledger):
    def figures(*arguments):
        return json.loads(cli("figures", "--ledger", ledger, "--format", "json", *arguments).out)

    everything = figures()
    killed = figures("--measure", "killed")
    assert killed == [f for f in everything if f["measure"] == "killed"] != []
    march = figures("--since", "2022-03", "--until", "2022-03")
    assert march
    assert {f["published_from"][:7] for f in march} == {"2022-03"}
    assert figures("--limit", "2")["items"] == everything[:2]
    [one] = cli(
        "claims", "--ledger", ledger, "--search", '"low confidence"', "--limit", "1", "--format", "jsonl"
    ).out.splitlines()
    assert "low confidence" in json.loads(one)["text"] + json.loads(one).get("context", "low confidence")


def test_how_many_unsure_statements_a_listing_and_the_briefing_leave_out_is_said(cli, ledger, monkeypatch):
    listed = cli("claims", "--ledger", ledger, "--format", "jsonl")
    said = re.fullmatch(
        r"counterclaim: (\d+) statements below the confidence of 0.5 left out; "
        r"COUNTERCLAIM_MIN_CONFIDENCE=0 lists them too\n",
        listed.err,
    )
    page = cli("claims", "--ledger", ledger, "--limit", "1000")
    assert page.err.startswith("counterclaim: statements below the confidence of 0.5 are left out; ")
    briefing = cli("brief", "--ledger", ledger).out
    assert f"\n{said[1]} statements below the confidence of 0.5 left out\n" in briefing
    monkeypatch.setenv("COUNTERCLAIM_MIN_CONFIDENCE", "0")
    everything = cli("claims", "--ledger", ledger, "--format", "jsonl")
    assert len(everything.out.splitlines()) == len(listed.out.splitlines()) + int(said[1])
    assert everything.err == ""
    assert "left out" not in cli("brief", "--ledger", ledger).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["figures", "--since", "yesterday"], "'yesterday' is no date; expected YYYY-MM-DD, YYYY-MM or YYYY"),
        (["questions", "--bounds", "guess"], "there is no bounds rule 'guess'; the rules are: "),
        (["claims", "--near", "Qwertzuiopolis"], "no place is called 'Qwertzuiopolis' in the gazetteer; give another"),
        (["claims", "--km", "30"], "km says how near to a place; say near which one"),
        (["events", "--since", "2024", "--until", "2023"], "until 2023-12-31 lies before since 2024-01-01"),
        (["claims", "--near", "95,10"], "no circle on the map: latitude 95.0"),
        (["show", "cffffffffffffffff"], "cffffffffffffffff"),
        (["show", "qffff"], "no questions have an id that begins with 'qffff'"),
    ],
)
def test_what_cannot_be_answered_is_said_with_what_to_do(cli, ledger, arguments, message):
    done = cli(*arguments, "--ledger", ledger)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_ledger_that_is_not_there_is_not_made_by_looking_at_it(cli, tmp_path):
    done = cli("claims", "--ledger", tmp_path / "none.ledger")
    assert done.code == 2
    assert "none.ledger" in done.err
    assert not (tmp_path / "none.ledger").exists()


def test_show_leads_from_a_question_to_a_claim_to_its_article(cli, ledger):
    question = json.loads(cli("questions", "--ledger", ledger, "--format", "json").out)[0]
    shown = cli("show", question["id"], "--ledger", ledger)
    assert question["title"] in " ".join(shown.out.split())
    account = question["accounts"][0]
    claim = cli("show", account["claim"], "--ledger", ledger)
    assert account["text"] in " ".join(claim.out.split())
    article = cli("show", account["article"]["id"][:10], "--ledger", ledger, "--format", "json")
    text = Path(account["article"]["path"]).read_text(encoding="utf-8")
    assert json.loads(article.out)["article"]["id"] == account["article"]["id"]
    assert text[slice(*account["span"])] == account["text"]


def test_the_rival_tolls_of_march_2022_are_one_disputed_question(cli, ledger):
    questions = json.loads(cli("questions", "--ledger", ledger, "--track", "losses", "--format", "json").out)
    [tolls] = [
        q
        for q in questions
        if {(a["low"], a["high"]) for a in q["accounts"]} >= {(12000, None), (2000, 4000), (5000, 6000), (498, 498)}
    ]
    assert tolls["status"] == "disputed"
    by_bounds = {(a["low"], a["high"]): a for a in tolls["accounts"]}
    assert by_bounds[12000, None]["interest"] == "enemy"
    assert by_bounds[2000, 4000]["interest"] == "third-party"
    assert "2022-03-02" in by_bounds[498, 498]["as_of"]
    copies = [a for a in tolls["accounts"] if (a["low"], a["high"]) == (12000, None)]
    assert len({a["article"]["outlet"] for a in copies}) > len({a["origin"] for a in copies}) == 1


def test_bounds_follow_the_rule_that_is_asked_for(cli, ledger):
    def bounds(rule):
        lines = cli(
            "questions", "--ledger", ledger, "--disputed", "--bounds", rule, "--format", "jsonl"
        ).out.splitlines()
        return [json.loads(x)["bounds"] for x in lines if json.loads(x)["bounds"]]

    assert {b["rule"] for b in bounds("median")} == {"median"}
    assert bounds("minmax") != bounds("acled")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_briefing_cites_the_words_it_rests_on(cli, ledger, form):
    done = cli("brief", "--ledger", ledger, "--format", form, "--on", "2025-07-01")
    assert (done.code, done.err) == (0, "")
    for words in ("12,000", "498", "Scott Berrier", "Kramatorsk", "Antalya"):
        assert words in done.out
    for noise in ("Subscribe", "newsletter", "Grain ships", "$4.99"):
        assert noise not in done.out


def test_the_briefing_of_a_month_tells_of_that_month_only(cli, ledger):
    march = cli("brief", "--ledger", ledger, "--since", "2022-03-01", "--until", "2022-03-31").out
    assert "498" in march
    assert "Syrskyi" not in march
    nothing = cli("brief", "--ledger", ledger, "--since", "1999", "--until", "1999")
    assert nothing.code == 0
    assert nothing.out.strip()


def test_output_into_a_closed_pipe_ends_without_a_word(ledger):
    reading, writing = os.pipe()
    os.close(reading)  # before a word is written: nothing here hangs on who is faster
    code = (
        f"from counterclaim.commands.main import run; run(['claims', '--ledger', {str(ledger)!r}, '--format', 'csv'])"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("name", ["sources", "questions", "talks", "forecasts"])
def test_the_first_of_a_listing_are_those_of_the_whole_and_more_is_said(cli, ledger, name):
    whole = json.loads(cli(name, "--ledger", ledger, "--format", "json").out)
    first = cli(name, "--ledger", ledger, "--format", "json", "--limit", 1)
    assert json.loads(first.out) == whole[:1]
    assert ("there are more; these are the first 1" in first.err) == (len(whole) > 1)


@pytest.mark.parametrize("name", ["claims", "figures", "events", "articles"])
def test_pages_by_key_join_to_the_whole_listing(cli, ledger, name):
    whole = json.loads(cli(name, "--ledger", ledger, "--format", "json").out)
    pages, key = [], None
    while True:
        after = ("--after", key) if key else ()
        done = cli(name, "--ledger", ledger, "--format", "json", "--limit", "7", *after)
        page = json.loads(done.out)
        pages += page["items"]
        assert (f"--after {page['next']}" in done.err) == (page["next"] is not None)
        key = page["next"]
        if key is None:
            break
        assert len(page["items"]) == 7
        assert key == page["items"][-1]["id"]
    assert pages == whole


def test_claims_are_listed_by_circle_and_by_kind_of_source(cli, ledger):
    def claims(*arguments):
        return json.loads(cli("claims", "--ledger", ledger, "--format", "json", *arguments).out)

    near = claims("--near", "Kyiv", "--km", "30")
    assert near
    lines = [
        (SAMPLES / Path(claim["path"]).name).read_text()[claim["start"] : claim["end"] + 40].lower() for claim in near
    ]
    assert all("kyiv" in line for line in lines)
    assert claims("--near", "50.45,30.52", "--km", "30") == near
    assert (
        "near Kyiv (town, UA), 50.45,30.52, within 30 km"
        in cli("claims", "--ledger", ledger, "--near", "Kyiv", "--km", 30).err
    )
    assert len(claims("--near", "Kyiv", "--km", "2000")) > len(near)
    analysts = claims("--source-kind", "analyst")
    assert analysts
    assert len(analysts) < len(claims())


def test_dates_can_be_those_of_publication_of_speaking_or_of_the_event(cli, ledger):
    def events(*arguments):
        return json.loads(cli("events", "--ledger", ledger, "--format", "json", *arguments).out)

    about = events("--dated", "about", "--since", "2025-06-01", "--until", "2025-06-01")
    assert about
    for event in about:
        first, _, last = event["when"].partition("/")
        assert first <= "2025-06-01" <= (last or first)
    assert all(event["said"] for event in events("--dated", "said", "--since", "2020"))


def test_events_are_listed_as_a_map(cli, ledger):
    done = cli("events", "--ledger", ledger, "--format", "geojson")
    found = json.loads(done.out)
    assert found["type"] == "FeatureCollection"
    assert {feature["properties"]["kind"] for feature in found["features"]} == {"event"}
    assert "claims left out: no place known" in done.err
    paged = cli("events", "--ledger", ledger, "--format", "geojson", "--limit", "3")
    assert (paged.code, paged.out) == (2, "")
    assert "a map has no pages" in paged.err
