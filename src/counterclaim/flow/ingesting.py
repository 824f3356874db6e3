"""Articles into the ledger: what is new is read and stored, one transaction each; counts what it kept and dropped.

In:  whatever holds articles.   Out: a Report, and an Outcome for each thing that was looked at, as it is done.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from counterclaim.flow.fetching import split_sources, take_sources
from counterclaim.flow.reading import is_unread, make_terms, read_in_order, reader, unread
from counterclaim.flow.resuming import Places, going_on
from counterclaim.intake.duplicates import Seen
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.files import find_files
from counterclaim.intake.found import Taken, Terms, Unchanged
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added, Store
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Reader, Reading

# The report keeps so many drops for a person to see; all are in the ledger and given to `each`.
_SHOWN_DROPS = 1000
# Drops go into the ledger by so many, so that neither memory nor the log grows with one entry for each.
_DROPS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a run has come."""

    items: int  # looked at
    bytes_done: int  # of the files that were named; what lies packed in them counts packed
    bytes_total: int  # 0 = not known: standard input


Progress = Callable[[Progressed], None]
"""Called after each item with how far the run has come."""


class Became(StrEnum):
    """What became of one thing."""

    KEPT = "kept"
    UNCHANGED = "unchanged"
    REREAD = "reread"
    UNREAD = "unread"  # in a language that is not read
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that was looked at, and what became of it."""

    item: str  # path, address, archive!member
    kind: str | None
    became: Became
    article: Article | None = field(default=None, repr=False)
    claims: int = 0
    reason: str | None = None
    detail: str | None = None
    notes: tuple[str, ...] = ()


Each = Callable[[Outcome], None]
Tell = Callable[[str], None]
"""Called with what a person should see while a run goes on: the columns that were guessed, what was passed over."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of `Ledger.ingest` did. Every article, and everything that was dropped, is counted once."""

    kept: int
    unchanged: int  # already in the ledger, read by the same reader
    reread: int  # in the ledger, read anew by a later reader
    claims: int  # added by this run
    dropped: tuple[Drop, ...]  # the first thousand
    reasons: Counter[str] = field(default_factory=Counter)  # how many were dropped for which reason
    languages: Counter[str] = field(default_factory=Counter)  # how many were kept unread, by language

    @property
    def files(self) -> int:
        """How many articles and other things were looked at."""
        return self.kept + self.unchanged + self.reread + self.languages.total() + self.reasons.total()

    @property
    def counts(self) -> Mapping[str, int]:
        """The counts by name, as the ledger's record of runs keeps them."""
        counts = {
            "kept": self.kept,
            "unchanged": self.unchanged,
            "reread": self.reread,
            "claims": self.claims,
            "dropped": self.reasons.total(),
        }
        return counts | ({"unread": self.languages.total()} if self.languages else {})

    def __str__(self) -> str:
        parts = [f"{self.files:,} found", f"{self.kept:,} kept ({self.claims:,} claims)"]
        parts.append(f"{self.unchanged:,} unchanged")
        if self.reread:
            parts.append(f"{self.reread:,} read anew")
        if self.languages:
            parts.append(f"{self.languages.total():,} kept unread ({_listed(self.languages, 'language ')})")
        why = _listed(self.reasons)
        parts.append(f"{self.reasons.total():,} dropped" + (f" ({why})" if why else ""))
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that the ledger holds already, read by this reader."""

    article: Article = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Unread:
    """An article in a language that is not read, which the ledger does not hold yet."""

    article: Article = field(repr=False)


_Result = Reading | Drop | _Known | _Unread


@dataclass(frozen=True, slots=True)
class Way:
    """How articles become Readings, and who then counts as their reader."""

    reader: Reader
    read: Callable[[Iterator[Article | Drop | _Known | _Unread]], Iterator[_Result]]


def by_models(jobs: int = 1) -> Way:
    """Articles in people's words, read by the language models."""
    return Way(reader(), lambda items: read_in_order(items, jobs=jobs))


def ingest(
    store: Store,
    paths: Iterable[str],
    *,
    defaults: Article | None = None,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    each: Each | None = None,
    tell: Tell | None = None,
    manners: Manners | None = None,
) -> Report:
    """See `Ledger.ingest`."""
    paths = tuple(paths)
    terms = make_terms(defaults, columns, tell)
    terms = going_on(store, lambda: find_files(split_sources(paths)[1], needed=False), terms, reader())
    taken = take_sources(paths, terms, manners, store)
    return ingest_taken(store, taken, terms, way=by_models(jobs), progress=progress, each=each)


