"""What pages need of a ledger beside single rows, each made when a page first asks for it and kept for that state.

In: a Ledger.   Out: Snapshot. A state is named by the head of the ledger's log; the same head gives the same snapshot.
What grows with the ledger is asked of it (`catalogue`, `happenings`) instead of held. When the ledger has grown, the
old snapshot is shown for as long as the new one takes (`Snapshots.current`), and pages say so.
"""

import datetime as dt
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload

from counterclaim.flow import Ledger
from counterclaim.flow.asking import is_up_to_date
from counterclaim.flow.catalogue import Catalogue, QuestionCounts, catalogue_of
from counterclaim.flow.happenings import Happenings, happenings_of
from counterclaim.ledger.head import Head, head_of
from counterclaim.ledger.store import ArticleEntry, Counts, SourceEntry
from counterclaim.ledger.tallies import Sizes, sizes_of
from counterclaim.records.forecasts import Evidence, ForecastState, TrackedForecast
from counterclaim.records.talks import Round
from counterclaim.records.when import When
from counterclaim.show.web.digest import Digest, digest_of

if TYPE_CHECKING:
    from counterclaim.comparison.framing import Choice, FramingWord
    from counterclaim.comparison.scores import Record
    from counterclaim.flow.reviewing import QueueItem
    from counterclaim.show.web.pages.places import PlaceEntry
    from counterclaim.show.web.pages.talks import Matrix
    from counterclaim.show.web.pages.timeline import Moments

# Seconds that a request waits for the new state before it is shown the old one: small ledgers are compared within it.
PATIENCE_S = 2.0
# Snapshots kept beside the present one: those of days that readers go back to.
KEPT = 4


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """One outlet as the pages list it."""

    outlet: str | None
    articles: int
    claims: int
    first: When | None  # the earliest publication, and the latest
    last: When | None


class _Once[T]:
    """What is made when it is first asked for, by one thread while others wait, and held by the object from then on."""

    def __init__(self, make: "Callable[[Snapshot], T]") -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, at: None, owner: type) -> "_Once[T]": ...
    @overload
    def __get__(self, at: "Snapshot", owner: type) -> T: ...
    def __get__(self, at: "Snapshot | None", owner: type) -> "_Once[T] | T":
        if at is None:
            return self
        # not reached again: what is held goes before a descriptor that cannot be set
        with at.__dict__.setdefault(f"_making_{self._name}", threading.RLock()):
            if self._name not in at.__dict__:
                at.__dict__[self._name] = self._make(at)
        made: T = at.__dict__[self._name]
        return made


