"""What a rule says of two claims. In: nothing. Out: Verdict, and the words that rules share."""

from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.records.units import UNIT_SAID, unit_words


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's opinion of two claims: how alike they are in its respect, and why in one sentence."""

    rule: str
    score: float  # 0 = cannot be the same, 0.5 = the words do not say, 1 = the same
    why: str
    differs: str | None = None  # what differs, if something does: period, scope, measure, place, counted


def value_words(claim: Claim) -> str:
    """A figure's bounds as people write them: "12,000", "2,000–4,000", "more than 400", "up to 50"."""
    low, high = claim.low, claim.high
    if low is None and high is None:
        return claim.text
    if low is None:
        words = f"nearly {grouped(high)}" if claim.approximate else f"up to {grouped(high)}"
    elif high is None:
        words = f"{grouped(low)} or more"
    elif low == high:
        words = f"about {grouped(low)}" if claim.approximate else grouped(low)
    else:
        words = f"{grouped(low)}–{grouped(high)}"
    return f"{words} {unit_words(claim.unit, low, high)}" if claim.unit and claim.measure in UNIT_SAID else words


def grouped(value: float | None) -> str:
    """A number with thousands separated; None is "?"."""
    if value is None:
        return "?"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def teller(claim: Claim) -> str:
    """Who gives an account, in words."""
    if claim.source:
        return claim.source
    if claim.narrator:
        return claim.article.outlet or "the article itself"
    return "an unnamed source"
