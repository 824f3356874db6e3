"""`counterclaim search`: full text over articles and claims, each hit in its words."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from counterclaim.commands import options
from counterclaim.commands.opening import opened_at
from counterclaim.commands.output import json_line, problem
from counterclaim.errors import UsageError
from counterclaim.ledger.store import ArticleEntry, ClaimFilter
from counterclaim.records.claim import Claim
from counterclaim.show.filters import in_words
from counterclaim.show.screen import Screen

if TYPE_CHECKING:
    from counterclaim.flow.searching import Hit, Page, Snippet

DEFAULT_HITS = 10


class Where(StrEnum):
    """What is searched."""

    ALL = "all"
    CLAIMS = "claims"
    ARTICLES = "articles"


class SearchFormat(StrEnum):
    """How hits are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(options.filtered(search, leave_out=("search",)))


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='All of them must occur; "a phrase" in quotation marks.')
    ],
    ledger: options.LedgerPath,
    wanted: ClaimFilter,
    where: Annotated[Where, typer.Option("--in", help="What is searched.")] = Where.ALL,
    after: options.After = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many hits of each.")] = DEFAULT_HITS,
    as_of: options.AsOf = None,
    output: Annotated[SearchFormat, typer.Option("--format", help="How to write the hits.")] = SearchFormat.TEXT,
) -> None:
    """Find words in claims and in whole articles, in any form of the word; each hit shows the words around it.

    Claims are found by the sentence around them and by every condition; articles by their text, and of the conditions
    by outlet and date of publication alone. Hits come in the order of publication. The next page: --in and --after.

    Example:

        counterclaim search grain corridor --since 2022-07

        counterclaim search '"air defence"' --in claims --side russia --format jsonl
    """
    # The database's library costs a third of a second, which --help need not pay.
    from counterclaim.flow.searching import search_articles, search_claims

    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    if not any(character.isalnum() for character in asked):
        raise UsageError(f"there is no word to search for in {asked!r}")
    if after is not None and where is Where.ALL:
        raise UsageError("--after goes on in one listing: say --in claims or --in articles")
    with opened_at(ledger, as_of) as opened:
        claims = articles = None
        if where is not Where.ARTICLES:
            claims = search_claims(opened.view, asked, wanted, after=after, limit=limit)
        if where is not Where.CLAIMS:
            articles = search_articles(opened.view, asked, wanted, after=after, limit=limit)
    _write(claims, articles, output)
    if articles is not None and _narrowed_otherwise(wanted):
        problem("articles are narrowed by outlet and date of publication alone")
    for name, page in (("claims", claims), ("articles", articles)):
        if page is not None and page.next is not None:
            problem(f"there are more {name}; go on with: --in {name} --after {page.next}")


def _narrowed_otherwise(wanted: ClaimFilter) -> bool:
    return bool(in_words(ClaimFilter(**{n: getattr(wanted, n) for n in _OF_CLAIMS_ALONE})))


_OF_CLAIMS_ALONE = (
    "kind", "track", "source", "actor", "side", "source_kind", "act", "measure", "event_type", "status", "near",
    "article", "min_confidence",
)  # fmt: skip


def _write(claims: "Page[Claim] | None", articles: "Page[ArticleEntry] | None", output: SearchFormat) -> None:
    if output is SearchFormat.TEXT:
        console = Screen()
        _print(console, "claims", claims, _claim_head)
        _print(console, "articles", articles, _article_head)
        return
    found = {
        "claims": [_claim_record(hit) for hit in claims.hits] if claims else None,
        "articles": [_article_record(hit) for hit in articles.hits] if articles else None,
    }
    if output is SearchFormat.JSONL:
        for records in found.values():
            for record in records or ():
                json_line(record)
        return
    nexts = {"claims": claims.next if claims else None, "articles": articles.next if articles else None}
    pages = {name: {"items": items, "next": nexts[name]} for name, items in found.items() if items is not None}
    sys.stdout.write(json.dumps(pages, ensure_ascii=False, indent=1) + "\n")


def _print(console: Console, name: str, page: "Page[Any] | None", head: Any) -> None:
    if page is None:
        return
    if not page.hits:
        console.print(f"no {name}")
    for hit in page.hits:
        console.print(head(hit.item), soft_wrap=True)
        console.print(_marked(hit.snippet, console), soft_wrap=True)


def _marked(snippet: "Snippet", console: Console) -> Text:
    """The words with the hits in bold; in a pipe, where nothing is bold, between »these«."""
    if console.is_terminal and not console.no_color:
        text = Text("    " + snippet.text)
        for hit in snippet.hits:
            text.stylize("bold magenta", hit.start + 4, hit.end + 4)
        return text
    words, last = "", 0
    for hit in snippet.hits:
        words += snippet.text[last : hit.start] + "»" + snippet.text[hit.start : hit.end] + "«"
        last = hit.end
    return Text("    " + words + snippet.text[last:])


def _claim_head(claim: Claim) -> Text:
    who = "in its own voice" if claim.narrator else claim.source or "nobody named"
    place = claim.article.outlet or claim.article.title or claim.article.id[:12]
    published = f", {claim.article.published}" if claim.article.published else ""
    return Text.assemble((claim.id[:9], "dim"), f"  {claim.kind}  ", (who, "cyan"), f"  ({place}{published})")


def _article_head(entry: ArticleEntry) -> Text:
    published = f", {entry.published}" if entry.published else ""
    return Text.assemble(
        (entry.id[:9], "dim"),
        "  article  ",
        (entry.title or "", "bold"),
        f"  ({entry.outlet or entry.path}{published})",
    )


def _claim_record(hit: "Hit[Claim]") -> dict[str, Any]:
    claim = hit.item
    return {
        "kind": "claim",
        "id": claim.id,
        "claim_kind": claim.kind,
        "source": claim.source,
        "narrator": claim.narrator,
        "article": claim.article.id,
        "outlet": claim.article.outlet,
        "published": claim.article.published.text if claim.article.published else None,
        "start": claim.span.start,
        "end": claim.span.end,
        **_snippet_record(hit.snippet),
    }


def _article_record(hit: "Hit[ArticleEntry]") -> dict[str, Any]:
    entry = hit.item
    return {
        "kind": "article",
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "published": entry.published.text if entry.published else None,
        "url": entry.url,
        **_snippet_record(hit.snippet),
    }


def _snippet_record(snippet: "Snippet") -> dict[str, Any]:
    """`hits` are start and end of the found words in `snippet`."""
    return {"snippet": snippet.text, "hits": [[hit.start, hit.end] for hit in snippet.hits]}
