"""The order of the stages: the only module that knows all four. Counts what it kept and what it dropped.

paths ─intake→ Article ─reading→ Reading ─ledger→ claims ─comparison→ Questions, Rounds, Forecasts
"""

import datetime as dt
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from counterclaim import settings
from counterclaim.errors import InputError, UsageError
from counterclaim.intake.files import find_files, make_article, read_files
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import Added, ArticleEntry, ClaimFilter, SourceEntry, Store, Verified, View, open_store
from counterclaim.reading.models import Models, load_models, model_versions
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import Question, QuestionStatus
from counterclaim.records.reading import Reader, Reading
from counterclaim.records.talks import Round
from counterclaim.records.values import Track
from counterclaim.records.when import When
from counterclaim.version import __version__

if TYPE_CHECKING:
    from counterclaim.comparison.families import Families

Progress = Callable[[int, int], None]
"""Called after each file with how many are done and how many there are."""

# What the reader reads; an article in another language is dropped by name, never read as English.
READ_LANGUAGES = frozenset({"en"})


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    author: str | None = None,
) -> Reading:
    """Read one article's text; nothing is stored.

    Args:
        text: the article. Offsets in the Reading index it in code points; front matter in it is understood.
        published: ISO day, month, year or FROM/TO, where it is known; else the text's own evidence is used.
        outlet: who published it.
        title: its headline, where the text does not hold it.
        author: who wrote it.
    Raises:
        InputError: the text cannot be read (no words in it, another language, an unreadable date).
    """
    defaults = make_defaults(published=published, outlet=outlet, title=title, author=author)
    item = make_article(text, defaults=defaults) if any(c.isalnum() for c in text) else Drop("text", "no text")
    [result] = _read_in_order([_readable(item)])
    if isinstance(result, Drop):
        raise InputError("text", f"{result.reason}{result.detail and ': '}{result.detail}")
    return result


def read_many(paths: Iterable[str], *, defaults: Article | None = None) -> Iterator[Reading | Drop]:
    """Read files, folders and globs, in order; what cannot be read comes back as a Drop in its place.

    Args:
        paths: files, folders, globs; "-" is standard input.
        defaults: from `make_defaults`, what is known of all of them.
    Raises:
        InputError: a path names nothing; nothing has been read by then.
    """
    return _read_in_order(_articles(find_files(paths), defaults))


def make_defaults(
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
) -> Article:
    """What is known of all articles of a call beside their texts. Raises InputError when `published` is no date."""
    when = None
    if published is not None:
        try:
            when = Published(When.parse(published), f"given: {published}")
        except ValueError as err:
            raise InputError(
                "the date of publication", f"{published!r} is none; expected YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO"
            ) from err
    return Article("", title=title, outlet=outlet, author=author, url=url, published=when)


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


