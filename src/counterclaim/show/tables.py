"""Listings of what the ledger holds: one row a record, as a table for a terminal, as CSV or as JSON.

In: claims, questions, rounds, forecasts, articles or sources. Out: rows by column name; lines of text.
A column's name is that of docs/data-format.md; columns without a title are left out of the terminal's table.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.ledger.store import ArticleEntry, SourceEntry
from counterclaim.records.claim import Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.printable import printable
from counterclaim.records.question import Question
from counterclaim.records.talks import Round
from counterclaim.records.when import When
from counterclaim.records.wire import number
from counterclaim.show.excerpts import excerpt, short_date
from counterclaim.show.screen import Screen
from counterclaim.show.words import reviewers_in_words, reviews_in_words

type Cell = str | int | float | None
GAP = 2  # characters between columns
LONGEST_PLACE = 24  # characters of an outlet's or file's name in a terminal
NARROWEST = 60  # characters that a table takes, however narrow the terminal
WRAPPED = 26  # characters that a column of running text needs to be read with ease
LEAST_WRAPPED = 12  # that it gets whatever the others need: squeezed out, it would be missing without a word
SHORT_ID = 9  # characters of an id in a terminal: a letter and eight digits tell a million claims apart nearly always


@dataclass(frozen=True, slots=True)
class Column[T]:
    """One column of a listing."""

    name: str  # in CSV and JSON
    value: Callable[[T], Cell]
    title: str | None = None  # in a terminal; None = not shown there
    short: Callable[[T], str] | None = None  # what a terminal shows instead of the value
    right: bool = False  # numbers stand to the right
    style: str | None = None
    wraps: bool = False  # running text: takes the room that the others leave, over several lines
    spare: int = 0  # 0 = always shown; the higher, the sooner it is left out of a terminal that is too narrow


@dataclass(frozen=True, slots=True)
class Listing[T]:
    """Which columns a kind of record has."""

    name: str
    columns: tuple[Column[T], ...]

    def records(self, items: Iterable[T]) -> Iterator[dict[str, Cell]]:
        """One mapping of column name to value an item, every column in it."""
        for item in items:
            yield {column.name: column.value(item) for column in self.columns}


def csv_lines[T](listing: Listing[T], items: Iterable[T]) -> Iterator[str]:
    """CSV (RFC 4180, but with one line feed), the names of the columns first. Missing values are empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in listing.columns])
    for item in items:
        writer.writerow([column.value(item) for column in listing.columns])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def print_listing[T](listing: Listing[T], items: Iterable[T], console: Console | None = None) -> int:
    """Print a table for people; return how many rows it had.

    On a terminal the table fits its width: columns that can be spared are left out. In a pipe or a file each row is
    one line with every column.
    """
    console = console or Screen()
    shown = [column for column in listing.columns if column.title is not None]
    rows = [[_cell(column, item) for column in shown] for item in items]
    if not rows:
        console.print(f"no {listing.name}")
        return 0
    widths = [max(len(column.title or ""), *(len(row[i]) for row in rows)) for i, column in enumerate(shown)]
    if not console.is_terminal:
        console = Screen(file=console.file, width=sum(widths) + GAP * len(widths), soft_wrap=False)
        kept = list(range(len(shown)))
    else:
        if console.width < NARROWEST:  # let the terminal break the lines: squeezed further, a table says nothing
            console = Screen(file=console.file, width=NARROWEST)
        kept = fitting(shown, widths, console.width)
    least = sum(GAP + (min(widths[i], LEAST_WRAPPED) if shown[i].wraps else widths[i]) for i in kept) - GAP
    squeezed = least > console.width
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0))
    for i in kept:
        column = shown[i]
        table.add_column(
            column.title or "",
            header_style="dim",
            style=column.style,
            justify="right" if column.right else "left",
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
            width=min(widths[i], LEAST_WRAPPED) if column.wraps and squeezed else None,
        )
    for row in rows:
        table.add_row(*(escape(row[i]) for i in kept))
    console.print(table)
    if spared := [column.title or "" for i, column in enumerate(shown) if i not in kept]:
        console.print(f"[dim]no room for: {', '.join(spared)}; a wider terminal or --format csv shows them[/dim]")
    return len(rows)


def fitting[T](columns: Sequence[Column[T]], widths: Sequence[int], room: int) -> list[int]:
    """Which columns of these natural widths (characters) to show in `room` characters, in their order.

    Running text asks for WRAPPED characters only. The columns with the highest `spare` go first, of equals the last.
    """
    asked = [min(width, WRAPPED) if column.wraps else width for column, width in zip(columns, widths, strict=True)]
    kept = list(range(len(columns)))
    while sum(asked[i] + GAP for i in kept) - GAP > room and any(columns[i].spare for i in kept):
        kept.remove(max(kept, key=lambda i: (columns[i].spare, i)))
    return kept


