"""Writing what people decided: each decision once, with what it does to the claims, in one transaction.

In: decisions.   Out: those that were not there yet. Nothing is overwritten: a claim that a person rejects or corrects
ends as the reader made it, and begins anew as the person has it; what is taken back ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched, groupby

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from counterclaim.errors import RecordError
from counterclaim.ledger import log, tables
from counterclaim.ledger.backend import AT_A_TIME, Backend
from counterclaim.ledger.claim_rows import sound
from counterclaim.ledger.claim_writing import Held, claim_rows, end_rows, held_claims, put_claims
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.decided import decision_of, standing
from counterclaim.ledger.effective import decisions_by_claim, effective, in_order
from counterclaim.ledger.rows import Row, canonical, reading_from, unpacked
from counterclaim.records.claim import Claim
from counterclaim.records.correcting import check
from counterclaim.records.decisions import Decision, DecisionAct, decision_to_json
from counterclaim.records.reading import Reading


@dataclass(frozen=True, slots=True)
class _Change:
    """What some decisions on one article do to it."""

    reading: RowMapping  # the last one
    is_withdrawn: bool  # as of now
    rows: dict[str, Row]  # of the claims that begin, or hold on
    over: Held  # the claims that end unless `rows` has the very same
    marks: list[tuple[str, str]]  # id and mark of every claim that then holds

    @property
    def was_withdrawn(self) -> bool:
        """Whether the article was withdrawn before."""
        return self.reading["ended"] is not None


def decide(
    connection: Connection, backend: Backend, clock: log.Clock, decisions: Iterable[Decision]
) -> tuple[Decision, ...]:
    """Write decisions in the order in which they were taken; gives those that the ledger did not hold.

    Raises:
        RecordError: a correction that the claim cannot have. Nothing is written then.
    """
    unlike = {decision.id: decision for decision in decisions}
    known = _known(connection, sorted(unlike))
    fresh = in_order(decision for key, decision in unlike.items() if key not in known)
    for decision in fresh:
        if decision.act is DecisionAct.CORRECT:
            check(decision.anchors[0].kind, decision.field or "", decision.value)
    scopes = [(decision, *_scope(connection, decision, unlike)) for decision in fresh]
    # One log entry for what one person decided on one article, so that no state between is ever the ledger's.
    for (scope, reviewer), group in groupby(scopes, key=lambda item: (item[1], item[0].reviewer)):
        items = list(group)
        _write(connection, backend, clock, [item[0] for item in items], scope, reviewer, article=items[0][2])
    return tuple(fresh)


def decision_content(decisions: Iterable[Decision], claims: Iterable[tuple[str, str]], *, withdrawn: bool) -> bytes:
    """The bytes whose hash the log keeps for decisions: what they say, and the article's claims as they then stand.

    Args:
        claims: id and mark of each; none for decisions that are about no article.
    """
    said = sorted((decision_to_json(decision) for decision in decisions), key=lambda record: str(record["id"]))
    return canonical({"decisions": said, "claims": sorted(claims), "withdrawn": withdrawn})


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for part in batched(ids, AT_A_TIME):
        query = select(tables.decision.c.id).where(tables.decision.c.id.in_(part))
        found |= set(connection.execute(query).scalars())
    return found


def _scope(connection: Connection, decision: Decision, beside: dict[str, Decision]) -> tuple[str, str | None]:
    """What a decision's log entry is about, and the article whose claims it may change."""
    back = decision.takes_back
    if back is not None:
        row = connection.execute(select(tables.decision.c.record).where(tables.decision.c.id == back)).first()
        taken = decision_of(row.record) if row else beside.get(back)
        if taken is None:
            return back, None  # what it takes back has not come in yet
        decision = taken
    return decision.article or decision.subject, decision.article


def _write(
    connection: Connection,
    backend: Backend,
    clock: log.Clock,
    decisions: list[Decision],
    scope: str,
    reviewer: str,
    *,
    article: str | None,
) -> None:
    backs = {decision.takes_back for decision in decisions if decision.takes_back}
    change = _change(connection, article, decisions, backs) if article else None
    content = decision_content(
        decisions, change.marks if change else (), withdrawn=change is not None and change.is_withdrawn
    )
    begun = log.enter(connection, clock, act="decision", subject=scope, content=content, run=None, who=reviewer)
    _put(connection, decisions, backs, begun)
    if change is not None:
        _carry_out(connection, backend, change, begun)


