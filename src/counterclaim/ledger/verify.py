"""Checking a ledger against itself: log, texts, readings, claims; names the first thing that does not fit.

In: a Backend; with `reread` also a reader.   Out: how much was checked, and the first problem if there is one.
Nothing is taken on trust that can be derived: hashes from bytes, marks and columns from claims, ids from readings.
Walks the log entry by entry, so memory does not grow with the ledger.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, or_, select
from sqlalchemy.sql import FromClause

from counterclaim.errors import CounterclaimError
from counterclaim.ledger import tables
from counterclaim.ledger.backend import Backend
from counterclaim.ledger.claim_rows import claim_of, claims_with_refs, sound
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.entries import Verified
from counterclaim.ledger.log import FIRST_HASH, seal
from counterclaim.ledger.query import holds
from counterclaim.ledger.rows import Row, canonical, claim_row, reading_content, reading_from, reading_row, unpacked
from counterclaim.ledger.verify_kept import (
    Misfit,
    check_decided,
    check_decisions,
    check_originals,
    check_speakers,
    content_of_decisions,
    custody_content,
    decisions_at,
    seen_at,
)
from counterclaim.records.article import Article
from counterclaim.records.reading import Reading
from counterclaim.version import __version__

PAGE_ROWS = 500
_SEALED = ("number", "at", "run", "act", "subject", "content", "who")


def verify(backend: Backend, reread: Callable[[Article], Reading] | None = None) -> Verified:
    """Check everything that a ledger holds.

    Args:
        reread: reads an article anew; every current reading by this version must then come out the same. Slow.
    """
    counted = {"entries": 0, "readings": 0, "claims": 0, "decisions": 0, "originals": 0}
    problem = None
    try:
        with backend.reading() as connection:
            _check_entries(connection, counted)
            _check_nothing_unvouched(connection)
            check_speakers(connection)
            counted["decisions"] = check_decisions(connection)
            counted["originals"] = check_originals(connection)
            if reread is not None:
                _check_rereading(connection, reread)
    except (Misfit, CounterclaimError) as misfit:
        problem = str(misfit)
    return Verified(problem=problem, **counted)


def _check_entries(connection: Connection, counted: dict[str, int]) -> None:
    """The chain of the log, and for each entry that the rows it stands for are what was written."""
    before, last = FIRST_HASH, 0
    while True:
        page = select(tables.log).where(tables.log.c.number > last).order_by(tables.log.c.number).limit(PAGE_ROWS)
        entries = connection.execute(page).mappings().all()
        for entry in entries:
            if entry["number"] != last + 1:
                raise Misfit(f"log entry {last + 1} is missing")
            if seal({name: entry[name] for name in _SEALED}, before) != entry["hash"]:
                raise Misfit(f"log entry {entry['number']} ({_named(entry)}) was changed, or one before it")
            _check_entry(connection, entry, counted)
            before, last = entry["hash"], entry["number"]
            counted["entries"] += 1
        if len(entries) < PAGE_ROWS:
            return


def _check_entry(connection: Connection, entry: RowMapping, counted: dict[str, int]) -> None:
    derive = {
        "reading": _reading_content,
        "sighting": _sighting_content,
        "custody": _custody_content,
        "decision": _decision_content,
        "dropped": _dropped_content,
        "run begun": _run_content,
        "run finished": _run_content,
    }.get(entry["act"])
    if derive is None:
        raise Misfit(f"log entry {entry['number']} is of an unknown kind: {entry['act']!r}")
    if hashlib.sha256(derive(connection, entry, counted)).hexdigest() != entry["content"]:
        raise Misfit(f"{_named(entry)} is not what log entry {entry['number']} of {entry['at']} says was written")


def _named(entry: RowMapping) -> str:
    kind = "article " if len(entry["subject"]) == 64 else "run " if entry["subject"].isdigit() else ""
    return f"{entry['act']} of {kind}{entry['subject'][:17]}"


def _reading_content(connection: Connection, entry: RowMapping, counted: dict[str, int]) -> bytes:
    """What the log's hash for a reading was taken of, derived from the rows, whose columns are checked first."""
    query = (
        select(tables.article.c.id, tables.article.c.text, tables.article.c.chars, tables.reading)
        .join(tables.article, tables.article.c.number == tables.reading.c.article)
        .where(tables.article.c.id == entry["subject"], tables.reading.c.begun == entry["number"])
    )
    rows = connection.execute(query).mappings().all()
    if len(rows) != 1:
        raise Misfit(f"log entry {entry['number']} stands for {len(rows)} readings of article {entry['subject'][:16]}")
    [row] = rows
    held = select(func.count()).where(tables.reading.c.article == row["article"], holds(tables.reading, row["begun"]))
    if connection.execute(held).scalar() != 1:
        raise Misfit(f"article {row['id'][:16]} has more than one reading as of log entry {entry['number']}")
    what = f"the reading of article {row['id'][:16]}"
    with sound(what):
        text = unpacked(row["text"])
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != row["id"] or len(text) != row["chars"]:
            raise Misfit(f"the text of article {row['id'][:16]} is not the one that its id is the SHA-256 of")
        reading = reading_from(row, text)
        derived = reading_row(reading)
        kept = unpacked(row["record"])
        if not _says_all_of(json.loads(unpacked(derived.pop("record"))), json.loads(kept)):
            raise Misfit(f"{what} does not come out of its record as it went in")
        _compare(what, row, derived)
    claims = _claims_at(connection, row["article"], entry["number"])
    if reading.reader.version == __version__:
        _check_ids(what, claims, reading)
    check_decided(connection, entry["number"], reading, claims, what)
    counted["readings"] += 1
    counted["claims"] += sum(claim["begun"] == entry["number"] for claim in claims)
    if len(claims) != row["claims"]:
        raise Misfit(f"{what} gave {row['claims']} claims, {len(claims)} are there")
    sighting = {name: row[name] or "" for name in ("path", "url", "outlet")}
    sighting |= seen_at(connection, entry)
    return reading_content({"record": row["record"]}, ({"id": c["id"], "mark": c["mark"]} for c in claims), sighting)


