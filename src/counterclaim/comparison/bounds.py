"""The range of several accounts of one figure, by named rules that the reader picks.

In: the accounts of a figure question. Out: Bounds. Each origin counts once, with its latest account. A rule that has
nothing to say gives None, never a number of its own.

Sources: ACLED Codebook (fatalities: the most conservative figure; its words for vague numbers), UCDP GED Codebook (low,
best, high: lowest reliable, most likely, highest reliable).
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from counterclaim.comparison.periods import period_of
from counterclaim.comparison.series import core_of
from counterclaim.comparison.units import bounds_in_unit_of
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Bounds, Question
from counterclaim.records.values import Interest

Rule = Callable[[Sequence[Account]], Bounds]

# ACLED Codebook, "Fatalities": what a vague word stands for where a source gives no number.
ACLED_WORDS = (
    (re.compile(r"\bhundreds\b", re.IGNORECASE), 100.0),
    (re.compile(r"\bdozens\b", re.IGNORECASE), 12.0),
    (re.compile(r"\btens\b", re.IGNORECASE), 10.0),
    (re.compile(r"\b(?:several|many|few|numerous)\b", re.IGNORECASE), 3.0),
)


def minmax(accounts: Sequence[Account]) -> Bounds:
    """The lowest and the highest value that any origin allows; an open end stays open only if nobody closes it."""
    lows = [low for low, _ in _ranges(accounts)]
    highs = [high for _, high in _ranges(accounts)]
    return Bounds("minmax", _least(lows + highs), None, _most(lows + highs))


def acled(accounts: Sequence[Account]) -> Bounds:
    """ACLED's: the lowest figure that a source gives; "dozens" is 12, "hundreds" 100, "several" 3, "tens" 10."""
    lowest = _least([_acled_value(account.claim) for account in _latest(accounts)])
    return Bounds("acled", lowest, lowest, lowest)


def _acled_value(claim: Claim) -> float | None:
    vague = [value for word, value in ACLED_WORDS if word.search(claim.text)]
    # "tens of thousands" is a number of thousands: the table's words stand alone
    if vague and not re.search(r"\b(?:thousand|million)s?\b|\d", claim.text, re.IGNORECASE):
        return vague[0]
    return claim.low if claim.low is not None else claim.high


def ucdp(accounts: Sequence[Account]) -> Bounds:
    """UCDP's low, best, high. Best is the median of those who count a third party's loss, else of all.

    UCDP's coders judge which source is most reliable; without a person, standing outside both sides is taken for it.
    """
    ranges = _ranges(accounts)
    third = [account for account in accounts if account.interest is Interest.THIRD_PARTY]
    best = _middle([_centre(low, high) for low, high in _ranges(third or accounts)])
    values = [value for pair in ranges for value in pair]
    return Bounds("ucdp", _least(values), best, _most(values))


def median(accounts: Sequence[Account]) -> Bounds:
    """The median of the origins' middle values, and the medians of their lower and upper bounds."""
    ranges = _ranges(accounts)
    return Bounds(
        "median",
        _middle([low for low, _ in ranges]),
        _middle([_centre(low, high) for low, high in ranges]),
        _middle([high for _, high in ranges]),
    )


def third_party(accounts: Sequence[Account]) -> Bounds:
    """The lowest and highest of those who count neither their own nor their enemy's losses."""
    chosen = [account for account in accounts if account.interest is Interest.THIRD_PARTY]
    found = minmax(chosen)
    return Bounds("third-party", found.low, None, found.high)


def latest(accounts: Sequence[Account]) -> Bounds:
    """The account with the latest date; of several on that day, their lowest and highest."""
    dated = [(day, account) for account in accounts if (day := period_of(account.claim).day)]
    if not dated:
        return Bounds("latest", None, None, None)
    last = max(day for day, _ in dated)
    found = minmax([account for day, account in dated if day == last])
    return Bounds("latest", found.low, None, found.high)


RULES: dict[str, Rule] = {
    "minmax": minmax,
    "acled": acled,
    "ucdp": ucdp,
    "median": median,
    "third-party": third_party,
    "latest": latest,
}


def bounds_of(accounts: Sequence[Account], rule: str) -> Bounds:
    """The bounds of accounts by the rule of that name. Raises KeyError for a name that is none of RULES."""
    return RULES[rule](accounts)


def with_bounds(question: Question, rule: str) -> Question:
    """The same question with its bounds by another rule; a question that is not about a figure is returned as it is."""
    if question.kind != "figure":
        return question
    return replace(question, bounds=bounds_of(core_accounts(question.accounts), rule))


def core_accounts(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The accounts that answer the question itself: not those set beside them for their other scope or time."""
    core = {claim.id for claim in core_of([account.claim for account in accounts])}
    return tuple(account for account in accounts if account.claim.id in core)


def _latest(accounts: Iterable[Account]) -> list[Account]:
    """One account an origin: the latest, and of those the first by id."""
    found: dict[str, Account] = {}
    for account in accounts:
        held = found.get(account.origin)
        if held is None or _order(account) > _order(held):
            found[account.origin] = account
    return [found[origin] for origin in sorted(found)]


def _order(account: Account) -> tuple[str, str]:
    day = period_of(account.claim).day
    return (day.isoformat() if day else "", account.claim.id)


def _ranges(accounts: Sequence[Account]) -> list[tuple[float | None, float | None]]:
    """Low and high of each origin, in the unit of the first account: square miles are converted, persons are not."""
    if not accounts:
        return []
    first = accounts[0].claim
    return [bounds_in_unit_of(account.claim, first) for account in _latest(accounts)]


def _centre(low: float | None, high: float | None) -> float | None:
    if low is None or high is None:
        return low if high is None else high
    return (low + high) / 2


def _least(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return min(known) if known else None


def _most(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return max(known) if known else None


def _middle(values: Iterable[float | None]) -> float | None:
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    half = len(known) // 2
    return known[half] if len(known) % 2 else math.fsum(known[half - 1 : half + 1]) / 2
