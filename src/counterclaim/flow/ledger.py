"""A ledger as people use it from Python: one object over the store, the reading and the comparison."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from counterclaim.errors import UsageError
from counterclaim.flow.ingesting import Each, Progress, Report, Tell, ingest
from counterclaim.flow.reading import reread as reread_article
from counterclaim.intake.fetching.manners import Manners
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, SourceEntry, Store, Verified, View, open_store
from counterclaim.records.article import Article
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.decisions import Decision, DecisionAct, Value
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.notebook import Results, ledger_html
from counterclaim.records.question import Question, QuestionStatus
from counterclaim.records.talks import Round
from counterclaim.records.values import Track

if TYPE_CHECKING:
    from counterclaim.comparison.families import Families
    from counterclaim.comparison.stories import Stories
    from counterclaim.flow.reviewing import QueueItem


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

    def _repr_html_(self) -> str:
        """As Jupyter shows it."""
        counts = self.view.counts()
        kinds = [(f"{kind}s", number) for kind, number in counts.kinds.items()]
        return ledger_html(self.store.path, [("articles", counts.articles), ("claims", counts.claims), *kinds])

    def ingest(
        self,
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
        """Read articles into the ledger, one transaction each; what is there already stays as it is.

        Stopping in the middle loses nothing: the next run goes on where this one ended.

        Args:
            paths: files of any kind that intake knows, folders, globs; "-" is standard input.
            defaults: from `make_defaults`, what is known of all of them; what an item says of itself goes before it.
            columns: for tables, which column holds which field; None = by their names and contents.
            jobs: how many processes read; each loads the models (0.5 GB). One process writes.
            progress: called after each item.
            each: called with each item and what became of it, in order.
            tell: called with what a person should see on the way: columns that were guessed, what was passed over.
            manners: from `make_manners`, how web addresses, feeds and their pages are fetched; None = nothing is.
        Raises:
            InputError: no path names anything, or an address is given without `manners`; nothing was changed by then.
            LedgerBusy: another process is fetching into this ledger.
        """
        report = ingest(
            self.store,
            paths,
            defaults=defaults,
            columns=columns,
            jobs=jobs,
            progress=progress,
            each=each,
            tell=tell,
            manners=manners,
        )
        self.compare()
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
        from counterclaim.flow.asking import all_questions

        if rule not in RULES:
            raise UsageError(f"there is no bounds rule {rule!r}; the rules are: {', '.join(RULES)}")
        return Results(
            question
            for question in all_questions(self, wanted, rule=rule)
            if not (disputed and question.status is not QuestionStatus.DISPUTED)
            and (track is None or question.track is track)
            and (kind is None or question.kind == kind)
        )

    def question(self, question_id: str, rule: str = "minmax") -> Question:
        """One question by its id or the beginning of one. Raises UnknownId where none or several begin so."""
        from counterclaim.flow.asking import one_question

        return one_question(self, question_id, rule)

    def compare(self) -> int:
        """Bring the questions up to date with the claims; gives how many articles were new or changed.

        `ingest` and `decide` do so themselves. Without it questions are the same, and take longer to ask for.
        """
        from counterclaim.flow.asking import bring_up_to_date

        return bring_up_to_date(self.store)

    def talks(self) -> tuple[Round, ...]:
        """Rounds of talks in order of date, assembled from all articles."""
        from counterclaim.flow.analysing import talks

        return Results(talks(self))

    def forecasts(self, on: dt.date | None = None) -> tuple[TrackedForecast, ...]:
        """Every forecast in order of horizon, with its state on the day `on` (UTC today when None)."""
        from counterclaim.flow.analysing import forecasts

        return Results(forecasts(self, on or dt.datetime.now(dt.UTC).date()))

    def articles(self, *, after: str | None = None, limit: int | None = None) -> Iterator[ArticleEntry]:
        """Articles by publication day; those of unknown date last."""
        return self.view.articles(after=after, limit=limit)

    def sources(self) -> Iterator[SourceEntry]:
        """Who claims are attributed to, most claims first."""
        return self.view.sources()

    def queue(
        self,
        *,
        wanted: ClaimFilter | None = None,
        limit: int | None = 50,
        reviewer: str | None = None,
        blind: bool = False,
    ) -> "list[QueueItem]":
        """Claims that a person should look at, by doubt times consequence, each with its reasons.

        Args:
            wanted: only these claims.
            limit: at most so many; None = all.
            reviewer: leave out only what this person has decided, so that a second coder sees the first one's items.
            blind: show them as the reader makes them, and nothing of what others decided.
        """
        from counterclaim.flow.reviewing import queue

        return queue(self, wanted=wanted, limit=limit, reviewer=reviewer, blind=blind)

    def decide(
        self,
        act: DecisionAct | str,
        subject: str,
        *,
        others: Sequence[str] = (),
        fields: Mapping[str, Value] | None = None,
        reason: str = "",
        reviewer: str | None = None,
        at: dt.datetime | None = None,
    ) -> tuple[Decision, ...]:
        """Note what a person decides; it takes hold at once, and stands in the history for good.

        ledger.decide("reject", "c3f2a", reason="an age, no toll", reviewer="Ana")
        ledger.decide("correct", "c3f2a", fields={"low": 40.0, "high": None, "measure": "wounded"})

        Args:
            act: accept, reject, correct (claims); merge, split, pin (questions); judge (forecasts, questions);
                withdraw (articles, decisions).
            subject: the id of what it is about; its beginning is enough.
            others: merge: the other questions; split: the claims that leave the question.
            fields: correct: the right values by field (`records.correcting.FIELDS`); pin, judge: one field and value.
            reason: why, for those who come later.
            reviewer: who; None = the setting `reviewer`, else the login name.
            at: when it was decided; None = now.
        Returns:
            the decisions that the ledger did not hold yet; one for each field that was corrected.
        Raises:
            UnknownId: there is nothing with that id.
            UsageError: it cannot have that value, or a reason is missing.
        """
        from counterclaim.flow.reviewing import make_decisions

        act = DecisionAct(act)
        made = make_decisions(self, act, subject, others=others, fields=fields, reason=reason, reviewer=reviewer, at=at)
        decided = self.store.decide(made)
        self.compare()
        return decided

    def withdraw(self, subject: str, reason: str, *, reviewer: str | None = None) -> Decision:
        """Withdraw an article: its claims leave all current views, and --as-of shows them. Of a decision: take it back.

        To take the withdrawal itself back brings the article back.

        Raises:
            UnknownId: there is no such article or decision, or it is withdrawn already.
            UsageError: no reason is given.
        """
        [decision] = self.decide(DecisionAct.WITHDRAW, subject, reason=reason, reviewer=reviewer)
        return decision

    def decisions(self, subject: str | None = None) -> Iterator[Decision]:
        """What people decided and nobody took back, in the order in which they did."""
        return self.view.decisions(subject)

    def verify(self, *, reread: bool = False) -> Verified:
        """Check the ledger against itself: the log's chain, every hash, id and column.

        Args:
            reread: read every article anew as well, which must give the same readings; as slow as ingesting them.
        """
        return self.store.verify(reread_article if reread else None)

    def families(self) -> "Families":
        """Which articles are copies of one text."""
        return self.kinships()[0]

    def kinships(self) -> "tuple[Families, Stories]":
        """Which articles are copies of one text, and which report the same thing in words of their own."""
        from counterclaim.comparison.families import find_families
        from counterclaim.comparison.stories import find_stories, signature_of

        refs = {e.id: ArticleRef(e.id, e.path, e.title, e.outlet, e.published) for e in self.articles()}
        texts = {article: _body(self.view.article(article)) for article in refs}
        signed = ((refs[article], signature_of(refs[article].title, text)) for article, text in texts.items())
        return find_families((refs[article], text) for article, text in texts.items()), find_stories(signed)


def _body(article: Article) -> str:
    """The text without its front matter, which copies of one article do not share."""
    return article.text[article.header.end :] if article.header else article.text
