"""People's decisions on questions: merged, split, pinned; and on forecasts: judged. They hold whatever is added later.

A decision names a question by its id and by the words of its accounts: where the id is gone because accounts came in,
the question that holds most of those words is meant. What a person did not decide stays as it was found.
In: questions or forecasts, and decisions in the order in which they were taken. Out: the same, with decisions done.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from counterclaim.comparison.bounds import bounds_of, core_accounts
from counterclaim.comparison.event_tolls import judge_event_figures
from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.interest import interest_of
from counterclaim.comparison.origins import origins_of
from counterclaim.comparison.parts import parts_among
from counterclaim.comparison.questions import question_order
from counterclaim.comparison.relations import Judge, relations_of
from counterclaim.comparison.rules.events import judge_events
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.status import status_of
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision, DecisionAct
from counterclaim.records.forecasts import ForecastState, TrackedForecast
from counterclaim.records.question import Account, Bounds, Question, RelationKind

TITLE, LOW, BEST, HIGH = "title", "low", "best", "high"  # what can be pinned, beside the accounts themselves


def with_decisions(
    questions: Sequence[Question], decisions: Iterable[Decision], family_of: Callable[[str], str] = lambda a: a
) -> tuple[Question, ...]:
    """Questions as people decided that they are, in the order of questions.find_questions."""
    held = {question.id: question for question in questions}
    for decision in decisions:
        match decision.act:
            case DecisionAct.MERGE:
                _merge(held, decision, family_of)
            case DecisionAct.SPLIT:
                _split(held, decision, family_of)
            case DecisionAct.PIN:
                _pin(held, decision, family_of)
            case DecisionAct.JUDGE if decision.subject.startswith("q"):
                if found := _meant(held, decision, decision.subject):
                    held[found.id] = replace(found, decided=(*found.decided, decision.id))
    return tuple(sorted(held.values(), key=question_order))


def _meant(held: dict[str, Question], decision: Decision, key: str) -> Question | None:
    """The question that a decision names."""
    if key in held:
        return held[key]
    anchored = {anchor.claim for anchor in decision.anchors if anchor.of == key}
    shared = {q.id: len(anchored & {a.claim.id for a in q.accounts}) for q in held.values()} if anchored else {}
    best = min(shared, key=lambda name: (-shared[name], name), default=None)
    return held[best] if best is not None and shared[best] else None


def _merge(held: dict[str, Question], decision: Decision, family_of: Callable[[str], str]) -> None:
    found = [q for key in (decision.subject, *decision.others) if (q := _meant(held, decision, key))]
    whole = {q.id: q for q in found}
    if len(whole) < 2:
        return
    first = found[0]
    claims = {a.claim.id: a.claim for q in whole.values() for a in q.accounts}
    for name in whole:
        del held[name]
    held[first.id] = _rebuilt(first, list(claims.values()), tuple(whole.values()), decision, family_of)


def _split(held: dict[str, Question], decision: Decision, family_of: Callable[[str], str]) -> None:
    found = _meant(held, decision, decision.subject)
    if found is None:
        return
    leaving = [a.claim for a in found.accounts if a.claim.id in decision.others]
    staying = [a.claim for a in found.accounts if a.claim.id not in decision.others]
    if not leaving or not staying:
        return
    held[found.id] = _rebuilt(found, staying, (found,), decision, family_of)
    apart = replace(found, id=derived_id("q", "split", found.id, decision.id))
    held[apart.id] = _rebuilt(apart, leaving, (found,), decision, family_of)


def _pin(held: dict[str, Question], decision: Decision, family_of: Callable[[str], str]) -> None:
    found = _meant(held, decision, decision.subject)
    if found is None:
        return
    if decision.field == TITLE and isinstance(decision.value, str):
        held[found.id] = replace(found, title=decision.value, decided=(*found.decided, decision.id))
        return
    if decision.field in {LOW, BEST, HIGH}:
        held[found.id] = _bounded(found, decision)
        return
    wanted = set(decision.others) or {anchor.claim for anchor in decision.anchors}
    moved: dict[str, Claim] = {}
    for question in list(held.values()):
        here = [a.claim for a in question.accounts if a.claim.id in wanted and question.id != found.id]
        if not here or question.kind != found.kind:
            continue
        moved |= {claim.id: claim for claim in here}
        rest = [a.claim for a in question.accounts if a.claim.id not in wanted]
        del held[question.id]
        if rest:
            held[question.id] = _rebuilt(question, rest, (question,), decision, family_of)
    claims = {a.claim.id: a.claim for a in found.accounts} | moved
    held[found.id] = _rebuilt(found, list(claims.values()), (found,), decision, family_of)


def _bounded(question: Question, decision: Decision) -> Question:
    bounds = question.bounds or Bounds("pinned", None, None, None)
    value = decision.value if isinstance(decision.value, float) else None
    pinned = {LOW: bounds.low, BEST: bounds.best, HIGH: bounds.high} | {decision.field or LOW: value}
    return replace(
        question,
        bounds=Bounds("pinned", pinned[LOW], pinned[BEST], pinned[HIGH]),
        decided=(*question.decided, decision.id),
    )


def _rebuilt(
    base: Question,
    claims: Sequence[Claim],
    of: Sequence[Question],
    decision: Decision,
    family_of: Callable[[str], str],
) -> Question:
    """A question over other accounts than were found, compared by the rules of its kind."""
    ordered = sorted(claims, key=claim_order)
    origin = origins_of(ordered, family_of)
    accounts = tuple(
        Account(claim, origin[claim.id], interest_of(claim) if claim.kind == "figure" else None) for claim in ordered
    )
    relations = relations_of(accounts, _judge(base, ordered, of))
    rule = base.bounds.rule if base.bounds and base.bounds.rule != "pinned" else "minmax"
    return replace(
        base,
        accounts=accounts,
        relations=relations,
        status=status_of(accounts, relations),
        bounds=bounds_of(core_accounts(accounts), rule) if base.kind == "figure" else None,
        decided=(*base.decided, decision.id),
    )


def _judge(base: Question, claims: Sequence[Claim], of: Sequence[Question]) -> Judge:
    if base.kind == "figure":
        return judge_event_figures(parts_among(claims))
    if base.kind == "event":
        return judge_events
    known = {
        frozenset((r.a, r.b)): (r.relation, r.why)
        for q in of
        for r in q.relations
        if r.relation is not RelationKind.ECHO
    }
    return lambda a, b: known.get(frozenset((a.id, b.id)))


def judged(forecasts: Iterable[TrackedForecast], decisions: Iterable[Decision]) -> tuple[TrackedForecast, ...]:
    """Forecasts with what people judged of them; the last judgement counts."""
    verdicts = [d for d in decisions if d.act is DecisionAct.JUDGE and not d.subject.startswith("q")]
    found = []
    for forecast in forecasts:
        mentions = {mention.id for mention in forecast.mentions}
        about = [
            d for d in verdicts if d.subject == forecast.id or any(anchor.claim in mentions for anchor in d.anchors)
        ]
        if about:
            value = about[-1].value
            outcome = value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else f"{value}"
            forecast = replace(forecast, state=ForecastState.JUDGED, outcome=outcome)
        found.append(forecast)
    return tuple(found)
