"""People's decisions, the queue for review and coders' agreement, in words and in rows.

In: records of flow.reviewing, flow.agreement and records.decisions.   Out: listings; lines of text.
"""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.flow.agreement import Agreement
from counterclaim.flow.reviewing import QueueItem
from counterclaim.ledger.store import Rejected, View
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision, DecisionAct, decision_to_json, value_to_json
from counterclaim.records.printable import printable
from counterclaim.show.screen import Screen
from counterclaim.show.tables import SHORT_ID, Cell, Column, Listing
from counterclaim.show.words import value_in_words

Json = dict[str, Any]

_LONGEST_WORDS = 60  # characters of a claim's own words in one line


def decision_in_words(decision: Decision) -> str:
    """What was decided, in one line without who and when: "correct low of c3f2a91b: 40, was 14"."""
    subject = decision.subject[: 17 if decision.subject[:1] in "cdqp" else 12]
    what = f"{decision.act} {subject}"
    if decision.act is DecisionAct.CORRECT:
        was = dict(decision.anchors[0].was).get(decision.field or "")
        before = "as it was" if was == decision.value else f"was {value_in_words(was)}"
        what = f"correct {decision.field} of {subject}: {value_in_words(decision.value)}, {before}"
    elif decision.others:
        what += f" {'with' if decision.act is DecisionAct.MERGE else 'off'} {', '.join(decision.others)}"
    elif decision.field:
        what += f": {decision.field} = {value_in_words(decision.value)}"
    if decision.article is not None and decision.anchors:
        what += f" ({decision.anchors[0].kind} “{_shortened(decision.anchors[0].words)}”)"
    return what + _reason(decision)


def _reason(decision: Decision) -> str:
    """Somebody else's words, in one line: nothing in them may steer a terminal."""
    return f": {printable(' '.join(decision.reason.split()))}" if decision.reason.strip() else ""


def over_in_words(view: View, claim: Claim) -> str | None:
    """Why a claim stands in no listing any more: "rejected by Ana on 2024-05-03: an age"; None where it holds.

    Raises:
        UnknownId: no such claim.
    """
    last = view.versions(claim.id)[-1]
    if last.ended is None:
        return None
    taken = [decision for decision in view.decisions(claim.id) if decision.act is DecisionAct.REJECT]
    taken += [decision for decision in (view.withdrawal(claim.article.id),) if decision is not None]
    if not taken:
        return f"a later reading no longer makes this claim, since {last.ended[:10]}"
    said = taken[-1]
    what = "rejected" if said.act is DecisionAct.REJECT else "withdrawn with its article"
    return f"{what} by {printable(said.reviewer)} on {said.at[:10]}{_reason(said)}"


def print_queue(items: Sequence[QueueItem], console: Console | None = None) -> None:
    """Print the queue for people: a line for each claim, and below it why it is doubtful and what hangs on it."""
    console = console or Screen()
    if not items:
        console.print("nothing to review")
    for item in items:
        claim = item.claim
        head = Text.assemble(
            (f"{item.score:.2f}", "bold"),
            "  ",
            (claim.id[:SHORT_ID], "dim"),
            f"  {claim.kind:10}",
            ("(in its own voice)" if claim.narrator else teller(claim), "cyan"),
            ": ",
            (_shortened(value_words(claim)), "magenta"),
        )
        console.print(head, soft_wrap=not console.is_terminal)
        for name, score in (("doubt", item.doubt), ("consequence", item.consequence)):
            line = Text.assemble((f"{name} {score.number:.2f}: ", "dim"), score.why)
            if console.is_terminal:
                console.print(Padding(line, (0, 0, 0, 6)))
            else:  # one line each, for other programs to take apart
                console.print(Text.assemble("      ", line), soft_wrap=True)


def item_record(item: QueueItem) -> Json:
    """One claim of the queue, for a program."""
    claim = item.claim
    return {
        "claim": claim.id,
        "score": round(item.score, 4),
        "doubt": {"number": round(item.doubt.number, 4), "why": item.doubt.why},
        "consequence": {"number": round(item.consequence.number, 4), "why": item.consequence.why},
        "kind": claim.kind,
        "source": claim.source,
        "narrator": claim.narrator,
        "text": claim.text,
        "context": claim.context,
        "article": claim.article.id,
        "path": claim.article.path,
        "span": [claim.span.start, claim.span.end],
        "questions": list(item.questions),
        "decisions": [decision_to_json(decision) for decision in item.decisions],
    }


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_WORDS else line[: _LONGEST_WORDS - 1] + "…"


