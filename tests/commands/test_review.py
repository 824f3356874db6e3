"""`counterclaim review`, `withdraw` and `original`, as a person and as a program use them."""

import io
import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ClaimFilter, open_store
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Figure, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Measure, Quote
from counterclaim.records.when import When
from counterclaim.version import __version__

DAY = When.parse("2024-05-03")


def reading(number, outlet):
    text = f"{outlet} says: the port office said that {number} sailors had drowned off Merin. Boats stay in."
    at = lambda words: Span(text.index(words), text.index(words) + len(words))  # noqa: E731
    source = Source((at("the port office"),), "the port office", "port office of Merin")
    said = Attribution(
        "a1", source, (), (at("said"),), (at(f"that {number} sailors had drowned"),), Quote.INDIRECT, Act.ASSERT, DAY,
        0.6,
    )  # fmt: skip
    figure = Figure(
        "f1", at(str(number)), str(number), float(number), float(number), False, Measure.KILLED, "sailors",
        attribution="a1",
    )  # fmt: skip
    article = Article(
        text, path=f"{outlet}.html", outlet=outlet, published=Published(DAY, "given"),
        original=f"<p>{text}</p>".encode(), obtained="a reader of pages 2.0",
    )  # fmt: skip
    return Reading(article, Reader(__version__, ()), article.published, (), (said,), (figure,))


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    path = str(tmp_path / "war.ledger")
    monkeypatch.setenv("COUNTERCLAIM_LEDGER", path)
    monkeypatch.setenv("COUNTERCLAIM_REVIEWER", "Ana")
    with open_store(path) as store:
        for number, outlet in ((40, "The Bell"), (7, "The Horn")):
            store.add(reading(number, outlet), claims_of(reading(number, outlet)))
    return path


def figures(path):
    with Ledger.open(path, read_only=True) as opened:
        return {claim.id: claim for claim in opened.claims(ClaimFilter(kind="figure"))}


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_the_queue_says_how_doubtful_and_how_weighty_each_claim_is(cli, ledger):
    records = lines(cli("review", "queue", "--format", "jsonl").out)
    assert len(records) == 4
    assert records[0]["score"] >= records[-1]["score"] > 0
    assert records[0]["doubt"] == {"number": 0.4, "why": "attributed with a confidence of 0.60"}
    table = cli("review").out
    assert "attributed with a confidence of 0.60" in table
    assert table == cli("review", "queue").out
    assert len(json.loads(cli("review", "queue", "--measure", "killed", "--limit", "1", "--format", "json").out)) == 1
    assert cli("review", "queue", "--format", "csv").out.startswith("score,claim,kind,")


def test_claims_are_accepted_rejected_and_corrected(cli, ledger):
    one, other = figures(ledger)
    done = cli("review", "correct", one[:9], "low=1,200", "high=", "measure=wounded", "--reason", "hurt")
    assert (done.code, len(done.out.splitlines())) == (0, 3)
    assert f"Ana: correct low of {one}: 1,200, was" in done.out
    [rejected] = lines(cli("review", "reject", other, "--by", "Bo", "--reason", "a boat's number", "--json").out)
    assert (rejected["act"], rejected["reviewer"], rejected["reason"]) == ("reject", "Bo", "a boat's number")
    [left] = figures(ledger).values()
    assert (left.low, left.high, left.measure) == (1200.0, None, Measure.WOUNDED)
    assert "corrected by Ana" in cli("figures").out
    assert "measure was killed" in cli("show", one).out
    [listed] = json.loads(cli("review", "rejected", "--format", "json").out)
    assert (listed["claim"], listed["reviewer"], listed["reason"]) == (other, "Bo", "a boat's number")
    assert cli("verify").code == 0


def test_what_was_decided_is_taken_back(cli, ledger):
    one, _ = figures(ledger)
    [decision] = lines(cli("review", "reject", one, "--json").out)
    assert cli("review", "undo", decision["id"][:8]).code == 0
    assert len(figures(ledger)) == 2
    assert [d["act"] for d in lines(cli("review", "decisions", "--format", "jsonl").out)] == ["withdraw"]
    assert cli("review", "undo", "d0000").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("correct", "CLAIM", "low"), "is no FIELD=VALUE"),
        (("correct", "CLAIM", "low=many"), "expected a number"),
        (("correct", "CLAIM", "status=denied"), "has no field 'status'"),
        (("correct", "CLAIM", "low=50"), "lies above high"),
        (("accept", "c0"), "no single claim with the id"),
        (("merge", "q0", "q1"), "no questions have an id"),
        (("accept", "CLAIM", "--by", "A\nB"), "needs the name of who takes it"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_changes_nothing(cli, ledger, arguments, said):
    one = next(iter(figures(ledger)))
    done = cli("review", *(one if a == "CLAIM" else a for a in arguments))
    assert done.code == 2
    assert said in done.err
    assert cli("review", "decisions").out == "no decisions\n"


def test_decisions_go_out_and_in_as_json(cli, ledger, tmp_path, monkeypatch):
    one, other = figures(ledger)
    cli("review", "accept", one)
    cli("review", "correct", other, "of=fishermen")
    for kind in ("json", "jsonl"):
        file = tmp_path / f"decisions.{kind}"
        file.write_text(cli("review", "decisions", "--format", kind).out)
        into = str(tmp_path / f"{kind}.ledger")
        with open_store(into) as store:
            for number, outlet in ((40, "The Bell"), (7, "The Horn")):
                store.add(reading(number, outlet), claims_of(reading(number, outlet)))
        assert cli("review", "import", file, "--ledger", into).err.endswith("2 decisions taken in, 0 were there\n")
        assert cli("review", "import", file, "--ledger", into).err.endswith("0 decisions taken in, 2 were there\n")
        assert figures(into) == figures(ledger)
    short = json.dumps({"act": "reject", "subject": one, "reason": "from a program"})
    monkeypatch.setattr(sys, "stdin", io.StringIO(short + "\n"))
    assert cli("review", "import", "-", "--by", "a program").code == 0
    assert list(figures(ledger)) == [other]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1 is no JSON"),
        ("3", "expected one object a decision"),
        ('{"act": "reject"}', "decision 1: not a decision"),
        ('{"act": "accept", "subject": "c0"}', "decision 1: no single claim"),
    ],
)
def test_decisions_that_cannot_be_meant_are_refused_as_a_whole(cli, ledger, tmp_path, text, said):
    (tmp_path / "in.jsonl").write_text(text)
    done = cli("review", "import", tmp_path / "in.jsonl")
    assert (done.code, said in done.err) == (2, True)


