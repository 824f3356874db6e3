"""The briefing: what the ledger holds, in templates and quotations only. It says nothing about the world itself.

In: Material (articles, claims and what comparison made of them). Out: text, Markdown or HTML.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.comparison.periods import period_of, span_words, when_words
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import ForecastState, TrackedForecast
from counterclaim.records.question import Account, Question, QuestionStatus, RelationKind
from counterclaim.records.talks import Round
from counterclaim.records.values import Act, Interest, Status, Track
from counterclaim.records.when import When
from counterclaim.show.excerpts import excerpt, short_date
from counterclaim.show.layout import Briefing, Cite, Entry, Row, Section, SourceLine

# More entries than this a section are counted, not shown: the listings have them all.
MOST_ENTRIES = 15
MOST_NOTES = 8

_TITLES = {
    Track.LOSSES: "Losses",
    Track.FORCES: "Forces",
    Track.TERRITORY: "Territory",
    Track.STRIKES: "Strikes",
    Track.SUPPORT: "Support and sanctions",
    Track.HUMANITARIAN: "Humanitarian",
}


_SAYS = {
    Act.ACCUSE: "accuses",
    Act.DENY: "denies",
    Act.ESTIMATE: "estimates",
    Act.PREDICT: "predicts",
    Act.DEMAND: "demands",
    Act.OFFER: "offers",
    Act.REFUSE: "refuses",
    Act.AGREE: "agrees",
}
_INTEREST = {
    Interest.OWN: "counts its own",
    Interest.ENEMY: "counts its enemy's",
    Interest.THIRD_PARTY: "counts a third party's",
}


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


def compose(material: Material, most: int = MOST_ENTRIES) -> Briefing:
    """The briefing's parts, in order: disputes, what the tracks hold, talks, forecasts, what changed, sources."""
    ordered = sorted(material.articles, key=_article_order)
    cite = _Citer({ref.id: number for number, ref in enumerate(ordered, 1)})
    shown: set[str] = set()
    disputed = [q for q in material.questions if q.status in {QuestionStatus.DISPUTED, QuestionStatus.DENIED}]
    sections = [_section("disputed", "Disputed", [_question_entry(q, cite) for q in disputed], most)]
    shown |= {account.claim.id for q in disputed for account in q.accounts}
    for track, title in _TITLES.items():
        entries = _track_entries(track, material, shown, cite)
        sections.append(_section(track.value, title, entries, most))
    sections += [
        _section("talks", "Talks", [_round_entry(found, cite) for found in material.rounds], most),
        _section("forecasts", "Forecasts", [_forecast_entry(f, cite) for f in _by_state(material.forecasts)], most),
        _section("changed", "What is new", _changes(material, ordered, cite), most),
    ]
    return Briefing(
        title=_title(material),
        summary=_summary(material, len(disputed)),
        sections=tuple(section for section in sections if section.entries),
        articles=_articles(ordered, material.claims),
        rule=next((q.bounds.rule for q in material.questions if q.bounds), "minmax"),
    )


@dataclass(frozen=True, slots=True)
class _Citer:
    """Article ids to their numbers in the list of sources."""

    numbers: dict[str, int]

    def of(self, claim: Claim) -> Cite:
        """The citation of a claim."""
        return Cite(self.numbers.get(claim.article.id, 0), claim.span.start, claim.span.end, claim.id)


def _section(key: str, title: str, entries: Sequence[Entry], most: int) -> Section:
    return Section(key, title, tuple(entries[:most]), max(0, len(entries) - most))


def _question_entry(question: Question, cite: _Citer) -> Entry:
    """A question with one row an origin; the copies are cited beside the first."""
    rows = []
    for origin in dict.fromkeys(account.origin for account in question.accounts):
        same = [account for account in question.accounts if account.origin == origin]
        rows.append(_account_row(same, cite))
    tags = [question.status.value.replace("-", " "), _origins(question)]
    if question.bounds and (question.bounds.low is not None or question.bounds.high is not None):
        tags.append(_bounds_tag(question))
    return Entry(question.title, tuple(tags), tuple(rows), _notes(question))


def _origins(question: Question) -> str:
    told = len({account.claim.article.id for account in question.accounts})
    origins = question.origins
    return f"{_count(told, 'article')}, {_count(origins, 'origin')}"


def _bounds_tag(question: Question) -> str:
    assert question.bounds
    low, best, high = question.bounds.low, question.bounds.best, question.bounds.high
    first = question.accounts[0].claim
    unit = f" {first.unit}" if first.unit and first.unit not in {"person", "people"} and first.measure == "area" else ""
    ends = _number(low) if low == high else f"{_number(low)}–{_number(high)}"
    middle = f", best {_number(best)}" if best is not None and not (low == best == high) else ""
    return f"{question.bounds.rule} {ends}{middle}{unit}"


