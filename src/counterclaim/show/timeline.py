"""Claims in order of the days that they are about, by day.

In:  claims of any kind.   Out: those with a date in order, how many were left out and why; a table with a line a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from counterclaim.flow.tellings import by_event
from counterclaim.records.claim import Claim
from counterclaim.records.when import When
from counterclaim.show.excerpts import short_date
from counterclaim.show.screen import Screen
from counterclaim.show.tables import EVENTS, FIGURES, Column, Listing

_PIPE_WIDTH = 10_000  # characters: in a pipe or file nothing is wrapped or cut


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim on the timeline, with the days that it is about."""

    when: When
    claim: Claim
    again: tuple[str, ...] = ()  # ids of the other tellings of the same event in the same article


@dataclass(frozen=True, slots=True)
class Timeline:
    """What stands on the timeline, in order, and how many claims could not."""

    entries: tuple[Entry, ...]
    undated: int
    wide: int  # dated no closer than the caller asked for


def about(claim: Claim) -> When | None:
    """The days that a claim is about: an event's, a figure's as-of date, a forecast's horizon, a statement's saying."""
    match claim.kind:
        case "event":
            return claim.when
        case "figure":
            return claim.as_of
        case "forecast":
            return claim.horizon
    return claim.said


def in_order(claims: Iterable[Claim], *, within: int | None = None) -> Timeline:
    """Order claims by their first day; of those that begin on one day the closest dated first.

    An event that an article tells twice is one entry, under its closest dated telling.

    Args:
        within: leave out what is dated to more days than this; None keeps everything.
    """
    kept: list[Entry] = []
    undated = wide = 0
    for group in by_event(claims):
        dated = [(when.days, n, when) for n, claim in enumerate(group) if (when := about(claim)) is not None]
        if not dated:
            undated += 1
            continue
        _, best, when = min(dated, key=lambda found: found[:2])
        if within is not None and when.days > within:
            wide += 1
        else:
            kept.append(Entry(when, group[best], tuple(c.id for n, c in enumerate(group) if n != best)))
    kept.sort(key=lambda e: (e.when.first, e.when.last, e.claim.article.id, e.claim.span.start, e.claim.id))
    return Timeline(tuple(kept), undated, wide)


_LISTED = {column.name: column for column in (*FIGURES.columns, *EVENTS.columns)}


def _of_claim(name: str) -> Column[Entry]:
    """A claim's column of the events' or figures' listing, for an entry."""
    column = _LISTED[name]
    return Column(name, lambda entry: column.value(entry.claim))


TIMELINE: Listing[Entry] = Listing(
    "dated claims",
    (
        Column("from", lambda e: e.when.first.isoformat()),
        Column("to", lambda e: e.when.last.isoformat()),
        Column("days", lambda e: e.when.days),
        Column("when", lambda e: e.when.text),
        Column("kind", lambda e: e.claim.kind),
        Column("again", lambda e: "; ".join(e.again)),
        *(
            _of_claim(name)
            for name in (
                "id", "event_type", "mode", "status", "actors", "targets", "where", "measure", "low", "high", "of",
                "text", "source", "source_text", "actor", "side", "narrator", "via", "act", "said", "track",
                "confidence", "outlet", "path", "article", "published_from", "published_to", "start", "end",
            )
        ),
    ),
)  # fmt: skip
"""One row an entry; columns that a kind of claim does not have are empty."""


def print_timeline(entries: Sequence[Entry], console: Console | None = None) -> None:
    """Print the entries under their days."""
    console = console or Screen()
    if not console.is_terminal:
        console = Screen(file=console.file, width=_PIPE_WIDTH, soft_wrap=False)
    if not entries:
        console.print(f"no {TIMELINE.name}")
        return
    for when, group in groupby(entries, key=lambda e: (e.when.first, e.when.last, short_date(e.when))):
        console.print(f"[bold]{escape(when[2])}[/bold]")
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for style in ("dim", "", "", "dim"):
            table.add_column(style=style, overflow="fold", no_wrap=style == "dim")
        for entry in group:
            table.add_row(*(escape(cell) for cell in _cells(entry)))
        console.print(Padding(table, (0, 0, 0, 2), expand=False))


def _cells(entry: Entry) -> tuple[str, str, str, str]:
    """What, in which words, who says so, where it stands."""
    claim = entry.claim
    kind = claim.event_type or claim.measure or claim.act or claim.kind
    standing = str(claim.status or claim.modality or "")
    where = _LISTED["outlet"].short
    source = _LISTED["source"].short
    assert where is not None
    assert source is not None
    return (
        f"{kind} {standing}".strip(),
        " ".join(claim.text.split())
        + (f" ({', '.join(claim.where)})" if claim.where else "")
        + (f" [told {len(entry.again) + 1} times]" if entry.again else ""),
        source(claim),
        where(claim),
    )
