"""Original bytes are kept once, can be had back and checked; every change says who made it."""

import hashlib
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, insert, inspect, select, text, update

from counterclaim.errors import NotALedger, UnknownId
from counterclaim.flow import Ledger
from counterclaim.flow.catalogue import catalogue_of
from counterclaim.flow.happenings import HeldHappenings, happenings_of
from counterclaim.ledger import tables
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.log import FIRST_HASH, seal
from counterclaim.ledger.migrate import migrate
from counterclaim.ledger.page_rows import Days
from counterclaim.ledger.postgres import open_postgres
from counterclaim.ledger.sqlite import APPLICATION_ID, open_sqlite
from counterclaim.ledger.store import ClaimFilter, open_store
from counterclaim.records.article import Article
from counterclaim.records.correcting import anchor_of
from counterclaim.records.decisions import Decision, DecisionAct
from counterclaim.records.reading import Reader, Reading
from counterclaim.records.values import Stage
from counterclaim.version import __version__

PROGRAM = f"counterclaim {__version__}"
PAGE = b"<html><body><p>Storms sank 12 boats.</p></body></html>" * 40


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def reading(words, original=None, obtained=None, **where):
    return Reading(Article(words, original=original, obtained=obtained, **where), Reader("1.0", ()), None)


def count(store, table):
    with store.backend.reading() as connection:
        return len(connection.execute(select(table)).all())


def test_the_bytes_that_an_article_was_made_of_are_kept_with_how_and_by_which_version(store, clock):
    page = reading(
        "Storms sank 12 boats.", PAGE, "a reader of pages 2.0", url="https://bell.example/12", outlet="The Bell"
    )
    store.add(page, [])
    [held] = store.custody(page.article.id[:10])
    assert (held.sha256, held.bytes, held.how, held.version) == (
        sha256(PAGE),
        len(PAGE),
        "a reader of pages 2.0",
        __version__,
    )
    assert (held.url, held.path, held.outlet, held.who) == ("https://bell.example/12", None, "The Bell", PROGRAM)
    assert held.at == "2024-05-01T00:00:00.000000Z"
    assert store.original(held.sha256) == PAGE
    assert store.verify().originals == 1
    assert store.verify().problem is None


def test_a_text_file_takes_no_second_room(store):
    words = "\ufeffStorms sank 12 boats.\r\n"
    plain = reading(words, words.encode(), path="storm.txt")
    store.add(plain, [])
    with store.backend.reading() as connection:
        assert connection.execute(select(tables.original.c.data)).scalars().all() == [None]
    assert store.original(plain.article.id) == words.encode()
    assert store.verify().problem is None


def test_the_same_bytes_from_two_places_are_kept_once_and_other_bytes_beside(store):
    for path, data in (("a.html", PAGE), ("b.html", PAGE), ("b.html", PAGE + b"<!-- v2 -->"), ("b.html", PAGE)):
        store.add(reading("Storms sank 12 boats.", data, "pages 2.0", path=path), [])
    article = reading("Storms sank 12 boats.").article
    assert [(held.path, held.bytes) for held in store.custody(article.id)] == [
        ("a.html", len(PAGE)),
        ("b.html", len(PAGE)),
        ("b.html", len(PAGE) + 11),
    ]
    assert count(store, tables.original) == 2
    assert [s.path for s in store.sightings(article.id)] == ["a.html", "b.html"]
    assert store.verify().problem is None


def test_bytes_of_an_article_that_was_there_without_are_noted_later(store):
    store.add(reading("Storms sank 12 boats.", path="a.html"), [])
    store.see(Article("Storms sank 12 boats.", path="a.html", original=PAGE, obtained="pages 2.0"))
    [held] = store.custody(reading("Storms sank 12 boats.").article.id)
    assert held.sha256 == sha256(PAGE)
    assert store.verify().problem is None


def test_a_newer_reading_does_not_note_the_same_bytes_again(store):
    for version in ("1.0", "2.0"):
        store.add(replace(reading("Storms sank 12 boats.", PAGE, path="a.html"), reader=Reader(version, ())), [])
    assert count(store, tables.custody) == 1
    assert store.verify().problem is None


def test_the_ledger_as_it_stood_knows_nothing_of_later_bytes(store, clock):
    store.add(reading("Storms sank 12 boats.", path="a.html"), [])
    before = store.as_of(clock())
    clock.at = "2024-06-01T00:00:00+00:00"
    store.see(Article("Storms sank 12 boats.", path="a.html", original=PAGE))
    assert before.custody(reading("Storms sank 12 boats.").article.id) == ()


def test_bytes_that_are_not_there_are_not_made_up(store):
    with pytest.raises(UnknownId, match="no original"):
        store.original("0" * 64)