def _cell[T](column: Column[T], item: T) -> str:
    if column.short is not None:
        return printable(column.short(item))
    value = column.value(item)
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) and column.right else printable(str(value))


def _iso(when: When | None) -> str | None:
    return when.text if when else None


def _first(when: When | None) -> str | None:
    return when.first.isoformat() if when else None


def _last(when: When | None) -> str | None:
    return when.last.isoformat() if when else None


def _joined(items: Iterable[str]) -> str | None:
    return "; ".join(items) or None


def _where(claim: Claim) -> str:
    place = claim.article.outlet or PurePath(claim.article.path or claim.article.id[:SHORT_ID]).name
    return f"{place if len(place) <= LONGEST_PLACE else place[: LONGEST_PLACE - 1] + '…'}:{claim.span.start}"


def _date(when: When | None) -> str:
    return short_date(when) if when else ""


def _who(claim: Claim) -> str:
    via = f" via {', '.join(claim.via)}" if claim.via else ""
    reviewed = f" ({reviewers_in_words(claim)})" if claim.reviewed else ""
    return f"{'(in its own voice)' if claim.narrator else f'{teller(claim)}{via}'}{reviewed}"


_ID: Column[Any] = Column("id", lambda item: str(item.id), "id", lambda item: str(item.id)[:SHORT_ID], style="dim")

_ORIGIN: tuple[Column[Claim], ...] = (
    Column("source", lambda c: c.source, "who says so", _who, wraps=True),
    Column("source_text", lambda c: c.source_text),
    Column("actor", lambda c: c.actor),
    Column("side", lambda c: c.side),
    Column("narrator", lambda c: int(c.narrator)),
    Column("via", lambda c: _joined(c.via)),
    Column("act", lambda c: c.act),
    Column("quote", lambda c: c.quote),
    Column("said", lambda c: _iso(c.said)),
)
_PLACE_IN_TEXT: tuple[Column[Claim], ...] = (
    Column("track", lambda c: c.track),
    Column("confidence", lambda c: c.confidence),
    Column("outlet", lambda c: c.article.outlet, "where", _where, style="dim", spare=3),
    Column("path", lambda c: c.article.path),
    Column("article", lambda c: c.article.id),
    Column("published_from", lambda c: _first(c.article.published)),
    Column("published_to", lambda c: _last(c.article.published)),
    Column("start", lambda c: c.span.start),
    Column("end", lambda c: c.span.end),
    Column("reviewed", lambda c: "; ".join(reviews_in_words(c)) or None),
)

