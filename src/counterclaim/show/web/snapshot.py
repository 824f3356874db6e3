"""What pages need of a ledger beside single rows: compared once for each state of the ledger, and kept.

In: a Ledger.   Out: Snapshot. A state is named by the head of the ledger's log; the same head gives the same snapshot,
so that a page costs a look-up and not a comparison. When the ledger has grown, the old snapshot is shown for as long as
the new one takes (`Snapshots.current`), and pages say so.
"""

import datetime as dt
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from counterclaim.flow import Ledger
from counterclaim.ledger.head import Head, head_of
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, Counts, SourceEntry
from counterclaim.records.claim import Claim
from counterclaim.records.forecasts import ForecastState, TrackedForecast
from counterclaim.records.question import Question
from counterclaim.records.talks import Round
from counterclaim.records.when import When
from counterclaim.show.briefing import Material
from counterclaim.show.layout import Briefing

if TYPE_CHECKING:
    from counterclaim.comparison.framing import Choice, FramingWord
    from counterclaim.comparison.positions import Position
    from counterclaim.comparison.scores import Record
    from counterclaim.comparison.source_records import SourceRecord
    from counterclaim.flow.reviewing import QueueItem
    from counterclaim.show.web.pages.places import PlaceEntry
    from counterclaim.show.web.pages.talks import Matrix
    from counterclaim.show.web.pages.timeline import Moments

# Seconds that a request waits for the new state before it is shown the old one: small ledgers are compared within it.
PATIENCE_S = 2.0
# Snapshots kept beside the present one: those of days that readers go back to.
KEPT = 4
MOST_QUOTED = 15  # sources of one outlet


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """One outlet as the pages list it."""

    outlet: str | None
    articles: int
    claims: int
    first: When | None  # the earliest publication, and the latest
    last: When | None


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """How many questions there are by each of their filters."""

    status: Counter[str]
    track: Counter[str]
    kind: Counter[str]


