"""Answers as servers give them, good and bad, over real HTTP."""

import gzip
import socket
import threading
import time
import zlib

import pytest

from counterclaim.intake.fetching.visits import Visits
from counterclaim.intake.kinds import Kind
from counterclaim.records.article import Article, Drop
from counterclaim.version import __version__


def only(taken):
    [one] = taken
    return one.item


def drop(reason, detail=None):
    class Like:
        __hash__ = None

        def __eq__(self, item):
            return isinstance(item, Drop) and item.reason == reason and (detail is None or detail in item.detail)

        def __repr__(self):
            return f"a Drop for {reason!r} with {detail!r}"

    return Like()


def test_a_page_is_an_article_with_its_address_and_its_bytes(web, fetch, page):
    html = page(1, head='<meta property="article:published_time" content="2025-06-03T10:00:00Z">')
    web.serve("/a", html)
    [taken] = fetch(web.url("/a#part"))
    article = taken.item
    assert (taken.kind, article.url, article.path) == (Kind.HTML, web.url("/a"), web.url("/a#part"))
    assert article.original == html.encode()
    assert str(article.published.when) == "2025-06-03"
    assert "1 drones had been shot down" in article.text


def test_one_polite_name_and_no_cookies_between_pages(web, fetch, page):
    web.serve("/a", page(1), Set_Cookie="reader=1; Path=/")
    web.serve("/b", page(2))
    fetch(web.url("/a"), web.url("/b"), contact="desk@example.org")
    assert {a.headers["User-Agent"] for a in web.asked} == {
        f"counterclaim/{__version__} (news research; desk@example.org)"
    }
    assert not any("Cookie" in a.headers for a in web.asked)


def test_redirects_are_followed_and_said(web, fetch, page):
    web.serve("/old", status=301, Location="/new")
    web.serve("/new", page(1))
    [taken] = fetch(web.url("/old"))
    assert taken.item.url == web.url("/new")
    assert f"redirected to {web.url('/new')}" in taken.notes


@pytest.mark.parametrize(
    ("routes", "detail"),
    [({"/a": "/b", "/b": "/a"}, "circle"), ({"/a": "/1", **{f"/{i}": f"/{i + 1}" for i in range(9)}}, "more than 5")],
)
def test_redirects_without_end_are_given_up(web, fetch, routes, detail):
    for path, target in routes.items():
        web.serve(path, status=302, Location=target)
    assert only(fetch(web.url("/a"))) == drop("too many redirects", detail)


def test_a_redirect_to_another_scheme_is_refused(web, fetch):
    web.serve("/a", status=302, Location="file:///etc/passwd")
    assert only(fetch(web.url("/a"))) == drop("unusable address", "only http and https")


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "not found"), (410, "not found"), (403, "access denied"), (451, "access denied"), (418, "unusable answer")],
)
def test_what_a_server_refuses_is_a_drop_and_is_not_asked_twice(web, fetch, status, reason):
    web.serve("/a", page_body(), status=status)
    assert only(fetch(web.url("/a"))) == drop(reason, f"HTTP {status}")
    assert web.paths == ["/a"]


def page_body():
    return b"<html><body>" + b"<p>words</p>" * 50 + b"</body></html>"


def test_a_failing_server_is_asked_again_and_its_answer_taken(web, fetch, page):
    answers = iter([503, 500])

    def handle(handler):
        status = next(answers, 200)
        body = page(1).encode() if status == 200 else b""
        handler.send_response(status)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    web.answer("/a", handle)
    assert isinstance(only(fetch(web.url("/a"))), Article)
    assert (web.paths, fetch.tallies["127.0.0.1"].tries) == (["/a"] * 3, 2)


def test_a_server_that_goes_on_failing_is_given_up(web, fetch):
    web.serve("/a", status=503)
    assert only(fetch(web.url("/a"))) == drop("server error", "HTTP 503; tried 3 times")
    assert web.paths == ["/a"] * 3


def test_retry_after_is_waited_for(web, fetch, page):
    answers = iter([429])

    def handle(handler):
        if next(answers, None):
            handler.send_response(429)
            handler.send_header("Retry-After", "1")
            handler.send_header("Content-Length", "0")
        else:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(page(1).encode())))
        handler.end_headers()
        if handler.server and web.paths == ["/a", "/a"]:
            handler.wfile.write(page(1).encode())

    web.answer("/a", handle)
    assert isinstance(only(fetch(web.url("/a"))), Article)
    first, second = (a.at for a in web.asked if a.path == "/a")
    assert second - first >= 1.0


