"""How results look in a Jupyter notebook: short tables in HTML, all text escaped, nothing but the standard library.

In:  a Reading, Question, Claim, or several results.   Out: HTML that stands by itself.

Jupyter asks an object for `_repr_html_`, so the records have that method and hand it here: it works without anything
being imported or switched on, and a record still depends on nothing. Only short words of an article are shown.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.records.claim import Claim
    from counterclaim.records.question import Question
    from counterclaim.records.reading import Reading

MOST_ROWS = 20
LONGEST_CHARS = 160
_CELL = ' style="text-align:left;vertical-align:top"'


class Results[T](tuple[T, ...]):
    """What a ledger gives, as the tuple that it is, and as a table in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return results_html(self)


def results_html(items: Sequence[Any]) -> str:
    """Several results as one table; how many there are is said."""
    name = type(items[0]).__name__ if items else "result"
    if items and name == "Question":
        rows: Iterable[Sequence[object]] = (_question_row(question) for question in items[:MOST_ROWS])
        head: Sequence[str] = ("status", "question", "accounts", "origins", "low", "high")
    elif items and name == "Claim":
        rows, head = (_claim_row(claim) for claim in items[:MOST_ROWS]), _CLAIM_HEAD
    elif items and name == "Round":
        head = ("date", "place", "level", "parties", "outcome", "status")
        rows = ((r.date, r.place, r.level, ", ".join(r.parties), r.outcome, r.status) for r in items[:MOST_ROWS])
    elif items and name == "TrackedForecast":
        head = ("state", "by when", "made", "who", "words")
        rows = ((f.state, f.horizon, f.made, f.maker, f.text) for f in items[:MOST_ROWS])
    else:
        rows, head = ((repr(item),) for item in items[:MOST_ROWS]), ("",)
    count = f"{len(items):,} {_plural(name, len(items))}"
    return f"<p>{escape(count)}</p>" + (_table(head, rows, len(items)) if items else "")


def question_html(question: "Question") -> str:
    """A question with its accounts, and how they stand to each other."""
    origins = "1 origin" if question.origins == 1 else f"{question.origins} origins"
    bounds = question.bounds
    told = f"{question.status.replace('-', ' ')} · {len(question.accounts)} accounts, {origins}"
    if bounds:
        told += f" · {bounds.rule}: {_amount(bounds.low)} to {_amount(bounds.high)}"
    rows = (
        (
            a.origin,
            _who(a.claim),
            _value(a.claim),
            a.interest,
            a.claim.as_of or a.claim.when,
            _where(a.claim),
            a.claim.context,
        )
        for a in question.accounts[:MOST_ROWS]
    )
    head = ("origin", "who says so", "value", "counts", "as of", "where", "words")
    names = {a.claim.id: _who(a.claim) for a in question.accounts}
    # What is at odds first: a question is opened for it.
    ordered = sorted(question.relations, key=lambda r: r.relation not in ("conflict", "denies"))
    relations = [f"{r.relation}: {names.get(r.a, r.a)} / {names.get(r.b, r.b)}: {r.why}" for r in ordered[:MOST_ROWS]]
    if len(ordered) > MOST_ROWS:
        relations.append(f"… {len(ordered) - MOST_ROWS} more")
    return (
        f"<p><strong>{escape(question.title)}</strong><br>{escape(told)}</p>"
        + _table(head, rows, len(question.accounts))
        + ("<ul>" + "".join(f"<li>{escape(_short(x, 300))}</li>" for x in relations) + "</ul>" if relations else "")
    )


def claim_html(claim: "Claim") -> str:
    """A claim as a row of what it says."""
    return _table(_CLAIM_HEAD, [_claim_row(claim)], 1)


