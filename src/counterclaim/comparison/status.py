"""What the accounts of a question amount to: reported, disputed, denied, ... and never "true".

In: accounts and their relations. Out: QuestionStatus; for one account, whether a later one superseded it; who confirms.
"""

from collections.abc import Sequence

from counterclaim.comparison.rules.verdict import teller
from counterclaim.records.question import Account, Question, QuestionStatus, Relation, RelationKind
from counterclaim.records.values import Interest, Modality, Status


def status_of(accounts: Sequence[Account], relations: Sequence[Relation]) -> QuestionStatus:
    """The status of a question.

    - denied: every account denies it;
    - disputed: two origins conflict, or one denies what another says;
    - confirmed: a side that bears the loss gives the same as its enemy or a third party (see `confirmed_by`);
    - superseded: one source, whose later total took the earlier one's place;
    - multiply-reported: several origins that agree; reported: one, or several that count different things.
    """
    kinds = {relation.relation for relation in relations}
    if accounts and all(is_denial(account) for account in accounts):
        return QuestionStatus.DENIED
    if RelationKind.CONFLICT in kinds or RelationKind.DENIES in kinds:
        return QuestionStatus.DISPUTED
    if _confirmers(accounts, relations):
        return QuestionStatus.CONFIRMED
    if kinds - {RelationKind.ECHO} == {RelationKind.SUPERSEDES}:
        return QuestionStatus.SUPERSEDED
    if RelationKind.AGREE in kinds:
        return QuestionStatus.MULTIPLY_REPORTED
    return QuestionStatus.REPORTED


def is_denial(account: Account) -> bool:
    """Whether an account says that it was not so."""
    claim = account.claim
    return claim.modality is Modality.DENIED or claim.status is Status.DENIED


def confirmed_by(question: Question) -> tuple[str, ...]:
    """Who confirms, against their own interest, what others say; empty where nobody does."""
    return tuple(sorted(_confirmers(question.accounts, question.relations)))


def _confirmers(accounts: Sequence[Account], relations: Sequence[Relation]) -> set[str]:
    by_id = {account.claim.id: account for account in accounts}
    found = set()
    for relation in relations:
        if relation.relation is not RelationKind.AGREE:
            continue
        pair = (by_id[relation.a], by_id[relation.b])
        for one, other in (pair, pair[::-1]):
            # an own account that leaves a bound open ("more than 10") agrees with nearly anything: no confirmation
            closed = one.claim.low is not None and one.claim.high is not None
            if one.interest is Interest.OWN and closed and other.interest in {Interest.ENEMY, Interest.THIRD_PARTY}:
                found.add(teller(one.claim))
    return found
