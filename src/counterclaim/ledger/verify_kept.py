"""Checking what lies beside readings and claims: original bytes, people's decisions and what they did, speakers' names.

In: a connection, log entries.   Out: what the log's hashes were taken of, derived from the rows; Misfit for what does
not fit.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, and_, exists, func, select

from counterclaim.ledger import tables
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.custody import bytes_of
from counterclaim.ledger.decided import decision_of, standing
from counterclaim.ledger.deciding import decision_content
from counterclaim.ledger.effective import decisions_by_claim, effective
from counterclaim.ledger.rows import Row, canonical, claim_row
from counterclaim.ledger.speakers import mark_of, name_of
from counterclaim.records.decisions import Decision, DecisionAct
from counterclaim.records.reading import Reading
from counterclaim.version import __version__

PAGE_ROWS = 500


class Misfit(Exception):
    """The first thing that does not fit, in words."""


def seen_at(connection: Connection, entry: RowMapping) -> Row:
    """The original that was noted with a log entry, as the log's hash was taken of it; empty where there was none."""
    held, original, sighting = tables.custody.c, tables.original.c, tables.sighting.c
    query = (
        select(original.sha256, original.bytes, held.how, held.version)
        .select_from(tables.custody)
        .join(tables.original, original.number == held.original)
        .join(tables.sighting, sighting.number == held.sighting)
        .join(tables.article, tables.article.c.number == sighting.article)
        .where(tables.article.c.id == entry["subject"], held.begun == entry["number"])
    )
    rows = connection.execute(query).mappings().all()
    if len(rows) > 1:
        raise Misfit(f"log entry {entry['number']} stands for {len(rows)} originals")
    return {"original": dict(rows[0])} if rows else {}


def custody_content(connection: Connection, entry: RowMapping) -> bytes:
    """What the log's hash for other bytes of a known place was taken of."""
    sighting, held = tables.sighting.c, tables.custody.c
    query = (
        select(sighting.path, sighting.url, sighting.outlet)
        .join(tables.custody, held.sighting == sighting.number)
        .join(tables.article, tables.article.c.number == sighting.article)
        .where(tables.article.c.id == entry["subject"], held.begun == entry["number"])
    )
    row = connection.execute(query).mappings().first()
    return canonical({**row, **seen_at(connection, entry)} if row else None)


def decisions_at(connection: Connection, entry: RowMapping) -> list[Decision]:
    """The decisions that came in with a log entry, each checked against its columns."""
    query = select(tables.decision).where(tables.decision.c.begun == entry["number"]).order_by(tables.decision.c.number)
    decisions = []
    for row in connection.execute(query).mappings():
        decision = decision_of(row["record"])
        said = {
            "id": decision.id,
            "act": decision.act,
            "subject": decision.subject,
            "article": decision.article,
            "reviewer": decision.reviewer,
            "at": decision.at,
        }
        for name, value in said.items():
            if row[name] != value:
                raise Misfit(f"decision {row['id']}: the ledger has {row[name]!r} for {name}, it must be {value!r}")
        if decision.reviewer != entry["who"]:
            raise Misfit(
                f"decision {row['id']} is by {decision.reviewer}, log entry {entry['number']} by {entry['who']}"
            )
        decisions.append(decision)
    return decisions


def content_of_decisions(decisions: Sequence[Decision], claims: Sequence[RowMapping], *, withdrawn: bool) -> bytes:
    """What the log's hash for decisions was taken of, given the article's claims as they stood then."""
    return decision_content(decisions, [(row["id"], row["mark"]) for row in claims], withdrawn=withdrawn)


def check_decided(
    connection: Connection, entry: int, reading: Reading, claims: Sequence[RowMapping], what: str
) -> None:
    """That each claim that people decided about is as their decisions make it of the reader's own."""
    decisions = standing(connection, reading.article.id, entry)
    if not decisions or reading.reader.version != __version__:
        return
    base = claims_of(reading)
    result = effective(base, decisions)
    wanted = {claim.id: claim for claim in result.claims}
    held = {row["id"]: row for row in claims}
    for key in decisions_by_claim(base, decisions):
        if key in result.rejected and key in held:
            raise Misfit(f"{what}: claim {key} was rejected and is held all the same")
        if key in wanted and (key not in held or held[key]["mark"] != claim_row(wanted[key])["mark"]):
            raise Misfit(f"{what}: claim {key} is not what the decisions about it make of it")


