"""Articles: the list, and the reader, which marks every value in the words that it rests on.

The reader cuts the text at the edges of all marked spans. Each piece knows the kinds of mark that lie on it and the
claims that it belongs to; the ids in the page (`s120-126`) are the permanent addresses of spans.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from counterclaim.errors import UsageError
from counterclaim.ledger.store import ArticleEntry, ClaimFilter, Sighting
from counterclaim.records.article import Article, Drop, Excluded
from counterclaim.records.claim import Claim
from counterclaim.records.reading import Reading
from counterclaim.records.span import Span
from counterclaim.records.wire import reading_to_json
from counterclaim.show.tables import ARTICLES, CLAIMS
from counterclaim.show.web.links import WINDOW_CHARS
from counterclaim.show.web.pages.base import PAGE_ROWS, Data, Page, Paging, Site, paged

# Kinds of marks, in the order of the legend: name, what it marks.
MARKS = (
    ("figure", "figures"),
    ("event", "events"),
    ("forecast", "forecasts"),
    ("source", "sources"),
    ("cue", "cues"),
    ("content", "what is said"),
    ("place", "places"),
    ("time", "times"),
    ("excluded", "left out"),
)
_STRETCH_TOLERANCE = 2_000  # characters that a window may be longer, to end with a paragraph


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with a meaning."""

    span: Span
    kind: str
    claim: str | None = None  # the claim's id whose value stands here
    says: str = ""  # what it means, for hovering


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two edges, with the marks that lie on it."""

    text: str
    kinds: tuple[str, ...]
    claims: tuple[str, ...]
    anchors: tuple[str, ...]  # ids of the spans that begin here
    opens: str | None  # the claim whose value begins here, where a keyboard may stop
    says: str


@dataclass(frozen=True, slots=True)
class ReaderView:
    """An article, or one window of a long one."""

    article: Article
    reading: Reading
    pieces: tuple[Piece, ...]  # empty where the site holds no full texts
    claims: tuple[Claim, ...]  # whose words stand in the window, in text order
    marks: tuple[tuple[str, str, int], ...]  # kind, what it marks, how many
    sightings: tuple[Sighting, ...]
    excluded: tuple[Excluded, ...]
    dropped: tuple[Drop, ...]
    window: Span | None
    before: int | None  # where the window before begins
    following: int | None
    questions: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """One page of the list of articles."""

    rows: tuple[tuple[int, ArticleEntry], ...]  # number, article
    paging: Paging


def articles_page(site: Site, after: str | None = None, number: int = 1) -> Page:
    """The list by publication day. Raises UsageError where `after` is no article's id."""
    entries, numbers = site.snapshot.articles, site.snapshot.article_numbers
    start = 0
    if after is not None:
        if after not in numbers:
            raise UsageError(f"no article has the id {after!r}")
        start = numbers[after]
    shown, paging = paged(site, "articles", entries, start, number, PAGE_ROWS, lambda entry, _: entry.id)
    rows = tuple(enumerate(shown, start + 1))
    return Page("articles.html", "articles", "Articles", ArticlesView(rows, paging), path=("articles", {}))


def articles_data(site: Site) -> Data[ArticleEntry]:
    """All articles."""
    return Data(ARTICLES, site.snapshot.articles)


def article_page(site: Site, article_id: str, at: int = 0) -> Page:
    """The reader. `at` is a character that the window must show. Raises UnknownId."""
    view = site.snapshot.ledger.view
    reading = view.reading(article_id)
    article = reading.article
    claims = list(site.snapshot.ledger.claims(ClaimFilter(article=article.id)))
    marks = _marks(reading, claims)
    window = _window(article.text, at) if article.text and site.full_texts else None
    within = [m for m in marks if window is None or window.overlaps(m.span)]
    shown = tuple(c for c in claims if window is None or window.overlaps(c.span))
    counts = [(kind, words, sum(1 for m in within if m.kind == kind)) for kind, words in MARKS]
    reader = ReaderView(
        article=article,
        reading=reading,
        pieces=tuple(pieces_of(article.text, within, window)) if window else (),
        claims=shown,
        marks=tuple(row for row in counts if row[2]),
        sightings=view.sightings(article.id),
        excluded=reading.excluded,
        dropped=reading.dropped,
        window=window,
        before=max(0, window.start - WINDOW_CHARS) if window and window.start > 0 else None,
        following=window.end if window and window.end < len(article.text) else None,
        questions={c.id: () for c in shown} | site.snapshot.catalogue.of_claims([c.id for c in shown]),
    )
    title = " ".join((article.title or PurePath(article.path or "").name or article.id[:12]).split())
    return Page("article.html", "articles", title, reader, path=(f"articles/{article.id}", {}))