@dataclass(frozen=True)
class Snapshot:
    """A ledger at one head of its log, compared. What costs time is made when it is first asked for, once."""

    ledger: Ledger
    head: Head
    as_of: dt.date | None
    today: dt.date
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, disputed ones first."""
        with self._lock:
            return self._once("questions", self.ledger.questions)

    @cached_property
    def question_places(self) -> dict[str, int]:
        """Each question's place in `questions`, by id."""
        return {question.id: place for place, question in enumerate(self.questions)}

    @cached_property
    def question_counts(self) -> QuestionCounts:
        """How many questions there are of each status, track and kind."""
        counts = QuestionCounts(Counter(), Counter(), Counter())
        for question in self.questions:
            counts.status[question.status.value] += 1
            counts.kind[question.kind] += 1
            if question.track:
                counts.track[question.track.value] += 1
        return counts

    @cached_property
    def questions_of_claim(self) -> dict[str, tuple[str, ...]]:
        """The questions that a claim gives an account of, by the claim's id."""
        found: dict[str, list[str]] = {}
        for question in self.questions:
            for account in question.accounts:
                found.setdefault(account.claim.id, []).append(question.id)
        return {claim: tuple(ids) for claim, ids in found.items()}

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """Rounds of talks, by date."""
        with self._lock:
            return self._once("rounds", self.ledger.talks)

    @cached_property
    def forecasts(self) -> tuple[TrackedForecast, ...]:
        """Forecasts with their state today, or on the day as of which the ledger is looked at."""
        with self._lock:
            return self._once("forecasts", lambda: self.ledger.forecasts(on=self.as_of or self.today))

    @cached_property
    def forecasts_by_state(self) -> tuple[TrackedForecast, ...]:
        """Forecasts as their page lists them: due ones first, then open, then judged."""
        order = {ForecastState.DUE: 0, ForecastState.OPEN: 1, ForecastState.JUDGED: 2}
        return tuple(sorted(self.forecasts, key=lambda forecast: order[forecast.state]))

    @cached_property
    def forecast_records(self) -> "tuple[Record, ...]":
        """What became of each maker's forecasts."""
        from counterclaim.comparison.scores import records_of

        return tuple(records_of(self.forecasts))

    @cached_property
    def articles(self) -> tuple[ArticleEntry, ...]:
        """All articles by publication day."""
        return tuple(self.ledger.articles())

    @cached_property
    def article_numbers(self) -> dict[str, int]:
        """Each article's number in the list of articles, from 1, by id."""
        return {entry.id: number for number, entry in enumerate(self.articles, 1)}

    @cached_property
    def sources(self) -> tuple[SourceEntry, ...]:
        """All sources, most claims first."""
        return tuple(self.ledger.sources())

    @cached_property
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

    @cached_property
    def quoted_by(self) -> dict[str | None, tuple[tuple[str, int], ...]]:
        """Whom each outlet quotes most, by number of claims."""
        counts: dict[str | None, Counter[str]] = {}
        for claim in self._claims():
            if claim.source:
                counts.setdefault(claim.article.outlet, Counter())[claim.source] += 1
        return {outlet: tuple(held.most_common(MOST_QUOTED)) for outlet, held in counts.items()}

    @cached_property
    def source_entries(self) -> dict[str, SourceEntry]:
        """Sources by name; "" is nobody named."""
        found: dict[str, SourceEntry] = {}
        for entry in self.sources:
            found.setdefault(entry.source or "", entry)
        return found

    @cached_property
    def moments(self) -> "Moments":
        """Dated events in order, how many there are of each stretch of time, and how many have no date."""
        from counterclaim.show.web.pages.timeline import moments_of

        return moments_of(self._claims("event"))

    @cached_property
    def places(self) -> "tuple[tuple[PlaceEntry, ...], int]":
        """The places that claims name, and how many events and figures have none."""
        from counterclaim.show.web.pages.places import places_of

        return places_of(self._claims())

    @cached_property
    def positions(self) -> "tuple[Position, ...]":
        """Who demanded, offered, refused or agreed to what, by party and issue."""
        from counterclaim.comparison.positions import positions_of

        return positions_of(self._claims("statement"))

    @cached_property
    def talks_matrix(self) -> "Matrix":
        """The same as a table, as its page shows it."""
        from counterclaim.show.web.pages.talks import matrix_of

        return matrix_of(self.positions)

    @cached_property
    def question_titles(self) -> tuple[str, ...]:
        """The questions' titles in their order, as words are looked for in them."""
        return tuple(question.title.casefold() for question in self.questions)

    @cached_property
    def source_records(self) -> "dict[str, tuple[SourceRecord, ...]]":
        """What became of each source's claims, by the source's name."""
        from counterclaim.comparison.source_records import records_of_sources

        found: dict[str, list[SourceRecord]] = {}
        for record in records_of_sources(self.questions):
            found.setdefault(record.source, []).append(record)
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def framing(self) -> "tuple[tuple[FramingWord, ...], tuple[Choice, ...]]":
        """The words that each outlet over-uses, and its spellings of names, by statistics."""
        from counterclaim.flow.analysing import framing_choices, framing_words

        with self._lock:
            return self._once("framing", lambda: (framing_words(self.ledger), framing_choices(self.ledger)))

    @cached_property
    def queue(self) -> "tuple[QueueItem, ...]":
        """What waits for a person, by doubt times consequence: the first of it."""
        from counterclaim.flow.reviewing import queue
        from counterclaim.show.web.pages.review import WAITING

        return tuple(queue(self.ledger, limit=WAITING, questions=self.questions))

    @cached_property
    def counts(self) -> Counts:
        """How much the ledger holds."""
        return self.ledger.view.counts()

    @cached_property
    def briefing(self) -> Briefing:
        """The briefing on all that the ledger holds."""
        from counterclaim.records.claim import ArticleRef
        from counterclaim.show.briefing import compose

        refs = tuple(ArticleRef(e.id, e.path, e.title, e.outlet, e.published) for e in self.articles)
        claims = tuple(self._claims())
        with self._lock:
            return compose(Material(refs, claims, self.questions, self.rounds, self.forecasts))

    def warm(self) -> "Snapshot":
        """Make what most pages need, in one pass over the claims. Returns itself."""
        self.__dict__["held"] = tuple(self.ledger.claims())
        try:
            _ = (self.questions_of_claim, self.question_places, self.rounds, self.forecasts, self.briefing, self.counts)
            _ = (self.outlets, self.moments, self.places, self.positions, self.source_records, self.question_counts)
            _ = (
                self.quoted_by,
                self.forecasts_by_state,
                self.forecast_records,
                self.source_entries,
                self.article_numbers,
                self.talks_matrix,
                self.question_titles,
            )
        finally:
            del self.__dict__["held"]  # what pages show stays; a million claims do not
        return self

    def _claims(self, kind: str | None = None) -> Iterable[Claim]:
        """All claims, or those of a kind: held while warming, else from the ledger."""
        held: tuple[Claim, ...] | None = self.__dict__.get("held")
        if held is None:
            return self.ledger.claims(ClaimFilter(kind=kind))
        return held if kind is None else (claim for claim in held if claim.kind == kind)

    def _once[T](self, name: str, make: Callable[[], T]) -> T:
        """What another thread may have made while this one waited for the lock, else made now."""
        held: T | None = self.__dict__.get(name)
        return make() if held is None else held


@dataclass(frozen=True, slots=True)
class Current:
    """The snapshot to show, and whether a newer state of the ledger is still being compared."""

    snapshot: Snapshot
    stale: bool


class Snapshots:
    """The snapshots of one ledger. Used by several threads at once."""

    def __init__(self, ledger: Ledger, *, patience_s: float = PATIENCE_S) -> None:
        self._ledger = ledger
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[str, dt.date | None, dt.date], Snapshot] = OrderedDict()
        self._making: dict[tuple[str, dt.date | None, dt.date], Future[Snapshot]] = {}
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
        key = (head.hash, as_of, today)
        with self._lock:
            if made := self._made.get(key):
                self._made.move_to_end(key)
                return Current(made, stale=False)
            future = self._making.get(key)
            if future is None:
                future = self._worker.submit(Snapshot(ledger, head, as_of, today).warm)
                self._making[key] = future
            last = self._last.get(as_of)
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
