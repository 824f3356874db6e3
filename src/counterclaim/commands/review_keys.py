"""The queue claim by claim, one key a decision: `counterclaim review keys`.

In: an open ledger; keys from the terminal, or lines from a pipe.   Out: decisions, each written as it is taken.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

import typer
from rich.console import Console
from rich.text import Text

from counterclaim.commands.output import problem
from counterclaim.errors import RecordError, UnknownId, UsageError
from counterclaim.flow import Ledger
from counterclaim.flow.reviewing import QueueItem, reviewer_name
from counterclaim.records.correcting import value_from_text, values_of
from counterclaim.records.decisions import Decision, DecisionAct, Value
from counterclaim.show.decisions import decision_in_words
from counterclaim.show.details import print_claim
from counterclaim.show.screen import Screen
from counterclaim.show.words import reviews_in_words, value_in_words

HELP = "a accept · r reject · c correct · s skip · b back · u undo · ? help · q quit"


@dataclass(slots=True)
class _Sitting:
    """One person's way through the queue."""

    ledger: Ledger
    items: list[QueueItem]
    reviewer: str
    console: Console
    at: int = 0
    done: list[tuple[int, tuple[Decision, ...]]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Show claims and take keys until the queue or the person comes to an end."""
        while self.at < len(self.items):
            item = self.items[self.at]
            self.show(item)
            while (key := _key()) not in _KEYS:
                if key is None:
                    return
                self.console.print(HELP, style="dim")
            if key == "q":
                return
            try:
                self.take(key, item)
            except (UsageError, RecordError, UnknownId) as err:
                problem(str(err))

    def take(self, key: str, item: QueueItem) -> None:
        """Do what a key stands for."""
        match key:
            case "a":
                self.note(self.ledger.decide("accept", item.claim.id, reviewer=self.reviewer))
            case "r":
                reason = _line("why? (Enter: no reason) ")
                self.note(self.ledger.decide("reject", item.claim.id, reason=reason, reviewer=self.reviewer))
            case "c":
                self.correct(item)
            case "s":
                self.counted["skipped"] += 1
                self.at += 1
            case "b":
                self.at = max(0, self.at - 1)
            case "u":
                self.undo()

    def correct(self, item: QueueItem) -> None:
        """Ask for fields until an empty line, then for the reason."""
        values = values_of(self.ledger.view.claim(item.claim.id))
        for name, value in values.items():
            self.console.print(Text.assemble((f"  {name:12}", "dim"), value_in_words(value)))
        fields: dict[str, Value] = {}
        while line := _line("FIELD=VALUE (Enter: done) "):
            name, sign, typed = line.partition("=")
            if not sign:
                problem("write for example low=40; nothing behind = says that the words give none")
                continue
            try:
                fields[name.strip()] = value_from_text(item.claim.kind, name.strip(), typed)
            except RecordError as err:
                problem(str(err))
        if fields:
            reason = _line("why? (Enter: no reason) ")
            self.note(
                self.ledger.decide("correct", item.claim.id, fields=fields, reason=reason, reviewer=self.reviewer)
            )

    def note(self, decisions: tuple[Decision, ...]) -> None:
        """Say what was written, and go on to the next claim."""
        for decision in decisions:
            self.console.print(Text(f"✓ {decision_in_words(decision)}", style="green"))
        if decisions:
            self.counted[f"{decisions[0].act}ed"] += 1
            self.done.append((self.at, decisions))
        self.at += 1

    def undo(self) -> None:
        """Take back the last that was decided, and go back to it."""
        if not self.done:
            problem("nothing was decided yet")
            return
        self.at, decisions = self.done.pop()
        for decision in decisions:
            self.ledger.decide(DecisionAct.WITHDRAW, decision.id, reason="a wrong key", reviewer=self.reviewer)
        self.counted[f"{decisions[0].act}ed"] -= 1
        self.console.print(Text(f"✗ taken back: {decision_in_words(decisions[0])}", style="yellow"))

    def show(self, item: QueueItem) -> None:
        """The claim in its words, and why it is worth looking at."""
        self.console.rule(f"{self.at + 1} of {len(self.items)} · {item.score:.2f}", align="left", style="dim")
        print_claim(item.claim, self.ledger.view.article(item.claim.article.id), self.console)
        self.console.print()
        for name, score in (("doubt", item.doubt), ("consequence", item.consequence)):
            self.console.print(Text.assemble((f"{name:12}", "dim"), f"{score.number:.2f}  {score.why}"))
        decided = [f"{d.reviewer} on {d.at[:10]}: {decision_in_words(d)}" for d in item.decisions]
        for line in decided or reviews_in_words(item.claim):
            self.console.print(Text(line, style="yellow"))
        self.console.print(HELP, style="dim")


def go_through(ledger: Ledger, *, by: str | None, blind: bool, limit: int) -> None:
    """Let a person decide about the claims of the queue, first those where it pays most.

    Args:
        by: who; None = by setting or login name.
        blind: show nothing of what others decided, and all that this person has not decided about.
    """
    reviewer = reviewer_name(by)
    items = ledger.queue(limit=limit, reviewer=reviewer if blind else None, blind=blind)
    if not items:
        problem("nothing to review")
        return
    sitting = _Sitting(ledger, items, reviewer, Screen())
    try:
        sitting.run()
    finally:
        said = " · ".join(f"{number} {what}" for what, number in sorted(sitting.counted.items()) if number)
        left = len(items) - sitting.at
        typer.echo(f"{reviewer}: {said or 'nothing decided'}{f' · {left} left' if left > 0 else ''}", err=True)


_KEYS = frozenset("arcsbuq")


def _key() -> str | None:
    """One key from a terminal, the first letter of a line from a pipe; None at the end."""
    if sys.stdin.isatty():
        import click

        key = click.getchar()
        return None if key in ("\x04", "\x1a") else key.lower()
    line = sys.stdin.readline()
    return line.strip()[:1].lower() if line else None


def _line(prompt: str) -> str:
    if sys.stdin.isatty():
        try:
            return input(prompt).strip()
        except EOFError:
            return ""
    return sys.stdin.readline().strip()
