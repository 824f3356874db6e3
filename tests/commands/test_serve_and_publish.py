"""`counterclaim serve` and `counterclaim publish` as people call them."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from counterclaim.errors import InputError, UsageError
from counterclaim.flow import Ledger
from counterclaim.show.web.guard import LOOPBACK
from counterclaim.show.web.server import ServeOptions, is_loopback, listening, serving_of


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "war.ledger"
    Ledger.open(path).close()
    return path


COMMAND = [sys.executable, "-c", "from counterclaim.commands.main import run; run()"]


def run(*arguments):
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_server_says_where_it_is_and_how_to_sign_in_and_stops_when_asked(ledger):
    command = [*COMMAND, "serve", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        told = server.stderr.readline() + server.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", told).group()
        token = re.search(r"sign-in\?token=(\S+)", told).group(1)
        try:
            for _ in range(100):
                try:
                    assert httpx.get(address, timeout=30).status_code == 200
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            assert httpx.get(f"{address}/sign-in?token={token}").status_code == 303
            assert httpx.get(f"{address}/sign-in?token=guess").status_code == 403
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(30) in {0, 130}


def test_a_ledger_may_be_named_as_other_commands_name_it_but_only_once(tmp_path):
    done = run("serve", "--ledger", tmp_path / "none.ledger")
    assert (done.returncode, "none.ledger" in done.stderr) == (2, True)
    twice = run("serve", "a.ledger", "--ledger", "b.ledger")
    assert twice.returncode == 2
    assert twice.stderr.strip().endswith("two ledgers are named, a.ledger and b.ledger; one is served")


def test_a_ledger_that_is_not_there_is_named_before_anything_is_served(tmp_path):
    done = run("serve", tmp_path / "none.ledger")
    assert done.returncode == 2
    assert "none.ledger" in done.stderr
    assert "http://" not in done.stderr


def test_reading_is_open_on_loopback_alone():
    assert serving_of(ServeOptions("x")).keys.read is None
    for host in ("0.0.0.0", "192.0.2.1", "::", "war.example"):
        serving = serving_of(ServeOptions("x", host=host))
        assert serving.keys.read
        assert serving.keys.write
        assert host in serving.hosts
    assert serving_of(ServeOptions("x", read_only=True)).keys.write is None
    assert serving_of(ServeOptions("x")).hosts == LOOPBACK
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "10.0.0.1", "0.0.0.0")] == [True] * 3 + [
        False
    ] * 2


def test_a_port_that_is_taken_is_said_so():
    with listening("127.0.0.1", 0) as held:
        port = held.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}"):
            listening("127.0.0.1", port)


def test_a_token_file_must_hold_a_token(tmp_path):
    from counterclaim.commands.serve import _token

    file = tmp_path / "token"
    with pytest.raises(InputError):
        _token(file)
    file.write_text("short")
    with pytest.raises(UsageError, match="16 characters"):
        _token(file)
    file.write_text("0123456789abcdef\n")
    assert _token(file) == "0123456789abcdef"


def test_publishing_writes_a_site_and_says_how_much(ledger, tmp_path):
    done = run("publish", tmp_path / "site", "--ledger", ledger, "--name", "The war")
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\S+: \d+ files, \d\.\d MB · ledger \S{12} · manifest \S{12}\n", done.stdout)
    assert "The war" in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert json.loads((tmp_path / "site" / "manifest.json").read_text("utf-8"))["full_texts"] is False


def test_publishing_over_something_else_is_refused(ledger, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    done = run("publish", tmp_path, "--ledger", ledger)
    assert done.returncode == 2
    assert "no site of Counterclaim" in done.stderr


def test_answers_are_sent_at_once_over_a_connection_that_is_kept():
    with listening("127.0.0.1", 0) as held, socket.create_connection(held.getsockname()):
        accepted, _ = held.accept()
        with accepted:  # asyncio switches Nagle's algorithm off for sockets that name their protocol
            assert accepted.proto == socket.IPPROTO_TCP