def _claims_at(connection: Connection, article: int, entry: int) -> list[RowMapping]:
    """The claims of an article that held as of an entry, each checked against what it says."""
    claim = tables.claim
    query = claims_with_refs().where(claim.c.article == article, holds(claim, entry)).order_by(claim.c.position)
    rows = list(connection.execute(query).mappings())
    for row in rows:
        _compare(f"claim {row['id']}", row, claim_row(claim_of(row)))
    return rows


def _says_all_of(now: Any, kept: Any) -> bool:
    """Whether a record holds all that an earlier one does: a later version may write more fields, never fewer."""
    if isinstance(kept, dict) and isinstance(now, dict):
        return all(name in now and _says_all_of(now[name], value) for name, value in kept.items())
    if isinstance(kept, list) and isinstance(now, list):
        return len(now) == len(kept) and all(map(_says_all_of, now, kept))
    return bool(now == kept)


def _compare(what: str, row: RowMapping, derived: Row) -> None:
    for name, value in derived.items():
        if row[name] != value:
            raise Misfit(f"{what}: the ledger has {row[name]!r} for {name}, it must be {value!r}")


def _check_ids(what: str, claims: Iterable[RowMapping], reading: Reading) -> None:
    derived = {claim.id for claim in claims_of(reading)}
    for claim in claims:
        if claim["id"] not in derived:
            raise Misfit(f"{what} does not give a claim with the id {claim['id']}")


def _sighting_content(connection: Connection, entry: RowMapping, _counted: dict[str, int]) -> bytes:
    sighting = tables.sighting.c
    query = (
        select(sighting.path, sighting.url, sighting.outlet)
        .join(tables.article, tables.article.c.number == sighting.article)
        .where(tables.article.c.id == entry["subject"], sighting.begun == entry["number"])
    )
    row = connection.execute(query).mappings().first()
    return canonical({**row, **seen_at(connection, entry)} if row else None)


def _custody_content(connection: Connection, entry: RowMapping, _counted: dict[str, int]) -> bytes:
    return custody_content(connection, entry)


