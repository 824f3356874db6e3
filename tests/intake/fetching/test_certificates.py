"""HTTPS to a checked IP address: the certificate is the name's."""

import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from counterclaim.records.article import Article


@pytest.fixture
def secure(tmp_path, page, monkeypatch):
    """A server on loopback with a certificate for news.example; gives its port."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    name = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *name]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = page(1).encode() if self.path == "/a" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    class Server(HTTPServer):
        def handle_error(self, request, address):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_address[1], names
    server.shutdown()
    server.server_close()


def loopback(_host, _port):
    return ["127.0.0.1"]


def test_the_name_is_sent_and_its_certificate_is_accepted(secure, fetch):
    port, names = secure
    [taken] = fetch(f"https://news.example:{port}/a", allowed=("news.example",), lookup=loopback)
    assert isinstance(taken.item, Article)
    assert set(names) == {"news.example"}


def test_another_s_certificate_is_refused_and_not_tried_again(secure, fetch):
    port, names = secure
    [taken] = fetch(f"https://other.example:{port}/a", allowed=("other.example",), lookup=loopback)
    assert (taken.item.reason, "other.example" in taken.item.detail) == ("bad certificate", True)
    assert names == ["other.example"]
