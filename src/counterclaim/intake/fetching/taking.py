"""What was fetched goes through the door, like a file; what did not change is not taken in again.

In:  a Frontier, terms.   Out: Taken, as it comes.
"""

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from counterclaim.intake.door import take
from counterclaim.intake.fetching.addresses import without_password
from counterclaim.intake.fetching.frontier import Fetched, Frontier
from counterclaim.intake.fetching.getting import Answer
from counterclaim.intake.fetching.visits import Visit
from counterclaim.intake.found import Found, Taken, Terms, Unchanged, Wanted
from counterclaim.intake.kinds import HEAD_BYTES, Kind, kind_of
from counterclaim.intake.limits import Refused
from counterclaim.records.article import Article, Drop

_LINK = re.compile(rb"<link\b[^>]{1,2000}>", re.I)
_FEED_TYPE = re.compile(rb"application/(?:rss|atom|feed)\+(?:xml|json)", re.I)
_HREF = re.compile(rb"href\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.I)
# What an address counts for in the progress of a run, beside the files' bytes: about what a page has.
_COUNTS_FOR = 100_000
# So much of the reason for a drop is kept with the visit.
_LONGEST_REASON = 100


@dataclass(slots=True)
class _Feed:
    """A feed or list, until what its entries led to is known: only then is it as good as visited."""

    visit: Visit
    waiting: int = 0
    is_sound: bool = True  # no entry failed only for now: else the next run looks at all of them again
    articles: list[str] = field(default_factory=list)


class Taking:
    """Takes what a frontier brings; what feeds among it name is wanted, too."""

    def __init__(self, frontier: Frontier, terms: Terms) -> None:
        self._frontier = frontier
        self._terms = replace(terms, want=self.want)
        self._feeds: dict[str, _Feed] = {}
        self._wanted_by: dict[str, int] = {}
        self.failed: dict[str, float] = {}  # what was named and not had, and for how long to leave it alone

    @property
    def terms(self) -> Terms:
        """The terms with which feeds' entries are fetched."""
        return self._terms

    def want(self, wanted: Wanted) -> None:
        """Fetch this, too."""
        wanted = replace(wanted, name=without_password(wanted.name))
        self._terms.meter.total += _COUNTS_FOR
        if wanted.feed is not None:
            self._wanted_by[wanted.feed] = self._wanted_by.get(wanted.feed, 0) + 1
        self._frontier.want(wanted)

    def taken(self) -> Iterator[Taken]:
        """Everything that is wanted, until nothing more is."""
        for got in self._frontier.fetched():
            self._terms.meter.before += _COUNTS_FOR
            yield from self._take(got)

    def _take(self, got: Fetched) -> Iterator[Taken]:
        wanted = got.wanted
        if got.known is not None:
            self._settle(wanted, got.visit.articles if got.visit else (), is_sound=not got.passing)
            why = f"{got.known}, dropped then: {got.visit.dropped}" if got.visit and got.visit.dropped else got.known
            yield Taken(Unchanged(wanted.name, why), wanted.name)
        elif got.refused is not None:
            yield from self._refused(got, got.refused)
        elif got.answer is not None and got.answer.body is None:
            yield self._unmodified(got)
        elif got.answer is not None and got.answer.body is not None:
            yield from self._answered(got, got.answer, got.answer.body)

    def _refused(self, got: Fetched, why: Refused) -> Iterator[Taken]:
        wanted = got.wanted
        articles: list[str] = []
        if wanted.instead is not None:
            for taken in take(wanted.instead, self._terms):
                articles += [taken.item.id] if isinstance(taken.item, Article) else []
                note = f"text from the feed; its page was not had: {why.reason}: {why.detail}"
                yield replace(taken, notes=(*taken.notes, note))
        else:
            yield Taken(Drop(wanted.name, why.reason, why.detail), wanted.name)
        if wanted.feed is None:
            self.failed[wanted.name] = got.after_s or 0.0
        elif not got.passing:  # what a person names is asked for again whatever came of it
            self._frontier.visits.put(_visit(got, None, articles, why.reason))
        self._settle(wanted, articles, is_sound=not got.passing)

    def _unmodified(self, got: Fetched) -> Taken:
        """Answered 304: only asked where the earlier visit's articles are held."""
        visit = got.visit
        assert visit is not None
        assert got.answer is not None
        self._frontier.visits.put(replace(visit, at=_moment(got.answer.at), mark=got.wanted.mark or visit.mark))
        self._settle(got.wanted, visit.articles)
        if visit.dropped and got.wanted.feed is None:
            detail = f"not modified since {visit.at[:16]}Z, when it was dropped for this reason"
            return Taken(Drop(got.wanted.name, visit.dropped, detail), got.wanted.name)
        return Taken(Unchanged(got.wanted.name, "not modified"), got.wanted.name)

    def _answered(self, got: Fetched, answer: Answer, body: bytes) -> Iterator[Taken]:
        wanted = got.wanted
        known = replace(
            wanted.known,
            url=answer.url,
            collected=answer.at,
            charset=answer.charset,
            media_type=answer.media_type,
            status=answer.status,
        )
        found = Found(wanted.name, body, known, size=len(body))
        articles: list[str] = []
        reason: str | None = None
        kind = kind_of(body[:HEAD_BYTES], wanted.name, answer.media_type)
        for taken in self._or_instead(found, wanted):
            if isinstance(taken.item, Article):
                articles.append(taken.item.id)
            else:
                reason = reason or taken.item.reason
            yield _noted(taken, answer, got, articles)
        visit = _visit(got, answer, articles, None if articles else reason)
        if kind is Kind.FEED:
            wanted_now = self._wanted_by.pop(answer.url, 0)
            self._feeds[answer.url] = _Feed(replace(visit, feed=True), wanted_now, articles=articles)
            self._close_feed(answer.url)
        elif kind is not Kind.OPML:  # its feeds are looked at whether the list has changed or not
            self._frontier.visits.put(visit)
        self._settle(wanted, articles)
        if not articles and kind is Kind.HTML and wanted.feed is None and self._terms.tell:
            for feed in _feeds_in(body, answer.url):
                self._terms.tell(f"{wanted.name} names a feed: {feed}; give that to get its articles")

    def _or_instead(self, found: Found, wanted: Wanted) -> Iterator[Taken]:
        """What is found; where no article is, the text that came with the feed."""
        if wanted.instead is None:
            yield from take(found, self._terms)
            return
        taken = list(take(found, self._terms))
        if any(isinstance(one.item, Article) for one in taken):
            yield from taken
            return
        why = next((f"{t.item.reason}: {t.item.detail}" for t in taken if isinstance(t.item, Drop)), "nothing in it")
        for one in take(wanted.instead, self._terms):
            yield replace(one, notes=(*one.notes, f"text from the feed; its page was not kept: {why}"))

    def _settle(self, wanted: Wanted, articles: tuple[str, ...] | list[str], *, is_sound: bool = True) -> None:
        """What a feed's entry led to is known."""
        feed = self._feeds.get(wanted.feed or "")
        if feed is None:
            return
        feed.waiting -= 1
        feed.is_sound = feed.is_sound and is_sound
        feed.articles += articles
        self._close_feed(wanted.feed or "")

    def _close_feed(self, url: str) -> None:
        feed = self._feeds[url]
        if feed.waiting > 0:
            return
        del self._feeds[url]
        if feed.is_sound:
            self._frontier.visits.put(replace(feed.visit, articles=tuple(dict.fromkeys(feed.articles)), dropped=None))


def _noted(taken: Taken, answer: Answer, got: Fetched, articles: list[str]) -> Taken:
    """What a person should know: where it was in the end, and that it was another text before."""
    notes = [f"redirected to {answer.url}"] if answer.way else []
    earlier = got.visit.articles if got.visit else ()
    if isinstance(taken.item, Article) and len(earlier) == 1 and len(articles) == 1 and earlier[0] != taken.item.id:
        where = taken.item.url or got.url
        notes.append(f"another text than at the last visit ({earlier[0][:12]}): counterclaim versions {where}")
    return replace(taken, notes=(*taken.notes, *notes)) if notes else taken


def _visit(got: Fetched, answer: Answer | None, articles: list[str], dropped: str | None) -> Visit:
    return Visit(
        url=got.url,
        at=_moment(answer.at if answer else dt.datetime.now(dt.UTC)),
        etag=answer.validators.etag if answer else None,
        modified=answer.validators.modified if answer else None,
        articles=tuple(dict.fromkeys(articles)),
        dropped=dropped[:_LONGEST_REASON] if dropped else None,
        mark=got.wanted.mark or (got.visit.mark if got.visit else None),
    )


def _feeds_in(page: bytes, address: str) -> list[str]:
    """The feeds that a page names in its head, for the person who named a page that lists articles."""
    feeds = []
    for link in _LINK.findall(page[: 1 << 18]):
        href = _HREF.search(link)
        if _FEED_TYPE.search(link) and href:
            feeds.append(urljoin(address, html.unescape(href[1].decode("utf-8", "replace").strip("\"'"))))
    return list(dict.fromkeys(feeds))[:5]


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
