"""The entries of a briefing: a question with its accounts, a claim, a round of talks, a forecast.

In: what comparison made, and the numbers of the articles. Out: entries and rows (layout.py), words quoted unchanged.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.comparison.parties import is_country
from counterclaim.comparison.periods import period_of, span_words, when_words
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.records.claim import Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import Account, Question, RelationKind
from counterclaim.records.talks import Mention, Round
from counterclaim.records.units import UNIT_SAID, unit_words
from counterclaim.records.values import Act, Interest, Status
from counterclaim.records.when import When
from counterclaim.show.excerpts import excerpt, short_date
from counterclaim.show.layout import Cite, Entry, Row

MOST_NOTES = 8

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
class Citer:
    """Article ids to their numbers in the list of sources."""

    numbers: dict[str, int]

    def of(self, claim: Claim) -> Cite:
        """The citation of a claim."""
        return Cite(self.numbers.get(claim.article.id, 0), claim.span.start, claim.span.end, claim.id, claim.article.id)


def question_entry(question: Question, cite: Citer) -> Entry:
    """A question with one row an origin; the copies are cited beside the first."""
    rows = []
    for origin in dict.fromkeys(account.origin for account in question.accounts):
        same = [account for account in question.accounts if account.origin == origin]
        rows.append(_account_row(same, cite))
    tags = [question.status.value.replace("-", " "), _origins(question)]
    if question.bounds and (question.bounds.low is not None or question.bounds.high is not None):
        tags.append(_bounds_tag(question))
    return Entry(question.title, tuple(tags), tuple(rows), _notes(question), question.id)


def _origins(question: Question) -> str:
    told = len({account.claim.article.id for account in question.accounts})
    origins = question.origins
    return f"{counted(told, 'article')}, {counted(origins, 'origin')}"


def _bounds_tag(question: Question) -> str:
    assert question.bounds
    low, best, high = question.bounds.low, question.bounds.best, question.bounds.high
    first = question.accounts[0].claim
    unit = f" {unit_words(first.unit, low, high)}" if first.unit and first.measure in UNIT_SAID else ""
    ends = in_digits(low) if low == high else f"{in_digits(low)}–{in_digits(high)}"
    middle = f", best {in_digits(best)}" if best is not None and not (low == best == high) else ""
    return f"{question.bounds.rule} {ends}{middle}{unit}"


def _account_row(same: Sequence[Account], cite: Citer) -> Row:
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
        who=who_says(claim),
        detail=", ".join(filter(None, detail)),
        words=excerpt(claim),
        cite=cite.of(claim),
        also=tuple(cite.of(account.claim) for account in same[1:]),
    )


def who_says(claim: Claim) -> str:
    """Who gives an account, and through whom."""
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
    scopes: dict[str, list[tuple[Claim, Claim]]] = {}
    for at, r in enumerate(question.relations):
        a, b = accounts[r.a], accounts[r.b]
        if r.relation is RelationKind.DIFFERENT_PERIOD and question.kind == "figure":
            early, late = sorted((a, b), key=claim_order)
            ends.setdefault(early.id, []).append(late)
        elif r.relation is RelationKind.DIFFERENT_SCOPE and question.kind == "figure":
            scopes.setdefault(r.why.split(". ")[0].rstrip("."), []).append((a, b))
        elif r.relation is not RelationKind.ECHO:
            lines.append((_RANK.get(r.relation, 3), at, f"{_NAMES.get(r.relation, r.relation.value)}: {r.why}"))
    for at, (early_id, others) in enumerate(ends.items()):
        lines.append((3, at, period_note(accounts[early_id], others)))
    lines += [(3, at, _scope_note(why, pairs)) for at, (why, pairs) in enumerate(scopes.items(), len(ends))]
    unique = list(dict.fromkeys(line for _, _, line in sorted(lines)))
    left = len(unique) - MOST_NOTES
    return (*unique[:MOST_NOTES], *((f"and {counted(left, 'more relation')}",) if left > 0 else ()))


_RANK = {RelationKind.CONFLICT: 0, RelationKind.DENIES: 1, RelationKind.SUPERSEDES: 2, RelationKind.AGREE: 4}
_NAMES = {RelationKind.DIFFERENT_PERIOD: "other period", RelationKind.DIFFERENT_SCOPE: "other scope"}


def period_note(early: Claim, others: Sequence[Claim]) -> str:
    """One line for all accounts that an earlier one does not answer for."""
    end = period_of(early).end
    values = list(dict.fromkeys(value_words(other) for other in others))
    named = ", ".join(values[:4]) + (f" and {counted(len(values) - 4, 'other')}" if len(values) > 4 else "")
    run = "runs" if len(values) == 1 else "run"
    return f"other period: {value_words(early)} ends on {when_words(end) if end else 'no date'}; {named} {run} later"


def _scope_note(why: str, pairs: Sequence[tuple[Claim, Claim]]) -> str:
    """One line for all pairs that differ in one way: the account that is in all of them against the rest."""
    counts = Counter(claim.id for pair in pairs for claim in pair)
    common = next((claim for claim in pairs[0] if counts[claim.id] == len(pairs)), None) if len(pairs) > 1 else None
    if common is None:
        values = [f"{value_words(a)} and {value_words(b)}" for a, b in pairs]
        return f"other scope: {why} ({'; '.join(dict.fromkeys(values))})"
    others = [value_words(b if a.id == common.id else a) for a, b in pairs]
    return f"other scope: {why} ({value_words(common)} against {', '.join(dict.fromkeys(others))})"


def claim_row(claim: Claim, cite: Citer) -> Row:
    """One figure or event as a line of its own."""
    if claim.kind == "figure":
        label = value_words(claim)
        what = " ".join(filter(None, (str(claim.measure).replace("_", " "), claim.of)))
        detail = ", ".join(filter(None, (what, claim.place, span_words(claim.since, claim.as_of))))
    else:
        label = short_date(claim.when) if claim.when else "no date"
        status = claim.status.value if claim.status and claim.status is not Status.HAPPENED else ""
        detail = ", ".join(filter(None, (_parties(claim), "; ".join(claim.where), status)))
    return Row(label, who_says(claim), detail, excerpt(claim), cite.of(claim))


def round_entry(found: Round, cite: Citer) -> Entry:
    """A round of talks: who met, how it ended, where it is told, what was demanded and offered."""
    date = when_words(found.date) if found.date else "no date"
    sides = [name for name in found.parties if is_country(name)]
    people = [name for name in found.parties if not is_country(name)]
    parties = f"{' and '.join(sides)} ({', '.join(people)})" if sides and people else " and ".join(sides or people)
    head = ", ".join(filter(None, (date, found.place, parties)))
    tags = [tag for tag in (found.level, found.status.value if found.status is not Status.HAPPENED else None) if tag]
    tags += [f"mediators: {', '.join(found.mediators)}"] if found.mediators else []
    rows = [
        Row(
            label="told",
            who=mention.article.outlet or mention.article.title or mention.article.path or "an article",
            detail="",
            words=" ".join(mention.text.split()),
            cite=_mentioned(mention, cite),
        )
        for mention in found.mentions
    ]
    for move in found.moves:
        where = _mentioned(move.mention, cite)
        rows.append(
            Row(
                _SAYS.get(move.act, move.act.value),
                move.party,
                move.issue.value,
                " ".join(move.mention.text.split()),
                where,
            )
        )
    notes = (f"outcome, in the article's words: “{found.outcome}”",) if found.outcome else ()
    return Entry(head, tuple(tags), tuple(rows), notes, found.id)


def _mentioned(mention: Mention, cite: Citer) -> Cite:
    number = cite.numbers.get(mention.article.id, 0)
    return Cite(number, mention.span.start, mention.span.end, mention.claim, mention.article.id)


def forecast_entry(forecast: TrackedForecast, cite: Citer) -> Entry:
    """A forecast with its time, and what later claims bear on it."""
    claim = forecast.mentions[0]
    by_when = f"by {_due(forecast.horizon)}" if forecast.horizon else "no time given"
    likely = f"{forecast.likelihood[0]:.0%}–{forecast.likelihood[1]:.0%}" if forecast.likelihood else ""
    made = f"made {when_words(forecast.made)}" if forecast.made else ""
    rows = [
        Row(
            label=by_when,
            who=who_says(claim),
            detail=", ".join(filter(None, (forecast.state.value, made, likely, claim.wording or ""))),
            words=excerpt(claim),
            cite=cite.of(claim),
            also=tuple(cite.of(other) for other in forecast.mentions[1:]),
        )
    ]
    rows += [
        Row("bears on it", who_says(item.claim), item.why, excerpt(item.claim), cite.of(item.claim))
        for item in forecast.evidence[:3]
    ]
    return Entry("", rows=tuple(rows), id=forecast.id)


def _due(horizon: When) -> str:
    return when_words(When.day(horizon.last)) if horizon.days > 1 and "/" in horizon.text else when_words(horizon)


def claim_order(claim: Claim) -> tuple[str, str, int, str]:
    """By date, article, place in the text."""
    day = period_of(claim).day
    return (day.isoformat() if day else "9999", claim.article.path or claim.article.id, claim.span.start, claim.id)


def counted(number: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_digits(value: float | None) -> str:
    """A number with thousands set apart; "?" for none."""
    if value is None:
        return "?"
    return f"{value:,.0f}"