@pytest.mark.parametrize(
    ("table", "values", "named"),
    [
        (tables.original, {"data": b"x\x9c\x03\x00\x00\x00\x00\x01"}, "original [0-9a-f]+ is damaged"),
        (tables.original, {"data": None}, "original [0-9a-f]+ is damaged"),
        (tables.original, {"bytes": 3}, "original [0-9a-f]+ has not the 3 bytes|is not what log entry"),
        (tables.custody, {"how": "magic"}, "is not what log entry"),
        (tables.decision, {"reviewer": "Bo"}, "decision d[0-9a-f]+: the ledger has 'Bo' for reviewer"),
        (tables.decision, {"record": "{}"}, "a decision is damaged"),
        (tables.decision, {"ended": 1}, "taken back by log entry 1"),
        (tables.speaker, {"name": "nobody"}, "speaker"),
        (tables.speaker, {"mark": "0" * 32}, "speaker"),
        (tables.log, {"who": "Bo"}, "log entry 1 .* was changed"),
        (tables.claim, {"reviewed": None, "ended": None}, "mark|gave"),
    ],
)
def test_what_was_changed_by_hand_is_named(new_store, made, table, values, named):
    import re

    store = new_store()
    whole = made(4, Reader(__version__, ()))
    whole = replace(whole, article=replace(whole.article, original=PAGE, obtained="pages 2.0"))
    store.add(whole, claims_of(whole))
    claim = claims_of(whole)[0]
    store.decide([Decision(DecisionAct.ACCEPT, claim.id, "Ana", "2024-06-01T10:00:00Z", anchors=(anchor_of(claim),))])
    assert store.verify().problem is None
    with store.backend.writing() as connection:
        one = select(table.c.number).order_by(table.c.number).limit(1)
        if table is tables.claim:
            one = select(table.c.number).where(table.c.reviewed.is_not(None))
        connection.execute(update(table).where(table.c.number.in_(one)).values(values))
    assert re.search(named, store.verify().problem or "nothing was found")


def test_damaged_bytes_are_not_given_out(store):
    store.add(reading("Storms sank 12 boats.", PAGE, path="a.html"), [])
    with store.backend.writing() as connection:
        connection.execute(update(tables.original).values(data=b"x\x9c\x03\x00\x00\x00\x00\x01"))
    with pytest.raises(NotALedger, match="damaged"):
        store.original(sha256(PAGE))


def as_written_before(store, engine, revision):
    """The rows of a ledger in the tables and columns of an earlier step, its log sealed as it was then."""
    with engine.begin() as connection, store.backend.reading() as now:
        migrate(connection, revision)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in tables.metadata.sorted_tables:
            if not inspect(connection).has_table(table.name):
                continue
            names = [column["name"] for column in inspect(connection).get_columns(table.name)]
            old = [{name: row[name] for name in names} for row in now.execute(select(table)).mappings()]
            if table is tables.log and "who" not in names:
                before = FIRST_HASH
                for entry in old:
                    entry["hash"] = before = seal({n: v for n, v in entry.items() if n != "hash"}, before)
            if old:
                connection.execute(insert(table).values(dict.fromkeys(names)), old)
    engine.dispose()


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006"])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_ledger_of_an_earlier_version_is_brought_up_without_loss(kind, revision, request, tmp_path, made):
    new = open_store(str(tmp_path / "new.ledger"))
    for number in range(12):
        whole = made(number, Reader("0.1.0", ()))
        events = tuple(replace(event, stage=Stage.PLEDGED) for event in whole.events)
        forecasts = tuple(replace(forecast, condition="if it holds") for forecast in whole.forecasts)
        whole = replace(whole, events=events, forecasts=forecasts)
        new.add(whole, claims_of(whole))
    later = made(5, Reader("0.2.0", ()))
    new.add(replace(later, figures=()), claims_of(replace(later, figures=())))
    asked = [ClaimFilter(source="MAYOR"), ClaimFilter(search="attacked", kind="event", narrator=False)]
    wanted = list(new.claims()), new.digest(), new.counts(), [list(new.claims(some)) for some in asked]
    assert all(wanted[3])
    settings = {"create": False, "read_only": False, "wait_s": 1.0}
    with closing(new):
        if kind == "sqlite":
            as_written_before(new, create_engine(f"sqlite:///{tmp_path}/old.ledger"), revision)
            old = open_sqlite(str(tmp_path / "old.ledger"), **settings)
        else:
            address = request.getfixturevalue("postgres")()
            as_written_before(new, create_engine(address.replace("postgresql:", "postgresql+psycopg:")), revision)
            with create_engine(address.replace("postgresql:", "postgresql+psycopg:")).begin() as connection:
                for name in inspect(connection).get_table_names():
                    columns = {column["name"] for column in inspect(connection).get_columns(name)}
                    if name == "log" or "number" not in columns:
                        continue  # whose rows the database does not count
                    connection.execute(
                        text(
                            f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), 1 + coalesce(max(number), 0)) "
                            f"FROM {name}"
                        )
                    )
            old = open_postgres(address, **settings)
    with closing(old):
        found = [list(old.claims(some)) for some in asked]
        assert (list(old.claims()), old.digest(), old.counts(), found) == wanted
        assert old.verify().problem is None
        another = made(50, Reader("0.1.0", ()))
        old.add(another, claims_of(another))
        claim = claims_of(another)[0]
        old.decide([Decision(DecisionAct.REJECT, claim.id, "Ana", "2024-06-01T10:00:00Z", anchors=(anchor_of(claim),))])
        assert old.verify().problem is None
        ledger = Ledger(old, old)
        ledger.compare()  # fills the tables that a step added empty
        events = HeldHappenings(ledger.claims(ClaimFilter(kind="event")))
        assert list(happenings_of(ledger).within(Days())) == list(events.within(Days())) != []
        assert catalogue_of(ledger).counts().total == len(ledger.questions()) > 0