def test_agreement_is_listed_by_field(cli, ledger):
    one, other = figures(ledger)
    for by in ("Ana", "Bo"):
        cli("review", "accept", one, "--by", by)
    cli("review", "accept", other, "--by", "Ana")
    cli("review", "correct", other, "measure=missing", "--by", "Bo")
    rows = {row["field"]: row for row in json.loads(cli("review", "agreement", "--format", "json").out)}
    assert (rows["kept"]["alpha"], rows["kept"]["claims"], rows["kept"]["same"]) == (None, 2, 2)
    assert (rows["measure"]["alpha"], rows["measure"]["same"], rows["measure"]["level"]) == (0.0, 1, "nominal")
    assert (rows["low"]["alpha"], rows["low"]["level"], rows["low"]["coders"]) == (1.0, "interval", "Ana; Bo")


def test_what_people_vouch_for_is_written_as_keys(cli, ledger, tmp_path):
    one, _ = figures(ledger)
    cli("review", "accept", one)
    assert cli("review", "--export-gold", tmp_path / "gold").code == 0
    assert cli("review", "gold", tmp_path / "more", "--texts").err.endswith("1 keys with 1 claims\n")
    [file] = (tmp_path / "gold").iterdir()
    key = json.loads(file.read_text())
    assert [row["number"] for row in key["figures"]] == [figures(ledger)[one].text]
    text = (tmp_path / "more" / key["article"]).read_text()
    assert text.count(key["figures"][0]["anchor"]) == 1


def test_a_withdrawn_article_is_gone_today_and_there_before(cli, ledger):
    article = json.loads(cli("articles", "--format", "json").out)[0]["id"]
    assert cli("withdraw", article[:8]).code == 2  # why?
    done = cli("withdraw", article[:8], "--reason", "retracted by the outlet")
    assert "Ana: withdraw" in done.out
    assert article not in cli("articles", "--format", "json").out
    assert "was withdrawn by Ana" in cli("show", article).err
    assert "retracted by the outlet" in cli("diff", "2024-01-01").out
    cli("review", "undo", done.out.split()[0])
    assert article in cli("articles", "--format", "json").out
    assert cli("verify").code == 0


def test_diff_says_by_whom(cli, ledger):
    cli("review", "reject", next(iter(figures(ledger))), "--by", "Bo", "--reason", "no toll")
    changes = lines(cli("diff", "2024-01-01", "--format", "jsonl").out)
    assert {c["who"] for c in changes if c["change"] == "added"} == {f"counterclaim {__version__}"}
    assert [(c["reviewer"], c["reason"]) for c in changes if c["change"] == "decided"] == [("Bo", "no toll")]


def test_the_original_is_given_back(cli, ledger, tmp_path):
    article = json.loads(cli("articles", "--format", "json").out)[0]
    told = cli("original", article["id"][:10]).out
    assert "text got by: a reader of pages 2.0; taken in by counterclaim" in told
    assert cli("original", article["id"], "--output", tmp_path / "page.html").code == 0
    assert (tmp_path / "page.html").read_bytes().startswith(b"<p>The ")
    assert cli("original", article["id"], "--sha256", "zz").code == 2
    assert cli("original", article["id"], "--output", tmp_path / "no" / "page.html").code == 2


def test_keys_from_a_pipe_decide(cli, ledger, monkeypatch):
    typed = "?\na\nr\nan age\nu\nc\nlow\nlow=9\nact=deny\n\nmisheard\ns\nq\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    done = cli("review", "keys", "--by", "Bo")
    assert done.code == 0
    assert "✓ accept" in done.out
    assert "✗ taken back: reject" in done.out
    decided = [d["act"] for d in lines(cli("review", "decisions", "--format", "jsonl").out)]
    assert decided.count("accept") == 1
    assert "correct" in decided
    assert "Bo: " in done.err
    assert cli("verify").code == 0


def wait_for(terminal, words):
    seen, deadline = "", time.monotonic() + 30
    while words not in seen:
        assert time.monotonic() < deadline, seen
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65536).decode(errors="replace")


def test_keys_of_a_terminal_need_no_enter(ledger):
    main, terminal = pty.openpty()
    command = [
        sys.executable,
        "-c",
        "from counterclaim.commands.main import run; run(['review', 'keys', '--by', 'Cy'])",
    ]
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, text=True) as process:
        os.close(terminal)
        try:
            for key in (b"a", b"s", b"q"):
                wait_for(main, "q quit")
                time.sleep(0.5)  # until the key is read as a key: what was typed before is thrown away
                os.write(main, key)
            _, err = process.communicate(timeout=30)
        finally:
            process.kill()
    os.close(main)
    assert err.startswith("Cy: 1 accepted · 1 skipped · 2 left")
    with Ledger.open(ledger, read_only=True) as opened:
        assert [(d.act, d.reviewer) for d in opened.decisions()] == [("accept", "Cy")]
