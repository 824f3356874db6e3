"""People's part: what to look at first, and what they decide about claims, questions, forecasts and articles.

In: a ledger; ids as a person gives them, shortened or not.   Out: the queue; decisions tied to their words.
"""

import datetime as dt
import getpass
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from counterclaim import settings
from counterclaim.errors import RecordError, UnknownId, UsageError
from counterclaim.flow.review_order import WEIGHT_ALONE, Score, consequence, doubt
from counterclaim.ledger.store import ClaimFilter, View
from counterclaim.records.claim import Claim
from counterclaim.records.correcting import anchor_of, check, value_of
from counterclaim.records.decisions import (
    ON_CLAIMS,
    Anchor,
    Decision,
    DecisionAct,
    Value,
    decision_from_json,
    is_decision_id,
    moment_text,
    value_from_json,
)
from counterclaim.records.question import Question

if TYPE_CHECKING:
    from counterclaim.flow.ledger import Ledger

# Of a question with more accounts so many are held on to: enough that it is found again when most are read otherwise.
MOST_ANCHORS = 50


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One claim that waits for a person."""

    claim: Claim
    doubt: Score
    consequence: Score
    questions: tuple[str, ...]  # ids of those that it answers
    decisions: tuple[Decision, ...]  # what people decided about it so far, in order

    @property
    def score(self) -> float:
        """Doubt times consequence: 0 nothing to do, 1 look at this first."""
        return self.doubt.number * self.consequence.number


def queue(
    ledger: "Ledger",
    *,
    wanted: ClaimFilter | None = None,
    limit: int | None = 50,
    reviewer: str | None = None,
    blind: bool = False,
    questions: Sequence[Question] | None = None,
) -> list[QueueItem]:
    """Claims in the order in which looking at them pays most: by doubt times consequence.

    What people have decided is left out, unless two differ or the reader has read the words otherwise since.

    Args:
        wanted: only these claims.
        limit: at most so many; None = all.
        reviewer: leave out only what this person has decided: for a second coder.
        blind: show claims as the reader makes them and nothing that others decided: for coders who must not see each
            other's work.
        questions: those of the ledger, where the caller has them already.
    """
    answers: dict[str, list[Question]] = defaultdict(list)
    for question in ledger.questions() if questions is None else questions:
        for account in question.accounts:
            answers[account.claim.id].append(question)
    decided = _decided_by_claim(ledger.view)

    def items(claims: Iterable[Claim]) -> Iterator[QueueItem]:
        for claim in claims:
            item = _item(ledger.view, claim, answers, decided, reviewer, blind=blind)
            if item is not None:
                yield item

    if wanted is None and limit is not None:
        # No claim that answers no question can come before one that scores as much as the most doubtful of those: the
        # walk over the whole ledger is saved wherever enough hangs on the questions' accounts.
        accounts = {account.claim.id: account.claim for qs in answers.values() for q in qs for account in q.accounts}
        first = heapq.nsmallest(
            limit, items(chain(accounts.values(), _rejected(ledger.view, decided, blind=blind))), _rank
        )
        if len(first) == limit and first[-1].score >= WEIGHT_ALONE:
            return first
    found = items(chain(ledger.view.claims(wanted), _rejected(ledger.view, decided, blind=blind, wanted=wanted)))
    return sorted(found, key=_rank) if limit is None else heapq.nsmallest(limit, found, key=_rank)


def reviewer_name(given: str | None = None) -> str:
    """Who reviews: as given, else by the setting, else the login name."""
    name = (given or settings.value_of("reviewer") or "").strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError) as err:
        raise UsageError("who reviews? Give --by NAME, or set COUNTERCLAIM_REVIEWER") from err


def make_decisions(
    ledger: "Ledger",
    act: DecisionAct,
    subject: str,
    *,
    others: Sequence[str] = (),
    fields: Mapping[str, Value] | None = None,
    reason: str = "",
    reviewer: str | None = None,
    at: dt.datetime | None = None,
) -> tuple[Decision, ...]:
    """What a person decides, tied to its words; nothing is written.

    Args:
        act: what is done.
        subject: a claim's (accept, reject, correct), question's (merge, split, pin, judge), forecast's (judge),
            article's or decision's (withdraw) id; its beginning is enough.
        others: merge: the other questions; split: the claims that leave the question.
        fields: correct: the right values by field; pin and judge: one, what is pinned or judged.
        at: when it was decided; None = now.
    Raises:
        UnknownId, UsageError: there is no such thing, or it cannot have that value.
    """
    act = DecisionAct(act)
    base = Decision(
        DecisionAct.WITHDRAW,
        subject or "-",
        reviewer_name(reviewer),
        moment_text(at or dt.datetime.now(dt.UTC)),
        reason=reason,
    )
    try:
        if act in ON_CLAIMS:
            return tuple(_on_claim(ledger.view, act, subject, base, fields or {}))
        if act is DecisionAct.WITHDRAW:
            return (_withdrawal(ledger.view, subject, base),)
        return (_on_question(ledger, act, subject, others, base, fields or {}),)
    except RecordError as err:
        raise UsageError(str(err)) from err


def decisions_from_records(
    ledger: "Ledger", records: Iterable[Mapping[str, Any]], reviewer: str | None = None
) -> list[Decision]:
    """Decisions out of JSON objects: whole ones, as `decision_to_json` writes them, or short ones, as a person does.

    A short one names `act` and `subject`, for a correction `field` and `value`; `others`, `reason`, `reviewer` and `at`
    as they are needed.

    Raises:
        RecordError, UsageError: one of them cannot be meant; the message says which.
    """
    decisions: list[Decision] = []
    for number, record in enumerate(records, 1):
        try:
            if record.get("anchors") or (record.get("id") and record.get("at")):
                decisions.append(decision_from_json(record))
            else:
                decisions.extend(_from_short(ledger, record, reviewer))
        except (RecordError, UsageError) as err:
            raise type(err)(f"decision {number}: {err}") from err
    return decisions


def _from_short(ledger: "Ledger", record: Mapping[str, Any], reviewer: str | None) -> tuple[Decision, ...]:
    try:
        act = DecisionAct(record["act"])
        fields = {str(record["field"]): value_from_json(record.get("value"))} if record.get("field") else {}
        at = dt.datetime.fromisoformat(record["at"]) if record.get("at") else None
        return make_decisions(
            ledger,
            act,
            str(record["subject"]),
            others=tuple(map(str, record.get("others") or ())),
            fields=fields,
            reason=str(record.get("reason") or ""),
            reviewer=record.get("reviewer") or reviewer,
            at=at,
        )
    except (KeyError, TypeError, ValueError) as err:
        raise UsageError(f"not a decision: {type(err).__name__}: {err}") from err


def _rank(item: QueueItem) -> tuple[float, str]:
    return -item.score, item.claim.id


def _decided_by_claim(view: View) -> dict[str, list[Decision]]:
    """What people decided about claims, by the id that the claim had then."""
    decided: dict[str, list[Decision]] = defaultdict(list)
    for decision in view.decisions():
        if decision.act in ON_CLAIMS:
            decided[decision.anchors[0].claim].append(decision)
    return decided


def _rejected(
    view: View, decided: Mapping[str, Sequence[Decision]], *, blind: bool, wanted: ClaimFilter | None = None
) -> Iterator[Claim]:
    """Rejected claims about which somebody else decided otherwise or, when blind, may."""
    if wanted is None or blind:
        for rejected in view.rejected():
            if blind or len({d.reviewer for d in decided.get(rejected.claim.id, ())}) > 1:
                yield rejected.claim


def _item(
    view: View,
    claim: Claim,
    answers: Mapping[str, list[Question]],
    decided: Mapping[str, Sequence[Decision]],
    reviewer: str | None,
    *,
    blind: bool,
) -> QueueItem | None:
    reviewed = {review.decision for review in claim.reviewed}
    about = list(decided.get(claim.id, ()))
    about += [view.decision(key) for key in sorted(reviewed - {d.id for d in about})]  # decided under another id
    if reviewer is not None and any(d.reviewer == reviewer for d in about):
        return None
    machine = view.machine_claim(claim.id) if about else claim
    shown = machine if blind else claim
    seen = () if reviewer is not None or blind else tuple(about)
    how_doubtful = doubt(replace(machine, reviewed=()), seen, machine)
    if how_doubtful.number <= 0:
        return None
    questions = answers.get(claim.id, [])
    weight = consequence(claim, questions)
    return QueueItem(shown, how_doubtful, weight, tuple(q.id for q in questions), () if blind else tuple(about))


def _on_claim(
    view: View, act: DecisionAct, subject: str, base: Decision, fields: Mapping[str, Value]
) -> Iterator[Decision]:
    claim = view.claim(subject)
    anchor = anchor_of(view.machine_claim(claim.id))
    if act is not DecisionAct.CORRECT:
        yield replace(base, act=act, subject=claim.id, anchors=(anchor,))
        return
    if not fields:
        raise UsageError("what is to be corrected? Name a field and its value")
    fields = _with_both_bounds(claim, fields)
    for name, value in fields.items():
        check(claim.kind, name, value)
        yield replace(base, act=act, subject=claim.id, field=name, value=value, anchors=(anchor,))


def _with_both_bounds(claim: Claim, fields: Mapping[str, Value]) -> dict[str, Value]:
    """Whoever puts one bound right has seen the other, and must not have it changed beside it by a newer reader."""
    both = dict(fields)
    if claim.kind == "figure" and ("low" in both) != ("high" in both):
        other = "high" if "low" in both else "low"
        both[other] = value_of(claim, other)
    low, high = both.get("low"), both.get("high")
    if isinstance(low, float) and isinstance(high, float) and low > high:
        raise UsageError(f"low {low:g} lies above high {high:g}; correct both")
    return both


def _withdrawal(view: View, subject: str, base: Decision) -> Decision:
    if not base.reason.strip():
        raise UsageError("why? To withdraw something needs a reason")
    if is_decision_id(subject) or subject.startswith("d"):
        try:
            decision = view.decision(subject)
        except UnknownId:
            if is_decision_id(subject):
                raise
        else:
            if decision.takes_back is not None:
                raise UsageError(f"{decision.id} takes {decision.takes_back} back already; decide anew instead")
            return replace(base, subject=decision.id)
    return replace(base, subject=view.article(subject).id)


def _on_question(
    ledger: "Ledger",
    act: DecisionAct,
    subject: str,
    others: Sequence[str],
    base: Decision,
    fields: Mapping[str, Value],
) -> Decision:
    if len(fields) > 1 or (act is DecisionAct.JUDGE and not fields):
        raise UsageError(f"to {act} needs one field and its value")
    [(name, value)] = fields.items() or [(None, None)]
    if act is DecisionAct.JUDGE and not subject.startswith("q"):
        key, claims = _forecast(ledger, subject)
        return replace(
            base, act=act, subject=key, field=name, value=value, anchors=tuple(anchor_of(c, key) for c in claims)
        )
    questions = ledger.questions()
    question = _one(questions, subject)
    anchors = _anchors(question)
    whole: list[str] = []
    if act is DecisionAct.MERGE:
        for other in (_one(questions, key) for key in others):
            if other.id == question.id:
                raise UsageError(f"{other.id} cannot be merged with itself")
            whole.append(other.id)
            anchors += _anchors(other)
    elif others:
        inside = {account.claim.id: account.claim for account in question.accounts}
        for key in others:
            found = [claim for claim in inside.values() if claim.id.startswith(key)]
            if len(found) != 1:
                raise UnknownId(f"{len(found) or 'no'} accounts of {question.id} begin with {key!r}")
            whole.append(found[0].id)
        if act is DecisionAct.SPLIT and len(whole) == len(inside):
            raise UsageError("all accounts would leave the question; name those that do not belong to it")
        anchors = _anchors(question, leave_out=set(whole)) + tuple(anchor_of(inside[key]) for key in whole)
    return replace(
        base, act=act, subject=question.id, others=tuple(whole), field=name, value=value, anchors=tuple(anchors)
    )


def _anchors(question: Question, leave_out: Iterable[str] = ()) -> tuple[Anchor, ...]:
    """Claims that stand for a question: one of each origin first."""
    out = set(leave_out)
    first: dict[str, Claim] = {}
    rest: list[Claim] = []
    for account in question.accounts:
        if account.claim.id in out:
            continue
        if account.origin in first:
            rest.append(account.claim)
        else:
            first[account.origin] = account.claim
    return tuple(anchor_of(claim, question.id) for claim in [*first.values(), *rest][:MOST_ANCHORS])


def _one(questions: Sequence[Question], key: str) -> Question:
    found = [question for question in questions if question.id.startswith(key)]
    if len(found) != 1 or not key:
        raise UnknownId(f"{len(found) or 'no'} questions have an id that begins with {key!r}")
    return found[0]


def _forecast(ledger: "Ledger", key: str) -> tuple[str, Sequence[Claim]]:
    found = [f for f in ledger.forecasts() if f.id.startswith(key) or any(m.id.startswith(key) for m in f.mentions)]
    if len(found) != 1 or not key:
        raise UnknownId(f"{len(found) or 'no'} forecasts have an id that begins with {key!r}")
    return found[0].id, found[0].mentions[:MOST_ANCHORS]