def _account_row(same: Sequence[Account], cite: _Citer) -> Row:
    head = same[0]
    claim = head.claim
    detail = []
    if claim.kind == "figure":
        label = value_words(claim)
        detail.append(span_words(claim.since, claim.as_of) or "no date given")
    elif claim.kind == "event":
        label = short_date(claim.when) if claim.when else "no date"
        detail.append(_parties(claim))
        if claim.status and claim.status is not Status.HAPPENED:
            detail.append(claim.status.value)
    else:
        label = _SAYS.get(claim.act or Act.ASSERT, "says")
        detail.append(when_words(claim.said) if claim.said else "")
    if head.interest:
        detail.append(_INTEREST[head.interest])
    return Row(
        label=label,
        who=_who(claim),
        detail=", ".join(filter(None, detail)),
        words=excerpt(claim),
        cite=cite.of(claim),
        also=tuple(cite.of(account.claim) for account in same[1:]),
    )


def _who(claim: Claim) -> str:
    if claim.narrator:
        return f"{claim.article.outlet or 'the article'} in its own voice"
    via = f", via {', '.join(claim.via)}" if claim.via else ""
    return f"{teller(claim)}{via}"


def _parties(claim: Claim) -> str:
    return " → ".join(filter(None, (", ".join(claim.actors), ", ".join(claim.targets))))


def _notes(question: Question) -> tuple[str, ...]:
    """How the accounts stand to each other: conflicts first; equal sentences once, echoes not (they are counted)."""
    accounts = {account.claim.id: account.claim for account in question.accounts}
    lines: list[tuple[int, int, str]] = []
    ends: dict[str, list[Claim]] = {}
    for at, r in enumerate(question.relations):
        a, b = accounts[r.a], accounts[r.b]
        if r.relation is RelationKind.DIFFERENT_PERIOD and question.kind == "figure":
            early, late = sorted((a, b), key=_claim_order)
            ends.setdefault(early.id, []).append(late)
        elif r.relation is not RelationKind.ECHO:
            lines.append((_RANK.get(r.relation, 3), at, f"{_NAMES.get(r.relation, r.relation.value)}: {r.why}"))
    for at, (early_id, others) in enumerate(ends.items()):
        lines.append((3, at, _period_note(accounts[early_id], others)))
    unique = list(dict.fromkeys(line for _, _, line in sorted(lines)))
    left = len(unique) - MOST_NOTES
    return (*unique[:MOST_NOTES], *((f"and {_count(left, 'more relation')}",) if left > 0 else ()))


_RANK = {RelationKind.CONFLICT: 0, RelationKind.DENIES: 1, RelationKind.SUPERSEDES: 2, RelationKind.AGREE: 4}
_NAMES = {RelationKind.DIFFERENT_PERIOD: "other period", RelationKind.DIFFERENT_SCOPE: "other scope"}


def _period_note(early: Claim, others: Sequence[Claim]) -> str:
    """One line for all accounts that an earlier one does not answer for."""
    end = period_of(early).end
    values = list(dict.fromkeys(value_words(other) for other in others))
    named = ", ".join(values[:4]) + (f" and {len(values) - 4} more" if len(values) > 4 else "")
    return f"other period: {value_words(early)} ends on {when_words(end) if end else 'no date'}; {named} run later"


def _track_entries(track: Track, material: Material, shown: set[str], cite: _Citer) -> list[Entry]:
    """Questions of a track with several accounts, then its other figures and events as rows, by place and date."""
    entries = []
    for question in material.questions:
        own = [account for account in question.accounts if account.claim.id not in shown]
        if question.track is track and len(question.accounts) > 1 and own:
            entries.append(_question_entry(question, cite))
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
    for claim in sorted(rest, key=_claim_order):
        by_sentence.setdefault((claim.article.id, claim.sentence.start, _who(claim)), []).append(claim)
    return entries + [_sentence_entry(claims, cite) for claims in by_sentence.values()]


def _is_to_come(claim: Claim) -> bool:
    """Whether an event is only predicted or supposed: the forecasts have it."""
    return claim.status in {Status.PREDICTED, Status.HYPOTHETICAL}


def _sentence_entry(claims: Sequence[Claim], cite: _Citer) -> Entry:
    """What one sentence says by one source, as one line: its figures if it has any, else its events."""
    figures = [claim for claim in claims if claim.kind == "figure"]
    rows = [_claim_row(claim, cite) for claim in (figures or claims)]
    labels = list(dict.fromkeys(row.label for row in rows))
    details = list(dict.fromkeys(row.detail for row in rows if row.detail))
    first = (figures or claims)[0]
    row = Row(
        "; ".join(labels),
        _who(first),
        "; ".join(details),
        excerpt(first),
        rows[0].cite,
        tuple(r.cite for r in rows[1:]),
    )
    return Entry("", rows=(row,))


def _claim_row(claim: Claim, cite: _Citer) -> Row:
    """One figure or event as a line of its own."""
    if claim.kind == "figure":
        label = value_words(claim)
        what = " ".join(filter(None, (str(claim.measure).replace("_", " "), claim.of)))
        detail = ", ".join(filter(None, (what, claim.place, span_words(claim.since, claim.as_of))))
    else:
        label = short_date(claim.when) if claim.when else "no date"
        status = claim.status.value if claim.status and claim.status is not Status.HAPPENED else ""
        detail = ", ".join(filter(None, (_parties(claim), "; ".join(claim.where), status)))
    return Row(label, _who(claim), detail, excerpt(claim), cite.of(claim))


