"""A web server on loopback that serves what a test gives it, and notes what it was asked."""

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Asked:
    path: str
    headers: dict
    at: float


@dataclass
class Web:
    """`web.serve("/a", "text", status=200, **headers)`; a callable gets the handler and answers by itself."""

    port: int
    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def serve(self, path, body=b"", status=200, **headers):
        self.pages[path] = (status, {k.replace("_", "-"): v for k, v in headers.items()}, body)

    def answer(self, path, handle):
        self.pages[path] = handle

    def url(self, path, host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self):
        """What was asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


@pytest.fixture
def web():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            served.asked.append(Asked(self.path, dict(self.headers), time.monotonic()))
            page = served.pages.get(self.path, (404, {}, b"no such page"))
            if callable(page):
                page(self)
                return
            status, headers, body = page
            body = body.encode() if isinstance(body, str) else body
            etag, modified = headers.get("ETag"), headers.get("Last-Modified")
            if status == 200 and (
                (etag and self.headers.get("If-None-Match") == etag)
                or (modified and self.headers.get("If-Modified-Since") == modified)
            ):
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request, address):
            pass  # a client that hangs up is what some tests are about

    server = Server(("127.0.0.1", 0), Handler)
    served = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()


SENTENCE = "The governor said on Monday that {n} drones had been shot down over the port of Lindhaven at night. "


def page_of(n, *, title="Drones over Lindhaven", head=""):
    """A page with an article of its own, told from others by a number."""
    paragraphs = "".join(f"<p>{SENTENCE.format(n=n + i) * 3}</p>" for i in range(4))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


@pytest.fixture
def page():
    return page_of
