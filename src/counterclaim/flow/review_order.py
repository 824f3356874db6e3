"""What a person should look at first: how doubtful a claim is, times how much hangs on it.

In: a claim, what people decided about it, the questions that it answers.   Out: two numbers from 0 to 1, each with a
sentence. The weights are judgements, not measurements: they order a list, and each says its reason beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.records.correcting import value_of
from counterclaim.records.decisions import Decision, DecisionAct, Value
from counterclaim.records.question import Account, Question, QuestionStatus
from counterclaim.records.values import Measure

_PRONOUNS = frozenset("he she they it him her them who one others another these those both".split())

# How much hangs on a claim by what its question amounts to: a wrong account makes or hides a dispute, while a single
# report stands or falls alone.
_WEIGHT_OF_STATUS = {
    QuestionStatus.DISPUTED: 0.6,
    QuestionStatus.DENIED: 0.6,
    QuestionStatus.CONFIRMED: 0.5,
    QuestionStatus.SUPERSEDED: 0.4,
    QuestionStatus.MULTIPLY_REPORTED: 0.4,
    QuestionStatus.REPORTED: 0.2,
}
WEIGHT_ALONE = 0.1  # of a claim that answers no question
_WEIGHT_OF_EXTREME = 0.3  # without it the range that people read would be another one
_WEIGHT_OF_ORIGIN = 0.02  # for each origin that the question has: more people have taken it up
_MOST_FOR_ORIGINS = 0.1

# Where no confidence is given, in the article's own voice: the values are read by rules, whose errors are some one in
# five on articles never seen (docs/accuracy.md).
_DOUBT_OF_RULES = 0.2


@dataclass(frozen=True, slots=True)
class Score:
    """A number from 0 to 1, and why it is that."""

    number: float
    why: str


def doubt(claim: Claim, decided: Sequence[Decision] = (), machine: Claim | None = None) -> Score:
    """How likely it is that a person would change something about the claim.

    Independent grounds are taken together as chances: 1 - (1-a)(1-b)... What somebody has decided counts before all
    else: undoubted unless another decided otherwise, or the reader has read the words otherwise since.

    Args:
        decided: what people decided about it, in order.
        machine: the claim as the reader makes it today.
    """
    if decided:
        return _doubt_after(decided, machine or claim)
    grounds = [ground for ground in _grounds(claim) if ground.number > 0]
    sure = 1.0
    for ground in grounds:
        sure *= 1 - ground.number
    grounds.sort(key=lambda ground: -ground.number)
    return Score(1 - sure, "; ".join(ground.why for ground in grounds) or "nothing speaks against it")


def consequence(claim: Claim, questions: Iterable[Question]) -> Score:
    """How much of what people are shown hangs on the claim: the most of any question that it answers."""
    scores = [_consequence_in(question, account) for question in questions if (account := _account(question, claim))]
    return max(scores, key=lambda score: score.number, default=Score(WEIGHT_ALONE, "answers no question"))


def differences(decided: Sequence[Decision]) -> list[str]:
    """On what people who decided about one claim differ: "accept or reject", names of fields."""
    verdicts: dict[str, DecisionAct] = {}
    values: dict[str, dict[str, Value]] = {}
    for decision in decided:
        verdicts[decision.reviewer] = decision.act
        if decision.act is DecisionAct.CORRECT and decision.field:
            values.setdefault(decision.field, {})[decision.reviewer] = decision.value
    rejecting = {reviewer for reviewer, act in verdicts.items() if act is DecisionAct.REJECT}
    unlike = ["accept or reject"] if rejecting and len(rejecting) < len(verdicts) else []
    for name, by in values.items():
        # Who held the claim to be right without correcting the field has said that it was right as it was.
        was = dict(next(d.anchors[0].was for d in decided if d.field == name)).get(name)
        said = dict.fromkeys((who for who in verdicts if who not in rejecting), was) | by
        if len(set(said.values())) > 1 and len(said) > 1:
            unlike.append(name)
    return unlike


def _doubt_after(decided: Sequence[Decision], machine: Claim) -> Score:
    if unlike := differences(decided):
        who = " and ".join(sorted({decision.reviewer for decision in decided}))
        return Score(1.0, f"{who} differ on {', '.join(unlike)}")
    last = decided[-1]
    moved = [
        name
        for name, was in last.anchors[0].was
        if name != "trigger" and was != (now := value_of(machine, name)) and not _is_decided(decided, name, now)
    ]
    if moved:
        return Score(0.8, f"the reader reads {', '.join(moved)} otherwise since {last.reviewer} decided")
    return Score(0.0, f"{last.act}ed by {last.reviewer}")


def _is_decided(decided: Sequence[Decision], name: str, value: Value) -> bool:
    """Whether the last correction of a field says what the reader says now."""
    corrections = [d for d in decided if d.act is DecisionAct.CORRECT and d.field == name]
    return bool(corrections) and corrections[-1].value == value


def _grounds(claim: Claim) -> list[Score]:
    """What speaks against a claim that nobody has looked at."""
    if claim.confidence is not None:
        grounds = [Score(1 - claim.confidence, f"attributed with a confidence of {claim.confidence:.2f}")]
    else:
        grounds = [Score(_DOUBT_OF_RULES, "in the article's own voice, where no confidence is given")]
    if claim.source and claim.source.lower() in _PRONOUNS:
        grounds.append(Score(0.5, f"who {claim.source!r} stands for was not found"))
    elif claim.source is None and not claim.narrator:
        grounds.append(Score(0.15, "attributed to nobody named"))
    if claim.kind == "figure":
        if claim.measure is Measure.COUNT:
            grounds.append(Score(0.2, "what the figure counts was not recognised"))
        if claim.low is None and claim.high is None:
            grounds.append(Score(0.3, "the figure has no bounds"))
    if claim.kind == "event":
        if claim.when is None:
            grounds.append(Score(0.15, "the event has no date"))
        if not claim.actors and not claim.targets:
            grounds.append(Score(0.2, "the event has nobody who acts or suffers"))
    return grounds


def _account(question: Question, claim: Claim) -> Account | None:
    return next((account for account in question.accounts if account.claim.id == claim.id), None)


def _consequence_in(question: Question, account: Account) -> Score:
    number = _WEIGHT_OF_STATUS.get(question.status, WEIGHT_ALONE)
    origins = question.origins
    number += min(_MOST_FOR_ORIGINS, _WEIGHT_OF_ORIGIN * (origins - 1))
    behind = f"from {origins} origins" if origins > 1 else "from one origin"
    if len(question.accounts) == 1:
        why = "the only account of its question"
    else:
        why = f"one of {len(question.accounts)} accounts, {behind}, of a {question.status} question"
    if origins > 1 and (end := _extreme(question, account.claim)):
        number += _WEIGHT_OF_EXTREME
        why += f"; alone gives its {end}"
    return Score(min(1.0, number), why)


def _extreme(question: Question, claim: Claim) -> str | None:
    """Which end of the range of all accounts rests on this one alone."""
    for end, pick, name in (("lowest", min, "low"), ("highest", max, "high")):
        values = {account.claim.id: _end(account.claim, name) for account in question.accounts}
        given = {key: value for key, value in values.items() if value is not None}
        if claim.id not in given or len(given) < 2:
            continue
        others = [value for key, value in given.items() if key != claim.id]
        if given[claim.id] == pick(given.values()) and given[claim.id] != pick(others):
            return end
    return None


def _end(claim: Claim, name: str) -> float | None:
    """The bound of that name, or the only one that there is."""
    low, high = claim.low, claim.high
    return (low if low is not None else high) if name == "low" else (high if high is not None else low)
