"""Claims: the list with its filters (the search), and one claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise

from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.article import Article
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Side, Status, Track
from counterclaim.show.tables import CLAIMS
from counterclaim.show.web.pages.base import PAGE_ROWS, Data, Page, Paging, Site, next_number

CHOICES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("kind", "Kind", ("statement", "figure", "event", "forecast")),
    ("track", "Track", tuple(Track)),
    ("side", "Side", tuple(Side)),
    ("measure", "Measure", tuple(Measure)),
    ("event_type", "Event", tuple(EventType)),
    ("status", "Status", tuple(Status)),
    ("act", "Act", tuple(Act)),
)
AROUND_CHARS = 240  # of the article, on each side of a claim's sentence


@dataclass(frozen=True, slots=True)
class ClaimsAsked:
    """Which claims are asked for: a filter, and the words of the form that made it."""

    wanted: ClaimFilter = field(default_factory=ClaimFilter)
    written: dict[str, str | int | None] = field(default_factory=dict)  # as it stands in the address
    after: str | None = None
    number: int = 1  # of the page, in a folder of files

    @property
    def narrowed(self) -> bool:
        """Whether the filter asks for anything."""
        return any(getattr(self.wanted, f.name) != f.default for f in fields(self.wanted) if f.name != "dated")


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """One page of claims."""

    claims: tuple[Claim, ...]
    groups: tuple[tuple[Claim, ...], ...]  # claims that one source makes in one sentence stand together
    asked: ClaimsAsked
    paging: Paging
    choices: tuple[tuple[str, str, tuple[str, ...]], ...]  # filters with few values: name, label, values


def claims_page(site: Site, asked: ClaimsAsked) -> Page:
    """The list, one page of it. Raises UnknownId where `after` is no claim's id."""
    found = list(site.snapshot.ledger.claims(asked.wanted, after=asked.after, limit=PAGE_ROWS + 1))
    following = found[PAGE_ROWS - 1].id if len(found) > PAGE_ROWS else None
    total = site.snapshot.sizes.claims
    paging = Paging(
        shown=min(len(found), PAGE_ROWS),
        total=None if asked.narrowed else total,
        following=site.links.page("claims", **asked.written, after=following, page=next_number(site, asked.number))
        if following
        else None,
        first=site.links.page("claims", **asked.written) if asked.after else None,
        after=following,
    )
    view = ClaimsView(tuple(found[:PAGE_ROWS]), together(found[:PAGE_ROWS]), asked, paging, CHOICES)
    words = str(asked.written.get("search") or "")
    title = f"Claims with “{words}”" if words else "Claims"
    return Page("claims.html", "claims", title, view, searched=words, path=("claims", asked.written))


def together(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Neighbours that one source makes in one sentence, as groups, in the order of their first."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(in_one_sentence(claim), []).append(claim)
    return tuple(map(tuple, groups.values()))


def in_one_sentence(claim: Claim) -> tuple[object, ...]:
    """What claims have in common that one source makes in one sentence."""
    return (claim.article.id, claim.sentence, claim.source, claim.narrator, claim.via)


def claims_data(site: Site, asked: ClaimsAsked) -> Data[Claim]:
    """All claims asked for, streamed."""
    return Data(CLAIMS, _all(site, asked))


def _all(site: Site, asked: ClaimsAsked) -> Iterator[Claim]:
    yield from site.snapshot.ledger.claims(asked.wanted, after=asked.after)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's words, and what it is in a claim: "", "sentence", "source", "value"."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim."""

    claim: Claim
    pieces: tuple[Piece, ...]
    questions: tuple[Question, ...]


def claim_page(site: Site, claim_id: str) -> Page:
    """One claim with the words around it and the questions that it gives an account of. Raises UnknownId."""
    claim = site.snapshot.ledger.view.claim(claim_id)
    article = site.snapshot.ledger.view.article(claim.article.id)
    catalogue = site.snapshot.catalogue
    questions = tuple(catalogue.several(catalogue.of_claims([claim.id]).get(claim.id, ())))
    view = ClaimView(claim, tuple(pieces_around(claim, article)), questions)
    title = f"Claim: {' '.join(claim.text.split())[:80]}"
    return Page("claim.html", "claims", title, view, path=(f"claims/{claim.id}", {}))


def claim_data(site: Site, claim_id: str) -> Data[Claim]:
    """One claim."""
    claim = site.snapshot.ledger.view.claim(claim_id)
    [row] = CLAIMS.records([claim])
    return Data(CLAIMS, [claim], row)


def pieces_around(claim: Claim, article: Article) -> Iterator[Piece]:
    """The article's words around a claim, cut at the edges of its sentence, its source and its value."""
    text = article.text
    opening = min(article.header.end if article.header else 0, claim.sentence.start)  # front matter is no context
    start = max(opening, claim.sentence.start - AROUND_CHARS)
    end = min(len(text), claim.sentence.end + AROUND_CHARS)
    while opening < start < claim.sentence.start and not text[start - 1].isspace():
        start += 1
    while claim.sentence.end < end < len(text) and not text[end].isspace():
        end -= 1
    spans = [claim.sentence, claim.span, *claim.source_spans]
    edges = sorted({start, end, *(e for s in spans for e in (s.start, s.end) if start <= e <= end)})
    for left, right in pairwise(edges):
        here = Span(left, right)
        if claim.span.covers(here):
            role = "value"
        elif any(span.covers(here) for span in claim.source_spans):
            role = "source"
        else:
            role = "sentence" if claim.sentence.covers(here) else ""
        yield Piece(text[left:right], role)