class _Later[T]:
    """What is made in a thread of its own, for which nobody has to wait; the thread does not outlive the server."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._future: Future[T] = Future()
        threading.Thread(target=self._run, args=(make,), name="count", daemon=True).start()

    def _run(self, make: Callable[[], T]) -> None:
        try:
            self._future.set_result(make())
        except BaseException as err:  # noqa: BLE001 raised again where it is asked for
            self._future.set_exception(err)

    def within(self, seconds: float | None) -> T | None:
        """It, or None where it takes longer; for None seconds it is waited for."""
        try:
            return self._future.result(seconds)
        except TimeoutError:
            return None


@dataclass(frozen=True)
class Snapshot:
    """A ledger at one head of its log."""

    ledger: Ledger
    head: Head
    as_of: dt.date | None
    today: dt.date
    behind: bool = False  # articles came in, or changed, that are not compared yet
    earlier_queue: "tuple[QueueItem, ...] | None" = None  # of the state before: shown until this one's is made

    @_Once
    def catalogue(self) -> Catalogue:
        """The questions, disputed ones first."""
        return catalogue_of(self.ledger)

    @_Once
    def question_counts(self) -> QuestionCounts:
        """How many questions there are, and of each status, track and kind."""
        return self.catalogue.counts()

    @_Once
    def happenings(self) -> Happenings:
        """The dated events in order."""
        return happenings_of(self.ledger)

    @_Once
    def moments(self) -> "Moments":
        """How many events there are of each stretch of time, and how many have no date."""
        from counterclaim.show.web.pages.timeline import Moments

        return Moments.of(self.happenings.by_stretch(), self.happenings.undated())

    @_Once
    def rounds(self) -> tuple[Round, ...]:
        """Rounds of talks, by date."""
        from counterclaim.flow.analysing import talks

        return talks(self.ledger, as_prepared=True)

    @_Once
    def forecasts(self) -> tuple[TrackedForecast, ...]:
        """Forecasts with their state on the day, without the events that bear on them: `followed`."""
        from counterclaim.flow.analysing import listed_forecasts

        return listed_forecasts(self.ledger, self.as_of or self.today)

    def followed(self, listed: Sequence[TrackedForecast]) -> tuple[TrackedForecast, ...]:
        """Forecasts with the events that bear on them, which are looked up once."""
        from counterclaim.flow.analysing import with_evidence

        known = self._evidence
        for forecast in with_evidence(self.ledger, [f for f in listed if f.id not in known]):
            known[forecast.id] = forecast.evidence
        return tuple(replace(forecast, evidence=known[forecast.id]) for forecast in listed)

    @_Once
    def _evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """What bears on the forecasts that were looked at."""
        return {}

    @_Once
    def forecasts_by_state(self) -> tuple[TrackedForecast, ...]:
        """Forecasts as their page lists them: due ones first, then open, then judged."""
        order = {ForecastState.DUE: 0, ForecastState.OPEN: 1, ForecastState.JUDGED: 2}
        return tuple(sorted(self.forecasts, key=lambda forecast: order[forecast.state]))

    @_Once
    def forecast_records(self) -> "tuple[Record, ...]":
        """What became of each maker's forecasts."""
        from counterclaim.comparison.scores import records_of

        return tuple(records_of(self.forecasts))

    @_Once
    def articles(self) -> tuple[ArticleEntry, ...]:
        """All articles by publication day."""
        return tuple(self.ledger.articles())

    @_Once
    def article_numbers(self) -> dict[str, int]:
        """Each article's number in the list of articles, from 1, by id."""
        return {entry.id: number for number, entry in enumerate(self.articles, 1)}

    @_Once
    def sources(self) -> tuple[SourceEntry, ...]:
        """All sources, most claims first."""
        return tuple(self.ledger.sources())

    @_Once
    def source_entries(self) -> dict[str, SourceEntry]:
        """Sources by name; "" is nobody named."""
        found: dict[str, SourceEntry] = {}
        for entry in self.sources:
            found.setdefault(entry.source or "", entry)
        return found

    @_Once
    def outlets(self) -> tuple[OutletEntry, ...]:
        """All outlets, most articles first."""
        articles, claims = Counter[str | None](), Counter[str | None]()
        dates: dict[str | None, list[When]] = {}
        for entry in self.articles:
            articles[entry.outlet] += 1
            claims[entry.outlet] += entry.claims
            if entry.published:
                dates.setdefault(entry.outlet, []).append(entry.published)
        found = [
            OutletEntry(name, number, claims[name], min(dates.get(name, ()), default=None),
                        max(dates.get(name, ()), key=lambda when: when.last, default=None))
            for name, number in articles.items()
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda o: (-o.articles, o.outlet or "")))

    @_Once
    def places(self) -> "tuple[tuple[PlaceEntry, ...], int]":
        """The places that claims name, and how many events and figures have none."""
        from counterclaim.show.web.pages.places import places_of

        return places_of(self.ledger.view)

    @_Once
    def talks_matrix(self) -> "Matrix":
        """Who demanded, offered, refused or agreed to what, as a table."""
        from counterclaim.flow.analysing import positions
        from counterclaim.show.web.pages.talks import matrix_of

        return matrix_of(positions(self.ledger))

    @_Once
    def framing(self) -> "tuple[tuple[FramingWord, ...], tuple[Choice, ...]]":
        """The words that each outlet over-uses, and its spellings of names, by statistics."""
        from counterclaim.flow.analysing import framing_choices, framing_words

        return framing_words(self.ledger), framing_choices(self.ledger)

    @_Once
    def framing_later(self) -> "_Later[tuple[tuple[FramingWord, ...], tuple[Choice, ...]]]":
        """The same, counted beside: that goes through every sentence of the ledger."""
        return _Later(lambda: self.framing)

    @_Once
    def queue(self) -> "tuple[QueueItem, ...]":
        """What waits for a person, by doubt times consequence: the first of it."""
        from counterclaim.flow.reviewing import queue
        from counterclaim.show.web.pages.review import WAITING

        return tuple(queue(self.ledger, limit=WAITING, questions=tuple(self.catalogue.wanted())))

    @_Once
    def queue_later(self) -> "_Later[tuple[QueueItem, ...]]":
        """The same, made beside: that goes through every question."""
        return _Later(lambda: self.queue)

    def waiting(self) -> "tuple[QueueItem, ...]":
        """The queue; where it takes longer than a person waits, that of the state before.

        Whoever shows it leaves out what was decided since.
        """
        made = self.queue_later.within(None if self.earlier_queue is None else PATIENCE_S)
        return made if made is not None else self.earlier_queue or ()

    @property
    def known_queue(self) -> "tuple[QueueItem, ...] | None":
        """The last queue that was made, of this state or one before; None: nobody asked for one."""
        known: tuple[QueueItem, ...] | None = self.__dict__.get("queue", self.earlier_queue)
        return known

    @_Once
    def counts(self) -> Counts:
        """How much the ledger holds, by kind."""
        return self.ledger.view.counts()

    @_Once
    def sizes(self) -> Sizes:
        """How many articles, claims and sources it holds."""
        return sizes_of(self.ledger.view)

    @_Once
    def digest(self) -> Digest:
        """What the briefing's page is made of."""
        return digest_of(self)

    def warm(self) -> "Snapshot":
        """Make what the first page needs. Returns itself."""
        _ = self.digest
        return self


