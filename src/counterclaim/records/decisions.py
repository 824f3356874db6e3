"""What people decide about what was read: accept, reject, correct, merge, split, pin, judge, withdraw.

A decision is a record of its own, never an edit: what the reader made of the words stays, and the decision stands
beside it with who, when and why. It is tied to the words themselves (article, kind, span, and what was made of them),
so that it holds on when a newer reader numbers or widens things otherwise, and in another ledger with that article.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counterclaim.errors import RecordError
from counterclaim.records.span import Span

Json = dict[str, Any]  # only here: this module is the edge between decisions and JSON

Value = str | float | bool | tuple[str, ...] | None
"""What a field holds: text, number, yes or no, several names; None = the words give none. Dates are ISO 8601 text."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z\Z")
_LARGEST_AMOUNT = 1e300
_LONGEST_NAME_CHARS = 200  # of a reviewer; a name, not an essay


class DecisionAct(StrEnum):
    """What a decision does. On claims: accept, reject, correct. On questions: merge, split, pin. On forecasts and
    questions: judge. On articles, and on decisions, which are thereby taken back: withdraw."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    PIN = "pin"
    JUDGE = "judge"
    WITHDRAW = "withdraw"


ON_CLAIMS = frozenset({DecisionAct.ACCEPT, DecisionAct.REJECT, DecisionAct.CORRECT})
ON_QUESTIONS = frozenset({DecisionAct.MERGE, DecisionAct.SPLIT, DecisionAct.PIN, DecisionAct.JUDGE})


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a decision is about, and what had been made of them when it was taken."""

    claim: str  # the claim's id then
    article: str  # the article's whole id
    kind: str  # statement, figure, event, forecast
    span: Span
    words: str  # the article's words at `span`
    of: str  # which of the decision's subject and others this claim is, or is an account of
    was: tuple[tuple[str, Value], ...] = ()  # what it said: field and value by name, empty ones left out


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that one person decided, when and why. Raises RecordError for one that cannot be meant."""

    act: DecisionAct
    subject: str  # a claim's, question's, forecast's, article's or decision's id
    reviewer: str
    at: str  # when it was taken, ISO 8601 in UTC: 2024-05-03T10:00:00Z
    others: tuple[str, ...] = ()  # merge: the questions that are the same; split: the claims that leave
    field: str | None = None  # correct: which field; pin and judge: what is pinned or judged
    value: Value = None
    reason: str = ""
    anchors: tuple[Anchor, ...] = ()

    def __post_init__(self) -> None:
        if not self.reviewer.strip() or len(self.reviewer) > _LONGEST_NAME_CHARS or not self.reviewer.isprintable():
            raise RecordError(f"a decision needs the name of who takes it, on one line; got {self.reviewer[:40]!r}")
        if not _MOMENT.match(self.at):
            raise RecordError(f"a decision's time is ISO 8601 in UTC, 2024-05-03T10:00:00Z; got {self.at!r}")
        if not self.subject:
            raise RecordError("a decision needs a subject: the id of what it is about")
        if self.act is DecisionAct.CORRECT and not self.field:
            raise RecordError("a correction needs the field that it corrects")
        if self.act in (DecisionAct.MERGE, DecisionAct.SPLIT) and not self.others:
            raise RecordError(f"to {self.act} needs others beside the subject")
        if self.act in ON_CLAIMS and len(self.anchors) != 1:
            raise RecordError(f"to {self.act} a claim needs one anchor, the claim's own words; got {len(self.anchors)}")

    @property
    def id(self) -> str:
        """Derived from all that the decision says: taken in twice it is one."""
        said = {name: value for name, value in decision_to_json(self, with_id=False).items() if value not in (None, [])}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return "d" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]

    @property
    def article(self) -> str | None:
        """The one article that it is about; None for questions and for what takes a decision back."""
        if self.act in ON_CLAIMS:
            return self.anchors[0].article
        return self.subject if self.act is DecisionAct.WITHDRAW and not is_decision_id(self.subject) else None

    @property
    def takes_back(self) -> str | None:
        """The id of the decision that this one takes back."""
        return self.subject if self.act is DecisionAct.WITHDRAW and is_decision_id(self.subject) else None


@dataclass(frozen=True, slots=True)
class Review:
    """What a claim shows of one decision about it."""

    decision: str
    act: DecisionAct  # accept or correct
    reviewer: str
    at: str
    field: str | None = None  # of a correction
    before: Value = None  # what the reader had made of it


def is_decision_id(text: str) -> bool:
    """Whether it is a decision's id rather than an article's, which is longer and has no letter before it."""
    return re.fullmatch(r"d[0-9a-f]{16}", text) is not None


def moment_text(moment: dt.datetime) -> str:
    """A moment as decisions write it: ISO 8601 in UTC to the microsecond."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def decision_to_json(decision: Decision, *, with_id: bool = True) -> Json:
    """One JSON object for one decision (docs/review.md)."""
    record: Json = {"id": decision.id} if with_id else {}
    return record | {
        "act": decision.act.value,
        "subject": decision.subject,
        "others": list(decision.others),
        "field": decision.field,
        "value": value_to_json(decision.value),
        "reviewer": decision.reviewer,
        "at": decision.at,
        "reason": decision.reason,
        "anchors": [
            {
                "claim": anchor.claim,
                "article": anchor.article,
                "kind": anchor.kind,
                "span": [anchor.span.start, anchor.span.end],
                "words": anchor.words,
                "of": anchor.of,
                "was": {name: value_to_json(value) for name, value in anchor.was},
            }
            for anchor in decision.anchors
        ],
    }


def decision_from_json(record: Mapping[str, Any]) -> Decision:
    """The decision that a record stands for.

    Raises:
        RecordError: it does not have the documented form, or its id is not the one that it must have.
    """
    try:
        decision = Decision(
            act=DecisionAct(record["act"]),
            subject=_text(record["subject"]),
            reviewer=_text(record["reviewer"]),
            at=_text(record["at"]),
            others=tuple(map(_text, record.get("others") or ())),
            field=_text(record["field"]) if record.get("field") is not None else None,
            value=value_from_json(record.get("value")),
            reason=_text(record.get("reason") or ""),
            anchors=tuple(_anchor(anchor) for anchor in record.get("anchors") or ()),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as err:
        raise RecordError(f"not a decision: {type(err).__name__}: {err}") from err
    if record.get("id") not in (None, decision.id):
        raise RecordError(f"decision {record['id']} was changed: what it says has the id {decision.id}")
    return decision


def value_to_json(value: Value) -> Any:
    """As JSON has it: whole numbers without a decimal point."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def value_from_json(value: Any) -> Value:
    """A field's value again. Raises TypeError for what is none, ValueError for what is no number."""
    if isinstance(value, list):
        return tuple(map(_text, value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) <= _LARGEST_AMOUNT:  # nor is "not a number"
            raise ValueError(f"{value!r:.40} is no amount")
        return float(value)
    if value is None or isinstance(value, str | bool):
        return value
    raise TypeError(f"a value is a text, a number, true, false, null or a list of texts, not {type(value).__name__}")


def _anchor(record: Mapping[str, Any]) -> Anchor:
    return Anchor(
        claim=_text(record["claim"]),
        article=_text(record["article"]),
        kind=_text(record["kind"]),
        span=Span(int(record["span"][0]), int(record["span"][1])),
        words=_text(record["words"]),
        of=_text(record["of"]),
        was=tuple(sorted((_text(name), value_from_json(value)) for name, value in record.get("was", {}).items())),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a text, got {value!r}")
    return value