def _decision_content(connection: Connection, entry: RowMapping, counted: dict[str, int]) -> bytes:
    """What the log's hash for decisions was taken of; the article's claims as they then stood are checked first."""
    decisions = decisions_at(connection, entry)
    article = connection.execute(
        select(tables.article.c.number).where(
            tables.article.c.id == entry["subject"], tables.article.c.begun <= entry["number"]
        )
    ).scalar()
    if article is None:  # about a question, or about an article that came in later
        return content_of_decisions(decisions, (), withdrawn=False)
    claims = _claims_at(connection, article, entry["number"])
    counted["claims"] += sum(claim["begun"] == entry["number"] for claim in claims)
    query = (
        select(tables.reading, tables.article.c.id, tables.article.c.text)
        .join(tables.article, tables.article.c.number == tables.reading.c.article)
        .where(tables.reading.c.article == article, holds(tables.reading, entry["number"]))
    )
    row = connection.execute(query).mappings().first()
    if row is not None:
        what = f"article {row['id'][:16]} as of log entry {entry['number']}"
        with sound(what):
            reading = reading_from(row, unpacked(row["text"]))
        if row["begun"] == entry["number"]:
            counted["readings"] += 1
            _check_brought_back(connection, row)
        check_decided(connection, entry["number"], reading, claims, what)
    return content_of_decisions(decisions, claims, withdrawn=row is None)


def _check_brought_back(connection: Connection, row: RowMapping) -> None:
    """That an article that was withdrawn came back with the very reading that it had."""
    reading = tables.reading.c
    before = (
        select(tables.reading)
        .where(reading.article == row["article"], reading.begun < row["begun"])
        .order_by(reading.begun.desc())
        .limit(1)
    )
    last = connection.execute(before).mappings().one()
    for name in last:
        if name not in ("number", "begun", "ended", "claims") and last[name] != row[name]:
            raise Misfit(f"the reading of article {row['id'][:16]}: {name} is not what it was before the withdrawal")


def _dropped_content(connection: Connection, entry: RowMapping, _counted: dict[str, int]) -> bytes:
    drop = tables.drop.c
    columns = (drop.item, drop.reason, drop.detail, drop.span_start, drop.span_end)
    of_run = drop.run == int(entry["subject"])
    query = select(*columns).where(of_run, drop.begun == entry["number"]).order_by(drop.number)
    return canonical([dict(row) for row in connection.execute(query).mappings()])


def _run_content(connection: Connection, entry: RowMapping, _counted: dict[str, int]) -> bytes:
    names = ("started", "version") if entry["act"] == "run begun" else ("finished", "counts")
    columns = [tables.run.c[name] for name in names]
    row = connection.execute(select(*columns).where(tables.run.c.number == int(entry["subject"]))).mappings().first()
    return canonical(dict(row) if row else None)


def _check_nothing_unvouched(connection: Connection) -> None:
    """That every row began, and ended, with an entry about its own article: nothing lies beside the log's hashes."""
    article, log = tables.article.c, tables.log.c
    for table in (tables.claim, tables.reading, tables.sighting):
        moments = [table.c.begun, table.c.ended] if "ended" in table.c else [table.c.begun]
        for moment in moments:
            query = (
                select(table.c.number, article.id)
                .select_from(table)
                .join(tables.article, article.number == table.c.article)
                .outerjoin(tables.log, log.number == moment)
                .where(moment.is_not(None), or_(log.subject.is_(None), log.subject != article.id, ~_can_begin(table)))
            )
            row = connection.execute(query.limit(1)).first()
            if row is not None:
                raise Misfit(f"{table.name} {row.number} of article {row.id[:16]} is in the ledger and not in its log")
    unread = select(article.id).where(article.number.not_in(select(tables.reading.c.article))).limit(1)
    lost = connection.execute(unread).scalar()
    if lost is not None:
        raise Misfit(f"article {lost[:16]} is in the ledger without any reading")


def _can_begin(table: FromClause) -> ColumnElement[bool]:
    """Which entries begin and end rows of a table: a sighting ends no claim."""
    other = "sighting" if table is tables.sighting else "decision"
    return tables.log.c.act.in_(("reading", other))


def _check_rereading(connection: Connection, reread: Callable[[Article], Reading]) -> None:
    """That reading the articles again gives the very same readings."""
    last = 0
    while True:
        query = (
            select(tables.article.c.id, tables.article.c.text, tables.reading)
            .join(tables.article, tables.article.c.number == tables.reading.c.article)
            .where(holds(tables.reading, None), tables.reading.c.version == __version__, tables.reading.c.number > last)
            .order_by(tables.reading.c.number)
            .limit(1)
        )
        row = connection.execute(query).mappings().first()
        if row is None:
            return
        held = reading_from(row, unpacked(row["text"]))
        if reread(held.article) != held:
            raise Misfit(f"reading article {row['id'][:16]} again gives another reading than the ledger holds")
        last = row["number"]