def _value(decision: Decision) -> Cell:
    value = value_to_json(decision.value)
    return "; ".join(value) if isinstance(value, list) else value


QUEUE: Listing[QueueItem] = Listing(
    "claims to review",
    (
        Column("score", lambda i: round(i.score, 4), "score", lambda i: f"{i.score:.2f}", right=True),
        Column("claim", lambda i: i.claim.id, "claim", lambda i: i.claim.id[:SHORT_ID], style="dim"),
        Column("kind", lambda i: i.claim.kind, "kind", spare=1),
        Column("source", lambda i: i.claim.source, "who", lambda i: teller(i.claim)),
        Column("text", lambda i: i.claim.text, "what", lambda i: value_words(i.claim), wraps=True),
        Column("doubt", lambda i: round(i.doubt.number, 4)),
        Column(
            "doubt_why", lambda i: i.doubt.why, "doubt", lambda i: f"{i.doubt.number:.2f} {i.doubt.why}", wraps=True
        ),
        Column("consequence", lambda i: round(i.consequence.number, 4)),
        Column(
            "consequence_why",
            lambda i: i.consequence.why,
            "consequence",
            lambda i: f"{i.consequence.number:.2f} {i.consequence.why}",
            wraps=True,
        ),
        Column("questions", lambda i: " ".join(i.questions)),
        Column("article", lambda i: i.claim.article.id),
        Column("path", lambda i: i.claim.article.path),
        Column("start", lambda i: i.claim.span.start),
        Column("end", lambda i: i.claim.span.end),
    ),
)

DECISIONS: Listing[Decision] = Listing(
    "decisions",
    (
        Column("decision", lambda d: d.id, "decision", lambda d: d.id[:SHORT_ID], style="dim"),
        Column("at", lambda d: d.at, "when", lambda d: d.at[:16].replace("T", " ")),
        Column("reviewer", lambda d: d.reviewer, "by"),
        Column("act", lambda d: d.act.value),
        Column("subject", lambda d: d.subject),
        Column("others", lambda d: " ".join(d.others)),
        Column("field", lambda d: d.field),
        Column("value", _value),
        Column("reason", lambda d: d.reason, "what", decision_in_words, wraps=True),
        Column("article", lambda d: d.article),
        Column("words", lambda d: d.anchors[0].words if d.anchors else None),
    ),
)

REJECTED: Listing[Rejected] = Listing(
    "rejected claims",
    (
        Column("claim", lambda r: r.claim.id, "claim", lambda r: r.claim.id[:SHORT_ID], style="dim"),
        Column("kind", lambda r: r.claim.kind, "kind"),
        Column("source", lambda r: r.claim.source, "who", lambda r: teller(r.claim)),
        Column("text", lambda r: r.claim.text, "what", lambda r: value_words(r.claim), wraps=True),
        Column("reviewer", lambda r: r.decision.reviewer, "rejected by"),
        Column("at", lambda r: r.decision.at, "when", lambda r: r.decision.at[:10]),
        Column("reason", lambda r: r.decision.reason, "why", wraps=True),
        Column("decision", lambda r: r.decision.id),
        Column("article", lambda r: r.claim.article.id),
    ),
)

AGREEMENT: Listing[Agreement] = Listing(
    "claims that two people decided about",
    (
        Column("field", lambda a: a.field, "field"),
        Column("level", lambda a: a.level, "level"),
        Column(
            "alpha",
            lambda a: None if a.alpha is None else round(a.alpha, 4),
            "alpha",
            lambda a: "-" if a.alpha is None else f"{a.alpha:.3f}",
            right=True,
        ),
        Column("claims", lambda a: a.claims, "n", right=True),
        Column("same", lambda a: a.same, "same", right=True),
        Column("coders", lambda a: "; ".join(a.coders), "coders"),
        Column("why", lambda a: a.why, "note", wraps=True),
    ),
)