CLAIMS: Listing[Claim] = Listing(
    "claims",
    (
        _ID,
        Column("kind", lambda c: c.kind, "kind"),
        *_ORIGIN,
        Column("text", lambda c: c.text, "words", lambda c: excerpt(c, 120), wraps=True),
        Column("measure", lambda c: c.measure),
        Column("low", lambda c: number(c.low)),
        Column("high", lambda c: number(c.high)),
        Column("event_type", lambda c: c.event_type),
        Column("status", lambda c: c.status),
        Column("when", lambda c: _iso(c.when or c.as_of or c.horizon)),
        *_PLACE_IN_TEXT,
    ),
)
FIGURES: Listing[Claim] = Listing(
    "figures",
    (
        _ID,
        Column("text", lambda c: c.text, "figure", value_words, right=True, style="bold"),
        Column("low", lambda c: number(c.low)),
        Column("high", lambda c: number(c.high)),
        Column("approximate", lambda c: int(c.approximate)),
        Column("measure", lambda c: c.measure, "measure", spare=1),
        Column("of", lambda c: c.of, "of", wraps=True),
        Column("of_actor", lambda c: c.of_actor),
        Column("unit", lambda c: c.unit),
        Column("by", lambda c: c.by),
        Column("since", lambda c: _iso(c.since), "since", lambda c: _date(c.since), spare=4),
        Column("as_of", lambda c: _iso(c.as_of), "as of", lambda c: _date(c.as_of), spare=2),
        Column("place", lambda c: c.place, "place", spare=5),
        Column("modality", lambda c: c.modality),
        *_ORIGIN,
        *_PLACE_IN_TEXT,
    ),
)
EVENTS: Listing[Claim] = Listing(
    "events",
    (
        _ID,
        Column("when", lambda c: _iso(c.when), "when", lambda c: _date(c.when)),
        Column("event_type", lambda c: c.event_type, "type"),
        Column("mode", lambda c: c.mode),
        Column("status", lambda c: c.status, "status", lambda c: " ".join(filter(None, (c.status, c.stage))), spare=1),
        Column("stage", lambda c: c.stage),
        Column("actors", lambda c: _joined(c.actors), "who", wraps=True, spare=2),
        Column("targets", lambda c: _joined(c.targets), "to whom", wraps=True, spare=4),
        Column("where", lambda c: _joined(c.where), "place", wraps=True, spare=5),
        Column("text", lambda c: c.text, "words", lambda c: " ".join(c.text.split()), wraps=True),
        Column("trigger", lambda c: c.trigger),
        *_ORIGIN,
        *_PLACE_IN_TEXT,
    ),
)
QUESTIONS: Listing[Question] = Listing(
    "questions",
    (
        _ID,
        Column("status", lambda q: q.status, "status"),
        Column("title", lambda q: q.title, "question", style="bold", wraps=True),
        Column("kind", lambda q: q.kind),
        Column("track", lambda q: q.track, "track", spare=2),
        Column("accounts", lambda q: len(q.accounts), "accounts", right=True, spare=1),
        Column("origins", lambda q: q.origins, "origins", right=True),
        Column("articles", lambda q: len({a.claim.article.id for a in q.accounts})),
        Column("rule", lambda q: q.bounds.rule if q.bounds else None),
        Column("low", lambda q: _bound(q, "low"), "low", lambda q: _shown_bound(q, "low"), right=True),
        Column("best", lambda q: _bound(q, "best")),
        Column("high", lambda q: _bound(q, "high"), "high", lambda q: _shown_bound(q, "high"), right=True),
    ),
)
SOURCES: Listing[SourceEntry] = Listing(
    "sources",
    (
        Column("source", lambda s: s.source, "source", lambda s: s.source or "(nobody named)", wraps=True),
        Column("actor", lambda s: s.actor),
        Column("side", lambda s: s.side, "side"),
        Column("claims", lambda s: s.claims, "claims", right=True),
        Column("first", lambda s: s.first.isoformat() if s.first else None, "first"),
        Column("last", lambda s: s.last.isoformat() if s.last else None, "last"),
    ),
)
ARTICLES: Listing[ArticleEntry] = Listing(
    "articles",
    (
        Column("id", lambda a: a.id, "id", lambda a: a.id[:SHORT_ID], style="dim"),
        Column("outlet", lambda a: a.outlet, "outlet"),
        Column("title", lambda a: a.title, "title", wraps=True, spare=1),
        Column("author", lambda a: a.author),
        Column("published_from", lambda a: _first(a.published), "published", lambda a: _date(a.published)),
        Column("published_to", lambda a: _last(a.published)),
        Column("basis", lambda a: a.basis),
        Column("claims", lambda a: a.claims, "claims", right=True),
        Column("chars", lambda a: a.chars),
        Column("language", lambda a: a.language),
        Column("path", lambda a: a.path, "path", style="dim", wraps=True),
        Column("url", lambda a: a.url),
        Column("reader", lambda a: a.reader),
        Column("added", lambda a: a.added),
    ),
)
TALKS: Listing[Round] = Listing(
    "rounds of talks",
    (
        _ID,
        Column("date", lambda r: _iso(r.date), "date", lambda r: _date(r.date)),
        Column("place", lambda r: r.place, "place"),
        Column("level", lambda r: r.level, "level", spare=2),
        Column("parties", lambda r: _joined(r.parties), "parties", wraps=True),
        Column("mediators", lambda r: _joined(r.mediators)),
        Column("status", lambda r: r.status, "status"),
        Column(
            "outcome",
            lambda r: r.outcome,
            "outcome",
            lambda r: " ".join((r.outcome or "").split()),
            wraps=True,
            spare=1,
        ),
        Column("moves", lambda r: len(r.moves), "moves", right=True, spare=3),
        Column("mentions", lambda r: len(r.mentions), "told", right=True, spare=4),
    ),
)
FORECASTS: Listing[TrackedForecast] = Listing(
    "forecasts",
    (
        _ID,
        Column("state", lambda f: f.state, "state"),
        Column("horizon", lambda f: _iso(f.horizon), "by when", lambda f: _date(f.horizon)),
        Column("made", lambda f: _iso(f.made), "made", lambda f: _date(f.made), spare=1),
        Column("maker", lambda f: f.maker, "who", lambda f: _who(f.mentions[0]), wraps=True),
        Column("likelihood_low", lambda f: f.likelihood[0] if f.likelihood else None),
        Column("likelihood_high", lambda f: f.likelihood[1] if f.likelihood else None),
        Column("text", lambda f: f.text, "words", lambda f: " ".join(f.text.split()), wraps=True),
        Column("mentions", lambda f: len(f.mentions), "told", right=True, spare=3),
        Column("evidence", lambda f: len(f.evidence), "evidence", right=True, spare=2),
    ),
)


def _bound(question: Question, end: str) -> int | float | None:
    return number(getattr(question.bounds, end)) if question.bounds else None


def _shown_bound(question: Question, end: str) -> str:
    value = _bound(question, end)
    return "" if value is None else f"{value:,.10g}"
