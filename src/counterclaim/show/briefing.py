"""The briefing: what the ledger holds, in templates and quotations only. It says nothing about the world itself.

In: Material (articles, claims and what comparison made of them). Out: text, Markdown or HTML.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.comparison.parties import is_country
from counterclaim.comparison.periods import when_words
from counterclaim.comparison.places import place_key
from counterclaim.flow.sureness import left_out_words
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import ForecastState, TrackedForecast
from counterclaim.records.question import CONTESTED, Question
from counterclaim.records.talks import Round
from counterclaim.records.values import Status, Track
from counterclaim.records.when import When
from counterclaim.show.briefing_entries import (
    Citer,
    claim_order,
    claim_row,
    counted,
    forecast_entry,
    question_entry,
    round_entry,
    who_says,
)
from counterclaim.show.excerpts import excerpt
from counterclaim.show.layout import Briefing, Entry, Row, Section, SourceLine

# More entries than this a section are counted, not shown: the listings have them all.
MOST_ENTRIES = 15
MOST_NOTES = 8

TRACKS = {
    Track.LOSSES: "Losses",
    Track.FORCES: "Forces",
    Track.TERRITORY: "Territory",
    Track.STRIKES: "Strikes",
    Track.SUPPORT: "Support and sanctions",
    Track.HUMANITARIAN: "Humanitarian",
}


_CAPITALISED = re.compile(r"\b[A-Z][\w-]+")


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a ledger holds of which a briefing's material is a part."""

    articles: int
    claims: int
    sources: int
    disputed: int
    published: When | None  # from the first to the last
    claims_of: Mapping[str, int]  # by the ids of the material's articles
    beyond: Mapping[str, int | None]  # entries that the material leaves out, by section; None = some, not counted


