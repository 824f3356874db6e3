"""What `counterclaim review` lists and takes in: the queue, decisions, rejected claims, agreement, answer keys."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import Format, json_line
from counterclaim.commands.writing import write_listing
from counterclaim.errors import InputError
from counterclaim.flow import Ledger
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.decisions import decision_to_json

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who decides. Else COUNTERCLAIM_REVIEWER, else the login name.",
        show_default=False,
    ),
]
Blind = Annotated[bool, typer.Option("--blind", help="Show claims as the reader made them, and nothing of others.")]


def queue(
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    by: By = None,
    blind: Blind = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 20,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """List claims to look at, those first where looking pays most: doubt times consequence, each with its reason.

    What somebody decided is left out, unless two people differ or the reader has read the words otherwise since. With
    --by only what that person decided is left out: for a second coder.

    Example:

        counterclaim review queue --track losses --limit 10

        counterclaim review queue --by Bo --blind
    """
    from counterclaim.show.decisions import QUEUE, item_record, print_queue

    with opened_at(ledger, as_of) as opened:
        items = opened.queue(wanted=None if wanted == ClaimFilter() else wanted, limit=limit, reviewer=by, blind=blind)
        if output in (Format.JSON, Format.JSONL):
            _records((item_record(item) for item in items), output)
        elif output is Format.TABLE:
            print_queue(items)
        else:
            write_listing(QUEUE, items, output)


def decisions(
    ledger: options.LedgerPath, as_of: options.AsOf = None, output: options.ListFormat = Format.TABLE
) -> None:
    """List what people decided and nobody took back. As JSON or JSON Lines, `import` takes it in elsewhere.

    Example:

        counterclaim review decisions --format jsonl > decisions.jsonl
    """
    from counterclaim.show.decisions import DECISIONS

    with opened_at(ledger, as_of) as opened:
        if output in (Format.JSON, Format.JSONL):
            _records(map(decision_to_json, opened.decisions()), output)
        else:
            write_listing(DECISIONS, opened.decisions(), output)


def rejected(ledger: options.LedgerPath, as_of: options.AsOf = None, output: options.ListFormat = Format.TABLE) -> None:
    """List the claims that people rejected, by whom and why.

    Example:

        counterclaim review rejected --ledger war.ledger
    """
    from counterclaim.show.decisions import REJECTED

    with opened_at(ledger, as_of) as opened:
        write_listing(REJECTED, opened.view.rejected(), output)


def import_(
    source: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines or one JSON list; - for standard input.")],
    ledger: options.LedgerPath,
    by: By = None,
) -> None:
    """Take in decisions as JSON: all of them, or none. What the ledger holds already is passed over.

    Each is an object as `review decisions --format jsonl` prints it, or a short one: act, subject, for a correction
    field and value; others, reason, reviewer, at.

    Example:

        counterclaim review import decisions.jsonl --ledger other.ledger
    """
    from counterclaim.flow.reviewing import decisions_from_records

    with Ledger.open(ledger, create=False) as opened:
        made = decisions_from_records(opened, _read_records(source), by)
        added = opened.store.decide(made)
    typer.echo(f"{ledger}: {len(added)} decisions taken in, {len(made) - len(added)} were there", err=True)


def agreement(
    ledger: options.LedgerPath,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="NAME", help="Only these coders; give it twice or more.", show_default=False),
    ] = None,
    as_of: options.AsOf = None,
    output: options.ListFormat = Format.TABLE,
) -> None:
    """Say how far people agree who decided about the same claims: Krippendorff's alpha, field by field.

    Nominal for names, interval for amounts and dates; n is the number of claims that two or more coded.

    Example:

        counterclaim review agreement --by Ana --by Bo
    """
    from counterclaim.flow.agreement import agreement as agree
    from counterclaim.show.decisions import AGREEMENT

    with opened_at(ledger, as_of) as opened:
        write_listing(AGREEMENT, agree(opened.decisions(), by or ()), output)


def export(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where to; made if it is not there.")],
    ledger: options.LedgerPath,
    texts: Annotated[bool, typer.Option("--texts", help="Write the articles' texts beside the keys.")] = False,
    as_of: options.AsOf = None,
) -> None:
    """Write the claims that people accepted and corrected as answer keys, one JSON file an article.

    They serve to score a reader and to train one: each claim with an anchor in the article's words, what the reader had
    made of corrected fields, and what was rejected.

    Example:

        counterclaim review gold keys/ --texts --ledger war.ledger
    """
    from counterclaim.flow.gold import gold

    target = Path(folder)
    rows = unanchored = articles = 0
    with opened_at(ledger, as_of) as opened:
        try:
            target.mkdir(parents=True, exist_ok=True)
            for found in gold(opened.view):
                name = found.article.id[:16]
                text = json.dumps(found.key, ensure_ascii=False, indent=1) + "\n"
                (target / f"{name}.json").write_text(text, encoding="utf-8")
                if texts:
                    (target / f"{name}.txt").write_text(found.article.text, encoding="utf-8", newline="")
                rows, unanchored, articles = rows + found.rows, unanchored + found.unanchored, articles + 1
        except OSError as err:
            raise InputError(folder, f"cannot be written: {err.strerror}") from err
    lost = f"; {unanchored} left out: their words occur more than once" if unanchored else ""
    typer.echo(f"{folder}: {articles} keys with {rows} claims{lost}", err=True)


def _read_records(source: str) -> list[dict[str, Any]]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise InputError(source, f"cannot be read: {err}") from err
    if text.lstrip().startswith("["):
        lines = [(1, text)]
    else:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    records: list[Any] = []
    for number, line in lines:
        try:
            found = json.loads(line)
        except ValueError as err:
            raise InputError(source, f"line {number} is no JSON: {err}") from err
        records += found if isinstance(found, list) else [found]
    if not all(isinstance(record, dict) for record in records):
        raise InputError(source, "holds something else than objects; expected one object a decision")
    return records


def _records(records: Iterable[dict[str, Any]], output: Format) -> None:
    if output is Format.JSONL:
        for record in records:
            json_line(record)
    else:
        sys.stdout.write(json.dumps(list(records), ensure_ascii=False, indent=1) + "\n")
