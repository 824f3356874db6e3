"""`counterclaim watch`: look at feeds, pages and folders again and again, and read what is new."""

import re
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.commands import options
from counterclaim.commands.output import problem
from counterclaim.errors import UsageError
from counterclaim.flow import Became, Ledger, Outcome, make_manners

if TYPE_CHECKING:
    from counterclaim.flow.watching import Round

# A round with more of them counts the rest.
_NAMED_DROPS = 10
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LEAST_S = 5.0

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Feeds and pages (web addresses), OPML files, folders.", show_default=False),
]
Every = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[SOURCE=]TIME",
        help="How often to look: 30s, 15m, 2h, 1d; for one source SOURCE=TIME; several times.",
        show_default="15m",
    ),
]
Recheck = Annotated[
    str,
    typer.Option(metavar="TIME", help="Ask pages again for so long after they came, for silent edits; 0 = never."),
]
Once = Annotated[bool, typer.Option("--once", help="Look at everything once, and end: for a scheduler such as cron.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("watch")(watch)


def watch(
    sources: Sources,
    ledger: options.LedgerPath,
    every: Every = None,
    recheck: Recheck = "0",
    once: Once = False,
    fetch: options.Fetch = False,
    offline: options.Offline = False,
    allow_host: options.AllowHost = None,
) -> None:
    """Look at feeds, pages and folders again and again, and read what is new into the ledger.

    Each round that looked at something prints one line. What was seen is noted beside the ledger: a watch that was
    stopped (Ctrl-C) goes on where it was, and nothing is fetched twice. A source that fails is asked less and less
    often, up to once a day. One watch at a time has a ledger.

    Example:

        counterclaim watch feeds.opml inbox/ --fetch --every 15m --every inbox/=30s --ledger war.ledger

        counterclaim watch https://example.org/news/rss --fetch --once --ledger war.ledger
    """
    from counterclaim.flow.watching import Watching
    from counterclaim.flow.watching import watch as begin

    general, by_source = _intervals(every or [], sources)
    how = Watching(general, by_source, recheck_s=0.0 if recheck.strip() == "0" else _seconds(recheck), once=once)
    manners = make_manners(fetch=fetch, offline=offline, allow=tuple(allow_host or ()))
    stop = threading.Event()
    before = {number: signal.signal(number, _stopper(stop)) for number in (signal.SIGINT, signal.SIGTERM)}
    failed = False
    named = _Named()
    try:
        with Ledger.open(ledger) as opened:
            rounds = begin(opened.store, sources, manners, how, stop=stop, each=named.each, tell=_say)
            for done in rounds:
                named.close()
                typer.echo(_line(done), err=True)
                failed = failed or bool(done.failing) or bool(done.report and done.report.reasons)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if stop.is_set():
        typer.echo("stopped; the same command goes on from here", err=True)
    elif failed:
        raise typer.Exit(1)


class _Named:
    """Names what was new and not kept, the first of each round."""

    def __init__(self) -> None:
        self._drops = 0

    def each(self, outcome: Outcome) -> None:
        """One item and what became of it."""
        if outcome.became is Became.DROPPED:
            self._drops += 1
            if self._drops <= _NAMED_DROPS:
                problem(f"{outcome.item}: dropped: {outcome.reason}{outcome.detail and ': '}{outcome.detail}")

    def close(self) -> None:
        """The round is over."""
        if (more := self._drops - _NAMED_DROPS) > 0:
            problem(f"… and {more:,} more dropped")
        self._drops = 0


def _line(done: "Round") -> str:
    sources = "1 source" if done.sources == 1 else f"{done.sources:,} sources"
    parts = [f"{_clock(done.at)}  {sources}"]
    if done.report is None:
        parts.append(f"nothing new ({done.unchanged:,} as before)")
    else:
        new = done.report
        parts.append(f"{new.kept + new.reread:,} kept ({new.claims:,} claims)")
        if new.languages:
            parts.append(f"{new.languages.total():,} kept unread")
        parts.append(f"{new.unchanged + done.unchanged:,} as before")
        if new.reasons:
            why = ", ".join(f"{n:,} {reason}" for reason, n in sorted(new.reasons.items()))
            parts.append(f"{new.reasons.total():,} dropped ({why})")
    if done.fetched:
        parts.append(done.fetched)
    if done.failing:
        parts.append(f"{len(done.failing):,} failing: {', '.join(done.failing[:3])}")
    if done.next_at:
        parts.append(f"next {_clock(done.next_at)}")
    return " · ".join(parts)


def _clock(at: datetime) -> str:
    return at.strftime("%H:%M:%SZ")


def _stopper(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    """The first signal ends the round under way; the second one everything."""

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        stop.set()

    return handle


def _say(text: str) -> None:
    problem(text)


def _intervals(every: list[str], sources: list[str]) -> tuple[float, dict[str, float]]:
    general, by_source = 900.0, {}
    for given in every:
        source, equals, written = given.rpartition("=")
        if equals and source not in sources:
            raise UsageError(f"--every {given}: {source!r} is none of the sources: {', '.join(sources)}")
        if equals:
            by_source[source] = _seconds(written)
        else:
            general = _seconds(written)
    return general, by_source


def _seconds(written: str) -> float:
    found = _DURATION.fullmatch(written.strip().lower())
    seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if seconds < _LEAST_S:
        raise UsageError(f"{written!r} is no time to wait; expected 30s, 15m, 2h or 1d, and at least {_LEAST_S:g}s")
    return seconds