def check_originals(connection: Connection) -> int:
    """That all bytes have the SHA-256 that they are kept by, and every row of custody its entry; gives how many."""
    original, held, log = tables.original.c, tables.custody.c, tables.log.c
    last, count = 0, 0
    while True:
        page = select(original.number, original.sha256, original.bytes).where(original.number > last)
        rows = connection.execute(page.order_by(original.number).limit(PAGE_ROWS)).all()
        for row in rows:
            if len(bytes_of(connection, row.sha256)) != row.bytes:
                raise Misfit(f"original {row.sha256[:16]} has not the {row.bytes} bytes that the ledger says")
        count += len(rows)
        if len(rows) < PAGE_ROWS:
            break
        last = rows[-1].number
    vouched = exists(select(held.number).where(held.original == original.number, held.begun == original.begun))
    stray = connection.execute(select(original.sha256).where(~vouched).limit(1)).scalar()
    if stray is not None:
        raise Misfit(f"original {stray[:16]} is in the ledger and not in its log")
    query = (
        select(held.number)
        .select_from(tables.custody)
        .join(tables.sighting, tables.sighting.c.number == held.sighting)
        .join(tables.article, tables.article.c.number == tables.sighting.c.article)
        .outerjoin(
            tables.log,
            and_(
                log.number == held.begun,
                log.subject == tables.article.c.id,
                log.act.in_(("reading", "sighting", "custody")),
            ),
        )
        .where(log.number.is_(None))
    )
    stray = connection.execute(query.limit(1)).scalar()
    if stray is not None:
        raise Misfit(f"custody {stray} is in the ledger and not in its log")
    return count


def check_decisions(connection: Connection) -> int:
    """That every decision came with an entry, and ended when and only when another took it back; gives how many."""
    here, log = tables.decision.c, tables.log.c
    stray = (
        select(here.id)
        .outerjoin(tables.log, and_(log.number == here.begun, log.act == "decision"))
        .where(log.number.is_(None))
    )
    lost = connection.execute(stray.limit(1)).scalar()
    if lost is not None:
        raise Misfit(f"decision {lost} is in the ledger and not in its log")
    back = tables.decision.alias("back")
    taken = func.min(back.c.begun)
    query = (
        select(here.id, here.begun, here.ended, taken.label("taken"))
        .outerjoin(back, and_(back.c.subject == here.id, back.c.act == DecisionAct.WITHDRAW.value))
        .group_by(here.id, here.begun, here.ended)
    )
    count = 0
    for row in connection.execute(query):
        must = None if row.taken is None else max(row.taken, row.begun)
        if row.ended != must:
            raise Misfit(f"decision {row.id}: the ledger has it taken back by log entry {row.ended}, it was by {must}")
        count += 1
    return count


def check_speakers(connection: Connection) -> None:
    """That each claim has the number of its own speaker, under whose name it is found."""
    claim, speaker = tables.claim.c, tables.speaker.c
    query = (
        select(claim.source, claim.source_text, claim.speaker, speaker.mark, speaker.name)
        .outerjoin(tables.speaker, speaker.number == claim.speaker)
        .distinct()
    )
    for row in connection.execution_options(yield_per=PAGE_ROWS).execute(query):
        mark = mark_of(row.source, row.source_text)
        if (row.mark, row.speaker is None) != (mark, mark is None):
            raise Misfit(f"speaker: claims of {row.source or row.source_text!r} are filed under {row.name!r}")
        if mark is not None and row.name != name_of(row.source, row.source_text):
            raise Misfit(f"speaker {row.speaker}: the ledger has {row.name!r} for name")