def _put(connection: Connection, decisions: Iterable[Decision], backs: Iterable[str], begun: int) -> None:
    """The decisions' own rows; what they take back ends, now or, where it comes in later, as soon as it is there."""
    taken = tables.decision.alias("taken")
    for decision in decisions:
        row = {
            "id": decision.id,
            "begun": begun,
            "act": decision.act.value,
            "subject": decision.subject,
            "article": decision.article,
            "reviewer": decision.reviewer,
            "at": decision.at,
            "record": canonical(decision_to_json(decision)).decode(),
        }
        by = select(func.count()).where(taken.c.act == DecisionAct.WITHDRAW.value, taken.c.subject == decision.id)
        row["ended"] = begun if connection.execute(by).scalar() else None
        connection.execute(insert(tables.decision), row)
    for back in sorted(backs):
        here = tables.decision.c
        connection.execute(update(tables.decision).where(here.id == back, here.ended.is_(None)).values(ended=begun))


def _change(connection: Connection, article: str, decisions: Sequence[Decision], backs: set[str]) -> _Change | None:
    """What becomes of an article with some decisions more, and others taken back; None where it is not there."""
    reading = last_reading(connection, article)
    if reading is None:
        return None
    before = standing(connection, article)
    gone = backs | _taken_back_before(connection, decisions)
    after = [d for d in [*before, *decisions] if d.id not in gone and d.article == article]
    held = held_claims(connection, reading["article"])
    if any(decision.act is DecisionAct.WITHDRAW for decision in after):
        return _Change(reading, True, {}, held, [])
    base = claims_of(reading_of(reading))
    wanted = effective(base, after).claims
    _check_bounds(wanted, decisions)
    rows = claim_rows(article, wanted)
    if reading["ended"] is None:
        # Only what these decisions are about: the rest stays as its reader wrote it, were it written otherwise today.
        touched = decisions_by_claim(base, [*decisions, *(d for d in before if d.id in gone)]).keys()
        rows = {key: row for key, row in rows.items() if key in touched}
        held_on = [(key, row["mark"]) for key, row in held.items() if key not in touched]
        held = {key: row for key, row in held.items() if key in touched}
    else:
        held_on = []
    return _Change(reading, False, rows, held, held_on + [(key, row["mark"]) for key, row in rows.items()])


def _taken_back_before(connection: Connection, decisions: Sequence[Decision]) -> set[str]:
    """Those of some decisions that were taken back before they came in."""
    here = tables.decision.c
    query = select(here.subject).where(
        here.act == DecisionAct.WITHDRAW.value, here.subject.in_([decision.id for decision in decisions])
    )
    return set(connection.execute(query).scalars())


def _check_bounds(claims: Iterable[Claim], decisions: Sequence[Decision]) -> None:
    fresh = {decision.id: decision for decision in decisions}
    for claim in claims:
        said = {review.field: fresh[review.decision].value for review in claim.reviewed if review.decision in fresh}
        if any(name in said and said[name] != getattr(claim, name) for name in ("low", "high")):
            raise RecordError(
                f"claim {claim.id}: low {said.get('low', claim.low)} would lie above high "
                f"{said.get('high', claim.high)}; correct both"
            )


def _carry_out(connection: Connection, backend: Backend, change: _Change, begun: int) -> None:
    number, reading = change.reading["article"], change.reading["number"]
    if change.is_withdrawn and not change.was_withdrawn:
        end_rows(connection, tables.reading, [reading], begun)
    elif change.was_withdrawn and not change.is_withdrawn:  # brought back: the same reading holds again
        again = {column.name: change.reading[column.name] for column in tables.reading.c if column.name != "number"}
        again |= {"begun": begun, "ended": None, "claims": len(change.rows)}
        [reading] = connection.execute(insert(tables.reading), again).inserted_primary_key or [0]
    put_claims(connection, change.rows, change.over, article=number, reading=reading, begun=begun)
    backend.index_words(connection, begun)


def last_reading(connection: Connection, article: str) -> RowMapping | None:
    """The current reading of an article or, where it was withdrawn, the last; with the article's text and id."""
    reading = tables.reading
    query = (
        select(reading, tables.article.c.id, tables.article.c.text)
        .join(tables.article, tables.article.c.number == reading.c.article)
        .where(tables.article.c.id == article)
        .order_by(reading.c.begun.desc())
        .limit(1)
    )
    return connection.execute(query).mappings().first()


def reading_of(row: RowMapping) -> Reading:
    """The reading that a row of `last_reading` stands for."""
    with sound(f"the reading of article {row['id']}"):
        return reading_from(row, unpacked(row["text"]))
