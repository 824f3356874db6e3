"""`counterclaim show ID`: one article, claim or question looked at closely."""

import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import problem
from counterclaim.errors import UnknownId
from counterclaim.flow import Ledger
from counterclaim.records.question import Question
from counterclaim.records.wire import reading_to_json
from counterclaim.records.wire_comparison import question_to_json


class ShowFormat(StrEnum):
    """How it is written."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    item: Annotated[str, typer.Argument(metavar="ID", help="Of an article, claim or question; may be shortened.")],
    ledger: options.LedgerPath,
    explain: Annotated[
        bool, typer.Option("--explain", help="Of a question: every rule that fired, its score and its sentence.")
    ] = False,
    as_of: options.AsOf = None,
    output: Annotated[ShowFormat, typer.Option("--format", help="How to write it.")] = ShowFormat.TEXT,
) -> None:
    """Show an article with its spans marked, a claim in its words, or a question with its accounts.

    The listings print the ids; the beginning of one is enough as long as nothing else begins so.

    Example:

        counterclaim show c3f2a --ledger war.ledger
    """
    from counterclaim.flow import analysing
    from counterclaim.show import details, reading
    from counterclaim.show.decisions import over_in_words
    from counterclaim.show.tables import CLAIMS

    with opened_at(ledger, as_of) as opened:
        found = _Found(opened, item)
        if question := found.question():
            notes = analysing.notes_of_question(opened, question)
            if output is ShowFormat.JSON:
                _json(question_to_json(question) | details.question_extras(question, notes, explained=explain))
            else:
                details.print_question(question, notes=notes, explained=explain)
        elif found.is_claim:
            claim = opened.view.claim(item)
            over = over_in_words(opened.view, claim)
            if output is ShowFormat.JSON:
                [row] = CLAIMS.records([claim])
                _json(row | {"over": over})
            else:
                details.print_claim(claim, opened.view.article(claim.article.id))
            if over:
                problem(f"{claim.id[:9]} stands in no listing any more: {over}")
        else:
            whole = opened.view.reading(found.article)
            if output is ShowFormat.JSON:
                _json(reading_to_json(whole))
            else:
                reading.explain_reading(whole)


@dataclass(frozen=True, slots=True)
class _Found:
    """What an id may stand for. Claims begin with c, questions with q; articles are bare hexadecimal."""

    ledger: Ledger
    item: str

    def question(self) -> Question | None:
        """The one question whose id begins so; None where it is no question's id."""
        if not self.item.startswith("q"):
            return None
        return self.ledger.question(self.item)

    @property
    def is_claim(self) -> bool:
        """Whether it is a claim's id rather than an article's, which may begin with c as well."""
        if not self.item.startswith("c"):
            return False
        try:
            self.ledger.view.claim(self.item)
        except UnknownId:
            return False
        return True

    @property
    def article(self) -> str:
        """The id where it can be an article's. Raises UnknownId where it can be nobody's."""
        if not self.item or not set(self.item) <= set("0123456789abcdef"):
            raise UnknownId(
                f"nothing can have the id {self.item!r}: an article's is hexadecimal, a claim's begins with c, a "
                "question's with q; the listings print them in their first column"
            )
        return self.item


def _json(record: object) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
