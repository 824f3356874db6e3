"""What hostile articles, addresses, forms and other sites try: nothing of it gets through."""

import csv
import io
import re
from dataclasses import replace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.flow import Ledger
from counterclaim.show.web.guard import Limits, host_of
from counterclaim.show.web.keys import Keys
from counterclaim.show.web.links import file_name, web_address

from .conftest import HOSTILE, WRITE_TOKEN, fill, gazette, hostile, serving
from .test_pages import PAGES, first_of, outline

PAYLOADS = (
    HOSTILE,
    "';alert(1)//",
    "' OR 1=1 --",
    '"; DROP TABLE claim; --',
    "{{'zq'*3}}",
    "${'zq'*3}",
    "%00",
    "../../../../etc/passwd",
    "\u202e\ufeff",
    "😀" * 20,
    "NEAR(a b)",
    '"unbalanced',
    "*",
    "a" * 399,
)


HOSTILE_PARAMETERS = (
    *(("/claims", name) for name in ("search", "source", "outlet", "track", "after", "near", "since", "article")),
    *(("/questions", name) for name in ("search", "status", "bounds", "after")),
    *(("/timeline", name) for name in ("track", "since", "after")),
    *((path, "name") for path in ("/source", "/outlet", "/source.json", "/outlet.csv")),
    *(("/api/v1/exports/claims.csv", name) for name in ("search", "near", "km", "bounds", "article", "since")),
    *(("/api/v1/exports/acled.csv", name) for name in ("actor", "outlet")),
    *(("/claims", name) for name in ("km", "actor", "dated", "min_confidence")),
    *(("/", "bounds"), ("/review", "claim"), ("/review", "done"), ("/review.json", "as_of")),
    *(("/api/v1/claims", name) for name in ("search", "source", "near", "actor")),
    *(("/", "as_of"), ("/sources", "after"), ("/api/v1/questions", "search"), ("/sign-in", "token")),
)


def is_safe(answer):
    """No script of the article's, no handler, no inline style, no other markup of it."""
    found = outline(answer.text)
    assert found.handlers == []
    assert found.styles == []
    assert all(s.get("src", "").startswith("/static/") or s.get("type") == "application/json" for s in found.scripts)
    assert "<img" not in answer.text
    assert "javascript:" not in answer.text.lower().replace("javascript:alert(3)</", "")
    assert not any(link.lower().startswith(("javascript:", "data:", "vbscript:")) for link in found.links)


def test_markup_of_articles_titles_outlets_and_addresses_stays_text(client):
    paths = [*PAGES, "/claims?search=people"]
    paths += [f"/articles/{a['id']}" for a in client.get("/articles.json").json()["data"]]
    paths += [f"/claims/{c['id']}" for c in client.get("/claims.json").json()["data"]]
    paths += [f"/questions/{q['id']}" for q in client.get("/questions.json").json()["data"]]
    paths += [str(httpx.URL("/outlet", params={"name": f"Outlet {HOSTILE}"}))]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        is_safe(answer)


def test_a_specification_in_a_page_cannot_end_its_element(client):
    page = client.get("/map").text
    for spec in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL):
        assert "<" not in spec


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_parameters_are_refused_or_asked_for_as_words(client, payload):
    for path, name in HOSTILE_PARAMETERS:
        answer = client.get(path, params={name: payload})
        assert answer.status_code in {200, 303, 401, 403, 404, 422}, (path, name, answer.text[:300])
        assert "zqzqzq" not in answer.text, (path, name)
        if not path.startswith("/api/") and "." not in path:
            is_safe(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static//etc/passwd",
        "/articles/../../etc/passwd",
        "/articles/..%2f..%2fetc%2fpasswd",
        "/questions/%00",
        "/claims/a%0d%0aSet-Cookie:%20x=1",
        "/nope/" + "a" * 3000,
        "/api/v1/exports/../../../etc/passwd",
        "/api/v1/exports/..%2f..%2fetc%2fpasswd",
        "/api/v1/exports/%2fetc%2fpasswd.csv",
        "/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd.csv",
    ],
)
def test_no_path_leads_out_of_the_pages(client, path):
    answer = client.get(path)
    assert answer.status_code in {404, 405}
    assert "root:" not in answer.text
    assert "set-cookie" not in answer.headers


