"""Sources and outlets: who says how much, from when to when, and each one's own page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from counterclaim.comparison.framing import Choice, FramingWord
from counterclaim.comparison.source_records import SourceRecord, records_of_sources
from counterclaim.errors import UnknownId
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, SourceEntry
from counterclaim.ledger.tallies import quoted_by
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question, QuestionStatus
from counterclaim.show.tables import ARTICLES, CLAIMS, SOURCES, Column, Listing
from counterclaim.show.web.pages.base import PAGE_ROWS, Data, Page, Paging, Site, paged
from counterclaim.show.web.pages.claims import together
from counterclaim.show.web.snapshot import PATIENCE_S, OutletEntry

MOST_CLAIMS = 100  # of a source or an outlet on its page; the list of claims has all
MOST_TOLD = 1_000  # by which its questions are looked for
MOST_ASKED = 300  # of these questions that are looked at
MOST_QUOTED = 15  # sources of one outlet
MOST_ROWS = 200
MOST_WORDS = 15


@dataclass(frozen=True, slots=True)
class SourcesView:
    """One page of sources."""

    rows: tuple[SourceEntry, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class OutletsView:
    """One page of outlets."""

    rows: tuple[OutletEntry, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class Standing:
    """How the questions that one speaks to stand, by status."""

    status: QuestionStatus
    questions: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source."""

    entry: SourceEntry
    claims: tuple[Claim, ...]
    groups: tuple[tuple[Claim, ...], ...]
    standing: tuple[Standing, ...]
    disputed: tuple[Question, ...]
    records: tuple[SourceRecord, ...]  # what became of its claims, by kind
    left_out: bool  # whether it speaks to more questions than are looked at
    through: tuple[tuple[str, int], ...]  # who passes it on, how often (of the claims shown)
    outlets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class OutletView:
    """One outlet."""

    entry: OutletEntry
    articles: tuple[ArticleEntry, ...]
    quoted: tuple[tuple[str, int], ...]  # those it quotes most, by number of claims
    words: tuple[FramingWord, ...]  # that it uses more than the other outlets do
    choices: tuple[Choice, ...]  # its words for things that have several
    counted: bool  # whether words and choices are counted yet


OUTLETS: Listing[OutletEntry] = Listing(
    "outlets",
    (
        Column("outlet", lambda o: o.outlet),
        Column("articles", lambda o: o.articles),
        Column("claims", lambda o: o.claims),
        Column("first", lambda o: o.first.first.isoformat() if o.first else None),
        Column("last", lambda o: o.last.last.isoformat() if o.last else None),
    ),
)


def sources_page(site: Site, after: int = 0, number: int = 1) -> Page:
    """The list, most claims first. `after`: how many stand before the page."""
    rows, paging = _page_of(site, "sources", site.snapshot.sources, after, number)
    return Page("sources.html", "sources", "Sources", SourcesView(rows, paging), path=("sources", {}))


def _page_of[T](site: Site, name: str, every: Sequence[T], after: int, number: int) -> tuple[tuple[T, ...], Paging]:
    """MOST_ROWS of a list that is cut by position, and where the rest is."""
    start = max(0, min(after, len(every)))
    return paged(site, name, every, start, number, MOST_ROWS, lambda _, end: str(end))


def sources_data(site: Site) -> Data[SourceEntry]:
    """All sources."""
    return Data(SOURCES, site.snapshot.sources)


def outlets_page(site: Site, after: int = 0, number: int = 1) -> Page:
    """The list, most articles first. `after`: how many stand before the page."""
    rows, paging = _page_of(site, "outlets", site.snapshot.outlets, after, number)
    return Page("outlets.html", "outlets", "Outlets", OutletsView(rows, paging), path=("outlets", {}))


def outlets_data(site: Site) -> Data[OutletEntry]:
    """All outlets."""
    return Data(OUTLETS, site.snapshot.outlets)