@dataclass(slots=True)
class Ledger:
    """A ledger of claims: what articles say, who says it, and which accounts differ.

    with Ledger.open("war.ledger") as ledger:
        ledger.ingest(["articles/"])
        for claim in ledger.claims(ClaimFilter(kind="figure")): ...
    """

    store: Store
    view: View  # the store, or the store as it stood at a moment

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = True, read_only: bool = False, as_of: dt.date | None = None
    ) -> Self:
        """Open a ledger, or make a new one.

        Args:
            path: a file, or the address of a database (postgresql://user@host/database).
            create: make a new, empty ledger where there is none.
            read_only: change nothing.
            as_of: show the ledger as it stood at the end of that day (UTC); nothing can be ingested then.
        Raises:
            LedgerError: NotALedger, LedgerTooNew or LedgerBusy say what is wrong with the file and what to do.
        """
        store = open_store(str(path), create=create and as_of is None, read_only=read_only or as_of is not None)
        return cls(store, store.as_of(as_of) if as_of is not None else store)

    def close(self) -> None:
        """Close the file. What was ingested is stored already."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ingest(
        self, paths: Iterable[str], *, defaults: Article | None = None, progress: Progress | None = None
    ) -> Report:
        """Read articles into the ledger, one transaction each; what is there already stays as it is.

        Stopping in the middle loses nothing: the next run goes on where this one ended.

        Args:
            paths: files, folders, globs; "-" is standard input.
            defaults: from `make_defaults`, what is known of all of them; each file's front matter goes before it.
            progress: called after each file.
        Raises:
            InputError: a path names nothing; nothing has been changed by then.
        """
        files = find_files(paths)
        run = self.store.begin_run()
        counts: Counter[str] = Counter()
        dropped: list[Drop] = []
        for item in _read_in_order(self._unread(_articles(files, defaults))):
            match item:
                case Reading():
                    claims = claims_of(item)
                    added = self.store.add(item, claims, run=run)
                    counts[added] += 1
                    counts["claims"] += len(claims) if added is not Added.UNCHANGED else 0
                case Drop():
                    dropped.append(item)
                case _Known():
                    # Noted only now: a copy within the run comes through the parser's queue before its original is in.
                    self.store.see(item.article, run=run)
                    counts[Added.UNCHANGED] += 1
            if progress:
                progress(counts.total() - counts["claims"] + len(dropped), len(files))
        self.store.add_drops(run, dropped)
        report = Report(
            kept=counts[Added.NEW],
            unchanged=counts[Added.UNCHANGED],
            reread=counts[Added.SUPERSEDED],
            claims=counts["claims"],
            dropped=tuple(dropped),
        )
        self.store.finish_run(run, report.counts)
        return report

    def claims(
        self, wanted: ClaimFilter | None = None, *, after: str | None = None, limit: int | None = None
    ) -> Iterator[Claim]:
        """Claims by publication day, article and place in the text; see `ledger.store.View.claims`."""
        return self.view.claims(wanted, after=after, limit=limit)

    def questions(
        self,
        *,
        disputed: bool = False,
        track: Track | None = None,
        kind: str | None = None,
        rule: str = "minmax",
        wanted: ClaimFilter | None = None,
    ) -> tuple[Question, ...]:
        """The questions that the ledger's claims give accounts of, disputed ones first.

        Args:
            disputed: only those whose accounts conflict.
            track: only those of one track.
            kind: only those over figures, events or statements ("figure", "event", "statement").
            rule: how one range is made of the accounts; one of `comparison.bounds.RULES`.
            wanted: compare only these claims.
        Raises:
            UsageError: no rule of that name.
        """
        # Comparing brings scientific libraries along that listings do not need.
        from counterclaim.comparison.bounds import RULES
        from counterclaim.comparison.questions import find_questions

        if rule not in RULES:
            raise UsageError(f"there is no bounds rule {rule!r}; the rules are: {', '.join(RULES)}")
        return tuple(
            question
            for question in find_questions(self.claims(wanted), self.families(), rule)
            if not (disputed and question.status is not QuestionStatus.DISPUTED)
            and (track is None or question.track is track)
            and (kind is None or question.kind == kind)
        )

    def talks(self) -> tuple[Round, ...]:
        """Rounds of talks in order of date, assembled from all articles."""
        from counterclaim.comparison.talks import find_rounds

        return find_rounds(self.claims())

    def forecasts(self, on: dt.date | None = None) -> tuple[TrackedForecast, ...]:
        """Every forecast in order of horizon, with its state on the day `on` (UTC today when None)."""
        from counterclaim.comparison.forecasts import find_forecasts

        return find_forecasts(self.claims(), on or dt.datetime.now(dt.UTC).date())

    def articles(self, *, after: str | None = None, limit: int | None = None) -> Iterator[ArticleEntry]:
        """Articles by publication day; those of unknown date last."""
        return self.view.articles(after=after, limit=limit)

    def sources(self) -> Iterator[SourceEntry]:
        """Who claims are attributed to, most claims first."""
        return self.view.sources()

    def verify(self, *, reread: bool = False) -> Verified:
        """Check the ledger against itself: the log's chain, every hash, id and column.

        Args:
            reread: read every article anew as well, which must give the same readings; as slow as ingesting them.
        """
        return self.store.verify(_reread if reread else None)

    def families(self) -> "Families":
        """Which articles are copies of one text."""
        from counterclaim.comparison.families import find_families

        return find_families(
            (ArticleRef(e.id, e.path, e.title, e.outlet, e.published), _body(self.view.article(e.id)))
            for e in self.articles()
        )

    def _unread(self, items: Iterable[Article | Drop]) -> Iterator["Article | Drop | _Known"]:
        """What the ledger does not hold yet; copies of one text within a run are read once."""
        reader = Reader(__version__, model_versions(settings.value_of("pipeline")))
        taken: set[str] = set()
        for item in items:
            if isinstance(item, Drop):
                yield item
            elif item.id in taken or self.store.has_article(item, reader):
                yield _Known(item)
            else:
                taken.add(item.id)
                yield self.store.complete(item)


def _body(article: Article) -> str:
    """The text without its front matter, which copies of one article do not share."""
    return article.text[article.header.end :] if article.header else article.text


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that the ledger holds already, read by this reader."""

    article: Article = field(repr=False)


def _articles(files: Iterable[str], defaults: Article | None) -> Iterator[Article | Drop]:
    longest = int(settings.number_of("max_article_chars"))
    for item in read_files(files, defaults=defaults, max_chars=longest):
        yield _readable(item)


def _readable(item: Article | Drop) -> Article | Drop:
    """The article, or why it is not read."""
    if isinstance(item, Article) and item.language is not None and item.language not in READ_LANGUAGES:
        return Drop(item.path or "text", f"language {item.language}", "only English is read; the article is left out")
    return item


def _read_in_order[Other](items: Iterable[Article | Drop | Other]) -> Iterator[Reading | Drop | Other]:
    """Read the articles among `items` in one stream; whatever else is among them comes through in its place.

    The models are loaded when the first article comes: a run that finds nothing new does not wait for them.
    """
    waiting: deque[Article | Drop | Other] = deque()

    def articles() -> Iterator[Article]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Article):
                yield item

    for result in _read_lazily(articles()):
        while not isinstance(item := waiting.popleft(), Article):
            yield item
        yield result
    for rest in waiting:
        if not isinstance(rest, Article):
            yield rest


def _read_lazily(articles: Iterator[Article]) -> Iterator[Reading | Drop]:
    for first in articles:
        # Importing the parser costs over a second, which listings and briefings need not pay.
        from counterclaim.reading.reader import read_articles

        yield from read_articles(chain([first], articles), _models())


def _reread(article: Article) -> Reading:
    [result] = _read_lazily(iter([article]))
    if isinstance(result, Drop):
        raise InputError(result.item, f"{result.reason}: {result.detail}")
    return result


def _models() -> Models:
    return load_models(settings.value_of("pipeline"))