def ingest_taken(
    store: Store,
    taken: Iterable[Taken],
    terms: Terms,
    *,
    way: Way | None = None,
    progress: Progress | None = None,
    each: Each | None = None,
) -> Report:
    """Read what was taken in and store it, in order; the one way into a ledger, whatever brought it.

    Args:
        way: how it is read; None = by the language models, in this process.
    """
    way = way or by_models()
    run = _Run(store, store.begin_run(), each)
    places = Places(store, run.number, terms, way.reader)
    waiting: deque[tuple[Taken, int]] = deque()

    def noted() -> Iterator[Taken]:
        for one in taken:
            waiting.append((one, terms.meter.done))
            yield one

    try:
        for result in way.read(_new_to(store, noted(), way.reader)):
            one, done = waiting.popleft()
            run.note(one, result)
            if places.note(one, None if isinstance(result, Drop) else _article_of(result).id):
                run.flush()
                places.write()
            if progress:
                progress(Progressed(run.items, done, terms.meter.total))
    finally:
        run.flush()  # what was dropped before a run was stopped is known of, too
        places.write()
    report = run.report()
    store.finish_run(run.number, report.counts)
    places.finish()
    return report


def _article_of(result: Reading | _Known | _Unread) -> Article:
    return result.article


class _Run:
    """One run's counts, and its way of writing down what became of each thing."""

    def __init__(self, store: Store, number: int, each: Each | None) -> None:
        self.number = number
        self.items = 0
        self._store = store
        self._each = each
        # Comparing texts costs time that only the list of outcomes repays.
        self._seen = Seen() if each else None
        self._became: Counter[Became] = Counter()
        self._reasons: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._claims = 0
        self._dropped: list[Drop] = []
        self._unwritten: list[Drop] = []

    def note(self, taken: Taken, result: _Result) -> None:
        """Store one result, count it and tell of it."""
        self.items += 1
        became, claims, article, drop = Became.UNCHANGED, 0, None, None
        match result:
            case Reading():
                article = result.article
                became, claims = self._add(result)
            case _Unread():
                article, became = result.article, Became.UNREAD
                self._store.add(unread(article), (), run=self.number)
                self._languages[article.language or "unknown"] += 1
            case _Known():
                article = result.article
                # Noted only now: a copy within the run comes through the parser's queue before its original is in.
                self._store.see(article, run=self.number)
            case Unchanged():  # looked at before; nothing new came of it
                taken = replace(taken, notes=(*taken.notes, result.reason))
            case Drop():
                became, drop = Became.DROPPED, result
                self._drop(result)
        self._became[became] += 1
        self._claims += claims
        if self._each:
            self._each(
                Outcome(
                    item=taken.name,
                    kind=taken.kind,
                    became=became,
                    article=article,
                    claims=claims,
                    reason=drop.reason if drop else None,
                    detail=drop.detail if drop else None,
                    notes=(*taken.notes, *self._likeness(article, taken.name)),
                )
            )

    def flush(self) -> None:
        """Write the drops that are not in the ledger yet."""
        if self._unwritten:
            self._store.add_drops(self.number, self._unwritten)
            self._unwritten.clear()

    def report(self) -> Report:
        """What the run did."""
        return Report(
            kept=self._became[Became.KEPT],
            unchanged=self._became[Became.UNCHANGED],
            reread=self._became[Became.REREAD],
            claims=self._claims,
            dropped=tuple(self._dropped),
            reasons=self._reasons,
            languages=self._languages,
        )

    def _add(self, reading: Reading) -> tuple[Became, int]:
        claims = claims_of(reading)
        added = self._store.add(reading, claims, run=self.number)
        if added is Added.UNCHANGED:
            return Became.UNCHANGED, 0
        return (Became.KEPT if added is Added.NEW else Became.REREAD), len(claims)

    def _drop(self, drop: Drop) -> None:
        self._reasons[drop.reason] += 1
        if len(self._dropped) < _SHOWN_DROPS:
            self._dropped.append(drop)
        self._unwritten.append(drop)
        if len(self._unwritten) >= _DROPS_AT_ONCE:
            self.flush()

    def _likeness(self, article: Article | None, name: str) -> tuple[str, ...]:
        if article is None or self._seen is None:
            return ()
        return self._seen.note(article, name)


def _new_to(store: Store, taken: Iterable[Taken], this: Reader) -> Iterator[Article | Drop | _Known | _Unread]:
    """What the ledger does not hold yet; copies of one text within a run are read once."""
    in_run: set[str] = set()
    for one in taken:
        item = one.item
        if isinstance(item, Drop):
            yield item
        elif item.id in in_run or store.has_article(item, this):
            yield _Known(item)
        elif gone := store.withdrawal(item.id):
            why = f"by {gone.reviewer} on {gone.at[:10]}: {gone.reason}; review undo {gone.id} brings it back"
            yield Drop(item.path or item.url or item.id[:12], "withdrawn", why)
        else:
            in_run.add(item.id)
            whole = store.complete(item)
            yield _Unread(whole) if is_unread(whole) else whole


def _listed(counts: Counter[str], before: str = "") -> str:
    return ", ".join(f"{n:,} {before}{name}" for name, n in sorted(counts.items()))
