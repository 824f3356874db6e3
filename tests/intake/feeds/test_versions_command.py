"""What the versions and outlets commands print of a ledger that was filled over HTTP."""

import json

import pytest

PAGE = "<!doctype html><html><head><title>Strike on the port</title></head><body><article><h1>Strike on the port</h1>{}"
LINES = (
    "The regional governor said on Monday that {n} drones had been shot down over the port of Lindhaven.",
    "Rescue workers put out fires at two grain stores near the harbour before dawn, he added in a statement.",
    "Traffic on the river bridge was stopped for three hours and opened again in the morning, officials said.",
)


def strike(n, *more):
    return PAGE.format("".join(f"<p>{line.format(n=n)}</p>" for line in (*LINES, *more)))


@pytest.fixture
def ledger(web, cli, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_FETCH_PACE", "0")
    path = tmp_path / "war.ledger"

    def fetch(*pages):
        for body in pages:
            web.serve("/strike", body)
            cli("ingest", web.url("/strike"), "--ledger", path, "--fetch", "--allow-host", "127.0.0.1")
        return path

    return fetch


def test_a_silent_edit_is_shown_with_the_words_and_the_claims_that_it_changed(web, cli, ledger):
    path = ledger(strike(12), strike(14, "An earlier version gave another number of drones."))
    done = cli("versions", web.url("/strike"), "--ledger", path)
    lines = done.out.splitlines()
    assert (done.code, lines[0]) == (0, f"{web.url('/strike')}: 2 versions")
    assert [line[:3] for line in lines[1:3]] == ["1  ", "2  "]
    assert "Strike on the port" in lines[1]
    assert (
        "     … governor said on Monday that [-12-] {+14+} drones had been shot down over the port …" in lines
        or "     The regional governor said on Monday that [-12-] {+14+} drones had been shot down over the port …"
        in lines
    )
    assert "     {+An earlier version gave another number of drones.+}" in lines
    assert any(line.startswith("     1 word removed, 9 words added; ") for line in lines)
    assert any(line.startswith("     - figure") and line.endswith(": 12") for line in lines)
    assert any(line.startswith("     + figure") and line.endswith(": 14") for line in lines)


def test_versions_are_found_by_an_article_s_id_and_given_to_programs(web, cli, ledger):
    path = ledger(strike(12), strike(14), strike(12))
    records = json.loads(cli("versions", web.url("/strike"), "--ledger", path, "--format", "json").out)
    assert [(r["version"], r["words"]) for r in records] == [(1, 55), (2, 55)]  # going back is no third text
    assert records[0]["change"] is None
    assert (records[1]["change"]["words_removed"], records[1]["change"]["words_added"]) == (1, 1)
    assert "12" in [c["text"] for c in records[1]["change"]["claims_gone"]]
    by_id = cli("versions", records[1]["article"][:12], "--ledger", path, "--format", "json").out
    assert json.loads(by_id) == records


def test_an_address_as_a_link_has_it_leads_to_the_page_s_own(web, cli, ledger):
    path = ledger(strike(12))
    plain, linked = web.url("/strike"), web.url("/strike?utm_source=rss#top")
    assert cli("versions", linked, "--ledger", path).out == cli("versions", plain, "--ledger", path).out


def test_addresses_with_several_versions_are_listed(web, cli, ledger):
    path = ledger(strike(12))
    assert cli("versions", "--ledger", path).out == "no addresses with several versions\n"
    ledger(strike(14))
    [row] = json.loads(cli("versions", "--ledger", path, "--format", "json").out)
    assert (row["url"], row["versions"]) == (web.url("/strike"), 2)


def test_an_address_that_was_never_seen_is_an_error_that_says_so(cli, ledger):
    path = ledger(strike(12))
    done = cli("versions", "https://elsewhere.example/x", "--ledger", path)
    assert (done.code, "no article was seen at https://elsewhere.example/x" in done.err) == (2, True)


def test_the_ledger_s_outlets_are_listed_with_what_is_known_of_them(cli, tmp_path):
    for name, outlet in (("a", "TASS"), ("b", "The Lindhaven Herald"), ("c", "The Associated Press")):
        text = f"---\noutlet: {outlet}\ndate: 2024-05-0{ord(name) - 96}\n---\nThe ministry said {name} port burned."
        (tmp_path / f"{name}.txt").write_text(text)
    path = tmp_path / "x.ledger"
    cli("ingest", tmp_path, "--ledger", path)
    rows = {r["outlet"]: r for r in json.loads(cli("outlets", "--ledger", path, "--format", "json").out)}
    assert (rows["TASS"]["country"], rows["TASS"]["state"], rows["TASS"]["first"]) == ("RU", "controlled", "2024-05-01")
    assert (rows["The Lindhaven Herald"]["known"], rows["The Lindhaven Herald"]["country"]) == (0, None)
    assert rows["The Associated Press"]["state"] == "none"
    assert "TASS" in cli("outlets", "--ledger", path).out


def test_one_outlet_is_looked_up_by_name_or_address(cli):
    [row] = json.loads(cli("outlets", "https://www.presstv.ir/x", "--format", "json").out)
    assert (row["name"], row["state"]) == ("Press TV", "controlled")
    assert cli("outlets", "press tv", "--format", "json").out == cli("outlets", "presstv.ir", "--format", "json").out
    assert (
        cli("outlets", "nobody").code,
        len(cli("outlets", "--all", "--format", "jsonl").out.splitlines()) > 150,
    ) == (
        2,
        True,
    )


def test_a_register_of_one_s_own_is_checked(cli, tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,domains,country,source\nHerald,herald.example,GB,https://herald.example/about\n")
    assert "1 outlet, nothing is wrong" in cli("outlets", "--check", file).out
    file.write_text("name,domains,country,source\nHerald,co.uk,Britain,\n")
    done = cli("outlets", "--check", file)
    assert done.code == 1
    assert done.err.count(f"{file}: line 2: Herald: ") == 3