@dataclass(frozen=True, slots=True)
class Current:
    """The snapshot to show, and whether a newer state of the ledger is still being compared."""

    snapshot: Snapshot
    stale: bool


_Key = tuple[str, dt.date | None, dt.date, bool]


class Snapshots:
    """The snapshots of one ledger. Used by several threads at once."""

    def __init__(self, ledger: Ledger, *, patience_s: float = PATIENCE_S) -> None:
        self._ledger = ledger
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._made: OrderedDict[_Key, Snapshot] = OrderedDict()
        self._making: dict[_Key, Future[Snapshot]] = {}
        self._last: dict[dt.date | None, Snapshot] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="compare")

    @property
    def ledger(self) -> Ledger:
        """The ledger as it is."""
        return self._ledger

    def current(self, as_of: dt.date | None = None) -> Current:
        """The snapshot of the present state, or of the day `as_of`.

        Where comparing a grown ledger takes longer than the patience, the last state's snapshot, marked stale. The very
        first is waited for, however long it takes.
        """
        ledger = self._at(as_of)
        today = dt.datetime.now(dt.UTC).date()
        head = head_of(ledger.view)
        behind = as_of is None and not is_up_to_date(ledger.store)
        key = (head.hash, as_of, today, behind)
        with self._lock:
            if made := self._made.get(key):
                self._made.move_to_end(key)
                return Current(made, stale=False)
            future = self._making.get(key)
            last = self._last.get(as_of)
            if future is None:
                made = Snapshot(ledger, head, as_of, today, behind, last.known_queue if last else None)
                future = self._worker.submit(made.warm)
                self._making[key] = future
        try:
            snapshot = future.result(timeout=self._patience_s if last else None)
        except TimeoutError:
            assert last is not None  # without one the wait has no end
            return Current(last, stale=True)
        finally:
            if future.done():
                with self._lock:
                    self._making.pop(key, None)
        with self._lock:
            self._made[key] = self._last[as_of] = snapshot
            while len(self._made) > KEPT:
                old, dropped = self._made.popitem(last=False)
                if self._last.get(old[1]) is dropped and old[1] is not None:
                    del self._last[old[1]]
        return Current(snapshot, stale=False)

    def close(self) -> None:
        """Stop comparing; the ledger stays open."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _at(self, as_of: dt.date | None) -> Ledger:
        return self._ledger if as_of is None else Ledger(self._ledger.store, self._ledger.store.as_of(as_of))