def test_a_host_that_wants_to_be_left_alone_for_long_is_left_alone(web, fetch):
    web.serve("/a", status=429, Retry_After="86400")
    web.serve("/b", status=429, Retry_After="86400")
    taken = fetch(web.url("/a"), web.url("/b"))
    assert [t.item.reason for t in taken] == ["too many requests", "too many requests"]
    assert "86,400 s" in taken[0].item.detail
    assert web.paths == ["/a"]


def test_nothing_listens_there(fetch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    item = only(fetch(f"http://127.0.0.1:{port}/a", retries=1))
    assert item == drop("no connection", "tried 2 times")


def test_a_name_that_leads_nowhere_is_said(fetch):
    def lookup(host, port):
        raise OSError("Name or service not known")

    assert only(fetch("http://nowhere.example/", lookup=lookup, retries=0)) == drop(
        "no connection", "nowhere.example is not known"
    )


def test_a_server_that_says_nothing_is_not_waited_for_long(web, fetch):
    answered = threading.Event()
    web.answer("/a", lambda _: answered.wait(30))
    assert only(fetch(web.url("/a"), timeout_s=0.3, retries=0)) == drop("timeout")
    answered.set()


def test_a_server_that_sends_drop_by_drop_ends_at_the_deadline(web, fetch):
    def handle(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        for _ in range(600):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    web.answer("/a", handle)
    began = time.monotonic()
    assert only(fetch(web.url("/a"), timeout_s=0.3, whole_s=0.6, retries=0)) == drop("timeout", "as a whole")
    assert time.monotonic() - began < 15  # all of it would take half a minute


def test_headers_without_end_are_cut_off(fetch):
    """A server whose headers never end."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.recv(1000)
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\n")
                    for n in range(20000):
                        connection.sendall(b"X-%d: %s\r\n" % (n, b"a" * 100))
                except OSError:
                    pass

    threading.Thread(target=serve, daemon=True).start()
    item = only(fetch(f"http://127.0.0.1:{server.getsockname()[1]}/a", retries=0))
    server.close()
    assert item.reason in {"no connection", "robots.txt unreachable"}


def test_a_body_that_says_it_is_huge_is_not_read(web, fetch):
    def handle(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**12))
        handler.end_headers()

    web.answer("/a", handle)
    assert only(fetch(web.url("/a"))) == drop("too large", "1,000,000,000,000 bytes")


def pour(web, path, piece, times):
    """Answer with a page that goes on and on; gives a list that grows by the size of each piece that went out."""
    sent = []

    def handle(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Connection", "close")
        handler.end_headers()
        for _ in range(times):
            handler.wfile.write(piece)
            sent.append(len(piece))

    web.answer(path, handle)
    return sent


def test_a_body_that_turns_out_huge_is_cut_off(web, fetch):
    sent = pour(web, "/a", b"<p>" + b"words " * 1000, 5000)
    assert only(fetch(web.url("/a"), largest=300_000)) == drop("too large", "300,000")
    assert sum(sent) < 20_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "x-gzip"])
def test_packed_pages_are_unpacked(web, fetch, page, encoding):
    pack = zlib.compress if encoding == "deflate" else gzip.compress
    web.serve("/a", pack(page(1).encode()), Content_Encoding=encoding)
    assert isinstance(only(fetch(web.url("/a"))), Article)


def test_bare_deflate_is_unpacked_too(web, fetch, page):
    packer = zlib.compressobj(wbits=-15)
    web.serve("/a", packer.compress(page(1).encode()) + packer.flush(), Content_Encoding="deflate")
    assert isinstance(only(fetch(web.url("/a"))), Article)


def test_a_bomb_is_stopped_long_before_it_is_unpacked(web, fetch):
    bomb = gzip.compress(b"\0" * 60_000_000, 9)
    assert len(bomb) < 100_000
    web.serve("/a", bomb, Content_Encoding="gzip")
    began = time.process_time()
    item = only(fetch(web.url("/a")))
    assert item.reason in {"decompression bomb", "binary file"}
    assert time.process_time() - began < 2
    web.serve("/b", gzip.compress(b"<p>a</p>" * 6_000_000, 9), Content_Encoding="gzip")
    assert only(fetch(web.url("/b"))) == drop("decompression bomb", "packed bytes gave")


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "made-up"])
def test_what_was_packed_as_was_not_asked_for_is_refused(web, fetch, encoding):
    web.serve("/a", b"x" * 100, Content_Encoding=encoding)
    assert only(fetch(web.url("/a"))) == drop("unknown encoding", encoding)


def test_packed_bytes_that_are_damaged_or_cut_off_are_named(web, fetch, page):
    web.serve("/a", b"\x1f\x8b\x08\0not gzip at all", Content_Encoding="gzip")
    assert only(fetch(web.url("/a"))) == drop("damaged answer")
    web.serve("/b", gzip.compress(page(1).encode())[:-20], Content_Encoding="gzip")
    assert only(fetch(web.url("/b"), retries=1)) == drop("no connection", "cut off")
    assert web.paths == ["/a", "/b", "/b"]


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("text/html; charset=windows-1251", "cp1251"),
        ("text/html; charset=utf-8", "cp1251"),  # the server lies, the page's <meta> does not
        ("image/png", "utf-8"),
        ("", "utf-8"),
        ("text/html; charset=no-such-thing", "utf-8"),
    ],
)
def test_wrong_content_types_and_charsets_are_seen_through(web, fetch, page, declared, charset):
    html = page(1, title="Talks in Lviv — “a breakthrough”").replace("utf-8", charset, 1)
    web.serve("/a", html.encode(charset), Content_Type=declared)
    [taken] = fetch(web.url("/a"))
    assert (taken.kind, taken.item.title) == (Kind.HTML, "Talks in Lviv — “a breakthrough”")


def test_pictures_and_films_are_refused_and_not_read_to_their_end(web, fetch):
    sent = pour(web, "/a", b"\x89PNG\r\n\x1a\n" + b"\0" * 9992, 3000)
    assert only(fetch(web.url("/a"))) == drop("binary file", "PNG image")
    assert sum(sent) < 15_000_000


def test_a_second_run_asks_whether_it_has_changed_and_takes_nothing_in(web, fetch, page, tmp_path):
    web.serve("/a", page(1), ETag='"one"')
    web.serve("/b", page(5), Last_Modified="Tue, 03 Jun 2025 10:00:00 GMT")
    with Visits(tmp_path / "x.fetched") as visits:
        assert all(isinstance(t.item, Article) for t in fetch(web.url("/a"), web.url("/b"), visits=visits))
    with Visits(tmp_path / "x.fetched") as visits:
        again = fetch(web.url("/a"), web.url("/b"), visits=visits)
    assert [(type(t.item).__name__, t.item.reason) for t in again] == [("Unchanged", "not modified")] * 2
    web.serve("/a", page(2), ETag='"two"')
    with Visits(tmp_path / "x.fetched") as visits:
        [taken] = fetch(web.url("/a"), visits=visits)
    assert isinstance(taken.item, Article)
    assert any("another text than at the last visit" in note for note in taken.notes)


def test_a_page_whose_article_the_ledger_lost_is_fetched_anew(web, fetch, page, tmp_path):
    web.serve("/a", page(1), ETag='"one"')
    with Visits(tmp_path / "x.fetched") as visits:
        fetch(web.url("/a"), visits=visits)
        [taken] = fetch(web.url("/a"), visits=visits, holds=lambda _: False)
    assert isinstance(taken.item, Article)
    assert "If-None-Match" not in web.asked[-1].headers


def test_a_304_that_was_not_asked_for_is_no_answer(web, fetch):
    web.serve("/a", status=304)
    assert only(fetch(web.url("/a"))) == drop("unusable answer", "HTTP 304")


def test_one_address_named_twice_is_fetched_once(web, fetch, page):
    web.serve("/a", page(1))
    taken = fetch(web.url("/a"), web.url("/a#again"))
    assert sorted(type(t.item).__name__ for t in taken) == ["Article", "Unchanged"]
    assert web.paths == ["/a"]


def test_error_pages_and_lists_are_drops_like_those_from_files(web, fetch):
    cards = "".join(f'<div><h2><a href="/{i}">Headline number {i} of today</a></h2></div>' for i in range(12))
    web.serve("/", f"<!doctype html><html><body><h1>News</h1>{cards}</body></html>")
    [taken] = fetch(web.url("/"))
    assert taken.item == drop("list page")
