"""Feeds, pages and folders looked at again and again: what is new or changed goes into the ledger.

In:  sources, how often to look at each.   Out: a Round for each time that something was due.
What was seen is noted beside the ledger (intake/fetching/visits.py), so that a watch that was stopped goes on where it
was; and one watch at a time has a ledger.
"""

import datetime as dt
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from counterclaim.errors import InputError, LedgerBusy, LedgerError, UnknownId
from counterclaim.flow.fetching import holder
from counterclaim.flow.ingesting import Each, Report, ingest_taken
from counterclaim.flow.reading import make_terms
from counterclaim.intake.feeds.lists import listed_feeds
from counterclaim.intake.fetching.addresses import is_address
from counterclaim.intake.fetching.frontier import Frontier, summary
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.fetching.taking import Taking
from counterclaim.intake.fetching.visits import Visit, Visits, visits_path
from counterclaim.intake.files import find_files, take_files
from counterclaim.intake.found import Known, Taken, Terms, Unchanged, Wanted
from counterclaim.intake.kinds import HEAD_BYTES, Kind, kind_of
from counterclaim.intake.limits import Refused
from counterclaim.ledger.store import Store
from counterclaim.records.article import Article

_JITTER = 0.1  # of the interval, so that many watches do not ask at the same second
_LONGEST_BACK_OFF_S = 24 * 3600.0
# A file that was written to a moment ago is perhaps not whole yet.
_SETTLED_S = 2.0
_FIRST_RECHECK_S = 3600.0
# Of an archive's articles only the last are kept with its visit: they came in last, so the others are held if they are.
_KEPT_IDS = 100