def reading_html(reading: "Reading") -> str:
    """What an article says: attributions, figures, events and forecasts, each with its words."""
    article, text = reading.article, reading.article.text
    head = " · ".join(
        escape(_short(str(part), 200))
        for part in (article.title, article.outlet, reading.published.when if reading.published else None)
        if part
    )
    tables = [f"<p><strong>{head or 'article ' + article.id[:12]}</strong></p>"]
    said = [
        (
            a.id,
            (a.source.name or a.source.text) if a.source else "nobody named",
            a.act,
            " … ".join(s.of(text) for s in a.content) + (f" (no claim: {a.withheld})" if a.withheld else ""),
        )
        for a in reading.attributions
    ]
    tables.append(_titled("attributions", ("", "who says so", "act", "words"), said))
    figures = [(f.id, f.text, f.measure, f.of, f.as_of, f.attribution) for f in reading.figures]
    tables.append(_titled("figures", ("", "figure", "measure", "of", "as of", "said in"), figures))
    events = [
        (e.id, e.type, e.status, e.when, ", ".join(e.where), e.span.of(text), e.attribution) for e in reading.events
    ]
    tables.append(_titled("events", ("", "type", "status", "when", "where", "words", "said in"), events))
    forecasts = [(p.id, p.horizon, p.wording, p.span.of(text), p.attribution) for p in reading.forecasts]
    tables.append(_titled("forecasts", ("", "by when", "likelihood", "words", "said in"), forecasts))
    return "".join(tables)


def ledger_html(path: str, counts: Sequence[tuple[str, int]]) -> str:
    """What a ledger holds, in numbers."""
    return f"<p><strong>{escape(path)}</strong></p>" + _table(
        [name for name, _ in counts], [[f"{number:,}" for _, number in counts]], 1
    )


_CLAIM_HEAD = ("id", "kind", "who says so", "value", "words", "where")


def _claim_row(claim: "Claim") -> Sequence[object]:
    return (claim.id, claim.kind, _who(claim), _value(claim), claim.text, _where(claim))


def _question_row(question: "Question") -> Sequence[object]:
    low, high = (question.bounds.low, question.bounds.high) if question.bounds else (None, None)
    accounts = len(question.accounts)
    return (question.status, question.title, accounts, question.origins, _amount(low, ""), _amount(high, ""))


def _who(claim: "Claim") -> str:
    via = f" via {', '.join(claim.via)}" if claim.via else ""
    return "the article itself" if claim.narrator else f"{claim.source or 'nobody named'}{via}"


def _value(claim: "Claim") -> str:
    if claim.kind == "figure":
        return f"{claim.measure}: {_bounds(claim)}"
    return str(claim.event_type or claim.act or claim.wording or "")


def _bounds(claim: "Claim") -> str:
    """The figure as the words leave it: "about 70", "≥ 12,000", "2,000-4,000"; the words where they give no number."""
    low, high = claim.low, claim.high
    if low is None and high is None:
        return claim.text
    if claim.approximate and low is None:
        return f"nearly {_amount(high)}"
    about = "about " if claim.approximate else ""
    if low is None or high is None:
        return f"{about}{'≤' if low is None else '≥'} {_amount(high if low is None else low)}"
    return about + (_amount(low) if low == high else f"{_amount(low)}-{_amount(high)}")


def _where(claim: "Claim") -> str:
    name = claim.article.outlet or claim.article.title or claim.article.id[:12]
    return f"{name}:{claim.span.start}"


def _titled(name: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    return f"<p>{len(rows)} {name}</p>" + _table(head, rows[:MOST_ROWS], len(rows)) if rows else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[object]], count: int) -> str:
    """A table of at most MOST_ROWS rows; how many more there are is said under it."""
    heads = "".join(f"<th{_CELL}>{escape(name)}</th>" for name in head)
    body = "".join(
        "<tr>" + "".join(f"<td{_CELL}>{escape(_short(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    more = f"<p>… {count - MOST_ROWS:,} more</p>" if count > MOST_ROWS else ""
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{more}"


def _short(value: object, longest: int = LONGEST_CHARS) -> str:
    text = " ".join(str(value).split()) if value is not None else ""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _amount(value: float | None, none: str = "no bound") -> str:
    return none if value is None else f"{value:,.10g}"


def _plural(name: str, count: int) -> str:
    words = {"TrackedForecast": "forecast", "Round": "round of talks"}.get(name, name.lower())
    return words if count == 1 else words.replace("round", "rounds") if name == "Round" else words + "s"