def article_data(site: Site, article_id: str) -> Data[Claim]:
    """As JSON the reading (without the text), as CSV the claims."""
    reading = site.snapshot.ledger.view.reading(article_id)
    claims = list(site.snapshot.ledger.claims(ClaimFilter(article=reading.article.id)))
    return Data(CLAIMS, claims, reading_to_json(reading))


def _window(text: str, at: int) -> Span:
    """The stretch of a long text that shows the character `at`, from paragraph to paragraph where there are any."""
    at = min(max(0, at), len(text) - 1)
    start = at // WINDOW_CHARS * WINDOW_CHARS
    if len(text) <= WINDOW_CHARS + _STRETCH_TOLERANCE:
        return Span(0, len(text))
    return Span(_paragraph(text, start, at), max(at + 1, _paragraph(text, start + WINDOW_CHARS, len(text))))


def _paragraph(text: str, near: int, latest: int) -> int:
    """The beginning of a paragraph at or soon after `near`, but not after `latest`."""
    if near <= 0 or near >= len(text):
        return min(max(0, near), len(text))
    found = text.find("\n", near, min(latest, near + _STRETCH_TOLERANCE))
    return found + 1 if found >= 0 else min(near, latest)


def _marks(reading: Reading, claims: Sequence[Claim]) -> list[Mark]:
    """Everything that is marked, values with their claims."""
    by_local = {claim.local: claim for claim in claims}
    marks: list[Mark] = []
    for said in reading.attributions:
        claim = by_local.get(said.id)
        who = (said.source.name or said.source.text) if said.source else "nobody named"
        says = f"said by {who}" if said.withheld is None else f"no claim by {who}: {said.withheld}"
        marks += [Mark(span, "content", _id(claim), says) for span in said.content]
        marks += [Mark(span, "cue", None, f"{said.act}: cue") for span in said.cue]
        marks += [Mark(span, "source", None, f"source: {who}") for span in (said.source.spans if said.source else ())]
    for figure in reading.figures:
        marks.append(Mark(figure.span, "figure", _id(by_local.get(figure.id)), f"figure: {figure.measure}"))
    for event in reading.events:
        says = f"event: {event.type}, {event.status}"
        marks.append(Mark(event.trigger, "event", _id(by_local.get(event.id)), says))
    for forecast in reading.forecasts:
        marks.append(Mark(forecast.span, "forecast", _id(by_local.get(forecast.id)), "forecast"))
    marks += [Mark(place.span, "place", None, f"place: {place.name}") for place in reading.places]
    marks += [
        Mark(time.span, "time", None, f"time: {time.when.text if time.when else 'not resolved'}")
        for time in reading.times
    ]
    marks += [Mark(x.span, "excluded", None, f"left out: {x.reason}") for x in reading.excluded]
    return marks


def _id(claim: Claim | None) -> str | None:
    return claim.id if claim else None


def pieces_of(text: str, marks: Sequence[Mark], window: Span) -> Iterator[Piece]:
    """The window's text cut at the edges of its marks: joined, the pieces are the text again."""
    spans = [m for m in marks if m.span.overlaps(window)]
    edges = sorted({window.start, window.end, *(e for m in spans for e in _clipped(m.span, window))})
    starting: dict[int, list[Mark]] = {}
    for mark in spans:
        starting.setdefault(bisect_left(edges, max(mark.span.start, window.start)), []).append(mark)
    order = {kind: number for number, (kind, _) in enumerate(MARKS)}
    open_marks: list[Mark] = []
    anchored: set[str] = set()
    for index, (left, right) in enumerate(pairwise(edges)):
        begun = starting.get(index, [])
        open_marks = [m for m in open_marks if m.span.end > left] + begun
        kinds = sorted({m.kind for m in open_marks}, key=order.__getitem__)
        valued = [m for m in begun if m.claim]
        anchors = []
        for mark in valued:
            name = f"s{mark.span.start}-{mark.span.end}"
            if name not in anchored:
                anchored.add(name)
                anchors.append(name)
        # one stop for the keyboard where several values begin: the shortest, which no other can be reached through
        opens = min(valued, key=lambda m: m.span.end - m.span.start).claim if valued else None
        yield Piece(
            text=text[left:right],
            kinds=tuple(kinds),
            claims=tuple(dict.fromkeys(m.claim for m in open_marks if m.claim)),
            anchors=tuple(anchors),
            opens=opens,
            says="; ".join(dict.fromkeys(m.says for m in sorted(open_marks, key=_length) if m.says)),
        )


def _clipped(span: Span, window: Span) -> tuple[int, int]:
    return max(span.start, window.start), min(span.end, window.end)


def _length(mark: Mark) -> int:
    return mark.span.end - mark.span.start