@dataclass(frozen=True, slots=True)
class Watching:
    """How to watch. Times in seconds."""

    every_s: float = 900.0
    each_every_s: Mapping[str, float] = field(default_factory=dict)  # by source; else `every_s`
    recheck_s: float = 0.0  # pages are asked for changes so long after they were first had; 0 = never
    once: bool = False  # look at everything once and end


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to."""

    at: dt.datetime
    sources: int  # that were due
    unchanged: int  # items that are as they were
    report: Report | None  # None = nothing was new
    fetched: str | None  # what was fetched from which hosts, in words
    failing: tuple[str, ...]  # sources that could not be had
    next_at: dt.datetime | None  # None = this was the last round


@dataclass(slots=True)
class _Source:
    name: str
    every_s: float
    due: float = 0.0  # of time.monotonic
    failures: int = 0


def watch(
    store: Store,
    sources: Iterable[str],
    manners: Manners | None,
    how: Watching,
    *,
    stop: threading.Event,
    each: Each | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Round]:
    """Look at the sources, each at its interval, until `stop` is set.

    Args:
        sources: addresses of feeds and pages, OPML files, folders, files.
        manners: None = nothing is fetched; only folders and files are watched.
        stop: may be set at any time, from a signal's handler; the round under way ends early, with what it has.
        each: told of every item that was new.
        tell: told of what could not be looked at.
    Raises:
        InputError: a source names nothing, or is an address and nothing may be fetched.
        LedgerBusy: another watch has this ledger.
    """
    names = list(dict.fromkeys(sources))
    for name in names:
        if is_address(name) and manners is None:
            raise InputError(name, "is a web address, and nothing may be fetched; give --fetch")
        if not is_address(name) and not Path(name).exists():
            raise InputError(name, "no such file or folder")
    visits = Visits(visits_path(store.path))
    visits.open()
    return _Watch(store, names, manners, how, visits, stop, each, tell).rounds()


class _Watch:
    def __init__(
        self,
        store: Store,
        names: list[str],
        manners: Manners | None,
        how: Watching,
        visits: Visits,
        stop: threading.Event,
        each: Each | None,
        tell: Callable[[str], None] | None,
    ) -> None:
        self._store, self._names, self._how, self._stop = store, names, how, stop
        self._each, self._tell = each, tell
        self._visits = visits
        self._holds = holder(store)
        self._frontier = Frontier(manners, visits, self._holds, stop=stop) if manners is not None else None
        self._sources: dict[str, _Source] = {}
        self._unchanged = 0

    def rounds(self) -> Iterator[Round]:
        """Round after round; the file of visits is let go of in the end."""
        try:
            while not self._stop.is_set():
                self._expand()
                now = time.monotonic()
                due = [source for source in self._sources.values() if source.due <= now]
                if due:
                    yield self._round(due)
                    if self._how.once:
                        return
                left = min((s.due for s in self._sources.values()), default=now + 1) - time.monotonic()
                self._stop.wait(max(0.0, min(left, self._how.every_s)))
        finally:
            if self._frontier is not None:
                self._frontier.close()
            self._visits.close()

    def _expand(self) -> None:
        """The sources as they are now: the feeds of a list are sources of their own, and may have changed."""
        names: list[str] = []
        for name in self._names:
            names += self._listed(name)
        for name in names:
            every = self._how.each_every_s.get(name, self._how.every_s)
            self._sources.setdefault(name, _Source(name, every))
        for gone in set(self._sources) - set(names):
            del self._sources[gone]

    def _listed(self, name: str) -> list[str]:
        if is_address(name) or not Path(name).is_file() or self._frontier is None:
            return [name]
        try:
            with Path(name).open("rb") as file:
                if kind_of(file.read(HEAD_BYTES), name) is not Kind.OPML:
                    return [name]
                file.seek(0)
                return [feed.address for feed in listed_feeds(file.read(16 << 20)) if is_address(feed.address)] or [
                    name
                ]
        except (OSError, Refused):
            return [name]

    def _round(self, due: list[_Source]) -> Round:
        self._unchanged = 0
        began = dt.datetime.now(dt.UTC)
        terms = make_terms(None, None, self._tell)
        taking = Taking(self._frontier, terms) if self._frontier is not None else None
        failing: list[str] = []
        stream = self._news(self._taken(due, taking, terms, failing))
        report = None
        try:
            if (first := next(stream, None)) is not None:
                report = ingest_taken(self._store, chain([first], stream), terms, each=self._each)
        except LedgerBusy as err:  # what was fetched and not stored is fetched again in the next round
            self._say(str(err))
            failing += [source.name for source in due]
        failed = dict.fromkeys(failing, 0.0) | (taking.failed if taking else {})
        for source in due:
            self._schedule(source, failed.get(source.name))
        last = self._how.once or self._stop.is_set()
        wait = min((s.due for s in self._sources.values()), default=0.0) - time.monotonic()
        return Round(
            at=began,
            sources=len(due),
            unchanged=self._unchanged,
            report=report,
            fetched=summary(self._frontier.tallies, hosts_named=0)
            if self._frontier and self._frontier.tallies
            else None,
            failing=tuple(source.name for source in due if source.name in failed),
            next_at=None if last else dt.datetime.now(dt.UTC) + dt.timedelta(seconds=max(0.0, wait)),
        )

    def _schedule(self, source: _Source, failed_s: float | None) -> None:
        """When to look again: at its interval; after failures twice as late each time."""
        source.failures = 0 if failed_s is None else source.failures + 1
        wait = min(source.every_s * 2**source.failures, max(source.every_s, _LONGEST_BACK_OFF_S))
        wait *= random.uniform(1 - _JITTER, 1 + _JITTER)
        source.due = time.monotonic() + max(wait, failed_s or 0.0)

    def _news(self, taken: Iterator[Taken]) -> Iterator[Taken]:
        """What is not as it was; the rest is counted only, so that a quiet round leaves no trace in the ledger."""
        for one in taken:
            if isinstance(one.item, Unchanged):
                self._unchanged += 1
            else:
                yield one

    def _taken(self, due: list[_Source], taking: Taking | None, terms: Terms, failing: list[str]) -> Iterator[Taken]:
        if self._frontier is not None and taking is not None:
            terms = taking.terms
            self._frontier.renew()
            for source in due:
                if is_address(source.name):
                    taking.want(Wanted(source.name, source.name))
            for wanted in self._rechecks():
                taking.want(wanted)
        for source in due:
            if is_address(source.name):
                continue
            try:
                files = find_files([source.name])
            except InputError as err:
                if not Path(source.name).is_dir():  # an empty folder is one to wait at
                    failing.append(source.name)
                    self._say(str(err))
                continue
            for file in files:
                if self._stop.is_set():
                    return
                yield from self._file(file, terms)
        if taking is not None:
            yield from taking.taken()

    def _file(self, file: str, terms: Terms) -> Iterator[Taken]:
        """A file that was not looked at since it was written."""
        try:
            state = Path(file).stat()
        except OSError:
            return  # gone since the folder was listed
        if not self._how.once and time.time() - state.st_mtime < _SETTLED_S:
            return
        mark = f"{state.st_size}-{state.st_mtime_ns}"
        visit = self._visits.last(file)
        if visit is not None and visit.mark == mark and all(self._holds(article) for article in visit.articles):
            yield Taken(Unchanged(file, "as at the last look"), file)
            return
        articles: list[str] = []
        reason: str | None = None
        for taken in take_files([file], terms):
            if isinstance(taken.item, Article):
                articles.append(taken.item.id)
            else:
                reason = reason or taken.item.reason
            yield taken
            if self._stop.is_set():
                return  # an archive is gone on with in the next round; what it gave already is known then
        at = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        kept = tuple(articles[-_KEPT_IDS:])
        self._visits.put(Visit(url=file, at=at, articles=kept, dropped=None if articles else reason, mark=mark))

    def _rechecks(self) -> Iterator[Wanted]:
        """Pages that may have been edited without a word: asked after an hour, then after twice as long each time."""
        if not self._how.recheck_s:
            return
        now = dt.datetime.now(dt.UTC)
        for visit in self._visits.all():
            if visit.feed or len(visit.articles) != 1 or not is_address(visit.url) or visit.url in self._sources:
                continue
            last, first = dt.datetime.fromisoformat(visit.at), dt.datetime.fromisoformat(visit.first or visit.at)
            since_s, age_s = (now - last).total_seconds(), (last - first).total_seconds()
            if age_s < self._how.recheck_s and since_s >= max(_FIRST_RECHECK_S, age_s):
                yield Wanted(visit.url, visit.url, self._known(visit.articles[0]))

    def _known(self, article: str) -> Known:
        """What was known of a page when it was had first: its feed's date holds for a new version, too."""
        try:
            held = self._store.article(article)
        except (UnknownId, LedgerError):
            return Known()
        return Known(title=held.title, author=held.author, published=held.published)

    def _say(self, text: str) -> None:
        if self._tell is not None:
            self._tell(text)
