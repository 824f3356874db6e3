"""A source's record: how often it was first, echoed, contradicted, revised; by kind of claim, never as one number.

In: questions. Out: one row a source and kind of claim. Being contradicted says nothing of who is right, and being first
nothing of being true; the rows say what became of what somebody said, for a person to weigh.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.comparison.origins import source_key
from counterclaim.comparison.rules.verdict import teller
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Question, RelationKind


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What became of one source's claims of one kind."""

    source: str
    actor: str | None
    kind: str  # the measure of figures, the type of events, the act of statements
    accounts: int  # answers to questions; echoes of one statement count once
    alone: int  # to questions that nobody else answers
    first: int  # the earliest of several origins
    echoed: int  # brought again by other articles
    agreed: int  # others give the same
    contradicted: int  # others give what cannot be so as well, or deny it
    by_later: int  # of those, by somebody who spoke later
    revised: int  # replaced by a later value of its own


def records_of_sources(questions: Iterable[Question]) -> tuple[SourceRecord, ...]:
    """Every named source's record, those with most accounts first; one for each kind of claim of what has one name."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names: dict[str, Counter[tuple[str, str | None]]] = defaultdict(Counter)
    for question in questions:
        for account in _firsts(question):
            key = source_key(account.claim)
            if key is None:
                continue
            names[key][(teller(account.claim), account.claim.actor)] += 1
            counts[(key, _kind(account.claim))].update(_became(question, account))
    whole: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    known = _one_by_name(names)
    for (key, kind), number in counts.items():
        whole[(known[key], kind)] += number
    found = []
    for (key, kind), number in whole.items():
        [((name, actor), _)] = sorted(names[key].items(), key=lambda item: (-item[1], item[0][0]))[:1]
        values = {field: number[field] for field in _FIELDS}
        found.append(SourceRecord(name, actor, kind, **values))
    return tuple(sorted(found, key=lambda r: (-r.accounts, r.source, r.kind)))


def _one_by_name(names: Mapping[str, Counter[tuple[str, str | None]]]) -> dict[str, str]:
    """Each key of a source, to the key under which it stands.

    An article may name in one sentence whom the register knows ("those same estimates" of a government) and in another
    not: a name without an actor is the actor that claims bring under that very name, where that is one only.
    """
    actors: dict[str, set[str]] = defaultdict(set)
    for key, held in names.items():
        for name, actor in held:
            if actor is not None:
                actors[name.casefold()].add(key)
    found = {key: key for key in names}
    for key, held in names.items():
        if all(actor is None for _, actor in held):
            same = set().union(*(actors[name.casefold()] for name, _ in held if name.casefold() in actors))
            if len(same) == 1:
                found[key] = same.pop()
    return found


_FIELDS = ("accounts", "alone", "first", "echoed", "agreed", "contradicted", "by_later", "revised")


def _firsts(question: Question) -> list[Account]:
    """The first account of each origin and source: what one says in seven outlets is said once."""
    seen: set[tuple[str, str | None]] = set()
    found = []
    for account in question.accounts:
        key = (account.origin, source_key(account.claim))
        if key not in seen:
            seen.add(key)
            found.append(account)
    return found


def _became(question: Question, account: Account) -> list[str]:
    """What became of one account, as names of fields."""
    claim = account.claim
    same = [a for a in question.accounts if a.origin == account.origin]
    became = ["accounts"]
    if question.origins == 1:
        became.append("alone")
    elif _told(claim) is not None and all(
        (_told(claim) or "") <= (_told(a.claim) or "9999") for a in question.accounts
    ):
        became.append("first")
    if len({a.claim.article.id for a in same}) > 1:
        became.append("echoed")
    mine = {a.claim.id for a in same}
    by_id = {a.claim.id: a.claim for a in question.accounts}
    against = [r for r in question.relations if r.relation in _AGAINST and mine & {r.a, r.b}]
    if any(r.relation is RelationKind.AGREE and mine & {r.a, r.b} for r in question.relations):
        became.append("agreed")
    if against:
        became.append("contradicted")
        others = [by_id[end] for r in against for end in (r.a, r.b) if end not in mine]
        if any((_told(other) or "") > (_told(claim) or "9999") for other in others):
            became.append("by_later")
    if any(r.relation is RelationKind.SUPERSEDES and r.b in mine for r in question.relations):
        became.append("revised")
    return became


_AGAINST = frozenset((RelationKind.CONFLICT, RelationKind.DENIES))


def _told(claim: Claim) -> str | None:
    """The day on which it was said, else published."""
    when = claim.said or claim.article.published
    return when.first.isoformat() if when else None


def _kind(claim: Claim) -> str:
    value = claim.measure or claim.event_type or claim.act
    return str(value) if value else claim.kind
