"""Articles into the ledger: what is new is read and stored, one transaction each; counts what it kept and dropped."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from counterclaim import settings
from counterclaim.flow.reading import read_in_order, take_in
from counterclaim.intake.files import find_files
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added, Store
from counterclaim.reading.models import model_versions
from counterclaim.records.article import Article, Drop
from counterclaim.records.reading import Reader, Reading
from counterclaim.version import __version__

Progress = Callable[[int, int], None]
"""Called after each file with how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of `Ledger.ingest` did. Every file given is counted once."""

    kept: int
    unchanged: int  # already in the ledger, read by the same reader
    reread: int  # in the ledger, read anew by a later reader
    claims: int  # added by this run
    dropped: tuple[Drop, ...]

    @property
    def reasons(self) -> Counter[str]:
        """How many were dropped for which reason."""
        return Counter(drop.reason for drop in self.dropped)

    @property
    def files(self) -> int:
        """How many files were looked at."""
        return self.kept + self.unchanged + self.reread + len(self.dropped)

    @property
    def counts(self) -> Mapping[str, int]:
        """The counts by name, as the ledger's record of runs keeps them."""
        return {
            "kept": self.kept,
            "unchanged": self.unchanged,
            "reread": self.reread,
            "claims": self.claims,
            "dropped": len(self.dropped),
        }

    def __str__(self) -> str:
        parts = [f"{self.files} read", f"{self.kept} kept ({self.claims:,} claims)", f"{self.unchanged} unchanged"]
        if self.reread:
            parts.append(f"{self.reread} read anew")
        why = ", ".join(f"{n} {reason}" for reason, n in sorted(self.reasons.items()))
        parts.append(f"{len(self.dropped)} dropped" + (f" ({why})" if why else ""))
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that the ledger holds already, read by this reader."""

    article: Article = field(repr=False)


def ingest(
    store: Store, paths: Iterable[str], *, defaults: Article | None = None, progress: Progress | None = None
) -> Report:
    """See `Ledger.ingest`."""
    files = find_files(paths)
    run = store.begin_run()
    counts: Counter[str] = Counter()
    dropped: list[Drop] = []
    for item in read_in_order(_unread(store, take_in(files, defaults))):
        match item:
            case Reading():
                claims = claims_of(item)
                added = store.add(item, claims, run=run)
                counts[added] += 1
                counts["claims"] += len(claims) if added is not Added.UNCHANGED else 0
            case Drop():
                dropped.append(item)
            case _Known():
                # Noted only now: a copy within the run comes through the parser's queue before its original is in.
                store.see(item.article, run=run)
                counts[Added.UNCHANGED] += 1
        if progress:
            progress(counts.total() - counts["claims"] + len(dropped), len(files))
    store.add_drops(run, dropped)
    report = Report(
        kept=counts[Added.NEW],
        unchanged=counts[Added.UNCHANGED],
        reread=counts[Added.SUPERSEDED],
        claims=counts["claims"],
        dropped=tuple(dropped),
    )
    store.finish_run(run, report.counts)
    return report


def _unread(store: Store, items: Iterable[Article | Drop]) -> Iterator[Article | Drop | _Known]:
    """What the ledger does not hold yet; copies of one text within a run are read once."""
    reader = Reader(__version__, model_versions(settings.value_of("pipeline")))
    taken: set[str] = set()
    for item in items:
        if isinstance(item, Drop):
            yield item
        elif item.id in taken or store.has_article(item, reader):
            yield _Known(item)
        else:
            taken.add(item.id)
            yield store.complete(item)
