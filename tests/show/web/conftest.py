"""A small made ledger, hostile corners included, served over real HTTP on loopback."""

import datetime as dt
import socket
import threading
import time
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Event, Figure, Forecast, Place, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Side, Status, Track
from counterclaim.records.when import When
from counterclaim.show.web.app import make_app
from counterclaim.show.web.guard import Limits
from counterclaim.show.web.keys import Keys
from counterclaim.show.web.served import Serving

READER = Reader("0.1.0", (("attribution", "made"),))
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
WRITE_TOKEN = "write-token-for-tests"

TEXTS = {
    "gazette": (
        "The Army Command said that 40 soldiers were killed at Verovka. The rebels said that 90 soldiers were killed "
        "at Verovka. Delegations met in Osten on 14 March. The minister said that the front may collapse within a week."
    ),
    "courier": "The Army Command said that 40 soldiers were killed at Verovka, the Courier reported.",
    "hostile": f"The mayor said that 7 people died. {HOSTILE} Rebels shelled Kolminsk, the mayor said.",
}


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def said(number, text, source, cue, content, act=Act.ASSERT, side=None):
    who = Source((span(text, source),), source, source.removeprefix("The ").removeprefix("the "), None, side)
    return Attribution(
        f"a{number}", who, (), (span(text, cue),), (span(text, content),), Quote.INDIRECT, act, None, 0.9 - number / 10
    )


def figure(number, text, words, low, attribution, *, day="2024-03-12", of="soldiers", place="Verovka"):
    return Figure(
        id=f"f{number}",
        span=span(text, words),
        text=words,
        low=low,
        high=low,
        approximate=False,
        measure=Measure.KILLED,
        of=of,
        unit="person",
        as_of=When.parse(day),
        place=place,
        attribution=attribution,
        rule="made",
    )


def article(key, outlet, day, **more):
    return Article(
        TEXTS[key],
        path=f"dispatches/{key}.txt",
        title=more.pop("title", f"Dispatch of the {outlet}"),
        outlet=outlet,
        language="en",
        published=Published(When.parse(day), "made"),
        **more,
    )


def gazette():
    text = TEXTS["gazette"]
    army = said(1, text, "The Army Command", "said", "that 40 soldiers were killed at Verovka", side=Side.RUSSIA)
    rebels = said(2, text, "The rebels", "said", "that 90 soldiers were killed at Verovka", side=Side.UKRAINE)
    minister = said(3, text, "The minister", "said", "that the front may collapse within a week", Act.PREDICT)
    return Reading(
        article("gazette", "Gazette", "2024-03-13", url="https://gazette.example/1"),
        READER,
        Published(When.parse("2024-03-13"), "made"),
        attributions=(army, rebels, minister),
        figures=(figure(1, text, "40", 40.0, "a1"), figure(2, text, "90", 90.0, "a2")),
        events=(
            Event(
                "e1",
                span(text, "Delegations met in Osten on 14 March"),
                span(text, "met"),
                EventType.CONSULT,
                actors=("Delegations",),
                when=When.parse("2024-03-14"),
                where=("Osten",),
                track=Track.TALKS,
            ),
        ),
        forecasts=(
            Forecast("p1", span(text, "the front may collapse within a week"), "a3", When.parse("2024-03-20"), None),
        ),
        places=(
            Place(span(text, "Verovka"), "Verovka", 1, 48.5, 37.9, "UA", "town"),
            Place(span(text, "Osten"), "Osten", 2, 50.1, 14.4, "CZ", "region"),
        ),
    )


def courier():
    text = TEXTS["courier"]
    army = said(1, text, "The Army Command", "said", "that 40 soldiers were killed at Verovka", side=Side.RUSSIA)
    return Reading(
        article("courier", "Courier & Sons", "2024-03-14"),
        READER,
        Published(When.parse("2024-03-14"), "made"),
        attributions=(army,),
        figures=(figure(1, text, "40", 40.0, "a1"),),
    )


def hostile():
    text = TEXTS["hostile"]
    mayor = said(1, text, "The mayor", "said", "that 7 people died")
    return Reading(
        article("hostile", f"Outlet {HOSTILE}", "2024-03-15", title=HOSTILE, url="javascript:alert(3)", author=HOSTILE),
        READER,
        Published(When.parse("2024-03-15"), HOSTILE),
        attributions=(mayor,),
        figures=(figure(1, text, "7", 7.0, "a1", day="2024-03-15", of="people", place=None),),
        events=(
            Event(
                "e1",
                span(text, f"{HOSTILE} Rebels shelled Kolminsk"),
                span(text, "shelled"),
                EventType.ASSAULT,
                actors=(HOSTILE,),
                when=When.day(dt.date(2024, 3, 15)),
                where=(HOSTILE,),
                status=Status.ALLEGED,
                track=Track.STRIKES,
            ),
        ),
    )


def fill(path, readings):
    with Ledger.open(path) as ledger:
        run = ledger.store.begin_run()
        for reading in readings:
            ledger.store.add(reading, claims_of(reading), run=run)
        ledger.store.finish_run(run, {"kept": len(readings)})
    return path


@contextmanager
def serving(path, **changes):
    """A server of its own over one ledger; gives its address."""
    options = {"keys": Keys(WRITE_TOKEN, None), "limits": Limits(100_000, 100_000)} | changes
    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(Serving(str(path), **options)), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    for _ in range(400):
        if server.started:
            break
        time.sleep(0.02)
    assert server.started
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        sock.close()


@pytest.fixture(scope="session")
def made_ledger(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("web") / "war.ledger", [gazette(), courier(), hostile()])


@pytest.fixture(scope="session")
def address(made_ledger):
    with serving(made_ledger) as at:
        yield at


@pytest.fixture(scope="session")
def client(address):
    with httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture
def own_server(tmp_path):
    """A server over a fresh ledger that a test may write to; gives (client, ledger path)."""
    path = fill(tmp_path / "own.ledger", [gazette(), courier()])
    with serving(path) as at, httpx.Client(base_url=at, timeout=120) as client:
        yield client, path