def source_page(site: Site, name: str) -> Page:
    """One source: its claims, how its questions stand, through whom it comes. Raises UnknownId."""
    entry = site.snapshot.source_entries.get(name)
    if entry is None:
        raise UnknownId(f"no claim is attributed to {name!r}" if name else "every claim has a named source")
    told = _claims_of(site, name)
    catalogue = site.snapshot.catalogue
    ids = dict.fromkeys(i for found in catalogue.of_claims([c.id for c in told]).values() for i in found)
    questions = catalogue.several(islice(ids, MOST_ASKED))
    counts = Counter(q.status for q in questions)
    claims = told[:MOST_CLAIMS]
    view = SourceView(
        entry=entry,
        claims=claims,
        groups=together(claims),
        standing=tuple(Standing(s, counts[s]) for s in QuestionStatus if counts[s]),
        disputed=tuple(q for q in questions if q.status is QuestionStatus.DISPUTED)[:PAGE_ROWS],
        records=tuple(record for record in records_of_sources(questions) if record.source == name),
        left_out=len(ids) > MOST_ASKED or len(told) == MOST_TOLD,
        through=tuple(Counter(via for c in claims for via in c.via).most_common(12)),
        outlets=tuple(Counter(c.article.outlet or "unknown" for c in claims).most_common(12)),
    )
    cited = f"Source: {name or 'nobody named'}"
    return Page("source.html", "sources", name or "Nobody named", view, cited, path=("source", {"name": name}))


def source_data(site: Site, name: str) -> Data[Claim]:
    """As JSON what the page tells of the source, as CSV its claims, all of them. Raises UnknownId."""
    view: SourceView = source_page(site, name).view
    [row] = SOURCES.records([view.entry])
    told: dict[str, Any] = row | {
        "questions": {standing.status.value: standing.questions for standing in view.standing},
        "disputed": [question.id for question in view.disputed],
        "records": [asdict(record) for record in view.records],
        "through": dict(view.through),
        "outlets": dict(view.outlets),
        "claims": list(CLAIMS.records(view.claims)),
    }
    every = site.snapshot.ledger.claims(ClaimFilter(source=name)) if name else ()
    return Data(CLAIMS, (claim for claim in every if claim.source == name), told)


def _outlet_entry(site: Site, name: str) -> OutletEntry:
    entry = next((o for o in site.snapshot.outlets if (o.outlet or "") == name), None)
    if entry is None:
        raise UnknownId(f"no article is of the outlet {name!r}")
    return entry


def outlet_page(site: Site, name: str) -> Page:
    """One outlet: its articles, whom it quotes. Raises UnknownId."""
    entry = _outlet_entry(site, name)
    articles = tuple(a for a in site.snapshot.articles if (a.outlet or "") == name)[:MOST_CLAIMS]
    framing = site.snapshot.framing if site.links.static else site.snapshot.framing_later.within(PATIENCE_S)
    words, choices = framing or ((), ())
    quoted = quoted_by(site.snapshot.ledger.view, entry.outlet, MOST_QUOTED)
    view = OutletView(
        entry,
        articles,
        quoted,
        tuple(word for word in words if word.group == name)[:MOST_WORDS],
        tuple(choice for choice in choices if choice.group == name),
        framing is not None,
    )
    cited = f"Outlet: {name or 'unknown'}"
    title, path = name or "Outlet unknown", ("outlet", {"name": name})
    return Page("outlet.html", "outlets", title, view, cited, path=path, passing=not view.counted)


def outlet_data(site: Site, name: str) -> Data[ArticleEntry]:
    """As JSON what the page tells of the outlet, as CSV its articles, all of them. Raises UnknownId."""
    _ = site.snapshot.framing  # waited for: data is whole
    view: OutletView = outlet_page(site, name).view
    [row] = OUTLETS.records([view.entry])
    told: dict[str, Any] = row | {
        "quoted": dict(view.quoted),
        "words": [asdict(word) for word in view.words],
        "choices": {choice.thing: dict(choice.words) for choice in view.choices},
        "articles_shown": list(ARTICLES.records(view.articles)),
    }
    return Data(ARTICLES, (a for a in site.snapshot.articles if (a.outlet or "") == name), told)


def _claims_of(site: Site, name: str) -> tuple[Claim, ...]:
    """The first claims of exactly that source, in the ledger's order: as many as its questions are looked for by."""
    if not name:
        return ()
    found = (claim for claim in site.snapshot.ledger.claims(ClaimFilter(source=name)) if claim.source == name)
    return tuple(islice(found, MOST_TOLD))