@dataclass(frozen=True, slots=True)
class Material:
    """What a briefing is made from."""

    articles: tuple[ArticleRef, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    rounds: tuple[Round, ...]
    forecasts: tuple[TrackedForecast, ...]
    added: frozenset[str] = frozenset()  # ids of the articles that are new since the last briefing
    since: dt.date | None = None
    until: dt.date | None = None
    unsure: tuple[int, float] | None = None  # how many statements were left out, being less sure than that
    totals: Totals | None = None  # None = the material is all there is


def render(material: Material, form: str = "text", width: int = 100) -> str:
    """The briefing as "text", "markdown" or "html".

    Args:
        material: what to tell of.
        form: text (for a terminal or a file of `width` columns), markdown, html (one file, no outside request).
        width: columns, for text; 60 at least.
    Raises:
        ValueError: no such form.
    """
    briefing = compose(material)
    if form == "text":
        from counterclaim.show.briefing_text import as_text

        return as_text(briefing, width)
    if form in {"markdown", "html"}:
        from counterclaim.show.briefing_pages import as_page

        return as_page(briefing, form)
    raise ValueError(f"no briefing is written as {form!r}; there are text, markdown and html")


def render_pdf(material: Material) -> bytes:
    """The briefing as PDF, with charts and endnotes."""
    from counterclaim.show.briefing_pdf import as_pdf

    return as_pdf(compose(material), material)


def compose(material: Material, most: int = MOST_ENTRIES) -> Briefing:
    """The briefing's parts, in order: disputes, what the tracks hold, talks, forecasts, what changed, sources."""
    ordered = sorted(material.articles, key=_article_order)
    cite = Citer({ref.id: number for number, ref in enumerate(ordered, 1)})
    shown: set[str] = set()
    disputed = [q for q in material.questions if q.status in CONTESTED]
    totals = material.totals or _totals(material, len(disputed))

    def section(key: str, title: str, entries: Sequence[Entry]) -> Section:
        left_out = totals.beyond.get(key, 0)
        more = None if left_out is None else max(0, len(entries) - most) + left_out
        return Section(key, title, tuple(entries[:most]), more)

    sections = [section("disputed", "Disputed", [question_entry(q, cite) for q in disputed])]
    shown |= {account.claim.id for q in disputed for account in q.accounts}
    for track, title in TRACKS.items():
        sections.append(section(track.value, title, _track_entries(track, material, shown, cite)))
    sections += [
        section("talks", "Talks", [round_entry(found, cite) for found in material.rounds]),
        section("forecasts", "Forecasts", [forecast_entry(f, cite) for f in _by_state(material.forecasts)]),
        section("changed", "What is new", _changes(material, ordered, cite)),
    ]
    return Briefing(
        title=_title(material),
        summary=_summary(material, totals),
        sections=tuple(section for section in sections if section.entries),
        articles=_articles(ordered, totals.claims_of),
        rule=next((q.bounds.rule for q in material.questions if q.bounds), "minmax"),
    )


def _track_entries(track: Track, material: Material, shown: set[str], cite: Citer) -> list[Entry]:
    """Questions of a track with several accounts, then its other figures and events as rows, by place and date."""
    entries = []
    for question in material.questions:
        own = [account for account in question.accounts if account.claim.id not in shown]
        if question.track is track and len(question.accounts) > 1 and own:
            entries.append(question_entry(question, cite))
            shown |= {account.claim.id for account in question.accounts}
    rest = [
        claim
        for claim in material.claims
        if claim.track is track
        and claim.id not in shown
        and claim.kind in {"figure", "event"}
        and not _is_to_come(claim)
    ]
    shown |= {claim.id for claim in rest}
    by_sentence: dict[tuple[str, int, str], list[Claim]] = {}
    for claim in sorted(rest, key=claim_order):
        by_sentence.setdefault((claim.article.id, claim.sentence.start, who_says(claim)), []).append(claim)
    if track is not Track.TERRITORY:
        return entries + [_sentence_entry(claims, cite) for claims in by_sentence.values()]
    known = {key: name for claim in material.claims for name in claim.where if (key := _town(name))}
    return entries + _by_place(list(by_sentence.values()), known, cite)


def _by_place(sentences: Sequence[Sequence[Claim]], known: dict[str, str], cite: Citer) -> list[Entry]:
    """Who claims what about each place, in order of date; places that only one sentence names stand without a head."""
    places: dict[str, list[Sequence[Claim]]] = {}
    for claims in sentences:
        places.setdefault(_place_of(claims, known), []).append(claims)
    found: list[Entry] = []
    rest: list[Sequence[Claim]] = []
    for key, told in places.items():
        if key and len(told) > 1:
            rows = tuple(row for claims in told for row in _sentence_entry(claims, cite).rows)
            found.append(Entry(known[key], rows=rows))
        else:
            rest += told
    rest.sort(key=lambda claims: claim_order(claims[0]))
    return found + [_sentence_entry(claims, cite) for claims in rest]


def _town(name: str) -> str | None:
    return None if is_country(name) else place_key(name)


def _place_of(claims: Sequence[Claim], known: dict[str, str]) -> str:
    """The key of the place that a sentence's claims name: in so many words, else in what was taken or attacked."""
    for claim in claims:
        for name in (*claim.where, claim.place or "", *claim.targets):
            key = _town(name) if name else None
            if key in known:
                return key or ""
    words = {place_key(word) for word in _CAPITALISED.findall(claims[0].context)}
    return min((key for key in words if key in known), default="") or ""


def _is_to_come(claim: Claim) -> bool:
    """Whether an event is only predicted or supposed: the forecasts have it."""
    return claim.status in {Status.PREDICTED, Status.HYPOTHETICAL}


def _sentence_entry(claims: Sequence[Claim], cite: Citer) -> Entry:
    """What one sentence says by one source, as one line: its figures if it has any, else its events."""
    figures = [claim for claim in claims if claim.kind == "figure"]
    rows = [claim_row(claim, cite) for claim in (figures or claims)]
    labels = list(dict.fromkeys(row.label for row in rows))
    details = list(dict.fromkeys(row.detail for row in rows if row.detail))
    first = (figures or claims)[0]
    row = Row(
        "; ".join(labels),
        who_says(first),
        "; ".join(details),
        excerpt(first),
        rows[0].cite,
        tuple(r.cite for r in rows[1:]),
    )
    return Entry("", rows=(row,))


def _by_state(forecasts: Sequence[TrackedForecast]) -> list[TrackedForecast]:
    order = {ForecastState.DUE: 0, ForecastState.OPEN: 1, ForecastState.JUDGED: 2}
    return sorted(forecasts, key=lambda f: (order[f.state], f.horizon.last.isoformat() if f.horizon else "9999", f.id))


def _changes(material: Material, ordered: Sequence[ArticleRef], cite: Citer) -> list[Entry]:
    """The new articles, each with the first claim that it brings."""
    entries = []
    for ref in ordered:
        own = [c for c in material.claims if c.article.id == ref.id] if ref.id in material.added else []
        if own:
            first = min(own, key=lambda c: (c.span.start, c.id))
            kinds = Counter(c.kind for c in own)
            detail = ", ".join(counted(kinds[k], k) for k in ("statement", "figure", "event", "forecast") if kinds[k])
            row = Row(
                counted(len(own), "claim"),
                ref.outlet or ref.path or ref.id[:12],
                detail,
                excerpt(first),
                cite.of(first),
            )
            entries.append(Entry("", rows=(row,)))
    return entries


def _title(material: Material) -> str:
    ends = [day for day in (material.since, material.until) if day]
    if material.since and material.until:
        return f"Briefing, {when_words(When.between(material.since, material.until))}"
    if ends:
        word = "since" if material.since else "until"
        return f"Briefing {word} {when_words(When.day(ends[0]))}"
    return "Briefing"


def _totals(material: Material, disputed: int) -> Totals:
    """The totals of material that is all there is."""
    dates = [ref.published for ref in material.articles if ref.published]
    return Totals(
        articles=len(material.articles),
        claims=len(material.claims),
        sources=len({claim.source for claim in material.claims if claim.source}),
        disputed=disputed,
        published=When.between(min(d.first for d in dates), max(d.last for d in dates)) if dates else None,
        claims_of=Counter(claim.article.id for claim in material.claims),
        beyond={},
    )


def _summary(material: Material, totals: Totals) -> tuple[str, ...]:
    lines = [
        " · ".join(
            (
                counted(totals.articles, "article"),
                counted(totals.claims, "claim"),
                counted(totals.sources, "source"),
                counted(totals.disputed, "disputed question"),
            )
        )
    ]
    if totals.published:
        lines.append(f"published {when_words(totals.published)}")
    if material.unsure:
        lines.append(left_out_words(*material.unsure))
    return tuple(lines)


def _articles(ordered: Sequence[ArticleRef], counts: Mapping[str, int]) -> tuple[SourceLine, ...]:
    return tuple(
        SourceLine(
            number=number,
            name=ref.outlet or "outlet unknown",
            title=ref.title,
            published=when_words(ref.published) if ref.published else "date unknown",
            where=ref.path or ref.id[:12],
            claims=counts.get(ref.id, 0),
        )
        for number, ref in enumerate(ordered, 1)
    )


def _article_order(ref: ArticleRef) -> tuple[str, str, str]:
    return (ref.published.first.isoformat() if ref.published else "9999", ref.path or "", ref.id)