def test_every_answer_carries_the_headers_that_keep_a_browser_safe(client):
    for path in ("/", "/questions.json", "/api/v1/claims", "/static/site.js", "/nope", "/api/v1/nope"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


def test_a_fault_of_ours_is_told_without_its_inside(made_ledger, monkeypatch):
    from counterclaim.show.web.pages import sources

    def broken(*_):
        raise ZeroDivisionError("secret of the house")

    monkeypatch.setattr(sources, "outlets_page", broken)
    with serving(made_ledger) as at, httpx.Client(base_url=at) as client:
        answer = client.get("/outlets")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_another_hosts_name_is_not_answered_to(client):
    for name in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""):
        answer = client.get("/", headers={"host": name})
        assert answer.status_code in {400, 421}, name


@pytest.mark.parametrize(
    ("header", "name"),
    [("localhost:80", "localhost"), ("[::1]:8765", "[::1]"), ("127.0.0.1", "127.0.0.1"), ("A.B:1:2", "a.b:1:2")],
)
def test_the_name_in_a_host_header(header, name):
    assert host_of(header) == name


def test_a_client_that_asks_too_often_is_told_when_to_come_back(made_ledger):
    with serving(made_ledger, limits=Limits(per_second=1, burst=5)) as at, httpx.Client(base_url=at) as client:
        codes = [client.get("/static/site.css").status_code for _ in range(8)]
        last = client.get("/static/site.css")
    assert codes[:5] == [200] * 5
    assert 429 in codes
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) >= 1
    assert last.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_not_taken(made_ledger):
    with serving(made_ledger, limits=Limits(1000, 1000, body_bytes=1000)) as at, httpx.Client(base_url=at) as client:
        told = client.post("/review", content=b"x" * 2000)

        def chunks():
            for _ in range(20):
                yield b"y" * 100

        kept = client.post("/api/v1/articles", content=chunks(), headers={"authorization": f"Bearer {WRITE_TOKEN}"})
        long = client.get("/claims?search=" + "a" * 9000)
    assert (told.status_code, kept.status_code, long.status_code) == (413, 413, 414)


def test_a_spreadsheet_takes_nothing_of_an_article_for_a_formula(tmp_path):
    reading = gazette()
    formula = '=HYPERLINK("https://evil.example")'
    bad = replace(reading, article=replace(reading.article, outlet=formula, title="@SUM(1)"))
    with serving(fill(tmp_path / "f.ledger", [bad])) as at, httpx.Client(base_url=at) as client:
        for path in ("/articles.csv", "/claims.csv", "/outlets.csv", "/api/v1/exports/claims.csv"):
            rows = list(csv.reader(io.StringIO(client.get(path).text)))
            cells = [cell for row in rows for cell in row]
            assert f"'{formula}" in cells, path
            assert not [cell for cell in cells if cell[:1] in {"=", "@", "+"}], path


def sign_in(client):
    answer = client.get(f"/sign-in?token={WRITE_TOKEN}")
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie.replace("Strict", "strict")


def form_of(page):
    return {
        "form_token": re.search(r'name="form_token" value="([^"]*)"', page).group(1),
        "claim": re.search(r'name="claim" value="([^"]*)"', page).group(1),
    }


def test_review_takes_a_signed_in_browser_and_a_form_of_ours(own_server):
    client, path = own_server
    assert client.get("/review").status_code == 303
    assert client.post("/review", data={"act": "accept"}).status_code == 401
    sign_in(client)
    form = form_of(client.get("/review").text) | {"act": "accept", "reviewer": "Ana"}
    for changed in ({"form_token": ""}, {"form_token": "forged"}):
        assert client.post("/review", data=form | changed).status_code == 403
    other_site = client.post("/review", data=form, headers={"sec-fetch-site": "cross-site"})
    assert other_site.status_code == 403
    with Ledger.open(path, read_only=True) as ledger:
        assert list(ledger.decisions()) == []
    assert client.post("/review", data=form).status_code == 303
    with Ledger.open(path, read_only=True) as ledger:
        [decision] = ledger.decisions()
    assert (decision.act, decision.subject, decision.reviewer) == ("accept", form["claim"], "Ana")


def test_a_form_token_of_another_browser_is_not_taken(own_server):
    client, _ = own_server
    sign_in(client)
    stolen = form_of(client.get("/review").text)
    with httpx.Client(base_url=client.base_url) as other:
        sign_in(other)
        answer = other.post("/review", data=stolen | {"act": "accept", "reviewer": "Eve"})
    assert answer.status_code == 403


