"""`counterclaim review`: what to look at first, and what people decide about it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.output import json_line
from counterclaim.commands.review_lists import (
    Blind,
    By,
    agreement,
    decisions,
    export,
    import_,
    queue,
    rejected,
)
from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.correcting import value_from_text
from counterclaim.records.decisions import Decision, DecisionAct, Value, decision_to_json

review = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why, for those who come later.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the decisions as JSON Lines instead of words.")]
ClaimIds = Annotated[
    list[str], typer.Argument(metavar="CLAIM", help="Ids of claims; they may be shortened.", show_default=False)
]
QuestionId = Annotated[str, typer.Argument(metavar="QUESTION", help="Its id; may be shortened.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(review, name="review")
    review.command("queue")(options.filtered(queue, leave_out=("min_confidence",)))
    for name, command in _COMMANDS.items():
        review.command(name)(command)


@review.callback()
def _review(
    context: typer.Context,
    ledger: options.LedgerPath,
    export_gold: Annotated[
        str | None,
        typer.Option(
            "--export-gold", metavar="FOLDER", help="Write what people vouch for as answer keys.", show_default=False
        ),
    ] = None,
) -> None:
    """Look at doubtful claims on which much hangs, and decide: accept, reject, correct, merge, split, judge.

    Without a command the queue is listed. Nothing that the reader made is lost by a decision: it stands in the history,
    and every decision can be taken back.

    Example:

        counterclaim review --ledger war.ledger

        counterclaim review keys --ledger war.ledger --by Ana

        counterclaim review reject c3f2a91b --reason "an age, not a toll" --by Ana

        counterclaim review correct c3f2a91b low=40 high= measure=wounded --by Ana

        counterclaim review decisions --format jsonl > decisions.jsonl

        counterclaim review import decisions.jsonl --ledger other.ledger
    """
    if context.invoked_subcommand is not None:
        source = context.get_parameter_source("ledger")
        if export_gold is not None or (source is not None and source.name == "COMMANDLINE"):
            # They would say nothing to the command behind them, which has its own.
            raise UsageError(
                f"write the options behind the command: review {context.invoked_subcommand} --ledger FILE …"
            )
    elif export_gold is not None:
        export(export_gold, ledger)
    else:
        queue(ledger, ClaimFilter())


def accept(
    claims: ClaimIds, ledger: options.LedgerPath, by: By = None, reason: Reason = "", as_json: AsJson = False
) -> None:
    """Say that claims are right as they stand.

    Example:

        counterclaim review accept c3f2a91b c77d01aa --by Ana
    """
    _decide(DecisionAct.ACCEPT, claims, ledger, by, reason, as_json)


def reject(
    claims: ClaimIds, ledger: options.LedgerPath, by: By = None, reason: Reason = "", as_json: AsJson = False
) -> None:
    """Say that claims are none: they leave the listings and the comparison.

    Example:

        counterclaim review reject c3f2a91b --reason "an age, not a toll" --by Ana
    """
    _decide(DecisionAct.REJECT, claims, ledger, by, reason, as_json)


def correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id; may be shortened.", show_default=False)],
    fields: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE", help="What is right; no value: the words give none.", show_default=False),
    ],
    ledger: options.LedgerPath,
    by: By = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Put fields of a claim right. What the reader had made of them stays in the history.

    Fields of all: source (narrator: the article itself), side, said, track. Of statements: act, quote. Of figures: low,
    high, approximate, measure, of, unit, by, since, as_of, place, modality. Of events: event_type, status, when, where,
    actors, targets (several split by ;). Of forecasts: horizon, made. Dates: 2022-03-11, 2022-03, 2022 or FROM/TO.

    Example:

        counterclaim review correct c3f2a91b low=2,000 high=4,000 source="US officials" --by Ana
    """

    def decide(opened: Ledger, key: str) -> tuple[Decision, ...]:
        kind = opened.view.claim(key).kind
        given = dict(_pair(field) for field in fields)
        values = {name: value_from_text(kind, name, typed) for name, typed in given.items()}
        return opened.decide("correct", key, fields=values, reason=reason, reviewer=by)

    _each(ledger, as_json, [claim], decide)


