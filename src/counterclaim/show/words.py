"""Values in words and signs that people read: bounds, amounts, what changed in a ledger."""

from counterclaim.ledger.store import Change
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Value
from counterclaim.records.units import unit_words

# Units that go without saying beside what is counted.
_SILENT_UNITS = frozenset({"person"})


def bounds_in_words(
    low: float | None, high: float | None, *, approximate: bool = False, unit: str | None = None
) -> str:
    """A figure's bounds: "498", "about 70", "2,000-4,000", "≥ 12,000", "≤ 20"; with its unit unless that is persons."""
    if low is None and high is None:
        amount = "no number"
    elif low is None and approximate:
        amount, approximate = f"nearly {amount_in_digits(high)}", False
    elif low is None:
        amount = f"≤ {amount_in_digits(high)}"
    elif high is None:
        amount = f"≥ {amount_in_digits(low)}"
    elif low == high:
        amount = amount_in_digits(low)
    else:
        amount = f"{amount_in_digits(low)}-{amount_in_digits(high)}"
    if approximate:
        amount = f"about {amount}"
    return amount if unit is None or unit in _SILENT_UNITS else f"{amount} {unit_words(unit, low, high)}"


def amount_in_digits(value: float | None) -> str:
    """A number with thousands set apart, without a needless decimal point; "?" where there is none."""
    if value is None:
        return "?"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def change_in_words(change: Change) -> str:
    """One line on what became of a claim: "added    c3f2a91b  2024-05-03T10:00:00Z  figure  Ministry: 40 soldiers"."""
    claim = change.claim
    who = claim.source or ("the article itself" if claim.narrator else "nobody named")
    words = " ".join(claim.text.split())
    line = f"{change.kind:10}{claim.id}  {change.at}  {claim.kind:10}{who}: {words}"
    if change.who is not None:
        line += f"  (by {change.who})"
    if change.before is not None and change.before.text != claim.text:
        line += f"  (before: {' '.join(change.before.text.split())})"
    return line


def change_record(change: Change) -> dict[str, str | int | None]:
    """The same for a program."""
    claim = change.claim
    return {
        "change": change.kind,
        "claim": claim.id,
        "at": change.at,
        "run": change.run,
        "version": change.version,
        "who": change.who,
        "kind": claim.kind,
        "source": claim.source,
        "text": claim.text,
        "before": change.before.text if change.before else None,
        "article": claim.article.id,
    }


def value_in_words(value: Value) -> str:
    """A field's value for a person: "nothing" where there is none."""
    if value is None or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,g}"
    return "; ".join(value) if isinstance(value, tuple) else value


def reviews_in_words(claim: Claim) -> list[str]:
    """Who accepted and corrected a claim, one line each."""
    lines = []
    for review in claim.reviewed:
        what = f"{review.act}ed by {review.reviewer} on {review.at[:10]}"
        if review.field:
            what += f": {review.field} was {value_in_words(review.before)}"
        lines.append(what)
    return lines


def reviewers_in_words(claim: Claim) -> str:
    """Who decided that a claim is as it stands: "corrected by Ana, accepted by Bo"; empty where nobody did."""
    said = dict.fromkeys(f"{review.act}ed by {review.reviewer}" for review in claim.reviewed)
    return ", ".join(said)
