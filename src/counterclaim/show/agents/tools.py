"""What each tool does: arguments to an answer, over one ledger. Nothing here writes.

In:  Snapshots of a ledger.   Out: the records of `answers`.
Lists are paged by key: `after` is the `next` of the page before.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from counterclaim.errors import UnknownId, UsageError
from counterclaim.flow.catalogue import QuestionsWanted
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.claim import ArticleRef
from counterclaim.records.question import Question, QuestionStatus
from counterclaim.records.values import Side, Track
from counterclaim.records.when import When
from counterclaim.show.agents import answers
from counterclaim.show.web.snapshot import Snapshot, Snapshots

MOST = 50  # items on a page
MOST_SPAN_CHARS = 2_000
_TOP = 10


@dataclass(frozen=True)
class Tools:
    """The tools over one ledger, as it is or as it stood on a day."""

    snapshots: Snapshots
    as_of: dt.date | None = None

    @property
    def _now(self) -> Snapshot:
        return self.snapshots.current(self.as_of).snapshot

    def overview(self) -> answers.Overview:
        """How many articles and claims the ledger holds, from when to when, by whom."""
        snapshot = self._now
        days = [entry.published for entry in snapshot.articles if entry.published]
        return answers.Overview(
            snapshot.counts.articles,
            snapshot.counts.claims,
            min((d.first for d in days), default=dt.date.min).isoformat() if days else None,
            max((d.last for d in days), default=dt.date.min).isoformat() if days else None,
            [entry.source for entry in snapshot.sources if entry.source][:_TOP],
            [entry.outlet for entry in snapshot.outlets if entry.outlet][:_TOP],
            self.as_of.isoformat() if self.as_of else None,
        )

    def search(
        self,
        words: str | None = None,
        *,
        source: str | None = None,
        side: str | None = None,
        track: str | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> answers.Page:
        """Claims that meet every condition given.

        Args:
            words: all of which stand in the sentence around; "a phrase" in quotation marks.
            source: part of the source's name.
            side, track, kind: one of their values (`records.values`); kind is statement, figure, event or forecast.
            since, until: about days between them, both inclusive: ISO 8601 day, month or year.
            limit: 1 to 50.
            after: `next` of the page before.
        Raises:
            UsageError: a value is none of its kind, or a date is none.
        """
        limit = _checked(limit)
        wanted = ClaimFilter(
            kind=_one_of(kind, ("statement", "figure", "event", "forecast"), "kind"),
            track=Track(value) if (value := _one_of(track, list(Track), "track")) else None,
            source=source,
            side=Side(value) if (value := _one_of(side, list(Side), "side")) else None,
            since=_day(since, last=False),
            until=_day(until, last=True),
            search=words or None,
        )
        found = list(self._now.ledger.claims(wanted, after=after, limit=limit + 1))
        return answers.Page(
            [answers.said(claim) for claim in found[:limit]], found[limit - 1].id if len(found) > limit else None
        )

    def questions(
        self, *, disputed: bool = False, track: str | None = None, limit: int = 20, after: str | None = None
    ) -> answers.Questions:
        """Questions that several accounts answer, disputed ones first."""
        wanted = _one_of(track, list(Track), "track")
        statuses = (QuestionStatus.DISPUTED.value,) if disputed else ()
        found = self._now.catalogue.wanted(QuestionsWanted(statuses, wanted), after)
        page = list(islice(found, _checked(limit) + 1))
        following = page[limit - 1].id if len(page) > limit else None
        return answers.Questions([answers.asked(q) for q in page[:limit]], following)

    def question(self, question: str, *, bounds: str = "minmax") -> answers.Answered:
        """One question's accounts side by side, and how they stand to one another.

        Args:
            question: its id, or the beginning of it.
            bounds: the rule by which one range is made: minmax, acled, ucdp, median, third-party or latest.
        Raises:
            UnknownId: no question, or more than one, has an id that begins so.
            UsageError: there is no such rule.
        """
        return answers.answered(self._question(question, bounds))

    def claim(self, claim: str) -> answers.Said:
        """One claim with the words it rests on. Raises UnknownId."""
        return answers.said(self._now.ledger.view.claim(claim))

    def article_span(self, article: str, start: int, end: int) -> answers.Words:
        """The article's own words from `start` to `end`, in code points of the stored text; at most 2,000.

        Raises:
            UnknownId: there is no such article.
            UsageError: the span does not lie inside it, or is longer.
        """
        stored = self._now.ledger.view.article(article)
        if not 0 <= start < end <= len(stored.text) or end - start > MOST_SPAN_CHARS:
            raise UsageError(
                f"{start} to {end} is no span of this article; it has {len(stored.text)} characters, and at most "
                f"{MOST_SPAN_CHARS:,} are given at a time"
            )
        when = stored.published.when if stored.published else None
        ref = ArticleRef(stored.id, stored.path, stored.title, stored.outlet, when)
        return answers.Words(
            ref.id, (start, end), stored.text[start:end], ref.outlet, ref.title, answers.iso(ref.published)
        )

    def talks(self, *, limit: int = 20, after: str | None = None) -> answers.Rounds:
        """Rounds of talks by date, with what each party demanded, offered, refused or agreed to."""
        page, following = _page(self._now.rounds, lambda r: r.id, limit, after)
        return answers.Rounds([answers.talked(r) for r in page], following)

    def forecasts(self, *, state: str | None = None, limit: int = 20, after: str | None = None) -> answers.Forecasts:
        """Forecasts in the order in which they fall due: who foresaw what, by when, how surely."""
        _one_of(state, ("open", "due", "judged"), "state")
        found = [f for f in self._now.forecasts if state is None or f.state == state]
        page, following = _page(found, lambda f: f.id, limit, after)
        return answers.Forecasts([answers.foreseen(f) for f in self._now.followed(page)], following)

    def _question(self, question: str, bounds: str) -> Question:
        from counterclaim.comparison.bounds import RULES, with_bounds

        if bounds not in RULES:
            raise UsageError(f"there is no bounds rule {bounds!r}; the rules are: {', '.join(RULES)}")
        return with_bounds(self._now.catalogue.one(question), bounds)


def _page[Item](
    items: Sequence[Item], key: Callable[[Item], str], limit: int, after: str | None
) -> tuple[Sequence[Item], str | None]:
    """The items behind the one whose key is `after`, and the key to go on from."""
    limit = _checked(limit)
    start = 0
    if after is not None:
        start = next((place for place, item in enumerate(items, 1) if key(item) == after), -1)
        if start < 0:
            raise UnknownId(f"there is nothing with the id {after!r} to go on from")
    page = items[start : start + limit]
    return page, key(page[-1]) if start + limit < len(items) else None


def _checked(limit: int) -> int:
    if not 1 <= limit <= MOST:
        raise UsageError(f"limit is {limit}; it goes from 1 to {MOST}")
    return limit


def _one_of(value: str | None, values: Sequence[str], name: str) -> str | None:
    if value is not None and value not in values:
        raise UsageError(f"{name} is {value!r}; it is one of: {', '.join(values)}")
    return value


def _day(text: str | None, *, last: bool) -> dt.date | None:
    if text is None:
        return None
    try:
        when = When.parse(text)
    except ValueError as err:
        raise UsageError(f"{text!r} is no date; expected YYYY-MM-DD, YYYY-MM or YYYY") from err
    return when.last if last else when.first