def merge(
    question: QuestionId,
    others: Annotated[
        list[str], typer.Argument(metavar="OTHER", help="Questions that ask the same.", show_default=False)
    ],
    ledger: options.LedgerPath,
    by: By = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Say that questions are one. It holds when articles are added, and when they are read anew.

    Example:

        counterclaim review merge q1f0a q77c2 --reason "one shelling" --by Ana
    """
    _decide(DecisionAct.MERGE, [question], ledger, by, reason, as_json, others=others)


def split(
    question: QuestionId,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help="Accounts that leave it.", show_default=False)],
    ledger: options.LedgerPath,
    by: By = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Say that some accounts answer another question.

    Example:

        counterclaim review split q1f0a c3f2a91b --reason "the next day's strike" --by Ana
    """
    _decide(DecisionAct.SPLIT, [question], ledger, by, reason, as_json, others=claims)


def pin(
    question: QuestionId,
    ledger: options.LedgerPath,
    fields: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE", help="For example title=…", show_default=False)
    ] = None,
    by: By = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Say that a question is right as it is grouped, and give it a title if you like.

    Example:

        counterclaim review pin q1f0a title="How many died at the theatre?" --by Ana
    """
    values: dict[str, Value] = dict(_pair(field) for field in fields or ())
    _decide(DecisionAct.PIN, [question], ledger, by, reason, as_json, fields=values)


def judge(
    forecast: Annotated[str, typer.Argument(metavar="FORECAST", help="Its id; may be shortened.", show_default=False)],
    fields: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="For example outcome=…", show_default=False)
    ],
    ledger: options.LedgerPath,
    by: By = None,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Say how a forecast turned out, or by whom a question is confirmed.

    Example:

        counterclaim review judge p88a1 outcome="did not happen" --reason "the city held" --by Ana
    """
    values: dict[str, Value] = dict(_pair(field) for field in fields)
    _decide(DecisionAct.JUDGE, [forecast], ledger, by, reason, as_json, fields=values)


def undo(
    decisions: Annotated[list[str], typer.Argument(metavar="DECISION", help="Their ids.", show_default=False)],
    ledger: options.LedgerPath,
    by: By = None,
    reason: Reason = "a mistake",
    as_json: AsJson = False,
) -> None:
    """Take decisions back. They stay in the history, and count no longer.

    Example:

        counterclaim review undo d19c4e07 --reason "wrong line" --by Ana
    """
    _each(
        ledger,
        as_json,
        decisions,
        lambda opened, key: (opened.withdraw(opened.view.decision(key).id, reason, reviewer=by),),
    )


def _decide(
    act: DecisionAct,
    keys: Iterable[str],
    ledger: str,
    by: str | None,
    reason: str,
    as_json: bool,
    *,
    others: Sequence[str] = (),
    fields: Mapping[str, Value] | None = None,
) -> None:
    """Decide the same about one thing after another."""

    def decide(opened: Ledger, key: str) -> tuple[Decision, ...]:
        return opened.decide(act, key, others=others, fields=fields, reason=reason, reviewer=by)

    _each(ledger, as_json, keys, decide)


def _each(
    ledger: str, as_json: bool, keys: Iterable[str], decide: Callable[[Ledger, str], tuple[Decision, ...]]
) -> None:
    """Decide about one thing after another, and say what was written."""
    from counterclaim.show.decisions import decision_in_words

    with Ledger.open(ledger, create=False) as opened:
        for key in keys:
            for decision in decide(opened, key):
                if as_json:
                    json_line(decision_to_json(decision))
                else:
                    typer.echo(f"{decision.id}  {decision.reviewer}: {decision_in_words(decision)}")


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise UsageError(f"{text!r} is no FIELD=VALUE; write for example low=40")
    return name.strip(), value


def keys(
    ledger: options.LedgerPath,
    by: By = None,
    blind: Blind = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 200,
) -> None:
    """Go through the queue claim by claim and decide with one key each.

    a accept, r reject, c correct, s skip, b back, u undo, ? help, q quit. Every decision is written at once.

    Example:

        counterclaim review keys --ledger war.ledger --by Ana
    """
    from counterclaim.commands.review_keys import go_through

    with Ledger.open(ledger, create=False) as opened:
        go_through(opened, by=by, blind=blind, limit=limit)


def _names() -> Iterator[tuple[str, Callable[..., None]]]:
    for command in (keys, accept, reject, correct, merge, split, pin, judge, undo, decisions, rejected, agreement):
        yield command.__name__, command
    yield "import", import_
    yield "gold", export


_COMMANDS = dict(_names())

assert {act.value for act in DecisionAct} - {"withdraw"} <= set(_COMMANDS)  # every act has its command