def test_a_correction_in_the_browser_changes_the_claim(own_server):
    client, path = own_server
    sign_in(client)
    claim = next(c for c in client.get("/claims.json?kind=figure").json()["data"] if c["text"] == "90")
    page = client.get(f"/review?claim={claim['id']}").text
    assert claim["id"] in page
    fields = dict(re.findall(r'name="(was_[a-z_]+)" value="([^"]*)"', page))
    form = form_of(page) | fields | {name.replace("was_", "field_"): value for name, value in fields.items()}
    form |= {
        "claim": claim["id"],
        "act": "correct",
        "reviewer": "Ana",
        "field_low": "80",
        "field_high": "95",
        "reason": "misread",
    }
    answer = client.post("/review", data=form)
    assert answer.status_code == 303, answer.text[-500:]
    with Ledger.open(path, read_only=True) as ledger:
        [held] = [c for c in ledger.claims() if c.id == claim["id"]]
        assert (held.low, held.high) == (80.0, 95.0)


def test_the_queue_shows_hostile_words_and_what_was_written_in_its_form_as_text(tmp_path):
    path = fill(tmp_path / "hostile.ledger", [hostile()])
    with serving(path) as at, httpx.Client(base_url=at, timeout=120) as client:
        sign_in(client)
        for claim in client.get("/claims.json").json()["data"]:
            is_safe(client.get(f"/review?claim={claim['id']}"))
        page = client.get("/review").text
        for payload in PAYLOADS:
            form = form_of(page) | {"act": "accept", "reviewer": payload, "reason": payload, "field_side": payload}
            answer = client.post("/review", data=form)
            assert answer.status_code in {303, 422}, payload
            is_safe(client.get(answer.headers.get("location", "/review")))
        with Ledger.open(path, read_only=True) as ledger:
            assert {d.act.value for d in ledger.decisions()} == {"accept"}


def test_a_correction_that_cannot_be_meant_is_not_taken(own_server):
    client, path = own_server
    sign_in(client)
    page = client.get("/review").text
    form = form_of(page) | {"act": "correct", "reviewer": "Ana", "field_low": "many", "was_low": "40"}
    answer = client.post("/review", data=form)
    assert answer.status_code == 422
    assert "Not taken" in answer.text
    with Ledger.open(path, read_only=True) as ledger:
        assert list(ledger.decisions()) == []


def test_a_server_that_asks_for_a_token_shows_nothing_without_it(made_ledger):
    keys = Keys(None, "read-token-for-tests")
    with serving(made_ledger, keys=keys) as at, httpx.Client(base_url=at) as client:
        assert client.get("/").status_code == 303
        assert client.get("/claims.json").status_code == 401
        refused = client.get("/api/v1/claims")
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert client.get("/api/v1/claims", headers={"authorization": "Bearer nope"}).status_code == 401
        held = client.get("/api/v1/claims", headers={"authorization": "Bearer read-token-for-tests"})
        assert held.status_code == 200
        assert client.get("/sign-in?token=nope").status_code == 403
        assert client.get("/sign-in?token=read-token-for-tests").status_code == 303
        assert client.get("/").status_code == 200
        assert client.get("/review").status_code == 303  # reading is not writing


def test_a_cookie_proves_itself_and_expires(monkeypatch):
    keys = Keys("write", "read")
    cookie = keys.cookie_for("write")
    assert keys.may_write(None, cookie)
    assert not keys.may_write(None, cookie + "x")
    assert not keys.may_write(None, cookie.replace("write", "writE"))
    assert not Keys("write", "read").may_write(None, cookie)  # another server's
    assert not keys.may_write(None, keys.cookie_for("read"))
    assert keys.cookie_for("nothing") is None
    monkeypatch.setattr("time.time", lambda: 9e9)
    assert not keys.may_write(None, cookie)


@given(st.text())
def test_a_files_name_is_safe_and_its_own_for_any_text(text):
    name = file_name(text)
    assert re.fullmatch(r"[a-z0-9-]{1,64}", name)
    assert file_name(text) == name
    assert text == name or file_name(text + "x") != name


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://a b",
        "",
        None,
        'https://a"b',
    ],
)
def test_only_addresses_of_the_web_become_links(url):
    assert web_address(url) is None


def test_nothing_can_be_written_where_there_is_no_token_for_it(tmp_path):
    path = fill(tmp_path / "closed.ledger", [gazette()])
    with serving(path, keys=Keys(None, None)) as at, httpx.Client(base_url=at) as client:
        assert client.get("/review").status_code == 303
        for token in ("x", "None", WRITE_TOKEN):
            answer = client.post(
                "/api/v1/articles", json={"articles": [{"text": "x"}]}, headers={"authorization": f"Bearer {token}"}
            )
            assert answer.status_code == 401
        assert first_of(client, "/claims.json")
