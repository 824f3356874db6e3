"""The review queue: one claim at a time, its words, what the reader made of them, and what a person says to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.flow.reviewing import QueueItem
from counterclaim.records.claim import Claim
from counterclaim.records.correcting import fields_of, value_of
from counterclaim.records.decisions import DecisionAct, Value
from counterclaim.records.question import Question
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Status, Track
from counterclaim.show.tables import CLAIMS
from counterclaim.show.web.pages.base import Data, Page, Site
from counterclaim.show.web.pages.claims import Piece, pieces_around

WAITING = 100  # claims that a queue holds at a time
WAITING_SHOWN = 10  # of those that follow
_NUMBERS = frozenset(("low", "high"))
_LISTS = frozenset(("where", "actors", "targets"))
_CHOICES = {
    "side": Side,
    "track": Track,
    "act": Act,
    "quote": Quote,
    "measure": Measure,
    "modality": Modality,
    "event_type": EventType,
    "status": Status,
}


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field that can be corrected."""

    name: str
    value: str  # as a form holds it
    choices: tuple[str, ...]  # empty: anything


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The claim to look at, and those that wait."""

    item: QueueItem | None
    pieces: tuple[Piece, ...]
    fields: tuple[FieldShown, ...]
    questions: tuple[Question, ...]
    waiting: tuple[QueueItem, ...]
    next: str | None  # the claim that follows, where this one is passed over
    reviewer: str
    done: str  # what was just decided, in words


def review_page(site: Site, *, claim: str | None, reviewer: str, done: str = "") -> Page:
    """The first of the queue that nobody decided since it was made, or the claim asked for."""
    snapshot = site.snapshot
    queue = snapshot.waiting()
    start = next((i for i, item in enumerate(queue) if item.claim.id == claim), 0)
    ahead = (item for item in queue[start:] if item.claim.id == claim or not _decided(snapshot.ledger, item))
    items = tuple(islice(ahead, 1 + WAITING_SHOWN))
    if not items:
        view = ReviewView(None, (), (), (), (), None, reviewer, done)
        return Page("review.html", "review", "Review", view, path=("review", {}))
    item, waiting = items[0], items[1:]
    article = snapshot.ledger.view.article(item.claim.article.id)
    view = ReviewView(
        item=item,
        pieces=tuple(pieces_around(item.claim, article)),
        fields=tuple(
            FieldShown(field.name, _shown(value_of(item.claim, field.name)), tuple(_CHOICES.get(field.name, ())))
            for field in fields_of(item.claim.kind)
        ),
        questions=tuple(snapshot.catalogue.several(item.questions)),
        waiting=waiting,
        next=waiting[0].claim.id if waiting else None,
        reviewer=reviewer,
        done=done,
    )
    return Page("review.html", "review", "Review", view, path=("review", {}))


def review_data(site: Site) -> Data[Claim]:
    """The claims that wait, in the order of the queue."""
    return Data(CLAIMS, (item.claim for item in site.snapshot.queue))


def decide(ledger: Ledger, form: Mapping[str, str]) -> str:
    """Note what a form says. Returns what was decided, in words.

    Args:
        form: act, claim, reviewer, reason; for a correction field_NAME for each field and was_NAME for what it held.
    Raises:
        UsageError, UnknownId: it cannot be meant.
    """
    act, claim_id = form.get("act", ""), form.get("claim", "")
    if act not in {"accept", "reject", "correct"}:
        raise UsageError(f"{act[:40]!r} is no decision about a claim; there are accept, reject and correct")
    fields: dict[str, Value] = {}
    if act == "correct":
        for name, written in form.items():
            field = name.removeprefix("field_")
            if field != name and written.strip() != form.get(f"was_{field}", "").strip():
                fields[field] = _value(field, written.strip())
        if not fields:
            raise UsageError("a correction must change a field")
    made = ledger.decide(
        DecisionAct(act),
        claim_id,
        fields=fields or None,
        reason=form.get("reason", "").strip(),
        reviewer=form.get("reviewer", "").strip() or None,
    )
    if not made:
        return f"{claim_id}: that had been decided before"
    changed = f" ({', '.join(sorted(fields))})" if fields else ""
    return f"{claim_id}: {act}ed{changed} by {made[0].reviewer}"


def _decided(ledger: Ledger, item: QueueItem) -> bool:
    """Whether somebody decided about it after the queue was made."""
    held = {decision.id for decision in item.decisions}
    return any(decision.id not in held for decision in ledger.view.decisions(item.claim.id))


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    return "; ".join(value) if isinstance(value, tuple) else value


def _value(field: str, written: str) -> Value:
    if not written:
        return None
    if field in _NUMBERS:
        try:
            return float(written.replace(",", "").replace(" ", ""))
        except ValueError as err:
            raise UsageError(f"{field}: {written[:40]!r} is no number") from err
    if field == "approximate":
        if written.lower() not in {"true", "false"}:
            raise UsageError(f"approximate: expected true or false, not {written[:40]!r}")
        return written.lower() == "true"
    if field in _LISTS:
        return tuple(part.strip() for part in written.split(";") if part.strip())
    return written
