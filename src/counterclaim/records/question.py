"""A question: what several claims give accounts of, set side by side."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import Claim
from counterclaim.records.values import Interest, Track


class RelationKind(StrEnum):
    """How one account stands to another."""

    AGREE = "agree"
    CONFLICT = "conflict"
    DENIES = "denies"
    SUPERSEDES = "supersedes"
    NARROWER = "narrower"
    WIDER = "wider"
    ECHO = "echo"
    DIFFERENT_PERIOD = "different-period"
    DIFFERENT_SCOPE = "different-scope"


class QuestionStatus(StrEnum):
    """What the accounts amount to. Never "true"."""

    REPORTED = "reported"  # one origin
    MULTIPLY_REPORTED = "multiply-reported"  # several origins that agree
    DISPUTED = "disputed"
    DENIED = "denied"
    SUPERSEDED = "superseded"
    CONFIRMED = "confirmed"  # by whom is said beside it


CONTESTED = (QuestionStatus.DISPUTED, QuestionStatus.DENIED)  # what a briefing leads with


@dataclass(frozen=True, slots=True)
class Account:
    """One claim's answer to a question. Accounts that share `origin` count once."""

    claim: Claim
    origin: str  # o1, o2, ... within the question
    interest: Interest | None


@dataclass(frozen=True, slots=True)
class Relation:
    """How account `a` stands to account `b` (claim ids), with the reason in one sentence."""

    a: str
    b: str
    relation: RelationKind
    why: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The range of the accounts by a named rule; None = the rule gives no such value."""

    rule: str
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """What several claims give accounts of."""

    id: str
    title: str
    kind: str  # figure, event, statement, forecast
    track: Track | None
    status: QuestionStatus
    accounts: tuple[Account, ...]
    relations: tuple[Relation, ...]
    bounds: Bounds | None
    decided: tuple[str, ...] = ()  # ids of people's decisions that made it what it is
    # Claims of the same day, place and kind that were too many to be set beside these (comparison.blocks.heard).
    left_out: int = 0

    @property
    def origins(self) -> int:
        """How many origins stand behind the accounts; copies count once."""
        return len({account.origin for account in self.accounts})

    def _repr_html_(self) -> str:
        """As Jupyter shows it."""
        from counterclaim.records.notebook import question_html

        return question_html(self)
