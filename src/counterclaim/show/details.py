"""One thing looked at closely: a claim with its sentence, a question with its accounts.

In:  a Claim or a Question.   Out: text for a terminal, coloured where it is one.
"""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from counterclaim.comparison.explaining import explain, why_one_question
from counterclaim.comparison.notes import Note
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.records.article import Article
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question
from counterclaim.show.screen import Screen
from counterclaim.show.words import reviews_in_words

# Characters of the article shown on each side of a claim's sentence.
AROUND_CHARS = 240


def print_claim(claim: Claim, article: Article, console: Console | None = None) -> None:
    """Print a claim: who says it, through whom, its values, and its words in the article."""
    console = console or Screen()
    console.print(Text.assemble((claim.id, "dim"), "  ", (f"{claim.kind}: {value_words(claim)}", "bold")))
    for name, value in _facts(claim):
        console.print(Text.assemble((f"{name:12}", "dim"), value), soft_wrap=True)
    for line in reviews_in_words(claim):
        console.print(Text(line, style="yellow"))
    console.print()
    start = max(0, claim.sentence.start - AROUND_CHARS)
    end = min(len(article.text), claim.sentence.end + AROUND_CHARS)
    words = Text(article.text[start:end])
    words.stylize("dim")
    words.stylize("not dim", claim.sentence.start - start, claim.sentence.end - start)
    for span in claim.source_spans:
        if span.start >= start and span.end <= end:
            words.stylize("bold cyan not dim", span.start - start, span.end - start)
    words.stylize("bold magenta not dim", claim.span.start - start, claim.span.end - start)
    console.print(Padding(words, (0, 4)))


def print_question(
    question: Question, console: Console | None = None, *, notes: Sequence[Note] = (), explained: bool = False
) -> None:
    """Print a question: each account with its words, then how the accounts stand to one another.

    Args:
        notes: what the articles say of claims, such as that they could not be verified.
        explained: with each rule's score and sentence for every two accounts.
    """
    console = console or Screen()
    console.print(Text.assemble((question.id, "dim"), "  ", (question.title, "bold")))
    origins = "1 origin" if question.origins == 1 else f"{question.origins} origins"
    console.print(f"{question.status.replace('-', ' ')} · {len(question.accounts)} accounts, {origins}")
    if question.bounds:
        low, high = question.bounds.low, question.bounds.high
        console.print(f"bounds by {question.bounds.rule}: {_end(low)} to {_end(high)}")
    if question.left_out:
        console.print(f"{question.left_out} more claims of that day are too many to be set beside these")
    for account in question.accounts:
        claim = account.claim
        console.print()
        interest = f", counts {account.interest}" if account.interest else ""
        head = Text.assemble(
            (account.origin, "dim"), "  ", (value_words(claim), "bold magenta"), "  ", (teller(claim), "bold cyan")
        )
        console.print(Text.assemble(head, f"{_via(claim)}{interest}"))
        console.print(Padding(Text(f"“{' '.join(claim.context.split())}”"), (0, 0, 0, 4)))
        for note in (note for note in notes if note.claim == claim.id):
            by = f" by {note.article.outlet or note.article.path or note.article.id[:12]}" if note.article else ""
            console.print(Padding(Text(f"{note.kind}{by}: {note.text}", style="yellow"), (0, 0, 0, 4)))
        console.print(Padding(Text(f"{_where(claim)}  {claim.id}", style="dim"), (0, 0, 0, 4)))
    if explained:
        _print_explained(question, console)
        return
    if question.relations:
        console.print()
    names = {
        account.claim.id: f"{teller(account.claim)} ({value_words(account.claim)})" for account in question.accounts
    }
    for relation in question.relations:
        console.print(
            Text.assemble(
                (f"{relation.relation}: ", "yellow"), f"{names[relation.a]} / {names[relation.b]}: {relation.why}"
            )
        )


def question_extras(question: Question, notes: Sequence[Note], *, explained: bool) -> dict[str, Any]:
    """What a question's JSON has beside the question record: notes on its claims, and why it is what it is."""
    extras: dict[str, Any] = {
        "notes": [
            {"claim": note.claim, "note": note.kind, "span": [note.span.start, note.span.end], "text": note.text}
            | ({"article": note.article.id} if note.article else {})
            for note in notes
        ],
        "decided": list(question.decided),
    }
    if explained:
        extras["why"] = why_one_question(question)
        extras["pairs"] = [
            {
                "a": found.a.id,
                "b": found.b.id,
                "relation": found.relation.relation if found.relation else None,
                "rules": [{"rule": v.rule, "score": v.score, "why": v.why} for v in found.verdicts],
            }
            for found in explain(question)
        ]
    return extras


def _print_explained(question: Question, console: Console) -> None:
    console.print()
    console.print(Text.assemble(("why one question: ", "yellow"), why_one_question(question)))
    for found in explain(question):
        console.print()
        relation = found.relation.relation if found.relation else "no relation"
        pair = f"{teller(found.a)} ({value_words(found.a)}) / {teller(found.b)} ({value_words(found.b)})"
        console.print(Text.assemble((f"{relation}: ", "yellow"), pair, (f"  {found.a.id} {found.b.id}", "dim")))
        if found.relation:
            console.print(Padding(Text(found.relation.why), (0, 0, 0, 4)))
        for verdict in found.verdicts:
            line = Text.assemble((f"{verdict.rule:10} {verdict.score:4.2f}  ", "dim"), verdict.why)
            console.print(Padding(line, (0, 0, 0, 4)))


def _facts(claim: Claim) -> list[tuple[str, str]]:
    facts = [
        ("source", "the article itself" if claim.narrator else teller(claim)),
        ("mention", claim.source_text),
        ("via", " ← ".join(claim.via)),
        ("act", claim.act),
        ("said", claim.said),
        ("measure", claim.measure),
        ("of", claim.of),
        ("by", claim.by),
        ("since", claim.since),
        ("as of", claim.as_of),
        ("type", claim.event_type),
        ("status", claim.status),
        ("stage", claim.stage),
        ("who", ", ".join(claim.actors)),
        ("to whom", ", ".join(claim.targets)),
        ("when", claim.when),
        ("where", ", ".join(claim.where) or claim.place),
        ("by when", claim.horizon),
        ("likelihood", claim.wording),
        ("on condition", claim.condition),
        ("track", claim.track),
        ("confidence", f"{claim.confidence:.2f}" if claim.confidence is not None else None),
        ("article", _where(claim)),
    ]
    return [(name, str(value)) for name, value in facts if value]


def _where(claim: Claim) -> str:
    article = claim.article
    published = f", {article.published}" if article.published else ""
    name = article.outlet or article.path or article.id[:12]
    return f"{name}{published}, characters {claim.span.start}-{claim.span.end}"


def _via(claim: Claim) -> str:
    return f", via {', via '.join(claim.via)}" if claim.via else ""


def _end(value: float | None) -> str:
    return "no bound" if value is None else f"{value:,.10g}"