def _round_entry(found: Round, cite: _Citer) -> Entry:
    date = when_words(found.date) if found.date else "no date"
    parties = " and ".join(found.parties)
    head = ", ".join(filter(None, (date, found.place, parties)))
    tags = [tag for tag in (found.level, found.status.value if found.status is not Status.HAPPENED else None) if tag]
    tags += [f"mediators: {', '.join(found.mediators)}"] if found.mediators else []
    rows = [
        Row(
            label="told",
            who=mention.article.outlet or mention.article.title or mention.article.path or "an article",
            detail="",
            words=" ".join(mention.text.split()),
            cite=Cite(cite.numbers.get(mention.article.id, 0), mention.span.start, mention.span.end, mention.claim),
        )
        for mention in found.mentions
    ]
    for move in found.moves:
        where = Cite(
            cite.numbers.get(move.mention.article.id, 0),
            move.mention.span.start,
            move.mention.span.end,
            move.mention.claim,
        )
        rows.append(Row(_SAYS.get(move.act, move.act.value), move.party, move.issue.value, " ".join(move.mention.text.split()), where))
    notes = (f"outcome, in the article's words: “{found.outcome}”",) if found.outcome else ()
    return Entry(head, tuple(tags), tuple(rows), notes)


def _by_state(forecasts: Sequence[TrackedForecast]) -> list[TrackedForecast]:
    order = {ForecastState.DUE: 0, ForecastState.OPEN: 1, ForecastState.JUDGED: 2}
    return sorted(forecasts, key=lambda f: (order[f.state], f.horizon.last.isoformat() if f.horizon else "9999", f.id))


def _forecast_entry(forecast: TrackedForecast, cite: _Citer) -> Entry:
    claim = forecast.mentions[0]
    by_when = f"by {_due(forecast.horizon)}" if forecast.horizon else "no time given"
    likely = f"{forecast.likelihood[0]:.0%}–{forecast.likelihood[1]:.0%}" if forecast.likelihood else ""
    made = f"made {when_words(forecast.made)}" if forecast.made else ""
    rows = [
        Row(
            label=by_when,
            who=_who(claim),
            detail=", ".join(filter(None, (forecast.state.value, made, likely, claim.wording or ""))),
            words=excerpt(claim),
            cite=cite.of(claim),
            also=tuple(cite.of(other) for other in forecast.mentions[1:]),
        )
    ]
    rows += [
        Row("bears on it", _who(item.claim), item.why, excerpt(item.claim), cite.of(item.claim))
        for item in forecast.evidence[:3]
    ]
    return Entry("", rows=tuple(rows))


def _due(horizon: When) -> str:
    return when_words(When.day(horizon.last)) if horizon.days > 1 and "/" in horizon.text else when_words(horizon)


def _changes(material: Material, ordered: Sequence[ArticleRef], cite: _Citer) -> list[Entry]:
    """The new articles, each with the first claim that it brings."""
    entries = []
    for ref in ordered:
        own = [c for c in material.claims if c.article.id == ref.id] if ref.id in material.added else []
        if own:
            first = min(own, key=lambda c: (c.span.start, c.id))
            kinds = Counter(c.kind for c in own)
            detail = ", ".join(_count(kinds[k], k) for k in ("statement", "figure", "event", "forecast") if kinds[k])
            row = Row(
                _count(len(own), "claim"), ref.outlet or ref.path or ref.id[:12], detail, excerpt(first), cite.of(first)
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


def _summary(material: Material, disputed: int) -> tuple[str, ...]:
    sources = {claim.source for claim in material.claims if claim.source}
    dates = [ref.published for ref in material.articles if ref.published]
    lines = [
        " · ".join(
            (
                _count(len(material.articles), "article"),
                _count(len(material.claims), "claim"),
                _count(len(sources), "source"),
                _count(disputed, "disputed question"),
            )
        )
    ]
    if dates:
        span = When.between(min(d.first for d in dates), max(d.last for d in dates))
        lines.append(f"published {when_words(span)}")
    return tuple(lines)


def _articles(ordered: Sequence[ArticleRef], claims: Sequence[Claim]) -> tuple[SourceLine, ...]:
    counts = Counter(claim.article.id for claim in claims)
    return tuple(
        SourceLine(
            number=number,
            name=ref.outlet or "outlet unknown",
            title=ref.title,
            published=when_words(ref.published) if ref.published else "date unknown",
            where=ref.path or ref.id[:12],
            claims=counts[ref.id],
        )
        for number, ref in enumerate(ordered, 1)
    )


def _article_order(ref: ArticleRef) -> tuple[str, str, str]:
    return (ref.published.first.isoformat() if ref.published else "9999", ref.path or "", ref.id)


def _claim_order(claim: Claim) -> tuple[str, str, int, str]:
    day = period_of(claim).day
    return (day.isoformat() if day else "9999", claim.article.path or claim.article.id, claim.span.start, claim.id)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.0f}"
